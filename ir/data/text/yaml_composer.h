#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ir/base/arena.h"
#include "ir/base/diagnostic.h"
#include "ir/data/data.h"
#include "ir/data/text/yaml_events.h"
#include "ir/data/text/yaml_map_builder.h"
#include "ir/data/text/yaml_reader.h"
#include "ir/data/text/yaml_scalar.h"

namespace oamc {

/// Builds trees from the events of one file. Mistakes that leave the structure intact are reported and reading goes on with null.
class YamlComposer {
 public:
  YamlComposer(FileId file, std::string_view text, Arena& arena, DiagnosticSink& sink, const YamlReadOptions& options)
      : file_(file), text_(text), arena_(arena), sink_(sink), options_(options), events_(text) {}

  Result<std::vector<YamlDocument>> read();

 private:
  struct Anchor {
    YamlScalar node;
    SourceSpan place;
    std::uint64_t weight = 0;
    bool isComplete = false;
  };

  // The node goes to `node`. False: the file cannot be read any further.
  bool compose(const YamlEvent& event, YamlScalar& node);
  bool composeAnchored(const YamlEvent& event, YamlScalar& node);
  bool composeContent(const YamlEvent& event, YamlScalar& node);
  void composeScalar(const YamlEvent& event, YamlScalar& node);
  bool composeAlias(const YamlEvent& event, YamlScalar& node);
  bool composeList(SourceSpan start, bool isFlow, YamlScalar& node);
  bool composeMap(SourceSpan start, bool isFlow, YamlScalar& node);
  bool skipPlaceholder(SourceSpan start, YamlScalar& node);
  bool composeDocument(std::vector<YamlDocument>& documents);

  YamlScalar taggedScalar(std::string_view text, std::string_view tag, SourceSpan span);
  void reportUnknownAnchor(std::string_view name, SourceSpan span);
  void checkFinite(const YamlScalar& value);
  std::optional<std::string_view> keyText(const YamlScalar& key);
  void addMember(YamlMapBuilder& builder, const YamlScalar& key, const YamlScalar& value);
  void addTextMember(YamlMapBuilder& builder, const Member& member);
  void mergeInto(YamlMapBuilder& builder, const Data& value, SourceSpan place);
  void mergeMembers(YamlMapBuilder& builder, const Data& object, SourceSpan place);
  SourceSpan contentSpan(const YamlEvent& event) const;
  SourceSpan behindProperties(SourceSpan span, const YamlEvent& event) const;
  void fail(Failed failed) { failed_ = failed; }
  void reportProblem();

  FileId file_;
  std::string_view text_;
  Arena& arena_;
  DiagnosticSink& sink_;
  const YamlReadOptions& options_;
  YamlEvents events_;
  std::unordered_map<std::string_view, Anchor> anchors_;
  std::vector<Data> items_;              // of the open lists, the innermost last
  std::vector<Member> members_;          // of the open maps, the innermost last
  std::vector<std::uint32_t> openFlow_;  // where the open flow collections begin
  std::uint32_t depth_ = 0;
  std::uint64_t weight_ = 0;  // bytes of the trees with aliases counted each time
  std::optional<Failed> failed_;
};

}  // namespace oamc
