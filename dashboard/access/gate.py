"""Nothing is answered to a stranger: one check before every request, deny by default.

Without accounts the server is for this machine alone and asks nobody. With accounts every request needs a session whose
role the table in permissions.py lets through; callbacks are judged part by part. A refusal is written down.
"""

from __future__ import annotations

import contextlib
import ipaddress
import threading
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from dashboard.access.callback_bodies import BoundedJson, Callbacks, is_callback
from dashboard.access.permissions import CALLBACKS, NOBODY_NEEDED, OWN_ACCOUNT, may_ask
from dashboard.access.reader import Reader
from dashboard.access.trail import REFUSALS, write_refusal
from dashboard.attachments import LARGEST_FILE, MOST_FILES
from dashboard.text import access as words
from dashboard.uploads import MOST_BYTES
from data.accounts.database import AccountsFile
from data.accounts.sessions import Sessions
from data.errors import OpennessError, StoreMissing
from data.store import Store

COOKIE = "openness_session"
ASKING_HEADER = "X-Openness"  # the scripts of our pages send it; no form of another site can
LARGEST_BODY = 1_000_000  # bytes of a request, callbacks included
LARGEST_BODIES = {
    "POST /data/uploads": MOST_BYTES + LARGEST_BODY,
    "POST /work/<step>": MOST_FILES * LARGEST_FILE + LARGEST_BODY,
    "POST /sign-in": 64_000,
    "POST /password": 64_000,
    "POST /admin/accounts/<action>": 64_000,
}


def install_gate(server: Flask, store: Store, callbacks: Callable[[], Callbacks]) -> None:
    """Put the check before every request of a server; it stands before all others.

    `callbacks` answers the application's own, by what they fill.
    """
    server.json = BoundedJson(server)
    accounts = AccountsFile(store.layout.store)
    with contextlib.suppress(StoreMissing):
        accounts.upgrade()
    sessions = Sessions(accounts)

    is_guarded = threading.Event()  # once there were accounts, a lost file opens nothing
    if accounts.exists():
        is_guarded.set()

    @server.errorhandler(OpennessError)
    def unreadable(error: OpennessError) -> AnyResponse:
        """What a file that cannot be read or written is answered with: why, and what to do."""
        return _refused(str(error), 503)

    @server.before_request
    def check() -> AnyResponse | None:
        REFUSALS.settle()
        route = f"{'GET' if request.method == 'HEAD' else request.method} {request.url_rule}"
        request.max_content_length = LARGEST_BODIES.get(route, LARGEST_BODY)
        if request.method != "GET" and _is_foreign():
            return _refused(words.OTHER_SITE, 403)
        if not is_guarded.is_set():
            if not accounts.exists():
                g.reader = Reader()
                is_here = is_this_machine(host_name())
                return _refuse_odd(route, callbacks) if is_here else _refused(words.ONLY_HERE, 403)
            is_guarded.set()
        if not accounts.exists() or route in NOBODY_NEEDED:
            return None if accounts.exists() else _refused(words.ACCOUNTS_LOST, 503)
        session = sessions.find(request.cookies.get(COOKIE, ""))
        if session is None:
            return _sign_in_first(route)
        g.reader = Reader.of(session)
        return _judge(g.reader, route, store) or _refuse_odd(route, callbacks)


def _judge(reader: Reader, route: str, store: Store) -> AnyResponse | None:
    """The refusal of a signed-in reader's request, None when it may go on."""
    if reader.must_change and route not in OWN_ACCOUNT:
        return redirect("/password") if _is_page(route) else _refused(words.CHANGE_FIRST, 401)
    if _may(reader, route):
        return None
    write_refusal(store.layout, route, f"{route} {request.path}", reader)
    return _refused(words.NOT_FOR_YOU, 403)


def is_this_machine(host: str) -> bool:
    """Whether a host name or address means the machine itself."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def asked_by_our_page() -> bool:
    """Whether a script of our own pages sent the request."""
    return ASKING_HEADER in request.headers


def host_name() -> str:
    """The host the browser asked for: another name for this machine may be another site's trick."""
    return (urlsplit(f"//{request.host}").hostname or "") if request.host else ""


def _is_foreign() -> bool:
    """Whether another site's page sent the request: browsers say so, and no page can make them say otherwise."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = request.headers.get("Origin")
    return origin is not None and urlsplit(origin).netloc != request.host


def _may(reader: Reader, route: str) -> bool:
    if not may_ask(reader.role or "", route):
        return False
    return route != CALLBACKS or all(reader.may_draw(part) for part in _parts(request.get_json(silent=True)))


def _parts(body: Any) -> list[str]:
    """The ids of the components that a callback would fill; one that nobody may fill for a body of another shape."""
    output = body.get("output") if isinstance(body, dict) else None
    if not isinstance(output, str) or not output:
        return ["?"]
    return [each.rpartition(".")[0] for each in output.strip(".").split("...")]


def _refuse_odd(route: str, callbacks: Callable[[], Callbacks]) -> AnyResponse | None:
    """The refusal of a callback whose body is not as our pages send it, None for any other request."""
    if route != CALLBACKS or is_callback(request.get_json(silent=True), callbacks()):
        return None
    return _refused(words.ASK_FROM_THE_PAGE, 400)


def _is_page(route: str) -> bool:
    return route in ("GET /", "GET /<path:path>")


def _sign_in_first(route: str) -> AnyResponse:
    """A page leads to the sign-in page and back; anything else is refused, so that no script takes it for an answer."""
    if not _is_page(route):
        return _refused(words.SIGN_IN_FIRST, 401)
    return redirect(url_for("sign_in", next=request.full_path.rstrip("?")))


def _refused(message: str, code: int) -> Response:
    return Response(message, status=code, mimetype="text/plain")
