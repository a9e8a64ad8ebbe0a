#pragma once

#include "ir/cue/function.h"

// The tables of the packages; each is written in the file of its name.
namespace oamc {

namespace base64 {
PackageDef package();
}
namespace crypto {
PackageDef hmacPackage();
PackageDef md5Package();
PackageDef sha1Package();
PackageDef sha256Package();
PackageDef sha512Package();
}  // namespace crypto
namespace csv {
PackageDef package();
}
namespace hex {
PackageDef package();
}
namespace html {
PackageDef package();
}
namespace json {
PackageDef package();
}
namespace list {
PackageDef package();
}
namespace math {
PackageDef package();
}
namespace math_bits {
PackageDef package();
}
namespace net {
PackageDef package();
}
namespace patch {
PackageDef package();
}
namespace path {
PackageDef package();
}
namespace regexp {
PackageDef package();
}
namespace strconv {
PackageDef package();
}
namespace strings {
PackageDef package();
}
namespace structs {
PackageDef package();
}
namespace text_template {
PackageDef package();
}
namespace time {
PackageDef package();
}
namespace uuid {
PackageDef package();
}
namespace yaml {
PackageDef package();
}

}  // namespace oamc
