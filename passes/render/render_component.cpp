#include "passes/render/render_component.h"

#include <deque>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "passes/eval/evaluator.h"
#include "passes/patch/patch_engine.h"
#include "passes/render/check_definition.h"
#include "passes/render/context.h"
#include "passes/render/context_reads.h"
#include "passes/render/declared_parameters.h"
#include "passes/render/evaluate_template.h"
#include "passes/render/module_fields.h"
#include "passes/render/terraform.h"

namespace oamc {
namespace {

/// A template with the module it was compiled to, for as long as values made from it live.
struct CompiledUse {
  CompiledUse(const Definition& definition, const Module& compiled, const Data& parameter, const Data& context, const ContextReads& reads, SourceSpan place)
      : module(compiled), use{definition, module, parameter, context, reads, place} {}
  CompiledUse(const CompiledUse&) = delete;
  CompiledUse& operator=(const CompiledUse&) = delete;

  Module module;
  TemplateUse use;
};

/// An object of `outputs` in the making.
struct Auxiliary {
  std::string_view resource;
  std::string_view type;
  const Definition* trait;
  SourceSpan producer;
  Vertex* value;
  const CompiledUse* source;
};

/// The state that the traits of one component share (spec/rendering.md 3.1).
class ComponentRendering {
 public:
  ComponentRendering(const ComponentVariant& variant, const Data& context, Evaluator& evaluator, RenderContext& cx)
      : variant_(variant), component_(variant.component), context_(context), cx_(cx), evaluator_(evaluator) {}

  Result<RenderedParts> run() {
    ContextScope scope(cx_.sink, "component `" + std::string(component_.name.text) + "` of type `" + std::string(component_.type.text) + "`");
    Result<RenderedParts> parts = render();
    for (const CompiledUse& compiled : uses_) warnOfUndeclaredParameters(compiled.use, cx_.definitions, cx_.sink);
    return parts;
  }

  /// The templates that were evaluated.
  std::vector<Module> modules() const {
    std::vector<Module> modules;
    for (const CompiledUse& compiled : uses_) modules.push_back(compiled.module);
    return modules;
  }

 private:
  Result<RenderedParts> render() {
    std::optional<Failed> failure = variant_.failure;
    if (variant_.definition != nullptr)
      if (Result<void> done = renderWorkload(); !done) failure = done.failure();
    for (std::size_t i = 0; i < component_.traits.size(); ++i) {
      const Definition* definition = variant_.traitDefinitions[i];
      if (definition == nullptr || definition->category == DefinitionCategory::kNone) continue;
      ContextScope traitScope(cx_.sink, "trait `" + std::string(component_.traits[i].type.text) + "`");
      Result<void> done = failure ? checkTrait(component_.traits[i], *definition) : applyTrait(component_.traits[i], *definition);
      if (!done) failure = done.failure();
    }
    if (failure) return *failure;
    return finish();
  }

  Result<void> renderWorkload() {
    const Definition& definition = *variant_.definition;
    if (definition.category == DefinitionCategory::kTerraform) return renderTerraform();
    Data parameter = component_.properties.isNull() ? Data::object({}) : component_.properties;
    // What is missing in it is missing below the key, or in the component that has no such key.
    parameter = parameter.withSpan(component_.propertiesKey.valid() ? component_.propertiesKey : component_.type.span);
    Result<CompiledUse*> use = compile(definition, parameter, context_, component_.type.span);
    if (!use) return use.failure();
    Result<Vertex*> root = evaluateTemplate((*use)->use, evaluator_, cx_.sink);
    if (!root) return root.failure();
    base_ = evaluator_.field(*root, "output");
    if (base_ == nullptr) return reportNoOutput(definition, (*use)->module, component_.type.span, cx_.sink);
    appendOutputs(*root, kAuxiliaryType, nullptr, *use);
    return {};
  }

  Result<void> renderTerraform() {
    bool isDryRun = cx_.options.mode == RenderMode::kDryRun;
    Result<Data> configuration =
        terraformConfiguration(variant_, cx_.namespaceName, isDryRun ? ConfigurationStyle::kRecorded : ConfigurationStyle::kPlain, cx_.arena, cx_.sink);
    if (!configuration) return configuration.failure();
    terraform_ = *configuration;
    return {};
  }

