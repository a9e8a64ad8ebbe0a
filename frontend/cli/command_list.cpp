#include <algorithm>

#include "backends/registry.h"
#include "frontend/cli/command.h"
#include "frontend/cli/compiler.h"
#include "ir/base/suggest.h"
#include "passes/pipeline.h"
#include "stdlib/functions/library.h"

namespace oamc {

namespace {

/// Lines of cells; every column but the last is as wide as its widest cell.
class Table {
 public:
  void add(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }

  std::string text() const {
    std::vector<std::size_t> widths;
    for (const auto& row : rows_) {
      widths.resize(std::max(widths.size(), row.size()));
      for (std::size_t column = 0; column < row.size(); ++column) widths[column] = std::max(widths[column], row[column].size());
    }
    std::string out;
    for (const auto& row : rows_) {
      for (std::size_t column = 0; column < row.size(); ++column) {
        out += row[column];
        if (column + 1 < row.size()) out.append(widths[column] - row[column].size() + 2, ' ');
      }
      out.erase(out.find_last_not_of(' ') + 1);
      out += "\n";
    }
    return out;
  }

 private:
  std::vector<std::vector<std::string>> rows_;
};

Table targetTable() {
  Table table;
  for (const BackendRow& row : backendTable()) table.add({std::string(row.name), std::string(row.doc)});
  return table;
}

Table passTable() {
  Table table;
  for (const StageRow& row : stageTable()) table.add({std::string(row.name), std::string(row.from) + " -> " + std::string(row.to), std::string(row.doc)});
  return table;
}

Table functionTable() {
  Table table;
  for (const PackageDef& package : functionLibrary())
    for (const FunctionDef& function : package.functions)
      table.add({std::string(package.path) + "." + std::string(function.name) + std::string(function.signature), std::string(function.doc)});
  return table;
}

Table diagnosticsTable() {
  Table table;
  for (const DiagnosticRow& row : diagnosticTable()) table.add({std::string(row.code), std::string(row.format)});
  return table;
}

/// Kind, name, where it comes from, description; users' definitions and those of the library that they leave in effect.
Table definitionTable(const Options& options, Session& session) {
  Compiler compiler(options, session);
  Workspace workspace = compiler.readDefinitions();
  Table table;
  for (DefinitionKind kind : kDefinitionKinds) {
    for (std::string_view name : workspace.definitions.names(kind)) {
      const Definition* definition = workspace.definitions.find(kind, name, {});
      if (definition == nullptr) continue;
      table.add({std::string(definitionTypeName(kind)), std::string(name),
                 definition->isLibrary ? "library" : std::string(session.sources.name(definition->file)),
                 std::string(definition->annotation("definition.oam.dev/description"))});
    }
  }
  return table;
}

struct ListRow {
  std::string_view name;
  Table (*make)(const Options& options, Session& session);
};

constexpr ListRow kLists[] = {
    {"targets", [](const Options&, Session&) { return targetTable(); }},
    {"definitions", definitionTable},
    {"passes", [](const Options&, Session&) { return passTable(); }},
    {"functions", [](const Options&, Session&) { return functionTable(); }},
    {"diagnostics", [](const Options&, Session&) { return diagnosticsTable(); }},
};

}  // namespace

ExitStatus runList(const Options& options, Session& session) {
  const std::string& name = options.operands.front();
  auto list = std::ranges::find(kLists, name, &ListRow::name);
  if (list == std::end(kLists)) {
    std::vector<std::string_view> names;
    for (const ListRow& row : kLists) names.push_back(row.name);
    auto report = session.sink.report(diag::UnknownTable, {}, name);
    if (auto near = suggest(name, names)) report.hint("did you mean `" + std::string(*near) + "`?");
    report.hint("see `oamc help list`").emit();
    return ExitStatus::kWrongCommandLine;
  }
  session.result.append(list->make(options, session).text());
  return session.sink.hasErrors() ? ExitStatus::kInputErrors : ExitStatus::kSuccess;
}

}  // namespace oamc
