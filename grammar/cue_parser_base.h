#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "antlr4-runtime.h"

#include "grammar/cue_events.h"
#include "grammar/token_stream.h"

namespace oamc {

/// Thrown through the generated parser at the first syntax error of a parse that does not explain errors.
struct SyntaxErrorSeen {};

[[noreturn]] void stopAtSyntaxError();

/// What the two generated parsers derive from: an ANTLR parser whose grammar actions speak to a listener. The one that does not explain errors assumes that the
/// text is correct: it tells the events and keeps nothing that only error messages need, rule contexts and error strategies; at the first error it throws
/// SyntaxErrorSeen. The one that explains errors is the parser that the runtime describes, silent and with an error strategy (`setErrorHandler`).
///
/// Generated code says `_input`, `_tracker`, `_errHandler`, `match`, `setState` … without a qualifier, so the members of these names hide those of
/// antlr4::Parser. The names and signatures are those of the runtime.
template <bool kExplains>
class CueParserVariant : public antlr4::Parser {
 public:
  /// `stream` must be a CueTokenStream and outlive the parser.
  explicit CueParserVariant(antlr4::TokenStream* stream) : antlr4::Parser(stream), _input(static_cast<CueTokenStream*>(stream)) {
    removeErrorListeners();
    setBuildParseTree(false);
  }

  /// `events` must outlive the parse.
  void listen(CueEvents& events) { on = &events; }

 protected:
  /// Makes the contexts of the rules that are being parsed; each lives as long as its rule, since no parse tree is built.
  class RuleContexts {
   public:
    /// Null unless errors are explained.
    template <typename Context>
    Context* createInstance(antlr4::ParserRuleContext* parent, std::size_t state) {
      if constexpr (kExplains) {
        auto context = std::make_unique<Context>(parent, state);
        Context* created = context.get();
        contexts_.push_back(std::move(context));
        return created;
      }
      return nullptr;
    }
    void dropLast() { contexts_.pop_back(); }

   private:
    std::vector<std::unique_ptr<antlr4::ParserRuleContext>> contexts_;
  };

  /// Hands over to the error strategy when errors are explained; else the first error ends the parse.
  class ErrorHandler {
   public:
    ErrorHandler* operator->() { return this; }

    void sync(CueParserVariant* parser) {
      if constexpr (kExplains) parser->strategy().sync(parser);
    }
    void reportMatch(CueParserVariant* parser) {
      if constexpr (kExplains) parser->strategy().reportMatch(parser);
    }
    void recoverInline(CueParserVariant* parser) { parser->strategy().recoverInline(parser); }
    void reportError(CueParserVariant* parser, const antlr4::RecognitionException& exception) { parser->strategy().reportError(parser, exception); }
    void recover(CueParserVariant* parser, std::exception_ptr exception) { parser->strategy().recover(parser, std::move(exception)); }
  };

  /// Runs what a rule does at its end, however it ends.
  template <typename Action>
  class AtExit {
   public:
    explicit AtExit(Action action) : action_(std::move(action)) {}
    AtExit(const AtExit&) = delete;
    ~AtExit() { action_(); }

   private:
    Action action_;
  };

  template <typename Action>
  static AtExit<Action> finally(Action action) {
    return AtExit<Action>(std::move(action));
  }

  void setState(std::size_t state) { state_ = state; }
  std::size_t getState() const final { return state_; }
  void enterRule(antlr4::ParserRuleContext* context, std::size_t state, std::size_t rule) final {
    state_ = state;
    if constexpr (kExplains) antlr4::Parser::enterRule(context, state, rule);
  }
  void enterOuterAlt(antlr4::ParserRuleContext* context, std::size_t alternative) final {
    if constexpr (kExplains) antlr4::Parser::enterOuterAlt(context, alternative);
  }
  void exitRule() {
    if constexpr (kExplains) {
      state_ = _ctx->invokingState;
      _ctx = static_cast<antlr4::ParserRuleContext*>(_ctx->parent);
      _tracker.dropLast();
    }
  }
  /// Nobody looks at the token, and nothing listens to what is consumed.
  antlr4::Token* consume() final {
    _input->consume();
    return nullptr;
  }
  antlr4::Token* match(std::size_t type) final {
    if constexpr (kExplains) return antlr4::Parser::match(type);
    if (_input->LA(1) != type) stopAtSyntaxError();
    _input->consume();
    return nullptr;
  }

  CueTokenStream* _input;
  RuleContexts _tracker;
  ErrorHandler _errHandler;
  CueEvents* on = &silent_;

 private:
  /// What explains errors; the first error of a parse that does not explain them ends it.
  antlr4::ANTLRErrorStrategy& strategy() {
    if constexpr (!kExplains) stopAtSyntaxError();
    return *antlr4::Parser::_errHandler;
  }

  CueEvents silent_;
  std::size_t state_ = 0;  ///< of the automaton
};

/// What generated code calls its base class, in the namespaces of the two parsers.
using CueParserBase = CueParserVariant<false>;

namespace explaining {
using CueParserBase = CueParserVariant<true>;
}

}  // namespace oamc
