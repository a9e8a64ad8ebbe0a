#pragma once

#include "ir/data/data.h"
#include "ir/oam/schema.h"
#include "ir/oam/spanned_text.h"

namespace oamc {

/// The keys of `metadata`, those of Kubernetes included.
extern const Schema kMetadataSchema;

/// What `metadata` of a document says; labels and annotations are null or objects.
struct DocumentMetadata {
  SpannedText name;
  SpannedText namespaceName;
  Data labels;
  Data annotations;
};
DocumentMetadata decodeMetadata(const Data& root);

}  // namespace oamc
