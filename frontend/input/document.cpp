#include "frontend/input/document.h"

#include <algorithm>
#include <string>
#include <vector>

#include "ir/base/suggest.h"

namespace oamc {

namespace {

constexpr std::string_view kBeta = "core.oam.dev/v1beta1";
constexpr std::string_view kAlpha = "core.oam.dev/v1alpha1";

struct KnownKind {
  std::string_view name;
  std::string_view apiVersion;
  DocumentKind kind;
};

constexpr KnownKind kKnownKinds[] = {
    {"Application", kBeta, DocumentKind::kApplication},
    {"ComponentDefinition", kBeta, DocumentKind::kDefinition},
    {"TraitDefinition", kBeta, DocumentKind::kDefinition},
    {"PolicyDefinition", kBeta, DocumentKind::kDefinition},
    {"WorkflowStepDefinition", kBeta, DocumentKind::kDefinition},
    {"WorkloadDefinition", kBeta, DocumentKind::kDefinition},
    {"DefinitionRevision", kBeta, DocumentKind::kDefinitionRevision},
    {"Policy", kAlpha, DocumentKind::kPolicy},
    {"Workflow", kAlpha, DocumentKind::kWorkflow},
    {"WorkflowRun", kAlpha, DocumentKind::kWorkflowRun},
    {"ApplicationRevision", kBeta, DocumentKind::kRecord},
    {"ResourceTracker", kBeta, DocumentKind::kRecord},
};

/// Kinds of the first OAM API, which nothing reads any more.
constexpr std::string_view kOldKinds[] = {"ApplicationConfiguration", "Component",   "ContainerizedWorkload",
                                          "ManualScalerTrait",        "HealthScope", "ScopeDefinition",
                                          "ApplicationContext",       "AppRollout"};

std::string quoted(std::string_view text) { return "`" + std::string(text) + "`"; }

SpannedText textMember(const Data& root, std::string_view key) {
  const Data* value = root.isObject() ? root.find(key) : nullptr;
  return value != nullptr && value->isString() ? SpannedText{value->text(), value->span()} : SpannedText{};
}

std::string_view groupOf(std::string_view apiVersion) { return apiVersion.substr(0, apiVersion.find('/')); }

void reportUnknownKind(const SpannedText& kind, SourceSpan place, DiagnosticSink& sink) {
  auto diagnostic = sink.report(diag::UnknownDocumentKind, place, kind.text);
  if (std::ranges::find(kOldKinds, kind.text) != std::ranges::end(kOldKinds)) {
    diagnostic.hint("it belongs to the first OAM API; its successor is kind `Application` of `core.oam.dev/v1beta1`");
  } else {
    std::vector<std::string_view> names;
    for (const KnownKind& known : kKnownKinds) names.push_back(known.name);
    if (auto near = suggest(kind.text, names)) diagnostic.hint("did you mean " + quoted(*near) + "?").fix(kind.span, std::string(*near));
  }
  diagnostic.emit();
}

}  // namespace

std::string_view documentApiVersion(const Data& root) { return textMember(root, "apiVersion").text; }

std::string_view documentKindName(const Data& root) { return textMember(root, "kind").text; }

DocumentKind classifyDocument(const Data& root, DiagnosticSink& sink) {
  SpannedText apiVersion = textMember(root, "apiVersion");
  SpannedText kind = textMember(root, "kind");
  if (apiVersion.text.starts_with("apiextensions.k8s.io/") && kind.text == "CustomResourceDefinition") return DocumentKind::kCustomResourceDefinition;
  if (!groupOf(apiVersion.text).ends_with(".oam.dev")) return DocumentKind::kForeign;
  auto known = std::ranges::find(kKnownKinds, kind.text, &KnownKind::name);
  if (known == std::ranges::end(kKnownKinds)) {
    // Other groups hold the objects of add-ons, such as Terraform's Configuration.
    if (groupOf(apiVersion.text) != "core.oam.dev") return DocumentKind::kForeign;
    reportUnknownKind(kind, kind.span.valid() ? kind.span : apiVersion.span, sink);
    return DocumentKind::kBad;
  }
  if (known->apiVersion == apiVersion.text || known->kind == DocumentKind::kRecord) return known->kind;
  sink.report(diag::UnknownDocumentVersion, apiVersion.span, kind.text, apiVersion.text)
      .hint("write " + quoted(known->apiVersion))
      .fix(apiVersion.span, std::string(known->apiVersion))
      .emit();
  return DocumentKind::kBad;
}

}  // namespace oamc
