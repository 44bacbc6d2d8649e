"""Saves and signs in while the clock jumps; started under libfaketime, which reads the clock's shift from a file.

python clock_child.py STORE FOLDER SHIFT...      (a shift such as -400d or +2d; prints what happened as JSON)
"""

from __future__ import annotations

import json
import os
import sys
import time
from datetime import datetime
from pathlib import Path

from saving import check_file

from data.accounts.audit import Actor, broken_at
from data.accounts.database import AccountsFile
from data.accounts.sessions import Sessions
from data.accounts.users import Users
from data.batches import FactBatch
from data.files.reading import read_files
from data.layout import Layout
from data.release import Writer


def live_through(store: Path, folder: Path, shifts: list[str]) -> list[dict[str, object]]:
    """One save and one sign-in at each shift of the clock; the session of the shift before is asked for too."""
    accounts, layout = AccountsFile(store), Layout(store)
    password = Users(accounts).add(Actor("甲", "", "local"), "甲", "甲", "administrator")
    writer, sessions, token, told = Writer(store), Sessions(accounts), "", []
    for number, shift in enumerate(shifts, start=1):
        Path(os.environ["FAKETIME_TIMESTAMP_FILE"]).write_text(shift)
        receipt = writer.submit(FactBatch(read_files([check_file(folder, number)]).sheets))
        now = time.time()
        os.utime(layout.release_file(receipt.release_id), (now, now))  # the system's own clock does not jump
        kept = token and sessions.find(token) is not None
        token = sessions.sign_in("甲", password, "10.0.0.1")
        told.append(
            {
                "now": datetime.now().isoformat(),
                "release": receipt.release_id,
                "session_went_on": bool(kept),
                "signed_in": sessions.find(token) is not None,
                "audit_broken_at": broken_at(accounts),
            }
        )
    return told


if __name__ == "__main__":
    json.dump(live_through(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:]), sys.stdout)
