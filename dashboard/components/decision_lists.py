"""The lists of 认定, and the proposals that wait with the forms by which they end."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.access.reader import Reader
from dashboard.components.data_table import link
from dashboard.components.matters import unit_link
from dashboard.components.panel import list_panel, panel
from dashboard.components.work_form import work_form
from dashboard.figures.chart import Cell, Column, Table
from dashboard.frames import each_row
from dashboard.text import decisions as words
from dashboard.text import lists, numbers
from dashboard.view import View
from data.rounds import SCOPES
from data.work.steps import STEPS


def open_proposals(proposals: pd.DataFrame, reader: Reader) -> list[Component]:
    """Return a box for each step that waits for a second person, with what this reader may do about it."""
    waiting = proposals[proposals["state"] == "pending"]
    if waiting.empty:
        return [list_panel(Table(words.PROPOSALS_NONE, (), ()))]
    head = html.H2(words.PROPOSALS_WAITING.format(count=len(waiting)))
    return [head, *(_proposal(row, reader) for row in each_row(waiting))]


def _proposal(row: Any, reader: Reader) -> html.Section:
    title = words.PROPOSAL_HEAD.format(step=STEPS[row.step].chinese, subject=row.subject)
    by = words.PROPOSAL_BY.format(name=row.name, day=row.proposed_at.strftime("%Y-%m-%d %H:%M"))
    fixed = {"proposal_no": row.proposal_no}
    is_own = row.login == reader.login
    steps = ("proposal.withdraw",) if is_own else ("proposal.approve", "proposal.reject")
    forms = [work_form(step, fixed) for step in steps if reader.may_work(step)]
    return panel(
        title,
        html.P(by),
        html.Dl(_sent(row.step, json.loads(row.sent)), className="sent"),
        *_ranking_link(row.step, json.loads(row.sent)),
        *([html.P(words.PROPOSAL_OWN)] if is_own and forms else []),
        html.Div(forms, className="side-forms"),
    )


def _ranking_link(step: str, sent: Mapping[str, str]) -> list[Component]:
    """What a round would publish: the ranking of its date."""
    if step != "round.close":
        return []
    asked = urlencode({"year": sent["year"], "as_of": sent["as_of"]})
    return [html.P(html.A(words.PROPOSAL_RANKING.format(day=sent["as_of"]), href=f"/ranking?{asked}"))]


def _sent(step: str, sent: Mapping[str, str]) -> list[Component]:
    """What was sent, under the words of its form."""
    told: list[Component] = []
    for ask in STEPS[step].asks:
        if ask.name in _NOT_TOLD or not sent.get(ask.name):
            continue
        text = dict(ask.choices).get(sent[ask.name], sent[ask.name])
        is_file = ask.name == "file" and sent.get("digest")
        shown = html.A(text, href=f"/evidence/{sent['digest']}", download=text) if is_file else text
        told += [html.Dt(ask.chinese), html.Dd(shown)]
    return told


_NOT_TOLD = ("seen", "upload", "digest", "shown")  # what only the server needs


def past_proposals(proposals: pd.DataFrame) -> html.Section:
    """Return the list of proposals that have ended, the newest first."""
    past = proposals[proposals["state"] != "pending"]
    columns = (
        Column(words.COLUMN_SUBJECT, "prose"),
        Column(words.COLUMN_STATE),
        Column(words.COLUMN_PROPOSER),
        Column(words.COLUMN_SECOND),
        Column(words.COLUMN_ENDED, "date"),
        Column(words.COLUMN_WHY, "prose"),
    )
    rows = tuple(
        (
            words.PROPOSAL_HEAD.format(step=STEPS[row.step].chinese, subject=row.subject),
            words.PROPOSAL_STATES[row.state],
            row.name,
            _text(row.ended_name),
            numbers.day(row.ended_at),
            _text(row.ended_reason),
        )
        for row in each_row(past)
    )
    return list_panel(Table(words.PROPOSALS_PAST.format(count=len(past)), columns, rows))


def review_ref(row: Any) -> str:
    """Return what the marks of a unit's item are called in addresses."""
    return f"{row.unit_id} {row.item}"


