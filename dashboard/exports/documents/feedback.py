"""反馈单: what one unit is told: its result, every lost mark, what to do by when and what is at risk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from dashboard.exports.documents.common import (
    Context,
    common,
    counters,
    finding,
    published_scope,
    rectification_rules,
    text,
    words_or_nothing,
)
from dashboard.exports.documents.prepared import Rows, by_unit, losses_of, matters_of, of_part, units_in_order
from dashboard.exports.documents.rendering import render
from dashboard.exports.documents.templates import template_for
from dashboard.exports.occasion import Occasion
from dashboard.exports.piece import Piece, safe_name
from dashboard.frames import each_row
from dashboard.text import charts, lists, numbers
from dashboard.text import documents as words
from data.computation import Units


@dataclass(frozen=True)
class Prepared:
    """What the feedback sheets of a part of the units share."""

    template: bytes
    common: Context
    scope: str | None
    rules: list[str]
    results: dict[str, Any]
    components: Rows
    losses: Rows
    matters: Rows


def feedback_pieces(occasion: Occasion) -> list[Piece]:
    """Return a sheet for each unit of the occasion, part by part; the first one of a part asks for all of it."""
    prepared = lru_cache(maxsize=1)(
        partial(prepare, occasion)
    )  # pieces are made in order: one part at a time
    units = units_in_order(occasion)
    return [
        _piece(occasion, unit, partial(prepared, (first, last)))
        for first, last in occasion.unit_parts()
        for unit in units
        if first <= unit.unit_id <= last
    ]


def _piece(occasion: Occasion, unit: Any, of_its_part: Callable[[], Prepared]) -> Piece:
    def make() -> bytes:
        prepared = of_its_part()
        return render(prepared.template, feedback_context(prepared, unit))

    return Piece(words.FEEDBACK_PATH.format(unit=safe_name(unit.name), stem=occasion.stem), make)


def prepare(occasion: Occasion, part: Units) -> Prepared:
    """Ask for what the sheets of a part of the units are written from."""
    return Prepared(
        template=template_for(occasion.store, "feedback"),
        common=common(occasion),
        scope=published_scope(occasion),
        rules=rectification_rules(occasion),
        results={result.unit_id: result for result in each_row(of_part(occasion.results(), part))},
        components=by_unit(of_part(occasion.components(), part)),
        losses=losses_of(occasion, part),
        matters=matters_of(occasion, part),
    )


def feedback_context(prepared: Prepared, unit: Any) -> Context:
    """Return what a template of the sheet may name, for a unit of pages/bulletin_units."""
    result = prepared.results[unit.unit_id]
    losses = prepared.losses.get(unit.unit_id, [])
    return {
        **prepared.common,
        **counters(),
        **_standing(result, rank_words(unit, prepared.scope)),
        "components": [_component(row, result) for row in prepared.components.get(unit.unit_id, [])],
        "loss_count": str(len(losses)),
        "lost": numbers.marks(sum(loss.marks for loss in losses)),
        "losses": [_loss(loss, number) for number, loss in enumerate(losses, start=1)],
        **_matters(prepared.matters.get(unit.unit_id, [])),
        "rules": prepared.rules,
    }


def rank_words(unit: Any, scope: str | None) -> str:
    """Return a unit's rank as far as its round is published: with how many it is among, alone, or not."""
    if scope not in ("full", "own"):
        return words.RANK_CLOSED
    if numbers.is_missing(unit.rank):
        return numbers.NOTHING
    told = words.RANK_FULL if scope == "full" else words.RANK_OWN
    return told.format(rank=int(unit.rank), count=numbers.whole(unit.ranked_in_group))


def _standing(result: Any, rank: str) -> Context:
    decimals = result.decimals
    return {
        "unit": result.name,
        "group": result.group_name,
        "total": numbers.marks(result.total, decimals),
        "full_marks": numbers.plain(result.full_marks),
        "grade": text(result.grade),
        "rank": rank,
        "converted": numbers.marks(result.converted, decimals),
        "status": words.STATUSES[result.status],
        "reason": words_or_nothing(result.reason),
        "check_count": numbers.whole(result.check_count),
        "base": numbers.marks(result.base, decimals),
        "bonus": numbers.marks(result.bonus, decimals),
        "major": numbers.marks(result.major, decimals),
        "veto_note": words.VETO_NOTE if result.is_vetoed else "",
    }


def _component(row: Any, result: Any) -> Context:
    counts = not (numbers.is_missing(row.rate) or numbers.is_missing(result.total))
    return {
        "name": row.component_name,
        "score": numbers.marks(row.score),
        "full": numbers.plain(row.full_points),
        "rate": numbers.percent(row.rate, 1),
        "weight": numbers.percent(row.weight, 1),
        "contribution": numbers.marks(row.rate * row.weight * result.full_marks if counts else None),
    }


def _loss(loss: Any, number: int) -> Context:
    return {
        "no": str(number),
        "marks": numbers.marks(loss.marks, 3),
        "component": loss.component_name,
        "period": loss.period,
        "item": text(loss.item_name),
        "cause": charts.CAUSES[loss.cause],
        "ref": loss.ref,
        "description": words_or_nothing(loss.description),
        "day": numbers.day(loss.day),
        "evidence": words_or_nothing(loss.evidence),
    }


def _matters(matters: list[Any]) -> Context:
    ordered = sorted(matters, key=lambda row: not row.is_open)
    return {
        "matter_count": str(len(matters)),
        "overdue_count": str(sum(row.is_open and row.days_late > 0 for row in matters)),
        "matters": [
            {
                **finding(row, number),
                "kind": lists.KINDS[row.kind],
                "recoverable": numbers.marks(row.recoverable, 3),
                "at_risk": numbers.marks(row.at_risk, 3),
                "at_risk_on": numbers.day(row.at_risk_on),
            }
            for number, row in enumerate(ordered, start=1)
        ],
    }
