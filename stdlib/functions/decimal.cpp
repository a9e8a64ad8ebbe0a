#include "stdlib/functions/decimal.h"

#include <charconv>

namespace oamc {

Decimal toDecimal(const Number& number) {
  std::string text = number.text();
  Decimal decimal;
  decimal.isNegative = text[0] == '-';
  std::size_t exponentAt = std::min(text.find('E'), text.size());
  if (exponentAt != text.size()) {
    const char* first = text.data() + exponentAt + (text[exponentAt + 1] == '+' ? 2 : 1);
    std::from_chars(first, text.data() + text.size(), decimal.exponent);
  }
  std::string digits = text.substr(decimal.isNegative ? 1 : 0, exponentAt - (decimal.isNegative ? 1 : 0));
  if (std::size_t point = digits.find('.'); point != std::string::npos) {
    decimal.exponent -= static_cast<std::int64_t>(digits.size() - point - 1);
    digits.erase(point, 1);
  }
  // A leading zero would make the library read octal digits.
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
  decimal.coefficient = BigInteger(digits);
  return decimal;
}

std::optional<Number> toNumber(const Decimal& decimal, bool isInt, Arena& arena) {
  std::string text = (decimal.isNegative ? "-" : "") + decimal.coefficient.str();
  if (decimal.exponent != 0) text += "e" + std::to_string(decimal.exponent);
  std::optional<Number> number = Number::parse(text, arena);
  if (number) number = number->withKind(isInt);
  return number;
}

BigInteger toBigInteger(const Number& number) {
  Decimal value = toDecimal(number);
  BigInteger magnitude = value.coefficient;
  if (value.exponent >= 0) magnitude *= powerOfTen(value.exponent);
  else magnitude /= powerOfTen(-value.exponent);
  return value.isNegative ? BigInteger(-magnitude) : magnitude;
}

std::optional<Number> toInteger(const BigInteger& value, Arena& arena) { return Number::parse(value.str(), arena); }

}  // namespace oamc
