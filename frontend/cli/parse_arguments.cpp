#include "frontend/cli/parse_arguments.h"

#include <algorithm>
#include <boost/program_options.hpp>
#include <charconv>
#include <limits>

#include "frontend/cli/command.h"
#include "ir/base/check.h"
#include "ir/base/suggest.h"

namespace oamc {

namespace {

namespace po = boost::program_options;

std::string quoted(std::string_view text) { return "`" + std::string(text) + "`"; }

std::vector<std::string_view> words(std::string_view choices) {
  std::vector<std::string_view> parts;
  while (true) {
    std::size_t end = choices.find('|');
    parts.push_back(choices.substr(0, end));
    if (end == std::string_view::npos) return parts;
    choices.remove_prefix(end + 1);
  }
}

std::string enumeration(std::span<const std::string_view> parts) {
  std::string text;
  for (std::size_t at = 0; at < parts.size(); ++at) text.append(at == 0 ? "" : at + 1 == parts.size() ? " or " : ", ").append(quoted(parts[at]));
  return text;
}

constexpr std::uint64_t kLargestNumber = std::numeric_limits<std::uint32_t>::max();
constexpr std::uint64_t kLargestBytes = std::uint64_t{1} << 42;

std::optional<std::uint64_t> parseNumber(std::string_view text, bool hasUnit, std::uint64_t largest) {
  unsigned shift = 0;
  if (hasUnit && !text.empty()) {
    std::size_t unit = std::string_view("KMG").find(text.back());
    if (unit != std::string_view::npos) {
      shift = 10 * static_cast<unsigned>(unit + 1);
      text.remove_suffix(1);
    }
  }
  std::uint64_t number = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number > (largest >> shift)) return std::nullopt;
  return number << shift;
}

/// Checks values against the kinds of their options and hands them over.
class ArgumentReader {
 public:
  ArgumentReader(CommandId command, DiagnosticSink& sink) : sink_(sink) { options_.command = command; }

  Result<Options> read(const std::vector<std::string>& arguments) {
    po::options_description description;
    for (const OptionRow& row : optionTable())
      if (row.commands.contains(options_.command)) describe(description, row);
    // Boost takes an option without a name for an operand.
    for (const std::string& argument : arguments) {
      if (argument == "--") break;
      if (argument.starts_with("--=")) return reportUnknown(argument);
    }
    try {
      int style = po::command_line_style::unix_style & ~po::command_line_style::allow_guessing;
      for (const po::option& option : po::command_line_parser(arguments).options(description).style(style).run().options) take(option);
    } catch (const po::unknown_option& error) {
      return reportUnknown(error.get_option_name());
    } catch (const po::invalid_command_line_syntax& error) {
      return sink_.report(diag::OptionValueMissing, {}, error.get_option_name()).hint("see `oamc help " + std::string(name()) + "`").emit();
    } catch (const po::error& error) {
      // What else the library may find has to do with settings that are not used here, such as guessed names.
      OAMC_CHECK(false, error.what());
    }
    if (!options_.wantsHelp) checkOperands();
    if (failed_) return *failed_;
    return std::move(options_);
  }

 private:
  void checkOperands() {
    const CommandRow& command = commandRow(options_.command);
    std::size_t count = options_.operands.size();
    if (count < command.fewestOperands)
      failed_ = sink_.report(diag::OperandMissing, {}, name(), command.operands).hint("see `oamc help " + std::string(name()) + "`").emit();
    else if (count > command.mostOperands) failed_ = sink_.report(diag::OperandUnexpected, {}, options_.operands[command.mostOperands], name()).emit();
  }

  std::string_view name() const { return commandRow(options_.command).name; }

  static void describe(po::options_description& description, const OptionRow& row) {
    auto add = [&](std::string_view name) {
      std::string names(name);
      if (row.letter != 0 && name == row.name) names.append(",").append(1, row.letter);
      auto* value = po::value<std::string>();
      if (row.kind == ValueKind::kFlag) value->implicit_value("true");
      description.add_options()(names.c_str(), value);
    };
    add(row.name);
    if (!row.synonym.empty()) add(row.synonym);
  }

  void take(const po::option& option) {
    if (option.position_key >= 0) {
      options_.operands.insert(options_.operands.end(), option.value.begin(), option.value.end());
      return;
    }
    const OptionRow& row = *findOption(options_.command, option.string_key);
    OptionValue value;
    if (!option.value.empty()) value.text = option.value.front();
    std::string problem = check(row, value);
    if (problem.empty()) return row.apply(options_, value);
    auto report = sink_.report(diag::OptionValueInvalid, {}, value.text, "--" + std::string(row.name), problem);
    if (row.kind == ValueKind::kChoice)
      if (auto near = suggest(value.text, words(row.argument))) report.hint("did you mean " + quoted(*near) + "?");
    failed_ = report.emit();
  }

