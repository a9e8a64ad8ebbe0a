#include "frontend/cue/scanner.h"

#include <gtest/gtest.h>

#include "tests/unit/frontend/cue/parsed.h"

namespace oamc {
namespace {

std::string errors(std::string text) { return Parsed(std::move(text)).errors(); }

TEST(Scanner, MarksAStringWithoutEndAndGoesOnBehindItsLine) {
  Parsed parsed("a: \"v1\nb: 2 2\n");
  EXPECT_EQ(parsed.errors(), "1:4 E1004 \"v1\n2:6 E1101 2");
  EXPECT_EQ(parsed.sink().diagnostics()[0].fixes[0].text, "\"v1\"");
  EXPECT_EQ(errors("a: \"v1,\nb: 2"), "1:4 E1004 \"v1,");
}

TEST(Scanner, MarksOnlyTheStartOfAStringOfManyLinesWithoutEnd) { EXPECT_EQ(errors("a: \"\"\"\n  x\nb: {c: [\n"), "1:4 E1004 \"\"\""); }

TEST(Scanner, MarksTheStringOfAnUnclosedInterpolation) {
  EXPECT_EQ(errors("a: \"x\\(b\"\nc: 2 2"), "1:4 E1005 \"x\\(b\"\n2:6 E1101 2");
  EXPECT_EQ(errors("a: \"\"\"\n  x\\(b\n  \"\"\"\n"), "1:4 E1005 \"\"\"");
}

TEST(Scanner, RefusesWhatIsNoTokenOfCue) {
  EXPECT_EQ(errors("a: 1 % 2\nb: x;\nc: “y”"), "1:6 E1003 %\n2:5 E1003 ;\n3:4 E1003 “");
  EXPECT_EQ(errors("a: <-1\nb: _|x\nc: x..y"), "1:4 E1011 <-\n2:4 E1011 _|\n3:5 E1011 ..");
  EXPECT_EQ(errors("/* x */\na: 1"), "1:1 E1009 /*");
  EXPECT_EQ(errors("#1: 2\n##a: 3"), "1:1 E1016 #1\n2:1 E1016 ##");
  EXPECT_EQ(errors("😀: 1"), "1:1 E1003 😀");
  EXPECT_EQ(errors("a: 1 @x\nb: 2 @y(\nc: 3 @z(\"\\(a)\")"), "1:6 E1010 @x\n2:6 E1010 @y\n3:6 E1010 @z");
}

TEST(Scanner, RefusesWhatIsNotUtf8Text) {
  EXPECT_EQ(errors(std::string("\xFF\xFE\x61\x00", 4)), "1:1 E1001 ");
  EXPECT_EQ(errors(std::string("\x89PNG\0\0", 6)), "1:1 E1001 ");
  EXPECT_EQ(errors("a: \"\xE9\""), "1:5 E1002 \xE9");
  EXPECT_EQ(errors("a: 1\n\xEF\xBB\xBF"
                   "b: 2"),
            "2:1 E1002 \xEF\xBB\xBF");
  EXPECT_EQ(errors("\xEF\xBB\xBF"
                   "a: 1"),
            "");
}

TEST(Scanner, LimitsTheNestingOfBrackets) {
  Limits limits;
  limits.sourceNesting = 10;
  auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  EXPECT_EQ(Parsed(nested(10), limits).errors(), "");
  EXPECT_EQ(Parsed(nested(11), limits).errors(), "1:11 E1020 [");
}

// Whoever walks the tree relies on its height, whatever it is made of.
TEST(Scanner, LimitsTheHeightOfTreesWithoutBrackets) {
  Limits limits;
  limits.sourceNesting = 10;
  EXPECT_EQ(Parsed("a: " + std::string(10, '!') + "b", limits).errors(), "");
  EXPECT_EQ(Parsed("a: " + std::string(11, '!') + "b", limits).errors().substr(4), "E1020 !");
  EXPECT_EQ(Parsed("a: b.c.d.e.f.g.h.i.j.k.l", limits).errors(), "");
  EXPECT_EQ(Parsed("a: b.c.d.e.f.g.h.i.j.k.l.m", limits).errors().substr(4), "E1020 b");
  EXPECT_EQ(Parsed("a: b: c: d: e: f: g: h: i: j: k: 1", limits).errors(), "");
  EXPECT_EQ(Parsed("a: b: c: d: e: f: g: h: i: j: k: l: 1", limits).errors(), "1:1 E1020 a");
}

TEST(Scanner, EndsOnHostileText) {
  for (const char* piece : {"[",  "{",     "(",    "\"\\(",    "}",  "[}", "(]", "!",   "a:",  "#",  "@a(", "\"\"\"", "'\n",
                            "/*", "if x ", "for ", "let x = ", "a=", ",",  "?",  "...", "\\(", "0x", "1e",  "=~",     "}\n]"}) {
    std::string text;
    while (text.size() < 20'000) text += piece;
    Parsed parsed(text);
    EXPECT_LE(parsed.sink().diagnostics().size(), 20U) << piece;
  }
}

}  // namespace
}  // namespace oamc
