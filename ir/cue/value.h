#pragma once

#include <cstdint>
#include <string_view>

#include "ir/cue/kind.h"
#include "ir/data/number.h"

namespace oamc {

/// A concrete scalar of CUE: null, bool, number, string or bytes. Kind::kBottom means "none".
struct Atom {
  Kind kind = Kind::kBottom;
  std::uint32_t size = 0;         ///< bool: 0 or 1; string, bytes: length
  const void* payload = nullptr;  ///< string, bytes: first byte; number: Number

  static Atom null() { return {Kind::kNull, 0, nullptr}; }
  static Atom boolean(bool value) { return {Kind::kBool, value ? 1U : 0U, nullptr}; }
  static Atom number(const Number* value) { return {value->isInt() ? Kind::kInt : Kind::kFloat, 0, value}; }
  static Atom string(std::string_view text) { return {Kind::kString, static_cast<std::uint32_t>(text.size()), text.data()}; }
  static Atom bytes(std::string_view text) { return {Kind::kBytes, static_cast<std::uint32_t>(text.size()), text.data()}; }

  explicit operator bool() const { return kind != Kind::kBottom; }
  bool isNumber() const { return intersects(kind, Kind::kNumber); }
  bool boolean() const { return size != 0; }
  const Number& number() const { return *static_cast<const Number*>(payload); }
  std::string_view text() const { return {static_cast<const char*>(payload), size}; }
};

/// True when unification keeps one of them: same kind and same value (`1` and `1.0` differ, spec/cue.md 2.1).
bool unifies(const Atom& a, const Atom& b);

}  // namespace oamc
