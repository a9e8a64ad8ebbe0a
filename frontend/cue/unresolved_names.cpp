#include "frontend/cue/unresolved_names.h"

#include <algorithm>
#include <array>
#include <optional>

#include "frontend/cue/predeclared.h"
#include "ir/base/suggest.h"

namespace oamc {

namespace {

/// More names than these are only counted: looking for what was meant costs a pass over the file.
constexpr std::size_t kMaxExplained = 20;
constexpr std::size_t kMaxPlaces = 4;

constexpr std::array<std::string_view, 3> kLiterals = {"true", "false", "null"};

/// A field that a reference cannot see, with the reason.
struct HiddenField {
  const ast::Field* field;
  enum class Reason { kQuoted, kInBody, kEmbedded } reason;
};

std::optional<HiddenField> findField(const ast::StructLiteral& literal, std::string_view name, std::optional<HiddenField::Reason> inside);

std::optional<HiddenField> findInDeclaration(const ast::Declaration& declaration, std::string_view name, std::optional<HiddenField::Reason> inside) {
  if (declaration.kind == ast::DeclarationKind::kField) {
    const auto& field = static_cast<const ast::Field&>(declaration);
    bool isStatic = field.labelKind == ast::LabelKind::kIdentifier || field.labelKind == ast::LabelKind::kString;
    if (!isStatic || field.name != name) return std::nullopt;
    if (field.labelKind == ast::LabelKind::kString) return HiddenField{&field, HiddenField::Reason::kQuoted};
    return inside ? std::optional(HiddenField{&field, *inside}) : std::nullopt;
  }
  if (declaration.kind == ast::DeclarationKind::kComprehension) {
    const auto& comprehension = *static_cast<const ast::ComprehensionDeclaration&>(declaration).comprehension;
    return findField(*comprehension.body, name, HiddenField::Reason::kInBody);
  }
  if (declaration.kind == ast::DeclarationKind::kEmbedding) {
    const ast::Expr& value = *static_cast<const ast::Embedding&>(declaration).value;
    if (value.kind != ast::ExprKind::kStruct) return std::nullopt;
    return findField(static_cast<const ast::StructLiteral&>(value), name, inside.value_or(HiddenField::Reason::kEmbedded));
  }
  return std::nullopt;
}

/// A field `name` that `literal` gets from a quoted label, a comprehension, or an embedded struct literal; `inside` says how it got there.
std::optional<HiddenField> findField(const ast::StructLiteral& literal, std::string_view name, std::optional<HiddenField::Reason> inside) {
  for (const ast::Declaration* declaration : literal.declarations) {
    if (auto found = findInDeclaration(*declaration, name, inside)) return found;
  }
  return std::nullopt;
}

std::string_view lastElement(std::string_view path) { return path.substr(path.rfind('/') + 1); }

std::string quoted(std::string_view name) { return "`" + std::string(name) + "`"; }

}  // namespace

void UnresolvedNames::add(std::string_view name, SourceSpan span, ScopeStack& scopes) {
  auto [found, isNew] = indexByName_.try_emplace(name, names_.size());
  if (!isNew) {
    if (found->second < names_.size()) names_[found->second].others.push_back(span);
    return;
  }
  if (names_.size() == kMaxExplained) {
    ++unexplained_;
    return;
  }
  names_.push_back({.name = name, .span = span, .others = {}, .hint = {}, .replacement = {}, .declared = {}, .declaredAs = {}});
  explain(names_.back(), scopes);
}

std::optional<Failed> UnresolvedNames::report(DiagnosticSink& sink) const {
  std::optional<Failed> failed;
  for (const Name& name : names_) {
    DiagnosticBuilder report = sink.report(diag::ReferenceNotFound, name.span, name.name);
    if (!name.declaredAs.empty()) report.related(name.declared, name.declaredAs);
    if (!name.hint.empty()) report.hint(name.hint);
    if (!name.replacement.empty()) report.fix(name.span, name.replacement);
    for (std::size_t i = 0; i < std::min(name.others.size(), kMaxPlaces); ++i) report.related(name.others[i], "also used here");
    bool isLast = &name == &names_.back();
    if (isLast && unexplained_ != 0) report.hint(std::to_string(unexplained_) + " more names are not declared either");
    failed = report.emit();
  }
  return failed;
}

void UnresolvedNames::explain(Name& name, ScopeStack& scopes) const {
  if (explainByEnclosingStructs(name, scopes) || explainByOtherFiles(name) || explainByPackages(name)) return;
  explainBySpelling(name, scopes);
}

bool UnresolvedNames::explainByEnclosingStructs(Name& name, const ScopeStack& scopes) const {
  for (std::uint32_t scope = scopes.depth(); scope-- > 0;) {
    if (scopes.literal(scope) == nullptr) continue;
    std::optional<HiddenField> found = findField(*scopes.literal(scope), name.name, std::nullopt);
    if (!found) continue;
    name.declared = found->field->labelSpan;
    switch (found->reason) {
      case HiddenField::Reason::kQuoted:
        name.declaredAs = "a field with a quoted label";
        name.hint = "quoted labels cannot be referred to: write the label " + quoted(name.name) + " without quotes";
        break;
      case HiddenField::Reason::kInBody:
        name.declaredAs = "declared inside the body of a comprehension";
        name.hint = "fields of a comprehension are only visible inside its braces: declare " + quoted(std::string(name.name) + "?: _") +
                    " beside the comprehension, or refer to the field through a path";
        break;
      case HiddenField::Reason::kEmbedded:
        name.declaredAs = "declared inside an embedded struct";
        name.hint = "fields of an embedded struct are only visible inside its braces: declare " + quoted(std::string(name.name) + ": _") + " beside it";
        break;
    }
    return true;
  }
  return false;
}

bool UnresolvedNames::explainByOtherFiles(Name& name) const {
  for (const ast::File* file : package_.files) {
    if (file == file_) continue;
    for (const ast::Import& import : file->imports) {
      std::string_view local = !import.name.empty() ? import.name : !import.package.empty() ? import.package : lastElement(import.path);
      if (local != name.name) continue;
      name.declared = import.pathSpan;
      name.declaredAs = "imported by another file";
      name.hint = "imports belong to their file: import `" + std::string(import.path) + "` here as well";
      return true;
    }
    for (const ast::Declaration* declaration : file->body->declarations) {
      if (declaration->kind == ast::DeclarationKind::kLet && static_cast<const ast::Let*>(declaration)->name == name.name) {
        name.declared = static_cast<const ast::Let*>(declaration)->nameSpan;
        name.declaredAs = "a `let` of another file";
        name.hint = "a `let` belongs to its file: make it a hidden field, such as " + quoted("_" + std::string(name.name));
        return true;
      }
      if (declaration->kind != ast::DeclarationKind::kField) continue;
      const auto& field = static_cast<const ast::Field&>(*declaration);
      if (field.labelKind != ast::LabelKind::kIdentifier || field.name != name.name) continue;
      name.declared = field.labelSpan;
      name.declaredAs = "declared in another file";
      name.hint = field.alias == nullptr ? "files see each other's fields only when they have the same package clause"
                                         : "a field with an alias is not visible in other files: declare the field without the alias";
      return true;
    }
  }
  return false;
}

bool UnresolvedNames::explainByPackages(Name& name) const {
  auto found = std::ranges::find(package_.knownPackages, name.name, lastElement);
  if (found == package_.knownPackages.end()) return false;
  name.hint = "add `import \"" + *found + "\"` at the top of the file";
  return true;
}

void UnresolvedNames::explainBySpelling(Name& name, ScopeStack& scopes) const {
  std::vector<std::string_view> candidates;
  for (std::uint32_t index = static_cast<std::uint32_t>(scopes.bindings().size()); index-- > 0;) {
    candidates.push_back(scopes.bindings()[index].name);
  }
  std::size_t ordered = candidates.size();
  for (const auto& [shared, span] : package_.shared) candidates.push_back(shared);
  std::sort(candidates.begin() + static_cast<std::ptrdiff_t>(ordered), candidates.end());
  candidates.insert(candidates.end(), kLiterals.begin(), kLiterals.end());
  for (const Predeclared& predeclared : predeclaredTable()) candidates.push_back(predeclared.name);
  std::optional<std::string_view> meant = suggest(name.name, candidates);
  if (!meant) return;
  name.hint = "did you mean " + quoted(*meant) + "?";
  name.replacement = *meant;
  if (auto bound = scopes.find(*meant)) scopes.binding(*bound).used = true;
}

}  // namespace oamc
