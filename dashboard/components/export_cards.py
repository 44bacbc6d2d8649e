"""What stands on 报表: whose data, one card a kind of export, and the beginning of the one looked at."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import attributes
from dashboard.components.data_table import data_table
from dashboard.components.export_preview import Block, Picture, Preview
from dashboard.components.panel import panel
from dashboard.figures.chart import Column, Table
from dashboard.frames import each_row
from dashboard.text import exports as words
from dashboard.text import numbers
from dashboard.view import View

FILES_NAMED = 12  # of an export's files
_NOTES = {"page": words.PREVIEW_NOTE, "sheet": words.PREVIEW_NOTE, "pictures": words.PICTURES_NOTE}


def scope_form(rounds: pd.DataFrame, units: pd.DataFrame, view: View) -> html.Form:
    """Return the choice of a round (pages/rounds) and a unit (pages/units); the address keeps both."""
    round_options = [("", words.TODAYS_DATA)]
    round_options += [
        (each.name, words.ROUND_OPTION.format(name=each.name, as_of=numbers.day(each.as_of)))
        for each in each_row(rounds)
    ]
    unit_options = [("", words.ALL_UNITS)] + [(each.unit_id, each.name) for each in each_row(units)]
    return html.Form(
        [
            _choice("round", words.SCORES_OF, round_options, view.word("round")),
            _choice("unit", words.UNIT, unit_options, view.word("unit")),
            html.P(words.SCOPE_NOTE, className="panel-note"),
        ],
        className="scope",
    )


def _choice(name: str, label: str, options: list[tuple[str, str]], chosen: str | None) -> html.Div:
    field_id = f"reports-{name}"
    shown = [html.Option(text, value=value, selected=value == (chosen or "")) for value, text in options]
    return html.Div(
        [
            html.Label(label, htmlFor=field_id, className="name"),
            html.Select(shown, name=name, id=field_id, **attributes(data_in_address="yes")),
        ],
        className="control",
    )


def export_form(view: View, allowed: Sequence[str]) -> html.Form:
    """Return the cards of the kinds that are for the reader, and the button.

    assets/exports.js starts the work and shows how far it is.
    """
    sections = [
        part
        for name, kinds in words.SECTIONS.items()
        for part in _section(name, [kind for kind in kinds if kind in allowed], view)
    ]
    return html.Form(
        [
            *sections,
            html.Div(
                [
                    html.Button(words.START, type="submit", className="button start"),
                    html.Button(
                        words.CHOOSE_ALL, type="button", className="button", **attributes(data_choose="all")
                    ),
                    html.Progress(max="1", value="0", hidden=True),
                    html.Output("", **attributes(aria_live="polite")),
                ],
                className="export-start",
            ),
        ],
        className="exports",
        **attributes(
            data_nothing=words.CHOOSE_A_KIND,
            data_waiting=words.JOB_WAITING,
            data_running=words.JOB_RUNNING,
            data_done=words.JOB_DONE,
            data_lost=words.JOB_LOST,
        ),
    )


def _section(name: str, kinds: Sequence[str], view: View) -> list[Component]:
    cards = [_card(kind, *words.KINDS[kind], view) for kind in kinds]
    if not cards:
        return []
    return [
        html.H2(name),
        html.Div(cards, className="export-cards", role="group", **attributes(aria_label=name)),
    ]


def _card(kind: str, name: str, meaning: str, view: View) -> html.Div:
    field_id = f"reports-kind-{kind}"
    look = html.A(
        words.PREVIEW,
        href=view.href(preview=kind),
        **attributes(
            aria_label=words.PREVIEW_OF.format(name=name),
            aria_current=str(view.word("preview") == kind).lower(),
        ),
    )
    return html.Div(
        [
            html.Div(
                [
                    html.Button(
                        "",
                        type="button",
                        id=field_id,
                        role="checkbox",
                        className="tick",
                        **attributes(
                            aria_checked="false", aria_labelledby=f"{field_id}-name", data_kind=kind
                        ),
                    ),
                    html.Strong(name, id=f"{field_id}-name"),
                    look,
                ],
                className="export-head",
            ),
            html.P(meaning),
        ],
        className="export-card",
    )


def preview_panel(kind: str, shown: Preview, view: View) -> html.Section:
    """Return the files an export will hold and the beginning of the first."""
    name = words.KINDS[kind][0]
    files = [html.Li(path) for path in shown.paths[:FILES_NAMED]]
    if len(shown.paths) > FILES_NAMED:
        files.append(html.Li(words.MORE_FILES.format(count=len(shown.paths) - FILES_NAMED)))
    return panel(
        words.PREVIEW_TITLE.format(name=name, count=len(shown.paths)),
        html.Ul(files, className="export-files"),
        *_shown(shown),
        note=_NOTES.get(shown.look),
    )


def _shown(shown: Preview) -> list[Component]:
    if not shown.blocks:
        return []
    return [html.Div([_block(block) for block in shown.blocks], className=f"export-page {shown.look}")]


def _block(block: Block) -> Component:
    if isinstance(block, str):
        return html.P(block)
    if isinstance(block, Picture):
        return html.Img(src=block.src, alt=block.title)
    head, *rows = block
    return data_table(Table("", tuple(Column(cell) for cell in head), tuple(rows)))
