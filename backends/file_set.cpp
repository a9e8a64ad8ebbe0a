#include "backends/file_set.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>

#include "ir/base/arena.h"
#include "ir/data/text/json_reader.h"
#include "ir/data/text/json_writer.h"

namespace oamc {
namespace {

/// Application to the paths of its files; ordered, so that the list is the same for the same content.
using FileLists = std::map<std::string, std::set<std::string>>;

/// The lists of a file list's text; nothing if it is none.
std::optional<FileLists> readLists(std::string_view text) {
  FileLists lists;
  if (text.empty()) return lists;
  Arena arena;
  JsonText json = parseJson(text, arena);
  const Data* applications = json.value ? json.value->find("applications") : nullptr;
  if (applications == nullptr || !applications->isObject()) return std::nullopt;
  for (const Member& application : applications->members()) {
    if (!application.value.isList()) return std::nullopt;
    std::set<std::string>& paths = lists[std::string(application.key)];
    for (const Data& path : application.value.items()) {
      if (!path.isString()) return std::nullopt;
      paths.emplace(path.text());
    }
  }
  return lists;
}

std::string writeLists(const FileLists& lists) {
  Arena arena;
  std::vector<Member> applications;
  for (const auto& [application, paths] : lists) {
    std::vector<Data> items;
    for (const std::string& path : paths) items.push_back(Data::string(path));
    applications.push_back({application, Data::list(arena.copyArray<Data>(items)), {}});
  }
  Member whole[] = {{"applications", Data::object(applications), {}}};
  return writeJson(Data::object(whole), {.indent = "  "}) + "\n";
}

/// A path that a list may name: relative and inside the folder.
bool isInside(std::string_view path) {
  if (path.empty() || path.starts_with('/')) return false;
  while (!path.empty()) {
    std::size_t slash = path.find('/');
    std::string_view part = path.substr(0, slash);
    if (part == ".." || part == "." || part.empty()) return false;
    path = slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
  }
  return true;
}

}  // namespace

FileListUpdate updateFileList(std::string_view previous, const FileSet& files, bool prunes) {
  FileLists written;
  std::set<std::string> current;
  for (const std::string& application : files.applications) written[application];
  for (const OutputFile& file : files.files) {
    written[file.application].insert(file.path);
    current.insert(file.path);
  }
  std::optional<FileLists> before = readLists(previous);
  FileListUpdate update;
  update.isReadable = before.has_value();
  std::set<std::string> stale;
  for (const auto& [application, paths] : before.value_or(FileLists())) {
    if (written.contains(application) || prunes) {
      std::ranges::copy_if(paths, std::inserter(stale, stale.end()), isInside);
    } else {
      current.insert(paths.begin(), paths.end());
      written.emplace(application, paths);
    }
  }
  std::ranges::copy_if(stale, std::back_inserter(update.stale), [&](const std::string& path) { return !current.contains(path); });
  update.text = writeLists(written);
  return update;
}

}  // namespace oamc
