"""All feedback sheets and all charts of the demonstration, against the renderer drawing the same figures and no more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bench.measure import Result, Run, against, timed, workplace
from bench.serving import DAY
from dashboard.exports.charts import chart_pieces, every_chart
from dashboard.exports.documents.feedback import feedback_pieces
from dashboard.exports.occasion import Occasion
from dashboard.exports.pictures import picture
from dashboard.exports.renderer import RENDERER, render
from data.demo.build import build_demo
from data.store import Store


def measure_exports(run: Run) -> Iterator[Result]:
    """One row; a store opened anew each time, so that the scores are computed each time."""
    with workplace() as name:
        path = Path(name) / "store"
        build_demo(path, lambda *_: None)
        figures = [picture(chart.figure) for chart in every_chart(_occasion(path))]
        RENDERER.check()
        turns = [
            (
                timed(lambda: _export(path)),
                timed(lambda: [render(figure, format="png") for figure in figures]),
            )
            for _ in range(run.repeats)
        ]
        RENDERER.close()
    yield against(
        f"34 feedback sheets and all {len(figures)} charts as PNG, "
        "against the renderer drawing the same figures",
        "s",
        [turn[0] for turn in turns],
        [turn[1] for turn in turns],
    )


def _export(path: Path) -> None:
    occasion = _occasion(path)
    for piece in [*feedback_pieces(occasion), *chart_pieces(occasion, ("png",))]:
        piece.make()


def _occasion(path: Path) -> Occasion:
    return Occasion.of(Store(path), year=DAY.year, as_of=DAY)
