#include "ir/base/suggest.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

namespace oamc {

namespace {

char lower(char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter; }

/// Damerau-Levenshtein distance (optimal string alignment) over bytes, ignoring ASCII case.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), previous(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) previous[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      std::size_t change = lower(a[i - 1]) == lower(b[j - 1]) ? 0 : 1;
      row[j] = std::min({previous[j] + 1, row[j - 1] + 1, previous[j - 1] + change});
      bool swapped = i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]);
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, previous);
    std::swap(previous, row);
  }
  return previous[b.size()];
}

}  // namespace

std::optional<std::string_view> suggest(std::string_view word, std::span<const std::string_view> candidates) {
  constexpr std::size_t kLongestWord = 256;
  if (word.size() > kLongestWord) return std::nullopt;
  std::optional<std::string_view> best;
  std::size_t bestDistance = 0;
  for (std::string_view candidate : candidates) {
    std::size_t longer = std::max(word.size(), candidate.size());
    std::size_t allowed = std::min((longer + 2) / 3, longer == 0 ? 0 : longer - 1);
    if (longer - std::min(word.size(), candidate.size()) > allowed || candidate == word) continue;
    std::size_t found = distance(word, candidate);
    if (found > allowed || (best && found >= bestDistance)) continue;
    best = candidate;
    bestDistance = found;
  }
  return best;
}

}  // namespace oamc
