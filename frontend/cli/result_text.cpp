#include "frontend/cli/result_text.h"

#include <algorithm>
#include <cerrno>
#include <utility>
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
  if (text.empty()) return;
  if (blocks_.empty() || blocks_.back().size() + text.size() > blocks_.back().capacity()) {
    blocks_.emplace_back();
    blocks_.back().reserve(std::max(kBlockBytes, text.size()));
  }
  blocks_.back() += text;
  size_ += text.size();
  if (size_ >= kSpillBytes && problem_ == 0) spill();
}

void ResultText::take(std::string text) {
  if (text.size() < kBlockBytes) return append(std::string_view(text));
  size_ += text.size();
  blocks_.push_back(std::move(text));
  if (size_ >= kSpillBytes && problem_ == 0) spill();
}

void ResultText::spill() {
  if (spill_ == nullptr) spill_.reset(std::tmpfile());
  for (const std::string& block : blocks_)
    if (problem_ == 0 && (spill_ == nullptr || std::fwrite(block.data(), 1, block.size(), spill_.get()) != block.size())) problem_ = errno;
  blocks_.clear();
  size_ = 0;
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
  bool isWritten = std::ranges::all_of(blocks_, [descriptor](const std::string& block) { return writeAll(descriptor, block); });
  blocks_.clear();
  size_ = 0;
  return isWritten;
}

}  // namespace oamc
