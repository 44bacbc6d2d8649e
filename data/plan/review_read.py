"""A corrected review taken back: its tasks, decisions and where everything stands, or every mistake in it.

A correction becomes the task's own words in the grammar of docs/plan-grammar.md (牵头单位：…；配合单位：…,
2023年10月31日前), so a stored task always means what its words say. What nobody changed keeps the words of the document.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from data.calendar import parse_day
from data.errors import InputRefused, Problem
from data.files.workbook import read_workbook
from data.plan import review
from data.plan.correction import Correction
from data.plan.deadlines import read_deadlines
from data.plan.document import PlanDocument, PlanTask, remarks_on
from data.plan.refusal import refused
from data.plan.responsible import read_responsible

_BOOKS = (".xlsx", ".xls", ".ods")
_Rows = dict[int, tuple[str, ...]]


@dataclass(frozen=True)
class Decision:
    """One filled row of the sheet 责任单位认定: its row, the word, whom it means, a remark."""

    row_no: int
    words: str
    unit: str
    note: str | None


@dataclass(frozen=True)
class Review:
    """A review as corrected: the document with the tasks to store, their rows and items, and the decisions."""

    document: PlanDocument
    rows: Mapping[str, int]
    items: Mapping[str, str]
    decisions: Sequence[Decision] = field(default_factory=list)


def read_review(path: Path, year: int) -> Review | None:
    """The corrected review in a workbook; None for any other file.

    Raises InputRefused with every mistake, each with sheet, row, column and value: a task gone from the sheet,
    words of the document changed, names or a deadline that cannot be read, another year.
    """
    if path.suffix.lower() not in _BOOKS or not path.is_file():
        return None
    sheets = _sheets(path)
    source = sheets.get(review.SOURCE, {})
    if review.TASKS not in sheets or not any(cells[0] == review.MARK for cells in source.values()):
        return None
    reader = _Reader(path, sheets, year)
    found = reader.read()
    if reader.problems:
        raise InputRefused(reader.problems)
    return found


def _sheets(path: Path) -> dict[str, _Rows]:
    """Sheet → row number → cells."""
    with tempfile.TemporaryDirectory(prefix="openness-") as folder:
        found = {}
        for grid in read_workbook(path, path.name, Path(folder) / "sheets"):
            with grid.csv.open(encoding="utf-8", newline="") as stream:
                found[grid.name] = {int(n): tuple(cells) for n, *cells in csv.reader(stream)}
            if grid.bad:
                row, _, words = grid.bad[0]
                raise refused(
                    path, f"工作表“{grid.name}”第{row + 1}行有错误值“{words}”", "请改正单元格后再试"
                )
        return found


class _Reader:
    """Goes through the sheets once, collecting every problem."""

    def __init__(self, path: Path, sheets: Mapping[str, _Rows], year: int) -> None:
        self._path = path
        self._sheets = sheets
        self._year = year
        self.problems: list[Problem] = []
        self._duties: list[PlanTask] = []
        self._facts = {name: self._fact(heading) for name, heading in review.FACTS.items()}

    def read(self) -> Review:
        """The review; of no use with `problems` filled in."""
        if self._facts["year"] != str(self._year):
            raise refused(
                self._path, f"这是{self._facts['year']}年度的核对表，不是{self._year}年度的", "请改用 --year"
            )
        written = self._table(review.SOURCE, review.SOURCE_HEADINGS)
        as_written = {cells["task_no"]: cells for cells in written.values()}
        taken = self._tasks(as_written)
        decisions = list(self._decisions())
        if not taken and not self.problems:
            raise refused(self._path, "没有要存入的任务", "要存入的任务请在“存入”写“是”")
        tasks = {number: taken[number] for number in as_written if number in taken}  # in the document's order
        return Review(
            self._document([task for _, task, _ in tasks.values()]),
            {number: row_no for number, (row_no, _, _) in tasks.items()},
            {number: item for number, (_, _, item) in tasks.items() if item},
            decisions,
        )

    def _tasks(self, as_written: Mapping[str, Mapping[str, str]]) -> dict[str, tuple[int, PlanTask, str]]:
        """Number → row, task and item of every task to be stored; a task whose row is gone is a problem."""
        rows = self._table(review.TASKS, review.HEADINGS)
        tasks: dict[str, tuple[int, PlanTask, str]] = {}
        for row_no, cells in rows.items():
            self._take(row_no, cells, as_written, tasks)
        for number in as_written.keys() - {cells["task_no"] for cells in rows.values()}:
            action = "不存入的请留着行，在“存入”写“否”"
            self._wrong(review.TASKS, None, "task_no", number, "这一项的行不见了", action)
        return tasks

    def _document(self, tasks: list[PlanTask]) -> PlanDocument:
        facts = self._facts
        document = PlanDocument(
            facts["title"],
            facts["doc_number"] or None,
            parse_day(facts["issued_on"]),
            self._year,
            tasks,
            duties=self._duties,
            file=facts["file"],
        )
        document.remarks = list(remarks_on(document))
        return document

    def _take(
        self,
        row_no: int,
        cells: dict[str, str],
        as_written: Mapping[str, Mapping[str, str]],
        tasks: dict[str, tuple[int, PlanTask, str]],
    ) -> None:
        number, before = cells["task_no"], as_written.get(cells["task_no"])
        if before is None or number in tasks:
            problem = "序号在“出处”中没有" if before is None else "序号重复"
            self._wrong(review.TASKS, row_no, "task_no", number, problem, "序号不能改，也不要另加行")
            return
        if cells["accept"] not in (review.YES, review.NO):
            self._wrong(review.TASKS, row_no, "accept", cells["accept"], "不是规定的写法", "请写：是或否")
        correction = Correction(cells, before, self._year, parse_day(self._facts["issued_on"]))
        if cells["accept"] != review.YES:
            self._duties += [self._task(cells, before, correction)] if before["accept"] == review.NO else []
            return
        found = len(self.problems)
        for name, problem, action in correction.problems():
            self._wrong(review.TASKS, row_no, name, cells[name], problem, action)
        if len(self.problems) == found:
            tasks[number] = (row_no, self._task(cells, before, correction), cells["item"])

    def _task(self, cells: Mapping[str, str], before: Mapping[str, str], correction: Correction) -> PlanTask:
        deadlines = tuple(read_deadlines(correction.deadline, self._year, correction.issued_on))
        return PlanTask(
            cells["task_no"],
            cells["category"] or None,
            cells["subcategory"] or None,
            cells["requirement"],
            correction.responsible,
            correction.deadline,
            deadlines,
            read_responsible(correction.responsible),
            before["place"],
            words=before["words"],
        )

    def _decisions(self) -> Iterator[Decision]:
        for row_no, cells in self._table(review.NAMES, review.NAME_HEADINGS).items():
            if cells["unit"] and not cells["words"]:
                self._wrong(review.NAMES, row_no, "words", "", "没有写文件用语", "请写要认定的用语")
            elif cells["unit"]:
                yield Decision(row_no, cells["words"], cells["unit"], cells["note"] or None)

    def _fact(self, heading: str) -> str:
        rows = self._sheets[review.SOURCE].values()
        return next((cells[1].strip() for cells in rows if len(cells) > 1 and cells[0] == heading), "")

    def _table(self, sheet: str, headings: Mapping[str, str]) -> dict[int, dict[str, str]]:
        """Row number → cells by key, below the heading row; refused when a heading is gone."""
        rows = self._sheets.get(sheet, {})
        top = next(
            (n for n, cells in rows.items() if cells[0].strip() == next(iter(headings.values()))), None
        )
        places = {cell.strip(): at for at, cell in enumerate(rows[top])} if top else {}
        gone = [heading for heading in headings.values() if heading not in places]
        if gone:
            problem = f"工作表“{sheet}”缺“{'”“'.join(gone)}”列" if top else f"缺工作表“{sheet}”或它的表头"
            raise refused(self._path, problem, "请在核对表原来的工作表上修改，不要改动表头")
        return {
            n: {name: cells[places[heading]].strip() for name, heading in headings.items()}
            for n, cells in rows.items()
            if n > (top or 0) and any(cell.strip() for cell in cells)
        }

    def _wrong(
        self, sheet: str, row_no: int | None, name: str, value: str, problem: str, action: str
    ) -> None:
        headings = review.NAME_HEADINGS if sheet == review.NAMES else review.HEADINGS
        self.problems.append(
            Problem(self._path.name, sheet, row_no, headings[name], value or None, problem, action)
        )
