#include "frontend/cue/lower_file.h"

#include <algorithm>
#include <utility>

namespace oamc {

namespace {

FieldMark fieldMark(ast::Marker marker) {
  switch (marker) {
    case ast::Marker::kNone: return FieldMark::kMember;
    case ast::Marker::kOptional: return FieldMark::kOptional;
    case ast::Marker::kRequired: return FieldMark::kRequired;
  }
  return FieldMark::kMember;
}

/// Which declarations set which flag of their struct.
std::uint8_t structFlag(DeclKind kind) {
  switch (kind) {
    case DeclKind::kEllipsis: return kHasEllipsis;
    case DeclKind::kDynamic:
    case DeclKind::kPattern:
    case DeclKind::kEmbedding:
    case DeclKind::kComprehension: return kHasEmbedding;
    case DeclKind::kField:
    case DeclKind::kLet: return 0;
  }
  return 0;
}

}  // namespace

std::uint32_t FileLowering::structLiteral(const ast::StructLiteral& literal) {
  scopes_.open(fieldDepth_, &literal);
  std::uint32_t result = structBody(literal);
  closeScope();
  return result;
}

/// Lowers the declarations into the scope that is open.
std::uint32_t FileLowering::structBody(const ast::StructLiteral& literal) {
  auto isDecl = [](const ast::Declaration* declaration) { return declaration->kind != ast::DeclarationKind::kAttribute; };
  auto count = static_cast<std::uint32_t>(std::ranges::count_if(literal.declarations, isDecl));
  std::uint32_t first = writer_.reserveDecls(count);
  declareNames(literal, first);
  std::uint8_t flags = 0;
  std::uint32_t index = first;
  for (const ast::Declaration* node : literal.declarations) {
    if (!isDecl(node)) continue;
    Decl decl = declaration(*node, index);
    flags |= structFlag(decl.kind);
    writer_.setDecl(index++, decl);
  }
  return emit(ExprOp::kStruct, literal.span, first, count, 0, 0, flags);
}

Decl FileLowering::declaration(const ast::Declaration& node, std::uint32_t index) {
  Decl decl{.kind = DeclKind::kEllipsis, .begin = node.span.begin, .end = node.span.end};
  switch (node.kind) {
    case ast::DeclarationKind::kField: return field(static_cast<const ast::Field&>(node), index);
    case ast::DeclarationKind::kLet: return let(static_cast<const ast::Let&>(node), index);
    case ast::DeclarationKind::kEmbedding: {
      const auto& embedding = static_cast<const ast::Embedding&>(node);
      decl.kind = DeclKind::kEmbedding;
      decl.docs = writer_.docs({.above = embedding.docs});
      decl.value = expr(*embedding.value);
      return decl;
    }
    case ast::DeclarationKind::kComprehension:
      decl.kind = DeclKind::kComprehension;
      decl.value = comprehension(*static_cast<const ast::ComprehensionDeclaration&>(node).comprehension);
      return decl;
    case ast::DeclarationKind::kEllipsis:
    case ast::DeclarationKind::kAttribute: return decl;
  }
  return decl;
}

Decl FileLowering::field(const ast::Field& node, std::uint32_t index) {
  Decl decl{.kind = DeclKind::kField, .mark = fieldMark(node.marker), .begin = node.labelSpan.begin, .end = node.labelSpan.end};
  decl.docs = writer_.docs({node.comments->chainDocs, node.chainDepth, node.comments->docs, node.comments->trailingDocs});
  decl.attributes = writer_.attributes(index, node.attributes);
  switch (node.labelKind) {
    case ast::LabelKind::kIdentifier: decl.label = writer_.identifierLabel(node.name); break;
    case ast::LabelKind::kString: decl.label = writer_.label(LabelKind::kString, node.name); break;
    case ast::LabelKind::kInterpolation:
    case ast::LabelKind::kParen:
      decl.kind = DeclKind::kDynamic;
      decl.key = expr(*node.labelExpr);
      break;
    case ast::LabelKind::kPattern:
      decl.kind = DeclKind::kPattern;
      decl.key = pattern(node);
      break;
  }
  decl.value = fieldValue(node);
  return decl;
}

Decl FileLowering::let(const ast::Let& node, std::uint32_t index) {
  Decl decl{.kind = DeclKind::kLet, .begin = node.nameSpan.begin, .end = node.nameSpan.end};
  decl.label = writer_.label(LabelKind::kString, node.name);
  std::optional<std::uint32_t> own = scopes_.find(node.name);
  if (own) scopes_.binding(*own).hidden = true;  // a `let` does not see itself, but an outer one of the same name
  std::uint32_t enclosing = std::exchange(currentLet_, index);
  decl.value = expr(*node.value);
  currentLet_ = enclosing;
  if (own) scopes_.binding(*own).hidden = false;
  return decl;
}

std::uint32_t FileLowering::pattern(const ast::Field& node) {
  std::optional<PatternPlace> enclosing = std::exchange(pattern_, PatternPlace{scopes_.depth() - 1, fieldDepth_});
  std::uint32_t key = expr(*node.labelExpr);
  pattern_ = enclosing;
  return key;
}

std::uint32_t FileLowering::fieldValue(const ast::Field& node) {
  bool isPattern = node.labelKind == ast::LabelKind::kPattern;
  bool hasScope = node.valueAlias != nullptr || (isPattern && (node.alias != nullptr || node.patternAlias != nullptr));
  if (hasScope) {
    scopes_.open(fieldDepth_);
    auto declareAlias = [&](const ast::Alias* alias, NameKind kind) {
      if (alias != nullptr) declare({.name = alias->name, .kind = kind, .span = alias->span});
    };
    if (isPattern) declareAlias(node.alias, NameKind::kNodeAlias);
    if (isPattern) declareAlias(node.patternAlias, NameKind::kLabelAlias);
    declareAlias(node.valueAlias, NameKind::kNodeAlias);
  }
  ++fieldDepth_;
  std::uint32_t value = expr(*node.value);
  --fieldDepth_;
  if (!hasScope) return value;
  closeScope();
  return emit(ExprOp::kAlias, node.value->span, value);
}

std::uint32_t FileLowering::comprehension(const ast::Comprehension& node) {
  std::vector<Clause> clauses;
  std::uint32_t scopeCount = 0;
  for (const ast::Clause& clause : node.clauses) {
    Clause lowered{.kind = ClauseKind::kIf, .expr = expr(*clause.expr), .begin = clause.span.begin, .end = clause.span.end};
    if (clause.kind != ast::ClauseKind::kIf) {
      scopes_.open(fieldDepth_);
      ++scopeCount;
    }
    if (clause.kind == ast::ClauseKind::kFor) {
      lowered.kind = ClauseKind::kFor;
      declareVariable(clause.key, clause.keySpan, 0);
      declareVariable(clause.value, clause.valueSpan, 1);
    }
    if (clause.kind == ast::ClauseKind::kLet) {
      lowered.kind = ClauseKind::kLet;
      declareVariable(clause.value, clause.valueSpan, 2, writer_.at(lowered.expr).flags & kDefinitionPath);
    }
    clauses.push_back(lowered);
  }
  std::uint32_t body = structLiteral(*node.body);
  for (; scopeCount > 0; --scopeCount) closeScope();
  std::uint32_t first = writer_.clauses(clauses);
  return emit(ExprOp::kComprehension, node.span, first, static_cast<std::uint32_t>(clauses.size()), body);
}

}  // namespace oamc
