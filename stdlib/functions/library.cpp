#include "stdlib/functions/library.h"

#include <array>

#include "stdlib/functions/packages.h"

namespace oamc {

FunctionLibrary functionLibrary() {
  static const std::array kPackages{
      crypto::hmacPackage(), crypto::md5Package(), crypto::sha1Package(), crypto::sha256Package(),  crypto::sha512Package(), base64::package(),
      csv::package(),        hex::package(),       json::package(),       yaml::package(),          html::package(),         list::package(),
      math::package(),       math_bits::package(), net::package(),        patch::package(),         path::package(),         regexp::package(),
      strconv::package(),    strings::package(),   structs::package(),    text_template::package(), time::package(),         uuid::package(),
  };
  return kPackages;
}

}  // namespace oamc
