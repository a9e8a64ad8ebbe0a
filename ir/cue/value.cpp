#include "ir/cue/value.h"

namespace oamc {

bool unifies(const Atom& a, const Atom& b) {
  if (a.kind != b.kind) return false;
  if (a.isNumber()) return compare(a.number(), b.number()) == std::strong_ordering::equal;
  return a.kind == Kind::kNull || (a.kind == Kind::kBool ? a.size == b.size : a.text() == b.text());
}

}  // namespace oamc
