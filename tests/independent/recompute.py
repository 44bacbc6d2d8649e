"""Scores, losses and what-ifs of a district, computed a second time (scoring.md sections 3 to 7 and 10)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from .components import Context, Scored, checks_on, could_have_data, score_component
from .facts import Unit
from .findings import seen, year_of
from .ranks import NEAR, rank_group, rounded, spot_variance


@dataclass(frozen=True)
class UnitScore:
    """One unit before ranking; base, bonus and total are None when it is not rated."""

    unit: Unit
    status: str
    reason: str | None
    components: dict[str, Scored | None]
    base: Fraction | None
    bonus: Fraction | None
    major: Fraction
    veto: bool
    total: Fraction | None
    variance: Fraction


def context(scheme, facts, year, as_of):
    return Context(scheme, facts, year, min(as_of, scheme.last_day))


def active_units(ctx):
    """Units active on the earlier of the day and 31 December; both ends of the span are active days."""
    when = min(ctx.on, date(ctx.year, 12, 31))
    return [
        unit for unit in ctx.facts.units if (unit.active_from or when) <= when <= (unit.active_to or when)
    ]


def score_unit(ctx, unit):
    """Everything about one unit that does not depend on the others."""
    scheme = ctx.scheme
    components = {part.code: score_component(ctx, unit, part) for part in scheme.components}
    weights = effective_weights(scheme, components)
    reason = not_rated_because(scheme, components, weights)
    missing = [
        part
        for part in scheme.components
        if components[part.code] is None and could_have_data(ctx, unit, part)
    ]
    status = "not_rated" if reason else "provisional" if missing else "rated"
    base = None if reason else base_total(scheme, components)
    bonus, major, veto = adjustments(ctx, unit, base)
    return UnitScore(
        unit=unit,
        status=status,
        reason=reason,
        components=components,
        base=base,
        bonus=bonus,
        major=major,
        veto=veto,
        total=None if reason else final_total(scheme, base, bonus, major, veto),
        variance=variance_of(ctx, unit, weights),
    )


def effective_weights(scheme, components):
    """Share of each component with data; the weight of those without passes on in proportion."""
    present = [part for part in scheme.components if components[part.code] is not None]
    together = sum(part.points for part in present)
    return {part.code: part.points / together for part in present}


def not_rated_because(scheme, components, weights):
    """Why a unit has no score: a floor that cannot be honoured, or nothing at all to score."""
    for codes, minimum in scheme.floors:
        if sum((weights.get(code, Fraction(0)) for code in codes), Fraction(0)) < minimum - NEAR:
            return "、".join(codes) + "尚无数据，达不到最低权重"
    return None if any(components.values()) else "尚无数据"


def base_total(scheme, components):
    present = [part for part in scheme.components if components[part.code] is not None]
    got = sum(components[part.code].score for part in present)
    return scheme.full_marks * got / sum(part.points for part in present)


def adjustments(ctx, unit, base):
    """(bonus that counts, major deductions, vetoed) of the year by the day."""
    mine = [
        row
        for row in ctx.facts.adjustments
        if row.unit == unit.unit_id
        and year_of(row, row.decided_on) == ctx.year
        and seen(row.decided_on, ctx.on)
    ]
    points = {
        kind: sum((row.points or 0 for row in mine if row.kind == kind), Fraction(0))
        for kind in ("bonus", "major")
    }
    bonus = None if base is None else allowed_bonus(ctx.scheme.bonus, base, points["bonus"])
    return bonus, points["major"], any(row.kind == "veto" for row in mine)


def allowed_bonus(rule, base, points):
    if rule is None:
        return Fraction(0)
    if rule.gate is not None:
        opens = base >= rule.gate - NEAR if rule.gate_inclusive else base > rule.gate + NEAR
        if not opens:
            return Fraction(0)
    return points if rule.cap is None else min(rule.cap, points)


def final_total(scheme, base, bonus, major, veto):
    total = max(Fraction(0), base + bonus - major)
    if veto and scheme.veto_ceiling is not None:
        total = min(total, scheme.veto_ceiling)
    return total


def variance_of(ctx, unit, weights):
    spot = [part for part in ctx.scheme.components if part.source == "spot_check"]
    checks = [(earned, check.possible) for part in spot for check, earned, _ in checks_on(ctx, unit, part)]
    weight = sum((weights.get(part.code, Fraction(0)) for part in spot), Fraction(0))
    return spot_variance(checks, ctx.scheme.full_marks * weight)


def scores(scheme, facts, year, as_of):
    """What `score --format json` must give: one dict a unit, ordered by group, rank, unit_id."""
    ctx = context(scheme, facts, year, as_of)
    results = [score_unit(ctx, unit) for unit in active_units(ctx)]
    placed = {}
    for group in {result.unit.group for result in results}:
        ranked = [_ranking_row(scheme, r) for r in results if r.unit.group == group and r.total is not None]
        rank_group(ranked, scheme)
        placed |= {row["unit_id"]: row for row in ranked}
    rows = [_answer(scheme, result, placed.get(result.unit.unit_id)) for result in results]
    return sorted(rows, key=lambda row: (row["group"], row["rank"] or 10**9, row["unit_id"]))


def _ranking_row(scheme, result):
    return {
        "unit_id": result.unit.unit_id,
        "printed": rounded(result.total, scheme.decimals),
        "total": result.total,
        "veto": result.veto,
        "variance": result.variance,
    }


def _answer(scheme, result, place):
    place = place or dict.fromkeys(("rank", "rank_low", "rank_high", "grade", "printed"))
    printed, converted = place["printed"], None
    if printed is not None and scheme.conversion is not None:
        converted = rounded(printed / scheme.full_marks * scheme.conversion, scheme.decimals)
    return {
        "unit_id": result.unit.unit_id,
        "name": result.unit.name,
        "group": result.unit.group,
        "status": result.status,
        "total": _plain(printed),
        "full_marks": _plain(scheme.full_marks),
        "base": _plain(result.base),
        "bonus": _plain(result.bonus),
        "major": _plain(result.major),
        "veto": result.veto,
        **{key: place[key] for key in ("rank", "rank_low", "rank_high", "grade")},
        "converted": _plain(converted),
        "components": component_answers(scheme, result.components),
        "reason": result.reason,
    }


def component_answers(scheme, components):
    weights = effective_weights(scheme, components)
    answers = {}
    for part in scheme.components:
        scored = components[part.code]
        answers[part.code] = dict.fromkeys(("score", "full", "rate", "weight"))
        if scored is not None:
            values = scored.score, part.points, scored.score / part.points, weights[part.code]
            answers[part.code] = dict(zip(answers[part.code], map(_plain, values), strict=True))
    return answers


def _plain(value):
    return None if value is None else float(value)


def one_unit(scheme, facts, year, as_of, unit_id):
    """The UnitScore of one unit, or None when it does not count on the day."""
    ctx = context(scheme, facts, year, as_of)
    return next((score_unit(ctx, unit) for unit in active_units(ctx) if unit.unit_id == unit_id), None)


def losses(scheme, facts, year, as_of, unit_id):
    """Rows {component, period, indicator, item, cause, ref, marks}: every lost mark (section 6)."""
    result = one_unit(scheme, facts, year, as_of, unit_id)
    if result is None or result.base is None:
        return []
    present = [part for part in scheme.components if result.components[part.code] is not None]
    factor = scheme.full_marks / sum(part.points for part in present)
    return [
        vars(loss) | {"marks": loss.marks * factor}
        for part in present
        for loss in result.components[part.code].losses
    ]


def recoverable(scheme, facts, year, as_of, unit_id, ref):
    """Change of the unrounded total if the finding were put right, or the entry done, on the day."""
    before = one_unit(scheme, facts, year, as_of, unit_id)
    if before is None or before.total is None:
        return Fraction(0)
    ctx = context(scheme, facts, year, as_of)
    named = [row for row in facts.findings if (row.unit, row.finding_id) == (unit_id, ref)]
    if named:
        ctx.facts = replace(facts, findings=tuple(_put_right(row, ref, ctx.on) for row in facts.findings))
    else:
        ctx.completed = frozenset([ref])
    return score_unit(ctx, before.unit).total - before.total


def _put_right(finding, ref, on):
    if finding.finding_id != ref:
        return finding
    rectified = finding.rectified_on if seen(finding.rectified_on, on) else on
    return replace(finding, rectified_on=rectified, rechecked_on=on, recheck_result="pass")


def at_risk(scheme, facts, year, as_of, unit_id, ref, horizon):
    """Total now minus total when only this finding's or entry's clock moves to the horizon (section 10)."""
    before = one_unit(scheme, facts, year, as_of, unit_id)
    if before is None or before.total is None:
        return Fraction(0)
    ctx = context(scheme, facts, year, as_of)
    ctx.clocks = {ref: max(ctx.on, min(horizon, scheme.last_day))}
    return before.total - score_unit(ctx, before.unit).total
