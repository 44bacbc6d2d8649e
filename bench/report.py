"""What a run leaves behind: bench/results.json for programs, docs/benchmarks.md for people."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from importlib.metadata import version
from pathlib import Path

from bench.measure import Result

_ROOT = Path(__file__).parent.parent
_JSON = _ROOT / "bench" / "results.json"
_PAGE = _ROOT / "docs" / "benchmarks.md"
_PACKAGES = ("duckdb", "pandas", "polars", "numpy")


def write_report(results: Sequence[Result], repeats: int) -> None:
    """Both files, replacing those of the run before."""
    _JSON.write_text(
        json.dumps([asdict(result) for result in results], ensure_ascii=False, indent=2) + "\n",
        encoding="utf-8",
    )
    _PAGE.parent.mkdir(exist_ok=True)
    _PAGE.write_text(_page(results, repeats), encoding="utf-8")


def table_row(result: Result) -> str:
    """One line of the table."""
    bar = "" if result.bar is None else f"{result.bar:g}{' (missed)' if result.is_missed else ''}"
    cells = (
        result.name,
        f"{result.value:.3f} {result.unit}",
        _number(result.baseline, result.unit),
        _number(result.ratio, "×"),
        bar,
        "" if result.spread is None else f"{result.spread:.0%}",
    )
    return f"| {' | '.join(cells)} |"


def _page(results: Sequence[Result], repeats: int) -> str:
    lines = [
        "# Benchmarks",
        "",
        "Written by `make bench`; every row is measured in one run, product and baseline in turn, on the same facts",
        f"(generated, fixed seed). Medians of {repeats}. Ratio = product / baseline; bar = the highest ratio allowed;",
        "spread = (slowest - fastest) / median of the product. Seconds depend on the machine, ratios much less.",
        "",
        f"{date.today():%Y-%m-%d}, {_machine()}; Python {platform.python_version()}, "
        + ", ".join(f"{package} {version(package)}" for package in _PACKAGES)
        + ".",
        "",
        "| measurement | product | baseline | ratio | bar | spread |",
        "|---|---:|---:|---:|---:|---:|",
        *(table_row(result) for result in results),
    ]
    return "\n".join(lines) + "\n"


def _number(value: float | None, unit: str) -> str:
    return "" if value is None else f"{value:.3f} {unit}" if unit != "×" else f"{value:.2f}"


def _machine() -> str:
    return f"{platform.system()} {platform.release()}, {_processor()}, {os.cpu_count()} cores"


def _processor() -> str:
    described = Path("/proc/cpuinfo")
    if described.exists():
        for line in described.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()
