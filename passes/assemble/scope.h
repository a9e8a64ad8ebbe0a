#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace oamc {

enum class Scope : std::uint8_t { kNamespaced, kCluster };

/// The group of an apiVersion: empty for the core group (`v1`).
std::string_view groupOf(std::string_view apiVersion);

/// Which kinds live in namespaces: what CRDs among the inputs say, then the table of known kinds (design of the product, section 2).
class ScopeTable {
 public:
  /// Takes over the scope that a CustomResourceDefinition declares.
  void add(std::string_view group, std::string_view kind, Scope scope);

  /// The scope of a kind, or nothing if nobody knows it.
  std::optional<Scope> find(std::string_view group, std::string_view kind) const;

 private:
  std::map<std::string, Scope, std::less<>> declared_;
};

}  // namespace oamc
