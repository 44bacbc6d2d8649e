"""The routes by which the page asks for exports: begin one, ask how far it is, fetch its file."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, Response, jsonify, request, send_file

from dashboard.desk import Desk
from dashboard.exports.jobs import Jobs
from dashboard.exports.occasion import Occasion
from dashboard.shell import read_view
from dashboard.text import exports as words
from data.errors import OpennessError
from data.store import Store

JOBS_PATH = "/exports/jobs"
ASKING_HEADER = "X-Openness"  # another site's form cannot send it: only our own page starts work here


def install_jobs(server: Flask, store: Store) -> None:
    """Add the routes to a server."""
    jobs = Jobs()

    @server.post(JOBS_PATH)
    def start() -> tuple[Response, int]:
        if request.headers.get(ASKING_HEADER) is None:
            return _refused(words.ASK_FROM_THE_PAGE, 403)
        body = request.get_json(silent=True)
        asked = body if isinstance(body, dict) else {}
        kinds = asked.get("kinds")
        if not isinstance(kinds, list) or not kinds or not all(kind in list(words.KINDS) for kind in kinds):
            return _refused(words.CHOOSE_A_KIND, 400)
        try:
            occasion = Occasion.at(_desk_at(store, str(asked.get("address", ""))))
        except OpennessError as error:
            return _refused(str(error), 400)
        return jsonify(jobs.start(kinds, occasion).report()), 202

    @server.get(f"{JOBS_PATH}/<job_id>")
    def ask(job_id: str) -> tuple[Response, int]:
        job = jobs.find(job_id)
        return _refused(words.NO_JOB, 404) if job is None else (jsonify(job.report()), 200)

    @server.get(f"{JOBS_PATH}/<job_id>/file")
    def fetch(job_id: str) -> Response | tuple[Response, int]:
        job = jobs.find(job_id)
        if job is None or job.file is None:
            return _refused(words.NO_JOB, 404)
        return send_file(job.file, as_attachment=True, download_name=job.name)


def _desk_at(store: Store, address: str) -> Desk:
    parts = urlsplit(address)
    return Desk(store, read_view(store, parts.path, parts.query))


def _refused(message: str, code: int) -> tuple[Response, int]:
    return jsonify(message=message), code
