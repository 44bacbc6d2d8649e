"""The part of 数据 that shows a file that was sent: what it says, what is wrong with it, whether to accept it."""

from __future__ import annotations

import shutil
from pathlib import Path

from dash import html
from dash.development.base_component import Component

from dashboard.components.accept_forms import accept_panel, returned_link
from dashboard.components.panel import panel
from dashboard.components.states import message
from dashboard.components.upload_review import (
    calendar_review,
    facts_review,
    plan_review,
    refusal_panel,
    scheme_review,
)
from dashboard.components.work_form import unscored_note
from dashboard.desk import Desk
from dashboard.text import data as words
from dashboard.uploads import Upload, uploads
from data.batches import FactBatch
from data.calendar import read_calendar
from data.errors import InputRefused, Problem
from data.files.reading import ReadResult, read_files
from data.files.returned import write_returned
from data.integrity import MOST_PROBLEMS
from data.known import already_stored, stored_calendar, stored_plan, stored_scheme, work_calendar
from data.layout import file_digest
from data.plan.compare import compared, stored_tasks
from data.plan.document import read_plan, year_remark
from data.plan.naming import decided, naming, words_of
from data.plan.review import gone_rows, open_words, review_rows
from data.plan.review_book import write_review
from data.plan.review_read import read_review
from data.release import Writer
from data.scheme import read_scheme, warnings
from data.tickets import Receipt
from data.work.steps.uploads import ALL_ROWS, FOUR_EYED, VALID_ROWS, refused_digest

Content = Component | list[Component]


def draw_review(desk: Desk) -> Content | None:
    """Draw what the sent file says and what is wrong with it, and for whom may, the form that accepts it."""
    upload_id = desk.view.word("upload")
    if upload_id is None:
        return None
    upload = uploads().get(upload_id, desk.reader.key)
    if upload is None:
        return message(words.UPLOAD_GONE, words.UPLOAD_GONE_WHY)
    if upload.told:
        return _settled(upload_id, upload)
    kind = desk.view.choice("as", words.UPLOAD_KINDS) or "facts"
    return _READERS[kind](desk, upload_id, upload)


def _settled(upload_id: str, upload: Upload) -> Component:
    also = [html.P(returned_link(upload_id, words.RETURNED))] if upload.returned and upload.is_refused else []
    return panel(words.UPLOAD_SETTLED.format(file=upload.path.name), html.P(upload.told), *also)


def _known(upload: Upload, batch: int | None) -> list[Component]:
    """A box that says so where the very same is stored already."""
    if batch is None:
        return []
    return [panel(words.KNOWN.format(file=upload.path.name, batch=batch))]


def _named(upload_id: str, upload: Upload) -> dict[str, str | int | None]:
    """What the form says of the file: which upload, and its bytes as they were looked at."""
    return {"upload": upload_id, "file": upload.path.name, "digest": file_digest(upload.path)}


def _facts(desk: Desk, upload_id: str, upload: Upload) -> Content:
    path, writer = upload.path, Writer(desk.store.layout.store)
    try:
        result = read_files([path])
    except InputRefused as error:
        return refusal_panel(words.FACTS_BAD.format(file=path.name, count=len(error.problems)), error)
    known = already_stored(desk.store.layout, {sheet.sha256 for sheet in result.sheets})
    if known:
        return _known(upload, max(known.values()))
    try:
        receipt = writer.rehearse(FactBatch(list(result.sheets)))
    except InputRefused as error:
        title = words.FACTS_BAD.format(file=path.name, count=len(error.problems))
        is_whole = len(error.problems) > MOST_PROBLEMS  # then no good rows are told apart either
        partly = [] if is_whole else _partly(desk, upload_id, upload, result, error)
        return [refusal_panel(title, error), *partly]
    review = facts_review(path.name, result, receipt.rows_in)
    fixed = {**_named(upload_id, upload), "rows": ALL_ROWS}
    button = words.ACCEPT_FACTS.format(rows=receipt.rows_in)
    return [review, _accept_facts(desk, fixed, button, _second(result))]


