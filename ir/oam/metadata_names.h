#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace oamc {

// The rules of Kubernetes for texts in metadata. Each returns what is wrong with `text`, or nothing.

/// Lower-case letters, digits, `-` and `.`, beginning and ending with a letter or digit, at most 253 characters (RFC 1123 subdomain).
std::optional<std::string> subdomainProblem(std::string_view text);

/// The same without dots and with at most 63 characters (RFC 1123 label): namespaces, and with a letter first (RFC 1035) Services.
std::optional<std::string> dnsLabelProblem(std::string_view text, bool startsWithLetter);

/// At most 63 letters, digits, `-`, `_` and `.`, beginning and ending with a letter or digit; empty is allowed.
std::optional<std::string> labelValueProblem(std::string_view text);

/// `prefix/name` or `name`: a label value that is not empty, after a subdomain.
std::optional<std::string> metadataKeyProblem(std::string_view text);

/// A name that might have been meant: lower case, `-` for what is not allowed. Empty if nothing is left.
std::string nearestName(std::string_view text);

}  // namespace oamc
