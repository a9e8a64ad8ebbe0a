#include "frontend/cli/options.h"

namespace oamc {

namespace {

using enum CommandId;
using enum ValueKind;

constexpr CommandSet kRendering{kRender, kVet, kPlan};
constexpr CommandSet kEvaluating{kRender, kDryRun, kVet, kPlan, kEval};
constexpr CommandSet kEvery{kRender, kDryRun, kVet, kPlan, kEval, kList, kExplain, kVersion, kHelp};

/// Appends the parts between commas; empty ones are left out.
void appendParts(std::vector<std::string>& out, std::string_view text) {
  while (!text.empty()) {
    std::string_view part = text.substr(0, text.find(','));
    if (!part.empty()) out.emplace_back(part);
    text.remove_prefix(std::min(part.size() + 1, text.size()));
  }
}

constexpr OptionRow kOptions[] = {
    {"file",
     'f',
     kText,
     "FILE",
     "the Application, Policy and Workflow documents (repeatable, separated by commas; `app.yaml` if not given)",
     {kDryRun},
     [](Options& o, const OptionValue& v) { appendParts(o.files, v.text); }},
    {"definitions",
     'd',
     kText,
     "PATH",
     "a definition, or a folder of definitions; they come before the built-in ones (repeatable)",
     {kRender, kDryRun, kVet, kPlan, kList},
     [](Options& o, const OptionValue& v) { o.definitionPaths.push_back(v.text); },
     "definition"},
    {"clusters", 0, kText, "FILE", "the inventory of clusters", kRendering, [](Options& o, const OptionValue& v) { o.clustersPath = v.text; }},
    {"live", 0, kText, "DIR", "objects that exist in the clusters: DIR/<cluster>/**/*.yaml", kRendering,
     [](Options& o, const OptionValue& v) { o.livePath = v.text; }},
    {"crds", 0, kText, "DIR", "CustomResourceDefinitions, which tell the scope of kinds", kRendering,
     [](Options& o, const OptionValue& v) { o.crdsPath = v.text; }},
    {"no-library",
     0,
     kFlag,
     "",
     "leave out the built-in definitions",
     {kRender, kDryRun, kVet, kPlan, kList},
     [](Options& o, const OptionValue& v) { o.hasNoLibrary = v.flag; }},
    {"namespace",
     'n',
     kText,
     "NAME",
     "the namespace of the Applications",
     {kRender, kDryRun, kVet, kPlan},
     [](Options& o, const OptionValue& v) { o.namespaceName = v.text; }},
    {"definition-namespace",
     'x',
     kText,
     "NAME",
     "where definitions of the system live (`vela-system`)",
     {kDryRun},
     [](Options& o, const OptionValue& v) { o.definitionNamespace = v.text; }},
    {"env", 'e', kText, "NAME", "accepted; environments live in a cluster and have no effect here", {kDryRun}, [](Options&, const OptionValue&) {}},
    {"offline", 0, kFlag, "", "accepted; nothing else is possible", {kDryRun}, [](Options&, const OptionValue&) {}},
    {"merge",
     0,
     kFlag,
     "",
     "merge the Policy and Workflow documents into the Application",
     {kDryRun},
     [](Options& o, const OptionValue& v) { o.mergesDocuments = v.flag; }},
    {"kube-version", 0, kText, "VERSION", "the version of clusters without one in the inventory", kRendering,
     [](Options& o, const OptionValue& v) { o.kubernetesVersion = v.text; }},
    {"revision", 0, kNumber, "N", "the revision of the Application, for labels and context", kRendering,
     [](Options& o, const OptionValue& v) { o.revision = static_cast<std::uint32_t>(v.number); }},
    {"restage", 0, kChoice, "first|last", "which of two deploy steps decides what one placement gets (`first`)", kRendering,
     [](Options& o, const OptionValue& v) { o.restagesLast = v.text == "last"; }},
    {"terraform", 0, kChoice, "omit|configuration", "cloud resources among Kubernetes objects: left out with a warning, or as Configuration objects",
     kRendering, [](Options& o, const OptionValue& v) { o.writesConfigurations = v.text == "configuration"; }},

    {"expression",
     'e',
     kText,
     "PATH",
     "evaluate this field or expression instead of the whole file",
     {kEval},
     [](Options& o, const OptionValue& v) { o.expression = v.text; }},
    {"target", 't', kText, "NAME", "what to write (`oamc list targets`)", {kRender}, [](Options& o, const OptionValue& v) { o.target.name = v.text; }},
    {"output",
     'o',
     kText,
     "PATH",
     "a folder, or one file if PATH ends in .yaml, .yml or .json; `-` is standard output",
     {kRender},
     [](Options& o, const OptionValue& v) { o.outputPath = v.text; }},
    {"format",
     0,
     kChoice,
     "yaml|json|records",
     "the form of the objects; records are the log of what is sent to the clusters",
     {kRender},
     [](Options& o, const OptionValue& v) {
       o.target.format = v.text == "json" ? OutputFormat::kJson : v.text == "records" ? OutputFormat::kRecords : OutputFormat::kYaml;
     }},
    {"format",
     0,
     kChoice,
     "json|yaml|cue",
     "the form of the value (`json`)",
     {kEval},
     [](Options& o, const OptionValue& v) { o.evalFormat = v.text == "yaml"  ? EvalFormat::kYaml
                                                           : v.text == "cue" ? EvalFormat::kCue
                                                                             : EvalFormat::kJson; }},
    {"cluster", 0, kText, "NAME", "only objects of this cluster", {kRender}, [](Options& o, const OptionValue& v) { o.target.cluster = v.text; }},
    {"all-clusters",
     0,
     kFlag,
     "",
     "objects of several clusters in one stream",
     {kRender},
     [](Options& o, const OptionValue& v) { o.target.allClusters = v.flag; }},
    {"single-file",
     0,
     kFlag,
     "",
     "one file for each Application below the output folder",
     {kRender},
     [](Options& o, const OptionValue& v) { o.target.isSingleFile = v.flag; }},
    {"prune",
     0,
     kFlag,
     "",
     "remove files written for Applications that are no longer rendered",
     {kRender},
     [](Options& o, const OptionValue& v) { o.prunes = v.flag; }},
    {"allow-empty", 0, kFlag, "", "a result without objects is no error", {kRender}, [](Options& o, const OptionValue& v) { o.allowsEmpty = v.flag; }},

    {"diagnostics", 0, kChoice, "text|short|json", "the form of diagnostics on standard error (`text`)", kEvery,
     [](Options& o, const OptionValue& v) {
       o.diagnostics.format = v.text == "json" ? DiagnosticFormat::kJson : v.text == "short" ? DiagnosticFormat::kShort : DiagnosticFormat::kText;
     }},
    {"color", 0, kChoice, "auto|always|never", "colours in diagnostics (`auto`: on a terminal, unless NO_COLOR is set)", kEvery,
     [](Options& o, const OptionValue& v) {
       o.color = v.text == "always" ? ColorChoice::kAlways : v.text == "never" ? ColorChoice::kNever : ColorChoice::kAuto;
     }},
    {"werror", 0, kFlag, "", "warnings count as errors", kEvaluating, [](Options& o, const OptionValue& v) { o.warningsAreErrors = v.flag; }},
    {"max-errors", 0, kNumber, "N", "print no more than N errors (100; 0 is all)", kEvery,
     [](Options& o, const OptionValue& v) { o.diagnostics.maxErrors = static_cast<std::size_t>(v.number); }},
    {"help", 'h', kFlag, "", "describe the command", kEvery, [](Options& o, const OptionValue& v) { o.wantsHelp = v.flag; }},

    {"max-nesting", 0, kNumber, "N", "limit: nested brackets in a source file (1000)", kEvaluating,
     [](Options& o, const OptionValue& v) { o.limits.sourceNesting = static_cast<std::uint32_t>(v.number); }},
    {"max-depth", 0, kNumber, "N", "limit: depth of an evaluated structure (2000)", kEvaluating,
     [](Options& o, const OptionValue& v) { o.limits.vertexDepth = static_cast<std::uint32_t>(v.number); }},
    {"max-steps", 0, kNumber, "N", "limit: evaluation steps of one rendering (50000000)", kEvaluating,
     [](Options& o, const OptionValue& v) { o.limits.evaluationSteps = v.number; }},
    {"max-candidates", 0, kNumber, "N", "limit: candidates of one disjunction (20000)", kEvaluating,
     [](Options& o, const OptionValue& v) { o.limits.disjunctionCandidates = static_cast<std::uint32_t>(v.number); }},
    {"max-memory", 0, kBytes, "BYTES", "limit: memory of one rendering (1G)", kEvaluating,
     [](Options& o, const OptionValue& v) { o.limits.evaluationBytes = static_cast<std::size_t>(v.number); }},
    {"max-output", 0, kBytes, "BYTES", "limit: output of one Application (256M)", kEvaluating,
     [](Options& o, const OptionValue& v) { o.limits.outputBytes = static_cast<std::size_t>(v.number); }},
    {"max-alias-factor", 0, kNumber, "N", "limit: how many times YAML aliases may multiply a document (10)", kEvaluating,
     [](Options& o, const OptionValue& v) { o.limits.aliasFactor = static_cast<std::uint32_t>(v.number); }},
};

}  // namespace

std::span<const OptionRow> optionTable() { return kOptions; }

}  // namespace oamc
