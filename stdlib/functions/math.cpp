#include <math.h>

#include <limits>

#include "stdlib/functions/decimal.h"
#include "stdlib/functions/float_text.h"
#include "stdlib/functions/native.h"
#include "stdlib/functions/packages.h"
#include "stdlib/functions/real_functions.h"

namespace oamc::math {

namespace {

/// What becomes of the integer below a magnitude when digits are cut off.
enum class Rounding { kFloor, kCeil, kTruncate, kHalfAway, kHalfEven };

bool roundsAway(Rounding rounding, const BigInteger& whole, const BigInteger& rest, const BigInteger& unit, bool isNegative) {
  int half = BigInteger(rest * 2).compare(unit);
  switch (rounding) {
    case Rounding::kFloor: return isNegative && rest != 0;
    case Rounding::kCeil: return !isNegative && rest != 0;
    case Rounding::kTruncate: return false;
    case Rounding::kHalfAway: return half >= 0;
    case Rounding::kHalfEven: return half > 0 || (half == 0 && bit_test(whole, 0));
  }
  return false;
}

template <Rounding How>
Outcome<Decimals> round(CallContext& call, Number number) {
  Decimal decimal = toDecimal(number);
  if (decimal.exponent >= 0) return Decimals{number};
  BigInteger unit = powerOfTen(-decimal.exponent);
  BigInteger whole;
  BigInteger rest;
  divide_qr(decimal.coefficient, unit, whole, rest);
  if (roundsAway(How, whole, rest, unit, decimal.isNegative)) ++whole;
  return Decimals{*toNumber({decimal.isNegative, whole, 0}, true, call.arena)};
}

Outcome<Decimals> fromOptional(const std::optional<Number>& number) {
  if (!number) return fail("the exponent of the result is out of range");
  return Decimals{*number};
}

Number zero() { return Number::fromInt(0); }

/// Rounded to 34 digits, as every computed number.
Outcome<Decimals> absolute(CallContext& call, Number number) {
  return fromOptional(number.isNegative() ? subtract(zero(), number, call.arena) : add(number, zero(), call.arena));
}

Decimals copySign(CallContext& call, Number number, Number sign) {
  Decimal decimal = toDecimal(number);
  decimal.isNegative = toDecimal(sign).isNegative;
  return Decimals{*toNumber(decimal, number.isInt(), call.arena)};
}

Outcome<Decimals> dim(CallContext& call, Number a, Number b) {
  if (compare(a, b) <= 0) return Decimals{zero()};
  return fromOptional(subtract(a, b, call.arena));
}

bool signBit(Number number) { return toDecimal(number).isNegative; }

/// The quotient has 34 digits, so large multiples are not told apart.
Outcome<bool> multipleOf(CallContext& call, Number value, Number divisor) {
  if (divisor.isZero()) return fail("the divisor is zero, every number is a multiple only of other numbers");
  std::optional<Number> quotient = divide(value, divisor, call.arena);
  return quotient && quotient->isIntegral();
}

Outcome<Decimals> pow(CallContext& call, Number base, Number exponent) { return power(base, exponent, call.arena); }
Outcome<Decimals> exp(CallContext& call, Number exponent) { return exponential(exponent, call.arena); }
Outcome<Decimals> exp2(CallContext& call, Number exponent) { return power(Number::fromInt(2), exponent, call.arena); }
Outcome<Decimals> log(CallContext& call, Number number) { return naturalLogarithm(number, call.arena); }
Outcome<Decimals> log2(CallContext& call, Number number) { return logarithm(number, 2, call.arena); }
Outcome<Decimals> log10(CallContext& call, Number number) { return logarithm(number, 10, call.arena); }
Outcome<Decimals> cbrt(CallContext& call, Number number) { return cubeRoot(number, call.arena); }

Outcome<Decimals> pow10(CallContext& call, std::int64_t exponent) {
  constexpr std::int64_t kMost = 100'000;
  if (exponent > kMost || exponent < -kMost) return fail("exponent " + std::to_string(exponent) + " is out of range");
  return fromOptional(Number::parse("1e" + std::to_string(exponent), call.arena));
}

/// The Jacobi symbol by the law of quadratic reciprocity; a negative `n` adds the sign of `a`.
Outcome<std::int64_t> jacobi(Integer first, Integer second) {
  BigInteger a = toBigInteger(first.value);
  BigInteger n = toBigInteger(second.value);
  if (!bit_test(BigInteger(abs(n)), 0)) return fail(second.value.text() + " is even, the second argument must be odd");
  std::int64_t symbol = n < 0 && a < 0 ? -1 : 1;
  n = abs(n);
  a %= n;
  if (a < 0) a += n;
  while (a != 0) {
    unsigned twos = lsb(a);
    a >>= twos;
    auto low = static_cast<unsigned>(n & 7);
    if (twos % 2 == 1 && (low == 3 || low == 5)) symbol = -symbol;
    if ((a & 3) == 3 && (n & 3) == 3) symbol = -symbol;
    swap(a, n);
    a %= n;
  }
  return n == 1 ? symbol : 0;
}

/// A float64 as a number; infinities and NaN are no numbers of CUE.
Outcome<Number> fromDouble(CallContext& call, double value) {
  if (std::optional<Number> number = numberFromDouble(value, call.arena)) return *number;
  return fail(isnan(value) ? "the result is not a real number" : "the result is infinite");
}

template <double (*Function)(double)>
Outcome<Number> unary(CallContext& call, double x) {
  return fromDouble(call, Function(x));
}

template <double (*Function)(double, double)>
Outcome<Number> binary(CallContext& call, double x, double y) {
  return fromDouble(call, Function(x, y));
}

template <double (*Function)(int, double)>
Outcome<Number> ofOrder(CallContext& call, std::int64_t order, double x) {
  if (order > 1'000'000 || order < -1'000'000) return fail("order " + std::to_string(order) + " is out of range");
  return fromDouble(call, Function(static_cast<int>(order), x));
}

/// The inverse of erf by Halley's method, which triples the right digits in every step.
double inverseErrorFunction(double y) {
  if (!(y > -1 && y < 1)) return y == 1 || y == -1 ? y * HUGE_VAL : NAN;
  if (y == 0) return y;
  double w = -::log((1 - y) * (1 + y));
  double a = 2 / (M_PI * 0.147) + w / -2;
  double x = ::copysign(::sqrt(::sqrt(a * a + w / 0.147) - a), y);
  for (int i = 0; i < 4; ++i) {
    // Near the ends erfc keeps the digits that erf loses.
    double error = ::fabs(y) < 0.5 ? ::erf(x) - y : ::copysign((1 - ::fabs(y)) - ::erfc(::fabs(x)), y);
    double slope = M_2_SQRTPI * ::exp(-x * x);
    if (slope == 0) break;
    double step = error / slope;
    x -= step / (1 + x * step);
  }
  return x;
}

double inverseErrorFunctionComplement(double y) { return inverseErrorFunction(1 - y); }

Outcome<Number> ldexp(CallContext& call, double fraction, std::int64_t exponent) {
  constexpr std::int64_t kMost = 10'000;
  return fromDouble(call, ::ldexp(fraction, static_cast<int>(std::clamp(exponent, -kMost, kMost))));
}

std::int64_t ilogb(double x) { return x == 0 ? std::numeric_limits<std::int32_t>::min() : ::ilogb(x); }

constexpr std::string_view kUnary = "(x: number) number";
constexpr std::string_view kBinary = "(x: number, y: number) number";
constexpr std::string_view kToInt = "(x: number) int";

constexpr FunctionDef kFunctions[] = {
    row<absolute>("Abs", kUnary, "The magnitude.", "math.Abs(-2.50) ⇒ 2.50"),
    row<unary<::acos>>("Acos", kUnary, "The arc cosine, in binary precision as all trigonometric functions.", "math.Acos(1) ⇒ 0"),
    row<unary<::acosh>>("Acosh", kUnary, "The inverse hyperbolic cosine.", "math.Acosh(1) ⇒ 0"),
    row<unary<::asin>>("Asin", kUnary, "The arc sine.", "math.Asin(0) ⇒ 0"),
    row<unary<::asinh>>("Asinh", kUnary, "The inverse hyperbolic sine.", "math.Asinh(0) ⇒ 0"),
    row<unary<::atan>>("Atan", kUnary, "The arc tangent.", "math.Atan(0) ⇒ 0"),
    row<binary<::atan2>>("Atan2", "(y: number, x: number) number", "The angle of a point.", "math.Atan2(0, 1) ⇒ 0"),
    row<unary<::atanh>>("Atanh", kUnary, "The inverse hyperbolic tangent.", "math.Atanh(0) ⇒ 0"),
    row<cbrt>("Cbrt", kUnary, "The cube root, in decimal precision.", "math.Cbrt(27) ⇒ 3"),
    row<round<Rounding::kCeil>>("Ceil", kToInt, "The least integer that is not less.", "math.Ceil(2.1) ⇒ 3"),
    row<copySign>("Copysign", kBinary, "The first number with the sign of the second.", "math.Copysign(5, -2.2) ⇒ -5"),
    row<unary<::cos>>("Cos", kUnary, "The cosine.", "math.Cos(0) ⇒ 1"),
    row<unary<::cosh>>("Cosh", kUnary, "The hyperbolic cosine.", "math.Cosh(0) ⇒ 1"),
    row<dim>("Dim", kBinary, "The difference, or 0 if it is negative.", "math.Dim(3, 2.5) ⇒ 0.5"),
    row<unary<::erf>>("Erf", kUnary, "The error function.", "math.Erf(0) ⇒ 0"),
    row<unary<::erfc>>("Erfc", kUnary, "The complement of the error function.", "math.Erfc(0) ⇒ 1"),
    row<unary<inverseErrorFunctionComplement>>("Erfcinv", kUnary, "The inverse of Erfc.", "math.Erfcinv(1) ⇒ 0"),
    row<unary<inverseErrorFunction>>("Erfinv", kUnary, "The inverse of Erf.", "math.Erfinv(0) ⇒ 0"),
    row<exp>("Exp", kUnary, "A power of e, in decimal precision.", "math.Exp(1) ⇒ 2.718281828459045235360287471352662"),
    row<exp2>("Exp2", kUnary, "A power of 2, in decimal precision.", "math.Exp2(10) ⇒ 1024"),
    row<unary<::expm1>>("Expm1", kUnary, "A power of e less 1.", "math.Expm1(0) ⇒ 0"),
    row<round<Rounding::kFloor>>("Floor", kToInt, "The greatest integer that is not greater.", "math.Floor(-2.5) ⇒ -3"),
    row<unary<::tgamma>>("Gamma", kUnary, "The gamma function.", "math.Gamma(5) ⇒ 24"),
    row<binary<::hypot>>("Hypot", "(p: number, q: number) number", "The long side of a right triangle.", "math.Hypot(3, 4) ⇒ 5"),
    row<ilogb>("Ilogb", kToInt, "The binary exponent.", "math.Ilogb(8) ⇒ 3"),
    row<unary<::j0>>("J0", kUnary, "The Bessel function of the first kind of order 0.", "math.J0(0) ⇒ 1"),
    row<unary<::j1>>("J1", kUnary, "The Bessel function of the first kind of order 1.", "math.J1(0) ⇒ 0"),
    row<jacobi>("Jacobi", "(x: int, y: int) int", "The Jacobi symbol of an integer and an odd integer.", "math.Jacobi(1000, 201) ⇒ 1"),
    row<ofOrder<::jn>>("Jn", "(n: int, x: number) number", "The Bessel function of the first kind of order `n`.", "math.Jn(2, 0) ⇒ 0"),
    row<ldexp>("Ldexp", "(frac: number, exp: int) number", "A number times a power of two.", "math.Ldexp(0.5, 3) ⇒ 4"),
    row<log>("Log", kUnary, "The natural logarithm, in decimal precision.", "math.Log(10) ⇒ 2.302585092994045684017991454684364"),
    row<log10>("Log10", kUnary, "The decimal logarithm, in decimal precision.", "math.Log10(100) ⇒ 2"),
    row<unary<::log1p>>("Log1p", kUnary, "The natural logarithm of 1 and a number.", "math.Log1p(0) ⇒ 0"),
    row<log2>("Log2", kUnary, "The binary logarithm, in decimal precision.", "math.Log2(8) ⇒ 3"),
    row<unary<::logb>>("Logb", kUnary, "The binary exponent.", "math.Logb(8) ⇒ 3"),
    row<binary<::fmod>>("Mod", kBinary, "The remainder with the sign of the dividend.", "math.Mod(-7, 3) ⇒ -1"),
    row<multipleOf>("MultipleOf", "(x: number, y: number) bool", "Whether a number is a multiple of another one.", "math.MultipleOf(6, 3) ⇒ true"),
    row<pow>("Pow", kBinary, "A power, in decimal precision.", "math.Pow(2, 0.5) ⇒ 1.414213562373095048801688724209698"),
    row<pow10>("Pow10", "(n: int) number", "A power of ten.", "math.Pow10(-3) ⇒ 0.001"),
    row<binary<::remainder>>("Remainder", kBinary, "The difference to the nearest multiple.", "math.Remainder(8, 3) ⇒ -1"),
    row<round<Rounding::kHalfAway>>("Round", kToInt, "The nearest integer; halves are rounded away from zero.", "math.Round(-2.5) ⇒ -3"),
    row<round<Rounding::kHalfEven>>("RoundToEven", kToInt, "The nearest integer; halves are rounded to an even one.", "math.RoundToEven(2.5) ⇒ 2"),
    row<signBit>("Signbit", "(x: number) bool", "Whether a number is negative.", "math.Signbit(-4) ⇒ true"),
    row<unary<::sin>>("Sin", kUnary, "The sine.", "math.Sin(0) ⇒ 0"),
    row<unary<::sinh>>("Sinh", kUnary, "The hyperbolic sine.", "math.Sinh(0) ⇒ 0"),
    row<unary<::sqrt>>("Sqrt", kUnary, "The square root, in binary precision.", "math.Sqrt(2) ⇒ 1.4142135623730951"),
    row<unary<::tan>>("Tan", kUnary, "The tangent.", "math.Tan(0) ⇒ 0"),
    row<unary<::tanh>>("Tanh", kUnary, "The hyperbolic tangent.", "math.Tanh(0) ⇒ 0"),
    row<round<Rounding::kTruncate>>("Trunc", kToInt, "The integer without the fraction.", "math.Trunc(-2.7) ⇒ -2"),
    row<unary<::y0>>("Y0", kUnary, "The Bessel function of the second kind of order 0.", "math.Y0(2) ⇒ 0.5103756726497451"),
    row<unary<::y1>>("Y1", kUnary, "The Bessel function of the second kind of order 1.", "math.Y1(1) ⇒ -0.7812128213002887"),
    row<ofOrder<::yn>>("Yn", "(n: int, x: number) number", "The Bessel function of the second kind of order `n`.", "math.Yn(0, 2) ⇒ 0.5103756726497451"),
};

constexpr std::string_view kRoundingDoc = "A rounding mode of arbitrary precision floats.";
constexpr std::string_view kAccuracyDoc = "How a rounded number lies to the exact one.";

constexpr ConstantDef kConstants[] = {
    {"Above", "1", kAccuracyDoc},
    {"AwayFromZero", "3", kRoundingDoc},
    {"Below", "-1", kAccuracyDoc},
    {"E", "2.71828182845904523536028747135266249775724709369995957496696763", "Euler's number."},
    {"Exact", "0", kAccuracyDoc},
    {"Ln10", "2.3025850929940456840179914546843642076011014886287729760333278", "The natural logarithm of 10."},
    {"Ln2", "0.693147180559945309417232121458176568075500134360255254120680009", "The natural logarithm of 2."},
    {"Log10E", "0.43429448190325182765112891891660508229439700580366656611445378", "The decimal logarithm of e."},
    {"Log2E", "1.442695040888963407359924681001892137426645954152985934135449408", "The binary logarithm of e."},
    {"MaxBase", "62", "The largest base that integers are written in."},
    {"MaxExp", "2147483647", "The largest exponent of arbitrary precision floats."},
    {"MaxPrec", "4294967295", "The largest precision of arbitrary precision floats."},
    {"MinExp", "-2147483648", "The smallest exponent of arbitrary precision floats."},
    {"Phi", "1.61803398874989484820458683436563811772030917980576286213544861", "The golden ratio."},
    {"Pi", "3.14159265358979323846264338327950288419716939937510582097494459", "The circumference of a circle with the diameter 1."},
    {"Sqrt2", "1.41421356237309504880168872420969807856967187537694807317667974", "The square root of 2."},
    {"SqrtE", "1.64872127070012814684865078781416357165377610071014801157507931", "The square root of e."},
    {"SqrtPhi", "1.27201964951406896425242246173749149171560804184009624861664038", "The square root of the golden ratio."},
    {"SqrtPi", "1.77245385090551602729816748334114518279754945612238712821380779", "The square root of pi."},
    {"ToNearestAway", "1", kRoundingDoc},
    {"ToNearestEven", "0", kRoundingDoc},
    {"ToNegativeInf", "4", kRoundingDoc},
    {"ToPositiveInf", "5", kRoundingDoc},
    {"ToZero", "2", kRoundingDoc},
};

}  // namespace

PackageDef package() { return {"math", kFunctions, kConstants}; }

}  // namespace oamc::math
