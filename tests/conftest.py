from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from data.batches import FactBatch, SchemeBatch
from data.demo.build import build_demo
from data.files.reading import read_files
from data.locks import writer_lock
from data.release import Writer
from data.scheme import read_scheme

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(scope="session")
def demo_store(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The demo store, built once a run however many workers there are. Nobody writes to it."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    ready = shared / "demo-store"
    with writer_lock(shared / "demo-store.lock", wait_seconds=600):  # one builds, the others wait for it
        if not ready.exists():
            making = base / "demo-store-in-the-making"
            build_demo(making, lambda *_: None)
            making.rename(ready)
    return ready


@pytest.fixture(scope="session")
def golden() -> Path:
    """Folder of the golden districts and phrases."""
    return GOLDEN


@pytest.fixture(scope="session")
def scheme_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with nothing but the scheme of golden district 1, its batch 2. Nobody writes to it."""
    store = tmp_path_factory.mktemp("scheme") / "store"
    scheme = GOLDEN / "district-1" / "scheme.toml"
    Writer(store).submit(SchemeBatch(read_scheme(scheme), scheme))
    return store


@pytest.fixture(scope="session")
def golden_store(scheme_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scheme store with the facts of golden district 1, its batch 3. Nobody writes to it."""
    store = Path(shutil.copytree(scheme_store, tmp_path_factory.mktemp("golden") / "store"))
    files = sorted((GOLDEN / "district-1").glob("*.csv"))
    Writer(store).submit(FactBatch(read_files(files).sheets))
    return store


@pytest.fixture
def store(golden_store: Path, tmp_path: Path) -> Path:
    """A copy of the golden store to write to."""
    return Path(shutil.copytree(golden_store, tmp_path / "store"))


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Callable[..., Answer]:
    """Runs a command in this process: cli("score", "--store", path)."""
    from dashboard.__main__ import main

    def run(*words: object) -> Answer:
        try:
            code = main([str(word) for word in words])
        except SystemExit as stop:  # argparse
            code = int(stop.code or 0)
        return Answer(code, *capsys.readouterr())

    return run


class Answer(NamedTuple):
    """What a command answered."""

    code: int
    out: str
    err: str
