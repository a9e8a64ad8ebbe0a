#include "passes/eval/evaluator.h"

#include "passes/eval/engine.h"
#include "passes/eval/export.h"
#include "passes/eval/reify.h"

namespace oamc {

namespace {
constexpr Expr kDataExpr{.op = ExprOp::kDataRef};
constexpr Expr kOpenDataExpr{.op = ExprOp::kDataRef, .flags = kOpenList};
constexpr Expr kTreeExpr{.op = ExprOp::kTreeRef};
}  // namespace

Evaluator::Evaluator(const EvaluatorOptions& options, const SharedModules* shared) : engine_(std::make_unique<Engine>(options, shared)) {}
Evaluator::~Evaluator() = default;

void Evaluator::beginRendering() { engine_->beginRendering(); }

bool Evaluator::isExhausted() const { return engine_->isExhausted(); }

Vertex* Evaluator::instance(std::span<const Module* const> files, std::span<const NamedData> inputs) { return engine_->instance(files, inputs); }

Vertex* Evaluator::field(Vertex* value, std::string_view name) {
  engine_->evaluate(*value);
  // What lies below a field that is not allowed fails as it does.
  if (value->bottom != nullptr && value->bottom->code == ReasonCode::kFieldNotAllowed) return nullptr;
  Vertex* chosen = engine_->withDefault(value);
  if (chosen == nullptr) return nullptr;
  Symbol symbol = engine_->symbols().intern(name);
  Label label = name.starts_with('#') ? Label::of(LabelKind::kDefinition, symbol) : Label::string(symbol);
  Vertex* found = engine_->findArc(*chosen, label);
  if (found == nullptr && chosen->kind == Kind::kList && !name.empty() && name.find_first_not_of("0123456789") == std::string_view::npos && name.size() < 9) {
    std::uint32_t index = 0;
    for (char digit : name) index = index * 10 + static_cast<std::uint32_t>(digit - '0');
    found = engine_->findArc(*chosen, Label::index(index));
  }
  return found != nullptr && found->state == ArcState::kMember ? found : nullptr;
}

Vertex* Evaluator::path(Vertex* value, std::span<const std::string_view> names) {
  for (std::string_view name : names) {
    value = field(value, name);
    if (value == nullptr) return nullptr;
  }
  return value;
}

Vertex* Evaluator::expression(Vertex* root, const Module& expr) {
  engine_->evaluate(*root);
  const LoadedModule& module = engine_->load(expr);
  Environment* file = engine_->newEnvironment(nullptr, &module, engine_->resolved(root));
  return engine_->operand(module.expr(expr.root), file);
}

std::vector<FieldView> Evaluator::fields(Vertex* value) {
  std::vector<FieldView> views;
  engine_->evaluate(*value);
  Vertex* chosen = engine_->withDefault(value);
  if (chosen == nullptr) return views;
  std::vector<Vertex*> fields;
  engine_->exportOrder(*chosen, fields);
  for (Vertex* arc : fields) {
    if (arc->state == ArcState::kPending) continue;
    FieldMark mark = arc->state == ArcState::kMember ? FieldMark::kMember : arc->state == ArcState::kRequired ? FieldMark::kRequired : FieldMark::kOptional;
    std::string name = labelName(arc->label, engine_->symbols());
    views.push_back({engine_->arena().copyText(name), arc->label.kind(), mark, arc});
  }
  return views;
}

namespace {

ExportResult exported(Engine& engine, Vertex* value, Exporter exporter) {
  if (value->parent == nullptr) engine.complete(*value);
  Data data = exporter.data(*value);
  return {data, exporter.problems()};
}

}  // namespace

ExportResult Evaluator::exportData(Vertex* value) {
  auto& known = engine_->exported();
  if (auto found = known.find(value); found != known.end()) return {found->second, nullptr};
  ExportResult result = exported(*engine_, value, Exporter(*engine_, Exporter::Bytes::kAsText));
  if (result) known.emplace(value, result.data);
  return result;
}

ExportResult Evaluator::exportWithBytes(Vertex* value) { return exported(*engine_, value, Exporter(*engine_)); }

const Reason* Evaluator::writeJson(Vertex* value, JsonStream& out) {
  if (value->parent == nullptr) engine_->complete(*value);
  Exporter exporter(*engine_);
  exporter.write(*value, out);
  return exporter.problems();
}

ExportResult Evaluator::exportSpelled(Vertex* value) {
  return exported(*engine_, value, Exporter(*engine_, Exporter::Bytes::kKept, Exporter::Spans::kSpelled));
}

const Reason* Evaluator::validate(Vertex* value) {
  Exporter exporter(*engine_);
  exporter.collectFatal(*value);
  return exporter.problems();
}

const Reason* Evaluator::validateConcrete(Vertex* value) {
  Exporter exporter(*engine_);
  exporter.data(*value);
  return exporter.problems();
}

BottomKind Evaluator::bottomKind(Vertex* value) {
  engine_->evaluate(*value);
  Vertex* chosen = engine_->withDefault(value);
  return chosen == nullptr || chosen->bottom == nullptr ? BottomKind::kNone : chosen->bottom->kind;
}

Kind Evaluator::kind(Vertex* value) {
  engine_->evaluate(*value);
  return engine_->resolved(value)->kind;
}

Atom Evaluator::scalar(Vertex* value) {
  engine_->evaluate(*value);
  Vertex* chosen = engine_->withDefault(value);
  return chosen == nullptr || chosen->bottom != nullptr ? Atom() : chosen->atom;
}

Tree* Evaluator::reify(Vertex* value) { return Reifier(*engine_).tree(*value); }

Tree* Evaluator::reifyBase(Vertex* base, const Tree& patch) {
  ExportResult exported = exportData(base);
  PatchShape shape(patch);
  return Reifier(*engine_).baseTree(*base, shape, exported ? &exported.data : nullptr);
}

FieldTags Evaluator::tags(Vertex* value) { return Reifier(*engine_).tags(*value); }

Vertex* Evaluator::unify(std::span<Tree* const> trees) {
  Vertex* root = engine_->newVertex(nullptr, Label(), false);
  for (Tree* tree : trees) {
    Conjunct conjunct;
    conjunct.expr = &kTreeExpr;
    conjunct.tree = tree;
    root->conjuncts.push(engine_->arena(), conjunct);
  }
  return root;
}

Vertex* Evaluator::fromData(const Data& data, bool openLists) {
  return engine_->rootOf(openLists ? kOpenDataExpr : kDataExpr, engine_->arena().create<Data>(data));
}

SourceSpan Evaluator::span(Vertex* value) {
  engine_->evaluate(*value);
  Vertex* chosen = engine_->withDefault(value);
  if (chosen != nullptr && chosen->atom && chosen->valueSpan.valid()) return chosen->valueSpan;
  return engine_->spanOf(*value);
}

std::string Evaluator::pathOf(Vertex* value) { return engine_->pathOf(value); }
Arena& Evaluator::arena() { return engine_->arena(); }
SymbolTable& Evaluator::symbols() { return engine_->symbols(); }
EvaluationCounters Evaluator::counters() const { return engine_->counters(); }

}  // namespace oamc
