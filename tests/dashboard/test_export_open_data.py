"""The open-data package: every total can be recomputed from it alone, and it holds nothing but results."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dashboard.exports.occasion import Occasion
from dashboard.exports.open_data import open_data_pieces
from data.batches import SchemeBatch
from data.release import Writer
from data.rounds import RoundBatch
from data.scheme import read_scheme
from data.store import Store

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "docs" / "recompute_totals.py"
DOCUMENT = ROOT / "docs" / "open-data.md"
YEAR, ROUND = 2026, "第三季度"
AS_OF = date(YEAR, 11, 20)
MIDYEAR = date(2023, 6, 30)  # of the golden district


def export(occasion: Occasion, folder: Path) -> Path:
    """The folder of the package."""
    for piece in open_data_pieces(occasion):
        target = folder / piece.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(piece.make())
    return target.parents[1]


def recompute(package: Path) -> subprocess.CompletedProcess[str]:
    """What the script of the document says; without this project on its path."""
    words = [sys.executable, "-I", str(SCRIPT), str(package)]
    return subprocess.run(words, capture_output=True, text=True, check=False, encoding="utf-8")


@pytest.fixture(scope="module")
def occasions(demo_store: Path) -> dict[str, Occasion]:
    store = Store(demo_store)
    return {
        "date": Occasion.of(store, year=YEAR, as_of=AS_OF),
        "round": Occasion.of(store, year=YEAR, round_name=ROUND),
    }


@pytest.fixture(scope="module")
def packages(occasions: dict[str, Occasion], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("open")
    return {name: export(occasion, folder) for name, occasion in occasions.items()}


BOTH = pytest.mark.parametrize("name", ["date", "round"])


def described(package: Path) -> dict[str, Any]:
    return dict(json.loads((package / "datapackage.json").read_text(encoding="utf-8")))


def rows(package: Path, table: str) -> list[dict[str, str]]:
    with (package / "csv" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# Recomputing


@BOTH
def test_every_total_is_recomputed_from_the_package_alone(packages: dict[str, Path], name: str) -> None:
    units = len(rows(packages[name], "results"))
    answer = recompute(packages[name])
    assert (answer.returncode, answer.stdout) == (0, f"{units}个单位，0处不一致\n"), answer.stderr


TAMPERED = [
    ("results", "total", "总分"),
    ("results", "base", "基础分"),
    ("results", "bonus", "加分"),
    ("results", "converted", "折算分"),
    ("components", "score", "基础分"),
    ("losses", "marks", "失分合计"),
    ("adjustments", "points", "加分"),
]


@pytest.mark.parametrize(("table", "field", "what"), TAMPERED)
def test_a_tampered_cell_is_found(
    packages: dict[str, Path], tmp_path: Path, table: str, field: str, what: str
) -> None:
    package = Path(shutil.copytree(packages["round"], tmp_path / "package"))
    read = rows(package, table)
    changed = next(row for row in read if row[field])
    changed[field] = str(float(changed[field]) + 0.01)
    with (package / "csv" / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(changed))
        writer.writeheader()
        writer.writerows(read)
    answer = recompute(package)
    assert answer.returncode == 1
    assert f"{changed['unit_id']} " in answer.stdout
    assert what in answer.stdout


def test_a_round_takes_the_scheme_it_was_closed_with(store: Path, golden: Path, tmp_path: Path) -> None:
    writer, opened = Writer(store), Store(store)
    writer.submit(RoundBatch(opened.layout, "年中", opened.year(2023), MIDYEAR))
    text = (golden / "district-1" / "scheme.toml").read_text(encoding="utf-8")
    (tmp_path / "scheme.toml").write_text(text.replace('\nname = "', '\nname = "新', 1), encoding="utf-8")
    writer.submit(SchemeBatch(read_scheme(tmp_path / "scheme.toml"), tmp_path / "scheme.toml"))
    package = export(Occasion.of(opened, round_name="年中"), tmp_path)
    [scheme] = rows(package, "scheme")
    assert f"新{scheme['name']}" == opened.year(2023).scheme_name
    assert recompute(package).returncode == 0


# What is in it


@BOTH
def test_the_results_are_those_of_the_occasion(
    packages: dict[str, Path], occasions: dict[str, Occasion], name: str
) -> None:
    results = occasions[name].results()
    read = {row["unit_id"]: row["total"] for row in rows(packages[name], "results")}
    expected = zip(results["unit_id"], results["total"], strict=True)
    assert read == {unit_id: "" if total != total else repr(total) for unit_id, total in expected}  # noqa: PLR0124 - NaN
    assert "" in read.values()


def test_csv_and_parquet_hold_the_same(packages: dict[str, Path]) -> None:
    for resource in described(packages["date"])["resources"]:
        kinds = {"string": "VARCHAR", "number": "DOUBLE", "integer": "BIGINT", "boolean": "BOOLEAN"}
        types = {field["name"]: kinds[field["type"]] for field in resource["schema"]["fields"]}
        plain = duckdb.read_csv(str(packages["date"] / resource["path"]), dtype=types, header=True)
        typed = duckdb.read_parquet(str(packages["date"] / "parquet" / f"{resource['name']}.parquet"))
        assert dict(zip(typed.columns, map(str, typed.types), strict=True)) == types
        assert typed.fetchall() == plain.fetchall()


@BOTH
def test_every_field_is_described_and_every_key_holds(packages: dict[str, Path], name: str) -> None:
    package = described(packages[name])
    assert package["licenses"] == [{"name": "notspecified", "title": "未指定（由公布单位确定）"}]
    tables = {resource["name"]: rows(packages[name], resource["name"]) for resource in package["resources"]}
    for resource in package["resources"]:
        data = (packages[name] / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        schema = resource["schema"]
        read = tables[resource["name"]]
        assert all(field["description"] for field in schema["fields"])
        assert not read or list(read[0]) == [field["name"] for field in schema["fields"]]
        assert len(keys(read, schema["primaryKey"])) == len(read)
        for foreign in schema.get("foreignKeys", []):
            known = keys(tables[foreign["reference"]["resource"]], foreign["reference"]["fields"])
            assert keys(read, foreign["fields"]) <= known


def keys(read: list[dict[str, str]], fields: list[str]) -> set[tuple[str, ...]]:
    return {tuple(row[field] for field in fields) for row in read}


@BOTH
def test_nothing_but_results_leaves(
    packages: dict[str, Path], occasions: dict[str, Occasion], name: str
) -> None:
    written = "".join(path.read_text(encoding="utf-8") for path in (packages[name] / "csv").iterdir())
    findings = occasions[name].ask("export_findings")
    events = occasions[name].losses()["ref"].str.partition("#")[2]
    for column in (
        findings["description"],
        findings["evidence"].dropna(),
        events[events.str.contains("[一-龥]")],
    ):
        assert len(column)
        assert not [text for text in column if text in written]


def test_a_date_says_that_it_was_not_published_a_round_that_it_was(packages: dict[str, Path]) -> None:
    assert "未作为轮次公布" in described(packages["date"])["description"]
    assert "公布情况：已公布" in described(packages["round"])["description"]


def test_the_document_names_every_table_and_the_script(packages: dict[str, Path]) -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert all(f"`{resource['name']}`" in text for resource in described(packages["date"])["resources"])
    assert SCRIPT.name in text


@pytest.mark.parametrize("publish", ["own", "none"])
def test_a_round_that_was_not_published_in_full_is_no_open_data(store: Path, publish: str) -> None:
    reading = Store(store)
    Writer(store).submit(RoundBatch(reading.layout, "年中", reading.year(2023), MIDYEAR, publish=publish))
    assert open_data_pieces(Occasion.of(reading, year=2023, round_name="年中")) == []
