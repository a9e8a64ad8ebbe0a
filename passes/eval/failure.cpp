#include <algorithm>
#include <cstddef>

#include "passes/eval/engine.h"

namespace oamc {

Reason* Engine::reason(BottomKind kind, ReasonCode code, SourceSpan span) {
  Reason* made = spareReasons_.take(arena_);
  made->kind = kind;
  made->code = code;
  made->spanX = span;
  return made;
}

/// Adds a failure to the vertex. The chain begins with the lowest kind (spec/cue.md 2.13); of equal kinds the first comes first.
void Engine::fail(Vertex& vertex, const Reason* failure) {
  for (const Reason* known = vertex.bottom; known != nullptr; known = known->next)
    if (known == failure || (known->code == failure->code && known->spanX == failure->spanX && known->spanY == failure->spanY && known->text == failure->text))
      return;
  Reason* own = arena_.create<Reason>(*failure);
  if (own->vertex == nullptr) own->vertex = &vertex;
  bool goesFirst = vertex.bottom == nullptr || failure->kind < vertex.bottom->kind;
  if (goesFirst) {
    own->next = vertex.bottom;
    vertex.bottom = own;
    return;
  }
  auto* last = const_cast<Reason*>(vertex.bottom);
  while (last->next != nullptr && last->next->kind <= own->kind) last = const_cast<Reason*>(last->next);
  own->next = last->next;
  last->next = own;
}

SourceSpan Engine::spanOf(const Conjunct& conjunct) const {
  ExprOp op = conjunct.expr->op;
  if (op == ExprOp::kDataRef) return conjunct.data->span();
  if (op == ExprOp::kTreeRef || op == ExprOp::kChoice) return conjunct.tree->kind == TreeKind::kLiteral ? conjunct.tree->literal.span() : SourceSpan();
  if (op == ExprOp::kVertexRef) return conjunct.vertex->conjuncts.empty() ? SourceSpan() : spanOf(conjunct.vertex->conjuncts[0]);
  return spanOf(*conjunct.expr, conjunct.env);
}

SourceSpan Engine::spanOf(const Vertex& vertex) const {
  for (const Conjunct& conjunct : vertex.conjuncts)
    if (SourceSpan span = spanOf(conjunct); span.valid()) return span;
  return {};
}

SourceSpan Engine::keySpan(const Conjunct& conjunct) {
  if (conjunct.expr->op != ExprOp::kDataRef || (conjunct.expr->flags & kDataMember) == 0) return {};
  return reinterpret_cast<const Member*>(reinterpret_cast<const char*>(conjunct.data) - offsetof(Member, value))->keySpan;
}

SourceSpan Engine::labelSpan(const Vertex& vertex) const {
  for (const Conjunct& conjunct : vertex.conjuncts)
    if (SourceSpan key = keySpan(conjunct); key.valid()) return key;
  for (const Conjunct& conjunct : vertex.conjuncts)
    if (conjunct.decl != nullptr) return conjunct.declModule().module->span(*conjunct.decl);
  return {};
}

bool Engine::isInput(SourceSpan span) const {
  return span.valid() && std::ranges::none_of(modules_, [&](const LoadedModule* loaded) { return loaded->module->file == span.file; });
}

std::string Engine::pathOf(const Vertex* vertex) const {
  std::vector<const Vertex*> path;
  for (; vertex != nullptr; vertex = vertex->parent)
    if (vertex->isNamed) path.push_back(vertex);
  std::string text;
  for (auto step = path.rbegin(); step != path.rend(); ++step) {
    if (!text.empty()) text += '.';
    text += labelText((*step)->label, symbols_);
  }
  return text;
}

/// The failure that made complete() find a vertex fatal: of the first field in order that is.
const Reason* Engine::firstFailureBelow(Vertex& start) {
  Vertex* vertex = withDefault(&start);
  if (vertex == nullptr) return nullptr;
  if (vertex->bottom != nullptr && isFatal(vertex->bottom->kind)) return vertex->bottom;
  for (Vertex* field : vertex->arcs) {
    if (field->state != ArcState::kMember) continue;
    Vertex* value = withDefault(field);
    bool isFailed = value != nullptr && value != vertex && (value->deep == DeepStatus::kFatal || (value->bottom != nullptr && isFatal(value->bottom->kind)));
    if (isFailed) return firstFailureBelow(*value);
  }
  return nullptr;
}

/// The first thing in an evaluated value that is not there yet: an incomplete failure or a missing required field; null if there is none. Values that are
/// merely not concrete count as there.
const Reason* Engine::firstGap(Vertex& start) {
  Vertex* vertex = withDefault(&start);
  if (vertex == nullptr || vertex->depth > options_.limits.vertexDepth) return nullptr;
  if (vertex->bottom != nullptr) return vertex->bottom;
  if (vertex->deep == DeepStatus::kRunning) return nullptr;
  for (Vertex* field : vertex->arcs) {
    if (field->state == ArcState::kRequired) return missingRequired(*field);
    const Reason* gap = field->state == ArcState::kMember ? firstGap(*field) : nullptr;
    if (gap != nullptr) return gap;
  }
  return nullptr;
}

const Reason* Engine::missingRequired(Vertex& field) {
  Reason* missing = reason(BottomKind::kIncomplete, ReasonCode::kRequiredMissing, spanOf(field));
  missing->vertex = &field;
  missing->text = arena_.copyText(labelText(field.label, symbols_));
  return missing;
}

}  // namespace oamc
