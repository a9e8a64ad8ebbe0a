#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "ir/data/text/json_reader.h"
#include "ir/data/text/json_writer.h"

namespace {

void require(bool condition, const char* law) {
  if (condition) return;
  std::fputs(law, stderr);
  std::abort();
}

}  // namespace

/// Any bytes are refused with a reason inside the text, or read; what is printed is read as the same data again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace oamc;
  Arena arena;
  JsonText json = parseJson({reinterpret_cast<const char*>(data), size}, arena);
  if (!json.value) {
    require(json.problem.at <= size && (json.problem.isTooDeep || !json.problem.words.empty()), "what is refused has a reason and a place");
    return 0;
  }
  JsonText again = parseJson(writeJson(*json.value), arena);
  require(again.value && equal(*again.value, *json.value), "what is written is read as the same data");
  return 0;
}
