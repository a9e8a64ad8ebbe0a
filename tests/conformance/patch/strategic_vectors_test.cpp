#include <gtest/gtest.h>

#include "ir/data/text/json_writer.h"
#include "passes/patch/patch_engine.h"
#include "tests/conformance/patch/cue_file.h"
#include "tests/unit/ir/data/vector_file.h"

namespace oamc {
namespace {

/// What became of a vector: the JSON of the result, or the phase that failed (and the step, when there are several patches).
struct Outcome {
  std::string json;
  std::string phase;
  std::size_t step = 0;
};

struct Step {
  std::string_view patch;
  std::string_view mode;
};

std::vector<Step> stepsOf(const Data& vector) {
  std::vector<Step> steps{{textOf(vector, "patch"), textOf(vector, "mode")}};
  const Data* further = vector.find("then");
  if (further == nullptr || !further->isList()) return steps;
  for (const Data& step : further->items()) steps.push_back({textOf(step, "patch"), textOf(step, "mode")});
  return steps;
}

std::string patchText(std::string_view prelude, const Step& step) {
  std::string text = std::string(prelude) + "\n";
  if (step.mode != "strategic") text.append("// +patchStrategy=").append(step.mode).append("\n");
  return text.append("patch: {\n").append(step.patch).append("\n}");
}

Outcome run(const Data& vector, CueFiles& files) {
  Evaluator& evaluator = files.evaluator();
  Vertex* root = files.instance(std::string(textOf(vector, "basePrelude")) + "\noutput: {\n" + std::string(textOf(vector, "base")) + "\n}");
  Vertex* value = root == nullptr ? nullptr : evaluator.field(root, "output");
  if (value == nullptr) return {.json = {}, .phase = "base"};
  std::size_t index = 0;
  for (const Step& step : stepsOf(vector)) {
    Vertex* patchRoot = files.instance(patchText(textOf(vector, "prelude"), step));
    Vertex* patch = patchRoot == nullptr ? nullptr : evaluator.field(patchRoot, "patch");
    if (patch == nullptr || evaluator.validate(patch) != nullptr) return {.json = {}, .phase = "patch", .step = index};
    PatchRequest request;
    request.base = value;
    request.patch = patch;
    request.mode = modeOf(evaluator.tags(patch));
    request.author.name = "the patch";
    Result<Vertex*> patched = applyPatch(request, evaluator, files.sink());
    if (!patched) return {.json = {}, .phase = "apply", .step = index};
    value = *patched;
    ++index;
  }
  ExportResult result = evaluator.exportData(value);
  if (!result) {
    evaluator.report(*result.reason, files.sink());
    return {.json = {}, .phase = "result"};
  }
  return {.json = writeJson(sorted(result.data, evaluator.arena())), .phase = {}};
}

std::optional<std::string> check(const Data& vector, Arena& arena) {
  CueFiles files;
  Outcome outcome = run(vector, files);
  std::string_view phase = textOf(vector, "phase");
  if (outcome.phase != phase) return "failed in phase `" + outcome.phase + "`, not `" + std::string(phase) + "`\n" + files.messages() + outcome.json;
  if (!phase.empty()) {
    const Data* step = vector.find("step");
    bool isStep = step == nullptr || outcome.phase != "apply" || static_cast<std::int64_t>(outcome.step) == step->number().toInt64();
    return isStep ? std::nullopt : std::optional<std::string>("failed in step " + std::to_string(outcome.step));
  }
  std::string expected = writeJson(sorted(*vector.find("result"), arena));
  return outcome.json == expected ? std::nullopt : std::optional<std::string>("gave " + outcome.json);
}

TEST(PatchVectors, GiveTheRecordedResults) { checkVectors("patch-strategic", check); }

}  // namespace
}  // namespace oamc
