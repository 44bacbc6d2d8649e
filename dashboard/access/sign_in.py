"""Signing in, signing out, changing the password: plain pages that need no script."""

from __future__ import annotations

from flask import Flask, Response, g, make_response, redirect, render_template_string, request
from werkzeug.wrappers import Response as AnyResponse

from dashboard.access.gate import COOKIE
from dashboard.settings import Settings
from dashboard.text import access as words
from dashboard.text import frame
from data.accounts.database import AccountsFile
from data.accounts.sessions import OPEN_FOR, Sessions, SignInRefused
from data.accounts.users import Users
from data.errors import UsageError
from data.store import Store

_PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ title }} · {{ product }}</title>
<link rel="icon" type="image/svg+xml" href="/assets/favicon.svg">
<link rel="stylesheet" href="/assets/tokens.css">
<link rel="stylesheet" href="/assets/sign_in.css">
</head>
<body>
<main>
<h1>{{ product }}{% if district %} <small>{{ district }}</small>{% endif %}</h1>
{% if told %}<p class="told" role="alert">{{ told }}</p>{% endif %}
<form method="post" action="{{ action }}">
{% for field in fields %}
<label for="{{ field.name }}">{{ field.label }}</label>
<input id="{{ field.name }}" name="{{ field.name }}" type="{{ field.type }}"
 autocomplete="{{ field.autocomplete }}" required{% if loop.first %} autofocus{% endif %}>
{% endfor %}
<button type="submit">{{ button }}</button>
</form>
{% if leave %}<form method="post" action="/sign-out">
<input type="hidden" name="everywhere" value="yes">
<button type="submit" class="leave">{{ leave }}</button>
</form>{% endif %}
</main>
</body>
</html>"""
_SIGN_IN_FIELDS = (
    {"name": "login", "label": words.LOGIN, "type": "text", "autocomplete": "username"},
    {"name": "password", "label": words.PASSWORD, "type": "password", "autocomplete": "current-password"},
)
_PASSWORD_FIELDS = (
    {"name": "old", "label": words.OLD_PASSWORD, "type": "password", "autocomplete": "current-password"},
    {"name": "new", "label": words.NEW_PASSWORD, "type": "password", "autocomplete": "new-password"},
    {"name": "again", "label": words.NEW_PASSWORD_AGAIN, "type": "password", "autocomplete": "new-password"},
)


def install_sign_in(server: Flask, store: Store, settings: Settings) -> None:
    """Add the pages of signing in to a server; they answer only where there are accounts."""
    accounts = AccountsFile(store.layout.store)
    sessions, users = Sessions(accounts), Users(accounts)

    @server.get("/sign-in")
    def sign_in() -> AnyResponse:
        return _sign_in_page(store, "") if accounts.exists() else redirect("/")

    @server.post("/sign-in")
    def open_session() -> AnyResponse:
        if not accounts.exists():
            return redirect("/")
        try:
            token = sessions.sign_in(
                request.form.get("login", "")[:200],
                request.form.get("password", "")[:1000],
                request.remote_addr or "",
            )
        except SignInRefused as error:
            return _sign_in_page(store, str(error), 401)
        answer = redirect(_inner(request.args.get("next", "/")))
        _set_cookie(answer, token, settings)
        return answer

    @server.post("/sign-out")
    def close_session() -> AnyResponse:
        sessions.sign_out(request.cookies.get(COOKIE, ""), everywhere="everywhere" in request.form)
        answer = redirect("/sign-in")
        answer.delete_cookie(COOKIE)
        return answer

    @server.get("/password")
    def password() -> AnyResponse:
        return _password_page(store, words.CHANGE_FIRST if g.reader.must_change else "")

    @server.post("/password")
    def change_password() -> AnyResponse:
        reader = g.reader
        old, new, again = (request.form.get(name, "")[:1000] for name in ("old", "new", "again"))
        if new != again:
            return _password_page(store, words.NOT_THE_SAME, 400)
        try:
            sessions.check_password(reader.login, old, reader.address)
            users.change_password(reader.actor, reader.login, new)
        except SignInRefused as error:
            return _password_page(store, str(error), 400)
        except UsageError as error:
            return _password_page(store, str(error), 400)
        answer = _sign_in_page(store, words.CHANGED)
        answer.delete_cookie(COOKIE)
        return answer


def _set_cookie(answer: AnyResponse, token: str, settings: Settings) -> None:
    answer.set_cookie(
        COOKIE,
        token,
        max_age=int(OPEN_FOR.total_seconds()),
        httponly=True,
        samesite="Lax",
        secure=request.is_secure or settings.behind_proxy,
    )


def _inner(address: str) -> str:
    """The address on this server to go on to; the first page for any other."""
    is_inner = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if is_inner and address.isprintable() else "/"


def _sign_in_page(store: Store, told: str, code: int = 200) -> Response:
    action = request.full_path.rstrip("?") if request.path == "/sign-in" else "/sign-in"
    return _page(store, words.SIGN_IN, words.SIGN_IN, action, _SIGN_IN_FIELDS, told, code)


def _password_page(store: Store, told: str, code: int = 200) -> Response:
    return _page(store, words.CHANGE_PASSWORD, words.CHANGE, "/password", _PASSWORD_FIELDS, told, code)


def _page(
    store: Store,
    title: str,
    button: str,
    action: str,
    fields: tuple[dict[str, str], ...],
    told: str,
    code: int,
) -> Response:
    page = render_template_string(
        _PAGE,
        title=title,
        product=frame.APP_NAME,
        district=store.district,
        told=told,
        action=action,
        fields=fields,
        button=button,
        leave=words.EVERYWHERE if action == "/password" else "",
    )
    return make_response(page, code)
