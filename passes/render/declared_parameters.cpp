#include "passes/render/declared_parameters.h"

#include <map>
#include <string>
#include <vector>

#include "ir/base/suggest.h"
#include "passes/render/module_fields.h"

namespace oamc {
namespace {

constexpr int kMaxDepth = 100;  // references may lead in circles

/// What the expressions of one place allow together.
struct Declared {
  bool isOpen = false;  ///< other names may be allowed
  std::map<std::string_view, std::vector<std::uint32_t>> fields;  ///< name to the expressions of its value
  std::vector<std::uint32_t> elements;                            ///< of a list
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
          if (label.kind == LabelKind::kString) declared_.fields[module_.text(label.text)].push_back(decl.value);
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

class UndeclaredCheck {
 public:
  UndeclaredCheck(const TemplateUse& use, std::string_view what, DiagnosticSink& sink) : use_(use), what_(what), sink_(sink) {}

  void check(const Data& value, const std::vector<std::uint32_t>& declarations, const std::string& path, int depth) {
    if (depth > kMaxDepth) return;
    Declared declared;
    for (std::uint32_t index : declarations) DeclarationReader(use_.module, declared).read(index, 0);
    if (value.isList()) {
      for (const Data& item : value.items()) check(item, declared.elements, path, depth + 1);
    } else if (value.isObject()) {
      for (const Member& member : value.members()) checkMember(member, declared, path, depth);
    }
  }

 private:
  void checkMember(const Member& member, const Declared& declared, const std::string& path, int depth) {
    std::string name = path.empty() ? std::string(member.key) : path + "." + std::string(member.key);
    if (auto known = declared.fields.find(member.key); known != declared.fields.end()) {
      check(member.value, known->second, name, depth + 1);
    } else if (!declared.isOpen && (path.empty() || !declared.fields.empty())) {
      report(member, declared, name);  // an object where no fields are declared at all is of the wrong type, which evaluation reports
    }
  }

  void report(const Member& member, const Declared& declared, const std::string& name) {
    std::vector<std::string_view> names;
    for (const auto& [key, expressions] : declared.fields) names.push_back(key);
    SourceSpan place = member.keySpan.valid() ? member.keySpan : member.value.span();
    auto builder = sink_.report(diag::UndeclaredParameter, place, name, what_, use_.definition.name.text);
    if (auto near = suggest(member.key, names)) {
      builder.hint("did you mean `" + std::string(*near) + "`?").fix(place, std::string(*near));
    } else if (names.empty()) {
      builder.hint("it takes no parameters");
    } else {
      builder.hint("parameters: " + listed(names));
    }
    builder.emit();
  }

  static std::string listed(const std::vector<std::string_view>& names) {
    std::string text;
    for (std::string_view name : names) text += (text.empty() ? "`" : ", `") + std::string(name) + "`";
    return text;
  }

  const TemplateUse& use_;
  std::string_view what_;
  DiagnosticSink& sink_;
};

}  // namespace

void warnOfUndeclaredParameters(const TemplateUse& use, std::string_view what, DiagnosticSink& sink) {
  if (!use.parameter.isObject()) return;
  const Module& module = use.module;
  const Expr& root = module.exprs[module.root];
  std::vector<std::uint32_t> declarations;
  for (std::uint32_t i = root.a; i < root.a + root.b; ++i) {
    const Decl& decl = module.decls[i];
    if (decl.kind != DeclKind::kField) continue;
    const ModuleLabel& label = module.labels[decl.label];
    if (label.kind == LabelKind::kString && module.text(label.text) == "parameter") declarations.push_back(decl.value);
  }
  if (!declarations.empty()) UndeclaredCheck(use, what, sink).check(use.parameter, declarations, {}, 0);
}

}  // namespace oamc
