"""Walking through a frame row by row."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pandas as pd


def each_row(frame: pd.DataFrame) -> list[Any]:
    """Return the rows, each with the columns as attributes and its label as `Index`.

    Several times as fast as `itertuples`. The columns are those of the query that gave the frame, which no type
    checker knows: hence Any.
    """
    names = ["Index", *map(str, frame.columns)]
    columns = [frame.index.tolist(), *(column.tolist() for _, column in frame.items())]
    return [SimpleNamespace(**dict(zip(names, values, strict=True))) for values in zip(*columns, strict=True)]
