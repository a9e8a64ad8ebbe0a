#include "passes/eval/engine.h"

namespace oamc {

namespace {

bool isInline(ExprOp op) { return op == ExprOp::kAnd || op == ExprOp::kStruct || op == ExprOp::kDisjunction; }

/// Whether a vertex lies in the value of a `let` or in an imported package: nobody sees it but through references.
bool isUnrooted(const Vertex& vertex) {
  const Vertex* top = &vertex;
  while (top->isNamed && top->parent != nullptr) top = top->parent;
  return top->isImported || (!top->isNamed && top->parent != nullptr);
}

}  // namespace

Environment* Engine::scope(Environment* env, std::uint32_t up) const {
  for (; up != 0; --up) env = env->up;
  return env;
}

/// Finds what a reference, selector or index means. Other expressions become an intermediate value. The result is a vertex (not yet evaluated), a
/// function, a failure, or "blocked".
Value Engine::resolve(const Expr& expr, Environment* env) {
  const LoadedModule& module = *env->module;
  switch (expr.op) {
    case ExprOp::kFieldRef: return lookup(scope(env, expr.a)->vertex, module.labels[expr.b], expr, env);
    case ExprOp::kLetRef: return letValue(scope(env, expr.a), module.module->decls[expr.b]);
    case ExprOp::kClauseRef: {
      Environment* clause = scope(env, expr.a);
      return Value::ofVertex(expr.b == 0 ? keyOf(clause->value->label) : clause->value);
    }
    case ExprOp::kNodeRef: return Value::ofVertex(scope(env, expr.a)->vertex);
    case ExprOp::kLabelRef: return Value::ofVertex(keyOf(scope(env, expr.a)->vertex->label));
    case ExprOp::kDynamicRef: {
      Environment* owner = scope(env, expr.a);
      const Decl& decl = module.module->decls[expr.b];
      Value key = value(module.expr(decl.key), owner);
      if (key.isBlocked() || key.isBottom()) return key;
      if (!key.isAtom() || key.atom.kind != Kind::kString) return wrongOperand(spanOf(expr, env), Kind::kTop, "string");
      return lookup(owner->vertex, Label::string(symbols_.intern(key.atom.text())), expr, env);
    }
    case ExprOp::kImportRef: return importValue(expr, env);
    case ExprOp::kSelector: {
      const Expr& base = module.expr(expr.a);
      Value found = resolve(base, env);
      // Selecting in a struct that no path leads to opens it (spec/cue.md 2.4, conformance eval/openinline).
      if (found.isVertex() && found.vertex->status == VertexStatus::kNew && (isInline(base.op) || isUnrooted(*found.vertex))) found.vertex->isOpened = true;
      if (found.isVertex() && found.vertex != nullptr) return lookup(found.vertex, module.labels[expr.b], expr, env);
      return selectIn(found, module.labels[expr.b], expr, env);
    }
    case ExprOp::kIndex: return index(expr, env);
    case ExprOp::kAlias: {
      Environment* inner = newEnvironment(env, &module, nullptr);
      Vertex* made = operand(module.expr(expr.a), inner);
      inner->vertex = made;
      return Value::ofVertex(made);
    }
    case ExprOp::kBuiltin: return notConcrete(spanOf(expr, env));
    case ExprOp::kNull:
    case ExprOp::kTrue:
    case ExprOp::kFalse:
    case ExprOp::kNumber:
    case ExprOp::kString:
    case ExprOp::kBytes:
    case ExprOp::kBottom:
    case ExprOp::kTop:
    case ExprOp::kType:
    case ExprOp::kSlice:
    case ExprOp::kUnary:
    case ExprOp::kBinary:
    case ExprOp::kPresence:
    case ExprOp::kBound:
    case ExprOp::kAnd:
    case ExprOp::kDisjunction:
    case ExprOp::kInterpolation:
    case ExprOp::kCall:
    case ExprOp::kStruct:
    case ExprOp::kList:
    case ExprOp::kComprehension: return Value::ofVertex(operand(expr, env));
    case ExprOp::kDataRef:
    case ExprOp::kVertexRef:
    case ExprOp::kTreeRef:
    case ExprOp::kChoice: break;
  }
  OAMC_CHECK(false, "an expression of a module resolves");
}

/// The field of a struct by name. A struct that is still being put together first runs the work that may give it the field.
Value Engine::lookup(Vertex* start, Label label, const Expr& site, Environment* env) {
  SourceSpan span = spanOf(site, env);
  Vertex* vertex = start;
  if (vertex->status != VertexStatus::kRunning) evaluate(*vertex);
  vertex = resolved(vertex);
  if (vertex->status == VertexStatus::kNew) evaluate(*vertex);
  if (vertex->status == VertexStatus::kDone) {
    Vertex* chosen = withDefault(vertex);
    if (chosen == nullptr) return ambiguous(vertex, span);
    vertex = chosen;
  }
  if (vertex->status == VertexStatus::kRunning) runFieldTasks(*vertex, label);
  // Selecting needs the struct as a whole; a name in scope only needs to be there (conformance export/issue854).
  bool isInScope = site.op == ExprOp::kFieldRef || site.op == ExprOp::kDynamicRef;
  if (vertex->status == VertexStatus::kDone && vertex->bottom != nullptr && (!isInScope || isFatal(vertex->bottom->kind))) return Value::bottom(vertex->bottom);
  Vertex* field = findArc(*vertex, label);
  if (field != nullptr && (field->state == ArcState::kMember || isSetRequired(*field))) return Value::ofVertex(field);
  bool isWaiting = vertex->status == VertexStatus::kRunning && !isBreaking(*vertex);
  if (isWaiting) return Value::blocked(vertex->stackIndex);
  if (vertex->status == VertexStatus::kSuspended) return Value::blocked(vertex->blockedOn);
  if (field != nullptr && field->state != ArcState::kPending) {
    Reason* optional = reason(BottomKind::kIncomplete, ReasonCode::kOptionalReferenced, span);
    optional->text = arena_.copyText(labelText(label, symbols_));
    optional->target = field;
    return Value::bottom(optional);
  }
  return undefined(vertex, label, span);
}

/// A required field that is already concrete can be referred to (conformance eval/required).
bool Engine::isSetRequired(Vertex& field) {
  if (field.state != ArcState::kRequired) return false;
  if (field.status != VertexStatus::kRunning) evaluate(field);
  const Vertex* value = withDefault(&field);
  return value != nullptr && value->bottom == nullptr && (value->atom || value->kind == Kind::kList);
}

Value Engine::ambiguous(Vertex* vertex, SourceSpan span) {
  Reason* several = reason(BottomKind::kIncomplete, ReasonCode::kAmbiguousDefault, span);
  several->target = vertex;
  return Value::bottom(several);
}

Value Engine::undefined(Vertex* vertex, Label label, SourceSpan site) {
  if (vertex->bottom != nullptr) return Value::bottom(vertex->bottom);
  bool canHaveFields = intersects(vertex->kind, Kind::kStruct | Kind::kList);
  if (!canHaveFields) {
    Reason* operandProblem = reason(BottomKind::kEval, ReasonCode::kWrongOperand, site);
    operandProblem->text = "list or struct";
    operandProblem->kindX = vertex->kind;
    return Value::bottom(operandProblem);
  }
  bool isClosed = !vertex->isTentative && (vertex->kind == Kind::kList || isFinallyClosed(*vertex));
  Reason* missing = reason(isClosed ? BottomKind::kEval : BottomKind::kIncomplete, ReasonCode::kUndefinedField, site);
  missing->text = arena_.copyText(labelText(label, symbols_));
  missing->target = vertex;
  return Value::bottom(missing);
}

/// The scalar that is written in a value whose other conjuncts were not followed yet. In an inlined struct, where nobody else looks at the value, these are
/// never followed (conformance eval/nonrooted).
Atom Engine::writtenScalar(Vertex& vertex) {
  if (!vertex.isOpened || vertex.status != VertexStatus::kNew || vertex.bottom != nullptr) return {};
  Atom written;
  for (const Conjunct& conjunct : vertex.conjuncts) {
    Atom literal = literalOf(conjunct);
    if (literal && written && !unifies(literal, written)) return {};
    if (literal) written = literal;
  }
  return written;
}

/// The value as an operand: a scalar, a struct or list with its default taken, or why it is neither.
Value Engine::valueOf(Vertex* start, SourceSpan site) {
  if (Atom written = writtenScalar(*start)) return Value::ofAtom(written);
  if (start->status != VertexStatus::kRunning) evaluate(*start);
  Vertex* vertex = resolved(start);
  if (vertex->status == VertexStatus::kNew) evaluate(*vertex);
  if (vertex->status == VertexStatus::kDone) {
    Vertex* chosen = withDefault(vertex);
    if (chosen == nullptr) return ambiguous(vertex, site);
    vertex = chosen;
  }
  if (vertex->bottom != nullptr && (vertex->status == VertexStatus::kDone || isFatal(vertex->bottom->kind))) return Value::bottom(vertex->bottom);
  if (vertex->atom) {
    Value result = Value::ofAtom(vertex->atom);
    result.vertex = vertex;
    return result;
  }
  bool isStructure = vertex->kind == Kind::kStruct || vertex->kind == Kind::kList;
  if (vertex->status == VertexStatus::kDone) {
    if (isStructure) return Value::ofVertex(vertex);
    Reason* open = reason(BottomKind::kIncomplete, ReasonCode::kNotConcrete, site);
    open->kindX = vertex->kind;
    open->target = vertex;
    return Value::bottom(open);
  }
  if (vertex->status == VertexStatus::kRunning) {
    if (isStructure || vertex->hasStruct) return Value::ofVertex(vertex);
    if (!isBreaking(*vertex)) return Value::blocked(vertex->stackIndex);
    Reason* cycle = reason(BottomKind::kCycle, ReasonCode::kReferenceCycle, site);
    cycle->target = vertex;
    return Value::bottom(cycle);
  }
  return Value::blocked(vertex->blockedOn);
}

Value Engine::letValue(Environment* env, const Decl& decl) {
  for (LetCell* cell = env->lets; cell != nullptr; cell = cell->next)
    if (cell->decl == &decl) return Value::ofVertex(cell->value);
  LetCell* cell = arena_.create<LetCell>();
  cell->decl = &decl;
  cell->value = operand(env->module->expr(decl.value), env);
  cell->next = env->lets;
  env->lets = cell;
  return Value::ofVertex(cell->value);
}

Value Engine::importValue(const Expr& expr, Environment* env) {
  const LoadedModule& module = *env->module;
  std::string_view path = module.text(module.module->imports[expr.a].path);
  if (const PackageDef* package = findPackage(options_.functions, path)) return {.tag = Value::Tag::kPackage, .package = package};
  if (auto known = packageRoots_.find(path); known != packageRoots_.end()) return Value::ofVertex(known->second);
  auto imported = std::ranges::find(options_.packages, path, &ImportedPackage::path);
  std::span<const Module* const> files;
  if (imported != options_.packages.end()) files = imported->files;
  else if (options_.compiler != nullptr) files = options_.compiler->package(path);
  if (!files.empty()) {
    Vertex* root = instance(files, {});
    root->isImported = true;
    packageRoots_.emplace(path, root);
    return Value::ofVertex(root);
  }
  const ModuleImport& import = module.module->imports[expr.a];
  Reason* unknown = reason(BottomKind::kEval, ReasonCode::kUnknownPackage, {module.module->file, import.begin, import.end});
  unknown->text = path;
  return Value::bottom(unknown);
}

/// Selects in something that is no vertex: a function or constant of a package, or a failure.
Value Engine::selectIn(const Value& base, Label label, const Expr& site, Environment* env) {
  if (base.tag != Value::Tag::kPackage) {
    if (base.isBlocked() || base.isBottom()) return base;
    return wrongOperand(spanOf(site, env), base.isAtom() ? base.atom.kind : Kind::kTop, "list or struct");
  }
  std::string name = labelName(label, symbols_);
  if (const FunctionDef* function = base.package->find(name)) return {.tag = Value::Tag::kFunction, .function = function, .package = base.package};
  if (const ConstantDef* constant = base.package->findConstant(name)) return constantValue(*base.package, *constant);
  Reason* unknown = reason(BottomKind::kIncomplete, ReasonCode::kNotCallable, spanOf(site, env));
  unknown->text = arena_.copyText(std::string(base.package->path) + "." + name);
  return Value::bottom(unknown);
}

Value Engine::index(const Expr& expr, Environment* env) {
  const LoadedModule& module = *env->module;
  Value base = resolve(module.expr(expr.a), env);
  if (!base.isVertex()) return selectIn(base, Label(), expr, env);
  Value key = value(module.expr(expr.b), env);
  SourceSpan span = spanOf(module.expr(expr.b), env);
  bool isAnything = isNever(key, span, Kind::kBottom) && key.reason->kindX == Kind::kTop;
  if (isAnything) return wrongOperand(span, Kind::kTop, "int or string");
  if (key.isBlocked() || key.isBottom()) return key;
  if (!key.isAtom()) return wrongOperand(span, key.vertex->kind, "int or string");
  if (key.atom.kind == Kind::kString) {
    Value structure = valueOf(base.vertex, spanOf(expr, env));
    if (structure.isVertex() && structure.vertex->kind == Kind::kList) return wrongOperand(span, Kind::kString, "int");
    return lookup(base.vertex, Label::string(symbols_.intern(key.atom.text())), expr, env);
  }
  Value list = valueOf(base.vertex, spanOf(module.expr(expr.a), env));
  if (list.isBlocked() || list.isBottom()) return list;
  if (!list.isVertex()) return wrongOperand(spanOf(module.expr(expr.a), env), list.atom.kind, "list or struct");
  return element(list.vertex, key.atom, expr, env);
}

Value Engine::element(Vertex* list, const Atom& index, const Expr& site, Environment* env) {
  SourceSpan span = spanOf(env->module->expr(site.b), env);
  if (list->kind != Kind::kList) return wrongOperand(span, index.kind, "string");
  if (index.kind != Kind::kInt) return wrongOperand(span, index.kind, "int");
  std::optional<std::int64_t> position = index.number().toInt64();
  if (list->status == VertexStatus::kRunning) runFieldTasks(*list, std::nullopt);
  bool isKnown = position && *position >= 0 && *position < INT32_MAX;
  Vertex* found = isKnown ? findArc(*list, Label::index(static_cast<std::uint32_t>(*position))) : nullptr;
  if (found != nullptr) return Value::ofVertex(found);
  if (list->status == VertexStatus::kRunning && !isBreaking(*list)) return Value::blocked(list->stackIndex);
  bool isFinal = list->isClosedList || index.number().isNegative();
  Reason* outside = reason(isFinal ? BottomKind::kEval : BottomKind::kIncomplete, ReasonCode::kIndexOutOfRange, span);
  outside->x = index;
  outside->numberY = list->arcs.size();
  outside->target = list;
  return Value::bottom(outside);
}

Value Engine::slice(const Expr& expr, Environment* env) {
  static constexpr Expr kTreeExpr{.op = ExprOp::kTreeRef};
  const LoadedModule& module = *env->module;
  Value base = value(module.expr(expr.a), env);
  if (base.isBlocked() || base.isBottom()) return base;
  bool isBytes = base.isAtom() && base.atom.kind == Kind::kBytes;
  bool isList = base.isVertex() && base.vertex->kind == Kind::kList;
  if (!isBytes && !isList) return wrongOperand(spanOf(module.expr(expr.a), env), base.isAtom() ? base.atom.kind : base.vertex->kind, "list or bytes");
  std::uint32_t length = isBytes ? base.atom.size : base.vertex->arcs.size();
  std::uint32_t limits[2] = {0, length};
  for (int side = 0; side < 2; ++side) {
    std::uint32_t boundIndex = side == 0 ? expr.b : expr.c;
    if (boundIndex == kNoIndex) continue;
    Value limit = value(module.expr(boundIndex), env);
    if (limit.isBlocked() || limit.isBottom()) return limit;
    SourceSpan span = spanOf(module.expr(boundIndex), env);
    if (!limit.isAtom() || limit.atom.kind != Kind::kInt) return wrongOperand(span, limit.isAtom() ? limit.atom.kind : limit.vertex->kind, "int");
    std::optional<std::int64_t> position = limit.atom.number().toInt64();
    if (!position || *position < 0 || *position > length) {
      Reason* outside = reason(BottomKind::kEval, ReasonCode::kIndexOutOfRange, span);
      outside->x = limit.atom;
      outside->numberY = length;
      return Value::bottom(outside);
    }
    limits[side] = static_cast<std::uint32_t>(*position);
  }
  if (limits[0] > limits[1]) {
    Reason* outside = reason(BottomKind::kEval, ReasonCode::kIndexOutOfRange, spanOf(expr, env));
    outside->x = numberAtom(Number::fromInt(limits[0]));
    outside->numberY = limits[1];
    return Value::bottom(outside);
  }
  if (isBytes) return Value::ofAtom(Atom::bytes(base.atom.text().substr(limits[0], limits[1] - limits[0])));
  Tree* part = arena_.create<Tree>();
  part->kind = TreeKind::kList;
  for (std::uint32_t i = limits[0]; i < limits[1]; ++i) {
    Tree* item = arena_.create<Tree>();
    item->vertex = base.vertex->arcs[i];
    part->elements.push(arena_, item);
  }
  return Value::ofVertex(rootOf(kTreeExpr, part));
}

}  // namespace oamc
