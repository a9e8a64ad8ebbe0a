#include <gtest/gtest.h>

#include <numeric>

#include "ir/data/text/json_reader.h"
#include "ir/data/text/json_writer.h"

namespace oamc {
namespace {

TEST(JsonWriter, WritesTheSameTextInBlocks) {
  Arena arena;
  std::string source = "[";
  for (int i = 0; i < 20'000; ++i) source += (i == 0 ? "" : ",") + std::string(R"({"number":)") + std::to_string(i) + R"(,"names":["a","b"]})";
  Data tree = *parseJson(source + "]", arena).value;
  for (JsonStyle style : {JsonStyle{}, JsonStyle{.indent = "    "}}) {
    std::vector<std::string> blocks;
    std::string rest;
    JsonStream(rest, style, [&blocks](std::string_view block) { blocks.emplace_back(block); }).value(tree);
    blocks.push_back(rest);
    EXPECT_GT(blocks.size(), 5U);
    for (const std::string& block : blocks) EXPECT_LT(block.size(), std::size_t{66} << 10);
    EXPECT_EQ(std::accumulate(blocks.begin(), blocks.end(), std::string()), writeJson(tree, style));
  }
}

TEST(JsonStream, WritesPiecesInLines) {
  std::string text;
  JsonStream json(text, {.indent = "  "});
  json.beginObject();
  json.key("a");
  json.beginList();
  json.value(Data::string("b"));
  json.beginObject();
  json.endObject();
  json.endList();
  json.key("c");
  json.value(Data::boolean(true));
  json.endObject();
  EXPECT_EQ(text, "{\n  \"a\": [\n    \"b\",\n    {}\n  ],\n  \"c\": true\n}");
}

TEST(JsonStream, WritesPiecesInOneLine) {
  std::string text;
  JsonStream json(text, {});
  json.beginList();
  json.value(Data::null());
  json.beginList();
  json.endList();
  json.beginObject();
  json.key("k");
  json.value(Data::list({}));
  json.endObject();
  json.endList();
  EXPECT_EQ(text, R"([null,[],{"k":[]}])");
}

}  // namespace
}  // namespace oamc
