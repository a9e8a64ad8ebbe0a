#include "frontend/cue/comments.h"

#include <gtest/gtest.h>

#include "tests/unit/frontend/cue/parsed.h"

namespace oamc {
namespace {

std::string tree(std::string text) { return Parsed(std::move(text)).tree(); }

TEST(Comments, DocumentTheFieldDirectlyBelow) {
  EXPECT_EQ(tree("// a\n// b\nx: 1"), "(file (field x docs< a| b> 1))");
  EXPECT_EQ(tree("y: 2\n// a\nx: 1"), "(file (field y 2) (field x docs< a> 1))");
  EXPECT_EQ(tree("y: {\n  // a\n  x: 1\n}"), "(file (field y { (field x docs< a> 1)}))");
}

TEST(Comments, DoNotCountBehindABlankLine) {
  EXPECT_EQ(tree("// a\n\nx: 1"), "(file (field x 1))");
  EXPECT_EQ(tree("// a\n\n// b\nx: 1"), "(file (field x docs< b> 1))");
}

TEST(Comments, AtTheEndOfALineBelongToThatLine) {
  EXPECT_EQ(tree("y: 2 // a\nx: 1"), "(file (field y 2) (field x 1))");
  EXPECT_EQ(tree("y: 2 // a\n// b\nx: 1"), "(file (field y 2) (field x docs< b> 1))");
  EXPECT_EQ(tree("y: { // a\n  x: 1\n}"), "(file (field y { (field x 1)}))");
}

TEST(Comments, AboveAChainDocumentItsInnermostField) {
  EXPECT_EQ(tree("// a\nx: y: z: 1"), "(file (field x { (chained y { (chained z chain< a> 1)})}))");
  EXPECT_EQ(tree("// a\nx: {y: 1}"), "(file (field x docs< a> { (field y 1)}))");
}

TEST(Comments, BeforeTheClosingBraceDocumentTheLastField) {
  EXPECT_EQ(tree("x: {\n  y: 1\n\n  // a\n}"), "(file (field x { (field y trailing< a> 1)}))");
  EXPECT_EQ(tree("x: {\n  y: 1\n  // a\n\n}"), "(file (field x { (field y 1)}))");
  EXPECT_EQ(tree("x: {\n  // a\n  y: z: 1\n  // b\n}"), "(file (field x { (field y { (chained z chain< a> chain< b> 1)})}))");
}

TEST(Comments, BeforeTheClosingBraceDocumentNothingElse) {
  EXPECT_EQ(tree("x: {\n  y: 1\n  z\n  // a\n}"), "(file (field x { (field y 1) (embed z)}))");
  EXPECT_EQ(tree("x: {\n  y: 1\n  ...\n  // a\n}"), "(file (field x { (field y 1) ...}))");
  EXPECT_EQ(tree("if a {\n  y: 1\n  // a\n}"), "(file (comprehension (if a) { (field y 1)}))");
  EXPECT_EQ(tree("if a {w: {\n  y: 1\n  // a\n}}"), "(file (comprehension (if a) { (field w { (field y trailing< a> 1)})}))");
  EXPECT_EQ(tree("x: [{\n  y: z: 1\n  // a\n}]"), "(file (field x (list { (field y { (chained z 1)})})))");
  EXPECT_EQ(tree("y: 1\n// a\n"), "(file (field y 1))");
}

TEST(Comments, KeepTheirTextWithoutTheLineEnd) { EXPECT_EQ(tree("//+a=b \r\nx: 1"), "(file (field x docs<+a=b > 1))"); }

}  // namespace
}  // namespace oamc
