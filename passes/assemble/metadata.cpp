#include "passes/assemble/metadata.h"

#include <algorithm>
#include <string>

#include "ir/data/text/json_writer.h"
#include "passes/assemble/object_edit.h"

namespace oamc {

void TextMap::addAll(const Data& map) {
  if (!map.isObject()) return;
  for (const Member& member : map.members()) set(member.key, member.value.text());
}

void TextMap::set(std::string_view key, std::string_view value) {
  auto found = std::ranges::find(members_, key, &Member::key);
  if (found == members_.end()) {
    members_.push_back({key, Data::string(value), {}});
  } else {
    found->value = Data::string(value);
  }
}

void TextMap::remove(std::string_view key) {
  std::erase_if(members_, [&](const Member& member) { return member.key == key; });
}

std::string_view TextMap::find(std::string_view key) const {
  auto found = std::ranges::find(members_, key, &Member::key);
  return found == members_.end() ? std::string_view() : found->value.text();
}

Data TextMap::data() const { return Data::object(arena_->copyArray<Member>(members_)); }

Result<TextMap> metadataTexts(const Data& object, std::string_view part, SourceSpan producer, Arena& arena, DiagnosticSink& sink) {
  std::string_view path[] = {"metadata", part};
  const Data* map = findPath(object, path);
  TextMap texts(arena);
  if (map == nullptr || !map->isObject()) return texts;
  for (const Member& member : map->members()) {
    if (member.value.isString()) continue;
    SourceSpan place = member.value.span().valid() ? member.value.span() : producer;
    return sink.report(diag::MetadataNotText, place, "metadata." + std::string(part) + "." + std::string(member.key), writeJson(member.value))
        .related(producer, "this makes the object")
        .hint("write it as a string: `\"" + writeJson(member.value) + "\"`")
        .emit();
  }
  texts.addAll(*map);
  return texts;
}

std::vector<std::string_view> splitCommas(std::string_view text, bool trims) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    std::size_t comma = text.find(',');
    std::string_view part = text.substr(0, comma);
    text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
    if (trims) {
      std::size_t begin = part.find_first_not_of(" \t\r\n");
      part = begin == std::string_view::npos ? std::string_view() : part.substr(begin, part.find_last_not_of(" \t\r\n") - begin + 1);
    }
    if (!part.empty()) parts.push_back(part);
  }
  return parts;
}

}  // namespace oamc
