#include "stdlib/functions/native.h"
#include "stdlib/functions/packages.h"
#include "stdlib/functions/path_pattern.h"

namespace oamc::path {

namespace {

using SystemName = std::optional<std::string_view>;

enum class Family { kUnix, kWindows, kPlan9 };

/// The rules of a system for its paths.
struct System {
  Family family;
  char separator;
  char listSeparator;

  bool isWindows() const { return family == Family::kWindows; }
  bool isSeparator(char c) const { return c == separator || (isWindows() && c == '/'); }
};

constexpr System kUnix{Family::kUnix, '/', ':'};
constexpr System kWindows{Family::kWindows, '\\', ';'};
constexpr System kPlan9{Family::kPlan9, '/', '\0'};

Outcome<System> systemOf(const SystemName& name, const System& byDefault = kUnix) {
  if (!name) return byDefault;
  if (*name == "windows") return kWindows;
  if (*name == "plan9") return kPlan9;
  for (std::string_view unixLike :
       {"unix", "linux", "darwin", "freebsd", "netbsd", "openbsd", "dragonfly", "solaris", "illumos", "aix", "android", "ios", "hurd", "js", "nacl", "zos"}) {
    if (*name == unixLike) return kUnix;
  }
  return fail(describe(Data::string(*name)) + " is no system, `unix`, `windows` and `plan9` are");
}

bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Where the next separator at or after `from` is, or the end.
std::size_t findSeparator(std::string_view path, std::size_t from, const System& system) {
  while (from < path.size() && !system.isSeparator(path[from])) ++from;
  return from;
}

/// Bytes of `c:` or `\\host\share` at the start.
std::size_t volumeSize(std::string_view path, const System& system) {
  if (!system.isWindows() || path.size() < 2) return 0;
  if (path[1] == ':' && isLetter(path[0])) return 2;
  if (!system.isSeparator(path[0]) || !system.isSeparator(path[1])) return 0;
  std::size_t hostEnd = findSeparator(path, 2, system);
  bool hasShare = hostEnd > 2 && hostEnd + 1 < path.size() && !system.isSeparator(path[hostEnd + 1]);
  return hasShare ? findSeparator(path, hostEnd + 1, system) : 0;
}

std::string withSeparators(std::string_view path, const System& system) {
  std::string text(path);
  std::ranges::replace(text, '/', system.separator);
  return text;
}

std::vector<std::string_view> splitParts(std::string_view path, const System& system) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at < path.size();) {
    std::size_t end = findSeparator(path, at, system);
    if (end > at) parts.push_back(path.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

std::string cleanPath(std::string_view path, const System& system) {
  std::size_t volume = volumeSize(path, system);
  std::string cleaned = withSeparators(path.substr(0, volume), system);
  std::string_view rest = path.substr(volume);
  if (rest.empty() && volume > 2) return cleaned;
  bool isRooted = !rest.empty() && system.isSeparator(rest[0]);
  std::vector<std::string_view> kept;
  for (std::string_view part : splitParts(rest, system)) {
    if (part == ".") continue;
    bool goesUp = part == "..";
    if (goesUp && !kept.empty() && kept.back() != "..") kept.pop_back();
    else if (!goesUp || !isRooted) kept.push_back(part);
  }
  if (isRooted) cleaned += system.separator;
  if (kept.empty()) return isRooted ? cleaned : cleaned + ".";
  for (std::size_t i = 0; i < kept.size(); ++i) {
    if (i != 0) cleaned += system.separator;
    cleaned += kept[i];
  }
  return cleaned;
}

std::string joinParts(const std::vector<std::string_view>& parts, const System& system) {
  std::string joined;
  for (std::string_view part : parts) {
    if (part.empty()) continue;
    // A drive alone means its current directory, and so does the joined path.
    bool isDrive = joined.size() == 2 && volumeSize(joined, system) == 2;
    if (isDrive) part.remove_prefix(std::min(part.find_first_not_of("\\/"), part.size()));
    else if (!joined.empty()) joined += system.separator;
    joined += part;
  }
  return joined.empty() ? joined : cleanPath(joined, system);
}

bool isAbsolute(std::string_view path, const System& system) {
  if (system.family == Family::kPlan9 && path.starts_with('#')) return true;
  if (!system.isWindows()) return path.starts_with('/');
  std::size_t volume = volumeSize(path, system);
  return volume > 0 && path.size() > volume && system.isSeparator(path[volume]);
}

/// The offset behind the last separator, not inside of the volume.
std::size_t nameStart(std::string_view path, const System& system) {
  std::size_t at = path.size();
  while (at > volumeSize(path, system) && !system.isSeparator(path[at - 1])) --at;
  return at;
}

/// Calls `function` with the system of that name.
template <typename Result, typename Function>
Outcome<Result> on(const SystemName& name, Function function, const System& byDefault = kUnix) {
  Outcome<System> system = systemOf(name, byDefault);
  if (auto* failure = std::get_if<FunctionFailure>(&system)) return *failure;
  return function(std::get<System>(system));
}

Outcome<std::string> clean(std::string_view path, SystemName name) {
  return on<std::string>(name, [&](const System& system) { return cleanPath(path, system); });
}

Outcome<std::string> join(std::vector<std::string_view> parts, SystemName name) {
  return on<std::string>(name, [&](const System& system) { return joinParts(parts, system); });
}

Outcome<std::string> dir(std::string_view path, SystemName name) {
  return on<std::string>(name, [&](const System& system) {
    std::size_t volume = volumeSize(path, system);
    std::size_t start = nameStart(path, system);
    std::string folder = cleanPath(path.substr(volume, start - volume), system);
    std::string prefix(path.substr(0, volume));
    return folder == "." && volume > 2 ? prefix : prefix + folder;
  });
}

Outcome<std::string> base(std::string_view path, SystemName name) {
  return on<std::string>(name, [&](const System& system) -> std::string {
    if (path.empty()) return ".";
    std::string_view rest = path;
    while (!rest.empty() && system.isSeparator(rest.back())) rest.remove_suffix(1);
    rest.remove_prefix(volumeSize(rest, system));
    rest = rest.substr(nameStart(rest, system));
    return rest.empty() ? std::string(1, system.separator) : std::string(rest);
  });
}

Outcome<std::string> ext(std::string_view path, SystemName name) {
  return on<std::string>(name, [&](const System& system) -> std::string {
    std::string_view file = path.substr(nameStart(path, system));
    std::size_t dot = file.rfind('.');
    return dot == std::string_view::npos ? std::string() : std::string(file.substr(dot));
  });
}

Outcome<bool> isAbs(std::string_view path, SystemName name) {
  return on<bool>(name, [&](const System& system) { return isAbsolute(path, system); });
}

Outcome<std::vector<std::string>> split(std::string_view path, SystemName name) {
  return on<std::vector<std::string>>(name, [&](const System& system) {
    std::size_t start = nameStart(path, system);
    return std::vector<std::string>{std::string(path.substr(0, start)), std::string(path.substr(start))};
  });
}

/// On Windows quotes protect separators and are removed.
std::vector<std::string> splitListOn(std::string_view list, const System& system) {
  if (list.empty()) return {};
  std::vector<std::string> parts(1);
  bool isQuoted = false;
  for (char c : list) {
    if (system.isWindows() && c == '"') isQuoted = !isQuoted;
    else if (c == system.listSeparator && !isQuoted) parts.emplace_back();
    else parts.back() += c;
  }
  return parts;
}

Outcome<std::vector<std::string>> splitList(std::string_view list, std::string_view name) {
  return on<std::vector<std::string>>(name, [&](const System& system) { return splitListOn(list, system); });
}

bool isSamePart(std::string_view a, std::string_view b, const System& system) {
  auto fold = [&](char c) { return system.isWindows() && c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::ranges::equal(a, b, {}, fold, fold);
}

Outcome<std::string> relativePath(std::string_view from, std::string_view to, const System& system) {
  std::string cleanFrom = cleanPath(from, system);
  std::string cleanTo = cleanPath(to, system);
  std::size_t volumeFrom = volumeSize(cleanFrom, system);
  std::size_t volumeTo = volumeSize(cleanTo, system);
  auto startsAtRoot = [&](std::string_view path, std::size_t volume) { return path.size() > volume && system.isSeparator(path[volume]); };
  auto impossible = [&] { return fail("no relative path leads from `" + std::string(from) + "` to `" + std::string(to) + "`"); };
  bool isSameVolume = isSamePart(std::string_view(cleanFrom).substr(0, volumeFrom), std::string_view(cleanTo).substr(0, volumeTo), system);
  if (!isSameVolume || startsAtRoot(cleanFrom, volumeFrom) != startsAtRoot(cleanTo, volumeTo)) return impossible();
  std::vector<std::string_view> fromParts = splitParts(std::string_view(cleanFrom).substr(volumeFrom), system);
  std::vector<std::string_view> toParts = splitParts(std::string_view(cleanTo).substr(volumeTo), system);
  std::erase(fromParts, ".");
  if (fromParts.empty()) std::erase(toParts, ".");
  std::size_t common = 0;
  while (common < fromParts.size() && common < toParts.size() && isSamePart(fromParts[common], toParts[common], system)) ++common;
  if (common < fromParts.size() && fromParts[common] == "..") return impossible();
  std::vector<std::string_view> parts(fromParts.size() - common, "..");
  parts.insert(parts.end(), toParts.begin() + static_cast<std::ptrdiff_t>(common), toParts.end());
  std::string path;
  for (std::string_view part : parts) {
    if (!path.empty()) path += system.separator;
    path += part;
  }
  return path.empty() ? "." : path;
}

Outcome<std::string> rel(std::string_view from, std::string_view to, SystemName name) {
  Outcome<System> system = systemOf(name);
  if (auto* failure = std::get_if<FunctionFailure>(&system)) return *failure;
  return relativePath(from, to, std::get<System>(system));
}

Outcome<std::string> resolve(std::string_view directory, std::string_view path, SystemName name) {
  return on<std::string>(name, [&](const System& system) {
    return cleanPath(isAbsolute(path, system) ? std::string(path) : joinParts({directory, path}, system), system);
  });
}

Outcome<std::string> toSlash(std::string_view path, std::string_view name) {
  return on<std::string>(name, [&](const System& system) {
    std::string text(path);
    std::ranges::replace(text, system.separator, '/');
    return text;
  });
}

Outcome<std::string> fromSlash(std::string_view path, std::string_view name) {
  return on<std::string>(name, [&](const System& system) { return withSeparators(path, system); });
}

Outcome<std::string> volumeName(std::string_view path, SystemName name) {
  return on<std::string>(
      name, [&](const System& system) { return withSeparators(path.substr(0, volumeSize(path, system)), system); }, kWindows);
}

Outcome<bool> match(std::string_view pattern, std::string_view path, SystemName name) {
  Outcome<System> system = systemOf(name);
  if (auto* failure = std::get_if<FunctionFailure>(&system)) return *failure;
  const System& rules = std::get<System>(system);
  return matchPattern(pattern, path, {.separator = rules.separator, .hasEscapes = !rules.isWindows()});
}

constexpr FunctionDef kFunctions[] = {
    row<base>("Base", "(path: string, os: string) string", "The last element of a path.", R"(path.Base("/a/b.txt") ⇒ "b.txt")"),
    row<clean>("Clean", "(path: string, os: string) string", "The shortest path that means the same.", R"(path.Clean("a//b/../c") ⇒ "a/c")"),
    row<dir>("Dir", "(path: string, os: string) string", "A path without its last element.", R"(path.Dir("/a/b") ⇒ "/a")"),
    row<ext>("Ext", "(path: string, os: string) string", "The part of the last element from its last dot on.", R"(path.Ext("b.tar.gz") ⇒ ".gz")"),
    row<fromSlash>("FromSlash", "(path: string, os: string) string", "A path with the separators of a system for slashes.",
                   R"(path.FromSlash("a/b", path.Windows) ⇒ "a\\b")"),
    row<isAbs>("IsAbs", "(path: string, os: string) bool", "Whether a path starts at the root.", R"(path.IsAbs("/a") ⇒ true)"),
    row<join>("Join", "(elem: [...string], os: string) string", "The clean path of some elements.", R"(path.Join(["a", "../b", "c"]) ⇒ "b/c")"),
    row<match>("Match", "(pattern: string, name: string, os: string) bool", "Whether a name matches a pattern with `*`, `?` and `[a-z]`.",
               R"(path.Match("*.go", "x.go") ⇒ true)"),
    row<rel>("Rel", "(basepath: string, targpath: string, os: string) string", "The path from one path to another one.", R"(path.Rel("/a", "/a/b/c") ⇒ "b/c")"),
    row<resolve>("Resolve", "(dir: string, sub: string, os: string) string", "A path seen from a directory.", R"(path.Resolve("/a", "b") ⇒ "/a/b")"),
    row<split>("Split", "(path: string, os: string) [...string]", "What stands before and after the last separator.", R"(path.Split("a/b") ⇒ ["a/", "b"])"),
    row<splitList>("SplitList", "(path: string, os: string) [...string]", "The paths of a search path.", R"(path.SplitList("a:b", path.Unix) ⇒ ["a", "b"])"),
    row<toSlash>("ToSlash", "(path: string, os: string) string", "A path with slashes for the separators of a system.",
                 R"(path.ToSlash("a\\b", path.Windows) ⇒ "a/b")"),
    row<volumeName>("VolumeName", "(path: string, os: string) string", "The drive or share that a Windows path starts with.",
                    R"(path.VolumeName("c:\\a", path.Windows) ⇒ "c:")"),
};

constexpr ConstantDef kConstants[] = {
    {"Plan9", R"("plan9")", "The rules of Plan 9."},
    {"Unix", R"("unix")", "The rules of Unix."},
    {"Windows", R"("windows")", "The rules of Windows."},
};

}  // namespace

PackageDef package() { return {"path", kFunctions, kConstants}; }

}  // namespace oamc::path
