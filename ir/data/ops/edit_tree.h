#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <string_view>
#include <vector>

#include "ir/base/arena.h"
#include "ir/data/data.h"

namespace oamc {

/// A tree while it is edited. What is closed is a `Data` that others may share; to look at a child opens its parent, which then has nodes of its own that
/// change in place. An object that was opened comes out with sorted keys. Deep edits cost what they touch, however many there are.
class EditTree {
 public:
  explicit EditTree(const Data& tree) : closed_(tree) {}

  bool isObject() const { return closed_.isObject(); }
  bool isContainer() const { return closed_.isObject() || closed_.isList(); }

  /// Gives an object or list nodes of its own.
  void open();

  /// The number of elements, of a list.
  std::size_t size() const { return isOpen_ ? items_.size() : closed_.items().size(); }
  EditTree& item(std::size_t position);
  void insertItem(std::size_t position, const Data& value);
  void eraseItem(std::size_t position);

  /// Nothing if there is no such key, in an object.
  EditTree* find(std::string_view key);
  /// The key of a new member is copied into `arena`.
  void setMember(std::string_view key, const Data& value, Arena& arena);
  /// False if there is no such key.
  bool eraseMember(std::string_view key);

  /// Puts another value here.
  void assign(const Data& value) { *this = EditTree(value); }

  /// The value as it is now, in `arena`. It stays what it is when this place changes, because the place is closed.
  const Data& close(Arena& arena);

  /// Equal as texts: numbers of another spelling differ.
  bool sameText(const Data& other) const;

 private:
  struct Field {
    std::unique_ptr<EditTree> value;
    SourceSpan keySpan;
  };

  Data closedList(Arena& arena);
  Data closedObject(Arena& arena);

  Data closed_;  // while open, only its kind and span count
  bool isOpen_ = false;
  std::vector<std::unique_ptr<EditTree>> items_;
  std::map<std::string_view, Field> members_;
};

}  // namespace oamc
