"""A child that stores pairs of checks, one of each of two units, so that a reader can tell a mixture of releases."""

from __future__ import annotations

from multiprocessing.connection import Connection
from pathlib import Path

from data.batches import FactBatch
from data.files.reading import read_files
from data.release import Writer


def swap(pipe: Connection, store: Path, folder: Path, times: int) -> None:
    """Publish so many releases, each with one check more for U00 and one for U01."""
    writer = Writer(store)
    for number in range(times):
        path = folder / f"pair{number}.csv"
        lines = [f"P{number}{unit},{unit},2023-05-10,S1,{number % 11},10" for unit in ("U00", "U01")]
        path.write_text("\n".join(("抽测编号,单位,抽测日期,指标,得分,满分", *lines)) + "\n", encoding="utf-8")
        writer.submit(FactBatch(read_files([path]).sheets))
        pipe.send(number)
