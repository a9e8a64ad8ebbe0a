#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oamc {

/// What one match covers: the whole match first, then the groups; a group that took no part has no text. Views into the searched text.
using RegexMatch = std::vector<std::optional<std::string_view>>;

/// A compiled regular expression of RE2 (the syntax of Go and CUE). Searching: it matches anywhere unless anchored. Safe to share between threads.
class Regex {
 public:
  ~Regex();
  Regex(const Regex&) = delete;
  Regex& operator=(const Regex&) = delete;

  bool matches(std::string_view text) const;
  std::optional<RegexMatch> find(std::string_view text) const;

  /// The matches from left to right, at most `limit` unless it is negative. An empty match right behind another match does not count.
  std::vector<RegexMatch> findAll(std::string_view text, std::int64_t limit) const;

  /// The names of the groups; the whole match and groups without a name have an empty one.
  const std::vector<std::string>& groupNames() const { return groupNames_; }

  /// Every match replaced; `$1`, `$name` and `${name}` in the template stand for groups (unknown ones are empty), `$$` for a dollar.
  std::string replaceAll(std::string_view text, std::string_view replacementTemplate) const;
  std::string replaceAllLiteral(std::string_view text, std::string_view replacement) const;

  /// The expression that matches `text` and nothing else.
  static std::string quote(std::string_view text);

 private:
  friend class RegexCache;
  struct Program;
  explicit Regex(std::unique_ptr<Program> program);
  std::optional<RegexMatch> findFrom(std::string_view text, std::size_t from) const;
  void appendExpanded(std::string& out, std::string_view replacementTemplate, const RegexMatch& match) const;
  std::string_view group(std::string_view name, const RegexMatch& match) const;

  std::unique_ptr<Program> program_;
  std::vector<std::string> groupNames_;
};

/// Compiled expressions by their text. One for a session; safe to use from several threads.
class RegexCache {
 public:
  struct Entry {
    const Regex* regex;      ///< null if the text is no regular expression
    std::string_view error;  ///< then: why, ready for a message
  };

  RegexCache();
  ~RegexCache();
  RegexCache(const RegexCache&) = delete;
  RegexCache& operator=(const RegexCache&) = delete;

  /// Lives as long as the cache.
  Entry compile(std::string_view pattern);

 private:
  struct Compiled {
    std::unique_ptr<Regex> regex;
    std::string error;
  };

  std::mutex mutex_;
  std::map<std::string, Compiled, std::less<>> compiled_;
};

}  // namespace oamc
