#include <algorithm>

#include "frontend/cli/command.h"
#include "ir/base/suggest.h"

namespace oamc {

namespace {

constexpr std::size_t kScreenColumns = 100;

/// Appends `text` in lines of at most kScreenColumns, the ones after the first indented.
void appendWrapped(std::string& out, std::string_view text, std::size_t column, std::size_t indent) {
  bool isFirst = true;
  while (!text.empty()) {
    std::string_view word = text.substr(0, text.find(' '));
    if (!isFirst && column + 1 + word.size() > kScreenColumns) {
      out.append("\n").append(indent, ' ');
      column = indent;
    } else if (!isFirst) {
      out += ' ';
      ++column;
    }
    out += word;
    column += word.size();
    text.remove_prefix(std::min(word.size() + 1, text.size()));
    isFirst = false;
  }
  out += "\n";
}

std::string optionHead(const OptionRow& row) {
  std::string head = row.letter == 0 ? "      " : std::string("  -") + row.letter + ", ";
  head.append("--").append(row.name);
  if (!row.argument.empty()) head.append(" ").append(row.argument);
  return head;
}

std::string overview() {
  std::string out =
      "oamc compiles OAM Applications and their definitions to Kubernetes manifests, offline.\n\nUsage: oamc COMMAND [OPTION...] [OPERAND...]\n\n";
  for (const CommandRow& row : commandTable()) {
    std::string head = "  " + std::string(row.name) + " " + std::string(row.operands);
    constexpr std::size_t kColumn = 26;
    out += head;
    if (head.size() >= kColumn) out.append("\n").append(kColumn, ' ');
    else out.append(kColumn - head.size(), ' ');
    out.append(row.summary).append("\n");
  }
  return out + "\n`oamc help COMMAND` describes one command. Exit status: 0 success, 1 the input has errors, 2 wrong command line, 70 internal error.\n";
}

}  // namespace

std::string commandHelp(const CommandRow& command) {
  std::string out = "Usage: oamc " + std::string(command.name) + (command.operands.empty() ? "" : " ") + std::string(command.operands) + " [OPTION...]\n\n";
  if (command.description.empty()) out.append(1, static_cast<char>(command.summary[0] - 'a' + 'A')).append(command.summary.substr(1)).append(".\n");
  else appendWrapped(out, command.description, 0, 0);
  out += "\n";
  for (const OptionRow& row : optionTable()) {
    if (!row.commands.contains(command.id)) continue;
    constexpr std::size_t kColumn = 34;
    std::string head = optionHead(row);
    out += head;
    if (head.size() + 1 > kColumn) out.append("\n").append(kColumn, ' ');
    else out.append(kColumn - head.size(), ' ');
    appendWrapped(out, row.help, kColumn, kColumn);
  }
  return out;
}

ExitStatus runHelp(const Options& options, Session& session) {
  if (options.operands.empty()) {
    session.result.append(overview());
    return ExitStatus::kSuccess;
  }
  auto command = std::ranges::find(commandTable(), options.operands.front(), &CommandRow::name);
  if (command == commandTable().end()) {
    std::vector<std::string_view> names;
    for (const CommandRow& row : commandTable()) names.push_back(row.name);
    auto report = session.sink.report(diag::UnknownCommand, {}, options.operands.front());
    if (auto near = suggest(options.operands.front(), names)) report.hint("did you mean `" + std::string(*near) + "`?");
    report.emit();
    return ExitStatus::kWrongCommandLine;
  }
  session.result.append(commandHelp(*command));
  return ExitStatus::kSuccess;
}

}  // namespace oamc
