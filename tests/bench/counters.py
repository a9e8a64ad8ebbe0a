#!/usr/bin/env python3
"""Compares the operation counters of the W5 programs, in small sizes, with counters.golden.

usage: counters.py --counters PROGRAM [--bless]
"""
import argparse
import difflib
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
GENERATE = os.path.join(HERE, "..", "..", "fixtures", "workloads", "generate.py")
SIZES = ["--fields", "200", "--disjunctions", "20", "--instances", "5", "--chain", "20", "--interpolations", "100", "--marshal-bytes", "20000",
         "--services", "20"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--counters", required=True)
    parser.add_argument("--bless", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-B", GENERATE, folder, "--only", "w5"] + SIZES, check=True, stdout=subprocess.DEVNULL)
        w5 = os.path.join(folder, "w5")
        files = [os.path.join(w5, name) for name in sorted(os.listdir(w5)) if name.endswith(".cue")]
        got = subprocess.run([options.counters] + files, check=True, stdout=subprocess.PIPE, text=True, timeout=300).stdout
    golden = os.path.join(HERE, "counters.golden")
    want = ""
    if os.path.exists(golden):
        with open(golden, encoding="utf-8") as f:
            want = f.read()
    if want == got:
        return 0
    if options.bless:
        with open(golden, "w", encoding="utf-8") as f:
            f.write(got)
        return 0
    print("\n".join(difflib.unified_diff(want.splitlines(), got.splitlines(), "counters.golden", "counted", lineterm="", n=0)))
    return 1


if __name__ == "__main__":
    sys.exit(main())
