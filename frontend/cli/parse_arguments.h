#pragma once

#include <optional>
#include <span>
#include <string>

#include "frontend/cli/options.h"
#include "ir/base/diagnostic.h"

namespace oamc {

/// The options of a command line (without the program's name). Reports E0003, E0004, E0020 to E0023 with the nearest names beside them; a failed
/// result stands for a wrong command line.
Result<Options> parseArguments(std::span<const std::string> arguments, DiagnosticSink& sink);

/// How diagnostics about a command line are to be printed that cannot be parsed: only `--diagnostics` and `--color` are looked for.
Options printingOptions(std::span<const std::string> arguments);

/// The option that a command knows by this name, or null.
const OptionRow* findOption(CommandId command, std::string_view name);

}  // namespace oamc
