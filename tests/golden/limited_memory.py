#!/usr/bin/env python3
"""Runs oamc where the addresses of a process are limited: it renders, or says that memory is gone, with status 70; it never dies of it.

usage: limited_memory.py --oamc PROGRAM
"""
import argparse
import os
import resource
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
APPLICATION = os.path.join(ROOT, "fixtures", "apps", "first-vela-app", "app.yaml")
MEGABYTE = 1 << 20
# A stack of 64 MB, the program and what a small application takes.
ENOUGH = 120


def render(oamc, megabytes):
    """-> (exit status, standard output, standard error) under the limit"""
    limit = megabytes * MEGABYTE
    done = subprocess.run([oamc, "render", APPLICATION], preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)),
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    return done.returncode, done.stdout, done.stderr


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--oamc", required=True)
    options = parser.parse_args()
    expected = subprocess.run([options.oamc, "render", APPLICATION], check=True, stdout=subprocess.PIPE, text=True).stdout
    failures = 0
    endings = set()
    for megabytes in range(70, ENOUGH + 50):
        status, output, message = render(options.oamc, megabytes)
        endings.add(status)
        isRight = (status, output) == (0, expected) or (megabytes < ENOUGH and status == 70 and not output and message.startswith("oamc: "))
        if not isRight:
            failures += 1
            print("%d MB: status %d, %s" % (megabytes, status, message.strip()))
    if endings != {0, 70}:
        failures += 1
        print("of the endings only %s was seen" % sorted(endings))
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
