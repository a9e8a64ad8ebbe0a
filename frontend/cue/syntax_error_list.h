#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "ir/base/diagnostic.h"

namespace oamc {

/// One error of a file, kept until all of them are known. The fluent functions add to it like those of DiagnosticBuilder.
class SyntaxError {
 public:
  using Start = std::function<DiagnosticBuilder(DiagnosticSink&)>;

  SyntaxError(std::uint32_t begin, Start start) : begin_(begin), start_(std::move(start)) {}

  SyntaxError& label(std::string text);
  SyntaxError& related(SourceSpan span, std::string message);
  SyntaxError& hint(std::string text);
  SyntaxError& fix(SourceSpan span, std::string text);

  std::uint32_t begin() const { return begin_; }
  Failed emit(DiagnosticSink& sink) const;

 private:
  std::uint32_t begin_;
  Start start_;
  std::string label_;
  std::vector<RelatedPlace> related_;
  std::vector<std::string> hints_;
  std::vector<Fix> fixes_;
};

/// Gathers the errors that scanner, parser and tree builder find in one file, so that they can be reported in the order of the text and without
/// those that only follow from another.
class SyntaxErrorList {
 public:
  /// A parse stops when it has found this many errors.
  static constexpr std::size_t kMaxErrors = 20;

  SyntaxErrorList(const SourceManager& sources, FileId file) : sources_(sources), file_(file) {}
  SyntaxErrorList(const SyntaxErrorList&) = delete;
  SyntaxErrorList& operator=(const SyntaxErrorList&) = delete;

  /// Adds an error at the bytes [begin, end). The reference is valid until the next call.
  template <typename Row, typename... Texts>
  SyntaxError& add(Row row, std::uint32_t begin, std::uint32_t end, Texts... texts) {
    SourceSpan place = span(begin, end);
    auto start = [row, place, ... kept = std::string(texts)](DiagnosticSink& sink) { return sink.report(row, place, kept...); };
    return keep(SyntaxError(begin, std::move(start)));
  }

  /// Forgets the errors that begin after `offset` and refuses new ones there: what follows cannot be trusted.
  void ignoreAfter(std::uint32_t offset);

  SourceSpan span(std::uint32_t begin, std::uint32_t end) const { return {file_, begin, end}; }
  bool empty() const { return errors_.empty(); }
  bool full() const { return !empty() && errors_.size() >= kMaxErrors; }

  /// Reports the errors, at most one for each line, in the order of the text.
  Result<void> report(DiagnosticSink& sink);

 private:
  SyntaxError& keep(SyntaxError error);

  const SourceManager& sources_;
  FileId file_;
  std::uint32_t trustedUntil_ = UINT32_MAX;
  std::vector<SyntaxError> errors_;
  SyntaxError surplus_{0, {}};
};

}  // namespace oamc
