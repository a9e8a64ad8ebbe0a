#include "ir/data/text/yaml_writer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <set>

#include "ir/data/text/json_reader.h"
#include "ir/data/text/json_writer.h"
#include "ir/data/text/key_order.h"
#include "ir/data/text/yaml_reader.h"
#include "vector_file.h"

namespace oamc {
namespace {

std::optional<std::string> checkGoYaml(const Data& vector, Arena&) {
  const Data& value = *vector.find("value");
  std::string text;
  std::optional<UnprintableText> unprintable = appendGoYaml(text, value);
  bool expectsError = vector.find("error") != nullptr;
  if (unprintable || expectsError) return unprintable.has_value() == expectsError ? std::nullopt : std::optional<std::string>("an error on one side only");
  return text == textOf(vector, "text") ? std::nullopt : std::optional("written as\n" + text);
}

TEST(YamlWriter, GoYaml2Vectors) { checkVectors("yaml-write-k8s", checkGoYaml); }

/// The writer leaves keys alone that are in bytewise order and of forms for which the printer's order is the same; here its order is computed for every set.
TEST(YamlWriter, KeysOfEveryFormStandInThePrintersOrder) {
  constexpr std::string_view kAlphabets[] = {"abZ", "ab.-/ ", "a1", "a-019", "0123"};
  std::mt19937 random(11);
  for (int round = 0; round < 3000; ++round) {
    std::string_view alphabet = kAlphabets[random() % std::size(kAlphabets)];
    std::string prefix = random() % 2 == 0 ? "item-" : "";
    std::set<std::string> keys;
    std::size_t size = 1 + random() % 3;
    for (std::size_t count = 2 + random() % 5; count > 0; --count) {
      std::string key = prefix;
      for (std::size_t i = random() % 4 == 0 ? random() % 3 : size; i > 0; --i) key += alphabet[random() % alphabet.size()];
      if (!key.empty()) keys.insert(key);
    }
    if (keys.empty()) continue;
    std::vector<std::string> expected(keys.begin(), keys.end());
    std::ranges::stable_sort(expected, goYamlKeyBefore);
    std::vector<Member> members;
    for (const std::string& key : keys) members.push_back({key, Data::list({}), {}});
    std::string text = writeYaml(Data::object(members), YamlPreset::kGoYaml2);
    std::string wanted;
    for (const std::string& key : expected) {
      Member member{key, Data::list({}), {}};
      wanted += writeYaml(Data::object(std::span(&member, 1)), YamlPreset::kGoYaml2);
    }
    ASSERT_EQ(text, wanted);
  }
}

class YamlWriterTest : public testing::Test {
 protected:
  Data json(std::string_view text) { return *parseJson(text, arena_).value; }
  std::string manifest(std::string_view text) { return writeYaml(json(text), YamlPreset::kManifest); }

  /// What the reader makes of the one document.
  std::string readBack(const std::string& text) {
    SourceManager sources;
    DiagnosticSink sink(sources);
    Result<std::vector<YamlDocument>> documents = readYaml(sources.add("out.yaml", text), sources, arena_, sink);
    if (!documents) return "refused: " + sink.diagnostics().back().message;
    return writeJson(documents->front().root);
  }

