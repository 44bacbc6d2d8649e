"""管理: who has an account, and the log of what everybody did."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from dashboard.access.account_asks import ACCOUNT_STEPS
from dashboard.access.account_routes import ACCOUNTS_PATH, LOG_PATH
from dashboard.access.accounts import state_of
from dashboard.access.log_files import LOG_FILES, wanted_entries
from dashboard.components.account_lists import account_list, log_filters, log_panel
from dashboard.components.attributes import attributes
from dashboard.components.panel import panel
from dashboard.components.states import message, slot
from dashboard.components.work_form import Form, asked_form
from dashboard.desk import Desk, Parts
from dashboard.frames import each_row
from dashboard.pages.page import Page
from dashboard.text import admin as words
from dashboard.view import LOGGED
from data.accounts.audit import anchor, broken_at, remembered
from data.accounts.database import AccountsFile
from data.accounts.log import actions, count_entries, find_entries, people
from data.accounts.roles import ROLES
from data.accounts.users import User, Users

ACCOUNTS_ID, ACCOUNT_ID, FILTER_ID, LOG_ID = "admin-accounts", "admin-account", "admin-filter", "admin-log"
ENTRIES_SHOWN = 200


def layout() -> Component:
    """Return the empty page."""
    return html.Div(
        [
            html.H1(words.PAGE_ADMIN, className="page-title"),
            slot(ACCOUNTS_ID, 300),
            html.Div(id=ACCOUNT_ID, className="slot", **attributes(aria_live="polite")),
            html.Div(id=FILTER_ID, className="slot"),
            slot(LOG_ID, 400),
        ]
    )


def _accounts(desk: Desk) -> AccountsFile:
    return AccountsFile(desk.store.layout.store)


def _may_change(desk: Desk) -> bool:
    return desk.reader.role is not None and desk.reader.may_ask("POST /admin/accounts/<action>")


def draw_accounts(desk: Desk) -> Component:
    """Draw every account and whether it can sign in."""
    users = Users(_accounts(desk)).all()
    if not users:
        return message(words.NO_ACCOUNTS, words.NO_ACCOUNTS_WHY)
    return account_list(users, desk.view, may_change=_may_change(desk))


def draw_account(desk: Desk) -> Component | None:
    """Draw, for the administrator, the forms of the account that was chosen, else the one that makes an account."""
    if not _may_change(desk):
        return None
    login = desk.view.word("account")
    if login is None:
        form = _form(desk, "add", {}, note=words.ADD_NOTE)
        return panel(words.ADD, form)
    user = next((each for each in Users(_accounts(desk)).all() if each.login == login), None)
    if user is None:
        return message(words.NO_SUCH_ACCOUNT.format(login=login), words.NO_SUCH_ACCOUNT_WHY)
    return _changes(desk, user)


def _changes(desk: Desk, user: User) -> Component:
    told = {"login": user.login, "name": user.name, "role": ROLES[user.role]}
    title = words.CHANGE_TITLE.format(**told, state=state_of(user, datetime.now()))
    fixed = {"login": user.login}
    simple = ["enable" if user.is_disabled else "disable", "unlock", "reset", "sign_out"]
    return panel(
        title,
        _form(desk, "role", fixed, values={"role": user.role, "unit_id": user.unit_id}),
        html.Div([_form(desk, action, fixed) for action in simple], className="beside"),
        html.P(
            html.A(words.CLOSE, href=desk.view.href(account=None), className="button"), className="beside"
        ),
        note=words.CHANGE_NOTE,
    )


def _form(
    desk: Desk,
    action: str,
    fixed: dict[str, str],
    *,
    values: dict[str, str | None] | None = None,
    note: str | None = None,
) -> Component:
    step = ACCOUNT_STEPS[action]
    is_asked = {ask.name for ask in step.asks} > set(fixed)
    return asked_form(
        Form(f"{ACCOUNTS_PATH}/{action}", step.chinese, step.asks),
        fixed,
        values=values,
        options={"unit_id": _units(desk)} if is_asked else None,
        note=note,
    )


def _units(desk: Desk) -> list[tuple[str, str]]:
    units = each_row(desk.store.table("pages/unit_choices", as_of=desk.view.as_of))
    return [(unit.unit_id, words.UNIT_CHOICE.format(name=unit.name, unit_id=unit.unit_id)) for unit in units]


def draw_filter(desk: Desk) -> Component | None:
    """Draw the fields that choose entries of the log."""
    accounts = _accounts(desk)
    return log_filters(people(accounts), actions(accounts), desk.view) if accounts.exists() else None


def draw_log(desk: Desk) -> Component | None:
    """Draw a page of the entries that were asked for, and whether the whole log still holds together."""
    accounts = _accounts(desk)
    end = anchor(accounts)
    if end is None:
        return None
    stated = {name: desk.view.word(name) or "" for name in LOGGED}
    wanted = wanted_entries(stated)
    found = count_entries(accounts, wanted)
    pages = max(1, -(-found // ENTRIES_SHOWN))
    page = min(desk.view.number("page") or 1, pages)
    shown = list(find_entries(accounts, wanted, ENTRIES_SHOWN, (page - 1) * ENTRIES_SHOWN))
    broken = broken_at(accounts, remembered(accounts))
    title = words.LOG_TITLE if found == end.entry_no else words.LOG_FOUND
    title = title.format(count=end.entry_no, found=found)
    if broken is not None:
        title = words.LOG_BROKEN.format(number=broken)
    return log_panel(title, shown, page, pages, desk.view, _exports(desk, stated))


def _exports(desk: Desk, stated: dict[str, str]) -> list[Component]:
    if desk.reader.role is None or not desk.reader.may_ask("GET /admin/log/<kind>"):
        return []
    asked = urlencode({name: value for name, value in stated.items() if value})
    return [
        html.A(
            words.EXPORT.format(kind=kind.upper()),
            href=f"{LOG_PATH}/{kind}?{asked}",
            target="_blank",
            className="button",
        )
        for kind in LOG_FILES
    ]


PARTS: Parts = {
    ACCOUNTS_ID: draw_accounts,
    ACCOUNT_ID: draw_account,
    FILTER_ID: draw_filter,
    LOG_ID: draw_log,
}
PAGE = Page("/admin", words.PAGE_ADMIN, layout, PARTS)
