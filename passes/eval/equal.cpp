#include <algorithm>

#include "passes/eval/engine.h"

namespace oamc {

namespace {

bool equalBounds(const Vertex& a, const Vertex& b) {
  std::size_t countA = a.node == nullptr ? 0 : a.node->bounds.size();
  std::size_t countB = b.node == nullptr ? 0 : b.node->bounds.size();
  if (countA != countB) return false;
  for (std::uint32_t i = 0; i < countA; ++i) {
    const Bound& x = a.node->bounds[i];
    bool isFound = false;
    for (const Bound& y : b.node->bounds)
      isFound = isFound || (x.operation == y.operation && x.structure == y.structure &&
                            (x.structure != nullptr || (x.operand.kind == y.operand.kind && unifies(x.operand, y.operand))));
    if (!isFound) return false;
  }
  return true;
}

bool equalValidators(const Vertex& a, const Vertex& b) {
  return std::ranges::equal(rareOf(a).validators, rareOf(b).validators,
                            [](const Validator& x, const Validator& y) { return x.span == y.span && x.text == y.text; });
}

}  // namespace

/// Structural equality of two evaluated values, also of what is still open and of closedness (spec/cue.md 2.2, step 6).
bool Engine::equalVertices(Vertex& first, Vertex& second) {
  evaluate(first);
  evaluate(second);
  Vertex& a = *resolved(&first);
  Vertex& b = *resolved(&second);
  if (&a == &b) return true;
  if (a.status != VertexStatus::kDone || b.status != VertexStatus::kDone) return false;
  if (a.kind != b.kind || disjunctsOf(a).size() != disjunctsOf(b).size()) return false;
  bool bothFailed = a.bottom != nullptr && b.bottom != nullptr;
  if ((a.bottom == nullptr) != (b.bottom == nullptr) || (bothFailed && a.bottom->kind != b.bottom->kind)) return false;
  if (bothFailed) return a.bottom->spanX == b.bottom->spanX;
  for (std::size_t i = 0; i < disjunctsOf(a).size(); ++i)
    if (disjunctsOf(a)[i].mode != disjunctsOf(b)[i].mode || !equalVertices(*disjunctsOf(a)[i].value, *disjunctsOf(b)[i].value)) return false;
  if (!disjunctsOf(a).empty()) return true;
  if ((a.atom || b.atom) && !(a.atom && b.atom && unifies(a.atom, b.atom))) return false;
  if (a.atom) return equalFields(a, b);
  if (!equalBounds(a, b) || !equalValidators(a, b)) return false;
  return equalFields(a, b);
}

bool Engine::equalFields(Vertex& a, Vertex& b) {
  if (a.kind == Kind::kStruct && isClosedStruct(a) != isClosedStruct(b)) return false;
  if (a.isClosedList != b.isClosedList) return false;
  auto count = [](const Vertex& vertex) {
    std::size_t present = 0;
    for (const Vertex* field : vertex.arcs) present += field->state != ArcState::kPending ? 1U : 0U;
    return present;
  };
  if (count(a) != count(b)) return false;
  if (!std::ranges::equal(rareOf(a).patterns, rareOf(b).patterns, {}, &Pattern::decl, &Pattern::decl)) return false;
  for (std::uint32_t i = 0; i < a.arcs.size(); ++i) {
    Vertex& field = *a.arcs[i];
    if (field.state == ArcState::kPending) continue;
    Vertex* other = findArc(b, field.label);
    if (other == nullptr || other->state != field.state) return false;
    if (field.depth > options_.limits.vertexDepth || !equalVertices(field, *other)) return false;
  }
  return true;
}

/// Whether two values have the same regular fields with the same values; what is not concrete is compared by its constraints.
bool Engine::equalMembers(Vertex& first, Vertex& second) {
  evaluate(first);
  evaluate(second);
  Vertex* a = withDefault(&first);
  Vertex* b = withDefault(&second);
  if (a == nullptr || b == nullptr || a->bottom != nullptr || b->bottom != nullptr) return a == b || equalVertices(first, second);
  if (a->atom || b->atom) return a->atom && b->atom && a->atom.kind == b->atom.kind && unifies(a->atom, b->atom);
  if (a->kind != b->kind || (a->kind != Kind::kStruct && a->kind != Kind::kList)) return equalVertices(*a, *b);
  auto isMember = [](const Vertex* field) { return field->label.isRegular() && field->state == ArcState::kMember; };
  if (std::ranges::count_if(a->arcs.span(), isMember) != std::ranges::count_if(b->arcs.span(), isMember)) return false;
  for (std::uint32_t i = 0; i < a->arcs.size(); ++i) {
    Vertex& field = *a->arcs[i];
    if (!isMember(&field) || field.depth > options_.limits.vertexDepth) continue;
    Vertex* other = findArc(*b, field.label);
    if (other == nullptr || !isMember(other) || !equalMembers(field, *other)) return false;
  }
  return true;
}

/// Whether nothing can change the value of the regular fields any more: all is concrete, structs are closed and have no optional field left.
bool Engine::isFinal(Vertex& value) {
  Vertex* chosen = withDefault(&value);
  if (chosen == nullptr || chosen->bottom != nullptr) return false;
  if (chosen->atom) return true;
  bool isClosed = chosen->kind == Kind::kStruct ? isFinallyClosed(*chosen) : chosen->kind == Kind::kList && chosen->isClosedList;
  return isClosed && std::ranges::all_of(chosen->arcs.span(), [this](Vertex* field) {
           if (!field->label.isRegular()) return true;
           evaluate(*field);
           if (field->state == ArcState::kMember) return isFinal(*field);
           return field->bottom != nullptr && isFatal(field->bottom->kind);  // it can never be set
         });
}

/// Whether two values export to the same data; nothing and `problem` when one of them is not concrete.
std::optional<bool> Engine::equalData(Vertex& a, Vertex& b, const Reason** problem) {
  std::optional<Data> first = exportConcrete(a, problem);
  std::optional<Data> second = first ? exportConcrete(b, problem) : std::nullopt;
  if (!second) return std::nullopt;
  return equal(*first, *second);
}

}  // namespace oamc
