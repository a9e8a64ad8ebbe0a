#include "passes/eval/patch_shape.h"

namespace oamc {

namespace {

std::uint64_t keyOf(PatchShape::Place place, std::uint32_t step) { return std::uint64_t{static_cast<std::uint32_t>(place)} << 32U | step; }

}  // namespace

void PatchShape::add(const Tree& tree, Place place) {
  for (const TreeField& field : tree.fields) addBelow(*field.value, place, static_cast<std::uint32_t>(field.label.symbol()));
  for (const Tree* element : tree.elements) addBelow(*element, place, kElements);
  if (tree.hasElementType) places_[keyOf(place, kElements)] = Place::kAnywhere;
}

void PatchShape::addBelow(const Tree& tree, Place place, std::uint32_t step) {
  auto next = static_cast<Place>(places_.size() + 1);
  Place& known = places_.try_emplace(keyOf(place, step), next).first->second;
  if (tree.kind == TreeKind::kOther) known = Place::kAnywhere;
  if (known != Place::kAnywhere) add(tree, known);
}

PatchShape::Place PatchShape::below(Place place, std::uint32_t step) const {
  if (place == Place::kNowhere || place == Place::kAnywhere) return place;
  auto found = places_.find(keyOf(place, step));
  return found == places_.end() ? Place::kNowhere : found->second;
}

}  // namespace oamc
