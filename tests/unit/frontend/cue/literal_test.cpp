#include "frontend/cue/literal.h"

#include <gtest/gtest.h>

#include "tests/unit/frontend/cue/parsed.h"

namespace oamc {
namespace {

TEST(NumberLiteral, HasADecimalFormOfEqualValueAndKind) {
  EXPECT_EQ(parsedExpr("0x1F"), "0x1F=31");
  EXPECT_EQ(parsedExpr("0o17"), "0o17=15");
  EXPECT_EQ(parsedExpr("0b101"), "0b101=5");
  EXPECT_EQ(parsedExpr("1_000"), "1_000=1000");
  EXPECT_EQ(parsedExpr("1.5Ki"), "1.5Ki=1536");
  EXPECT_EQ(parsedExpr("1Gi"), "1Gi=1073741824");
  EXPECT_EQ(parsedExpr("1.K"), "1.K=1000");
  EXPECT_EQ(parsedExpr("0.0K"), "0.0K=0");
  EXPECT_EQ(parsedExpr("123456789012345678901234567890Pi"), "123456789012345678901234567890Pi=138999987248089486099144948609775494873743360");
  EXPECT_EQ(parsedExpr("072.40"), "072.40");
  EXPECT_EQ(parsedExpr(".5"), ".5");
  EXPECT_EQ(parsedExpr("5."), "5.");
  EXPECT_EQ(parsedExpr("01e1"), "01e1");
}

TEST(NumberLiteral, LosesAnExponentBeyondAllUse) {
  EXPECT_EQ(parsedExpr("1.5e100001"), "1.5e100001=15e0");
  EXPECT_EQ(parsedExpr("12e100000"), "12e100000=12e0");
  EXPECT_EQ(parsedExpr("1e100000"), "1e100000");
}

TEST(NumberLiteral, IsRefusedWhenMalformed) {
  for (const char* text : {"01", "1__0", "0o8", "0x", "1_", "0K", "1e", "1.3Ki", "500m", "1Kx", "0b2", "1.2.3", "0_1", "1e999999999999999999999"}) {
    EXPECT_EQ(parsedExpr(text), "1:1 E1007 " + std::string(text)) << text;
  }
}

TEST(NumberLiteral, IsBoundedInLength) {
  EXPECT_EQ(parsedExpr(std::string(100'000, '9')), std::string(100'000, '9'));
  EXPECT_TRUE(parsedExpr(std::string(100'001, '9')).starts_with("1:1 E1008"));
  EXPECT_TRUE(parsedExpr("0x" + std::string(999, 'f')).starts_with("1:1 E1008"));
}

TEST(StringLiteral, DecodesEscapes) {
  EXPECT_EQ(parsedExpr(R"("\a\b\f\n\r\t\v\\\/\"\u00e9\U0001F600\ud83d\ude00")"), "\"\\u0007\\u0008\\u000c\\n\\r\\t\\u000b\\\\/\\\"é😀😀\"");
  EXPECT_EQ(parsedExpr(R"('\x41\101\'\u00e9\xff')"), R"('AA\'é\xff')");
}

TEST(StringLiteral, TakesBackslashesBetweenHashesAsTheyAre) {
  EXPECT_EQ(parsedExpr(R"(#"a\n\#n"b"#)"), R"("a\\n\n\"b")");
  EXPECT_EQ(parsedExpr(R"(##"x"#y"##)"), R"("x\"#y")");
  EXPECT_EQ(parsedExpr(R"(#""#)"), R"("")");
  EXPECT_EQ(parsedExpr(R"x(#"\(a)\#(b)"#)x"), R"x((interpolate "\\(a)" b ""))x");
}

TEST(StringLiteral, RemovesTheIndentOfTheClosingLine) {
  EXPECT_EQ(parsedExpr("\"\"\"\n  a\n    b\n\n  c\n  \"\"\""), R"(m"a\n  b\n\nc")");
  EXPECT_EQ(parsedExpr("\"\"\"\n  \"\"\""), R"(m"")");
  EXPECT_EQ(parsedExpr("\"\"\"\r\n\ta\r\n\tb\r\n\t\"\"\""), R"(m"a\nb")");
  EXPECT_EQ(parsedExpr("'''\n\ta\\xff\n\t'''"), R"(m'a\xff')");
  EXPECT_EQ(parsedExpr("\"\"\"\n  x\\(a)\n  \\(b)z\n  \"\"\""), R"((interpolate m"x" a m"\n" b m"z"))");
}

TEST(StringLiteral, IsRefusedAtTheWrongPart) {
  EXPECT_EQ(parsedExpr(R"("a\qb")"), R"(1:3 E1012 \q)");
  EXPECT_EQ(parsedExpr(R"("\'")"), R"(1:2 E1012 \')");
  EXPECT_EQ(parsedExpr(R"("\x41")"), R"(1:2 E1012 \x)");
  EXPECT_EQ(parsedExpr(R"("\ud83d")"), R"(1:2 E1013 \ud83d)");
  EXPECT_EQ(parsedExpr(R"("\U00110000")"), R"(1:2 E1013 \U00110000)");
  EXPECT_EQ(parsedExpr(R"('\777')"), R"(1:2 E1013 \777)");
  EXPECT_EQ(parsedExpr("\"\"\"\n  a\n b\n  \"\"\""), "3:1 E1014  ");
  EXPECT_EQ(parsedExpr("\"\"\"\n  a\"\"\""), "2:4 E1015 \"\"\"");
  EXPECT_EQ(parsedExpr("\"\"\"a\n  \"\"\""), "1:1 E1006 \"\"\"");
}

TEST(StringLiteral, NestsThroughInterpolations) {
  EXPECT_EQ(parsedExpr(R"x("a\("b\(c + ")")")d\({e: 1}.e)")x"), R"x((interpolate "a" (interpolate "b" (+ c ")") "") "d" (. { (field e 1)} e) ""))x");
}

}  // namespace
}  // namespace oamc
