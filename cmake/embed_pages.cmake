# cmake -DOUT=file.cpp -DPAGES=a.md|b.md -P embed_pages.cmake: writes the table of diagnostic pages as C++.
string(REPLACE "|" ";" PAGES "${PAGES}")
set(rows "")
foreach(page IN LISTS PAGES)
  get_filename_component(code ${page} NAME_WE)
  file(READ ${page} text)
  string(APPEND rows "    {\"${code}\", R\"PAGE(${text})PAGE\"},\n")
endforeach()
file(WRITE ${OUT} "#include \"frontend/cli/diagnostic_pages.h\"

namespace oamc {

namespace {
constexpr DiagnosticPage kPages[] = {
${rows}};
}  // namespace

std::span<const DiagnosticPage> diagnosticPages() { return kPages; }

}  // namespace oamc
")
