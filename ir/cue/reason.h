#pragma once

#include <cstdint>
#include <string_view>

#include "ir/base/source.h"
#include "ir/cue/value.h"

namespace oamc {

struct Vertex;

/// How a failure behaves (spec/cue.md 2.13). Lower values win when failures are combined; kNone is no failure.
enum class BottomKind : std::uint8_t { kEval, kUser, kStructural, kIncomplete, kCycle, kNone };

/// True for failures that more information cannot mend.
constexpr bool isFatal(BottomKind kind) { return kind <= BottomKind::kStructural; }

enum class ReasonCode : std::uint8_t {
  kConflictingValues,   ///< x, y: two atoms; or kinds when one is no atom
  kConflictingKinds,    ///< kindX, kindY
  kBoundViolated,       ///< x: the value; text: the bound
  kBoundsExclude,       ///< text: two bounds that leave nothing
  kListLength,          ///< numberX, numberY: lengths
  kFieldNotAllowed,     ///< text: the label
  kUserBottom,          ///< `_|_` written as a value
  kUserError,           ///< text: the argument of error()
  kAllArmsFailed,       ///< cause: the reason of the closest arm; numberX: arms
  kAmbiguousDefault,    ///< several or no defaults where a concrete value is needed
  kNotConcrete,         ///< kindX: what is known
  kUndefinedField,      ///< text: the label
  kOptionalReferenced,  ///< text: the label
  kRequiredMissing,     ///< text: the label
  kReferenceCycle,
  kStructuralCycle,
  kWrongOperand,     ///< text: what was needed; kindX: what was found
  kNotCallable,      ///< text: the name
  kCallFailed,       ///< text: the function; detail: its message
  kArgumentCount,    ///< text: the function
  kValidatorFailed,  ///< text: the call
  kIndexOutOfRange,  ///< numberX: index, numberY: length
  kNotRangeable,     ///< kindX
  kLabelNotString,   ///< kindX: kind of a computed label
  kDivisionByZero,
  kNumberOverflow,
  kFieldSetFrozen,  ///< text: the label that came too late
  kInvalidRegexp,   ///< text: pattern; detail: problem
  kListArithmetic,  ///< text: `Concat` or `Repeat`
  kLimitSteps,
  kLimitDepth,
  kLimitCandidates,
  kLimitMemory,
  kUnknownPackage,  ///< text: the path
};

/// True for what ends an evaluation whatever its value would have been.
constexpr bool isLimit(ReasonCode code) { return code >= ReasonCode::kLimitSteps && code <= ReasonCode::kLimitMemory; }

/// Why a value is bottom: a plain record in the evaluation's memory, formatted only if somebody needs the value (describe.h).
struct Reason {
  BottomKind kind = BottomKind::kEval;
  ReasonCode code = ReasonCode::kConflictingValues;
  Kind kindX = Kind::kBottom;
  Kind kindY = Kind::kBottom;
  std::uint32_t numberX = 0;
  std::uint32_t numberY = 0;
  Atom x;
  Atom y;
  SourceSpan spanX;  ///< where x, or the failing expression, stands
  SourceSpan spanY;  ///< where y stands, if there are two sides
  std::string_view text;
  std::string_view detail;
  Vertex* vertex = nullptr;  ///< the value that failed
  Vertex* target = nullptr;  ///< what was looked at: the struct without the field, the incomplete operand
  const Reason* cause = nullptr;
  const Reason* next = nullptr;  ///< the next failure of the same vertex
};

}  // namespace oamc
