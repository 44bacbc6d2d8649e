"""The routes of 数据: a file is sent to be looked at, and its refused rows are fetched as a workbook."""

from __future__ import annotations

import io

from flask import Flask, Response, jsonify, request, send_file

from dashboard.access.gate import asked_by_our_page
from dashboard.access.reader import current_reader
from dashboard.access.trail import write_down
from dashboard.text import access
from dashboard.text import data as words
from dashboard.uploads import MOST_BYTES, uploads
from data.store import Store

UPLOADS_PATH = "/data/uploads"


def install_uploads(server: Flask, store: Store) -> None:
    """Add the routes to a server."""

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

    @server.get(f"{UPLOADS_PATH}/<upload_id>/returned")
    def returned(upload_id: str) -> Response | tuple[Response, int]:
        upload = uploads().get(upload_id, current_reader().key)
        if upload is None or upload.returned is None or not upload.returned.is_file():
            return jsonify(message=words.UPLOAD_GONE), 404
        write_down(store.layout, "export", upload.returned.name)
        content = io.BytesIO(upload.returned.read_bytes())  # the file may be written anew meanwhile
        return send_file(content, as_attachment=True, download_name=upload.returned.name)
