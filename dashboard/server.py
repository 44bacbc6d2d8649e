"""The web application: the Dash app on its Flask server, its HTML page, its files, and how it is served."""

from __future__ import annotations

import json
import os
import re
import sys
import threading
import webbrowser
from collections.abc import Callable, Mapping
from functools import cached_property, partial
from html import escape
from pathlib import Path

os.environ.setdefault("DASH_DISABLE_VERSION_CHECK", "true")  # dash calls home otherwise

from dash import Dash
from dash.exceptions import DependencyException
from flask import Flask, Response, jsonify
from werkzeug.middleware.proxy_fix import ProxyFix

from dashboard import shell
from dashboard.access.account_routes import install_accounts
from dashboard.access.gate import LARGEST_BODIES, install_gate, is_this_machine
from dashboard.access.sign_in import install_sign_in
from dashboard.answers import Answers
from dashboard.delivery import Compression
from dashboard.desk import hang
from dashboard.exports.job_routes import install_jobs
from dashboard.exports.renderer import RENDERER, renderer_state
from dashboard.exports.routes import install
from dashboard.first_visit import FirstVisit, as_json, first_visit
from dashboard.page_files import asset_address, install_page_files, warm
from dashboard.pages import PAGES
from dashboard.request_log import install_request_log
from dashboard.settings import ASSETS_FOLDER, Settings
from dashboard.text import frame as words
from dashboard.upload_routes import install_uploads
from dashboard.work_routes import install_work
from data.accounts.database import AccountsFile
from data.damage import demand_whole
from data.errors import OpennessError, UsageError
from data.layout import Layout
from data.logs import log, place_of_log, write_log
from data.release import Writer
from data.store import Store
from data.system import is_root, try_port, when_told_to_end

CONTENT_POLICY = (
    "default-src 'self'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; connect-src 'self'; object-src 'none'; base-uri 'self'; "
    "frame-ancestors 'none'; form-action 'self'"
)
PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" type="image/svg+xml" href="{icon}">
<link rel="preload" as="script" href="{plotly}">
{css}
<script src="{check}"></script>
</head>
<body>
<div class="too-old" role="alert">{too_old}</div>
<noscript>{needs_script}</noscript>
<div id="react-entry-point"><div class="_dash-loading start">{loading}</div></div>
<script id="first-layout" type="application/json">{layout}</script>
<script id="first-callbacks" type="application/json">{callbacks}</script>
{config}
{scripts}
<script src="{plotly}"></script>
{renderer}
</body>
</html>"""
TITLE, LAYOUT = "{title}", "{layout}"
# what Dash adds for browsers too old for these pages, but for the one piece its scripts need (regenerator-runtime),
# and tables that no page has: 0.1 s of every first visit
_UNUSED = re.compile(r'<script src="[^"]*/(?:deps/polyfill@|dash_table/)[^"]*"></script>')
# the last of the scripts that Dash would otherwise ask for when it finds a chart, and what comes with it
_GRAPH = re.compile(r'(<script src="[^"]*/dcc/)dash_core_components-shared(\.[^"]*"></script>)')
_CONFIG = re.compile(r">(\{.*\})</script>$", re.DOTALL)
# what Dash would tell every visitor about the server
_UNTOLD = ("dash_version", "python_version", "plotly_version", "ddk_version", "dash_version_url")


class Application(Dash):
    """Dash with a page of our own: Chinese, without version numbers, with the check for old browsers."""

    first_visit: Callable[[], FirstVisit]
    """What the page of the request being answered holds."""

    def index(self, *_: object, **__: object) -> str:
        """Return the page of the address asked for."""
        visit = self.first_visit()
        return self.frame.replace(TITLE, escape(visit.title), 1).replace(LAYOUT, visit.layout, 1)

    @cached_property
    def frame(self) -> str:
        """The HTML of every page, with TITLE and LAYOUT where its own come."""
        return str(super().index())  # type: ignore[no-untyped-call]

    def interpolate_index(self, *_: str, **parts: str) -> str:
        """Return the HTML page around Dash's parts."""
        return PAGE.format(
            title=TITLE,
            icon=asset_address("favicon.svg"),
            css=parts["css"],
            check=asset_address("oldbrowser.js"),
            too_old=words.BROWSER_TOO_OLD,
            needs_script=words.NEEDS_SCRIPT,
            loading=words.LOADING,
            layout=LAYOUT,
            callbacks=as_json(self._callback_list),
            config=_CONFIG.sub(_without_versions, parts["config"]),
            scripts=_GRAPH.sub(r"\g<0>\n\1async-graph\2", _UNUSED.sub("", parts["scripts"])),
            plotly=asset_address("plotly.js"),
            renderer=parts["renderer"],
        )


def _without_versions(match: re.Match[str]) -> str:
    config = {key: "" if key in _UNTOLD else value for key, value in json.loads(match[1]).items()}
    return f">{as_json(config)}</script>"


