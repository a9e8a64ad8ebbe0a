#include "stdlib/functions/library.h"

#include <array>

#include "stdlib/functions/packages.h"

namespace oamc {

FunctionLibrary functionLibrary() {
  static const std::array kPackages{
      base64::package(), hex::package(), json::package(), yaml::package(), list::package(), net::package(), path::package(), regexp::package(), strconv::package(), strings::package(), structs::package(), time::package(),
  };
  return kPackages;
}

}  // namespace oamc
