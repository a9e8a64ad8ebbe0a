#include "vector_file.h"

#include <gtest/gtest.h>

#include <fstream>
#include <set>

#include "ir/data/text/json_reader.h"

namespace oamc {

namespace {

std::string vectorPath(std::string_view name, std::string_view extension) {
  return std::string(OAMC_SOURCE_DIR "/fixtures/vectors/").append(name).append(extension);
}

std::set<std::string, std::less<>> knownFailures(std::string_view name) {
  std::set<std::string, std::less<>> ids;
  std::ifstream file(vectorPath(name, ".known-failures"));
  for (std::string line; std::getline(file, line);)
    if (!line.empty()) ids.insert(line.substr(0, line.find(':')));
  return ids;
}

}  // namespace

void checkVectors(std::string_view name, const std::function<std::optional<std::string>(const Data&, Arena&)>& check) {
  std::ifstream file(vectorPath(name, ".jsonl"));
  ASSERT_TRUE(file.is_open()) << name;
  std::set<std::string, std::less<>> known = knownFailures(name);
  for (std::string line; std::getline(file, line);) {
    Arena arena;
    JsonText vector = parseJson(line, arena);
    ASSERT_TRUE(vector.value.has_value()) << vector.problem.words << ": " << line;
    std::string_view id = textOf(*vector.value, "id");
    std::optional<std::string> wrong = check(*vector.value, arena);
    bool isKnown = known.erase(std::string(id)) != 0;
    EXPECT_FALSE(wrong && !isKnown) << name << " " << id << ": " << *wrong << "\n" << line;
    EXPECT_FALSE(!wrong && isKnown) << name << " " << id << " passes: take it off the list of known failures";
  }
  for (const std::string& id : known) ADD_FAILURE() << name << ": no vector has the listed id " << id;
}

std::string_view textOf(const Data& vector, std::string_view key) {
  const Data* value = vector.find(key);
  return value == nullptr ? std::string_view() : value->text();
}

}  // namespace oamc
