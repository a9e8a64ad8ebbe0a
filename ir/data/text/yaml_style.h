#pragma once

#include <string_view>

#include "ir/data/text/yaml_writer.h"

namespace oamc {

enum class YamlTextStyle { kPlain, kSingleQuoted, kDoubleQuoted, kLiteral };

/// Line ends of YAML 1.1.
bool isYamlBreak(char32_t point);

/// Whether YAML writers of the 1.1 family print the character as it is: no controls, no byte order mark, nothing above U+FFFF.
bool isYamlPrintable(char32_t point);

/// How a string is written.
struct YamlTextForm {
  YamlTextStyle style = YamlTextStyle::kPlain;
  bool isWord = false;     ///< plain, and printable ASCII without blanks: it never folds and has as many columns as bytes
  bool isUnusual = false;  ///< it has controls or characters beyond ASCII
};

/// A simple key stands in front of its colon on one line and has no block style.
YamlTextForm yamlTextForm(std::string_view text, YamlPreset preset, bool isSimpleKey);

/// Whether a string of this form can be a key in front of its colon: at most 128 bytes and no line break.
bool isSimpleYamlKey(std::string_view text, const YamlTextForm& form);

}  // namespace oamc
