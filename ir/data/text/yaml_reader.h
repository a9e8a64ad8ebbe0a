#pragma once

#include <vector>

#include "ir/base/arena.h"
#include "ir/base/diagnostic.h"
#include "ir/base/limits.h"
#include "ir/base/result.h"
#include "ir/base/source.h"
#include "ir/data/data.h"

namespace oamc {

struct YamlReadOptions {
  bool onlyFirstDocument = false;  ///< what follows the first document is not even checked
  Limits limits = {};
};

struct YamlDocument {
  Data root;
  SourceSpan span;  ///< from the first to the last byte of the content
};

/// Reads every document of a file; an empty file has none. The members of a map stand in the order of their keys: nothing behind the reader can depend on the
/// order in which somebody wrote them. Keys become strings, aliases are shared, merge keys act where they stand (they
/// overwrite keys written before them), of duplicate keys the last wins (W1075, W1077). Numbers keep their digits; numbers beyond float64 are
/// strings as in the reference. Spans of scalars include quotes and block headers, but no anchor and no tag.
/// Strings live in the arena or in the source. Reports E1052, E1053, E1060 to E1074, W1076.
Result<std::vector<YamlDocument>> readYaml(FileId file, const SourceManager& sources, Arena& arena, DiagnosticSink& sink, const YamlReadOptions& options = {});

/// Where the text of a string that was read from YAML stands in its file: for SourceManager::addDerived. Literal blocks have a segment for
/// every line, scalars of one line without escapes have one; for escaped and folded scalars there are none. JSON strings work as well.
std::vector<SourceSegment> yamlSegments(const SourceManager& sources, const Data& string);

}  // namespace oamc
