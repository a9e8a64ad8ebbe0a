#include "ir/data/text/yaml_scalar.h"

#include <gtest/gtest.h>

#include "ir/data/text/json_writer.h"

namespace oamc {
namespace {

class YamlScalarTest : public testing::Test {
 protected:
  std::string read(std::string_view text, YamlSchema schema) { return writeJson(resolvePlainScalar(text, schema, arena_).value); }
  std::string key(std::string_view text, YamlSchema schema) { return yamlKeyText(resolvePlainScalar(text, schema, arena_), schema).value_or("no key"); }

  Arena arena_;
};

TEST_F(YamlScalarTest, KubernetesKnowsTheWordsOfYaml11) {
  for (const char* text : {"y", "Yes", "ON", "true"}) EXPECT_EQ(read(text, YamlSchema::kKubernetes), "true");
  EXPECT_EQ(read("yEs", YamlSchema::kKubernetes), "\"yEs\"");
  EXPECT_EQ(read("08", YamlSchema::kKubernetes), "8");
  EXPECT_EQ(read("010", YamlSchema::kKubernetes), "8");
  EXPECT_EQ(read("-0b11", YamlSchema::kKubernetes), "-3");
  EXPECT_EQ(read("1_000.5", YamlSchema::kKubernetes), "1000.5");
  EXPECT_EQ(read("1e400", YamlSchema::kKubernetes), "\"1e400\"");
}

TEST_F(YamlScalarTest, CueKnowsFewerWords) {
  EXPECT_EQ(read("yes", YamlSchema::kCue), "\"yes\"");
  EXPECT_EQ(read("TRUE", YamlSchema::kCue), "true");
  EXPECT_EQ(read("08", YamlSchema::kCue), "\"08\"");
  EXPECT_EQ(read("0o7", YamlSchema::kCue), "7");
  EXPECT_EQ(read("~", YamlSchema::kCue), "null");
}

TEST_F(YamlScalarTest, KeysBecomeTexts) {
  EXPECT_EQ(key("n", YamlSchema::kKubernetes), "false");
  EXPECT_EQ(key("123456789.5", YamlSchema::kKubernetes), "1.2345679e+08");
  EXPECT_EQ(key("0x10", YamlSchema::kKubernetes), "16");
  EXPECT_EQ(key("18446744073709551615", YamlSchema::kKubernetes), "no key");
  EXPECT_EQ(key("null", YamlSchema::kKubernetes), "no key");
  EXPECT_EQ(key("1.50", YamlSchema::kCue), "1.50");
  EXPECT_EQ(key("null", YamlSchema::kCue), "null");
}

}  // namespace
}  // namespace oamc
