#include "ir/data/regex.h"

#include "stdlib/functions/native.h"
#include "stdlib/functions/packages.h"

namespace oamc::regexp {

namespace {

Outcome<const Regex*> compile(CallContext& call, std::string_view pattern) {
  RegexCache::Entry entry = call.regexes.compile(pattern);
  if (entry.regex == nullptr) return fail(describe(Data::string(pattern)) + " is not a regular expression: " + std::string(entry.error));
  return entry.regex;
}

/// A group that took no part in the match is empty.
Data groupText(const std::optional<std::string_view>& group) { return Data::string(group.value_or("")); }

/// Turns every match, at most `limit` (negative: all), into data with `convert(regex, match)`; no match is a failure.
template <typename Convert>
Outcome<std::vector<Data>> search(CallContext& call, std::string_view pattern, std::string_view text, std::int64_t limit, Convert convert) {
  Outcome<const Regex*> compiled = compile(call, pattern);
  if (auto* failure = std::get_if<FunctionFailure>(&compiled)) return *failure;
  const Regex& regex = *std::get<const Regex*>(compiled);
  std::vector<Data> results;
  for (const RegexMatch& match : regex.findAll(text, limit)) results.push_back(convert(regex, match));
  if (results.empty()) return fail("the text has no match for " + describe(Data::string(pattern)));
  return results;
}

FunctionResult firstOf(const Outcome<std::vector<Data>>& results) {
  if (auto* failure = std::get_if<FunctionFailure>(&results)) return *failure;
  return std::get<std::vector<Data>>(results).front();
}

Outcome<std::vector<Data>> findAll(CallContext& call, std::string_view pattern, std::string_view text, std::int64_t limit) {
  return search(call, pattern, text, limit, [](const Regex&, const RegexMatch& match) { return groupText(match.front()); });
}

FunctionResult find(CallContext& call, std::string_view pattern, std::string_view text) { return firstOf(findAll(call, pattern, text, 1)); }

Outcome<std::vector<Data>> findAllSubmatch(CallContext& call, std::string_view pattern, std::string_view text, std::int64_t limit) {
  return search(call, pattern, text, limit, [&](const Regex&, const RegexMatch& match) {
    std::span<Data> groups = call.arena.createArray<Data>(match.size());
    std::ranges::transform(match, groups.begin(), groupText);
    return Data::list(groups);
  });
}

FunctionResult findSubmatch(CallContext& call, std::string_view pattern, std::string_view text) { return firstOf(findAllSubmatch(call, pattern, text, 1)); }

Outcome<std::vector<Data>> findAllNamedSubmatch(CallContext& call, std::string_view pattern, std::string_view text, std::int64_t limit) {
  return search(call, pattern, text, limit, [&](const Regex& regex, const RegexMatch& match) {
    std::vector<Member> members;
    for (std::size_t i = 0; i < match.size(); ++i) {
      const std::string& name = regex.groupNames()[i];
      if (!name.empty()) members.push_back({call.arena.copyText(name), groupText(match[i]), {}});
    }
    return Data::object(call.arena.copyArray(std::span<const Member>(members)));
  });
}

FunctionResult findNamedSubmatch(CallContext& call, std::string_view pattern, std::string_view text) {
  return firstOf(findAllNamedSubmatch(call, pattern, text, 1));
}

Outcome<bool> matches(CallContext& call, std::string_view pattern, std::string_view text) {
  Outcome<const Regex*> regex = compile(call, pattern);
  if (auto* failure = std::get_if<FunctionFailure>(&regex)) return *failure;
  return std::get<const Regex*>(regex)->matches(text);
}

Outcome<bool> valid(CallContext& call, std::string_view pattern) {
  Outcome<const Regex*> regex = compile(call, pattern);
  if (auto* failure = std::get_if<FunctionFailure>(&regex)) return *failure;
  return true;
}

/// A failure when replacing could build too large a text: every match adds the replacement, every `$` in it at most the matched text.
std::optional<FunctionFailure> checkReplacement(const Regex& regex, std::string_view text, std::string_view replacement) {
  if ((text.size() + 1) * (replacement.size() + 1) <= kMaxResultBytes) return std::nullopt;
  auto groups = static_cast<std::size_t>(std::ranges::count(replacement, '$'));
  std::size_t most = text.size() * (groups + 1) + regex.findAll(text, -1).size() * replacement.size();
  return checkResultSize(most, kMaxResultBytes, "bytes");
}

template <std::string (Regex::*Replace)(std::string_view, std::string_view) const>
Outcome<std::string> replaceAll(CallContext& call, std::string_view pattern, std::string_view text, std::string_view replacement) {
  Outcome<const Regex*> compiled = compile(call, pattern);
  if (auto* failure = std::get_if<FunctionFailure>(&compiled)) return *failure;
  const Regex& regex = *std::get<const Regex*>(compiled);
  if (auto tooLarge = checkReplacement(regex, text, replacement)) return *tooLarge;
  return (regex.*Replace)(text, replacement);
}

std::string quoteMeta(std::string_view text) { return Regex::quote(text); }

constexpr FunctionDef kFunctions[] = {
    row<find>("Find", "(pattern: string, s: string) string", "The leftmost match.", R"e(regexp.Find("f\\w", "afoo") ⇒ "fo")e"),
    row<findAll>("FindAll", "(pattern: string, s: string, n: int) [...string]", "The matches that follow each other, at most `n`, or all if `n` is negative.",
                 R"e(regexp.FindAll("o", "foo", -1) ⇒ ["o", "o"])e"),
    row<findAllNamedSubmatch>("FindAllNamedSubmatch", "(pattern: string, s: string, n: int) [...{[string]: string}]",
                              "For every match the texts of its named groups.", R"e(regexp.FindAllNamedSubmatch("(?P<x>o)", "foo", 1) ⇒ [{"x": "o"}])e"),
    row<findAllSubmatch>("FindAllSubmatch", "(pattern: string, s: string, n: int) [...[...string]]", "For every match its text and those of its groups.",
                         R"e(regexp.FindAllSubmatch("(o)", "foo", -1) ⇒ [["o", "o"], ["o", "o"]])e"),
    row<findNamedSubmatch>("FindNamedSubmatch", "(pattern: string, s: string) {[string]: string}", "The texts of the named groups of the leftmost match.",
                           R"e(regexp.FindNamedSubmatch("(?P<x>f)(?P<y>o)", "foo") ⇒ {"x": "f", "y": "o"})e"),
    row<findSubmatch>("FindSubmatch", "(pattern: string, s: string) [...string]", "The text of the leftmost match and those of its groups.",
                      R"e(regexp.FindSubmatch("(f)(o)", "foo") ⇒ ["fo", "f", "o"])e"),
    row<matches>("Match", "(pattern: string, s: string) bool", "Whether a text has a match.", R"e(regexp.Match("^f", "foo") ⇒ true)e"),
    row<quoteMeta>("QuoteMeta", "(s: string) string", "The pattern that matches exactly a text.", R"e(regexp.QuoteMeta("a.b") ⇒ "a\\.b")e"),
    row<replaceAll<&Regex::replaceAll>>("ReplaceAll", "(pattern: string, src: string, repl: string) string",
                                        "A text with every match replaced; `$1` and `${name}` stand for groups.",
                                        R"e(regexp.ReplaceAll("o(.)", "foo", "<$1>") ⇒ "f<o>")e"),
    row<replaceAll<&Regex::replaceAllLiteral>>("ReplaceAllLiteral", "(pattern: string, src: string, repl: string) string",
                                               "A text with every match replaced by the same text.",
                                               R"e(regexp.ReplaceAllLiteral("o", "foo", "$1") ⇒ "f$1$1")e"),
    row<valid>("Valid", "(pattern: string) bool", "Whether a text is a regular expression.", R"e(regexp.Valid("a+") ⇒ true)e"),
};

}  // namespace

PackageDef package() { return {"regexp", kFunctions, {}}; }

}  // namespace oamc::regexp
