#include "ir/data/text/yaml_reader.h"

#include <gtest/gtest.h>

#include <string>

#include "ir/data/go_number.h"
#include "ir/data/go_tree.h"
#include "ir/data/text/json_writer.h"
#include "vector_file.h"

namespace oamc {
namespace {

/// The tree as the reference converts it to JSON: numbers rounded through float64 unless they are 64-bit integers.
Data converted(const Data& tree, Arena& arena) {
  if (tree.kind() == DataKind::kNumber) {
    const Number& number = tree.number();
    bool isInteger = number.isInt() && number.isIntegral();
    return isInteger ? tree : Data::number(*goNumber(number, arena), arena);
  }
  if (tree.isList()) {
    std::span<Data> items = arena.copyArray(tree.items());
    for (Data& item : items) item = converted(item, arena);
    return Data::list(items);
  }
  if (!tree.isObject()) return tree;
  std::span<Member> members = arena.copyArray(tree.members());
  for (Member& member : members) member.value = converted(member.value, arena);
  return Data::object(members);
}

std::optional<std::string> checkRead(const Data& vector, Arena& arena) {
  SourceManager sources;
  DiagnosticSink sink(sources);
  FileId file = sources.add("vector.yaml", std::string(textOf(vector, "text")));
  Result<std::vector<YamlDocument>> documents = readYaml(file, sources, arena, sink, {.onlyFirstDocument = true});
  bool expectsError = vector.find("error") != nullptr;
  if (!documents) return expectsError ? std::nullopt : std::optional("refused: " + sink.diagnostics().back().message);
  if (expectsError) return "read without an error";
  Data root = documents->empty() ? Data() : converted(documents->front().root, arena);
  return equal(root, *vector.find("value")) ? std::nullopt : std::optional("read as " + writeJson(root));
}

TEST(YamlReader, Vectors) { checkVectors("yaml-read", checkRead); }

class YamlReaderTest : public testing::Test {
 protected:
  /// The documents as JSON, one a line, then a line `CODE line:column-column message` for each diagnostic.
  std::string read(std::string text, const YamlReadOptions& options = {}) {
    FileId file = sources_.add("a.yaml", std::move(text));
    DiagnosticSink sink(sources_);
    Result<std::vector<YamlDocument>> documents = readYaml(file, sources_, arena_, sink, options);
    std::string out;
    if (documents)
      for (const YamlDocument& document : *documents) out += writeJson(document.root) + "\n";
    for (const Diagnostic& diagnostic : sink.diagnostics()) out += describe(diagnostic);
    return out;
  }

  std::string describe(const Diagnostic& diagnostic) {
    LineColumn begin = sources_.position(diagnostic.span.file, diagnostic.span.begin);
    LineColumn end = sources_.position(diagnostic.span.file, diagnostic.span.end);
    std::string text = std::string(diagnostic.row->code) + " " + std::to_string(begin.line) + ":" + std::to_string(begin.column) + "-" +
                       std::to_string(end.column) + " " + diagnostic.message;
    for (const RelatedPlace& place : diagnostic.related)
      text += " [" + std::to_string(sources_.position(place.span.file, place.span.begin).line) + " " + place.message + "]";
    for (const std::string& hint : diagnostic.hints) text += " (" + hint + ")";
    return text + "\n";
  }

  Data root(std::string text) {
    file_ = sources_.add("a.yaml", std::move(text));
    DiagnosticSink sink(sources_);
    return readYaml(file_, sources_, arena_, sink)->front().root;
  }

  std::string_view source(SourceSpan span) { return sources_.text(span); }

