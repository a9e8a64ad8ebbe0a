#include "passes/eval/plain_order.h"

#include <algorithm>

namespace oamc {

bool PlainOrder::addTo(std::vector<Vertex*>& fields, const Vertex& vertex) {
  const Node& node = *vertex.node;
  bool isJoined = std::ranges::any_of(vertex.conjuncts, [](const Conjunct& conjunct) { return conjunct.expr->op != ExprOp::kStruct; });
  if (isJoined || vertex.arcs.size() > kMostFields || !node.rare().lets.empty() || !findRuns(node) || !placeRuns(vertex)) return false;
  std::span<Run> runs(runs_.data(), runCount_);
  std::ranges::sort(runs, {}, &Run::place);
  if (std::ranges::adjacent_find(runs, {}, &Run::place) != runs.end()) return false;
  std::span<const Decl* const> declarations(declarations_.data(), vertex.arcs.size());
  for (const Run& run : runs)
    for (const Decl& decl : run.decls)
      if (decl.kind == DeclKind::kField) fields.push_back(vertex.arcs[static_cast<std::size_t>(std::ranges::find(declarations, &decl) - declarations.begin())]);
  for (std::size_t i = 0; i < declarations.size(); ++i)
    if (declarations[i] == nullptr) fields.push_back(vertex.arcs[i]);
  return true;
}

bool PlainOrder::findRuns(const Node& node) {
  const LoadedModule* module = nullptr;
  for (const Literal& literal : node.literals) {
    if (!literal.isLive) continue;
    bool isPlain = literal.expr != nullptr && literal.part != LiteralPart::kRest && (module == nullptr || module == literal.module);
    if (!isPlain || runCount_ == kMostRuns) return false;
    module = literal.module;
    std::span<const Decl> decls = module->module->decls.subspan(literal.expr->a, literal.expr->b);
    for (const Decl& decl : decls) {
      bool isOther = literal.part == LiteralPart::kPlain && decl.kind != DeclKind::kField && decl.kind != DeclKind::kLet;  // belongs to the rest
      if (decl.kind == DeclKind::kField) ++declared_;
      else if (decl.kind != DeclKind::kComprehension && decl.kind != DeclKind::kEllipsis && !isOther) return false;
    }
    runs_[runCount_++] = {decls, literal.expr->begin};
  }
  return true;
}

/// Finds the one declaration of every arc; the last one to come says where its literal stands.
bool PlainOrder::placeRuns(const Vertex& vertex) {
  std::size_t found = 0;
  for (std::uint32_t i = 0; i < vertex.arcs.size(); ++i) {
    const Vertex& field = *vertex.arcs[i];
    const Decl* decl = nullptr;
    if (!findDeclaration(vertex, field, decl)) return false;
    Run* run = decl == nullptr ? nullptr : runOf(decl);
    if (run == nullptr && field.state != ArcState::kPending) return false;
    declarations_[i] = run == nullptr ? nullptr : decl;
    if (run == nullptr) continue;
    run->place = decl->begin;
    ++found;
  }
  return found == declared_;
}

/// False when a field has several declarations, or one that came through a reference.
bool PlainOrder::findDeclaration(const Vertex& vertex, const Vertex& field, const Decl*& decl) {
  auto isOnly = [&](const Decl* met, const Reference* via) {
    if (via != nullptr || (decl != nullptr && decl != met)) return false;
    decl = met;
    return true;
  };
  for (const Conjunct& conjunct : field.conjuncts)
    if (conjunct.decl == nullptr || !isOnly(conjunct.decl, conjunct.via)) return false;
  if (!field.hasSites) return true;
  return std::ranges::all_of(vertex.node->sites, [&](const DeclarationSite& site) { return site.field != &field || isOnly(site.decl, site.via); });
}

PlainOrder::Run* PlainOrder::runOf(const Decl* decl) {
  for (Run& run : std::span(runs_.data(), runCount_))
    if (!run.decls.empty() && decl >= run.decls.data() && decl <= &run.decls.back()) return &run;
  return nullptr;
}

}  // namespace oamc
