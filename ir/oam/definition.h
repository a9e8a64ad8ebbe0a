#pragma once

#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "ir/base/diagnostic.h"
#include "ir/cue/module.h"
#include "ir/data/data.h"
#include "ir/oam/spanned_text.h"

namespace oamc {

enum class DefinitionKind : std::uint8_t { kComponent, kTrait, kPolicy, kWorkflowStep, kWorkload };
inline constexpr DefinitionKind kDefinitionKinds[] = {DefinitionKind::kComponent, DefinitionKind::kTrait, DefinitionKind::kPolicy,
                                                      DefinitionKind::kWorkflowStep, DefinitionKind::kWorkload};

/// `component`, `trait`, `policy`, `workflow-step`, `workload`: the `type` of a CUE definition file, and the word in messages.
std::string_view definitionTypeName(DefinitionKind kind);
/// `ComponentDefinition` and so on.
std::string_view definitionKindName(DefinitionKind kind);
/// The reverse of both.
std::optional<DefinitionKind> definitionKindOfType(std::string_view type);
std::optional<DefinitionKind> definitionKindOfDocument(std::string_view documentKind);

enum class DefinitionCategory : std::uint8_t {
  kNone,  ///< no template: a trait without one does nothing, a component without one cannot be rendered
  kCue,
  kTerraform,  ///< `terraform` says how; a CUE template may be there and is not used
};

/// The CUE template of one definition. Compiling happens on first use, once, and may be asked for by several threads.
class DefinitionTemplate {
 public:
  virtual ~DefinitionTemplate() = default;

  /// The lowered template: root struct = the template's body, with `parameter` and `context` as outer fields. Valid as long as the definition.
  /// What was reported while compiling is appended to `sink` at every call; a sink keeps the same diagnostic once.
  virtual Result<Module> compile(DiagnosticSink& sink) const = 0;
};

/// CUE texts that compute a status from a live object; empty: not given.
struct StatusBlocks {
  SpannedText healthPolicy;
  SpannedText customStatus;
  SpannedText details;
};

/// An X-Definition of any kind, from a CUE file, from CRD YAML or from the library. Immutable once it is in an index. Texts and Data live as long as it.
struct Definition {
  DefinitionKind kind = DefinitionKind::kComponent;
  SpannedText name;             ///< metadata.name; the place of the label in a CUE file
  SpannedText namespaceName;    ///< empty in CUE files
  std::string_view revision;    ///< name of the DefinitionRevision (`worker-v1`) that embeds it; empty: the latest
  std::string_view revisionOf;  ///< the revision's label `componentdefinition.oam.dev/name` (or trait, …); only labelled ones take part in autoUpdate
  Data labels;                  ///< null or an object of strings, under their CRD names (spec/rendering.md 1.5)
  Data annotations;             ///< the same; alias and description are annotations
  Data attributes;              ///< `spec` without `schematic`: an object, perhaps empty
  DefinitionCategory category = DefinitionCategory::kNone;
  std::unique_ptr<DefinitionTemplate> body;  ///< null: no CUE text
  Data terraform;                            ///< `schematic.terraform`, or null
  StatusBlocks status;
  FileId file = FileId::kNone;  ///< the file that a person edits
  bool isLibrary = false;

  /// The lowered template. E2210 when there is none.
  Result<Module> module(DiagnosticSink& sink) const;

  /// The value of an annotation or label, or an empty text.
  std::string_view annotation(std::string_view key) const;
  std::string_view label(std::string_view key) const;

  /// The attribute at a path of keys, or null: `attribute({"workload", "definition", "kind"})`.
  const Data* attribute(std::initializer_list<std::string_view> path) const;
  /// The same for a text; empty if there is none.
  std::string_view attributeText(std::initializer_list<std::string_view> path) const;
  bool attributeFlag(std::initializer_list<std::string_view> path) const;
};

/// The name under which a type is known in labels and in `context.componentType`: `worker@v1` is `worker-v1` (spec/rendering.md 1.6).
std::string convertedTypeName(std::string_view type);

/// The type without its version: `worker@v1` is `worker`.
std::string_view unversionedType(std::string_view type);

}  // namespace oamc
