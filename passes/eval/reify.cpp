#include "passes/eval/reify.h"

#include <algorithm>

#include "ir/cue/field_tags.h"

namespace oamc {

namespace {

/// Finds the declarations whose chain comments are lost: those lexically inside a struct comprehension with no list element between
/// (spec/rendering.md 4.3), except chains that begin with a computed label.
class LostChains {
 public:
  LostChains(const LoadedModule& module, std::span<bool> lost) : module_(module), lost_(lost) { visit(module.module->root, false); }

 private:
  void visit(std::uint32_t index, bool isInside) {
    if (index == kNoIndex) return;
    const Expr& expr = module_.expr(index);
    if (expr.op == ExprOp::kStruct) visitStruct(expr, isInside);
    if (expr.op == ExprOp::kList) visitList(expr);
    if (expr.op == ExprOp::kAnd || expr.op == ExprOp::kDisjunction)
      for (std::uint32_t entry : module_.list(expr.a, expr.b)) visit(entry & ~kDefaultMark, isInside);
    if (expr.op == ExprOp::kCall)
      for (std::uint32_t argument : module_.list(expr.b, expr.c)) visit(argument, isInside);
    if (expr.op == ExprOp::kAlias || expr.op == ExprOp::kSelector) visit(expr.a, isInside);
    if (expr.op == ExprOp::kComprehension) visit(expr.c, true);
  }

  void visitList(const Expr& list) {
    for (std::uint32_t element : module_.list(list.a, list.b)) {
      const Expr& item = module_.expr(element);
      visit(item.op == ExprOp::kComprehension ? item.c : element, false);
    }
    visit(list.c, false);
  }

  void visitStruct(const Expr& literal, bool isInside) {
    for (std::uint32_t i = literal.a; i < literal.a + literal.b; ++i) {
      const Decl& decl = module_.module->decls[i];
      bool isChainOfComputed = decl.kind == DeclKind::kDynamic && isChainLiteral(decl);
      lost_[i] = lost_[i] || isInside;
      visit(decl.value, isInside && decl.kind != DeclKind::kLet && !isChainOfComputed);
    }
  }

  /// A literal without braces begins where its only declaration begins.
  bool isChainLiteral(const Decl& decl) const {
    if (decl.value == kNoIndex) return false;
    const Expr& value = module_.expr(decl.value);
    return value.op == ExprOp::kStruct && value.b == 1 && module_.module->decls[value.a].begin == value.begin;
  }

