#include "passes/patch/strategic.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/passes/patch/tree_notation.h"

namespace oamc {
namespace {

/// What a merge leaves, in the notation of readTree: both trees are then unified by index.
class Merge {
 public:
  Merge(std::string_view base, std::string_view patch, std::uint64_t maxSteps = 1000)
      : base_(readTree(base, arena_, symbols_)),
        patch_(readTree(patch, arena_, symbols_)),
        outcome_(mergeStrategic(*base_, *patch_, arena_, symbols_, 100, maxSteps)) {}

  std::string base() const { return inner(*base_); }
  std::string patch() const { return inner(*patch_); }
  bool isComplete() const { return outcome_.isComplete; }
  bool noted(NoticeKind kind) const { return count(kind) != 0; }
  std::size_t notices() const { return outcome_.notices.size(); }
  std::size_t count(NoticeKind kind) const { return static_cast<std::size_t>(std::ranges::count(outcome_.notices, kind, &Notice::kind)); }

 private:
  std::string inner(const Tree& tree) const {
    std::string text = writeTree(tree, symbols_);
    return text.substr(1, text.size() - 2);
  }

  Arena arena_;
  SymbolTable symbols_;
  Tree* base_;
  Tree* patch_;
  StrategicOutcome outcome_;
};

TEST(Strategic, AlignsMatchedElementsWithTheBaseAndAppendsNewOnesInPatchOrder) {
  Merge merge("l: [{name: 'a'}, {name: 'b'}]", "l@patchKey=name: [{name: 'd'}, {name: 'c'}, {name: 'a', v: 1}]");
  EXPECT_EQ(merge.patch(), "l: [{name: 'a', v: 1}, {}, {name: 'd'}, {name: 'c'}, ...]");
  EXPECT_EQ(merge.base(), "l: [{name: 'a'}, {name: 'b'}, ...]");
  EXPECT_EQ(merge.notices(), 0U);
}

TEST(Strategic, ComparesIntegersByValueAndFloatsBySpelling) {
  EXPECT_EQ(Merge("l: [{n: 80}]", "l@patchKey=n: [{n: 80, v: 1}]").patch(), "l: [{n: 80, v: 1}, ...]");
  EXPECT_EQ(Merge("l: [{n: 1.0}]", "l@patchKey=n: [{n: 1.00}]").patch(), "l: [{}, {n: 1.00}, ...]");
  EXPECT_EQ(Merge("l: [{n: 0.5}]", "l@patchKey=n: [{n: 5e-1}]").patch(), "l: [{n: 0.5}, ...]");
  EXPECT_EQ(Merge("l: [{n: 1.0}]", "l@patchKey=n: [{n: 1}]").patch(), "l: [{}, {n: 1}, ...]");
  EXPECT_EQ(Merge("l: [{n: '1'}]", "l@patchKey=n: [{n: 1}]").patch(), "l: [{}, {n: 1}, ...]");
  EXPECT_EQ(Merge("l: [{n: true}]", "l@patchKey=n: [{n: true}]").patch(), "l: [{n: true}, ...]");
  EXPECT_EQ(Merge("l: [{n: null}]", "l@patchKey=n: [{n: null}]").patch(), "l: [{n: null}, ...]");
}

TEST(Strategic, GivesUpKeyMergingWhenAKeyOfThePatchIsUndecided) {
  Merge merge("l: [{name: 'a'}]", "l@patchKey=name: [{name: *'b'}]");
  EXPECT_EQ(merge.patch(), "l: [{name: *'b'}]");
  EXPECT_TRUE(merge.noted(NoticeKind::kKeyUndecidedInPatch));
}

TEST(Strategic, GivesUpKeyMergingWhenAKeyOfTheBaseIsUndecided) {
  Merge merge("l: [{name: 'a'}, {name: *'b'}]", "l@patchKey=name: [{name: 'a'}, {name: 'c'}]");
  EXPECT_EQ(merge.patch(), "l: [{name: 'a'}, {name: 'c'}]");
  EXPECT_TRUE(merge.noted(NoticeKind::kKeyUndecidedInBase));
}

TEST(Strategic, DropsPatchElementsWithoutTheKeyIfAnotherHasIt) {
  Merge merge("l: [{name: 'a'}]", "l@patchKey=name: [{x: 1}, {name: 'a'}]");
  EXPECT_EQ(merge.patch(), "l: [{name: 'a'}, ...]");
  EXPECT_EQ(merge.count(NoticeKind::kElementDropped), 1U);
}

TEST(Strategic, MergesByIndexIfNoPatchElementHasTheKey) {
  Merge merge("l: [{name: 'a'}]", "l@patchKey=name: [{x: 1}]");
  EXPECT_EQ(merge.patch(), "l: [{x: 1}]");
  EXPECT_TRUE(merge.noted(NoticeKind::kKeyMissing));
}

TEST(Strategic, KeepsTheLastPatchElementOfOneKey) {
  Merge merge("l: [{name: 'a'}]", "l@patchKey=name: [{name: 'a', p: 0}, {name: 'a', p: 1}]");
  EXPECT_EQ(merge.patch(), "l: [{name: 'a', p: 1}, ...]");
  EXPECT_EQ(merge.count(NoticeKind::kElementReplaced), 1U);
}

TEST(Strategic, GivesThePatchElementToTheFirstBaseElementOfItsKey) {
  Merge merge("l: [{name: 'a'}, {name: 'a'}]", "l@patchKey=name: [{name: 'a', v: 1}]");
  EXPECT_EQ(merge.patch(), "l: [{name: 'a', v: 1}, {}, ...]");
}

TEST(Strategic, MakesNoPlaceholderForBaseElementsWithoutTheKey) {
  Merge merge("l: [{x: 1}, {name: 'a'}]", "l@patchKey=name: [{name: 'a', v: 2}]");
  EXPECT_EQ(merge.patch(), "l: [{name: 'a', v: 2}, ...]");
  EXPECT_TRUE(merge.noted(NoticeKind::kBaseElementShifted));
}

TEST(Strategic, AcceptsBaseElementsWithoutTheKeyThatNothingFollows) {
  Merge merge("l: [{name: 'a'}, {x: 1}]", "l@patchKey=name: [{name: 'a', v: 2}]");
  EXPECT_EQ(merge.patch(), "l: [{name: 'a', v: 2}, ...]");
  EXPECT_EQ(merge.notices(), 0U);
}

TEST(Strategic, TakesSeveralKeysAsAlternativesThatMustAllOccur) {
  EXPECT_EQ(Merge("l: [{id: 2}, {name: 'b'}]", "l@patchKey=id,name: [{id: 1}, {name: 'b', v: 9}]").patch(), "l: [{}, {name: 'b', v: 9}, {id: 1}, ...]");
  Merge unused("l: [{id: 1}, {name: 'b'}]", "l@patchKey=id,name: [{id: 1, v: 8}]");
  EXPECT_EQ(unused.patch(), "l: [{id: 1, v: 8}]");
  EXPECT_TRUE(unused.noted(NoticeKind::kKeyMissing));
}

TEST(Strategic, EmitsAnElementWithTwoKeysTwice) {
  EXPECT_EQ(Merge("l: [{id: 2}, {name: 'b'}]", "l@patchKey=name,id: [{id: 2, name: 'b'}]").patch(), "l: [{id: 2, name: 'b'}, {id: 2, name: 'b'}, ...]");
  EXPECT_EQ(Merge("l: [{id: 1}]", "l@patchKey=id,name: [{id: 1, name: 'a'}]").patch(), "l: [{id: 1, name: 'a'}, {id: 1, name: 'a'}, ...]");
}

TEST(Strategic, FillsTwoSlotsForABaseElementWithTwoKeys) {
  EXPECT_EQ(Merge("l: [{id: 1, name: 'a'}]", "l@patchKey=id,name: [{id: 1, v: 8}, {name: 'a', v: 9}]").patch(), "l: [{id: 1, v: 8}, {name: 'a', v: 9}, ...]");
}

TEST(Strategic, FollowsDottedKeysThroughStructsAndLists) {
  EXPECT_EQ(Merge("l: [{m: {id: 'a'}}, {m: {id: 'b'}}]", "l@patchKey=m.id: [{m: {id: 'b'}}]").patch(), "l: [{}, {m: {id: 'b'}}, ...]");
  EXPECT_EQ(Merge("l: [{a: [{n: 1}]}, {a: [{n: 2}]}]", "l@patchKey=a.0.n: [{a: [{n: 2}]}]").patch(), "l: [{}, {a: [{n: 2}]}, ...]");
  EXPECT_EQ(Merge("l: [[1], [2]]", "l@patchKey=0: [[2]]").patch(), "l: [{}, [2], ...]");
}

TEST(Strategic, IgnoresQuotesAroundAKey) {
  EXPECT_EQ(Merge("l: [{my-key: 1}, {my-key: 2}]", "l@patchKey=\"my-key\": [{my-key: 2}]").patch(), "l: [{}, {my-key: 2}, ...]");
}

TEST(Strategic, FindsTheKeyInOptionalFields) { EXPECT_EQ(Merge("l: [{n?: 1}, {n: 2}]", "l@patchKey=n: [{n: 2}]").patch(), "l: [{}, {n: 2}, ...]"); }

TEST(Strategic, LeavesTheBaseAsItIsUnderAnEmptyKeyedList) {
  Merge merge("l: [{name: 'a'}]", "l@patchKey=name: []");
  EXPECT_EQ(merge.patch(), "l: [...]");
  EXPECT_EQ(merge.notices(), 0U);
}

TEST(Strategic, GivesUpOnAKeyedListOfEllipsisOnly) { EXPECT_EQ(Merge("l: [{name: 'a'}]", "l@patchKey=name: [...]").patch(), "l: [...]"); }

TEST(Strategic, LeavesListsWithoutKeyToUnificationByIndex) {
  Merge merge("l: [1, 2], n: {m: [[1]]}", "l: [1]");
  EXPECT_EQ(merge.patch(), "l: [1]");
  EXPECT_EQ(merge.base(), "l: [1, 2, ...], n: {m: [[1], ...]}");  // lists inside lists stay closed
}

TEST(Strategic, PassesTheKeyDownToNestedListsButNotTheStrategy) {
  Merge merge("c: [{name: 'm', env: [{name: 'A'}, {name: 'B'}]}]",
              "c@patchKey=name@patchStrategy=retainKeys: [{name: 'x', env: [{name: 'B'}]}, {name: 'm', env: [{name: 'B', v: 1}]}]");
  EXPECT_EQ(merge.base(), "c: [{}, ...]");
  EXPECT_EQ(Merge("s: {c: [{name: 'a'}, {name: 'b'}]}", "s@patchKey=name: {c: [{name: 'b'}]}").patch(), "s: {c: [{}, {name: 'b'}, ...]}");
  EXPECT_EQ(Merge("s: {l: [1], a: 1}", "s@patchStrategy=retainKeys: {l: [2]}").base(), "s: {l: [2]}");
}

TEST(Strategic, MergesNestedListsOfMatchedElementsByTheInheritedKey) {
  Merge merge("c: [{name: 'z'}, {name: 'm', env: [{name: 'A'}]}]", "c@patchKey=name: [{name: 'm', env: [{name: 'B'}], args: ['x']}]");
  EXPECT_EQ(merge.patch(), "c: [{}, {name: 'm', env: [{}, {name: 'B'}, ...], args: ['x']}, ...]");
  EXPECT_EQ(merge.notices(), 0U);
}

TEST(Strategic, PrefersAnOwnKeyToTheInheritedOne) {
  Merge merge("c: [{name: 'm', p: [{port: 1}, {port: 2}]}]", "c@patchKey=name: [{name: 'm', p@patchKey=port: [{port: 2, v: 1}]}]");
  EXPECT_EQ(merge.patch(), "c: [{name: 'm', p: [{}, {port: 2, v: 1}, ...]}, ...]");
}

TEST(Strategic, SaysNothingWhenAnInheritedKeyDoesNotFit) {
  Merge merge("c: [{name: 'm', p: [{port: 1}]}]", "c@patchKey=name: [{name: 'm', p: [{port: 2}]}]");
  EXPECT_EQ(merge.patch(), "c: [{name: 'm', p: [{port: 2}]}, ...]");
  EXPECT_EQ(merge.notices(), 0U);
}

TEST(Strategic, RetainKeysReplacesMatchedElementsAndKeepsOthers) {
  Merge merge("l: [{name: 'a', x: 1}, {name: 'b', x: 2}]", "l@patchKey=name@patchStrategy=retainKeys: [{name: 'b', y: 1}]");
  EXPECT_EQ(merge.base(), "l: [{name: 'a', x: 1}, {}, ...]");
  EXPECT_EQ(merge.patch(), "l: [{}, {name: 'b', y: 1}, ...]");
}

TEST(Strategic, RetainKeysOnAListWithoutKeyHasNoEffect) {
  Merge merge("l: [1]", "l@patchStrategy=retainKeys: [2]");
  EXPECT_EQ(merge.base(), "l: [1, ...]");
  EXPECT_TRUE(merge.noted(NoticeKind::kRetainWithoutKey));
}

TEST(Strategic, RetainKeysEmptiesBaseElementsEvenIfTheMergeIsGivenUpLater) {
  Merge merge("l: [{name: 'a', x: 1}, {name: *'b'}]", "l@patchKey=name@patchStrategy=retainKeys: [{name: 'a'}]");
  EXPECT_EQ(merge.base(), "l: [{}, {name: *'b'}, ...]");
  EXPECT_EQ(merge.patch(), "l: [{name: 'a'}]");
}

TEST(Strategic, RetainKeysReplacesStructsScalarsAndUndecidedValues) {
  EXPECT_EQ(Merge("a: {x: 1}, b: 1, c: *1", "a@patchStrategy=retainKeys: {y: 1}, b@patchStrategy=retainKeys: 's', c@patchStrategy=retainKeys: *2").base(),
            "a: {y: 1}, b: 's', c: *2");
  EXPECT_EQ(Merge("a: 1", "b@patchStrategy=retainKeys: 2").base(), "a: 1");
}

TEST(Strategic, RetainKeysBelowAKeyedListFindsTheMatchedElement) {
  Merge merge("l: [{name: 'a', i: 1}, {name: 'b', i: 2}]", "l@patchKey=name: [{name: 'b', i@patchStrategy=retainKeys: 9}]");
  EXPECT_EQ(merge.base(), "l: [{name: 'a', i: 1}, {name: 'b', i: 9}, ...]");
}

TEST(Strategic, RetainKeysBelowAShiftedListHitsTheElementAtThePatchsIndex) {
  Merge merge("l: [{x: 0, i: 1}, {name: 'b', i: 2}]", "l@patchKey=name: [{name: 'b', i@patchStrategy=retainKeys: 9}]");
  EXPECT_EQ(merge.base(), "l: [{x: 0, i: 9}, {name: 'b', i: 2}, ...]");
}

TEST(Strategic, ReplacesAListByTheElementsOfThePatch) {
  Merge merge("l: [1, 2], m: [1]", "l@patchStrategy=replace: [3], m@patchStrategy=replace: [4, ...]");
  EXPECT_EQ(merge.base(), "l: [3], m: [4, ...]");
}

TEST(Strategic, ReplaceOnSomethingElseHasNoEffect) {
  Merge merge("a: 1, s: {x: 1}", "a@patchStrategy=replace: 2, s@patchStrategy=replace: {x: 2}");
  EXPECT_EQ(merge.base(), "a: 1, s: {x: 1}");
  EXPECT_EQ(merge.count(NoticeKind::kReplaceWithoutList), 2U);
}

TEST(Strategic, MergesListsBelowAReplacedListWithThemselves) {
  Merge merge("l: [{name: 'o'}]", "l@patchStrategy=replace@patchKey=name: [{name: 'n', e: [{name: 'x', v: 1}, {name: 'x', v: 2}, {u: 1}], s: ['p', 'q']}]");
  EXPECT_EQ(merge.base(), "l: [{name: 'n', e: [{name: 'x', v: 2}, {}, ...], s: ['p', 'q']}]");
  EXPECT_TRUE(merge.noted(NoticeKind::kElementDropped));
  EXPECT_TRUE(merge.noted(NoticeKind::kElementReplaced));
}

TEST(Strategic, MergesListsBelowARetainedStructWithThemselves) {
  Merge merge("s: {old: 1}", "s@patchStrategy=retainKeys@patchKey=name: {e: [{name: 'x'}, {v: 2}]}");
  EXPECT_EQ(merge.base(), "s: {e: [{name: 'x'}, ...]}");
}

TEST(Strategic, ARetainedListThatIsMergedWithItselfKeepsItsElements) {
  Merge merge("s: {old: 1}", "s@patchStrategy=retainKeys: {e@patchKey=name@patchStrategy=retainKeys: [{name: 'x'}, {name: 'y'}]}");
  EXPECT_EQ(merge.base(), "s: {e: [{name: 'x'}, {name: 'y'}, ...]}");
}

TEST(Strategic, TreatsOtherStrategiesAsNone) {
  Merge merge("l: [1], m: [1], n: [1], o: 1",
              "l@patchStrategy=open: [2], m@patchStrategy=Replace: [2], n@patchStrategy=jsonPatch: [2], o@patchStrategy=merge: 2");
  EXPECT_EQ(merge.base(), "l: [1, ...], m: [1, ...], n: [1, ...], o: 1");
  EXPECT_EQ(merge.count(NoticeKind::kUnknownStrategy), 2U);
  EXPECT_EQ(merge.count(NoticeKind::kJsonStrategyInside), 1U);
}

TEST(Strategic, SeesNoListBehindADisjunction) { EXPECT_EQ(Merge("l: *1", "l@patchKey=name: [{name: 'a'}]").patch(), "l: [{name: 'a'}]"); }

TEST(Strategic, DoesNotDescendIntoDefinitions) {
  EXPECT_EQ(Merge("#d: {a: 1}", "#d: {a@patchStrategy=retainKeys: 2}").base(), "#d: {a: 1}");
  EXPECT_EQ(Merge("#d: 1", "#d@patchStrategy=retainKeys: 2").base(), "#d: 2");
}

TEST(Strategic, FindsFieldsInLargeStructs) {
  std::string fields;
  for (int i = 0; i < 100; ++i) fields += "f" + std::to_string(i) + ": 1, ";
  std::string base = fields + "l: [1]";
  std::string patch = fields + "l@patchStrategy=replace: [2]";
  EXPECT_TRUE(Merge(base, patch).base().ends_with("l: [2]"));
}

TEST(Strategic, StopsWhenTheWalkGetsTooLong) {
  EXPECT_FALSE(Merge("a: {b: {c: 1}}", "a: {b: {c: 1}}", 2).isComplete());
  EXPECT_TRUE(Merge("a: {b: {c: 1}}", "a: {b: {c: 1}}", 4).isComplete());
}

}  // namespace
}  // namespace oamc
