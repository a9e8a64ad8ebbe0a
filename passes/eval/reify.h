#pragma once

#include <span>
#include <vector>

#include "passes/eval/engine.h"
#include "passes/eval/patch_shape.h"

namespace oamc {

/// Makes E-trees of evaluated values (spec/rendering.md 4.4) and collects the marks of their fields from every place that declares them, untaken
/// comprehensions included (4.3).
class Reifier {
 public:
  explicit Reifier(Engine& engine) : engine_(engine) {}

  Tree* tree(Vertex& value);
  /// The tree of a patch's base: values that the patch does not name are shared. Marks of a base have no effect on a patch, and are not collected. `exported` is
  /// what exportData makes of `base`; null if that fails.
  Tree* baseTree(Vertex& base, const PatchShape& patch, const Data* exported);
  FieldTags tags(Vertex& field);

 private:
  struct Site {
    const Decl* decl;
    const LoadedModule* module;
  };
  using Sites = std::vector<Site>;

  struct Declared {
    Site site;
    bool isIndirect;
    bool tookEffect;
  };

  Tree* treeOf(Vertex& value, const Sites& sites);
  Tree* basePart(Vertex& value, PatchShape::Place place, const Data* exported);
  Tree* sharedTree(Vertex& value, const Data* exported);
  Tree* baseStruct(Vertex& vertex, PatchShape::Place place, const Data* exported);
  Tree* baseList(Vertex& vertex, PatchShape::Place place, const Data* exported);
  Tree* newTree(TreeKind kind, Vertex& value);
  Tree* literal(Vertex& value, const Vertex& scalar);
  Tree* structTree(Vertex& vertex, const Sites& sites);
  Tree* optionalTree(Vertex& field, const Sites& sites);
  Tree* listTree(Vertex& vertex);
  Tree* other(Vertex& value);
  Sites sitesOf(const Vertex& field, const Sites& parentSites) const;
  FieldTags tagsOf(const Vertex& field, const Sites& sites);
  FieldTags marksOf(std::span<const Declared> all);

  Engine& engine_;
  const PatchShape* shape_ = nullptr;
  bool isInOptional_ = false;
};

}  // namespace oamc
