#include "ir/data/text/yaml_problem.h"

#include <algorithm>
#include <array>
#include <string>

#include "ir/data/text/utf8.h"

namespace oamc {

namespace {

constexpr std::string_view kLineEnds = "\r\n";

struct Wording {
  std::string_view problem;
  std::string_view words;
  std::string_view hint;
};

// Mistakes that need nothing but other words.
constexpr std::array kWordings{
    Wording{"mapping keys are not allowed in this context", "a `? ` key cannot stand here", "put a value that begins with `?` in quotes"},
    Wording{"found unknown escape character", "an unknown escape after `\\` in a double-quoted string", "write `\\\\` for a backslash, or use single quotes"},
    Wording{"did not find expected hexdecimal number", "an escape with too few hexadecimal digits", ""},
    Wording{"found invalid Unicode character escape code", "an escape that names no Unicode character", "surrogate pairs are written as one `\\U` escape"},
    Wording{"did not find expected comment or line break", "unexpected text behind the `|` or `>` of a block", "the block's text begins on the next line"},
    Wording{"found an indentation indicator equal to 0", "a block indentation of 0", "use a digit from 1 to 9, or none"},
    Wording{"found undefined tag handle", "a tag with an undeclared prefix", "put a value that begins with `!` in quotes"},
    Wording{"found incompatible YAML document", "a %YAML directive of another version than 1.1", "remove the directive"},
    Wording{"found unknown directive name", "an unknown `%` directive", "put a text that begins with `%` in quotes or indent it"},
    Wording{"found unexpected ':'", "a `:` without a blank behind it inside brackets", "write `key: value`, or put the text in quotes"},
    Wording{"found unexpected non-alphabetical character", "a malformed `%` directive", "put a text that begins with `%` in quotes or indent it"},
    Wording{"could not find expected directive name", "a `%` directive without a name", "remove the line"},
    Wording{"did not find expected <document start>", "text behind the end of the document", "begin a new document with `---`"},
    Wording{"found unexpected document indicator", "a document mark inside a quoted string", "close the string before `---` or `...`"},
};

/// One problem of one file, looked at in its text.
class ProblemReport {
 public:
  ProblemReport(const YamlProblem& problem, FileId file, std::string_view text, std::optional<std::uint32_t> openFlow, DiagnosticSink& sink)
      : problem_(problem), file_(file), text_(text), openFlow_(openFlow), sink_(sink) {}

  Failed emit() {
    if (is("control characters are not allowed")) return controlCharacter(problem_.at);
    if (auto mark = byteOrderMarkNearby()) return controlCharacter(*mark);
    if (is("UTF-8") || is("invalid Unicode character")) return notUtf8();
    if (auto place = placeholderNearby()) return reportPlaceholder(span(*place, *place + 2), sink_);
    if (charAt(problem_.at) == '\t' || is("tab character")) return tab();
    if (in("anchor") || in("alias")) return starOrAmpersand();
    if (is("cannot start any token")) return reservedStart();
    if (in("scanning a tag") || in("parsing a tag")) return malformedTag();
    if (in("quoted scalar") && is("end of stream")) return unclosed(problem_.contextAt);
    if (openFlow_ && isUnclosedFlow()) return unclosed(is("',' or") ? problem_.contextAt : *openFlow_);
    if (is("',' or")) return missingComma();
    if (is("mapping values are not allowed")) return secondColon();
    if (is("could not find expected ':'")) return noColon();
    if (is("block sequence entries are not allowed")) return dashAfterKey();
    if (is("did not find expected key") || is("did not find expected '-' indicator")) return badIndentation();
    if (is("did not find expected node content")) return missingValue();
    return otherWords();
  }

 private:
  bool is(std::string_view part) const { return problem_.text.find(part) != std::string_view::npos; }
  bool in(std::string_view part) const { return problem_.context.find(part) != std::string_view::npos; }
  char charAt(std::size_t at) const { return at < text_.size() ? text_[at] : '\0'; }
  SourceSpan span(std::size_t begin, std::size_t end) const {
    auto bounded = [&](std::size_t at) { return static_cast<std::uint32_t>(std::min(at, text_.size())); };
    return {file_, bounded(begin), bounded(std::max(begin, end))};
  }

