"""The forms by which a finding or a spot check goes on: what this reader may do about it in its state, nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.access.reader import Reader
from dashboard.components.panel import panel
from dashboard.components.work_form import Options, work_form
from dashboard.text import disputes as words
from dashboard.text import numbers
from dashboard.text.numbers import is_missing
from data.accounts.roles import INSPECTOR, UNIT
from data.work.steps import STEPS

Fixed = Mapping[str, str | int | None]
Filled = Mapping[str, str | int | float | date | None]


@dataclass(frozen=True)
class Scene:
    """Who looks at what: the reader, the matter's record, its objection window, what happened to it so far."""

    reader: Reader
    head: Any
    window: Any
    happened: frozenset[str]
    items: tuple[tuple[str, str], ...] = ()

    @property
    def is_unit(self) -> bool:
        """Whether a unit looks at its own matter."""
        return self.reader.role == UNIT

    def has(self, name: str) -> bool:
        """Whether the record states something."""
        return not is_missing(getattr(self.head, name))

    @property
    def is_reported(self) -> bool:
        """Whether the unit has reported the finding rectified and no recheck has failed since."""
        return self.has("rectified_on") and self.head.recheck_result != "fail"


def finding_forms(scene: Scene) -> list[Component]:
    """Return the forms for a finding, those that wait for this reader open, the others folded."""
    if scene.has("stopped_on"):
        return []
    head, unit_does = scene.head, _unit_fixed(scene)
    fixed = {"finding_id": head.finding_id, "seen": head.batch_id}
    key = {"finding_id": head.finding_id}
    is_passed = head.recheck_result == "pass"
    awaits_recheck = scene.has("rectified_on") and is_missing(head.recheck_result)
    has_begun = bool(scene.happened & {"signed", "rectified", "asked", "appealed"})
    today = date.today()
    return _shown(
        scene,
        not scene.has("signed_on") and not is_passed and _sign(scene, fixed),
        awaits_recheck and _form(scene, "finding.recheck", fixed, {"rechecked_on": today}),
        scene.has("asked_on") and _decide_extension(scene, key),
        scene.has("appealed_on") and _decide_appeal(scene, {**key, "check_id": None, "earned": None}),
        not is_passed and _rectify(scene, fixed),
        not scene.is_reported
        and scene.has("due_on")
        and not scene.has("asked_on")
        and _form(
            scene, "extension.ask", {**_NO_ENTRY, **key, **unit_does("requested_on")}, {"requested_on": today}
        ),
        _appeal(scene, {**key, "check_id": None}),
        not has_begun and _correct(scene, fixed),
        not scene.has("appealed_on") and _form(scene, "finding.withdraw", fixed, {"withdrawn_on": today}),
    )


def check_forms(scene: Scene, notify: Component | None) -> list[Component]:
    """Return the forms for a spot check; `notify` is that of a finding it led to."""
    if scene.has("stopped_on"):
        return []
    key = {"check_id": scene.head.check_id, "finding_id": None}
    return [
        *_shown(
            scene,
            scene.has("appealed_on") and _decide_appeal(scene, {**key, "deduction": None}),
            _appeal(scene, key),
        ),
        *([folded(words.NOTIFY_FOR_CHECK, notify)] if notify else []),
    ]


_NO_ENTRY: Fixed = {"unit": None, "year": None, "task_no": None, "item": None}


def folded(title: str, *parts: Component) -> html.Details:
    """Return a form that opens when its name is pressed."""
    return html.Details([html.Summary(title), *parts], className="folded")


def _shown(scene: Scene, *forms: Component | bool | None) -> list[Component]:
    """Those forms that there are, the open ones first."""
    there = [form for form in forms if isinstance(form, Component)]
    return sorted(there, key=lambda form: isinstance(form, html.Details))


def _unit_fixed(scene: Scene) -> Any:
    """What a unit is not asked: on its own page a day is always today."""
    return lambda name: {name: None} if scene.is_unit else {}


def _form(
    scene: Scene,
    step: str,
    fixed: Fixed,
    values: Filled | None = None,
    *,
    title: str | None = None,
    told: str | None = None,
    note: str | None = None,
    options: Options | None = None,
) -> Component | None:
    """The box of a step's form, or its name to be pressed; nothing for a reader who may not do it.

    `title` names a form that is another one than the step's first, and folded too.
    """
    if not scene.reader.may_work(step):
        return None
    name = title or STEPS[step].chinese
    does_for_unit = step in _OF_THE_UNIT and not scene.is_unit
    form = work_form(step, fixed, values=values, options=options, note=note)
    parts: list[Component] = [*([html.P(told)] if told else []), form]
    if does_for_unit:
        return folded(words.ON_BEHALF.format(step=name), *parts)
    return folded(name, *parts) if title or step in _FOLDED else panel(name, *parts)


