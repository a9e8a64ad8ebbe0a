#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "backends/backend.h"

namespace oamc {

/// One target that can be asked for.
struct BackendRow {
  std::string_view name;
  std::string_view doc;
  std::unique_ptr<Backend> (*make)();
};

/// The targets of `-t`, sorted by name.
std::span<const BackendRow> backendTable();

/// The row of a target, or null.
const BackendRow* findBackend(std::string_view name);

}  // namespace oamc
