"""管理: who has an account, and the log of what everybody did."""

from __future__ import annotations

from collections import deque
from datetime import datetime

from dash import html
from dash.development.base_component import Component

from dashboard.access.accounts import state_of
from dashboard.components.panel import list_panel
from dashboard.components.states import message, slot
from dashboard.desk import Desk, Parts
from dashboard.figures.chart import Column, Table
from dashboard.pages.page import Page
from dashboard.text import admin as words
from dashboard.text.commands import ACTIONS
from data.accounts.audit import Entry, broken_at, entries, remembered
from data.accounts.database import AccountsFile
from data.accounts.roles import ROLES
from data.accounts.users import User, Users

ACCOUNTS_ID, LOG_ID = "admin-accounts", "admin-log"
ENTRIES_SHOWN = 500


def layout() -> Component:
    """Return the empty page."""
    return html.Div(
        [html.H1(words.PAGE_ADMIN, className="page-title"), slot(ACCOUNTS_ID, 300), slot(LOG_ID, 400)]
    )


def draw_accounts(desk: Desk) -> Component:
    """Draw every account and whether it can sign in."""
    users = Users(AccountsFile(desk.store.layout.store)).all()
    if not users:
        return message(words.NO_ACCOUNTS, words.NO_ACCOUNTS_WHY)
    columns = (
        Column(words.COLUMN_LOGIN),
        Column(words.COLUMN_NAME),
        Column(words.COLUMN_ROLE),
        Column(words.COLUMN_UNIT),
        Column(words.COLUMN_STATE),
    )
    now = datetime.now()
    rows = tuple(_account_row(user, now) for user in users)
    title = words.ACCOUNTS_TITLE.format(count=len(users), open=sum(not user.is_disabled for user in users))
    return list_panel(Table(title, columns, rows), note=words.ACCOUNTS_NOTE)


def _account_row(user: User, now: datetime) -> tuple[str, ...]:
    return user.login, user.name, ROLES[user.role], user.unit_id or "", state_of(user, now)


def draw_log(desk: Desk) -> Component | None:
    """Draw the newest entries of the log, and whether the whole of it still holds together."""
    accounts = AccountsFile(desk.store.layout.store)
    newest = deque(entries(accounts), maxlen=ENTRIES_SHOWN)
    if not newest:
        return None
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
    broken = broken_at(accounts, remembered(accounts))
    title = words.LOG_TITLE.format(count=newest[-1].entry_no)
    if broken is not None:
        title = words.LOG_BROKEN.format(number=broken)
    rows = tuple(_entry_row(entry) for entry in reversed(newest))
    return list_panel(Table(title, columns, rows), note=words.LOG_NOTE.format(shown=ENTRIES_SHOWN))


def _entry_row(entry: Entry) -> tuple[str, ...]:
    return (
        str(entry.entry_no),
        entry.at[:19].replace("T", " "),
        entry.login,
        ROLES.get(entry.role, ""),
        entry.address,
        ACTIONS.get(entry.action, entry.action),
        entry.subject,
        entry.before,
        entry.after,
    )


PARTS: Parts = {ACCOUNTS_ID: draw_accounts, LOG_ID: draw_log}
PAGE = Page("/admin", words.PAGE_ADMIN, layout, PARTS)
