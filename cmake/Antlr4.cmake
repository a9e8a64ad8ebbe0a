# The ANTLR 4 runtime and tool as Debian 12 ships them (runtime 4.9, tool 4.7.2; both speak version 3 of the serialised automaton).
find_package(antlr4-runtime CONFIG REQUIRED)
find_program(ANTLR4_TOOL NAMES antlr4 REQUIRED)  # the launcher: the bare jar lacks its class path

# What sees ANTLR headers links this. The shim directory comes first: the umbrella header of the runtime does not compile with clang.
add_library(oamc_antlr4 INTERFACE)
target_include_directories(oamc_antlr4 SYSTEM BEFORE INTERFACE ${PROJECT_SOURCE_DIR}/grammar/antlr_shim)
target_include_directories(oamc_antlr4 SYSTEM INTERFACE ${ANTLR4_INCLUDE_DIR})
target_link_libraries(oamc_antlr4 INTERFACE antlr4_static)

# Writes the parser that GRAMMAR (without a lexer) describes to the folder OUT, as a class in NAMESPACE.
function(oamc_antlr4_generate grammar namespace out)
  get_filename_component(name ${grammar} NAME_WE)
  file(MAKE_DIRECTORY ${out})
  add_custom_command(
    OUTPUT ${out}/${name}.cpp ${out}/${name}.h
    BYPRODUCTS ${out}/${name}.tokens ${out}/${name}.interp
    COMMAND ${ANTLR4_TOOL} -Dlanguage=Cpp -Werror -no-visitor -no-listener -package ${namespace} -Xexact-output-dir -o ${out}
            ${CMAKE_CURRENT_SOURCE_DIR}/${grammar}
    # The automaton is only needed to explain errors: the parser makes it on demand, not whenever a program starts.
    COMMAND sed -i "/^${name}::Initializer ${name}::_init;$/d" ${out}/${name}.cpp
    DEPENDS ${grammar}
    COMMENT "Generating ${namespace}::${name}"
    VERBATIM)
  # The tool writes u8"…" literals, which C++20 gives another type, and code with warnings.
  set_source_files_properties(${out}/${name}.cpp PROPERTIES COMPILE_OPTIONS "-w;-fno-char8_t")
endfunction()

# oamc_antlr4_parser(TARGET GRAMMAR SOURCES...): a library of two parsers that GRAMMAR describes, in the namespaces oamc and oamc::explaining, and of SOURCES, on
# which they stand. Prediction calls in the generated code mean that the grammar is no longer LL(1); the test NAME.Ll1 counts them.
function(oamc_antlr4_parser target grammar)
  get_filename_component(name ${grammar} NAME_WE)
  set(out ${CMAKE_CURRENT_BINARY_DIR}/generated)
  oamc_antlr4_generate(${grammar} oamc ${out})
  oamc_antlr4_generate(${grammar} oamc::explaining ${out}/explaining)
  add_library(${target} STATIC ${out}/${name}.cpp ${out}/${name}.h ${out}/explaining/${name}.cpp ${out}/explaining/${name}.h ${ARGN})
  target_include_directories(${target} SYSTEM PUBLIC ${out})
  target_link_libraries(${target} PUBLIC oamc_antlr4)
  add_test(NAME ${name}.Ll1
    COMMAND ${CMAKE_COMMAND} -DSOURCE=${out}/${name}.cpp -P ${PROJECT_SOURCE_DIR}/tests/architecture/no_prediction.cmake)
endfunction()
