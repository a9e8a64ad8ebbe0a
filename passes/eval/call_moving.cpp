
#include <algorithm>

#include "passes/eval/engine.h"

namespace oamc {

namespace {

constexpr Expr kTreeExpr{.op = ExprOp::kTreeRef};

bool isFailure(const Value& value) { return value.isBlocked() || value.isBottom(); }

/// Stands in data for a value that functions only move. It looks like bytes whose address is the vertex.
Data placeholder(Vertex* vertex) { return Data::bytes({reinterpret_cast<const char*>(vertex), 0}); }

bool holdsObject(const Data& data) { return data.isObject() || (data.isList() && std::ranges::any_of(data.items(), holdsObject)); }

Vertex* placeheld(const Data& data, const std::unordered_set<Vertex*>& moved) {
  if (data.kind() != DataKind::kBytes) return nullptr;
  auto* vertex = reinterpret_cast<Vertex*>(const_cast<char*>(data.text().data()));
  return moved.contains(vertex) ? vertex : nullptr;
}

}  // namespace

/// As arguments(), for a function that only moves the elements of lists (spec/cue.md 3 "list"): lists are data, what they hold may be anything and is put into `moved`.
Value Engine::movableArguments(const Expr& expr, Environment* env, std::vector<Data>& out, std::vector<Value>& met, MovedElements& moved) {
  for (std::uint32_t index : env->module->list(expr.b, expr.c)) {
    const Expr& argument = env->module->expr(index);
    Value known = value(argument, env);
    met.push_back(known);
    if (isFailure(known)) return known;
    if (known.isAtom()) {
      out.push_back(dataOf(known.atom, spanOf(argument, env)));
      continue;
    }
    if (!known.isVertex()) return wrongOperand(spanOf(argument, env), Kind::kTop, "a value");
    if (Value added = addMovable(*known.vertex, out, moved); isFailure(added)) return added;
  }
  return Value::ofAtom(Atom::null());
}

Value Engine::addMovable(Vertex& vertex, std::vector<Data>& out, MovedElements& moved) {
  evaluate(vertex);
  if (const Data* folded = foldedData(vertex); folded != nullptr && folded->isList() && !holdsObject(*folded)) {
    out.push_back(*folded);
    return Value::ofAtom(Atom::null());
  }
  Vertex* chosen = withDefault(&vertex);
  if (chosen != nullptr && chosen->status == VertexStatus::kRunning && !isBreaking(*chosen)) return Value::blocked(chosen->stackIndex);
  if (chosen != nullptr && chosen->bottom != nullptr && chosen->bottom->kind == BottomKind::kEval) return Value::bottom(chosen->bottom);
  if (chosen != nullptr && chosen->bottom == nullptr && chosen->kind == Kind::kList) {
    std::vector<Data> items;
    for (Vertex* element : chosen->arcs) {
      if (!element->label.isIndex()) continue;
      if (Value added = addMovable(*element, items, moved); isFailure(added)) return added;
    }
    out.push_back(Data::list(arena_.copyArray(std::span<const Data>(items))));
  } else if (chosen != nullptr && chosen->bottom == nullptr && chosen->atom) {
    out.push_back(dataOf(chosen->atom, spanOf(*chosen)));
  } else {
    moved.insert(&vertex);
    out.push_back(placeholder(&vertex));
  }
  return Value::ofAtom(Atom::null());
}

/// Puts the values that functions only move back into the arguments, as far as they are concrete.
void Engine::showMoved(std::span<Data> arguments, const MovedElements& moved) {
  for (Data& argument : arguments) {
    if (Vertex* vertex = placeheld(argument, moved)) {
      const Reason* problem = nullptr;
      argument = exportConcrete(*vertex, &problem).value_or(Data::object({}));
    } else if (argument.isList()) {
      std::vector<Data> items(argument.items().begin(), argument.items().end());
      showMoved(items, moved);
      argument = Data::list(arena_.copyArray(std::span<const Data>(items)), argument.span());
    }
  }
}

Tree* Engine::movedTree(const Data& data, const MovedElements& moved) {
  Tree* tree = arena_.create<Tree>();
  tree->vertex = placeheld(data, moved);
  if (tree->vertex != nullptr) return tree;
  tree->kind = data.isList() ? TreeKind::kList : TreeKind::kLiteral;
  tree->literal = data;
  if (data.isList())
    for (const Data& item : data.items()) tree->elements.push(arena_, movedTree(item, moved));
  return tree;
}

Value Engine::movedValue(const Data& data, const MovedElements& moved) {
  return moved.empty() ? dataValue(data) : Value::ofVertex(rootOf(kTreeExpr, movedTree(data, moved)));
}

}  // namespace oamc
