"""整改通知书: the findings a unit has not rectified, with places for who does it, the evidence and the recheck."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from dashboard.exports.documents.common import Context, common, counters, finding, rectification_rules
from dashboard.exports.documents.prepared import by_unit
from dashboard.exports.documents.rendering import render
from dashboard.exports.documents.templates import template_for
from dashboard.exports.occasion import Occasion
from dashboard.exports.piece import Piece, safe_name
from dashboard.text import documents as words
from dashboard.text import numbers

Shared = tuple[bytes, Context]


def notice_pieces(occasion: Occasion) -> list[Piece]:
    """Return a notice for each unit of the occasion with findings to rectify."""
    matters = occasion.ask("document_matters")
    own = matters["unit_id"].eq(occasion.unit_id) if occasion.unit_id else True
    units = by_unit(matters[matters["is_open_finding"] & own])
    shared = cache(lambda: (template_for(occasion.store, "notice"), notice_common(occasion)))
    return [_piece(occasion, rows, shared) for rows in units.values()]


def _piece(occasion: Occasion, rows: list[Any], shared: Callable[[], Shared]) -> Piece:
    def make() -> bytes:
        template, stated = shared()
        return render(template, {**stated, **notice_context(rows, occasion)})

    return Piece(words.NOTICE_PATH.format(unit=safe_name(rows[0].name), stem=occasion.stem), make)


def notice_common(occasion: Occasion) -> Context:
    """Return what the notices of all units say alike."""
    return {**common(occasion), "facts_note": "", "rules": rectification_rules(occasion)}


def notice_context(rows: list[Any], occasion: Occasion) -> Context:
    """Return what a notice says of one unit, from its findings in pages/document_matters, in order of deadline."""
    late = [row for row in rows if row.is_overdue_finding]
    due = [row.due_on.date() for row in rows if not numbers.is_missing(row.due_on)]
    coming = [day for day in due if day >= occasion.as_of]
    return {
        **counters(),
        "unit": rows[0].name,
        "group": rows[0].group_name,
        "finding_count": str(len(rows)),
        "overdue_count": str(len(late)),
        "overdue": str(len(late)) if late else "",
        "nearest_due": numbers.day_in_words(min(coming)) if coming else "",
        "findings": [finding(row, number) for number, row in enumerate(rows, start=1)],
    }
