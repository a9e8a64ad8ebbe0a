#include "ir/data/text/json_writer.h"

#include "ir/data/text/base64.h"
#include "ir/data/text/utf8.h"

namespace oamc {

namespace {

void appendUnicodeEscape(std::string& out, char32_t unit) {
  constexpr std::string_view kHex = "0123456789abcdef";
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out += kHex[unit >> shift & 15];
}

void appendControl(std::string& out, char control) {
  switch (control) {
    case '\b': out += "\\b"; return;
    case '\f': out += "\\f"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default: appendUnicodeEscape(out, static_cast<unsigned char>(control)); return;
  }
}

}  // namespace

void appendJson(std::string& out, const Data& tree, const JsonStyle& style) { JsonStream(out, style).value(tree); }

std::string writeJson(const Data& tree, const JsonStyle& style) {
  std::string out;
  appendJson(out, tree, style);
  return out;
}

void JsonStream::value(const Data& tree) {
  if (tree.isList()) {
    beginList();
    for (const Data& item : tree.items()) value(item);
    return endList();
  }
  if (tree.isObject()) {
    beginObject();
    for (const Member& member : tree.members()) {
      key(member.key);
      value(member.value);
    }
    return endObject();
  }
  startEntry();
  switch (tree.kind()) {
    case DataKind::kNull: out_ += "null"; return;
    case DataKind::kBool: out_ += tree.boolean() ? "true" : "false"; return;
    case DataKind::kNumber: tree.number().appendText(out_); return;
    case DataKind::kString: appendJsonString(out_, tree.text(), style_.escapes); return;
    case DataKind::kBytes: out_.append("\"").append(encodeBase64(tree.text())).append("\""); return;
    case DataKind::kList:
    case DataKind::kObject: return;
  }
}

void JsonStream::key(std::string_view key) {
  startEntry();
  appendJsonString(out_, key, style_.escapes);
  out_ += style_.indent.empty() ? ":" : ": ";
  hasKey_ = true;
}

void JsonStream::begin(char bracket) {
  startEntry();
  out_ += bracket;
  ++depth_;
  isFirst_ = true;
}

void JsonStream::end(char bracket) {
  --depth_;
  if (!isFirst_) breakLine();
  out_ += bracket;
  isFirst_ = false;
}

/// What stands in front of an element, a key or the value of one.
void JsonStream::startEntry() {
  constexpr std::size_t kBlock = std::size_t{64} << 10;
  if (std::exchange(hasKey_, false) || depth_ == 0) return;
  if (!isFirst_) out_ += ',';
  isFirst_ = false;
  breakLine();
  if (!take_ || out_.size() < kBlock) return;
  take_(out_);
  out_.clear();
}

void JsonStream::breakLine() {
  if (style_.indent.empty()) return;
  out_ += '\n';
  for (int i = 0; i < depth_; ++i) out_ += style_.indent;
}

void appendJsonString(std::string& out, std::string_view text, JsonEscapes escapes) {
  out += '"';
  std::size_t copied = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    char c = text[at];
    auto byte = static_cast<unsigned char>(c);
    bool isHtml = escapes == JsonEscapes::kGo && (c == '<' || c == '>' || c == '&');
    if (byte >= 0x20 && byte < 0x80 && c != '"' && c != '\\' && !isHtml) {
      ++at;
      continue;
    }
    CodePoint point = decodeUtf8(text.substr(at));
    if (byte >= 0x80 && point.valid && point.value != 0x2028 && point.value != 0x2029) {
      at += point.size;
      continue;
    }
    out.append(text.substr(copied, at - copied));
    if (c == '"' || c == '\\') {
      out.append("\\").append(1, c);
    } else if (byte < 0x20) {
      appendControl(out, c);
    } else {
      appendUnicodeEscape(out, point.value);
    }
    at += point.size;
    copied = at;
  }
  out.append(text.substr(copied)).append("\"");
}

}  // namespace oamc
