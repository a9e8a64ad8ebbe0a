/// Build-time tool: `embed_definitions FOLDER TEXTS INDEX` writes the texts of all `.cue` files below FOLDER to the file TEXTS, one after another, and to INDEX
/// the C++ source that embeds TEXTS and defines libraryFiles(). Refuses files that do not parse or have no header, and two definitions of one type and name.

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "frontend/cue/parse.h"

namespace {

using namespace oamc;

struct EmbeddedFile {
  std::string path;  // below the folder
  std::string type;
  std::string name;
  std::string text;
};

bool isPlainField(const ast::Declaration& declaration) {
  if (declaration.kind != ast::DeclarationKind::kField) return false;
  auto kind = static_cast<const ast::Field&>(declaration).labelKind;
  return kind == ast::LabelKind::kIdentifier || kind == ast::LabelKind::kString;
}

/// The field of the name among the declarations, or null.
const ast::Field* findField(std::span<const ast::Declaration* const> declarations, std::string_view name) {
  for (const ast::Declaration* declaration : declarations)
    if (isPlainField(*declaration) && static_cast<const ast::Field*>(declaration)->name == name) return static_cast<const ast::Field*>(declaration);
  return nullptr;
}

bool fail(const std::string& path, const std::string& problem) {
  std::fprintf(stderr, "%s: %s\n", path.c_str(), problem.c_str());
  return false;
}

/// Reads type and name from the header of a definition (spec/rendering.md 1.5): the first field beside `template`.
bool readHeader(EmbeddedFile& file) {
  SourceManager sources;
  DiagnosticSink sink(sources);
  Arena arena;
  FileId id = sources.add(file.path, file.text);
  Result<const ast::File*> parsed = parseCue(sources, id, arena, Limits{}, sink);
  for (const Diagnostic& diagnostic : sink.diagnostics()) {
    LineColumn at = sources.position(diagnostic.span.file, diagnostic.span.begin);
    fail(file.path + ":" + std::to_string(at.line) + ":" + std::to_string(at.column), diagnostic.message);
  }
  if (!parsed) return false;
  for (const ast::Declaration* declaration : (*parsed)->body->declarations) {
    if (!isPlainField(*declaration)) continue;
    const auto& header = static_cast<const ast::Field&>(*declaration);
    if (header.name == "template" || header.value->kind != ast::ExprKind::kStruct) continue;
    const ast::Field* type = findField(static_cast<const ast::StructLiteral&>(*header.value).declarations, "type");
    if (type == nullptr || type->value->kind != ast::ExprKind::kString) return fail(file.path, "the header has no type");
    file.name = header.name;
    file.type = static_cast<const ast::String&>(*type->value).value;
    return true;
  }
  return fail(file.path, "no header");
}

/// All definitions below the folder, in byte order of their paths.
bool readFolder(const std::filesystem::path& folder, std::vector<EmbeddedFile>& files) {
  std::map<std::pair<std::string, std::string>, std::string> pathOf;
  bool isGood = true;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file() || entry.path().extension() != ".cue") continue;
    EmbeddedFile file{.path = entry.path().lexically_relative(folder).generic_string(), .type = {}, .name = {}, .text = {}};
    std::ifstream stream(entry.path(), std::ios::binary);
    file.text.assign(std::istreambuf_iterator<char>(stream), {});
    if (!readHeader(file)) isGood = false;
    else if (auto [known, isNew] = pathOf.try_emplace({file.type, file.name}, file.path); !isNew)
      isGood = fail(file.path, "the same type and name as " + known->second);
    files.push_back(std::move(file));
  }
  std::ranges::sort(files, {}, &EmbeddedFile::path);
  return isGood;
}

std::string quoted(const std::string& text) { return "\"" + text + "\""; }

bool writeFiles(const std::vector<EmbeddedFile>& files, const std::string& textsPath, const std::string& indexPath) {
  std::ofstream texts(textsPath, std::ios::binary);
  std::ofstream index(indexPath, std::ios::binary);
  index << "#include \"stdlib/image/library_files.h\"\n\n"
        << "__asm__(\".pushsection .rodata\\n.global oamc_library_texts\\noamc_library_texts:\\n.incbin "
        << "\\\"" << textsPath << "\\\"\\n.popsection\\n\");\n"
        << "extern \"C\" const char oamc_library_texts[];\n\n"
        << "namespace oamc {\n\nstd::span<const LibraryFile> libraryFiles() {\n  static const LibraryFile kFiles[] = {\n";
  std::size_t offset = 0;
  for (const EmbeddedFile& file : files) {
    texts << file.text;
    index << "      {" << quoted(file.type) << ", " << quoted(file.name) << ", " << quoted(file.path) << ", {oamc_library_texts + " << offset << ", "
          << file.text.size() << "}},\n";
    offset += file.text.size();
  }
  index << "  };\n  return kFiles;\n}\n\n}  // namespace oamc\n";
  return texts.good() && index.good();
}

}  // namespace

int main(int argc, char** argv) {
  constexpr int kArguments = 4;
  if (argc != kArguments) {
    std::fputs("usage: embed_definitions FOLDER TEXTS INDEX\n", stderr);
    return 2;
  }
  std::vector<EmbeddedFile> files;
  if (!readFolder(argv[1], files)) return 1;
  if (writeFiles(files, argv[2], argv[3])) return 0;
  fail(argv[2], "cannot be written");
  return 1;
}
