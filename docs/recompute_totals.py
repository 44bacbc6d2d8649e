"""Recompute every total of an open-data package from the package alone; Python's standard library is enough.

    python recompute_totals.py 开放数据_2026年第三季度_2026-09-30

Exit 0 when every total is confirmed, 1 with a line for each value that is not.
"""

import csv
import json
import math
import sys
from collections import defaultdict
from fractions import Fraction
from pathlib import Path

TOLERANCE = Fraction(1, 10**9)


def read(folder):
    """Return the tables by name: rows as dicts, numbers as exact fractions, nothing as None."""
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    tables = {}
    for resource in package["resources"]:
        types = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
        with (folder / resource["path"]).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        tables[resource["name"]] = [
            {name: value(types[name], text) for name, text in row.items()} for row in rows
        ]
    return tables


def value(kind, text):
    """Return a cell as its type says."""
    if text == "":
        return None
    if kind in ("number", "integer"):
        return Fraction(text)
    return text == "true" if kind == "boolean" else text


def by_unit(rows):
    """Return unit_id -> its rows."""
    found = defaultdict(list)
    for row in rows:
        found[row["unit_id"]].append(row)
    return found


def rounded(mark, decimals):
    """Return a mark rounded half up; within 1e-9 of a half counts as the half."""
    scale = 10 ** int(decimals)
    return Fraction(math.floor((mark + TOLERANCE) * scale + Fraction(1, 2)), scale)


def recompute(unit, parts, losses, adjustments, scheme):
    """Yield (what, recomputed, stated) of a unit."""
    measured = [part for part in parts if part["score"] is not None]
    points = sum(part["full_points"] for part in measured)
    for part in measured:
        yield f"{part['component_name']}得分率", part["score"] / part["full_points"], part["rate"]
        yield f"{part['component_name']}实际权重", part["full_points"] / points, part["weight"]
    counted = {row["kind"]: row["points"] for row in adjustments}
    yield "重大扣分", counted.get("major", 0), unit["major"]
    yield "一票否决", "veto" in counted, unit["is_vetoed"]
    if unit["status"] == "not_rated":
        yield "总分", None, unit["total"]
        return
    base = scheme["full_marks"] * sum(part["score"] for part in measured) / points
    yield "基础分", base, unit["base"]
    yield "失分合计", scheme["full_marks"] - base, sum(loss["marks"] for loss in losses)
    bonus = counted.get("bonus", Fraction(0))
    yield "加分", bonus, unit["bonus"]
    yield "上限内、够门槛的加分", allowed(bonus, base, scheme), bonus
    total = max(Fraction(0), base + bonus - counted.get("major", 0))
    if unit["is_vetoed"] and scheme["veto_ceiling"] is not None:
        total = min(total, scheme["veto_ceiling"])
    printed = rounded(total, scheme["decimals"])
    yield "总分", printed, unit["total"]
    if scheme["conversion"] is not None:
        converted = rounded(printed / scheme["full_marks"] * scheme["conversion"], scheme["decimals"])
        yield "折算分", converted, unit["converted"]


def allowed(bonus, base, scheme):
    """Return the bonus as far as cap and gate let it count."""
    gate = scheme["bonus_gate"]
    if gate is not None:
        passes = base >= gate - TOLERANCE if scheme["bonus_gate_inclusive"] else base > gate + TOLERANCE
        if not passes:
            return Fraction(0)
    return bonus if scheme["bonus_cap"] is None else min(bonus, scheme["bonus_cap"])


def same(recomputed, stated):
    """Return whether two values agree, numbers to 1e-9."""
    if isinstance(recomputed, bool) or recomputed is None or stated is None:
        return recomputed == stated
    return abs(recomputed - stated) <= TOLERANCE


def shown(number):
    """Return a value for a message."""
    return f"{float(number):.12g}" if isinstance(number, Fraction | int) else str(number)


def main(folder):
    """Print what does not agree; return the exit code."""
    tables = read(folder)
    [scheme] = tables["scheme"]
    parts, losses, adjustments = (by_unit(tables[name]) for name in ("components", "losses", "adjustments"))
    wrong = 0
    for unit in tables["results"]:
        key = unit["unit_id"]
        for what, recomputed, stated in recompute(unit, parts[key], losses[key], adjustments[key], scheme):
            if not same(recomputed, stated):
                wrong += 1
                print(f"{key} {unit['name']}：{what}重算为{shown(recomputed)}，数据包写的是{shown(stated)}")
    print(f"{len(tables['results'])}个单位，{wrong}处不一致")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
