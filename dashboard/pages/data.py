"""数据: a file looked at before it is stored, the batches and releases, the integrity report."""

from __future__ import annotations

from pathlib import Path

from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import attributes
from dashboard.components.history_lists import batch_list, check_panel, release_list
from dashboard.components.states import message, slot
from dashboard.components.upload_review import facts_review, plan_review, refusal_panel, upload_form
from dashboard.desk import Desk, Parts
from dashboard.pages.page import Page
from dashboard.text import data as words
from dashboard.uploads import uploads
from data.batches import FactBatch
from data.checkup import check_store
from data.errors import InputRefused
from data.files.reading import read_files
from data.known import work_calendar
from data.plan.compare import compared, stored_tasks
from data.plan.document import read_plan, year_remark
from data.plan.naming import decided, naming, words_of
from data.plan.review import gone_rows, review_rows
from data.plan.review_read import read_review
from data.release import Writer

FORM_ID, REVIEW_ID, BATCHES_ID, RELEASES_ID, CHECK_ID = (
    "data-form",
    "data-review",
    "data-batches",
    "data-releases",
    "data-check",
)


def layout() -> Component:
    """Return the empty page."""
    return html.Div(
        [
            html.H1(words.PAGE_DATA, className="page-title"),
            html.Div(id=FORM_ID, className="slot"),
            html.Div(id=REVIEW_ID, className="slot", **attributes(aria_live="polite")),
            slot(BATCHES_ID, 300),
            slot(RELEASES_ID, 200),
            html.Div(id=CHECK_ID, className="slot"),
        ]
    )


def draw_form(desk: Desk) -> Component:
    """Draw the form by which a file is sent to be looked at."""
    return upload_form(desk.view)


def draw_review(desk: Desk) -> Component | list[Component] | None:
    """Draw what the sent file says and what is wrong with it; nothing of it is stored."""
    upload_id = desk.view.word("upload")
    if upload_id is None:
        return None
    path = uploads().find(upload_id, desk.reader.key)
    if path is None:
        return message(words.UPLOAD_GONE, words.UPLOAD_GONE_WHY)
    is_plan = desk.view.choice("as", words.UPLOAD_KINDS) == "plan"
    return _plan(desk, path) if is_plan else _facts(desk, path)


def _plan(desk: Desk, path: Path) -> Component | list[Component]:
    layout = desk.store.layout
    try:
        review = read_review(path, desk.view.year)
        document = review.document if review else read_plan(path, desk.view.year)
    except InputRefused as error:
        return refusal_panel(words.PLAN_REFUSED.format(file=path.name), error)
    known = naming(layout, words_of((*document.tasks, *document.duties)))
    document = decided(document, known)
    stored = stored_tasks(layout, document.year)
    changes = compared(document, stored, review.items if review else {})
    rows = review_rows(document, work_calendar(layout), known, changes, stored)
    return plan_review(path.name, rows, gone_rows(changes, stored), list(year_remark(document)))


def _facts(desk: Desk, path: Path) -> Component:
    try:
        result = read_files([path])
        receipt = Writer(desk.store.layout.store).rehearse(FactBatch(list(result.sheets)))
    except InputRefused as error:
        title = words.FACTS_BAD.format(file=path.name, count=len(error.problems))
        return refusal_panel(title, error)
    return facts_review(path.name, result, receipt.rows_in)


def draw_batches(desk: Desk) -> Component:
    """Draw every stored batch, the newest first."""
    return batch_list(desk.store.table("pages/batches"))


def draw_releases(desk: Desk) -> Component:
    """Draw every published release and whether its file is still kept."""
    layout = desk.store.layout
    releases = desk.store.table("pages/releases")
    kept = {name for name in releases["release_id"] if layout.release_file(name).is_file()}
    return release_list(releases, kept, desk.store.release_id)


def draw_check(desk: Desk) -> Component:
    """Draw the integrity report where it is asked for, else the link that asks."""
    is_asked = desk.view.choice("check", ("now",)) is not None
    return check_panel(check_store(desk.store.layout.store) if is_asked else None, desk.view)


PARTS: Parts = {
    FORM_ID: draw_form,
    REVIEW_ID: draw_review,
    BATCHES_ID: draw_batches,
    RELEASES_ID: draw_releases,
    CHECK_ID: draw_check,
}
PAGE = Page("/data", words.PAGE_DATA, layout, PARTS)
