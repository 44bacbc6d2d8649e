"""数据: a file looked at before it is stored, the batches and releases, the integrity report."""

from __future__ import annotations

from collections.abc import Callable

from dash import html
from dash.development.base_component import Component

from dashboard.components.accept_forms import Switched, rollback_panel, undo_panel
from dashboard.components.attributes import attributes
from dashboard.components.history_lists import batch_list, check_panel, release_list
from dashboard.components.states import message, slot
from dashboard.components.upload_review import upload_form
from dashboard.components.waiting import waiting_notes
from dashboard.desk import Desk, Parts
from dashboard.pages.data_review import draw_review
from dashboard.pages.page import Page
from dashboard.text import data as words
from dashboard.work_routes import doer_of
from data.batches import Connection, rollback_states, undo_states
from data.errors import InputRefused, OpennessError
from data.layout import published
from data.upkeep import checked_store
from data.work.steps.batches import refuse_others_batches, switched_batches

FORM_ID, REVIEW_ID, UNDO_ID, BATCHES_ID, RELEASES_ID, CHECK_ID = (
    "data-form",
    "data-review",
    "data-undo",
    "data-batches",
    "data-releases",
    "data-check",
)
_LIVE = {"aria_live": "polite"}


def layout() -> Component:
    """Return the empty page."""
    return html.Div(
        [
            html.H1(words.PAGE_DATA, className="page-title"),
            html.Div(id=FORM_ID, className="slot"),
            html.Div(id=REVIEW_ID, className="slot", **attributes(**_LIVE)),
            html.Div(id=UNDO_ID, className="slot", **attributes(**_LIVE)),
            slot(BATCHES_ID, 300),
            slot(RELEASES_ID, 200),
            html.Div(id=CHECK_ID, className="slot"),
        ]
    )


def draw_form(desk: Desk) -> Component | None:
    """Draw the form by which a file is sent to be looked at, for those who may."""
    return upload_form(desk.view) if desk.reader.may_ask("POST /data/uploads") else None


def draw_undo(desk: Desk) -> Component | None:
    """Draw what an undo or a rollback that was asked for would change, and the form that does it."""
    batch, release = desk.view.number("undo"), desk.view.word("back")
    try:
        if batch is not None and desk.reader.may_work("batch.undo"):
            return _undo(desk, batch)
        if release is not None and desk.reader.may_work("release.rollback"):
            return _rollback(desk, release)
    except InputRefused as error:
        told = "".join(f"{each.problem}。{each.action}" for each in error.problems)
        return message(words.UNDO_NOT.format(batch=batch), told)
    except OpennessError as error:
        return message(words.UNDO_NOT.format(batch=batch or release), str(error))
    return None


def _undo(desk: Desk, batch: int) -> Component:
    switched = _switched(desk, lambda connection: undo_states(connection, batch))
    what, note = next((what, note) for number, what, note, _ in switched if number == batch)
    return undo_panel(batch, what, note, switched, desk.view)


def _rollback(desk: Desk, release: str) -> Component:
    switched = _switched(desk, lambda connection: rollback_states(connection, release))
    releases = desk.store.table("pages/releases")
    last = int(releases.loc[releases["release_id"] == release, "last_batch_id"].iloc[0])
    return rollback_panel(release, last, switched, desk.view)


def _switched(desk: Desk, states_of: Callable[[Connection], dict[int, bool]]) -> Switched:
    """What would be switched; NotAllowed where it is not this reader's to switch."""
    with published(desk.store.layout) as connection:
        states = states_of(connection)
        refuse_others_batches(connection, states, doer_of(desk.reader))
        return switched_batches(connection, states)


def draw_batches(desk: Desk) -> list[Component]:
    """Draw what waits for a second person, and every stored batch, the newest first."""
    may_undo = desk.reader.may_work("batch.undo")
    batches = batch_list(desk.store.table("pages/batches"), desk.view if may_undo else None)
    return [*waiting_notes(desk, _WAITING), batches]


_WAITING = (
    *("upload.accept", "plan.accept", "scheme.accept", "calendar.accept"),
    *("batch.undo", "release.rollback"),
)


def draw_releases(desk: Desk) -> Component:
    """Draw every published release and whether its file is still kept."""
    layout = desk.store.layout
    releases = desk.store.table("pages/releases")
    kept = {name for name in releases["release_id"] if layout.release_file(name).is_file()}
    may_go_back = desk.reader.may_work("release.rollback")
    return release_list(releases, kept, desk.store.release_id, desk.view if may_go_back else None)


def draw_check(desk: Desk) -> Component:
    """Draw the integrity report where it is asked for, else the link that asks."""
    is_asked = desk.view.choice("check", ("now",)) is not None
    return check_panel(checked_store(desk.store.layout.store) if is_asked else None, desk.view)


PARTS: Parts = {
    FORM_ID: draw_form,
    REVIEW_ID: draw_review,
    UNDO_ID: draw_undo,
    BATCHES_ID: draw_batches,
    RELEASES_ID: draw_releases,
    CHECK_ID: draw_check,
}
PAGE = Page("/data", words.PAGE_DATA, layout, PARTS)