  /// Fills in what the text stands for; says what is allowed when it is something else.
  static std::string check(const OptionRow& row, OptionValue& value) {
    switch (row.kind) {
      case ValueKind::kText: return "";
      case ValueKind::kFlag:
        // Boost gives an option without `=` an empty value.
        value.flag = value.text.empty() || value.text == "true";
        return value.flag || value.text == "false" ? "" : "it takes `true`, `false` or nothing";
      case ValueKind::kChoice: {
        std::vector<std::string_view> choices = words(row.argument);
        return std::ranges::find(choices, value.text) != choices.end() ? "" : "it takes " + enumeration(choices);
      }
      case ValueKind::kNumber:
      case ValueKind::kBytes: {
        bool isBytes = row.kind == ValueKind::kBytes;
        std::optional<std::uint64_t> number = parseNumber(value.text, isBytes, isBytes ? kLargestBytes : kLargestNumber);
        value.number = number.value_or(0);
        if (number) return "";
        return isBytes ? "it takes a number of bytes like `512M`, at most `4096G`" : "it takes a whole number of at most " + std::to_string(kLargestNumber);
      }
    }
    return "";
  }

  Failed reportUnknown(std::string option) {
    option = option.substr(0, option.find('='));
    std::vector<std::string> names;
    std::string others;
    for (const OptionRow& row : optionTable()) {
      if (row.commands.contains(options_.command)) names.push_back("--" + std::string(row.name));
      else if (option == "--" + std::string(row.name) || (row.letter != 0 && option == std::string("-") + row.letter)) others = otherCommands(row);
    }
    std::vector<std::string_view> views(names.begin(), names.end());
    auto report = sink_.report(diag::UnknownOption, {}, option, name());
    if (!others.empty()) report.hint("it is an option of " + others);
    else if (auto near = suggest(option, views)) report.hint("did you mean " + quoted(*near) + "?");
    else report.hint("see `oamc help " + std::string(name()) + "`");
    return report.emit();
  }

  static std::string otherCommands(const OptionRow& row) {
    std::vector<std::string_view> names;
    for (const CommandRow& command : commandTable())
      if (row.commands.contains(command.id)) names.push_back(command.name);
    return enumeration(names);
  }

  DiagnosticSink& sink_;
  Options options_;
  std::optional<Failed> failed_;
};

Failed reportUnknownCommand(const std::string& word, DiagnosticSink& sink) {
  std::vector<std::string_view> names;
  for (const CommandRow& row : commandTable()) names.push_back(row.name);
  auto report = sink.report(diag::UnknownCommand, {}, word);
  if (auto near = suggest(word, names)) report.hint("did you mean " + quoted(*near) + "?");
  else report.hint("commands are " + enumeration(names));
  return report.emit();
}

}  // namespace

const OptionRow* findOption(CommandId command, std::string_view name) {
  auto row = std::ranges::find_if(optionTable(), [&](const OptionRow& candidate) {
    return candidate.commands.contains(command) && (candidate.name == name || (!name.empty() && candidate.synonym == name));
  });
  return row == optionTable().end() ? nullptr : &*row;
}

Result<Options> parseArguments(std::span<const std::string> arguments, DiagnosticSink& sink) {
  if (arguments.empty()) return sink.report(diag::CommandMissing, {}).hint("see `oamc help`").emit();
  std::string word = arguments.front();
  if (word == "--help" || word == "-h") word = "help";
  if (word == "--version") word = "version";
  auto command = std::ranges::find(commandTable(), word, &CommandRow::name);
  if (command == commandTable().end()) return reportUnknownCommand(word, sink);
  return ArgumentReader(command->id, sink).read({arguments.begin() + 1, arguments.end()});
}

Options printingOptions(std::span<const std::string> arguments) {
  Options options;
  for (std::size_t at = 0; at < arguments.size(); ++at) {
    std::string_view argument = arguments[at];
    if (!argument.starts_with("--")) continue;
    std::size_t equals = argument.find('=');
    std::string_view name = argument.substr(2, equals == std::string_view::npos ? equals : equals - 2);
    if (name != "diagnostics" && name != "color") continue;
    OptionValue value;
    if (equals != std::string_view::npos) value.text = argument.substr(equals + 1);
    else if (at + 1 < arguments.size()) value.text = arguments[at + 1];
    findOption(CommandId::kHelp, name)->apply(options, value);
  }
  return options;
}

}  // namespace oamc
