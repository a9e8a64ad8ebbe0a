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
/// that the text is correct: it tells the events and keeps nothing that only error messages need (rule contexts, states of the automaton); at the first error it
/// throws SyntaxErrorSeen. After `explainErrors` it is the parser that the runtime describes, silent and with an error strategy.
///
/// Generated code says `_input`, `_tracker`, `_errHandler`, `match`, `setState` … without a qualifier, so the members of these names hide those of
/// antlr4::Parser. The names and signatures are those of the runtime.
class CueParserBase : public antlr4::Parser {
 public:
  /// `stream` must be a CueTokenStream and outlive the parser.
  explicit CueParserBase(antlr4::TokenStream* stream)
      : antlr4::Parser(stream), _input(static_cast<CueTokenStream*>(stream)), _tracker(*this), _errHandler(*this) {
    removeErrorListeners();
    setBuildParseTree(false);
  }

  /// `events` must outlive the parse.
  void listen(CueEvents& events) { on = &events; }

  /// From now on parses silently, and `strategy` says what is wrong.
  void explainErrors(std::shared_ptr<antlr4::ANTLRErrorStrategy> strategy) {
    isExplaining_ = true;
    on = &silent_;
    setErrorHandler(std::move(strategy));
  }

 protected:
  /// Makes the contexts of the rules that are being parsed; each lives as long as its rule, since no parse tree is built.
  class RuleContexts {
   public:
    explicit RuleContexts(CueParserBase& parser) : parser_(parser) {}

    /// Null unless errors are explained.
    template <typename Context>
    Context* createInstance(antlr4::ParserRuleContext* parent, std::size_t state) {
      if (!parser_.isExplaining_) return nullptr;
      auto context = std::make_unique<Context>(parent, state);
      Context* created = context.get();
      contexts_.push_back(std::move(context));
      return created;
    }
    void dropLast() { contexts_.pop_back(); }

   private:
    CueParserBase& parser_;
    std::vector<std::unique_ptr<antlr4::ParserRuleContext>> contexts_;
  };

  /// Hands over to the error strategy when errors are explained; else the first error ends the parse.
  class ErrorHandler {
   public:
    explicit ErrorHandler(CueParserBase& parser) : parser_(parser) {}
    ErrorHandler* operator->() { return this; }

    void sync(antlr4::Parser*) {
      if (parser_.isExplaining_) strategy().sync(&parser_);
    }
    void reportMatch(antlr4::Parser*) {
      if (parser_.isExplaining_) strategy().reportMatch(&parser_);
    }
    void recoverInline(antlr4::Parser*) {
      stopUnlessExplaining();
      strategy().recoverInline(&parser_);
    }
    void reportError(antlr4::Parser*, const antlr4::RecognitionException& exception) {
      stopUnlessExplaining();
      strategy().reportError(&parser_, exception);
    }
    void recover(antlr4::Parser*, std::exception_ptr exception) { strategy().recover(&parser_, std::move(exception)); }

   private:
    void stopUnlessExplaining() const {
      if (!parser_.isExplaining_) throw SyntaxErrorSeen{};
    }
    antlr4::ANTLRErrorStrategy& strategy() { return *parser_.antlr4::Parser::_errHandler; }

    CueParserBase& parser_;
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

  void setState(std::size_t state) {
    if (isExplaining_) antlr4::Parser::setState(state);
  }
  std::size_t getState() const final { return isExplaining_ ? antlr4::Parser::getState() : 0; }
  void enterRule(antlr4::ParserRuleContext* context, std::size_t state, std::size_t rule) final {
    if (isExplaining_) antlr4::Parser::enterRule(context, state, rule);
  }
  void enterOuterAlt(antlr4::ParserRuleContext* context, std::size_t alternative) final {
    if (isExplaining_) antlr4::Parser::enterOuterAlt(context, alternative);
  }
  void exitRule() {
    if (!isExplaining_) return;
    antlr4::Parser::setState(_ctx->invokingState);
    _ctx = static_cast<antlr4::ParserRuleContext*>(_ctx->parent);
    _tracker.dropLast();
  }
  antlr4::Token* consume() final {
    if (isExplaining_) return antlr4::Parser::consume();
    _input->consume();
    return nullptr;
  }
  antlr4::Token* match(std::size_t type) final {
    if (isExplaining_) return antlr4::Parser::match(type);
    if (_input->LA(1) != type) throw SyntaxErrorSeen{};
    if (type != antlr4::Token::EOF) _input->consume();
    return nullptr;
  }

  CueTokenStream* _input;
  RuleContexts _tracker;
  ErrorHandler _errHandler;
  CueEvents* on = &silent_;

 private:
  CueEvents silent_;
  bool isExplaining_ = false;
};

}  // namespace oamc
