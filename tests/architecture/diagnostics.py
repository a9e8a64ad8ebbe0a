#!/usr/bin/env python3
"""Every diagnostic is complete: it is reported somewhere, has a page, and the page's example yields it.

usage: diagnostics.py [--oamc PROGRAM] [CODE...]

Form of a page: docs/diagnostics/README.md. Without --oamc the examples are not run. The last line is `N passed, N failed, N skipped`.
"""
import argparse
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PAGES = os.path.join(ROOT, "docs", "diagnostics")
SOURCES = ("backends", "frontend", "grammar", "ir", "passes", "stdlib")
ROW = re.compile(r'^OAMC_DIAGNOSTIC\(([EWN]), (\d{4}), (\w+), "', re.M)
FILE = re.compile(r"^```(\w*) file=(\S+)\n(.*?)^```$", re.M | re.S)
NOT_RUN = re.compile(r"^Not run: .", re.M)
TEXT_FORM = re.compile(r"^(error|warning|note)\[(\w+)\]", re.M)
COMMAND = re.compile(r"^    \$ (.*)$", re.M)


def rows():
    """-> code: name, in the order of the table"""
    with open(os.path.join(ROOT, "ir", "base", "diagnostics.def"), encoding="utf-8") as f:
        return {letter + number: name for letter, number, name in ROW.findall(f.read())}


def reported_names():
    names = set()
    for source in SOURCES:
        for parent, _, files in os.walk(os.path.join(ROOT, source)):
            for name in files:
                if name.endswith((".cpp", ".h")):
                    with open(os.path.join(parent, name), encoding="utf-8") as f:
                        names.update(re.findall(r"\bdiag::(\w+)", f.read()))
    return names


def example_of(page):
    return page.split("## Example", 1)[1].split("\n## ", 1)[0]


def write_file(language, path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    if language == "link":
        os.symlink(text.strip(), path)
        return
    # Bytes that a page cannot show are what an expression of Python yields.
    content = eval(text, {"__builtins__": {}}) if language == "python" else text.encode()
    with open(path, "wb") as f:
        f.write(content)


def run_example(code, example, oamc):
    """-> problems"""
    commands = COMMAND.findall(example)
    if len(commands) != 1:
        return ["the example has %d commands" % len(commands)]
    words = shlex.split(commands[0])
    if words[0] != "oamc":
        return ["the command of the example is not oamc"]
    with tempfile.TemporaryDirectory() as folder:
        for language, name, text in FILE.findall(example):
            write_file(language, os.path.join(folder, name), text)
        # In front of the operands: an option without its value may stand at the end.
        style = ["--diagnostics", "json"] if words[1:] else []
        result = subprocess.run([oamc] + words[1:2] + style + words[2:], cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, text=True, timeout=60)
    found = [{"code": c, "severity": s, "message": ""} for s, c in TEXT_FORM.findall(result.stderr)] if not style else []
    for line in result.stderr.splitlines() if style else []:
        try:
            found.append(json.loads(line))
        except ValueError:
            return ["standard error holds more than diagnostics: " + line]
    told = [d["code"] for d in found if code[0] != "E" or d["severity"] == "error"]
    problems = []
    if code not in told if code[0] != "E" else set(told) != {code}:
        problems.append("the example yields %s" % (", ".join(d["code"] + " " + d["message"] for d in found) or "nothing"))
    wanted = (1, 2) if code[0] == "E" else (0, 1)
    if result.returncode not in wanted:
        problems.append("the example ends with status %d" % result.returncode)
    return problems


def is_skipped(code):
    with open(os.path.join(PAGES, code + ".md"), encoding="utf-8") as f:
        return bool(NOT_RUN.search(example_of(f.read())))


def check(code, name, reported, oamc):
    problems = []
    if name not in reported:
        problems.append("diag::%s is reported nowhere" % name)
    path = os.path.join(PAGES, code + ".md")
    if not os.path.exists(path):
        return problems + ["no page"]
    with open(path, encoding="utf-8") as f:
        page = f.read()
    if not page.startswith("# %s: " % code):
        problems.append("the page does not begin with `# %s: `" % code)
    missing = [heading for heading in ("\n## Example\n", "\n## Fix\n") if heading not in page]
    if missing:
        return problems + ["the page has no `%s`" % m.strip() for m in missing]
    example = example_of(page)
    return problems + (run_example(code, example, oamc) if oamc and not NOT_RUN.search(example) else [])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--oamc")
    parser.add_argument("codes", nargs="*")
    options = parser.parse_args()
    table, reported = rows(), reported_names()
    oamc = os.path.abspath(options.oamc) if options.oamc else None
    passed = failed = skipped = 0
    for page in sorted(os.listdir(PAGES)):
        if page != "README.md" and page[:-3] not in table:
            print("%s: there is no such diagnostic" % page)
            failed += 1
    if list(table) != sorted(table, key=lambda code: code[1:]):
        print("the rows of diagnostics.def are not sorted by number")
        failed += 1
    for code, name in table.items():
        if options.codes and code not in options.codes:
            continue
        problems = check(code, name, reported, oamc)
        for problem in problems:
            print("%s %s: %s" % (code, name, problem))
        if problems:
            failed += 1
        elif is_skipped(code):
            skipped += 1
        else:
            passed += 1
    print("%d passed, %d failed, %d skipped" % (passed, failed, skipped))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
