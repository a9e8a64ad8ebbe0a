#!/usr/bin/env python3
"""Checks laws of CUE's values on random programs of a fixed seed.

usage: laws.py --tool PROGRAM --oamc PROGRAM [--programs N] [--seed N] [-v]

--tool is cue_outcomes. The laws: unification is commutative, associative and idempotent, the order of declarations changes no value, and what is exported, as JSON
or as CUE, means the same when it is read again. Values are compared without the order of fields, failures by the groups of run.py. No program has two marked
disjunctions: where these meet v0.14.1 itself breaks the laws (spec/cue.md 2.2). The last line is `N passed, N failed, N skipped`.
"""
import argparse
import json
import os
import random
import subprocess
import sys
import tempfile

# By label, so that the values of one label often fit each other.
SCALARS = {
    "a": ["1", "1", "2", "int", "number", ">0", "<3", "!=2", "_"],
    "b": ['"x"', '"x"', '"xy"', "string", '=~"^x"', '!="y"', "_"],
    "c": ["null", "true", "bool", "_", "1.5", "1 | true", "null | string"],
}
PATHS = ["x"] + ["x.%s%s" % (outer, inner) for outer in "abclspqr" for inner in ["", ".a", ".b", ".c", ".l", ".s", ".s.a", ".s.b"]]
GROUPS = {"eval": "eval", "user": "eval", "incomplete": "incomplete", "cycle": "incomplete"}


class Generator:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def value(self, label, depth):
        kind = self.random.random()
        if depth == 0 or (kind < 0.6 and label != "s"):
            return "(%s)" % self.random.choice(SCALARS.get(label, ["_"]))
        if label == "l":
            rest = self.random.choice(["", ", ...", ", ...int"])
            return "[" + ", ".join(self.value("a", 0) for _ in range(self.random.randint(1, 2))) + rest + "]"
        if kind < 0.9:
            return self.struct(depth - 1)
        return "(" + " | ".join(self.struct(depth - 1) for _ in range(2)) + ")"

    def struct(self, depth):
        fields = []
        for label in ["a", "b", "c", "l", "s"]:
            chance = self.random.random()
            if chance < 0.4:
                fields.append(label + self.random.choice(["", "", "", "", "?", "!"]) + ": " + self.value(label, depth))
            elif chance < 0.43:
                fields.append('[=~"^[ab]"]: _')
        closed = self.random.random() < 0.1
        text = "{" + ", ".join(fields) + "}"
        return "close(" + text + ")" if closed else text

    def declarations(self):
        """A program whose declarations may stand in any order: fields that are given several times, refer to each other and have defaults."""
        names = ["p", "q", "r", "s"]
        marked = self.random.choice(names)
        lines = []
        for name in names:
            for i in range(self.random.randint(1, 2)):
                value = self.value("s", 3)
                if self.random.random() < 0.3:
                    value = self.random.choice([other for other in names if other != name])
                elif name == marked and i == 0:
                    value = "*{a: %s} | %s" % (self.random.choice(["1", "2", "int"]), value)
                lines.append("%s: %s" % (name, value))
        return lines


def normal(outcome):
    """A value without the order of its fields, or the group of its failure."""
    if "json" in outcome:
        return json.dumps(outcome["json"], sort_keys=True)
    return GROUPS.get(outcome["class"], outcome["class"])


def ask(tool, programs):
    """-> for each program, its outcomes at x and at the fields below it, as far as the generator goes"""
    text = "".join(json.dumps({"id": str(i), "files": {"x.cue": program}, "paths": PATHS}) + "\n" for i, program in enumerate(programs))
    output = subprocess.run([tool], input=text, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=True).stdout
    found = [[normal(outcome) for outcome in json.loads(line)["outcomes"]] for line in output.splitlines()]
    # Which part of a conflict is blamed for it is no part of the laws.
    return [outcomes[:1] if outcomes[0] == "eval" else outcomes for outcomes in found]


def printed(oamc, program):
    """-> the program's value as `oamc eval --format cue` prints it"""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "x.cue")
        with open(path, "w") as file:
            file.write(program)
        return subprocess.run([oamc, "eval", "--format", "cue", path], stdout=subprocess.PIPE, text=True, encoding="utf-8", check=True).stdout


def laws(tool, oamc, count, seed):
    """Yields (law, left program, right program); both sides of each must have one outcome."""
    make = Generator(seed)
    for _ in range(count):
        a, b, c = (make.value("s", 3) for _ in range(3))
        yield "commutative", "x: %s & %s" % (a, b), "x: %s & %s" % (b, a)
        yield "associative", "x: (%s & %s) & %s" % (a, b, c), "x: %s & (%s & %s)" % (a, b, c)
        yield "idempotent", "a: %s\nx: a" % a, "a: %s\nx: a & a" % a
        lines = make.declarations()
        shuffled = make.random.sample(lines, len(lines))
        yield "order of declarations", "x: {%s}" % ", ".join(lines), "x: {%s}" % ", ".join(shuffled)
    programs = ["x: " + make.value("s", 3) for _ in range(count)]
    for i, (program, outcomes) in enumerate(zip(programs, ask(tool, programs))):
        if not outcomes[0].startswith("{"):
            continue
        yield "export and reading again", program, "x: " + outcomes[0]
        if i < count // 10:
            yield "printing and parsing", program, printed(oamc, program)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tool", required=True)
    parser.add_argument("--oamc", required=True)
    parser.add_argument("--programs", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("-v", action="store_true")
    options = parser.parse_args()
    cases = list(laws(options.tool, options.oamc, options.programs, options.seed))
    left = ask(options.tool, [case[1] for case in cases])
    right = ask(options.tool, [case[2] for case in cases])
    failed = 0
    for (law, first, second), a, b in zip(cases, left, right):
        if a == b:
            continue
        failed += 1
        if failed <= 5 or options.v:
            at = [(path, one, other) for path, one, other in zip(PATHS, a, b) if one != other][0]
            print("FAIL %s\n%s\n%s\n  at %s: %s, but %s\n" % ((law, first, second) + at))
    print("%d passed, %d failed, 0 skipped" % (len(cases) - failed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
