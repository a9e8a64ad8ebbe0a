#pragma once

#include <optional>
#include <string_view>

#include "ir/base/diagnostic.h"
#include "ir/data/data.h"
#include "ir/oam/definition.h"

namespace oamc {

/// What a YAML document is, by apiVersion and kind.
enum class DocumentKind {
  kForeign,  ///< no OAM document
  kApplication,
  kPolicy,
  kWorkflow,
  kWorkflowRun,
  kDefinition,
  kDefinitionRevision,
  kCustomResourceDefinition,
  kRecord,  ///< written by the controller: ResourceTracker, ApplicationRevision, …
  kBad,     ///< an OAM document that cannot be read; reported
};

/// Classifies a document. Of `*.oam.dev` groups an unknown kind is E4005, a known kind in another version E4006, both with what was most likely meant.
DocumentKind classifyDocument(const Data& root, DiagnosticSink& sink);

/// apiVersion and kind as written; empty for what is missing.
std::string_view documentApiVersion(const Data& root);
std::string_view documentKindName(const Data& root);

}  // namespace oamc
