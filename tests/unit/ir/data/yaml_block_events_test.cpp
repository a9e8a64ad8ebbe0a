#include "ir/data/text/yaml_block_events.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace oamc {
namespace {

/// Every event with what a composer reads of it, up to the end or the first error.
std::string eventsOf(const std::string& text, YamlEvents::Cutter cutter) {
  constexpr std::string_view kKinds[] = {"document", "/document", "scalar", "alias", "list", "/list", "map", "/map", "end", "error"};
  YamlEvents events(text, cutter);
  std::string all;
  for (;;) {
    const YamlEvent& event = events.next();
    bool isPlaced = event.kind == YamlEventKind::kScalar || event.kind == YamlEventKind::kListStart || event.kind == YamlEventKind::kMapStart;
    bool endsFlow = (event.kind == YamlEventKind::kListEnd || event.kind == YamlEventKind::kMapEnd) && event.end > event.begin;
    all += kKinds[static_cast<std::size_t>(event.kind)];
    if (isPlaced || endsFlow) all += " " + std::to_string(event.begin) + "-" + std::to_string(event.end);
    if (isPlaced) all += " style " + std::to_string(static_cast<int>(event.style));
    if (event.kind == YamlEventKind::kScalar) all += " `" + std::string(event.value) + "`";
    all += "\n";
    if (event.kind == YamlEventKind::kStreamEnd || event.kind == YamlEventKind::kError) return all;
  }
}

void expectSame(const std::string& text) { EXPECT_EQ(eventsOf(text, YamlEvents::Cutter::kFastest), eventsOf(text, YamlEvents::Cutter::kLibrary)) << text; }

TEST(YamlBlockEvents, ManifestsAreCutAsTheLibraryCutsThem) {
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
       }) {
    EXPECT_TRUE(yamlBlockEvents(text).has_value()) << text;
    expectSame(text);
  }
}

/// The scanner looks at eight bytes at once: each byte at each place of two such steps.
TEST(YamlBlockEvents, EveryByteInLongScalarsIsCutAsTheLibraryCutsIt) {
  constexpr std::string_view kScalar = "abcdefghijklmnopqr";
  for (int byte = 1; byte < 0x80; ++byte)
    for (std::size_t at = 0; at < kScalar.size(); ++at) {
      std::string scalar(kScalar);
      scalar[at] = static_cast<char>(byte);
      expectSame("a: " + scalar + "\n");
      expectSame("a: \"" + scalar + "\"\n");
      expectSame("a: '" + scalar + "' # " + scalar + "\n");
      expectSame(std::string(at, ' ') + scalar + ": 1\n");
    }
}

TEST(YamlBlockEvents, EverythingElseIsLeftToTheLibrary) {
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
       })
    EXPECT_FALSE(yamlBlockEvents(text).has_value()) << text;
}

/// Lines drawn from parts that are simple, nearly simple, or wrong.
TEST(YamlBlockEvents, DrawnTextsAreCutAsTheLibraryCutsThem) {
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
    simple += yamlBlockEvents(text).has_value() ? 1 : 0;
    expectSame(text);
    if (HasFailure()) return;
  }
  EXPECT_GT(simple, 2000) << "too few of the drawn texts are simple";
}

}  // namespace
}  // namespace oamc
