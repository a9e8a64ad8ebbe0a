#include "ir/base/file_system.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

namespace oamc {

namespace {

class DiskFileSystem final : public FileSystem {
 public:
  FileKind kind(const std::string& path) const override {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) return FileKind::kMissing;
    if (S_ISDIR(status.st_mode)) return FileKind::kFolder;
    return S_ISREG(status.st_mode) || S_ISFIFO(status.st_mode) || S_ISCHR(status.st_mode) ? FileKind::kFile : FileKind::kOther;
  }

  std::optional<std::string> read(const std::string& path, std::string& problem) const override {
    int descriptor = path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
      problem = std::strerror(errno);
      return std::nullopt;
    }
    std::optional<std::string> text = readAll(descriptor, problem);
    if (descriptor != STDIN_FILENO) ::close(descriptor);
    return text;
  }

  std::vector<FolderEntry> list(const std::string& folder) const override {
    std::vector<FolderEntry> entries;
    std::unique_ptr<DIR, CloseFolder> open(::opendir(folder.c_str()));
    if (open == nullptr) return entries;
    std::string prefix = folder + (folder.ends_with('/') ? "" : "/");
    while (const dirent* entry = ::readdir(open.get())) {
      std::string_view name = entry->d_name;
      if (name == "." || name == "..") continue;
      entries.push_back({prefix + entry->d_name});
      describe(entries.back(), entry->d_type);
    }
    std::ranges::sort(entries, {}, &FolderEntry::path);
    return entries;
  }

  std::optional<std::string> resolve(const std::string& path) const override {
    std::error_code error;
    auto resolved = std::filesystem::canonical(path, error);
    if (error) return std::nullopt;
    return resolved.string();
  }

  std::string identity(const std::string& path) const override {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) return path;
    return std::to_string(status.st_dev) + ":" + std::to_string(status.st_ino);
  }

 private:
  struct CloseFolder {
    void operator()(DIR* folder) const { ::closedir(folder); }
  };

  /// `type` is what the folder knows of the entry, which may be nothing.
  void describe(FolderEntry& entry, unsigned char type) const {
    struct stat status {};
    bool isKnown = type != DT_UNKNOWN;
    entry.isLink = isKnown ? type == DT_LNK : ::lstat(entry.path.c_str(), &status) == 0 && S_ISLNK(status.st_mode);
    if (type == DT_REG) entry.kind = FileKind::kFile;
    else if (type == DT_DIR) entry.kind = FileKind::kFolder;
    else entry.kind = kind(entry.path);
  }

  static std::optional<std::string> readAll(int descriptor, std::string& problem) {
    // A regular file ends where less is read than asked for, so one byte more than it has shows its end with the first read.
    struct stat status {};
    constexpr std::size_t kBlock = std::size_t{64} * 1024;
    bool hasSize = ::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0;
    std::string text(hasSize ? static_cast<std::size_t>(status.st_size) + 1 : kBlock, '\0');
    std::size_t used = 0;
    while (true) {
      ssize_t count = ::read(descriptor, text.data() + used, text.size() - used);
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) {
        problem = std::strerror(errno);
        return std::nullopt;
      }
      used += static_cast<std::size_t>(count);
      if (count == 0 || (hasSize && used < text.size())) break;
      if (used == text.size()) text.resize(used * 2);
    }
    text.resize(used);
    return text;
  }
};

}  // namespace

std::unique_ptr<FileSystem> diskFileSystem() { return std::make_unique<DiskFileSystem>(); }

FileKind MemoryFileSystem::kind(const std::string& path) const {
  if (files_.contains(path)) return FileKind::kFile;
  std::string prefix = path.ends_with('/') ? path : path + "/";
  auto next = files_.lower_bound(prefix);
  return next != files_.end() && next->first.starts_with(prefix) ? FileKind::kFolder : FileKind::kMissing;
}

std::optional<std::string> MemoryFileSystem::read(const std::string& path, std::string& problem) const {
  auto found = files_.find(path);
  if (found != files_.end()) return found->second;
  problem = "No such file or directory";
  return std::nullopt;
}

std::vector<FolderEntry> MemoryFileSystem::list(const std::string& folder) const {
  std::string prefix = folder.ends_with('/') ? folder : folder + "/";
  std::vector<FolderEntry> entries;
  for (auto next = files_.lower_bound(prefix); next != files_.end() && next->first.starts_with(prefix); ++next) {
    std::string path = prefix + next->first.substr(prefix.size(), next->first.find('/', prefix.size()) - prefix.size());
    if (entries.empty() || entries.back().path != path) entries.push_back({path, kind(path), false});
  }
  std::ranges::sort(entries, {}, &FolderEntry::path);
  return entries;
}

std::optional<std::string> MemoryFileSystem::resolve(const std::string& path) const {
  if (kind(path) == FileKind::kMissing) return std::nullopt;
  return path;
}

}  // namespace oamc
