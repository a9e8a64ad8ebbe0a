#pragma once

#include <cstdint>
#include <string>

#include "ir/oam/application.h"
#include "ir/oam/condition_compiler.h"
#include "ir/oam/definition_index.h"
#include "passes/eval/evaluator.h"
#include "passes/eval/shared_modules.h"
#include "passes/render/context_reads.h"

namespace oamc {

enum class RenderMode : std::uint8_t {
  kRender,  ///< what the controller would apply
  kDryRun,  ///< what `vela dry-run --offline` prints
};

/// The version a hub without inventory is taken to have, so that no removed API is written (design of the product, section 2).
inline constexpr std::string_view kDefaultKubernetesVersion = "1.35";

/// What the command line decides about a run of the stages, and what all its renderings share. The references must outlive the run.
struct RenderOptions {
  const EvaluatorOptions& evaluation;  ///< of every evaluator that a stage makes
  SharedModules& modules;              ///< templates that were evaluated before
  ContextReadsTable& contextReads;     ///< of templates
  const ConditionCompiler& conditions;
  RenderMode mode = RenderMode::kRender;
  std::string namespaceName = {};                   ///< `-n`
  std::string definitionNamespace = "vela-system";  ///< `-x`
  std::string kubernetesVersion = std::string(kDefaultKubernetesVersion);
  std::uint32_t revision = 0;         ///< `--revision`; 0: unknown
  std::string cluster = {};           ///< `--cluster`: must exist
  bool mergesDocuments = false;       ///< dry-run `--merge`
  bool restagesLast = false;          ///< `--restage last`
  bool writesConfigurations = false;  ///< `--terraform configuration`
  bool isLog = false;                 ///< records: what is sent, without the rules for one desired state
};

/// How the definitions of an application are looked up.
DefinitionQuery definitionQuery(const RenderOptions& options, const Application& application, std::string_view namespaceName);

}  // namespace oamc
