#include "frontend/cue/literal.h"
#include "frontend/cue/scanner.h"
#include "frontend/cue/unicode.h"

namespace oamc {

namespace {

bool isDigit(char byte) { return byte >= '0' && byte <= '9'; }

bool continuesNumber(std::string_view text) {
  CodePoint next = firstCodePoint(text);
  return next.size != 0 && (isNameLetter(next.value) || isNameDigit(next.value));
}

}  // namespace

/// Takes everything that a reader would take for one number, so that `100m` or `0x` is one mistake and not two tokens; checkNumber then says
/// whether it is a number of CUE.
void Scanner::scanNumber() {
  std::uint32_t size = 0;
  bool hasPoint = false;
  bool isRadix = peek() == '0' && (peek(1) == 'x' || peek(1) == 'X' || peek(1) == 'o' || peek(1) == 'b');
  while (at_ + size < text_.size()) {
    char next = peek(size);
    bool isSign = !isRadix && (next == '+' || next == '-') && size != 0 && (peek(size - 1) == 'e' || peek(size - 1) == 'E') && isDigit(peek(size + 1));
    // A number never takes a dot of `..`; a second point makes `1.2.3` one mistake.
    bool isPoint = next == '.' && peek(size + 1) != '.' && (!hasPoint || isDigit(peek(size + 1)));
    hasPoint = hasPoint || isPoint;
    if (!isSign && !isPoint && !continuesNumber(text_.substr(at_ + size))) break;
    size += isSign || isPoint ? 1 : firstCodePoint(text_.substr(at_ + size)).size;
  }
  std::string_view text = rest().substr(0, size);
  NumberProblem problem = checkNumber(text);
  if (problem == NumberProblem::kNone) return push(TokenKind::kNumber, size);
  SyntaxError& error = problem == NumberProblem::kTooLong ? errors_.add(diag::NumberTooLong, at_, at_ + size, std::to_string(maxNumberSize(text)))
                                                          : errors_.add(diag::MalformedNumber, at_, at_ + size, text.substr(0, 60), describe(problem));
  if (problem == NumberProblem::kSuffix) error.hint("if it is a version or has a unit, it is a string: `\"" + std::string(text.substr(0, 60)) + "\"`");
  push(TokenKind::kBad, size);
}

}  // namespace oamc
