"""The routes by which the page asks for exports: begin one, ask how far it is, fetch its file."""

from __future__ import annotations

from flask import Flask, Response, jsonify, request, send_file

from dashboard.access.gate import asked_by_our_page
from dashboard.access.reader import current_reader
from dashboard.access.trail import write_down
from dashboard.exports.jobs import Jobs
from dashboard.exports.occasion import Occasion
from dashboard.shell import desk_at
from dashboard.text import access
from dashboard.text import exports as words
from data.errors import OpennessError, StoreBusy
from data.store import Store

JOBS_PATH = "/exports/jobs"


def install_jobs(server: Flask, store: Store) -> None:
    """Add the routes to a server."""
    jobs = Jobs()

    @server.post(JOBS_PATH)
    def start() -> tuple[Response, int]:
        if not asked_by_our_page():
            return _refused(access.ASK_FROM_THE_PAGE, 403)
        body = request.get_json(silent=True)
        asked = body if isinstance(body, dict) else {}
        kinds = asked.get("kinds")
        if not isinstance(kinds, list) or not kinds or not all(kind in list(words.KINDS) for kind in kinds):
            return _refused(words.CHOOSE_A_KIND, 400)
        try:
            _, desk = desk_at(store, str(asked.get("address", "")))
            occasion = Occasion.at(desk)
        except OpennessError as error:
            return _refused(str(error), 400)
        if not all(current_reader().may_export(kind) for kind in kinds):
            return _refused(access.NOT_FOR_YOU, 403)
        try:
            job = jobs.start(kinds, occasion, current_reader().key)
        except StoreBusy as error:
            return _refused(str(error), 429)
        write_down(store.layout, "export", "、".join(kinds), of=occasion.stem, unit_id=occasion.unit_id)
        return jsonify(job.report()), 202

    @server.get(f"{JOBS_PATH}/<job_id>")
    def ask(job_id: str) -> tuple[Response, int]:
        job = jobs.find(job_id, current_reader().key)
        return _refused(words.NO_JOB, 404) if job is None else (jsonify(job.report()), 200)

    @server.get(f"{JOBS_PATH}/<job_id>/file")
    def fetch(job_id: str) -> Response | tuple[Response, int]:
        job = jobs.find(job_id, current_reader().key)
        if job is None or job.file is None:
            return _refused(words.NO_JOB, 404)
        return send_file(job.file, as_attachment=True, download_name=job.name)


def _refused(message: str, code: int) -> tuple[Response, int]:
    return jsonify(message=message), code
