"""Stores one spot check after the other until it is killed, and says each acknowledged one on a line of its own.

python importing_child.py STORE FOLDER FIRST_NUMBER
"""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

from dashboard.__main__ import main


def import_forever(store: str, folder: Path, first: int) -> None:
    """Through the command line's own door; a batch that was not stored ends the child with its exit code."""
    for number in count(first):
        path = folder / f"{number}.csv"
        path.write_text(
            f"抽测编号,单位,抽测日期,指标,得分,满分\nN{number},U00,2023-05-10,S1,{number % 11},10\n",
            encoding="utf-8",
        )
        code = main(["import", str(path), "--store", store])
        if code:
            sys.exit(code)
        print(f"acknowledged N{number}", flush=True)


if __name__ == "__main__":
    import_forever(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
