#include <gtest/gtest.h>

#include "ir/data/go_tree.h"
#include "ir/data/ops/merge7396.h"
#include "ir/data/ops/patch6902.h"
#include "ir/data/ops/pointer.h"
#include "ir/data/text/json_reader.h"
#include "ir/data/text/json_writer.h"
#include "vector_file.h"

namespace oamc {
namespace {

/// The text of the vector's field as a tree; nothing if it is no JSON.
std::optional<Data> jsonOf(const Data& vector, std::string_view key, Arena& arena) { return parseJson(textOf(vector, key), arena).value; }

std::optional<std::string> compareOutcome(const Data& vector, const std::optional<Data>& result, Arena& arena) {
  bool expectsError = vector.find("error") != nullptr && !vector.find("error")->isNull();
  if (!result || expectsError) return result.has_value() != expectsError ? std::nullopt : std::optional<std::string>("an error on one side only");
  std::string text = writeJson(*result, {.escapes = JsonEscapes::kGo});
  std::string expected = writeJson(*jsonOf(vector, "result", arena), {.escapes = JsonEscapes::kGo});
  return text == expected ? std::nullopt : std::optional("gives " + text);
}

std::optional<Data> resultOf(const Patched& patched) {
  const Data* result = std::get_if<Data>(&patched);
  return result == nullptr ? std::nullopt : std::optional(*result);
}

std::optional<std::string> checkPatch(const Data& vector, Arena& arena) {
  std::optional<Data> document = jsonOf(vector, "doc", arena);
  std::optional<Data> operations = jsonOf(vector, "patch", arena);
  bool isReadable = document && operations;
  return compareOutcome(vector, isReadable ? resultOf(applyPatch6902(*document, *operations, arena)) : std::nullopt, arena);
}

std::optional<std::string> checkMerge(const Data& vector, Arena& arena) {
  std::optional<Data> document = jsonOf(vector, "doc", arena);
  std::optional<Data> patch = jsonOf(vector, "patch", arena);
  bool isReadable = document && patch;
  return compareOutcome(vector, isReadable ? resultOf(mergePatch7396(*document, *patch, arena)) : std::nullopt, arena);
}

TEST(Patch6902, Vectors) { checkVectors("json6902", checkPatch); }
TEST(Merge7396, Vectors) { checkVectors("merge7396", checkMerge); }

class OpsTest : public testing::Test {
 protected:
  Data json(std::string_view text) { return *parseJson(text, arena_).value; }
  PatchFailure failure(std::string_view document, std::string_view operations) {
    Patched patched = applyPatch6902(json(document), json(operations), arena_);
    const PatchFailure* failure = std::get_if<PatchFailure>(&patched);
    EXPECT_NE(failure, nullptr);
    return failure == nullptr ? PatchFailure{} : *failure;
  }

