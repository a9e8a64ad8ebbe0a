#pragma once

#include <deque>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "frontend/input/definition_template.h"
#include "ir/cue/library_file.h"
#include "ir/oam/definition_index.h"

namespace oamc {

/// The definitions that are embedded in the program. Their texts are known to `sources` as `library:component/webservice.cue` from the start; each is parsed
/// when it is first asked for.
class EmbeddedLibrary final : public DefinitionLibrary {
 public:
  /// `files` are distinct by type and name. `sources` and `options` must outlive the library.
  EmbeddedLibrary(std::span<const LibraryFile> files, SourceManager& sources, const TemplateOptions& options);

  std::span<const DefinitionKey> keys() const override { return keys_; }
  const Definition* find(DefinitionKind kind, std::string_view name) const override;

 private:
  struct Entry {
    FileId file;
    std::once_flag once;
    Arena arena;
    std::unique_ptr<Definition> definition;
  };

  void load(Entry& entry) const;

  SourceManager& sources_;
  const TemplateOptions& options_;
  std::vector<DefinitionKey> keys_;
  mutable std::deque<Entry> entries_;  // parallel to keys_
};

}  // namespace oamc
