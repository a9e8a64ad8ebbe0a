#include "ir/data/regex.h"

#include <gtest/gtest.h>

namespace oamc {
namespace {

class RegexTest : public testing::Test {
 protected:
  const Regex& compile(std::string_view pattern) {
    RegexCache::Entry entry = cache_.compile(pattern);
    EXPECT_NE(entry.regex, nullptr) << entry.error;
    return *entry.regex;
  }

  std::string found(std::string_view pattern, std::string_view text, std::int64_t limit = -1) {
    std::string out;
    for (const RegexMatch& match : compile(pattern).findAll(text, limit)) out.append("<").append(*match[0]).append(">");
    return out;
  }

  RegexCache cache_;
};

TEST_F(RegexTest, SearchesAnywhereUnlessAnchored) {
  EXPECT_TRUE(compile("b").matches("abc"));
  EXPECT_FALSE(compile("^b").matches("abc"));
  EXPECT_FALSE(compile("^a$").matches("a\n"));
}

TEST_F(RegexTest, CompilesATextOnce) { EXPECT_EQ(&compile("a+"), &compile("a+")); }

TEST_F(RegexTest, ErrorsSayWhatIsWrongWithWhichPart) {
  EXPECT_EQ(cache_.compile("(").error, "missing closing ): `(`");
  EXPECT_EQ(cache_.compile("a**").error, "invalid nested repetition operator: `**`");
  EXPECT_EQ(cache_.compile("[z-a]").error, "invalid character class range: `z-a`");
  EXPECT_EQ(cache_.compile("(?=a)").error, "invalid or unsupported Perl syntax: `(?=`");
}

TEST_F(RegexTest, AnEmptyMatchRightBehindAMatchDoesNotCount) {
  EXPECT_EQ(found("a*", "baaab"), "<><aaa><>");
  EXPECT_EQ(found("b*",
                  "a\xC3\xA9"
                  "bb",
                  2),
            "<><>");
  EXPECT_EQ(found("x*", ""), "<>");
  EXPECT_EQ(found("\\bb", "ab b"), "<b>");
}

TEST_F(RegexTest, GroupsThatTookNoPartHaveNoText) {
  std::optional<RegexMatch> match = compile("(a)|(b)").find("b");
  ASSERT_TRUE(match.has_value());
  EXPECT_FALSE((*match)[1].has_value());
  EXPECT_EQ((*match)[2], "b");
  EXPECT_FALSE(compile("x").find("b").has_value());
}

TEST_F(RegexTest, NamesOfGroupsInBothSpellings) {
  EXPECT_EQ(compile("(?P<k>a)(b)(?<v>c)").groupNames(), (std::vector<std::string>{"", "k", "", "v"}));
  EXPECT_TRUE(compile("\\(?<v>").matches("(<v>"));
  EXPECT_TRUE(compile("[(?<v>]").matches("?"));
}

TEST_F(RegexTest, ReplacementTemplatesNameGroups) {
  EXPECT_EQ(compile("x*").replaceAll("abc", "-"), "-a-b-c-");
  EXPECT_EQ(compile("(?P<n>b)(c)?").replaceAll("abcb", "[$n|${2}|$2x|$$|$|${|$1]"), "a[b|c||$|$|${|b][b|||$|$|${|b]");
  EXPECT_EQ(compile("^").replaceAll("", "x"), "x");
  EXPECT_EQ(compile("b").replaceAllLiteral("abc", "$0"), "a$0c");
}

TEST_F(RegexTest, QuotedTextsMatchThemselves) {
  EXPECT_EQ(Regex::quote("a.b-c/d{e}\n_"), "a\\.b-c/d\\{e\\}\n_");
  EXPECT_TRUE(compile("^" + Regex::quote("a+(b)[c]$|\\") + "$").matches("a+(b)[c]$|\\"));
}

}  // namespace
}  // namespace oamc
