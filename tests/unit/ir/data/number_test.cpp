#include "ir/data/number.h"

#include <gtest/gtest.h>

#include <string>

namespace oamc {
namespace {

class NumberTest : public testing::Test {
 protected:
  Number read(std::string_view text) {
    std::optional<Number> number = Number::parse(text, arena_);
    EXPECT_TRUE(number.has_value()) << text;
    return number.value_or(Number());
  }
  std::string canonical(std::string_view text) { return read(text).text(); }
  std::string sum(std::string_view a, std::string_view b) { return textOf(add(read(a), read(b), arena_)); }
  std::string difference(std::string_view a, std::string_view b) { return textOf(subtract(read(a), read(b), arena_)); }
  std::string product(std::string_view a, std::string_view b) { return textOf(multiply(read(a), read(b), arena_)); }
  std::string quotient(std::string_view a, std::string_view b) { return textOf(divide(read(a), read(b), arena_)); }
  static std::string textOf(const std::optional<Number>& number) { return number ? number->text() : "overflow"; }

  Arena arena_;
};

TEST_F(NumberTest, CanonicalTextIsPlainOrScientific) {
  EXPECT_EQ(canonical("1e3"), "1E+3");
  EXPECT_EQ(canonical("1.50"), "1.50");
  EXPECT_EQ(canonical("0.000001"), "0.000001");
  EXPECT_EQ(canonical("0.0000001"), "1E-7");
  EXPECT_EQ(canonical("1.0e2"), "1.0E+2");
  EXPECT_EQ(canonical("3.0e10"), "3.0E+10");
  EXPECT_EQ(canonical("072.40"), "72.40");
  EXPECT_EQ(canonical(".5"), "0.5");
  EXPECT_EQ(canonical("5."), "5");
  EXPECT_EQ(canonical("0e50"), "0E+50");
  EXPECT_EQ(canonical("-12"), "-12");
}

TEST_F(NumberTest, KeepsEveryDigitOfALiteral) {
  std::string digits(200, '7');
  EXPECT_EQ(canonical(digits), digits);
  EXPECT_EQ(canonical("99999999999999999999999999999999999999"), "99999999999999999999999999999999999999");
  EXPECT_EQ(canonical("123456789012345678901234567890.5"), "123456789012345678901234567890.5");
}

TEST_F(NumberTest, KindComesFromTheSpelling) {
  EXPECT_TRUE(read("10").isInt());
  EXPECT_FALSE(read("10.").isInt());
  EXPECT_FALSE(read("1e1").isInt());
}

TEST_F(NumberTest, RefusesWhatIsNoNumber) {
  for (const char* text : {"", "-", ".", "e3", "1e", "1e+", "1x", "1.2.3", "+1", "1e100001", "1e-100001", "0x10"})
    EXPECT_FALSE(Number::parse(text, arena_).has_value()) << text;
  EXPECT_TRUE(Number::parse("1e100000", arena_).has_value());
}

TEST_F(NumberTest, ReadsDigitsOfOtherBases) {
  EXPECT_EQ(Number::parseDigits("1F", 16, arena_)->text(), "31");
  EXPECT_EQ(Number::parseDigits("777", 8, arena_)->text(), "511");
  EXPECT_EQ(Number::parseDigits("ffffffffffffffffffffffffffffffffff", 16, arena_)->text(), "87112285931760246646623899502532662132735");
  EXPECT_FALSE(Number::parseDigits("12", 2, arena_).has_value());
}

TEST_F(NumberTest, ToInt64TakesIntegralValuesOfAnySpelling) {
  EXPECT_EQ(read("1.50e2").toInt64(), 150);
  EXPECT_EQ(read("-9223372036854775808").toInt64(), INT64_MIN);
  EXPECT_EQ(read("9223372036854775807").toInt64(), INT64_MAX);
  EXPECT_FALSE(read("9223372036854775808").toInt64().has_value());
  EXPECT_FALSE(read("1.5").toInt64().has_value());
  EXPECT_EQ(read("12" + std::string(1, '.') + std::string(60, '0')).toInt64(), 12);
  EXPECT_EQ(read("0e50").toInt64(), 0);
  EXPECT_FALSE(read("1e19").toInt64().has_value());
}

TEST_F(NumberTest, ComparesByValue) {
  EXPECT_TRUE(compare(read("1.0"), read("1")) == 0);
  EXPECT_TRUE(compare(read("1e2"), read("100.00")) == 0);
  EXPECT_TRUE(compare(read("-2"), read("1")) < 0);
  EXPECT_TRUE(compare(read("-2"), read("-10")) > 0);
  EXPECT_TRUE(compare(read("0.10"), read("0.09999")) > 0);
  EXPECT_TRUE(compare(read("1" + std::string(50, '0')), read("1e50")) == 0);
  EXPECT_TRUE(compare(read("0"), read("-0")) == 0);
}

TEST_F(NumberTest, SumsKeepTheLowerExponentAnd34Digits) {
  EXPECT_EQ(sum("0.10", "0.20"), "0.30");
  EXPECT_EQ(difference("1.0", "1"), "0.0");
  EXPECT_EQ(difference("3", "3"), "0");
  EXPECT_EQ(sum("12345678901234567890123456789012345678901234567890", "1"), "1.234567890123456789012345678901235E+49");
  EXPECT_EQ(sum("1234567890123456789012345678901233.5", "0"), "1234567890123456789012345678901234");
  EXPECT_EQ(sum("9999999999999999999999999999999999.5", "0"), "1.000000000000000000000000000000000E+34");
  EXPECT_EQ(sum("1e40", "0"), "1.000000000000000000000000000000000E+40");
  EXPECT_EQ(sum("0e50", "1"), "1");
}

TEST_F(NumberTest, AFarSmallerTermOnlyRounds) {
  EXPECT_EQ(difference("1e40", "1e-40"), "1.000000000000000000000000000000000E+40");
  EXPECT_EQ(sum("1e90000", "1e-9000"), "1.000000000000000000000000000000000E+90000");
  EXPECT_EQ(sum("-1.5", "0e100000"), "overflow");
}

TEST_F(NumberTest, ProductsKeepTrailingZeros) {
  EXPECT_EQ(product("1.10", "2"), "2.20");
  EXPECT_EQ(product("100", "0.01"), "1.00");
  EXPECT_EQ(product("1e3", "1e3"), "1E+6");
  EXPECT_EQ(product("-1", "0.0"), "-0.0");
  EXPECT_EQ(product("12345678901234567890123456789012345", "10"), "1.234567890123456789012345678901235E+35");
  EXPECT_EQ(product("1e99999", "1e2"), "overflow");
}

TEST_F(NumberTest, NegatingZeroLosesTheSign) {
  EXPECT_EQ(negate(read("0")).text(), "0");
  EXPECT_EQ(negate(*multiply(read("0"), read("-1"), arena_)).text(), "0");
  EXPECT_EQ(negate(read("1.50")).text(), "-1.50");
}

TEST_F(NumberTest, QuotientsStripZerosAndPutOneDecimalBack) {
  EXPECT_EQ(quotient("4", "2"), "2.0");
  EXPECT_EQ(quotient("100", "10"), "10");
  EXPECT_EQ(quotient("1000", "1"), "1.0E+3");
  EXPECT_EQ(quotient("10", "4"), "2.5");
  EXPECT_EQ(quotient("1.50", "1"), "1.5");
  EXPECT_EQ(quotient("2", "3"), "0.6666666666666666666666666666666667");
  EXPECT_EQ(quotient("123456789012345678901234567890123456", "1"), "1.234567890123456789012345678901235E+35");
  EXPECT_EQ(quotient("1e33", "1"), "1E+33");
  EXPECT_EQ(quotient("-7", "2"), "-3.5");
  EXPECT_EQ(quotient("0", "5"), "0");
  EXPECT_EQ(quotient("0.0", "5"), "0.0");
  EXPECT_EQ(quotient("0", "1e3"), "0.0");
  EXPECT_EQ(quotient("1e-100000", "10"), "overflow");
  EXPECT_FALSE(divide(read("4"), read("2"), arena_)->isInt());
}

TEST_F(NumberTest, IntegerDivisionIsEuclideanOrTruncated) {
  EXPECT_EQ(integerDiv(read("-5"), read("3"), arena_).text(), "-2");
  EXPECT_EQ(integerMod(read("-5"), read("3"), arena_).text(), "1");
  EXPECT_EQ(integerDiv(read("5"), read("-3"), arena_).text(), "-1");
  EXPECT_EQ(integerMod(read("5"), read("-3"), arena_).text(), "2");
  EXPECT_EQ(integerQuo(read("-5"), read("3"), arena_).text(), "-1");
  EXPECT_EQ(integerRem(read("-5"), read("3"), arena_).text(), "-2");
  EXPECT_EQ(integerDiv(read("12345678901234567890123456789012345678901234567890"), read("7"), arena_).text(),
            "1763668414462081127160493827001763668414462081127");
}

}  // namespace
}  // namespace oamc
