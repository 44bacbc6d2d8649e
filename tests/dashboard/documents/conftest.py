from __future__ import annotations

from pathlib import Path

import pytest
from documents_read import AS_OF, YEAR, only
from docx.document import Document as Docx

from dashboard.exports.documents.report import report_pieces
from dashboard.exports.occasion import Occasion
from data.store import Store


@pytest.fixture(scope="module")
def demo(demo_store: Path) -> Store:
    return Store(demo_store)


@pytest.fixture(scope="module")
def today(demo: Store) -> Occasion:
    return Occasion.of(demo, year=YEAR, as_of=AS_OF)


@pytest.fixture(scope="module")
def closed(demo: Store) -> Occasion:
    return Occasion.of(demo, year=YEAR, round_name="第三季度")


@pytest.fixture(scope="module")
def report(closed: Occasion) -> Docx:
    return only(report_pieces(closed))