def create_app(store_path: Path | str) -> Application:
    """Return the application over a store; its Flask server is `.server`.

    A store made by another edition of the program is upgraded first; then it is opened for reading.
    StoreMissing when there is none, StoreDamaged when it cannot be read.
    """
    settings = Settings.from_environment()
    Writer(Path(store_path)).upgrade()
    store = Store(Path(store_path), settings.memory_mb)
    _ = store.release  # raises where it cannot be read
    app = Application(
        "dashboard",
        assets_folder=str(ASSETS_FOLDER),
        include_assets_files=False,
        external_stylesheets=[asset_address("pages.css")],
        external_scripts=[asset_address("pages.js")],
        pages_folder="",
        use_pages=False,
        title=words.APP_NAME,
        update_title="",
        suppress_callback_exceptions=True,
        add_log_handler=False,
    )
    app.layout = shell.layout
    shell.register(app, store)
    for page in PAGES:
        hang(app, store, page.parts)
    install_request_log(app.server, store)
    install_gate(app.server, store, lambda: app.callback_map)
    answers = Answers(part for page in PAGES if page.shows_release for part in page.parts)
    answers.install(app.server, store)
    app.first_visit = partial(first_visit, store, answers)
    install_sign_in(app.server, store, settings)
    install_jobs(app.server, store)
    install(app.server, store)
    install_uploads(app.server, store)
    install_work(app.server, store, settings)
    install_accounts(app.server, store)
    app.server.register_error_handler(DependencyException, _no_script)
    install_page_files(app.server)
    _add_health(app.server, store)
    _add_content_policy(app)
    Compression().install(app.server)
    return app


def _no_script(_: Exception) -> Response:
    """What an address of a script is answered with that Dash does not have; a stranger may ask for any."""
    return Response(words.PAGE_NOT_FOUND, status=404, mimetype="text/plain")


def _add_health(server: Flask, store: Store) -> None:
    @server.get("/healthz")
    def healthz() -> tuple[Response, int]:
        """200 with the release when the store can be read, else 503 with the reason."""
        try:
            return jsonify(status="ok", release=store.verify().release_id), 200
        except OpennessError as error:
            return jsonify(status="failed", reason=str(error)), 503


def _add_content_policy(app: Application) -> None:
    """Forbid the page to ask any other host for anything."""
    known: dict[str, str] = {}

    @app.server.after_request  # type: ignore[untyped-decorator]
    def add(response: Response) -> Response:
        if response.mimetype == "text/html":
            if "policy" not in known:
                known["policy"] = CONTENT_POLICY.format(hashes=" ".join(app.csp_hashes()))
            response.headers["Content-Security-Policy"] = known["policy"]
        return response


def serve(
    store: Path | str | None = None,
    host: str | None = None,
    port: int | None = None,
    *,
    opens_browser: bool = False,
) -> None:
    """Serve with waitress until stopped; what is not given comes from the environment.

    `opens_browser` shows the first page in the default browser, where there is a screen to show it on.

    Raises UsageError for an address that other machines reach, while the store has no accounts, and for one that
    cannot be had, such as that of another server.
    """
    import waitress

    settings = Settings.from_environment()
    host, port = host or settings.host, port or settings.port
    path = Path(store or settings.store)
    logged = place_of_log(settings.log, path, port)
    write_log(logged)
    if not AccountsFile(path).exists():
        _refuse_other_machines(host)
        if settings.behind_proxy:
            raise UsageError(words.NO_PROXY_WITHOUT_ACCOUNTS)
    _demand_port(host, port)
    if Layout(path).exists():
        demand_whole(Layout(path))
    app = create_app(path)
    if settings.behind_proxy:
        app.server.wsgi_app = ProxyFix(app.server.wsgi_app, x_for=1, x_proto=1, x_host=1)
    with app.server.test_request_context("/"):
        page = app.frame
    warm(app.server, page)
    threading.Thread(target=_test_renderer, name="renderer test", daemon=True).start()
    when_told_to_end(_leave)
    log("started", release=Layout(path).current_id(), threads=settings.threads)
    try:
        _say_where(f"http://{host}:{port}/", logged, opens_browser=opens_browser)
        waitress.serve(
            app.server,
            host=host,
            port=port,
            threads=settings.threads,
            ident=None,
            max_request_body_size=max(LARGEST_BODIES.values()),
            _quiet=True,
        )
    finally:
        log("stopped")


def _say_where(address: str, logged: str, *, opens_browser: bool) -> None:
    """Tell the person at the machine where the pages are, where the log is, and what is unwise."""
    at = words.LOGGING.format(file=logged) if logged else ""
    print(words.SERVING.format(address=address) + at, flush=True)
    if is_root():
        print(words.AS_ROOT, flush=True)
    if opens_browser and has_screen():
        threading.Timer(1.0, webbrowser.open, [address]).start()


def _leave(*_: object) -> None:
    """End like Ctrl+C does, so that uploads and exports kept for readers are deleted."""
    raise SystemExit(0)


def _test_renderer() -> None:
    """Say at the start what this machine lacks to make pictures; the browser opens again with the first of them."""
    is_ready, told = renderer_state()
    RENDERER.close()
    if not is_ready:
        print(told, flush=True)


def has_screen(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Whether a browser window can be shown: Windows and macOS, elsewhere a graphical session."""
    return platform in ("win32", "darwin") or bool(
        environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")
    )


def _refuse_other_machines(host: str) -> None:
    """Only this machine may open the pages while nobody signs in."""
    if not is_this_machine(host):
        raise UsageError(words.ONLY_THIS_MACHINE.format(host=host))


def _demand_port(host: str, port: int) -> None:
    try:
        try_port(host, port)
    except OSError as error:
        raise UsageError(words.NO_PORT.format(host=host, port=port, reason=error.strerror)) from error
