#include "ir/data/text/yaml_writer.h"

#include <algorithm>
#include <vector>

#include "ir/data/text/base64.h"
#include "ir/data/text/key_order.h"
#include "ir/data/text/utf8.h"
#include "ir/data/text/yaml_number.h"
#include "ir/data/text/yaml_output.h"
#include "ir/data/text/yaml_style.h"

namespace oamc {

namespace {

constexpr char32_t kNextLine = 0x85;

/// What is left of U+0085 after the printer read its own JSON as YAML: one is a blank, of several all but one are line ends; blanks around
/// them vanish.
std::string foldNextLines(std::string_view text) {
  constexpr std::string_view kBytes = "\xC2\x85";
  std::string out;
  while (!text.empty()) {
    std::size_t at = text.find(kBytes);
    out.append(text.substr(0, at));
    if (at == std::string_view::npos) break;
    out.erase(out.find_last_not_of(' ') + 1);
    std::size_t count = 0;
    text.remove_prefix(at);
    while (text.starts_with(kBytes) || (count > 0 && text.starts_with(' '))) {
      if (text[0] != ' ') ++count;
      text.remove_prefix(text[0] == ' ' ? 1 : kBytes.size());
    }
    out += count == 1 ? " " : std::string(count - 1, '\n');
  }
  return out;
}

/// Whether the printer's order of keys is bytewise: they consist of letters, and of signs such as `.`, `-`, `/` that stand in front of digits and letters.
bool isOrderedBytewise(std::string_view key) {
  return std::ranges::all_of(key, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= ' ' && c < '0'); });
}

/// Whether keys differ only in a number at their end that has as many digits everywhere: `item-001`, `item-002`. For them as well the printer's order is bytewise.
bool areNumbered(std::span<const Member> members) {
  constexpr std::size_t kMostDigits = 18;  // the printer compares their values, in 64 bits
  auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
  std::string_view first = members[0].key;
  std::string_view prefix = first.substr(0, first.find_last_not_of("0123456789") + 1);
  if (first.size() - prefix.size() > kMostDigits) return false;
  return std::ranges::all_of(members, [&](const Member& member) {
    std::string_view key = member.key;
    return key.size() == first.size() && key.starts_with(prefix) && std::ranges::all_of(key.substr(prefix.size()), isDigit);
  });
}

class YamlWriter {
 public:
  YamlWriter(std::string& out, YamlPreset preset, const SourceManager* sources) : output_(out, preset), preset_(preset), sources_(sources) {}

  void writeDocument(const Data& tree) {
    write(tree, false);
    output_.finish();
  }

  /// Whether a text had controls or characters beyond ASCII.
  bool hasUnusualText() const { return hasUnusualText_; }

 private:
  void write(const Data& node, bool isMemberValue) {
    switch (node.kind()) {
      case DataKind::kNull: return output_.word("null");
      case DataKind::kBool: return output_.word(node.boolean() ? "true" : "false");
      case DataKind::kNumber: return writeNumber(node);
      case DataKind::kString: return isMultiline(node) ? writeText(node.text(), YamlTextStyle::kLiteral, false) : writeString(node.text());
      case DataKind::kBytes: return writeBytes(node.text());
      case DataKind::kList: return writeList(node.items(), isMemberValue);
      case DataKind::kObject: return writeObject(node);
    }
  }

  /// How a literal is written in its source; empty if its spelling is not kept.
  std::string_view spelling(const Data& scalar) const {
    return sources_ != nullptr && scalar.span().valid() ? sources_->text(scalar.span()) : std::string_view();
  }

  /// Numbers with a multiplier, such as `1Ki`, are decimal everywhere.
  void writeNumber(const Data& number) {
    std::string_view spelled = spelling(number);
    bool isKept = !spelled.empty() && spelled.find_first_of("KMGTP") == std::string_view::npos;
    if (isKept) return writeScalar(spelled);
    output_.word(yamlNumber(number.number(), preset_));
  }

  bool isMultiline(const Data& text) const {
    if (sources_ == nullptr) return false;
    std::string_view spelled = spelling(text);
    spelled.remove_prefix(std::min(spelled.find_first_not_of('#'), spelled.size()));
    return spelled.starts_with("\"\"\"");
  }

  void writeScalar(std::string_view text) { output_.text(text, YamlTextStyle::kPlain, false); }

  void writeString(std::string_view text) { writeString(text, yamlTextForm(text, preset_, false), false); }

  void writeString(std::string_view text, const YamlTextForm& form, bool isSimpleKey) {
    if (form.isWord) return output_.word(text);
    if (form.isUnusual) return writeUnusual(text, form, isSimpleKey);
    writeText(text, form.style, !isSimpleKey);
  }

  void writeUnusual(std::string_view text, const YamlTextForm& form, bool isSimpleKey) {
    hasUnusualText_ = true;
    bool mayFold = preset_ == YamlPreset::kGoYaml2 && text.find('\xC2') != std::string_view::npos;
    if (!mayFold) return writeText(text, form.style, !isSimpleKey);
    std::string folded = foldNextLines(text);
    writeText(folded, yamlTextForm(folded, preset_, isSimpleKey).style, !isSimpleKey);
  }

