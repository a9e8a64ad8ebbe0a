#include <gtest/gtest.h>

#include "tests/unit/stdlib/functions/evaluated.h"

namespace oamc {
namespace {

TEST(CallMessages, NameTheNearestFunction) {
  EXPECT_EQ(diagnosed(R"(strings.ToUper("x"))"), "E3041: `strings.ToUper` is no function; did you mean `strings.ToUpper`?");
}

TEST(CallMessages, NameThePackageThatHasTheFunction) {
  EXPECT_EQ(diagnosed(R"(strings.Atoi("1"))"), "E3041: `strings.Atoi` is no function; the package `strconv` has `Atoi`");
}

TEST(CallMessages, NameTheParameterOfAWrongKind) {
  EXPECT_EQ(
      diagnosed(R"(strings.Replace("a", 1, "b", -1))"),
      "E3042: `strings.Replace` fails: argument 2 is int, but `old` must be string; `strings.Replace(s: string, old: string, new: string, n: int) string`");
}

TEST(CallMessages, ShowTheSignatureForAWrongNumber) {
  EXPECT_EQ(diagnosed(R"(strings.Join(["a"], "b", "c"))"),
            "E3043: `strings.Join` takes 2 arguments, but 3 are given; `strings.Join(elems: [...string], sep: string) string`");
}

}  // namespace
}  // namespace oamc
