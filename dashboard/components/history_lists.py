"""What came in and how sound it is: batches, releases, the integrity report."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import pandas as pd
from dash import html

from dashboard.components.data_table import link
from dashboard.components.panel import list_panel, panel
from dashboard.figures.chart import Cell, Column, Table
from dashboard.frames import each_row
from dashboard.text import data as words
from dashboard.text import numbers
from dashboard.text.commands import BATCH_KINDS
from dashboard.view import View
from data.checkup import Finding

UNDO_PLACE = "#data-undo"


def batch_list(batches: pd.DataFrame, view: View | None = None) -> html.Section:
    """Return every batch (pages/batches); with a view, each leads to where it is undone or restored."""
    title = words.BATCHES_TITLE.format(count=len(batches), undone=int((~batches["is_live"]).sum()))
    columns: tuple[Column, ...] = (
        Column(words.COLUMN_BATCH, "number"),
        Column(words.COLUMN_WHAT),
        Column(words.COLUMN_NOTE, "prose"),
        Column(words.COLUMN_ROWS, "number"),
        Column(words.COLUMN_REFUSED, "number", detail=True),
        Column(words.COLUMN_STATE),
        Column(words.COLUMN_STORED_AT, "date"),
        Column(words.COLUMN_STORED_BY, detail=True),
        Column(words.COLUMN_RELEASE, detail=True),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(_batch_row(batch) for batch in each_row(batches))
    if view is not None:
        columns = (*columns, Column(words.COLUMN_ACT, "link"))
        acts = [_act(batch, view) for batch in each_row(batches)]
        rows = tuple((*row, act) for row, act in zip(rows, acts, strict=True))
    return list_panel(Table(title if rows else words.BATCHES_NONE, columns, rows))


def _act(batch: Any, view: View) -> Cell:
    """The link that undoes a batch, or undoes what took it away; nothing for a round, which stays."""
    if batch.what == "round":
        return ""
    if batch.is_live:
        return link(words.UNDO, view.href(undo=batch.batch_id, back=None) + UNDO_PLACE)
    if numbers.is_missing(batch.switched_in):
        return ""
    return link(words.RESTORE, view.href(undo=int(batch.switched_in), back=None) + UNDO_PLACE)


def _batch_row(batch: Any) -> tuple[str, ...]:
    return (
        numbers.whole(batch.batch_id),
        BATCH_KINDS[batch.what],
        batch.note or numbers.NOTHING,
        numbers.whole(batch.rows_in),
        numbers.whole(batch.rows_refused),
        words.LIVE if batch.is_live else words.UNDONE,
        f"{batch.stored_at:%Y-%m-%d %H:%M}",
        batch.stored_by or numbers.NOTHING,
        batch.release_id,
    )


def release_list(
    releases: pd.DataFrame, kept: Collection[str], current: str, view: View | None = None
) -> html.Section:
    """Return every release (pages/releases); `kept` are those whose file is there.

    With a view, each but the current one leads to where the data are taken back to it.
    """
    columns: tuple[Column, ...] = (
        Column(words.COLUMN_RELEASE),
        Column(words.COLUMN_PUBLISHED_AT, "date"),
        Column(words.COLUMN_BATCHES, "number"),
        Column(words.COLUMN_KEPT),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            release.release_id,
            f"{release.published_at:%Y-%m-%d %H:%M}",
            numbers.whole(release.batches),
            words.CURRENT
            if release.release_id == current
            else words.KEPT
            if release.release_id in kept
            else words.PRUNED,
        )
        for release in each_row(releases)
    )
    if view is not None:
        columns = (*columns, Column(words.COLUMN_ACT, "link"))
        rows = tuple((*row, _way_back(str(row[0]), current, view)) for row in rows)
    return list_panel(Table(words.RELEASES_TITLE.format(release=current, count=len(rows)), columns, rows))


def _way_back(release: str, current: str, view: View) -> Cell:
    if release == current:
        return ""
    return link(words.BACK, view.href(back=release, undo=None) + UNDO_PLACE)


def check_panel(findings: Sequence[Finding] | None, view: View) -> html.Section:
    """Return the integrity report; without one, why and how to ask for it."""
    if findings is None:
        ask = html.A(words.CHECK_START, href=view.href(check="now") + "#data-check", className="button")
        return panel(words.CHECK_TITLE, html.P(words.CHECK_WHY), ask)
    bad = sum(not finding.is_good for finding in findings)
    title = words.CHECK_BAD.format(bad=bad) if bad else words.CHECK_GOOD.format(count=len(findings))
    columns = (Column(words.COLUMN_SUBJECT), Column(words.COLUMN_RESULT), Column(words.COLUMN_NOTE, "prose"))
    rows = tuple(
        (finding.subject, words.GOOD if finding.is_good else words.BAD, finding.message)
        for finding in findings
    )
    return list_panel(Table(title, columns, rows))
