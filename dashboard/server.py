"""The web application: the Dash app on its Flask server, its HTML page, its files, and how it is served."""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
import threading
import webbrowser
from collections.abc import Mapping
from pathlib import Path

os.environ.setdefault("DASH_DISABLE_VERSION_CHECK", "true")  # dash calls home otherwise

from dash import Dash, html
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
from data.logs import log, write_log
from data.release import Writer
from data.store import Store
from data.system import is_root, try_port, when_told_to_end

STYLES = (
    "tokens.css",
    "frame.css",
    "components.css",
    "method.css",
    "readers.css",
    "reports.css",
    "work.css",
    "record.css",
    "matter.css",
)
# in this order, before Dash's own scripts: the small bundle keeps Dash from fetching the full one
SCRIPTS = (
    "vendor/plotly-basic-4.1.1.min.js",
    "vendor/plotly-zh-cn.js",
    "plotlyconfig.js",
    "drawing.js",
    "vendor/regenerator-runtime-0.14.1.js",
    "address.js",
    "tables.js",
    "sorting.js",
    "compare.js",
    "charts.js",
    "trial.js",
    "print.js",
    "exports.js",
    "uploads.js",
    "work.js",
)
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
{css}
<script src="{check}"></script>
</head>
<body>
<div class="too-old" role="alert">{too_old}</div>
<noscript>{needs_script}</noscript>
<div id="react-entry-point"><div class="_dash-loading start">{loading}</div></div>
{config}
{scripts}
{renderer}
</body>
</html>"""
# what Dash adds for browsers too old for these pages, but for the one piece its scripts need (regenerator-runtime),
# and tables that no page has: 0.1 s of every first visit
_UNUSED = re.compile(r'<script src="[^"]*/(?:deps/polyfill@|dash_table/)[^"]*"></script>')
_CONFIG = re.compile(r">(\{.*\})</script>$", re.DOTALL)
# what Dash would tell every visitor about the server
_UNTOLD = ("dash_version", "python_version", "plotly_version", "ddk_version", "dash_version_url")


class Application(Dash):
    """Dash with a page of our own: Chinese, without version numbers, with the check for old browsers."""

    def interpolate_index(self, *_: str, **parts: str) -> str:
        """Return the HTML page around Dash's parts."""
        return PAGE.format(
            title=words.APP_NAME,
            icon=asset_address("favicon.svg"),
            css=parts["css"],
            check=asset_address("oldbrowser.js"),
            too_old=words.BROWSER_TOO_OLD,
            needs_script=words.NEEDS_SCRIPT,
            loading=words.LOADING,
            config=_CONFIG.sub(_without_versions, parts["config"]),
            scripts=_UNUSED.sub("", parts["scripts"]),
            renderer=parts["renderer"],
        )


def _without_versions(match: re.Match[str]) -> str:
    config = {key: "" if key in _UNTOLD else value for key, value in json.loads(match[1]).items()}
    return f">{json.dumps(config).replace('<', chr(92) + 'u003c')}</script>"


def asset_address(name: str) -> str:
    """Return the address of a file in assets/, with its digest, so that it can be kept for a year."""
    digest = hashlib.sha256((ASSETS_FOLDER / name).read_bytes()).hexdigest()[:12]
    return f"/assets/{name}?v={digest}"


def create_app(store_path: Path | str) -> Application:
    """Return the application over a store; its Flask server is `.server`.

    A store made by another edition of the program is upgraded first; then it is opened for reading.
    StoreMissing when there is none, StoreDamaged when it cannot be read.
    """
    Writer(Path(store_path)).upgrade()
    store = Store(Path(store_path))
    _ = store.release  # raises where it cannot be read
    app = Application(
        "dashboard",
        assets_folder=str(ASSETS_FOLDER),
        include_assets_files=False,
        external_stylesheets=[asset_address(name) for name in STYLES],
        external_scripts=[asset_address(name) for name in SCRIPTS],
        pages_folder="",
        use_pages=False,
        title=words.APP_NAME,
        update_title="",
        suppress_callback_exceptions=True,
        add_log_handler=False,
    )
    app.layout = shell.layout
    every_part = html.Div([shell.layout(), *[page.layout() for page in PAGES]])
    app.validation_layout = every_part  # type: ignore[assignment]
    shell.register(app, store)
    for page in PAGES:
        hang(app, store, page.parts)
    install_request_log(app.server, store)
    install_gate(app.server, store, lambda: app.callback_map)
    Answers(part for page in PAGES if page.shows_release for part in page.parts).install(app.server, store)
    settings = Settings.from_environment()
    install_sign_in(app.server, store, settings)
    install_jobs(app.server, store)
    install(app.server, store)
    install_uploads(app.server, store)
    install_work(app.server, store, settings)
    install_accounts(app.server, store)
    app.server.register_error_handler(DependencyException, _no_script)
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
    write_log(settings.log)
    host, port = host or settings.host, port or settings.port
    path = Path(store or settings.store)
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
    warm(app)
    threading.Thread(target=_test_renderer, name="renderer test", daemon=True).start()
    when_told_to_end(_leave)
    log("started", release=Layout(path).current_id(), threads=settings.threads)
    try:
        _say_where(f"http://{host}:{port}/", opens_browser=opens_browser)
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


def _say_where(address: str, *, opens_browser: bool) -> None:
    """Tell the person at the machine where the pages are, and what is unwise."""
    print(words.SERVING.format(address=address), flush=True)
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


def warm(app: Application) -> None:
    """Ask for the page and its files once, so that they lie compressed before the first reader comes."""
    client = app.server.test_client()
    with app.server.test_request_context("/"):
        page = app.index()  # type: ignore[no-untyped-call]
    for address in re.findall(r'(?:src|href)="(/[^"]+)"', page):
        client.get(address, headers={"Accept-Encoding": "br"}, buffered=True)
