"""What the values of a scheme must be to each other (scoring.md section 2): sums, floors, rules, grades.

Faulty values arrive here as NaN or "": every comparison is written so that they raise no second fault.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from data.scheme import paths
from data.scheme.fields import Notes, plain
from data.scheme.model import (
    QUARTERLY_SOURCES,
    RULES_OF_SOURCE,
    SPOT,
    TOLERANCE,
    Component,
    Floor,
    Grade,
    Indicator,
    Item,
    Scheme,
)

_SPOT_FLOOR_ACTION = (
    '请加一段 [[floor]]，写 components = ["spot"] 和 minimum = 0.50；'
    "确有文件规定不设的，在 [scheme] 里写 spot_floor_waived_by 和文号"
)


def check_consistency(scheme: Scheme, notes: Notes) -> None:
    """Note every value that does not fit the others."""
    if scheme.components:
        _check_full_marks(scheme, notes)
        _check_spot_floor(scheme, notes)
        for path, floor in paths.numbered("floor", scheme.floors):
            _check_floor(path, floor, scheme, notes)
    for path, component in paths.components(scheme):
        _check_component(path, component, notes)
    _check_sources(scheme, notes)
    for path, marks in _limited_by_full_marks(scheme):
        if marks > scheme.full_marks + TOLERANCE:
            notes.add(path, marks, f"超过了总满分{plain(scheme.full_marks)}", "请改成不超过总满分的数")
    _check_grades(scheme, notes)


def _check_full_marks(scheme: Scheme, notes: Notes) -> None:
    total = sum(component.points for component in scheme.components)
    if abs(total - scheme.full_marks) > TOLERANCE:
        notes.add(
            "scheme.full_marks",
            scheme.full_marks,
            f"各考核环节的满分加起来是{plain(total)}，与总满分不等",
            "请改总满分，或改各 [[component]] 的 points",
        )


def _check_spot_floor(scheme: Scheme, notes: Notes) -> None:
    """Demand a floor of at least one half on exactly `spot`, or the document that waives it."""
    if scheme.spot_floor_waived_by is None and not any(floor.guards_spot for floor in scheme.floors):
        notes.add("floor", None, "缺少日常抽测（spot）不低于50%的底线", _SPOT_FLOOR_ACTION)


def _check_floor(path: str, floor: Floor, scheme: Scheme, notes: Notes) -> None:
    points = {component.code: component.points for component in scheme.components if component.code}
    for place, code in paths.numbered(f"{path}.components", floor.components):
        if code and code not in points:
            notes.add(place, code, "没有这个考核环节", f"请改为已有的环节编码：{'、'.join(points)}")
    if not set(floor.components) <= points.keys():
        return
    total = sum(component.points for component in scheme.components)
    share = sum(points[code] for code in floor.components) / total
    if share < floor.minimum - TOLERANCE:
        notes.add(
            f"{path}.minimum",
            floor.minimum,
            f"所列环节的满分只占{plain(share)}，达不到这条底线",
            "请提高所列环节的 points，或改底线",
        )


def _check_component(path: str, component: Component, notes: Notes) -> None:
    if component.source == "review" and component.is_itemless:
        notes.add(f"{path}.indicator", None, "年度考核没有列评分项", "请写出它的指标和评分项，由人逐项填分")
    if component.period == "quarter" and component.source and component.source not in QUARTERLY_SOURCES:
        notes.add(
            f"{path}.period",
            component.period,
            f"来源 {component.source} 的事实不分季度",
            '请改为 "year"，或删去这一项；只有 spot_check、inspection 可以按季度',
        )
    for indicator_path, indicator in paths.indicators(path, component):
        _check_indicator_points(indicator_path, indicator, notes)
    for item_path, item in paths.items(path, component):
        _check_rule(item_path, item, component, notes)


def _check_indicator_points(path: str, indicator: Indicator, notes: Notes) -> None:
    stated = indicator.stated_points
    if stated is not None and abs(stated - indicator.points) > TOLERANCE:
        notes.add(
            f"{path}.points",
            stated,
            f"下面评分项的满分加起来是{plain(indicator.points)}，与指标的满分不等",
            "请改成一致，或删去指标的 points",
        )


def _check_rule(path: str, item: Item, component: Component, notes: Notes) -> None:
    fitting = RULES_OF_SOURCE.get(component.source)
    if fitting and item.rule and item.rule not in fitting:
        notes.add(
            f"{path}.rule",
            item.rule,
            f"这种计分方式不能用于来源 {component.source}",
            f"请改为 {'、'.join(fitting)}，或把评分项移到别的环节",
        )


def _check_sources(scheme: Scheme, notes: Notes) -> None:
    """Code `spot` means spot checks, and no fact may feed an implicit item and another one."""
    first: dict[str, Component] = {}
    for path, component in paths.components(scheme):
        source = component.source
        if component.code == SPOT and source and source != "spot_check":
            action = '请改为 "spot_check"，或给环节换一个编码'
            notes.add(f"{path}.source", source, "编码 spot 只能是日常抽测", action)
        other = first.setdefault(source, component)
        if source and other is not component and (other.is_itemless or component.is_itemless):
            notes.add(
                f"{path}.source",
                source,
                f"与环节 {other.code} 来源相同而其中有环节没列评分项，同一事实会计两次",
                "请给两个环节都列出评分项，或合并成一个环节",
            )


def _limited_by_full_marks(scheme: Scheme) -> Iterator[tuple[str, float]]:
    yield "bonus.cap", scheme.bonus.cap
    if scheme.bonus.gate is not None:
        yield "bonus.gate", scheme.bonus.gate
    if scheme.veto.ceiling is not None:
        yield "veto.effect", scheme.veto.ceiling
    for path, grade in paths.numbered("grade", scheme.grades):
        yield f"{path}.minimum", grade.minimum


def _check_grades(scheme: Scheme, notes: Notes) -> None:
    """Minimums fall and end at 0; cumulative quotas never fall, and the last grade takes everyone."""
    graded = list(paths.numbered("grade", scheme.grades))
    for (_, above), (path, grade) in pairwise(graded):
        if grade.minimum >= above.minimum:
            problem = f"不低于上一等次“{above.name}”的{plain(above.minimum)}"
            notes.add(f"{path}.minimum", grade.minimum, problem, "等次从高到低写，分数线要逐个降低")
    highest = 0.0
    for path, grade in graded:
        if grade.quota is not None and grade.quota < highest:
            problem = "比例从最高等次累计，不能比上面的小"
            notes.add(f"{path}.quota", grade.quota, problem, "请改成累计比例")
        highest = max(highest, grade.quota or 0.0)
    if graded:
        _check_last_grade(*graded[-1], notes)


def _check_last_grade(path: str, last: Grade, notes: Notes) -> None:
    if last.minimum > 0:
        action = "请改为0，或在后面再写一个分数线为0的等次"
        notes.add(f"{path}.minimum", last.minimum, "最后一个等次的分数线不是0", action)
    if last.quota is not None and last.quota < 1:
        problem = "最后一个等次不能限比例，否则有单位没有等次"
        notes.add(f"{path}.quota", last.quota, problem, "请删去这一项")
