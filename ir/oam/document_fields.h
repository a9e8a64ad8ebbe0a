#pragma once

#include <string_view>
#include <vector>

#include "ir/data/data.h"
#include "ir/oam/spanned_text.h"

namespace oamc {

/// The member that a known key reads: keys are compared without regard to ASCII case, of several spellings the bytewise last one counts, as the
/// reference reads its documents (spec/rendering.md 1.1). Null if there is none.
const Member* fieldMember(const Data& object, std::string_view key);

/// True when `key` is a spelling of the known key `name`.
bool isSpellingOf(std::string_view key, std::string_view name);

/// The value of a known key; absent and `null` are both a null pointer.
const Data* field(const Data& object, std::string_view key);

/// The value as what it should be; another kind counts as absent, because the schema check has reported it.
SpannedText textField(const Data& object, std::string_view key);
std::vector<SpannedText> textListField(const Data& object, std::string_view key);
bool flagField(const Data& object, std::string_view key, bool otherwise = false);
/// An object, or null Data.
Data objectField(const Data& object, std::string_view key);
/// The elements that are objects.
std::vector<Data> objectListField(const Data& object, std::string_view key);

/// Where the key is written; invalid if it is absent.
SourceSpan keySpan(const Data& object, std::string_view key);

/// Where to report that something is missing in a list element: its first key, or the element itself.
SourceSpan elementPlace(const Data& element);

}  // namespace oamc
