#include "frontend/cue/syntax_error_list.h"

#include <gtest/gtest.h>

#include "tests/unit/frontend/cue/parsed.h"

namespace oamc {
namespace {

std::string errors(std::string text) { return Parsed(std::move(text)).errors(); }

const Diagnostic& only(const Parsed& parsed) {
  EXPECT_EQ(parsed.sink().diagnostics().size(), 1U) << parsed.errors();
  return parsed.sink().diagnostics().front();
}

std::string message(std::string text) { return only(Parsed(std::move(text))).message; }

TEST(SyntaxErrors, SayWhatWasExpectedAndWhatWasFound) {
  EXPECT_EQ(message("foo bar: 3"), "expected `,` or a newline after `foo`, found `bar`");
  EXPECT_EQ(message("a: {b: }"), "expected a value after `:`, found `}`");
  EXPECT_EQ(message("a: 5 *\n"), "expected a value after `*`, found the end of the file");
  EXPECT_EQ(message("a: [1 2]"), "expected `,` or `]` after `1`, found `2`");
  EXPECT_EQ(message("a: (1\n + 2)"), "expected `)` after `1`, found a newline");
  EXPECT_EQ(message("let x 5"), "expected `=` after `x`, found `5`");
  EXPECT_EQ(message("if x a: 1"), "expected `{` after `x`, found `a`");
  EXPECT_EQ(message("import strings"), "expected a path in quotes after `strings`, found a newline");
}

TEST(SyntaxErrors, AppearOnceForEachMistake) {
  EXPECT_EQ(errors("a: [1 2]\nb: {c: }\nd: 5 5\ne: ok\n"), "1:7 E1101 2\n2:8 E1101 }\n3:6 E1101 5");
  EXPECT_EQ(errors("a: {\n  b: 1 1\n  c: {d: 2 2}\n}\ne: 3 3\n"), "2:8 E1101 1\n3:12 E1101 2\n5:6 E1101 3");
}

TEST(SyntaxErrors, AppearOnceForEachLine) { EXPECT_EQ(errors("a: 1 1, b: 2 2, c: % 3\n"), "1:6 E1101 1"); }

TEST(SyntaxErrors, AreBoundedInNumber) {
  std::string text;
  for (int count = 0; count < 1000; ++count) text += "a: 1 1\n";
  EXPECT_EQ(Parsed(text).sink().diagnostics().size(), 20U);
}

TEST(SyntaxErrors, MarkTheBracketThatIsNotClosed) {
  EXPECT_EQ(errors("a: {b: 1\n"), "1:4 E1102 {");
  EXPECT_EQ(errors("a: [{b: 1]\nc: 2\n"), "1:5 E1102 {");
  EXPECT_EQ(errors("x: {\n  a: [1, 2\n  b: 3\n}\nc: 4 4\n"), "2:6 E1102 [\n5:6 E1101 4");
}

TEST(SyntaxErrors, FindTheUnclosedBraceByIndentation) {
  Parsed parsed("a: {\n\tb: {\n\t\tc: {\n\t\t\td: 1\n\t}\n\te: 2\n}\n");
  EXPECT_EQ(parsed.errors(), "3:6 E1102 {");
  EXPECT_EQ(only(parsed).related.size(), 1U);
}

TEST(SyntaxErrors, MarkABracketThatClosesNothing) { EXPECT_EQ(errors("a: 1\n}\nb: 2 2\n"), "2:1 E1121 }\n3:6 E1101 2"); }

TEST(SyntaxErrors, KnowHabitsOfOtherLanguages) {
  EXPECT_EQ(errors("a := 1"), "1:3 E1104 :=");
  Parsed branch("if x.y {a: 1} else {a: 2}\nb: 1");
  EXPECT_EQ(branch.errors(), "1:15 E1103 else");
  EXPECT_NE(only(branch).hints[0].find("if !x.y {"), std::string::npos);
  EXPECT_NE(only(Parsed("if x > 1 {} else {}")).hints[0].find("if !(x > 1) {"), std::string::npos);
}

TEST(SyntaxErrors, RefuseWhatTheGrammarAcceptsTooMuchOf) {
  EXPECT_EQ(errors("1: 2\na-b: 3\na.b: 4\nf(x): 5\n{}: 6"), "1:1 E1105 1\n2:1 E1105 a-b\n3:1 E1105 a.b\n4:1 E1105 f(x)\n5:1 E1105 {}");
  EXPECT_EQ(errors("__a: 1\n_: 2"), "1:1 E1106 __a\n2:1 E1106 _");
  EXPECT_EQ(errors("X=5\na: [Y=1, 2]"), "1:1 E1107 X\n2:5 E1107 Y");
  EXPECT_EQ(errors("a: [,1]\nb: f(1,,2)\nc: {,}"), "1:5 E1108 ,\n2:8 E1108 ,\n3:5 E1108 ,");
  EXPECT_EQ(errors("a: [\n1\n2\n]"), "2:2 E1109 ");
  EXPECT_EQ(errors("a: [..., 1]\nb: [...int, ...]"), "1:10 E1110 1\n2:13 E1110 ...");
  EXPECT_EQ(errors("a: {...string}"), "1:8 E1111 string");
  EXPECT_EQ(errors("[a, b]: 1\n[]: 2"), "1:1 E1112 [a, b]\n2:1 E1112 []");
  EXPECT_EQ(errors("a: 1\npackage p\nimport \"list\""), "2:1 E1113 package p\n3:1 E1114 import");
  EXPECT_EQ(errors("import \"\"\nimport \"a b\""), "1:8 E1115 \"\"\n2:8 E1115 \"a b\"");
  EXPECT_EQ(errors("a: b.#\"c\"#\nd: e.\"\"\"\n\t\"\"\""), "1:6 E1116 #\"c\"#\n2:6 E1116 \"\"\"\n\t\"\"\"");
  EXPECT_EQ(errors("{a: 1} @x()"), "1:8 E1117 @x()");
  EXPECT_EQ(errors("@experiment(foo)\na: 1"), "1:1 E1118 @experiment(foo)");
  EXPECT_EQ(errors("let _ = 1\n#A.b=c: 1"), "1:5 E1120 _\n2:1 E1120 #A.b");
  EXPECT_EQ(errors("a: ==1"), "1:4 E1122 ==");
  EXPECT_EQ(errors("@experiment(structcmp)\na: ==1"), "");
}

TEST(SyntaxErrors, BlameTheOperatorThatLacksItsOperand) { EXPECT_EQ(errors("a: 1 |\n\nb: 2"), "1:6 E1101 |"); }

}  // namespace
}  // namespace oamc
