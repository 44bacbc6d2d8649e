"""Rounding, rank, grade and how sure a rank is (scoring.md sections 5 and 7)."""

from __future__ import annotations

from fractions import Fraction
from math import floor, sqrt

NEAR = Fraction(1, 10**9)


def rounded(value, decimals):
    """Half up at `decimals`; a value within 1e-9 below a half counts as on it."""
    step = 10**decimals
    return Fraction(floor((value + NEAR) * step + Fraction(1, 2)), step)


def spot_variance(checks, spot_marks):
    """Variance of a total that comes from having drawn just these checks; `checks` = [(earned, possible)]."""
    if not checks or not spot_marks:
        return Fraction(0)
    possible = sum(mark for _, mark in checks)
    r = sum(earned for earned, _ in checks) / possible
    n = possible**2 / sum(mark**2 for _, mark in checks)
    p = (n * r + 1) / (n + 2)
    return spot_marks**2 * p * (1 - p) / n


def rank_group(rows, scheme):
    """Adds rank, rank_low, rank_high and grade to the ranked units of one group.

    A row has `printed`, `total` (unrounded), `veto`, `variance`.
    """
    for row in rows:
        better = [other for other in rows if _order(other) < _order(row)]
        row["rank"] = 1 + (
            len({_order(other) for other in better}) if scheme.ties == "dense" else len(better)
        )
        row["rank_low"] = 1 + sum(clearly_above(other, row) for other in rows)
        row["rank_high"] = len(rows) - sum(clearly_above(row, other) for other in rows)
        row["grade"] = _grade(row, rows, scheme.grades)


def _order(row):
    return row["veto"], -row["printed"]


def clearly_above(one, other):
    """True when the difference is more than the luck of the draw explains."""
    if one["veto"] != other["veto"]:
        return other["veto"]
    difference = float(one["total"] - other["total"])
    return difference > 1.96 * sqrt(one["variance"] + other["variance"]) + 1e-9


def _grade(row, rows, grades):
    if not grades:
        return None
    if row["veto"]:
        return grades[-1].name
    higher = sum(not other["veto"] and other["printed"] > row["printed"] for other in rows)
    for grade in grades:
        places = len(rows) if grade.quota is None else floor(grade.quota * len(rows) + NEAR)
        if row["printed"] >= grade.minimum - NEAR and places >= 1 + higher:
            return grade.name
    return grades[-1].name
