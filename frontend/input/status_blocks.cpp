#include "frontend/input/status_blocks.h"

#include <algorithm>
#include <string>
#include <vector>

#include "frontend/cue/parse.h"
#include "frontend/input/cue_text.h"
#include "ir/base/suggest.h"

namespace oamc {

namespace {

using Declarations = std::span<const ast::Declaration* const>;

std::string quoted(std::string_view text) { return "`" + std::string(text) + "`"; }

/// Every field at the top level of a block, those under a top-level `if` included.
std::vector<const ast::Field*> topFields(Declarations declarations) {
  std::vector<const ast::Field*> fields;
  for (const ast::Declaration* declaration : declarations) {
    if (declaration->kind == ast::DeclarationKind::kField) fields.push_back(static_cast<const ast::Field*>(declaration));
    if (declaration->kind != ast::DeclarationKind::kComprehension) continue;
    const auto* comprehension = static_cast<const ast::ComprehensionDeclaration*>(declaration)->comprehension;
    for (const ast::Declaration* inner : comprehension->body->declarations)
      if (inner->kind == ast::DeclarationKind::kField) fields.push_back(static_cast<const ast::Field*>(inner));
  }
  return fields;
}

enum class Wanted { kBool, kText, kScalar };

bool isArithmetic(ast::Operator op) {
  return op == ast::Operator::kAdd || op == ast::Operator::kSubtract || op == ast::Operator::kMultiply || op == ast::Operator::kDivide;
}

/// False when the form of the expression alone shows that it gives something else.
bool mayGive(const ast::Expr& expr, Wanted wanted) {
  switch (expr.kind) {
    case ast::ExprKind::kStruct:
    case ast::ExprKind::kList: return false;
    case ast::ExprKind::kString:
    case ast::ExprKind::kInterpolation: return wanted != Wanted::kBool;
    case ast::ExprKind::kNumber: return wanted == Wanted::kScalar;
    case ast::ExprKind::kTrue:
    case ast::ExprKind::kFalse: return wanted != Wanted::kText;
    case ast::ExprKind::kParen: return mayGive(*static_cast<const ast::Paren&>(expr).inner, wanted);
    case ast::ExprKind::kBinary: return wanted != Wanted::kBool || !isArithmetic(static_cast<const ast::Binary&>(expr).op);
    case ast::ExprKind::kNull:
    case ast::ExprKind::kIdentifier:
    case ast::ExprKind::kBottom:
    case ast::ExprKind::kUnary:
    case ast::ExprKind::kSelector:
    case ast::ExprKind::kIndex:
    case ast::ExprKind::kSlice:
    case ast::ExprKind::kCall:
    case ast::ExprKind::kComprehension:
    case ast::ExprKind::kEllipsis:
    case ast::ExprKind::kBad: break;
  }
  return true;
}

class StatusReader {
 public:
  StatusReader(const DefinitionInput& input, DiagnosticSink& sink) : input_(input), sink_(sink) {}

  Result<void> readStatus(const ast::Field& status, StatusBlocks& blocks) {
    if (status.value->kind != ast::ExprKind::kStruct) return {};
    for (const ast::Declaration* declaration : static_cast<const ast::StructLiteral&>(*status.value).declarations) {
      if (declaration->kind != ast::DeclarationKind::kField) continue;
      const auto& field = static_cast<const ast::Field&>(*declaration);
      Result<void> read = readBlock(field, blocks);
      if (!read) return read;
    }
    return {};
  }

 private:
  Result<void> readBlock(const ast::Field& field, StatusBlocks& blocks) {
    SpannedText* block = statusBlock(blocks, field.name);
    if (block == nullptr) return {};
    if (field.value->kind == ast::ExprKind::kString) return readText(field, static_cast<const ast::String&>(*field.value), *block);
    if (field.value->kind != ast::ExprKind::kStruct) return {};
    const auto& body = static_cast<const ast::StructLiteral&>(*field.value);
    // The outer braces do not belong to the text.
    SourceSpan inside = field.inChain || body.span.end - body.span.begin < 2 ? body.span : SourceSpan{body.span.file, body.span.begin + 1, body.span.end - 1};
    *block = {input_.sources.text(inside), inside};
    return check(field, body.declarations);
  }

