#include "frontend/cue/parse.h"

#include <gtest/gtest.h>

#include "tests/unit/frontend/cue/parsed.h"

namespace oamc {
namespace {

std::string tree(std::string text) { return Parsed(std::move(text)).tree(); }

TEST(ParseExpr, BindsOperatorsByPrecedenceAndToTheLeft) {
  EXPECT_EQ(parsedExpr("a | b & c || d && e == f + g * h"), "(| a (& b (|| c (&& d (== e (+ f (* g h)))))))");
  EXPECT_EQ(parsedExpr("a - b - c"), "(- (- a b) c)");
  EXPECT_EQ(parsedExpr("a * b + c"), "(+ (* a b) c)");
}

TEST(ParseExpr, BindsPrefixOperatorsTighterThanAnyBinaryOne) {
  EXPECT_EQ(parsedExpr(">10-3"), "(- (> 10) 3)");
  EXPECT_EQ(parsedExpr("*1 | int"), "(| (* 1) int)");
  EXPECT_EQ(parsedExpr("!a.b"), "(! (. a b))");
  EXPECT_EQ(parsedExpr("- -1"), "(- (- 1))");
  EXPECT_EQ(parsedExpr(R"(=~"x" & !="y")"), R"((& (=~ "x") (!= "y")))");
}

TEST(ParseExpr, AppliesSuffixesInOrder) {
  EXPECT_EQ(parsedExpr(R"(a.b["c"](1, 2)[3:].if."x-y")"), R"((. (. (slice (call (index (. a b) "c") 1 2) 3 -) if) "x-y"))");
  EXPECT_EQ(parsedExpr("a[:1]"), "(slice a - 1)");
  EXPECT_EQ(parsedExpr("a[:]"), "(slice a - -)");
}

TEST(ParseExpr, ReadsWordOperatorsAsCallsOfTheirFunctions) {
  EXPECT_EQ(parsedExpr("7 div 2 * 3"), "(* (call __div 7 2) 3)");
  EXPECT_EQ(parsedExpr("mod"), "mod");
}

TEST(ParseExpr, IsTheWholeText) {
  EXPECT_EQ(parsedExpr("a b"), "1:3 E1101 b");
  EXPECT_EQ(parsedExpr(""), "1:1 E1101 ");
  EXPECT_EQ(parsedExpr("a // note\n"), "a");
}

TEST(Parse, TellsLabelsApart) {
  EXPECT_EQ(tree(R"x(a: 1, "b": 2, (c): 3, "\(d)": 4, [e]: 5)x"),
            R"x((file (field a 1) (field "b" 2) (field (dynamic c) 3) (field (interpolate "" d "") 4) (field (pattern e) 5)))x");
  EXPECT_EQ(tree("#A: 1, _b: 2, _#C: 3, $d: 4, é: 5"), "(file (field #A 1) (field _b 2) (field _#C 3) (field $d 4) (field é 5))");
}

TEST(Parse, ReadsMarkersOnlyBeforeAColon) { EXPECT_EQ(tree("a?: 1, b!: 2, c: !d"), "(file (field a? 1) (field b! 2) (field c (! d)))"); }

TEST(Parse, ReadsAChainAsNestedFields) { EXPECT_EQ(tree("a: b?: c: 1 @x()"), "(file (field a { (chained b? { (chained c 1 @x())})}))"); }

TEST(Parse, PutsAliasesWhereTheyBelong) {
  EXPECT_EQ(tree("X=a: Y=b: Z=1"), "(file (field X=a { (chained Y=b Z=1)}))");
  EXPECT_EQ(tree("X=[Y=string]: {}"), "(file (field X=(pattern Y= string) {}))");
  EXPECT_EQ(tree("[N=~\"^a\"]: 1"), R"((file (field (pattern (=~ N "^a")) 1)))");
}

TEST(Parse, AllowsKeywordsAsNames) {
  EXPECT_EQ(tree("for: 1, if?: 2, let: 3, in: 4, true: 5, null!: 6, package: 7, import: 8"),
            "(file (field for 1) (field if? 2) (field let 3) (field in 4) (field true 5) (field null! 6) (field package 7) (field import 8))");
  EXPECT_EQ(tree("if: 1\nx: if\ny: a.for"), "(file (field if 1) (field x if) (field y (. a for)))");
  EXPECT_EQ(tree("if!: 1\nif !a {}"), "(file (field if! 1) (comprehension (if (! a)) {}))");
}

TEST(Parse, ReadsComprehensionsInStructsAndLists) {
  EXPECT_EQ(tree("for k, v in x if v let y = k {z: y}"), "(file (comprehension (for k v x) (if v) (let y k) { (field z y)}))");
  EXPECT_EQ(tree("if a\nif b\n{c: 1}"), "(file (comprehension (if a) (if b) { (field c 1)}))");
  EXPECT_EQ(
      tree("a: [for x in y {x}\n for z in [for w in v {w}] {z}]"),
      "(file (field a (list (comprehension (for x y) { (embed x)}) (comprehension (for z (list (comprehension (for w v) { (embed w)}))) { (embed z)}))))");
}

TEST(Parse, ReadsALetBeforeAStructAsTwoDeclarations) { EXPECT_EQ(tree("let x = y\n{a: 1}"), "(file (let x y) (embed { (field a 1)}))"); }

TEST(Parse, InsertsCommasAtLineEnds) {
  EXPECT_EQ(tree("a: 1 +\n 2"), "(file (field a (+ 1 2)))");
  EXPECT_EQ(tree("a: 1\n + 2"), "(file (field a 1) (embed (+ 2)))");
  EXPECT_EQ(tree("a\n: 1"), "(file (field a 1))");
  EXPECT_EQ(tree("a: f(1\n, 2\n)"), "(file (field a (call f 1 2)))");
  EXPECT_EQ(Parsed("a // c\n: 1").errors(), "2:1 E1101 :");
}

TEST(Parse, ReadsThePreamble) {
  EXPECT_EQ(tree("@a(x)\npackage p\nimport \"strings\"\nimport (\n\tl \"list\"\n\t\"x.org/y@v1:z\"\n)\n"),
            "(file package=p @a(x) (import <strings>) (import l<list>) (import <x.org/y>z))");
}

TEST(Parse, KeepsAttributesEllipsesAndEmbeddings) {
  EXPECT_EQ(tree("a: {@x(\"(\", [1])\n...\nb, ...}"), "(file (field a { @x(\"(\", [1]) ... (embed b) ...}))");
  EXPECT_EQ(tree("[1, ...int]"), "(file (embed (list 1 (... int))))");
}

TEST(Parse, TakesJson) {
  EXPECT_EQ(tree("{\n  \"a\": [1, {\"b\": null}],\n  \"c\": \"\\u00e9\"\n}"),
            "(file (embed { (field \"a\" (list 1 { (field \"b\" null)})) (field \"c\" \"é\")}))");
}

TEST(Parse, TakesACommaAfterANewlineAsInJson) { EXPECT_EQ(tree("{\"a\": 1\n,\"b\": 2}"), "(file (embed { (field \"a\" 1) (field \"b\" 2)}))"); }

// A letter and its combining accent in a string, two letters of Hangul in a name; values stay as written.
TEST(Parse, NormalisesNames) {
  EXPECT_EQ(tree("\"e\u0301\": \"e\u0301\""), "(file (field \"é\" \"e\u0301\"))");
  EXPECT_EQ(tree("\u1112\u1161: 1"), "(file (field \uD558 1))");
}

TEST(Parse, SpansCoverWhatWasWritten) {
  Parsed parsed("aa: bb?: 1 + 2");
  const auto& outer = static_cast<const ast::Field&>(*parsed.file()->body->declarations[0]);
  EXPECT_EQ(outer.span.begin, 0U);
  EXPECT_EQ(outer.span.end, 14U);
  const auto& inner = static_cast<const ast::Field&>(*static_cast<const ast::StructLiteral&>(*outer.value).declarations[0]);
  EXPECT_EQ(parsed.sink().sources().text(inner.labelSpan), "bb");
  EXPECT_EQ(parsed.sink().sources().text(inner.value->span), "1 + 2");
}

}  // namespace
}  // namespace oamc
