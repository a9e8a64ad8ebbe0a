#include "ir/oam/schema.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "ir/base/suggest.h"
#include "ir/oam/document_fields.h"

namespace oamc {

namespace {

std::string quoted(std::string_view text) { return "`" + std::string(text) + "`"; }

std::string_view typeWords(FieldType type) {
  switch (type) {
    case FieldType::kText: return "a string";
    case FieldType::kFlag: return "`true` or `false`";
    case FieldType::kInteger: return "a whole number";
    case FieldType::kTextList: return "a list of strings";
    case FieldType::kTextMap: return "a map of strings";
    case FieldType::kObject:
    case FieldType::kStruct: return "a map";
    case FieldType::kStructList: return "a list";
    case FieldType::kAny: break;
  }
  return "any value";
}

bool hasType(const Data& value, FieldType type) {
  switch (type) {
    case FieldType::kText: return value.isString();
    case FieldType::kFlag: return value.kind() == DataKind::kBool;
    case FieldType::kInteger: return value.kind() == DataKind::kNumber && value.number().isIntegral();
    case FieldType::kTextList:
    case FieldType::kStructList: return value.isList();
    case FieldType::kTextMap:
    case FieldType::kObject:
    case FieldType::kStruct: return value.isObject();
    case FieldType::kAny: break;
  }
  return true;
}

/// The name of a list element in messages: component `web`, trait `scaler`.
std::string elementName(const Data& element, std::string_view what) {
  SpannedText name = textField(element, "name");
  if (name.empty()) name = textField(element, "type");
  return name.empty() ? std::string(what) : std::string(what) + " " + quoted(name.text);
}

class SchemaCheck {
 public:
  SchemaCheck(DiagnosticSink& sink, SchemaRules rules) : sink_(sink), rules_(rules) {}

  void checkObject(const Data& object, const Schema& schema, std::string_view subject, SourceSpan missingPlace) {
    for (const Member& member : object.members()) checkMember(object, member, schema, subject);
    if (rules_ == SchemaRules::kReference) return;
    for (const SchemaField& known : schema.fields)
      if (known.isRequired && field(object, known.name) == nullptr && !isMisspelt(object, known.name, schema))
        failed_ = sink_.report(diag::MissingKey, missingPlace, subject, known.name).hint("add " + quoted(std::string(known.name) + ":")).emit();
  }

  Result<void> result() const { return failed_ ? Result<void>(*failed_) : Result<void>(); }

 private:
  void checkMember(const Data& object, const Member& member, const Schema& schema, std::string_view subject) {
    auto spelling = [&](const SchemaField& known) { return isSpellingOf(member.key, known.name); };
    auto known = std::ranges::find_if(schema.fields, spelling);
    if (known == schema.fields.end()) return reportUnknown(object, member, schema, subject);
    if (fieldMember(object, known->name) != &member) return;
    if (member.key != known->name) sink_.report(diag::KeyCase, member.keySpan, member.key, known->name).fix(member.keySpan, std::string(known->name)).emit();
    if (member.value.isNull()) return;
    if (!hasType(member.value, known->type)) return reportType(member, known->type);
    checkInside(member, *known);
  }

  void checkInside(const Member& member, const SchemaField& known) {
    if (known.type == FieldType::kTextList) {
      for (const Data& item : member.value.items())
        if (!item.isString()) reportScalar(item, std::string(known.name), FieldType::kText);
    } else if (known.type == FieldType::kTextMap) {
      for (const Member& entry : member.value.members())
        if (!entry.value.isString()) reportScalar(entry.value, std::string(known.name) + "." + std::string(entry.key), FieldType::kText);
    } else if (known.type == FieldType::kStruct) {
      checkObject(member.value, *known.schema, quoted(known.name), member.keySpan);
    } else if (known.type == FieldType::kStructList) {
      for (const Data& item : member.value.items()) {
        if (item.isObject()) checkObject(item, *known.schema, elementName(item, known.schema->what), elementPlace(item));
        else reportScalar(item, "an element of " + std::string(known.name), FieldType::kObject);
      }
    }
  }

  void reportType(const Member& member, FieldType type) {
    bool wantsList = type == FieldType::kTextList || type == FieldType::kStructList;
    if (!wantsList || !member.value.isObject() || member.value.members().empty()) return reportScalar(member.value, std::string(member.key), type);
    const Member& first = member.value.members().front();
    std::string_view key = first.key;
    if (key.starts_with('-')) {
      std::string mended = "- " + std::string(key.substr(1));
      failed_ = sink_.report(diag::DashWithoutSpace, first.keySpan, key)
                    .hint("a list element begins with a dash and a space: " + quoted(mended))
                    .fix(first.keySpan, mended)
                    .emit();
      return;
    }
    failed_ = sink_.report(diag::WrongType, first.keySpan, member.key, "a map", typeWords(type))
                  .hint("write every entry as a list element: " + quoted("- name: " + std::string(key)))
                  .emit();
  }

