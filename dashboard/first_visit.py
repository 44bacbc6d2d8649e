"""What stands in a page when it is opened: all that it shows at its address, so that it asks the server for nothing more.

Dash's scripts begin with a request for the layout, one for the list of callbacks and then the callbacks, one waiting
for the other. The HTML holds the answers to the first two (assets/firstvisit.js hands them over), and the layout is
that of the address with every part drawn: by the functions, behind the checks, that answer the callbacks later.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dash.development.base_component import Component
from flask import request
from plotly.io.json import to_json_plotly

from dashboard.access.reader import current_reader
from dashboard.answers import Answers, count_drawn
from dashboard.desk import fill
from dashboard.pages import find_page
from dashboard.pages.page import Page
from dashboard.shell import frame_at, layout
from data.store import Store

_CONTENT = secrets.token_hex()
"""Where in the layout the content goes, which may have been kept as it was written; nobody can guess it."""


@dataclass(frozen=True)
class FirstVisit:
    """The title of a page and its whole layout, as JSON that may stand in HTML."""

    title: str
    layout: str


def first_visit(store: Store, answers: Answers) -> FirstVisit:
    """Return the page of the address that this request asks for, as its reader may see it."""
    path, search = _asked()
    frame = frame_at(store, path, search, None)
    page, _ = find_page(path)
    if page is not None and isinstance(frame.view, Mapping):
        content = _content(store, answers, page, frame.content, frame.view)
    else:
        content = as_json(frame.content)
    around = as_json(layout(frame._replace(content=_CONTENT), path, search))
    return FirstVisit(frame.title, around.replace(f'"{_CONTENT}"', content))


def as_json(what: Any) -> str:
    """Return it as JSON that ends no element of HTML."""
    return str(to_json_plotly(what)).replace("<", "\\u003c")


def _asked() -> tuple[str, str]:
    """Path and search of the address as the browser sent them and names them itself (window.location)."""
    path, _, query = request.environ["REQUEST_URI"].partition("?")
    return path, f"?{query}" if query else ""


def _content(store: Store, answers: Answers, page: Page, empty: Component, view: Mapping[str, Any]) -> str:
    def draw() -> tuple[bytes, bool]:
        count = _fill_slots(store, page, empty, view)
        return as_json(empty).encode(), count_drawn() == count

    content = answers.content(store, view, draw) if page.shows_release else draw()[0]
    return content.decode()


def _fill_slots(store: Store, page: Page, empty: Component, view: Mapping[str, Any]) -> int:
    """Fill the slots of an empty page; return how many there are."""
    reader = current_reader()
    slots = [slot_id for slot_id in empty if slot_id in page.parts and reader.may_draw(slot_id)]
    for slot_id in slots:
        empty[slot_id].children = fill(store, slot_id, page.parts[slot_id], view)
    return len(slots)
