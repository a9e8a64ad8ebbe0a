#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "ir/base/diagnostic.h"
#include "ir/base/result.h"
#include "ir/data/data.h"

namespace oamc {

enum class FieldType : std::uint8_t {
  kText,
  kFlag,
  kInteger,
  kTextList,  ///< a list of strings
  kTextMap,   ///< an object of strings
  kObject,    ///< any object
  kAny,
  kStruct,      ///< an object of the field's schema
  kStructList,  ///< a list of such objects
};

/// What an unknown key is. Documents are read leniently, steps and properties of policies strictly (spec/rendering.md 1.1, 5.2, 6.4).
enum class UnknownKeys : std::uint8_t { kIgnore, kWarn, kError };

struct Schema;

struct SchemaField {
  std::string_view name;
  FieldType type;
  const Schema* schema = nullptr;  ///< of kStruct and kStructList
  bool isRequired = false;
};

/// The keys of one kind of object in a document.
struct Schema {
  std::string_view what;  ///< the word for it in messages: `component`
  UnknownKeys unknownKeys;
  std::span<const SchemaField> fields;
  std::string_view advice = {};    ///< a hint for a key that resembles none of the known ones
  const Schema* below = nullptr;   ///< a key of this schema, found here, lost its indentation: that is an error (E4013)
  std::string_view belowKey = {};  ///< where those objects stand: `components`
};

enum class SchemaRules : std::uint8_t {
  kStrict,
  kReference,  ///< as the reference reads applications: every unknown key is dropped, with a warning, and nothing is required
};

/// Compares `object` with `schema`, whole depth, and reports every mistake: E4010 a required key is missing (at `missingPlace`), E4011 another type, E4012 and
/// E4013 slips of layout, E4015 or W4014 an unknown key, W4016 a key in another case. `subject` names the object in messages. Warnings alone are no failure.
Result<void> checkSchema(const Data& object, const Schema& schema, std::string_view subject, SourceSpan missingPlace, DiagnosticSink& sink,
                         SchemaRules rules = SchemaRules::kStrict);

/// A value in words, as the user wrote it: the number `7`, a list.
std::string describeValue(const Data& value, const SourceManager& sources);

}  // namespace oamc
