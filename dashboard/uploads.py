"""Files a reader has sent to be looked at, until they are accepted or dropped. They go with this process."""

from __future__ import annotations

import functools
import secrets
import shutil
import threading
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from dashboard.exports.piece import safe_name
from data.files.sheet import Workspace

MOST_BYTES = 20_000_000
KEPT = 24


@dataclass
class Upload:
    """A file of an account; `told` says what became of it once it was accepted.

    `returned` is the workbook that goes back: of a plan its review, else the rows that were refused (`is_refused`).
    """

    owner: str
    path: Path
    returned: Path | None = None
    is_refused: bool = False
    told: str = ""


class Uploads:
    """The newest KEPT files, each in a folder of its own under the name it came with."""

    def __init__(self) -> None:
        self._workspace = Workspace()
        self._files: OrderedDict[str, Upload] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, name: str, content: IO[bytes], owner: str = "") -> str:
        """Keep a file of the account `owner` and return its id; of a path only the last part counts as its name."""
        upload_id = secrets.token_urlsafe(12)
        folder = self._workspace.path / upload_id
        folder.mkdir()
        shown = PurePosixPath(name.replace("\\", "/"))
        is_plain = shown.suffix[1:].isalnum() and len(shown.suffix) < 8
        path = folder / (safe_name(shown.stem) + (shown.suffix if is_plain else ""))
        with path.open("wb") as file:
            shutil.copyfileobj(content, file)
        with self._lock:
            self._files[upload_id] = Upload(owner, path)
            while len(self._files) > KEPT:
                _, old = self._files.popitem(last=False)
                shutil.rmtree(old.path.parent, ignore_errors=True)
        return upload_id

    def get(self, upload_id: str, owner: str = "") -> Upload | None:
        """Return the upload of an id of that account, None when it is not kept."""
        with self._lock:
            kept = self._files.get(upload_id)
        return kept if kept and kept.owner == owner else None

    def find(self, upload_id: str, owner: str = "") -> Path | None:
        """Return the file of an id of that account, None when it is not kept."""
        kept = self.get(upload_id, owner)
        return kept.path if kept else None

    def settle(self, upload_id: str, owner: str, told: str) -> None:
        """Note what became of an upload that was accepted; nothing for one that is not kept."""
        kept = self.get(upload_id, owner)
        if kept:
            kept.told = told


@functools.cache
def uploads() -> Uploads:
    """Return the uploads of this process."""
    return Uploads()
