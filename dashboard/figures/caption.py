"""What stands around a drawing once it is saved: the finding above it, district and date, source and release below.

Computed here once and kept in the figure (`layout.meta`); the server and the browser only put it in place.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from dashboard.exports.piece import safe_name
from dashboard.figures import base
from dashboard.figures.chart import Chart
from dashboard.text import numbers
from dashboard.text import pictures as words
from dashboard.view import View

WIDTH = (
    660  # px of a saved picture: at the 156 mm between the margins of an official page, 12 px are 8 points
)
SIDE = 16  # px left and right of the words
ABOVE, BELOW = 64, 22  # px for a title of one line with its subtitle, and for the source
TITLE_SIZE, TITLE_LINE = 17, 22
LONGEST_NAME = 60  # letters of a title in a file's name; Windows counts the whole path
TITLE_LETTERS = (WIDTH - 2 * SIDE) // TITLE_SIZE  # full-width ones a line
# never begin a line with closing signs, never end one with opening ones, never cut a number or a Latin word
_WHOLE = re.compile(r"[（“《]*(?:[0-9A-Za-z.%+\-−–]+|.)[，。、；：）”》％]*")


def captioned(chart: Chart, view: View, source: Mapping[str, str]) -> dict[str, Any]:
    """Return the figure with all that a saved picture needs and with where a click leads, in `layout.meta`.

    `source`: district, label and release (Desk.source). meta: title, name (the title in a file's name), file (with
    the date, without an ending), opens, picture: width and height in px, layout to put over the figure's own, and
    notes to add to its annotations.
    """
    title = words.TITLE.format(subject=chart.subject, title=chart.title) if chart.subject else chart.title
    name = safe_name(title.replace("/", "／"))[:LONGEST_NAME]
    meta = {
        "title": title,
        "name": name,
        "file": words.FILE_NAME.format(title=name, as_of=view.as_of.isoformat()),
        "opens": view.unit_address("UNIT"),
        "picture": _picture(chart, title, view, source),
    }
    return {"data": chart.figure["data"], "layout": {**chart.figure["layout"], "meta": meta}}


def _picture(chart: Chart, title: str, view: View, source: Mapping[str, str]) -> dict[str, Any]:
    lines = title_lines(title)
    above = ABOVE + TITLE_LINE * (len(lines) - 1)
    height = chart.height + above + BELOW
    own = chart.figure["layout"]
    margin = own["margin"]
    sides = {"l": max(margin["l"], SIDE), "r": max(margin["r"], SIDE)}
    layout: dict[str, Any] = {
        "margin": {**margin, **sides, "t": margin["t"] + above, "b": margin["b"] + BELOW},
        "title": _title(lines, view, source, height),
    }
    if (
        own.get("legend", {}).get("yref") == "container"
    ):  # what stands at a height of the whole picture moves down
        layout["legend"] = {**own["legend"], "y": 1 - above / height}
    notes = [_source_note(source, margin["b"], sides["r"])]
    return {"width": WIDTH, "height": height, "layout": layout, "notes": notes}


def _title(lines: list[str], view: View, source: Mapping[str, str], height: int) -> dict[str, Any]:
    subtitle = words.SUBTITLE.format(
        district=source["district"], label=source["label"], as_of=numbers.day_in_words(view.as_of)
    )
    return {
        "text": f"<b>{'<br>'.join(lines)}</b>",
        "font": {"size": TITLE_SIZE},
        "subtitle": {"text": subtitle.strip(), "font": {"size": 13, "color": base.MUTED}},
        "x": 0,
        "xref": "container",
        "xanchor": "left",
        "pad": {"l": SIDE},
        "y": 1 - (TITLE_SIZE + 9) / height,
        "yref": "container",
        "yanchor": "bottom",
    }


def _source_note(source: Mapping[str, str], bottom: int, right: int) -> dict[str, Any]:
    at_bottom = {"xref": "paper", "x": 1, "xanchor": "right", "yref": "paper", "y": 0, "yanchor": "bottom"}
    text = words.SOURCE.format(release=source["release"])
    return base.note(text, **at_bottom, xshift=right - SIDE, yshift=-bottom - BELOW + 4)


def title_lines(title: str) -> list[str]:
    """Return the title in lines that fit the picture; a full-width sign is a letter, any other a little over half."""
    lines = [""]
    for piece in _WHOLE.findall(title):
        if lines[-1] and _letters(lines[-1] + piece) > TITLE_LETTERS:
            kept, rest = _broken(lines[-1])
            lines[-1:] = [kept, rest]
        lines[-1] += piece
    return lines


def _broken(line: str) -> tuple[str, str]:
    """Break a full line behind its last comma or the like, unless that leaves less than half of it."""
    comma = max(map(line.rfind, "，；：、")) + 1
    return (line[:comma], line[comma:]) if comma > len(line) / 2 else (line, "")


def _letters(text: str) -> float:
    return sum(1 if unicodedata.east_asian_width(sign) in "WFA" else 0.6 for sign in text)
