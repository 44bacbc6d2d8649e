"""Deadlines in words: what a 时限要求 cell means and the dates that follow (spec/files.md section 3)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from data.calendar import WorkCalendar
from data.plan.clause import TAKEN, Clause
from data.plan.deadline import VAGUE, Deadline
from data.plan.events import event_after, read_bare_span, read_befores, read_days_of_event, read_withins
from data.plan.frequency import read_period_ends, read_quotas, read_recurrences
from data.plan.moments import Reading
from data.plan.schedule import due_after, next_occurrence, occurrences
from data.plan.text import Folded, fold
from data.plan.window import HEAD, window_in

__all__ = ["Deadline", "due_after", "next_due", "occurrences", "read_deadlines"]

_LONGEST_CELL = 2000  # beyond it, it is no deadline but a text in the wrong place
_NOTHING = re.compile(r"[-/\\、，。.·_*\s]*(?:无|暂无|空)?[-/\\、，。.·_*\s]*")
_TIME = r"[\d年月日号底末前内之以上中下旬季度半每全本今次明初第]"
_HEAD = re.compile(rf"(?:(?<=^)|(?<=[，。；（]))({_TIME}{{2,}})，(?![\d每次明年按])")
_EVENT_HEAD = re.compile(r"(?<=[起后])，(?=(?:应|须|需|在|于)?(?:\d|半|不超))")
_NEXT_RULE = re.compile(r"[、和及与并且](?=每|按[年月季周半]|次年|次月)")
_PER = re.compile(r"(\d{1,3}(?:次|期|场|条|篇))/(半年|年|季度?|月|周)")
_ONCE_EACH = r"(?<![\d第年])1个?(月|季度?|周|日|天)"
_NO_OTHER = r"(?!.*\d(?:季|月))"  # 一季度1次，二季度2次 numbers its quarters
_SPOKEN: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"各(?=个?(?:季度?|半年|年度|月))"), "每"),  # 各季度首月10日前
    (re.compile(r"(?<!间)隔(?=[日天周月年])"), "每2个"),  # 隔月一次
    (re.compile(rf"{_ONCE_EACH}[1一]次{_NO_OTHER}"), r"每\g<1>1次"),  # 一季度一次
    (
        re.compile(rf"{_ONCE_EACH}[1一](?=[报更通调公汇小总检督评考晾研发会]){_NO_OTHER}"),
        r"每\g<1>",
    ),  # 一月一报
    (re.compile(r"(?<![每上下本\d第])(?=(?:半年度?|季度?)[首末]个?月)"), "每"),  # 季度末月25日前
    (
        re.compile(
            r"(?<![\d第个当本次该上下])(?:每个?)?(季度?|月|半年度?|年度)[之以]?后(?=\d+(?:个?工作)?[日天])"
        ),
        r"每\1结束后",
    ),  # 季后10日内
    (re.compile(r"上[、和及]?下半年"), "上半年、下半年"),
    (re.compile(r"(?<![\d半每])年度(?=[内底末])"), "年"),
)
_SENTENCE = re.compile(r"[。；！\n]")
_CLAUSE = re.compile(r"[，：（）。；！\n]")
_OPEN = re.compile(
    r"长期|持续|常态|经常|日常|及时|即时|实时|适时|随时|定期|动态|全年|全程|常年|第?[1一]时间|同步|同时|立即|立刻|即刻|即日|马上|尽快|尽早"
    r"|按时|按期|限时|规定的?时[限间]|法定[时期]限|始终|贯穿|视情|不断|逐步|滚动|坚持|永久|近期|抓紧|有效期|工作进展|按照?要求|按照?规定|依法|立行立改|时间节点|工作实际|结合实际|需要|随|按照?《》|按需|有变化|依申请|不间断"
)
_STANDING = re.compile(rf"(?:并|且|后|，|、|{TAKEN}|完成)(?:长期|持续|常态)")
_EXTERNAL = re.compile(
    r"(?:按|根据|依据|依照|遵照|服从|结合|配合|视|待|以|与|随)[^，。；]{0,14}?"
    r"(?:统[一1]|另行|上级|国家|国务院|中央|省|市|区|县|州|部门|局|委|办|厅|组)[^，。；]{0,14}?"
    r"(?:部署|安排|通知|要求|规定|时间表?|进度|计划|调度|文件|时限|为准|一致)"
    r"|统[一1](?:部署|安排|时间|要求)|另行(?:通知|部署|安排|确定|规定|明确)|待[定批]|待(?:通知|上级|省|市)|[^，。；]为准|由[^，。；]{1,12}(?:确定|决定|另定)"
)
_AROUND = re.compile(r"[^，。；\d]{0,8}(?:前后|左右)")
_START = re.compile(r"\d[年月日号](?:起|开始)")
ONLY_START = ("只写了起始时间，没有截止时间，请核对",)
_VAGUE_WORDS: tuple[tuple[str, re.Pattern[str], tuple[str, ...]], ...] = (
    ("external", _EXTERNAL, ()),
    ("open", _OPEN, ()),
    ("open", _START, ONLY_START),
)


def read_deadlines(words: str, plan_year: int, issued_on: date | None = None) -> list[Deadline]:
    """Every deadline the words state, in their order, each with its own words; at least one.

    A manner (及时, 按上级部署) in front of a real deadline is part of it; behind it, or after a full stop, it
    stands for itself. Words without any recognisable deadline are `missing` and flagged, never guessed.
    """
    if len(words) > _LONGEST_CELL:
        return [Deadline(words.strip(), "missing", flags=("时限文字过长，请人工填写",))]
    folded = _prepared(fold(words), plan_year, issued_on)
    if _NOTHING.fullmatch(folded.text):
        return [Deadline(words.strip(), "missing")]
    groups = _groups(folded, Reading(plan_year, issued_on))
    if not groups:
        return [Deadline(words.strip(), "missing", flags=("未识别出时限，请人工填写",))]
    return _with_words(folded, groups)


def next_due(
    deadline: Deadline, calendar: WorkCalendar, issued_on: date | None, plan_year: int
) -> tuple[date | None, bool]:
    """The date a plan shows for a deadline, and whether it is provisional (暂定).

    fixed and count: their date. after_issue: counted from `issued_on`, None without it. recurring: the first
    date after the plan's own (or after the eve of the plan year, if later). Every other kind: None.
    """
    if deadline.kind in {"fixed", "count"}:
        return deadline.due_on, False
    if deadline.kind == "after_issue" and issued_on is not None:
        return due_after(deadline, issued_on, calendar)
    if deadline.kind == "recurring":
        eve = date(plan_year - 1, 12, 31)
        return next_occurrence(deadline, max(issued_on or eve, eve), calendar)
    return None, False


@dataclass
class _Group:
    """A clause with what it says; `end` of the last word that belongs to it."""

    end: int
    sentence: int
    deadlines: list[Deadline]

    @property
    def is_vague(self) -> bool:
        return all(deadline.kind in VAGUE and not deadline.flags for deadline in self.deadlines)

    @property
    def is_recurring(self) -> bool:
        return all(deadline.kind == "recurring" for deadline in self.deadlines)

    def announces(self, other: _Group) -> bool:
        """按月报送，每月5日前: one rule without a day, of the period that the other rule dates; or only a start."""
        if all(deadline.flags == ONLY_START for deadline in self.deadlines):
            return True
        named = {deadline.every for deadline in other.deadlines if deadline.day or deadline.n}
        return self.is_recurring and all(
            one.flags and not (one.day or one.n) and one.every in named for one in self.deadlines
        )


def _prepared(folded: Folded, plan_year: int, issued_on: date | None) -> Folded:
    """Lines joined unless each is a deadline of its own; time heads joined to what they date."""
    if "\n" in folded.text:
        lines = [line for line in folded.text.split("\n") if line]
        own = all(read_deadlines(line, plan_year, issued_on)[0].kind != "missing" for line in lines)
        folded = folded.rewrite(re.compile("\n+"), lambda _: "；" if own else "")
    for spoken, plain in _SPOKEN:
        folded = folded.rewrite(spoken, partial(re.Match.expand, template=plain))
    folded = folded.rewrite(_HEAD, lambda match: match[1])
    folded = folded.rewrite(HEAD, lambda match: match[0].removesuffix("，"))
    folded = folded.rewrite(_EVENT_HEAD, lambda _: "")
    folded = folded.rewrite(_PER, lambda match: f"每{match[2]}{match[1]}")
    return folded.rewrite(_NEXT_RULE, lambda _: "，")


def _clauses(folded: Folded, reading: Reading) -> list[tuple[int, Clause]]:
    """Clauses with the number of their sentence."""
    found: list[tuple[int, Clause]] = []
    sentence = start = 0
    ends = [*(match.start() for match in _CLAUSE.finditer(folded.text)), len(folded.text)]
    for end in ends:
        if end > start:
            found.append((sentence, Clause(folded, start, end, reading)))
        sentence += bool(_SENTENCE.match(folded.text, end))
        start = end + 1
    return found


def _groups(folded: Folded, reading: Reading) -> list[_Group]:
    groups: list[_Group] = []
    before = ""
    clauses = _clauses(folded, reading)
    for place, (sentence, clause) in enumerate(clauses):
        clause.before = before
        deadlines = _read_clause(clause)
        if place + 1 < len(clauses):
            deadlines = _with_event(deadlines, clauses[place + 1][1].text)
        has_own = any(deadline.kind not in VAGUE for deadline in deadlines)
        before = "" if has_own else clause.words(0, len(clause.text))
        if groups and _is_gloss(folded, clause, deadlines, groups[-1]):
            continue
        if deadlines:
            groups.append(_Group(clause.end, sentence, deadlines))
    return _distinct(_told_once([group for n, group in enumerate(groups) if not _is_manner(groups, n)]))


def _is_gloss(folded: Folded, clause: Clause, deadlines: list[Deadline], group: _Group) -> bool:
    """每半年（6月底、12月底）: the bracket spells out the rule in front of it."""
    is_bracket = folded.text[clause.start - 1 : clause.start] == "（"
    is_rule = all(deadline.kind == "recurring" for deadline in group.deadlines)
    return is_bracket and is_rule and all(deadline.kind == "fixed" for deadline in deadlines)


def _read_clause(clause: Clause) -> list[Deadline]:
    for read in _READERS:
        read(clause)
    if clause.found and _STANDING.search(clause.text):
        clause.take(len(clause.text), len(clause.text), Deadline("", "open"))
    for read in (read_bare_span, _read_vague):
        if not clause.found:
            read(clause)
    return [deadline for _, deadline in sorted(clause.found, key=lambda found: found[0])]


def _read_dates(clause: Clause) -> None:
    for moment in clause.moments():
        due, flags = clause.reading.date_of(moment)
        if _AROUND.match(clause.text, moment.end):
            flags = (*flags, "“前后”“左右”没有确定的截止日，请核对")
        clause.take(moment.start, moment.end, Deadline("", "fixed", due_on=due, flags=flags))


def _read_vague(clause: Clause) -> None:
    for kind, pattern, flags in _VAGUE_WORDS:
        if not clause.found and pattern.search(clause.text):
            window = window_in(clause.text, clause.reading.plan_year) if flags == ONLY_START else None
            starts_on = window.starts_on if window else None
            clause.take(0, len(clause.text), Deadline("", kind, starts_on=starts_on, flags=flags))


_READERS = (
    read_befores,
    read_period_ends,
    read_quotas,
    read_recurrences,
    read_days_of_event,
    read_withins,
    _read_dates,
)


def _with_event(deadlines: list[Deadline], following: str) -> list[Deadline]:
    last = deadlines[-1] if deadlines else None
    event = event_after(following)
    if last is None or event is None or last.kind != "after_event" or last.event is not None:
        return deadlines
    return [*deadlines[:-1], replace(last, event=event, flags=())]


def _is_manner(groups: list[_Group], n: int) -> bool:
    """A vague clause in front of a real deadline of the same sentence only says how."""
    later = (group for group in groups[n + 1 :] if group.sentence == groups[n].sentence)
    return groups[n].is_vague and any(not group.is_vague for group in later)


def _told_once(groups: list[_Group]) -> list[_Group]:
    """Without the clauses that only announce a recurring rule of the same sentence: 9月起按月报送."""
    kept = []
    for n, group in enumerate(groups):
        later = [one for one in groups[n + 1 :] if one.sentence == group.sentence and one.is_recurring]
        announced = next((one for one in later if group.announces(one)), None)
        if announced is None:
            kept.append(group)
            continue
        first = group.deadlines[0]
        announced.deadlines = [
            replace(one, starts_on=one.starts_on or first.starts_on, ends_on=one.ends_on or first.ends_on)
            for one in announced.deadlines
        ]
    return kept


def _distinct(groups: list[_Group]) -> list[_Group]:
    """The same deadline said twice is one."""
    seen: set[Deadline] = set()
    for group in groups:
        kept = [deadline for deadline in group.deadlines if replace(deadline, flags=()) not in seen]
        seen |= {replace(deadline, flags=()) for deadline in kept}
        group.deadlines = kept
    return [group for group in groups if group.deadlines]


def _with_words(folded: Folded, groups: list[_Group]) -> list[Deadline]:
    """Gives every deadline its words; together they are all words of the cell."""
    found: list[Deadline] = []
    start = 0
    for group in groups:
        end = len(folded.text) if group is groups[-1] else group.end
        words = folded.source.strip() if len(groups) == 1 else folded.words(start, end)
        found += [replace(deadline, words=words) for deadline in group.deadlines]
        start = end
    return found
