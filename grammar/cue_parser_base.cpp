#include "grammar/cue_parser_base.h"

namespace oamc {

void stopAtSyntaxError() { throw SyntaxErrorSeen{}; }

}  // namespace oamc
