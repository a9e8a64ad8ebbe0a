#include "ir/base/symbol.h"

namespace oamc {

const Symbol* SymbolTable::find(std::string_view text) const {
  if (auto found = byText_.find(text); found != byText_.end()) return &found->second;
  return base_ != nullptr ? base_->find(text) : nullptr;
}

Symbol SymbolTable::intern(std::string_view text) {
  if (const Symbol* known = find(text)) return *known;
  Symbol symbol{size()};
  texts_.emplace_back(text);
  byText_.emplace(texts_.back(), symbol);
  return symbol;
}

std::string_view SymbolTable::text(Symbol symbol) const {
  auto index = static_cast<std::uint32_t>(symbol);
  if (index < firstOwn_) return base_->text(symbol);
  return texts_[index - firstOwn_];
}

}  // namespace oamc
