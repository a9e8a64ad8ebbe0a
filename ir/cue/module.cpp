#include "ir/cue/module.h"

namespace oamc {

static_assert(sizeof(Expr) <= 32 && std::is_trivially_copyable_v<Expr>);
static_assert(sizeof(Decl) <= 32 && std::is_trivially_copyable_v<Decl>);

Module ModuleTables::view() const {
  return {.file = file,
          .root = root,
          .exprs = exprs,
          .decls = decls,
          .clauses = clauses,
          .lists = lists,
          .labels = labels,
          .imports = imports,
          .docs = docs,
          .docGroups = docGroups,
          .attributes = attributes,
          .texts = texts,
          .numbers = numbers,
          .numberSpellings = numberSpellings,
          .blob = blob,
          .packageName = packageName};
}

}  // namespace oamc