  std::size_t lineStart(std::size_t at) const {
    if (at == 0) return 0;
    std::size_t before = text_.find_last_of(kLineEnds, at - 1);
    return before == std::string_view::npos ? 0 : before + 1;
  }
  std::size_t lineEnd(std::size_t at) const { return std::min(text_.find_first_of(kLineEnds, at), text_.size()); }
  std::size_t firstText(std::size_t at) const { return std::min(text_.find_first_not_of(" \t", lineStart(at)), lineEnd(at)); }
  /// The end of what is written from here on in this line, without trailing blanks and comment.
  std::size_t contentEnd(std::size_t at) const {
    std::string_view rest = text_.substr(at, lineEnd(at) - at);
    rest = rest.substr(0, rest.find(" #"));
    return at + rest.find_last_not_of(" \t") + 1;
  }
  std::size_t wordEnd(std::size_t at) const { return std::min(text_.find_first_of(" \t\r\n:,]}", at + 1), text_.size()); }
  bool isAtEnd() const { return text_.find_first_not_of(" \t\r\n", problem_.at) == std::string_view::npos; }

  std::optional<std::size_t> placeholderNearby() const {
    for (std::size_t at : {std::size_t{problem_.at}, std::size_t{problem_.contextAt}}) {
      at = std::min(at, text_.size());
      std::size_t start = lineStart(at);
      std::size_t found = text_.substr(start, lineEnd(at) - start).find("{{");
      if (found != std::string_view::npos) return start + found;
    }
    return std::nullopt;
  }

  /// In front of the line, which the parser then takes for indented.
  std::optional<std::size_t> byteOrderMarkNearby() const {
    std::size_t start = lineStart(std::min<std::size_t>(problem_.at, text_.size()));
    return start != 0 && text_.substr(start).starts_with("\xEF\xBB\xBF") ? std::optional(start) : std::nullopt;
  }

  Failed controlCharacter(std::size_t at) {
    CodePoint point = decodeUtf8(text_.substr(std::min(at, text_.size() - 1)));
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string name = "U+";
    for (int shift = 12; shift >= 0; shift -= 4) name += kHex[point.value >> shift & 15];
    return sink_.report(diag::YamlControlCharacter, span(at, at + point.size), name)
        .hint("remove it, or write it as an escape in a double-quoted string")
        .emit();
  }

  Failed notUtf8() { return sink_.report(diag::NotUtf8, span(problem_.at, problem_.at + 1)).hint("save the file as UTF-8").emit(); }

  Failed tab() {
    std::size_t at = text_.find('\t', lineStart(problem_.at));
    if (at > problem_.at) at = problem_.at;
    return sink_.report(diag::YamlTab, span(at, at + 1)).hint("indent with spaces").emit();
  }

  Failed quoteIt(DiagnosticBuilder report, std::size_t at) {
    std::size_t end = contentEnd(at);
    std::string quoted = "\"" + std::string(text_.substr(at, end - at)) + "\"";
    if (quoted.find_first_of("\"\\", 1) != quoted.size() - 1) return report.hint("put the value in quotes").emit();
    return report.hint("put the value in quotes: `" + quoted + "`").fix(span(at, end), quoted).emit();
  }

  Failed starOrAmpersand() {
    std::size_t at = problem_.contextAt;
    std::string_view mark = text_.substr(at, 1);
    std::string_view meaning = mark == "*" ? "an alias" : "an anchor";
    return quoteIt(sink_.report(diag::YamlAliasMark, span(at, at + 1), mark, meaning), at);
  }

  Failed reservedStart() {
    std::size_t at = problem_.at;
    std::string_view character = text_.substr(at, decodeUtf8(text_.substr(at)).size);
    return quoteIt(sink_.report(diag::YamlReservedStart, span(at, at + character.size()), character), at);
  }

  Failed malformedTag() {
    std::size_t at = problem_.contextAt;
    return quoteIt(sink_.report(diag::YamlSyntax, span(at, wordEnd(at)), "a malformed tag: `!` at the start of a value names its type"), at);
  }

