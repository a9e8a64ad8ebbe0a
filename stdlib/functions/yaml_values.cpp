#include "stdlib/functions/yaml_values.h"

#include <unordered_set>

#include "ir/base/limits.h"
#include "ir/data/text/base64.h"
#include "ir/data/text/yaml_events.h"
#include "ir/data/text/yaml_scalar.h"
#include "stdlib/functions/members.h"

namespace oamc::yaml {

namespace {

constexpr std::string_view kTagPrefix = "tag:yaml.org,2002:";

/// A value with what matters when it is used as a key or an alias.
struct Node {
  Data value;
  std::string_view key;  ///< its text as a key; no list and no map has one
  bool canBeKey = false;
  bool isMerge = false;      ///< a plain `<<`
  std::uint64_t weight = 1;  ///< bytes and nodes below, aliases counted each time
};

class Composer {
 public:
  Composer(std::string_view text, Arena& arena) : text_(text), arena_(arena), events_(text) {}

  Outcome<std::vector<Data>> readAll() {
    std::vector<Data> documents;
    while (true) {
      const YamlEvent& event = events_.next();
      if (event.kind == YamlEventKind::kError) return problem();
      if (event.kind == YamlEventKind::kStreamEnd) break;
      if (event.kind != YamlEventKind::kDocumentStart) continue;
      anchors_.clear();
      Outcome<Node> root = composeNext();
      if (auto* failure = std::get_if<FunctionFailure>(&root)) return *failure;
      if (std::get<Node>(root).isMerge) return mergeOutsideOfKey();
      documents.push_back(std::get<Node>(root).value);
    }
    if (documents.empty()) documents.push_back(Data::null());
    return documents;
  }

 private:
  struct Anchor {
    Node node;
    bool isComplete = false;
  };

  Outcome<Node> composeNext() { return compose(events_.next()); }

  Outcome<Node> compose(const YamlEvent& event) {
    if (event.kind == YamlEventKind::kError) return problem();
    if (event.kind == YamlEventKind::kAlias) return composeAlias(event);
    if (depth_ >= limits_.sourceNesting) return failAt(event.begin, "the text has more than " + std::to_string(limits_.sourceNesting) + " levels");
    std::string_view anchor = arena_.copyText(event.anchor);
    if (!anchor.empty()) anchors_[anchor] = Anchor();
    ++depth_;
    Outcome<Node> node = composeContent(event);
    --depth_;
    if (!anchor.empty() && std::holds_alternative<Node>(node)) anchors_[anchor] = {std::get<Node>(node), true};
    return node;
  }

  Outcome<Node> composeContent(const YamlEvent& event) {
    if (event.kind == YamlEventKind::kListStart) return composeList();
    if (event.kind == YamlEventKind::kMapStart) return composeMap();
    return composeScalar(event);
  }

  Outcome<Node> composeAlias(const YamlEvent& event) {
    auto found = anchors_.find(event.value);
    if (found == anchors_.end()) return failAt(event.begin, "the alias `*" + std::string(event.value) + "` refers to no anchor that stands before it");
    if (!found->second.isComplete) return failAt(event.begin, "the alias `*" + std::string(event.value) + "` stands inside of its anchor");
    weight_ += found->second.node.weight;
    std::uint64_t most = text_.size() * limits_.aliasFactor + limits_.aliasAllowance;
    if (weight_ > most) return failAt(event.begin, "aliases make the text more than " + std::to_string(limits_.aliasFactor) + " times as large");
    return found->second.node;
  }

  Outcome<Node> composeScalar(const YamlEvent& event) {
    std::string_view text = arena_.copyText(event.value);
    std::string_view tag = event.tag;
    Node node;
    node.weight += text.size();
    node.canBeKey = true;
    node.key = text;
    if (tag.starts_with(kTagPrefix)) return composeTagged(event.begin, node, text, tag.substr(kTagPrefix.size()));
    if (tag.size() > 1) return failAt(event.begin, "the tag `" + std::string(tag) + "` is not known");
    if (event.style != YamlStyle::kPlain) {
      node.value = Data::string(text);
      return node;
    }
    return composePlain(event.begin, node, text);
  }

  Outcome<Node> composePlain(std::uint32_t at, Node node, std::string_view text) {
    YamlScalar scalar = resolvePlainScalar(text, YamlSchema::kCue, arena_);
    scalar.written = text;
    if (scalar.type == YamlType::kNonFinite) return failAt(at, "`" + std::string(text) + "` is not a number that CUE can hold");
    node.value = scalar.value;
    node.isMerge = scalar.type == YamlType::kMerge;
    if (std::optional<std::string> key = yamlKeyText(scalar, YamlSchema::kCue)) node.key = arena_.copyText(*key);
    return node;
  }

