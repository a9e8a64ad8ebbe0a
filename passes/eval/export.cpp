#include "passes/eval/export.h"

#include <algorithm>
#include <utility>

#include "ir/data/text/base64.h"

namespace oamc {

namespace {

bool holdsBytes(const Data& data) {
  if (data.isGoTree()) return false;
  auto doesOne = [](const Data& part) { return part.kind() >= DataKind::kBytes && holdsBytes(part); };
  if (data.isList()) return std::ranges::any_of(data.items(), doesOne);
  if (data.isObject()) return std::ranges::any_of(data.members(), doesOne, &Member::value);
  return data.kind() == DataKind::kBytes;
}

}  // namespace

Data Engine::dataOf(const Atom& atom, SourceSpan span) {
  if (atom.kind == Kind::kBool) return Data::boolean(atom.boolean(), span);
  if (atom.isNumber()) return Data::number(static_cast<const Number*>(atom.payload), span);
  if (atom.kind == Kind::kString) return Data::string(atom.text(), span);
  if (atom.kind == Kind::kBytes) return Data::bytes(atom.text(), span);
  return Data::null(span);
}

std::optional<Data> Engine::exportConcrete(Vertex& vertex, const Reason** problem, bool keepsSpelling) {
  Exporter exporter(*this, Exporter::Bytes::kKept, keepsSpelling ? Exporter::Spans::kSpelled : Exporter::Spans::kAll);
  Data data = exporter.data(vertex);
  *problem = exporter.problems();
  if (exporter.problems() != nullptr) return std::nullopt;
  return data;
}

/// Keeps the failure with the lowest kind first and the others behind it in the order in which they were met.
void Exporter::add(const Reason* failure) {
  for (const Reason* known : problems_)
    if (known->code == failure->code && known->spanX == failure->spanX && known->vertex == failure->vertex) return;
  problems_.push_back(failure);
}

const Reason* Exporter::problems() {
  if (problems_.empty()) return nullptr;
  std::ranges::stable_sort(problems_, {}, [](const Reason* failure) { return failure->kind; });
  const Reason* chain = nullptr;
  for (auto failure = problems_.rbegin(); failure != problems_.rend(); ++failure) {
    Reason* copy = engine_.arena().create<Reason>(**failure);
    copy->next = chain;
    chain = copy;
  }
  return chain;
}

Data Exporter::data(Vertex& start) {
  if (const Data* folded = Engine::foldedData(start); folded != nullptr && isExport(*folded)) return *folded;
  if (depth_ > engine_.options().limits.vertexDepth) {
    add(at(engine_.reason(BottomKind::kStructural, ReasonCode::kLimitDepth, engine_.spanOf(start)), start));
    return {};
  }
  ++depth_;
  Data result = evaluated(start);
  --depth_;
  return result;
}

/// Whether data is exported as it is.
bool Exporter::isExport(const Data& data) const { return spans_ == Spans::kAll && !(bytes_ == Bytes::kAsText && holdsBytes(data)); }

Data Exporter::evaluated(Vertex& start) {
  engine_.evaluate(start);
  if (const Data* folded = Engine::foldedData(start); folded != nullptr && isExport(*folded)) return *folded;
  Vertex* vertex = engine_.withDefault(&start);
  if (vertex == nullptr) return ambiguous(start);
  if (vertex->status == VertexStatus::kRunning || vertex->status == VertexStatus::kSuspended) {
    add(at(engine_.reason(BottomKind::kCycle, ReasonCode::kReferenceCycle, engine_.spanOf(start)), start));
    return {};
  }
  for (const Reason* failure = vertex->bottom; failure != nullptr; failure = failure->next) add(failure);
  if (vertex->bottom != nullptr && isFatal(vertex->bottom->kind)) return {};
  if (vertex->atom) return atomData(*vertex, start);
  bool hasNoContent = !vertex->hasStruct && vertex->arcs.empty();  // only constraints, such as `struct.MaxFields(1)`
  bool isStructure = vertex->kind == Kind::kList || (vertex->kind == Kind::kStruct && !hasNoContent);
  if (isStructure) return structureData(start, *vertex);
  if (vertex->bottom == nullptr) {
    Reason* open = at(engine_.reason(BottomKind::kIncomplete, ReasonCode::kNotConcrete, engine_.spanOf(start)), start);
    open->kindX = vertex->kind;
    open->target = vertex;
    add(open);
  }
  return {};
}

/// A structure that is met below itself is shared in a circle: evaluation, which goes one level at a time, did not see that.
Data Exporter::structureData(Vertex& start, Vertex& vertex) {
  bool isShared = &start != &vertex;  // only then it can be one that is being exported
  if (isShared && std::ranges::find(path_, &vertex) != path_.end()) {
    add(at(engine_.reason(BottomKind::kStructural, ReasonCode::kStructuralCycle, engine_.spanOf(start)), start));
    return {};
  }
  if (isShared && spans_ == Spans::kAll && bytes_ == Bytes::kAsText)
    if (auto known = engine_.exported_.find(&vertex); known != engine_.exported_.end()) return known->second;
  if (!mayGoOn(start)) {
    add(engine_.exhausted_ != nullptr ? engine_.exhausted_ : start.bottom);
    return {};
  }
  path_.push_back(&vertex);
  Data result;
  if (out_ == nullptr) result = vertex.kind == Kind::kList ? listData(vertex) : structData(vertex);
  else if (vertex.kind == Kind::kList) writeList(vertex);
  else writeStruct(vertex);
  path_.pop_back();
  return result;
}

/// What is shared is written out at every place: a few lines can stand for more than fits into any memory. What was complete when a limit was reached
/// elsewhere is still exported, if it is not large.
bool Exporter::mayGoOn(Vertex& structure) {
  constexpr std::uint32_t kAfterLimit = 100'000;
  return engine_.exhausted_ == nullptr ? engine_.charge(structure) : ++afterLimit_ <= kAfterLimit;
}

Reason* Exporter::at(Reason* failure, Vertex& vertex) {
  failure->vertex = &vertex;
  return failure;
}

Data Exporter::ambiguous(Vertex& vertex) {
  Reason* several = at(engine_.reason(BottomKind::kIncomplete, ReasonCode::kAmbiguousDefault, engine_.spanOf(vertex)), vertex);
  several->target = engine_.resolved(&vertex);
  add(several);
  return {};
}

/// Whether a scalar is a literal that stands where it is exported: an element of a list literal, or the marked alternative of the place itself.
bool Exporter::isSpelled(const Vertex& scalar, const Vertex& start) {
  const Vertex* shared = &start;
  for (; shared->isShared && shared->forward != nullptr; shared = shared->forward)
    if (shared->conjuncts[0].expr->op == ExprOp::kStruct) return false;  // `{a}`
  const Vertex& place = *shared;
  for (const Conjunct& conjunct : place.conjuncts) {
    const Expr& expr = *conjunct.expr;
    if (!isOfModule(expr.op)) continue;
    const LoadedModule& module = *conjunct.env->module;
    auto isIt = [&](const Expr& written) { return Engine::literalOf(written, module) && module.module->span(written) == scalar.valueSpan; };
    if (place.label.isIndex() && isIt(expr)) return true;
    if (expr.op != ExprOp::kDisjunction) continue;
    for (std::uint32_t entry : module.list(expr.a, expr.b))
      if ((entry & kDefaultMark) != 0 && isIt(module.expr(entry & ~kDefaultMark))) return true;
  }
  return false;
}

Data Exporter::atomData(Vertex& vertex, const Vertex& place) {
  if (vertex.hasStruct)
    for (Vertex* field : vertex.arcs) checkHidden(*field);
  bool hasSpan = spans_ == Spans::kAll || isSpelled(vertex, place);
  SourceSpan span = hasSpan ? vertex.valueSpan : SourceSpan();
  if (bytes_ == Bytes::kAsText && vertex.atom.kind == Kind::kBytes) return Data::string(engine_.arena().copyText(encodeBase64(vertex.atom.text())), span);
  return engine_.dataOf(vertex.atom, span);
}

Data Exporter::structData(Vertex& vertex) {
  std::vector<Member>& members = engine_.exporting_.members;
  std::size_t first = members.size();
  engine_.inExportOrder(vertex, [&](Vertex& field) {
    if (!isExported(field)) return;
    Member member;
    member.key = engine_.symbols().text(field.label.symbol());
    member.value = data(field);
    members.push_back(member);
  });
  Data result = Data::object(engine_.arena().copyArray(std::span<const Member>(members).subspan(first)), engine_.spanOf(vertex));
  members.resize(first);
  return result;
}

Data Exporter::listData(Vertex& vertex) {
  std::vector<Data>& items = engine_.exporting_.items;
  std::size_t first = items.size();
  for (Vertex* element : vertex.arcs) {
    if (!element->label.isIndex()) {
      checkHidden(*element);
      continue;
    }
    Data item = data(*element);
    items.push_back(item);
  }
  Data result = Data::list(engine_.arena().copyArray(std::span<const Data>(items).subspan(first)), engine_.spanOf(vertex));
  items.resize(first);
  return result;
}

/// Whether a field is part of the data; says what is wrong with those that are not.
bool Exporter::isExported(Vertex& field) {
  if (!field.label.isString()) checkHidden(field);
  else if (field.state == ArcState::kRequired) add(engine_.missingRequired(field));
  return field.label.isString() && field.state == ArcState::kMember;
}

void Exporter::write(Vertex& vertex, JsonStream& out) {
  out_ = &out;
  writePart(vertex);
}

void Exporter::writePart(Vertex& vertex) {
  isWritten_ = false;
  Data scalar = data(vertex);
  if (!isWritten_) out_->value(scalar);
  isWritten_ = true;
}

void Exporter::writeStruct(Vertex& vertex) {
  out_->beginObject();
  engine_.inExportOrder(vertex, [&](Vertex& field) {
    if (!isExported(field)) return;
    out_->key(engine_.symbols().text(field.label.symbol()));
    writePart(field);
  });
  out_->endObject();
  isWritten_ = true;
}

void Exporter::writeList(Vertex& vertex) {
  out_->beginList();
  for (Vertex* element : vertex.arcs) {
    if (element->label.isIndex()) writePart(*element);
    else checkHidden(*element);
  }
  out_->endList();
  isWritten_ = true;
}

/// Hidden fields and definitions are not exported, but a fatal failure in them fails the export (spec/cue.md 2.13).
void Exporter::checkHidden(Vertex& field) {
  if (field.state == ArcState::kMember && engine_.complete(field) == DeepStatus::kFatal) collectFatal(field);
}

/// Adds every fatal failure of the value and of what lies below.
void Exporter::collectFatal(Vertex& start) {
  if (engine_.complete(start) != DeepStatus::kFatal) return;
  Vertex* vertex = engine_.withDefault(&start);
  if (!seen_.insert(vertex).second) return;
  for (const Reason* failure = vertex->bottom; failure != nullptr; failure = failure->next)
    if (isFatal(failure->kind)) add(failure);
  if (vertex->bottom != nullptr && isFatal(vertex->bottom->kind)) return;
  for (std::uint32_t i = 0; i < vertex->arcs.size(); ++i) {
    Vertex& field = *vertex->arcs[i];
    bool isRefused = field.state == ArcState::kRequired && field.bottom != nullptr && isFatal(field.bottom->kind);
    if (field.state == ArcState::kMember || isRefused) collectFatal(field);
  }
}

}  // namespace oamc
