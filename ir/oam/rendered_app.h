#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ir/base/arena.h"
#include "ir/data/data.h"
#include "ir/oam/render_plan.h"

namespace oamc {

enum class ObjectRole : std::uint8_t { kWorkload, kTrait, kPolicy };

/// `workload`, `trait`, `policy`: the word in records.
constexpr std::string_view roleName(ObjectRole role) { return role == ObjectRole::kWorkload ? "workload" : role == ObjectRole::kTrait ? "trait" : "policy"; }

/// When an object is sent within its component (spec/rendering.md 5.4).
enum class DispatchStage : std::uint8_t { kPre, kDefault, kPost };

/// One object of a component or policy, complete.
struct RenderedObject {
  Data object;
  ObjectRole role = ObjectRole::kWorkload;
  std::string_view trait;     ///< converted trait type, `AuxiliaryWorkload` for outputs of the component; empty for others
  std::string_view resource;  ///< the field of `outputs`; empty for others
  DispatchStage stage = DispatchStage::kDefault;
  std::string_view cluster;  ///< where it goes: its cluster label, else the placement
  bool isSent = true;        ///< false: an earlier step delivered it, and it stays as it is
  SourceSpan producer;       ///< the component, trait or policy in the user's file
};

/// The objects of one component at one placement, in the order of sending, or those of one policy.
struct RenderedGroup {
  std::string_view component;  ///< or the policy's name
  std::string_view replicaKey;
  Placement placement;
  bool hasWrittenProperties = true;
  SourceSpan span;
  std::vector<RenderedObject> objects;
};

struct RenderedStep {
  std::string_view name;
  std::string title;  ///< dry-run: the heading
  std::vector<RenderedGroup> groups;
};

/// An object of the desired state: what is there after the last step. Equal ones are there once.
struct DesiredObject {
  std::string_view cluster;
  Data object;
  const RenderedGroup* group = nullptr;  ///< the first producer
};

/// Everything rendered for one application. Owns its memory and shares what stood in the Workspace already; movable.
struct RenderedApp {
  const Application* application = nullptr;
  std::string_view namespaceName;
  std::string warnings;  ///< dry-run: lines that precede the first document
  bool mayBeEmpty = false;
  std::vector<RenderedStep> steps;
  std::vector<WorkflowEntry> workflow;  ///< every step that runs, in order; empty in dry-run
  std::vector<DesiredObject> objects;
  std::unique_ptr<Arena> arena;  ///< taken over from the plan
};

}  // namespace oamc
