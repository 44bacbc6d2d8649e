"""The choice of a page of units, for matrices that do not hold them all."""

from __future__ import annotations

from dash import html

from dashboard.components.choices import choices
from dashboard.text import ledger as words
from dashboard.view import View


def pager(view: View, page_count: int) -> html.Div:
    """Return the row of page numbers; nothing where one page holds every unit, the last is a page past the last."""
    if page_count < 2:
        return html.Div()
    page = min(view.number("page") or 1, page_count)
    options = [
        (words.PAGE_NUMBER.format(number=number), view.href(page=number), number == page)
        for number in range(1, page_count + 1)
    ]
    return html.Div(choices(words.FILTER_PAGE, options), className="filters")
