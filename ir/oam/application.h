#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ir/data/data.h"
#include "ir/oam/policy.h"
#include "ir/oam/spanned_text.h"
#include "ir/oam/workflow.h"

namespace oamc {

/// One trait of a component, in the order in which traits act.
struct Trait {
  SpannedText type;
  Data properties;           ///< null: not given (`null` and absent are the same, spec/rendering.md 1.1); else an object
  SourceSpan propertiesKey;  ///< the key `properties`; invalid when it is absent
  SourceSpan span;           ///< the whole list element
  bool disable = false;      ///< only in override policies
};

/// One component. Properties are as read: exact numbers, keys in the order of the file.
struct Component {
  SpannedText name;
  SpannedText type;  ///< as written, perhaps with `@vN`
  Data properties;   ///< null: not given; else an object
  SourceSpan propertiesKey;
  std::vector<Trait> traits;
  std::vector<SpannedText> dependsOn;
  std::vector<DataInput> inputs;
  std::vector<DataOutput> outputs;
  SpannedText externalRevision;
  Data scopes;                  ///< null or an object of strings; no effect, but part of `context.components`
  std::string_view replicaKey;  ///< set by replication policies only
  SourceSpan span;              ///< the whole list element
};

/// An Application document (spec/rendering.md 1.1). Texts, and everything inside Data, live in the arena of the Workspace that holds it.
struct Application {
  SpannedText name;
  SpannedText namespaceName;  ///< empty: not written
  Data labels;                ///< null or an object of strings
  Data annotations;           ///< null or an object of strings
  std::vector<Component> components;
  std::vector<Policy> policies;  ///< every one has a name; unnamed ones got `<type>-auto-gen-<index>`
  bool hasWorkflow = false;      ///< `spec.workflow` is an object: decides the default mode (spec/rendering.md 6.3)
  ApplicationWorkflow workflow;
  SpannedText latestRevisionName;  ///< status.latestRevision.name
  SourceSpan specKey;              ///< the key `spec`, for what is missing in it
  SourceSpan componentsKey;        ///< the key `components`
  bool isDamaged = false;          ///< an error of its structure was reported: what is here may be checked further, but not rendered
  SourceSpan span;                 ///< the whole document

  const Component* findComponent(std::string_view componentName) const;  ///< the first of the name, or null
  const Policy* findPolicy(std::string_view policyName) const;           ///< the first of the name, or null
  /// The value of an annotation, or an empty text.
  std::string_view annotation(std::string_view key) const;
};

}  // namespace oamc
