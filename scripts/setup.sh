# Functions that the scripts share; sourced, with `root` set to the top of the repository.

# ensure_packages PURPOSE...: installs the packages of packages.txt that are missing for these purposes, saying so. Without root it prints the command.
ensure_packages() {
  command -v dpkg-query >/dev/null || { echo "no dpkg here: the packages of scripts/packages.txt are taken to be there" >&2; return 0; }
  local missing=() purpose name
  while read -r purpose name; do
    [[ " $* " == *" $purpose "* ]] || continue
    dpkg-query -W -f='${db:Status-Status}\n' "$name" 2>/dev/null | grep -qx installed || missing+=("$name")
  done <"$root/scripts/packages.txt"
  [[ ${#missing[@]} -eq 0 ]] && return 0
  if [[ $(id -u) -ne 0 ]]; then
    echo "these Debian packages are missing; install them with" >&2
    echo "  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${missing[*]}" >&2
    exit 1
  fi
  echo "installing Debian packages, once: ${missing[*]}" >&2
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq >&2 && apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
}

# build PRESET TARGET...: configures once and builds; what the tools print goes to standard error, and only if there is work or a failure.
build() {
  local preset=$1 folder="$root/build/$1" log
  shift
  log=$(mktemp)
  if [[ ! -f $folder/build.ninja ]]; then
    (cd "$root" && cmake --preset "$preset") >"$log" 2>&1 || { cat "$log" >&2; rm -f "$log"; exit 1; }
  fi
  if ! ninja -C "$folder" -n "$@" 2>/dev/null | grep -q 'no work to do'; then
    [[ -f $folder/.ninja_log ]] || echo "building preset $preset, which takes some minutes the first time" >&2
    cmake --build "$folder" --target "$@" >"$log" 2>&1 || { cat "$log" >&2; rm -f "$log"; exit 1; }
  fi
  rm -f "$log"
}
