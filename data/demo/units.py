"""The 34 units of the fictional district and how well each of them works.

`Profile` is what the generator knows and the product never sees: the facts are drawn from it, so that
every difference between two scores can be traced to facts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

DISTRICT = "云岭区"
LABEL = "演示数据"
TOWNS = "镇街"
DEPARTMENTS = "区直部门"
INSTITUTIONS = "事业单位"
GROUPS = (TOWNS, DEPARTMENTS, INSTITUTIONS)

YEARS = (2025, 2026)
# Last day a fact of the running year carries; deadlines may lie beyond it.
DEMO_UNTIL = date(2026, 11, 20)
# Last day a fact of a year may carry in the demo.
LAST_DAY = {2025: date(2026, 1, 31), 2026: DEMO_UNTIL}


@dataclass(frozen=True)
class Unit:
    """One assessed unit as its row of the units file."""

    unit_id: str
    name: str
    group: str
    aliases: str = ""
    active_from: date | None = None

    @property
    def short_name(self) -> str:
        """The first alias, or the name where there is none."""
        return self.aliases.split("、", 1)[0] or self.name


@dataclass(frozen=True)
class Profile:
    """Habits of a unit, shares from 0 to 1 unless said otherwise.

    `quality`: chance of a spotless check; `prompt`: chance that a rectification is on time; `diligence`:
    chance that a task is done on time; `checked`: weight in the draw of checks; `faults`: weight in the
    draw of findings; `review`: share of the review marks.
    """

    quality: float
    prompt: float
    diligence: float
    checked: float = 1.0
    faults: float = 1.0
    review: float = 0.9


# The day the district's other units were entered.
_SINCE = date(2020, 1, 1)


def _units() -> tuple[Unit, ...]:
    """All units in the order of the units file."""
    towns = [
        Unit("Z01", "云山街道办事处", TOWNS, "云山街道"),
        Unit("Z02", "文澜街道办事处", TOWNS, "文澜街道"),
        Unit("Z03", "清溪街道办事处", TOWNS, "清溪街道"),
        Unit("Z04", "青石桥镇人民政府", TOWNS, "青石桥镇"),
        Unit("Z05", "柳溪镇人民政府", TOWNS, "柳溪镇"),
        Unit("Z06", "白鹭洲镇人民政府", TOWNS, "白鹭洲镇"),
        Unit("Z07", "松林关镇人民政府", TOWNS, "松林关镇"),
        Unit("Z08", "茶亭镇人民政府", TOWNS, "茶亭镇"),
    ]
    departments = [
        Unit("B01", "区发展和改革局", DEPARTMENTS, "区发改局"),
        Unit("B02", "区教育体育局", DEPARTMENTS, "区教体局"),
        Unit("B03", "区科技和工业信息化局", DEPARTMENTS, "区科工信局"),
        Unit("B04", "区民政局", DEPARTMENTS),
        Unit("B05", "区司法局", DEPARTMENTS),
        Unit("B06", "区财政局", DEPARTMENTS),
        Unit("B07", "区人力资源和社会保障局", DEPARTMENTS, "区人社局、区劳动就业服务局"),
        Unit("B08", "区自然资源局", DEPARTMENTS, "区林业局"),
        Unit("B09", "区住房和城乡建设局", DEPARTMENTS, "区住建局"),
        Unit("B10", "区交通运输局", DEPARTMENTS, "区交通局"),
        Unit("B11", "区农业农村局", DEPARTMENTS, "区乡村振兴局"),
        Unit("B12", "区商务和投资促进局", DEPARTMENTS, "区商务局"),
        Unit("B13", "区文化和旅游局", DEPARTMENTS, "区文旅局"),
        Unit("B14", "区卫生健康局", DEPARTMENTS, "区卫健局"),
        Unit("B15", "区应急管理局", DEPARTMENTS, "区应急局"),
        Unit("B16", "区审计局", DEPARTMENTS),
        Unit("B17", "区市场监督管理局", DEPARTMENTS, "区市场监管局、区知识产权局"),
        Unit("B18", "区综合行政执法局", DEPARTMENTS, "区城管局"),
        Unit("B19", "区行政审批服务局", DEPARTMENTS, "区政务服务局"),
        Unit("B20", "区数据管理局", DEPARTMENTS, "区数据局", date(2026, 7, 1)),
    ]
    institutions = [
        Unit("S01", "区融媒体中心", INSTITUTIONS),
        Unit("S02", "区公共资源交易中心", INSTITUTIONS, "区交易中心"),
        Unit("S03", "区疾病预防控制中心", INSTITUTIONS, "区疾控中心"),
        Unit("S04", "区图书馆", INSTITUTIONS),
        Unit("S05", "区文化馆", INSTITUTIONS),
        Unit("S06", "区机关事务服务中心", INSTITUTIONS, "区机关事务中心"),
    ]
    everyone = towns + departments + institutions
    return tuple(unit if unit.active_from else replace(unit, active_from=_SINCE) for unit in everyone)


UNITS = _units()
UNIT_BY_ID = {unit.unit_id: unit for unit in UNITS}

# No spot check in 2026 yet: these have no rank, and the reason is shown.
UNCHECKED_2026 = ("B16", "S06")
# Two small institutions with the same few checks in 2026 and nothing else: an exact tie.
TIED_2026 = ("S04", "S05")
# Handed in no ledger at all.
NO_LEDGER = {2025: ("Z07", "B18"), 2026: ("Z08", "B12")}
# Never inspected in the year, so no finding from an inspection either.
NOT_INSPECTED = {2025: ("S06",), 2026: ("S04", "S05", "S06")}

_PROFILES_2025 = {
    "Z01": Profile(0.85, 0.95, 0.95, 1.3, 0.6, 0.92),
    "Z02": Profile(0.80, 0.90, 0.92, 1.2, 0.8, 0.88),
    "Z03": Profile(0.75, 0.80, 0.85, 1.2, 1.0, 0.85),
    "Z04": Profile(0.72, 0.80, 0.80, 1.2, 1.1, 0.82),
    "Z05": Profile(0.67, 0.72, 0.78, 1.2, 1.3, 0.79),
    "Z06": Profile(0.78, 0.85, 0.90, 1.2, 0.9, 0.85),
    "Z07": Profile(0.48, 0.45, 0.50, 1.2, 2.0, 0.52),
    "Z08": Profile(0.61, 0.65, 0.70, 1.2, 1.5, 0.72),
    "B01": Profile(0.87, 0.95, 0.96, 1.1, 0.6, 0.93),
    "B02": Profile(0.80, 0.88, 0.90, 1.3, 1.0, 0.87),
    "B03": Profile(0.74, 0.82, 0.85, 1.0, 0.9, 0.83),
    "B04": Profile(0.81, 0.92, 0.92, 1.2, 0.8, 0.89),
    "B05": Profile(0.83, 0.93, 0.95, 1.0, 0.6, 0.90),
    "B06": Profile(0.88, 0.97, 0.98, 1.2, 0.5, 0.93),
    "B07": Profile(0.79, 0.85, 0.88, 1.2, 1.0, 0.85),
    "B08": Profile(0.71, 0.75, 0.80, 1.0, 1.2, 0.81),
    "B09": Profile(0.64, 0.68, 0.75, 1.2, 1.5, 0.75),
    "B10": Profile(0.72, 0.78, 0.82, 1.0, 1.1, 0.82),
    "B11": Profile(0.76, 0.80, 0.84, 1.2, 1.0, 0.85),
    "B12": Profile(0.59, 0.60, 0.72, 0.9, 1.4, 0.69),
    "B13": Profile(0.78, 0.84, 0.88, 1.0, 0.9, 0.85),
    "B14": Profile(0.72, 0.80, 0.85, 1.2, 1.1, 0.85),
    "B15": Profile(0.80, 0.88, 0.90, 0.9, 0.8, 0.85),
    "B16": Profile(0.84, 0.94, 0.96, 0.6, 0.4, 0.90),
    "B17": Profile(0.75, 0.82, 0.86, 1.1, 1.0, 0.85),
    "B18": Profile(0.45, 0.40, 0.50, 1.0, 2.0, 0.47),
    "B19": Profile(0.89, 0.97, 0.98, 1.2, 0.5, 0.94),
    "S01": Profile(0.81, 0.92, 0.93, 0.6, 0.5, 0.90),
    "S02": Profile(0.80, 0.86, 0.90, 0.6, 0.6, 0.87),
    "S03": Profile(0.74, 0.80, 0.82, 0.5, 0.7, 0.82),
    "S04": Profile(0.76, 0.85, 0.85, 0.3, 0.3, 0.85),
    "S05": Profile(0.67, 0.70, 0.75, 0.3, 0.4, 0.77),
    "S06": Profile(0.59, 0.65, 0.70, 0.3, 0.4, 0.72),
}
# What changed from 2025 to 2026; units that are not named went on as before.
_CHANGED_2026 = {
    "Z02": Profile(0.84, 0.95, 0.95, 1.2, 0.6, 0.90),
    "Z05": Profile(0.75, 0.85, 0.88, 1.2, 1.0, 0.85),
    "Z06": Profile(0.70, 0.75, 0.82, 1.2, 1.3, 0.81),
    "Z07": Profile(0.64, 0.70, 0.78, 1.2, 1.5, 0.72),
    "Z08": Profile(0.51, 0.50, 0.55, 1.2, 1.9, 0.57),
    "B05": Profile(0.79, 0.88, 0.90, 1.0, 0.8, 0.87),
    "B09": Profile(0.72, 0.82, 0.85, 1.2, 1.1, 0.83),
    "B12": Profile(0.48, 0.45, 0.55, 0.9, 1.8, 0.52),
    "B14": Profile(0.81, 0.90, 0.92, 1.2, 0.8, 0.87),
    "B18": Profile(0.56, 0.60, 0.72, 1.0, 1.6, 0.67),
    "B20": Profile(0.78, 0.90, 0.92, 0.25, 0.2, 0.85),
}
PROFILES = {2025: _PROFILES_2025, 2026: _PROFILES_2025 | _CHANGED_2026}


def units_of(year: int) -> tuple[Unit, ...]:
    """The units that were active at the end of a year."""
    return tuple(unit for unit in UNITS if unit.unit_id in PROFILES[year])


def spellings(unit: Unit) -> tuple[str, ...]:
    """Every way the fact files may name a unit: name, aliases, id."""
    return (unit.name, *[alias for alias in unit.aliases.split("、") if alias], unit.unit_id)
