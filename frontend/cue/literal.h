#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "frontend/cue/scanner.h"
#include "frontend/cue/syntax_error_list.h"
#include "ir/base/arena.h"

namespace oamc {

/// The longest number literal in bytes for its base: what is done with digits takes more than linear time.
std::size_t maxNumberSize(std::string_view text);

enum class NumberProblem : std::uint8_t { kNone, kTooLong, kLeadingZero, kSeparator, kNoDigits, kDigit, kSuffix, kFraction, kExponent };

/// What keeps `text` from being a number literal of CUE (spec/cue.md 1.1).
NumberProblem checkNumber(std::string_view text);

/// The rule that a malformed number breaks, as the end of a message.
std::string_view describe(NumberProblem problem);

/// A decimal lexeme of the same value and kind as `text`, for which checkNumber found no problem: without separators, radix and multiplier.
std::string_view decimalOf(std::string_view text, Arena& arena);

/// One piece of a literal: what stands between delimiters, `\(` and `)`, and where that begins in the file.
struct StringPiece {
  std::string_view text;
  std::uint32_t begin;
};

/// Whether a literal means just what is written between its delimiters: it has one line and no escapes.
inline bool isPlainText(const StringForm& form, std::string_view text) { return !form.isMultiline && text.find('\\') == std::string_view::npos; }

/// Decodes the pieces of one string or bytes literal: escapes, indentation of multi-line forms (spec/cue.md 1.1). Texts point into the source where nothing
/// changes, else into the arena. Reports E1012 to E1015; a piece with an error is decoded as far as it goes.
std::span<const std::string_view> decodeString(const StringForm& form, std::span<const StringPiece> pieces, Arena& arena, SyntaxErrorList& errors);

}  // namespace oamc
