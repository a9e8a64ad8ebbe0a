#pragma once

#include <map>
#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "ir/oam/definition.h"

namespace oamc {

struct DefinitionKey {
  DefinitionKind kind;
  std::string_view name;
};

/// The definitions that come with the compiler; each is read when it is first asked for. Safe for several threads.
class DefinitionLibrary {
 public:
  virtual ~DefinitionLibrary() = default;

  /// All of them, ordered by kind and, bytewise, name.
  virtual std::span<const DefinitionKey> keys() const = 0;

  /// The definition, or null if the library has none of the name.
  virtual const Definition* find(DefinitionKind kind, std::string_view name) const = 0;
};

/// Which of several definitions of one kind and name answers.
enum class LookupRules {
  kRender,  ///< by kind and name; the reader has refused doubles (product.md 1)
  kDryRun,  ///< components and traits: the first in load order; policies and steps by namespace (spec/rendering.md 1.4)
};

/// Who asks for a definition.
struct DefinitionQuery {
  LookupRules rules = LookupRules::kRender;
  std::string_view applicationNamespace = {};
  std::string_view definitionNamespace = "vela-system";  ///< `-x`
  bool autoUpdate = false;  ///< the application's annotation `app.oam.dev/autoUpdate` is `true`: newest matching revision (spec/rendering.md 1.6)
};

/// All definitions of a run: the user's in load order, then the library.
class DefinitionIndex {
 public:
  /// `library` may be null (`--no-library`) and must outlive the index.
  explicit DefinitionIndex(const DefinitionLibrary* library = nullptr) : library_(library) {}

  /// Takes a definition, or one embedded in a DefinitionRevision, after the ones that are there. Doubles are the reader's business.
  void add(std::unique_ptr<Definition> definition);

  /// A definition of the same kind and name (for a revision: name of the revision) that was added before, or null: of the same namespace if there is one.
  const Definition* findTwin(const Definition& definition) const;

  /// The definition of a type as written (`worker`, `worker@v1`), or null.
  const Definition* find(DefinitionKind kind, std::string_view type, const DefinitionQuery& query) const;

  /// The same; where there is none, at the type's place: E4001 with the near name, E4002 if another kind has the name (a trait used as a component),
  /// E4003 if only the version is missing.
  Result<const Definition*> require(DefinitionKind kind, const SpannedText& type, const DefinitionQuery& query, DiagnosticSink& sink) const;

  /// Distinct names of a kind, bytewise sorted, users' and library's.
  std::vector<std::string_view> names(DefinitionKind kind) const;

  /// The user's definitions in load order, revisions included.
  std::span<const std::unique_ptr<Definition>> userDefinitions() const { return definitions_; }
  const DefinitionLibrary* library() const { return library_; }

 private:
  using Key = std::pair<DefinitionKind, std::string_view>;

  const Definition* findLatest(DefinitionKind kind, std::string_view name, const DefinitionQuery& query) const;
  const Definition* findRevision(DefinitionKind kind, std::string_view type, const DefinitionQuery& query) const;
  Failed reportMissing(DefinitionKind kind, const SpannedText& type, const DefinitionQuery& query, DiagnosticSink& sink) const;

  const DefinitionLibrary* library_;
  std::vector<std::unique_ptr<Definition>> definitions_;
  std::map<Key, std::vector<const Definition*>> latest_;     // by kind and metadata.name, in load order
  std::map<Key, std::vector<const Definition*>> revisions_;  // by kind and name of the DefinitionRevision
};

}  // namespace oamc
