#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "frontend/cli/options.h"
#include "frontend/cli/session.h"

namespace oamc {

/// Product.md 1; 70 is EX_SOFTWARE.
enum class ExitStatus : int { kSuccess = 0, kInputErrors = 1, kWrongCommandLine = 2, kInternalError = 70 };

/// One subcommand. `run` leaves its result in the session, from which it is written only if everything succeeded.
struct CommandRow {
  CommandId id;
  std::string_view name;
  std::string_view operands;  ///< as `help` shows them
  std::size_t fewestOperands;
  std::size_t mostOperands;
  std::string_view summary;
  std::string_view description;
  bool readsDocuments;  ///< Kubernetes' and OAM's, which may be large
  ExitStatus (*run)(const Options& options, Session& session);
};

inline constexpr std::size_t kAnyNumber = static_cast<std::size_t>(-1);

/// The subcommands in the order of `help`.
std::span<const CommandRow> commandTable();

const CommandRow& commandRow(CommandId id);

ExitStatus runRender(const Options& options, Session& session);
ExitStatus runDryRun(const Options& options, Session& session);
ExitStatus runPlan(const Options& options, Session& session);
ExitStatus runVet(const Options& options, Session& session);
ExitStatus runEval(const Options& options, Session& session);
ExitStatus runList(const Options& options, Session& session);
ExitStatus runExplain(const Options& options, Session& session);
ExitStatus runVersion(const Options& options, Session& session);
ExitStatus runHelp(const Options& options, Session& session);

/// `help` of one command: what it does and its options.
std::string commandHelp(const CommandRow& command);

}  // namespace oamc
