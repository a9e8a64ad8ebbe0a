#include "ir/oam/definition_index.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <string>

#include "ir/base/suggest.h"
#include "ir/oam/policy.h"
#include "ir/oam/workflow.h"

namespace oamc {

namespace {

constexpr std::string_view kSystemNamespace = "vela-system";

/// The numbers of `1.2.3` after the last `-v`; what is no number ends them.
std::vector<long> versionNumbers(std::string_view revisionName) {
  std::vector<long> numbers;
  std::size_t start = revisionName.rfind("-v");
  std::string_view rest = start == std::string_view::npos ? std::string_view() : revisionName.substr(start + 2);
  while (!rest.empty()) {
    long number = 0;
    auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
    if (error != std::errc()) break;
    numbers.push_back(number);
    rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
    if (!rest.starts_with('.')) break;
    rest.remove_prefix(1);
  }
  return numbers;
}

std::string article(std::string_view noun) { return (noun.starts_with('a') ? "an " : "a ") + std::string(noun); }

/// Where a definition of the kind is used in an application.
std::string_view usage(DefinitionKind kind) {
  switch (kind) {
    case DefinitionKind::kComponent: return "list it under `components`";
    case DefinitionKind::kTrait: return "list it under `traits` of a component";
    case DefinitionKind::kPolicy: return "list it under `policies`";
    case DefinitionKind::kWorkflowStep: return "list it under `steps` of the workflow";
    case DefinitionKind::kWorkload: break;
  }
  return "a component needs a ComponentDefinition";
}

}  // namespace

void DefinitionIndex::add(std::unique_ptr<Definition> definition) {
  if (definition->revision.empty()) latest_[{definition->kind, definition->name.text}].push_back(definition.get());
  else revisions_[{definition->kind, definition->revision}].push_back(definition.get());
  definitions_.push_back(std::move(definition));
}

const Definition* DefinitionIndex::findTwin(const Definition& definition) const {
  const auto& items = definition.revision.empty() ? latest_ : revisions_;
  auto known = items.find({definition.kind, definition.revision.empty() ? definition.name.text : definition.revision});
  if (known == items.end()) return nullptr;
  auto same = std::ranges::find_if(known->second, [&](const Definition* item) { return item->namespaceName.text == definition.namespaceName.text; });
  return same == known->second.end() ? known->second.front() : *same;
}

const Definition* DefinitionIndex::find(DefinitionKind kind, std::string_view type, const DefinitionQuery& query) const {
  if (const Definition* latest = findLatest(kind, type, query)) return latest;
  return type.find('@') == std::string_view::npos ? nullptr : findRevision(kind, type, query);
}

const Definition* DefinitionIndex::findLatest(DefinitionKind kind, std::string_view name, const DefinitionQuery& query) const {
  auto known = latest_.find({kind, name});
  const Definition* found = nullptr;
  if (known != latest_.end()) {
    bool isScanned = query.rules == LookupRules::kRender || kind == DefinitionKind::kComponent || kind == DefinitionKind::kTrait;
    if (isScanned) return known->second.front();
    for (std::string_view wanted : {query.applicationNamespace, query.definitionNamespace, kSystemNamespace, std::string_view()}) {
      auto matching = std::ranges::find_if(known->second, [&](const Definition* item) { return item->namespaceName.text == wanted; });
      if (found == nullptr && matching != known->second.end()) found = *matching;
    }
  }
  return found == nullptr && library_ != nullptr ? library_->find(kind, name) : found;
}

const Definition* DefinitionIndex::findRevision(DefinitionKind kind, std::string_view type, const DefinitionQuery& query) const {
  std::string wanted = convertedTypeName(type);
  if (!query.autoUpdate) {
    auto known = revisions_.find({kind, wanted});
    return known == revisions_.end() ? nullptr : known->second.front();
  }
  // Candidates carry the label with the definition's name; the exact revision goes before the newest below it (spec/rendering.md 1.6).
  const Definition* newest = nullptr;
  for (const auto& [key, items] : revisions_) {
    const Definition* candidate = items.front();
    if (key.first != kind || candidate->revisionOf != unversionedType(type)) continue;
    if (key.second == wanted) return candidate;
    if (!key.second.starts_with(wanted + ".")) continue;
    if (newest == nullptr || versionNumbers(newest->revision) < versionNumbers(candidate->revision)) newest = candidate;
  }
  return newest;
}

Result<const Definition*> DefinitionIndex::require(DefinitionKind kind, const SpannedText& type, const DefinitionQuery& query, DiagnosticSink& sink) const {
  if (const Definition* found = find(kind, type.text, query)) return found;
  return reportMissing(kind, type, query, sink);
}

Failed DefinitionIndex::reportMissing(DefinitionKind kind, const SpannedText& type, const DefinitionQuery& query, DiagnosticSink& sink) const {
  std::string_view noun = definitionTypeName(kind);
  if (type.empty()) return sink.report(diag::TypeMissing, type.span, noun).hint("add `type:`").emit();
  std::string_view name = unversionedType(type.text);
  if (name != type.text && findLatest(kind, name, query) != nullptr) {
    auto diagnostic = sink.report(diag::UnknownVersion, type.span, noun, name, type.text.substr(name.size() + 1));
    std::string known;
    for (const auto& [key, items] : revisions_)
      if (key.first == kind && key.second.starts_with(std::string(name) + "-v")) known += (known.empty() ? "`" : ", `") + std::string(key.second) + "`";
    if (!known.empty()) diagnostic.hint("revisions that are there: " + known);
    return diagnostic.hint("a version is a DefinitionRevision given with `-d`; for the latest definition write `" + std::string(name) + "`").emit();
  }
  for (DefinitionKind other : kDefinitionKinds)
    if (other != kind && findLatest(other, type.text, query) != nullptr)
      return sink.report(diag::WrongDefinitionKind, type.span, type.text, article(definitionTypeName(other)), article(noun))
          .hint(std::string(usage(other)))
          .emit();
  std::vector<std::string_view> candidates = names(kind);
  if (kind == DefinitionKind::kWorkflowStep) candidates.insert(candidates.end(), builtinStepTypes().begin(), builtinStepTypes().end());
  if (kind == DefinitionKind::kPolicy) candidates.insert(candidates.end(), builtinPolicyTypes().begin(), builtinPolicyTypes().end());
  auto diagnostic = sink.report(diag::UnknownType, type.span, noun, type.text);
  if (auto near = suggest(type.text, candidates)) diagnostic.hint("did you mean `" + std::string(*near) + "`?").fix(type.span, std::string(*near));
  else diagnostic.hint("definitions of your own are given with `-d`; `oamc list definitions` shows the library");
  return diagnostic.emit();
}

std::vector<std::string_view> DefinitionIndex::names(DefinitionKind kind) const {
  std::set<std::string_view> names;
  for (const auto& [key, items] : latest_)
    if (key.first == kind) names.insert(key.second);
  if (library_ != nullptr)
    for (const DefinitionKey& key : library_->keys())
      if (key.kind == kind) names.insert(key.name);
  return {names.begin(), names.end()};
}

}  // namespace oamc
