#!/usr/bin/env python3
"""Keeps the list of functions in docs/LANGUAGE.md the one that the program prints.

usage: language.py --oamc PROGRAM [--bless]

The part between the two marks is made from `oamc list functions`; without --bless the test fails when it differs.
"""
import argparse
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PAGE = os.path.join(ROOT, "docs", "LANGUAGE.md")
BEGIN = "<!-- made by scripts/bless from the tables of stdlib/functions -->\n"
END = "<!-- end -->\n"


def tables(listing):
    packages = {}
    for line in listing.splitlines():
        call, _, doc = re.match(r"(\S.*?)(  +)(\S.*)$", line).groups()
        path, name = re.match(r"([^(]*)\.(\w+\(.*)$", call).groups()
        packages.setdefault(path, []).append((name, doc))
    text = ""
    for path, functions in packages.items():
        text += f"\n### {path}\n\n| function | gives |\n|---|---|\n"
        for name, doc in functions:
            code = "`" + name.replace("|", "\\|") + "`"
            text += f"| {code} | {doc.replace('|', chr(92) + '|')} |\n"
    return text + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--oamc", required=True)
    parser.add_argument("--bless", action="store_true")
    arguments = parser.parse_args()
    listing = subprocess.run([arguments.oamc, "list", "functions"], capture_output=True, text=True, check=True).stdout
    with open(PAGE, encoding="utf-8") as file:
        page = file.read()
    before, rest = page.split(BEGIN)
    wanted = before + BEGIN + tables(listing) + END + rest.split(END)[1]
    if page == wanted:
        return 0
    if arguments.bless:
        with open(PAGE, "w", encoding="utf-8") as file:
            file.write(wanted)
        return 0
    print("docs/LANGUAGE.md does not list the functions that there are: scripts/bless writes it anew")
    return 1


if __name__ == "__main__":
    sys.exit(main())
