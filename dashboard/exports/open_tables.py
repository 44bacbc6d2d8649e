"""The tables of the open-data package: unit-level results, what they are made of, and the scheme.

No free text about facts leaves here and no name of a person: descriptions, evidence, the words of an event stay behind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

from dashboard.exports.occasion import Occasion

FieldType = Literal["string", "number", "integer", "boolean"]
_RESULTS: Mapping[str, FieldType] = {
    "unit_id": "string",
    "name": "string",
    "group_name": "string",
    "status": "string",
    "total": "number",
    "full_marks": "number",
    "base": "number",
    "bonus": "number",
    "major": "number",
    "is_vetoed": "boolean",
    "rank": "integer",
    "rank_low": "integer",
    "rank_high": "integer",
    "grade": "string",
    "converted": "number",
    "reason": "string",
    "check_count": "integer",
    "decimals": "integer",
}
_COMPONENTS: Mapping[str, FieldType] = {
    "unit_id": "string",
    "component": "string",
    "component_name": "string",
    "score": "number",
    "full_points": "number",
    "rate": "number",
    "weight": "number",
}
_LOSSES: Mapping[str, FieldType] = {
    "unit_id": "string",
    "loss_no": "integer",
    "component": "string",
    "period": "string",
    "indicator": "string",
    "item": "string",
    "item_name": "string",
    "cause": "string",
    "ref": "string",
    "marks": "number",
}
_ADJUSTMENTS: Mapping[str, FieldType] = {"unit_id": "string", "kind": "string", "points": "number"}
_SCHEME: Mapping[str, FieldType] = {
    "year": "integer",
    "name": "string",
    "basis": "string",
    "full_marks": "number",
    "decimals": "integer",
    "ties": "string",
    "conversion": "number",
    "spot_floor_waived_by": "string",
    "bonus_cap": "number",
    "bonus_gate": "number",
    "bonus_gate_inclusive": "boolean",
    "veto_ceiling": "number",
}
_SCHEME_COMPONENTS: Mapping[str, FieldType] = {
    "component": "string",
    "component_no": "integer",
    "name": "string",
    "source": "string",
    "points": "number",
    "share": "number",
    "period": "string",
    "combine": "string",
}
_GRADES: Mapping[str, FieldType] = {"grade": "string", "minimum": "number", "quota": "number"}
_FLOORS: Mapping[str, FieldType] = {"floor_no": "integer", "component": "string", "minimum": "number"}


@dataclass(frozen=True)
class OpenTable:
    """A table: its name, its fields with their types, its key, field(s) → table they point to, its rows in parts."""

    name: str
    fields: Mapping[str, FieldType]
    key: tuple[str, ...]
    rows: Callable[[Occasion], Iterator[pd.DataFrame]]
    points_to: Mapping[tuple[str, ...], str] = field(default_factory=dict)


def _results(occasion: Occasion) -> Iterator[pd.DataFrame]:
    yield occasion.results()


def _components(occasion: Occasion) -> Iterator[pd.DataFrame]:
    yield occasion.components()


def _losses(occasion: Occasion) -> Iterator[pd.DataFrame]:
    """Return the losses numbered within the unit; of a reference only the number, not the words of an event."""
    for part in occasion.unit_parts():
        losses = occasion.losses_of(part, with_what_ifs=False)
        losses = losses.sort_values(["unit_id", "marks"], ascending=[True, False], kind="stable")
        numbered = losses.assign(loss_no=losses.groupby("unit_id").cumcount() + 1)
        yield numbered.assign(ref=losses["ref"].str.split("#").str[0])


def _adjustments(occasion: Occasion) -> Iterator[pd.DataFrame]:
    """Return what counts toward the totals: of a round as stored, of a date after cap and gate."""
    results = occasion.results()
    unit_ids = results[["unit_id"]]
    kinds = [
        unit_ids.assign(kind=kind, points=results[kind])[results[kind] > 0] for kind in ("bonus", "major")
    ]
    vetoes = unit_ids.assign(kind="veto", points=None)[results["is_vetoed"]]
    both = [rows for rows in (*kinds, vetoes) if len(rows)]
    yield pd.concat(both) if both else vetoes


def _of_edition(query: str) -> Callable[[Occasion], Iterator[pd.DataFrame]]:
    def rows(occasion: Occasion) -> Iterator[pd.DataFrame]:
        yield occasion.store.table(f"pages/{query}", edition=occasion.edition)

    return rows


OPEN_TABLES = (
    OpenTable("results", _RESULTS, ("unit_id",), _results),
    OpenTable(
        "components",
        _COMPONENTS,
        ("unit_id", "component"),
        _components,
        {("unit_id",): "results", ("component",): "scheme_components"},
    ),
    OpenTable("losses", _LOSSES, ("unit_id", "loss_no"), _losses, {("unit_id", "component"): "components"}),
    OpenTable("adjustments", _ADJUSTMENTS, ("unit_id", "kind"), _adjustments, {("unit_id",): "results"}),
    OpenTable("scheme", _SCHEME, ("year",), _of_edition("method_edition")),
    OpenTable("scheme_components", _SCHEME_COMPONENTS, ("component",), _of_edition("method_components")),
    OpenTable("scheme_grades", _GRADES, ("grade",), _of_edition("method_grades")),
    OpenTable(
        "scheme_floors",
        _FLOORS,
        ("floor_no", "component"),
        _of_edition("method_floors"),
        {("component",): "scheme_components"},
    ),
)
