"""Status as word, shape and colour at once, never by colour alone."""

from __future__ import annotations

from dashboard.figures.chart import Cell
from dashboard.text import lists as words


def status_cell(state: str) -> Cell:
    """Return the badge of a state of a finding or task; the shape comes with the class (components.css)."""
    text, look = words.STATES[state]
    return {"text": text, "status": look}