  const LoadedModule& module_;
  std::span<bool> lost_;
};

std::span<const bool> lostChains(const LoadedModule& module, Arena& arena) {
  if (module.lostChains.empty() && !module.module->decls.empty()) {
    std::span<bool> lost = arena.createArray<bool>(module.module->decls.size());
    LostChains(module, lost);
    module.lostChains = lost;
  }
  return module.lostChains;
}

}  // namespace

Tree* Reifier::tree(Vertex& value) { return treeOf(value, sitesOf(value, {})); }

FieldTags Reifier::tags(Vertex& field) { return tagsOf(field, sitesOf(field, {})); }

Tree* Reifier::treeOf(Vertex& value, const Sites& sites) {
  engine_.evaluate(value);
  Vertex& vertex = *engine_.resolved(&value);
  if (!vertex.disjuncts.empty() || vertex.status != VertexStatus::kDone) return other(value);
  if (vertex.bottom != nullptr && vertex.kind != Kind::kStruct) return other(value);
  if (vertex.atom) {
    Tree* literal = engine_.arena().create<Tree>();
    literal->kind = TreeKind::kLiteral;
    literal->literal = engine_.dataOf(vertex.atom, vertex.node == nullptr ? SourceSpan() : vertex.node->atomSpan);
    literal->vertex = &value;
    return literal;
  }
  if (vertex.bottom != nullptr) return other(value);
  if (vertex.kind == Kind::kStruct) return structTree(vertex, sites);
  if (vertex.kind == Kind::kList) return listTree(vertex);
  return other(value);
}

Tree* Reifier::other(Vertex& value) {
  Tree* tree = engine_.arena().create<Tree>();
  tree->vertex = &value;
  return tree;
}

Tree* Reifier::structTree(Vertex& vertex, const Sites& sites) {
  Tree* tree = engine_.arena().create<Tree>();
  tree->kind = TreeKind::kStruct;
  tree->vertex = &vertex;
  for (Vertex* field : engine_.exportOrder(vertex)) {
    if (field->state == ArcState::kPending || field->label.kind() == LabelKind::kHidden || field->label.kind() == LabelKind::kHiddenDefinition) continue;
    Sites own = sitesOf(*field, sites);
    TreeField made;
    made.label = field->label;
    made.mark = field->state == ArcState::kMember ? FieldMark::kMember : field->state == ArcState::kRequired ? FieldMark::kRequired : FieldMark::kOptional;
    // An optional field is only a constraint: it is evaluated when something sets it.
    made.value = field->state == ArcState::kOptional ? other(*field) : treeOf(*field, own);
    made.tags = tagsOf(*field, own);
    made.labelSpan = engine_.labelSpan(*field);
    tree->fields.push(engine_.arena(), made);
  }
  return tree;
}

Tree* Reifier::listTree(Vertex& vertex) {
  Tree* tree = engine_.arena().create<Tree>();
  tree->kind = TreeKind::kList;
  tree->vertex = &vertex;
  tree->isOpen = !vertex.isClosedList;
  for (Vertex* element : vertex.arcs)
    if (element->label.isIndex()) tree->elements.push(engine_.arena(), treeOf(*element, {}));
  if (vertex.node == nullptr || !tree->isOpen || vertex.node->tails.empty()) return tree;
  Vertex* type = engine_.newVertex(nullptr, Label(), false);
  for (const ListTail& tail : vertex.node->tails) type->conjuncts.push(engine_.arena(), tail.conjunct);
  tree->hasElementType = true;
  tree->elementType = other(*type);
  return tree;
}

/// The declarations of a field that are known although they may not have taken effect: those of comprehensions, and those in literals of such.
Reifier::Sites Reifier::sitesOf(const Vertex& field, const Sites& parentSites) const {
  Sites sites(field.pendingSites.begin(), field.pendingSites.end());
  for (const DeclarationSite& site : parentSites) {
    const Expr& value = site.module->expr(site.decl->value);
    if (value.op != ExprOp::kStruct) continue;
    for (const Decl& decl : site.module->module->decls.subspan(value.a, value.b))
      if (decl.kind == DeclKind::kField && site.module->labels[decl.label] == field.label) sites.push_back({&decl, site.module});
  }
  return sites;
}

/// Directly written declarations in source order, then those that came through references or computed labels, comments above chains last; the last value of a
/// key wins, and a comment that was seen already is skipped (spec/rendering.md 4.3).
FieldTags Reifier::tagsOf(const Vertex& field, const Sites& sites) {
  struct Declared {
    DeclarationSite site;
    bool isIndirect;
  };
  std::vector<Declared> all;
  auto add = [&](const Decl* decl, const LoadedModule* module, bool isIndirect) {
    for (const Declared& known : all)
      if (known.site.decl == decl) return;
    if (decl->docs != kNoIndex) all.push_back({{decl, module}, isIndirect});
  };
  for (const DeclarationSite& site : sites) add(site.decl, site.module, false);
  // What came along with an enclosing reference is as direct, below it, as what is written there.
  const Reference* around = field.parent == nullptr || field.parent->conjuncts.empty() ? nullptr : field.parent->conjuncts[0].via;
  for (const Conjunct& conjunct : field.conjuncts)
    if (conjunct.decl != nullptr) add(conjunct.decl, conjunct.declModule, conjunct.via != around || conjunct.decl->kind == DeclKind::kDynamic);
  std::ranges::stable_sort(all, [](const Declared& a, const Declared& b) {
    if (a.isIndirect != b.isIndirect) return b.isIndirect;
    return !a.isIndirect && a.site.module == b.site.module && a.site.decl->begin < b.site.decl->begin;
  });
  FieldTags tags;
  std::vector<std::string_view> seen;
  for (bool chains : {false, true}) {
    for (const Declared& declared : all) {
      const LoadedModule& module = *declared.site.module;
      auto index = static_cast<std::size_t>(declared.site.decl - module.module->decls.data());
      if (chains && lostChains(module, engine_.arena())[index]) continue;
      apply(module.module->docs[declared.site.decl->docs], module, chains, tags, seen);
    }
  }
  return tags;
}

void Reifier::apply(const Docs& docs, const LoadedModule& module, bool chains, FieldTags& tags, std::vector<std::string_view>& seen) {
  for (const DocGroup& group : module.module->docGroups.subspan(docs.firstGroup, docs.groupCount)) {
    if ((group.place == DocGroup::Place::kChain) != chains) continue;
    std::string_view text = module.text(group.text);
    if (std::ranges::find(seen, text) != seen.end()) continue;
    seen.push_back(text);
    applyMarks(text, {module.module->file, group.begin, group.begin + 2}, engine_.options().sources, tags);
  }
}

}  // namespace oamc
