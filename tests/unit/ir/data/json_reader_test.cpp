#include "ir/data/text/json_reader.h"

#include <gtest/gtest.h>

#include "ir/data/text/json_writer.h"

namespace oamc {
namespace {

std::string read(std::string_view text) {
  Arena arena;
  JsonText json = parseJson(text, arena);
  return json.value ? writeJson(*json.value) : std::to_string(json.problem.at) + ": " + json.problem.words;
}

TEST(JsonReader, KeepsEveryDigitOfANumber) {
  EXPECT_EQ(read("[1.50, 123456789012345678901234567890, 1e3, -0.0, 0.1234567890123456789]"),
            "[1.50,123456789012345678901234567890,1E+3,-0.0,0.1234567890123456789]");
}

TEST(JsonReader, DecodesEscapes) {
  EXPECT_EQ(read(R"("\u00e9\ud83d\ude00\n\/\"")"), "\"\xC3\xA9\xF0\x9F\x98\x80\\n/\\\"\"");
  EXPECT_EQ(read(R"("\ud83d\u0041")"),
            "\"\xEF\xBF\xBD"
            "A\"");
}

TEST(JsonReader, SaysWhatIsWrongAndWhere) {
  EXPECT_EQ(read(""), "0: a value is missing at the end");
  EXPECT_EQ(read("[1 2]"), "3: expected `,` or `]`");
  EXPECT_EQ(read("{\"a\":[1"), "5: `[` is never closed");
  EXPECT_EQ(read("{a: 1}"), "1: expected a key in double quotes");
  EXPECT_EQ(read("{\"a\" 1}"), "5: expected `:` after a key");
  EXPECT_EQ(read("[1,]"), "3: expected a value");
  EXPECT_EQ(read("01"), "0: a number cannot begin with 0");
  EXPECT_EQ(read("1 x"), "2: text behind the end of the value");
  EXPECT_EQ(read("\"a"), "0: `\"` is never closed");
  EXPECT_EQ(read("\"a\nb\""), "2: a control character in a string: write it as an escape");
  EXPECT_EQ(read("\"\\x\""), "1: an unknown escape after `\\`");
  EXPECT_EQ(read("\"\xFF\""), "1: the text is not UTF-8");
  EXPECT_EQ(read("tru"), "0: expected a value");
}

TEST(JsonReader, SpansCoverTheWholeValue) {
  SourceManager sources;
  Arena arena;
  FileId file = sources.add("a.json", R"({"k": [1, "x"]})");
  Data tree = *parseJson(sources.text(file), arena, file).value;
  EXPECT_EQ(sources.text(tree.findMember("k")->keySpan), "\"k\"");
  EXPECT_EQ(sources.text(tree.find("k")->span()), "[1, \"x\"]");
  EXPECT_EQ(sources.text(tree.find("k")->items()[1].span()), "\"x\"");
}

TEST(JsonReader, TheLastOfEqualKeysCountsAndTheEarlierIsHandedOut) {
  Arena arena;
  JsonText json = parseJson(R"({"a":1,"b":2,"a":3})", arena);
  EXPECT_EQ(writeJson(*json.value), R"({"a":3,"b":2})");
  ASSERT_EQ(json.duplicates.size(), 1U);
  EXPECT_EQ(json.duplicates[0].earlier.value.number().text(), "1");
}

TEST(JsonReader, ManyKeysAreComparedAsWell) {
  std::string text = "{";
  for (int i = 0; i < 40; ++i) text += "\"k" + std::to_string(i) + "\":1,";
  Arena arena;
  JsonText json = parseJson(text + "\"k7\":2}", arena);
  EXPECT_EQ(json.duplicates.size(), 1U);
  EXPECT_EQ(json.value->members().size(), 40U);
  EXPECT_EQ(json.value->find("k7")->number().text(), "2");
}

TEST(JsonReader, NestingIsLimited) {
  Arena arena;
  EXPECT_TRUE(parseJson("[[1]]", arena, FileId::kNone, 2).value.has_value());
  EXPECT_TRUE(parseJson("[[[1]]]", arena, FileId::kNone, 2).problem.isTooDeep);
  std::string deep(100'000, '[');
  EXPECT_TRUE(parseJson(deep, arena).problem.isTooDeep);
}

}  // namespace
}  // namespace oamc
