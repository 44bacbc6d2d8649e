"""Random valid schemes as raw dicts of the scheme file (scoring.md section 2), odd settings included."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import strategies as st

YEAR = 2023
GROUPS = ("镇街", "区直部门", "企事业单位")
# Item names repeat between components on purpose: a name means an item only within its own component.
ITEM_NAMES = ("公开及时", "内容准确", "栏目规范", "依申请办理")


class Maker:
    """Short words for drawing; the simplest choice of each comes first, so that failures shrink."""

    def __init__(self, draw):
        self.draw = draw

    def pick(self, options):
        return self.draw(st.sampled_from(list(options)))

    def chance(self, percent):
        return self.draw(st.integers(0, 99)) >= 100 - percent

    def count(self, low, high):
        return self.draw(st.integers(low, high))

    def maybe(self, percent, make):
        return make() if self.chance(percent) else None

    def day(self, first, last):
        return date.fromordinal(self.count(first.toordinal(), last.toordinal()))


def plain(value):
    """An exact fraction as the int or short float a scheme file would state."""
    return int(value) if value == int(value) else float(value)


def raw_scheme(maker, unit_ids=(), sources=None):
    """One valid scheme; `sources` restricts the components to those sources."""
    full = maker.pick((100, 40, 1000, 130))
    is_waived = sources is None and maker.chance(25)
    chosen = sources or _sources(maker, is_waived)
    points = _points(maker, full, chosen, is_waived)
    head = {
        "id": "random-2023",
        "name": "随机办法",
        "year": YEAR,
        "basis": "测试〔2023〕1号",
        "full_marks": full,
    }
    if is_waived or "spot_check" not in chosen:
        head["spot_floor_waived_by"] = "测试〔2023〕2号"
    _set(maker, head, "decimals", (0, 1, 2, 3, 4))
    _set(maker, head, "ties", ("competition", "dense"))
    _set(maker, head, "closes_on", (date(2024, 1, 31), date(2024, 2, 29), date(2023, 12, 31)))
    _set(maker, head, "conversion", (4, 2.5, 10))
    scheme = {
        "scheme": head,
        "floor": _floors(maker, full, chosen, points, is_waived),
        "component": [_component(maker, s, points[s], unit_ids) for s in chosen],
        "grade": _grades(maker, full),
    }
    if maker.chance(70):
        scheme["rectification"] = _rectification(maker)
    if maker.chance(70):
        gate = plain(Fraction(full) * maker.pick((6, 8, 9)) / 10)
        scheme["bonus"] = {"cap": maker.pick((3, 5, 0.5)), "gate": gate}
        _set(maker, scheme["bonus"], "gate_inclusive", (True, False))
    if maker.chance(70):
        scheme["veto"] = {"effect": maker.pick(("fail", plain(Fraction(full) * Fraction(59, 100))))}
    return scheme


def _set(maker, table, key, options, percent=70):
    if maker.chance(percent):
        table[key] = maker.pick(options)


def _sources(maker, is_waived):
    others = [source for source in ("inspection", "ledger", "review") if maker.chance(75)]
    if is_waived and others and maker.chance(30):
        return others
    return ["spot_check", *others]


def _points(maker, full, chosen, is_waived):
    """Points that add up exactly; the spot component takes at least half unless the floor is waived."""
    if len(chosen) == 1:
        return {chosen[0]: full}
    first = maker.pick((20, 30, 50) if is_waived or chosen[0] != "spot_check" else (50, 55, 60))
    shares, left = {chosen[0]: first}, 100 - first
    for source in chosen[1:-1]:
        shares[source] = maker.pick((5, 10, 15))
        left -= shares[source]
    shares[chosen[-1]] = left
    return {source: plain(Fraction(full) * share / 100) for source, share in shares.items()}


CODES = {"spot_check": "spot", "inspection": "quarterly", "ledger": "ledger", "review": "review"}


def _floors(maker, full, chosen, points, is_waived):
    floors = []
    if not is_waived and "spot_check" in chosen:
        floors.append({"components": ["spot"], "minimum": 0.5})
    if len(chosen) > 1 and maker.chance(30):
        pair = [chosen[0], maker.pick(chosen[1:])]
        share = Fraction(str(points[pair[0]])) + Fraction(str(points[pair[1]]))
        lowest = share / full * maker.pick((4, 7, 10)) / 10
        floors.append({"components": [CODES[s] for s in pair], "minimum": float(round(lowest, 3))})
    return [floor for floor in floors if floor["minimum"] <= _share(floor, chosen, points, full)]


def _share(floor, chosen, points, full):
    return sum(Fraction(str(points[s])) for s in chosen if CODES[s] in floor["components"]) / full


def _component(maker, source, points, unit_ids):
    code = CODES[source]
    component = {"code": code, "name": f"环节{code}", "source": source, "points": points}
    if source in ("spot_check", "inspection") and maker.chance(60 if source == "inspection" else 25):
        component["period"] = "quarter"
        _set(maker, component, "combine", ("mean", "min"))
    if source == "ledger":
        _set(maker, component, "late_credit", (0.5, 0, 0.8, 1))
    if source == "review" or maker.chance(65):
        _set(maker, component, "cap", ("item", "indicator"))
        component["indicator"] = _indicators(maker, source, code, unit_ids)
    return component


RULES = {
    "spot_check": ("rate", "rate", "deduct"),
    "inspection": ("deduct",),
    "ledger": ("complete",),
    "review": ("entered", "target"),
}


def _indicators(maker, source, code, unit_ids):
    indicators, numbered = [], 0
    for part in ("A", "B")[: maker.count(1, 2)]:
        items = []
        for _ in range(maker.count(1, 2)):
            item = {"code": f"{code[0]}{numbered + 1}", "name": ITEM_NAMES[numbered]}
            item |= {"points": maker.pick((5, 10, 2.5, 7)), "rule": maker.pick(RULES[source])}
            if item["rule"] == "deduct":
                _set(maker, item, "deduct_each", (1, 0.5, 2))
            if maker.chance(25):
                options = [["镇街"], ["镇街", "区直部门"], ["企事业单位"], *[[u] for u in unit_ids]]
                item["applies_to"] = maker.pick(options)
            items.append(item)
            numbered += 1
        indicators.append({"code": f"{code}-{part}", "name": f"指标{part}", "item": items})
    return indicators


def _rectification(maker):
    rules = {}
    _set(maker, rules, "overdue_per_day", (0.1, 0.01, 0.25, 1))
    _set(maker, rules, "overdue_cap", (1, 2, 0.3))
    _set(maker, rules, "relief", (0.5, 1, 0.25))
    _set(maker, rules, "repeat_factor", (2, 1.5))
    _set(maker, rules, "require_recheck", (True, False))
    return rules


def _grades(maker, full):
    grades = []
    for name, share, quota in (("优秀", 85, 0.4), ("良好", 70, 0.75), ("合格", 50, None)):
        grade = {"name": name, "minimum": plain(Fraction(full) * share / 100)}
        if quota and maker.chance(40):
            grade["quota"] = quota
        grades.append(grade)
    return [*grades, {"name": "不合格", "minimum": 0}]
