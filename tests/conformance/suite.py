#!/usr/bin/env python3
"""Runs one suite of recorded cases and compares what fails with the list of known failures.

usage: suite.py [options] SUITE
  --bin DIR     where oamc and cue_outcomes are
  --work DIR    where archives are unpacked
  --bless       take cases that pass now out of the list of known failures
  --record      write the list anew; for suites that have none yet
  -v            what the comparer says about failing cases that are not listed

A list may only shrink: a case that fails without being listed and a listed case that passes are both failures of this test.
The last line is `N passed, N failed, N skipped`; exit status 77: the cases of the suite are not there.
"""
import argparse
import collections
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
CASES = os.path.join(ROOT, "fixtures", "conformance")
sys.path.insert(0, HERE)
import archive  # noqa: E402

ORACLE = os.path.join(HERE, "oracle")
RUN_CUE = os.path.join(HERE, "cue", "run.py")
RENDER = ("{oamc} render {{app}} [{{policies}}] [{{workflow}}] -d {{defs}} [--clusters {{clusters}}] [--live {{live}}]"
          " --format records --revision 1")

# What a suite runs. `fails` finds the ids of failing cases in the output, `totals` how many cases there are.
Suite = collections.namedtuple("Suite", "archive command fails totals")

COMPARED = dict(fails=r"^FAIL (\S+):", totals=r"^(?P<ok>\d+) passed, (?P<bad>\d+) failed")
VECTORS = dict(fails=r"^FAIL (\S.*?): want", totals=r"^(?P<ok>\d+) passed, (?P<bad>\d+) failed")


def compare(prefix, *options):
    return ["compare.py", "--cmd", "{oamc} " + prefix + "{{args}}", *options, "{cases}"]


SUITES = {
    "engine": Suite("engine", compare(""), **COMPARED),
    "engine-bytes": Suite("engine", compare("", "--bytes"), **COMPARED),
    "stdlib": Suite("stdlib", compare("dry-run --offline "), **COMPARED),
    "stdlib-bytes": Suite("stdlib", compare("dry-run --offline ", "--bytes"), **COMPARED),
    "controller": Suite("controller", ["compare_controller.py", "-c", RENDER, "{cases}"],
                        fails=r"^FAIL (\S+):", totals=r"^total +(?P<ok>\d+)/(?P<all>\d+)"),
    "cue": Suite(None, [RUN_CUE, "--tool", "{bin}/cue_outcomes", os.path.join(CASES, "own-vectors.jsonl")], **VECTORS),
    "cue-order": Suite(None, [RUN_CUE, "--order", "--tool", "{bin}/cue_outcomes", os.path.join(CASES, "order-vectors.jsonl")], **VECTORS),
    # The archives belong to others and are not part of the repository; they lie beside it where the work on it is done.
    "cue-archives": Suite(None, [RUN_CUE, "--timeout", "60", "--tool", "{bin}/cue_outcomes", os.path.join(ROOT, "..", "shared", "conformance", "cue-archives.jsonl.gz")],
                          **VECTORS),
    "messages": Suite(None, [os.path.join(HERE, "messages", "check.py"), "-v", "--tool", "{oamc}", "{messages}"],
                      fails=r"^BAD +(\S+)", totals=r"^all +(?P<all>\d+) +(?P<ok>\d+)/"),
}


def read_known(path):
    if not os.path.exists(path):
        return set()
    with open(path, encoding="utf-8") as f:
        return {line.rstrip("\n") for line in f if line.strip() and not line.startswith("#")}


def write_known(path, known):
    if not known:
        if os.path.exists(path):
            os.remove(path)
        return
    with open(path, "w", encoding="utf-8") as f:
        f.write("".join(line + "\n" for line in sorted(known)))


def run(name, suite, options):
    """-> (ids that fail, number of cases, output)"""
    values = {"bin": os.path.abspath(options.bin), "oamc": os.path.join(os.path.abspath(options.bin), "oamc")}
    command = list(suite.command)
    if suite.archive:
        command[0] = os.path.join(ORACLE, command[0])
        values["cases"] = os.path.join(os.path.abspath(options.work), name)
        archive.unpack(os.path.join(CASES, suite.archive + ".txtar"), values["cases"])
        overrides = os.path.join(HERE, "overrides", suite.archive + ".json")
        if os.path.exists(overrides):
            command[1:1] = ["--overrides", overrides]
    messages = os.path.join(ROOT, "fixtures", "messages")
    full = [sys.executable]
    for word in command:
        if word == "{messages}":
            full += [os.path.join(messages, c) for c in sorted(os.listdir(messages)) if os.path.exists(os.path.join(messages, c, "expect.json"))]
        else:
            full.append(word.format(**values))
    output = subprocess.run(full, stdout=subprocess.PIPE, text=True, errors="replace").stdout
    totals = re.search(suite.totals, output, re.M)
    if not totals:
        sys.exit("suite.py: the comparer gave no totals:\n" + output[-2000:])
    numbers = {k: int(v) for k, v in totals.groupdict().items()}
    count = numbers.get("all", numbers["ok"] + numbers.get("bad", 0))
    return set(re.findall(suite.fails, output, re.M)), count, output


def explain(output, ids):
    """The paragraphs of the comparer's output that are about `ids`."""
    shown = False
    for line in output.split("\n"):
        if re.match(r"^(FAIL|BAD|good|DEVIATES) ", line):
            shown = any(i in line for i in ids)
        if shown:
            print(line)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--work", required=True)
    parser.add_argument("--bless", action="store_true")
    parser.add_argument("--record", action="store_true")
    parser.add_argument("-v", action="store_true")
    parser.add_argument("suite", choices=sorted(SUITES))
    options = parser.parse_args()
    suite = SUITES[options.suite]
    missing = [w for w in suite.command if w.endswith((".jsonl", ".gz")) and not os.path.exists(w)]
    if missing:
        print("%s is not there: nothing is tested" % os.path.relpath(missing[0], ROOT))
        print("0 passed, 0 failed, 1 skipped")
        return 77
    path = os.path.join(CASES, options.suite + ".known-failures")
    known = read_known(path)
    failing, count, output = run(options.suite, suite, options)
    if options.record:
        write_known(path, failing)
        known = failing
    new, mended = sorted(failing - known), sorted(known - failing)
    if options.bless and mended:
        write_known(path, known & failing)
        print("%d cases pass now and are no longer listed" % len(mended))
        mended = []
    if options.v and new:
        explain(output, new)
    for case in new:
        print("FAILS, not listed: " + case)
    for case in mended:
        print("PASSES, but is listed in %s (scripts/bless takes it out): %s" % (os.path.basename(path), case))
    print("%s: %d of %d good (%.1f %%), %d known failures" % (options.suite, count - len(failing), count, 100.0 * (count - len(failing)) / max(count, 1), len(failing & known)))
    print("%d passed, %d failed, %d skipped" % (count - len(failing), len(new) + len(mended), len(failing & known)))
    return 1 if new or mended or not count else 0


if __name__ == "__main__":
    sys.exit(main())
