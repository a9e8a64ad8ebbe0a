#!/usr/bin/env python3
"""Runs oamc on the cases of the given folders and compares what it prints and writes with what lies beside the input.

usage: golden.py --oamc PROGRAM [--bless] FOLDER...

A case is a folder with a file `command`: the arguments of oamc in one line, quoted as for a shell. It runs inside a copy of the case. Beside the
input lie
  expected.stdout, expected.stderr   what is printed; no file: nothing
  expected.status                    the exit status; no file: 0
  expected.files/                    files that the command writes into the case, if any
  expected.removed                   paths of files that the command removes from it, one a line; no file: none
--bless writes these anew. An expectation in a folder without `command` is an error: nobody would notice when it is wrong.
The last line is `N passed, N failed, N skipped`.
"""
import argparse
import difflib
import os
import shlex
import shutil
import subprocess
import sys
import tempfile

PREFIX = "expected."


def read_tree(folder):
    """-> relative path: bytes of every file below"""
    files = {}
    for parent, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(parent, name)
            with open(path, "rb") as f:
                files[os.path.relpath(path, folder)] = f.read()
    return files


def expectations(case):
    return {path: data for path, data in read_tree(case).items() if path.startswith(PREFIX)}


def run(case, oamc):
    """-> the expectations that this run of the command makes"""
    with open(os.path.join(case, "command"), encoding="utf-8") as f:
        arguments = shlex.split(f.read())
    with tempfile.TemporaryDirectory() as scratch:
        work = os.path.join(scratch, "case")
        shutil.copytree(case, work, ignore=shutil.ignore_patterns(PREFIX + "*", "command"))
        before = read_tree(work)
        result = subprocess.run([oamc] + arguments, cwd=work, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)
        after = read_tree(work)
    made = {PREFIX + "stdout": result.stdout, PREFIX + "stderr": result.stderr}
    if result.returncode != 0:
        made[PREFIX + "status"] = b"%d\n" % result.returncode
    for path, data in after.items():
        if before.get(path) != data:
            made[os.path.join(PREFIX + "files", path)] = data
    made[PREFIX + "removed"] = "".join(path + "\n" for path in sorted(set(before) - set(after))).encode()
    return {path: data for path, data in made.items() if data or path.startswith(PREFIX + "files")}


def show_difference(case, path, want, got):
    print("%s: %s" % (case, path))
    lines = [(b or b"").decode("utf-8", "replace").splitlines() for b in (want, got)]
    for line in list(difflib.unified_diff(*lines, "expected", "got", lineterm="", n=2))[:40]:
        print("    " + line)


def write(case, made):
    for name in os.listdir(case):
        if name.startswith(PREFIX):
            path = os.path.join(case, name)
            shutil.rmtree(path) if os.path.isdir(path) else os.remove(path)
    for path, data in made.items():
        target = os.path.join(case, path)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "wb") as f:
            f.write(data)


def find_cases(folder):
    """-> (cases, expectations that belong to no case)"""
    cases, orphans = [], []
    for parent, folders, names in os.walk(folder):
        folders.sort()
        if "command" in names:
            cases.append(parent)
            folders.clear()
        else:
            orphans += [os.path.join(parent, name) for name in names + folders if name.startswith(PREFIX)]
    return cases, orphans


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--oamc", required=True)
    parser.add_argument("--bless", action="store_true")
    parser.add_argument("folders", nargs="+")
    options = parser.parse_args()
    oamc = os.path.abspath(options.oamc)
    passed = failed = blessed = 0
    for folder in options.folders:
        cases, orphans = find_cases(folder)
        for path in orphans:
            print("%s: belongs to no case" % path)
        failed += len(orphans)
        if not cases:
            print("%s: no cases" % folder)
            failed += 1
        for case in cases:
            want, made = expectations(case), run(case, oamc)
            if want == made:
                passed += 1
            elif options.bless:
                write(case, made)
                blessed += 1
                passed += 1
            else:
                failed += 1
                for path in sorted(set(want) | set(made)):
                    if want.get(path) != made.get(path):
                        show_difference(case, path, want.get(path), made.get(path))
    if blessed:
        print("%d cases blessed: read the difference as you would read code" % blessed)
    print("%d passed, %d failed, 0 skipped" % (passed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
