#include <algorithm>

#include "stdlib/functions/clock.h"

namespace oamc::time {

namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isUpper(char c) { return c >= 'A' && c <= 'Z'; }
char lower(char c) { return isUpper(c) ? static_cast<char>(c + 32) : c; }

/// Reads the parts of a layout from a text one after the other.
class Parser {
 public:
  Parser(std::string_view text, std::string& problem) : rest_(text), problem_(problem) {}

  std::optional<Clock> parse(std::string_view layout) {
    std::vector<LayoutPart> parts = parseLayout(layout);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      Field next = i + 1 < parts.size() ? parts[i + 1].field : Field::kText;
      bool fits = readPart(parts[i], next);
      if (!problem_.empty()) return std::nullopt;
      if (!fits) return failed("`" + std::string(rest_) + "` is not written as `" + std::string(parts[i].text) + "`");
    }
    if (!rest_.empty()) return failed("`" + std::string(rest_) + "` follows the time");
    return finish();
  }

 private:
  std::optional<Clock> failed(std::string problem) {
    problem_ = std::move(problem);
    return std::nullopt;
  }

  std::optional<Clock> finish() {
    if (isPm_ && clock_.hour < 12) clock_.hour += 12;
    if (isAm_ && clock_.hour == 12) clock_.hour = 0;
    if (yearDay_ && !applyYearDay()) return failed("the day of the year is out of range");
    if (clock_.day < 1 || clock_.day > daysInMonth(clock_.month, clock_.year)) return failed("the day is out of range");
    return clock_;
  }

  /// The day of the year gives month and day, or must agree with those that are written.
  bool applyYearDay() {
    Clock byYearDay = clock_;
    byYearDay.month = 1;
    byYearDay.day = *yearDay_;
    if (*yearDay_ < 1 || *yearDay_ > (isLeapYear(clock_.year) ? 366 : 365)) return false;
    while (byYearDay.day > daysInMonth(byYearDay.month, byYearDay.year)) byYearDay.day -= daysInMonth(byYearDay.month++, byYearDay.year);
    bool agrees = (!hasMonth_ || clock_.month == byYearDay.month) && (!hasDay_ || clock_.day == byYearDay.day);
    clock_ = byYearDay;
    return agrees;
  }

  bool readPart(const LayoutPart& part, Field next) {
    switch (part.field) {
      case Field::kText: return readText(part.text);
      case Field::kLongYear: return readLongYear();
      case Field::kShortYear: return readShortYear();
      case Field::kLongMonth: return readMonthName(std::string_view::npos);
      case Field::kMonth: return readMonthName(3);
      case Field::kNumberMonth: return readMonth(false);
      case Field::kZeroMonth: return readMonth(true);
      case Field::kLongWeekday: return findName(kWeekdayNames, std::string_view::npos).has_value();
      case Field::kWeekday: return findName(kWeekdayNames, 3).has_value();
      case Field::kUnderDay: skip(" ", 1); return readDay(false);
      case Field::kDay: return readDay(false);
      case Field::kZeroDay: return readDay(true);
      case Field::kUnderYearDay: skip(" ", 2); return readYearDay(1);
      case Field::kZeroYearDay: return readYearDay(3);
      case Field::kHour: return readBounded(clock_.hour, false, 23, "hour");
      case Field::kHour12: return readBounded(clock_.hour, false, 12, "hour");
      case Field::kZeroHour12: return readBounded(clock_.hour, true, 12, "hour");
      case Field::kMinute: return readBounded(clock_.minute, false, 59, "minute");
      case Field::kZeroMinute: return readBounded(clock_.minute, true, 59, "minute");
      case Field::kSecond: return readSecond(false, next);
      case Field::kZeroSecond: return readSecond(true, next);
      case Field::kFractionZeros: return readFraction(part.text.size() - 1);
      case Field::kFractionNines: return startsWithFraction() ? readFraction(countDigits(1)) : true;
      case Field::kUpperPm: return readPm("PM", "AM");
      case Field::kLowerPm: return readPm("pm", "am");
      case Field::kZoneName: return readZoneName();
      case Field::kZone: return readZone(part.text);
    }
    return false;
  }

