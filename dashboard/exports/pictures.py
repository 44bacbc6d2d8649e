"""A figure of a page as a picture that stands alone: title, district and date, source, text that can be read in print."""

from __future__ import annotations

from typing import Any

SMALLEST = 12  # px of text: 8 points at document width


def picture(figure: dict[str, Any]) -> dict[str, Any]:
    """Return a new figure with its caption around it, of the size its layout states in px.

    `figure`: as captioned() or a page's dcc.Graph holds it, with `layout.meta`. assets/charts.js puts the same
    words in the same places.
    """
    own = figure["layout"]
    around = own["meta"]["picture"]
    layout = {
        **own,
        **around["layout"],
        "annotations": [*own.get("annotations", []), *around["notes"]],
        "width": around["width"],
        "height": around["height"],
        "autosize": False,
    }
    readable: dict[str, Any] = _readable({"data": figure["data"], "layout": layout})
    return {**readable, "config": {"locale": "zh-CN"}}


def _readable(part: Any, name: str = "") -> Any:
    """Return the part with every text of at least SMALLEST."""
    if isinstance(part, dict):
        return {key: _least(value, key, name) for key, value in part.items()}
    if isinstance(part, list):
        return [_readable(each) for each in part] if part and isinstance(part[0], dict) else part
    return part


def _least(value: Any, key: str, owner: str) -> Any:
    is_text_size = (key == "size" and owner.endswith("font")) or key == "minsize"
    return max(value, SMALLEST) if is_text_size else _readable(value, key)