  void writeText(std::string_view text, YamlTextStyle style, bool mayFold) {
    int outer = output_.indentation();
    output_.indent(true);
    output_.text(text, style, mayFold);
    output_.setIndentation(outer);
  }

  void writeBytes(std::string_view bytes) {
    output_.mark("!!binary", false);
    if (!bytes.empty()) writeScalar(encodeBase64(bytes));
  }

  void writeList(std::span<const Data> items, bool isMemberValue) {
    if (items.empty()) return output_.mark("[]", false);
    int outer = output_.indentation();
    // Below a key on the same line the dashes stay in the key's column.
    bool staysOut = preset_ != YamlPreset::kCueYaml && isMemberValue && !output_.isLineStart();
    if (!staysOut) output_.indent(false);
    for (const Data& item : items) {
      output_.startLine();
      output_.mark("-", true);
      write(item, false);
    }
    output_.setIndentation(outer);
  }

  void writeObject(const Data& object) {
    std::span<const Member> members = object.members();
    if (members.empty()) return output_.mark("{}", false);
    int outer = output_.indentation();
    output_.indent(false);
    if (members.size() == 1 || preset_ == YamlPreset::kCueYaml) writeAsTheyStand(members);
    else writeOrdered(members, object.isGoTree() || std::ranges::is_sorted(members, {}, &Member::key));
    output_.setIndentation(outer);
  }

  void writeAsTheyStand(std::span<const Member> members) {
    for (const Member& member : members) writeMember(member);
  }

  void writeOrdered(std::span<const Member> members, bool isSorted) {
    bool isBytewise = preset_ == YamlPreset::kManifest || std::ranges::all_of(members, isOrderedBytewise, &Member::key) || areNumbered(members);
    if (isSorted && isBytewise) return writeAsTheyStand(members);
    std::size_t first = order_.size();
    for (const Member& member : members) order_.push_back(&member);
    std::span<const Member*> order = std::span(order_).subspan(first);
    if (!isSorted) std::ranges::sort(order, {}, &Member::key);
    // The printer's order is no order of everything; from a sorted start the result is at least always the same.
    if (!isBytewise) std::ranges::stable_sort(order, goYamlKeyBefore, &Member::key);
    for (std::size_t i = 0; i < members.size(); ++i) writeMember(*order_[first + i]);  // which makes other orders meanwhile
    order_.resize(first);
  }

  void writeMember(const Member& member) {
    YamlTextForm form = yamlTextForm(member.key, preset_, true);
    bool isSimple = isSimpleYamlKey(member.key, form);
    if (isSimple && form.isWord) {
      output_.keyWord(member.key);
      return write(member.value, true);
    }
    output_.startLine();
    if (isSimple) {
      writeString(member.key, form, true);
      output_.closeMark(":");
    } else {
      output_.mark("?", true);
      writeString(member.key);
      output_.startLine();
      output_.mark(":", true);
    }
    write(member.value, true);
  }

  YamlOutput output_;
  YamlPreset preset_;
  const SourceManager* sources_;
  std::vector<const Member*> order_;  // of the open objects that need one, the innermost last
  bool hasUnusualText_ = false;
};

std::optional<char32_t> unprintableCharacter(std::string_view text, bool isKey) {
  text.remove_prefix(asciiPrefix(text));
  while (!text.empty()) {
    CodePoint point = decodeUtf8(text);
    bool isControl = point.value == 0x7F || (point.value >= 0x80 && point.value < 0xA0 && point.value != kNextLine);
    bool isNone = point.value == 0xFFFE || point.value == 0xFFFF;
    if (isControl || isNone || (isKey && point.value == kNextLine)) return point.value;
    text.remove_prefix(point.size);
  }
  return std::nullopt;
}

std::optional<UnprintableText> findUnprintable(const Data& tree) {
  if (tree.isString()) {
    std::optional<char32_t> character = unprintableCharacter(tree.text(), false);
    return character ? std::optional(UnprintableText{tree.text(), tree.span(), *character, false}) : std::nullopt;
  }
  if (tree.isList())
    for (const Data& item : tree.items())
      if (auto found = findUnprintable(item)) return found;
  if (tree.isObject())
    for (const Member& member : tree.members()) {
      if (auto character = unprintableCharacter(member.key, true)) return UnprintableText{member.key, member.keySpan, *character, true};
      if (auto found = findUnprintable(member.value)) return found;
    }
  return std::nullopt;
}

}  // namespace

void appendYaml(std::string& out, const Data& tree, YamlPreset preset, const SourceManager* sources) { YamlWriter(out, preset, sources).writeDocument(tree); }

std::optional<UnprintableText> appendGoYaml(std::string& out, const Data& tree) {
  YamlWriter writer(out, YamlPreset::kGoYaml2, nullptr);
  writer.writeDocument(tree);
  return writer.hasUnusualText() ? findUnprintable(tree) : std::nullopt;
}

std::string writeYaml(const Data& tree, YamlPreset preset) {
  std::string out;
  appendYaml(out, tree, preset);
  return out;
}

}  // namespace oamc
