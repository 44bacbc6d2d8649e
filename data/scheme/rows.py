"""A scheme as rows of the `scheme.*` tables."""

from __future__ import annotations

from collections.abc import Iterator

from data.scheme.model import RULES_OF_SOURCE, Component, Indicator, Item, Scheme

SCHEME_TABLES = {
    "editions": (
        "edition_id integer, scheme_id varchar, name varchar, year integer, basis varchar, "
        "full_marks double, decimals integer, ties varchar, closes_on date, conversion double, "
        "spot_floor_waived_by varchar, overdue_per_day double, overdue_cap double, relief double, "
        "repeat_factor double, require_recheck boolean, appeal_workdays integer, bonus_cap double, bonus_gate double, "
        "bonus_gate_inclusive boolean, veto_effect varchar, veto_ceiling double, source_text varchar"
    ),
    "floors": "edition_id integer, floor_no integer, minimum double",
    "floor_components": "edition_id integer, floor_no integer, component varchar",
    "components": (
        "edition_id integer, component varchar, component_no integer, name varchar, source varchar, "
        "points double, period varchar, combine varchar, cap varchar, late_credit double, is_itemless boolean"
    ),
    "indicators": (
        "edition_id integer, component varchar, indicator varchar, indicator_no integer, name varchar, "
        "points double"
    ),
    "items": (
        "edition_id integer, component varchar, indicator varchar, item varchar, item_no integer, "
        "name varchar, points double, rule varchar, deduct_each double, applies_to_all boolean, "
        "is_implicit boolean"
    ),
    "item_targets": "edition_id integer, item varchar, target varchar",
    "grades": "edition_id integer, grade_no integer, name varchar, minimum double, quota double",
}
"""Table name → DuckDB column definitions; the rows of `scheme_rows` are in this order."""


def scheme_rows(scheme: Scheme, edition_id: int) -> dict[str, list[tuple[object, ...]]]:
    """Write a scheme as rows: table name → tuples in the column order of SCHEME_TABLES.

    Numbers (`component_no`, `item_no`, ...) start at 1 in the order of the file; indicators and items are
    numbered within their parent. An item-less component gets one implicit indicator and item, whose code
    and name are the component's own and whose rule is the first that fits the source (section 2).
    """
    tables: dict[str, list[tuple[object, ...]]] = {table: [] for table in SCHEME_TABLES}
    tables["editions"].append(_edition(scheme, edition_id))
    for number, floor in enumerate(scheme.floors, start=1):
        tables["floors"].append((edition_id, number, floor.minimum))
        tables["floor_components"] += [(edition_id, number, code) for code in floor.components]
    for number, component in enumerate(scheme.components, start=1):
        tables["components"].append(_component(component, edition_id, number))
        for indicator_no, indicator in enumerate(_indicators(component), start=1):
            tables["indicators"].append(
                (edition_id, component.code, indicator.code, indicator_no, indicator.name, indicator.points)
            )
            tables["items"] += _items(component, indicator, edition_id)
            tables["item_targets"] += _targets(indicator, edition_id)
    for number, grade in enumerate(scheme.grades, start=1):
        tables["grades"].append((edition_id, number, grade.name, grade.minimum, grade.quota))
    return tables


def _edition(scheme: Scheme, edition_id: int) -> tuple[object, ...]:
    rectification, bonus, ceiling = scheme.rectification, scheme.bonus, scheme.veto.ceiling
    return (
        *(edition_id, scheme.scheme_id, scheme.name, scheme.year, scheme.basis, scheme.full_marks),
        *(scheme.decimals, scheme.ties, scheme.closes_on, scheme.conversion, scheme.spot_floor_waived_by),
        *(rectification.overdue_per_day, rectification.overdue_cap, rectification.relief),
        *(rectification.repeat_factor, rectification.require_recheck, scheme.appeals.workdays),
        *(bonus.cap, bonus.gate, bonus.gate_inclusive),
        *("fail" if ceiling is None else "ceiling", ceiling, scheme.source_text),
    )


def _component(component: Component, edition_id: int, number: int) -> tuple[object, ...]:
    return (
        *(edition_id, component.code, number, component.name, component.source, component.points),
        *(component.period, component.combine, component.cap, component.late_credit, component.is_itemless),
    )


def _indicators(component: Component) -> tuple[Indicator, ...]:
    """The listed indicators, or the implicit one of an item-less component."""
    if not component.is_itemless:
        return component.indicators
    rule = RULES_OF_SOURCE[component.source][0]
    item = Item(component.code, component.name, component.points, rule, deduct_each=None, applies_to=())
    return (Indicator(component.code, component.name, stated_points=None, items=(item,)),)


def _items(component: Component, indicator: Indicator, edition_id: int) -> Iterator[tuple[object, ...]]:
    for number, item in enumerate(indicator.items, start=1):
        yield (
            *(edition_id, component.code, indicator.code, item.code, number, item.name, item.points),
            *(item.rule, item.deduct_each, not item.applies_to, component.is_itemless),
        )


def _targets(indicator: Indicator, edition_id: int) -> Iterator[tuple[object, ...]]:
    return ((edition_id, item.code, target) for item in indicator.items for target in item.applies_to)
