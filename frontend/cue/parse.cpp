#include "frontend/cue/parse.h"

#include <memory>

#include "CueParser.h"
#include "explaining/CueParser.h"

#include "frontend/cue/ast_builder.h"
#include "frontend/cue/scanner.h"
#include "frontend/cue/syntax_error_list.h"
#include "frontend/cue/syntax_errors.h"
#include "grammar/token_stream.h"

namespace oamc {

namespace {

static_assert(static_cast<int>(CueParser::COMMA) == static_cast<int>(TokenKind::kComma));
static_assert(static_cast<int>(CueParser::ATTRIBUTE) == static_cast<int>(TokenKind::kAttribute));
static_assert(static_cast<int>(CueParser::LET) == static_cast<int>(TokenKind::kLet));
static_assert(static_cast<int>(CueParser::QUESTION) == static_cast<int>(TokenKind::kQuestion));
static_assert(static_cast<int>(CueParser::BAD) == static_cast<int>(TokenKind::kBad));

/// Offsets are 32 bits wide.
constexpr std::size_t kMaxFileSize = std::size_t{1} << 31;

/// Parses again to find all errors and say what is wrong.
template <typename Start>
void explainErrors(std::string_view text, const TokenList& tokens, SyntaxErrorList& errors, Start start) {
  explaining::CueParser::prepareMessages();
  CueTokenStream stream(text, tokens);
  explaining::CueParser parser(&stream);
  auto strategy = std::make_shared<SyntaxErrorStrategy>(text, tokens, errors);
  parser.setErrorHandler(strategy);
  try {
    start(parser);
  } catch (const ParseStopped&) {}
  OAMC_CHECK(strategy->hasFailed() || errors.full(), "a parse that explains errors finds the error that the first parse has seen");
}

/// Scans and parses `file`; `start` runs the parser's start rule and `take` fetches the tree from the builder.
template <typename Node, typename Start, typename Take>
Result<const Node*> parse(const SourceManager& sources, FileId file, Arena& arena, const Limits& limits, DiagnosticSink& sink, Start start, Take take) {
  std::string_view text = sources.text(file);
  SyntaxErrorList errors(sources, file);
  const Node* tree = nullptr;
  TokenList tokens;
  bool isScanned = false;
  if (text.size() > kMaxFileSize) {
    errors.add(diag::FileTooLarge, 0, 0, std::to_string(kMaxFileSize));
  } else if (checkEncoding(text, errors)) {
    isScanned = Scanner(text, limits, errors, tokens).run();
  }
  if (isScanned) {
    CueTokenStream stream(text, tokens);
    CueParser parser(&stream);
    AstBuilder builder(file, text, tokens, stream.next(), arena, limits, errors);
    parser.listen(builder);
    try {
      start(parser);
      tree = take(builder);
    } catch (const SyntaxErrorSeen&) {
      explainErrors(text, tokens, errors, start);
    } catch (const ParseStopped&) {}
  }
  if (Result<void> reported = errors.report(sink); !reported) return reported.failure();
  OAMC_CHECK(tree != nullptr, "a parse without errors yields a tree");
  return tree;
}

}  // namespace

Result<const ast::File*> parseCue(const SourceManager& sources, FileId file, Arena& arena, const Limits& limits, DiagnosticSink& sink) {
  return parse<ast::File>(
      sources, file, arena, limits, sink, [](auto& parser) { parser.file(); }, [](AstBuilder& builder) { return builder.takeFile(); });
}

Result<const ast::Expr*> parseCueExpr(const SourceManager& sources, FileId file, Arena& arena, const Limits& limits, DiagnosticSink& sink) {
  return parse<ast::Expr>(
      sources, file, arena, limits, sink, [](auto& parser) { parser.expressionFile(); }, [](AstBuilder& builder) { return builder.takeExpr(); });
}

}  // namespace oamc
