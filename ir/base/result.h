#pragma once

#include <optional>
#include <utility>

#include "ir/base/check.h"

namespace oamc {

/// Proof that an error was reported. Only DiagnosticBuilder::emit makes one, so a failed Result always has its diagnostic.
class Failed {
 private:
  friend class DiagnosticBuilder;
  constexpr Failed() = default;
};

/// A value, or the knowledge that a diagnostic says why there is none.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : value_(std::move(value)) {}
  Result(Failed failed) : failed_(failed) {}

  explicit operator bool() const { return value_.has_value(); }
  T& operator*() { return checked(); }
  const T& operator*() const { return const_cast<Result*>(this)->checked(); }
  T* operator->() { return &checked(); }
  const T* operator->() const { return &const_cast<Result*>(this)->checked(); }

  /// For passing a failure on to a Result of another type.
  Failed failure() const {
    OAMC_CHECK(failed_.has_value(), "failure() is asked only of a failed result");
    return *failed_;
  }

 private:
  T& checked() {
    OAMC_CHECK(value_.has_value(), "a failed result has no value");
    return *value_;
  }

  std::optional<T> value_;
  std::optional<Failed> failed_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Failed failed) : failed_(failed) {}

  explicit operator bool() const { return !failed_.has_value(); }
  Failed failure() const {
    OAMC_CHECK(failed_.has_value(), "failure() is asked only of a failed result");
    return *failed_;
  }

 private:
  std::optional<Failed> failed_;
};

}  // namespace oamc
