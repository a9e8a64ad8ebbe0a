#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <unordered_map>

#include "ir/cue/tree.h"

namespace oamc {

/// Where a patch looks into its base: the fields it has at every place, the elements of each of its lists taken as one.
class PatchShape {
 public:
  enum class Place : std::uint32_t { kTop = 0, kNowhere = ~0U, kAnywhere = ~0U - 1 };

  explicit PatchShape(const Tree& patch) : top_(patch.kind == TreeKind::kOther ? Place::kAnywhere : Place::kTop) { add(patch, Place::kTop); }

  Place top() const { return top_; }
  /// The place of a field, or of the elements, below `place`: kNowhere if the patch has none, kAnywhere if what it has there is undecided.
  Place field(Place place, Symbol name) const { return below(place, static_cast<std::uint32_t>(name)); }
  Place elements(Place place) const { return below(place, kElements); }

 private:
  static constexpr std::uint32_t kElements = ~0U;  // no symbol: labels leave 29 bits to them

  void add(const Tree& tree, Place place);
  void addBelow(const Tree& tree, Place place, std::uint32_t step);
  Place below(Place place, std::uint32_t step) const;

  Place top_;
  std::array<std::byte, 2048> buffer_;  ///< holds the places of patches of usual size
  std::pmr::monotonic_buffer_resource memory_{buffer_.data(), buffer_.size()};
  std::pmr::unordered_map<std::uint64_t, Place> places_{&memory_};  // by the place above and the step
};

}  // namespace oamc
