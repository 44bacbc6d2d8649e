"""Facts as the cells of an office's sheet: Chinese words, units by any name, dates in any notation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from random import Random

from data.demo.days import SEED
from data.demo.rows import Cell, Row
from data.demo.units import DISTRICT, LABEL, UNIT_BY_ID, spellings
from data.files.kinds import KINDS

# English values of files.md section 1 -> the Chinese ones, as offices write them.
_WORDS = {
    "source": {
        "spot_check": "日常抽测",
        "inspection": "季度检查",
        "third_party": "第三方",
        "superior": "上级通报",
        "public": "社会监督",
    },
    "recheck_result": {"pass": "通过", "fail": "不通过"},
    "decision": {"granted": "同意", "refused": "不同意"},
    "result": {"upheld": "维持", "withdrawn": "撤销", "changed": "改扣"},
    "kind": {
        "bonus": "加分",
        "major": "重大扣分",
        "veto": "一票否决",
        "praise": "通报表扬",
        "criticism": "通报批评",
        "interview": "约谈",
        "accountability": "问责",
    },
}
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_NOTATIONS: tuple[Callable[[date], Cell], ...] = (
    lambda day: day,
    lambda day: day.isoformat(),
    lambda day: f"{day.year}/{day.month}/{day.day}",
    lambda day: f"{day.year}.{day.month}.{day.day}",
    lambda day: f"{day.year}年{day.month}月{day.day}日",
    lambda day: f"{day:%Y%m%d}",
)


@dataclass(frozen=True)
class Sheet:
    """One sheet to write: a kind of fact, its columns in office order, and how its author writes.

    `mixed`: dates in several notations and now and then full-width digits, else real dates; `merged`: a
    column whose equal neighbours are merged; `heading_every`: the heading row again after so many rows.
    """

    name: str
    kind: str
    columns: tuple[str, ...]
    rows: list[Row]
    title: str
    mixed: bool = False
    merged: str | None = None
    heading_every: int | None = None

    @property
    def titles(self) -> tuple[str, str]:
        """The two rows above the headings; the first says that all of it is made up."""
        return (f"{DISTRICT}{self.title}（{LABEL}）", f"{LABEL}：单位、人员和事项均为虚构")

    def headings(self) -> list[str]:
        """The Chinese headings of the columns (files.md section 1)."""
        return [KINDS[self.kind].field(column).chinese for column in self.columns]

    def table(self, file_name: str) -> list[list[Cell]]:
        """The rows as cells; what is drawn at random depends on file and sheet alone."""
        rng = Random(f"{SEED}/{file_name}/{self.name}")
        return [[self._cell(column, row.get(column), rng) for column in self.columns] for row in self.rows]

    def _cell(self, column: str, value: Cell, rng: Random) -> Cell:
        if value is None:
            return None
        if column == "unit":
            return self._unit(str(value), rng)
        if column in _WORDS:
            return _WORDS[column][str(value)]
        return self._written(value, rng) if self.mixed else value

    def _unit(self, unit_id: str, rng: Random) -> str:
        """Mostly the full name; one name throughout where cells are merged."""
        names = spellings(UNIT_BY_ID[unit_id])
        if self.merged == "unit" or rng.random() < 0.6:
            return names[0]
        return rng.choice(names)

    def _written(self, value: Cell, rng: Random) -> Cell:
        """A value as people type it."""
        if isinstance(value, datetime):
            return rng.choice((value, f"{value:%Y-%m-%d %H:%M}"))
        if isinstance(value, date):
            return rng.choice(_NOTATIONS)(value)
        if isinstance(value, int) and rng.random() < 0.03:
            return str(value).translate(_FULL_WIDTH)
        return value
