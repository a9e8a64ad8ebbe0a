#!/usr/bin/env python3
"""Counts what scripts/test ran: count_tests.py FOLDER

FOLDER holds JUnit reports of CTest (*.xml) and `checks` (lines `NAME passed|failed`). A test that prints the totals of GoogleTest or a line
`N passed, N failed, N skipped` counts as that many, any other as one. Exit status 0 if nothing failed.
"""
import os
import re
import sys
import xml.etree.ElementTree

TOTALS = re.compile(r"^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?", re.M)
GTEST = re.compile(r"^\[  (PASSED|FAILED|SKIPPED) \] (\d+) tests?\b", re.M)


def counts(case):
    """-> passed, failed, skipped of one CTest test"""
    output = case.findtext("system-out") or ""
    status = case.get("status")
    if status in ("disabled", "notrun") or case.find("skipped") is not None:
        return 0, 0, 1
    gtest = {word: int(number) for word, number in GTEST.findall(output)}
    totals = TOTALS.findall(output)
    if gtest:
        passed, failed, skipped = gtest.get("PASSED", 0), gtest.get("FAILED", 0), gtest.get("SKIPPED", 0)
    elif totals:
        passed, failed, skipped = (int(n or 0) for n in totals[-1])
    else:
        passed, failed, skipped = 1, 0, 0
    if status == "fail":
        return (passed, failed, skipped) if failed else (max(passed - 1, 0), 1, skipped)
    # A gate that tolerates listed failures has passed: what it lists is work to do, not a failure of this run.
    return (passed, 0, skipped + failed)


def main():
    folder = sys.argv[1]
    total = [0, 0, 0]
    names = []
    for report in sorted(f for f in os.listdir(folder) if f.endswith(".xml")):
        for case in xml.etree.ElementTree.parse(os.path.join(folder, report)).iter("testcase"):
            numbers = counts(case)
            total = [a + b for a, b in zip(total, numbers)]
            if numbers[1]:
                names.append("%s (%s)" % (case.get("name"), report[:-4]))
    checks = os.path.join(folder, "checks")
    if os.path.exists(checks):
        for line in open(checks, encoding="utf-8"):
            name, outcome = line.split()
            total[0 if outcome == "passed" else 1] += 1
            if outcome == "failed":
                names.append(name)
    for name in names:
        print("FAILED " + name)
    print("%d passed, %d failed, %d skipped" % tuple(total))
    return 1 if total[1] else 0


if __name__ == "__main__":
    sys.exit(main())
