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
    streamJson(tree, style, [&blocks](std::string_view block) { blocks.emplace_back(block); });
    EXPECT_GT(blocks.size(), 5U);
    for (const std::string& block : blocks) EXPECT_LT(block.size(), std::size_t{66} << 10);
    EXPECT_EQ(std::accumulate(blocks.begin(), blocks.end(), std::string()), writeJson(tree, style));
  }
}

TEST(JsonWriter, WritesAScalarAsOneBlock) {
  std::string text;
  streamJson(Data::string("a"), {}, [&text](std::string_view block) { text += block; });
  EXPECT_EQ(text, "\"a\"");
}

}  // namespace
}  // namespace oamc
