# cmake -DOUT=file.cpp -DFOLDER=folder -DPACKAGES=vela/a.cue|vela/b.cue -P embed_packages.cmake: writes the texts of CUE packages as C++.
string(REPLACE "|" ";" PACKAGES "${PACKAGES}")
set(rows "")
foreach(package IN LISTS PACKAGES)
  string(REGEX REPLACE "\\.cue$" "" path ${package})
  file(READ ${FOLDER}/${package} text)
  string(APPEND rows "    {\"${path}\", R\"PACKAGE(${text})PACKAGE\"},\n")
endforeach()
file(WRITE ${OUT} "#include \"stdlib/packages/library_packages.h\"

namespace oamc {

namespace {
constexpr LibraryPackage kPackages[] = {
${rows}};
}  // namespace

std::span<const LibraryPackage> libraryPackages() { return kPackages; }

}  // namespace oamc
")
