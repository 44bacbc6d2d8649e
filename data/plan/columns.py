"""Which column of a task table holds what, by its headings, in many wordings and any order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from data.plan.text import repair

_BODY = r"(?:单位|部门|主体|科室|处室|股室|机构|机关)"
_HEADINGS = {
    "number": r"序号?|编号|项号|项次",
    "person": r"(?:责任|分管|牵头|主管|包抓|联系|直接)(?:领导|人员?|同志)|(?:主要)?负责(?:人|同志)|联系(?:人|电话|方式)",
    "lead": rf"(?:牵头|主办|主责|第一责任)(?:责任|承办)?{_BODY}",
    "support": rf"(?:配合|协办|协助|协同|参与|参加|参与?配合)(?:责任)?{_BODY}",
    "responsible": rf"(?:主要)?(?:责任|承办|落实|实施|执行|负责|承担|公开)(?:{_BODY}|分工|主体单位)(?:及?分工)?"
    rf"|(?:牵头|主办|责任)(?:责任)?{_BODY}?(?:[及和与、/]|以及)(?:其他)?(?:配合|协办|责任|参与|牵头)(?:责任)?{_BODY}"
    rf"|任务分工|职责分工|责任分工",
    "deadline": r"(?:时限|时间|进度|期限)(?:要求|安排|节点)?|(?:任务|工作|计划|预计)?"
    r"(?:完成|公开|工作|办理|责任|落实|办结|整改|报送|推进|更新|序时)(?:时限|时间|期限|日期|进度|时间节点|时限要求|时间要求)|时间节点|完成时间节点|截止(?:时间|日期)",
    "category": r"(?:主要|重点|工作|一级)?(?:任务|事项|工作|项目|指标|领域|板块)|(?:任务|工作|事项)?类[别型]|分类"
    r"|(?:任务|项目|事项)名称|任务(?:分类|领域)",
    "subcategory": r"(?:二级|具体|子|细化)(?:任务|事项|指标|项目|工作)|工作(?:任务|事项)名称|重点工作任务|工作事项",
    "requirement": r"(?:工作|具体|任务|主要|落实|推进|目标|重点|公开|细化|年度)*"
    r"(?:要求|内容|措施|举措|目标|标准|要点|任务分解)|目标任务",
    "note": r"备注|说明|完成情况|进展情况|落实情况",
}
PARTIES = ("responsible", "lead", "support")
_TASKS = {"category", "subcategory", "requirement"}
_GLOSS = re.compile(r"[（(【\[][^）)】\]]*[）)】\]]|[:：*\s]")
_LONGEST_HEADING = 24


@lru_cache(maxsize=4096)
def heading_of(words: str) -> str | None:
    """The meaning of a heading cell; None if it is no heading."""
    if not 0 < len(words) <= _LONGEST_HEADING * 2:
        return None
    plain = _GLOSS.sub("", repair(words))
    return next((name for name, pattern in _HEADINGS.items() if re.fullmatch(pattern, plain)), None)


def is_heading_row(cells: Sequence[str]) -> bool:
    """Whether a row heads a task table: what to do, and who or until when, and hardly anything else."""
    filled = {cell for cell in cells if cell.strip()}
    meanings = {cell: heading_of(cell) for cell in filled}
    known = {meaning for meaning in meanings.values() if meaning}
    strange = [cell for cell, meaning in meanings.items() if meaning is None]
    is_short = all(len(cell) <= _LONGEST_HEADING for cell in strange)
    heads = bool(known & _TASKS) and bool(known & {*PARTIES, "deadline"})
    return heads and is_short and len(strange) * 2 <= len(known)


def is_more_headings(cells: Sequence[str]) -> bool:
    """Whether a row holds headings only: a second heading row, or the headings again on the next page."""
    filled = [cell for cell in cells if cell.strip()]
    return len(filled) > 0 and all(heading_of(cell) for cell in filled)


def columns_of(heading_rows: Sequence[Sequence[str]]) -> dict[int, str]:
    """Column from 0 → meaning. Of two heading rows the lower says more.

    A task heading over two columns is both group levels; a table without a requirement column has its
    requirement in the last task column.
    """
    found: dict[int, str] = {}
    for cells in heading_rows:
        found |= {at: name for at, cell in enumerate(cells) if (name := heading_of(cell))}
    tasks = [at for at, name in sorted(found.items()) if name in {"category", "subcategory"}]
    if "requirement" not in found.values() and tasks:
        found[tasks.pop()] = "requirement"
    for level, at in enumerate(tasks):
        found[at] = "category" if level == 0 else "subcategory"
    return found


def values_of(cells: Sequence[str], columns: Mapping[int, str]) -> dict[str, str]:
    """A row's words by meaning; several columns of one meaning are joined, each text once."""
    found: dict[str, list[str]] = {}
    for at, name in sorted(columns.items()):
        words = cells[at].strip() if at < len(cells) else ""
        if words and words not in found.setdefault(name, []):
            found[name].append(words)
    return {name: "\n".join(words) for name, words in found.items()}


def responsible_of(values: Mapping[str, str]) -> str:
    """The 责任单位 words; cells of 牵头单位 and 配合单位 columns named so, as they say no role themselves."""
    named = [
        (label, values.get(name, ""))
        for name, label in (("lead", "牵头单位："), ("responsible", ""), ("support", "配合单位："))
        if values.get(name)
    ]
    if len(named) > 1:
        named = [(label or "责任单位：", words) for label, words in named]
    return "\n".join(f"{label}{words}" for label, words in named)
