#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace oamc {

/// An interned text: equal symbols of one table are equal texts. Ids never order anything that is printed.
enum class Symbol : std::uint32_t {};

/// Interns texts. A table may lie over a frozen base table: symbols of the base keep their ids, new ones are private to the overlay and
/// die with it, so that renderings share compiled definitions without locks. The base must outlive its overlays and must not grow
/// while one exists.
class SymbolTable {
 public:
  /// `base` may be null.
  explicit SymbolTable(const SymbolTable* base = nullptr) : base_(base), firstOwn_(base == nullptr ? 0 : base->size()) {}
  SymbolTable(const SymbolTable&) = delete;
  SymbolTable& operator=(const SymbolTable&) = delete;

  Symbol intern(std::string_view text);

  /// The text, valid as long as the table that interned it.
  std::string_view text(Symbol symbol) const;

  std::uint32_t size() const { return firstOwn_ + static_cast<std::uint32_t>(texts_.size()); }

 private:
  /// Of a hash table with open addressing whose size is a power of two and at least twice the number of texts.
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t number = 0;  ///< 1 for the first text; 0: free
  };

  const Slot* find(std::string_view text, std::uint32_t hash) const;
  Slot& freeSlot(std::uint32_t hash);
  void grow();

  const SymbolTable* base_;
  std::uint32_t firstOwn_;
  std::deque<std::string> texts_;
  std::vector<Slot> slots_;
};

}  // namespace oamc