  Outcome<Node> composeTagged(std::uint32_t at, Node node, std::string_view text, std::string_view tag) {
    YamlScalar scalar = resolvePlainScalar(text, YamlSchema::kCue, arena_);
    auto mismatch = [&] { return failAt(at, "`" + std::string(text) + "` does not fit the tag `!!" + std::string(tag) + "`"); };
    if (tag == "str" || tag == "timestamp") {
      node.value = Data::string(text);
    } else if (tag == "null") {
      node.value = Data::null();
    } else if (tag == "bool") {
      node.value = Data::boolean(scalar.type == YamlType::kBool && scalar.value.boolean());
    } else if (tag == "int") {
      if (scalar.type != YamlType::kInt) return mismatch();
      node.value = scalar.value;
    } else if (tag == "float") {
      if (scalar.type != YamlType::kInt && scalar.type != YamlType::kFloat) return mismatch();
      node.value = Data::number(scalar.value.number().withKind(false), arena_);
    } else if (tag == "binary") {
      std::optional<std::string> bytes = decodeBase64(text);
      if (!bytes) return mismatch();
      node.value = Data::bytes(arena_.copyText(*bytes));
    } else {
      return failAt(at, "the tag `!!" + std::string(tag) + "` is not known for scalars");
    }
    return node;
  }

  Outcome<Node> composeList() {
    std::vector<Data> items;
    Node list;
    while (true) {
      const YamlEvent& event = events_.next();
      if (event.kind == YamlEventKind::kListEnd) break;
      Outcome<Node> item = compose(event);
      if (std::holds_alternative<FunctionFailure>(item)) return item;
      if (std::get<Node>(item).isMerge) return mergeOutsideOfKey();
      items.push_back(std::get<Node>(item).value);
      list.weight += std::get<Node>(item).weight;
    }
    list.value = toData(items, arena_);
    return list;
  }

  Outcome<Node> composeMap() {
    MemberBuilder members;
    std::unordered_set<std::string_view> merged;
    Node map;
    while (true) {
      const YamlEvent& event = events_.next();
      if (event.kind == YamlEventKind::kMapEnd) break;
      std::uint32_t at = event.begin;
      Outcome<Node> keyOutcome = compose(event);
      if (std::holds_alternative<FunctionFailure>(keyOutcome)) return keyOutcome;
      const Node& key = std::get<Node>(keyOutcome);
      Outcome<Node> valueOutcome = composeNext();
      if (std::holds_alternative<FunctionFailure>(valueOutcome)) return valueOutcome;
      const Node& value = std::get<Node>(valueOutcome);
      map.weight += key.weight + value.weight;
      std::optional<FunctionFailure> failure;
      if (value.isMerge) failure = mergeOutsideOfKey();
      else if (key.isMerge) failure = merge(members, merged, value.value, at);
      else if (!key.canBeKey) failure = failAt(at, "a list or a map is a key, keys must be scalars");
      else if (merged.erase(key.key) != 0) members.set(key.key, value.value);
      else failure = members.add(key.key, value.value, arena_);
      if (failure) return *failure;
    }
    map.value = members.build(arena_);
    return map;
  }

  /// A merge key overwrites what stands before it; of a list of maps the first counts.
  std::optional<FunctionFailure> merge(MemberBuilder& members, std::unordered_set<std::string_view>& merged, const Data& value, std::uint32_t at) {
    if (value.isObject()) {
      for (const Member& member : value.members()) {
        members.set(member.key, member.value);
        merged.insert(member.key);
      }
      return std::nullopt;
    }
    bool isListOfMaps = value.isList() && std::ranges::all_of(value.items(), [](const Data& item) { return item.isObject(); });
    if (!isListOfMaps) return failAt(at, "the merge key `<<` has a value that is neither a map nor a list of maps");
    for (auto item = value.items().rbegin(); item != value.items().rend(); ++item) {
      if (auto failure = merge(members, merged, *item, at)) return failure;
    }
    return std::nullopt;
  }

  FunctionFailure mergeOutsideOfKey() { return fail("invalid YAML: a plain `<<` is a merge key and no value, it must be quoted to be a string"); }

  FunctionFailure problem() { return failAt(events_.problem().at, std::string(events_.problem().text)); }

  FunctionFailure failAt(std::uint32_t at, const std::string& what) {
    std::string_view before = text_.substr(0, at);
    auto line = 1 + std::ranges::count(before, '\n');
    return fail("invalid YAML in line " + std::to_string(line) + ": " + what);
  }

  std::string_view text_;
  Arena& arena_;
  YamlEvents events_;
  std::unordered_map<std::string_view, Anchor> anchors_;
  Limits limits_;
  std::uint32_t depth_ = 0;
  std::uint64_t weight_ = 0;
};

}  // namespace

Outcome<std::vector<Data>> readDocuments(std::string_view text, Arena& arena) {
  // The parser takes no null pointer, which an empty view may have.
  return Composer(text.empty() ? std::string_view("") : text, arena).readAll();
}

}  // namespace oamc::yaml
