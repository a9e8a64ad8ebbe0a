#include "ir/oam/document_fields.h"

#include <algorithm>

namespace oamc {

namespace {

char lower(char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter; }

}  // namespace

bool isSpellingOf(std::string_view key, std::string_view name) { return std::ranges::equal(key, name, {}, lower, lower); }

const Member* fieldMember(const Data& object, std::string_view key) {
  if (!object.isObject()) return nullptr;
  const Member* found = nullptr;
  for (const Member& member : object.members())
    if (isSpellingOf(member.key, key) && (found == nullptr || member.key > found->key)) found = &member;
  return found;
}

const Data* field(const Data& object, std::string_view key) {
  const Member* member = fieldMember(object, key);
  return member == nullptr || member->value.isNull() ? nullptr : &member->value;
}

SpannedText textField(const Data& object, std::string_view key) {
  const Data* value = field(object, key);
  if (value == nullptr || !value->isString()) return {};
  return {value->text(), value->span()};
}

std::vector<SpannedText> textListField(const Data& object, std::string_view key) {
  std::vector<SpannedText> texts;
  const Data* value = field(object, key);
  if (value == nullptr || !value->isList()) return texts;
  for (const Data& item : value->items())
    if (item.isString()) texts.push_back({item.text(), item.span()});
  return texts;
}

bool flagField(const Data& object, std::string_view key, bool otherwise) {
  const Data* value = field(object, key);
  return value != nullptr && value->kind() == DataKind::kBool ? value->boolean() : otherwise;
}

Data objectField(const Data& object, std::string_view key) {
  const Data* value = field(object, key);
  return value != nullptr && value->isObject() ? *value : Data();
}

std::vector<Data> objectListField(const Data& object, std::string_view key) {
  std::vector<Data> objects;
  const Data* value = field(object, key);
  if (value == nullptr || !value->isList()) return objects;
  std::ranges::copy_if(value->items(), std::back_inserter(objects), &Data::isObject);
  return objects;
}

SourceSpan keySpan(const Data& object, std::string_view key) {
  const Member* member = fieldMember(object, key);
  return member == nullptr ? SourceSpan{} : member->keySpan;
}

SourceSpan elementPlace(const Data& element) { return element.isObject() && !element.members().empty() ? element.members().front().keySpan : element.span(); }

}  // namespace oamc
