#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "stdlib/functions/native.h"

namespace oamc::text_template {

struct Pipeline;

/// A value in an action: what stands first, and the fields selected in it.
struct Operand {
  enum class Kind { kDot, kNil, kLiteral, kVariable, kFunction, kPipeline };
  Kind kind = Kind::kDot;
  Data literal;
  std::string_view name;  ///< of a variable, with `$`, or a function
  std::shared_ptr<const Pipeline> pipeline;
  std::vector<std::string_view> fields;
};

/// Operands with blanks between them; the first is called with the others if it is a function.
struct Command {
  std::vector<Operand> operands;
};

/// `$a, $b := command | command`
struct Pipeline {
  std::vector<std::string_view> variables;
  bool isAssignment = false;  ///< `=`: the variable is there
  std::vector<Command> commands;
};

struct Node;
using Block = std::vector<Node>;

struct Node {
  enum class Kind { kText, kAction, kIf, kWith, kRange, kTemplate, kBreak, kContinue };
  Kind kind = Kind::kText;
  std::string_view text;  ///< kText; kTemplate: the name
  Pipeline pipeline;      ///< without commands: none
  Block body;
  Block otherwise;  ///< `else`
};

struct Templates {
  Block main;
  std::map<std::string_view, Block, std::less<>> named;
};

/// Reads a template of Go's package text/template (spec/cue.md 3 "text/template"): texts with actions between `{{` and `}}`. The views of the result look at `text`
/// and the arena. Failures name the line.
Outcome<Templates> parseTemplate(std::string_view text, Arena& arena);

}  // namespace oamc::text_template
