#include <gtest/gtest.h>

#include "stdlib/functions/library.h"
#include "tests/unit/stdlib/functions/evaluated.h"

namespace oamc {
namespace {

constexpr std::string_view kGives = " ⇒ ";

TEST(FunctionTables, EveryRowIsDocumented) {
  for (const PackageDef& package : functionLibrary()) {
    for (const FunctionDef& function : package.functions) {
      SCOPED_TRACE(std::string(package.path) + "." + std::string(function.name));
      EXPECT_TRUE(function.signature.starts_with("("));
      EXPECT_TRUE(function.doc.ends_with("."));
      EXPECT_TRUE(function.function != nullptr || function.special != SpecialFunction::kNone);
    }
  }
}

TEST(FunctionTables, AreSorted) {
  EXPECT_TRUE(std::ranges::is_sorted(functionLibrary(), {}, &PackageDef::path));
  for (const PackageDef& package : functionLibrary()) {
    EXPECT_TRUE(std::ranges::is_sorted(package.functions, {}, &FunctionDef::name)) << package.path;
    EXPECT_TRUE(std::ranges::is_sorted(package.constants, {}, &ConstantDef::name)) << package.path;
  }
}

TEST(FunctionTables, ExamplesHold) {
  for (const PackageDef& package : functionLibrary()) {
    for (const FunctionDef& function : package.functions) {
      SCOPED_TRACE(function.example);
      std::size_t arrow = function.example.find(kGives);
      ASSERT_NE(arrow, std::string_view::npos) << package.path << "." << function.name;
      std::string_view right = function.example.substr(arrow + kGives.size());
      std::string value = evaluated(function.example.substr(0, arrow));
      if (right.starts_with("<")) EXPECT_EQ(value.substr(0, value.find(' ')), right) << value;
      else EXPECT_EQ(value, evaluated(right));
    }
  }
}

TEST(FunctionTables, ConstantsHaveValues) {
  for (const PackageDef& package : functionLibrary()) {
    std::string_view name = package.path.substr(package.path.rfind('/') + 1);
    for (const ConstantDef& constant : package.constants) {
      std::string value = evaluated(std::string(name) + "." + std::string(constant.name));
      EXPECT_FALSE(value.starts_with("<eval>") || value.starts_with("<compile>")) << package.path << "." << constant.name << ": " << value;
    }
  }
}

}  // namespace
}  // namespace oamc
