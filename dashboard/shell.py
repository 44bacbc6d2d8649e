"""The frame around every page: navigation, year, date, group, footer; the callback that reads the address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple
from urllib.parse import SplitResult, urlsplit

from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html, no_update
from dash.development.base_component import Component
from werkzeug.exceptions import BadRequest

from dashboard.access.reader import Reader, current_reader
from dashboard.components.attributes import attributes
from dashboard.components.states import message
from dashboard.desk import VIEW_ID, Desk, told, unforeseen
from dashboard.pages import find_page
from dashboard.pages.page import Layout, Page
from dashboard.shell_parts import brand, controls, footer, navigation
from dashboard.text import access
from dashboard.text import frame as words
from dashboard.view import View, read_address, read_year
from data.errors import OpennessError
from data.logs import note
from data.store import Store

ADDRESS_ID = "shell-address"
TITLE_ID = "shell-title"
BRAND_ID = "shell-brand"
NAVIGATION_ID = "shell-navigation"
CONTROLS_ID = "shell-controls"
NOTICES_ID = "shell-notices"
CONTENT_ID = "shell-content"
FOOTER_ID = "shell-footer"


class Frame(NamedTuple):
    """What stands in the frame at an address, in the order of its callback's outputs; `view` no_update where no view
    could be made, `content` no_update where the page stays as it is.
    """

    content: Any
    view: Any
    title: str
    brand: Sequence[Component] = ()
    navigation: Sequence[Component] = ()
    controls: Component | None = None
    notices: Sequence[Component] = ()
    footer: Component | None = None


_EMPTY = Frame(None, no_update, words.APP_NAME)


def layout(frame: Frame = _EMPTY, path: str | None = None, search: str | None = None) -> Component:
    """Return the frame with what stands in it at an address; without one it asks for that itself."""
    return html.Div(
        [
            dcc.Location(id=ADDRESS_ID, refresh=False, pathname=path, search=search),
            dcc.Store(id=VIEW_ID, data=None if frame.view is no_update else frame.view),
            dcc.Store(id=TITLE_ID, data=frame.title),
            html.A(words.SKIP_TO_CONTENT, href=f"#{CONTENT_ID}", className="skip"),
            html.Header(
                html.Div(
                    [
                        html.Div(frame.brand, id=BRAND_ID),
                        html.Nav(
                            frame.navigation,
                            id=NAVIGATION_ID,
                            className="nav",
                            **attributes(aria_label=words.NAVIGATION),
                        ),
                    ],
                    className="top-row",
                ),
                className="top",
            ),
            html.Div(
                frame.controls,
                id=CONTROLS_ID,
                className="controls",
                role="search",
                **attributes(aria_label=words.CONTROLS),
            ),
            html.Main(
                [html.Div(frame.notices, id=NOTICES_ID), html.Div(frame.content, id=CONTENT_ID)],
                className="content",
            ),
            html.Footer(frame.footer, id=FOOTER_ID, className="foot"),
        ]
    )


def register(app: Dash, store: Store) -> None:
    """Bind the frame to the address, from the first change of it on."""

    @app.callback(
        Output(CONTENT_ID, "children"),
        Output(VIEW_ID, "data"),
        Output(TITLE_ID, "data"),
        Output(BRAND_ID, "children"),
        Output(NAVIGATION_ID, "children"),
        Output(CONTROLS_ID, "children"),
        Output(NOTICES_ID, "children"),
        Output(FOOTER_ID, "children"),
        Input(ADDRESS_ID, "pathname"),
        Input(ADDRESS_ID, "search"),
        State(VIEW_ID, "data"),
        prevent_initial_call=True,
    )
    def show(path: str | None, search: str | None, kept: dict[str, Any] | None) -> Frame:
        note(part="shell")
        return frame_at(store, path or "/", search or "", kept)

    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("openness", "title"), Input(TITLE_ID, "data"), prevent_initial_call=True
    )


def frame_at(store: Store, path: str, search: str, kept: dict[str, Any] | None) -> Frame:
    """Return the frame at an address, around the page with its slots still empty; what goes wrong is told in it.

    `kept`: the view of the page the browser shows, None at the first; raises BadRequest for what is none.
    """
    try:
        return _show(store, path, search, kept)
    except OpennessError as error:
        failed = told(error)
    except BadRequest:
        raise
    except Exception:
        failed = unforeseen()
    return Frame(failed, no_update, words.APP_NAME, brand("", is_demo=False))


def _show(store: Store, path: str, search: str, kept: dict[str, Any] | None) -> Frame:
    release = store.release
    if not release.years:
        empty = message(words.NO_SCHEME_TITLE, words.NO_SCHEME)
        named = brand(release.district, is_demo=release.is_demo)
        return Frame(empty, no_update, words.APP_NAME, named)
    reader = current_reader()
    view = reader.bound(read_view(store, path, search))
    desk = Desk(reader.scoped(store), view)
    page, _ = find_page(path)
    if page is None:
        content: Any = message(words.PAGE_NOT_FOUND, words.NOT_FOUND.format(path=path))
    elif not reader.may_open(page.path):
        content = message(access.NOT_FOR_YOU, access.NOT_FOR_YOU_WHY)
    elif kept and _layout_at(View.from_json(kept)) is page.layout_at(view):
        content = no_update  # the same page at another date: its parts fill themselves again
    else:
        content = _allowed(page.layout_at(view)(), page, reader)
    return Frame(
        content,
        view.to_json(),
        words.APP_TITLE.format(page=page.name if page else words.PAGE_NOT_FOUND),
        brand(release.district, is_demo=release.is_demo, home=view.href("/")),
        navigation(desk),
        controls(desk),
        [html.P(text, className="notice", role="status") for text in view.notices],
        footer(desk, desk.ask("frame").iloc[0]),
    )


def _layout_at(view: View) -> Layout | None:
    """What made the page the reader has before them."""
    page, _ = find_page(view.path)
    return page.layout_at(view) if page else None


def _allowed(layout: Component, page: Page, reader: Reader) -> Component:
    """Return the empty page without the places of parts that are not for this reader."""
    children = getattr(layout, "children", None)
    if isinstance(children, list):
        kept = [each for each in children if _is_for(getattr(each, "id", None), page, reader)]
        layout.children = [_allowed(each, page, reader) for each in kept]
    elif isinstance(children, Component):
        layout.children = _allowed(children, page, reader)
    return layout


def _is_for(place: str | None, page: Page, reader: Reader) -> bool:
    return place not in page.parts or reader.may_draw(str(place))


def desk_at(store: Store, address: str) -> tuple[Page | None, Desk]:
    """Return the page of an address with its query and the desk this request's reader has there; no page for none
    of that path or none for this reader. Raises StoreMissing where no year has a scheme.
    """
    reader, parts = current_reader(), _split(address)
    page, _ = find_page(parts.path)
    view = reader.bound(read_view(store, parts.path, parts.query))
    desk = Desk(reader.scoped(store), view)
    return (page if page and reader.may_open(page.path) else None), desk


def _split(address: str) -> SplitResult:
    """The parts of an address; those of no page where it is none."""
    try:
        return urlsplit(address)
    except ValueError:
        return SplitResult("", "", "", "", "")


def read_view(store: Store, path: str, search: str) -> View:
    """Return the view of an address; raises StoreMissing where no year has a scheme."""
    year, notices = read_year(search, store.years())
    _, unit_id = find_page(path)
    default = View(path=path, year=year, as_of=store.default_as_of(year), unit_id=unit_id, notices=notices)
    return read_address(path, search, default, store.closes_on(year))
