"""The page around the application: Chinese, quiet about versions, whole without any other host."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import socket
import subprocess
import sys
from itertools import chain
from pathlib import Path

import brotli
import pytest
from dash import Dash
from flask.testing import FlaskClient
from plotly.offline import get_plotlyjs_version

from dashboard.page_files import PLOTLY, TOGETHER
from dashboard.server import create_app, has_screen, is_root, serve
from dashboard.settings import ASSETS_FOLDER, Settings
from data.errors import StoreMissing, UsageError

NOT_COMPRESSED = {"Accept-Encoding": "identity"}


@pytest.fixture(scope="module")
def client(app: Dash) -> FlaskClient:
    return app.server.test_client()


@pytest.fixture(scope="module")
def page(client: FlaskClient) -> str:
    return client.get("/", headers=NOT_COMPRESSED).text


def addresses(page: str) -> list[str]:
    return re.findall(r'(?:src|href)="([^"]+)"', page)


def test_the_page_is_chinese(page: str) -> None:
    assert '<html lang="zh-CN">' in page
    assert "<title>总览 · 政务公开考核</title>" in page
    assert "正在读取数据" in page
    assert "Loading..." not in page


def test_the_page_tells_no_versions(page: str) -> None:
    assert not re.search(r"\d+\.\d+\.\d+", re.sub(r'(src|href)="[^"]*"', "", page))


def test_old_browsers_and_browsers_without_scripts_are_told_so(page: str) -> None:
    assert "浏览器版本过低" in page
    assert "需要启用浏览器的 JavaScript" in page


def test_every_file_of_the_page_is_ours(client: FlaskClient, page: str) -> None:
    assert addresses(page)
    for address in addresses(page):
        assert address.startswith("/")
        assert client.get(address, buffered=True).status_code == 200


def test_the_small_bundle_is_there_before_a_chart_could_fetch_the_full_one(page: str) -> None:
    assert TOGETHER["plotly.js"][:3] == (PLOTLY, "vendor/plotly-zh-cn.js", "plotlyconfig.js")
    assert page.index('<script src="/assets/plotly.js') < page.index('id="_dash-renderer"')


def test_the_bundle_has_the_version_plotly_expects() -> None:
    bundle = ASSETS_FOLDER / PLOTLY
    assert f"v{get_plotlyjs_version()}" in bundle.read_text(encoding="utf-8")[:200]


def test_plotly_comes_as_published_but_for_parentheses_around_its_function(client: FlaskClient) -> None:
    published = (ASSETS_FOLDER / PLOTLY).read_text(encoding="utf-8").rstrip()
    served = client.get("/assets/plotly.js").get_data(as_text=True)
    assert served.startswith(published.replace(", () => {", ", (() => {", 1).removesuffix("}));") + "})));")


def test_our_own_files_name_no_other_host() -> None:
    for name in {"oldbrowser.js", *chain.from_iterable(TOGETHER.values())} - {PLOTLY}:
        assert not re.search(
            r"https?://|sourceMappingURL", (ASSETS_FOLDER / name).read_text(encoding="utf-8")
        ), name


def test_licences_stand_beside_what_they_cover() -> None:
    licences = (ASSETS_FOLDER / "vendor" / "LICENSES.txt").read_text(encoding="utf-8")
    for file in (ASSETS_FOLDER / "vendor").glob("*.js"):
        assert file.name in licences


@pytest.mark.parametrize(("encoding", "decode"), [("br", brotli.decompress), ("gzip", gzip.decompress)])
def test_files_come_compressed_and_may_be_kept_for_a_year(
    client: FlaskClient, page: str, encoding: str, decode: object
) -> None:
    address = next(each for each in addresses(page) if "/plotly.js" in each)
    packed = client.get(address, headers={"Accept-Encoding": encoding}, buffered=True)
    assert packed.headers["Content-Encoding"] == encoding
    assert packed.headers["Vary"] == "Accept-Encoding"
    assert "max-age=31536000" in packed.headers["Cache-Control"]
    plain = client.get(address, headers=NOT_COMPRESSED, buffered=True)
    assert "Content-Encoding" not in plain.headers
    assert decode(packed.data) == plain.data  # type: ignore[operator]
    assert len(packed.data) < len(plain.data) / 2


def test_pages_and_answers_are_not_kept(client: FlaskClient) -> None:
    assert client.get("/ranking").headers["Cache-Control"] == "no-store"


def test_the_browser_is_forbidden_to_ask_other_hosts(client: FlaskClient) -> None:
    answer = client.get("/")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "http" not in policy.replace("https", "http")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"


def test_health_names_the_release(app: Dash, client: FlaskClient, demo_store: Path) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json == {
        "status": "ok",
        "release": (demo_store / "CURRENT").read_text(encoding="utf-8").strip(),
    }


def test_health_fails_when_the_store_is_gone(demo_store: Path, tmp_path: Path) -> None:
    copy = tmp_path / "store"
    shutil.copytree(demo_store, copy)
    client = create_app(copy).server.test_client()
    shutil.rmtree(copy)
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json["status"] == "failed"
    assert answer.json["reason"]


def test_two_applications_live_in_one_process(demo_store: Path) -> None:
    for _ in range(2):
        assert create_app(demo_store).server.test_client().get("/").status_code == 200


def test_settings_come_from_the_environment() -> None:
    settings = Settings.from_environment({"OPENNESS_STORE": "x", "OPENNESS_PORT": "9000"})
    assert (settings.store, settings.host, settings.port) == (Path("x"), "127.0.0.1", 9000)


@pytest.mark.parametrize("port", ["0", "65536", "八千", "80.5"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    with pytest.raises(UsageError, match="OPENNESS_PORT"):
        Settings.from_environment({"OPENNESS_PORT": port})


def test_memory_too_small_to_compute_in_is_refused() -> None:
    assert Settings.from_environment({"OPENNESS_MEMORY": "800"}).memory_mb == 800
    with pytest.raises(UsageError, match="400至"):
        Settings.from_environment({"OPENNESS_MEMORY": "399"})


def test_no_store_is_said_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing):
        create_app(tmp_path / "nothing")


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "example.org"])
def test_other_machines_are_kept_out_while_there_are_no_accounts(host: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="只供本机打开"):
        serve(tmp_path, host=host)
    assert not list(tmp_path.iterdir())


def test_a_port_that_another_server_has_is_told(demo_store: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(UsageError, match=f"127.0.0.1:{port} 启动，多半是它已经在另一个窗口运行"):
            serve(demo_store, "127.0.0.1", port)


def test_a_browser_is_opened_only_where_there_is_a_screen() -> None:
    assert has_screen({}, "win32")
    assert has_screen({"DISPLAY": ":0"}, "linux")
    assert not has_screen({}, "linux")


def test_a_server_told_to_stop_leaves_no_files_of_its_readers_but_its_log(
    demo_store: Path, tmp_path: Path
) -> None:
    """The log is one JSON line an event; a person is told in words, on standard output."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    command = [sys.executable, "-m", "dashboard", "serve", "--store", str(demo_store), "--port", port]
    log = tmp_path / "server.log"
    environment = os.environ | {"TMPDIR": str(tmp_path), "PYTHONUTF8": "1", "OPENNESS_LOG": str(log)}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as server:
        assert server.stdout is not None
        assert "网页已启动" in server.stdout.readline()
        if is_root():
            assert "以系统管理员（root）身份运行" in server.stdout.readline()
        assert list(tmp_path.glob("openness-*"))
        server.terminate()
        assert server.wait(30) == 0
    assert list(tmp_path.glob("openness-*")) == []
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    assert [line["event"] for line in lines if line["event"] != "request"] == ["started", "stopped"]


@pytest.mark.parametrize(("number", "is_warned_of"), [(0, True), (1000, False)])
def test_only_the_systems_administrator_is_warned_of(
    monkeypatch: pytest.MonkeyPatch, number: int, is_warned_of: bool
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: number, raising=False)
    assert is_root() is is_warned_of
