#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "backends/diagnostics/diagnostic_printer.h"
#include "ir/base/limits.h"
#include "ir/oam/target.h"
#include "passes/render_options.h"

namespace oamc {

enum class CommandId : std::uint8_t { kRender, kDryRun, kVet, kPlan, kEval, kList, kExplain, kVersion, kHelp };

/// A set of commands: those that have an option.
struct CommandSet {
  std::uint32_t bits = 0;

  constexpr CommandSet(std::initializer_list<CommandId> commands) {
    for (CommandId command : commands) bits |= 1u << static_cast<unsigned>(command);
  }
  constexpr bool contains(CommandId command) const { return (bits >> static_cast<unsigned>(command) & 1u) != 0; }
};

enum class EvalFormat : std::uint8_t { kJson, kYaml, kCue };
enum class ColorChoice : std::uint8_t { kAuto, kAlways, kNever };

/// A parsed command line. Every field has one meaning in all commands that take it.
struct Options {
  CommandId command = CommandId::kHelp;
  bool wantsHelp = false;
  std::vector<std::string> operands;  ///< PATH..., FILE..., a code, a table

  std::vector<std::string> definitionPaths;
  std::vector<std::string> files;  ///< dry-run `-f`, split at commas
  std::string clustersPath;
  std::string livePath;
  std::string crdsPath;
  bool hasNoLibrary = false;

  std::string namespaceName;
  std::string definitionNamespace = "vela-system";
  std::string kubernetesVersion = std::string(kDefaultKubernetesVersion);
  std::uint32_t revision = 0;
  bool restagesLast = false;
  bool writesConfigurations = false;
  bool mergesDocuments = false;

  std::string outputPath = "-";
  Target target;
  EvalFormat evalFormat = EvalFormat::kJson;
  std::string expression;
  bool allowsEmpty = false;
  bool prunes = false;

  DiagnosticStyle diagnostics;
  ColorChoice color = ColorChoice::kAuto;
  bool warningsAreErrors = false;
  Limits limits;
};

enum class ValueKind : std::uint8_t {
  kFlag,  ///< no value, or `=true` and `=false`
  kText,
  kChoice,  ///< one of the words in `argument`, which stand between `|`
  kNumber,
  kBytes,  ///< a number, perhaps with K, M or G for the powers of 1024
};

/// A value that has passed the checks of its kind.
struct OptionValue {
  std::string text;
  std::uint64_t number = 0;
  bool flag = false;
};

/// One option: what parses it, describes it in `help`, and takes it.
struct OptionRow {
  std::string_view name;
  char letter;  ///< 0: none
  ValueKind kind;
  std::string_view argument;
  std::string_view help;
  CommandSet commands;
  void (*apply)(Options& options, const OptionValue& value);
  std::string_view synonym = {};
};

/// All options in the order of `help`.
std::span<const OptionRow> optionTable();

}  // namespace oamc
