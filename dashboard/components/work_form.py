"""A form of work: built from what its step asks; assets/work.js sends it and shows what is wrong at its field."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.attachments import ACCEPTED, LARGEST_FILE
from dashboard.components.attributes import attributes
from dashboard.text import work as words
from data.scope import AnyStore
from data.work.asks import Ask
from data.work.office import ENDINGS
from data.work.steps import STEPS

Options = Mapping[str, Sequence[tuple[str, str]]]
"""Name of an ask → what can be chosen, each what is sent and what is shown."""


def work_form(
    step: str,
    fixed: Mapping[str, str | int | None],
    *,
    values: Mapping[str, str | int | float | date | None] | None = None,
    options: Options | None = None,
    button: str | None = None,
    note: str | None = None,
    goto: str | None = None,
) -> html.Form:
    """Return the form of a step.

    `fixed` are answers that are not asked (which finding, which version was seen); `values` those already filled in;
    `options` what can be chosen beside the ask's own choices; after it is stored the reader goes to `goto`, by
    default stays. Every form shown has a token of its own, by which it is stored once however often it is sent.
    """
    asks = ENDINGS[step][1] if step in ENDINGS else STEPS[step].asks
    name = ENDINGS[step][0] if step in ENDINGS else STEPS[step].chinese
    takes_files = step in STEPS and STEPS[step].takes_files
    return asked_form(
        Form(f"/work/{step}", name, asks, takes_files, step),
        {**fixed, "token": secrets.token_urlsafe(16)},
        values=values,
        options=options,
        button=button,
        note=note,
        goto=goto,
    )


def unscored_note(store: AnyStore, year: int) -> str:
    """Return what the note of a form says where the year that its facts belong to has no scheme yet, else nothing."""
    return "" if year in store.years() else words.NO_SCHEME.format(year=year)


@dataclass(frozen=True)
class Form:
    """Where a form is sent, what it is called, what it asks, and the step of work that it is, if one."""

    address: str
    name: str
    asks: Sequence[Ask]
    takes_files: bool = False
    step: str | None = None


def asked_form(
    form: Form,
    fixed: Mapping[str, str | int | None],
    *,
    values: Mapping[str, str | int | float | date | None] | None = None,
    options: Options | None = None,
    button: str | None = None,
    note: str | None = None,
    goto: str | None = None,
) -> html.Form:
    """Return a form; the other arguments are those of `work_form`."""
    place = secrets.token_urlsafe(6)
    hidden = [_hidden(key, str(value)) for key, value in fixed.items() if value is not None]
    asked = [ask for ask in form.asks if ask.name not in fixed and ask.type != "hidden"]
    filled, offered = values or {}, options or {}
    parts = [part for ask in asked for part in _part(ask, place, filled, offered)]
    if form.takes_files:
        parts.append(_files(place))
    foot = [html.P(note, className="work-note")] if note else []
    return html.Form(
        [
            *hidden,
            *parts,
            html.Div(
                [
                    html.Button(button or form.name, type="submit", className="button start"),
                    html.Output("", **attributes(aria_live="polite")),
                ],
                className="work-send",
            ),
            *foot,
        ],
        key=place,
        className="work",
        **attributes(
            data_address=form.address,
            data_busy=words.BUSY,
            data_lost=words.LOST,
            data_over=words.SESSION_OVER,
            data_large=words.TOO_LARGE,
            aria_label=form.name,
            **({"data_goto": goto} if goto else {}),
            **({"data_step": form.step} if form.step else {}),
        ),
    )


def _part(
    ask: Ask, place: str, values: Mapping[str, str | int | float | date | None], options: Options
) -> list[Component]:
    if ask.type == "rows":
        return [_rows(ask, place, options)]
    return [_field(ask, ask.name, place, values.get(ask.name), options.get(ask.name, ask.choices))]


def _field(
    ask: Ask,
    name: str,
    place: str,
    value: str | int | float | date | None,
    choices: Sequence[tuple[str, str]],
) -> html.Div:
    """A label, its field, and the place of what is wrong with it."""
    field_id = f"work-{place}-{name.replace('.', '-')}"
    must = [html.Span(words.REQUIRED, className="must")] if ask.required else []
    text = "" if value is None else str(value)
    return html.Div(
        [
            html.Label([ask.chinese, *must], htmlFor=field_id),
            _control(ask, name, field_id, text, choices),
            html.P("", className="field-error", id=f"{field_id}-error", **attributes(data_error_of=name)),
        ],
        className=f"work-field {ask.type}",
    )


def _control(ask: Ask, name: str, field_id: str, text: str, choices: Sequence[tuple[str, str]]) -> Component:
    if ask.type in ("choice", "unit", "item") or choices:
        first = [] if ask.required and len(choices) == 1 else [html.Option(words.CHOOSE, value="")]
        offered = [html.Option(shown, value=sent, selected=sent == text) for sent, shown in choices]
        return html.Select([*first, *offered], id=field_id, name=name)
    if ask.type == "lines":
        return dcc.Textarea(id=field_id, name=name, value=text, rows=3, maxLength=ask.most)
    kinds = {"date": "date", "number": "text", "integer": "text"}
    return dcc.Input(
        id=field_id,
        name=name,
        type=kinds.get(ask.type, "text"),  # type: ignore[arg-type]  # the browser's own date picker
        inputMode=_KEYPADS.get(ask.type),  # type: ignore[arg-type]  # Dash's list is older than `decimal`
        value=text,
        maxLength=ask.most,
        autoComplete="off",
    )


_KEYPADS = {"integer": "numeric", "number": "decimal"}


def _rows(ask: Ask, place: str, options: Options) -> html.Fieldset:
    """A table of further asks: of a required one the first row stands open, the button opens the next."""
    rows = [
        html.Div(
            [
                html.H4(words.ROW.format(number=number + 1)),
                *(
                    _field(
                        column,
                        f"{ask.name}.{number}.{column.name}",
                        place,
                        None,
                        options.get(column.name, column.choices),
                    )
                    for column in ask.columns
                ),
            ],
            className="work-row",
            hidden=number > 0 or not ask.required,
        )
        for number in range(ask.most)
    ]
    more = html.Button(words.MORE_ROWS, type="button", className="button", **attributes(data_more_rows="yes"))
    return html.Fieldset([html.Legend(ask.chinese), *rows, more], className="work-rows")


def _files(place: str) -> html.Div:
    field_id = f"work-{place}-files"
    slot = attributes(
        data_file_field=field_id, data_file_name="files", data_file_accept=ACCEPTED, data_file_multiple="yes"
    )
    return html.Div(
        [
            html.Span(words.FILES.format(megabytes=LARGEST_FILE // 1_000_000), className="name"),
            html.Span(className="file-slot", **slot),
            html.Label(words.CHOOSE_FILES, htmlFor=field_id, className="button"),
            html.P("", className="field-error", **attributes(data_error_of="files")),
        ],
        className="work-field files",
    )


def _hidden(name: str, value: str) -> Component:
    return dcc.Input(type="hidden", name=name, value=value)
