"""What a reader of the pages did, written into the audit log."""

from __future__ import annotations

from datetime import datetime

from dashboard.access.reader import Reader, current_reader
from data.accounts.audit import record
from data.accounts.database import AccountsFile
from data.layout import Layout

LONGEST = 200  # characters of a subject


def write_down(
    layout: Layout, action: str, subject: str, reader: Reader | None = None, **after: object
) -> None:
    """Record an action of this request's reader, or of `reader`; nothing where there are no accounts."""
    doer = reader or current_reader()
    if doer.role is None:
        return
    with AccountsFile(layout.store).writing() as connection:
        record(connection, doer.actor, action, subject[:LONGEST], datetime.now(), after=after or None)