  bool isUnclosedFlow() const {
    std::size_t open = is("',' or") ? problem_.contextAt : *openFlow_;
    return isAtEnd() || lineStart(open) != lineStart(problem_.at);
  }

  Failed unclosed(std::size_t at) {
    std::string_view open = text_.substr(at, 1);
    std::string close(open == "[" ? "]" : open == "{" ? "}" : open);
    return sink_.report(diag::YamlUnclosed, span(at, at + 1), open).label("opened here").hint("add the closing `" + close + "`").emit();
  }

  Failed missingComma() {
    std::string_view open = charAt(problem_.contextAt) == '[' ? "`,` or `]`" : "`,` or `}`";
    return syntax("expected " + std::string(open) + " before this", span(problem_.at, wordEnd(problem_.at)));
  }

  Failed secondColon() {
    std::size_t key = firstText(problem_.at);
    std::size_t firstColon = text_.find(": ", key);
    if (firstColon < problem_.at) {
      std::size_t value = std::min(text_.find_first_not_of(' ', firstColon + 2), text_.size());
      return quoteIt(sink_.report(diag::YamlSyntax, span(problem_.at, problem_.at + 1), "a second `: ` in one line"), value);
    }
    return sink_.report(diag::YamlIndentation, span(key, std::max<std::size_t>(problem_.at, key + 1)))
        .hint("the value of the line above goes on here, because this line is not aligned with a key above")
        .emit();
  }

  Failed noColon() {
    std::size_t at = problem_.contextAt;
    return syntax("expected `key: value`", span(at, contentEnd(at)), "a key is followed by a colon and a space");
  }

  Failed dashAfterKey() {
    return syntax("a list element cannot begin on the line of its key", span(problem_.at, problem_.at + 1),
                  "begin the list on the next line, or quote the value");
  }

  Failed badIndentation() {
    std::size_t at = problem_.at;
    bool startsLine = firstText(at) == at;
    if (!startsLine) return syntax("unexpected text behind a value", span(at, contentEnd(at)), "quote the whole value, or remove this part");
    std::string_view collection = in("collection") ? "the list begins here" : "the map begins here";
    return sink_.report(diag::YamlIndentation, span(at, wordEnd(at)))
        .related(span(problem_.contextAt, wordEnd(problem_.contextAt)), std::string(collection))
        .hint("align it with its neighbours: lines of one map or list begin in the same column")
        .emit();
  }

  Failed missingValue() {
    if (isAtEnd()) return syntax("a value is missing at the end", span(problem_.at, problem_.at));
    std::string_view seen = text_.substr(problem_.at, 1);
    return syntax("expected a value, but found `" + std::string(seen) + "`", span(problem_.at, problem_.at + 1),
                  "put a text that begins with this character in quotes");
  }

  Failed otherWords() {
    auto wording = std::ranges::find_if(kWordings, [&](const Wording& known) { return is(known.problem); });
    SourceSpan place = span(problem_.at, problem_.at + 1);
    if (wording == kWordings.end()) return syntax("a part that cannot be read", place);
    return syntax(std::string(wording->words), place, wording->hint);
  }

  Failed syntax(const std::string& words, SourceSpan place, std::string_view hint = "") {
    DiagnosticBuilder report = sink_.report(diag::YamlSyntax, place, words);
    if (!hint.empty()) report.hint(std::string(hint));
    return report.emit();
  }

  const YamlProblem& problem_;
  FileId file_;
  std::string_view text_;
  std::optional<std::uint32_t> openFlow_;
  DiagnosticSink& sink_;
};

}  // namespace

Failed reportYamlProblem(const YamlProblem& problem, FileId file, std::string_view text, std::optional<std::uint32_t> openFlow, DiagnosticSink& sink) {
  return ProblemReport(problem, file, text, openFlow, sink).emit();
}

Failed reportPlaceholder(SourceSpan span, DiagnosticSink& sink) {
  return sink.report(diag::YamlPlaceholder, {span.file, span.begin, span.begin + 2})
      .hint("render the template first (`helm template`), or put the value in quotes if the braces are meant")
      .emit();
}

}  // namespace oamc
