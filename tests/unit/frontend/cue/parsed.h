#pragma once

#include <string>
#include <string_view>

#include "frontend/cue/parse.h"

namespace oamc {

/// A text after parsing, for tests: its tree, or its errors.
class Parsed {
 public:
  explicit Parsed(std::string text, const Limits& limits = {});

  /// The tree as dumpAst prints it, or the errors.
  std::string tree() const;

  /// `line:column code marked-text` of every error, one on a line.
  std::string errors() const;

  const ast::File* file() const { return file_; }
  const DiagnosticSink& sink() const { return sink_; }

 private:
  SourceManager sources_;
  Arena arena_;
  DiagnosticSink sink_;
  const ast::File* file_ = nullptr;
};

/// The tree of one expression, or its errors.
std::string parsedExpr(std::string text);

}  // namespace oamc
