#include "stdlib/functions/clock.h"
#include "stdlib/functions/duration.h"
#include "stdlib/functions/native.h"
#include "stdlib/functions/packages.h"

namespace oamc::time {

namespace {

Outcome<Clock> readClock(std::string_view layout, std::string_view text) {
  std::string problem;
  if (std::optional<Clock> clock = parseClock(layout, text, problem)) return *clock;
  return fail(describe(Data::string(text)) + " is not a time of the layout `" + std::string(layout) + "`: " + problem);
}

Outcome<bool> isTimeOf(std::string_view text, std::string_view layout) {
  Outcome<Clock> clock = readClock(layout, text);
  if (auto* failure = std::get_if<FunctionFailure>(&clock)) return *failure;
  return true;
}

Outcome<bool> isTime(std::string_view text) { return isTimeOf(text, kRfc3339Nano); }

Outcome<std::int64_t> readDuration(std::string_view text) {
  if (std::optional<std::int64_t> nanoseconds = parseDuration(text)) return *nanoseconds;
  return fail(describe(Data::string(text)) + " is not a duration of at most 292 years: numbers with the units ns, us, ms, s, m, h");
}

Outcome<bool> isDuration(std::string_view text) {
  Outcome<std::int64_t> duration = readDuration(text);
  if (auto* failure = std::get_if<FunctionFailure>(&duration)) return *failure;
  return true;
}

Outcome<std::string> parse(std::string_view layout, std::string_view text) {
  Outcome<Clock> clock = readClock(layout, text);
  if (auto* failure = std::get_if<FunctionFailure>(&clock)) return *failure;
  return formatClock(inUtc(std::get<Clock>(clock)), kRfc3339Nano);
}

Outcome<std::string> formatString(std::string_view layout, std::string_view text) {
  Outcome<Clock> clock = readClock(kRfc3339Nano, text);
  if (auto* failure = std::get_if<FunctionFailure>(&clock)) return *failure;
  return formatClock(std::get<Clock>(clock), layout);
}

Outcome<std::string> unixTime(std::int64_t seconds, std::int64_t nanoseconds) {
  constexpr std::int64_t kSecond = 1'000'000'000;
  constexpr std::int64_t kMostSeconds = std::int64_t{1} << 55;  // far more than a calendar needs, far less than the arithmetic can hold
  if (seconds > kMostSeconds || seconds < -kMostSeconds) return fail(std::to_string(seconds) + " seconds are out of the range of times");
  std::int64_t below = nanoseconds % kSecond;
  seconds += nanoseconds / kSecond;
  if (below < 0) {
    below += kSecond;
    --seconds;
  }
  return formatClock(clockAt(seconds, static_cast<int>(below)), kRfc3339Nano);
}

FunctionResult split(CallContext& call, std::string_view text) {
  Outcome<Clock> outcome = readClock(kRfc3339Nano, text);
  if (auto* failure = std::get_if<FunctionFailure>(&outcome)) return *failure;
  const Clock& clock = std::get<Clock>(outcome);
  auto member = [&](std::string_view key, std::int64_t value) { return Member{key, toData(value, call.arena), {}}; };
  const Member members[] = {
      member("year", clock.year),
      member("month", clock.month),
      member("day", clock.day),
      member("hour", clock.hour),
      member("minute", clock.minute),
      member("second", clock.second),
      member("nanosecond", clock.nanosecond),
  };
  return Data::object(call.arena.copyArray(std::span<const Member>(members)));
}

constexpr FunctionDef kFunctions[] = {
    row<isDuration>("Duration", "(s: string) bool", "Whether a text is a duration.", R"(time.Duration("1h30m") ⇒ true)"),
    row<isTimeOf>("Format", "(value: string, layout: string) bool", "Whether a text is a time of a layout.",
                  R"(time.Format("2020-01-01", "2006-01-02") ⇒ true)"),
    row<durationText>("FormatDuration", "(d: int) string", "The text of a number of nanoseconds.", R"(time.FormatDuration(5400000000000) ⇒ "1h30m0s")"),
    row<formatString>("FormatString", "(layout: string, value: string) string", "An RFC 3339 time in a layout.",
                      R"(time.FormatString("Jan 2, 2006", "2020-02-03T04:05:06Z") ⇒ "Feb 3, 2020")"),
    row<parse>("Parse", "(layout: string, value: string) string", "A time of a layout as RFC 3339 in UTC.",
               R"(time.Parse("2006-01-02", "2020-02-03") ⇒ "2020-02-03T00:00:00Z")"),
    row<readDuration>("ParseDuration", "(s: string) int", "The nanoseconds of a duration.", R"(time.ParseDuration("1.5s") ⇒ 1500000000)"),
    row<split>("Split", "(t: string) {...}", "The parts of an RFC 3339 time.",
               R"(time.Split("2020-02-03T04:05:06.5Z") ⇒ {"year": 2020, "month": 2, "day": 3, "hour": 4, "minute": 5, "second": 6, "nanosecond": 500000000})"),
    row<isTime>("Time", "(s: string) bool", "Whether a text is an RFC 3339 time.", R"(time.Time("2020-01-01T00:00:00Z") ⇒ true)"),
    row<unixTime>("Unix", "(sec: int, nsec: int) string", "The RFC 3339 time so many seconds and nanoseconds after 1970.",
                  R"(time.Unix(1500000000, 5) ⇒ "2017-07-14T02:40:00.000000005Z")"),
};

constexpr std::string_view kLayoutDoc = "A layout.";
constexpr std::string_view kUnitDoc = "In nanoseconds.";
constexpr std::string_view kMonthDoc = "Months count from 1.";
constexpr std::string_view kWeekdayDoc = "Weekdays count from Sunday, 0.";

constexpr ConstantDef kConstants[] = {
    {"ANSIC", R"("Mon Jan _2 15:04:05 2006")", kLayoutDoc},
    {"April", "4", kMonthDoc},
    {"August", "8", kMonthDoc},
    {"December", "12", kMonthDoc},
    {"February", "2", kMonthDoc},
    {"Friday", "5", kWeekdayDoc},
    {"Hour", "3600000000000", kUnitDoc},
    {"January", "1", kMonthDoc},
    {"July", "7", kMonthDoc},
    {"June", "6", kMonthDoc},
    {"Kitchen", R"("3:04PM")", kLayoutDoc},
    {"Kitchen24", R"("15:04")", kLayoutDoc},
    {"March", "3", kMonthDoc},
    {"May", "5", kMonthDoc},
    {"Microsecond", "1000", kUnitDoc},
    {"Millisecond", "1000000", kUnitDoc},
    {"Minute", "60000000000", kUnitDoc},
    {"Monday", "1", kWeekdayDoc},
    {"Nanosecond", "1", kUnitDoc},
    {"November", "11", kMonthDoc},
    {"October", "10", kMonthDoc},
    {"RFC1123", R"("Mon, 02 Jan 2006 15:04:05 MST")", kLayoutDoc},
    {"RFC1123Z", R"("Mon, 02 Jan 2006 15:04:05 -0700")", kLayoutDoc},
    {"RFC3339", R"("2006-01-02T15:04:05Z07:00")", kLayoutDoc},
    {"RFC3339Date", R"("2006-01-02")", kLayoutDoc},
    {"RFC3339Nano", R"("2006-01-02T15:04:05.999999999Z07:00")", kLayoutDoc},
    {"RFC822", R"("02 Jan 06 15:04 MST")", kLayoutDoc},
    {"RFC822Z", R"("02 Jan 06 15:04 -0700")", kLayoutDoc},
    {"RFC850", R"("Monday, 02-Jan-06 15:04:05 MST")", kLayoutDoc},
    {"RubyDate", R"("Mon Jan 02 15:04:05 -0700 2006")", kLayoutDoc},
    {"Saturday", "6", kWeekdayDoc},
    {"Second", "1000000000", kUnitDoc},
    {"September", "9", kMonthDoc},
    {"Sunday", "0", kWeekdayDoc},
    {"Thursday", "4", kWeekdayDoc},
    {"Tuesday", "2", kWeekdayDoc},
    {"UnixDate", R"("Mon Jan _2 15:04:05 MST 2006")", kLayoutDoc},
    {"Wednesday", "3", kWeekdayDoc},
};

}  // namespace

PackageDef package() { return {"time", kFunctions, kConstants}; }

}  // namespace oamc::time
