#include "frontend/input/definition_cue.h"

#include <algorithm>
#include <string>
#include <vector>

#include "frontend/cue/parse.h"
#include "frontend/input/definition_spec.h"
#include "frontend/input/literal_data.h"
#include "frontend/input/status_blocks.h"
#include "ir/base/suggest.h"
#include "ir/oam/document_fields.h"

namespace oamc {

namespace {

using Declarations = std::vector<const ast::Declaration*>;

constexpr SchemaField kHeaderFields[] = {
    {"type", FieldType::kText, nullptr, true}, {"alias", FieldType::kText},     {"description", FieldType::kText},
    {"annotations", FieldType::kTextMap},      {"labels", FieldType::kTextMap}, {"attributes", FieldType::kObject},
};
constexpr Schema kHeader{"header", UnknownKeys::kWarn, kHeaderFields};

bool isPlainField(const ast::Declaration& declaration) {
  if (declaration.kind != ast::DeclarationKind::kField) return false;
  auto kind = static_cast<const ast::Field&>(declaration).labelKind;
  return kind == ast::LabelKind::kIdentifier || kind == ast::LabelKind::kString;
}

/// The declarations of a struct literal; none of anything else.
std::span<const ast::Declaration* const> declarationsOf(const ast::Field& field) {
  if (field.value->kind != ast::ExprKind::kStruct) return {};
  return static_cast<const ast::StructLiteral&>(*field.value).declarations;
}

class CueDefinitionReader {
 public:
  CueDefinitionReader(const DefinitionInput& input, DiagnosticSink& sink) : input_(input), sink_(sink) {}

  Result<std::unique_ptr<Definition>> read(FileId file) {
    Result<const ast::File*> parsed = parseCue(input_.sources, file, input_.arena, input_.options.limits, sink_);
    if (!parsed) return parsed.failure();
    Result<void> split = splitFile(**parsed);
    if (!split) return split.failure();
    auto definition = std::make_unique<Definition>();
    definition->file = file;
    definition->name = {header_->name, header_->labelSpan};
    Result<void> header = readHeader(*definition);
    if (!header) return header.failure();
    definition->category = DefinitionCategory::kCue;
    if (definition->kind == DefinitionKind::kComponent && definition->annotation("type") == "terraform") definition->category = DefinitionCategory::kTerraform;
    const ast::File* body = templateFile(**parsed);
    definition->body = std::make_unique<CueTemplate>(input_.sources, input_.options, body);
    return definition;
  }

 private:
  /// Sorts the top-level declarations: several `template` fields are joined, any other field is the header, the rest is left out (spec/rendering.md 1.5).
  Result<void> splitFile(const ast::File& file) {
    for (const ast::Declaration* declaration : file.body->declarations) {
      if (!isPlainField(*declaration)) continue;
      const auto& field = static_cast<const ast::Field&>(*declaration);
      Result<void> taken = field.name == "template" ? takeTemplate(field) : takeHeader(field);
      if (!taken) return taken;
    }
    SourceSpan start{file.file, 0, 1};
    if (header_ == nullptr)
      return sink_.report(diag::DefinitionWithoutHeader, start)
          .hint("a definition file has a header, `my-name: {type: \"component\"}`, and a `template`")
          .emit();
    if (body_.empty()) return sink_.report(diag::TemplateMissing, header_->labelSpan, header_->name).hint("add `template: {…}` with its text").emit();
    return {};
  }

  Result<void> takeTemplate(const ast::Field& field) {
    if (field.value->kind != ast::ExprKind::kStruct)
      return sink_.report(diag::TemplateNotStruct, field.value->span).hint("write the template in braces: `template: {…}`").emit();
    auto declarations = declarationsOf(field);
    body_.insert(body_.end(), declarations.begin(), declarations.end());
    templateSpan_ = field.value->span;
    return {};
  }

  /// A header may be written in several fields of one name.
  Result<void> takeHeader(const ast::Field& field) {
    if (header_ != nullptr && field.name != header_->name)
      return sink_.report(diag::SecondHeader, field.labelSpan, field.name, header_->name)
          .related(header_->labelSpan, "the definition of this file")
          .hint("move it to a file of its own, or into `template`")
          .emit();
    if (header_ == nullptr) header_ = &field;
    if (field.value->kind != ast::ExprKind::kStruct)
      return sink_.report(diag::HeaderNotLiteral, field.value->span).hint("the header is a struct with `type` and perhaps `attributes`").emit();
    splitAttributes(declarationsOf(field));
    return {};
  }

  Result<void> readHeader(Definition& definition) {
    Result<StatusBlocks> status = readStatusBlocks(attributes_, input_, sink_);
    if (!status) return status.failure();
    definition.status = *status;
    Result<Data> header = literalData(plain_, header_->value->span, input_.arena, sink_);
    if (!header) return header.failure();
    std::string subject = "the header of `" + std::string(header_->name) + "`";
    Result<void> checked = checkSchema(*header, kHeader, subject, header_->labelSpan, sink_);
    if (!checked) return checked;
    Result<void> kind = readKind(textField(*header, "type"), definition);
    if (!kind) return kind;
    readMetadata(*header, definition);
    return readAttributes(definition);
  }

  /// `attributes` may be written several times; its status blocks are no plain data and are read apart.
  void splitAttributes(std::span<const ast::Declaration* const> header) {
    for (const ast::Declaration* declaration : header) {
      bool isAttributes = isPlainField(*declaration) && static_cast<const ast::Field*>(declaration)->name == "attributes";
      auto inner = isAttributes ? declarationsOf(static_cast<const ast::Field&>(*declaration)) : std::span<const ast::Declaration* const>{};
      if (inner.empty()) plain_.push_back(declaration);
      attributes_.insert(attributes_.end(), inner.begin(), inner.end());
    }
  }

