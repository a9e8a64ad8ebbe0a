#include "frontend/input/input_files.h"

#include <map>

#include <gtest/gtest.h>

namespace oamc {
namespace {

/// A folder `root` with a file, a link to it, a link to a file outside, and a link to itself.
class LinkedFiles final : public FileSystem {
 public:
  FileKind kind(const std::string& path) const override { return path == "root" || path == "root/loop" ? FileKind::kFolder : FileKind::kFile; }
  std::optional<std::string> read(const std::string&, std::string&) const override { return ""; }
  std::vector<FolderEntry> list(const std::string& folder) const override {
    std::vector<FolderEntry> entries{
        {folder + "/a.yaml", FileKind::kFile, false}, {folder + "/inner.yaml", FileKind::kFile, true}, {folder + "/loop", FileKind::kFolder, true}};
    if (hasOuter) entries.push_back({folder + "/outer.yaml", FileKind::kFile, true});
    return entries;
  }
  std::optional<std::string> resolve(const std::string& path) const override {
    if (path.ends_with("outer.yaml")) return "/rooted/secret.yaml";
    if (path.ends_with("inner.yaml")) return "/root/a.yaml";
    return path.ends_with("loop") || path == "root" ? "/root" : "/" + path;
  }
  std::string identity(const std::string& path) const override { return path; }

  bool hasOuter = false;
};

constexpr std::string_view kYaml[] = {".yaml"};
const std::vector<std::string> kRoots{"root"};

TEST(FindFiles, FollowsLinksBelowTheRootsAndNeverInCircles) {
  SourceManager sources;
  DiagnosticSink sink(sources);
  auto found = findFiles("root", kYaml, WalkOrder::kPaths, kRoots, LinkedFiles(), sink);
  ASSERT_TRUE(static_cast<bool>(found));
  ASSERT_EQ(found->size(), 2U);
  EXPECT_EQ((*found)[1].path, "root/inner.yaml");
  EXPECT_FALSE((*found)[1].isNamed);
}

TEST(FindFiles, RefusesLinksThatLeaveTheRoots) {
  SourceManager sources;
  DiagnosticSink sink(sources);
  LinkedFiles files;
  files.hasOuter = true;
  EXPECT_FALSE(static_cast<bool>(findFiles("root", kYaml, WalkOrder::kPaths, kRoots, files, sink)));
  ASSERT_EQ(sink.diagnostics().size(), 1U);
  EXPECT_EQ(sink.diagnostics()[0].message, "the link `root/outer.yaml` leads out of the named folders");
}

TEST(FindFiles, TakesNamedFilesWhateverTheirExtension) {
  SourceManager sources;
  DiagnosticSink sink(sources);
  MemoryFileSystem files(std::map<std::string, std::string>{{"app.txt", ""}});
  auto found = findFiles("app.txt", kYaml, WalkOrder::kPaths, {}, files, sink);
  ASSERT_TRUE(static_cast<bool>(found));
  EXPECT_TRUE((*found)[0].isNamed);
}

}  // namespace
}  // namespace oamc
