#include "frontend/cli/write_output.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "frontend/cli/result_text.h"

namespace oamc {

namespace {

namespace fs = std::filesystem;

Failed reportFailed(const std::string& path, std::string_view problem, DiagnosticSink& sink) {
  return sink.report(diag::OutputFailed, {}, path, problem).file(path).emit();
}

/// The text appears under `path` completely or not at all.
Result<void> replaceFile(const std::string& path, std::string_view text, DiagnosticSink& sink) {
  std::string beside = path + ".oamc-new";
  int descriptor = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0666);
  if (descriptor < 0) return reportFailed(path, std::strerror(errno), sink);
  bool isWritten = writeAll(descriptor, text);
  int problem = errno;
  if (::close(descriptor) != 0 && isWritten) {
    isWritten = false;
    problem = errno;
  }
  if (isWritten && std::rename(beside.c_str(), path.c_str()) == 0) return {};
  if (isWritten) problem = errno;
  ::unlink(beside.c_str());
  return reportFailed(path, std::strerror(problem), sink);
}

class FolderWriter {
 public:
  FolderWriter(const PendingOutput& output, const FileSystem& files, DiagnosticSink& sink) : output_(output), files_(files), sink_(sink) {}

  Result<void> write() {
    if (Result<void> made = makeFolder(output_.path); !made) return made;
    root_ = files_.resolve(output_.path).value_or(output_.path);
    std::string listPath = output_.path + "/" + std::string(kFileListPath);
    std::string previous, problem;
    if (files_.kind(listPath) == FileKind::kFile) previous = files_.read(listPath, problem).value_or("?");
    FileListUpdate update = updateFileList(previous, output_.files, output_.prunes);
    if (!update.isReadable)
      return sink_.report(diag::FileListUnreadable, {}, listPath).file(listPath).hint("remove it, and files that nobody wants any more").emit();
    for (const OutputFile& file : output_.files.files)
      if (Result<void> written = writeFile(file.path, file.text); !written) return written;
    for (const std::string& path : update.stale) removeFile(path);
    return writeFile(std::string(kFileListPath), update.text);
  }

 private:
  Result<void> makeFolder(const std::string& path) {
    std::error_code error;
    fs::create_directories(path, error);
    if (error) return reportFailed(path, error.message(), sink_);
    return {};
  }

  bool isInside(const std::string& folder) const {
    std::optional<std::string> resolved = files_.resolve(folder);
    return resolved && (*resolved == root_ || resolved->starts_with(root_ + "/"));
  }

  Result<void> writeFile(const std::string& relative, std::string_view text) {
    std::string path = output_.path + "/" + relative;
    std::string folder = path.substr(0, path.rfind('/'));
    if (folder != lastFolder_) {
      if (Result<void> made = makeFolder(folder); !made) return made;
      if (!isInside(folder)) return sink_.report(diag::OutputLeavesFolder, {}, folder, output_.path).file(folder).emit();
      lastFolder_ = folder;
    }
    return replaceFile(path, text, sink_);
  }

  /// Removes a file of an earlier run, and the folders that become empty. What cannot be removed stays: it is gone already, or somebody put something else there.
  void removeFile(const std::string& relative) {
    fs::path path = fs::path(output_.path) / relative;
    std::error_code error;
    if (!isInside(path.parent_path().string()) || fs::is_directory(fs::symlink_status(path, error)) || !fs::remove(path, error)) return;
    for (path = path.parent_path(); path != fs::path(output_.path) && fs::is_empty(path, error) && !error; path = path.parent_path())
      if (!fs::remove(path, error)) return;
  }

  const PendingOutput& output_;
  const FileSystem& files_;
  DiagnosticSink& sink_;
  std::string root_;
  std::string lastFolder_;
};

}  // namespace

Result<void> writeOutput(const PendingOutput& output, const FileSystem& files, DiagnosticSink& sink) {
  if (output.isFolder) return FolderWriter(output, files, sink).write();
  std::string text;
  for (const OutputFile& file : output.files.files) text += file.text;
  return replaceFile(output.path, text, sink);
}

}  // namespace oamc
