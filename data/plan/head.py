"""What the head of a document says of itself: title, number, date, and whether it is a report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from data.plan.blocks import Paragraph
from data.plan.text import repair

_DOC_NUMBER = re.compile(
    r"(?P<office>[\u4e00-\u9fff]{2,14})[〔\[［【(（](?P<year>(?:19|20)\d\d)[〕\]］】)）]\s*第?(?P<n>\d{1,4})号"
)
_DATE = re.compile(r"((?:19|20)\d\d)(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})日?")
_PRINTED = re.compile(rf"^[^，。；]{{0,30}}{_DATE.pattern}\s*印发$")
_TITLE_END = re.compile(r"(?:通知|方案|意见|要点|办法|计划|清单|分解表|分工表|任务表|台账|安排|规定|函)$")
_REPORT_END = re.compile(r"(?:报告|总结|汇报|年报|情况|公报)$")
_SALUTATION = re.compile(r"[：:]$")
_LONGEST_TITLE = 120
_FIRST_LINES = 40
_SHORTEST_START = 8


def issued_on(paragraphs: Sequence[Paragraph]) -> date | None:
    """The date alone on a line (the signature's), else before 印发 at a line's end, else after 时间 or 日期."""
    plain = [repair(paragraph.words).strip(" （()）") for paragraph in paragraphs]
    alone = (_DATE.fullmatch(words) for words in plain)
    printed = (_DATE.search(words) for words in plain if _PRINTED.search(words))
    labelled = (_DATE.search(words) for words in plain if re.search(r"(?:时间|日期)[:：]", words))
    for match in (*alone, *printed, *labelled):
        if match:
            try:
                return date(*(int(part) for part in match.groups()))
            except ValueError:
                continue
    return None


def doc_number(paragraphs: Sequence[Paragraph]) -> str | None:
    """The document's own number: the first that opens a line before the salutation, less a stray 字."""
    for paragraph in paragraphs:
        words = repair(paragraph.words)
        match = _DOC_NUMBER.match(words)
        if match:
            return f"{match['office'].lstrip('字')}〔{match['year']}〕{match['n']}号"
        if _SALUTATION.search(words):
            break
    return None


def title(paragraphs: Sequence[Paragraph]) -> str:
    """The heading before the salutation, its lines joined; else the first line that ends like a title."""
    found = ""
    for paragraph in paragraphs:
        words = paragraph.words
        if _DOC_NUMBER.match(repair(words)):
            continue
        if _SALUTATION.search(words) or len(found) > _LONGEST_TITLE:
            break
        if not found and len(words) < _SHORTEST_START:
            continue  # 首页, 附件
        found += words
        if _TITLE_END.search(repair(words)):
            return repair(found)
    lines = (repair(paragraph.words) for paragraph in paragraphs)
    ended = (line for line in lines if len(line) <= _LONGEST_TITLE and _TITLE_END.search(line))
    return next(ended, repair(found)[:_LONGEST_TITLE])


def is_report(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether the document reports on work done.

    A line of its head ends like a report's title, and none like a plan's.
    """
    lines = [repair(paragraph.words) for paragraph in paragraphs[:_FIRST_LINES]]
    short = [line for line in lines if 4 < len(line) <= _LONGEST_TITLE]
    is_titled = any(_TITLE_END.search(line) for line in short)
    return not is_titled and any(_REPORT_END.search(line) for line in short)