def reviews_list(
    reviews: pd.DataFrame, items: Mapping[str, str], view: View, *, may_change: bool
) -> html.Section:
    """Return the marks of the annual review that were given (pages/decisions_reviews); `items`: code → name."""
    columns = (
        Column(lists.COLUMN_UNIT, "link"),
        Column(words.COLUMN_ITEM, "prose"),
        Column(words.COLUMN_AWARDED, "number"),
        Column(words.COLUMN_ACTUAL, "number"),
        Column(words.COLUMN_TARGET, "number"),
        Column(words.COLUMN_DAY, "date"),
        Column(words.COLUMN_NOTE, "prose", detail=True),
        *([Column(words.COLUMN_CHANGE, "link")] if may_change else []),
    )
    rows = tuple(
        (
            unit_link(row, view),
            items.get(row.item, row.item),
            numbers.plain(row.awarded),
            numbers.plain(row.actual),
            numbers.plain(row.target),
            numbers.day(row.reviewed_on),
            _text(row.note),
            *([_change_link(row, view)] if may_change else []),
        )
        for row in each_row(reviews)
    )
    title = words.REVIEWS_TITLE.format(count=len(reviews), units=reviews["unit_id"].nunique())
    return list_panel(Table(title if rows else words.REVIEWS_NONE, columns, rows))


def _change_link(row: Any, view: View) -> Cell:
    return link(words.CHANGE, view.href(kind="reviews", ref=review_ref(row)))


def adjustments_list(adjustments: pd.DataFrame, view: View) -> html.Section:
    """Return the bonuses, deductions and vetoes of a year (pages/decisions_adjustments)."""
    columns = (
        Column(words.COLUMN_NUMBER),
        Column(lists.COLUMN_UNIT, "link"),
        Column(words.COLUMN_KIND),
        Column(words.COLUMN_POINTS, "number"),
        Column(words.COLUMN_DAY, "date"),
        Column(words.COLUMN_REASON, "prose"),
    )
    rows = tuple(
        (
            row.adjustment_id,
            unit_link(row, view),
            words.ADJUSTMENT_KINDS[row.kind],
            numbers.plain(row.points),
            numbers.day(row.decided_on),
            _text(row.reason),
        )
        for row in each_row(adjustments)
    )
    title = words.ADJUSTMENTS_TITLE.format(count=len(rows)) if rows else words.ADJUSTMENTS_NONE
    return list_panel(Table(title, columns, rows))


def outcomes_list(outcomes: pd.DataFrame, view: View) -> html.Section:
    """Return the recorded decisions of people about units (pages/outcomes)."""
    columns = (
        Column(lists.COLUMN_UNIT, "link"),
        Column(words.COLUMN_KIND),
        Column(words.COLUMN_DAY, "date"),
        Column(words.COLUMN_ROUND),
        Column(words.COLUMN_DOCUMENT),
        Column(words.COLUMN_REASON, "prose"),
    )
    rows = tuple(
        (
            unit_link(row, view),
            words.OUTCOME_KINDS[row.kind],
            numbers.day(row.decided_on),
            _text(row.round),
            _text(row.document),
            _text(row.reason),
        )
        for row in each_row(outcomes)
    )
    title = words.OUTCOMES_TITLE.format(count=len(rows)) if rows else words.OUTCOMES_NONE
    return list_panel(Table(title, columns, rows))


def publish_panels(rounds: pd.DataFrame) -> list[Component]:
    """Return a form for each round that stands and is not published in full (pages/rounds)."""
    return [
        panel(
            words.PUBLISH_FORM.format(name=row.name),
            work_form("round.publish", {"round_no": row.round_no}),
            note=words.PUBLISH_NOTE.format(scope=SCOPES[row.publish]),
        )
        for row in each_row(rounds)
        if row.stands and row.publish != "full"
    ]


def rounds_list(rounds: pd.DataFrame, view: View) -> html.Section:
    """Return the closed rounds of a year (pages/rounds), the newest first."""
    columns = (
        Column(words.COLUMN_ROUND),
        Column(words.COLUMN_AS_OF, "date"),
        Column(words.COLUMN_SCOPE),
        Column(words.COLUMN_CLOSED, "date"),
        Column(words.COLUMN_CLOSED_BY),
        Column(words.COLUMN_WHY, "prose"),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            _round_name(row),
            numbers.day(row.as_of),
            SCOPES[row.publish],
            numbers.day(row.closed_at),
            _text(row.closed_by),
            _text(row.reason),
        )
        for row in reversed(each_row(rounds))
    )
    title = words.ROUNDS_TITLE if rows else words.ROUNDS_NONE
    return list_panel(Table(title.format(year=view.year, count=len(rows)), columns, rows))


def _round_name(row: Any) -> str:
    if not row.stands:
        return words.REPLACED.format(name=row.name)
    return words.CORRECTED.format(name=row.name, number=row.correction_no) if row.correction_no else row.name


def _text(value: Any) -> str:
    return numbers.NOTHING if numbers.is_missing(value) else str(value)
