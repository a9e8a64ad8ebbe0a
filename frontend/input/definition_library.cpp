#include "frontend/input/definition_library.h"

#include <algorithm>
#include <string>

#include "frontend/input/definition_cue.h"

namespace oamc {

EmbeddedLibrary::EmbeddedLibrary(std::span<const LibraryFile> files, SourceManager& sources, const TemplateOptions& options)
    : sources_(sources), options_(options) {
  auto kindOf = [](const LibraryFile& file) {
    std::optional<DefinitionKind> kind = definitionKindOfType(file.type);
    OAMC_CHECK(kind.has_value(), "the library was checked when it was embedded");
    return *kind;
  };
  std::vector<const LibraryFile*> ordered;
  for (const LibraryFile& file : files) ordered.push_back(&file);
  std::ranges::sort(ordered, {}, [&](const LibraryFile* file) { return std::pair(kindOf(*file), file->name); });
  for (const LibraryFile* file : ordered) {
    keys_.push_back({kindOf(*file), file->name});
    entries_.emplace_back().file = sources.add("library:" + std::string(file->path), std::string(file->text));
  }
}

const Definition* EmbeddedLibrary::find(DefinitionKind kind, std::string_view name) const {
  auto key = [](const DefinitionKey& item) { return std::pair(item.kind, item.name); };
  auto found = std::ranges::lower_bound(keys_, std::pair(kind, name), {}, key);
  if (found == keys_.end() || key(*found) != std::pair(kind, name)) return nullptr;
  Entry& entry = entries_[static_cast<std::size_t>(found - keys_.begin())];
  std::call_once(entry.once, [&] { load(entry); });
  return entry.definition.get();
}

void EmbeddedLibrary::load(Entry& entry) const {
  DiagnosticSink sink(sources_);
  auto definition = readCueDefinition(entry.file, {sources_, entry.arena, options_, true}, sink);
  OAMC_CHECK(static_cast<bool>(definition), "a definition of the library can be read");
  entry.definition = std::move(*definition);
  entry.definition->isLibrary = true;
}

}  // namespace oamc
