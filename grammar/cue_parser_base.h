#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "antlr4-runtime.h"

#include "grammar/cue_events.h"

namespace oamc {

/// Owns the contexts of the rules that are being parsed. ANTLR keeps all contexts until the parser dies, for a parse tree that is never built here.
class RuleContexts {
 public:
  template <typename Context, typename... Arguments>
  Context* createInstance(Arguments&&... arguments) {
    auto context = std::make_unique<Context>(std::forward<Arguments>(arguments)...);
    Context* created = context.get();
    contexts_.push_back(std::move(context));
    return created;
  }
  void dropLast() { contexts_.pop_back(); }

 private:
  std::vector<std::unique_ptr<antlr4::ParserRuleContext>> contexts_;
};

/// What the generated CueParser derives from: an ANTLR parser whose grammar actions speak to a listener. Generated code says `_tracker` and `exitRule`
/// without a qualifier, so the members of these names hide those of antlr4::Parser, and a context lives as long as its rule.
class CueParserBase : public antlr4::Parser {
 public:
  using antlr4::Parser::Parser;

  /// `events` must outlive the parse or be silenced before.
  void listen(CueEvents& events) { on = &events; }

  /// Tells nobody any more.
  void silence() { on = &silent_; }

 protected:
  void exitRule() {
    setState(_ctx->invokingState);
    _ctx = static_cast<antlr4::ParserRuleContext*>(_ctx->parent);
    _tracker.dropLast();
  }

  RuleContexts _tracker;
  CueEvents* on = &silent_;

 private:
  CueEvents silent_;
};

}  // namespace oamc
