"""The frame around every page: navigation, year, date, group, footer; the callback that reads the address."""

from __future__ import annotations

from typing import Any
from urllib.parse import SplitResult, urlsplit

import pandas as pd
from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html, no_update
from dash.development.base_component import Component
from werkzeug.exceptions import BadRequest

from dashboard.access.reader import Reader, current_reader
from dashboard.components.attributes import attributes
from dashboard.components.choices import choices
from dashboard.components.states import message
from dashboard.desk import VIEW_ID, Desk, told, unforeseen
from dashboard.inbox import count_waiting
from dashboard.pages import INBOX, PAGES, UNIT_PATH, find_page
from dashboard.pages.page import Layout, Page
from dashboard.text import access, numbers
from dashboard.text import frame as words
from dashboard.text import inbox as inbox_words
from dashboard.view import View, read_address, read_year
from data.accounts.roles import ROLES
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


def layout() -> Component:
    """Return the frame without content."""
    return html.Div(
        [
            dcc.Location(id=ADDRESS_ID, refresh=False),
            dcc.Store(id=VIEW_ID),
            dcc.Store(id=TITLE_ID),
            html.A(words.SKIP_TO_CONTENT, href=f"#{CONTENT_ID}", className="skip"),
            html.Header(
                html.Div(
                    [
                        html.Div(id=BRAND_ID),
                        html.Nav(
                            id=NAVIGATION_ID, className="nav", **attributes(aria_label=words.NAVIGATION)
                        ),
                    ],
                    className="top-row",
                ),
                className="top",
            ),
            html.Div(
                id=CONTROLS_ID, className="controls", role="search", **attributes(aria_label=words.CONTROLS)
            ),
            html.Main([html.Div(id=NOTICES_ID), html.Div(id=CONTENT_ID)], className="content"),
            html.Footer(id=FOOTER_ID, className="foot"),
        ]
    )


def register(app: Dash, store: Store) -> None:
    """Bind the frame to the address."""

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
    )
    def show(path: str | None, search: str | None, kept: dict[str, Any] | None) -> tuple[Any, ...]:
        note(part="shell")
        try:
            return _show(store, path or "/", search or "", kept)
        except OpennessError as error:
            failed = told(error)
        except BadRequest:
            raise
        except Exception:
            failed = unforeseen()
        return failed, no_update, words.APP_NAME, _brand("", is_demo=False), [], None, None, None

    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("openness", "title"), Input(TITLE_ID, "data")
    )


