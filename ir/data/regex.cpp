#include "ir/data/regex.h"

#include <re2/re2.h>

#include <algorithm>
#include <charconv>

#include "ir/data/text/utf8.h"

namespace oamc {

namespace {

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

std::string_view wordsOf(re2::RE2::ErrorCode code) {
  switch (code) {
    case re2::RE2::NoError: return "no error";
    case re2::RE2::ErrorInternal: return "it cannot be compiled";
    case re2::RE2::ErrorBadEscape: return "invalid escape sequence";
    case re2::RE2::ErrorBadCharClass: return "invalid character class";
    case re2::RE2::ErrorBadCharRange: return "invalid character class range";
    case re2::RE2::ErrorMissingBracket: return "missing closing ]";
    case re2::RE2::ErrorMissingParen: return "missing closing )";
    case re2::RE2::ErrorUnexpectedParen: return "unexpected )";
    case re2::RE2::ErrorTrailingBackslash: return "trailing backslash at end of expression";
    case re2::RE2::ErrorRepeatArgument: return "missing argument to repetition operator";
    case re2::RE2::ErrorRepeatSize: return "invalid repeat count";
    case re2::RE2::ErrorRepeatOp: return "invalid nested repetition operator";
    case re2::RE2::ErrorBadPerlOp: return "invalid or unsupported Perl syntax";
    case re2::RE2::ErrorBadUTF8: return "invalid UTF-8";
    case re2::RE2::ErrorBadNamedCapture: return "invalid named capture";
    case re2::RE2::ErrorPatternTooLarge: return "the expression is too large";
  }
  return "it cannot be compiled";
}

/// `(?<name>` as `(?P<name>`, which is the only spelling that this version of the library knows.
std::string withNamedGroups(std::string_view pattern) {
  std::string out;
  bool isClass = false;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    std::string_view rest = pattern.substr(at);
    if (rest.starts_with("\\Q") && !isClass) {
      std::size_t end = std::min(rest.find("\\E"), rest.size() - 1);
      out += rest.substr(0, end + 1);
      at += end;
      continue;
    }
    bool isNamed = !isClass && rest.starts_with("(?<") && rest.size() > 3 && rest[3] != '=' && rest[3] != '!';
    out += isNamed ? "(?P" : rest.substr(0, rest[0] == '\\' ? 2 : 1);
    if (rest[0] == '[') isClass = true;
    if (rest[0] == ']') isClass = false;
    at += isNamed || rest[0] == '\\' ? 1 : 0;
  }
  return out;
}

bool isNameByte(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

/// Takes a group's name from behind a `$`, with its braces; empty (and nothing taken) if there is none.
std::string_view takeGroupName(std::string_view& text) {
  bool hasBraces = text.starts_with('{');
  std::string_view name = text.substr(hasBraces ? 1 : 0);
  name = name.substr(0, static_cast<std::size_t>(std::ranges::find_if_not(name, isNameByte) - name.begin()));
  std::size_t end = name.size() + (hasBraces ? 1 : 0);
  if (name.empty() || (hasBraces && (end >= text.size() || text[end] != '}'))) return {};
  text.remove_prefix(hasBraces ? end + 1 : end);
  return name;
}

}  // namespace

struct Regex::Program {
  explicit Program(std::string_view pattern) : re2(withNamedGroups(pattern), options()) {}

  static re2::RE2::Options options() {
    re2::RE2::Options options;
    options.set_log_errors(false);
    return options;
  }

