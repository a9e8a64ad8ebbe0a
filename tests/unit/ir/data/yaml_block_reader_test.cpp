#include "ir/data/text/yaml_block_reader.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "ir/data/text/json_writer.h"
#include "ir/data/text/yaml_composer.h"

namespace oamc {
namespace {

std::string describe(SourceSpan span) { return "@" + std::to_string(span.begin) + "-" + std::to_string(span.end) + " "; }

/// Everything that is in a tree, and where it stands.
std::string describe(const Data& tree) {
  std::string text = describe(tree.span()) + (tree.isGoTree() ? "" : "raw ");
  if (tree.isList()) {
    for (const Data& item : tree.items()) text += describe(item) + ", ";
    return "[" + text + "]";
  }
  if (tree.isObject()) {
    for (const Member& member : tree.members()) text += describe(member.keySpan) + "`" + std::string(member.key) + "`: " + describe(member.value) + ", ";
    return "{" + text + "}";
  }
  return text + (tree.kind() == DataKind::kNumber && !tree.number().isInt() ? "float " : "") + writeJson(tree);
}

std::string describe(const std::vector<YamlDocument>& documents) {
  std::string text;
  for (const YamlDocument& document : documents) text += describe(document.span) + describe(document.root) + "\n";
  return text;
}

bool isSimple(const std::string& text, const YamlReadOptions& options = {}) {
  Arena arena;
  return readYamlBlocks(FileId{1}, text, arena, options).has_value();
}

/// The composer makes the same of a text, if it is simple, and has nothing to say of it.
void expectSame(const std::string& text, const YamlReadOptions& options = {}) {
  SourceManager sources;
  Arena arena;
  DiagnosticSink sink(sources);
  FileId file = sources.add("in.yaml", text);
  auto ours = readYamlBlocks(file, sources.text(file), arena, options);
  if (!ours) return;
  Result<std::vector<YamlDocument>> composed = YamlComposer(file, sources.text(file), arena, sink, options).read();
  EXPECT_TRUE(sink.diagnostics().empty()) << text;
  ASSERT_TRUE(composed) << text;
  EXPECT_EQ(describe(*ours), describe(*composed)) << text;
}

TEST(YamlBlockReader, ManifestsAreReadAsTheComposerReadsThem) {
  for (const char* text : {
           "a: 1\n",
           "a: 1",
           "# a comment\n\n---\na: b # another\n",
           "a:\n  b: c\n  d:\n    e: 'f g'\nh: \"i: j # k\"\n",
           "a:\n- b\n- c: 1\n  d: 2\n-   e:\n    - f\ng: 3\n",
           "a:\n  - b\n  - c\n",
           "- a\n- b: c\n- - d\n  - e\n-  -  - f: 1\n        g: 2\n",
           "a:\nb:\n  c:\nd:   # nothing\n",
           "a: {}\nb: [] # none\n",
           "a: -1\nb: --flag\nc: http://x:80/y#z\nd: a, b [c] {d}\n",
           "\"a b\": 1\n'c': 2\n8080: x\n./d: y\n",
           "---\na: 1\n---\nb: 2\n---\n- c\n",
           "  a: 1\n  b:\n  - c\n",
           "a:   b   \n   \n# x\nc: d e  f\n",
           "# nothing but a comment\n",
           "",
           "a:\n  ...: 1\n  b: ...\n",
           "- a:\n  - b\n  c: 1\n- d:\n    e:\n",
           "c: 1\na: 1.50\nb: yes\n0x10: ~\n1e3: 9007199254740993\non:\n  z: 1\n  y: 2\n",
           "- <<\n- a: <<\n",
       }) {
    EXPECT_TRUE(isSimple(text)) << text;
    expectSame(text);
  }
}

/// The reader looks at eight bytes at once: each byte at each place of two such steps.
TEST(YamlBlockReader, EveryByteInLongScalarsIsReadAsTheComposerReadsIt) {
  constexpr std::string_view kScalar = "abcdefghijklmnopqr";
  int simple = 0;
  auto expectSameIfSimple = [&](const std::string& text) {
    simple += isSimple(text) ? 1 : 0;
    expectSame(text);
  };
  for (int byte = 1; byte < 0x80; ++byte)
    for (std::size_t at = 0; at < kScalar.size(); ++at) {
      std::string scalar(kScalar);
      scalar[at] = static_cast<char>(byte);
      expectSameIfSimple("a: " + scalar + "\n");
      expectSameIfSimple("a: \"" + scalar + "\"\n");
      expectSameIfSimple("a: '" + scalar + "' # " + scalar + "\n");
      expectSameIfSimple(std::string(at, ' ') + scalar + ": 1\n");
    }
  EXPECT_GT(simple, 4000) << "too few of the texts are simple";
}

TEST(YamlBlockReader, EverythingElseIsLeftToTheComposer) {
  for (const char* text : {
           "a: b\n  c\n",
           "a: &x 1\nb: *x\n",
           "a: !t b\n",
           "a: |\n  b\n",
           "a: [1]\n",
           "a: {b: 1}\n",
           "? a\n: b\n",
           "a: \"b\\n\"\n",
           "a: 'it''s'\n",
           "a: \"b\n  c\"\n",
           "a: b: c\n",
           "a:\n b: 1\n c",
           "a: 1\n b: 2\n",
           "- a\nb: 1\n",
           "a: 1\n- b\n",
           "\ta: 1\n",
           "a: b\tc\n",
           "a: \xC3\xA9\n",
           "# \xC3\xA9\na: 1\n",
           "a: 1\r\n",
           "...\n",
           "--- a\n",
           "--- \na: 1\n",
           "%YAML 1.1\n---\na: 1\n",
           "---\n---\na: 1\n",
           "a: 1\n---\n",
           "a: b:\n",
           "a: @b\n",
           "a: ,b\n",
           "<<: 1\n",
           "a b: 1\n",
           "a : 1\n",
           "-\n  a: 1\n",
           "- \n- a\n",
           "plain\n",
           "a: 'b' c\n",
           "a: 'b'c\n",
           "a: {} b\n",
           "a:b\n",
           "-a: 1\n",
           "a: - b\n",
           "a: %b\n",
           "a: ?\n",
           "a: -\n",
           "a:\n  b\n",
           "a: 1\na: 2\n",
           "c: 1\nb: 2\nc: 3\n",
           "true: 1\nyes: 2\n",
           "~: 1\n",
           "a: .inf\n",
       })
    EXPECT_FALSE(isSimple(text)) << text;
}

TEST(YamlBlockReader, WhatFollowsTheFirstDocumentIsNotReadIfNobodyWantsIt) {
  YamlReadOptions options{.onlyFirstDocument = true};
  for (const char* text : {"a: 1\n---\nb: 2\n", "a: 1\n---\n{ broken\n", "---\n- a\n---\n"}) {
    EXPECT_TRUE(isSimple(text, options)) << text;
    expectSame(text, options);
  }
  EXPECT_FALSE(isSimple("a: [1]\n---\nb: 2\n", options));
}

TEST(YamlBlockReader, DeepTextsAreLeftToTheComposerWhichReportsThem) {
  YamlReadOptions options{.limits = {.sourceNesting = 5}};
  int simple = 0;
  for (int depth = 1; depth < 9; ++depth)
    for (std::string_view value : {" 1", " {}", ""}) {
      std::string text;
      for (int i = 0; i < depth; ++i) text += std::string(static_cast<std::size_t>(i), ' ') + "a:" + (i + 1 < depth ? "" : std::string(value)) + "\n";
      simple += isSimple(text, options) ? 1 : 0;
      expectSame(text, options);
    }
  EXPECT_GE(simple, 6);
}

/// Lines drawn from parts that are simple, nearly simple, or wrong.
TEST(YamlBlockReader, DrawnTextsAreReadAsTheComposerReadsThem) {
  const char* const kKeys[] = {"a:", "b:", "key.x/y-z:", "\"q u\":", "'s':", "12:", "c :", "-d:", "<<:"};
  const char* const kValues[] = {"v",   "1.5",  "two words", "\"a: b\"", "'c # d'",      "-1", "--x", "-",   "{}", "[]",  "[1]",
                                 "x:y", "x: y", "x#y",       "#y",       "y #z",         "~",  "...", "---", "|",  "'a",  "\"\"",
                                 "''",  "&a b", "*a",        "a,",       "http://h:1/p", "y:", "-,",  "-:",  "-#", "-: x"};
  std::mt19937 random(7);
  auto pick = [&](std::uint32_t count) { return static_cast<std::uint32_t>(random() % count); };
  int simple = 0;
  for (int i = 0; i < 40000; ++i) {
    std::string text;
    std::uint32_t column = 0;
    for (std::uint32_t line = 0; line < 1 + pick(6); ++line) {
      std::uint32_t kind = pick(20);
      if (kind == 0) text += "---\n";
      if (kind == 1) text += "  # note\n";
      if (kind == 2) text += "\n";
      if (kind <= 2) continue;
      if (pick(3) == 0) column = pick(4) * 2 / (1 + pick(2));
      else if (pick(3) == 0) column += 2;
      text += std::string(column, ' ');
      for (std::uint32_t dashes = pick(3) == 0 ? 1 + pick(2) : 0; dashes > 0; --dashes) text += pick(8) == 0 ? "-   " : "- ";
      if (pick(5) != 0) text += kKeys[pick(pick(3) == 0 ? std::size(kKeys) : 6)];
      if (pick(3) != 0) text += std::string(1 + pick(2), ' ') + kValues[pick(pick(2) == 0 ? std::size(kValues) : 7)];
      if (pick(9) == 0) text += "  # end";
      if (pick(30) != 0) text += "\n";
    }
    simple += isSimple(text) ? 1 : 0;
    expectSame(text);
    if (HasFailure()) return;
  }
  EXPECT_GT(simple, 2000) << "too few of the drawn texts are simple";
}

}  // namespace
}  // namespace oamc
