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

class JsonWriter {
 public:
  using Take = std::function<void(std::string_view)>;

  /// With `take` the text leaves in blocks; the last one remains in `out`.
  JsonWriter(std::string& out, const JsonStyle& style, const Take* take = nullptr) : out_(out), style_(style), take_(take) {}

  void write(const Data& tree) {
    switch (tree.kind()) {
      case DataKind::kNull: out_ += "null"; return;
      case DataKind::kBool: out_ += tree.boolean() ? "true" : "false"; return;
      case DataKind::kNumber: tree.number().appendText(out_); return;
      case DataKind::kString: appendJsonString(out_, tree.text(), style_.escapes); return;
      case DataKind::kBytes: out_.append("\"").append(encodeBase64(tree.text())).append("\""); return;
      case DataKind::kList: writeList(tree); return;
      case DataKind::kObject: writeObject(tree); return;
    }
  }

 private:
  void writeList(const Data& list) {
    open('[');
    for (const Data& item : list.items()) {
      startEntry();
      write(item);
    }
    close(']', list.items().empty());
  }

  void writeObject(const Data& object) {
    open('{');
    for (const Member& member : object.members()) {
      startEntry();
      appendJsonString(out_, member.key, style_.escapes);
      out_ += style_.indent.empty() ? ":" : ": ";
      write(member.value);
    }
    close('}', object.members().empty());
  }

  void open(char bracket) {
    out_ += bracket;
    ++depth_;
    isFirst_ = true;
  }

  void startEntry() {
    if (!isFirst_) out_ += ',';
    isFirst_ = false;
    breakLine();
    if (take_ == nullptr || out_.size() < kBlock) return;
    (*take_)(out_);
    out_.clear();
  }

  void close(char bracket, bool isEmpty) {
    --depth_;
    if (!isEmpty) breakLine();
    out_ += bracket;
    isFirst_ = false;
  }

  void breakLine() {
    if (style_.indent.empty()) return;
    out_ += '\n';
    for (int i = 0; i < depth_; ++i) out_ += style_.indent;
  }

  static constexpr std::size_t kBlock = std::size_t{64} << 10;

  std::string& out_;
  const JsonStyle& style_;
  const Take* take_;
  int depth_ = 0;
  bool isFirst_ = true;
};

}  // namespace

void appendJson(std::string& out, const Data& tree, const JsonStyle& style) { JsonWriter(out, style).write(tree); }

std::string writeJson(const Data& tree, const JsonStyle& style) {
  std::string out;
  appendJson(out, tree, style);
  return out;
}

void streamJson(const Data& tree, const JsonStyle& style, const std::function<void(std::string_view)>& take) {
  std::string rest;
  JsonWriter(rest, style, &take).write(tree);
  take(rest);
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
