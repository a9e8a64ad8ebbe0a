#include "frontend/cue/lower.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "frontend/cue/lower_print.h"
#include "frontend/cue/parse.h"

namespace oamc {
namespace {

/// Parses and lowers texts as the files of one package.
class Lowering {
 public:
  explicit Lowering(const std::vector<std::string>& texts, LowerOptions options = {}) {
    std::vector<const ast::File*> files;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      FileId id = sources_.add(std::string(1, static_cast<char>('a' + i)) + ".cue", texts[i]);
      if (Result<const ast::File*> file = parseCue(sources_, id, arena_, Limits{}, sink_)) files.push_back(*file);
    }
    EXPECT_EQ(sink_.errorCount(), 0U) << "the text of a test must be well formed";
    if (auto modules = lowerPackage(files, options, sink_)) modules_ = std::move(*modules);
  }

  /// The dump of a file, or its diagnostics.
  std::string print(std::size_t file = 0) const { return sink_.hasErrors() ? errors() : printModule(modules_[file]->view()); }

  /// `CODE marked-text` of every diagnostic.
  std::string errors() const {
    std::string all;
    for (const Diagnostic& diagnostic : sink_.diagnostics()) {
      if (!all.empty()) all += ", ";
      all += std::string(diagnostic.row->code) + " " + std::string(sources_.text(diagnostic.span));
    }
    return all;
  }

  const Diagnostic& first() const { return sink_.diagnostics().front(); }
  Module module() const { return modules_[0]->view(); }
  std::string_view text(SourceSpan span) const { return sources_.text(span); }

