#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <new>
#include <string>
#include <vector>

#include "frontend/cli/command.h"
#include "frontend/cli/heap.h"
#include "frontend/cli/parse_arguments.h"
#include "ir/base/large_stack.h"

namespace oamc {
namespace {

bool hasColor(ColorChoice choice) {
  switch (choice) {
    case ColorChoice::kAlways: return true;
    case ColorChoice::kNever: return false;
    case ColorChoice::kAuto: break;
  }
  const char* noColor = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  bool isDumb = terminal == nullptr || std::string_view(terminal) == "dumb";
  return ::isatty(STDERR_FILENO) == 1 && !isDumb && (noColor == nullptr || *noColor == '\0');
}

void printAll(const Session& session, const Options& options) {
  DiagnosticStyle style = options.diagnostics;
  style.hasColor = hasColor(options.color);
  std::string text;
  printDiagnostics(text, session.sink.diagnostics(), session.sources, style);
  writeAll(STDERR_FILENO, text);
}

bool hasWarnings(const Session& session) {
  for (const Diagnostic& diagnostic : session.sink.diagnostics())
    if (diagnostic.row->severity == Severity::kWarning) return true;
  return false;
}

ExitStatus runCommand(const Options& options, Session& session) {
  const CommandRow& command = commandRow(options.command);
  if (options.wantsHelp) {
    session.result.append(commandHelp(command));
    return ExitStatus::kSuccess;
  }
  if (command.readsDocuments) growInHugePages();
  ExitStatus status = command.run(options, session);
  if (status == ExitStatus::kSuccess && options.warningsAreErrors && hasWarnings(session)) return ExitStatus::kInputErrors;
  return status;
}

Result<void> writeResults(Session& session) {
  if (session.output)
    if (Result<void> written = writeOutput(*session.output, *session.files, session.sink); !written) return written;
  if (session.result.writeTo(STDOUT_FILENO)) return {};
  return session.sink.report(diag::OutputFailed, {}, "<stdout>", std::strerror(errno)).emit();
}

ExitStatus run(std::span<const std::string> arguments) {
  // Never freed: the process ends when the command does, and the kernel takes everything at once.
  static Session& session = *new Session;
  Result<Options> options = parseArguments(arguments, session.sink);
  if (!options) {
    printAll(session, printingOptions(arguments));
    return ExitStatus::kWrongCommandLine;
  }
  ExitStatus status = runCommand(*options, session);
  if (status == ExitStatus::kSuccess && !writeResults(session)) status = ExitStatus::kInputErrors;
  printAll(session, *options);
  return status;
}

}  // namespace
}  // namespace oamc

int main(int argc, char** argv) {
  oamc::prepareHeap();
  std::vector<std::string> arguments(argv + std::min(argc, 1), argv + argc);
  auto status = oamc::ExitStatus::kInternalError;
  oamc::onLargeStack([&] {
    try {
      status = oamc::run(arguments);
    } catch (const std::bad_alloc&) {
      oamc::failForMemory();
    }
  });
  return static_cast<int>(status);
}
