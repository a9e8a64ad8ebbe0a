#include "passes/render/declared_parameters.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "ir/base/suggest.h"
#include "passes/render/module_fields.h"

namespace oamc {
namespace {

constexpr int kMaxDepth = 100;  // references may lead in circles

/// What the expressions of one place allow together.
struct Declared {
  struct Field {
    std::string_view name;
    std::uint32_t value;  ///< an expression
  };
  bool isOpen = false;                  ///< other names may be allowed
  std::vector<Field> fields;            ///< a name may have several values
  std::vector<std::uint32_t> elements;  ///< of a list

  bool contains(std::string_view name) const { return std::ranges::find(fields, name, &Field::name) != fields.end(); }
  std::vector<std::uint32_t> valuesOf(std::string_view name) const {
    std::vector<std::uint32_t> values;
    for (const Field& field : fields)
      if (field.name == name) values.push_back(field.value);
    return values;
  }
};

/// Reads declarations from expressions without evaluating them. Union over disjunctions, embeddings and branches: what is left out is allowed by none.
class DeclarationReader {
 public:
  DeclarationReader(const Module& module, Declared& declared) : module_(module), declared_(declared) {}

  void read(std::uint32_t index, int depth) {
    if (index == kNoIndex || depth > kMaxDepth) return open();
    const Expr& expr = module_.exprs[index];
    switch (expr.op) {
      case ExprOp::kStruct: return readStruct(expr, depth);
      case ExprOp::kAnd:
      case ExprOp::kDisjunction:
        for (std::uint32_t i = expr.a; i < expr.a + expr.b; ++i) read(module_.lists[i] & ~kDefaultMark, depth + 1);
        return;
      case ExprOp::kList:
        for (std::uint32_t i = expr.a; i < expr.a + expr.b; ++i) declared_.elements.push_back(module_.lists[i]);
        if (expr.c != kNoIndex) declared_.elements.push_back(expr.c);
        return;
      case ExprOp::kCall: return readCall(expr, depth);
      case ExprOp::kFieldRef: return readReference(expr, depth);
      case ExprOp::kAlias: return read(expr.a, depth + 1);
      case ExprOp::kType:
        if (intersects(Kind(expr.a), Kind::kStruct)) open();
        return;
      case ExprOp::kNull:
      case ExprOp::kTrue:
      case ExprOp::kFalse:
      case ExprOp::kNumber:
      case ExprOp::kString:
      case ExprOp::kBytes:
      case ExprOp::kBottom:
      case ExprOp::kBound:
      case ExprOp::kInterpolation: return;
      case ExprOp::kTop:
      case ExprOp::kLetRef:
      case ExprOp::kClauseRef:
      case ExprOp::kNodeRef:
      case ExprOp::kLabelRef:
      case ExprOp::kDynamicRef:
      case ExprOp::kImportRef:
      case ExprOp::kBuiltin:
      case ExprOp::kSelector:
      case ExprOp::kIndex:
      case ExprOp::kSlice:
      case ExprOp::kUnary:
      case ExprOp::kBinary:
      case ExprOp::kPresence:
      case ExprOp::kComprehension:
      case ExprOp::kDataRef:
      case ExprOp::kVertexRef:
      case ExprOp::kTreeRef:
      case ExprOp::kChoice: return open();
    }
  }

 private:
  void open() { declared_.isOpen = true; }

  void readStruct(const Expr& expr, int depth) {
    for (std::uint32_t i = expr.a; i < expr.a + expr.b; ++i) {
      const Decl& decl = module_.decls[i];
      switch (decl.kind) {
        case DeclKind::kField: {
          const ModuleLabel& label = module_.labels[decl.label];
          if (label.kind == LabelKind::kString) declared_.fields.push_back({module_.text(label.text), decl.value});
          break;
        }
        case DeclKind::kEmbedding: read(decl.value, depth + 1); break;
        case DeclKind::kComprehension: read(module_.exprs[decl.value].c, depth + 1); break;
        case DeclKind::kDynamic:
        case DeclKind::kPattern:
        case DeclKind::kEllipsis: open(); break;
        case DeclKind::kLet: break;
      }
    }
  }

