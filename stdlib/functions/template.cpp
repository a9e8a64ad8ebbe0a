#include <algorithm>
#include <limits>

#include "stdlib/functions/html.h"
#include "stdlib/functions/packages.h"
#include "stdlib/functions/template_functions.h"
#include "stdlib/functions/template_parser.h"

namespace oamc::text_template {

namespace {

constexpr std::size_t kMaxTemplateDepth = 200;   // of templates that call templates
constexpr std::uint64_t kMaxNodes = 20'000'000;  // executed by one call

/// Writes a parsed template with its data. After the first failure nothing more happens.
class Writer {
 public:
  Writer(const Templates& templates, Arena& arena) : templates_(templates), arena_(arena) {}

  Outcome<std::string> run(const Data& data) {
    call(templates_.main, {data});
    if (failure_) return *failure_;
    return std::move(out_);
  }

 private:
  enum class Flow { kNext, kBreak, kContinue };

  struct Variable {
    std::string_view name;
    go::Value value;
  };

  void refuse(FunctionFailure failure) {
    if (!failure_) failure_ = std::move(failure);
  }

  /// Executes a template with its own variables; `$` is its data.
  void call(const Block& block, const go::Value& data) {
    std::vector<Variable> outer = std::exchange(variables_, {{"$", data}});
    write(block, data);
    variables_ = std::move(outer);
  }

  Flow write(const Block& block, const go::Value& dot) {
    std::size_t mark = variables_.size();
    Flow flow = Flow::kNext;
    for (const Node& node : block) {
      if (++nodes_ > kMaxNodes) refuse(fail("the template executes more than " + std::to_string(kMaxNodes) + " actions"));
      flow = failure_ ? Flow::kBreak : writeNode(node, dot);
      if (flow != Flow::kNext) break;
    }
    variables_.resize(mark);
    return flow;
  }

  Flow writeNode(const Node& node, const go::Value& dot) {
    switch (node.kind) {
      case Node::Kind::kText: append(node.text); break;
      case Node::Kind::kAction: {
        go::Value value = evaluate(node.pipeline, dot);
        bool isShown = node.pipeline.variables.empty() && !failure_;
        if (isShown) append(value.data.isNull() ? "<no value>" : go::print(std::span(&value, 1)));
        break;
      }
      case Node::Kind::kIf:
      case Node::Kind::kWith: return writeBranch(node, dot);
      case Node::Kind::kRange: return writeRange(node, dot);
      case Node::Kind::kTemplate: writeTemplate(node, dot); break;
      case Node::Kind::kBreak: return Flow::kBreak;
      case Node::Kind::kContinue: return Flow::kContinue;
    }
    return Flow::kNext;
  }

  void append(std::string_view text) {
    if (auto tooLarge = checkResultSize(out_.size() + text.size(), kMaxResultBytes, "bytes")) return refuse(*tooLarge);
    out_ += text;
  }

  Flow writeBranch(const Node& node, const go::Value& dot) {
    std::size_t mark = variables_.size();
    go::Value value = evaluate(node.pipeline, dot);
    bool holds = isTrue(value.data);
    bool isWith = node.kind == Node::Kind::kWith;
    Flow flow = failure_ ? Flow::kBreak : write(holds ? node.body : node.otherwise, holds && isWith ? value : dot);
    variables_.resize(mark);
    return flow;
  }

  void writeTemplate(const Node& node, const go::Value& dot) {
    auto found = templates_.named.find(node.text);
    if (found == templates_.named.end()) return refuse(fail("there is no template `" + std::string(node.text) + "`"));
    if (depth_ == kMaxTemplateDepth) return refuse(fail("templates call each other more than " + std::to_string(kMaxTemplateDepth) + " deep"));
    go::Value data = node.pipeline.commands.empty() ? go::Value() : evaluate(node.pipeline, dot);
    if (failure_) return;
    ++depth_;
    call(found->second, data);
    --depth_;
  }

