"""What all documents say alike: their origin, findings and matters written out, the scheme's rules of rectification."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.exports.documents.rendering import Counter
from dashboard.exports.occasion import Occasion
from dashboard.frames import each_row
from dashboard.text import documents as words
from dashboard.text import exports, lists, numbers, overview

Context = dict[str, Any]


def counters() -> Context:
    """Return the numbers of tables and figures of one document, both from the beginning."""
    return {"table_number": Counter(), "figure_number": Counter()}


def common(occasion: Occasion) -> Context:
    """Return the fields every template may use, but for the counters."""
    stated = occasion.provenance()
    told = dict(stated)
    origin = [each for each in stated if each[0] not in (exports.DISTRICT, exports.DEMO)]
    return {
        "district": told.get(exports.DISTRICT, ""),
        "name": occasion.name,
        "year": str(occasion.year),
        "as_of": numbers.day_in_words(occasion.as_of),
        "scheme": told[exports.SCHEME],
        "basis": told.get(exports.BASIS, ""),
        "source": words.SOURCE.format(
            stated=words.NOTE_BETWEEN.join(words.STATED.format(name=name, told=text) for name, text in origin)
        ),
        "facts_note": _facts_note(occasion),
        "demo_note": told.get(exports.DEMO, ""),
    }


def _facts_note(occasion: Occasion) -> str:
    if occasion.closed is None:
        return ""
    return words.FACTS_NOTE.format(name=occasion.name, as_of=numbers.day_in_words(occasion.as_of))


def published_scope(occasion: Occasion) -> str | None:
    """Return how far the occasion's round is published: full, own or none; None when it is of no round."""
    return occasion.closed.publish if occasion.closed else None


def round_no(occasion: Occasion) -> int | None:
    """Return the number of the occasion's round, None when it is of a date."""
    return occasion.closed.round_no if occasion.closed else None


def standings(occasion: Occasion) -> pd.DataFrame:
    """Return every unit's result and how many there are of each (pages/bulletin_units)."""
    return occasion.ask("bulletin_units", edition=occasion.edition, round_no=round_no(occasion))


def ranked_groups(units: pd.DataFrame, *, with_ranks: bool) -> list[Context]:
    """Write out the result of every unit, group by group."""
    return [
        {
            "name": str(group),
            "unit_count": str(len(rows)),
            "rows": [_ranked(unit, with_ranks=with_ranks) for unit in each_row(rows)],
        }
        for group, rows in units.groupby("group_name", sort=False)
    ]


def _ranked(unit: Any, *, with_ranks: bool) -> Context:
    return {
        "rank": numbers.whole(unit.rank) if with_ranks else numbers.NOTHING,
        "name": unit.name,
        "total": numbers.marks(unit.total, unit.decimals),
        "grade": text(unit.grade),
        "status": words.STATUSES[unit.status],
        "why": standing_note(unit),
    }


def standing_note(unit: Any) -> str:
    """Return why a unit's result is none, provisional, or vetoed; empty for none of them."""
    told = [
        words.VETOED if unit.is_vetoed else "",
        words_or_nothing(unit.reason),
    ]
    return words.NOTE_BETWEEN.join(filter(None, told))


def finding(matter: Any, number: int) -> Context:
    """Write out a matter of pages/document_matters."""
    is_extended = not numbers.is_missing(matter.extended_to)
    original = numbers.day(matter.original_due_on)
    return {
        "no": str(number),
        "ref": matter.ref,
        "description": text(matter.description),
        "item": text(matter.item_name),
        "source": numbers.NOTHING if numbers.is_missing(matter.source) else overview.SOURCES[matter.source],
        "due": numbers.day(matter.due_on),
        "extended": words.EXTENDED.format(day=original) if is_extended else "",
        "state": lists.STATES[matter.status][0],
        "days_late": str(int(matter.days_late)) if matter.days_late > 0 else "",
        "notified_on": numbers.day(matter.notified_on),
        "evidence": words_or_nothing(matter.evidence),
    }


def finding_sources(found: pd.DataFrame) -> list[Context]:
    """Write out the findings of each source and of all (pages/author_findings)."""
    counts = ("found", "in_time", "late", "open", "overdue", "confirmed")
    return [
        {
            "source": overview.ALL_SOURCES
            if numbers.is_missing(row.source)
            else overview.SOURCES[row.source],
            **{name: numbers.whole(getattr(row, name)) for name in counts},
            "share": numbers.percent(row.in_time_share),
        }
        for row in each_row(found)
    ]


def rectification_rules(occasion: Occasion) -> list[str]:
    """Return what the scheme says of rectification, a sentence each; nothing where it says nothing."""
    scheme = each_row(occasion.store.table("pages/method_edition", edition=occasion.edition))[0]
    overdue = words.RULE_OVERDUE if numbers.is_missing(scheme.overdue_cap) else words.RULE_OVERDUE_CAP
    each, cap = numbers.plain(scheme.overdue_per_day), numbers.plain(scheme.overdue_cap)
    factor = numbers.plain(scheme.repeat_factor)
    told = (
        (scheme.overdue_per_day > 0, overdue.format(each=each, cap=cap)),
        (scheme.relief > 0, words.RULE_RELIEF.format(share=numbers.percent(scheme.relief))),
        (scheme.repeat_factor != 1, words.RULE_REPEAT.format(factor=factor)),
        (scheme.require_recheck, words.RULE_RECHECK),
    )
    return [sentence for is_said, sentence in told if is_said]


def text(value: Any) -> str:
    """Return words, or a dash where there are none."""
    return numbers.NOTHING if numbers.is_missing(value) or value == "" else str(value)


def words_or_nothing(value: Any) -> str:
    """Return words, or nothing where there are none."""
    return "" if numbers.is_missing(value) else str(value)
