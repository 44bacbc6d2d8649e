"""What a scheme may say but its author should know about: Chinese sentences, never refusals."""

from __future__ import annotations

from collections.abc import Iterator

from data.scheme.fields import plain
from data.scheme.model import Component, Item, Scheme

_LEAST_CONVERSION = 4.0


def warnings(scheme: Scheme) -> list[str]:
    """Say what is unusual or without effect in a valid scheme, in the order of the file."""
    found = [*_about_weight(scheme), *_about_settings(scheme)]
    for component in scheme.components:
        found += _about_component(component)
    return found


def _about_weight(scheme: Scheme) -> Iterator[str]:
    """Conversion (section 9, 哈尔滨 2017: at least 4 of 100) and the waived floor (section 2)."""
    if scheme.conversion is not None and scheme.conversion < _LEAST_CONVERSION:
        yield (
            f"折算分值为{plain(scheme.conversion)}分，低于4分：已有文件要求政务公开在总体考核中"
            "不少于4%（哈办发〔2017〕13号），请核对"
        )
    if scheme.spot_floor_waived_by is None:
        return
    if any(floor.guards_spot for floor in scheme.floors):
        yield "同时写了日常抽测的底线和豁免文号（spot_floor_waived_by），底线仍然有效"
    else:
        yield f"日常抽测不设50%的底线，依据：{scheme.spot_floor_waived_by}；凡显示分数处都会注明"


def _about_settings(scheme: Scheme) -> Iterator[str]:
    rectification, bonus = scheme.rectification, scheme.bonus
    if rectification.overdue_cap is not None and not rectification.overdue_per_day:
        yield "写了逾期扣分上限（overdue_cap），但没有按日扣分（overdue_per_day），不起作用"
    if bonus.gate_inclusive and bonus.gate is None:
        yield "写了 gate_inclusive，但没有加分门槛（gate），不起作用"
    if not scheme.grades:
        yield "没有设等次（[[grade]]），只排名、不评等次"


def _about_component(component: Component) -> Iterator[str]:
    name = component.name
    if component.late_credit and component.source != "ledger":
        yield f"环节“{name}”写了 late_credit，但它只对台账起作用"
    if component.combine == "min" and component.period == "year":
        yield f'环节“{name}”写了 combine = "min"，但没有按季度（period = "quarter"），不起作用'
    if component.is_itemless and component.source == "inspection":
        yield f"环节“{name}”没有列评分项，问题没填扣分的不扣分"
    if component.source == "spot_check" and component.items and "rate" not in _rules(component):
        yield f"环节“{name}”只有扣分项，抽测的得分不计入成绩"
    for item in component.items:
        yield from _about_item(item)


def _rules(component: Component) -> set[str]:
    return {item.rule for item in component.items}


def _about_item(item: Item) -> Iterator[str]:
    if item.rule == "deduct" and item.deduct_each is None:
        yield f"评分项“{item.name}”没有写每个问题扣几分（deduct_each），问题没填扣分的不扣分"
    if item.rule != "deduct" and item.deduct_each is not None:
        yield f'评分项“{item.name}”写了 deduct_each，但它只在 rule = "deduct" 时起作用'
