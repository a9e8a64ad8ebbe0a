#pragma once

#include <cstddef>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace oamc {

/// Collects what is to be written if everything succeeds. Text beyond `kSpillBytes` goes to an unlinked temporary file, so that a fleet of any size takes little memory
/// (product.md 1).
class ResultText {
 public:
  static constexpr std::size_t kSpillBytes = std::size_t{32} << 20;
  static constexpr std::size_t kBlockBytes = std::size_t{256} << 10;

  void append(std::string_view text);
  /// The same for a text that is needed no more; a long one is not copied.
  void take(std::string text);
  bool empty() const { return blocks_.empty() && spill_ == nullptr; }

  /// Writes all of it to a descriptor and forgets it. False when a write fails (also one to the temporary file), with errno set.
  bool writeTo(int descriptor);

 private:
  struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };

  void spill();

  std::vector<std::string> blocks_;
  std::size_t size_ = 0;  // of the blocks together
  std::unique_ptr<std::FILE, CloseFile> spill_;
  int problem_ = 0;  // errno of a failed spill
};

/// Writes all bytes; false with errno set when that fails.
bool writeAll(int descriptor, std::string_view text);

}  // namespace oamc