  Flow writeRange(const Node& node, const go::Value& dot) {
    std::size_t mark = variables_.size();
    go::Value value = evaluate(node.pipeline, dot);
    variables_.resize(mark);
    if (failure_) return Flow::kBreak;
    bool hasAny = iterate(node, value);
    if (hasAny || failure_) return failure_ ? Flow::kBreak : Flow::kNext;
    return write(node.otherwise, dot);
  }

  go::Value ownNumber(std::int64_t value) { return {Data::number(Number::fromInt(value), arena_), true}; }

  /// The body for each element; false when there is none.
  bool iterate(const Node& node, const go::Value& value) {
    const Data& data = value.data;
    if (data.isList()) {
      for (std::size_t i = 0; i < data.items().size(); ++i)
        if (!element(node, ownNumber(static_cast<std::int64_t>(i)), {data.items()[i]})) break;
      return !data.items().empty();
    }
    if (data.isObject()) {
      std::vector<Member> members(data.members().begin(), data.members().end());
      std::ranges::sort(members, {}, &Member::key);
      for (const Member& member : members)
        if (!element(node, {Data::string(member.key)}, {member.value})) break;
      return !members.empty();
    }
    if (data.kind() == DataKind::kBytes) {
      for (std::size_t i = 0; i < data.text().size(); ++i)
        if (!element(node, ownNumber(static_cast<std::int64_t>(i)), ownNumber(static_cast<unsigned char>(data.text()[i])))) break;
      return !data.text().empty();
    }
    return !data.isNull() && iterateNumbers(node, data);
  }

  /// From 0 up to an int.
  bool iterateNumbers(const Node& node, const Data& limit) {
    bool isInt = limit.kind() == DataKind::kNumber && limit.number().isInt();
    if (!isInt) refuse(fail("`range` cannot iterate over " + describe(limit)));
    else if (node.pipeline.variables.size() > 1) refuse(fail("`range` over " + describe(limit) + " gives only one variable"));
    if (failure_) return false;
    std::int64_t count = limit.number().toInt64().value_or(std::numeric_limits<std::int64_t>::max());
    for (std::int64_t i = 0; i < count; ++i)
      if (!element(node, ownNumber(i), ownNumber(i))) break;
    return count > 0;
  }

  /// False: the loop ends.
  bool element(const Node& node, const go::Value& key, const go::Value& value) {
    std::size_t mark = variables_.size();
    const std::vector<std::string_view>& names = node.pipeline.variables;
    if (names.size() == 2) bind(names[0], key, node.pipeline.isAssignment);
    if (!names.empty()) bind(names.back(), value, node.pipeline.isAssignment);
    Flow flow = write(node.body, value);
    if (++nodes_ > kMaxNodes) refuse(fail("the template executes more than " + std::to_string(kMaxNodes) + " actions"));
    variables_.resize(mark);
    return flow != Flow::kBreak && !failure_;
  }

  void bind(std::string_view name, const go::Value& value, bool isAssignment) {
    if (!isAssignment) return variables_.push_back({name, value});
    lookup(name) = value;
  }

  go::Value& lookup(std::string_view name) {
    return std::ranges::find(variables_.rbegin(), variables_.rend(), name, &Variable::name)->value;  // the parser saw the declaration
  }

  go::Value evaluate(const Pipeline& pipeline, const go::Value& dot) {
    std::optional<go::Value> value;
    for (const Command& command : pipeline.commands) {
      if (failure_) return {};
      value = run(command, dot, value);
    }
    bool isRange = pipeline.variables.size() == 2;
    if (!failure_ && value && !isRange && !pipeline.variables.empty()) bind(pipeline.variables[0], *value, pipeline.isAssignment);
    return value.value_or(go::Value());
  }

  /// `last`: what the command before it in the pipeline gave, which becomes the last argument.
  go::Value run(const Command& command, const go::Value& dot, const std::optional<go::Value>& last) {
    const Operand& first = command.operands[0];
    if (first.kind == Operand::Kind::kFunction) return runFunction(first, std::span(command.operands).subspan(1), dot, last);
    if (command.operands.size() > 1 || last) {
      refuse(fail("arguments are given to what is no function"));
      return {};
    }
    if (first.kind == Operand::Kind::kNil) {
      refuse(fail("`nil` cannot stand alone"));
      return {};
    }
    return operand(first, dot);
  }

