#include "frontend/cue/syntax_error_list.h"

#include <algorithm>
#include <optional>

namespace oamc {

SyntaxError& SyntaxError::label(std::string text) {
  label_ = std::move(text);
  return *this;
}

SyntaxError& SyntaxError::related(SourceSpan span, std::string message) {
  related_.push_back({span, std::move(message)});
  return *this;
}

SyntaxError& SyntaxError::hint(std::string text) {
  hints_.push_back(std::move(text));
  return *this;
}

SyntaxError& SyntaxError::fix(SourceSpan span, std::string text) {
  fixes_.push_back({span, std::move(text)});
  return *this;
}

Failed SyntaxError::emit(DiagnosticSink& sink) const {
  DiagnosticBuilder builder = start_(sink);
  if (!label_.empty()) builder.label(label_);
  for (const RelatedPlace& place : related_) builder.related(place.span, place.message);
  for (const std::string& text : hints_) builder.hint(text);
  for (const Fix& change : fixes_) builder.fix(change.span, change.text);
  return builder.emit();
}

SyntaxError& SyntaxErrorList::keep(SyntaxError error) {
  if (full() || error.begin() > trustedUntil_) {
    surplus_ = std::move(error);
    return surplus_;
  }
  return errors_.emplace_back(std::move(error));
}

void SyntaxErrorList::ignoreAfter(std::uint32_t offset) {
  trustedUntil_ = std::min(trustedUntil_, offset);
  std::erase_if(errors_, [&](const SyntaxError& error) { return error.begin() > trustedUntil_; });
}

Result<void> SyntaxErrorList::report(DiagnosticSink& sink) {
  std::ranges::stable_sort(errors_, {}, &SyntaxError::begin);
  std::optional<Failed> failed;
  std::uint32_t lastLine = 0;
  for (const SyntaxError& error : errors_) {
    std::uint32_t line = sources_.position(file_, error.begin()).line;
    if (line == lastLine) continue;
    lastLine = line;
    failed = error.emit(sink);
  }
  if (failed) return *failed;
  return {};
}

}  // namespace oamc
