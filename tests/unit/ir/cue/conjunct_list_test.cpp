#include "ir/cue/conjunct_list.h"

#include <gtest/gtest.h>

#include <array>

namespace oamc {
namespace {

constexpr std::uint32_t kCount = 100;

class ConjunctListTest : public testing::Test {
 protected:
  void push(ConjunctList& list, std::uint32_t number) {
    Conjunct conjunct;
    conjunct.expr = &exprs_[number];
    list.push(arena_, conjunct);
  }
  const Expr* expr(std::uint32_t number) const { return &exprs_[number]; }

 private:
  Arena arena_;
  std::array<Expr, kCount + 2> exprs_{};
};

TEST_F(ConjunctListTest, KeepsTheOrderOfArrivalAndMovesNothing) {
  ConjunctList list;
  EXPECT_TRUE(list.empty());
  push(list, 0);
  push(list, 1);
  const Conjunct* second = &list[1];
  for (std::uint32_t i = 2; i < kCount; ++i) push(list, i);
  EXPECT_EQ(list.size(), kCount);
  EXPECT_EQ(&list[1], second);
  std::uint32_t number = 0;
  for (const Conjunct& conjunct : list) EXPECT_EQ(conjunct.expr, expr(number++));
  EXPECT_EQ(number, kCount);
}

TEST_F(ConjunctListTest, SharedCopiesGrowApart) {
  for (std::uint32_t size = 0; size < 9; ++size) {
    ConjunctList list;
    for (std::uint32_t i = 0; i < size; ++i) push(list, i);
    ConjunctList copy = list.shared();
    push(copy, kCount);
    push(list, kCount + 1);
    ASSERT_EQ(copy.size(), size + 1);
    ASSERT_EQ(list.size(), size + 1);
    EXPECT_EQ(copy[size].expr, expr(kCount));
    EXPECT_EQ(list[size].expr, expr(kCount + 1));
    for (std::uint32_t i = 0; i < size; ++i) {
      EXPECT_EQ(list[i].expr, expr(i));
      EXPECT_EQ(copy[i].expr, expr(i));
    }
  }
}

}  // namespace
}  // namespace oamc
