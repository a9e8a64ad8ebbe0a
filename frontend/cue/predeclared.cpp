#include "frontend/cue/predeclared.h"

#include <algorithm>
#include <array>

namespace oamc {

namespace {

constexpr std::string_view kFloat32Max = "340282346638528859811704183484516925440";
constexpr std::string_view kFloat32Min = "-340282346638528859811704183484516925440";
constexpr std::string_view kFloat64Max = "1.797693134862315708145274237317043567981e+308";
constexpr std::string_view kFloat64Min = "-1.797693134862315708145274237317043567981e+308";

constexpr std::array kPredeclared = {
    Predeclared{"string", Kind::kString},
    Predeclared{"int", Kind::kInt},
    Predeclared{"bool", Kind::kBool},
    Predeclared{"number", Kind::kNumber},
    Predeclared{"float", Kind::kFloat},
    Predeclared{"bytes", Kind::kBytes},
    Predeclared{"uint", Kind::kInt, "0"},
    Predeclared{"uint8", Kind::kInt, "0", "255"},
    Predeclared{"uint16", Kind::kInt, "0", "65535"},
    Predeclared{"uint32", Kind::kInt, "0", "4294967295"},
    Predeclared{"uint64", Kind::kInt, "0", "18446744073709551615"},
    Predeclared{"uint128", Kind::kInt, "0", "340282366920938463463374607431768211455"},
    Predeclared{"int8", Kind::kInt, "-128", "127"},
    Predeclared{"int16", Kind::kInt, "-32768", "32767"},
    Predeclared{"int32", Kind::kInt, "-2147483648", "2147483647"},
    Predeclared{"int64", Kind::kInt, "-9223372036854775808", "9223372036854775807"},
    Predeclared{"int128", Kind::kInt, "-170141183460469231731687303715884105728", "170141183460469231731687303715884105727"},
    Predeclared{"rune", Kind::kInt, "0", "1114111"},
    Predeclared{"float32", Kind::kNumber, kFloat32Min, kFloat32Max},
    Predeclared{"float64", Kind::kNumber, kFloat64Min, kFloat64Max},
    Predeclared{"len"},
    Predeclared{"close"},
    Predeclared{"and"},
    Predeclared{"or"},
    Predeclared{"div"},
    Predeclared{"mod"},
    Predeclared{"quo"},
    Predeclared{"rem"},
    Predeclared{"error"},
    Predeclared{"matchN"},
    Predeclared{"matchIf"},
};

}  // namespace

const Predeclared* findPredeclared(std::string_view name) {
  if (name.starts_with("__")) name.remove_prefix(2);
  auto found = std::ranges::find(kPredeclared, name, &Predeclared::name);
  return found == kPredeclared.end() ? nullptr : &*found;
}

std::span<const Predeclared> predeclaredTable() { return kPredeclared; }

}  // namespace oamc
