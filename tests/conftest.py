from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from argon2 import PasswordHasher

import data.accounts.sessions
import data.accounts.users
from data.batches import FactBatch, SchemeBatch
from data.demo.build import build_demo
from data.draw import DrawBatch
from data.files.reading import read_files
from data.locks import writer_lock
from data.logs import write_log
from data.release import Writer
from data.scheme import read_scheme
from data.store import Store

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """Passwords are hashed in a moment: the same algorithm with little work. What the product uses is tested apart."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (data.accounts.users, data.accounts.sessions):
            patch.setattr(module, "HASHER", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
        yield


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
def log_lines(tmp_path: Path) -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """Writes the log into a file while the test runs; answers its lines so far."""
    root, file = logging.getLogger(), tmp_path / "openness.log"
    handlers, level = root.handlers[:], root.level
    write_log(str(file))
    (handler,) = root.handlers
    yield lambda: [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    handler.close()
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.getLogger("openness").setLevel(logging.NOTSET)


@pytest.fixture(scope="session")
def this_year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store to work in today: three units under a scheme of the current year, two tasks, a draw of all nine cells.

    Nobody writes to it.
    """
    folder, year = tmp_path_factory.mktemp("this-year"), date.today().year
    scheme, units, tasks = folder / "scheme.toml", folder / "units.csv", folder / "tasks.csv"
    words = (GOLDEN / "district-1" / "scheme.toml").read_text(encoding="utf-8")
    scheme.write_text(words.replace("2024-01-31", f"{year + 1}-01-31").replace("2023", str(year)), "utf-8")
    units.write_text("单位编码,单位名称,单位类别\nU1,单位1,镇街\nU2,单位2,镇街\nU3,单位3,镇街\n", "utf-8")
    lines = ("年度,序号,工作要求,责任单位,时限要求", f"{year},1,更新公开指南,各镇街,{year}年12月底前")
    tasks.write_text("\n".join((*lines, f"{year},2,举办政务开放日,各镇街,年内不少于3次")), "utf-8")
    writer = Writer(folder / "store")
    writer.submit(SchemeBatch(read_scheme(scheme), scheme))
    writer.submit(FactBatch(read_files([units, tasks]).sheets))
    of_year = Store(folder / "store").year(year)
    writer.submit(DrawBatch(writer.layout, of_year, date.today(), 9, "0837", by="赵主任"))
    return folder / "store"


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
