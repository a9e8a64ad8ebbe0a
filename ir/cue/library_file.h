#pragma once

#include <string_view>

namespace oamc {

/// One definition of the embedded library. Texts live as long as the program.
struct LibraryFile {
  std::string_view type;  ///< as its header says: `component`, `workflow-step`, …
  std::string_view name;
  std::string_view path;  ///< below the library's folder: `component/webservice.cue`
  std::string_view text;
};

/// One CUE package of the embedded library: a single file. Texts live as long as the program.
struct LibraryPackage {
  std::string_view path;  ///< as it is imported: `vela/base64`
  std::string_view text;
};

}  // namespace oamc
