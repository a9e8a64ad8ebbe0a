#include "frontend/cli/command.h"

namespace oamc {

ExitStatus runVersion(const Options&, Session& session) {
  session.result.append("oamc " OAMC_VERSION "\nkubernetes " + std::string(kDefaultKubernetesVersion) + " (default of --kube-version)\n");
  return ExitStatus::kSuccess;
}

}  // namespace oamc
