#include "passes/eval/order.h"

#include <algorithm>
#include <iterator>

#include "passes/eval/plain_order.h"

namespace oamc {

namespace {

/// Data stands behind everything that is written: the reference appends it to the file.
constexpr std::uint32_t kDataFile = 0x7FFFFFFF;

const Reference* firstReference(const Reference* via) {
  while (via != nullptr && via->outer != nullptr) via = via->outer;
  return via;
}

bool isElementOf(const Decl& decl, LiteralPart part) {
  bool isPlain = decl.kind == DeclKind::kField || decl.kind == DeclKind::kLet;
  return part == LiteralPart::kWhole || part == LiteralPart::kBody || (part == LiteralPart::kPlain) == isPlain;
}

std::span<const Decl> declsOf(const Literal& literal) { return literal.module->module->decls.subspan(literal.expr->a, literal.expr->b); }

}  // namespace

/// Adds the fields of a struct to `fields` in the order of the export.
void Engine::exportOrder(Vertex& vertex, std::vector<Vertex*>& fields) {
  std::size_t first = fields.size();
  if (Vertex* target = soleTarget(vertex)) {
    exportOrder(*target, fields);
    std::size_t kept = first;
    for (std::size_t i = first; i < fields.size(); ++i)
      if (Vertex* own = findArc(vertex, fields[i]->label)) fields[kept++] = own;
    fields.resize(kept);
    if (kept - first == vertex.arcs.size()) return;
    fields.resize(first);
  }
  if (FieldOrder::isTrivial(vertex)) fields.insert(fields.end(), vertex.arcs.begin(), vertex.arcs.end());
  else if (!PlainOrder().addTo(fields, vertex)) FieldOrder(*this, vertex).addTo(fields);
}

/// The value that a vertex only refers to, though it could not be shared when the vertex was evaluated; null if there is more to it.
Vertex* Engine::soleTarget(Vertex& vertex) {
  bool isWritten = vertex.conjuncts.empty() || vertex.conjuncts[0].expr->op == ExprOp::kStruct || !isOfModule(vertex.conjuncts[0].expr->op);
  if (isWritten) return nullptr;
  bool isInDefinition = false;
  for (const Vertex* owner = &vertex; owner != nullptr; owner = owner->parent)
    isInDefinition = isInDefinition || (owner->isNamed && owner->label.isDefinition());
  if (isInDefinition) return nullptr;
  Vertex* target = nullptr;
  for (const Conjunct& conjunct : vertex.conjuncts)
    if (!hasTarget(*conjunct.expr, conjunct.env, target)) return nullptr;
  target = resolved(target);
  return target != &vertex && target->status == VertexStatus::kDone && target->kind == Kind::kStruct && disjunctsOf(*target).empty() &&
                 !isAncestor(target, vertex)
             ? target
             : nullptr;
}

/// A single literal without computed or embedded parts, or a single object of data, is in order already.
bool FieldOrder::isTrivial(const Vertex& vertex) {
  if (vertex.node == nullptr || vertex.arcs.size() < 2) return true;
  const auto& literals = vertex.node->literals;
  if (literals.size() != 1) return literals.empty();
  if (literals[0].expr == nullptr) return literals[0].data->members().size() == vertex.arcs.size();
  return (literals[0].expr->flags & kHasEmbedding) == 0 && literals[0].part == LiteralPart::kWhole;
}

void FieldOrder::addTo(std::vector<Vertex*>& fields) {
  std::uint32_t count = vertex_.arcs.size();
  labels_.reserve(count);
  for (const Vertex* field : vertex_.arcs) {
    labels_.push_back(field->label);
    if (field->state == ArcState::kPending) continue;
    for (const Conjunct& conjunct : field->conjuncts) {
      bool isRepeated = conjunct.via != nullptr && conjunct.via->isRepeated;
      if (conjunct.decl != nullptr && conjunct.decl->kind == DeclKind::kDynamic && !isRepeated) computed_[conjunct.decl].push_back(field->label);
    }
  }
  for (const DeclarationSite& site : vertex_.node->sites) sites_[site.field].push_back(&site);
  home_.resize(count);
  after_.resize(count);
  makeRecords();
  place();
  join();
  link(groups());
  Nodes order = onlyPath(after_, memory_);
  if (order.empty()) order = emission(after_, names(), memory_);
  for (std::uint32_t node : order)
    if (node < count) fields.push_back(vertex_.arcs[node]);
}

LabelNames FieldOrder::names() {
  LabelNames names(&memory_);
  names.reserve(labels_.size());
  for (Label label : labels_) {
    if (label.isIndex()) names.emplace_back(std::to_string(label.index()));
    else names.emplace_back(fieldName(label, engine_.symbols()));
  }
  return names;
}

void FieldOrder::makeRecords() {
  const auto& literals = vertex_.node->literals;
  records_.reserve(literals.size());
  for (const Literal& literal : literals) {
    if (!literal.isLive) continue;
    Record record;
    record.literal = &literal;
    if (literal.expr == nullptr) record.position = {kDataFile, 0};
    else if (literal.part != LiteralPart::kRest) record.position = {static_cast<std::uint32_t>(literal.module->module->file), literal.expr->begin};
    if (literal.expr != nullptr)
      for (const Decl& decl : declsOf(literal))
        record.makesComputed = record.makesComputed || (decl.kind == DeclKind::kDynamic && isElementOf(decl, literal.part) && computed_.contains(&decl));
    records_.push_back(record);
  }
  for (Record& record : records_) {
    const Literal& literal = *record.literal;
    if (literal.expr == nullptr) {
      for (const Member& member : literal.data->members()) follow(&member.value, record);
      continue;
    }
    if (literal.part != LiteralPart::kRest) follow(literal.expr, record);
    for (const Decl& decl : declsOf(literal))
      if (isElementOf(decl, literal.part))
        follow(decl.kind == DeclKind::kEmbedding ? static_cast<const void*>(&literal.module->expr(decl.value)) : &decl, record);
  }
}

/// Records are mostly met in their order.
void FieldOrder::follow(const void* key, const Record& record) {
  RecordSet& set = follow_[key];
  auto number = static_cast<std::uint32_t>(&record - records_.data());
  if (set.empty() || set.back() < number) return set.push_back(number);
  auto place = std::ranges::lower_bound(set, number);
  if (*place != number) set.insert(place, number);
}

void FieldOrder::followAll(RecordSet& set, const RecordSet& others) {
  if (std::ranges::includes(set, others)) return;
  united_.clear();
  std::ranges::set_union(set, others, std::back_inserter(united_));
  set.assign(united_.begin(), united_.end());
}

FieldOrder::Arrival FieldOrder::arrivalOf(const Conjunct& conjunct) const {
  if (conjunct.via != nullptr && conjunct.via->isRepeated) return {};
  if (conjunct.decl != nullptr)
    return {conjunct.decl,
            {static_cast<std::uint32_t>(conjunct.declModule().module->file), conjunct.decl->begin},
            firstReference(conjunct.via),
            conjunct.env == nullptr ? nullptr : conjunct.env->up};
  if (conjunct.expr->op != ExprOp::kDataRef) return {};
  return {conjunct.data, {kDataFile, conjunct.data->span().begin}, firstReference(conjunct.via)};
}

/// What gave the field its conjuncts, in the order of arrival; declarations in comprehensions count from when their literal was met.
std::pmr::vector<FieldOrder::Arrival> FieldOrder::arrivalsOf(const Vertex& field) {
  std::pmr::vector<Arrival> arrivals(&memory_);
  auto add = [&](const Arrival& arrival) {
    bool isKnown = std::ranges::any_of(arrivals, [&](const Arrival& known) { return known.key == arrival.key && known.outer == arrival.outer; });
    if (arrival.key != nullptr && !isKnown) arrivals.push_back(arrival);
  };
  std::span<const DeclarationSite* const> sites;
  if (field.hasSites) sites = sites_.find(&field)->second;
  for (std::uint32_t i = 0; i <= field.conjuncts.size(); ++i) {
    for (; !sites.empty() && sites.front()->before <= i; sites = sites.subspan(1)) {
      const DeclarationSite& site = *sites.front();
      if (site.via != nullptr && site.via->isRepeated) continue;
      add({site.decl, {static_cast<std::uint32_t>(site.env->module->module->file), site.decl->begin}, firstReference(site.via), site.env->up});
    }
    if (i < field.conjuncts.size()) add(arrivalOf(field.conjuncts[i]));
  }
  return arrivals;
}

/// The last declaration to arrive decides where a literal stands; if it came through references, the first of them does.
void FieldOrder::place() {
  std::uint32_t let = 0;
  const auto& lets = vertex_.node->rare().lets;
  for (std::uint32_t i = 0; i <= vertex_.arcs.size(); ++i) {
    for (; let < lets.size() && lets[let].before <= i; ++let) {
      const LetSite& site = lets[let];
      if (site.via == nullptr || !site.via->isRepeated)
        placeBy({site.decl, {static_cast<std::uint32_t>(site.module->module->file), site.decl->begin}, firstReference(site.via), nullptr});
    }
    if (i < vertex_.arcs.size())
      for (const Arrival& arrival : arrivalsOf(*vertex_.arcs[i])) placeBy(arrival);
  }
}

void FieldOrder::placeBy(const Arrival& arrival) {
  auto found = follow_.find(arrival.key);
  if (found == follow_.end()) return;
  const RecordSet& arrived = found->second;
  for (std::uint32_t number : arrived) records_[number].position = arrival.position;
  if (arrival.firstReference == nullptr || arrival.firstReference->module == nullptr) return;
  const Reference& reference = *arrival.firstReference;
  RecordSet& referring = follow_[reference.expr];
  followAll(referring, arrived);
  Position position{static_cast<std::uint32_t>(reference.module->module->file), reference.expr->begin};
  for (std::uint32_t number : referring) records_[number].position = position;
}

void FieldOrder::join() {
  for (const Conjunct& conjunct : vertex_.conjuncts) {
    ExprOp op = conjunct.expr->op;
    if (op == ExprOp::kAnd || op == ExprOp::kAlias) joinOperands(*conjunct.expr, *conjunct.env->module);
  }
  for (const Record& record : records_) {
    if (record.literal->expr == nullptr) continue;
    for (const Decl& decl : declsOf(*record.literal))
      if (decl.kind == DeclKind::kEmbedding && isElementOf(decl, record.literal->part))
        joinOperands(record.literal->module->expr(decl.value), *record.literal->module);
  }
}

void FieldOrder::joinOperands(const Expr& expr, const LoadedModule& module) {
  if (expr.op == ExprOp::kAlias) return joinOperands(module.expr(expr.a), module);
  if (expr.op != ExprOp::kAnd) return;
  auto joinOne = [&](const Expr& operand) {
    if (auto found = follow_.find(&operand); found != follow_.end())
      for (std::uint32_t number : found->second) records_[number].isJoined = true;
    joinOperands(operand, module);
  };
  for (std::uint32_t index : module.list(expr.a, expr.b)) {
    const Expr& operand = module.expr(index);
    joinOne(operand);
    if (operand.op != ExprOp::kDisjunction || !vertex_.node->isDefaultChoice) continue;
    for (std::uint32_t entry : module.list(operand.a, operand.b))
      if ((entry & kDefaultMark) != 0) joinOne(module.expr(entry & ~kDefaultMark));
  }
}

/// Runs of literals at one place; a literal with computed labels begins a new one; joined neighbours of one file become one.
std::pmr::vector<FieldOrder::Group> FieldOrder::groups() {
  Group order(&memory_);
  for (Record& record : records_) order.push_back(&record);
  std::ranges::stable_sort(order, [](const Record* a, const Record* b) {
    if (a->position != b->position) return a->position < b->position;
    return !a->makesComputed && b->makesComputed;
  });
  std::pmr::vector<Group> result(&memory_);
  Group current(&memory_);
  auto close = [&]() {
    if (current.empty()) return;
    bool merges = !result.empty() && isJoined(current) && isJoined(result.back()) && current[0]->position.file == result.back()[0]->position.file;
    if (merges) result.back().insert(result.back().end(), current.begin(), current.end());
    else result.push_back(current);
    current.clear();
  };
  for (Record* record : order) {
    bool continues = current.empty() || (current[0]->position == record->position && !record->makesComputed);
    if (!continues) close();
    current.push_back(record);
  }
  close();
  return result;
}

std::uint32_t FieldOrder::nodeOf(Label label) {
  if (std::optional<std::uint32_t> arc = engine_.arcNumber(vertex_, label)) return *arc;
  auto [found, isNew] = nodeByLabel_.try_emplace(label.bits(), static_cast<std::uint32_t>(labels_.size()));
  if (isNew) {
    labels_.push_back(label);
    home_.push_back(nullptr);
    after_.emplace_back();
  }
  return found->second;
}

FieldOrder::Nodes FieldOrder::labelsOf(const Record& record) {
  Nodes nodes(&memory_);
  const Literal& literal = *record.literal;
  if (literal.expr == nullptr) {
    for (const Member& member : literal.data->members()) nodes.push_back(nodeOf(Label::string(engine_.symbols().intern(member.key))));
    return nodes;
  }
  for (const Decl& decl : declsOf(literal)) {
    if (!isElementOf(decl, literal.part)) continue;
    if (decl.kind == DeclKind::kField) nodes.push_back(nodeOf(literal.module->labels[decl.label]));
    if (decl.kind != DeclKind::kDynamic) continue;
    auto made = computed_.find(&decl);
    if (made != computed_.end() && taken_[&decl] < made->second.size()) nodes.push_back(nodeOf(made->second[taken_[&decl]++]));
  }
  return nodes;
}

void FieldOrder::link(const std::pmr::vector<Group>& groups) {
  Nodes front(&memory_);
  const Record* previous = nullptr;
  for (const Group& group : groups) {
    if (previous != nullptr && group[0]->position.file != previous->position.file) front.clear();
    previous = group[0];
    linkGroup(group, front);
  }
}

void FieldOrder::linkGroup(const Group& group, Nodes& front) {
  Nodes ends(&memory_);
  for (Record* record : group) {
    Nodes last(front, &memory_);
    for (std::uint32_t node : labelsOf(*record)) {
      const Record* home = home_[node];
      if (home == record) continue;
      bool isPlaced = record->position.file != ~0U && home != nullptr && home->position.file == record->position.file;
      if (home != nullptr && !isJoined(group) && isPlaced) continue;
      home_[node] = record;
      for (std::uint32_t before : last)
        if (before != node) after_[before].push_back(node);
      last.assign(1, node);
    }
    ends.insert(ends.end(), last.begin(), last.end());
  }
  front = std::move(ends);
}

}  // namespace oamc
