#include "frontend/cli/result_text.h"

#include <cerrno>
#include <unistd.h>

namespace oamc {

bool writeAll(int descriptor, std::string_view text) {
  while (!text.empty()) {
    ssize_t count = ::write(descriptor, text.data(), text.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

void ResultText::append(std::string_view text) {
  text_ += text;
  if (text_.size() < kSpillBytes || problem_ != 0) return;
  if (spill_ == nullptr) spill_.reset(std::tmpfile());
  if (spill_ == nullptr || std::fwrite(text_.data(), 1, text_.size(), spill_.get()) != text_.size()) problem_ = errno;
  text_.clear();
}

bool ResultText::writeTo(int descriptor) {
  if (problem_ != 0) {
    errno = problem_;
    return false;
  }
  if (spill_ != nullptr) {
    std::rewind(spill_.get());
    std::string block(std::size_t{1} << 16, '\0');
    while (std::size_t count = std::fread(block.data(), 1, block.size(), spill_.get()))
      if (!writeAll(descriptor, std::string_view(block).substr(0, count))) return false;
    if (std::ferror(spill_.get()) != 0) return false;
    spill_.reset();
  }
  bool isWritten = writeAll(descriptor, text_);
  text_.clear();
  return isWritten;
}

}  // namespace oamc
