"""`python -m bench.bare --store STORE --port PORT`: what the product is measured against, served as the product is.

An empty callback of a Dash application; the ranking board's query as bare JSON; a page with plotly and one chart.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import waitress
from dash import Dash, Input, Output, dcc, html
from flask import Flask, Response

from bench.serving import CHART, CHART_PAGE, DAY
from dashboard.delivery import Compression
from dashboard.exports.charts import find_chart
from dashboard.figures.base import CONFIG
from dashboard.page_files import asset_address
from dashboard.settings import ASSETS_FOLDER, Settings
from data.store import Store

_PLOTLY = ("vendor/plotly-basic-4.1.1.min.js", "vendor/plotly-zh-cn.js", "plotlyconfig.js")
_PAGE = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="UTF-8">{scripts}</head>
<body><div id="chart" style="height: {height}px"></div>
<script>Plotly.newPlot("chart", {data}, {layout}, {config});</script></body></html>"""


def make_app(store: Store) -> Dash:
    """The application: `empty.children` is its callback, /bare.json and /chart its routes."""
    app = Dash("bench.bare", assets_folder=str(ASSETS_FOLDER), include_assets_files=False)
    app.layout = html.Div([dcc.Store(id="asked"), html.Div(id="empty")])

    @app.callback(Output("empty", "children"), Input("asked", "data"))
    def fill(_: Any) -> str:
        return ""

    _add_routes(app.server, store)
    Compression().install(app.server)
    return app


def _add_routes(server: Flask, store: Store) -> None:
    page = _chart_page(store)

    @server.get("/bare.json")
    def bare() -> Response:
        rows = store.query("pages/ranking_board", year=DAY.year, as_of=DAY, group_name=None)
        return Response(rows.to_json(orient="records"), mimetype="application/json")

    @server.get("/chart")
    def chart() -> str:
        return page


def _chart_page(store: Store) -> str:
    """The same figure as on the product's page, written into the page itself."""
    found = find_chart(store, CHART_PAGE, CHART)
    assert found is not None, CHART
    layout = found.figure["layout"]
    return _PAGE.format(
        scripts="".join(f'<script src="{asset_address(name)}"></script>' for name in _PLOTLY),
        height=layout.get("height") or found.height,
        data=json.dumps(found.figure["data"]),
        layout=json.dumps(layout),
        config=json.dumps({**CONFIG, "responsive": True}),
    )


def main() -> None:
    """Serve until ended."""
    parser = argparse.ArgumentParser(prog="python -m bench.bare")
    parser.add_argument("--store", type=Path, required=True)
    parser.add_argument("--port", type=int, required=True)
    asked = parser.parse_args()
    app = make_app(Store(asked.store))
    waitress.serve(app.server, host="127.0.0.1", port=asked.port, threads=Settings.threads, ident=None)


if __name__ == "__main__":
    main()
