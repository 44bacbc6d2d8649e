"""The browser that draws charts: one for all threads, another when it dies or hangs; what it lacks is said."""

from __future__ import annotations

import importlib.util
import os
import platform
import re
import shutil
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from dashboard.exports import browser, renderer
from dashboard.exports.browser import RenderFailed, find_browser
from dashboard.exports.fonts import chinese_fonts
from dashboard.exports.piece import Piece, write_folder
from dashboard.exports.renderer import Renderer, render, renderer_state

FONTLESS = "<?xml version='1.0'?><!DOCTYPE fontconfig SYSTEM 'fonts.dtd'><fontconfig><dir>{folder}</dir></fontconfig>"


@pytest.fixture
def own_renderer() -> Any:
    opened = Renderer()
    yield opened
    opened.close()


def written(text: str) -> dict[str, Any]:
    """A figure that holds a text."""
    note = {"text": text, "x": 0.5, "y": 0.5, "xref": "paper", "yref": "paper", "showarrow": False}
    return {"data": [], "layout": {"width": 300, "height": 200, "annotations": [note]}}


# ---- one renderer, many threads


def test_eight_threads_get_each_its_own_figure() -> None:
    asked = [f"线程{thread}第{turn}张" for turn in range(3) for thread in range(8)]
    with ThreadPoolExecutor(8) as threads:
        drawn = list(threads.map(lambda text: render(written(text), format="svg").decode(), asked))
    told = [re.findall("线程[0-9]第[0-9]张", svg) for svg in drawn]
    assert told == [[text] for text in asked]


def test_there_is_one_browser_however_many_ask() -> None:
    render(written("甲"), format="svg")
    first = renderer.RENDERER.process_id
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda text: render(written(text), format="svg"), "乙丙丁戊"))
    assert renderer.RENDERER.process_id == first


def test_a_figure_whose_browser_is_killed_is_drawn_whole_by_another(
    own_renderer: Renderer, tmp_path: Path
) -> None:
    own_renderer.render(written("先"), format="svg")
    killed = own_renderer.process_id
    assert killed
    os.killpg(killed, signal.SIGSTOP)  # so that it is drawing when it dies
    threading.Timer(0.2, os.killpg, [killed, signal.SIGKILL]).start()
    slow = Piece("图.png", lambda: own_renderer.render(written("慢"), format="png"))
    write_folder([slow], tmp_path, lambda *_: None)
    Image.open(tmp_path / "图.png").load()
    assert [path.name for path in tmp_path.iterdir()] == ["图.png"]
    assert own_renderer.process_id != killed


def test_a_browser_that_hangs_is_given_up_and_the_next_figure_is_drawn(tmp_path: Path) -> None:
    hanging = Renderer(seconds=3)
    hanging.render(written("先"), format="svg")
    assert hanging.process_id
    os.killpg(hanging.process_id, signal.SIGSTOP)
    piece = Piece("图.svg", lambda: hanging.render(written("停"), format="svg"))
    with pytest.raises(RenderFailed, match="秒内没有画完"):
        write_folder([piece], tmp_path, lambda *_: None)
    assert list(tmp_path.iterdir()) == []
    assert "再" in hanging.render(written("再"), format="svg").decode()
    hanging.close()


def test_a_figure_that_cannot_be_drawn_says_so_and_the_next_one_is_drawn() -> None:
    with pytest.raises(RenderFailed, match="画不出来"):
        render({"data": 1, "layout": {"width": 10, "height": 10}}, format="svg")
    assert "好" in render(written("好"), format="svg").decode()


# ---- what is missing


def test_the_state_names_browser_and_fonts() -> None:
    ready, told = renderer_state()
    assert ready
    assert find_browser() in told
    assert chinese_fonts()[0] in told


def test_without_chinese_fonts_nothing_is_drawn_and_the_message_says_what_to_install(
    own_renderer: Renderer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    latin = subprocess.run(
        ["fc-match", "-f", "%{file}", "Liberation Sans"], capture_output=True, text=True, check=True
    )
    shutil.copy(latin.stdout, tmp_path)
    settings = tmp_path / "fonts.conf"
    settings.write_text(FONTLESS.format(folder=tmp_path), encoding="utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(settings))
    with pytest.raises(RenderFailed, match="fonts-noto-cjk"):
        own_renderer.render(written("汉字"), format="png")
    assert own_renderer.process_id is None
    monkeypatch.delenv("FONTCONFIG_FILE")
    assert own_renderer.render(written("汉字"), format="png")


def test_windows_fonts_are_found_by_their_files(tmp_path: Path) -> None:
    (tmp_path / "Fonts").mkdir()
    assert chinese_fonts("win32", {"WINDIR": str(tmp_path)}) == []
    (tmp_path / "Fonts" / "msyh.ttc").touch()
    assert chinese_fonts("win32", {"WINDIR": str(tmp_path)}) == ["Microsoft YaHei"]


def test_edge_and_chrome_are_looked_for_where_windows_installs_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "system", lambda: "Windows")
    monkeypatch.setenv("PROGRAMFILES", r"C:\Program Files")
    monkeypatch.setenv("PROGRAMFILES(X86)", r"C:\Program Files (x86)")
    monkeypatch.setenv("LOCALAPPDATA", r"C:\Users\u\AppData\Local")
    plan = importlib.util.find_spec("choreographer.browsers._chrome_constants")
    assert plan
    assert plan.loader
    places = importlib.util.module_from_spec(plan)
    monkeypatch.setitem(sys.modules, plan.name, places)
    plan.loader.exec_module(places)
    edge, chrome = (set(places.chromium_based_browsers[name].typical_paths) for name in ("edge", "chrome"))
    assert r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe" in edge
    assert {
        r"C:\Program Files\Google\Chrome\Application\chrome.exe",
        r"C:\Users\u\AppData\Local\Google\Chrome\Application\chrome.exe",
    } < chrome


def test_without_a_browser_the_message_says_what_to_install(
    own_renderer: Renderer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BROWSER_PATH", str(tmp_path / "nothing"))
    with pytest.raises(RenderFailed, match="BROWSER_PATH"):
        own_renderer.render(written("甲"), format="png")
    monkeypatch.delenv("BROWSER_PATH")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(browser, "installed_browser", lambda: None)
    with pytest.raises(RenderFailed, match="chromium-headless-shell"):
        own_renderer.render(written("甲"), format="png")
