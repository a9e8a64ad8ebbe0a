#include "passes/eval/shared_modules.h"

#include <optional>

#include "ir/base/check.h"

namespace oamc {

LoadedModule loadModule(const Module& module, SymbolTable& symbols, Arena& arena) {
  std::span<Label> labels = arena.createArray<Label>(module.labels.size());
  for (std::size_t i = 0; i < labels.size(); ++i) labels[i] = Label::of(module.labels[i].kind, symbols.intern(module.text(module.labels[i].text)));
  std::span<Number> numbers = arena.createArray<Number>(module.numbers.size());
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    std::optional<Number> number = Number::parse(module.text(module.numbers[i]), arena);
    OAMC_CHECK(number.has_value(), "a lowered number is readable");
    numbers[i] = *number;
  }
  return {&module, labels, numbers, {}};
}

void SharedModules::add(const Module& module) {
  if (find(module) != nullptr) return;
  OAMC_CHECK(readers_ == 0, "shared modules grow while no evaluator stands on them");
  Entry& entry = entries_.emplace_back(Entry{module, {}});
  entry.loaded = loadModule(entry.module, symbols_, arena_);
  entry.loaded.commentScopes = arena_.copyArray<CommentScope>(commentScopes(entry.module));
  byTables_.emplace(module.exprs.data(), &entry.loaded);
}

const LoadedModule* SharedModules::find(const Module& module) const {
  auto found = byTables_.find(module.exprs.data());
  return found == byTables_.end() ? nullptr : found->second;
}

}  // namespace oamc
