"""template list, export, import: the office's own words around the numbers of a document."""

from __future__ import annotations

import argparse
from pathlib import Path

from dashboard.commands.arguments import add_by, add_format, add_store, open_store
from dashboard.commands.output import print_json, print_rows, say
from dashboard.commands.trail import write_down
from dashboard.text.documents import DOCUMENTS
from data.release import Writer
from data.templates import TemplateBatch

_HEADINGS = {"kind": "种类", "name": "文书", "file": "本单位的模板", "batch_id": "批次"}


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands of this module."""
    templates = commands.add_parser("template", help="列出、导出、导入文书模板")
    actions = templates.add_subparsers(dest="action", required=True, metavar="动作")
    listing = actions.add_parser("list", help="哪些文书用了自己的模板")
    add_format(listing)
    listing.set_defaults(run=run_list)
    exporting = actions.add_parser("export", help="导出现用的模板，用 WPS 或 Word 修改")
    exporting.set_defaults(run=run_export)
    importing = actions.add_parser("import", help="检查并启用改好的模板")
    add_by(importing)
    importing.set_defaults(run=run_import)
    kinds = "、".join(f"{kind}（{name}）" for kind, name in DOCUMENTS.items())
    for parser in (exporting, importing):
        parser.add_argument("kind", choices=tuple(DOCUMENTS), metavar="文书", help=kinds)
        parser.add_argument("file", type=Path, metavar="文件", help="DOCX")
    for parser in (listing, exporting, importing):
        add_store(parser)


def run_list(arguments: argparse.Namespace) -> int:
    """Every document, and the office's own template where there is one."""
    stored = open_store(arguments.store).table("pages/templates").set_index("kind")
    rows = [
        {
            "kind": kind,
            "name": name,
            "file": stored["file"].get(kind),
            "batch_id": stored["batch_id"].get(kind),
        }
        for kind, name in DOCUMENTS.items()
    ]
    if arguments.format == "json":
        print_json(rows)
    else:
        print_rows(rows, _HEADINGS, arguments.format)
    return 0


def run_export(arguments: argparse.Namespace) -> int:
    """Write the template a document is made from."""
    # what reads and writes documents is slow to import: no other command waits for it
    from dashboard.exports.documents.templates import template_for
    from dashboard.exports.piece import whole_file

    template = template_for(open_store(arguments.store), arguments.kind)
    with whole_file(arguments.file) as file:
        file.write(template)
    say("可用的字段见 docs/templates.md")
    print(f"已导出{DOCUMENTS[arguments.kind]}的模板：{arguments.file}")
    return 0


def run_import(arguments: argparse.Namespace) -> int:
    """Check an edited template and use it from now on."""
    from dashboard.exports.documents.templates import read_template

    batch: TemplateBatch = read_template(arguments.file, arguments.kind, arguments.by)
    receipt = Writer(arguments.store).submit(batch)
    write_down(arguments, receipt, template=batch.note)
    print(
        f"已启用{batch.note}：第{receipt.batch_id}批，数据版本 {receipt.release_id}。"
        f"用 undo {receipt.batch_id} 可恢复原来的模板"
    )
    return 0
