#include "stdlib/functions/decimal.h"
#include "stdlib/functions/native.h"
#include "stdlib/functions/packages.h"

namespace oamc::math_bits {

namespace {

/// The largest number of bits of a result: about as many as the digits of numbers allow.
constexpr std::int64_t kMostBits = 300'000;

FunctionFailure badCount(std::int64_t count) { return fail(std::to_string(count) + " bits are not from 0 to " + std::to_string(kMostBits)); }

bool isCount(std::int64_t count) { return count >= 0 && count <= kMostBits; }

Outcome<Integer> toOutcome(CallContext& call, const BigInteger& value) {
  std::optional<Number> number = toInteger(value, call.arena);
  if (!number) return fail("the result has too many digits");
  return Integer{*number};
}

/// Negative numbers stand for endless ones on the left (two's complement). The library combines only magnitudes, so both are taken modulo a
/// power of two that leaves room for a sign bit.
template <typename Combine>
Outcome<Integer> combineBits(CallContext& call, const Integer& a, const Integer& b, Combine combine) {
  BigInteger left = toBigInteger(a.value);
  BigInteger right = toBigInteger(b.value);
  auto width = [](const BigInteger& value) { return value == 0 ? 0U : static_cast<unsigned>(msb(BigInteger(abs(value)))) + 1; };
  unsigned size = std::max(width(left), width(right)) + 1;
  BigInteger modulus = BigInteger(1) << size;
  if (left < 0) left += modulus;
  if (right < 0) right += modulus;
  BigInteger result = combine(left, right, BigInteger(modulus - 1));
  if (bit_test(result, size - 1)) result -= modulus;
  return toOutcome(call, result);
}

Outcome<Integer> bitAnd(CallContext& call, Integer a, Integer b) {
  return combineBits(call, a, b, [](const BigInteger& x, const BigInteger& y, const BigInteger&) { return BigInteger(x & y); });
}

Outcome<Integer> bitOr(CallContext& call, Integer a, Integer b) {
  return combineBits(call, a, b, [](const BigInteger& x, const BigInteger& y, const BigInteger&) { return BigInteger(x | y); });
}

Outcome<Integer> bitXor(CallContext& call, Integer a, Integer b) {
  return combineBits(call, a, b, [](const BigInteger& x, const BigInteger& y, const BigInteger&) { return BigInteger(x ^ y); });
}

Outcome<Integer> clear(CallContext& call, Integer a, Integer b) {
  return combineBits(call, a, b, [](const BigInteger& x, const BigInteger& y, const BigInteger& ones) { return BigInteger(x & (y ^ ones)); });
}

Outcome<Integer> shiftLeft(CallContext& call, Integer value, std::int64_t count) {
  if (!isCount(count)) return badCount(count);
  return toOutcome(call, BigInteger(toBigInteger(value.value) << static_cast<unsigned>(count)));
}

/// Rounds down, as bits on the left are dropped.
BigInteger shiftedRight(const BigInteger& value, std::int64_t count) {
  auto bits = static_cast<unsigned>(count);
  return value >= 0 ? BigInteger(value >> bits) : BigInteger(-((-value - 1) >> bits) - 1);
}

Outcome<Integer> shiftRight(CallContext& call, Integer value, std::int64_t count) {
  if (count < 0) return badCount(count);
  return toOutcome(call, shiftedRight(toBigInteger(value.value), std::min(count, 2 * kMostBits)));
}

Outcome<std::int64_t> at(Integer value, std::int64_t place) {
  if (place < 0) return badCount(place);
  return (shiftedRight(toBigInteger(value.value), std::min(place, 2 * kMostBits)) & 1) == 1 ? 1 : 0;
}

Outcome<Integer> set(CallContext& call, Integer value, std::int64_t place, std::int64_t bit) {
  if (!isCount(place)) return badCount(place);
  if (bit != 0 && bit != 1) return fail(std::to_string(bit) + " is not a bit");
  BigInteger number = toBigInteger(value.value);
  BigInteger unit = BigInteger(1) << static_cast<unsigned>(place);
  bool isSet = (shiftedRight(number, place) & 1) == 1;
  if (bit == 1 && !isSet) number += unit;
  if (bit == 0 && isSet) number -= unit;
  return toOutcome(call, number);
}

std::int64_t onesCount(Integer value) {
  BigInteger rest = abs(toBigInteger(value.value));
  std::int64_t count = 0;
  for (; rest != 0; rest >>= 64) count += std::popcount(static_cast<std::uint64_t>(BigInteger(rest & ~std::uint64_t{0})));
  return count;
}

std::int64_t length(Integer value) {
  BigInteger magnitude = abs(toBigInteger(value.value));
  return magnitude == 0 ? 0 : static_cast<std::int64_t>(msb(magnitude)) + 1;
}

constexpr FunctionDef kFunctions[] = {
    row<bitAnd>("And", "(a: int, b: int) int", "The bits that both integers have.", "bits.And(12, 10) ⇒ 8"),
    row<at>("At", "(x: int, i: int) int", "The bit at a place, counted from the lowest.", "bits.At(5, 2) ⇒ 1"),
    row<clear>("Clear", "(a: int, b: int) int", "The bits of the first integer that the second one lacks.", "bits.Clear(15, 5) ⇒ 10"),
    row<length>("Len", "(x: int) int", "The number of bits of a magnitude.", "bits.Len(256) ⇒ 9"),
    row<shiftLeft>("Lsh", "(x: int, n: int) int", "An integer times a power of two.", "bits.Lsh(1, 10) ⇒ 1024"),
    row<onesCount>("OnesCount", "(x: int) int", "The number of one bits of a magnitude.", "bits.OnesCount(255) ⇒ 8"),
    row<bitOr>("Or", "(a: int, b: int) int", "The bits that one of two integers has.", "bits.Or(12, 10) ⇒ 14"),
    row<shiftRight>("Rsh", "(x: int, n: int) int", "An integer divided by a power of two, rounded down.", "bits.Rsh(1024, 3) ⇒ 128"),
    row<set>("Set", "(x: int, i: int, bit: int) int", "An integer with one bit changed.", "bits.Set(0, 3, 1) ⇒ 8"),
    row<bitXor>("Xor", "(a: int, b: int) int", "The bits that only one of two integers has.", "bits.Xor(12, 10) ⇒ 6"),
};

}  // namespace

PackageDef package() { return {"math/bits", kFunctions, {}}; }

}  // namespace oamc::math_bits
