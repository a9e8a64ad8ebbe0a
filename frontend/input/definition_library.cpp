#include "frontend/input/definition_library.h"

#include <algorithm>
#include <string>

#include "frontend/input/definition_cue.h"

namespace oamc {

EmbeddedLibrary::EmbeddedLibrary(std::span<const LibraryFile> files, SourceManager& sources, const TemplateOptions& options)
    : sources_(sources), options_(options) {
  struct KeyedFile {
    DefinitionKey key;
    const LibraryFile* file;
  };
  std::vector<KeyedFile> ordered;
  ordered.reserve(files.size());
  for (const LibraryFile& file : files) {
    std::optional<DefinitionKind> kind = definitionKindOfType(file.type);
    OAMC_CHECK(kind.has_value(), "the library was checked when it was embedded");
    ordered.push_back({{*kind, file.name}, &file});
  }
  std::ranges::sort(ordered, {}, [](const KeyedFile& item) { return std::pair(item.key.kind, item.key.name); });
  keys_.reserve(ordered.size());
  for (const auto& [key, file] : ordered) {
    keys_.push_back(key);
    entries_.emplace_back().file = sources.addLasting("library:" + std::string(file->path), file->text);
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
