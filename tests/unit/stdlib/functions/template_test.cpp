#include <gtest/gtest.h>

#include "tests/unit/stdlib/functions/evaluated.h"

namespace oamc {
namespace {

/// What a template gives with some data, both as CUE expressions.
std::string executed(const std::string& text, const std::string& data = "{}") { return evaluated("template.Execute(#\"" + text + "\"#, " + data + ")"); }

TEST(TextTemplate, PrintsValuesAsGoDoes) {
  EXPECT_EQ(executed("{{.}}", R"({b: 1, a: [1, "x", null, 1.5], c: true})"), R"("map[a:[1 x <nil> 1.5] b:1 c:true]")");
  EXPECT_EQ(executed("{{.a}} {{.b}} {{.c}}", "{a: 1.0, b: 12345678.9, c: 1e-7}"), R"("1 1.23456789e+07 1e-07")");
  EXPECT_EQ(executed("{{.}}", "100000000000000000000000"), R"("100000000000000000000000")");
}

TEST(TextTemplate, ShowsMissingFieldsAsNoValue) { EXPECT_EQ(executed("{{.a}} {{.a.b}}"), R"("<no value> <no value>")"); }

TEST(TextTemplate, ChoosesByTruth) {
  EXPECT_EQ(executed("{{if .a}}y{{else if .b}}z{{else}}n{{end}}", "{a: 0, b: [1]}"), R"("z")");
  EXPECT_EQ(executed("{{with .a}}{{.b}}{{else}}none{{end}}{{with .c}}x{{else with .a}}{{.b}}{{end}}", "{a: b: 1}"), R"("11")");
  EXPECT_EQ(executed("{{and .a .b}} {{or .a .b}} {{not .a}} {{if and}}{{end}}", "{a: 0, b: 2}").substr(0, 6), "<eval>");
  EXPECT_EQ(executed("{{and .a .b.c.d}} {{or .b .b.c}}", "{a: 0, b: 2}"), R"("0 2")");
}

TEST(TextTemplate, RangesInTheOrderOfKeys) {
  EXPECT_EQ(executed("{{range $k, $v := .}}{{$k}}={{$v}};{{end}}", "{b: 1, a: 2}"), R"("a=2;b=1;")");
  EXPECT_EQ(executed("{{range $i, $e := .}}{{if $i}}, {{end}}{{$e}}{{else}}none{{end}}", R"(["a", "b"])"), R"("a, b")");
  EXPECT_EQ(executed("{{range .}}{{if eq . 2}}{{continue}}{{end}}{{if eq . 4}}{{break}}{{end}}{{.}}{{end}}", "[1, 2, 3, 4, 5]"), R"("13")");
  EXPECT_EQ(executed("{{range 3}}{{.}}{{end}}"), R"("012")");
}

TEST(TextTemplate, TrimsBlanksAtMarks) { EXPECT_EQ(executed("a  {{- 1 -}}  b {{/* c */ -}} d {{-3}}"), R"("a1b d -3")"); }

TEST(TextTemplate, KeepsVariablesToTheirBlock) {
  EXPECT_EQ(executed("{{$x := 1}}{{if true}}{{$x = 2}}{{end}}{{$x}}{{with $y := 5}}{{$y}}{{end}}"), R"("25")");
  EXPECT_EQ(executed("{{if true}}{{$y := 3}}{{end}}{{$y}}").substr(0, 6), "<eval>");
}

TEST(TextTemplate, CallsNamedTemplates) {
  EXPECT_EQ(executed(R"({{define "T"}}<{{.}}>{{end}}{{template "T" .a}}{{block "U" .a}}[{{.}}]{{end}})", "{a: 1}"), R"("<1>[1]")");
  EXPECT_EQ(executed(R"({{define "T"}}{{template "T"}}{{end}}{{template "T"}})").substr(0, 6), "<eval>");
}

TEST(TextTemplate, PipesIntoFunctions) {
  EXPECT_EQ(executed(R"({{.a | printf "%s-%5.2f|%-4d|%q" "x" 2.5 7}})", R"({a: "y"})"), R"("x- 2.50|7   |\"y\"")");
  EXPECT_EQ(executed(R"({{html .a}} {{js .a}} {{urlquery .a}})", R"({a: "<a b>"})"), R"("&lt;a b&gt; \\u003Ca b\\u003E %3Ca+b%3E")");
  EXPECT_EQ(executed("{{len .a}} {{index .a 1}} {{slice .a 1}} {{(index .b 0).c}}", "{a: [1, 2], b: [{c: 3}]}"), R"("2 2 [2] 3")");
  EXPECT_EQ(executed(R"({{print 1 2 "a" "b" 3}})"), R"("1 2ab3")");
}

TEST(TextTemplate, ShowsFormattingMistakesInTheText) {
  EXPECT_EQ(executed(R"({{printf "%d %z" "x" 1}} {{printf "%d"}} {{printf "%d" 1 2}})"), R"-("%!d(string=x) %!z(int=1) %!d(MISSING) 1%!(EXTRA int=2)")-");
}

TEST(TextTemplate, RefusesWhatMakesNoSense) {
  for (const char* text :
       {"{{.a", "{{if}}x{{end}}", "{{end}}", "{{if .}}", "{{foo}}", "{{$x}}", "{{break}}", "{{1 | 2}}", "{{\"a\" \"b\"}}", "{{nil}}", "{{(1}}", "{{.a.}}"})
    EXPECT_EQ(executed(text, "{a: 1}").substr(0, 6), "<eval>") << text;
  EXPECT_EQ(executed("{{.a.b}}", "{a: 1}").substr(0, 6), "<eval>");
  EXPECT_EQ(executed("{{eq .a 1.5}}", "{a: 1}").substr(0, 6), "<eval>");
}

}  // namespace
}  // namespace oamc
