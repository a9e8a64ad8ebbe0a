#include <gtest/gtest.h>

#include <map>

#include "tests/conformance/patch/cue_file.h"
#include "tests/unit/ir/data/vector_file.h"

namespace oamc {
namespace {

/// The marks by path, each as `key=value` texts.
using Marks = std::map<std::string, std::string>;

std::string textOfTags(std::string_view key, std::string_view strategy) {
  std::string text;
  if (!key.empty()) text.append("patchKey=").append(key).append(" ");
  if (!strategy.empty()) text.append("patchStrategy=").append(strategy);
  return text;
}

void collect(const Tree& tree, const std::string& path, const SymbolTable& symbols, Marks& marks) {
  for (const TreeField& field : tree.fields) {
    if (!field.label.isString()) continue;
    std::string below = path + "." + labelText(field.label, symbols);
    std::string text = textOfTags(field.tags.patchKey, field.tags.patchStrategy);
    if (!text.empty()) marks[below] = text;
    collect(*field.value, below, symbols, marks);
  }
  for (std::uint32_t index = 0; index < tree.elements.size(); ++index) collect(*tree.elements[index], path + "." + std::to_string(index), symbols, marks);
}

Marks expectedMarks(const Data& vector) {
  Marks marks;
  for (const Member& member : vector.find("tags")->members())
    marks[std::string(member.key)] = textOfTags(textOf(member.value, "patchKey"), textOf(member.value, "patchStrategy"));
  return marks;
}

std::string print(const Marks& marks) {
  std::string text;
  for (const auto& [path, mark] : marks) text.append(path).append(": ").append(mark).append("\n");
  return text;
}

std::optional<std::string> check(const Data& vector, Arena&) {
  CueFiles files;
  Vertex* root = files.instance(std::string(textOf(vector, "program")));
  Vertex* patch = root == nullptr ? nullptr : files.evaluator().field(root, "patch");
  if (patch == nullptr) return "no patch\n" + files.messages();
  Marks marks;
  FieldTags own = files.evaluator().tags(patch);
  std::string text = textOfTags(own.patchKey, own.patchStrategy);
  if (!text.empty()) marks["patch"] = text;
  collect(*files.evaluator().reify(patch), "patch", files.evaluator().symbols(), marks);
  Marks expected = expectedMarks(vector);
  if (marks == expected) return std::nullopt;
  return "found\n" + print(marks) + "expected\n" + print(expected) + "in\n" + std::string(textOf(vector, "program"));
}

TEST(TagVectors, CarryTheRecordedMarks) { checkVectors("patch-tags", check); }

}  // namespace
}  // namespace oamc
