"""Which browser draws the pictures: BROWSER_PATH, else a Chromium, Chrome or Edge of this machine."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from choreographer.browsers.chromium import Chromium

from dashboard.text import pictures as words
from data.errors import OpennessError

# the small one without windows first: it starts fastest and asks no other host for anything
NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "msedge",
)


class RenderFailed(OpennessError):
    """A picture could not be made: no browser, no Chinese font, or the browser failed."""


def find_browser() -> str:
    """Return the program's path; raises RenderFailed, saying what to install, when there is none."""
    stated = os.environ.get("BROWSER_PATH")
    if stated:
        if not Path(stated).is_file():
            raise RenderFailed(words.BAD_BROWSER_PATH.format(path=stated))
        return stated
    found = next(filter(None, map(shutil.which, NAMES)), None) or installed_browser()
    if not found:
        raise RenderFailed(words.NO_BROWSER)
    return found


def installed_browser() -> str | None:
    """Return a Chrome, Edge or Chromium from where Windows and macOS install them; None for none."""
    return Chromium.find_browser(skip_local=True)
