#include "ir/base/arena.h"

#include <gtest/gtest.h>

#include <cstring>

namespace oamc {
namespace {

TEST(Arena, GivesDistinctMemoryThroughEveryKindOfChunk) {
  // Small chunks, chunks whose pages come in steps, one of huge pages, and blocks that need a chunk of their own.
  Arena arena;
  std::vector<std::span<std::uint64_t>> blocks;
  for (std::uint64_t i = 0; i < 3'000; ++i) {
    std::span<std::uint64_t> block = arena.createArray<std::uint64_t>(i % 1'000 == 999 ? 200'000 : 1'500);
    EXPECT_EQ(block.front(), 0U);
    EXPECT_EQ(block.back(), 0U);
    block.front() = block.back() = i;
    blocks.push_back(block);
  }
  EXPECT_GE(arena.reservedBytes(), std::size_t{3'000} * 1'500 * 8);
  for (std::uint64_t i = 0; i < blocks.size(); ++i) EXPECT_TRUE(blocks[i].front() == i && blocks[i].back() == i) << i;
}

TEST(Arena, KnowsItsOwnMemoryAndThatBelowIt) {
  Arena arena;
  Arena other;
  for (std::size_t size : {1, 1'000, 100'000, 1'000'000}) {
    std::span<char> block = arena.createArray<char>(size);
    EXPECT_TRUE(arena.holds(block.data()) && arena.holds(&block.back())) << size;
    EXPECT_FALSE(other.holds(block.data())) << size;
    EXPECT_FALSE(arena.holds(other.createArray<char>(size).data())) << size;
  }
  EXPECT_FALSE(arena.holds(&arena));
  Arena above(&arena);
  EXPECT_TRUE(above.holds(arena.createArray<char>(1).data()));
  EXPECT_FALSE(above.holds(other.createArray<char>(1).data()));
  EXPECT_FALSE(arena.holds(above.createArray<char>(1).data()));
}

TEST(Arena, ReturnsToAMark) {
  for (std::size_t before : {0, 10, 30'000, 3'000'000})
    for (std::size_t since : {0, 10, 30'000, 3'000'000}) {
      Arena arena;
      std::span<char> kept = arena.createArray<char>(before);
      std::ranges::fill(kept, 'k');
      std::size_t reserved = arena.reservedBytes();
      Arena::Mark mark = arena.mark();
      arena.createArray<char>(since);
      arena.returnTo(mark);
      EXPECT_EQ(arena.reservedBytes(), reserved) << before << " " << since;
      EXPECT_EQ(arena.mark().next, mark.next) << before << " " << since;
      for (int i = 0; i < 1'000; ++i) std::ranges::fill(arena.createArray<char>(1'000), 'n');
      EXPECT_TRUE(std::ranges::all_of(kept, [](char c) { return c == 'k'; })) << before << " " << since;
    }
}

TEST(Arena, KeepsItsLargestChunkForTheNextUse) {
  Arena arena;
  for (int i = 0; i < 100; ++i) arena.createArray<char>(10'000);
  std::size_t reserved = arena.reservedBytes();
  arena.reset();
  EXPECT_LT(arena.reservedBytes(), reserved);
  std::size_t kept = arena.reservedBytes();
  std::span<char> block = arena.createArray<char>(kept - 16);
  std::memset(block.data(), 'x', block.size());
  EXPECT_EQ(arena.reservedBytes(), kept);
}

TEST(ArenaVector, KeepsItsItemsWhenRoomIsMade) {
  Arena arena;
  ArenaVector<int> items;
  items.push(arena, 1);
  items.push(arena, 2);
  items.reserve(arena, 10);
  const int* begin = items.begin();
  for (int i = 3; i <= 12; ++i) items.push(arena, i);
  EXPECT_EQ(items.begin(), begin);
  for (int i = 0; i < 12; ++i) EXPECT_EQ(items[static_cast<std::size_t>(i)], i + 1);
}

TEST(ArenaVector, LeavesASharedCopyAlone) {
  Arena arena;
  ArenaVector<int> items;
  items.push(arena, 1);
  ArenaVector<int> copy = items.shared();
  items.push(arena, 2);
  copy.push(arena, 3);
  EXPECT_EQ(items[1], 2);
  EXPECT_EQ(copy[1], 3);
}

TEST(SpareObjects, AreNewAgain) {
  struct Counter {
    int count = 7;
  };
  Arena arena;
  SpareObjects<Counter> spare;
  Counter* first = spare.take(arena);
  first->count = 9;
  spare.put(first);
  Counter* second = spare.take(arena);
  EXPECT_EQ(second, first);
  EXPECT_EQ(second->count, 7);
  EXPECT_NE(spare.take(arena), first);
}

}  // namespace
}  // namespace oamc
