#include "ir/cue/kind.h"

namespace oamc {

std::string kindText(Kind kind) {
  struct Name {
    Kind kind;
    const char* text;
  };
  static constexpr Name kNames[] = {{Kind::kNull, "null"},   {Kind::kBool, "bool"},     {Kind::kNumber, "number"},
                                    {Kind::kInt, "int"},     {Kind::kFloat, "float"},   {Kind::kString, "string"},
                                    {Kind::kBytes, "bytes"}, {Kind::kStruct, "struct"}, {Kind::kList, "list"}};
  if (kind == Kind::kTop) return "_";
  if (kind == Kind::kBottom) return "_|_";
  std::string text;
  int count = 0;
  for (const Name& name : kNames) {
    if (!contains(kind, name.kind)) continue;
    kind = kind & ~name.kind;
    if (count++ != 0) text += "|";
    text += name.text;
  }
  return count == 1 ? text : "(" + text + ")";
}

}  // namespace oamc
