#include "passes/patch/list_keys.h"

#include <functional>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "passes/patch/tree_path.h"

namespace oamc {

namespace {

/// A key's value as the merge compares it: which of the alternatives, and the canonical spelling. Floats differ by spelling, ints and floats always.
struct KeyValue {
  std::uint32_t alternative;
  std::uint8_t form;
  std::string_view spelling;
  bool operator==(const KeyValue&) const = default;
};

struct KeyValueHash {
  std::size_t operator()(const KeyValue& key) const { return std::hash<std::string_view>()(key.spelling) * 31 + key.alternative * 7 + key.form; }
};

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

KeyValue keyValue(std::uint32_t alternative, const Data& literal, Arena& arena) {
  auto form = static_cast<std::uint8_t>(literal.kind());
  switch (literal.kind()) {
    case DataKind::kNumber: {
      constexpr std::uint8_t kFloat = 0x80;
      auto numberForm = static_cast<std::uint8_t>(literal.number().isInt() ? form : form | kFloat);
      return {alternative, numberForm, arena.copyText(literal.number().text())};
    }
    case DataKind::kString:
    case DataKind::kBytes: return {alternative, form, literal.text()};
    case DataKind::kBool: return {alternative, form, literal.boolean() ? "true" : "false"};
    case DataKind::kNull:
    case DataKind::kList:
    case DataKind::kObject: return {alternative, form, {}};
  }
  return {};
}

class KeyedMerge {
 public:
  KeyedMerge(const KeyedList& list, Arena& arena, SymbolTable& symbols, Notices& notices)
      : list_(list),
        patch_(*list.field.value),
        arena_(arena),
        symbols_(symbols),
        notices_(notices),
        elements_(patch_.elements.begin(), patch_.elements.end()),
        waiting_(elements_.size(), 0),
        known_(elements_.size(), false) {}

  void run() {
    std::uint32_t alternative = 0;
    for (std::string_view key : split(list_.key.names, ',')) {
      std::vector<PathStep> path = parseKeyPath(key, symbols_);
      bool isEmpty = patch_.elements.empty() && !patch_.isOpen;
      if (!isEmpty && (!gatherPatch(alternative, key, path) || !alignBase(alternative, key, path))) return;
      ++alternative;
    }
    finish();
  }

 private:
  struct Place {
    const Tree* element;
    std::uint32_t slot;  // how many slots were filled when it was passed
  };

  /// Remembers the patch elements by the value of one key. False when the merge must be given up.
  bool gatherPatch(std::uint32_t alternative, std::string_view key, std::span<const PathStep> path) {
    bool found = false;
    for (std::uint32_t index = 0; index < patch_.elements.size(); ++index) {
      const Tree* value = lookup(*patch_.elements[index], path);
      if (value == nullptr) continue;
      found = true;
      if (value->kind != TreeKind::kLiteral) return giveUp(NoticeKind::kKeyUndecidedInPatch, patch_.elements[index], key);
      remember(keyValue(alternative, value->literal, arena_), index);
    }
    return found || giveUp(NoticeKind::kKeyMissing, nullptr, key);
  }

  void remember(const KeyValue& key, std::uint32_t index) {
    known_[index] = true;
    auto [entry, isNew] = pending_.try_emplace(key, index);
    if (!isNew) {
      --waiting_[entry->second];
      if (waiting_[entry->second] == 0) replaced_.push_back(entry->second);
      entry->second = index;
    }
    ++waiting_[index];
  }

  /// Fills one slot for each base element that has the key: the patch element of the same value, or a placeholder.
  bool alignBase(std::uint32_t alternative, std::string_view key, std::span<const PathStep> path) {
    for (Tree*& element : list_.base.elements) {
      const Tree* value = lookup(*element, path);
      if (value == nullptr) {
        if (alternative == 0) keyless_.push_back({element, out_.size()});
        continue;
      }
      if (value->kind != TreeKind::kLiteral) return giveUp(NoticeKind::kKeyUndecidedInBase, element, key);
      auto match = pending_.find(keyValue(alternative, value->literal, arena_));
      if (match == pending_.end()) {
        out_.push(arena_, emptyStruct());
        continue;
      }
      if (list_.field.tags.patchStrategy == "retainKeys") element = emptyStruct();
      --waiting_[match->second];
      out_.push(arena_, elements_[match->second]);
      lastReal_ = out_.size();
      pending_.erase(match);
    }
    return true;
  }

  /// Appends what still waits. An element that retainKeys emptied, because the base is the same list, waits no more.
  void finish() {
    for (std::uint32_t index = 0; index < patch_.elements.size(); ++index) {
      bool isGone = patch_.elements[index] != elements_[index];
      if (waiting_[index] == 0 || isGone) continue;
      out_.push(arena_, patch_.elements[index]);
      lastReal_ = out_.size();
    }
    noteLosses();
    patch_.elements = out_;
    patch_.isOpen = true;
    patch_.elementType = nullptr;
    patch_.hasElementType = false;
  }

  void noteLosses() {
    for (std::uint32_t index = 0; index < patch_.elements.size(); ++index) {
      if (!known_[index]) note(NoticeKind::kElementDropped, elements_[index], list_.key.names);
    }
    for (std::uint32_t index : replaced_) {
      if (waiting_[index] == 0) note(NoticeKind::kElementReplaced, elements_[index], list_.key.names);
    }
    bool hasAlternatives = list_.key.names.find(',') != std::string_view::npos;
    if (hasAlternatives || keyless_.empty() || keyless_.front().slot >= lastReal_) return;
    note(NoticeKind::kBaseElementShifted, keyless_.front().element, list_.key.names);
  }

  bool giveUp(NoticeKind kind, const Tree* element, std::string_view key) {
    // An inherited key is a guess about lists that nobody marked: lists of scalars lack it as a matter of course.
    if (!list_.field.tags.patchKey.empty() && !list_.base.elements.empty()) note(kind, element, key);
    return false;
  }

  void note(NoticeKind kind, const Tree* element, std::string_view text) {
    notices_.push_back({kind, list_.field, element, text});
    notices_.back().field.tags.keySpan = list_.key.span;
  }

  Tree* emptyStruct() {
    Tree* tree = arena_.create<Tree>();
    tree->kind = TreeKind::kStruct;
    return tree;
  }

  const KeyedList& list_;
  Tree& patch_;
  Arena& arena_;
  SymbolTable& symbols_;
  Notices& notices_;
  std::vector<Tree*> elements_;                                        // of the patch, at first: the base may be the same list
  std::unordered_map<KeyValue, std::uint32_t, KeyValueHash> pending_;  // the patch element that waits for a base element of this key
  std::vector<std::uint32_t> waiting_;                                 // by patch element: under how many keys it waits
  std::vector<bool> known_;                                            // by patch element: it has one of the keys
  std::vector<std::uint32_t> replaced_;
  std::vector<Place> keyless_;
  ArenaVector<Tree*> out_;
  std::uint32_t lastReal_ = 0;  // slots up to the last one that holds a patch element
};

}  // namespace

std::size_t mergeByKeys(const KeyedList& list, Arena& arena, SymbolTable& symbols, Notices& notices) {
  std::size_t elements = list.base.elements.size() + list.field.value->elements.size();
  KeyedMerge(list, arena, symbols, notices).run();
  return elements;
}

}  // namespace oamc
