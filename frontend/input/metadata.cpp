#include "frontend/input/metadata.h"

#include "ir/oam/document_fields.h"

namespace oamc {

namespace {

constexpr SchemaField kMetadataFields[] = {
    {"name", FieldType::kText, nullptr, true},
    {"namespace", FieldType::kText},
    {"labels", FieldType::kTextMap},
    {"annotations", FieldType::kTextMap},
    {"generateName", FieldType::kAny},
    {"uid", FieldType::kAny},
    {"resourceVersion", FieldType::kAny},
    {"generation", FieldType::kAny},
    {"creationTimestamp", FieldType::kAny},
    {"deletionTimestamp", FieldType::kAny},
    {"deletionGracePeriodSeconds", FieldType::kAny},
    {"ownerReferences", FieldType::kAny},
    {"finalizers", FieldType::kAny},
    {"managedFields", FieldType::kAny},
    {"selfLink", FieldType::kAny},
};
}  // namespace

constexpr Schema kMetadataSchema{"metadata", UnknownKeys::kWarn, kMetadataFields};

DocumentMetadata decodeMetadata(const Data& root) {
  Data metadata = objectField(root, "metadata");
  return {.name = textField(metadata, "name"),
          .namespaceName = textField(metadata, "namespace"),
          .labels = objectField(metadata, "labels"),
          .annotations = objectField(metadata, "annotations")};
}

}  // namespace oamc
