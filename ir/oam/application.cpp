#include "ir/oam/application.h"

#include <algorithm>

namespace oamc {

namespace {

template <typename T>
const T* findNamed(const std::vector<T>& items, std::string_view name) {
  auto found = std::ranges::find_if(items, [&](const T& item) { return item.name.text == name; });
  return found == items.end() ? nullptr : &*found;
}

}  // namespace

const Component* Application::findComponent(std::string_view componentName) const { return findNamed(components, componentName); }

const Policy* Application::findPolicy(std::string_view policyName) const { return findNamed(policies, policyName); }

std::string_view Application::annotation(std::string_view key) const {
  const Data* value = annotations.isObject() ? annotations.find(key) : nullptr;
  return value != nullptr && value->isString() ? value->text() : std::string_view();
}

}  // namespace oamc
