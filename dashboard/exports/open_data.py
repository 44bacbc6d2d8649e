"""Open data: a Frictionless data package of the results, every table as CSV and as Parquet.

CSV is plain UTF-8 without BOM and without the apostrophe that spreadsheet programs want: a program reads it.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import tempfile
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.exports.occasion import Occasion
from dashboard.exports.open_tables import OPEN_TABLES, FieldType, OpenTable
from dashboard.exports.piece import Piece
from dashboard.exports.workbooks.pieces import file_stem
from dashboard.text import open_data as words
from dashboard.text.numbers import is_missing
from data.scratch import scratch

_SQL_TYPES: dict[FieldType, str] = {
    "string": "VARCHAR",
    "number": "DOUBLE",
    "integer": "BIGINT",
    "boolean": "BOOLEAN",
}
Contents = dict[str, bytes]
"""Table name → its CSV file."""


def open_data_pieces(occasion: Occasion) -> list[Piece]:
    """Return datapackage.json and each table as CSV and Parquet; the rows are read once, when the first is made.

    Nothing of a round that was not published in full: the package is for everybody.
    """
    if occasion.closed and occasion.closed.publish != "full":
        return []
    folder = file_stem(occasion, "opendata")

    @cache
    def contents() -> Contents:
        return {table.name: _csv(table, table.rows(occasion)) for table in OPEN_TABLES}

    pieces = [Piece(f"{folder}/datapackage.json", lambda: _descriptor(occasion, contents()))]
    for table in OPEN_TABLES:
        pieces.append(Piece(f"{folder}/{_csv_path(table)}", partial(_csv_of, contents, table)))
        pieces.append(Piece(f"{folder}/{_parquet_path(table)}", partial(_parquet_of, contents, table)))
    return pieces


def _csv_path(table: OpenTable) -> str:
    return f"csv/{table.name}.csv"


def _parquet_path(table: OpenTable) -> str:
    return f"parquet/{table.name}.parquet"


def _csv_of(contents: Callable[[], Contents], table: OpenTable) -> bytes:
    return contents()[table.name]


def _parquet_of(contents: Callable[[], Contents], table: OpenTable) -> bytes:
    return _parquet(table, contents()[table.name])


def _csv(table: OpenTable, parts: Iterable[pd.DataFrame]) -> bytes:
    """Return the rows of all parts as one file."""
    made = io.BytesIO()
    text = io.TextIOWrapper(made, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(table.fields)
    for rows in parts:
        cells = [[_cell(kind, value) for value in rows[name]] for name, kind in table.fields.items()]
        writer.writerows(zip(*cells, strict=True))
    return made.getvalue()


def _cell(kind: FieldType, value: Any) -> str:
    if is_missing(value):
        return ""
    if kind == "boolean":
        return str(bool(value)).lower()
    if kind == "integer":
        return str(int(value))
    return repr(float(value)) if kind == "number" else str(value)


def _parquet(table: OpenTable, written: bytes) -> bytes:
    """Return a CSV file as Parquet with the types of the fields."""
    types = {name: _SQL_TYPES[kind] for name, kind in table.fields.items()}
    with scratch() as connection, tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "rows.csv", Path(folder) / "rows.parquet"
        source.write_bytes(written)
        connection.read_csv(source, header=True, sep=",", quotechar='"', dtype=types).write_parquet(
            str(target)
        )
        return target.read_bytes()


def _descriptor(occasion: Occasion, contents: Contents) -> bytes:
    """Return datapackage.json (specs.frictionlessdata.io, version 1).

    The Parquet files are no resources of it: validators read them only with an extension.
    """
    stated = [
        *occasion.provenance(),
        (words.PUBLISHED, words.IN_FULL if occasion.closed else words.NOT_PUBLISHED),
    ]
    described = {
        "profile": "tabular-data-package",
        "name": _package_name(occasion),
        "title": words.TITLE.format(district=occasion.store.district, occasion=occasion.name),
        "description": "；".join(f"{name}：{told.rstrip('。')}" for name, told in stated) + words.RECOMPUTE,
        "created": datetime.now().astimezone().isoformat(timespec="seconds"),
        "licenses": [{"name": "notspecified", "title": words.LICENSE}],
        "keywords": list(words.KEYWORDS),
        "resources": [_resource(table, contents[table.name]) for table in OPEN_TABLES],
    }
    return json.dumps(described, ensure_ascii=False, indent=2).encode("utf-8")


def _package_name(occasion: Occasion) -> str:
    """Return a name of the letters that a package name may have."""
    closed = occasion.closed
    of_round = f"-round-{closed.round_no}" if closed else ""
    return f"openness-{occasion.year}-{occasion.as_of.isoformat()}{of_round}"


def _resource(table: OpenTable, data: bytes) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": words.RESOURCES[table.name],
        "path": _csv_path(table),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": _schema(table),
    }


def _schema(table: OpenTable) -> dict[str, Any]:
    fields = [
        {"name": name, "type": kind, "description": _meaning(table.name, name)}
        | ({"constraints": {"required": True}} if name in table.key else {})
        for name, kind in table.fields.items()
    ]
    keys = [
        {"fields": list(own), "reference": {"resource": other, "fields": list(own)}}
        for own, other in table.points_to.items()
    ]
    schema = {"fields": fields, "missingValues": [""], "primaryKey": list(table.key)}
    return schema | ({"foreignKeys": keys} if keys else {})


def _meaning(table: str, name: str) -> str:
    """Return what a field means in its table."""
    return words.FIELDS.get(f"{table}.{name}") or words.FIELDS[name]