  Arena arena_;
};

TEST_F(YamlWriterTest, ManifestsSortKeysAndKeepListsInTheColumnOfTheirKey) {
  EXPECT_EQ(manifest(R"({"b":[{"y":1,"x":[]},[2,[3]]],"a":{},"B":null,"a10":true,"a9":false})"),
            "B: null\na: {}\na10: true\na9: false\nb:\n- x: []\n  \"y\": 1\n- - 2\n  - - 3\n");
}

TEST_F(YamlWriterTest, ManifestsQuoteWhatAnyYamlReadsAsAnotherType) {
  EXPECT_EQ(manifest(R"(["on","1e3","1e400","0xFFFFFFFFFFFFFFFFFFFF","2020-01-01","20:30","=","<<","0o7","no","~",""])"),
            "- \"on\"\n- \"1e3\"\n- \"1e400\"\n- \"0xFFFFFFFFFFFFFFFFFFFF\"\n- \"2020-01-01\"\n- \"20:30\"\n- \"=\"\n- \"<<\"\n- \"0o7\"\n- \"no\"\n- \"~\"\n- "
            "\"\"\n");
  EXPECT_EQ(manifest(R"(["nginx:1.27","1.2.3","10.0.0.1","v1","a b","-x","50%"])"), "- nginx:1.27\n- 1.2.3\n- 10.0.0.1\n- v1\n- a b\n- -x\n- 50%\n");
}

TEST_F(YamlWriterTest, ManifestsKeepNumbersExactly) {
  EXPECT_EQ(manifest("[1.50, 1e3, 12345678901234567890123456789, 0.1234567890123456789, 1e30, 1.5e-9, -2.0, 0.0, 0.001]"),
            "- 1.5\n- 1000\n- 12345678901234567890123456789\n- 0.1234567890123456789\n- 1.0e+30\n- 1.5e-09\n- -2\n- 0\n- 0.001\n");
}

TEST_F(YamlWriterTest, ManifestsUseBlocksForLinesAndNeverFold) {
  EXPECT_EQ(manifest(R"({"a":"x\n\ty\n","b":"x\ny","c":" x\ny","d":"x\n\n"})"), "a: \"x\\n\\ty\\n\"\nb: |-\n  x\n  y\nc: \" x\\ny\"\nd: |+\n  x\n\n");
  std::string longText = std::string(60, 'x') + " " + std::string(60, 'y') + " z";
  EXPECT_EQ(manifest("\"" + longText + "\""), longText + "\n");
}

TEST_F(YamlWriterTest, BytesAreBinary) {
  Data items[] = {Data::bytes("b")};
  EXPECT_EQ(writeYaml(Data::list(items), YamlPreset::kCueYaml), "- !!binary Yg==\n");
}

/// Strings of the characters that mean something to YAML, from a fixed sequence of numbers.
std::string awkwardText(std::uint64_t& state) {
  static constexpr std::string_view kPieces[] = {"a",
                                                 " ",
                                                 "\n",
                                                 "-",
                                                 ":",
                                                 "#",
                                                 "'",
                                                 "\"",
                                                 "\\",
                                                 "\t",
                                                 "1",
                                                 "0",
                                                 "e",
                                                 ".",
                                                 "?",
                                                 "{",
                                                 "}",
                                                 "[",
                                                 "]",
                                                 ",",
                                                 "&",
                                                 "*",
                                                 "!",
                                                 "|",
                                                 ">",
                                                 "%",
                                                 "@",
                                                 "`",
                                                 "~",
                                                 "y",
                                                 "\r",
                                                 "é",
                                                 "_",
                                                 "=",
                                                 "<",
                                                 "+",
                                                 "\n",
                                                 " ",
                                                 "\xF0\x9F\x98\x80",
                                                 "x",
                                                 "\xE2\x80\xA8",
                                                 "\xEF\xBB\xBF",
                                                 "/",
                                                 "n",
                                                 "T"};
  auto next = [&] { return state = state * 6364136223846793005U + 1442695040888963407U, static_cast<std::size_t>(state >> 33); };
  std::string text;
  for (std::size_t length = next() % 9; length > 0; --length) text += kPieces[next() % std::size(kPieces)];
  return text;
}

TEST_F(YamlWriterTest, EveryStringReadsBackAsItself) {
  std::uint64_t state = 1;
  for (int round = 0; round < 5'000; ++round) {
    std::string key = awkwardText(state);
    std::string value = awkwardText(state);
    Member inner{arena_.copyText(key), Data::string(arena_.copyText(value)), {}};
    Data items[] = {inner.value, Data::object({&inner, 1})};
    Data list = Data::list(items);
    Member outer[] = {{"k", inner.value, {}}, {"l", list, {}}};
    Data tree = Data::object(outer);
    std::string text = writeYaml(tree, YamlPreset::kManifest);
    ASSERT_EQ(readBack(text), writeJson(tree)) << text;
    // The reference prints a merge key, and takes U+2028 for the end of a line.
    if (key == "<<" || (key + value).find("\xE2\x80\xA8") != std::string::npos) continue;
    text = writeYaml(tree, YamlPreset::kGoYaml2);
    ASSERT_EQ(readBack(text), writeJson(tree)) << text;
  }
}

}  // namespace
}  // namespace oamc
