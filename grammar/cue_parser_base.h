#pragma once

#include "antlr4-runtime.h"

#include "grammar/cue_events.h"

namespace oamc {

/// What the generated CueParser derives from: an ANTLR parser whose grammar actions speak to a listener.
class CueParserBase : public antlr4::Parser {
 public:
  using antlr4::Parser::Parser;

  /// `events` must outlive the parse or be silenced before.
  void listen(CueEvents& events) { on = &events; }

  /// Tells nobody any more.
  void silence() { on = &silent_; }

 protected:
  CueEvents* on = &silent_;

 private:
  CueEvents silent_;
};

}  // namespace oamc
