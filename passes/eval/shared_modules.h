#pragma once

#include <deque>
#include <unordered_map>

#include "ir/base/arena.h"
#include "ir/base/symbol.h"
#include "ir/cue/module.h"
#include "passes/eval/node.h"

namespace oamc {

/// The module with its labels as symbols of `symbols` and its numbers read, in `arena`. The module must outlive it.
LoadedModule loadModule(const Module& module, SymbolTable& symbols, Arena& arena);

/// Modules that many evaluators read, made ready once. Grows only while no evaluator stands on it, because their symbols continue its own.
class SharedModules {
 public:
  SharedModules() = default;
  SharedModules(const SharedModules&) = delete;
  SharedModules& operator=(const SharedModules&) = delete;

  /// The tables of the module must outlive this.
  void add(const Module& module);
  /// Null if it was not added. A module is known by its tables: copies are the same module.
  const LoadedModule* find(const Module& module) const;
  const SymbolTable& symbols() const { return symbols_; }

 private:
  struct Entry {
    Module module;
    LoadedModule loaded;
  };

  Arena arena_;
  SymbolTable symbols_;
  std::deque<Entry> entries_;
  std::unordered_map<const Expr*, const LoadedModule*> byTables_;
};

}  // namespace oamc