  void skip(std::string_view character, int times) {
    for (; times > 0 && rest_.starts_with(character); --times) rest_.remove_prefix(1);
  }

  /// Blanks of the layout stand for any number of blanks.
  bool readText(std::string_view text) {
    while (!text.empty()) {
      if (text[0] == ' ') {
        if (!rest_.empty() && rest_[0] != ' ') return false;
        text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
        rest_.remove_prefix(std::min(rest_.find_first_not_of(' '), rest_.size()));
        continue;
      }
      if (rest_.empty() || rest_[0] != text[0]) return false;
      text.remove_prefix(1);
      rest_.remove_prefix(1);
    }
    return true;
  }

  std::size_t countDigits(std::size_t from) const {
    std::size_t end = from;
    while (end < rest_.size() && isDigit(rest_[end])) ++end;
    return end - from;
  }

  /// Takes from `least` to `most` digits.
  std::optional<int> takeNumber(std::size_t least, std::size_t most) {
    std::size_t count = std::min(countDigits(0), most);
    if (count < least || count == 0) return std::nullopt;
    int value = 0;
    for (char c : rest_.substr(0, count)) value = value * 10 + (c - '0');
    rest_.remove_prefix(count);
    return value;
  }

  bool outOfRange(std::string_view what) {
    problem_ = "the " + std::string(what) + " is out of range";
    return false;
  }

  bool readBounded(int& value, bool needsTwoDigits, int most, std::string_view what) {
    std::optional<int> number = takeNumber(needsTwoDigits ? 2 : 1, 2);
    if (!number) return false;
    value = *number;
    return value <= most || outOfRange(what);
  }

  bool readLongYear() {
    std::optional<int> year = takeNumber(4, 4);
    clock_.year = year.value_or(0);
    return year.has_value();
  }

  bool readShortYear() {
    std::optional<int> year = takeNumber(2, 2);
    if (year) clock_.year = *year + (*year >= 69 ? 1900 : 2000);
    return year.has_value();
  }

  template <std::size_t Size>
  std::optional<std::size_t> findName(const std::string_view (&names)[Size], std::size_t length) {
    for (std::size_t i = 0; i < Size; ++i) {
      std::string_view name = names[i].substr(0, length);
      if (rest_.size() < name.size() || !std::ranges::equal(rest_.substr(0, name.size()), name, {}, lower, lower)) continue;
      rest_.remove_prefix(name.size());
      return i;
    }
    return std::nullopt;
  }

  bool readMonthName(std::size_t length) {
    std::optional<std::size_t> month = findName(kMonthNames, length);
    if (month) clock_.month = static_cast<int>(*month) + 1;
    hasMonth_ = true;
    return month.has_value();
  }

  bool readMonth(bool needsTwoDigits) {
    hasMonth_ = true;
    return readBounded(clock_.month, needsTwoDigits, 12, "month") && (clock_.month > 0 || outOfRange("month"));
  }

  bool readDay(bool needsTwoDigits) {
    hasDay_ = true;
    return readBounded(clock_.day, needsTwoDigits, 99, "day");
  }

  bool readYearDay(std::size_t least) {
    yearDay_ = takeNumber(least, 3);
    return yearDay_.has_value();
  }

  bool startsWithFraction() const { return rest_.size() > 1 && (rest_[0] == '.' || rest_[0] == ',') && isDigit(rest_[1]); }

  /// A fraction of a second may follow even if the layout has none.
  bool readSecond(bool needsTwoDigits, Field next) {
    if (!readBounded(clock_.second, needsTwoDigits, 59, "second")) return false;
    bool isInLayout = next == Field::kFractionZeros || next == Field::kFractionNines;
    return isInLayout || !startsWithFraction() || readFraction(countDigits(1));
  }

