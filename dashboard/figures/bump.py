"""The ranks of one group over the closed rounds of the year and today: one line a unit."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.figures import base
from dashboard.figures.chart import Cell, Chart, Column, Table
from dashboard.figures.window import Window, window
from dashboard.frames import each_row
from dashboard.text import charts, numbers
from dashboard.text import ranking as words

ROW_HEIGHT = 24
LEFT, RIGHT = 34, 230  # pixels for the ranks and the names
# rose, fell, level: colour, line and width at once
LOOKS = {1: (base.BLUE, "solid", 2.5), -1: (base.VERMILLION, "dash", 2.5), 0: (base.AXIS, "solid", 1.5)}


def bump(ranks: pd.DataFrame, group: str, page: int | None = None) -> Chart:
    """Draw one group; at least one row. Of a large group one `page` of units, in the order of their last places.

    `ranks`: unit_id, name, stop, round_name (null for today), as_of, rank, ranked_in_group, total, decimals, place (row
    of the unit then), first_rank, last_rank, climbed (places gained between them), in the order of stop and
    place, as pages/ranking_rounds gives them.
    """
    stops = each_row(ranks.drop_duplicates("stop").sort_values("stop"))
    positions = {stop.stop: position for position, stop in enumerate(stops)}
    units = [(str(unit_id), rows) for unit_id, rows in ranks.groupby("unit_id", sort=False)]
    shown = window(page, int(ranks["place"].max()))
    drawn = [(unit_id, each_row(rows)) for unit_id, rows in units if _stands_in(rows, shown)]
    layout = base.base_layout(
        margin={"l": LEFT, "r": RIGHT, "t": 46, "b": 12},
        xaxis=base.value_axis(
            side="top",
            range=[-0.12, len(stops) - 0.9],
            showgrid=False,
            tickvals=list(positions.values()),
            ticktext=[_stop_name(stop) for stop in stops],
        ),
        yaxis=base.value_axis(
            range=[shown.last + 0.6, shown.first + 0.4], showgrid=False, showticklabels=False
        ),
        annotations=[label for _, points in drawn for label in _labels(points, positions, len(stops) - 1)],
    )
    traces = [
        _line(unit_id, points, positions) | {"cliponaxis": not shown.is_whole} for unit_id, points in drawn
    ]
    told = _summary(units, group)
    return Chart(
        title=shown.title(_title(ranks, group, len(stops))),
        summary=told,
        figure={"data": traces, "layout": layout},
        height=ROW_HEIGHT * (shown.last - shown.first) + 70,
        table=_table(units, stops, told),
    )


def _stands_in(rows: pd.DataFrame, shown: Window) -> bool:
    """Whether a unit's last place is drawn; a line from a place beyond enters at the edge."""
    return bool(shown.first < rows["place"].iloc[-1] <= shown.last)


def _stop_name(stop: Any) -> str:
    name = words.TODAY if numbers.is_missing(stop.round_name) else stop.round_name
    return words.STOP.format(round_name=name, month=f"{stop.as_of.month:02}", day=f"{stop.as_of.day:02}")


def _direction(climbed: int) -> int:
    return (climbed > 0) - (climbed < 0)


def _line(unit_id: str, points: list[Any], positions: dict[Any, int]) -> dict[str, Any]:
    """One unit; where it had no rank its line is broken."""
    colour, dash, width = LOOKS[_direction(points[0].climbed)]
    known = {positions[point.stop]: point for point in points}
    places = range(len(positions))
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": points[0].name,
        "x": list(places),
        "y": [known[at].place if at in known else None for at in places],
        "customdata": [unit_id] * len(positions),
        "line": {"color": colour, "dash": dash, "width": width},
        "marker": {"color": colour, "size": 8},
        "hovertemplate": [_hover(known[at]) if at in known else "" for at in places],
    }


def _hover(point: Any) -> str:
    is_now = numbers.is_missing(point.round_name)
    return words.BUMP_HOVER.format(
        unit=point.name,
        stop=words.TODAY if is_now else point.round_name,
        rank=numbers.whole(point.rank),
        of=numbers.whole(point.ranked_in_group),
        total=numbers.marks(point.total, point.decimals),
        as_of=numbers.day(point.as_of),
        kind=words.BUMP_NOW if is_now else words.BUMP_PUBLISHED,
    )


def _labels(points: list[Any], positions: dict[Any, int], last: int) -> list[dict[str, Any]]:
    """The rank at the left end and rank, name and change at the right, each where the unit stands."""
    labels = []
    first, end = points[0], points[-1]
    ink = {"size": 12, "color": base.INK}
    if positions[first.stop] == 0:
        left = {"x": 0, "y": first.place, "xanchor": "right", "xshift": -10}
        labels.append(base.note(numbers.whole(first.rank), font=ink, **left))
    if positions[end.stop] == last:
        text = words.BUMP_LABEL.format(
            rank=numbers.whole(end.rank), name=end.name, change=numbers.rank_change(end.climbed)
        )
        labels.append(base.note(text, x=last, y=end.place, xanchor="left", xshift=10, font=ink))
    return labels


def _title(ranks: pd.DataFrame, group: str, stop_count: int) -> str:
    if stop_count == 1:
        return words.BUMP_TITLE_ONE.format(group=group)
    units = ranks.drop_duplicates("unit_id")
    best, worst = units.iloc[int(units["climbed"].argmax())], units.iloc[int(units["climbed"].argmin())]
    rose, fell = best["climbed"] > 0, worst["climbed"] < 0
    template = {
        (True, True): words.BUMP_TITLE,
        (True, False): words.BUMP_TITLE_RISE,
        (False, True): words.BUMP_TITLE_FALL,
        (False, False): words.BUMP_TITLE_STILL,
    }[bool(rose), bool(fell)]
    return template.format(
        group=group,
        riser=best["name"],
        places=int(best["climbed"]),
        faller=worst["name"],
        fallen=-int(worst["climbed"]),
    )


def _summary(units: list[tuple[str, pd.DataFrame]], group: str) -> str:
    told = [
        words.BUMP_UNIT.format(
            name=rows["name"].iloc[0],
            first=int(rows["first_rank"].iloc[0]),
            last=int(rows["last_rank"].iloc[0]),
        )
        for _, rows in units
    ]
    return words.BUMP_SUMMARY.format(group=group, units="，".join(told))


def _table(units: list[tuple[str, pd.DataFrame]], stops: list[Any], told: str) -> Table:
    rows = []
    for unit_id, points in units:
        known = {
            point.stop: words.RANK_AND_TOTAL.format(
                rank=numbers.whole(point.rank), total=numbers.marks(point.total, point.decimals)
            )
            for point in each_row(points)
        }
        name: Cell = {"text": points["name"].iloc[0], "unit_id": unit_id}
        shown = [known.get(stop.stop, numbers.NOTHING) for stop in stops]
        rows.append((name, *shown, numbers.rank_change(points["climbed"].iloc[0])))
    columns = (
        Column(charts.UNIT, "link"),
        *[Column(_heading(stop), "number") for stop in stops],
        Column(words.COLUMN_CLIMBED, "number"),
    )
    return Table(caption=told, columns=columns, rows=tuple(rows))


def _heading(stop: Any) -> str:
    return words.TODAY if numbers.is_missing(stop.round_name) else str(stop.round_name)
