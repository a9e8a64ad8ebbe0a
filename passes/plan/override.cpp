#include "passes/plan/override.h"

#include <algorithm>
#include <optional>
#include <string>

#include "ir/base/suggest.h"
#include "passes/plan/deep_merge.h"

namespace oamc {
namespace {

Data mergedProperties(const Data& base, const Data& patch, Arena& arena) {
  Data start = base.isObject() ? base : Data::object({});
  return patch.isObject() ? deepMerge(start, patch, arena) : start;
}

Trait mergedTrait(const Trait& base, const Trait& patch, Arena& arena) {
  Trait merged = base;
  merged.properties = mergedProperties(base.properties, patch.properties, arena);
  if (!merged.propertiesKey.valid()) merged.propertiesKey = patch.propertiesKey;
  return merged;
}

/// Traits are keyed by type. Two slots of one type in the base both show the last trait of the type, and one that is disabled and given again
/// keeps its slot and gets another (spec/rendering.md 5.2).
class TraitSlots {
 public:
  explicit TraitSlots(std::span<const Trait> base) {
    for (const Trait& trait : base) {
      slots_.push_back(trait.type.text);
      set(trait);
    }
  }

  void apply(const Trait& patch, Arena& arena) {
    auto present = find(patch.type.text);
    if (present != traits_.end()) {
      if (patch.disable) {
        traits_.erase(present);
      } else {
        *present = mergedTrait(*present, patch, arena);
      }
    } else if (!patch.disable) {
      slots_.push_back(patch.type.text);
      traits_.push_back(patch);
    }
  }

  std::vector<Trait> inOrder() {
    std::vector<Trait> ordered;
    for (std::string_view type : slots_)
      if (auto trait = find(type); trait != traits_.end()) ordered.push_back(*trait);
    return ordered;
  }

 private:
  std::vector<Trait>::iterator find(std::string_view type) {
    return std::ranges::find(traits_, type, [](const Trait& trait) { return trait.type.text; });
  }
  void set(const Trait& trait) {
    if (auto present = find(trait.type.text); present != traits_.end()) {
      *present = trait;
    } else {
      traits_.push_back(trait);
    }
  }

  std::vector<std::string_view> slots_;
  std::vector<Trait> traits_;
};

Component merged(const Component& base, const Component& patch, Arena& arena) {
  Component result = base;
  result.properties = mergedProperties(base.properties, patch.properties, arena);
  if (!result.propertiesKey.valid()) result.propertiesKey = patch.propertiesKey;
  if (!patch.externalRevision.empty()) result.externalRevision = patch.externalRevision;
  TraitSlots slots(base.traits);
  for (const Trait& trait : patch.traits) slots.apply(trait, arena);
  result.traits = slots.inOrder();
  return result;
}

/// A component that consists of the entry alone; its name is the pattern's text.
Component standalone(const Component& entry) {
  Component result = entry;
  if (result.properties.isNull()) result.properties = Data::object({});
  std::erase_if(result.traits, [](const Trait& trait) { return trait.disable; });
  return result;
}

std::string patternText(std::string_view name) {
  std::string pattern;
  for (char c : name) {
    if (c == '*') pattern += '.';
    pattern += c;
  }
  return pattern;
}

bool hasPatternCharacter(std::string_view name) { return name.find_first_of("*^$|()[]{}+?\\") != std::string_view::npos; }

class OverrideRun {
 public:
  OverrideRun(std::vector<Component> components, OverrideContext& cx) : components_(std::move(components)), cx_(cx) {}

  void applyUnnamed(const Component& entry) {
    for (Component& component : components_)
      if (entry.type.empty() || entry.type.text == component.type.text) component = merged(component, entry, cx_.arena);
  }

  void applyNamed(const Component& entry) {
    const Regex* pattern = cx_.regexes.compile(patternText(entry.name.text)).regex;
    bool isMatched = false;
    for (Component& component : components_) {
      if (pattern == nullptr || !pattern->matches(component.name.text)) continue;
      isMatched = true;
      warnOfSurprise(entry, component);
      component = entry.type.empty() || entry.type.text == component.type.text ? merged(component, entry, cx_.arena) : replaced(component, entry);
    }
    if (!isMatched) append(entry, pattern == nullptr);
  }

  void select(const std::vector<SpannedText>& selector) {
    std::erase_if(components_,
                  [&](const Component& component) { return std::ranges::find(selector, component.name.text, &SpannedText::text) == selector.end(); });
  }

  const std::optional<Failed>& failure() const { return failure_; }
  std::vector<Component> take() { return std::move(components_); }

 private:
  void warnOfSurprise(const Component& entry, const Component& component) {
    if (entry.name.text == component.name.text || hasPatternCharacter(entry.name.text)) return;
    std::string anchored = "^" + std::string(entry.name.text) + "$";
    cx_.sink.report(diag::OverrideNameHitsMore, entry.name.span, entry.name.text, component.name.text, cx_.policy.name.text)
        .label("matches `" + std::string(component.name.text) + "` too")
        .related(component.name.span, "this component is changed as well")
        .hint("write `" + anchored + "` to mean this one name only")
        .fix(entry.name.span, "\"" + anchored + "\"")
        .emit();
  }

  Component replaced(const Component& component, const Component& entry) {
    cx_.sink.report(diag::OverrideReplacesComponent, entry.type.span, component.name.text, component.type.text, entry.type.text, cx_.policy.name.text)
        .related(component.span, "nothing of this component is kept")
        .emit();
    return standalone(entry);
  }

  void append(const Component& entry, bool isBroken) {
    // The reference adds a component only for names with a lower-case letter; any other valid name is refused by Kubernetes anyway.
    if (std::ranges::none_of(entry.name.text, [](char c) { return c >= 'a' && c <= 'z'; })) return;
    if (entry.type.empty()) {
      failure_ = isBroken ? reportBrokenPattern(entry) : reportUnknownComponent(entry);
      return;
    }
    components_.push_back(standalone(entry));
  }

  Failed reportBrokenPattern(const Component& entry) {
    return cx_.sink.report(diag::OverrideBadPattern, entry.name.span, entry.name.text, cx_.policy.name.text)
        .label("not a valid regular expression")
        .hint("names in an override are patterns: escape special characters with `\\`")
        .emit();
  }

  Failed reportUnknownComponent(const Component& entry) {
    std::vector<std::string_view> names;
    for (const Component& component : components_) names.push_back(component.name.text);
    auto builder = cx_.sink.report(diag::OverrideUnknownComponent, entry.name.span, entry.name.text, cx_.policy.name.text);
    if (auto near = suggest(entry.name.text, names)) {
      builder.hint("did you mean `" + std::string(*near) + "`?").fix(entry.name.span, std::string(*near));
    } else {
      builder.hint("to add a component, give it a `type`");
    }
    return builder.emit();
  }

  std::vector<Component> components_;
  OverrideContext& cx_;
  std::optional<Failed> failure_;
};

}  // namespace

Result<std::vector<Component>> applyOverride(std::vector<Component> components, const OverridePolicy& override, OverrideContext& cx) {
  OverrideRun run(std::move(components), cx);
  for (const Component& entry : override.components) entry.name.empty() ? run.applyUnnamed(entry) : run.applyNamed(entry);
  if (run.failure()) return *run.failure();
  if (override.selector) run.select(*override.selector);
  return run.take();
}

}  // namespace oamc
