"""The files of assets/ that every page needs, and how they come: each address with the digest of what it brings.

A first visit waits for every file, so the small ones come together: one of styles, one of scripts.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from functools import partial
from mimetypes import guess_type

from flask import Flask, Response

from dashboard.settings import ASSETS_FOLDER

PLOTLY = "vendor/plotly-basic-4.1.1.min.js"
TOGETHER: Mapping[str, tuple[str, ...]] = {
    "pages.css": (
        "tokens.css",
        "frame.css",
        "components.css",
        "method.css",
        "readers.css",
        "reports.css",
        "work.css",
        "record.css",
        "matter.css",
    ),
    "pages.js": (
        "vendor/regenerator-runtime-0.14.1.js",
        "firstvisit.js",
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
    ),
    "plotly.js": (PLOTLY, "vendor/plotly-zh-cn.js", "plotlyconfig.js", "drawing.js"),
}
"""Name → the files of assets/ it holds, in this order."""


def asset_address(name: str) -> str:
    """Return the address of a file in assets/ or of files that come together, which can be kept for a year."""
    return f"/assets/{name}?v={hashlib.sha256(_content(name)).hexdigest()[:12]}"


def install_page_files(server: Flask) -> None:
    """Serve what comes together, as it is now."""
    for name in TOGETHER:
        served = partial(Response, _content(name), mimetype=guess_type(name)[0])
        server.add_url_rule(f"/assets/{name}", name.replace(".", " "), served)


def warm(server: Flask, page: str) -> None:
    """Ask for the files of a page once, so that they lie compressed before the first reader comes."""
    client = server.test_client()
    for address in set(re.findall(r'(?:src|href)="(/[^"]+)"', page)):
        client.get(address, headers={"Accept-Encoding": "br"}, buffered=True)


def _content(name: str) -> bytes:
    """What an address brings; plotly that comes with others is compiled while it is fetched."""
    if name not in TOGETHER:
        return (ASSETS_FOLDER / name).read_bytes()
    return b"\n".join(_compiled_at_once(each) for each in TOGETHER[name])


def _compiled_at_once(name: str) -> bytes:
    """A file as it is, plotly with parentheses around its one large function.

    Without them a browser skims the function first and parses it again when it is called: a fifth of a first visit.
    """
    content = (ASSETS_FOLDER / name).read_bytes()
    if name != PLOTLY:
        return content
    head, factory = content.split(b", () => {", maxsplit=1)
    return head + b", (() => {" + factory.rstrip().removesuffix(b"}));") + b"})));"
