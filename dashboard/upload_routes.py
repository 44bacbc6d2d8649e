"""The route by which the page 数据 sends a file to be looked at."""

from __future__ import annotations

from flask import Flask, Response, jsonify, request

from dashboard.access.gate import asked_by_our_page
from dashboard.access.reader import current_reader
from dashboard.text import access
from dashboard.text import data as words
from dashboard.uploads import MOST_BYTES, uploads

UPLOADS_PATH = "/data/uploads"


def install_uploads(server: Flask) -> None:
    """Add the route to a server."""

    @server.post(UPLOADS_PATH)
    def receive() -> tuple[Response, int]:
        if not asked_by_our_page():
            return jsonify(message=access.ASK_FROM_THE_PAGE), 403
        if (request.content_length or 0) > MOST_BYTES:
            return jsonify(message=words.UPLOAD_TOO_LARGE.format(megabytes=MOST_BYTES // 1_000_000)), 413
        file = request.files.get("file")
        if file is None or not file.filename:
            return jsonify(message=words.UPLOAD_NO_FILE), 400
        return jsonify(id=uploads().keep(file.filename, file.stream, current_reader().key)), 201
