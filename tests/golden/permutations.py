#!/usr/bin/env python3
"""Order that means nothing changes nothing: runs oamc on cases with permuted inputs.

usage: permutations.py --oamc PROGRAM FOLDER...

Takes the cases of the folders (see golden.py) that render without errors. Two laws are checked for each of them:
  keys       reversing the keys of every map in its YAML files changes no byte of what is printed and written
  documents  reversing the documents of every YAML file that holds several changes only the order of what is printed
Lists of clusters, definitions of one name and policies keep their order: there it has a meaning. The last line is `N passed, N failed, N skipped`.
"""
import argparse
import difflib
import os
import shlex
import shutil
import subprocess
import sys
import tempfile

import yaml

COMMANDS = ("render", "dry-run")


def reverse_keys(node):
    """Reverses every map of a YAML tree, except those with merge keys, which work where they stand."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            reverse_keys(item)
    if isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            reverse_keys(value)
        if all(key.value != "<<" for key, _ in node.value):
            node.value.reverse()


def by_keys(nodes):
    for node in nodes:
        reverse_keys(node)
    return nodes


def by_documents(nodes):
    return nodes[::-1]


def text_of(nodes):
    """Scalars keep their spelling: to this loader and dumper all of them are strings."""
    return yaml.serialize_all(nodes, Dumper=yaml.BaseDumper, allow_unicode=True, width=10000)


def permute(folder, change):
    """Rewrites the YAML files of a folder; -> whether any has changed"""
    changed = False
    for parent, _, names in os.walk(folder):
        for name in sorted(names):
            if not name.endswith((".yaml", ".yml")):
                continue
            path = os.path.join(parent, name)
            with open(path, encoding="utf-8") as f:
                nodes = [node for node in yaml.compose_all(f.read(), Loader=yaml.BaseLoader) if node]
            before = text_of(nodes)
            after = text_of(change(nodes))
            if after == before:
                continue
            with open(path, "w", encoding="utf-8") as f:
                f.write(after)
            changed = True
    return changed


def files_of(folder):
    files = {}
    for parent, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(parent, name)
            with open(path, "rb") as f:
                files[os.path.relpath(path, folder)] = f.read()
    return files


def run(oamc, arguments, work):
    """-> (status, standard output, written files)"""
    before = files_of(work)
    result = subprocess.run([oamc] + arguments, cwd=work, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)
    written = {path: data for path, data in files_of(work).items() if before.get(path) != data}
    return result.returncode, result.stdout, written


def documents(output):
    return sorted(output.split(b"---\n"))


def difference(want, got):
    lines = difflib.unified_diff(want.decode().splitlines(), got.decode().splitlines(), "as written", "permuted", lineterm="", n=1)
    return "\n".join("    " + line for line in list(lines)[:12])


def check(oamc, case):
    """-> (law, problem or None) of every law that applies"""
    with open(os.path.join(case, "command"), encoding="utf-8") as f:
        arguments = shlex.split(f.read())
    if arguments[0] not in COMMANDS:
        return
    for law, change in (("keys", by_keys), ("documents", by_documents)):
        # Of a file for dry-run only the first document counts.
        if law == "documents" and arguments[0] == "dry-run":
            continue
        with tempfile.TemporaryDirectory() as scratch:
            straight, permuted = os.path.join(scratch, "a"), os.path.join(scratch, "b")
            for folder in (straight, permuted):
                shutil.copytree(case, folder, ignore=shutil.ignore_patterns("expected.*", "command"))
            want = run(oamc, arguments, straight)
            if want[0] != 0 or not permute(permuted, change):
                continue
            got = run(oamc, arguments, permuted)
            is_same = got == want if law == "keys" else (got[0], documents(got[1])) == (want[0], documents(want[1]))
            yield law, None if is_same else "status %d and %d\n%s" % (want[0], got[0], difference(want[1], got[1]))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--oamc", required=True)
    parser.add_argument("folders", nargs="+")
    options = parser.parse_args()
    passed = failed = skipped = 0
    for folder in options.folders:
        for name in sorted(os.listdir(folder)):
            case = os.path.join(folder, name)
            if not os.path.exists(os.path.join(case, "command")):
                continue
            results = list(check(os.path.abspath(options.oamc), case))
            skipped += not results
            for law, problem in results:
                passed += problem is None
                failed += problem is not None
                if problem:
                    print("%s: permuting %s: %s" % (name, law, problem))
    print("%d passed, %d failed, %d skipped" % (passed, failed, skipped))
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
