#!/usr/bin/env python3
"""Executes the command blocks of Markdown files and compares what they print.

usage: commands.py --oamc PROGRAM FILE...

A block is fenced with ```console and holds lines `$ COMMAND`, each followed by what it prints (standard output and standard error together). A line `...` stands for any
number of lines. `scripts/oamc` and `oamc` are the program under test; commands run at the top of a copy of the repository's fixtures, in the order of the file. Blocks whose
first line is `$ scripts/test`, or a command of git, apt or docker, are not run. The last line is `N passed, N failed, N skipped`.
"""
import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.M | re.S)
SKIPPED = re.compile(r"^(scripts/(?!oamc\b)|git |apt|docker|cmake |ctest |sudo )")


def commands(text):
    """-> (line number, command, expected lines) of every command"""
    for block in BLOCK.finditer(text):
        line = text[:block.start(1)].count("\n") + 1
        command = None
        for content in block.group(1).split("\n")[:-1]:
            if content.startswith("$ "):
                if command:
                    yield command
                command = (line, content[2:], [])
            elif command:
                command[2].append(content)
            line += 1
        if command:
            yield command


def matches(want, got):
    """Lines against lines; `...` is any number of them."""
    pattern = "".join(r"(?:.*\n)*?" if line.strip() == "..." else re.escape(line.rstrip()) + r"\n" for line in want)
    return re.fullmatch(pattern, "".join(line.rstrip() + "\n" for line in got)) is not None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--oamc", required=True)
    parser.add_argument("files", nargs="+")
    options = parser.parse_args()
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    for path in options.files:
        with open(path, encoding="utf-8") as f:
            text = f.read()
        with tempfile.TemporaryDirectory() as scratch:
            shutil.copytree(os.path.join(ROOT, "fixtures", "apps"), os.path.join(scratch, "fixtures", "apps"))
            os.makedirs(os.path.join(scratch, "scripts"))
            for name in ("oamc", "scripts/oamc"):
                os.symlink(os.path.abspath(options.oamc), os.path.join(scratch, name))
            environment = dict(os.environ, PATH=scratch + os.pathsep + os.environ["PATH"], NO_COLOR="1")
            for line, command, want in commands(text):
                if SKIPPED.match(command):
                    counts["skipped"] += 1
                    continue
                result = subprocess.run(["bash", "-c", command], cwd=scratch, env=environment, stdin=subprocess.DEVNULL,
                                        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=60)
                got = result.stdout.split("\n")[:-1] if result.stdout.endswith("\n") else result.stdout.split("\n") if result.stdout else []
                if not want or matches(want, got):
                    counts["passed"] += 1
                    continue
                counts["failed"] += 1
                print("%s:%d: $ %s\n  prints\n%s" % (os.path.relpath(path, ROOT), line, command, "\n".join("    " + g for g in got)))
    print("%(passed)d passed, %(failed)d failed, %(skipped)d skipped" % counts)
    return 1 if counts["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
