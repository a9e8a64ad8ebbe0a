#pragma once

#include <span>
#include <string_view>

namespace oamc {

/// The page of one diagnostic, docs/diagnostics/<code>.md.
struct DiagnosticPage {
  std::string_view code;
  std::string_view text;
};

/// All pages, sorted by code; embedded when the program is built.
std::span<const DiagnosticPage> diagnosticPages();

}  // namespace oamc
