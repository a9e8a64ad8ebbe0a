#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oamc::time {

/// A date and a time of day as a clock in some zone shows them.
struct Clock {
  std::int64_t year = 0;
  int month = 1;  ///< 1 to 12
  int day = 1;
  int hour = 0;
  int minute = 0;
  int second = 0;
  int nanosecond = 0;
  int offset = 0;  ///< seconds east of UTC
};

bool isLeapYear(std::int64_t year);
int daysInMonth(int month, std::int64_t year);
/// Counted from 1.
int dayOfYear(const Clock& clock);
/// 0 is Sunday.
int weekday(const Clock& clock);

/// What a clock in UTC shows so many seconds after 1970.
Clock clockAt(std::int64_t unixSeconds, int nanosecond);
/// The same moment on a clock in UTC.
Clock inUtc(const Clock& clock);

/// A part of a layout: a reference value such as `2006` or `Jan`, or text.
enum class Field : std::uint8_t {
  kText,
  kLongYear,
  kShortYear,
  kLongMonth,
  kMonth,
  kNumberMonth,
  kZeroMonth,
  kLongWeekday,
  kWeekday,
  kDay,
  kUnderDay,
  kZeroDay,
  kUnderYearDay,
  kZeroYearDay,
  kHour,
  kHour12,
  kZeroHour12,
  kMinute,
  kZeroMinute,
  kSecond,
  kZeroSecond,
  kFractionZeros,
  kFractionNines,
  kUpperPm,
  kLowerPm,
  kZoneName,
  kZone,  ///< `text` tells its form: `Z07:00`, `-0700`, ...
};

struct LayoutPart {
  Field field;
  std::string_view text;  ///< as written in the layout
};

/// Cuts a layout into its parts. The reference time is Mon Jan 2 15:04:05 MST 2006.
std::vector<LayoutPart> parseLayout(std::string_view layout);

std::string formatClock(const Clock& clock, std::string_view layout);

/// Reads `text` as written in `layout`. Nothing if it does not fit or a value is out of range; `problem` says what.
std::optional<Clock> parseClock(std::string_view layout, std::string_view text, std::string& problem);

/// The names that layouts know, by index from 0.
extern const std::string_view kMonthNames[12];
extern const std::string_view kWeekdayNames[7];

inline constexpr std::string_view kRfc3339Nano = "2006-01-02T15:04:05.999999999Z07:00";

}  // namespace oamc::time
