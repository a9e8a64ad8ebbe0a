#include "ir/data/text/spew.h"

#include <gtest/gtest.h>

#include "ir/data/text/json_reader.h"
#include "vector_file.h"

namespace oamc {
namespace {

std::optional<std::string> checkName(const Data& vector, Arena&) {
  std::string dump = dumpObject(*vector.find("object"));
  if (dump != textOf(vector, "dump")) return "dumped as " + dump;
  if (std::to_string(fnv1a(dump)) != vector.find("fnv")->number().text()) return "hashed as " + std::to_string(fnv1a(dump));
  bool isSame = textOf(vector, "name").ends_with("-" + nameHash(dump));
  return isSame ? std::nullopt : std::optional("named " + nameHash(dump));
}

TEST(Spew, Vectors) { checkVectors("name-hash", checkName); }

TEST(Spew, DumpsGoTypesWithSortedKeys) {
  Arena arena;
  Data object = *parseJson(R"({"b":[1,1.0,"x y",null],"a":{},"c":true})", arena).value;
  EXPECT_EQ(dumpObject(object),
            "(unstructured.Unstructured){Object:(map[string]interface {})map[a:(map[string]interface {})map[] "
            "b:([]interface {})[(int64)1 (float64)1 (string)x y (interface {})<nil>] c:(bool)true]}");
}

TEST(Spew, TheHashSpellsNoWords) { EXPECT_EQ(nameHash(""), "65bb57b6b5"); }

}  // namespace
}  // namespace oamc