  Result<void> readText(const ast::Field& field, const ast::String& literal, SpannedText& block) {
    block = {literal.value, literal.span};
    if (input_.isTrusted) return {};
    std::string name(input_.sources.name(literal.span.file));
    FileId text = input_.sources.addDerived(name, std::string(literal.value), literal.span, cueStringSegments(input_.sources, literal));
    Result<const ast::File*> parsed = parseCue(input_.sources, text, input_.arena, input_.options.limits, sink_);
    if (!parsed) return parsed.failure();
    return check(field, (*parsed)->body->declarations);
  }

  Result<void> check(const ast::Field& block, Declarations declarations) {
    if (std::ranges::find(block.attributes, "disableValidation", &ast::Attribute::name) != block.attributes.end()) return {};
    std::vector<const ast::Field*> fields = topFields(declarations);
    if (block.name == "details") return checkDetails(fields);
    bool isHealth = block.name == "healthPolicy";
    return checkResult(block, fields, isHealth ? "isHealth" : "message", isHealth ? Wanted::kBool : Wanted::kText);
  }

  Result<void> checkResult(const ast::Field& block, const std::vector<const ast::Field*>& fields, std::string_view result, Wanted wanted) {
    auto found = std::ranges::find(fields, result, &ast::Field::name);
    if (found == fields.end()) return reportAbsent(block, fields, result);
    if (mayGive(*(*found)->value, wanted)) return {};
    return sink_.report(diag::StatusFieldType, (*found)->value->span, result, wanted == Wanted::kBool ? "a boolean" : "a string").emit();
  }

  Failed reportAbsent(const ast::Field& block, const std::vector<const ast::Field*>& fields, std::string_view result) {
    std::vector<std::string_view> names;
    for (const ast::Field* field : fields) names.push_back(field->name);
    auto near = suggest(result, names);
    if (!near) return sink_.report(diag::StatusFieldMissing, block.labelSpan, block.name, result).emit();
    const ast::Field* misspelt = *std::ranges::find(fields, *near, &ast::Field::name);
    return sink_.report(diag::StatusFieldMisspelt, misspelt->labelSpan, *near, block.name, result)
        .hint("did you mean " + quoted(result) + "?")
        .fix(misspelt->labelSpan, std::string(result))
        .emit();
  }

  Result<void> checkDetails(const std::vector<const ast::Field*>& fields) {
    for (const ast::Field* field : fields)
      if (!field->name.starts_with('$') && !mayGive(*field->value, Wanted::kScalar))
        return sink_.report(diag::StatusFieldType, field->value->span, field->name, "a scalar").emit();
    return {};
  }

  const DefinitionInput& input_;
  DiagnosticSink& sink_;
};

}  // namespace

SpannedText* statusBlock(StatusBlocks& blocks, std::string_view name) {
  if (name == "healthPolicy") return &blocks.healthPolicy;
  if (name == "customStatus") return &blocks.customStatus;
  return name == "details" ? &blocks.details : nullptr;
}

Result<StatusBlocks> readStatusBlocks(Declarations attributes, const DefinitionInput& input, DiagnosticSink& sink) {
  StatusBlocks blocks;
  StatusReader reader(input, sink);
  for (const ast::Declaration* declaration : attributes) {
    if (declaration->kind != ast::DeclarationKind::kField) continue;
    const auto& field = static_cast<const ast::Field&>(*declaration);
    if (field.name != "status") continue;
    Result<void> read = reader.readStatus(field, blocks);
    if (!read) return read.failure();
  }
  return blocks;
}

}  // namespace oamc
