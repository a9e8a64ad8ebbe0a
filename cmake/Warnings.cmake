# Warning and sanitizer flags of our own targets; third-party headers are SYSTEM and stay silent.
add_library(oamc_warnings INTERFACE)
target_compile_options(oamc_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough -Wswitch-enum)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(oamc_warnings INTERFACE -Wno-restrict)  # g++ 12 sees overlaps inside std::string that are not there
endif()
if(OAMC_WERROR)
  target_compile_options(oamc_warnings INTERFACE -Werror)
endif()
if(OAMC_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
  add_link_options(-fsanitize=address,undefined)
endif()
if(OAMC_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()
