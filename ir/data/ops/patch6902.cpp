#include "ir/data/ops/patch6902.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "ir/data/ops/pointer.h"

namespace oamc {

namespace {

using Kind = PatchFailureKind;

/// A value or the kind of failure.
using Step = std::variant<Data, Kind>;

bool isContainer(const Data& value) { return value.isObject() || value.isList(); }

/// Equal as texts: numbers of another spelling differ.
bool sameText(const Data& a, const Data& b) {
  if (a.kind() != b.kind()) return false;
  if (a.kind() == DataKind::kNumber) return a.number().text() == b.number().text();
  if (a.isList()) return std::ranges::equal(a.items(), b.items(), sameText);
  if (!a.isObject()) return equal(a, b);
  return a.members().size() == b.members().size() && std::ranges::all_of(a.members(), [&](const Member& member) {
           const Data* other = b.find(member.key);
           return other != nullptr && sameText(member.value, *other);
         });
}

class Patcher {
 public:
  Patcher(const Data& document, Arena& arena) : document_(document), arena_(arena) {}

  Patched apply(const Data& operations) {
    if (operations.isNull()) return document_;
    if (!operations.isList()) return PatchFailure{};
    if (document_.isObject()) document_ = sortedMembers(document_);
    for (std::size_t i = 0; i < operations.items().size(); ++i) {
      path_.clear();
      if (std::optional<Kind> kind = applyOne(operations.items()[i])) return PatchFailure{i, *kind, path_, isOfParent(*kind) ? parent_ : std::string()};
    }
    return document_;
  }

 private:
  static bool isOfParent(Kind kind) { return kind == Kind::kNoParent || kind == Kind::kScalarParent; }

  static std::optional<std::string_view> textMember(const Data& operation, std::string_view key) {
    const Data* value = operation.find(key);
    return value != nullptr && value->isString() ? std::optional(value->text()) : std::nullopt;
  }

  std::optional<Kind> applyOne(const Data& operation) {
    if (!operation.isObject()) return operation.isNull() ? Kind::kUnknownOperation : Kind::kNotOperations;
    std::string_view name = textMember(operation, "op").value_or("");
    bool isMove = name == "move";
    bool takesFrom = isMove || name == "copy";
    if (!takesFrom && name != "add" && name != "remove" && name != "replace" && name != "test") return Kind::kUnknownOperation;
    std::optional<std::string_view> path = textMember(operation, "path");
    if (!path) return Kind::kPathMissing;
    path_ = *path;
    const Data* given = operation.find("value");
    Data value = given == nullptr ? Data() : *given;
    if (name == "add") return add(value);
    if (name == "remove") return remove();
    if (name == "replace") return replace(value);
    if (name == "test") return test(value);
    std::optional<std::string_view> from = textMember(operation, "from");
    return from ? take(*from, isMove) : Kind::kFromMissing;
  }

  std::optional<Kind> add(const Data& value) {
    return edit([&](const Data& parent, const std::string& token) { return added(parent, token, value); });
  }

  std::optional<Kind> remove() {
    return edit([&](const Data& parent, const std::string& token) { return removed(parent, token); });
  }

  std::optional<Kind> replace(const Data& value) {
    if (path_.empty()) {
      if (isContainer(value)) document_ = value;
      return std::nullopt;
    }
    return edit([&](const Data& parent, const std::string& token) -> Step {
      if (parent.isObject()) return withMember(parent, token, value);
      std::optional<std::size_t> position = listPosition(token, parent.items().size());
      if (!position) return Kind::kBadIndex;
      return withItem(parent, *position, value);
    });
  }

  std::optional<Kind> test(const Data& expected) {
    Data actual = document_;
    if (!path_.empty()) {
      Kind kind{};
      if (!read(path_, actual, kind)) return kind;
    }
    return sameText(actual, expected) ? std::nullopt : std::optional(Kind::kTestFailed);
  }

  /// Move and copy.
  std::optional<Kind> take(std::string_view from, bool isMove) {
    std::string to = std::exchange(path_, std::string(from));
    Data value;
    Kind kind{};
    if (!read(path_, value, kind)) return kind;
    if (isMove)
      if (std::optional<Kind> failure = remove()) return failure;
    path_ = std::move(to);
    return add(value);
  }

