#include "stdlib/functions/html_entities.h"

#include <algorithm>

namespace oamc::html {

namespace {

struct Entity {
  std::string_view name;  ///< with the semicolon, unless it may be left out
  std::string_view text;  ///< UTF-8
};

constexpr Entity kEntities[] = {
#include "stdlib/functions/html_entities.inc"
};

}  // namespace

std::string_view findEntity(std::string_view name) {
  auto found = std::ranges::lower_bound(kEntities, name, {}, &Entity::name);
  return found != std::end(kEntities) && found->name == name ? found->text : std::string_view();
}

}  // namespace oamc::html
