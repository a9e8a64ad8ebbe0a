#pragma once

#include <string>
#include <string_view>

namespace oamc::unicode {

/// Unicode's White_Space property.
bool isSpace(char32_t codePoint);

/// The simple case mappings: one code point for one code point.
char32_t toUpper(char32_t codePoint);
char32_t toLower(char32_t codePoint);
char32_t toTitle(char32_t codePoint);

/// Letters, marks, numbers, punctuation, symbols and the blank.
bool isPrint(char32_t codePoint);
/// As isPrint, and all space separators.
bool isGraphic(char32_t codePoint);

/// Letters (category L) and marks (category M).
bool isLetter(char32_t codePoint);
bool isMark(char32_t codePoint);
/// Decimal digits (category Nd).
bool isDigit(char32_t codePoint);

/// `text` with every code point mapped; bytes that are no UTF-8 become U+FFFD.
std::string mapCodePoints(std::string_view text, char32_t (*map)(char32_t));

/// `text` with U+FFFD for every byte that is not UTF-8.
std::string toValid(std::string_view text);

std::size_t countCodePoints(std::string_view text);

}  // namespace oamc::unicode
