"""What waits for a second person, told where its matter stands: since when, by whom, and where it is decided."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.desk import Desk
from dashboard.frames import each_row
from dashboard.text import decisions as words
from data.work.steps import STEPS

Sent = Mapping[str, str]


def _any(_: Sent) -> bool:
    return True


def waiting_notes(
    desk: Desk, steps: Collection[str], about: Callable[[Sent], bool] = _any
) -> list[Component]:
    """Return a line for each proposal of these steps that waits; `about` chooses by the answers of its form.

    Nothing for readers who may not open the page on which proposals are decided.
    """
    if not desk.reader.may_open("/decisions"):
        return []
    rows = desk.store.table("pages/proposals")
    waiting = rows[(rows["state"] == "pending") & rows["step"].isin(steps)]
    return [_note(row, desk) for row in each_row(waiting) if about(json.loads(row.sent))]


def _note(row: Any, desk: Desk) -> Component:
    told = words.PROPOSAL_WAITS.format(
        step=STEPS[row.step].chinese,
        subject=row.subject,
        name=row.name,
        day=f"{row.proposed_at:%Y-%m-%d %H:%M}",
    )
    link = html.A(words.PROPOSAL_OPEN, href=desk.view.href("/decisions", kind="proposals", group=None))
    return html.P([told, link], className="notice")
