#include "passes/eval/report.h"

#include <algorithm>
#include <initializer_list>

namespace oamc {

namespace {

/// Finds the way from a value over references back to itself, for the message only: bounded, without evaluating anything.
class CycleSearch {
 public:
  CycleSearch(Engine& engine, Vertex& start) : engine_(engine), start_(start) {}

  /// The values on the way, the start first; empty when the way is not visible in references.
  std::vector<const Vertex*> run() {
    visit(start_);
    return std::move(found_);
  }

 private:
  static constexpr std::size_t kLongest = 16;
  static constexpr int kMaxVisits = 2000;
  static constexpr int kMaxDepth = 64;

  void visit(const Vertex& vertex) {
    if (!found_.empty() || path_.size() == kLongest || ++visits_ > kMaxVisits || std::ranges::find(path_, &vertex) != path_.end()) return;
    path_.push_back(&vertex);
    for (const Conjunct& conjunct : vertex.conjuncts) {
      bool hasEnvironment = isOfModule(conjunct.expr->op) && conjunct.env != nullptr;
      if (hasEnvironment && found_.empty()) walk(*conjunct.expr, conjunct.env, 0);
    }
    path_.pop_back();
  }

  void walk(const Expr& expr, Environment* env, int depth) {
    if (!found_.empty() || depth > kMaxDepth) return;
    if (Vertex* target = targetOf(expr, env)) return follow(*target);
    const LoadedModule& module = *env->module;
    auto walkList = [&](std::uint32_t first, std::uint32_t count) {
      for (std::uint32_t index : module.list(first, count)) walk(module.expr(index & ~kDefaultMark), env, depth + 1);
    };
    auto is = [&](std::initializer_list<ExprOp> ops) { return std::ranges::find(ops, expr.op) != ops.end(); };
    // Literals need nothing, and what opens a scope of its own is not followed.
    if (is({ExprOp::kBinary, ExprOp::kIndex})) walk(module.expr(expr.b), env, depth + 1);
    if (is({ExprOp::kBinary, ExprOp::kIndex, ExprOp::kSelector, ExprOp::kSlice, ExprOp::kUnary, ExprOp::kPresence, ExprOp::kBound}))
      walk(module.expr(expr.a), env, depth + 1);
    if (is({ExprOp::kAnd, ExprOp::kDisjunction, ExprOp::kInterpolation, ExprOp::kList})) walkList(expr.a, expr.b);
    if (expr.op == ExprOp::kCall) walkList(expr.b, expr.c);
  }

  void follow(const Vertex& target) {
    if (&target != &start_) return visit(target);
    found_ = path_;
  }

  /// The field that a reference or a chain of selectors names, as far as it exists already.
  Vertex* targetOf(const Expr& expr, Environment* env) {
    const LoadedModule& module = *env->module;
    if (expr.op == ExprOp::kFieldRef) {
      Environment* scope = env;
      for (std::uint32_t up = expr.a; up != 0 && scope != nullptr; --up) scope = scope->up;
      return scope == nullptr || scope->vertex == nullptr ? nullptr : engine_.findArc(*scope->vertex, module.labels[expr.b]);
    }
    if (expr.op != ExprOp::kSelector) return nullptr;
    Vertex* base = targetOf(module.expr(expr.a), env);
    return base == nullptr ? nullptr : engine_.findArc(*engine_.resolved(base), module.labels[expr.b]);
  }

  Engine& engine_;
  const Vertex& start_;
  std::vector<const Vertex*> path_;
  std::vector<const Vertex*> found_;
  int visits_ = 0;
};

}  // namespace

Failed ReasonReporter::cycle(const Reason& reason) {
  Vertex* vertex = reason.vertex;
  std::vector<const Vertex*> chain = vertex == nullptr ? std::vector<const Vertex*>() : CycleSearch(engine_, *vertex).run();
  SourceSpan place = reason.spanX;
  if (vertex != nullptr && !chain.empty() && engine_.spanOf(*vertex).file == place.file) place = engine_.spanOf(*vertex);
  std::string text;
  for (const Vertex* step : chain) text += "`" + pathOf(step) + "` → ";
  text += "`" + path(reason) + "`";
  if (chain.size() < 2) text += chain.empty() ? " depends on itself" : "";
  auto builder = sink_.report(diag::ReferenceCycle, place, text);
  for (std::size_t i = 1; i < chain.size(); ++i) builder.related(engine_.spanOf(*chain[i]), "`" + pathOf(chain[i]) + "` is on the way");
  return builder.hint("give one of them a value that needs none of the others").emit();
}

}  // namespace oamc
