#include "ir/data/text/spew.h"

#include <algorithm>
#include <vector>

#include "ir/data/go_number.h"

namespace oamc {

namespace {

void appendDump(std::string& out, const Data& value) {
  switch (value.kind()) {
    case DataKind::kNull: out += "(interface {})<nil>"; return;
    case DataKind::kBool: out += value.boolean() ? "(bool)true" : "(bool)false"; return;
    case DataKind::kNumber: out += goDumpNumber(value.number()); return;
    case DataKind::kString:
    case DataKind::kBytes: out.append("(string)").append(value.text()); return;
    case DataKind::kList: break;
    case DataKind::kObject: break;
  }
  std::string_view separator;
  if (value.isList()) {
    out += "([]interface {})[";
    for (const Data& item : value.items()) {
      out += separator;
      appendDump(out, item);
      separator = " ";
    }
  } else {
    out += "(map[string]interface {})map[";
    std::vector<Member> members(value.members().begin(), value.members().end());
    std::ranges::sort(members, {}, &Member::key);
    for (const Member& member : members) {
      out.append(separator).append(member.key).append(":");
      appendDump(out, member.value);
      separator = " ";
    }
  }
  out += ']';
}

}  // namespace

std::string dumpObject(const Data& object) {
  std::string out = "(unstructured.Unstructured){Object:";
  appendDump(out, object);
  return out += '}';
}

std::uint32_t fnv1a(std::string_view bytes) {
  std::uint32_t hash = 2166136261U;
  for (char byte : bytes) hash = (hash ^ static_cast<unsigned char>(byte)) * 16777619U;
  return hash;
}

std::string nameHash(std::string_view dump) {
  constexpr std::string_view kSafeDigits = "456789bcdf";
  std::string digits = std::to_string(fnv1a(dump));
  for (char& digit : digits) digit = kSafeDigits[static_cast<std::size_t>(digit - '0')];
  return digits;
}

}  // namespace oamc
