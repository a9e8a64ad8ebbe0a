#include "ir/cue/field_tags.h"

#include <gtest/gtest.h>

namespace oamc {
namespace {

std::string keyOf(std::string_view text) {
  FieldTags tags;
  applyMarks(text, {}, nullptr, tags);
  return std::string(tags.patchKey);
}

TEST(FieldTags, TrimsAroundThePlusTheKeyAndTheValue) {
  EXPECT_EQ(keyOf("+patchKey=name"), "name");
  EXPECT_EQ(keyOf("   +patchKey = name  "), "name");
  EXPECT_EQ(keyOf("\t+ patchKey=name"), "name");
  EXPECT_EQ(keyOf(" +patchKey=\"name\""), "\"name\"");
  EXPECT_EQ(keyOf(" +patchKey=name\u00a0"), "name");
}

TEST(FieldTags, IgnoresLinesThatAreNoMark) {
  for (std::string_view line :
       {" -patchKey=name", " +patchKey:name", " +patchkey=name", " text +patchKey=name", "// +patchKey=name", " +patchKey", " ++patchKey=name", ""}) {
    EXPECT_EQ(keyOf(line), "") << line;
  }
}

TEST(FieldTags, IgnoresValuesWithBlanks) {
  EXPECT_EQ(keyOf(" +patchKey=name comment"), "");
  EXPECT_EQ(keyOf(" +patchKey=id, name"), "");
}

TEST(FieldTags, LastMarkOfAKeyWins) {
  EXPECT_EQ(keyOf(" +patchKey=a\n +patchKey=b\n text"), "b");
  EXPECT_EQ(keyOf(" +patchKey=a\n +patchKey="), "");
}

TEST(FieldTags, ReadsKeyAndStrategyBesideOtherMarks) {
  FieldTags tags;
  applyMarks(" +usage=the list\n +patchStrategy=replace\n +patchKey=k", {}, nullptr, tags);
  EXPECT_EQ(tags.patchStrategy, "replace");
  EXPECT_EQ(tags.patchKey, "k");
}

TEST(FieldTags, PlacesMarksFromThePlusToTheEndOfTheValue) {
  SourceManager sources;
  FileId file = sources.add("a.cue", "{\n\t// text // more\n\t//\n    //  +patchKey=k  \n\tl: []\n}");
  FieldTags tags;
  applyMarks(" text // more\n\n  +patchKey=k  ", {file, 3, 5}, &sources, tags);
  EXPECT_EQ(sources.text(tags.keySpan), "+patchKey=k");
}

}  // namespace
}  // namespace oamc
