"""Every chart of every page, found by drawing the pages' parts, so that no chart is listed a second time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.desk import Desk
from dashboard.exports.occasion import Occasion
from dashboard.exports.pictures import picture
from dashboard.exports.piece import Piece
from dashboard.exports.renderer import FORMATS, render
from dashboard.pages import PAGES, UNIT_PATH, find_page
from dashboard.pages.page import Page
from dashboard.shell import desk_at
from dashboard.text import pictures as words
from dashboard.view import READERS, View
from data.store import Store


@dataclass(frozen=True)
class Found:
    """A chart of a page: its id there, the page's address, and its figure with `layout.meta`, as captioned() made it."""

    chart_id: str
    page: Page
    address: str
    figure: dict[str, Any]

    @property
    def title(self) -> str:
        """The finding, with whom it is about."""
        return str(self.figure["layout"]["meta"]["title"])

    @property
    def name(self) -> str:
        """The finding as it may stand in a file name."""
        return str(self.figure["layout"]["meta"]["name"])

    @property
    def file(self) -> str:
        """Name of a saved picture, without an ending."""
        return str(self.figure["layout"]["meta"]["file"])

    @property
    def height(self) -> int:
        """Height of the picture in px; its width is caption.WIDTH."""
        return int(self.figure["layout"]["meta"]["picture"]["height"])


def charts_of(desk: Desk, page: Page) -> Iterator[Found]:
    """Draw the parts of a page that are in the layout of the desk's view, and yield the charts in them."""
    for slot_id in _slots(desk, page):
        yield from _charts_in(_drawn(desk, page, slot_id), desk.view, page)


def find_chart(store: Store, address: str, chart_id: str) -> Found | None:
    """Return one chart of the page of an address with its query; None when it has none of that id.

    Raises StoreMissing where no year has a scheme.
    """
    page, desk = desk_at(store, address)
    if page is None:
        return None
    return next((chart for chart in charts_of(desk, page) if chart.chart_id == chart_id), None)


def every_chart(occasion: Occasion) -> Iterator[Found]:
    """Yield the charts of all pages at the occasion's date; those of its unit alone where it has one.

    A part that shows its units on numbered pages is drawn once for each.
    """
    for view in _views(occasion):
        page, _ = find_page(view.path)
        if page is not None:
            yield from _on_all_pages(replace(occasion.desk, view=view), page)


def chart_pieces(occasion: Occasion, formats: Sequence[str] = FORMATS) -> list[Piece]:
    """Return a file for each chart and format, in a folder for each page, named by the finding."""
    pieces: list[Piece] = []
    taken: Counter[str] = Counter()
    for chart in every_chart(occasion):
        name = f"{words.FOLDER}/{chart.page.name}/{chart.name}"
        taken[name] += 1
        if taken[name] > 1:
            name = words.SECOND.format(name=name, number=taken[name])
        figure = picture(chart.figure)
        pieces += [
            Piece(f"{name}_{occasion.stem}.{kind}", partial(render, figure, format=kind)) for kind in formats
        ]
    return pieces


def _views(occasion: Occasion) -> list[View]:
    view, unit_id = occasion.desk.view, occasion.unit_id
    if unit_id is not None:
        reader = (("reader", "unit"), ("unit", unit_id))
        own = replace(view, path=f"{UNIT_PATH}/{quote(unit_id, safe='')}", unit_id=unit_id)
        return [replace(view, path="/", own=reader), own]
    readers = [replace(view, path="/", own=(("reader", reader),)) for reader in READERS if reader != "unit"]
    # of a round the boards are the stored ones
    stored = (("round", occasion.closed.name),) if occasion.closed else ()
    others = [page.path for page in PAGES if page.path not in ("/", UNIT_PATH)]
    return readers + [replace(view, path=path, own=stored) for path in others]


def _on_all_pages(desk: Desk, page: Page) -> Iterator[Found]:
    for slot_id in _slots(desk, page):
        drawn = _drawn(desk, page, slot_id)
        yield from _charts_in(drawn, desk.view, page)
        for number in _further_pages(drawn, desk.view.path):
            turned = replace(desk.view, own=(*desk.view.own, ("page", number)))
            yield from _charts_in(_drawn(replace(desk, view=turned), page, slot_id), turned, page)


def _slots(desk: Desk, page: Page) -> list[str]:
    """Ids of the parts that the page's layout at a view has a place for, in the order of the layout."""
    places = [_properties(place) for place in _walk(page.layout_at(desk.view)())]
    slots = [str(place["id"]) for place in places if place.get("id") in page.parts]
    return [slot_id for slot_id in slots if desk.reader.may_draw(slot_id)]


def _drawn(desk: Desk, page: Page, slot_id: str) -> list[Component]:
    return list(_walk(page.parts[slot_id](replace(desk, on_paper=True))))


def _walk(tree: Any) -> Iterator[Component]:
    """Yield every component of a tree, from the top."""
    if isinstance(tree, list | tuple):
        for each in tree:
            yield from _walk(each)
    elif isinstance(tree, Component):
        yield tree
        yield from _walk(_properties(tree).get("children"))


def _properties(component: Component) -> dict[str, Any]:
    properties: dict[str, Any] = component.to_plotly_json()["props"]  # type: ignore[no-untyped-call]
    return properties


def _charts_in(drawn: list[Component], view: View, page: Page) -> Iterator[Found]:
    graphs = [_properties(part) for part in drawn if isinstance(part, dcc.Graph)]
    return (Found(graph["id"], page, view.href(), graph["figure"]) for graph in graphs)


def _further_pages(drawn: list[Component], path: str) -> list[str]:
    """The numbers of a pager's links, but for the first page."""
    links = [urlsplit(_properties(part).get("href", "")) for part in drawn if isinstance(part, html.A)]
    numbers = {
        number for link in links if link.path == path for number in parse_qs(link.query).get("page", [])
    }
    return sorted(numbers - {"1"}, key=int)