  SourceManager sources_;
  Arena arena_;
  FileId file_{};
};

TEST_F(YamlReaderTest, ReadsEveryDocument) { EXPECT_EQ(read("a: 1\n---\n- b\n---\n"), "{\"a\":1}\n[\"b\"]\nnull\n"); }

TEST_F(YamlReaderTest, AnEmptyFileHasNoDocument) { EXPECT_EQ(read("# nothing\n"), ""); }

TEST_F(YamlReaderTest, SpansCoverQuotesButNoAnchors) {
  Data tree = root("a: &x 'q'\n\"k\": !!str\n  v w\nc: [1,\n  2]\nd:\n  e: 1\n  f: é \n");
  EXPECT_EQ(source(tree.find("a")->span()), "'q'");
  EXPECT_EQ(source(tree.findMember("k")->keySpan), "\"k\"");
  EXPECT_EQ(source(tree.find("k")->span()), "v w");
  EXPECT_EQ(source(tree.find("c")->span()), "[1,\n  2]");
  EXPECT_EQ(source(tree.find("d")->span()), "e: 1\n  f: é");
}

TEST_F(YamlReaderTest, OfDuplicateKeysTheLastCountsWithAWarning) {
  EXPECT_EQ(read("a: 1\nb: 2\na: 3\n"),
            "{\"a\":3,\"b\":2}\nW1075 3:1-2 duplicate key `a`: it is written twice in one map, the last one counts [1 it is written here already]\n");
}

TEST_F(YamlReaderTest, DuplicateKeysAreFoundInEveryOrderAndNumberOfKeys) {
  for (int count : {2, 3, 16, 17, 18, 40})
    for (bool isDescending : {false, true})
      for (int repeated = 0; repeated < count; ++repeated) {
        std::string text;
        for (int i = 0; i < count; ++i) text += "k" + std::to_string(100 + (isDescending ? count - i : i)) + ":\n  inner: {b: 1, a: 2}\n";
        std::string key = "k" + std::to_string(100 + (isDescending ? count - repeated : repeated));
        text += key + ": last\nz: end\n";
        Data tree = root(text);
        ASSERT_EQ(tree.members().size(), static_cast<std::size_t>(count) + 1) << text;
        EXPECT_EQ(tree.find(key)->text(), "last") << text;
        EXPECT_TRUE(std::ranges::is_sorted(tree.members(), {}, &Member::key)) << text;
      }
}

TEST_F(YamlReaderTest, KnowsWhichTreesGoLeavesAsTheyAre) {
  for (std::string text : {"b: 1\na: [x, null, true, -12, 9007199254740992]\n", "- {b: 1, a: 2}\n", "x: &x {b: 1}\ny: *x\nz: {c: 1, <<: *x}\n", "1\n"}) {
    Data tree = root(text);
    EXPECT_TRUE(tree.isGoTree()) << text;
    Data rebuilt = tree.isObject() ? Data::object(tree.members()) : tree.isList() ? Data::list(tree.items()) : tree;
    EXPECT_TRUE(goTree(rebuilt, arena_).sharesWith(tree)) << text;
  }
  for (std::string text : {"a: 1.50\n", "a: [9007199254740993]\n", "1e3\n", "- {a: &x 0x20000000000001, b: *x}\n"}) EXPECT_FALSE(root(text).isGoTree()) << text;
}

TEST_F(YamlReaderTest, AMergeKeyOverwritesWhatStandsAboveWithAWarning) {
  EXPECT_EQ(read("x: &x {a: 1}\nw: {<<: *x, a: 2}\nz: {a: 3, <<: *x}\n"),
            "{\"w\":{\"a\":2},\"x\":{\"a\":1},\"z\":{\"a\":1}}\n"
            "W1077 3:11-13 the merge key replaces `a`, which is written above it [3 this one is lost]"
            " (write the merge key above the keys that shall win)\n");
}

TEST_F(YamlReaderTest, TextBehindACompleteNodeIsAWarning) {
  EXPECT_EQ(read("  a: 1\nb: 2\n"),
            "{\"a\":1}\nW1076 2:1-5 the document has ended: this line and all that follows are ignored [1 the document ends here]"
            " (align this line with the first line of the document, or begin a new document with `---`)\n");
}

TEST_F(YamlReaderTest, UnknownAnchorsAreReportedWithANearOne) {
  EXPECT_EQ(read("a: &small 1\nb: {<<: *smal}\nc: *none\n"),
            "E1064 2:9-14 no anchor `smal` before this alias [1 an anchor of a similar name] (did you mean `*small`?)\n"
            "E1064 3:4-9 no anchor `none` before this alias (a value that begins with `*` must be quoted, unless it stands for an anchor `&none`)\n");
}

TEST_F(YamlReaderTest, AStarWithoutANameAsksForQuotes) {
  EXPECT_EQ(read("schedule: */15 * * * *  # quarterly\n"),
            "E1065 1:11-12 `*` at the start of a value makes it an alias, but no name follows (put the value in quotes: `\"*/15 * * * *\"`)\n");
}

TEST_F(YamlReaderTest, UnclosedBracketsAndQuotesAreReportedWhereTheyOpen) {
  EXPECT_EQ(read("cmd: [nginx, -g\ncpu: 1\n"), "E1062 1:6-7 `[` is never closed (add the closing `]`)\n");
  EXPECT_EQ(read("a: {\n"), "E1062 1:4-5 `{` is never closed (add the closing `}`)\n");
  EXPECT_EQ(read("a: 'b\nc: d\n"), "E1062 1:4-5 `'` is never closed (add the closing `'`)\n");
}

TEST_F(YamlReaderTest, TabsAreReportedAtTheTab) {
  EXPECT_EQ(read("a: nginx\n\tb: 80\n"), "E1061 2:1-2 a tab in front of a YAML value: only spaces may indent (indent with spaces)\n");
  EXPECT_EQ(read("a:\n  - \tb: 80\n"), "E1061 2:5-6 a tab in front of a YAML value: only spaces may indent (indent with spaces)\n");
}

TEST_F(YamlReaderTest, HelmPlaceholdersAreNamed) {
  std::string message =
      "`{{` is a template placeholder (Helm or similar), not a YAML value"
      " (render the template first (`helm template`), or put the value in quotes if the braces are meant)\n";
  EXPECT_EQ(read("a: {{ .Values.x }}\nb: {{ .Values.y }}\n"), "E1066 1:4-6 " + message + "E1066 2:4-6 " + message);
  EXPECT_EQ(read("a: {{ include \"x\" . | quote }}\n"), "E1066 1:4-6 " + message);
  EXPECT_EQ(read("a: 1\n{{- if .Values.x }}\nb: 2\n"), "E1066 2:1-3 " + message);
}

TEST_F(YamlReaderTest, BadIndentationIsReportedAtTheLine) {
  EXPECT_EQ(read("a:\n  b: 1\n c: 2\n"),
            "E1070 3:2-3 the indentation of this line fits nothing above it [1 the map begins here]"
            " (align it with its neighbours: lines of one map or list begin in the same column)\n");
  EXPECT_EQ(read("a: 1\n b: 2\n"),
            "E1070 2:2-3 the indentation of this line fits nothing above it"
            " (the value of the line above goes on here, because this line is not aligned with a key above)\n");
}

TEST_F(YamlReaderTest, OtherSlipsHaveTheirOwnWords) {
  EXPECT_EQ(read("a: b: c\n"), "E1060 1:5-6 invalid YAML: a second `: ` in one line (put the value in quotes: `\"b: c\"`)\n");
  EXPECT_EQ(read("a: 1\nb\nc: 2\n"), "E1060 2:1-2 invalid YAML: expected `key: value` (a key is followed by a colon and a space)\n");
  EXPECT_EQ(read("a: - 1\n"),
            "E1060 1:4-5 invalid YAML: a list element cannot begin on the line of its key (begin the list on the next line, or quote the value)\n");
  EXPECT_EQ(read("a: \"x\"y\n"), "E1060 1:7-8 invalid YAML: unexpected text behind a value (quote the whole value, or remove this part)\n");
  EXPECT_EQ(read("a: @x\n"), "E1063 1:4-5 a plain value cannot begin with `@` (put the value in quotes: `\"@x\"`)\n");
  EXPECT_EQ(read("a: [\"b\" \"c\"]\n"), "E1060 1:9-12 invalid YAML: expected `,` or `]` before this\n");
  EXPECT_EQ(read("a: !x[1]\n"),
            "E1060 1:4-8 invalid YAML: a malformed tag: `!` at the start of a value names its type (put the value in quotes: `\"!x[1]\"`)\n");
  EXPECT_EQ(read("a: {b:}\n"), "E1060 1:6-7 invalid YAML: a `:` without a blank behind it inside brackets (write `key: value`, or put the text in quotes)\n");
  EXPECT_EQ(read("a: .inf\n"), "E1068 1:4-8 `.inf` has no place in Kubernetes objects: numbers are finite\n");
  EXPECT_EQ(read("a: x\x01y\n"),
            "E1071 1:5-6 the control character U+0001 is not allowed in YAML (remove it, or write it as an escape in a double-quoted string)\n");
  EXPECT_EQ(read("a: \xFFz\n"), "E1052 1:4-5 the text is not UTF-8 (save the file as UTF-8)\n");
  EXPECT_EQ(read("a: &x [*x]\n"), "E1073 1:8-10 the value of anchor `x` contains itself [1 the anchor is on this value]\n");
  EXPECT_EQ(read("{a: 1}: 2\n"), "E1067 1:1-7 a map key cannot be a map (put the key in quotes to make it a string)\n");
  EXPECT_EQ(read("a: !!int b\n"), "E1069 1:10-11 `b` is not a value of the type that `!!int` asks for\n");
  EXPECT_EQ(read("<<: 1\n"), "E1072 1:5-6 a merge key `<<` takes a map or a list of maps\n");
}

TEST_F(YamlReaderTest, NestingIsLimited) {
  YamlReadOptions options;
  options.limits.sourceNesting = 3;
  EXPECT_EQ(read("[[1]]\n", options), "[[1]]\n");
  EXPECT_EQ(read("[[[1]]]\n", options), "E1053 1:4-5 more than 3 nested lists and maps\n");
}

TEST_F(YamlReaderTest, AliasesMayNotMultiplyADocument) {
  YamlReadOptions options;
  options.limits.aliasAllowance = 0;
  std::string head = "a: &a [" + std::string(100, 'x') + "]\n";
  std::string few = head + "b: [*a, *a, *a, *a, *a]\n";
  EXPECT_EQ(read(few, options).substr(0, 5), "{\"a\":");
  std::string many = head + "b: &b [*a, *a, *a, *a]\nc: [*b, *b, *b, *b]\n";
  EXPECT_EQ(read(many, options).substr(0, 5), "E1074");
}

TEST_F(YamlReaderTest, NumbersKeepTheirDigits) {
  EXPECT_EQ(read("[1.50, 123456789012345678901234567890, 0.1234567890123456789, 1e3, 1e400]\n"),
            "[1.50,123456789012345678901234567890,0.1234567890123456789,1E+3,\"1e400\"]\n");
}

/// The source texts of the string's lines, found through its segments.
std::string mapped(const SourceManager& sources, const Data& string) {
  std::string out;
  std::vector<SourceSegment> segments = yamlSegments(sources, string);
  for (std::size_t i = 0; i < segments.size(); ++i) {
    std::size_t end = i + 1 < segments.size() ? segments[i + 1].derivedBegin : string.text().size();
    out += sources.text(string.span().file).substr(segments[i].originBegin, end - segments[i].derivedBegin);
  }
  return out;
}

TEST_F(YamlReaderTest, LiteralBlocksAreTraceableLineByLine) {
  Data tree = root("t:\n  a: |-\n\n      x: 1\n\n        y\n  \n      z\n  b: |2\n       q\n      r\n");
  EXPECT_EQ(tree.find("t")->find("a")->text(), "\nx: 1\n\n  y\n\nz");
  EXPECT_EQ(mapped(sources_, *tree.find("t")->find("a")), tree.find("t")->find("a")->text());
  EXPECT_EQ(mapped(sources_, *tree.find("t")->find("b")), tree.find("t")->find("b")->text());
}

TEST_F(YamlReaderTest, ScalarsOfOneLineAreTraceableUnlessEscaped) {
  Data tree = root("a: x y\nb: 'x y'\nc: \"x\\ty\"\nd: >-\n  x\n  y\n");
  EXPECT_EQ(mapped(sources_, *tree.find("a")), "x y");
  EXPECT_EQ(mapped(sources_, *tree.find("b")), "x y");
  EXPECT_TRUE(yamlSegments(sources_, *tree.find("c")).empty());
  EXPECT_TRUE(yamlSegments(sources_, *tree.find("d")).empty());
}

TEST_F(YamlReaderTest, WindowsLineEndsAreTraceable) {
  Data tree = root("a: |\r\n  x: 1\r\n  y: 2\r\nb: 1\r\n");
  EXPECT_EQ(tree.find("a")->text(), "x: 1\ny: 2\n");
  std::vector<SourceSegment> segments = yamlSegments(sources_, *tree.find("a"));
  ASSERT_EQ(segments.size(), 2U);
  EXPECT_EQ(source({file_, segments[1].originBegin, segments[1].originBegin + 4}), "y: 2");
}

}  // namespace
}  // namespace oamc
