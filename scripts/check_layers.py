#!/usr/bin/env python3
"""Checks that every include of the C++ sources is one that layers.txt allows."""
import os
import re
import sys

INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]', re.M)
SOURCES = ("backends", "frontend", "grammar", "ir", "passes", "stdlib", "tests")
POSIX = {"dirent.h", "fcntl.h", "malloc.h", "math.h", "unistd.h", "pthread.h", "sys/stat.h", "sys/mman.h", "sys/resource.h", "sys/wait.h"}


def read_rules(path):
    rules = {}
    for line in open(path, encoding="utf-8"):
        line = line.split("#")[0].strip()
        if line:
            folder, allowed = line.split(":", 1)
            rules[folder.strip()] = allowed.split()
    return rules


def rule_of(path, rules):
    """The rule with the longest folder above `path`."""
    folder = os.path.dirname(path)
    while folder and folder not in rules:
        folder = os.path.dirname(folder)
    return folder


def is_standard(name):
    return ("/" not in name and "." not in name) or name in POSIX


def check(root, rules):
    problems = []
    for source in SOURCES:
        for folder, _, names in os.walk(os.path.join(root, source)):
            for name in sorted(names):
                if not name.endswith((".h", ".cpp", ".inc", ".def")):
                    continue
                path = os.path.relpath(os.path.join(folder, name), root)
                with open(os.path.join(root, path), encoding="utf-8") as f:
                    text = f.read()
                for bracket, target in INCLUDE.findall(text):
                    reason = why_not(root, rules, path, bracket, target)
                    if reason:
                        problems.append("%s: %s: %s" % (path, target, reason))
    return problems


def why_not(root, rules, path, bracket, target):
    if is_standard(target):
        return None
    home = rule_of(path, rules)
    if not home:
        return "layers.txt has no rule for this folder"
    allowed = rules[home]
    beside = bracket == '"' and "/" not in target and home == "tests"
    if "*" in allowed or beside:
        return None
    if bracket == "<" or not os.path.exists(os.path.join(root, target)):
        first = target.split("/")[0]
        generated = not os.path.exists(os.path.join(root, target)) and os.path.exists(os.path.join(root, home, target))
        return None if first in allowed or target in allowed or generated else "not a library of this layer"
    layer = rule_of(target, rules)
    if layer == home or any(layer == a or layer.startswith(a + "/") for a in allowed):
        return None
    if os.path.dirname(target) == os.path.dirname(path):
        return None
    return "%s may not include %s" % (home, layer or os.path.dirname(target))


def main():
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    problems = check(root, read_rules(os.path.join(root, "scripts", "layers.txt")))
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
