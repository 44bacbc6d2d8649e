"""A file in queries/: its header, its parameters, what it reads, and the order in which files build on each other.

Folder = DuckDB schema, file stem = table. One statement a file, runnable as it stands.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import duckdb

from data.scratch import scratch

QUERIES = Path(__file__).parent.parent / "queries"
MACROS = "macros"
LAYERS = ("staging", "core", "checks", "scores", "pages", "work")
_PARAMETER = re.compile(r"\$([a-z_]+)")
_LINE_COMMENT = re.compile(r"--.*")


@dataclass(frozen=True)
class QueryFile:
    """One query: `name` is layer/stem, `table` is layer.stem, `reads` the layer.stem tables it names."""

    layer: str
    stem: str
    sql: str
    title: str
    header: Mapping[str, str] = field(repr=False)
    parameters: frozenset[str]
    reads: frozenset[str]

    @property
    def name(self) -> str:
        """Layer/stem, as callers ask for it."""
        return f"{self.layer}/{self.stem}"

    @property
    def table(self) -> str:
        """Layer.stem, as other queries read it."""
        return f"{self.layer}.{self.stem}"

    @cached_property
    def answer(self) -> duckdb.Statement:
        """The query, parsed once a process: over little data that is a sixth of what it costs."""
        return _parse(self.sql)

    @cached_property
    def creation(self) -> duckdb.Statement:
        """The making of its table, or making it anew; parsed once a process. Typed rows (staging) are a view."""
        made = "view" if self.layer == "staging" else "table"
        return _parse(f"create or replace {made} {self.table} as {self.sql}")

    def arguments(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Those of `parameters` that this query uses; a missing one is a KeyError."""
        return {name: parameters[name] for name in sorted(self.parameters)}


def load_queries(root: Path = QUERIES) -> Mapping[str, QueryFile]:
    """Every query file under `root` by name, parsed once a process."""
    return _load(root)


@cache
def _load(root: Path) -> Mapping[str, QueryFile]:
    with scratch() as parser:
        files = (
            _read(parser, path, layer) for layer in LAYERS for path in sorted((root / layer).glob("*.sql"))
        )
        return {file.name: file for file in files}


def _parse(sql: str) -> duckdb.Statement:
    with scratch() as parser:
        [statement] = parser.extract_statements(sql)
    return statement


@cache
def load_macros(root: Path = QUERIES) -> tuple[str, ...]:
    """The `create macro` statements of queries/macros, those that others call first."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted((root / MACROS).glob("*.sql"))}
    calls = {
        stem: {other for other in texts if other != stem and re.search(rf"\b{other}\(", text)}
        for stem, text in texts.items()
    }
    return tuple(texts[stem] for stem in TopologicalSorter(calls).static_order())


@cache
def macro_creations(root: Path = QUERIES) -> tuple[duckdb.Statement, ...]:
    """The statements of `load_macros`, parsed once a process: that is half of what it costs to run them."""
    return tuple(_parse(text) for text in load_macros(root))


def build_order(layers: Iterable[str], root: Path = QUERIES) -> Sequence[QueryFile]:
    """The files of `layers`, each after those it reads; a cycle is a graphlib.CycleError."""
    return _ordered(frozenset(layers), root)


@cache
def _ordered(layers: frozenset[str], root: Path) -> tuple[QueryFile, ...]:
    wanted = {file.table: file for file in _load(root).values() if file.layer in layers}
    graph = {table: sorted(file.reads & wanted.keys()) for table, file in sorted(wanted.items())}
    return tuple(wanted[table] for table in TopologicalSorter(graph).static_order())


def downstream(tables: Iterable[str], layer: str, root: Path = QUERIES) -> list[QueryFile]:
    """The files of `layer` that read any of `tables`, directly or through each other, in build order."""
    touched = set(tables)
    result = []
    for file in build_order([layer], root):
        if file.reads & touched:
            touched.add(file.table)
            result.append(file)
    return result


def tables_read(connection: duckdb.DuckDBPyConnection, sql: str) -> frozenset[str]:
    """The schema-qualified tables a SELECT names, by DuckDB's own parser."""
    row = connection.execute("select json_serialize_sql(?)", [sql]).fetchone()
    assert row is not None  # json_serialize_sql always answers one row
    tree = json.loads(row[0])
    if tree.get("error"):
        raise duckdb.ParserException(str(tree.get("error_message")))
    return frozenset(f"{node['schema_name']}.{node['table_name']}" for node in table_nodes(tree))


def table_nodes(tree: Any) -> Iterator[dict[str, Any]]:
    """The places of a parsed statement that name a table with its schema."""
    return (node for node in nodes(tree) if node.get("type") == "BASE_TABLE" and node["schema_name"])


def nodes(tree: Any) -> Iterator[dict[str, Any]]:
    """Every node of a parsed statement, outer ones first."""
    if isinstance(tree, dict):
        yield tree
        for value in tree.values():
            yield from nodes(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from nodes(value)


def _read(parser: duckdb.DuckDBPyConnection, path: Path, layer: str) -> QueryFile:
    sql = path.read_text(encoding="utf-8")
    title, header = _parse_header(sql)
    code = _LINE_COMMENT.sub("", sql)
    return QueryFile(
        layer=layer,
        stem=path.stem,
        sql=sql,
        title=title,
        header=header,
        parameters=frozenset(_PARAMETER.findall(code)),
        reads=tables_read(parser, sql),
    )


def _parse_header(sql: str) -> tuple[str, dict[str, str]]:
    """The comment lines at the top: free text, then `grain:`, `params:`, `columns:`, each over one or more lines."""
    title: list[str] = []
    header: dict[str, str] = {}
    key = ""
    for line in sql.splitlines():
        if not line.startswith("--"):
            break
        words = line.removeprefix("--").strip()
        found = re.match(r"(grain|params|columns):\s*(.*)", words)
        if found:
            key = found.group(1)
            header[key] = found.group(2)
        elif key:
            header[key] = f"{header[key]} {words}".strip()
        else:
            title.append(words)
    return " ".join(title), header