def _partly(
    desk: Desk, upload_id: str, upload: Upload, result: ReadResult, error: InputRefused
) -> list[Component]:
    """The form that stores the good rows, where there are any, and the workbook of the others."""
    batch = FactBatch(list(result.sheets), accept_valid=True)
    try:
        receipt: Receipt | None = Writer(desk.store.layout.store).rehearse(batch)
    except InputRefused:
        receipt = None
    problems = batch.refused if receipt else error.problems
    upload.returned = _returned(upload.path, result, problems)
    upload.is_refused = upload.returned is not None
    link = returned_link(upload_id, words.RETURNED) if upload.returned else None
    if receipt is None:
        return [html.P(link)] if link else []
    fixed = {**_named(upload_id, upload), "rows": VALID_ROWS, "shown": refused_digest(problems)}
    note = words.ACCEPT_VALID_NOTE.format(refused=receipt.rows_refused) + _second(result)
    button = words.ACCEPT_VALID.format(rows=receipt.rows_in)
    return [_accept_facts(desk, fixed, button, note, link)]


def _returned(path: Path, result: ReadResult, problems: list[Problem]) -> Path | None:
    written = write_returned(_fresh(path), result.sheets, problems)
    return written[0] if written else None


def _fresh(path: Path) -> Path:
    """An empty folder beside an upload, for what goes back to whoever sent it."""
    folder = path.parent / "returned"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


def _second(result: ReadResult) -> str:
    return words.ACCEPT_SECOND if any(sheet.kind.name in FOUR_EYED for sheet in result.sheets) else ""


def _accept_facts(
    desk: Desk,
    fixed: dict[str, str | int | None],
    button: str,
    note: str,
    returned: Component | None = None,
) -> Component:
    if not desk.reader.may_work("upload.accept"):
        return html.P([words.NOT_YOURS_FACTS, *([returned] if returned else [])], className="panel-note")
    return accept_panel("upload.accept", fixed, button, note, desk.view, returned=returned)


def _plan(desk: Desk, upload_id: str, upload: Upload) -> Content:
    layout, path = desk.store.layout, upload.path
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
    gone, named = gone_rows(changes, stored), _named(upload_id, upload)
    shown = plan_review(path.name, rows, gone, list(year_remark(document)))
    if review is None:
        upload.returned = _fresh(path) / words.REVIEW_FILE.format(stem=path.stem)
        asked = open_words(document, known)
        write_review(upload.returned, document, str(named["digest"]), rows, asked, gone, known)
    same = stored_plan(layout, str(named["digest"]), document.year, document.issued_on)
    if same is not None:
        return [*_known(upload, same), *shown]
    link = returned_link(upload_id, words.REVIEW_BOOK) if upload.returned else None
    if not desk.reader.may_work("plan.accept"):
        return [*shown, html.P([words.NOT_YOURS_PLAN, *([link] if link else [])], className="panel-note")]
    fixed = {**named, "year": document.year}
    button = words.ACCEPT_PLAN.format(tasks=len(document.tasks))
    note = words.ACCEPT_PLAN_NOTE + unscored_note(desk.store, document.year)
    return [*shown, accept_panel("plan.accept", fixed, button, note, desk.view, returned=link)]


def _scheme(desk: Desk, upload_id: str, upload: Upload) -> Content:
    try:
        scheme = read_scheme(upload.path)
    except InputRefused as error:
        title = words.SCHEME_BAD.format(file=upload.path.name, count=len(error.problems))
        return refusal_panel(title, error)
    shown = scheme_review(upload.path.name, scheme, warnings(scheme))
    same = stored_scheme(desk.store.layout, scheme)
    if same is not None:
        return [*_known(upload, same), shown]
    button, note = words.ACCEPT_SCHEME.format(year=scheme.year), words.ACCEPT_SCHEME_NOTE
    return [shown, _accept_setting(desk, "scheme.accept", _named(upload_id, upload), button, note)]


def _calendar(desk: Desk, upload_id: str, upload: Upload) -> Content:
    try:
        days = read_calendar(upload.path)
    except InputRefused as error:
        title = words.CALENDAR_BAD.format(file=upload.path.name, count=len(error.problems))
        return refusal_panel(title, error)
    shown = calendar_review(upload.path.name, days, work_calendar(desk.store.layout))
    same = stored_calendar(desk.store.layout, days)
    if same is not None:
        return [*_known(upload, same), shown]
    button, note = words.ACCEPT_CALENDAR, words.ACCEPT_CALENDAR_NOTE
    return [shown, _accept_setting(desk, "calendar.accept", _named(upload_id, upload), button, note)]


def _accept_setting(
    desk: Desk, step: str, fixed: dict[str, str | int | None], button: str, note: str
) -> Component:
    if not desk.reader.may_work(step):
        return html.P(words.NOT_YOURS_SETTINGS, className="panel-note")
    return accept_panel(step, fixed, button, note, desk.view)


_READERS = {"facts": _facts, "plan": _plan, "scheme": _scheme, "calendar": _calendar}
