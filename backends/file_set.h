#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace oamc {

/// One text to be written.
struct OutputFile {
  std::string path;  ///< relative to the output folder, with `/`; empty: the stream on standard output, or the next part of it
  std::string text;
  std::string application;  ///< `namespace/name` of the application it belongs to; empty: to none alone
};

/// What a backend gives, in the order of writing.
struct FileSet {
  std::vector<OutputFile> files;
  std::vector<std::string> applications;  ///< `namespace/name` of all that were rendered, those without files too
};

/// Where the list of written files lies in an output folder.
inline constexpr std::string_view kFileListPath = ".oamc/files.json";

/// What writing a file set into a folder changes besides the files themselves.
struct FileListUpdate {
  std::string text;                ///< of the new list
  std::vector<std::string> stale;  ///< written by an earlier run, and no longer wanted; sorted
  bool isReadable = true;          ///< false: `previous` is no file list; then nothing is stale
};

/// The list that belongs into the folder after `files` were written: `previous` (the text of the present list, empty if there is none) with the entries of the applications in
/// `files` replaced. With `prunes`, entries of all other applications go too. Files that no list names are never stale.
FileListUpdate updateFileList(std::string_view previous, const FileSet& files, bool prunes);

}  // namespace oamc
