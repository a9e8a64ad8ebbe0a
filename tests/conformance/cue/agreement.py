#!/usr/bin/env python3
"""Compares the evaluator with the executable models of closedness, defaults and field order (models/) on random programs of a fixed seed.

usage: agreement.py --tool PROGRAM [--programs N] [--seed N] [--least PERCENT] [-v] [MODEL...]

PROGRAM is cue_outcomes. Each model makes its own programs and predicts them; programs without a prediction or without a value are left out. The last line is
`N passed, N failed, N skipped`, where a model below the least share of equal answers is a failure.
"""
import argparse
import importlib
import json
import os
import random
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def load(name):
    """The closedness model runs its own comparison when it is imported; no programs are asked for."""
    sys.path.insert(0, os.path.join(HERE, "models"))
    arguments, sys.argv = sys.argv, [name, "0", "0"]
    output, sys.stdout = sys.stdout, open(os.devnull, "w")
    try:
        return importlib.import_module(name + "_model")
    finally:
        sys.stdout.close()
        sys.argv, sys.stdout = arguments, output


def ask(tool, jobs):
    """-> for each job, path: outcome"""
    text = "".join(json.dumps({"id": str(i), "files": files, "paths": paths}) + "\n" for i, (files, paths) in enumerate(jobs))
    output = subprocess.run([tool], input=text, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=True).stdout
    return [{outcome["path"]: outcome for outcome in json.loads(line)["outcomes"]} for line in output.splitlines()]


def closedness(model, tool, programs, seed):
    """One question per label: is a field of that name allowed?"""
    random.seed(seed)
    labels = model.LAB + ["e"]
    made = [model.gen() for _ in range(programs // len(labels))]
    hidden = {"P": "_P", "Q": "_Q"}

    def show(expr):
        text = model.show(expr)
        for name, other in hidden.items():
            text = text.replace(name, other)
        return text

    jobs = []
    for definitions, expr in made:
        text = "".join("%s: %s\n" % (hidden.get(name, name), show(body)) for name, body in definitions.items())
        text += "".join("x_%s: %s & {%s: _}\n" % (label, show(expr), label) for label in labels)
        jobs.append(({"x.cue": text}, ["x_" + label for label in labels]))
    for (definitions, expr), (files, _), outcomes in zip(made, jobs, ask(tool, jobs)):
        for label in labels:
            message = outcomes["x_" + label].get("message", "")
            isRefused = "not allowed" in message
            if isRefused and "`%s` is not allowed in `x_%s`" % (label, label) not in message:
                continue
            vertex = model.V()
            model.expand(vertex, definitions, expr, None, False, None, None, False)
            vertex.conj.append((None, ("lit", {label: "_"}, [], None, False), False))
            yield files["x.cue"] + label, model.allowed(vertex, label), not isRefused


def defaults(model, tool, programs, seed):
    random.seed(seed)
    made = [model.rnd(3) for _ in range(programs)]
    jobs = [({"x.cue": "f: " + model.show(expr) + "\n"}, ["f"]) for expr in made]
    for expr, outcomes in zip(made, ask(tool, jobs)):
        result = model.result(expr)
        value = result[1] if result[0] == "one" else result[2][0] if result != "ERR" and len(result[2]) == 1 else None
        want = "eval" if result == "ERR" else "incomplete" if value in (None, "int") else int(value)
        outcome = outcomes["f"]
        yield model.show(expr), want, outcome.get("class", outcome.get("json"))


def order(model, tool, programs, seed):
    made = [model.generate(seed + i) for i in range(programs)]
    jobs = [(model.build(program)[0], [""]) for program in made]
    for program, (files, _), outcomes in zip(made, jobs, ask(tool, jobs)):
        if "json" in outcomes[""]:
            yield "\n".join(files.values()), [], list(model.diff(model.predict(program)[1], outcomes[""]["json"]))


MODELS = {"closedness": closedness, "defaults": defaults, "order": order}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tool", required=True)
    parser.add_argument("--programs", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--least", type=float, default=99.5)
    parser.add_argument("-v", action="store_true")
    parser.add_argument("models", nargs="*", default=sorted(MODELS))
    options = parser.parse_args()
    failed = 0
    for name in options.models:
        compared = equal = 0
        for text, want, got in MODELS[name](load(name), options.tool, options.programs, options.seed):
            compared += 1
            equal += want == got
            if want != got and options.v:
                print("%s\nmodel: %s\noamc:  %s\n" % (text, want, got))
        share = 100.0 * equal / max(compared, 1)
        print("%s: %d of %d answers equal (%.2f %%)" % (name, equal, compared, share))
        failed += share < options.least
    print("%d passed, %d failed, 0 skipped" % (len(options.models) - failed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
