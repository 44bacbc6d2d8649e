"""The routes of work: a form that was filled in arrives here and is stored, and attachments are fetched again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import Flask, Response, jsonify, request, send_file

from dashboard.access.gate import asked_by_our_page
from dashboard.access.log_words import action_name
from dashboard.access.reader import Reader, current_reader
from dashboard.access.trail import write_down, write_refusal
from dashboard.attachments import kept_files
from dashboard.settings import Settings
from dashboard.text import access
from dashboard.text import data as data_words
from dashboard.text import work as words
from dashboard.uploads import uploads
from data.errors import InputRefused, NotAllowed, OpennessError, Problem
from data.files.sheet import Workspace
from data.store import Store
from data.work.asks import Ask, refusal
from data.work.books import Doer
from data.work.office import ENDINGS, Office, Saved
from data.work.steps import STEPS

WORK_PATH = "/work"
TOKEN = "token"
UPLOAD = "upload"
_TOKEN_LENGTHS = range(8, 65)
_MOST_TOLD = 20  # problems of one answer


def install_work(server: Flask, store: Store, settings: Settings) -> None:
    """Add the routes to a server."""
    office = Office(store.layout, four_eyes=settings.four_eyes)

    @server.post(f"{WORK_PATH}/<step>")
    def work(step: str) -> tuple[Response, int]:
        if not asked_by_our_page():
            return jsonify(message=access.ASK_FROM_THE_PAGE), 403
        reader = current_reader()
        if not reader.may_work(step):
            return _not_allowed(store, reader, step, access.NOT_FOR_YOU)
        try:
            saved = _take(office, step, reader)
        except InputRefused as error:
            return jsonify(message=words.REFUSED, problems=told_problems(error, _asks(step))), 422
        except NotAllowed as error:
            return _not_allowed(store, reader, step, str(error))
        except OpennessError as error:
            return jsonify(message=str(error)), 503
        told = _message(store, step, saved)
        uploads().settle(request.form.get(UPLOAD, ""), reader.key, told)
        return jsonify(message=told, batch=saved.receipt.batch_id), 200

    @server.get("/evidence/<sha256>")
    def evidence(sha256: str) -> Response | tuple[Response, int]:
        found = current_reader().scoped(store).table("pages/evidence_file", digest=sha256)
        path = store.layout.objects / sha256
        if found.empty or not path.is_file():
            return jsonify(message=words.NO_EVIDENCE), 404
        return send_file(path, as_attachment=True, download_name=str(found.iloc[0]["name"]))


def _take(office: Office, step: str, reader: Reader) -> Saved:
    """Give what this request's form says to the office."""
    sent = request.form.to_dict()
    token = sent.pop(TOKEN, "")
    if len(token) not in _TOKEN_LENGTHS:
        raise InputRefused([refusal(None, None, words.NO_TOKEN, words.RELOAD)])
    workspace = Workspace()  # goes with the request
    files = kept_files(request.files.getlist("files"), workspace.path)
    return office.take(step, sent, doer_of(reader), token, files, _source(step, sent, reader))


def _source(step: str, sent: dict[str, str], reader: Reader) -> Path | None:
    """The uploaded file that a form accepts, None where its step takes none; its name is the file's own."""
    if step not in STEPS or not STEPS[step].takes_upload:
        return None
    path = uploads().find(sent.get(UPLOAD, ""), reader.key)
    if path is None:
        raise InputRefused([refusal(None, None, data_words.UPLOAD_GONE, data_words.UPLOAD_GONE_WHY)])
    sent["file"] = path.name
    return path


def doer_of(reader: Reader) -> Doer:
    """Return who a reader is to the store."""
    return Doer(reader.login, reader.name, reader.role, reader.unit_id)


def _asks(step: str) -> tuple[Ask, ...]:
    return ENDINGS[step][1] if step in ENDINGS else STEPS[step].asks


def told_problems(error: InputRefused, asks: tuple[Ask, ...]) -> list[dict[str, Any]]:
    """Every problem with the field of the form it belongs to, None for the form as a whole."""
    return [
        {"field": _field(problem, asks), "message": f"{problem.problem}。{problem.action}"}
        for problem in error.problems[:_MOST_TOLD]
    ]


def _field(problem: Problem, asks: tuple[Ask, ...]) -> str | None:
    for ask in asks:
        if ask.chinese == problem.column and ask.type != "hidden":
            return ask.name
        for column in ask.columns:
            if column.chinese == problem.column and problem.row is not None:
                return f"{ask.name}.{problem.row - 1}.{column.name}"
    return None


def _message(store: Store, step: str, saved: Saved) -> str:
    """What the reader is told of a save, which is written into the audit log first."""
    if saved.is_repeated:
        return saved.subject
    told = words.WAITING if saved.is_waiting else words.SAVED
    missing = "" if _is_written_down(store, step, saved) else words.NOT_WRITTEN_DOWN
    return told.format(step=action_name(step), subject=saved.subject, batch=saved.receipt.batch_id) + missing


def _is_written_down(store: Store, step: str, saved: Saved) -> bool:
    """Write the save into the audit log; a log that cannot be written does not undo what is stored."""
    try:
        write_down(
            store.layout,
            step,
            saved.subject,
            before=saved.before,
            batch=saved.receipt.batch_id,
            release=saved.receipt.release_id,
            rows=saved.after,
        )
    except OpennessError:
        return False
    return True


def _not_allowed(store: Store, reader: Reader, step: str, message: str) -> tuple[Response, int]:
    write_refusal(store.layout, f"POST {WORK_PATH}/{step}", f"{WORK_PATH}/{step}", reader)
    return jsonify(message=message), 403
