#include "ir/base/symbol.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace oamc {

/// Null when the text is not in the table itself.
const SymbolTable::Slot* SymbolTable::find(std::string_view text, std::uint32_t hash) const {
  if (slots_.empty()) return nullptr;
  std::size_t mask = slots_.size() - 1;
  for (std::size_t at = hash & mask; slots_[at].number != 0; at = (at + 1) & mask)
    if (slots_[at].hash == hash && texts_[slots_[at].number - 1] == text) return &slots_[at];
  return nullptr;
}

SymbolTable::Slot& SymbolTable::freeSlot(std::uint32_t hash) {
  std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  while (slots_[at].number != 0) at = (at + 1) & mask;
  return slots_[at];
}

void SymbolTable::grow() {
  constexpr std::size_t kFirst = 64;
  std::vector<Slot> old = std::exchange(slots_, std::vector<Slot>(std::max(kFirst, 2 * slots_.size())));
  for (const Slot& slot : old)
    if (slot.number != 0) freeSlot(slot.hash) = slot;
}

Symbol SymbolTable::intern(std::string_view text) {
  auto hash = static_cast<std::uint32_t>(std::hash<std::string_view>()(text));
  for (const SymbolTable* table = this; table != nullptr; table = table->base_)
    if (const Slot* known = table->find(text, hash)) return Symbol{table->firstOwn_ + known->number - 1};
  if (slots_.size() <= 2 * texts_.size()) grow();
  texts_.emplace_back(text);
  freeSlot(hash) = {hash, static_cast<std::uint32_t>(texts_.size())};
  return Symbol{size() - 1};
}

std::string_view SymbolTable::text(Symbol symbol) const {
  auto index = static_cast<std::uint32_t>(symbol);
  if (index < firstOwn_) return base_->text(symbol);
  return texts_[index - firstOwn_];
}

}  // namespace oamc
