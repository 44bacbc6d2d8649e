"""`python -m bench.peak RELEASE`: the most memory, in bytes, that computing the scores of a release takes."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

from bench.chain import compute
from data.computation import Session


def main() -> None:
    """Compute, then print the peak of this process."""
    session = Session(Path(sys.argv[1]))
    compute(session, "scores.results")
    session.close()
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)


if __name__ == "__main__":
    main()
