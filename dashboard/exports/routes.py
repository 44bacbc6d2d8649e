"""The address by which a chart's buttons fetch it as a picture drawn on the server."""

from __future__ import annotations

import io

from flask import Flask, Response, request, send_file

from dashboard.access.trail import write_down
from dashboard.exports.browser import RenderFailed
from dashboard.exports.charts import find_chart
from dashboard.exports.pictures import picture
from dashboard.exports.renderer import FORMATS, render
from dashboard.text import pictures as words
from data.errors import OpennessError
from data.store import Store

CHART_PATH = "/exports/chart"
TYPES = {"png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf"}


def install(server: Flask, store: Store) -> None:
    """Add the route: `?address=<page with its query>&chart=<id>&format=png|svg|pdf` answers a file to keep.

    400 for another format, 404 for an address without that chart, 503 where the server cannot draw; each says
    why, in Chinese.
    """

    @server.get(CHART_PATH)
    def chart() -> Response:
        kind = request.args.get("format", "")
        if kind not in FORMATS:
            return _refused(words.NO_FORMAT.format(format=kind), 400)
        try:
            found = find_chart(store, request.args.get("address", ""), request.args.get("chart", ""))
            if found is None:
                return _refused(words.NO_CHART, 404)
            drawn = render(picture(found.figure), format=kind)
        except RenderFailed as error:
            return _refused(str(error), 503)
        except OpennessError as error:
            return _refused(str(error), 404)
        write_down(store.layout, "export", words.LOGGED.format(title=found.title), format=kind)
        return send_file(
            io.BytesIO(drawn),
            mimetype=TYPES[kind],
            as_attachment=True,
            download_name=f"{found.file}.{kind}",
        )


def _refused(message: str, code: int) -> Response:
    return Response(message, status=code, mimetype="text/plain")
