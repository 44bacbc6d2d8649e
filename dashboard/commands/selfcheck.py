"""selfcheck: what the system stands on, line by line; for a person, and for a monitor as JSON."""

from __future__ import annotations

import argparse

from dashboard.commands.arguments import add_format, add_store
from dashboard.commands.output import print_json, print_rows
from dashboard.text import selfcheck as words

_HEADINGS = {
    "state_text": words.COLUMN_STATE,
    "subject": words.COLUMN_SUBJECT,
    "found": words.COLUMN_FOUND,
    "meaning": words.COLUMN_MEANING,
}
_KEYS = ("key", "state", "subject", "found", "meaning")


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("selfcheck", help="系统自检：备份、磁盘、日历、字体等是否正常")
    add_format(parser)
    add_store(parser)
    parser.set_defaults(run=run_selfcheck)


def run_selfcheck(arguments: argparse.Namespace) -> int:
    """Print the report; 1 when a line is bad, 0 also when some are only to be watched."""
    from dashboard.selfcheck import Machine, is_in_order, self_check

    lines = self_check(arguments.store, Machine.here(arguments.store))
    rows = [
        {
            "key": line.key,
            "state": line.state,
            "state_text": words.STATES[line.state][0],
            "subject": words.SUBJECTS[line.key],
            "found": line.found,
            "meaning": line.meaning,
        }
        for line in lines
    ]
    if arguments.format == "json":
        print_json([{key: row[key] for key in _KEYS} for row in rows])
    else:
        print_rows(rows, _HEADINGS, arguments.format)
    return 0 if is_in_order(lines) else 1
