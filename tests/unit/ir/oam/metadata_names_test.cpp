#include "ir/oam/metadata_names.h"

#include <gtest/gtest.h>

namespace oamc {
namespace {

TEST(MetadataNames, SubdomainsAreLowerCaseWithDots) {
  EXPECT_FALSE(subdomainProblem("my-app.v1"));
  EXPECT_EQ(subdomainProblem("MyApp"), "has `M`, but only lower-case letters, digits, `-` and `.` are allowed");
  EXPECT_EQ(subdomainProblem("-a"), "must begin and end with a letter or digit");
  EXPECT_EQ(subdomainProblem(std::string(254, 'a')), "has 254 characters, at most 253 are allowed");
}

TEST(MetadataNames, LabelValuesMayBeEmptyAndHave63Characters) {
  EXPECT_FALSE(labelValueProblem(""));
  EXPECT_FALSE(labelValueProblem(std::string(63, 'A')));
  EXPECT_TRUE(labelValueProblem(std::string(64, 'A')));
  EXPECT_TRUE(labelValueProblem("a/b"));
}

TEST(MetadataNames, ShowsWholeCharacters) { EXPECT_EQ(labelValueProblem("K\u00F6ln"), "has `\u00F6`, but only letters, digits, `-`, `_` and `.` are allowed"); }

TEST(MetadataNames, NearestNameIsLowerCaseWithHyphens) {
  EXPECT_EQ(nearestName("My Shop_1"), "my-shop-1");
  EXPECT_EQ(nearestName("__"), "");
}

}  // namespace
}  // namespace oamc
