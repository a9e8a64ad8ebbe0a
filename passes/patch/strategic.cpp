#include "passes/patch/strategic.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "ir/base/check.h"
#include "passes/patch/list_keys.h"
#include "passes/patch/tags.h"
#include "passes/patch/tree_path.h"

namespace oamc {

namespace {

/// Finds fields of one struct by name; builds an index once that pays.
class FieldFinder {
 public:
  explicit FieldFinder(Tree& node) : node_(node) {}

  TreeField* find(Symbol name) {
    constexpr std::uint32_t kSmall = 32;
    if (node_.kind == TreeKind::kStruct && node_.fields.size() > kSmall) return findIndexed(name);
    std::optional<std::uint32_t> index = findField(node_, name);
    return index ? &node_.fields[*index] : nullptr;
  }

 private:
  TreeField* findIndexed(Symbol name) {
    if (index_.empty()) {
      for (TreeField& field : node_.fields) index_.try_emplace(field.label.symbol(), &field);
    }
    auto found = index_.find(name);
    return found == index_.end() ? nullptr : found->second;
  }

  Tree& node_;
  std::unordered_map<Symbol, TreeField*> index_;
};

class StrategicMerge {
 public:
  StrategicMerge(Arena& arena, SymbolTable& symbols, std::uint32_t maxDepth, std::uint64_t maxSteps)
      : arena_(arena), symbols_(symbols), maxDepth_(maxDepth), stepsLeft_(maxSteps) {}

  StrategicOutcome run(Tree& base, Tree& patch) {
    openLists(base, 0);
    noteMarks(patch, 0);
    walk(patch, base, {}, 0);
    return std::move(outcome_);
  }

 private:
  /// Lists that are the value of a field, not lists directly inside lists.
  void openLists(Tree& node, std::uint32_t depth) {
    OAMC_CHECK(depth <= maxDepth_, "the evaluator bounds the depth of its trees");
    for (TreeField& field : node.fields) {
      if (field.value->kind == TreeKind::kList) field.value->isOpen = true;
      openLists(*field.value, depth + 1);
    }
    for (Tree* element : node.elements) openLists(*element, depth + 1);
  }

  /// Marks that are without effect wherever the walk will go.
  void noteMarks(const Tree& node, std::uint32_t depth) {
    OAMC_CHECK(depth <= maxDepth_, "the evaluator bounds the depth of its trees");
    for (const TreeField& field : node.fields) {
      switch (strategyOf(field.tags.patchStrategy)) {
        case Strategy::kReplace:
          if (field.value->kind == TreeKind::kStruct || field.value->kind == TreeKind::kLiteral) note(NoticeKind::kReplaceWithoutList, field);
          break;
        case Strategy::kJson: note(NoticeKind::kJsonStrategyInside, field); break;
        case Strategy::kUnknown: note(NoticeKind::kUnknownStrategy, field); break;
        case Strategy::kNone:
        case Strategy::kRetainKeys:
        case Strategy::kOpen: break;
      }
      noteMarks(*field.value, depth + 1);
    }
    for (const Tree* element : node.elements) noteMarks(*element, depth + 1);
  }

  void note(NoticeKind kind, const TreeField& field) { outcome_.notices.push_back({kind, field, nullptr, field.tags.patchStrategy}); }

  /// `base` is what stands at the same place of the base; where the base ends no mark has an effect. `key` is the one of the nearest marked ancestor.
  void walk(Tree& patch, Tree& base, PatchKey key, std::uint32_t depth) {
    OAMC_CHECK(depth <= maxDepth_, "the evaluator bounds the depth of its trees");
    if (!spend(1)) return;
    if (patch.kind == TreeKind::kStruct) {
      FieldFinder baseFields(base);
      for (TreeField& field : patch.fields) {
        if (TreeField* baseField = baseFields.find(field.label.symbol())) walkField(field, *baseField, key, depth);
      }
    } else if (patch.kind == TreeKind::kList && base.kind == TreeKind::kList) {
      for (std::uint32_t index = 0; index < patch.elements.size() && index < base.elements.size(); ++index) {
        walk(*patch.elements[index], *base.elements[index], key, depth + 1);
      }
    }
  }

  void walkField(TreeField& field, TreeField& baseField, PatchKey inheritedKey, std::uint32_t depth) {
    // Only the key passes down to nested lists, never the strategy (spec/rendering.md 11, Q6).
    PatchKey key = field.tags.patchKey.empty() ? inheritedKey : PatchKey{field.tags.patchKey, field.tags.keySpan};
    if (field.value->kind == TreeKind::kList) visitList(field, baseField, key);
    else if (strategyOf(field.tags.patchStrategy) == Strategy::kRetainKeys) baseField.value = field.value;
    if (symbols_.text(field.label.symbol()).starts_with('#')) return;
    walk(*field.value, *baseField.value, key, depth + 1);
  }

  void visitList(TreeField& field, TreeField& baseField, PatchKey key) {
    Tree& patch = *field.value;
    Tree& base = *baseField.value;
    if (base.kind != TreeKind::kList) return;
    Strategy strategy = strategyOf(field.tags.patchStrategy);
    if (strategy == Strategy::kReplace) {
      base.elements = patch.elements;
      base.isOpen = patch.isOpen;
      base.hasElementType = patch.hasElementType;
      base.elementType = patch.elementType;
    } else if (!key.names.empty()) {
      spend(mergeByKeys({.field = field, .key = key, .base = base}, arena_, symbols_, outcome_.notices));
    } else if (strategy == Strategy::kRetainKeys) {
      note(NoticeKind::kRetainWithoutKey, field);
    }
  }

  /// Elements with several keys multiply when lists are merged with themselves, so the walk can be longer than the trees.
  bool spend(std::uint64_t steps) {
    if (steps > stepsLeft_) outcome_.isComplete = false;
    stepsLeft_ -= std::min(steps, stepsLeft_);
    return outcome_.isComplete;
  }

  Arena& arena_;
  SymbolTable& symbols_;
  std::uint32_t maxDepth_;
  std::uint64_t stepsLeft_;
  StrategicOutcome outcome_;
};

}  // namespace

StrategicOutcome mergeStrategic(Tree& base, Tree& patch, Arena& arena, SymbolTable& symbols, std::uint32_t maxDepth, std::uint64_t maxSteps) {
  return StrategicMerge(arena, symbols, maxDepth, maxSteps).run(base, patch);
}

}  // namespace oamc
