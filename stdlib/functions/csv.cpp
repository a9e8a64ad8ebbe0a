#include "ir/data/text/json_writer.h"
#include "ir/data/text/utf8.h"
#include "stdlib/functions/native.h"
#include "stdlib/functions/packages.h"
#include "stdlib/functions/unicode.h"

namespace oamc::csv {

namespace {

/// Reads records of RFC 4180; blank lines are skipped and line ends inside of quotes become a line feed.
class Reader {
 public:
  Reader(std::string_view text, Arena& arena) : rest_(text), arena_(arena) {}

  Outcome<std::vector<Data>> readAll() {
    std::vector<Data> records;
    while (!rest_.empty()) {
      if (takeLineEnd()) continue;
      std::vector<std::string> fields;
      if (auto failure = readRecord(fields)) return *failure;
      if (width_ == 0) width_ = fields.size();
      if (fields.size() != width_) {
        return fail("record " + std::to_string(records.size() + 1) + " has " + std::to_string(fields.size()) + " fields, the first has " +
                    std::to_string(width_));
      }
      records.push_back(toData(fields, arena_));
    }
    return records;
  }

 private:
  bool takeLineEnd() {
    std::size_t size = rest_.starts_with("\r\n") ? 2 : rest_.starts_with('\n') ? 1 : 0;
    if (rest_ == "\r") size = 1;
    line_ += size > 0 ? 1 : 0;
    rest_.remove_prefix(size);
    return size > 0;
  }

  FunctionFailure failInLine(std::string_view what) { return fail("line " + std::to_string(line_) + ": " + std::string(what)); }

  std::optional<FunctionFailure> readRecord(std::vector<std::string>& fields) {
    while (true) {
      fields.emplace_back();
      auto failure = rest_.starts_with('"') ? readQuoted(fields.back()) : readPlain(fields.back());
      if (failure) return failure;
      if (rest_.empty() || takeLineEnd()) return std::nullopt;
      rest_.remove_prefix(1);  // the comma
    }
  }

  std::optional<FunctionFailure> readPlain(std::string& field) {
    std::size_t end = std::min(rest_.find_first_of(",\n"), rest_.size());
    bool endsLine = end == rest_.size() || rest_[end] == '\n';
    if (endsLine && end > 0 && rest_[end - 1] == '\r') --end;
    field = rest_.substr(0, end);
    rest_.remove_prefix(end);
    if (field.find('"') != std::string::npos) return failInLine("a field without quotes has a `\"` inside");
    return std::nullopt;
  }

  std::optional<FunctionFailure> readQuoted(std::string& field) {
    rest_.remove_prefix(1);
    while (!rest_.empty()) {
      if (rest_.starts_with("\"\"")) {
        field += '"';
        rest_.remove_prefix(2);
      } else if (rest_[0] == '"') {
        rest_.remove_prefix(1);
        bool isEnd = rest_.empty() || rest_[0] == ',' || rest_[0] == '\n' || rest_.starts_with("\r\n") || rest_ == "\r";
        return isEnd ? std::nullopt : std::optional(failInLine("more text follows the closing quote of a field"));
      } else if (rest_ != "\r" && takeLineEnd()) {
        field += '\n';
      } else {
        field += rest_[0];
        rest_.remove_prefix(1);
      }
    }
    return failInLine("the closing quote of a field is missing");
  }

  std::string_view rest_;
  Arena& arena_;
  std::size_t width_ = 0;
  std::size_t line_ = 1;
};

bool needsQuotes(std::string_view field) {
  if (field.empty()) return false;
  if (field == "\\." || field.find_first_of(",\"\r\n") != std::string_view::npos) return true;
  return unicode::isSpace(decodeUtf8(field).value);
}

void appendField(std::string& out, std::string_view field) {
  if (!needsQuotes(field)) {
    out += field;
    return;
  }
  out += '"';
  for (char c : field) out.append(c == '"' ? 2 : 1, c);
  out += '"';
}

Outcome<std::string> encode(Data records) {
  if (!records.isList()) return fail(describe(records) + " is not a list of lists");
  if (auto tooLarge = checkTextSize(records)) return *tooLarge;
  std::string out;
  for (const Data& record : records.items()) {
    if (!record.isList()) return fail(describe(record) + " is a record, every record must be a list");
    for (std::size_t i = 0; i < record.items().size(); ++i) {
      const Data& field = record.items()[i];
      if (i != 0) out += ',';
      if (field.isString()) appendField(out, field.text());
      else appendField(out, writeJson(field));
    }
    out += '\n';
  }
  return out;
}

Outcome<std::vector<Data>> decode(CallContext& call, TextOrBytes text) {
  return Reader(call.arena.copyText(unicode::toValid(text.text)), call.arena).readAll();
}

constexpr FunctionDef kFunctions[] = {
    row<decode>("Decode", "(r: bytes | string) [...[...string]]", "The fields of the records of a text.",
                R"(csv.Decode("a,b\n1,\"x,y\"\n") ⇒ [["a", "b"], ["1", "x,y"]])"),
    row<encode>("Encode", "(x: [...[...]]) string", "Records as comma separated values.", R"(csv.Encode([["a", "b,c"], [1, true]]) ⇒ "a,\"b,c\"\n1,true\n")"),
};

}  // namespace

PackageDef package() { return {"encoding/csv", kFunctions, {}}; }

}  // namespace oamc::csv