  Result<void> readKind(const SpannedText& type, Definition& definition) {
    std::optional<DefinitionKind> kind = definitionKindOfType(type.text);
    if (kind) {
      definition.kind = *kind;
      return {};
    }
    std::vector<std::string_view> names;
    std::string list;
    for (DefinitionKind known : kDefinitionKinds) {
      names.push_back(definitionTypeName(known));
      list += (list.empty() ? "`" : ", `") + std::string(names.back()) + "`";
    }
    auto diagnostic = sink_.report(diag::UnknownDefinitionType, type.span, type.text);
    if (auto near = suggest(type.text, names)) diagnostic.hint("did you mean `" + std::string(*near) + "`?").fix(type.span, "\"" + std::string(*near) + "\"");
    return diagnostic.hint("allowed: " + list).emit();
  }

  /// Alias and description become annotations; keys that do not name oam.dev get a prefix (spec/rendering.md 1.5).
  void readMetadata(const Data& header, Definition& definition) {
    std::vector<Member> annotations = prefixed(objectField(header, "annotations"));
    for (std::string_view key : {"alias", "description"}) {
      SpannedText text = textField(header, key);
      if (text.span.valid())
        annotations.push_back({input_.arena.copyText("definition.oam.dev/" + std::string(key)), Data::string(text.text, text.span), keySpan(header, key)});
    }
    definition.annotations = Data::object(input_.arena.copyArray(std::span<const Member>(annotations)));
    std::vector<Member> labels = prefixed(objectField(header, "labels"));
    definition.labels = Data::object(input_.arena.copyArray(std::span<const Member>(labels)));
  }

  std::vector<Member> prefixed(const Data& object) {
    std::vector<Member> members;
    if (object.isObject()) members.assign(object.members().begin(), object.members().end());
    for (Member& member : members)
      if (member.key.find("oam.dev") == std::string_view::npos) member.key = input_.arena.copyText("custom.definition.oam.dev/" + std::string(member.key));
    return members;
  }

  Result<void> readAttributes(Definition& definition) {
    auto isStatus = [](const ast::Declaration* declaration) {
      return isPlainField(*declaration) && static_cast<const ast::Field*>(declaration)->name == "status" &&
             static_cast<const ast::Field*>(declaration)->value->kind == ast::ExprKind::kStruct;
    };
    Declarations others;
    std::ranges::remove_copy_if(attributes_, std::back_inserter(others), isStatus);
    Result<Data> data = literalData(others, header_->value->span, input_.arena, sink_);
    if (!data) return data.failure();
    std::vector<Member> members(data->members().begin(), data->members().end());
    Result<void> status = appendStatus(definition.status, isStatus, members);
    if (!status) return status;
    definition.attributes = Data::object(input_.arena.copyArray(std::span<const Member>(members)), data->span());
    const Schema* schema = definitionSchema(definition.kind);
    if (schema == nullptr) return {};
    std::string subject = "the attributes of " + std::string(definitionTypeName(definition.kind)) + " `" + std::string(definition.name.text) + "`";
    return checkSchema(definition.attributes, *schema, subject, definition.name.span, sink_);
  }

  /// The status blocks as the strings that they are in a cluster; what else stands beside them must be plain.
  template <typename Predicate>
  Result<void> appendStatus(StatusBlocks& blocks, Predicate isStatus, std::vector<Member>& members) {
    std::vector<Member> status;
    SourceSpan key;
    for (const ast::Declaration* declaration : attributes_) {
      if (!isStatus(declaration)) continue;
      key = static_cast<const ast::Field*>(declaration)->labelSpan;
      for (const ast::Declaration* inner : declarationsOf(static_cast<const ast::Field&>(*declaration))) {
        const SpannedText* block = isPlainField(*inner) ? statusBlock(blocks, static_cast<const ast::Field*>(inner)->name) : nullptr;
        if (block != nullptr && block->span.valid()) {
          const auto& field = static_cast<const ast::Field&>(*inner);
          status.push_back({field.name, Data::string(block->text, block->span), field.labelSpan});
          continue;
        }
        Result<Data> other = literalData(std::span(&inner, 1), inner->span, input_.arena, sink_);
        if (!other) return other.failure();
        status.insert(status.end(), other->members().begin(), other->members().end());
      }
    }
    if (key.valid()) members.push_back({"status", Data::object(input_.arena.copyArray(std::span<const Member>(status)), key), key});
    return {};
  }

  /// A file of the imports and the template's declarations, which is what gets compiled.
  const ast::File* templateFile(const ast::File& file) {
    auto declarations = input_.arena.copyArray(std::span<const ast::Declaration* const>(body_));
    auto* result = input_.arena.create<ast::File>(file);
    result->package = {};
    result->body = input_.arena.create<ast::StructLiteral>(ast::Expr{.kind = ast::ExprKind::kStruct, .span = templateSpan_}, declarations);
    return result;
  }

  const DefinitionInput& input_;
  DiagnosticSink& sink_;
  const ast::Field* header_ = nullptr;
  Declarations body_;
  SourceSpan templateSpan_;
  Declarations plain_;  // the header without its attributes
  Declarations attributes_;
};

}  // namespace

Result<std::unique_ptr<Definition>> readCueDefinition(FileId file, const DefinitionInput& input, DiagnosticSink& sink) {
  return CueDefinitionReader(input, sink).read(file);
}

}  // namespace oamc
