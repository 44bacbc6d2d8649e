"""Signing in, signing out, changing the password: plain pages that need no script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import Flask, Response, g, make_response, redirect, render_template_string, request
from werkzeug.wrappers import Response as AnyResponse

from dashboard.access.gate import COOKIE, host_name, is_this_machine
from dashboard.settings import Settings
from dashboard.text import access as words
from dashboard.text import frame
from data.accounts.database import AccountsFile
from data.accounts.roles import ROLES
from data.accounts.sessions import OPEN_FOR, Sessions, SignInRefused
from data.accounts.users import PASSWORD_RULE, User, Users
from data.demo.readers import readers
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
{% if field.hint %}<p class="hint" id="{{ field.name }}-hint">{{ field.hint }}</p>{% endif %}
<input id="{{ field.name }}" name="{{ field.name }}" type="{{ field.type }}"
 autocomplete="{{ field.autocomplete }}"
{% if field.hint %} aria-describedby="{{ field.name }}-hint"{% endif %}
 required{% if loop.first %} autofocus{% endif %}>
{% endfor %}
<button type="submit">{{ button }}</button>
</form>
{% if readers %}<form method="post" action="{{ action }}" class="readers">
<h2><span class="demo">{{ demo_label }}</span> {{ readers_title }}</h2>
{% for reader in readers %}<button name="reader" value="{{ reader.login }}">
<strong>{{ reader.name }}</strong> <span>{{ reader.role }}</span></button>
{% endfor %}</form>
<p class="demo-note">{{ demo_explanation }}</p>{% endif %}
{% if leave %}<form method="post" action="/sign-out">
<input type="hidden" name="everywhere" value="yes">
<button type="submit" class="leave">{{ leave }}</button>
</form>{% endif %}
</main>
</body>
</html>"""
_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via")  # another machine may stand behind these
_SIGN_IN_FIELDS = (
    {"name": "login", "label": words.LOGIN, "type": "text", "autocomplete": "username"},
    {"name": "password", "label": words.PASSWORD, "type": "password", "autocomplete": "current-password"},
)
_PASSWORD_FIELDS = (
    {"name": "old", "label": words.OLD_PASSWORD, "type": "password", "autocomplete": "current-password"},
    {
        "name": "new",
        "label": words.NEW_PASSWORD,
        "type": "password",
        "autocomplete": "new-password",
        "hint": PASSWORD_RULE,
    },
    {"name": "again", "label": words.NEW_PASSWORD_AGAIN, "type": "password", "autocomplete": "new-password"},
)


def install_sign_in(server: Flask, store: Store, settings: Settings) -> None:
    """Add the pages of signing in to a server; they answer only where there are accounts."""
    accounts = AccountsFile(store.layout.store)
    sessions, users = Sessions(accounts), Users(accounts)

    @server.get("/sign-in")
    def sign_in() -> AnyResponse:
        return _sign_in_page(store, settings, "") if accounts.exists() else redirect("/")

    @server.post("/sign-in")
    def open_session() -> AnyResponse:
        if not accounts.exists():
            return redirect("/")
        try:
            token = _open_session(store, sessions, settings)
        except SignInRefused as error:
            return _sign_in_page(store, settings, str(error), 401)
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
        answer = _sign_in_page(store, settings, words.CHANGED)
        answer.delete_cookie(COOKIE)
        return answer


def _open_session(store: Store, sessions: Sessions, settings: Settings) -> str:
    """Open a session for a password, or for a button of the demonstration; returns its token."""
    address = request.remote_addr or ""
    reader = request.form.get("reader")
    if reader is None:
        login, password = request.form.get("login", "")[:200], request.form.get("password", "")[:1000]
        return sessions.sign_in(login, password, address)
    if reader not in {user.login for user in _readers(store, settings)}:
        raise SignInRefused(words.READERS_GONE)
    return sessions.sign_in_reader(reader, address)


def _readers(store: Store, settings: Settings) -> list[User]:
    """The demonstration's readers for whoever sits at this very machine, nobody for all others and other stores."""
    is_here = is_this_machine(request.remote_addr or "") and is_this_machine(host_name())
    is_forwarded = settings.behind_proxy or any(header in request.headers for header in _FORWARDED)
    return readers(store.layout.store) if store.is_demo and is_here and not is_forwarded else []


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


def _sign_in_page(store: Store, settings: Settings, told: str, code: int = 200) -> Response:
    action = request.full_path.rstrip("?") if request.path == "/sign-in" else "/sign-in"
    shown = [
        {"login": user.login, "name": user.name, "role": ROLES[user.role]}
        for user in _readers(store, settings)
    ]
    return _page(store, words.SIGN_IN, words.SIGN_IN, action, _SIGN_IN_FIELDS, told, code, shown)


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
    shown: Sequence[Mapping[str, str]] = (),
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
        readers=shown,
        readers_title=words.READERS_TITLE,
        demo_label=frame.DEMO_LABEL,
        demo_explanation=frame.DEMO_EXPLANATION,
        leave=words.EVERYWHERE if action == "/password" else "",
    )
    return make_response(page, code)