  /// The value at a pointer; a key that is missing in the last object reads as null. The objects on the way are sorted.
  bool read(const std::string& pointer, Data& value, Kind& kind) {
    std::optional<Kind> failure = editAt(pointer, [&](const Data& parent, const std::string& token) -> Step {
      if (parent.isObject()) {
        const Data* found = parent.find(token);
        value = found == nullptr ? Data() : *found;
        return sortedMembers(parent);
      }
      std::optional<std::size_t> position = listPosition(token, parent.items().size());
      if (!position) return Kind::kBadIndex;
      value = parent.items()[*position];
      return parent;
    });
    kind = failure.value_or(kind);
    return !failure;
  }

  using Edit = std::function<Step(const Data& parent, const std::string& token)>;

  std::optional<Kind> edit(const Edit& change) { return editAt(path_, change); }

  std::optional<Kind> editAt(const std::string& pointer, const Edit& change) {
    std::vector<std::string> tokens = splitPointer(pointer);
    parent_ = pointer;
    if (tokens.empty()) return Kind::kNoParent;
    parent_.clear();
    Step result = editBelow(document_, tokens, change);
    if (const Kind* kind = std::get_if<Kind>(&result)) return *kind;
    document_ = std::get<Data>(result);
    return std::nullopt;
  }

  /// Replaces the parent named by all tokens but the last. As deep as the document at most.
  Step editBelow(const Data& node, std::span<const std::string> tokens, const Edit& change) {
    if (!isContainer(node)) return Kind::kScalarParent;
    if (tokens.size() == 1) return change(node, tokens[0]);
    parent_ += "/" + escapePointerToken(tokens[0]);
    std::size_t size = node.isList() ? node.items().size() : 0;
    std::size_t position = listPosition(tokens[0], size).value_or(size);
    const Data* child = node.isObject() ? node.find(tokens[0]) : position < size ? &node.items()[position] : nullptr;
    if (child == nullptr) return Kind::kNoParent;
    Step below = editBelow(*child, tokens.subspan(1), change);
    if (std::holds_alternative<Kind>(below)) return below;
    const Data& changed = std::get<Data>(below);
    return node.isObject() ? withMember(node, tokens[0], changed) : withItem(node, position, changed);
  }

  Step added(const Data& parent, const std::string& token, const Data& value) {
    if (parent.isObject()) return withMember(parent, token, value);
    std::size_t size = parent.items().size();
    std::optional<std::size_t> position = token == "-" ? std::optional(size) : listPosition(token, size + 1);
    if (!position) return Kind::kBadIndex;
    std::vector<Data> items(parent.items().begin(), parent.items().end());
    items.insert(items.begin() + static_cast<std::ptrdiff_t>(*position), value);
    return list(items, parent);
  }

  Step removed(const Data& parent, const std::string& token) {
    if (parent.isObject()) {
      if (parent.find(token) == nullptr) return Kind::kNoKey;
      std::vector<Member> members(parent.members().begin(), parent.members().end());
      std::erase_if(members, [&](const Member& member) { return member.key == token; });
      return object(std::move(members), parent);
    }
    std::optional<std::size_t> position = listPosition(token, parent.items().size());
    if (!position) return Kind::kBadIndex;
    std::vector<Data> items(parent.items().begin(), parent.items().end());
    items.erase(items.begin() + static_cast<std::ptrdiff_t>(*position));
    return list(items, parent);
  }

  Data withMember(const Data& parent, const std::string& key, const Data& value) {
    std::vector<Member> members(parent.members().begin(), parent.members().end());
    auto known = std::ranges::find(members, std::string_view(key), &Member::key);
    if (known == members.end()) {
      members.push_back({arena_.copyText(key), value, {}});
    } else {
      known->value = value;
    }
    return object(std::move(members), parent);
  }

  Data withItem(const Data& parent, std::size_t position, const Data& value) {
    std::span<Data> items = arena_.copyArray(parent.items());
    items[position] = value;
    return Data::list(items, parent.span());
  }

  Data sortedMembers(const Data& parent) { return object({parent.members().begin(), parent.members().end()}, parent); }

  Data object(std::vector<Member> members, const Data& parent) {
    std::ranges::sort(members, {}, &Member::key);
    return Data::object(arena_.copyArray(std::span<const Member>(members)), parent.span());
  }

  Data list(const std::vector<Data>& items, const Data& parent) { return Data::list(arena_.copyArray(std::span<const Data>(items)), parent.span()); }

  Data document_;
  Arena& arena_;
  std::string parent_;  // what of the pointer has been followed
  std::string path_;    // of the operation at work, for its failure
};

}  // namespace

Patched applyPatch6902(const Data& document, const Data& operations, Arena& arena) { return Patcher(document, arena).apply(operations); }

}  // namespace oamc
