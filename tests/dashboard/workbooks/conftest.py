from __future__ import annotations

import io
from pathlib import Path

import pytest
from books_read import AS_OF, MAKERS, ROUND, YEAR, Made, make
from openpyxl import Workbook, load_workbook

from dashboard.exports.occasion import Occasion
from data.store import Store


@pytest.fixture(scope="session")
def occasion(demo_store: Path) -> Occasion:
    return Occasion.of(Store(demo_store), year=YEAR, as_of=AS_OF)


@pytest.fixture(scope="session")
def closed(demo_store: Path) -> Occasion:
    return Occasion.of(Store(demo_store), year=YEAR, round_name=ROUND)


@pytest.fixture(scope="session")
def made(occasion: Occasion) -> Made:
    return {kind: make(pieces(occasion)) for kind, pieces in MAKERS.items()}


@pytest.fixture(scope="session")
def books(made: Made) -> dict[str, Workbook]:
    return {kind: load_workbook(io.BytesIO(files[".xlsx"])) for kind, files in made.items()}
