"""What a command did, written into the audit log of a store that has accounts."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path

from dashboard.commands.arguments import default_by
from dashboard.commands.output import say
from data.accounts.audit import Actor, record
from data.accounts.database import AccountsFile
from data.accounts.roles import ADMINISTRATOR
from data.errors import OpennessError
from data.tickets import Receipt


def actor_of(arguments: argparse.Namespace) -> Actor:
    """Who the log names for a command: the person of --by; whoever may run commands here is an administrator."""
    return Actor(getattr(arguments, "by", default_by()), ADMINISTRATOR, "local")


def write_down(arguments: argparse.Namespace, done: Receipt | Path, **after: object) -> None:
    """Add an entry for a command that has changed or given out data; nothing in a store without accounts.

    `done` is the stored batch or the file that was written. The data are stored already: a log that cannot be
    written is said, and does not make the command fail.
    """
    accounts = AccountsFile(arguments.store)
    if not accounts.exists():
        return
    subject = str(done)
    if isinstance(done, Receipt):
        subject = f"第{done.batch_id}批 {done.release_id}"
        after = {"rows_in": done.rows_in, "rows_refused": done.rows_refused, **after}
    action = ".".join(filter(None, (arguments.command, getattr(arguments, "action", None))))
    try:
        with accounts.writing() as connection:
            record(connection, actor_of(arguments), action, subject, datetime.now(), after=after)
    except OpennessError as error:
        say(f"注意：已经完成，但没有写进操作日志：{error}")
