#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "ir/cue/tree.h"

namespace oamc {

/// What the strategic merge does by its rules although hardly anybody means it (spec/rendering.md 11: Q4, Q5, Q7, Q39).
enum class NoticeKind : std::uint8_t {
  kElementDropped,       ///< `element` of the patch lacks the key that others have: it is lost
  kElementReplaced,      ///< a later patch element has the same key as `element`: that one is lost
  kBaseElementShifted,   ///< `element` of the base lacks the key: what follows is merged one place too early
  kKeyMissing,           ///< no element of the patch has key `text`: merged by index
  kKeyUndecidedInPatch,  ///< key `text` of patch element `element` is no literal: merged by index
  kKeyUndecidedInBase,   ///< key `text` of base element `element` is no literal: merged by index
  kRetainWithoutKey,     ///< retainKeys on a list without key
  kReplaceWithoutList,   ///< replace on something that is no list
  kUnknownStrategy,      ///< `text`: the strategy
  kJsonStrategyInside,   ///< `text`: a JSON strategy on another field than `patch`
};

struct Notice {
  NoticeKind kind;
  TreeField field;  ///< of the patch, with the marks
  const Tree* element = nullptr;
  std::string_view text;
};

using Notices = std::vector<Notice>;

}  // namespace oamc
