"""The demo store: the fictional district's files, through the same import as an office's own."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from data.batches import Batch, DistrictBatch, FactBatch, SchemeBatch
from data.demo.generate import DEMO_ROUNDS, DEMO_SCHEMES, write_demo
from data.demo.plan_document import write_plan
from data.demo.units import LAST_DAY, YEARS
from data.draw import DrawBatch, Exclusion
from data.errors import InputRefused
from data.files.reading import read_files
from data.layout import Layout
from data.plan.accept import PlanBatch
from data.plan.document import read_plan
from data.release import Writer
from data.rounds import RoundBatch
from data.scheme import builtin_schemes, read_scheme
from data.store import Store

DEMO_DISTRICT = "云岭区"
_BY = "演示"

Progress = Callable[[str, int, int], None]


def build_demo(path: Path, progress: Progress) -> str:
    """Build the demo in a store that is still empty; answers what was done, in Chinese."""
    layout = Layout(path)
    if layout.exists():
        return f"“{path}”中已有数据（数据版本 {layout.current_id()}），未改动"
    writer = Writer(path)
    with tempfile.TemporaryDirectory() as folder:
        district = DistrictBatch(DEMO_DISTRICT, is_demo=True, by=_BY)
        _submit(writer, [district, *_schemes(), *_plans(Path(folder))])
        files = write_demo(Path(folder))
        facts = []
        for done, file in enumerate(files):
            progress(file.name, done, len(files) + len(DEMO_ROUNDS))
            facts.append(FactBatch(read_files([file]).sheets, by=_BY))
        _submit(writer, facts)
    _close_rounds(path, writer, progress, len(files))
    _draw_next_sample(path, writer)
    return f"已在“{path}”建立演示库（{DEMO_DISTRICT}，演示数据，全部虚构），数据版本 {layout.current_id()}"


def _schemes() -> Iterator[SchemeBatch]:
    builtin = builtin_schemes()
    for name in DEMO_SCHEMES:
        source = builtin[Path(name).stem]
        yield SchemeBatch(read_scheme(source), source, by=_BY)


def _plans(folder: Path) -> Iterator[PlanBatch]:
    for year in YEARS:
        plan = write_plan(folder, year)
        yield PlanBatch(read_plan(plan, year), plan, by=_BY)


def _submit(writer: Writer, batches: Sequence[Batch]) -> None:
    """Store batches that need not see each other published in one release; InputRefused by the first refused."""
    for answer in writer.submit_all(batches):
        if isinstance(answer, InputRefused):
            raise answer


def _close_rounds(path: Path, writer: Writer, progress: Progress, before: int) -> None:
    store = Store(path)
    for done, one in enumerate(DEMO_ROUNDS):
        progress(one.name, before + done, before + len(DEMO_ROUNDS))
        name = one.name.removeprefix(f"{one.year}年")
        writer.submit(
            RoundBatch(store.layout, name, store.year(one.year), one.as_of, publish=one.publish, by=_BY)
        )


def _draw_next_sample(path: Path, writer: Writer) -> None:
    """The sample of the demo's next weeks: stored, and nothing of it checked yet."""
    store = Store(path)
    year = max(store.years())
    writer.submit(
        DrawBatch(
            layout=store.layout,
            year=store.year(year),
            as_of=LAST_DAY[year],
            size=40,
            seed="演示摇号 0837",
            exclusions=(Exclusion("Z01", "刚接受上级专项检查"),),
            by=_BY,
        )
    )
