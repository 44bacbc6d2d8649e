"""`given` makes tiny districts (district.py); the empty store they start from is made once a worker."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from district import Given, make_empty


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_empty(tmp_path_factory.mktemp("empty") / "store")


@pytest.fixture
def given(empty_store: Path, tmp_path: Path) -> Iterator[Given]:
    given = Given(empty_store, tmp_path)
    yield given
    given.close()
