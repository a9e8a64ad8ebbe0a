#include <gtest/gtest.h>

#include "tests/unit/stdlib/functions/evaluated.h"

namespace oamc {
namespace {

TEST(ListFunctions, MoveElementsThatAreConstraints) {
  EXPECT_EQ(evaluated("[1, 2, 3] & list.Repeat([int], 3)"), "[1,2,3]");
  EXPECT_EQ(evaluated(R"([1, "a"] & list.Concat([[int], [string]]))"), R"([1,"a"])");
  EXPECT_EQ(evaluated("[1] & list.Take([int, string], 1)"), "[1]");
  EXPECT_EQ(evaluated("[1] & list.Slice([string, int], 1, 2)"), "[1]");
  EXPECT_EQ(evaluated(R"([1, "a"] & list.Reverse([string, int]))"), R"([1,"a"])");
  EXPECT_EQ(evaluated(R"([1, "a"] & list.FlattenN([[int], string], 1))"), R"([1,"a"])");
  EXPECT_EQ(evaluated("len(list.Concat([[int], [string]]))"), "2");
}

TEST(ListFunctions, MoveHiddenFieldsWithTheirStructs) { EXPECT_EQ(evaluated("list.Concat([[{#h: 1, a: 2}]])[0].#h"), "1"); }

TEST(ListFunctions, RefuseWhatCanNeverFit) {
  EXPECT_EQ(evaluated(R"(strings.Join(["a"], int))"), "<eval> `strings.Join` fails: argument 2 is int, but `sep` must be string");
  EXPECT_EQ(evaluated(R"(strings.Join([int], "a"))"),
            "<eval> `strings.Join` fails: an element of argument 1 is int, but the elements of `elems` must be string");
  EXPECT_EQ(evaluated("list.Sum([string])").substr(0, 6), "<eval>");
  EXPECT_EQ(evaluated("strings.ToUpper(string)").substr(0, 12), "<incomplete>");
}

TEST(ListFunctions, NeedAComparisonToSortButNotToCheck) {
  EXPECT_EQ(evaluated("list.IsSorted([2, 1], {})"), "true");
  EXPECT_EQ(evaluated("list.Sort([], {a: 1})").substr(0, 6), "<eval>");
}

}  // namespace
}  // namespace oamc