  re2::RE2 re2;
};

Regex::Regex(std::unique_ptr<Program> program) : program_(std::move(program)) {
  groupNames_.resize(static_cast<std::size_t>(program_->re2.NumberOfCapturingGroups()) + 1);
  for (const auto& [number, name] : program_->re2.CapturingGroupNames()) groupNames_[static_cast<std::size_t>(number)] = name;
}

Regex::~Regex() = default;

bool Regex::matches(std::string_view text) const { return re2::RE2::PartialMatch(piece(text), program_->re2); }

std::optional<RegexMatch> Regex::find(std::string_view text) const { return findFrom(text, 0); }

std::optional<RegexMatch> Regex::findFrom(std::string_view text, std::size_t from) const {
  std::vector<re2::StringPiece> groups(groupNames_.size());
  bool found = program_->re2.Match(piece(text), from, text.size(), re2::RE2::UNANCHORED, groups.data(), static_cast<int>(groups.size()));
  if (!found) return std::nullopt;
  RegexMatch match(groups.size());
  for (std::size_t i = 0; i < groups.size(); ++i)
    if (groups[i].data() != nullptr) match[i] = std::string_view(groups[i].data(), groups[i].size());
  // The library marks an empty match at the end of an empty text by a null pointer.
  if (!match[0]) match[0] = text.substr(from, 0);
  return match;
}

std::vector<RegexMatch> Regex::findAll(std::string_view text, std::int64_t limit) const {
  std::vector<RegexMatch> matches;
  std::size_t previousEnd = std::string_view::npos;
  for (std::size_t at = 0; at <= text.size() && (limit < 0 || static_cast<std::int64_t>(matches.size()) < limit);) {
    std::optional<RegexMatch> match = findFrom(text, at);
    if (!match) break;
    auto begin = static_cast<std::size_t>(match->front()->data() - text.data());
    std::size_t end = begin + match->front()->size();
    bool isEmptyBehindMatch = begin == end && begin == previousEnd;
    if (!isEmptyBehindMatch) matches.push_back(std::move(*match));
    previousEnd = end;
    if (end > at) {
      at = end;
    } else {
      at += at < text.size() ? decodeUtf8(text.substr(at)).size : 1;
    }
  }
  return matches;
}

std::string_view Regex::group(std::string_view name, const RegexMatch& match) const {
  std::size_t number = match.size();
  auto [end, status] = std::from_chars(name.data(), name.data() + name.size(), number);
  if (end != name.data() + name.size() || status != std::errc()) number = static_cast<std::size_t>(std::ranges::find(groupNames_, name) - groupNames_.begin());
  return number < match.size() ? match[number].value_or("") : "";
}

void Regex::appendExpanded(std::string& out, std::string_view replacementTemplate, const RegexMatch& match) const {
  while (!replacementTemplate.empty()) {
    std::size_t dollar = std::min(replacementTemplate.find('$'), replacementTemplate.size());
    out.append(replacementTemplate.substr(0, dollar));
    replacementTemplate.remove_prefix(dollar);
    if (replacementTemplate.empty()) return;
    replacementTemplate.remove_prefix(1);
    if (replacementTemplate.starts_with('$')) {
      replacementTemplate.remove_prefix(1);
      out += '$';
      continue;
    }
    std::string_view name = takeGroupName(replacementTemplate);
    if (name.empty()) out += '$';
    if (!name.empty()) out += group(name, match);
  }
}

std::string Regex::replaceAll(std::string_view text, std::string_view replacementTemplate) const {
  std::string out;
  const char* copied = text.data();
  for (const RegexMatch& match : findAll(text, -1)) {
    out.append(copied, match[0]->data());
    appendExpanded(out, replacementTemplate, match);
    copied = match[0]->data() + match[0]->size();
  }
  return out.append(copied, text.data() + text.size());
}

std::string Regex::replaceAllLiteral(std::string_view text, std::string_view replacement) const {
  std::string out;
  const char* copied = text.data();
  for (const RegexMatch& match : findAll(text, -1)) {
    out.append(copied, match[0]->data()).append(replacement);
    copied = match[0]->data() + match[0]->size();
  }
  return out.append(copied, text.data() + text.size());
}

std::string Regex::quote(std::string_view text) {
  constexpr std::string_view kSpecial = "\\.+*?()|[]{}^$";
  std::string quoted;
  for (char c : text) {
    if (kSpecial.find(c) != std::string_view::npos) quoted += '\\';
    quoted += c;
  }
  return quoted;
}

RegexCache::RegexCache() = default;
RegexCache::~RegexCache() = default;

RegexCache::Entry RegexCache::compile(std::string_view pattern) {
  std::lock_guard lock(mutex_);
  auto known = compiled_.find(pattern);
  if (known == compiled_.end()) {
    auto program = std::make_unique<Regex::Program>(pattern);
    Compiled compiled;
    if (program->re2.ok()) {
      compiled.regex.reset(new Regex(std::move(program)));
    } else {
      compiled.error.append(wordsOf(program->re2.error_code())).append(": `").append(program->re2.error_arg()).append("`");
    }
    known = compiled_.emplace(std::string(pattern), std::move(compiled)).first;
  }
  return {known->second.regex.get(), known->second.error};
}

}  // namespace oamc
