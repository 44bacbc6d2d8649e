"""The way to the form of a new finding, wherever those who may notify one work."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.desk import Desk
from dashboard.text import disputes as words


def notify_link(desk: Desk) -> list[Component]:
    """Return the link, nothing for a reader who may not notify a finding."""
    if not desk.reader.may_work("finding.notify"):
        return []
    link = html.A(words.NOTIFY, href=desk.view.href("/finding", group=None, ref=None), className="button")
    return [html.P(link, className="notify")]
