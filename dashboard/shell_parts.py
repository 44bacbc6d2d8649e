"""What stands around every page: product and district, navigation, year, date and group, the facts of the foot."""

from __future__ import annotations

import pandas as pd
from dash import dcc, html
from dash.development.base_component import Component

from dashboard.access.reader import Reader
from dashboard.components.attributes import attributes
from dashboard.components.choices import choices
from dashboard.desk import Desk
from dashboard.inbox import count_waiting
from dashboard.pages import INBOX, PAGES, UNIT_PATH, find_page
from dashboard.pages.page import Page
from dashboard.text import access, numbers
from dashboard.text import frame as words
from dashboard.text import inbox as inbox_words
from data.accounts.roles import ROLES


def brand(district: str, *, is_demo: bool, home: str = "/") -> list[Component]:
    """The product and district; a demonstration says so on every page."""
    parts: list[Component] = [
        html.A(
            [words.APP_NAME, html.Span(district, className="brand-district")], href=home, className="brand"
        )
    ]
    if is_demo:
        parts.append(html.Span(words.DEMO_LABEL, className="demo", title=words.DEMO_EXPLANATION))
    return parts


def navigation(desk: Desk) -> list[Component]:
    """The pages for this reader, and who that is."""
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


def controls(desk: Desk) -> Component:
    """The choice of year, date and, for the office, group."""
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


def footer(desk: Desk, frame: pd.Series) -> Component:
    """What the page's numbers come from; `frame`: the row of queries/pages/frame.sql."""
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
