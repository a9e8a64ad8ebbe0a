#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace oamc::net {

enum class UrlPart { kPathSegment, kQuery };

/// Percent-encodes everything that has a meaning in that part; a blank of a query becomes `+`.
std::string escapeUrl(std::string_view text, UrlPart part);

/// The reverse. Nothing if a `%` is not followed by two hexadecimal digits.
std::optional<std::string> unescapeUrl(std::string_view text, UrlPart part);

/// What is wrong with a URL or a relative reference, or nothing. As lenient as browsers and Go are: any path, any query.
std::optional<std::string> findUrlProblem(std::string_view url);

/// The scheme before the first `:`, or empty.
std::string_view urlScheme(std::string_view url);

}  // namespace oamc::net
