#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oamc {

enum class FileKind { kMissing, kFile, kFolder, kOther };

/// One entry of a folder. `path` is the folder's path as given, a slash, and the entry's name.
struct FolderEntry {
  std::string path;
  FileKind kind = FileKind::kMissing;
  bool isLink = false;
};

/// What the compiler may read. Paths are used as given; nothing is resolved against an environment.
class FileSystem {
 public:
  virtual ~FileSystem() = default;

  virtual FileKind kind(const std::string& path) const = 0;

  /// The bytes of a file (`-` reads standard input), or nothing with a reason in `problem`.
  virtual std::optional<std::string> read(const std::string& path, std::string& problem) const = 0;

  /// The entries of one folder in byte order of their names.
  virtual std::vector<FolderEntry> list(const std::string& folder) const = 0;

  /// The path with all links and dots resolved, or nothing if it does not exist. Used to decide whether a link leaves its root.
  virtual std::optional<std::string> resolve(const std::string& path) const = 0;

  /// A key that all paths to one file share: equal keys mean one file. The path itself if there is no such file.
  virtual std::string identity(const std::string& path) const = 0;
};

/// The machine's file system.
std::unique_ptr<FileSystem> diskFileSystem();

/// Files in memory, for tests: path to text. Folders exist where a path has a prefix.
class MemoryFileSystem final : public FileSystem {
 public:
  explicit MemoryFileSystem(std::map<std::string, std::string> files) : files_(std::move(files)) {}

  FileKind kind(const std::string& path) const override;
  std::optional<std::string> read(const std::string& path, std::string& problem) const override;
  std::vector<FolderEntry> list(const std::string& folder) const override;
  std::optional<std::string> resolve(const std::string& path) const override;
  std::string identity(const std::string& path) const override { return path; }

 private:
  std::map<std::string, std::string> files_;
};

}  // namespace oamc