  Result<CompiledUse*> compile(const Definition& definition, const Data& parameter, const Data& context, SourceSpan use) {
    Result<Module> module = definition.module(cx_.sink);
    return module ? compile(definition, *module, parameter, context, use) : module.failure();
  }

  Result<CompiledUse*> compile(const Definition& definition, const Module& module, const Data& parameter, const Data& context, SourceSpan use) {
    CompiledUse& compiled = uses_.emplace_back(definition, module, parameter, context, cx_.options.contextReads.of(module), use);
    if (Result<void> checked = checkParameterNames(compiled.use, cx_.sink); !checked) {
      static_cast<void>(checkParameter(compiled.use, evaluator_, cx_.sink));
      return checked.failure();
    }
    return &compiled;
  }

  void appendOutputs(Vertex* root, std::string_view type, const Definition* trait, const CompiledUse* use) {
    for (const FieldView& field : outputFields(root, evaluator_)) auxiliaries_.push_back({field.name, type, trait, use->use.use, field.value, use});
  }

  Result<void> applyTrait(const Trait& trait, const Definition& definition) {
    if (definition.category == DefinitionCategory::kNone) return {};
    Result<TraitView> view = traitView();
    if (!view) return view.failure();
    Result<Module> module = definition.module(cx_.sink);
    if (!module) return module.failure();
    Data context = cx_.options.contextReads.of(*module).mayExceed(context_) ? traitContext(context_, *view, evaluator_.arena()) : context_;
    Result<CompiledUse*> use = compile(definition, *module, parameterOf(trait), context, trait.type.span);
    if (!use) return use.failure();
    Result<Vertex*> root = evaluateTemplate((*use)->use, evaluator_, cx_.sink);
    if (!root) return root.failure();
    if (evaluator_.field(*root, "processing") != nullptr) return reportProcessing((*use)->use);
    appendOutputs(*root, cx_.arena.copyText(convertedTypeName(trait.type.text)), &definition, *use);
    return applyPatches(*root, trait, **use);
  }

  static Data parameterOf(const Trait& trait) { return trait.propertiesKey.valid() ? trait.properties.withSpan(trait.propertiesKey) : trait.properties; }

  /// What can be told of a trait without the workload that it acts on.
  Result<void> checkTrait(const Trait& trait, const Definition& definition) {
    Result<CompiledUse*> use = compile(definition, parameterOf(trait), context_, trait.type.span);
    if (!use) return use.failure();
    return checkParameter((*use)->use, evaluator_, cx_.sink);
  }

  Failed reportProcessing(const TemplateUse& use) {
    return cx_.sink.report(diag::ProcessingRefused, use.use, use.definition.name.text).related(labelSpan(use.module, {"processing"}), "the request").emit();
  }

  /// What the next trait sees; everything must be concrete by now, whether it looks at it or not (spec/rendering.md 3.3).
  Result<TraitView> traitView() {
    TraitView view;
    view.componentType = cx_.arena.copyText(convertedTypeName(component_.type.text));
    if (base_ != nullptr) {
      ExportResult output = evaluator_.exportData(base_);
      if (!output) return evaluator_.report(*output.reason, cx_.sink);
      view.output = output.data;
    }
    std::vector<Member> members;
    for (const Auxiliary& auxiliary : auxiliaries_) {
      ExportResult output = evaluator_.exportData(auxiliary.value);
      if (!output) return evaluator_.report(*output.reason, cx_.sink);
      std::erase_if(members, [&](const Member& member) { return member.key == auxiliary.resource; });
      members.push_back({auxiliary.resource, output.data, {}});
    }
    if (!members.empty()) view.outputs = Data::object(evaluator_.arena().copyArray<Member>(members));
    return view;
  }

  Result<void> applyPatches(Vertex* root, const Trait& trait, const CompiledUse& use) {
    PatchAuthor author{evaluator_.arena().copyText("trait `" + std::string(trait.type.text) + "`"), trait.type.span, &use.use.module};
    if (Vertex* patch = evaluator_.field(root, "patch")) {
      if (base_ == nullptr)
        return cx_.sink.report(diag::PatchWithoutWorkload, trait.type.span, trait.type.text, component_.name.text)
            .related(component_.type.span, "a terraform component")
            .emit();
      Result<Vertex*> patched = apply(base_, patch, modeOf(evaluator_.tags(patch)), author);
      if (!patched) return patched.failure();
      base_ = *patched;
    }
    if (Vertex* patches = evaluator_.field(root, "patchOutputs")) {
      for (Auxiliary& auxiliary : auxiliaries_) {
        Vertex* patch = evaluator_.field(patches, auxiliary.resource);
        if (patch == nullptr) continue;
        Result<Vertex*> patched = apply(auxiliary.value, patch, PatchMode::kStrategic, author);
        if (!patched) return patched.failure();
        auxiliary.value = *patched;
      }
    }
    authors_.push_back(author);
    return {};
  }

