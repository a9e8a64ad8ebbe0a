#include <algorithm>
#include <cctype>

#include "frontend/cli/command.h"
#include "frontend/cli/diagnostic_pages.h"
#include "ir/base/suggest.h"

namespace oamc {

ExitStatus runExplain(const Options& options, Session& session) {
  std::string code = options.operands.front();
  std::ranges::transform(code, code.begin(), [](unsigned char letter) { return static_cast<char>(std::toupper(letter)); });
  auto page = std::ranges::find(diagnosticPages(), code, &DiagnosticPage::code);
  if (page != diagnosticPages().end()) {
    session.result.append(page->text);
    return ExitStatus::kSuccess;
  }
  std::vector<std::string_view> codes;
  for (const DiagnosticPage& known : diagnosticPages()) codes.push_back(known.code);
  auto report = session.sink.report(diag::UnknownCode, {}, options.operands.front());
  if (auto near = suggest(code, codes)) report.hint("did you mean `" + std::string(*near) + "`?");
  report.hint("`oamc list diagnostics` prints all of them").emit();
  return ExitStatus::kWrongCommandLine;
}

}  // namespace oamc
