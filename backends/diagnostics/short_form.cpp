#include "backends/diagnostics/diagnostic_printer.h"
#include "backends/diagnostics/forms.h"
#include "backends/diagnostics/screen_text.h"

namespace oamc {

void appendShortForm(std::string& out, const Diagnostic& diagnostic, const SourceManager& sources) {
  std::string place = placeText(diagnostic, sources);
  if (!place.empty()) out.append(screenText(place)).append(": ");
  out.append(severityName(diagnostic.row->severity)).append(": ").append(screenText(diagnostic.message));
  out.append(" [").append(diagnostic.row->code).append("]\n");
}

}  // namespace oamc