  bool readFraction(std::size_t digits) {
    if (!startsWithFraction() || countDigits(1) < digits) return false;
    std::string nanoseconds(rest_.substr(1, std::min<std::size_t>(digits, 9)));
    nanoseconds.resize(9, '0');
    clock_.nanosecond = std::stoi(nanoseconds);
    rest_.remove_prefix(1 + digits);
    return true;
  }

  bool readPm(std::string_view pm, std::string_view am) {
    isPm_ = rest_.starts_with(pm);
    isAm_ = rest_.starts_with(am);
    if (isPm_ || isAm_) rest_.remove_prefix(2);
    return isPm_ || isAm_;
  }

  /// `form` is that of the layout: `Z07:00`, `-0700`, ...
  bool readZone(std::string_view form) {
    if (form[0] == 'Z' && rest_.starts_with('Z')) {
      rest_.remove_prefix(1);
      clock_.offset = 0;
      return true;
    }
    if (rest_.size() < form.size() || (rest_[0] != '+' && rest_[0] != '-')) return false;
    bool isNegative = rest_[0] == '-';
    int units[3] = {0, 0, 0};
    std::size_t unit = 0;
    for (std::size_t i = 1; i < form.size(); ++i) {
      if (form[i] == ':' ? rest_[i] != ':' : !isDigit(rest_[i])) return false;
      if (form[i] == ':') continue;
      units[unit / 2] = units[unit / 2] * 10 + (rest_[i] - '0');
      ++unit;
    }
    rest_.remove_prefix(form.size());
    if (units[0] > 24) return outOfRange("hour of the zone");
    if (units[1] > 60) return outOfRange("minute of the zone");
    if (units[2] > 60) return outOfRange("second of the zone");
    int offset = (units[0] * 60 + units[1]) * 60 + units[2];
    clock_.offset = isNegative ? -offset : offset;
    return true;
  }

  /// Bytes of a sign and an hour up to 23 at `from`, or 0.
  std::size_t signedOffsetSize(std::size_t from) const {
    if (from >= rest_.size() || (rest_[from] != '+' && rest_[from] != '-')) return 0;
    std::size_t digits = countDigits(from + 1);
    if (digits == 0 || digits > 9) return 0;
    return std::stoi(std::string(rest_.substr(from + 1, digits))) <= 23 ? digits + 1 : 0;
  }

  std::size_t zoneNameSize() const {
    if (rest_.starts_with("ChST") || rest_.starts_with("MeST") || rest_.starts_with("WITA")) return 4;
    if (rest_.starts_with("GMT")) return 3 + signedOffsetSize(3);
    if (!rest_.empty() && (rest_[0] == '+' || rest_[0] == '-')) return rest_.size() < 3 ? 0 : signedOffsetSize(0);
    std::size_t letters = 0;
    while (letters < rest_.size() && letters < 6 && isUpper(rest_[letters])) ++letters;
    bool endsInT = letters > 0 && rest_[letters - 1] == 'T';
    return letters == 3 || ((letters == 4 || letters == 5) && endsInT) ? letters : 0;
  }

  /// Names of zones are read, but say nothing about the offset: that would need a database.
  bool readZoneName() {
    std::size_t size = zoneNameSize();
    rest_.remove_prefix(size);
    return size > 0;
  }

  std::string_view rest_;
  std::string& problem_;
  Clock clock_;
  std::optional<int> yearDay_;
  bool hasMonth_ = false;
  bool hasDay_ = false;
  bool isPm_ = false;
  bool isAm_ = false;
};

}  // namespace

std::optional<Clock> parseClock(std::string_view layout, std::string_view text, std::string& problem) {
  problem.clear();
  return Parser(text, problem).parse(layout);
}

}  // namespace oamc::time
