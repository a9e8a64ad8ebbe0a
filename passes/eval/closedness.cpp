#include <algorithm>

#include "passes/eval/engine.h"

namespace oamc {

Group* Engine::newGroup(Group* parent, Group* embedScope, Group* topLiteral) {
  Group* group = arena_.create<Group>();
  group->parent = parent;
  group->embedScope = embedScope;
  group->topLiteral = topLiteral;
  return group;
}

/// The outermost literal that `literal` is embedded in, itself if none.
Group* Engine::topmost(Group* literal) {
  while (literal != nullptr && literal->topLiteral != nullptr) literal = literal->topLiteral;
  return literal;
}

/// Embedding a closed value closes the struct that embeds it, not the embedded part (spec/cue.md 2.4).
void Engine::closeTopmost(Group* embedded, Group* literal, bool recursive) {
  Group* top = topmost(literal);
  if (top == nullptr) return;
  top->isClosed = true;
  top->isRecursive = top->isRecursive || recursive;
  embedded->closer = top->closer;
  top->closer = embedded;
  if (!top->span.valid()) top->span = embedded->span;
}

namespace {

bool isWithin(const Group* group, const Group* ancestor) {
  for (; group != nullptr; group = group->parent)
    if (group == ancestor) return true;
  return false;
}

/// The closed groups that bind a vertex, each once: those opened here and the recursive ones that its conjuncts came through.
class ClosedGroups {
 public:
  explicit ClosedGroups(const Vertex& vertex) : vertex_(vertex) {
    for (const Conjunct& conjunct : vertex.conjuncts)
      for (const Group* group = conjunct.group; group != nullptr; group = group->parent)
        if (group->isClosed && group->isRecursive && !isLifted(*group)) add(group);
    for (const Group* group : vertex.node->groups)
      if (group->isClosed) add(group);
  }

  /// The group that forbids the field, or null (spec/cue.md 2.4 "f is allowed iff").
  const Group* forbidding(const Vertex& field) const {
    for (const Group* group : groups_)
      if (!hasEvidence(*group, field)) return group;
    return nullptr;
  }
  bool empty() const { return groups_.empty(); }

 private:
  void add(const Group* group) {
    for (const Group* known : groups_)
      if (known == group) return;
    if (bringsStruct(*group)) groups_.push_back(group);
  }

  /// What is no struct closes nothing: a validator in a definition leaves the fields of what it is unified with alone.
  bool bringsStruct(const Group& group) const {
    for (const Group* literal : vertex_.node->structs)
      if (isWithin(literal, &group)) return true;
    return false;
  }

  bool hasEvidence(const Group& group, const Vertex& field) const {
    for (const Conjunct& conjunct : field.conjuncts) {
      bool isRepeated = conjunct.via != nullptr && conjunct.via->isRepeated;  // then it says nothing that was not said before
      if (isRepeated ? isWithin(conjunct.group, &group) : counts(conjunct.group, group)) return true;
    }
    for (const Group* ellipsis : vertex_.node->rare().ellipses) {
      if (counts(ellipsis, group)) return true;
      if (group.embedScope != nullptr && group.topLiteral != nullptr && isWithin(ellipsis, group.topLiteral)) return true;
    }
    return false;
  }

  /// What closes a struct in an embedded value leaves alone what the literal around it adds.
  static bool counts(const Group* evidence, const Group& group) {
    if (isWithin(evidence, &group)) return true;
    for (const Group* embedded = &group; embedded != nullptr; embedded = embedded->parent) {
      bool isPart = embedded->parent != nullptr && embedded->parent->topLiteral == embedded->topLiteral;  // of an embedded value further out
      if (isPart) continue;
      const Group* scope = embedded->embedScope != nullptr ? embedded->embedScope : embedded;
      if (embedded->topLiteral != nullptr && isWithin(evidence, embedded->topLiteral) && !isWithin(evidence, scope)) return true;
    }
    return false;
  }

  /// A literal that is closed by what it embeds, and did not come through a reference, is open again below the fields that the embedded values allow by
  /// their `...` alone.
  bool isLifted(const Group& literal) const {
    if (literal.closer == nullptr) return false;
    for (const Group* outer = &literal; outer != nullptr; outer = outer->parent)
      if (outer->isReference) return false;
    for (const Group* closer = literal.closer; closer != nullptr; closer = closer->closer)
      if (!isAllowedByEllipsis(*closer, vertex_)) return false;
    return true;
  }

  static bool isAllowedByEllipsis(const Group& closer, const Vertex& vertex) {
    auto isFromCloser = [&closer](const Conjunct& conjunct) { return isWithin(conjunct.group, &closer); };
    for (const Vertex* field = &vertex; field->parent != nullptr; field = field->parent) {
      if (std::ranges::any_of(field->conjuncts, isFromCloser)) continue;
      if (field->parent->node == nullptr) return false;
      if (std::ranges::any_of(rareOf(*field->parent).ellipses, [&closer](const Group* ellipsis) { return isWithin(ellipsis, &closer); })) return true;
    }
    return false;
  }

  const Vertex& vertex_;
  std::vector<const Group*> groups_;
};

/// Whether everything that declares a field came through a cycle: it fails as one, allowed or not.
bool isCycleOnly(const Vertex& field) {
  return !field.conjuncts.empty() &&
         std::ranges::all_of(field.conjuncts, [](const Conjunct& conjunct) { return conjunct.via != nullptr && conjunct.via->isInCycle; });
}

}  // namespace

bool Engine::isClosedStruct(const Vertex& vertex) const {
  return vertex.node != nullptr && vertex.node->rare().ellipses.empty() && !ClosedGroups(vertex).empty();
}

/// True if the fields of a struct can never become more: it is closed, or it lies in a definition, and nothing in it opens it.
bool Engine::isFinallyClosed(const Vertex& vertex) const {
  if (vertex.kind != Kind::kStruct || vertex.node == nullptr || !vertex.node->rare().ellipses.empty() || !vertex.node->rare().patterns.empty()) return false;
  for (const Vertex* owner = &vertex; owner != nullptr && owner->isNamed; owner = owner->parent)
    if (owner->label.isDefinition()) return true;
  return isClosedStruct(vertex);
}

void Engine::checkClosedness(Vertex& vertex) {
  if (vertex.kind != Kind::kStruct || vertex.isTentative || vertex.isOpened) return;
  // What the alternatives would have allowed is unknown once all of them failed.
  if (vertex.bottom != nullptr && !vertex.node->disjunctions.empty()) return;
  ClosedGroups closed(vertex);
  if (closed.empty()) return;
  for (std::uint32_t i = 0; i < vertex.arcs.size(); ++i) {
    Vertex& field = *vertex.arcs[i];
    if (!field.label.isString() || field.state == ArcState::kPending || field.state == ArcState::kOptional) continue;
    const Group* group = closed.forbidding(field);
    if (group == nullptr || isCycleOnly(field)) continue;
    Reason* problem = reason(BottomKind::kEval, ReasonCode::kFieldNotAllowed, field.conjuncts.empty() ? SourceSpan() : spanOf(field));
    problem->text = arena_.copyText(labelText(field.label, symbols_));
    problem->spanY = group->span;
    problem->vertex = &field;
    problem->target = &vertex;
    fail(field, problem);
  }
}

}  // namespace oamc
