"""One corrected row of a review: what changed, the words that say so, or what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from data.calendar import parse_day
from data.plan.deadlines import read_deadlines
from data.plan.readings import GROUP_MARK
from data.plan.responsible import Responsible, read_responsible
from data.plan.review import KINDS, PARTIES

_NAMES = re.compile(r"[、;；,，\n]")
_LABELS = {"lead": "牵头单位：", "owners": "责任单位：", "support": "配合单位："}
_KIND_OF = {label: kind for kind, label in KINDS.items()}
_STANDING = {"open": "长期坚持", "external": "按上级统一部署", "missing": ""}
"""Kinds that need no more than a word, and the words that say them."""
_Wrong = tuple[str, str, str]


@dataclass
class Correction:
    """`cells` as they stand now, `before` as they were written; `responsible` and `deadline` follow from both.

    Both are the words to store: the document's own where nothing was changed.
    """

    cells: Mapping[str, str]
    before: Mapping[str, str]
    year: int
    issued_on: date | None
    responsible: str = field(init=False)
    deadline: str = field(init=False)

    def __post_init__(self) -> None:
        self.responsible, self.deadline = self.before["responsible"], self.before["deadline"]

    def problems(self) -> Iterator[_Wrong]:
        """Column, problem and action of each mistake; works out the words on the way."""
        for name in ("responsible", "deadline"):
            if self._is_changed(name):
                action = "请改右边的牵头、责任、配合各列" if name == "responsible" else "请写在“时限改为”"
                yield name, "原文不能改", action
        if not self.cells["requirement"]:
            yield "requirement", "没有写工作要求", "请填写"
        yield from self._parties()
        yield from self._deadlines()

    def _is_changed(self, name: str) -> bool:
        now, was = self.cells[name], self.before[name]
        return now != was and (name != "due_on" or parse_day(now) is None or parse_day(now) != parse_day(was))

    def _parties(self) -> Iterator[_Wrong]:
        names = {
            role: [one.strip() for one in _NAMES.split(self.cells[role]) if one.strip()] for role in PARTIES
        }
        if not any(names.values()):
            yield "owners", "没有写责任单位", "请在牵头、责任、配合或待定中至少写一个"
            return
        if not any(self._is_changed(role) for role in PARTIES):
            return
        if names["lead"] and names["owners"]:
            yield "owners", "已有牵头单位，不能再有并列的责任单位", "请移到“配合”，或把牵头单位也写在“责任”"
            return
        self.responsible = _party_words(names, read_responsible(self.before["responsible"]))
        read = read_responsible(self.responsible)
        for role in PARTIES:
            if {_plain(name) for name in getattr(read, role)} != {_plain(name) for name in names[role]}:
                action = "请只写单位全称，几个用顿号隔开；一类单位前面加@；“有关部门”之类只能写在“待定”"
                yield role, f"这样写会读成“{'、'.join(getattr(read, role)) or '空'}”", action

    def _deadlines(self) -> Iterator[_Wrong]:
        if self.cells["corrected"]:
            yield from self._rewritten()
        elif self._is_changed("kind") or self._is_changed("due_on"):
            yield from self._retyped()

    def _rewritten(self) -> Iterator[_Wrong]:
        """时限改为: words in the grammar; 类型 and 日期 beside them must not say anything else."""
        self.deadline = self.cells["corrected"]
        first = read_deadlines(self.deadline, self.year, self.issued_on)[0]
        if first.kind == "missing":
            yield (
                "corrected",
                "读不出时限",
                "请换一种写法，如“2026年10月31日前”“每季度结束后15日内”“长期坚持”",
            )
        elif self._is_changed("kind") and _KIND_OF.get(self.cells["kind"]) != first.kind:
            yield "kind", f"与“时限改为”读出的“{KINDS[first.kind]}”不一致", "请改成一致的"
        elif self._is_changed("due_on") and first.due_on and parse_day(self.cells["due_on"]) != first.due_on:
            yield "due_on", f"与“时限改为”读出的{first.due_on}不一致", "请改成一致的"

    def _retyped(self) -> Iterator[_Wrong]:
        """类型 or 日期 changed alone: a date, or a kind that needs no date."""
        kind, words = _KIND_OF.get(self.cells["kind"]), self.cells["due_on"]
        due_on = parse_day(words)
        if len(read_deadlines(self.deadline, self.year, self.issued_on)) > 1:
            yield "kind", "这一项有几个时限", "请在“时限改为”把要改的时限完整写一遍"
        elif kind is None:
            yield "kind", "没有这种类型", f"请写：{'、'.join(KINDS.values())}"
        elif kind == "fixed" and due_on is None:
            yield "due_on", "不是有效日期" if words else "固定日期没有写日期", "请写成2026-10-31的样子"
        elif kind == "fixed" and due_on is not None:
            self.deadline = f"{due_on.year}年{due_on.month}月{due_on.day}日前"
        elif kind in _STANDING and self._is_changed("kind"):
            if words and self._is_changed("due_on"):
                yield "due_on", "这一类时限没有日期", "请清空日期，或把类型改为固定日期"
            self.deadline = _STANDING[kind]
        else:
            name = "kind" if self._is_changed("kind") else "due_on"
            yield (
                name,
                "这一类时限由规则推算",
                "请在“时限改为”写明，如“每季度结束后15日内”，或把类型改为固定日期",
            )


def _party_words(names: Mapping[str, list[str]], before: Responsible) -> str:
    """牵头单位：甲；配合单位：乙、丙; what is left open keeps its place, a new one stands beside the others."""
    places = dict(zip(before.unresolved, before.places, strict=True))
    parts = {role: [_grouped(name) for name in names[role]] for role in _LABELS}
    for word in names["unresolved"]:
        parts[places.get(word, "support" if names["lead"] else "owners")].append(word)
    return "；".join(f"{_LABELS[role]}{'、'.join(found)}" for role, found in parts.items() if found)


def _grouped(name: str) -> str:
    """A name as a document says it; @ and a group's name as 各 and the name, unless that is read as a group anyway."""
    bare = name.removeprefix(GROUP_MARK)
    if bare == name or read_responsible(bare).owners == (GROUP_MARK + bare,):
        return bare
    return f"各{bare}"


def _plain(name: str) -> str:
    return name.replace(f"{GROUP_MARK}各", GROUP_MARK)
