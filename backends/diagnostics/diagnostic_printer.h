#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "ir/base/diagnostic.h"
#include "ir/base/source.h"

namespace oamc {

enum class DiagnosticFormat : std::uint8_t { kText, kShort, kJson };

struct DiagnosticStyle {
  DiagnosticFormat format = DiagnosticFormat::kText;
  bool hasColor = false;        ///< only the text form has any
  std::size_t maxErrors = 100;  ///< printing stops behind this many errors; 0: no limit
};

/// Appends all of `diagnostics` in their order, in the form asked for. The text form ends with a count when there are several, and says how many the
/// limit cut off.
void printDiagnostics(std::string& out, std::span<const Diagnostic> diagnostics, const SourceManager& sources, const DiagnosticStyle& style);

/// `error`, `warning` or `note`.
std::string_view severityName(Severity severity);

/// The first place of a diagnostic as `file:line:column`, or only the file's name, or an empty text.
std::string placeText(const Diagnostic& diagnostic, const SourceManager& sources);

}  // namespace oamc
