#include <cstdlib>

#include "stdlib/functions/clock.h"

namespace oamc::time {

namespace {

struct Reference {
  std::string_view text;
  Field field;
  bool endsWord;  ///< no lower case letter may follow
};

// Of two that start alike the longer one stands first.
constexpr Reference kReferences[] = {
    {"January", Field::kLongMonth, false}, {"Jan", Field::kMonth, true},        {"Monday", Field::kLongWeekday, false}, {"Mon", Field::kWeekday, true},
    {"MST", Field::kZoneName, false},      {"002", Field::kZeroYearDay, false}, {"01", Field::kZeroMonth, false},       {"02", Field::kZeroDay, false},
    {"03", Field::kZeroHour12, false},     {"04", Field::kZeroMinute, false},   {"05", Field::kZeroSecond, false},      {"06", Field::kShortYear, false},
    {"15", Field::kHour, false},           {"1", Field::kNumberMonth, false},   {"2006", Field::kLongYear, false},      {"2", Field::kDay, false},
    {"__2", Field::kUnderYearDay, false},  {"_2", Field::kUnderDay, false},     {"3", Field::kHour12, false},           {"4", Field::kMinute, false},
    {"5", Field::kSecond, false},          {"PM", Field::kUpperPm, false},      {"pm", Field::kLowerPm, false},         {"-070000", Field::kZone, false},
    {"-07:00:00", Field::kZone, false},    {"-0700", Field::kZone, false},      {"-07:00", Field::kZone, false},        {"-07", Field::kZone, false},
    {"Z070000", Field::kZone, false},      {"Z07:00:00", Field::kZone, false},  {"Z0700", Field::kZone, false},         {"Z07:00", Field::kZone, false},
    {"Z07", Field::kZone, false},
};

bool isDigit(std::string_view text, std::size_t at) { return at < text.size() && text[at] >= '0' && text[at] <= '9'; }

/// A point or comma and only zeros or only nines.
std::optional<LayoutPart> readFraction(std::string_view layout) {
  if (layout.size() < 2 || (layout[0] != '.' && layout[0] != ',') || (layout[1] != '0' && layout[1] != '9')) return std::nullopt;
  std::size_t end = layout.find_first_not_of(layout[1], 1);
  if (end == std::string_view::npos) end = layout.size();
  if (isDigit(layout, end)) return std::nullopt;
  return LayoutPart{layout[1] == '0' ? Field::kFractionZeros : Field::kFractionNines, layout.substr(0, end)};
}

std::optional<LayoutPart> readReference(std::string_view layout) {
  if (layout.starts_with("_2006")) return std::nullopt;  // the year, not the day
  for (const Reference& reference : kReferences) {
    if (!layout.starts_with(reference.text)) continue;
    std::size_t size = reference.text.size();
    bool isLetterNext = size < layout.size() && layout[size] >= 'a' && layout[size] <= 'z';
    if (!reference.endsWord || !isLetterNext) return LayoutPart{reference.field, layout.substr(0, size)};
  }
  return readFraction(layout);
}

std::string padded(std::int64_t value, std::size_t width, char fill = '0') {
  std::string digits = std::to_string(std::abs(value));
  std::string text = value < 0 ? "-" : "";
  if (digits.size() < width) text.append(width - digits.size(), fill);
  return text + digits;
}

/// `form` is that of the layout: it tells whether zero is `Z`, whether there are colons, and down to which unit to write.
std::string zoneText(int offset, std::string_view form) {
  if (form[0] == 'Z' && offset == 0) return "Z";
  int magnitude = std::abs(offset);
  std::string_view rest = form.substr(3);
  std::string separator = rest.starts_with(':') ? ":" : "";
  std::string text = offset < 0 ? "-" : "+";
  text += padded(magnitude / 3600, 2);
  if (rest.empty()) return text;
  text += separator + padded(magnitude / 60 % 60, 2);
  if (rest.size() > 3) text += separator + padded(magnitude % 60, 2);
  return text;
}

std::string fractionText(int nanosecond, const LayoutPart& part) {
  std::string digits = padded(nanosecond, 9).substr(0, part.text.size() - 1);
  if (part.field == Field::kFractionNines) digits.erase(digits.find_last_not_of('0') + 1);
  return digits.empty() ? digits : part.text[0] + digits;
}

int twelveHours(int hour) { return hour % 12 == 0 ? 12 : hour % 12; }

std::string partText(const Clock& clock, const LayoutPart& part) {
  switch (part.field) {
    case Field::kText: return std::string(part.text);
    case Field::kLongYear: return padded(clock.year, 4);
    case Field::kShortYear: return padded(std::abs(clock.year % 100), 2);
    case Field::kLongMonth: return std::string(kMonthNames[clock.month - 1]);
    case Field::kMonth: return std::string(kMonthNames[clock.month - 1].substr(0, 3));
    case Field::kNumberMonth: return padded(clock.month, 1);
    case Field::kZeroMonth: return padded(clock.month, 2);
    case Field::kLongWeekday: return std::string(kWeekdayNames[weekday(clock)]);
    case Field::kWeekday: return std::string(kWeekdayNames[weekday(clock)].substr(0, 3));
    case Field::kDay: return padded(clock.day, 1);
    case Field::kUnderDay: return padded(clock.day, 2, ' ');
    case Field::kZeroDay: return padded(clock.day, 2);
    case Field::kUnderYearDay: return padded(dayOfYear(clock), 3, ' ');
    case Field::kZeroYearDay: return padded(dayOfYear(clock), 3);
    case Field::kHour: return padded(clock.hour, 2);
    case Field::kHour12: return padded(twelveHours(clock.hour), 1);
    case Field::kZeroHour12: return padded(twelveHours(clock.hour), 2);
    case Field::kMinute: return padded(clock.minute, 1);
    case Field::kZeroMinute: return padded(clock.minute, 2);
    case Field::kSecond: return padded(clock.second, 1);
    case Field::kZeroSecond: return padded(clock.second, 2);
    case Field::kFractionZeros:
    case Field::kFractionNines: return fractionText(clock.nanosecond, part);
    case Field::kUpperPm: return clock.hour >= 12 ? "PM" : "AM";
    case Field::kLowerPm: return clock.hour >= 12 ? "pm" : "am";
    case Field::kZoneName: return clock.offset == 0 ? "UTC" : zoneText(clock.offset, "-0700");
    case Field::kZone: return zoneText(clock.offset, part.text);
  }
  return {};
}

}  // namespace

std::vector<LayoutPart> parseLayout(std::string_view layout) {
  std::vector<LayoutPart> parts;
  std::size_t textStart = 0;
  std::size_t at = 0;
  auto finishText = [&] {
    if (at > textStart) parts.push_back({Field::kText, layout.substr(textStart, at - textStart)});
  };
  while (at < layout.size()) {
    std::optional<LayoutPart> part = readReference(layout.substr(at));
    if (!part) {
      ++at;
      continue;
    }
    finishText();
    parts.push_back(*part);
    at += part->text.size();
    textStart = at;
  }
  finishText();
  return parts;
}

std::string formatClock(const Clock& clock, std::string_view layout) {
  std::string text;
  for (const LayoutPart& part : parseLayout(layout)) text += partText(clock, part);
  return text;
}

}  // namespace oamc::time
