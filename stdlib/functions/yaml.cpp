#include "ir/data/text/yaml_writer.h"
#include "stdlib/functions/native.h"
#include "stdlib/functions/packages.h"
#include "stdlib/functions/yaml_values.h"

namespace oamc::yaml {

namespace {

FunctionResult unmarshal(CallContext& call, TextOrBytes yaml) {
  Outcome<std::vector<Data>> documents = readDocuments(yaml.text, call.arena);
  if (auto* failure = std::get_if<FunctionFailure>(&documents)) return *failure;
  const auto& values = std::get<std::vector<Data>>(documents);
  if (values.size() > 1) return fail("the text has " + std::to_string(values.size()) + " YAML documents, `yaml.UnmarshalStream` reads more than one");
  return values[0];
}

Outcome<std::vector<Data>> unmarshalStream(CallContext& call, TextOrBytes yaml) { return readDocuments(yaml.text, call.arena); }

Outcome<std::string> marshal(CallContext& call, Data value) {
  if (auto tooLarge = checkTextSize(value)) return *tooLarge;
  std::string text;
  appendYaml(text, value, YamlPreset::kCueYaml, call.sources);
  return text;
}

Outcome<std::string> marshalStream(std::span<const Data> values) {
  if (auto tooLarge = checkTextSize(Data::list(values))) return *tooLarge;
  std::string stream;
  for (const Data& value : values) {
    if (!stream.empty()) stream += "---\n";
    appendYaml(stream, value, YamlPreset::kCueYaml);
  }
  return stream;
}

constexpr FunctionDef kFunctions[] = {
    spelling(row<marshal>("Marshal", "(v: _) string", "A value as a YAML document.", R"(yaml.Marshal({a: [1, "yes"]}) ⇒ "a:\n  - 1\n  - \"yes\"\n")")),
    row<marshalStream>("MarshalStream", "(v: [...]) string", "The elements of a list as YAML documents.",
                       R"(yaml.MarshalStream([{a: 1}, {b: 2}]) ⇒ "a: 1\n---\nb: 2\n")"),
    row<unmarshal>("Unmarshal", "(data: bytes | string) _", "The value of a text with one YAML document.",
                   R"(yaml.Unmarshal("a: [x, yes, 0o7]") ⇒ {"a": ["x", "yes", 7]})"),
    row<unmarshalStream>("UnmarshalStream", "(data: bytes | string) [...]", "The values of the YAML documents of a text.",
                         R"(yaml.UnmarshalStream("a: 1\n---\nb: 2\n") ⇒ [{"a": 1}, {"b": 2}])"),
    specialRow("Validate", "(b: bytes | string, v: _) bool", {Kind::kString | Kind::kBytes, Kind::kTop}, Kind::kBool, SpecialFunction::kYamlValidate,
               "Whether every document of a text is a value that satisfies a constraint and lacks nothing.", R"(yaml.Validate("a: 1", {a: int}) ⇒ true)"),
    specialRow("ValidatePartial", "(b: bytes | string, v: _) bool", {Kind::kString | Kind::kBytes, Kind::kTop}, Kind::kBool,
               SpecialFunction::kYamlValidatePartial, "As Validate, but the text may lack what the constraint requires.",
               R"(yaml.ValidatePartial("a: 1", {a: int, b: int}) ⇒ true)"),
};

}  // namespace

PackageDef package() { return {"encoding/yaml", kFunctions, {}}; }

}  // namespace oamc::yaml
