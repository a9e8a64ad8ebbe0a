#include "stdlib/functions/duration.h"

#include <limits>

namespace oamc::time {

namespace {

struct Unit {
  std::string_view name;
  std::uint64_t nanoseconds;
};

// Of two that start alike the longer one stands first; the two micro signs are U+00B5 and U+03BC.
constexpr Unit kUnits[] = {
    {"ns", 1}, {"us", 1'000}, {"\u00b5s", 1'000}, {"\u03bcs", 1'000}, {"ms", 1'000'000}, {"s", 1'000'000'000}, {"m", 60'000'000'000}, {"h", 3'600'000'000'000},
};

constexpr std::uint64_t kMost = std::uint64_t{1} << 63;

bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// Takes the unit up to the next digit or point.
const Unit* takeUnit(std::string_view& rest) {
  std::size_t size = 0;
  while (size < rest.size() && rest[size] != '.' && !isDigit(rest[size])) ++size;
  std::string_view name = rest.substr(0, size);
  rest.remove_prefix(size);
  for (const Unit& unit : kUnits) {
    if (unit.name == name) return &unit;
  }
  return nullptr;
}

/// Takes a number and its unit. Nothing if it is malformed or too large.
std::optional<std::uint64_t> takePart(std::string_view& rest) {
  std::uint64_t whole = 0;
  bool hasDigits = false;
  for (; !rest.empty() && isDigit(rest[0]); rest.remove_prefix(1)) {
    hasDigits = true;
    if (whole > kMost / 10) return std::nullopt;
    whole = whole * 10 + static_cast<std::uint64_t>(rest[0] - '0');
  }
  std::uint64_t fraction = 0;
  double scale = 1;
  if (rest.starts_with('.')) {
    rest.remove_prefix(1);
    for (; !rest.empty() && isDigit(rest[0]); rest.remove_prefix(1)) {
      hasDigits = true;
      if (fraction > (kMost - 1) / 10) continue;  // further digits do not matter
      fraction = fraction * 10 + static_cast<std::uint64_t>(rest[0] - '0');
      scale *= 10;
    }
  }
  const Unit* unit = takeUnit(rest);
  if (!hasDigits || unit == nullptr || whole > kMost / unit->nanoseconds) return std::nullopt;
  // The fraction is computed as the reference does, in binary.
  auto below = static_cast<std::uint64_t>(static_cast<double>(fraction) * (static_cast<double>(unit->nanoseconds) / scale));
  return whole * unit->nanoseconds + below;
}

/// `value` units of 10^decimals, without trailing zeros.
std::string decimalText(std::uint64_t value, std::size_t decimals) {
  std::string digits = std::to_string(value);
  if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
  std::string fraction = digits.substr(digits.size() - decimals);
  digits.resize(digits.size() - decimals);
  fraction.erase(fraction.find_last_not_of('0') + 1);
  return fraction.empty() ? digits : digits + "." + fraction;
}

}  // namespace

std::optional<std::int64_t> parseDuration(std::string_view text) {
  bool isNegative = text.starts_with('-');
  if (isNegative || text.starts_with('+')) text.remove_prefix(1);
  if (text == "0") return 0;
  if (text.empty()) return std::nullopt;
  std::uint64_t total = 0;
  while (!text.empty()) {
    std::optional<std::uint64_t> part = takePart(text);
    if (!part || *part > kMost || total + *part > kMost) return std::nullopt;
    total += *part;
  }
  if (isNegative) return static_cast<std::int64_t>(std::uint64_t{0} - total);
  return total == kMost ? std::nullopt : std::optional(static_cast<std::int64_t>(total));
}

std::string durationText(std::int64_t nanoseconds) {
  constexpr std::uint64_t kSecond = 1'000'000'000;
  std::string sign = nanoseconds < 0 ? "-" : "";
  std::uint64_t rest = nanoseconds < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(nanoseconds) : static_cast<std::uint64_t>(nanoseconds);
  if (rest == 0) return "0s";
  if (rest < 1'000) return sign + std::to_string(rest) + "ns";
  if (rest < 1'000'000) return sign + decimalText(rest, 3) + "\u00b5s";
  if (rest < kSecond) return sign + decimalText(rest, 6) + "ms";
  std::uint64_t minutes = rest / kSecond / 60;
  std::string text = decimalText(rest - minutes * 60 * kSecond, 9) + "s";
  if (minutes == 0) return sign + text;
  text = std::to_string(minutes % 60) + "m" + text;
  return sign + (minutes < 60 ? text : std::to_string(minutes / 60) + "h" + text);
}

}  // namespace oamc::time
