"""Measure everything in one run: `python -m bench [--quick]`. --quick: three turns each, no million-row rows."""

from __future__ import annotations

import argparse

from bench.chain import measure_chain
from bench.exports import measure_exports
from bench.imports import measure_imports
from bench.measure import Measurement, Result, Run
from bench.pages import measure_pages
from bench.report import table_row, write_report
from bench.saves import measure_saves

MEASUREMENTS: tuple[Measurement, ...] = (
    measure_imports,
    measure_chain,
    measure_saves,
    measure_pages,
    measure_exports,
)


def main() -> None:
    """Run the measurements, print each row as it comes, write the report."""
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("--quick", action="store_true")
    run = Run(is_quick=parser.parse_args().quick)
    results: list[Result] = []
    for measure in MEASUREMENTS:
        for result in measure(run):
            results.append(result)
            print(table_row(result), flush=True)
    write_report(results, run.repeats)


if __name__ == "__main__":
    main()