  Result<Vertex*> apply(Vertex* base, Vertex* patch, PatchMode mode, const PatchAuthor& author) {
    PatchRequest request{.base = base, .patch = patch, .mode = mode, .author = author, .earlier = authors_, .limits = cx_.options.evaluation.limits};
    return applyPatch(request, evaluator_, cx_.sink);
  }

  Result<RenderedParts> finish() {
    RenderedParts result;
    std::optional<Failed> failure;
    if (base_ == nullptr) {
      result.parts.push_back(part(terraform_, nullptr));
    } else if (Result<Data> object = exportObject(base_, uses_.front().use, {"output"}, evaluator_, cx_.sink)) {
      result.parts.push_back(part(copyInto(*object, cx_.arena), nullptr));
    } else {
      failure = object.failure();
    }
    for (const Auxiliary& auxiliary : auxiliaries_) {
      Result<Data> object = exportObject(auxiliary.value, auxiliary.source->use, {"outputs", auxiliary.resource}, evaluator_, cx_.sink);
      if (object) {
        result.parts.push_back(part(copyInto(*object, cx_.arena), &auxiliary));
      } else {
        failure = object.failure();
      }
    }
    if (failure) return *failure;
    return result;
  }

  RenderedPart part(const Data& object, const Auxiliary* auxiliary) {
    if (auxiliary == nullptr) return {object, {}, {}, nullptr, component_.type.span};
    return {object, auxiliary->type, cx_.arena.copyText(auxiliary->resource), auxiliary->trait, auxiliary->producer};
  }

  const ComponentVariant& variant_;
  const Component& component_;
  const Data& context_;
  RenderContext& cx_;
  Evaluator& evaluator_;
  std::deque<CompiledUse> uses_;  // values refer to the modules
  Vertex* base_ = nullptr;        // null for terraform components
  Data terraform_;
  std::vector<Auxiliary> auxiliaries_;
  std::vector<PatchAuthor> authors_;
};

}  // namespace

Result<RenderedParts> renderComponent(const ComponentVariant& variant, const Data& context, RenderContext& cx) {
  ComponentRendering rendering(variant, context, cx.evaluators.begin(), cx);
  Result<RenderedParts> parts = rendering.run();
  cx.evaluators.end(rendering.modules(), !parts);
  return parts;
}

Result<RenderedParts> renderPolicy(const PlannedPolicy& policy, const Data& context, RenderContext& cx) {
  ContextScope scope(cx.sink, "policy `" + std::string(policy.name) + "`");
  Result<Module> module = policy.definition->module(cx.sink);
  if (!module) return module.failure();
  TemplateUse use{*policy.definition, *module, policy.properties, context, cx.options.contextReads.of(*module), policy.span};
  if (Result<void> checked = checkParameterNames(use, cx.sink); !checked) return checked.failure();
  Evaluator evaluator(cx.options.evaluation, &cx.options.modules);
  Result<Vertex*> root = evaluateTemplate(use, evaluator, cx.sink);
  if (!root) return root.failure();
  RenderedParts result;
  auto add = [&](Vertex* value, std::string_view resource) -> Result<void> {
    Result<Data> object =
        resource.empty() ? exportObject(value, use, {"output"}, evaluator, cx.sink) : exportObject(value, use, {"outputs", resource}, evaluator, cx.sink);
    if (!object) return object.failure();
    result.parts.push_back({copyInto(*object, cx.arena), {}, cx.arena.copyText(resource), nullptr, policy.span});
    return {};
  };
  Vertex* output = evaluator.field(*root, "output");
  if (output == nullptr) return reportNoOutput(*policy.definition, *module, policy.span, cx.sink);
  if (Result<void> added = add(output, {}); !added) return added.failure();
  for (const FieldView& field : outputFields(*root, evaluator))
    if (Result<void> added = add(field.value, field.name); !added) return added.failure();
  warnOfUndeclaredParameters(use, cx.definitions, cx.sink);
  return result;
}

}  // namespace oamc
