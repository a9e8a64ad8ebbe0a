#include "stdlib/functions/clock.h"

namespace oamc::time {

namespace {

constexpr std::int64_t kSecondsPerDay = 86'400;

/// Days from 1970-01-01 in the proleptic Gregorian calendar. Years are counted from March, so that the leap day is their last day.
std::int64_t daysFromDate(std::int64_t year, int month, int day) {
  if (month <= 2) --year;
  std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  std::int64_t yearOfEra = year - era * 400;
  std::int64_t dayOfMarchYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  std::int64_t dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfMarchYear;
  return era * 146'097 + dayOfEra - 719'468;
}

void setDate(Clock& clock, std::int64_t days) {
  days += 719'468;
  std::int64_t era = (days >= 0 ? days : days - 146'096) / 146'097;
  std::int64_t dayOfEra = days - era * 146'097;
  std::int64_t yearOfEra = (dayOfEra - dayOfEra / 1'460 + dayOfEra / 36'524 - dayOfEra / 146'096) / 365;
  std::int64_t dayOfMarchYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
  std::int64_t month = (5 * dayOfMarchYear + 2) / 153;
  clock.day = static_cast<int>(dayOfMarchYear - (153 * month + 2) / 5 + 1);
  clock.month = static_cast<int>(month < 10 ? month + 3 : month - 9);
  clock.year = yearOfEra + era * 400 + (clock.month <= 2 ? 1 : 0);
}

std::int64_t floorDivide(std::int64_t value, std::int64_t divisor) { return value / divisor - (value % divisor < 0 ? 1 : 0); }

}  // namespace

bool isLeapYear(std::int64_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int daysInMonth(int month, std::int64_t year) {
  if (month == 2) return isLeapYear(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

int dayOfYear(const Clock& clock) { return static_cast<int>(daysFromDate(clock.year, clock.month, clock.day) - daysFromDate(clock.year, 1, 1)) + 1; }

int weekday(const Clock& clock) {
  std::int64_t days = daysFromDate(clock.year, clock.month, clock.day) + 4;  // 1970-01-01 was a Thursday
  return static_cast<int>(days - floorDivide(days, 7) * 7);
}

Clock clockAt(std::int64_t unixSeconds, int nanosecond) {
  Clock clock;
  std::int64_t days = floorDivide(unixSeconds, kSecondsPerDay);
  auto rest = static_cast<int>(unixSeconds - days * kSecondsPerDay);
  setDate(clock, days);
  clock.hour = rest / 3600;
  clock.minute = rest / 60 % 60;
  clock.second = rest % 60;
  clock.nanosecond = nanosecond;
  return clock;
}

Clock inUtc(const Clock& clock) {
  std::int64_t seconds = daysFromDate(clock.year, clock.month, clock.day) * kSecondsPerDay + clock.hour * 3600 + clock.minute * 60 + clock.second;
  return clockAt(seconds - clock.offset, clock.nanosecond);
}

const std::string_view kMonthNames[12] = {"January", "February", "March",     "April",   "May",      "June",
                                          "July",    "August",   "September", "October", "November", "December"};
const std::string_view kWeekdayNames[7] = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};

}  // namespace oamc::time
