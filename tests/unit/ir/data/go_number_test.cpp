#include "ir/data/go_number.h"

#include <gtest/gtest.h>

#include "ir/data/text/yaml_reader.h"
#include "vector_file.h"

namespace oamc {
namespace {

std::string rounded(std::string_view text) {
  Arena arena;
  std::optional<Number> number = goNumber(*Number::parse(text, arena), arena);
  return number ? number->text() : "beyond";
}

TEST(GoNumber, IntegersBelow1e21ArePlainInts) {
  EXPECT_EQ(rounded("1.0"), "1");
  EXPECT_EQ(rounded("1e3"), "1000");
  EXPECT_EQ(rounded("9223372036854775807"), "9223372036854776000");
  EXPECT_EQ(rounded("1e21"), "1E+21");
  EXPECT_EQ(rounded("-0.0"), "0");
}

TEST(GoNumber, BeyondFloat64ThereIsNothing) {
  EXPECT_EQ(rounded("1e400"), "beyond");
  EXPECT_EQ(rounded("1e-400"), "0");
}

TEST(GoNumber, ShortestTextHasExponentsFromSixDigitsOn) {
  Arena arena;
  auto text = [&](std::string_view number, int bits) { return goShortest(*Number::parse(number, arena), bits); };
  EXPECT_EQ(text("1000000", 64), "1e+06");
  EXPECT_EQ(text("100000.5", 64), "100000.5");
  EXPECT_EQ(text("0.0000001", 64), "1e-07");
  EXPECT_EQ(text("3.141592653589793", 32), "3.1415927");
  EXPECT_EQ(text("1e39", 32), "+Inf");
}

TEST(GoNumber, DumpsIntegersWithPointOrExponentAsFloats) {
  Arena arena;
  auto text = [&](std::string_view number) { return goDumpNumber(*Number::parse(number, arena)); };
  EXPECT_EQ(text("80"), "(int64)80");
  EXPECT_EQ(text("0.5"), "(float64)0.5");
  EXPECT_EQ(text("1e3"), "(float64)1000");
  EXPECT_EQ(text("9223372036854775808"), "(float64)9.223372036854776e+18");
}

std::optional<std::string> checkNumber(const Data& vector, Arena& arena) {
  SourceManager sources;
  DiagnosticSink sink(sources);
  FileId file = sources.add("vector.yaml", "v: " + std::string(textOf(vector, "input")) + "\n");
  Result<std::vector<YamlDocument>> documents = readYaml(file, sources, arena, sink);
  bool expectsError = vector.find("error") != nullptr;
  if (!documents || expectsError) return bool(documents) == expectsError ? std::optional<std::string>("an error on one side only") : std::nullopt;
  const Data* value = documents->front().root.find("v");
  const Data& cue = *vector.find("cue");
  if (value->kind() != DataKind::kNumber)
    return textOf(cue, "kind") == "int" || textOf(cue, "kind") == "float" ? std::optional<std::string>("not read as a number") : std::nullopt;
  std::optional<Number> number = goNumber(value->number(), arena);
  if (!number) return "beyond float64";
  if (number->text() != textOf(cue, "text") || number->isInt() != (textOf(cue, "kind") == "int")) return "in CUE: " + number->text();
  if (goDumpNumber(*number) != textOf(vector, "spew")) return "in the dump: " + goDumpNumber(*number);
  if (goYamlNumber(*number) != textOf(vector, "yaml")) return "in YAML: " + goYamlNumber(*number);
  return std::nullopt;
}

TEST(GoNumber, Vectors) { checkVectors("go-number", checkNumber); }

}  // namespace
}  // namespace oamc
