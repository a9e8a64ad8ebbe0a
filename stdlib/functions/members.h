#pragma once

#include <unordered_map>

#include "stdlib/functions/native.h"

namespace oamc {

/// The meet of two concrete values: objects merge, everything else must be equal, and an int is no float (spec/cue.md 2.1).
/// The path of a failure is the place of the conflict.
Outcome<Data> unifyData(const Data& a, const Data& b, Arena& arena);

/// Collects the members of an object read from text. A key may occur again if the values unify.
class MemberBuilder {
 public:
  /// `key` and what `value` refers to must outlive the object.
  std::optional<FunctionFailure> add(std::string_view key, const Data& value, Arena& arena);
  /// Replaces the value of a key that is there; its place stays.
  void set(std::string_view key, const Data& value);
  Data build(Arena& arena) const { return Data::object(arena.copyArray(std::span<const Member>(members_))); }

 private:
  std::vector<Member> members_;
  std::unordered_map<std::string_view, std::size_t> places_;
};

}  // namespace oamc
