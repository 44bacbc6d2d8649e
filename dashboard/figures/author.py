"""What the author of the annual report pastes: tasks by kind, grades by group, findings and their rectification."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.figures import base
from dashboard.figures.chart import Chart, Column, Table
from dashboard.figures.stacked import DARKEST, Part, stacked, stacked_height
from dashboard.frames import each_row
from dashboard.text import lists, numbers
from dashboard.text import overview as words

QUIET = "#d5dae0"
CLASS_PARTS = (
    Part("done", words.COLUMN_DONE, base.BLUE),
    Part("late", words.COLUMN_LATE, base.SKY),
    Part("overdue", words.COLUMN_OVERDUE, base.VERMILLION, "/"),
    Part("open", words.COLUMN_OPEN, QUIET),
)
FINDING_PARTS = (
    Part("in_time", words.IN_TIME, base.BLUE),
    Part("late", words.LATE, base.SKY),
    Part("overdue", words.OVERDUE, base.VERMILLION, "/"),
    Part("open", words.OPEN, QUIET),
)
# from the best grade to the last: dark to light, so that they keep their order in greyscale print
GRADE_COLOURS = (DARKEST, base.BLUE, base.SKY, base.ORANGE, base.YELLOW)


def task_classes(classes: pd.DataFrame) -> Chart:
    """Draw what became of the entries of dated and triggered tasks; open-ended tasks owe none.

    `classes`: deadline_class, tasks, entries, done, late, overdue, open (not due), of (= entries), as_of, and of
    all classes together the share done in time, `in_time_share` (null before anything was due).
    """
    names = [
        words.CLASS_NAME.format(name=words.CLASSES[row.deadline_class], tasks=row.tasks)
        for row in each_row(classes)
    ]
    tasks = dict(zip(classes["deadline_class"], classes["tasks"], strict=True))
    share = classes["in_time_share"].iloc[0]
    template = words.CLASSES_TITLE_NONE if numbers.is_missing(share) else words.CLASSES_TITLE
    title = template.format(
        tasks=int(classes["tasks"].sum()),
        entries=int(classes["due"].sum()),
        share=numbers.percent(share),
        **tasks,
    )
    figure = stacked(classes, names, CLASS_PARTS)
    figure["layout"]["annotations"] = [
        base.note(words.CLASSES_OPEN, x=0, y=place, xanchor="left", xshift=6)
        for place, row in enumerate(each_row(classes))
        if row.deadline_class == "open"
    ]
    rows = tuple(
        (
            words.CLASSES[row.deadline_class],
            numbers.whole(row.tasks),
            numbers.whole(row.entries),
            *[numbers.whole(getattr(row, part.column)) for part in CLASS_PARTS],
        )
        for row in each_row(classes)
    )
    columns = (
        Column(words.COLUMN_CLASS),
        Column(words.COLUMN_TASKS, "number"),
        Column(words.COLUMN_ENTRIES, "number"),
        *[Column(part.name, "number") for part in CLASS_PARTS],
    )
    told = words.CLASSES_SUMMARY.format(parts=_told(classes, CLASS_PARTS))
    return Chart(title, told, figure, stacked_height(classes), Table(told, columns, rows))


def rectification(findings: pd.DataFrame) -> Chart:
    """Draw what became of the findings of each source and of all (pages/author_findings); at least one row."""
    names = [
        words.ALL_SOURCES if numbers.is_missing(row.source) else words.SOURCES[row.source]
        for row in each_row(findings)
    ]
    every = findings.iloc[-1]
    title = words.FINDINGS_TITLE.format(
        found=int(every["found"]),
        rectified=int(every["in_time"] + every["late"]),
        share=numbers.percent(every["in_time_share"]),
        overdue=int(every["overdue"]),
    )
    told = words.FINDINGS_SUMMARY.format(
        parts="，".join(
            words.FINDINGS_PART.format(source=name, found=int(found))
            for name, found in zip(names, findings["found"], strict=True)
        )
    )
    rows = tuple(
        (
            name,
            numbers.whole(row.found),
            *[numbers.whole(getattr(row, part.column)) for part in FINDING_PARTS],
            numbers.percent(row.in_time_share, 1),
            numbers.whole(row.confirmed),
        )
        for name, row in zip(names, each_row(findings), strict=True)
    )
    columns = (
        Column(words.COLUMN_SOURCE),
        Column(words.COLUMN_FOUND, "number"),
        *[Column(part.name, "number") for part in FINDING_PARTS],
        Column(words.COLUMN_IN_TIME_SHARE, "number"),
        Column(words.COLUMN_CONFIRMED, "number"),
    )
    rows_with_sum = findings.assign(of=findings["found"])
    figure = stacked(rows_with_sum, names, FINDING_PARTS)
    return Chart(title, told, figure, stacked_height(findings), Table(told, columns, rows))


def grade_counts(counts: pd.DataFrame) -> Chart:
    """Draw how many units of each group reached each grade (pages/author_grades); at least one group."""
    order = counts.drop_duplicates("grade_no").sort_values("grade_no")
    grades = [words.NOT_RATED if numbers.is_missing(name) else str(name) for name in order["grade"]]
    wide = counts.pivot_table(
        index=["group_no", "group_name", "group_units", "as_of"], columns="grade_no", values="units"
    ).reset_index()
    columns_of = [str(number) for number in order["grade_no"]]
    wide.columns = pd.Index([*wide.columns[:4], *columns_of])
    wide = wide.rename(columns={"group_units": "of"})
    parts = tuple(
        Part(column, name, _grade_colour(place, len(grades)), "x" if place == len(grades) - 1 else "")
        for place, (column, name) in enumerate(zip(columns_of, grades, strict=True))
    )
    names = list(wide["group_name"])
    rows = tuple(
        (
            row["group_name"],
            *[numbers.whole(row[part.column]) for part in parts],
            numbers.whole(row["of"]),
        )
        for _, row in wide.iterrows()
    )
    columns = (
        Column(words.GROUP),
        *[Column(name, "number") for name in grades],
        Column(words.COLUMN_SUM, "number"),
    )
    told = words.GRADES_SUMMARY.format(
        parts="；".join(
            f"{name}：" + "，".join(f"{part.name}{int(row[part.column])}" for part in parts)
            for name, (_, row) in zip(names, wide.iterrows(), strict=True)
        )
    )
    units, top = int(wide["of"].sum()), int(wide[columns_of[0]].sum())
    template = words.GRADES_TITLE if len(grades) > 1 else words.GRADES_TITLE_NONE
    if len(grades) > 1 and int(wide[columns_of[-1]].sum()) == units:
        template = words.GRADES_TITLE_UNRATED
    title = template.format(units=units, top=top, grade=grades[0], share=numbers.percent(top / units))
    return Chart(title, told, stacked(wide, names, parts), stacked_height(wide), Table(told, columns, rows))


def _grade_colour(place: int, count: int) -> str:
    return QUIET if place == count - 1 else GRADE_COLOURS[place % len(GRADE_COLOURS)]


def _told(rows: pd.DataFrame, parts: tuple[Part, ...]) -> str:
    told: list[Any] = [f"{part.name}{int(rows[part.column].sum())}{lists.ITEMS}" for part in parts]
    return "，".join(told)
