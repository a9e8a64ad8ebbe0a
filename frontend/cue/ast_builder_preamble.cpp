#include <algorithm>

#include "frontend/cue/ast_builder.h"

namespace oamc {

void AstBuilder::package() {
  structs_.back().hasItem = true;
  if (structs_.size() != 1 || preamble_ != Preamble::kStart) {
    refuse(diag::MisplacedPackage, spanFrom(lastIndex() - 1)).hint("it comes before imports and fields, once");
    return;
  }
  preamble_ = Preamble::kPackage;
  packageName_ = nameOf(lastToken());
  packageSpan_ = spanOf(lastToken());
}

void AstBuilder::import() {
  structs_.back().hasItem = true;
  if (preamble_ == Preamble::kDeclarations) {
    refuse(diag::MisplacedImport, spanOf(lastToken())).hint("move it above the first field");
  } else {
    preamble_ = Preamble::kImports;
  }
}

void AstBuilder::importStart() { import_ = {}; }

void AstBuilder::importName() {
  import_.name = nameOf(lastToken());
  import_.nameSpan = spanOf(lastToken());
  if (import_.name.starts_with('#') || import_.name == "_") refuse(diag::InvalidAliasName, import_.nameSpan, "`" + std::string(import_.name) + "`");
}

/// `path[@version][:package]`
void AstBuilder::importPath() {
  import_.pathSpan = spanOf(lastToken());
  const ast::String* string = decodePlain(lastToken());
  std::string_view path = string->value;
  if (std::size_t colon = path.rfind(':'); colon != std::string_view::npos) {
    import_.package = path.substr(colon + 1);
    path = path.substr(0, colon);
    if (import_.package.empty()) refuse(diag::InvalidImport, import_.pathSpan, string->value, "a package name is missing after `:`");
  }
  path = path.substr(0, path.find('@'));
  import_.path = path;
  auto isIllegal = [](char byte) { return static_cast<unsigned char>(byte) <= ' ' || byte == '\\'; };
  if (path.empty()) {
    refuse(diag::InvalidImport, import_.pathSpan, string->value, "it is empty");
  } else if (string->isBytes || std::ranges::any_of(path, isIllegal)) {
    refuse(diag::InvalidImport, import_.pathSpan, string->value, "it holds blanks or other characters that paths never have");
  }
  imports_.push_back(import_);
}

}  // namespace oamc