  void readCall(const Expr& expr, int depth) {
    const Expr& function = module_.exprs[expr.a];
    bool isClose = function.op == ExprOp::kBuiltin && module_.text(function.a) == "close";
    if (!isClose || expr.c != 1) return open();
    read(module_.lists[expr.b], depth + 1);
  }

  /// A name at the top level of the template, mostly a definition `#Port`; other scopes would have to be evaluated.
  void readReference(const Expr& expr, int depth) {
    const ModuleLabel& wanted = module_.labels[expr.b];
    const Expr& root = module_.exprs[module_.root];
    bool isFound = false;
    for (std::uint32_t i = root.a; i < root.a + root.b; ++i) {
      const Decl& decl = module_.decls[i];
      if (decl.kind != DeclKind::kField) continue;
      const ModuleLabel& label = module_.labels[decl.label];
      if (label.kind != wanted.kind || module_.text(label.text) != module_.text(wanted.text)) continue;
      isFound = true;
      read(decl.value, depth + 1);
    }
    if (!isFound) open();
  }

  const Module& module_;
  Declared& declared_;
};

/// The declarations of the top-level field `parameter`.
std::vector<std::uint32_t> parameterDeclarations(const Module& module) {
  const Expr& root = module.exprs[module.root];
  std::vector<std::uint32_t> declarations;
  for (std::uint32_t i = root.a; i < root.a + root.b; ++i) {
    const Decl& decl = module.decls[i];
    if (decl.kind != DeclKind::kField) continue;
    const ModuleLabel& label = module.labels[decl.label];
    if (label.kind == LabelKind::kString && module.text(label.text) == "parameter") declarations.push_back(decl.value);
  }
  return declarations;
}

Declared declaredBy(const Module& module, const std::vector<std::uint32_t>& declarations) {
  Declared declared;
  for (std::uint32_t index : declarations) DeclarationReader(module, declared).read(index, 0);
  return declared;
}

std::vector<std::string_view> namesOf(const Declared& declared) {
  std::vector<std::string_view> names;
  for (const Declared::Field& field : declared.fields) names.push_back(field.name);
  std::ranges::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

std::string listed(const std::vector<std::string_view>& names) {
  std::string text;
  for (std::string_view name : names) text += (text.empty() ? "`" : ", `") + std::string(name) + "`";
  return text;
}

SourceSpan placeOf(const Member& member) { return member.keySpan.valid() ? member.keySpan : member.value.span(); }

/// The first few traits whose `parameter` declares `key`.
std::vector<std::string_view> traitsDeclaring(std::string_view key, const DefinitionIndex& definitions, const SourceManager& sources) {
  constexpr std::size_t kEnough = 3;
  std::vector<std::string_view> traits;
  for (std::string_view name : definitions.names(DefinitionKind::kTrait)) {
    const Definition* definition = definitions.find(DefinitionKind::kTrait, name, {});
    if (definition == nullptr || definition->category != DefinitionCategory::kCue) continue;
    DiagnosticSink scratch(sources);
    Result<Module> module = definition->module(scratch);
    if (module && declaredBy(*module, parameterDeclarations(*module)).contains(key)) traits.push_back(name);
    if (traits.size() == kEnough) break;
  }
  return traits;
}

class UndeclaredCheck {
 public:
  UndeclaredCheck(const TemplateUse& use, const DefinitionIndex& definitions, bool isError, DiagnosticSink& sink)
      : use_(use), definitions_(definitions), isError_(isError), sink_(sink) {}

  void check(const Data& parameter, const std::vector<std::uint32_t>& declarations) { check(parameter, declaredBy(use_.module, declarations), nullptr, 0); }

  std::optional<Failed> failure;

 private:
  /// The keys on the way to a value, the last one first.
  struct Path {
    const Path* outer;
    std::string_view key;
  };

  static bool isStructured(const Data& value) { return value.isList() || value.isObject(); }
  static std::string textOf(const Path& path) { return (path.outer == nullptr ? std::string() : textOf(*path.outer) + ".") + std::string(path.key); }

  void check(const Data& value, const Declared& declared, const Path* path, int depth) {
    if (depth > kMaxDepth) return;
    if (value.isList()) return checkItems(value.items(), declared, path, depth);
    for (const Member& member : value.members()) checkMember(member, declared, path, depth);
  }

  void checkItems(std::span<const Data> items, const Declared& declared, const Path* path, int depth) {
    if (std::ranges::none_of(items, isStructured)) return;
    Declared element = declaredBy(use_.module, declared.elements);
    for (const Data& item : items)
      if (isStructured(item)) check(item, element, path, depth + 1);
  }

  void checkMember(const Member& member, const Declared& declared, const Path* outer, int depth) {
    Path path{outer, member.key};
    if (declared.contains(member.key)) {
      if (isStructured(member.value)) check(member.value, declaredBy(use_.module, declared.valuesOf(member.key)), &path, depth + 1);
    } else if (!declared.isOpen && (outer == nullptr || !declared.fields.empty())) {
      report(member, declared, textOf(path));  // an object where no fields are declared at all is of the wrong type, which evaluation reports
    }
  }

  void report(const Member& member, const Declared& declared, const std::string& name) {
    bool isKnownError = std::ranges::any_of(sink_.diagnostics(), [&](const Diagnostic& known) { return known.isError() && known.span == placeOf(member); });
    if (isKnownError) return;
    std::vector<std::string_view> names = namesOf(declared);
    std::string_view kind = definitionTypeName(use_.definition.kind);
    auto builder = isError_ ? sink_.report(diag::UnknownStepProperty, placeOf(member), name, use_.definition.name.text)
                            : sink_.report(diag::UndeclaredParameter, placeOf(member), name, kind, use_.definition.name.text);
    if (auto near = suggest(member.key, names)) {
      builder.hint("did you mean `" + std::string(*near) + "`?").fix(placeOf(member), std::string(*near));
    } else {
      hintAtTraits(builder, name);
      builder.hint(names.empty() ? "it takes no parameters" : "parameters: " + listed(names));
    }
    failure = builder.emit();
  }

  void hintAtTraits(DiagnosticBuilder& builder, std::string_view name) {
    if (use_.definition.kind != DefinitionKind::kComponent) return;
    std::vector<std::string_view> traits = traitsDeclaring(name, definitions_, sink_.sources());
    if (!traits.empty()) builder.hint((traits.size() == 1 ? "a trait has it: " : "traits have it: ") + listed(traits));
  }

  const TemplateUse& use_;
  const DefinitionIndex& definitions_;
  bool isError_;
  DiagnosticSink& sink_;
};

/// Follows the selectors below `parameter` through its declarations.
class ReferenceCheck {
 public:
  ReferenceCheck(const Module& module, DiagnosticSink& sink) : module_(module), sink_(sink) {}

  void run() {
    for (const Expr& expr : module_.exprs)
      if (expr.op == ExprOp::kSelector) check(expr);
  }

 private:
  /// Reports a field that the selector's operand does not declare.
  void check(const Expr& selector) {
    std::optional<Declared> owner = declaredAt(module_.exprs[selector.a], 0);
    std::string_view name = nameOf(selector);
    if (!owner || owner->isOpen || owner->fields.empty() || owner->contains(name)) return;
    std::string_view base = sink_.sources().text(module_.span(module_.exprs[selector.a]));
    SourceSpan place = module_.span(selector);
    place.begin = place.end - std::min(static_cast<std::uint32_t>(name.size()), place.end - place.begin);
    std::vector<std::string_view> names = namesOf(*owner);
    auto builder = sink_.report(diag::UndefinedField, place, std::string(base) + "." + std::string(name), "");
    if (auto near = suggest(name, names)) builder.hint("did you mean `" + std::string(base) + "." + std::string(*near) + "`?").fix(place, std::string(*near));
    builder.hint("`" + std::string(base) + "` has " + listed(names)).emit();
  }

  /// What is declared where a reference below `parameter` leads; nothing for other expressions.
  std::optional<Declared> declaredAt(const Expr& expr, int depth) {
    if (depth > kMaxDepth) return std::nullopt;
    if (expr.op == ExprOp::kFieldRef)
      return module_.text(module_.labels[expr.b].text) == "parameter" ? std::optional(declaredBy(module_, parameterDeclarations(module_))) : std::nullopt;
    if (expr.op != ExprOp::kSelector) return std::nullopt;
    std::optional<Declared> owner = declaredAt(module_.exprs[expr.a], depth + 1);
    if (!owner || owner->isOpen) return std::nullopt;
    std::vector<std::uint32_t> values = owner->valuesOf(nameOf(expr));
    return values.empty() ? std::nullopt : std::optional(declaredBy(module_, values));
  }

  std::string_view nameOf(const Expr& selector) const { return module_.text(module_.labels[selector.b].text); }

  const Module& module_;
  DiagnosticSink& sink_;
};

/// True if a value has to be given: no default and no literal. What cannot be told counts as not required.
bool isRequired(const Module& module, std::uint32_t index) {
  if (index == kNoIndex) return false;
  const Expr& expr = module.exprs[index];
  if (expr.op == ExprOp::kType || expr.op == ExprOp::kBound) return true;
  if (expr.op != ExprOp::kDisjunction && expr.op != ExprOp::kAnd) return false;
  for (std::uint32_t i = expr.a; i < expr.a + expr.b; ++i)
    if ((module.lists[i] & kDefaultMark) != 0 || (expr.op == ExprOp::kAnd && !isRequired(module, module.lists[i]))) return false;
  return true;
}

/// The required parameters that are declared in plain struct literals and not given.
std::vector<std::string_view> missingParameters(const Module& module, const std::vector<std::uint32_t>& declarations, const Data& given) {
  std::vector<std::string_view> missing;
  for (std::uint32_t index : declarations) {
    const Expr& expr = module.exprs[index];
    if (expr.op != ExprOp::kStruct) continue;
    for (std::uint32_t i = expr.a; i < expr.a + expr.b; ++i) {
      const Decl& decl = module.decls[i];
      if (decl.kind != DeclKind::kField || decl.mark == FieldMark::kOptional) continue;
      const ModuleLabel& label = module.labels[decl.label];
      std::string_view name = module.text(label.text);
      bool isNeeded = decl.mark == FieldMark::kRequired || isRequired(module, decl.value);
      if (label.kind == LabelKind::kString && isNeeded && given.find(name) == nullptr) missing.push_back(name);
    }
  }
  return missing;
}

}  // namespace

Result<void> checkParameterNames(const TemplateUse& use, DiagnosticSink& sink) {
  if (!use.parameter.isObject()) return {};
  std::vector<std::uint32_t> declarations = parameterDeclarations(use.module);
  std::vector<std::string_view> missing = missingParameters(use.module, declarations, use.parameter);
  if (missing.empty()) return {};
  Declared declared = declaredBy(use.module, declarations);
  for (const Member& member : use.parameter.members()) {
    if (declared.isOpen || declared.contains(member.key)) continue;
    auto near = suggest(member.key, missing);
    if (!near) continue;
    return sink.report(diag::ParameterMisspelt, placeOf(member), member.key, definitionTypeName(use.definition.kind), use.definition.name.text, *near)
        .hint("did you mean `" + std::string(*near) + "`?")
        .fix(placeOf(member), std::string(*near))
        .emit();
  }
  return {};
}

void warnOfUndeclaredParameters(const TemplateUse& use, const DefinitionIndex& definitions, DiagnosticSink& sink) {
  if (!use.parameter.isObject()) return;
  std::vector<std::uint32_t> declarations = parameterDeclarations(use.module);
  if (!declarations.empty()) UndeclaredCheck(use, definitions, false, sink).check(use.parameter, declarations);
}

void checkParameterReferences(const Module& module, DiagnosticSink& sink) {
  if (!parameterDeclarations(module).empty()) ReferenceCheck(module, sink).run();
}

Result<void> refuseUndeclaredParameters(const TemplateUse& use, const DefinitionIndex& definitions, DiagnosticSink& sink) {
  std::vector<std::uint32_t> declarations = parameterDeclarations(use.module);
  if (!use.parameter.isObject() || declarations.empty()) return {};
  UndeclaredCheck check(use, definitions, true, sink);
  check.check(use.parameter, declarations);
  return check.failure ? Result<void>(*check.failure) : Result<void>();
}

}  // namespace oamc
