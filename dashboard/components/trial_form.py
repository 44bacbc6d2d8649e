"""The form of a trial weighting (assets/trial.js adds it up and puts it into the address), and why one is refused."""

from __future__ import annotations

from collections.abc import Iterable

from dash import dcc, html

from dashboard.components.attributes import attributes
from dashboard.components.scheme import sentences
from dashboard.text import method as words
from dashboard.text.numbers import percent, plain
from dashboard.view import TRIAL_PREFIX
from data.trials import Refusal, Weights


def trial_form(weights: Weights, points: tuple[float, ...], reset: str, anchor: str) -> html.Form:
    """Return the form with `points` filled in; `reset` is the address without a trial, `anchor` of its result."""
    fields = [
        _field(component.code, component.name, component.points, value)
        for component, value in zip(weights.components, points, strict=True)
    ]
    return html.Form(
        [
            *fields,
            _sum_hint(sum(points), weights.full_marks),
            html.Button(words.TRIAL_START, type="submit", className="button start"),
            html.A(words.TRIAL_RESET, href=reset, className="reset"),
        ],
        className="trial",
        **attributes(data_anchor=anchor),
    )


def _field(code: str, name: str, points: float, value: float) -> html.Div:
    field_id = f"method-weight-{code}".replace(".", "-")
    return html.Div(
        [
            html.Label(words.TRIAL_FIELD.format(component=name, points=plain(points)), htmlFor=field_id),
            dcc.Input(
                id=field_id,
                name=TRIAL_PREFIX + code,
                value=plain(value),
                inputMode="decimal",  # type: ignore[arg-type]  # a phone's keys with a point; Dash's list is old
            ),
        ],
        className="field",
    )


def _sum_hint(total: float, full: float) -> html.Output:
    """Return the running sum; the script rewrites it with the same words."""
    missing = round(full - total, 6)
    template = words.TRIAL_SHORT if missing > 0 else words.TRIAL_OVER if missing < 0 else words.TRIAL_EVEN
    return html.Output(
        template.format(sum=plain(total), marks=plain(abs(missing))),
        className="sum is-off" if missing else "sum",
        **attributes(
            data_wanted=plain(full),
            data_short=words.TRIAL_SHORT,
            data_over=words.TRIAL_OVER,
            data_even=words.TRIAL_EVEN,
            aria_live="polite",
        ),
    )


def refused_box(refusals: Iterable[Refusal]) -> html.Div:
    """Return the box that says in a sentence each why a weighting cannot be tried."""
    told = [words.REFUSED[each.kind].format(**_shown(each)) for each in refusals]
    return html.Div([html.H3(words.TRIAL_REFUSED), sentences(told)], className="state refused", role="alert")


def _shown(refusal: Refusal) -> dict[str, str]:
    write = percent if refusal.kind == "floor" else plain
    stated = refusal.stated if isinstance(refusal.stated, str) else write(refusal.stated)
    return {"subject": refusal.subject, "stated": stated, "wanted": write(refusal.wanted)}


def weighting_words(weights: Weights, points: tuple[float, ...]) -> str:
    """Write a weighting: `日常抽测55分、季度检查15分…`."""
    return "、".join(
        words.TRIAL_WEIGHT.format(component=component.name, points=plain(value))
        for component, value in zip(weights.components, points, strict=True)
    )
