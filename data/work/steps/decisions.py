"""Decisions of people (认定): marks of the annual review, bonuses and deductions, what results are used for, rounds."""

from __future__ import annotations

from datetime import date

from data.batches import Batch
from data.rounds import SCOPES, PublicationBatch, RoundBatch
from data.work.asks import Ask, Values, refuse
from data.work.books import Books, changed, refuse_stale, written
from data.work.save import Done
from data.work.step import SEEN, Job, Step, always, rows_step, scheme_year

VETO = "一票否决"
ADJUSTMENTS = ("加分", "重大扣分", VETO)
OUTCOMES = ("通报表扬", "通报批评", "约谈", "问责")
_UNIT = Ask("unit", "单位", "unit")
_YEAR = Ask("year", "年度", "integer")


def _as_choices(words: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((word, word) for word in words)


def _refuse_future(name: str, day: date | None, books: Books) -> None:
    if day is not None and day > books.today:
        raise refuse(name, str(day), f"晚于今天（{books.today}）", "请核对日期")


def _review(books: Books, values: Values) -> Done:
    """The marks of one item, given or put right; either the points awarded, or done and planned counts."""
    given = [values[name] is not None for name in ("awarded", "actual", "target")]
    if given not in ([True, False, False], [False, True, True]):
        problem = "要么直接给分，要么写完成数和目标数"
        raise refuse("得分", values["awarded"], problem, "请只填其中一种，并填全")
    _refuse_other_rule(books, values)
    _refuse_future("考核日期", values.day("reviewed_on"), books)
    key = {
        "unit_id": books.unit(values.need("unit")),
        "year": int(values.need("year")),
        "item": values.need("item"),
    }
    texts = {name: values[name] for name in ("unit", "year", "item", *_REVIEWED)}
    entry = books.find("reviews", **key)
    if entry is None:
        return Done((written("reviews", **texts),))
    if values["seen"] is None:
        problem = f"这个单位的这项指标已有评分（{entry.texts['reviewed_on']}录入）"
        raise refuse("指标", values["item"], problem, "要改的，请在下面的清单里点“更正”")
    refuse_stale(entry, values)
    return Done((changed("reviews", entry, **texts),))


def _refuse_other_rule(books: Books, values: Values) -> None:
    """Refuse marks for an item that the scheme counts by a target, and the reverse: neither would ever count."""
    item = books.one(
        "work/item_called", source="review", year=int(values.need("year")), item=values.need("item")
    )
    if item is None:
        return  # an item that there is not is refused with the rows
    if item["rule"] == "target" and values["awarded"]:
        raise refuse("得分", values["awarded"], "这项指标按完成比例给分", "请只填完成数和目标数")
    if item["rule"] == "entered" and not values["awarded"]:
        raise refuse("完成数", values["actual"], "这项指标直接给分", "请只填得分")


_REVIEWED = ("awarded", "actual", "target", "reviewed_on", "note")


def _adjust(books: Books, values: Values) -> Done:
    if (values["points"] is None) != (values["kind"] == VETO):
        problem = "一票否决不写分值" if values["kind"] == VETO else "没有写分值"
        raise refuse("分值", values["points"], problem, "请核对类型和分值")
    _refuse_future("认定日期", values.day("decided_on"), books)
    _refuse_same_adjustment(books, values)
    number = books.next_id("adjustments", f"JJ{values.need('year')}-")
    texts = {name: values[name] for name in ("unit", "kind", "points", "year", "reason", "decided_on")}
    return Done((written("adjustments", adjustment_id=number, **texts),), told=_without_effect(books, values))


_ADJUSTMENT_CODES = dict(zip(ADJUSTMENTS, ("bonus", "major", "veto"), strict=True))


def _refuse_same_adjustment(books: Books, values: Values) -> None:
    """Refuse what was decided already: the same unit, kind, points, day and reason."""
    same = books.one(
        "work/same_adjustment",
        unit_id=books.unit(values.need("unit")),
        kind=_ADJUSTMENT_CODES[values.need("kind")],
        points=values.number("points"),
        decided_on=values.day("decided_on"),
        reason=values.need("reason"),
    )
    if same is not None:
        problem = f"同样的认定已经存入（{same['adjustment_id']}）"
        raise refuse("事由", values["reason"], problem, "不是同一件事的，请把事由写得能区分开")


def _without_effect(books: Books, values: Values) -> str:
    """A word on a bonus that the year's scheme does not count (scoring.md section 2: without [bonus] there is none)."""
    scheme = books.one("work/scheme_of_year", year=int(values.need("year")))
    if _ADJUSTMENT_CODES[values.need("kind")] != "bonus" or (scheme and scheme["bonus_cap"]):
        return ""
    return "注意：本年度办法没有加分条款，这项加分不计入得分"


def _record_outcome(books: Books, values: Values) -> Done:
    _refuse_future("决定日期", values.day("decided_on"), books)
    same = books.find(
        "outcomes",
        unit_id=books.unit(values.need("unit")),
        kind=_OUTCOME_CODES[values.need("kind")],
        decided_on=values.day("decided_on"),
    )
    if same is not None:
        raise refuse(
            "决定日期", values["decided_on"], "这个单位这一天已有同类决定", "请核对，或撤销原来那一批"
        )
    texts = {name: values[name] for name in ("unit", "kind", "decided_on", "round", "document", "reason")}
    return Done((written("outcomes", **texts),))


_OUTCOME_CODES = dict(zip(OUTCOMES, ("praise", "criticism", "interview", "accountability"), strict=True))


def _close(job: Job) -> Batch:
    values = job.values
    as_of = values.day("as_of")
    if as_of is None or as_of > date.today():
        raise refuse("截止日期", values["as_of"], "还没有到", "到了截止日期再关闭，否则以后的事实算不进去")
    return RoundBatch(
        layout=job.layout,
        name=values.need("name"),
        year=scheme_year(job),
        as_of=as_of,
        publish=values.need("publish"),
        correction=values["correction"],
        by=job.by,
    )


def _publish(job: Job) -> Batch:
    return PublicationBatch(int(job.values.need("round_no")), job.values.need("publish"), by=job.by)


def _about_unit(values: Values) -> str:
    marks = f"{values['points']}分" if values["points"] else ""
    marks = f"得{values['awarded']}分" if values["awarded"] else marks
    return f"{values.need('unit')}，{values['kind'] or values['item']}{marks}"


def _about_round(values: Values) -> str:
    correction = "更正" if values["correction"] else ""
    return f"{values.need('year')}年{values.need('name')}{correction}，截止{values.need('as_of')}"


def _about_publication(values: Values) -> str:
    return f"第{values.need('round_no')}号轮次，{SCOPES[values.need('publish')]}"


STEPS: tuple[Step, ...] = (
    rows_step(
        "review.enter",
        "录入考核评分",
        (
            _UNIT,
            _YEAR,
            SEEN,
            Ask("item", "指标", "item"),
            Ask("awarded", "得分", "number", required=False),
            Ask("actual", "完成数", "number", required=False),
            Ask("target", "目标数", "number", required=False),
            Ask("reviewed_on", "考核日期", "date"),
            Ask("note", "依据", "lines", required=False),
        ),
        _about_unit,
        _review,
    ),
    rows_step(
        "adjustment.enter",
        "认定加减分",
        (
            _UNIT,
            _YEAR,
            Ask("kind", "类型", "choice", choices=_as_choices(ADJUSTMENTS)),
            Ask("points", "分值", "number", required=False),
            Ask("decided_on", "认定日期", "date"),
            Ask("reason", "事由", "lines"),
        ),
        _about_unit,
        _adjust,
        always,
    ),
    rows_step(
        "outcome.record",
        "记录结果运用",
        (
            _UNIT,
            Ask("kind", "类型", "choice", choices=_as_choices(OUTCOMES)),
            Ask("decided_on", "决定日期", "date"),
            Ask("round", "轮次", required=False, most=60),
            Ask("document", "文号", required=False, most=80),
            Ask("reason", "事由", "lines"),
        ),
        _about_unit,
        _record_outcome,
    ),
    Step(
        "round.close",
        "关闭轮次",
        (
            Ask("name", "轮次", most=40),
            _YEAR,
            Ask("as_of", "截止日期", "date"),
            Ask("publish", "公布范围", "choice", choices=tuple(reversed(SCOPES.items()))),
            Ask("correction", "更正理由", "lines", required=False),
        ),
        _about_round,
        _close,
        always,
    ),
    Step(
        "round.publish",
        "公布轮次",
        (
            Ask("round_no", "轮次编号", "integer"),
            Ask("publish", "公布范围", "choice", choices=tuple(SCOPES.items())[:2]),
        ),
        _about_publication,
        _publish,
        always,
    ),
)
