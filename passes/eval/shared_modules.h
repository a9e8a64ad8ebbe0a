#pragma once

#include <cstddef>
#include <deque>
#include <unordered_map>

#include "ir/base/arena.h"
#include "ir/base/symbol.h"
#include "ir/cue/module.h"
#include "passes/eval/node.h"

namespace oamc {

/// The module with its labels as symbols of `symbols` and its numbers read, in `arena`. The module must outlive it.
LoadedModule loadModule(const Module& module, SymbolTable& symbols, Arena& arena);

/// Modules that many evaluators read, made ready once. Grows only while no evaluator stands on it, because the symbols of evaluators continue its own.
class SharedModules {
 public:
  SharedModules() = default;
  SharedModules(const SharedModules&) = delete;
  SharedModules& operator=(const SharedModules&) = delete;

  /// Nothing happens if it is there. The tables of the module must outlive this.
  void add(const Module& module);
  bool contains(const Module& module) const { return find(module) != nullptr; }

  /// An evaluator that stands on the modules, as long as it lives.
  class Reader {
   public:
    /// `modules` may be null.
    explicit Reader(const SharedModules* modules) : modules_(modules) {
      if (modules_ != nullptr) ++modules_->readers_;
    }
    ~Reader() {
      if (modules_ != nullptr) --modules_->readers_;
    }
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    const LoadedModule* find(const Module& module) const { return modules_ == nullptr ? nullptr : modules_->find(module); }
    const SymbolTable* symbols() const { return modules_ == nullptr ? nullptr : &modules_->symbols_; }

   private:
    const SharedModules* modules_;
  };

 private:
  struct Entry {
    Module module;
    LoadedModule loaded;
  };

  /// Null if it was not added. A module is known by its tables: copies are the same module.
  const LoadedModule* find(const Module& module) const;

  Arena arena_;
  SymbolTable symbols_;
  std::deque<Entry> entries_;
  std::unordered_map<const Expr*, const LoadedModule*> byTables_;
  mutable std::size_t readers_ = 0;
};

}  // namespace oamc
