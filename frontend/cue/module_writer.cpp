#include "frontend/cue/module_writer.h"

#include <utility>

namespace oamc {

namespace {

std::uint32_t sizeOf(const auto& table) { return static_cast<std::uint32_t>(table.size()); }

}  // namespace

LabelKind identifierLabelKind(std::string_view name) {
  if (name.starts_with("_#")) return LabelKind::kHiddenDefinition;
  if (name.starts_with("#")) return LabelKind::kDefinition;
  return name.starts_with("_") ? LabelKind::kHidden : LabelKind::kString;
}

ModuleWriter::ModuleWriter(FileId file, std::size_t sourceSize, std::string packagePath) : packagePath_(std::move(packagePath)) {
  tables_->file = file;
  tables_->exprs.reserve(sourceSize / 4);
}

std::uint32_t ModuleWriter::text(std::string_view text) {
  auto index = static_cast<std::uint32_t>(texts_.intern(text));
  if (index == tables_->texts.size()) {
    tables_->texts.push_back({sizeOf(tables_->blob), static_cast<std::uint32_t>(text.size())});
    tables_->blob.append(text);
  }
  return index;
}

std::uint32_t ModuleWriter::label(LabelKind kind, std::string_view name) {
  bool isHidden = kind == LabelKind::kHidden || kind == LabelKind::kHiddenDefinition;
  std::uint32_t name32 = isHidden ? text(std::string(name) + '\0' + packagePath_) : text(name);
  std::uint64_t key = std::uint64_t{name32} << 8U | static_cast<std::uint64_t>(kind);
  auto [found, isNew] = labels_.try_emplace(key, sizeOf(tables_->labels));
  if (isNew) tables_->labels.push_back({kind, name32});
  return found->second;
}

std::uint32_t ModuleWriter::identifierLabel(std::string_view name) { return label(identifierLabelKind(name), name); }

std::uint32_t ModuleWriter::expr(const Expr& expr) {
  tables_->exprs.push_back(expr);
  return sizeOf(tables_->exprs) - 1;
}

std::uint32_t ModuleWriter::number(std::string_view decimal, std::string_view spelling) {
  tables_->numbers.push_back(text(decimal));
  tables_->numberSpellings.push_back(text(spelling));
  return sizeOf(tables_->numbers) - 1;
}

std::uint32_t ModuleWriter::import(std::string_view path, std::string_view package, SourceSpan span) {
  tables_->imports.push_back({text(path), text(package), span.begin, span.end});
  return sizeOf(tables_->imports) - 1;
}

std::uint32_t ModuleWriter::list(std::span<const std::uint32_t> entries) {
  std::uint32_t first = sizeOf(tables_->lists);
  tables_->lists.insert(tables_->lists.end(), entries.begin(), entries.end());
  return first;
}

std::uint32_t ModuleWriter::clauses(std::span<const Clause> clauses) {
  std::uint32_t first = sizeOf(tables_->clauses);
  tables_->clauses.insert(tables_->clauses.end(), clauses.begin(), clauses.end());
  return first;
}

std::uint32_t ModuleWriter::reserveDecls(std::size_t count) {
  std::uint32_t first = sizeOf(tables_->decls);
  tables_->decls.resize(tables_->decls.size() + count);
  return first;
}

void ModuleWriter::docGroups(std::span<const ast::CommentGroup> groups, DocGroup::Place place, std::uint32_t chainDepth) {
  for (const ast::CommentGroup& group : groups) {
    if (group.lines.empty()) continue;
    std::string lines;
    for (const ast::CommentLine& line : group.lines) {
      if (&line != group.lines.data()) lines += '\n';
      lines += line.text;
    }
    tables_->docGroups.push_back({place, chainDepth, text(lines), group.lines.front().span.begin});
  }
}

std::uint32_t ModuleWriter::docs(const DocComments& comments) {
  std::uint32_t first = sizeOf(tables_->docGroups);
  docGroups(comments.chain, DocGroup::Place::kChain, comments.chainDepth);
  docGroups(comments.above, DocGroup::Place::kAbove, 0);
  docGroups(comments.trailing, DocGroup::Place::kTrailing, 0);
  std::uint32_t count = sizeOf(tables_->docGroups) - first;
  if (count == 0) return kNoIndex;
  tables_->docs.push_back({first, count});
  return sizeOf(tables_->docs) - 1;
}

std::uint32_t ModuleWriter::attributes(std::uint32_t decl, std::span<const ast::Attribute> attributes) {
  if (attributes.empty()) return kNoIndex;
  std::uint32_t first = sizeOf(tables_->attributes);
  for (const ast::Attribute& attribute : attributes) tables_->attributes.push_back({decl, text(attribute.name), text(attribute.body)});
  return first;
}

std::unique_ptr<ModuleTables> ModuleWriter::finish(std::uint32_t root, std::string_view packageName) {
  tables_->root = root;
  tables_->packageName = packageName;
  return std::move(tables_);
}

}  // namespace oamc
