#include "frontend/cue/lower_file.h"

#include "ir/base/check.h"

namespace oamc {

namespace {

std::string_view describe(NameKind kind) {
  switch (kind) {
    case NameKind::kField: return "a field";
    case NameKind::kFieldAlias:
    case NameKind::kDynamicAlias:
    case NameKind::kNodeAlias:
    case NameKind::kLabelAlias: return "an alias";
    case NameKind::kLet: return "a `let`";
    case NameKind::kClauseVariable: return "a variable of a comprehension";
    case NameKind::kImport: return "an imported package";
  }
  return {};
}

/// Reserved for the rewrite of old definitions, which quotes such labels so that the function stays reachable (spec/rendering.md 2.7).
constexpr std::string_view kQuotedLabel = "error";

/// A predeclared name for tests of the reference program: its value is `_`, and it steers how that program shares memory.
constexpr std::string_view kNoSharing = "__no_sharing";

}  // namespace

void FileLowering::declareNames(const ast::StructLiteral& literal, std::uint32_t firstDecl) {
  std::uint32_t decl = firstDecl;
  for (const ast::Declaration* declaration : literal.declarations) {
    if (declaration->kind == ast::DeclarationKind::kAttribute) continue;
    if (declaration->kind == ast::DeclarationKind::kField) declareFieldNames(static_cast<const ast::Field&>(*declaration), decl);
    if (declaration->kind == ast::DeclarationKind::kLet) {
      const auto& let = static_cast<const ast::Let&>(*declaration);
      declare({.name = let.name, .kind = NameKind::kLet, .target = decl, .span = let.nameSpan});
    }
    ++decl;
  }
}

void FileLowering::declareFieldNames(const ast::Field& field, std::uint32_t decl) {
  switch (field.labelKind) {
    case ast::LabelKind::kIdentifier: {
      std::uint32_t label = writer_.identifierLabel(field.name);
      if (field.alias != nullptr) declare({.name = field.alias->name, .kind = NameKind::kFieldAlias, .target = label, .span = field.alias->span});
      if (options_.rewriteListArithmetic && field.name == kQuotedLabel) return;
      return declare({.name = field.name, .kind = NameKind::kField, .target = label, .span = field.labelSpan});
    }
    case ast::LabelKind::kString: {
      if (field.alias == nullptr) return;
      std::uint32_t label = writer_.label(LabelKind::kString, field.name);
      return declare({.name = field.alias->name, .kind = NameKind::kFieldAlias, .target = label, .span = field.alias->span});
    }
    case ast::LabelKind::kInterpolation:
    case ast::LabelKind::kParen:
      if (field.alias == nullptr) return;
      return declare({.name = field.alias->name, .kind = NameKind::kDynamicAlias, .target = decl, .span = field.alias->span});
    case ast::LabelKind::kPattern: return;  // the aliases of a pattern belong to its value
  }
}

void FileLowering::declare(const Binding& binding) {
  if (std::optional<std::uint32_t> clash = scopes_.declare(binding)) reportClash(binding, scopes_.binding(*clash));
}

void FileLowering::declareVariable(std::string_view name, SourceSpan span, std::uint32_t which, std::uint8_t flags) {
  if (name.empty() || name == "_") return;
  declare({.name = name, .kind = NameKind::kClauseVariable, .target = which, .span = span, .flags = flags});
}

void FileLowering::reportClash(const Binding& binding, const Binding& earlier) {
  auto describeEarlier = [&] { return std::string(describe(earlier.kind)) + " of this name"; };
  if (earlier.kind == NameKind::kImport && binding.kind == NameKind::kImport) {
    failed_ = sink_.report(diag::DuplicateImport, binding.span, binding.name)
                  .related(earlier.span, "imported here")
                  .hint("give one of them another name: `import other \"" + std::string(binding.name) + "\"`, or remove it")
                  .emit();
  } else if (isAlias(earlier.kind) && isAlias(binding.kind)) {
    failed_ = sink_.report(diag::AliasRedeclared, binding.span, binding.name).related(earlier.span, describeEarlier()).emit();
  } else {
    DiagnosticBuilder report = sink_.report(diag::NameClash, binding.span, binding.name, describe(binding.kind), describe(earlier.kind));
    report.related(earlier.span, describeEarlier());
    if (earlier.kind == NameKind::kImport) report.hint("import the package under another name: `import other \"...\"`");
    failed_ = report.hint("rename one of them").emit();
  }
}

/// Leaves the innermost scope and reports what was declared in it for nothing.
void FileLowering::closeScope() {
  for (const Binding& binding : scopes_.innermost()) {
    if (binding.used) continue;
    if (binding.kind == NameKind::kImport) {
      failed_ = sink_.report(diag::UnusedImport, binding.span, binding.name).hint("remove the import").emit();
    } else if (isAlias(binding.kind) && binding.kind != NameKind::kLabelAlias) {
      failed_ = sink_.report(diag::UnusedName, binding.span, describe(binding.kind), binding.name).hint("remove it, or refer to it").emit();
    }
  }
  scopes_.close();
}

std::uint32_t FileLowering::identifier(const ast::Identifier& node) {
  if (node.name == "_" || node.name == kNoSharing) return emit(ExprOp::kTop, node.span);
  if (std::optional<std::uint32_t> bound = scopes_.find(node.name)) return boundName(node, scopes_.binding(*bound));
  if (package_.shared.contains(node.name)) return fieldReference(node.span, scopes_.up(0), writer_.identifierLabel(node.name));
  if (const Predeclared* meaning = findPredeclared(node.name)) return predeclared(node, *meaning);
  unresolved_.add(node.name, node.span, scopes_);
  return emit(ExprOp::kBottom, node.span);
}

std::uint32_t FileLowering::boundName(const ast::Identifier& node, Binding& binding) {
  binding.used = true;
  if (pattern_) checkPattern(node, binding);
  std::uint32_t up = scopes_.up(binding.scope);
  switch (binding.kind) {
    case NameKind::kField:
    case NameKind::kFieldAlias: return fieldReference(node.span, up, binding.target);
    case NameKind::kDynamicAlias: return emit(ExprOp::kDynamicRef, node.span, up, binding.target);
    case NameKind::kNodeAlias: return emit(ExprOp::kNodeRef, node.span, up);
    case NameKind::kLabelAlias: return emit(ExprOp::kLabelRef, node.span, up);
    case NameKind::kLet: return letReference(node, binding);
    case NameKind::kClauseVariable: return emit(ExprOp::kClauseRef, node.span, up, binding.target, 0, 0, binding.flags);
    case NameKind::kImport: return emit(ExprOp::kImportRef, node.span, binding.target);
  }
  OAMC_CHECK(false, "every kind of name makes a reference");
}

std::uint32_t FileLowering::letReference(const ast::Identifier& node, const Binding& binding) {
  if (currentLet_ != kNoIndex) letUses_.push_back({currentLet_, binding.target, node.span});
  std::uint32_t reference = emit(ExprOp::kLetRef, node.span, scopes_.up(binding.scope), binding.target);
  letReferences_.push_back(reference);
  return reference;
}

std::uint32_t FileLowering::fieldReference(SourceSpan span, std::uint32_t up, std::uint32_t label) {
  LabelKind kind = writer_.labelKind(label);
  bool isDefinition = kind == LabelKind::kDefinition || kind == LabelKind::kHiddenDefinition;
  return emit(ExprOp::kFieldRef, span, up, label, 0, 0, isDefinition ? kDefinitionPath : std::uint8_t{0});
}

/// A pattern is applied to the fields of its struct, which must be known before: what is declared there, or in a scope that adds to the
/// same struct, cannot take part in it.
void FileLowering::checkPattern(const ast::Identifier& node, const Binding& binding) {
  if (binding.scope > pattern_->scope || scopes_.fieldDepth(binding.scope) != pattern_->fieldDepth) return;
  failed_ = sink_.report(diag::PatternRefersToItsStruct, node.span, node.name)
                .related(binding.span, "declared in the struct that the pattern is applied to")
                .hint("declare " + std::string("`") + std::string(node.name) + "` in an enclosing struct")
                .emit();
}

std::uint32_t FileLowering::predeclared(const ast::Identifier& node, const Predeclared& meaning) {
  if (meaning.kind == Kind::kBottom) return emit(ExprOp::kBuiltin, node.span, writer_.text(meaning.name));
  std::uint32_t type = emit(ExprOp::kType, node.span, static_cast<std::uint32_t>(meaning.kind));
  std::vector<std::uint32_t> operands = {type};
  auto addBound = [&](Operation relation, std::string_view limit) {
    if (limit.empty()) return;
    std::uint32_t number = emit(ExprOp::kNumber, node.span, writer_.number(limit, limit));
    operands.push_back(emit(ExprOp::kBound, node.span, number, 0, 0, static_cast<std::uint8_t>(relation)));
  };
  addBound(Operation::kGreaterEqual, meaning.low);
  addBound(Operation::kLessEqual, meaning.high);
  return operands.size() == 1 ? type : emitRun(ExprOp::kAnd, node.span, operands);
}

}  // namespace oamc
