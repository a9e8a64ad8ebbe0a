#include "frontend/cue/format.h"

#include <gtest/gtest.h>

#include "tests/unit/frontend/cue/parsed.h"

namespace oamc {
namespace {

std::string format(std::string text) {
  Parsed parsed(std::move(text));
  return parsed.file() == nullptr ? parsed.errors() : formatCue(*parsed.file());
}

TEST(Format, PrintsOneDeclarationOnALine) {
  EXPECT_EQ(format("package p,import \"list\",a:{b:1,c?:[1,{d:2}]},if a.b>0{e:f:\"x\"}"),
            "package p\n"
            "import \"list\"\n"
            "a: {\n"
            "\tb: 1\n"
            "\tc?: [1, {\n"
            "\t\td: 2\n"
            "\t}]\n"
            "}\n"
            "if a.b > 0 {\n"
            "\te: f: \"x\"\n"
            "}\n");
}

TEST(Format, KeepsDocumentation) { EXPECT_EQ(format("// a\nx: {\n// b\ny: z: 1 // lost\n// c\n}\n"), "// a\nx: {\n\t// b\n\ty: z: 1\n\t// c\n}\n"); }

// Trees are equal when their dumps are: spans are not part of them.
TEST(Format, ParsesToTheSameTree) {
  for (const char* text : {
           "X=a: Y={b: X}, [N= =~\"x\"]: N, (a): 1, \"\\(a)b\"!: 2, #D?: _, \"a-b\": 'x\\xff'",
           "@x()\npackage p\nimport l \"list\"\n@y(1, \"(\")\na: 1 @z()\n...",
           "a: 1 .b, c: < -1, d: !(!x), e: - -1, f: *1|>=2&<=3, g: a.\"b-c\"[1][2:][:3](x,).d",
           "a: \"\"\"\n  x \\(y)\n\n   \"\"\\tz\n  \"\"\", b: #\"\\(a)\"#, c: '''\n  '''",
           "for k, v in {a: 1} let w = v if w > 1 {(k): w}\nx: [for i in [1] {i}, ...int]",
           "if: 1, for!: 2, let: 3, a: if, true: null, b: a.null, c: _|_, d: 0x1F, e: 1.5Ki, f: 7 div 2",
           "'ab': 1, '\\x80\\u00e9'?: 2",
       }) {
    std::string once = format(text);
    EXPECT_EQ(Parsed(once).tree(), Parsed(text).tree()) << once;
    EXPECT_EQ(format(once), once);
  }
}

TEST(Format, PrintsALongChainOfOperandsWithoutRecursion) {
  std::string text = "a: 1";
  for (int count = 0; count < 100'000; ++count) text += " | 1";
  EXPECT_EQ(format(text), text + "\n");
}

TEST(Format, WritesDataSoThatItReadsBackTheSame) {
  Arena arena;
  std::vector<Data> items = {Data::null(), Data::boolean(true), Data::number(*Number::parse("1.50", arena), arena), Data::string("a\nb"), Data::bytes("\xff")};
  std::vector<Member> inner = {{"x", Data::object({}), {}}};
  std::vector<Member> members = {{"_h", Data::list(items), {}}, {"o", Data::object(inner), {}}, {"a b", Data::list({}), {}}};
  EXPECT_EQ(formatCue(Data::object(members)), "\"_h\": [null, true, 1.50, \"\"\"\n\ta\n\tb\n\t\"\"\", '\\xff']\no: x: {}\n\"a b\": []\n");
  EXPECT_EQ(formatCue(items[1]), "true\n");
}

TEST(Quote, EscapesWhatALiteralCannotHold) {
  EXPECT_EQ(quoteCue("a\"'\\\n\x01\u00e9\uFEFF", false), "\"a\\\"'\\\\\\n\\u0001é\\ufeff\"");
  EXPECT_EQ(quoteCue("a\"'\xff", true), "'a\"\\'\\xff'");
}

}  // namespace
}  // namespace oamc
