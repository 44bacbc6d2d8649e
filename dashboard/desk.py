"""What a page's part reads: one query at the reader's view, and how a part is hung into its place.

A callback reads the view, asks one query, returns one figure or table; what goes wrong stays in its place.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pandas as pd
from dash import Dash, Input, Output
from dash.development.base_component import Component
from werkzeug.exceptions import BadRequest

from dashboard.access.reader import Reader, current_reader
from dashboard.access.trail import write_down
from dashboard.answers import drawn_whole
from dashboard.components.states import failure
from dashboard.text import frame as words
from dashboard.view import View
from data.computation import Units
from data.errors import OpennessError
from data.logs import log, note, request_id
from data.scope import AnyStore
from data.store import Store

VIEW_ID = "shell-view"
LOOKED_AT = {"reports-preview": "preview"}
"""Parts that show what could be exported → the parameter that says what; each look goes into the audit log."""
Content = Component | list[Component] | None


@dataclass(frozen=True)
class Desk:
    """A store seen through one view by one reader; `on_paper` where charts are drawn for a document's page."""

    store: AnyStore
    view: View
    on_paper: bool = False
    reader: Reader = field(default_factory=current_reader)

    def ask(
        self,
        name: str,
        *,
        what_ifs_for: str | Units | None = None,
        dates: tuple[date, ...] = (),
        **parameters: Any,
    ) -> pd.DataFrame:
        """Return the rows of queries/pages/<name>.sql at the view's year and date."""
        return self.store.query(
            f"pages/{name}",
            year=self.view.year,
            as_of=self.view.as_of,
            what_ifs_for=what_ifs_for,
            dates=dates,
            **parameters,
        )

    @property
    def source(self) -> Mapping[str, str]:
        """What a saved picture names beside its date: district, demo label, release."""
        release = self.store.release
        return {
            "district": release.district,
            "label": f"（{words.DEMO_LABEL}）" if release.is_demo else "",
            "release": release.release_id,
        }


Draw = Callable[[Desk], Content]
Parts = Mapping[str, Draw]
"""Slot id → what draws its content."""


def hang(app: Dash, store: Store, parts: Parts) -> None:
    """Fill each slot with what its part draws whenever the view changes."""
    for slot_id, draw in parts.items():
        _hang(app, store, slot_id, draw)


def _hang(app: Dash, store: Store, slot_id: str, draw: Draw) -> None:
    # what a slot holds when its page is opened stands in the page already (dashboard/first_visit.py)
    @app.callback(Output(slot_id, "children"), Input(VIEW_ID, "data"), prevent_initial_call=True)
    def redraw(kept: dict[str, Any]) -> Content:
        note(part=slot_id)
        return fill(store, slot_id, draw, kept)


def fill(store: Store, slot_id: str, draw: Draw, kept: Any) -> Content:
    """Return what a slot holds at a view as the browser keeps it; what goes wrong is told in its place.

    Raises BadRequest for what is no view.
    """
    try:
        reader = current_reader()
        view = reader.bound(kept_view(store, kept))
        drawn = draw(Desk(reader.scoped(store), view))
        if drawn is not None and slot_id in LOOKED_AT:
            write_down(store.layout, "export.preview", view.word(LOOKED_AT[slot_id]) or "")
        drawn_whole()
        return drawn
    except OpennessError as error:
        return told(error)
    except BadRequest:
        raise
    except Exception:
        return unforeseen()


def kept_view(store: Store, kept: Any) -> View:
    """Return the view the browser sent back, at a date that its year allows.

    Raises BadRequest for what is no view, StoreMissing for a year of another store.
    """
    view = View.from_json(kept)
    return replace(view, as_of=min(view.as_of, store.closes_on(view.year)))


def told(error: OpennessError) -> Component:
    """Return what a reader is told who cannot be answered; the log has the kind of error alone."""
    note(error=type(error).__name__)
    return failure(str(error))


def unforeseen() -> Component:
    """Return what a reader is told of a fault of the program; the log has its traceback under the same id."""
    log("fault", level=logging.ERROR)
    return failure(words.FAILED.format(request_id=request_id()))