  Arena arena_;
};

TEST_F(OpsTest, AFailureNamesTheOperationAndThePath) {
  PatchFailure found = failure(R"({"a":1})", R"([{"op":"add","path":"/b","value":1},{"op":"move","path":"/c","from":"/x/y"}])");
  EXPECT_EQ(found.operation, 1U);
  EXPECT_EQ(found.kind, PatchFailureKind::kNoParent);
  EXPECT_EQ(found.path, "/x/y");
  EXPECT_EQ(failure("{}", R"([{"op":"remove","path":"/a"}])").kind, PatchFailureKind::kNoKey);
  EXPECT_EQ(failure("[]", R"([{"op":"remove","path":"/0"}])").kind, PatchFailureKind::kBadIndex);
  EXPECT_EQ(failure("{}", R"([{"op":"zap","path":"/a"}])").kind, PatchFailureKind::kUnknownOperation);
  EXPECT_EQ(failure("{}", R"([{"op":"copy","path":"/a"}])").kind, PatchFailureKind::kFromMissing);
  EXPECT_EQ(failure(R"({"a":1})", R"([{"op":"test","path":"/a","value":2}])").kind, PatchFailureKind::kTestFailed);
  EXPECT_EQ(failure("{}", "{}").kind, PatchFailureKind::kNotOperations);
}

TEST_F(OpsTest, AFailureNamesThePartOfThePathThatIsMissing) {
  EXPECT_EQ(failure(R"({"a":{}})", R"([{"op":"add","path":"/a/x~1y/z/n","value":1}])").parent, "/a/x~1y");
  PatchFailure scalar = failure(R"({"a":{"b":1}})", R"([{"op":"add","path":"/a/b/c","value":1}])");
  EXPECT_EQ(scalar.kind, PatchFailureKind::kScalarParent);
  EXPECT_EQ(scalar.parent, "/a/b");
}

TEST_F(OpsTest, UnchangedSubtreesAreShared) {
  Data document = json(R"({"a":{"x":[1,2]},"b":1})");
  Patched patched = applyPatch6902(document, json(R"([{"op":"remove","path":"/b"}])"), arena_);
  EXPECT_EQ(std::get<Data>(patched).find("a")->members().data(), document.find("a")->members().data());
}

TEST_F(OpsTest, TreesThatWentThroughGoStaySoWhenTheyAreMerged) {
  Data document = json(R"({"a":{"x":[1,2],"y":1},"b":1,"d":{"k":null}})");
  Data patch = json(R"({"z":{"n":null,"b":[{"n":null,"m":1}],"a":1},"a":{"y":null,"c":1.5},"b":{"i":null,"h":2}})");
  std::string_view expected = R"({"a":{"c":1.5,"x":[1,2]},"b":{"h":2},"d":{"k":null},"z":{"a":1,"b":[{"m":1}]}})";
  Data merged = std::get<Data>(mergePatch7396(document, patch, arena_));
  EXPECT_EQ(writeJson(merged), expected);
  EXPECT_FALSE(merged.isGoTree());
  Data known = std::get<Data>(mergePatch7396(goTree(document, arena_), goTree(patch, arena_), arena_));
  EXPECT_EQ(writeJson(known), expected);
  EXPECT_TRUE(known.isGoTree());
  EXPECT_FALSE(std::get<Data>(mergePatch7396(goTree(document, arena_), patch, arena_)).isGoTree());
}

TEST_F(OpsTest, ACopyStaysWhatItIsWhenItsSourceChanges) {
  std::string_view operations = R"([{"op":"add","path":"/a/x","value":1},{"op":"copy","from":"/a","path":"/b"},{"op":"add","path":"/a/y","value":2},
    {"op":"replace","path":"/b/x","value":3}])";
  Patched patched = applyPatch6902(json(R"({"a":{}})"), json(operations), arena_);
  EXPECT_EQ(writeJson(std::get<Data>(patched)), R"({"a":{"x":1,"y":2},"b":{"x":3}})");
}

TEST_F(OpsTest, ATestSeesEarlierOperations) {
  std::string_view operations = R"([{"op":"add","path":"/a/1","value":{"k":1.5}},{"op":"test","path":"/a","value":[0,{"k":1.5}]},
    {"op":"test","path":"/a","value":[0,{"k":1.50}]}])";
  PatchFailure found = failure(R"({"a":[0]})", operations);
  EXPECT_EQ(found.operation, 2U);
  EXPECT_EQ(found.kind, PatchFailureKind::kTestFailed);
}

TEST_F(OpsTest, PointersAreUnescapedOnce) {
  EXPECT_EQ(splitPointer("/a~1b/~01//c"), (std::vector<std::string>{"a/b", "~1", "", "c"}));
  EXPECT_TRUE(splitPointer("").empty());
  EXPECT_EQ(escapePointerToken("a/~b"), "a~1~0b");
}

TEST_F(OpsTest, ListPositionsCountFromTheEndWhenNegative) {
  EXPECT_EQ(listPosition("-1", 3), 2U);
  EXPECT_EQ(listPosition("+01", 3), 1U);
  EXPECT_FALSE(listPosition("3", 3).has_value());
  EXPECT_FALSE(listPosition("-4", 3).has_value());
  EXPECT_FALSE(listPosition("1e0", 3).has_value());
}

}  // namespace
}  // namespace oamc
