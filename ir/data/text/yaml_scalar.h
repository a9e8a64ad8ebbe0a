#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "ir/data/data.h"

namespace oamc {

/// Which words and digits of plain scalars are more than strings.
enum class YamlSchema {
  kKubernetes,  ///< YAML 1.1 as Kubernetes' tools read it (spec/rendering.md 1.7)
  kCue,         ///< as CUE's encoding/yaml reads it: of the boolean words only true and false (spec/cue.md 3)
};

enum class YamlType { kNull, kBool, kInt, kFloat, kString, kMerge, kNonFinite };

struct YamlScalar {
  YamlType type = YamlType::kString;
  Data value;                     ///< of kMerge and kNonFinite: the string as written (`.inf` in its canonical spelling)
  std::string_view written = {};  ///< as it stands in the text
  bool isBroken = false;          ///< reported already; what follows from it is not
};

inline constexpr std::uint32_t kNeverYamlString = std::numeric_limits<std::uint32_t>::max();

/// From which size on a plain scalar that begins with this byte is a string whatever follows: words have at most five letters, numbers any number of digits.
inline constexpr std::array<std::uint32_t, 256> kYamlStringSizes = [] {
  constexpr std::uint32_t kLongestWord = 5;
  std::array<std::uint32_t, 256> sizes{};
  for (std::uint32_t& size : sizes) size = 1;
  for (char c : std::string_view("~<yYnNtTfFoO")) sizes[static_cast<unsigned char>(c)] = kLongestWord + 1;
  for (char c : std::string_view("0123456789+-.")) sizes[static_cast<unsigned char>(c)] = kNeverYamlString;
  return sizes;
}();

/// Whether its first byte and its size alone show that a plain scalar is a string; most are. Otherwise it may be one.
inline bool isYamlString(std::string_view plain) { return !plain.empty() && plain.size() >= kYamlStringSizes[static_cast<unsigned char>(plain[0])]; }

/// The meaning of a plain scalar without a tag. `text` must live as long as the result.
YamlScalar resolvePlainScalar(std::string_view text, YamlSchema schema, Arena& arena, SourceSpan span = {});

/// Whether reading the string back as a plain scalar would give something other than this string, in YAML 1.1 as Kubernetes reads it.
bool readsAsOtherType(std::string_view text);

/// The text of a scalar as a map key. Kubernetes: numbers in decimal, floats in 32-bit shortest form; nothing for null and integers above
/// 2^63 - 1, which it refuses (vectors of yaml-read). CUE: numbers as written.
std::optional<std::string> yamlKeyText(const YamlScalar& key, YamlSchema schema);

}  // namespace oamc