  void reportScalar(const Data& value, const std::string& name, FieldType type) {
    auto diagnostic = sink_.report(diag::WrongType, value.span(), name, describeValue(value, sink_.sources()), typeWords(type));
    std::string written(value.span().valid() ? sink_.sources().text(value.span()) : std::string_view());
    bool isScalar = value.kind() == DataKind::kNumber || value.kind() == DataKind::kBool;
    if (type == FieldType::kText && isScalar) {
      std::string mended = "\"" + written + "\"";
      diagnostic.hint("put it in quotes: " + quoted(mended)).fix(value.span(), mended);
    } else if (type == FieldType::kTextList && value.isString()) {
      std::string mended = "[" + written + "]";
      diagnostic.hint("write " + quoted(mended)).fix(value.span(), mended);
    } else if ((type == FieldType::kFlag || type == FieldType::kInteger) && value.isString()) {
      diagnostic.hint("without quotes a boolean or a number is read as such");
    }
    failed_ = diagnostic.emit();
  }

  void reportUnknown(const Data& object, const Member& member, const Schema& schema, std::string_view subject) {
    if (rules_ == SchemaRules::kStrict && schema.below != nullptr && isKeyOf(member.key, *schema.below)) {
      failed_ = sink_.report(diag::MisplacedKey, member.keySpan, member.key, subject, schema.below->what)
                    .related(belowPlace(object, schema), "the " + std::string(schema.below->what) + " that it seems to belong to")
                    .hint("indent it to stand in the " + std::string(schema.below->what))
                    .emit();
      return;
    }
    if (schema.unknownKeys == UnknownKeys::kIgnore) return;
    std::optional<std::string_view> near = nearKey(object, member.key, schema);
    bool isError = rules_ == SchemaRules::kStrict && (schema.unknownKeys == UnknownKeys::kError || (near && isRequiredField(schema, *near)));
    auto diagnostic =
        isError ? sink_.report(diag::UnknownKey, member.keySpan, member.key, subject) : sink_.report(diag::DroppedKey, member.keySpan, member.key, subject);
    if (near) diagnostic.hint("did you mean " + quoted(*near) + "?").fix(member.keySpan, std::string(*near));
    else if (!schema.advice.empty()) diagnostic.hint(std::string(schema.advice));
    else diagnostic.hint(allowedKeys(schema));
    Failed failed = diagnostic.emit();
    if (isError) failed_ = failed;
  }

  static bool isKeyOf(std::string_view key, const Schema& schema) { return std::ranges::find(schema.fields, key, &SchemaField::name) != schema.fields.end(); }

  static bool isRequiredField(const Schema& schema, std::string_view name) { return std::ranges::find(schema.fields, name, &SchemaField::name)->isRequired; }

  /// The known key that is absent and that `key` resembles.
  static std::optional<std::string_view> nearKey(const Data& object, std::string_view key, const Schema& schema) {
    std::vector<std::string_view> absent;
    for (const SchemaField& known : schema.fields)
      if (fieldMember(object, known.name) == nullptr) absent.push_back(known.name);
    return suggest(key, absent);
  }

  /// True when an unknown key was reported that stands for `name`, so that its absence follows from that.
  static bool isMisspelt(const Data& object, std::string_view name, const Schema& schema) {
    if (schema.unknownKeys == UnknownKeys::kIgnore) return false;
    return std::ranges::any_of(object.members(), [&](const Member& member) {
      auto spelling = [&](const SchemaField& known) { return isSpellingOf(member.key, known.name); };
      return std::ranges::none_of(schema.fields, spelling) && nearKey(object, member.key, schema) == name;
    });
  }

  /// The last of the objects below, which a key that lost its indentation most likely belongs to.
  static SourceSpan belowPlace(const Data& object, const Schema& schema) {
    const Data* below = field(object, schema.belowKey);
    if (below == nullptr) return {};
    if (below->isList() && !below->items().empty()) return elementPlace(below->items().back());
    return keySpan(object, schema.belowKey);
  }

  static std::string allowedKeys(const Schema& schema) {
    std::string text = "allowed: ";
    for (const SchemaField& known : schema.fields) text += (&known == schema.fields.data() ? "" : ", ") + quoted(known.name);
    return text;
  }

  DiagnosticSink& sink_;
  SchemaRules rules_;
  std::optional<Failed> failed_;
};

}  // namespace

Result<void> checkSchema(const Data& object, const Schema& schema, std::string_view subject, SourceSpan missingPlace, DiagnosticSink& sink, SchemaRules rules) {
  SchemaCheck check(sink, rules);
  check.checkObject(object, schema, subject, missingPlace);
  return check.result();
}

std::string describeValue(const Data& value, const SourceManager& sources) {
  constexpr std::size_t kLongest = 40;
  std::string written(value.span().valid() ? sources.text(value.span()) : std::string_view());
  bool isShort = !written.empty() && written.size() <= kLongest && written.find('\n') == std::string::npos;
  std::string tail = isShort ? " " + quoted(written) : "";
  switch (value.kind()) {
    case DataKind::kNull: return "null";
    case DataKind::kBool: return (isShort ? "the boolean" : "a boolean") + tail;
    case DataKind::kNumber: return (isShort ? "the number" : "a number") + tail;
    case DataKind::kString: return (isShort ? "the string" : "a string") + tail;
    case DataKind::kBytes: return "binary data";
    case DataKind::kList: return "a list";
    case DataKind::kObject: return "a map";
  }
  return "";
}

}  // namespace oamc
