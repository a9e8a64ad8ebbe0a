#include <algorithm>

#include "frontend/cli/command.h"
#include "ir/base/check.h"

namespace oamc {

namespace {

constexpr CommandRow kCommands[] = {
    {CommandId::kRender, "render", "PATH...", 1, kAnyNumber, "compile Applications to manifests",
     "Reads the OAM documents in the files and folders PATH (`-` is standard input) and writes what the controller would apply: for every deploy step the "
     "components at their placements, after overrides, replication and traits. Nothing is written if any Application has an error.",
     true, runRender},
    {CommandId::kDryRun, "dry-run", "", 0, 0, "print what `vela dry-run --offline` prints",
     "A drop-in for `vela dry-run --offline`: the same options, the same bytes.", true, runDryRun},
    {CommandId::kVet, "vet", "PATH...", 1, kAnyNumber, "check Applications and definitions",
     "The checks of `render` without output, for commit hooks and pipelines. Definitions (CUE or YAML) among the paths are checked as well. A parameter that a "
     "definition does not declare, which is a warning for `render`, is an error here.",
     true, runVet},
    {CommandId::kPlan, "plan", "PATH...", 1, kAnyNumber, "print the steps of a delivery",
     "Reads the same documents as `render`, and WorkflowRuns, and prints the steps in the order in which they run when everything succeeds, with the objects "
     "that "
     "each of them applies and the clusters they go to.",
     true, runPlan},
    {CommandId::kEval, "eval", "FILE...|FOLDER", 1, kAnyNumber, "evaluate CUE",
     "Unifies the CUE files, or those of a folder, and prints the value. Imports are built-in packages and folders below `cue.mod`.", false, runEval},
    {CommandId::kList, "list", "targets|definitions|passes|functions|diagnostics", 1, 1, "print one of the tables that the compiler works with", "", false,
     runList},
    {CommandId::kExplain, "explain", "CODE", 1, 1, "describe a diagnostic, with an example and what to do", "", false, runExplain},
    {CommandId::kVersion, "version", "", 0, 0, "print the version and the versions it stands for", "", false, runVersion},
    {CommandId::kHelp, "help", "[COMMAND]", 0, 1, "describe the commands", "", false, runHelp},
};

}  // namespace

std::span<const CommandRow> commandTable() { return kCommands; }

const CommandRow& commandRow(CommandId id) {
  auto row = std::ranges::find(kCommands, id, &CommandRow::id);
  OAMC_CHECK(row != std::end(kCommands), "every command has a row");
  return *row;
}

}  // namespace oamc
