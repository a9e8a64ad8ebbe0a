#include "grammar/cue_parser_base.h"

#include <cstdlib>

namespace oamc {

void stopAtSyntaxError() { throw SyntaxErrorSeen{}; }

}  // namespace oamc

/// The runtime lets a parser search its parse trees by paths, and makes the lexer of those paths before `main`. There are no parse trees here. With these
/// definitions the linker finds no reason to take that lexer.
namespace antlr4::tree::xpath {

XPath::XPath(Parser*, const std::string&) { std::abort(); }
std::vector<ParseTree*> XPath::evaluate(ParseTree*) { return {}; }
std::vector<std::unique_ptr<XPathElement>> XPath::split(const std::string&) { return {}; }
std::unique_ptr<XPathElement> XPath::getXPathElement(Token*, bool) { return nullptr; }

}  // namespace antlr4::tree::xpath
