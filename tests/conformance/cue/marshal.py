#!/usr/bin/env python3
"""Compares what `yaml.Marshal` and the functions of encoding/json print with recorded texts (fixtures/vectors/yaml-write-cue.jsonl and json-marshal-cue.jsonl).

usage: marshal.py --tool PROGRAM VECTORS...

PROGRAM is cue_outcomes. A vector has a `program` with the field `out`, or a `cue` value to be marshalled; `text` is what comes out, none where the call fails. The last line is `N passed,
N failed, N skipped`.
"""
import argparse
import json
import subprocess
import sys


def program(vector):
    return vector["program"] if "program" in vector else 'import "encoding/yaml"\nout: yaml.Marshal(%s)\n' % vector["cue"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tool", required=True)
    parser.add_argument("vectors", nargs="+")
    options = parser.parse_args()
    vectors = [json.loads(line) for path in options.vectors for line in open(path, encoding="utf-8")]
    jobs = "".join(json.dumps({"id": vector["id"], "files": {"x.cue": program(vector)}, "paths": ["out"]}) + "\n" for vector in vectors)
    output = subprocess.run([options.tool], input=jobs, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=True).stdout
    failed = 0
    # Texts may contain what Python takes for line ends.
    for vector, line in zip(vectors, output.split("\n")):
        got = json.loads(line)["outcomes"][0].get("json")
        if got != vector.get("text"):
            failed += 1
            print("FAIL %s: want %r, got %r" % (vector["id"], vector.get("text"), got))
    print("%d passed, %d failed, 0 skipped" % (len(vectors) - failed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
