#include "frontend/input/policy.h"

#include "frontend/input/metadata.h"
#include "ir/oam/document_fields.h"

namespace oamc {

namespace {

constexpr SchemaField kPolicyFields[] = {
    {"apiVersion", FieldType::kText},          {"kind", FieldType::kText},         {"metadata", FieldType::kStruct, &kMetadataSchema, true},
    {"type", FieldType::kText, nullptr, true}, {"properties", FieldType::kObject},
};
constexpr Schema kPolicy{"Policy", UnknownKeys::kError, kPolicyFields, "`type` and `properties` stand beside `metadata`, without a `spec`"};

}  // namespace

Result<Policy> decodePolicyDocument(const Data& root, SchemaRules rules, DiagnosticSink& sink) {
  Result<void> checked = checkSchema(root, kPolicy, "the Policy", elementPlace(root), sink, rules);
  if (!checked) return checked.failure();
  DocumentMetadata metadata = decodeMetadata(root);
  return Policy{.name = metadata.name,
                .type = textField(root, "type"),
                .namespaceName = metadata.namespaceName,
                .properties = objectField(root, "properties"),
                .propertiesKey = keySpan(root, "properties"),
                .place = keySpan(root, "metadata"),
                .span = root.span()};
}

}  // namespace oamc
