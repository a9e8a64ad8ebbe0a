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

/// What the generated CueParser derives from: an ANTLR parser whose grammar actions speak to a listener. It parses in one of two ways. At first it assumes
/// that the text is correct: it tells the events and keeps nothing that only error messages need (rule contexts); at the first error it
/// throws SyntaxErrorSeen. After `explainErrors` it is the parser that the runtime describes, silent and with an error strategy.
///
/// Generated code says `_input`, `_tracker`, `_errHandler`, `match`, `setState` … without a qualifier, so the members of these names hide those of
/// antlr4::Parser. The names and signatures are those of the runtime.
class CueParserBase : public antlr4::Parser {
 public:
  /// `stream` must be a CueTokenStream and outlive the parser.
  explicit CueParserBase(antlr4::TokenStream* stream) : antlr4::Parser(stream), _input(static_cast<CueTokenStream*>(stream)) {
    removeErrorListeners();
    setBuildParseTree(false);
  }

  /// `events` must outlive the parse.
  void listen(CueEvents& events) { on = &events; }

  /// From now on parses silently, and `strategy` says what is wrong.
  void explainErrors(std::shared_ptr<antlr4::ANTLRErrorStrategy> strategy);

 protected:
  /// Makes the contexts of the rules that are being parsed; each lives as long as its rule, since no parse tree is built.
  class RuleContexts {
   public:
    void start() { isStarted_ = true; }

    /// Null unless errors are explained.
    template <typename Context>
    Context* createInstance(antlr4::ParserRuleContext* parent, std::size_t state) {
      if (!isStarted_) return nullptr;
      auto context = std::make_unique<Context>(parent, state);
      Context* created = context.get();
      contexts_.push_back(std::move(context));
      return created;
    }
    void dropLast() { contexts_.pop_back(); }

   private:
    bool isStarted_ = false;
    std::vector<std::unique_ptr<antlr4::ParserRuleContext>> contexts_;
  };

  /// Hands over to the error strategy when errors are explained; else the first error ends the parse.
  class ErrorHandler {
   public:
    ErrorHandler* operator->() { return this; }

    void sync(CueParserBase* parser) {
      if (parser->isExplaining_) parser->strategy().sync(parser);
    }
    void reportMatch(CueParserBase* parser) {
      if (parser->isExplaining_) parser->strategy().reportMatch(parser);
    }
    void recoverInline(CueParserBase* parser) { parser->strategy().recoverInline(parser); }
    void reportError(CueParserBase* parser, const antlr4::RecognitionException& exception) { parser->strategy().reportError(parser, exception); }
    void recover(CueParserBase* parser, std::exception_ptr exception) { parser->strategy().recover(parser, std::move(exception)); }
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
    if (context != nullptr) antlr4::Parser::enterRule(context, state, rule);
  }
  void enterOuterAlt(antlr4::ParserRuleContext* context, std::size_t alternative) final {
    if (context != nullptr) antlr4::Parser::enterOuterAlt(context, alternative);
  }
  void exitRule() {
    if (!isExplaining_) return;
    state_ = _ctx->invokingState;
    _ctx = static_cast<antlr4::ParserRuleContext*>(_ctx->parent);
    _tracker.dropLast();
  }
  /// Nobody looks at the token, and nothing listens to what is consumed.
  antlr4::Token* consume() final {
    _input->consume();
    return nullptr;
  }
  antlr4::Token* match(std::size_t type) final {
    if (isExplaining_) return antlr4::Parser::match(type);
    if (_input->LA(1) != type) throw SyntaxErrorSeen{};
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
    if (!isExplaining_) throw SyntaxErrorSeen{};
    return *antlr4::Parser::_errHandler;
  }

  CueEvents silent_;
  std::size_t state_ = 0;  ///< of the automaton
  bool isExplaining_ = false;
};

}  // namespace oamc
