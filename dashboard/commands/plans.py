"""plan: what a plan document says, its review, and the words in stored tasks that reach nobody."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

from dashboard.commands.arguments import add_by, add_format, add_store, iso_date
from dashboard.commands.output import print_json, print_rows, say
from dashboard.commands.trail import write_down
from data.errors import UsageError
from data.known import stored_plan, work_calendar
from data.layout import file_digest
from data.plan.accept import PlanBatch
from data.plan.compare import compared, said, stored_tasks
from data.plan.document import PRINTED, PlanDocument, read_plan
from data.plan.naming import Naming, decided, naming, unreached, words_of
from data.plan.report import PLAN_HEADINGS, plan_json
from data.plan.review import gone_rows, open_words, review_rows, suggested
from data.plan.review_book import write_review
from data.plan.review_read import Review, read_review
from data.release import Writer

_SHOWN_CHANGES = 60
_WORD_HEADINGS = {"words": "文件用语", "unit": "单位", "suggestions": "建议", "tasks": "任务"}


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command of this module."""
    plan = commands.add_parser("plan", help="从工作方案中读出任务、责任单位和时限")
    plan.add_argument(
        "file",
        nargs="?",
        type=Path,
        metavar="文件",
        help="方案或改好的核对表；不写则列出已存任务中没有对上的责任单位",
    )
    plan.add_argument("--year", type=int, required=True, metavar="年度")
    plan.add_argument("--doc-number", metavar="文号", help="如 区政办发〔2026〕1号（默认取文中所写）")
    plan.add_argument("--issued-on", type=iso_date, metavar="日期", help="印发日期（默认取文中所写）")
    doing = plan.add_mutually_exclusive_group()
    doing.add_argument("--accept", action="store_true", help="存入这些任务")
    doing.add_argument(
        "--review", type=Path, metavar="核对表", help="写成核对表（.xlsx），改好后再用 --accept 存入"
    )
    add_format(plan)
    add_by(plan)
    add_store(plan)
    plan.set_defaults(run=run_plan)


def run_plan(arguments: argparse.Namespace) -> int:
    """Show what a plan document or its review says; write the review, or store the tasks."""
    writer = Writer(arguments.store)
    writer.upgrade()
    if arguments.file is None:
        return _list_unreached(writer, arguments)
    review = read_review(arguments.file, arguments.year)
    if review and (arguments.issued_on or arguments.review):
        raise UsageError("这是核对表：印发日期以表中为准，也不能再生成核对表。请去掉 --issued-on 和 --review")
    document = review.document if review else read_plan(arguments.file, arguments.year, arguments.issued_on)
    known = naming(writer.layout, words_of((*document.tasks, *document.duties)))
    _show(writer, decided(document, known), known, arguments.format)
    items = review.items if review else {}
    _say_changes(list(said(compared(document, stored_tasks(writer.layout, document.year), items))))
    if arguments.review:
        _write_review(writer, document, known, arguments)
    if arguments.accept:
        _accept(writer, document, review, arguments)
    return 0


def _show(writer: Writer, document: PlanDocument, known: Naming, form: str) -> None:
    answer = plan_json(document, work_calendar(writer.layout))
    if form == "json":
        print_json(answer)
    else:
        rows = [
            _flat(task, suggested(known.left_open(one.party), known))
            for task, one in zip(answer, document.tasks, strict=True)
        ]
        print_rows(rows, PLAN_HEADINGS, form)
    for remark in document.remarks:
        say(f"注意：{remark}")


def _say_changes(lines: Sequence[str]) -> None:
    for line in lines[:_SHOWN_CHANGES]:
        say(line)
    if len(lines) > _SHOWN_CHANGES:
        say(f"……另有{len(lines) - _SHOWN_CHANGES}处，见核对表（--review）")


def _flat(task: Mapping[str, object], suggestions: str) -> dict[str, object]:
    """The columns of the table, lists as one text, of the source only the place."""
    place = str(task["source"]).partition(PRINTED)[0]
    shown = {**task, "suggestions": suggestions, "source": place}
    picked = {key: shown[key] for key in PLAN_HEADINGS}
    return {key: "、".join(value) if isinstance(value, list) else value for key, value in picked.items()}


def _write_review(
    writer: Writer, document: PlanDocument, known: Naming, arguments: argparse.Namespace
) -> None:
    stored = stored_tasks(writer.layout, document.year)
    changes = compared(document, stored)
    document.doc_number = arguments.doc_number or document.doc_number
    rows = review_rows(document, work_calendar(writer.layout), known, changes, stored)
    write_review(
        arguments.review,
        document,
        file_digest(arguments.file),
        rows,
        open_words(document, known),
        gone_rows(changes, stored),
        known,
    )
    asked = sum(row.is_asked for row in rows)
    say(f"核对表已写好：{arguments.review}（{len(rows)}项，{asked}项须核对）。改好后用 --accept 存入")


def _accept(
    writer: Writer, document: PlanDocument, review: Review | None, arguments: argparse.Namespace
) -> None:
    batch = PlanBatch(document, arguments.file, arguments.doc_number, arguments.by, review=review)
    known = stored_plan(writer.layout, file_digest(batch.path), document.year, document.issued_on)
    if known is not None:
        say(f"“{batch.path.name}”与第{known}批完全相同，已在库中，未重复存入")
        return
    receipt = writer.submit(batch)
    write_down(arguments, receipt, year=document.year, file=batch.path.name)
    count = len(document.tasks)
    decisions = f"、{receipt.rows_in - count}条责任单位认定" if receipt.rows_in > count else ""
    say(f"已存入第{receipt.batch_id}批：{count}项任务{decisions}，数据版本 {receipt.release_id}")
    asked = [row for row in unreached(writer.layout, document.year) if not row["unit"]]
    if asked:
        say(f"有{len(asked)}个责任单位用语没有对上单位：用 plan --year {document.year} 列出并认定")


def _list_unreached(writer: Writer, arguments: argparse.Namespace) -> int:
    """The words in stored tasks that reach nobody, in the shape of a 责任单位认定 file to be filled in."""
    if arguments.accept or arguments.review or arguments.doc_number or arguments.issued_on:
        raise UsageError("缺少 文件：请写方案文件或改好的核对表")
    rows = unreached(writer.layout, arguments.year)
    if arguments.format == "json":
        print_json(rows)
        return 0
    print_rows(
        [{**row, "suggestions": "、".join(row["suggestions"])} for row in rows],
        _WORD_HEADINGS,
        arguments.format,
    )
    say(f"{arguments.year}年度任务中有{len(rows)}个责任单位用语没有对上单位")
    if rows:
        say("填好“单位”一列即可用 import 存入；有没填的行时加 --accept-valid")
    return 0
