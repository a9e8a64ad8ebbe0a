#include "passes/eval/reify.h"

#include <algorithm>

#include "ir/cue/field_tags.h"

namespace oamc {

namespace {

CommentScope commentScope(const Decl& decl, const LoadedModule& module, Arena& arena) {
  if (module.commentScopes.empty()) module.commentScopes = arena.copyArray<CommentScope>(commentScopes(*module.module));
  return module.commentScopes[static_cast<std::size_t>(&decl - module.module->decls.data())];
}

bool isWritten(const Conjunct& conjunct) {
  constexpr ExprOp kLiterals[] = {ExprOp::kNull, ExprOp::kTrue, ExprOp::kFalse, ExprOp::kNumber, ExprOp::kString, ExprOp::kStruct, ExprOp::kList};
  return std::ranges::find(kLiterals, conjunct.expr->op) != std::end(kLiterals);
}

bool isWrittenOut(const Vertex& field) {
  return field.state != ArcState::kPending && field.label.kind() != LabelKind::kHidden && field.label.kind() != LabelKind::kHiddenDefinition;
}

FieldMark markOf(ArcState state) {
  if (state == ArcState::kMember) return FieldMark::kMember;
  return state == ArcState::kRequired ? FieldMark::kRequired : FieldMark::kOptional;
}

bool hasElementType(const Vertex& list) { return list.node != nullptr && !list.isClosedList && !list.node->list().tails.empty(); }

}  // namespace

Tree* Reifier::tree(Vertex& value) { return treeOf(value, sitesOf(value, {})); }

FieldTags Reifier::tags(Vertex& field) { return tagsOf(field, sitesOf(field, {})); }

Tree* Reifier::treeOf(Vertex& value, const Sites& sites) {
  engine_.evaluate(value);
  Vertex& vertex = *engine_.resolved(&value);
  if (!disjunctsOf(vertex).empty() || vertex.status != VertexStatus::kDone) return other(value);
  if (vertex.bottom != nullptr && vertex.kind != Kind::kStruct) return other(value);
  if (vertex.atom) return literal(value, vertex);
  if (vertex.bottom != nullptr) return other(value);
  if (vertex.kind == Kind::kStruct) return structTree(vertex, sites);
  if (vertex.kind == Kind::kList) return listTree(vertex);
  return other(value);
}

Tree* Reifier::newTree(TreeKind kind, Vertex& value) {
  Tree* tree = engine_.arena().create<Tree>();
  tree->kind = kind;
  tree->vertex = &value;
  return tree;
}

Tree* Reifier::literal(Vertex& value, const Vertex& scalar) {
  Tree* tree = newTree(TreeKind::kLiteral, value);
  tree->literal = engine_.dataOf(scalar.atom, scalar.valueSpan);
  return tree;
}

Tree* Reifier::other(Vertex& value) {
  Tree* tree = newTree(TreeKind::kOther, value);
  tree->isReified = true;
  return tree;
}

Tree* Reifier::structTree(Vertex& vertex, const Sites& sites) {
  Tree* tree = newTree(TreeKind::kStruct, vertex);
  tree->fields.reserve(engine_.arena(), vertex.arcs.size());
  engine_.inExportOrder(vertex, [&](Vertex& field) {
    if (!isWrittenOut(field)) return;
    Sites own = sitesOf(field, sites);
    Tree* value = field.state == ArcState::kOptional ? optionalTree(field, own) : treeOf(field, own);
    tree->fields.push(engine_.arena(), {field.label, markOf(field.state), value, tagsOf(field, own), engine_.labelSpan(field)});
  });
  return tree;
}

/// An optional field is only a constraint, which is evaluated when something sets it; what is written out is looked into all the same. Only one level of
/// them: definitions may contain themselves in optional fields.
Tree* Reifier::optionalTree(Vertex& field, const Sites& sites) {
  if (isInOptional_ || !std::ranges::all_of(field.conjuncts, isWritten)) return other(field);
  Vertex* value = engine_.newVertex(field.parent, field.label, false);
  for (const Conjunct& conjunct : field.conjuncts) value->conjuncts.push(engine_.arena(), conjunct);
  isInOptional_ = true;
  Tree* tree = treeOf(*value, sites);
  isInOptional_ = false;
  return tree->kind == TreeKind::kOther ? other(field) : tree;
}

Tree* Reifier::listTree(Vertex& vertex) {
  Tree* tree = newTree(TreeKind::kList, vertex);
  tree->isOpen = !vertex.isClosedList;
  for (Vertex* element : vertex.arcs)
    if (element->label.isIndex()) tree->elements.push(engine_.arena(), treeOf(*element, {}));
  if (!hasElementType(vertex)) return tree;
  Vertex* type = engine_.newVertex(nullptr, Label(), false);
  for (const ListTail& tail : vertex.node->list().tails) type->conjuncts.push(engine_.arena(), tail.conjunct);
  tree->hasElementType = true;
  tree->elementType = other(*type);
  return tree;
}

Tree* Reifier::baseTree(Vertex& base, const PatchShape& patch, const Data* exported) {
  shape_ = &patch;
  return basePart(base, patch.top(), exported);
}

Tree* Reifier::basePart(Vertex& value, PatchShape::Place place, const Data* exported) {
  if (place == PatchShape::Place::kAnywhere) return tree(value);
  engine_.evaluate(value);
  bool isNamed = place != PatchShape::Place::kNowhere;
  if (!isNamed && Engine::foldedData(value) != nullptr) return sharedTree(value, nullptr);
  Vertex& vertex = *engine_.resolved(&value);
  bool isDecided = vertex.status == VertexStatus::kDone && vertex.bottom == nullptr && disjunctsOf(vertex).empty();
  if (isDecided && vertex.atom) return literal(value, vertex);
  if (!isNamed) return sharedTree(value, exported);
  if (isDecided && vertex.kind == Kind::kStruct) return baseStruct(vertex, place, exported);
  if (isDecided && vertex.kind == Kind::kList && !hasElementType(vertex)) return baseList(vertex, place, exported);
  return tree(value);
}

/// What is shared is exported again with the patched value: as it was.
Tree* Reifier::sharedTree(Vertex& value, const Data* exported) {
  if (exported != nullptr)
    if (const Vertex* vertex = engine_.withDefault(&value)) engine_.exported_.emplace(vertex, *exported);
  return newTree(TreeKind::kShared, value);
}

Tree* Reifier::baseStruct(Vertex& vertex, PatchShape::Place place, const Data* exported) {
  Tree* tree = newTree(TreeKind::kStruct, vertex);
  tree->fields.reserve(engine_.arena(), vertex.arcs.size());
  const Member* member = exported == nullptr ? nullptr : exported->members().data();
  engine_.inExportOrder(vertex, [&](Vertex& field) {
    if (!isWrittenOut(field)) return;
    bool hasData = member != nullptr && field.label.isString() && field.state == ArcState::kMember;
    const Data* data = hasData ? &(member++)->value : nullptr;
    Tree* value = field.state == ArcState::kOptional ? optionalTree(field, {}) : basePart(field, shape_->field(place, field.label.symbol()), data);
    tree->fields.push(engine_.arena(), {field.label, markOf(field.state), value, {}, {}});
  });
  return tree;
}

Tree* Reifier::baseList(Vertex& vertex, PatchShape::Place place, const Data* exported) {
  Tree* tree = newTree(TreeKind::kList, vertex);
  tree->isOpen = !vertex.isClosedList;
  const Data* item = exported == nullptr ? nullptr : exported->items().data();
  for (Vertex* element : vertex.arcs)
    if (element->label.isIndex()) tree->elements.push(engine_.arena(), basePart(*element, shape_->elements(place), item == nullptr ? nullptr : item++));
  return tree;
}

/// The declarations of a field that are known although they may not have taken effect: those of comprehensions, and those in literals of such.
Reifier::Sites Reifier::sitesOf(const Vertex& field, const Sites& parentSites) const {
  Sites sites;
  if (field.hasSites)
    for (const DeclarationSite& site : field.parent->node->sites)
      if (site.field == &field) sites.push_back({site.decl, site.env->module});
  for (const Site& site : parentSites) {
    const Expr& value = site.module->expr(site.decl->value);
    if (value.op != ExprOp::kStruct) continue;
    for (const Decl& decl : site.module->module->decls.subspan(value.a, value.b))
      if (decl.kind == DeclKind::kField && site.module->labels[decl.label] == field.label) sites.push_back({&decl, site.module});
  }
  return sites;
}

/// Directly written declarations in source order, then those that came through references, patterns or computed labels and those of nested comprehensions,
/// comments above chains last, the longest chain behind the others; the last value of a key wins, and a comment that was seen already is skipped
/// (spec/rendering.md 4.3).
FieldTags Reifier::tagsOf(const Vertex& field, const Sites& sites) {
  std::vector<Declared> all;
  auto add = [&](const Decl* decl, const LoadedModule* module, bool isIndirect, bool tookEffect) {
    for (Declared& known : all) {
      if (known.site.decl != decl) continue;
      known.tookEffect = known.tookEffect || tookEffect;
      return;
    }
    if (decl->docs != kNoIndex) all.push_back({{decl, module}, isIndirect || commentScope(*decl, *module, engine_.arena()).isNested, tookEffect});
  };
  for (const Site& site : sites) add(site.decl, site.module, false, false);
  // What came along with an enclosing reference is as direct, below it, as what is written there.
  const Reference* around = field.parent == nullptr || field.parent->conjuncts.empty() ? nullptr : field.parent->conjuncts[0].via;
  for (const Conjunct& conjunct : field.conjuncts)
    if (conjunct.decl != nullptr) add(conjunct.decl, &conjunct.declModule(), conjunct.via != around || conjunct.decl->kind != DeclKind::kField, true);
  std::ranges::stable_sort(all, [](const Declared& a, const Declared& b) {
    if (a.isIndirect != b.isIndirect) return b.isIndirect;
    return !a.isIndirect && a.site.module == b.site.module && a.site.decl->begin < b.site.decl->begin;
  });
  return marksOf(all);
}

FieldTags Reifier::marksOf(std::span<const Declared> all) {
  if (all.empty()) return {};
  struct Comment {
    const DocGroup* group;
    const LoadedModule* module;
  };
  std::vector<Comment> comments, chains;
  for (const Declared& declared : all) {
    const LoadedModule& module = *declared.site.module;
    const Docs& docs = module.module->docs[declared.site.decl->docs];
    bool losesChain = commentScope(*declared.site.decl, module, engine_.arena()).losesChain;
    for (const DocGroup& group : module.module->docGroups.subspan(docs.firstGroup, docs.groupCount)) {
      bool isChain = group.place == DocGroup::Place::kChain;
      // A chain that goes on with a computed label or a pattern documents its first field as long as that has taken effect.
      if (isChain && (group.chainDepth == 0 ? !declared.tookEffect : losesChain)) continue;
      (isChain ? chains : comments).push_back({&group, &module});
    }
  }
  std::ranges::stable_sort(chains, {}, [](const Comment& comment) { return comment.group->chainDepth; });
  comments.insert(comments.end(), chains.begin(), chains.end());
  FieldTags tags;
  std::vector<std::string_view> seen;
  for (const Comment& comment : comments) {
    std::string_view text = comment.module->text(comment.group->text);
    if (std::ranges::find(seen, text) != seen.end()) continue;
    seen.push_back(text);
    std::uint32_t begin = comment.group->begin;
    applyMarks(text, {comment.module->module->file, begin, begin + 2}, engine_.options().sources, tags);
  }
  return tags;
}

}  // namespace oamc
