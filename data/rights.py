"""What a unit's account may ask: a table of queries, and what is left of the answer of each. Read it as a list of rights.

A query that is not listed is refused (data/scope.py, which applies the table).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

PEOPLE = ("checker", "stored_by", "closed_by")
"""Columns that name people of the office: never shown, whatever the query."""

HIDDEN = (
    *PEOPLE,
    "rank",
    "rank_low",
    "rank_high",
    "rank_change",
    "ranked_in_group",
    "published_ranked_in_group",
    "today_rank",
    "ahead_name",
    "ahead_rank",
    "gap_to_ahead",
    "places",
)
"""Columns that say how a unit stands to others by today's facts: nulled in every query, but for rows as published."""


class Rows(Enum):
    """Which rows of a query's answer are left."""

    PUBLIC = "all: the scheme, the calendar, groups, rounds, the office's templates"
    NAMES = "all, but only ids and names, in an order that says nothing"
    OWN_PARAMETER = "those of the own unit: $unit_id is the own unit whatever was asked"
    OWN_ROWS = "those whose unit_id is the own unit's"
    PUBLISHED = "of a round published in full all, of one published to each unit the own one's, else none"
    IN_FULL = "of a round published in full all, else none"
    NO_ROWS = "none: a page asks for it and does without"


@dataclass(frozen=True)
class Cut:
    """What is done with a query's answer.

    Besides HIDDEN the columns `hidden` are nulled; `published` are those of HIDDEN that hold what a published round
    stored, and stay. Whatever the rule, there are no rows of a round that is not published: not when $round_no asks
    for it, not where a row's round_no names it, unless only its columns `of_round` speak of the round: those are
    nulled. `aggregates` of a group are nulled where it is small.
    """

    rows: Rows
    hidden: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    of_round: tuple[str, ...] = ()
    aggregates: tuple[str, ...] = ()


_PUBLIC, _OWN_PARAMETER, _OWN_ROWS = Cut(Rows.PUBLIC), Cut(Rows.OWN_PARAMETER), Cut(Rows.OWN_ROWS)
_PUBLISHED = Cut(Rows.PUBLISHED, published=("rank",))

UNIT_QUERIES: Mapping[str, Cut] = {
    # the frame of every page, and 办法
    "pages/calendar": _PUBLIC,
    "pages/frame": _PUBLIC,
    "pages/grades": _PUBLIC,
    "pages/groups": _PUBLIC,
    "pages/method_components": _PUBLIC,
    "pages/method_edition": _PUBLIC,
    "pages/method_floors": _PUBLIC,
    "pages/method_grades": _PUBLIC,
    "pages/method_items": _PUBLIC,
    "pages/templates": _PUBLIC,
    "pages/units": Cut(Rows.NAMES),
    # the unit's own pages: 总览, 单位 and its receipt
    "pages/unit_ahead": Cut(Rows.NO_ROWS),
    "pages/unit_card": Cut(
        Rows.OWN_PARAMETER,
        of_round=(
            "round_name",
            "round_as_of",
            "published_total",
            "published_rank",
            "published_grade",
            "total_change",
        ),
    ),
    "pages/unit_findings": _OWN_PARAMETER,
    "pages/unit_losses": _OWN_PARAMETER,
    "pages/unit_rounds": Cut(Rows.OWN_PARAMETER, published=("rank",)),
    "pages/unit_task_counts": _OWN_PARAMETER,
    "pages/unit_tasks": _OWN_PARAMETER,
    "pages/unit_trend": Cut(Rows.OWN_PARAMETER, aggregates=("median", "lower_quartile", "upper_quartile")),
    "pages/unit_waterfall": _OWN_PARAMETER,
    "pages/unit_work": _OWN_PARAMETER,
    "pages/receipt_component": _OWN_PARAMETER,
    "pages/receipt_fact": _OWN_PARAMETER,
    "pages/receipt_facts": _OWN_PARAMETER,
    "pages/receipt_sources": _OWN_PARAMETER,
    "pages/receipt_total": _OWN_PARAMETER,
    # its documents and its ledger form
    "pages/bulletin_units": Cut(
        Rows.OWN_ROWS,
        hidden=(
            "unit_count",
            "top_count",
            "provisional_top_count",
            "provisional_count",
            "below_pass_count",
            "provisional_below_count",
            "vetoed_count",
            "not_rated_count",
        ),
        published=("rank",),
    ),
    "pages/document_matters": Cut(Rows.OWN_ROWS, hidden=("open_findings", "overdue_findings")),
    "pages/explain": _OWN_ROWS,
    "pages/fact_days": _OWN_ROWS,
    "pages/ledger_form": _OWN_ROWS,
    "pages/overdue": _OWN_ROWS,
    "pages/score": _OWN_ROWS,
    "pages/score_components": _OWN_ROWS,
    # what it does itself: findings, evidence
    "pages/check_head": _OWN_ROWS,
    "pages/evidence_file": _OWN_ROWS,
    "pages/evidence_of": _OWN_PARAMETER,
    "pages/finding_head": Cut(Rows.OWN_ROWS, hidden=("login",)),
    "pages/matter_story": _OWN_ROWS,
    "pages/objection_window": _OWN_ROWS,
    # its ledger
    "pages/entry_evidence": _OWN_PARAMETER,
    "pages/entry_deadlines": _OWN_PARAMETER,
    "pages/entry_extensions": _OWN_PARAMETER,
    "pages/entry_lines": _OWN_PARAMETER,
    "pages/entry_tasks": _OWN_PARAMETER,
    "pages/inbox_unit": _OWN_PARAMETER,
    # closed rounds, as far as they are published; a board of one unit would call it the first, so it is in full or not
    "pages/round_board": Cut(Rows.IN_FULL),
    "pages/round_dates": _PUBLIC,
    "pages/round_edition": _PUBLIC,
    "pages/round_published": _PUBLISHED,
    "pages/round_published_components": _PUBLISHED,
    "pages/round_published_losses": _OWN_ROWS,
    "pages/rounds": Cut(Rows.PUBLIC, hidden=("reason",)),
}
"""Every query that a unit's account may ask, and what is left of its answer."""
