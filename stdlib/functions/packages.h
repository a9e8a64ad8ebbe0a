#pragma once

#include "ir/cue/function.h"

// The tables of the packages; each is written in the file of its name.
namespace oamc {

namespace base64 { PackageDef package(); }
namespace hex { PackageDef package(); }
namespace json { PackageDef package(); }
namespace list { PackageDef package(); }
namespace net { PackageDef package(); }
namespace path { PackageDef package(); }
namespace regexp { PackageDef package(); }
namespace strconv { PackageDef package(); }
namespace strings { PackageDef package(); }
namespace structs { PackageDef package(); }
namespace time { PackageDef package(); }
namespace yaml { PackageDef package(); }

}  // namespace oamc
