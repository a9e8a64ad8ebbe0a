#include "ir/data/data.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "ir/data/go_tree.h"
#include "ir/data/text/json_writer.h"

namespace oamc {
namespace {

class DataTest : public testing::Test {
 protected:
  Data number(std::string_view text) { return Data::number(*Number::parse(text, arena_), arena_); }
  Data object(std::initializer_list<Member> members) { return Data::object(arena_.copyArray(std::span<const Member>(members.begin(), members.size()))); }
  Data list(std::initializer_list<Data> items) { return Data::list(arena_.copyArray(std::span<const Data>(items.begin(), items.size()))); }

  Arena arena_;
};

TEST_F(DataTest, ObjectsAreEqualWithoutRegardToOrder) {
  Data a = object({{"x", number("1"), {}}, {"y", Data::string("s"), {}}});
  Data b = object({{"y", Data::string("s"), {}}, {"x", number("1.0"), {}}});
  EXPECT_TRUE(equal(a, b));
  EXPECT_FALSE(equal(a, object({{"x", number("1"), {}}})));
  EXPECT_FALSE(equal(list({a, b, Data::null()}), list({a, b, Data::boolean(false)})));
}

TEST_F(DataTest, FindLooksOnlyIntoObjects) {
  Data a = object({{"x", number("1"), {}}});
  EXPECT_EQ(a.find("x")->number().text(), "1");
  EXPECT_EQ(a.find("y"), nullptr);
  EXPECT_EQ(Data::string("x").find("x"), nullptr);
}

TEST_F(DataTest, SortedOrdersEveryObjectBytewise) {
  Data tree = list({object({{"b", number("1"), {}}, {"B", object({{"z", Data(), {}}, {"a", Data(), {}}}), {}}})});
  EXPECT_EQ(writeJson(sorted(tree, arena_)), R"([{"B":{"a":null,"z":null},"b":1}])");
  EXPECT_EQ(writeJson(tree), R"([{"b":1,"B":{"z":null,"a":null}}])");
}

TEST_F(DataTest, GoKeepsWhatItWouldWriteTheSame) {
  Data inner = object({{"n", number("80"), {}}, {"s", Data::string("x"), {}}});
  Data tree = list({inner, object({{"b", number("1.50"), {}}, {"a", number("9007199254740993"), {}}})});
  std::vector<std::string> heard;
  Data passed = goTree(tree, arena_, [&](const Data& before, const Number& after) { heard.push_back(before.number().text() + " " + after.text()); });
  EXPECT_EQ(writeJson(passed), R"([{"n":80,"s":"x"},{"a":9007199254740992,"b":1.5}])");
  EXPECT_EQ(heard, std::vector<std::string>{"9007199254740993 9007199254740992"});
  EXPECT_TRUE(passed.items()[0].sharesWith(inner));
  EXPECT_TRUE(goTree(passed, arena_).sharesWith(passed));
}

TEST_F(DataTest, ATreeKnowsThatItWentThroughGo) {
  Data inner = list({number("80"), Data::string("x"), Data::null(), Data::boolean(true)});
  Data tree = object({{"b", inner, {}}, {"a", object({}), {}}});
  EXPECT_FALSE(tree.isGoTree());
  Data passed = goTree(tree, arena_);
  EXPECT_TRUE(passed.isGoTree() && passed.find("a")->isGoTree() && passed.find("b")->isGoTree());
  EXPECT_TRUE(passed.withSpan({FileId{3}, 1, 2}).isGoTree());
  EXPECT_EQ(passed.withSpan({FileId{3}, 1, 2}).span(), (SourceSpan{FileId{3}, 1, 2}));
  Arena other;
  EXPECT_TRUE(copyInto(passed, other).isGoTree());
  EXPECT_FALSE(copyInto(tree, other).isGoTree());
  EXPECT_FALSE(object({{"z", passed, {}}, {"a", passed, {}}}).isGoTree());
  EXPECT_FALSE(goTree(list({passed, Data::bytes("x")}), arena_).isGoTree());
  EXPECT_FALSE(goTree(list({number("1e400")}), arena_).isGoTree());
}

TEST_F(DataTest, ACopySharesOnlyWhatLivesInItsArena) {
  Data lasting = list({number("1"), Data::string("x")});
  Data copy;
  {
    Arena passing;
    std::string text = "text";
    Member members[] = {
        {passing.copyText("a"), lasting, {}}, {passing.copyText("b"), Data::string(text), {}}, {"c", Data::number(Number::fromInt(7), passing), {}}};
    copy = copyInto(Data::object(passing.copyArray(std::span<const Member>(members))), arena_);
    text = "gone";
  }
  EXPECT_EQ(writeJson(copy), R"({"a":[1,"x"],"b":"text","c":7})");
  EXPECT_TRUE(copy.find("a")->sharesWith(lasting));
  EXPECT_TRUE(copyInto(copy, arena_).sharesWith(copy));
}

TEST_F(DataTest, JsonKeepsNumbersAndEncodesBytes) {
  Data tree = object({{"n", list({number("1.50"), number("1e3"), Data::boolean(true)}), {}}, {"b", Data::bytes("ab"), {}}});
  EXPECT_EQ(writeJson(tree), R"({"n":[1.50,1E+3,true],"b":"YWI="})");
}

TEST_F(DataTest, IndentedJsonKeepsEmptyBracketsTogether) {
  Data tree = object({{"a", list({}), {}}, {"b", object({}), {}}, {"c", list({number("1")}), {}}});
  EXPECT_EQ(writeJson(tree, {.indent = "  "}), "{\n  \"a\": [],\n  \"b\": {},\n  \"c\": [\n    1\n  ]\n}");
}

TEST_F(DataTest, EscapeStylesDifferInHtmlCharacters) {
  Data text = Data::string("<&>\xE2\x80\xA8\"\\\n\x01\x7F\xFF");
  EXPECT_EQ(writeJson(text), "\"<&>\\u2028\\\"\\\\\\n\\u0001\x7F\\ufffd\"");
  EXPECT_EQ(writeJson(text, {.escapes = JsonEscapes::kGo}), "\"\\u003c\\u0026\\u003e\\u2028\\\"\\\\\\n\\u0001\x7F\\ufffd\"");
}

}  // namespace
}  // namespace oamc
