#!/usr/bin/env python3
"""Archives of text files in one text file: a line `-- PATH --` before each file.

usage: archive.py pack FOLDER ARCHIVE        archive.py unpack ARCHIVE FOLDER
"""
import os
import re
import shutil
import sys

HEAD = re.compile(r"^-- (\S+) --$")


def pack(folder, archive):
    with open(archive, "w", encoding="utf-8", newline="") as out:
        for parent, folders, names in os.walk(folder):
            folders.sort()
            for name in sorted(names):
                path = os.path.join(parent, name)
                with open(path, encoding="utf-8", newline="") as f:
                    text = f.read()
                if (text and not text.endswith("\n")) or any(HEAD.match(line) for line in text.split("\n")):
                    sys.exit("archive.py: %s cannot be kept in an archive" % path)
                out.write("-- %s --\n%s" % (os.path.relpath(path, folder), text))


def unpack(archive, folder):
    """Writes the files below `folder`, which is emptied first."""
    shutil.rmtree(folder, ignore_errors=True)
    out = None
    with open(archive, encoding="utf-8", newline="") as f:
        for line in f:
            head = HEAD.match(line)
            if head:
                if out:
                    out.close()
                path = os.path.join(folder, head.group(1))
                os.makedirs(os.path.dirname(path), exist_ok=True)
                out = open(path, "w", encoding="utf-8", newline="")
            else:
                out.write(line)
    if out:
        out.close()


if __name__ == "__main__":
    if len(sys.argv) != 4 or sys.argv[1] not in ("pack", "unpack"):
        sys.exit(__doc__)
    {"pack": pack, "unpack": unpack}[sys.argv[1]](sys.argv[2], sys.argv[3])
