# oamc_layer(NAME SOURCES ... USES ... [PRIVATE ...]): one library target per layer.
# USES are the layers whose headers may be included; PRIVATE are third-party libraries that no public header shows.
function(oamc_layer name)
  cmake_parse_arguments(L "" "" "SOURCES;USES;PRIVATE" ${ARGN})
  add_library(${name} STATIC ${L_SOURCES})
  target_link_libraries(${name} PUBLIC ${L_USES} PRIVATE oamc_warnings ${L_PRIVATE})
endfunction()

# oamc_executable(NAME SOURCES ... USES ... [PRIVATE ...]): a program of ours, static where the preset asks for it.
function(oamc_executable name)
  cmake_parse_arguments(E "" "" "SOURCES;USES;PRIVATE" ${ARGN})
  add_executable(${name} ${E_SOURCES})
  target_link_libraries(${name} PRIVATE oamc_warnings ${E_USES} ${E_PRIVATE})
  if(OAMC_STATIC)
    target_link_options(${name} PRIVATE -static)
  endif()
endfunction()
