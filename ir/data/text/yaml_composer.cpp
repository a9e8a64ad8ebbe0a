#include "ir/data/text/yaml_composer.h"

#include <algorithm>
#include <string>

#include "ir/base/check.h"
#include "ir/base/suggest.h"
#include "ir/data/text/base64.h"
#include "ir/data/text/utf8.h"
#include "ir/data/text/yaml_problem.h"

namespace oamc {

namespace {

constexpr std::string_view kCoreTag = "tag:yaml.org,2002:";

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// Bytes that are no UTF-8 become U+FFFD, as in the JSON that the reference makes of a !!binary value.
std::string withReplacedBytes(std::string_view bytes) {
  std::string text;
  while (!bytes.empty()) {
    CodePoint point = decodeUtf8(bytes);
    appendUtf8(text, point.value);
    bytes.remove_prefix(point.size);
  }
  return text;
}

bool tagAccepts(std::string_view tag, YamlType type) {
  if (tag == "int") return type == YamlType::kInt;
  if (tag == "float") return type == YamlType::kFloat || type == YamlType::kInt || type == YamlType::kNonFinite;
  if (tag == "bool") return type == YamlType::kBool;
  return type == YamlType::kNull;
}

}  // namespace

Result<std::vector<YamlDocument>> YamlComposer::read() {
  std::vector<YamlDocument> documents;
  while (composeDocument(documents)) {
    if (options_.onlyFirstDocument) break;
  }
  if (failed_) return *failed_;
  return documents;
}

/// False at the end of the stream and after an error.
bool YamlComposer::composeDocument(std::vector<YamlDocument>& documents) {
  const YamlEvent& start = events_.next();
  if (start.kind == YamlEventKind::kError) {
    bool isLeftover = !documents.empty() && events_.problem().text == "did not find expected <document start>";
    if (!isLeftover) {
      reportProblem();
      return false;
    }
    auto begin = events_.problem().at;
    auto lineEnd = static_cast<std::uint32_t>(std::min(text_.find_first_of("\r\n", begin), text_.size()));
    (void)sink_.report(diag::YamlTextAfterDocument, {file_, begin, lineEnd})
        .related(documents.back().span, "the document ends here")
        .hint("align this line with the first line of the document, or begin a new document with `---`")
        .emit();
    return false;
  }
  if (start.kind == YamlEventKind::kStreamEnd) return false;
  if (start.hasVersion && start.minorVersion != 1) {
    fail(sink_.report(diag::YamlSyntax, {file_, start.begin, start.end}, "a %YAML directive of another version than 1.1").hint("remove the directive").emit());
    return false;
  }
  anchors_.clear();
  YamlScalar root;
  if (!compose(events_.next(), root)) return false;
  checkFinite(root);
  documents.push_back({root.value, root.value.span()});
  bool isEnd = events_.next().kind == YamlEventKind::kDocumentEnd;
  if (!isEnd) reportProblem();
  return isEnd;
}

void YamlComposer::reportProblem() {
  std::optional<std::uint32_t> openFlow = openFlow_.empty() ? std::nullopt : std::optional(openFlow_.back());
  fail(reportYamlProblem(events_.problem(), file_, text_, openFlow, sink_));
}

bool YamlComposer::compose(const YamlEvent& event, YamlScalar& node) {
  if (event.kind == YamlEventKind::kScalar && event.anchor.empty() && depth_ < options_.limits.sourceNesting) {
    composeScalar(event, node);
    return true;
  }
  if (event.kind == YamlEventKind::kError) {
    reportProblem();
    return false;
  }
  if (event.kind == YamlEventKind::kAlias) return composeAlias(event, node);
  if (++depth_ > options_.limits.sourceNesting) {
    fail(sink_.report(diag::DataTooDeep, contentSpan(event), std::to_string(options_.limits.sourceNesting)).emit());
    return false;
  }
  bool isDone = event.anchor.empty() ? composeContent(event, node) : composeAnchored(event, node);
  --depth_;
  return isDone;
}

bool YamlComposer::composeAnchored(const YamlEvent& event, YamlScalar& node) {
  std::string_view name = arena_.copyText(event.anchor);
  auto nameEnd = static_cast<std::uint32_t>(text_.find(name, event.begin) + name.size());
  anchors_[name] = {{}, {file_, nameEnd - static_cast<std::uint32_t>(name.size()) - 1, nameEnd}, 0, false};
  std::uint64_t before = weight_;
  if (!composeContent(event, node)) return false;
  Anchor& anchor = anchors_[name];
  anchor.node = node;
  anchor.weight = weight_ - before;
  anchor.isComplete = true;
  return true;
}

bool YamlComposer::composeContent(const YamlEvent& event, YamlScalar& node) {
  bool isFlow = event.style == YamlStyle::kFlow;
  switch (event.kind) {
    case YamlEventKind::kScalar: composeScalar(event, node); return true;
    case YamlEventKind::kListStart: return composeList(contentSpan(event), isFlow, node);
    case YamlEventKind::kMapStart: return composeMap(contentSpan(event), isFlow, node);
    case YamlEventKind::kDocumentStart:
    case YamlEventKind::kDocumentEnd:
    case YamlEventKind::kAlias:
    case YamlEventKind::kListEnd:
    case YamlEventKind::kMapEnd:
    case YamlEventKind::kStreamEnd:
    case YamlEventKind::kError: break;
  }
  OAMC_CHECK(false, "a node begins with a scalar or a collection");
}

/// The event's span without anchor and tag in front.
SourceSpan YamlComposer::contentSpan(const YamlEvent& event) const {
  SourceSpan span{file_, event.begin, event.end};
  return event.anchor.empty() && event.tag.empty() ? span : behindProperties(span, event);
}

SourceSpan YamlComposer::behindProperties(SourceSpan span, const YamlEvent& event) const {
  while (span.begin < text_.size() && (text_[span.begin] == '&' || text_[span.begin] == '!')) {
    while (span.begin < text_.size() && !isBlank(text_[span.begin])) ++span.begin;
    while (span.begin < text_.size() && isBlank(text_[span.begin])) {
      ++span.begin;
      if (text_[span.begin - 1] == '\n' || span.begin >= text_.size() || text_[span.begin] != '#') continue;
      span.begin = static_cast<std::uint32_t>(std::min(text_.find('\n', span.begin), text_.size()));
    }
  }
  span.end = std::max(span.begin, span.end);
  if (event.kind == YamlEventKind::kScalar && event.value.empty() && span.begin > event.end) span.begin = span.end = event.end;
  return span;
}

void YamlComposer::composeScalar(const YamlEvent& event, YamlScalar& node) {
  SourceSpan span = contentSpan(event);
  bool isOfSource = event.value.data() >= text_.data() && event.value.data() < text_.data() + text_.size();
  std::string_view text = isOfSource ? event.value : arena_.copyText(event.value);
  weight_ += text.size() + 1;
  if (!event.tag.empty()) {
    node = taggedScalar(text, event.tag, span);
    node.value = node.value.withSpan(span);
  } else if (event.style != YamlStyle::kPlain || isYamlString(text)) {
    node = {YamlType::kString, Data::string(text, span)};
  } else {
    node = resolvePlainScalar(text, YamlSchema::kKubernetes, arena_, span);
  }
}

YamlScalar YamlComposer::taggedScalar(std::string_view text, std::string_view tag, SourceSpan span) {
  YamlScalar string{YamlType::kString, Data::string(text)};
  if (!tag.starts_with(kCoreTag)) return string;
  tag.remove_prefix(kCoreTag.size());
  if (tag == "binary") {
    std::optional<std::string> bytes = decodeBase64(text);
    if (!bytes) fail(sink_.report(diag::YamlTagMismatch, span, text, "base64, as `!!binary` asks").emit());
    return {YamlType::kString, Data::string(arena_.copyText(withReplacedBytes(bytes.value_or(""))))};
  }
  if (tag == "merge" && text == "<<") return {YamlType::kMerge, Data::string(text)};
  if (tag != "int" && tag != "float" && tag != "bool" && tag != "null") return string;
  YamlScalar resolved = resolvePlainScalar(text, YamlSchema::kKubernetes, arena_);
  if (!tagAccepts(tag, resolved.type)) {
    fail(sink_.report(diag::YamlTagMismatch, span, text, "a value of the type that `!!" + std::string(tag) + "` asks for").emit());
    return string;
  }
  if (tag == "float" && resolved.type == YamlType::kInt) resolved = {YamlType::kFloat, Data::number(resolved.value.number().withKind(false), arena_)};
  return resolved;
}

bool YamlComposer::composeAlias(const YamlEvent& event, YamlScalar& node) {
  SourceSpan span{file_, event.begin, event.end};
  node = {YamlType::kNull, Data::null(span), {}, true};  // while it is broken
  auto found = anchors_.find(event.value);
  if (found == anchors_.end()) {
    reportUnknownAnchor(event.value, span);
    return true;
  }
  const Anchor& anchor = found->second;
  if (!anchor.isComplete) {
    fail(sink_.report(diag::YamlAnchorInItself, span, event.value).related(anchor.place, "the anchor is on this value").emit());
    return true;
  }
  weight_ += anchor.weight;
  if (weight_ > std::uint64_t{options_.limits.aliasFactor} * text_.size() + options_.limits.aliasAllowance) {
    fail(sink_.report(diag::YamlAliasGrowth, span, std::to_string(options_.limits.aliasFactor)).emit());
    return false;
  }
  node = anchor.node;
  return true;
}

void YamlComposer::reportUnknownAnchor(std::string_view name, SourceSpan span) {
  std::vector<std::string_view> names;
  for (const auto& [known, anchor] : anchors_) names.push_back(known);
  std::ranges::sort(names);
  DiagnosticBuilder report = sink_.report(diag::YamlUnknownAnchor, span, name);
  if (std::optional<std::string_view> near = suggest(name, names)) {
    report.hint("did you mean `*" + std::string(*near) + "`?").related(anchors_.at(*near).place, "an anchor of a similar name");
  } else {
    report.hint("a value that begins with `*` must be quoted, unless it stands for an anchor `&" + std::string(name) + "`");
  }
  fail(report.emit());
}

bool YamlComposer::composeList(SourceSpan start, bool isFlow, YamlScalar& node) {
  std::size_t first = items_.size();
  if (isFlow) openFlow_.push_back(start.begin);
  weight_ += 2;
  SourceSpan span = start;
  bool isGoTree = true;
  for (;;) {
    const YamlEvent& event = events_.next();
    if (event.kind == YamlEventKind::kListEnd) {
      if (isFlow) span.end = event.end;
      break;
    }
    if (!compose(event, node)) return false;
    checkFinite(node);
    isGoTree = isGoTree && node.value.isGoTree();
    items_.push_back(node.value);
    span.end = std::max(span.end, node.value.span().end);
  }
  if (isFlow) openFlow_.pop_back();
  Data list = Data::list(arena_.copyArray(std::span<const Data>(items_).subspan(first)), span);
  items_.resize(first);
  node = {YamlType::kString, isGoTree ? list.asGoTree() : list};
  return true;
}

bool YamlComposer::composeMap(SourceSpan start, bool isFlow, YamlScalar& node) {
  if (isFlow && text_.substr(start.begin).starts_with("{{")) return skipPlaceholder(start, node);
  YamlMapBuilder builder(members_);
  if (isFlow) openFlow_.push_back(start.begin);
  weight_ += 2;
  SourceSpan span = start;
  bool isGoTree = true;
  for (;;) {
    const YamlEvent& event = events_.next();
    if (event.kind == YamlEventKind::kMapEnd) {
      if (isFlow) span.end = event.end;
      break;
    }
    SourceSpan keySpan{file_, event.begin, event.end};
    bool isAlias = event.kind == YamlEventKind::kAlias;
    YamlScalar key;
    if (!compose(event, key)) return false;
    if (isAlias) key.value = key.value.withSpan(keySpan);
    if (!compose(events_.next(), node)) return false;
    addMember(builder, key, node);
    isGoTree = isGoTree && node.value.isGoTree();
    span.end = std::max({span.end, key.value.span().end, node.value.span().end});
  }
  if (isFlow) openFlow_.pop_back();
  Data object = Data::object(builder.finish(arena_), span);
  node = {YamlType::kString, isGoTree ? object.asGoTree() : object};
  return true;
}

/// A Helm placeholder reads as a map in a map: reports it and passes over its events.
bool YamlComposer::skipPlaceholder(SourceSpan start, YamlScalar& node) {
  fail(reportPlaceholder(start, sink_));
  for (int open = 1; open > 0;) {
    YamlEventKind kind = events_.next().kind;
    if (kind == YamlEventKind::kError) return false;
    if (kind == YamlEventKind::kListStart || kind == YamlEventKind::kMapStart) ++open;
    if (kind == YamlEventKind::kListEnd || kind == YamlEventKind::kMapEnd) --open;
  }
  node = {YamlType::kNull, Data::null(start)};
  return true;
}

void YamlComposer::checkFinite(const YamlScalar& value) {
  if (value.type == YamlType::kNonFinite) fail(sink_.report(diag::YamlNonFinite, value.value.span(), value.value.text()).emit());
}

/// Nothing if the value cannot be a key.
std::optional<std::string_view> YamlComposer::keyText(const YamlScalar& key) {
  if (key.value.isString()) return key.value.text();
  if (key.value.isList() || key.value.isObject()) return std::nullopt;
  std::optional<std::string> text = yamlKeyText(key, YamlSchema::kKubernetes);
  return text ? std::optional(arena_.copyText(*text)) : std::nullopt;
}

void YamlComposer::addMember(YamlMapBuilder& builder, const YamlScalar& key, const YamlScalar& value) {
  checkFinite(value);
  if (key.type == YamlType::kString && key.value.isString()) return addTextMember(builder, {key.value.text(), value.value, key.value.span()});
  if (key.isBroken || (key.type == YamlType::kMerge && value.isBroken)) return;
  if (key.type == YamlType::kMerge) return mergeInto(builder, value.value, key.value.span());
  std::string_view what = key.value.isList() ? "a list" : key.value.isObject() ? "a map" : "null or a number beyond 64 bits";
  std::optional<std::string_view> text = keyText(key);
  if (text) return addTextMember(builder, {*text, value.value, key.value.span()});
  fail(sink_.report(diag::YamlKeyKind, key.value.span(), what).hint("put the key in quotes to make it a string").emit());
}

void YamlComposer::addTextMember(YamlMapBuilder& builder, const Member& member) {
  const Member* known = builder.insert(member);
  if (known == nullptr) return;
  if (!builder.isMerged(*known))
    (void)sink_.report(diag::DuplicateKey, member.keySpan, member.key).label("this one counts").related(known->keySpan, "it is written here already").emit();
  builder.replace(*known, member, YamlMapBuilder::Origin::kWritten);
}

void YamlComposer::mergeInto(YamlMapBuilder& builder, const Data& value, SourceSpan place) {
  bool isMaps = value.isObject() || (value.isList() && std::ranges::all_of(value.items(), &Data::isObject));
  if (!isMaps) {
    fail(sink_.report(diag::YamlMergeKind, value.span()).emit());
    return;
  }
  if (value.isObject()) return mergeMembers(builder, value, place);
  // Of several maps the first one wins, so it comes last.
  for (std::size_t i = value.items().size(); i-- > 0;) mergeMembers(builder, value.items()[i], place);
}

void YamlComposer::mergeMembers(YamlMapBuilder& builder, const Data& object, SourceSpan place) {
  for (const Member& member : object.members()) {
    const Member* known = builder.insert(member, YamlMapBuilder::Origin::kMerged);
    if (known == nullptr) continue;
    if (!builder.isMerged(*known))
      (void)sink_.report(diag::YamlMergeOverwrites, place, member.key)
          .related(known->keySpan, "this one is lost")
          .hint("write the merge key above the keys that shall win")
          .emit();
    builder.replace(*known, member, YamlMapBuilder::Origin::kMerged);
  }
}

}  // namespace oamc
