#pragma once

#include <span>
#include <vector>

#include "passes/eval/engine.h"

namespace oamc {

/// Makes E-trees of evaluated values (spec/rendering.md 4.4) and collects the marks of their fields from every place that declares them, untaken
/// comprehensions included (4.3).
class Reifier {
 public:
  explicit Reifier(Engine& engine) : engine_(engine) {}

  Tree* tree(Vertex& value);
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
  Tree* structTree(Vertex& vertex, const Sites& sites);
  Tree* optionalTree(Vertex& field, const Sites& sites);
  Tree* listTree(Vertex& vertex);
  Tree* other(Vertex& value);
  Sites sitesOf(const Vertex& field, const Sites& parentSites) const;
  FieldTags tagsOf(const Vertex& field, const Sites& sites);
  FieldTags marksOf(std::span<const Declared> all);

  Engine& engine_;
  bool isInOptional_ = false;
};

}  // namespace oamc
