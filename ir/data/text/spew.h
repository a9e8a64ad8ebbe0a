#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "ir/data/data.h"

namespace oamc {

/// The dump of an object from which generated names are made: Go's view of its types and values, keys sorted bytewise (spec/rendering.md 3.7).
std::string dumpObject(const Data& object);

/// FNV-1a, 32 bits, of the bytes.
std::uint32_t fnv1a(std::string_view bytes);

/// The last part of a generated name: the FNV-1a of the dump in decimal, with digits that spell no words.
std::string nameHash(std::string_view dump);

}  // namespace oamc
