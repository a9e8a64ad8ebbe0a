#pragma once

#include <string_view>
#include <unordered_map>
#include <vector>

#include "ir/base/arena.h"
#include "ir/cue/module.h"
#include "ir/data/data.h"

namespace oamc {

/// What a template reads of its `context`.
struct ContextReads {
  std::vector<std::string_view> members;  ///< that static selectors name; texts of the module
  bool isStatic = true;                   ///< it reads in no other way
  bool isDeclared = false;                ///< it may say something about its context, besides reading it

  /// Whether the template may read more than the members of `context`: a trait that does not needs no copy of the objects made so far.
  bool mayExceed(const Data& context) const;
  /// The members of `context` that the template reads; all of it if it may read it in another way or declares it itself.
  Data of(const Data& context, Arena& arena) const;
};

/// The reads of templates, found once for each. The tables of the modules must outlive this.
class ContextReadsTable {
 public:
  /// Valid as long as the table. A module is known by its tables: copies are the same module.
  const ContextReads& of(const Module& module);

 private:
  std::unordered_map<const Expr*, ContextReads> byTables_;
};

}  // namespace oamc
