"""What is decided over a file that was looked at, a batch and a release: accepted or dropped, undone, gone back to."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.components.panel import panel
from dashboard.components.work_form import work_form
from dashboard.text import data as words
from dashboard.text.commands import BATCH_KINDS
from dashboard.view import View
from data.work.steps.batches import rollback_sentence

Switched = Sequence[tuple[int, str, str, bool]]
"""Batch, kind, note and whether it will count, of every batch that is switched."""


def accept_panel(
    step: str,
    fixed: dict[str, str | int | None],
    button: str,
    note: str,
    view: View,
    *,
    returned: Component | None = None,
) -> html.Section:
    """Return the form that accepts a file, beside the way to drop it and the workbook of refused rows."""
    drop = html.A(words.DROP, href=view.href(upload=None, **{"as": None}), className="button")
    also = [each for each in (returned, drop) if each is not None]
    return panel(
        words.ACCEPT_TITLE,
        work_form(step, fixed, button=button, note=note),
        html.P(also, className="beside"),
    )


def returned_link(upload_id: str, name: str) -> html.A:
    """Return the link to the workbook that goes back to whoever sent the file."""
    return html.A(name, href=f"/data/uploads/{upload_id}/returned", target="_blank", className="button")


def undo_panel(batch: int, what: str, note: str, switched: Switched, view: View) -> html.Section:
    """Return what an undo would change, and the button that does it."""
    told = words.UNDO_WHAT.format(what=BATCH_KINDS[what], note=note)
    return panel(
        words.UNDO_TITLE.format(batch=batch),
        html.P(told),
        _changes(switched),
        work_form(
            "batch.undo",
            {"batch": batch},
            button=words.UNDO_BUTTON.format(batch=batch),
            note=words.UNDO_NOTE,
            goto=view.href(undo=None),
        ),
        _keep(view.href(undo=None)),
    )


def rollback_panel(release: str, last_batch: int, switched: Switched, view: View) -> html.Section:
    """Return what going back to a release would change, and the form that asks for the sentence."""
    title = words.BACK_TITLE.format(release=release)
    if not switched:
        return panel(title, html.P(words.BACK_NONE), _keep(view.href(back=None)))
    return panel(
        title,
        html.P(words.BACK_COUNT.format(count=len(switched))),
        _changes(switched),
        html.P(words.BACK_SENTENCE.format(sentence=rollback_sentence(last_batch)), className="warning"),
        work_form(
            "release.rollback",
            {"release": release},
            button=words.BACK_BUTTON,
            note=words.BACK_NOTE,
            goto=view.href(back=None),
        ),
        _keep(view.href(back=None)),
    )


def _changes(switched: Switched) -> html.Ul:
    return html.Ul(
        [
            html.Li(
                (words.UNDO_SWITCHED_ON if is_live else words.UNDO_SWITCHED_OFF).format(
                    batch=batch, what=BATCH_KINDS[what]
                )
            )
            for batch, what, _, is_live in switched
        ]
    )


def _keep(address: str) -> html.P:
    return html.P(html.A(words.UNDO_KEEP, href=address, className="button"), className="beside")
