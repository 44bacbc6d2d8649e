"""Plans in prose: paragraphs under their headings, responsible units in brackets, deadlines in the sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from data.plan.blocks import Paragraph
from data.plan.cells import is_deadline, is_party
from data.plan.dated import dated_clauses, open_clause, sentences, subject_of
from data.plan.entry import Entry
from data.plan.text import repair

_LABELS = (
    re.compile(r"第[一二三四五六七八九十]{1,3}[章部]分?|[一二三四五六七八九十]{1,3}、"),
    re.compile(r"[（(][一二三四五六七八九十]{1,3}[)）]、?|第[一二三四五六七八九十]{1,3}[节条]"),
    re.compile(r"\d{1,2}(?:[.．、]|(?=[\u4e00-\u9fff]{2}))(?!\d)"),
    re.compile(r"[（(]\d{1,2}[)）]"),
)
_LONGEST_HEADING = 80
_BRACKET = re.compile(r"[（(](?P<who>(?:[^（()）]|[（(][^（()）]*[)）])*)[)）](?P<end>[。；;]?)")
_STOPS = "，,。；;"
_AFTER_SENTENCE = re.compile(r"[。；;！”’）)]\s*$|^$")
_LABELLED = re.compile(
    r"[（(]?(?P<what>(?:责任|牵头|承办|主办|配合|协办|落实)(?:责任)?(?:单位|部门|科室)|(?:完成|公开|落实|办结|工作|时间|时限)*(?:时限|时间|期限)(?:要求)?)[:：]"
)
_DEADLINE_LABEL = re.compile(r"[时期][限间]")
_IN_CHARGE = re.compile(r"牵头|负责|落实|配合|责任|承办|分工|参与|[:：]")


@dataclass(frozen=True)
class Passage:
    """A paragraph without its heading, with the headings above it as printed, the first level first."""

    category: str
    subcategory: str
    words: str
    place: str
    heading: str = ""  # the heading printed in the paragraph itself


def passages(paragraphs: Sequence[Paragraph]) -> Iterator[Passage]:
    """The paragraphs with their heading paths.

    A heading is a short paragraph with a label, or the first sentence of a longer one.
    """
    path: list[str] = [""] * len(_LABELS)
    for paragraph in paragraphs:
        level = _level(paragraph.words)
        heading, rest = "", paragraph.words
        if level is not None:
            heading, rest = _heading(paragraph.words)
            path[level:] = [heading, *[""] * (len(_LABELS) - level - 1)]
        first, *below = path
        subcategory = "\n".join(words for words in below if words)
        yield Passage(first, subcategory, rest, paragraph.place, heading)


def _level(words: str) -> int | None:
    """The depth of the heading label a paragraph begins with."""
    return next((n for n, label in enumerate(_LABELS) if label.match(words)), None)


def _heading(words: str) -> tuple[str, str]:
    """A labelled paragraph's heading and the rest: its first sentence, if that is short and something follows.

    A bracket in it that names responsible units ends it: 1.完善目录（区财政局负责）.
    """
    match = re.search(r"[。；;:：\n]", words)
    end = match.start() if match else len(words)
    if end > _LONGEST_HEADING:
        comma = re.search(r"[，,、]", words[3:])
        return words[: comma.start() + 3 if comma else _LONGEST_HEADING], words
    for bracket in _BRACKET.finditer(words, 1, end + 1):
        is_done = words[bracket.end() : bracket.end() + 1] in {"", *_STOPS} or bracket["end"]
        if is_done and bracket.end() <= end + 1 and _is_responsible(bracket["who"]):
            return words[: bracket.start()], words[bracket.start() :]
    return words[:end], words[end + 1 :].strip()


def bracketed(paragraphs: Sequence[Paragraph]) -> tuple[list[Entry], list[Paragraph]]:
    """Tasks that name their responsible units in a bracket behind them or on a line 责任单位：…, and the rest."""
    found: list[Entry] = []
    rest: list[Paragraph] = []
    pending: Passage | None = None
    for passage in passages(paragraphs):
        label = None if passage.heading else _LABELLED.match(passage.words)
        if label and (pending or found):
            _label(found, pending, passage, label)
            pending = None
            continue
        tasks = list(_in_brackets(passage))
        found += tasks
        pending = None if tasks else passage
        if not tasks:
            words = f"{passage.heading}。{passage.words}" if passage.heading else passage.words
            rest.append(Paragraph(words.removesuffix("。"), passage.place))
    named = {entry.place for entry in found}
    return found, [paragraph for paragraph in rest if paragraph.place not in named]


def _label(found: list[Entry], pending: Passage | None, passage: Passage, label: re.Match[str]) -> None:
    """A line 责任单位：… or 完成时限：… says so of the passage before it."""
    words = passage.words.strip("（）()。")
    is_deadline = bool(_DEADLINE_LABEL.search(label["what"]))
    value = words.partition(":" if ":" in label[0] else "：")[2]
    if pending:
        found.append(_entry(pending, pending.words or pending.heading, "", None, pending.words))
    last = found.pop()
    responsible = last.responsible if is_deadline else f"{last.responsible}\n{words}".strip("\n")
    deadline = value if is_deadline else last.deadline
    both = f"{last.words}\n{passage.words}"
    found.append(replace(last, responsible=responsible, deadline=deadline, words=both))


def _in_brackets(passage: Passage) -> Iterator[Entry]:
    start = 0
    for match in _BRACKET.finditer(passage.words):
        before = passage.words[start : match.start()].strip().lstrip(_STOPS)
        is_last = not passage.words[match.end() :].strip()
        if not (is_last or match["end"] or _AFTER_SENTENCE.search(before)) or not _is_responsible(
            match["who"]
        ):
            continue
        who, deadline = _split_who(match["who"])
        requirement = before or passage.heading or passage.subcategory or passage.category
        yield _entry(passage, requirement, who, deadline, passage.words[start : match.end()].strip())
        start = match.end()


def _is_responsible(words: str) -> bool:
    who, _ = _split_who(words)
    return is_party(who) and (bool(_IN_CHARGE.search(repair(words))) or "、" in who or len(who) <= 20)


def _split_who(words: str) -> tuple[str, str | None]:
    """The parties of a bracket, and the deadline it may name beside them: 市财政局牵头，年底前完成."""
    parts = re.split(r"(?<=[，,；;])", words)
    dated = [part for part in parts if is_deadline(bare := part.rstrip("，,；;")) and not is_party(bare)]
    who = "".join(part for part in parts if part not in dated).rstrip("，,；;")
    return who, "；".join(part.rstrip("，,；;") for part in dated) or None


def _entry(passage: Passage, requirement: str, who: str, deadline: str | None, words: str) -> Entry:
    return Entry("", passage.category, passage.subcategory, requirement, who, deadline, words, passage.place)


def dated_sentences(paragraphs: Sequence[Paragraph], year: int, issued_on: date | None) -> Iterator[Entry]:
    """Every sentence that states a definite deadline, as a task of its own; who must act as far as it says."""
    for passage in passages(paragraphs):
        for sentence in [*sentences(passage.heading), *sentences(passage.words)]:
            clauses = dated_clauses(sentence, year, issued_on)
            if clauses:
                yield _entry(passage, sentence, subject_of(sentence), "；".join(clauses), sentence)


def deadline_in(requirement: str, year: int, issued_on: date | None) -> str:
    """The deadline clauses inside a requirement; without any, the first that says 及时, 长期 or the like."""
    found = [
        clause for sentence in sentences(requirement) for clause in dated_clauses(sentence, year, issued_on)
    ]
    return "；".join(dict.fromkeys(found)) or open_clause(requirement)