def _show(store: Store, path: str, search: str, kept: dict[str, Any] | None) -> tuple[Any, ...]:
    release = store.release
    if not release.years:
        brand = _brand(release.district, is_demo=release.is_demo)
        empty = message(words.NO_SCHEME_TITLE, words.NO_SCHEME)
        return empty, no_update, words.APP_NAME, brand, [], None, None, None
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
    title = words.APP_TITLE.format(page=page.name if page else words.PAGE_NOT_FOUND)
    frame = desk.ask("frame").iloc[0]
    return (
        content,
        view.to_json(),
        title,
        _brand(release.district, is_demo=release.is_demo, home=view.href("/")),
        _navigation(desk),
        _controls(desk),
        [html.P(text, className="notice", role="status") for text in view.notices],
        _footer(desk, frame),
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


def _brand(district: str, *, is_demo: bool, home: str = "/") -> list[Component]:
    """The product and district; a demonstration says so on every page."""
    parts: list[Component] = [
        html.A(
            [words.APP_NAME, html.Span(district, className="brand-district")], href=home, className="brand"
        )
    ]
    if is_demo:
        parts.append(html.Span(words.DEMO_LABEL, className="demo", title=words.DEMO_EXPLANATION))
    return parts


def _navigation(desk: Desk) -> list[Component]:
    view, reader = desk.view, desk.reader
    current, _ = find_page(view.path)
    return [
        html.A(
            [page.name, *_count(page, desk)],
            href=view.href(page.path),
            **attributes(aria_current="page" if page is current else "false"),
        )
        for page in PAGES
        if page.in_navigation and reader.may_open(page.path)
    ] + _account(reader)


def _count(page: Page, desk: Desk) -> list[Component]:
    """How many things wait for the reader, beside the page that lists them."""
    count = count_waiting(desk.reader, desk.store, desk.view.year) if page is INBOX else 0
    return (
        [html.Span(str(count), className="nav-count", title=inbox_words.TITLE.format(count=count))]
        if count
        else []
    )


def _account(reader: Reader) -> list[Component]:
    """Who is signed in, and the way out; nothing on a server without accounts."""
    if reader.role is None:
        return []
    told = access.SIGNED_IN_AS.format(name=reader.name, role=ROLES[reader.role])
    leave = html.Form(
        html.Button(access.SIGN_OUT, type="submit", className="sign-out"), method="post", action="/sign-out"
    )
    return [html.A(told, href="/password", className="account", title=access.CHANGE_PASSWORD), leave]


def _controls(desk: Desk) -> Component:
    view = desk.view
    years = html.Select(
        [
            html.Option(words.YEAR_OPTION.format(year=year), value=str(year), selected=year == view.year)
            for year in reversed(desk.store.years())
        ],
        name="year",
        id="shell-year",
    )
    as_of = dcc.Input(
        type="date",  # type: ignore[arg-type]  # the browser's own picker, in the reader's language
        name="as_of",
        id="shell-as-of",
        value=view.as_of.isoformat(),
        max=desk.store.closes_on(view.year).isoformat(),
    )
    date_row: list[Component] = [html.Label(words.AS_OF, htmlFor="shell-as-of", className="name"), as_of]
    if "as_of" in view.given:
        date_row.append(html.A(words.BACK_TO_DEFAULT_DATE, href=view.href(as_of=None)))
    if desk.reader.unit_id is not None:
        return html.Div(
            [_year_control(years), html.Div(date_row, className="control")], className="controls-row"
        )
    groups = desk.ask("groups")["group_name"].tolist()
    # from one unit's page a group leads to the list of its units
    path = view.path if view.unit_id is None else UNIT_PATH
    chosen = view.group or words.ALL_GROUPS if view.unit_id is None else None
    options = [(words.ALL_GROUPS, view.href(path, group=None), chosen == words.ALL_GROUPS)]
    options += [(group, view.href(path, group=group), chosen == group) for group in groups]
    return html.Div(
        [
            _year_control(years),
            html.Div(date_row, className="control"),
            choices(words.GROUP, options),
        ],
        className="controls-row",
    )


def _year_control(years: html.Select) -> html.Div:
    return html.Div(
        [html.Label(words.YEAR, htmlFor="shell-year", className="name"), years], className="control"
    )


def _footer(desk: Desk, frame: pd.Series) -> Component:
    release = desk.store.release
    facts = [
        words.FOOTER_DISTRICT.format(district=release.district) if release.district else None,
        words.FOOTER_SCHEME.format(name=frame["scheme_name"]),
        None if numbers.is_missing(frame["basis"]) else words.FOOTER_BASIS.format(basis=frame["basis"]),
        None
        if numbers.is_missing(frame["spot_floor_waived_by"])
        else words.FOOTER_WAIVER.format(document=frame["spot_floor_waived_by"]),
        words.FOOTER_AS_OF.format(as_of=numbers.day(desk.view.as_of)),
        words.FOOTER_GROUP.format(group=desk.view.group) if desk.view.group else None,
        words.FOOTER_RELEASE.format(release=release.release_id),
    ]
    lines = [html.Li(fact) for fact in facts if fact]
    if release.is_demo:
        lines.append(html.Li(html.Span(words.DEMO_EXPLANATION, className="demo")))
    return html.Ul(lines)
