"""One process of the drill: NAME CASES NUMBER FOLDER; a line before each case, at the end one with the outcome."""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path

from cases_sent import send
from targets import TARGETS


def main(name: str, cases: str, number: str, folder: str) -> None:
    with TARGETS[name].prepare(Path(folder)) as ready:
        outcome = send(ready, int(cases), int(number), lambda value: print(json.dumps(value), flush=True))
    held = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    told = {"endings": outcome.endings, "slowest": outcome.slowest, "faults": outcome.faults}
    print(json.dumps({**told, "megabytes": held // 1024}), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
