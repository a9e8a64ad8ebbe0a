#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ir/base/diagnostic.h"
#include "ir/base/file_system.h"
#include "ir/base/source.h"

namespace oamc {

/// One file to read.
struct InputFile {
  std::string path;      ///< as given, or the folder's path with the way below it
  bool isNamed = false;  ///< named on the command line; else found in a folder
};

enum class WalkOrder {
  kPaths,    ///< byte order of whole paths (product.md 1)
  kFolders,  ///< byte order of names, folder by folder, as the reference walks `-d` (spec/rendering.md 6.1)
};

/// The files that a path stands for: itself, or what lies below a folder and has one of `extensions` (with the point), dot-folders left out. Links met on
/// the way are followed when their target lies below one of `roots`, else refused (E0007). Reports E0001 with the nearest name beside it, E0002, E0012.
/// A failed path has been reported; other paths go on.
Result<std::vector<InputFile>> findFiles(const std::string& path, std::span<const std::string_view> extensions, WalkOrder order,
                                         std::span<const std::string> roots, const FileSystem& files, DiagnosticSink& sink);

/// Adds the text of a file to `sources`, under its path or as `<stdin>`. Reports E0002.
Result<FileId> loadFile(const std::string& path, const FileSystem& files, SourceManager& sources, DiagnosticSink& sink);

bool hasExtension(std::string_view path, std::span<const std::string_view> extensions);

}  // namespace oamc