 private:
  SourceManager sources_;
  Arena arena_;
  DiagnosticSink sink_{sources_};
  std::vector<std::unique_ptr<ModuleTables>> modules_;
};

std::string lowered(const std::string& text, const LowerOptions& options = {}) { return Lowering({text}, options).print(); }

std::string lowered(const std::string& first, const std::string& second) {
  Lowering lowering({first, second});
  return lowering.errors().empty() ? lowering.print(0) + " / " + lowering.print(1) : lowering.errors();
}

TEST(LowerReference, CountsStructsBetweenUseAndDeclaration) {
  EXPECT_EQ(lowered("a: 1, b: {c: a, d: {e: c, f: b}}"), "{a: 1, b: {c: a^1, d: {e: c^1, f: b^2}}}");
}

TEST(LowerReference, ChainOfLabelsIsOneStructForEachLabel) { EXPECT_EQ(lowered("a: 1, b: c: d: a"), "{a: 1, b: {c: {d: a^2}}}"); }

TEST(LowerReference, InnermostDeclarationWins) { EXPECT_EQ(lowered("a: 1, b: {a: 2, c: a}"), "{a: 1, b: {a: 2, c: a^0}}"); }

TEST(LowerReference, ListsAreNoScope) { EXPECT_EQ(lowered("a: 1, b: [a, [a]]"), "{a: 1, b: [a^0, [a^0]]}"); }

TEST(LowerReference, ForAndLetClausesAreScopesAndIfIsNone) {
  EXPECT_EQ(lowered("s: [1], for k, v in s if v > 1 let w = v {x: k, y: w, z: s}"),
            "{s: [1], for s^0 if (> value^0 1) let value^0 {x: key^2, y: let^1, z: s^3}}");
}

TEST(LowerReference, ClauseSeesTheEarlierVariableOfItsName) { EXPECT_EQ(lowered("for x in [1] let x = x {y: x}"), "{for [1] let value^0 {y: let^1}}"); }

TEST(LowerReference, UnderscoreVariableIsNotBound) { EXPECT_EQ(lowered("for _ in [1] {y: _}"), "{for [1] {y: _}}"); }

TEST(LowerReference, FieldOfComprehensionIsOnlyVisibleInItsBody) {
  EXPECT_EQ(lowered("if true {b: 1, c: b}"), "{if true {b: 1, c: b^0}}");
  EXPECT_EQ(lowered("if true {b: 1}, c: b"), "E2001 b");
}

TEST(LowerReference, QuotedLabelsEmbeddedAndDynamicFieldsAreNotVisible) {
  EXPECT_EQ(lowered("\"s\": 3, d: s"), "E2001 s");
  EXPECT_EQ(lowered("{s: 3}, d: s"), "E2001 s");
  EXPECT_EQ(lowered("(\"s\"): 3, d: s"), "E2001 s");
}

TEST(LowerReference, FieldsShadowPredeclaredNamesExceptTheirReservedForm) {
  EXPECT_EQ(lowered("string: 5, a: string, b: __string"), "{string: 5, a: string^0, b: string}");
}

TEST(LowerReference, DefinitionInThePathCloses) {
  EXPECT_EQ(lowered("#A: {b: 1}, x: #A, y: #A.b, z: x.#A, l: x[#A], m: #A[\"b\"], n: (#A & {}).b"),
            "{#A: {b: 1}, x: ##A^0, y: #(. ##A^0 b), z: #(. x^0 #A), l: (index x^0 ##A^0), m: (#index ##A^0 \"b\"), n: (. (& ##A^0 {}) b)}");
}

TEST(LowerReference, QuotedSelectorNamesNoDefinition) { EXPECT_EQ(lowered("x: {}, y: x.\"#A\""), "{x: {}, y: (. x^0 \"#A\")}"); }

TEST(LowerReference, HiddenLabelCarriesItsPackage) {
  Lowering lowering({"_x: 1, _#y: 2, z: _x"}, {.packagePath = "example.com/p", .outerFields = {}, .knownPackages = {}});
  Module module = lowering.module();
  EXPECT_EQ(module.labels[0].kind, LabelKind::kHidden);
  EXPECT_EQ(module.text(module.labels[0].text), std::string_view("_x\0example.com/p", 16));
  EXPECT_EQ(module.labels[1].kind, LabelKind::kHiddenDefinition);
}

TEST(LowerReference, OuterFieldsBelongToTheRoot) {
  LowerOptions options;
  options.outerFields = {"parameter", "context"};
  EXPECT_EQ(lowered("output: name: context.name", options), "{output: {name: (. context^1 name)}}");
  EXPECT_EQ(lowered("parameter: {}, output: parameter", options), "{parameter: {}, output: parameter^0}");
}

TEST(LowerPredeclared, TypesRangesAndFunctions) {
  EXPECT_EQ(lowered("a: int, b: uint8, c: len(\"x\"), d: _, e: _|_"),
            "{a: int, b: (& int (bound >= 0) (bound <= 255)), c: (call builtin:len \"x\"), d: _, e: _|_}");
}

TEST(LowerLet, SeesLaterLetsButNotItself) {
  EXPECT_EQ(lowered("let x = y, let y = 1, a: x"), "{let x = let:y^0, let y = 1, a: let:x^0}");
  EXPECT_EQ(lowered("let x = 1, a: {let x = {y: x}, o: x}, b: x"), "{let x = 1, a: {let x = {y: let:x^2}, o: let:x^0}, b: let:x^0}");
}

TEST(LowerLet, ClosesAsTheReferenceItStandsFor) {
  EXPECT_EQ(lowered("a: y, let y = x, let x = #A, #A: {b: 1}, c: y.b"), "{a: #let:y^0, let y = #let:x^0, let x = ##A^0, #A: {b: 1}, c: (. #let:y^0 b)}");
  EXPECT_EQ(lowered("#A: {}, if true let y = #A {b: y}"), "{#A: {}, if true let ##A^0 {b: #let^1}}");
}

TEST(LowerLet, CycleIsReportedOnce) {
  EXPECT_EQ(lowered("let x = {c: y}, let y = x, out: x"), "E2009 x");
  EXPECT_EQ(lowered("let a = a, b: 1"), "E2002 a, E2001 a");
}

TEST(LowerLet, MustBeUsed) { EXPECT_EQ(lowered("let x = 1, b: {let y = 2}"), "E2002 y, E2002 x"); }

TEST(LowerAlias, FieldAliasIsAReferenceToTheField) {
  EXPECT_EQ(lowered("X=\"a-b\": 1, Y=#D: {z: Y}, c: X, d: Y"), "{\"a-b\": 1, #D: {z: ##D^1}, c: \"a-b\"^0, d: ##D^0}");
}

TEST(LowerAlias, AliasOfADynamicFieldNamesItsDeclaration) { EXPECT_EQ(lowered("a: \"b\", X=(a): 5, c: X"), "{a: \"b\", (a^0): 5, c: dynamic:1^0}"); }

TEST(LowerAlias, ValueAliasIsAScopeAroundTheValue) { EXPECT_EQ(lowered("a: X={b: X.c, c: 1}, d: 1"), "{a: (alias {b: (. node^1 c), c: 1}), d: 1}"); }

TEST(LowerAlias, PatternAliasesShareOneScope) {
  EXPECT_EQ(lowered("X=[Y=string]: Z={n: Y, m: X.n, o: Z.n}"), "{[string]: (alias {n: label^1, m: (. node^1 n), o: (. node^1 n)})}");
}

TEST(LowerAlias, MustBeUsedExceptForLabels) {
  EXPECT_EQ(lowered("X=a: 1"), "E2002 X");
  EXPECT_EQ(lowered("a: V=5"), "E2002 V");
  EXPECT_EQ(lowered("X=[string]: 5"), "E2002 X");
  EXPECT_EQ(lowered("[X=string]: 5"), "{[string]: (alias 5)}");
}

TEST(LowerAlias, IsNotVisibleOutsideOfItsPlace) {
  EXPECT_EQ(lowered("a: X={b: X.c, c: 1}, d: X"), "E2001 X");
  EXPECT_EQ(lowered("[Y=string]: 1, b: Y"), "E2001 Y");
}

TEST(LowerClash, AliasAndFieldOfOneNameAlsoAcrossScopes) {
  EXPECT_EQ(lowered("let x = 1, x: 2, b: x"), "E2007 x");
  EXPECT_EQ(lowered("x: 1, b: {let x = 2, c: x}"), "E2007 x");
  EXPECT_EQ(lowered("for x in [1] {let x = 3, c: x}"), "E2007 x");
  EXPECT_EQ(lowered("let x = 1, for x in [2] {b: x}, c: x"), "E2007 x");
}

TEST(LowerClash, LetsAndAliasesAreUniqueInTheirScope) {
  EXPECT_EQ(lowered("let x = 1, let x = 2, b: x"), "E2006 x");
  EXPECT_EQ(lowered("X=a: 1, X=b: 1, c: X"), "E2006 X");
  EXPECT_EQ(lowered("X=[X=string]: {n: X}"), "E2006 X");
}

TEST(LowerClash, ShadowingOfEqualKindsIsFine) {
  EXPECT_EQ(lowered("x: 1, for x in [1] {x: 3, c: x}"), "{x: 1, for [1] {x: 3, c: x^0}}");
  EXPECT_EQ(lowered("let x = 1, b: {let x = 2, c: x}, d: x"), "{let x = 1, b: {let x = 2, c: let:x^0}, d: let:x^0}");
  EXPECT_EQ(lowered("let x = [for x in [1] {x}], a: x"), "{let x = [for [1] {value^1}], a: let:x^0}") << "a let does not meet itself";
}

TEST(LowerPattern, MayNotReferToTheStructItIsAppliedTo) {
  EXPECT_EQ(lowered("k: \"a\", [k]: 5"), "E2008 k");
  EXPECT_EQ(lowered("let k = \"a\", [k]: 5"), "E2008 k");
  EXPECT_EQ(lowered("k: \"a\", {[k & string]: 5}"), "E2008 k");
  EXPECT_EQ(lowered("for k in [\"a\"] {[k]: 5}"), "E2008 k");
  EXPECT_EQ(lowered("import \"list\"\n[list.X]: 5"), "E2008 list");
}

TEST(LowerPattern, MayReferToEnclosingStructs) {
  EXPECT_EQ(lowered("k: \"a\", b: [k]: 5"), "{k: \"a\", b: {[k^1]: 5}}");
  EXPECT_EQ(lowered("for k in [\"a\"] {z: {[k]: 5}}"), "{for [\"a\"] {z: {[value^2]: 5}}}");
  EXPECT_EQ(lowered("[X=\"a\"]: [X]: 5"), "{[\"a\"]: (alias {[label^1]: 5})}");
}

TEST(LowerImport, IsReferredToByItsLocalName) {
  EXPECT_EQ(lowered("import \"encoding/json\"\nimport s \"strings\"\na: json.Marshal(1), b: s.X"),
            "{a: (call (. import:encoding/json Marshal) 1), b: (. import:strings X)}");
}

TEST(LowerImport, MustBeUsedUniqueAndNamed) {
  EXPECT_EQ(lowered("import \"strings\"\na: 1"), "E2003 \"strings\"");
  EXPECT_EQ(lowered("import \"strings\"\nimport strings \"list\"\na: strings.X"), "E2004 \"list\"");
  EXPECT_EQ(lowered("import \"a.com/b-c\"\na: 1"), "E2005 \"a.com/b-c\"");
  EXPECT_EQ(lowered("import \"strings\"\nstrings: 1\na: strings"), "E2007 strings");
}

TEST(LowerImport, IsShadowedByInnerFields) { EXPECT_EQ(lowered("import \"strings\"\na: {strings: 1, b: strings}"), "E2003 \"strings\""); }

TEST(LowerPackage, FilesWithAPackageClauseShareIdentifierLabels) {
  EXPECT_EQ(lowered("package p\nx: 1", "package p\na: {b: x}"), "{x: 1} / {a: {b: x^1}}");
  EXPECT_EQ(lowered("package p\nx: 1", "y: x"), "{x: 1} / {y: x^0}");
  EXPECT_EQ(lowered("x: 1", "y: x"), "E2001 x");
  EXPECT_EQ(lowered("package p\n\"x\": 1", "package p\ny: x"), "E2001 x");
  EXPECT_EQ(lowered("package p\nA=x: 1, b: A", "package p\ny: x"), "E2001 x");
}

TEST(LowerPackage, LetsAliasesAndImportsBelongToTheirFile) {
  EXPECT_EQ(lowered("package p\nlet x = 1, g: x", "package p\ny: x"), "E2001 x");
  EXPECT_EQ(lowered("package p\nlet x = 1, g: x", "package p\nx: 5, y: x"), "{let x = 1, g: let:x^0} / {x: 5, y: x^0}");
}

TEST(LowerOperator, ChainsOfConjunctionsAreFlatAlsoThroughParentheses) { EXPECT_EQ(lowered("a: 1 & (2 & 3) & 4"), "{a: (& 1 2 3 4)}"); }

TEST(LowerOperator, ParenthesisedDisjunctionStaysNested) {
  EXPECT_EQ(lowered("a: *1 | 2 | 3, b: 1 | (2 | *3), c: *(*1 | 2) | **3, d: (1)"), "{a: (| *1 2 3), b: (| 1 (| 2 *3)), c: (| *(| *1 2) *3), d: 1}");
}

TEST(LowerOperator, MisplacedDefaultMark) {
  for (std::string text : {"a: *1", "a: int & *1", "a: *1 & int | 2", "a: (*1) | 2", "a: [*1]", "a: len(*1)", "a: -*1 | 2"}) {
    EXPECT_EQ(lowered(text), "E1190 *") << text;
  }
}

TEST(LowerOperator, PresenceTestOnEitherSide) {
  EXPECT_EQ(lowered("x?: 1, a: x != _|_, b: _|_ == x.y, c: (_|_) == _|_, d: x < _|_"),
            "{x?: 1, a: (present x^0), b: (absent (. x^0 y)), c: (absent _|_), d: (< x^0 _|_)}");
}

TEST(LowerOperator, OperandThatCanNeverBeConcrete) {
  EXPECT_EQ(lowered("a: int > 3, b: 1 + (uint8), c: _ == _|_, d: true && bool, e: >5 + 1, f: \"a\" + string"),
            "E2010 int, E2010 (uint8), E2010 _, E2010 bool, E2010 >5, E2010 string");
  EXPECT_EQ(lowered("int: 5, a: int + 1, b: (_ | 3) + 1, c: -__int"), "{int: 5, a: (+ int^0 1), b: (+ (| _ 3) 1), c: (- int)}");
}

TEST(LowerOperator, BoundsAndPrefixes) {
  EXPECT_EQ(lowered("a: >=-1, b: !true, c: =~\"x\", d: !=\"a\""), "{a: (bound >= (- 1)), b: (! true), c: (bound =~ \"x\"), d: (bound != \"a\")}");
}

TEST(LowerOperator, StructComparisonIsAFlag) {
  EXPECT_EQ(lowered("@experiment(structcmp)\na: {} == {}, b: =={}, c: 1 < 2"), "{a: (any== {} {}), b: (bound == {}), c: (< 1 2)}");
}

TEST(LowerOperator, LongChainsNeedNoStack) {
  for (std::string op : {" & ", " + ", " | ", " && "}) {
    std::string text = "a: x\nx: 1\nb: x";
    for (int i = 0; i < 20'000; ++i) text += op + "x";
    Lowering lowering({text});
    EXPECT_EQ(lowering.errors(), "") << op;
  }
}

TEST(LowerStruct, MarkersDynamicFieldsPatternsAndEllipsis) {
  EXPECT_EQ(lowered("a?: 1, b!: 2, (\"c\"): 3, \"\\(d)\"?: 4, d: \"x\", [=~\"y\"]: 5, {e: 6}, ..."),
            "{a?: 1, b!: 2, (\"c\"): 3, ((interpolate \"\" d^0 \"\"))?: 4, d: \"x\", [(bound =~ \"y\")]: 5, {e: 6}, ...}");
}

TEST(LowerStruct, FlagsSayWhatNeedsWork) {
  const Lowering lowering({"a: {x: 1}, b: {...}, c: {[string]: 1}, d: {(\"a\"): 1}, e: {a}, f: {if true {}}"});
  Module module = lowering.module();
  std::vector<int> flags;
  for (const Decl& decl : module.decls.subspan(module.exprs[module.root].a, 6)) flags.push_back(module.exprs[decl.value].flags);
  EXPECT_EQ(flags, (std::vector<int>{kConstant, kConstant | kHasEllipsis, kHasEmbedding, kHasEmbedding, kHasEmbedding, kHasEmbedding}));
}

TEST(LowerExpr, ConstantsAreMarked) {
  auto isConstant = [](std::string_view expr) {
    const Lowering lowering({"a: " + std::string(expr) + ", b: 1"});
    Module module = lowering.module();
    return (module.exprs[module.decls[module.exprs[module.root].a].value].flags & kConstant) != 0;
  };
  for (std::string_view expr : {"1", "-1", "\"x\"", "'x'", "null", "true", "string", "_", ">1", ">=-1 & <2", "=~\"x\"", "*1 | int", "[1, {x: [...string]}]",
                                "*{a: 1, b?: [...]} | {c!: \"x\", #d: {...}}"})
    EXPECT_TRUE(isConstant(expr)) << expr;
  for (std::string_view expr : {"b", "_|_", "1 + b", ">b", "*b | int", "\"\\(b)\"", "[b]", "[for x in [1] {x}]", "{x: b}", "{b}", "{[string]: int}",
                                "{(\"a\"): 1}", "{if true {x: 1}}", "{let x = 1, y: x}", "len(\"x\")", "*{a: 1} | {c: b}"})
    EXPECT_FALSE(isConstant(expr)) << expr;
}

TEST(LowerStruct, SpansMarkTheLabel) {
  Lowering lowering({"\"a-b\": {c: 1}"});
  Module module = lowering.module();
  const Expr& root = module.exprs[module.root];
  EXPECT_EQ(lowering.text(module.span(module.decls[root.a])), "\"a-b\"");
  EXPECT_EQ(lowering.text(module.span(module.exprs[module.decls[root.a].value])), "{c: 1}");
}

TEST(LowerStruct, CommentsAndAttributesStayWithTheirField) {
  const Lowering lowering({"// +one\n// +two\na: 1 @x(y) @z()\n// chain\nb: c: {\n\td: 1\n\t// last\n}\n"});
  Module module = lowering.module();
  ASSERT_EQ(module.docGroups.size(), 3U);
  EXPECT_EQ(module.text(module.docGroups[0].text), " +one\n +two");
  EXPECT_EQ(module.docGroups[0].begin, 0U);
  EXPECT_EQ(module.docGroups[1].place, DocGroup::Place::kChain);
  EXPECT_EQ(module.docGroups[2].place, DocGroup::Place::kTrailing);
  ASSERT_EQ(module.attributes.size(), 2U);
  EXPECT_EQ(module.text(module.attributes[0].name), "x");
  EXPECT_EQ(module.text(module.attributes[0].body), "y");
  EXPECT_EQ(module.decls[module.attributes[1].decl].attributes, 0U);
}

TEST(LowerList, OpenListsAndComprehensions) {
  EXPECT_EQ(lowered("a: [1, ...], b: [...int], c: [for x in [1] {x}, 2], d: []"), "{a: [1, ...], b: [...int], c: [for [1] {value^1}, 2], d: []}");
}

TEST(LowerPath, SelectorsIndexesSlicesAndCalls) {
  EXPECT_EQ(lowered("x: {}, a: x.b[0].c[1:2][:3](4, 5).\"d-e\""), "{x: {}, a: (. (call (slice (slice (. (index (. x^0 b) 0) c) 1 2) _ 3) 4 5) \"d-e\")}");
}

TEST(LowerNumber, KeepsSpellingAndDecimal) {
  const Lowering lowering({"a: 0x1F, b: 1.50"});
  Module module = lowering.module();
  EXPECT_EQ(module.text(module.numbers[0]), "31");
  EXPECT_EQ(module.text(module.numberSpellings[0]), "0x1F");
  EXPECT_EQ(module.text(module.numbers[1]), "1.50");
}

LowerOptions rewriting() {
  LowerOptions options;
  options.rewriteListArithmetic = true;
  return options;
}

TEST(LowerListArithmetic, SumOfKnownListsIsConcat) {
  EXPECT_EQ(lowered("a: [1], b: a + [2] + a", rewriting()), "{a: [1], b: (call (. import:list Concat) [a^0, [2], a^0])}");
  EXPECT_EQ(lowered("parameter: extra?: *[\"d\"] | [...string], b: parameter.extra + [2]", rewriting()),
            "{parameter: {extra?: (| *[\"d\"] [...string])}, b: (call (. import:list Concat) [(. parameter^0 extra), [2]])}");
}

TEST(LowerListArithmetic, ProductIsRepeat) {
  EXPECT_EQ(lowered("a: 3 * [1] + [2]", rewriting()), "{a: (call (. import:list Concat) [(call (. import:list Repeat) [1] 3), [2]])}");
}

TEST(LowerListArithmetic, NamesAreClosedUnderListOperationsInAnyOrder) {
  EXPECT_EQ(lowered("c: b + b, b: a * 2, a: [1]", rewriting()),
            "{c: (call (. import:list Concat) [b^0, b^0]), b: (call (. import:list Repeat) a^0 2), a: [1]}");
}

TEST(LowerListArithmetic, UnknownOperandsStay) {
  EXPECT_EQ(lowered("a: _, b: a + [1], c: 1 + 2", rewriting()), "{a: _, b: (+ a^0 [1]), c: (+ 1 2)}");
  EXPECT_EQ(lowered("a: [1], b: a + a"), "{a: [1], b: (+ a^0 a^0)}");
}

TEST(LowerListArithmetic, UsesTheImportOfTheFile) {
  EXPECT_EQ(lowered("import l \"list\"\na: [1] + [2]", rewriting()), "{a: (call (. import:list Concat) [[1], [2]])}");
}

TEST(LowerListArithmetic, FieldCalledErrorDoesNotHideTheFunction) {
  EXPECT_EQ(lowered("error: 5, a: error(\"x\")", rewriting()), "{error: 5, a: (call builtin:error \"x\")}");
  EXPECT_EQ(lowered("error: 5, a: error"), "{error: 5, a: error^0}");
}

std::string hintFor(const std::string& text, const LowerOptions& options = {}) {
  Lowering lowering({text}, options);
  return lowering.first().hints.empty() ? "" : lowering.first().hints.front();
}

TEST(LowerHint, SaysWhatWasMeant) {
  EXPECT_EQ(hintFor("parameter: 1, a: paramter"), "did you mean `parameter`?");
  EXPECT_EQ(hintFor("a: strng"), "did you mean `string`?");
  EXPECT_EQ(hintFor("\"s\": 1, a: s"), "quoted labels cannot be referred to: write the label `s` without quotes");
  EXPECT_EQ(hintFor("if true {b: 1}, a: b"),
            "fields of a comprehension are only visible inside its braces: declare `b?: _` beside the comprehension, or refer to the field "
            "through a path");
}

TEST(LowerHint, ProposesAnImport) {
  LowerOptions options;
  options.knownPackages = {"encoding/json"};
  EXPECT_EQ(hintFor("a: json.Marshal(1)", options), "add `import \"encoding/json\"` at the top of the file");
}

TEST(LowerHint, MisspeltUseIsNotAlsoAnUnusedLet) { EXPECT_EQ(lowered("let replicas = 1, a: replica"), "E2001 replica"); }

TEST(LowerHint, ManyUsesOfOneNameAreOneDiagnostic) {
  Lowering lowering({"a: paramter, b: paramter, c: other"});
  EXPECT_EQ(lowering.errors(), "E2001 paramter, E2001 other");
  EXPECT_EQ(lowering.first().related.size(), 1U);
}

TEST(LowerHint, NamesTheOtherFile) {
  Lowering lowering({"a: x", "x: 1"});
  ASSERT_EQ(lowering.first().related.size(), 1U);
  EXPECT_EQ(lowering.text(lowering.first().related[0].span), "x");
  EXPECT_EQ(lowering.first().hints[0], "files see each other's fields only when they have the same package clause");
}

TEST(LowerExpr, LoneExpressionSeesTheFieldsOfTheRoot) {
  SourceManager sources;
  DiagnosticSink sink(sources);
  Arena arena;
  FileId id = sources.add("condition", "status.ready && len(_x) > 0");
  Result<const ast::Expr*> expr = parseCueExpr(sources, id, arena, Limits{}, sink);
  ASSERT_TRUE(expr);
  LowerOptions options;
  options.outerFields = {"status", "_x"};
  Result<std::unique_ptr<ModuleTables>> module = lowerExpr(**expr, options, sink);
  ASSERT_TRUE(module);
  EXPECT_EQ(printModule((*module)->view()), "(&& (. status^0 ready) (> (call builtin:len _x^0) 0))");
}

}  // namespace
}  // namespace oamc
