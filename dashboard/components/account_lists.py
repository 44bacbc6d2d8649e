"""Accounts and the audit log as 管理 shows them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.access.accounts import state_of
from dashboard.access.log_words import action_name, readable, subject_words
from dashboard.components.attributes import attributes
from dashboard.components.data_table import data_table, link
from dashboard.components.panel import list_panel, panel
from dashboard.figures.chart import Cell, Column, Table
from dashboard.text import admin as words
from dashboard.view import View
from data.accounts.audit import Entry
from data.accounts.roles import ROLES
from data.accounts.users import User

ACCOUNT_PLACE = "#admin-account"


def account_list(users: Sequence[User], view: View, *, may_change: bool) -> html.Section:
    """Return every account and whether it can sign in; each leads to its forms for whoever may change it."""
    columns = (
        Column(words.COLUMN_LOGIN),
        Column(words.COLUMN_NAME),
        Column(words.COLUMN_ROLE),
        Column(words.COLUMN_UNIT),
        Column(words.COLUMN_STATE),
        *([Column(words.COLUMN_ACT, "link")] if may_change else []),
    )
    now = datetime.now()
    rows = tuple(_account_row(user, now, view, may_change=may_change) for user in users)
    title = words.ACCOUNTS_TITLE.format(count=len(users), open=sum(not user.is_disabled for user in users))
    return list_panel(Table(title, columns, rows))


def _account_row(user: User, now: datetime, view: View, *, may_change: bool) -> tuple[Cell, ...]:
    told = (user.login, user.name, ROLES[user.role], user.unit_id or "", state_of(user, now))
    if not may_change:
        return told
    return (*told, link(words.MANAGE, view.href(account=user.login) + ACCOUNT_PLACE))


def log_filters(people: Sequence[str], actions: Sequence[str], view: View) -> html.Div:
    """Return the fields that choose entries; each puts its value into the address."""
    who = [("", words.ANYBODY), *((login, login) for login in people)]
    what = [("", words.ANYTHING), *((action, action_name(action)) for action in actions)]
    return html.Div(
        [
            _select("who", words.COLUMN_LOGIN, who, view),
            _select("what", words.COLUMN_ACTION, what, view),
            _input("since", words.SINCE, "date", view),
            _input("until", words.UNTIL, "date", view),
            _input("text", words.TEXT, "search", view),
        ],
        className="filters",
        role="search",
        **attributes(aria_label=words.FILTER, data_in_address="yes"),
    )


def _select(name: str, label: str, options: Sequence[tuple[str, str]], view: View) -> html.Div:
    chosen = view.word(name) or ""
    offered = [html.Option(shown, value=value, selected=value == chosen) for value, shown in options]
    field = html.Select(offered, name=name, id=f"log-{name}")
    return _control(name, label, field)


def _input(name: str, label: str, kind: str, view: View) -> html.Div:
    field = dcc.Input(
        type=kind,  # type: ignore[arg-type]  # the browser's own date picker
        name=name,
        id=f"log-{name}",
        value=view.word(name) or "",
    )
    return _control(name, label, field)


def _control(name: str, label: str, field: Component) -> html.Div:
    return html.Div([html.Label(label, htmlFor=f"log-{name}", className="name"), field], className="control")


def log_panel(
    title: str, entries: Sequence[Entry], page: int, pages: int, view: View, exports: Sequence[Component]
) -> html.Section:
    """Return a page of entries, the newest first, the way to the next, and the links that fetch them as files."""
    columns = (
        Column(words.COLUMN_NUMBER, "number"),
        Column(words.COLUMN_AT, "date"),
        Column(words.COLUMN_LOGIN),
        Column(words.COLUMN_ROLE, detail=True),
        Column(words.COLUMN_ADDRESS, detail=True),
        Column(words.COLUMN_ACTION),
        Column(words.COLUMN_SUBJECT, "prose"),
        Column(words.COLUMN_BEFORE, "prose", detail=True),
        Column(words.COLUMN_AFTER, "prose", detail=True),
    )
    table = Table(title, columns, tuple(_entry_row(entry) for entry in entries))
    foot = [html.P([*_turns(page, pages, view), *exports], className="beside")]
    return panel(title, data_table(table, scrolls=True), *foot, note=words.LOG_NOTE)


def _turns(page: int, pages: int, view: View) -> list[Component]:
    turns: list[Component] = []
    if page > 1:
        turns.append(html.A(words.NEWER, href=view.href(page=page - 1), className="button"))
    turns.append(html.Span(words.LOG_PAGE.format(page=page, pages=pages)))
    if page < pages:
        turns.append(html.A(words.OLDER, href=view.href(page=page + 1), className="button"))
    return turns


def _entry_row(entry: Entry) -> tuple[str, ...]:
    before, after = readable(entry.before, entry.after)
    return (
        *(str(entry.entry_no), entry.at[:19].replace("T", " "), entry.login, ROLES.get(entry.role, "")),
        *(
            words.LOCAL if entry.address == "local" else entry.address,
            action_name(entry.action),
            subject_words(entry.action, entry.subject),
            before,
            after,
        ),
    )
