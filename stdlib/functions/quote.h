#pragma once

#include <string>
#include <string_view>

namespace oamc {

/// Which characters a quoted text shows as they are; all others are escape sequences.
enum class QuoteStyle { kPrintable, kAscii, kGraphic };

/// `text` between `quote` characters with the escape sequences of Go: `"a\n\u00a0"`.
std::string quoteText(std::string_view text, char quote, QuoteStyle style);

/// A code point between single quotes; what is no code point becomes U+FFFD.
std::string quoteCodePoint(char32_t codePoint, QuoteStyle style);

}  // namespace oamc