_FOLDED = ("extension.ask", "appeal.make", "finding.correct", "finding.withdraw")
_OF_THE_UNIT = ("finding.sign", "finding.rectify", "extension.ask", "appeal.make")


def _sign(scene: Scene, fixed: Fixed) -> Component | None:
    by = scene.reader.name if scene.is_unit else None
    filled: Filled = {"signed_by": by, "signed_on": date.today()}
    return _form(scene, "finding.sign", {**fixed, **_unit_fixed(scene)("signed_on")}, filled)


def _rectify(scene: Scene, fixed: Fixed) -> Component | None:
    if scene.is_reported:
        filled: Filled = {"rectified_on": scene.head.rectified_on.date()}
        return _form(scene, "finding.rectify", fixed, filled, title=words.RECTIFY_AGAIN)
    return _form(scene, "finding.rectify", fixed, {"rectified_on": date.today()})


def _decide_extension(scene: Scene, key: Fixed) -> Component | None:
    head = scene.head
    due = head.due_on if is_missing(head.extended_to) else head.extended_to
    asked_on = numbers.day(head.asked_on)
    return _form(
        scene,
        "extension.decide",
        {**_NO_ENTRY, **key, "requested_on": asked_on, "seen": int(head.asked_in)},
        {"decided_on": date.today()},
        told=words.ASKED.format(day=asked_on, reason=_text(head.asked_reason)),
        note=words.EXTEND_NOTE.format(due=numbers.day(due)) + words.NEEDS_SECOND,
    )


def _decide_appeal(scene: Scene, key: Fixed) -> Component | None:
    head = scene.head
    appealed_on = numbers.day(head.appealed_on)
    return _form(
        scene,
        "appeal.decide",
        {**key, "appealed_on": appealed_on, "seen": int(head.appealed_in)},
        {"decided_on": date.today()},
        told=words.APPEALED.format(day=appealed_on, reason=_text(head.appealed_reason)),
        note=words.NEEDS_SECOND,
    )


def _appeal(scene: Scene, key: Fixed) -> Component | None:
    """The form of an appeal; to a unit only while the window is open, to the office for one that came by mail."""
    if scene.has("appealed_on") or (scene.is_unit and is_over(scene.window)):
        return None
    return _form(
        scene,
        "appeal.make",
        {**key, **_unit_fixed(scene)("appealed_on")},
        {"appealed_on": date.today()},
        note=window_words(scene.window),
    )


def is_over(window: Any) -> bool:
    """Whether the objection window (a row of pages/objection_window) ended before today."""
    return not is_missing(window.last_day) and window.last_day.date() < date.today()


def window_words(window: Any) -> str:
    """Return until when an appeal may be made, and why until then."""
    if is_missing(window.last_day):
        return words.WINDOW_NONE
    day = numbers.day(window.last_day)
    if window.is_provisional:
        day = words.PROVISIONAL.format(day=day)
    return words.WINDOW.format(
        day=day, workdays=numbers.whole(window.workdays), known=numbers.day(window.known_on)
    )


def _correct(scene: Scene, fixed: Fixed) -> Component | None:
    """The form for typing errors; an inspector has it for what they notified themselves."""
    head = scene.head
    is_own = scene.has("login") and head.login == scene.reader.login
    if scene.reader.role == INSPECTOR and not is_own:
        return None
    filled: Filled = {
        "item": _text(head.item),
        "description": head.description,
        "count": "" if is_missing(head.count) else numbers.whole(head.count),
        "deduction": "" if is_missing(head.deduction) else numbers.plain(head.deduction),
        "is_repeat": "" if is_missing(head.is_repeat) else (words.YES if head.is_repeat else words.NO),
        "quarter": "" if is_missing(head.quarter) else numbers.whole(head.quarter),
        "due_on": None if is_missing(head.due_on) else numbers.day(head.due_on),
    }
    options = {"item": scene.items} if scene.items else None
    return _form(scene, "finding.correct", fixed, filled, options=options)


def _text(value: Any) -> str:
    return "" if is_missing(value) else str(value)
