#include "ir/data/ops/patch6902.h"

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "ir/data/ops/edit_tree.h"
#include "ir/data/ops/pointer.h"

namespace oamc {

namespace {

using Kind = PatchFailureKind;

bool isContainer(const Data& value) { return value.isObject() || value.isList(); }

class Patcher {
 public:
  Patcher(const Data& document, Arena& arena) : document_(document), arena_(arena) {}

  Patched apply(const Data& operations) {
    if (operations.isNull()) return document_.close(arena_);
    if (!operations.isList()) return PatchFailure{};
    if (document_.isObject()) document_.open();
    for (std::size_t i = 0; i < operations.items().size(); ++i) {
      path_.clear();
      if (std::optional<Kind> kind = applyOne(operations.items()[i])) return PatchFailure{i, *kind, path_, isOfParent(*kind) ? parent_ : std::string()};
    }
    return document_.close(arena_);
  }

 private:
  /// A child, there or not: the container and the last token of the pointer.
  struct Place {
    EditTree* parent = nullptr;
    std::string token;
  };

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
    Place place;
    if (std::optional<Kind> failure = follow(place)) return failure;
    if (place.parent->isObject()) {
      place.parent->setMember(place.token, value, arena_);
      return std::nullopt;
    }
    std::size_t size = place.parent->size();
    std::optional<std::size_t> position = place.token == "-" ? std::optional(size) : listPosition(place.token, size + 1);
    if (!position) return Kind::kBadIndex;
    place.parent->insertItem(*position, value);
    return std::nullopt;
  }

  std::optional<Kind> remove() {
    Place place;
    if (std::optional<Kind> failure = follow(place)) return failure;
    if (place.parent->isObject()) return place.parent->eraseMember(place.token) ? std::nullopt : std::optional(Kind::kNoKey);
    std::optional<std::size_t> position = listPosition(place.token, place.parent->size());
    if (!position) return Kind::kBadIndex;
    place.parent->eraseItem(*position);
    return std::nullopt;
  }

  std::optional<Kind> replace(const Data& value) {
    if (path_.empty()) {
      if (isContainer(value)) document_.assign(value);
      return std::nullopt;
    }
    Place place;
    if (std::optional<Kind> failure = follow(place)) return failure;
    if (place.parent->isObject()) {
      place.parent->setMember(place.token, value, arena_);
      return std::nullopt;
    }
    std::optional<std::size_t> position = listPosition(place.token, place.parent->size());
    if (!position) return Kind::kBadIndex;
    place.parent->item(*position).assign(value);
    return std::nullopt;
  }

  std::optional<Kind> test(const Data& expected) {
    EditTree* actual = &document_;
    if (!path_.empty())
      if (std::optional<Kind> failure = find(actual)) return failure;
    bool isSame = actual == nullptr ? expected.isNull() : actual->sameText(expected);
    return isSame ? std::nullopt : std::optional(Kind::kTestFailed);
  }

  /// Move and copy. A key that is missing in the last object counts as null.
  std::optional<Kind> take(std::string_view from, bool isMove) {
    std::string to = std::exchange(path_, std::string(from));
    EditTree* source = nullptr;
    if (std::optional<Kind> failure = find(source)) return failure;
    Data value = source == nullptr ? Data() : source->close(arena_);
    if (isMove)
      if (std::optional<Kind> failure = remove()) return failure;
    path_ = std::move(to);
    return add(value);
  }

  /// What stands at `path_`; null for a key that is missing in the last object.
  std::optional<Kind> find(EditTree*& found) {
    Place place;
    if (std::optional<Kind> failure = follow(place)) return failure;
    found = childOf(*place.parent, place.token);
    bool isMissing = found == nullptr && !place.parent->isObject();
    return isMissing ? std::optional(Kind::kBadIndex) : std::nullopt;
  }

  /// Finds the container that all tokens of `path_` but the last name.
  std::optional<Kind> follow(Place& place) {
    std::vector<std::string> tokens = splitPointer(path_);
    parent_ = path_;
    if (tokens.empty()) return Kind::kNoParent;
    EditTree* node = &document_;
    for (std::size_t depth = 0;; ++depth) {
      if (!node->isContainer()) return failBelow(std::span(tokens).first(depth), Kind::kScalarParent);
      if (depth + 1 == tokens.size()) break;
      node = childOf(*node, tokens[depth]);
      if (node == nullptr) return failBelow(std::span(tokens).first(depth + 1), Kind::kNoParent);
    }
    place = {node, std::move(tokens.back())};
    return std::nullopt;
  }

  /// Null if the container has no such child.
  static EditTree* childOf(EditTree& parent, const std::string& token) {
    if (parent.isObject()) return parent.find(token);
    std::optional<std::size_t> position = listPosition(token, parent.size());
    return position ? &parent.item(*position) : nullptr;
  }

  Kind failBelow(std::span<const std::string> tokens, Kind kind) {
    parent_.clear();
    for (const std::string& token : tokens) parent_ += "/" + escapePointerToken(token);
    return kind;
  }

  EditTree document_;
  Arena& arena_;
  std::string parent_;  // the part of the pointer that is at fault
  std::string path_;    // of the operation at work, for its failure
};

}  // namespace

Patched applyPatch6902(const Data& document, const Data& operations, Arena& arena) { return Patcher(document, arena).apply(operations); }

}  // namespace oamc