  go::Value runFunction(const Operand& function, std::span<const Operand> operands, const go::Value& dot, const std::optional<go::Value>& last) {
    if (function.name == "and" || function.name == "or") return choose(function.name == "or", operands, dot, last);
    std::vector<go::Value> arguments;
    for (const Operand& argument : operands) {
      arguments.push_back(operand(argument, dot));
      if (failure_) return {};
    }
    if (last) arguments.push_back(*last);
    Outcome<go::Value> result = callFunction(function.name, arguments, arena_);
    if (auto* failure = std::get_if<FunctionFailure>(&result)) {
      refuse(std::move(*failure));
      return {};
    }
    return select(std::get<go::Value>(result), function.fields);
  }

  /// The first argument that decides, or the last one; the others are not evaluated.
  go::Value choose(bool wanted, std::span<const Operand> operands, const go::Value& dot, const std::optional<go::Value>& last) {
    if (operands.empty() && !last) refuse(fail("`and` and `or` take at least 1 argument"));
    go::Value value;
    for (const Operand& argument : operands) {
      if (failure_) return {};
      value = operand(argument, dot);
      if (isTrue(value.data) == wanted) return value;
    }
    return last ? *last : value;
  }

  go::Value operand(const Operand& operand, const go::Value& dot) {
    switch (operand.kind) {
      case Operand::Kind::kDot: return select(dot, operand.fields);
      case Operand::Kind::kNil: return {};
      case Operand::Kind::kLiteral: return select({operand.literal, true}, operand.fields);
      case Operand::Kind::kVariable: return select(lookup(operand.name), operand.fields);
      case Operand::Kind::kFunction: return runFunction(operand, {}, dot, std::nullopt);
      case Operand::Kind::kPipeline: return select(evaluate(*operand.pipeline, dot), operand.fields);
    }
    return {};
  }

  /// Fields that are not there are nothing, and so are theirs.
  go::Value select(go::Value value, std::span<const std::string_view> fields) {
    for (std::string_view field : fields) {
      if (failure_ || value.data.isNull()) return {};
      if (!value.data.isObject()) {
        refuse(fail("`." + std::string(field) + "` is selected in " + describe(value.data) + ", which has no fields"));
        return {};
      }
      const Data* member = value.data.find(field);
      value = {member == nullptr ? Data() : *member};
    }
    return value;
  }

  const Templates& templates_;
  Arena& arena_;
  std::string out_;
  std::vector<Variable> variables_;
  std::size_t depth_ = 0;
  std::uint64_t nodes_ = 0;
  std::optional<FunctionFailure> failure_;
};

Outcome<std::string> execute(CallContext& call, std::string_view text, Data data) {
  Outcome<Templates> templates = parseTemplate(text, call.arena);
  if (auto* failure = std::get_if<FunctionFailure>(&templates)) return *failure;
  return Writer(std::get<Templates>(templates), call.arena).run(data);
}

std::string htmlEscape(std::string_view text) { return escapeHtml(text); }
std::string jsEscape(std::string_view text) { return escapeJavaScript(text); }

constexpr FunctionDef kFunctions[] = {
    row<execute>("Execute", "(templ: string, data: _) string", "A template with its actions between `{{` and `}}` executed on some data.",
                 R"(template.Execute("{{range .}}<{{.}}>{{end}}", [1, 2]) ⇒ "<1><2>")"),
    row<htmlEscape>("HTMLEscape", "(s: string) string", "A text with `<`, `>`, `&` and quotes as character references.",
                    R"(template.HTMLEscape("<a>") ⇒ "&lt;a&gt;")"),
    row<jsEscape>("JSEscape", "(s: string) string", "A text that can stand in a string of JavaScript.", R"(template.JSEscape("it's") ⇒ "it\\'s")"),
};

}  // namespace

PackageDef package() { return {"text/template", kFunctions, {}}; }

}  // namespace oamc::text_template
