"""Files attached to a form as evidence: how many, how large, of which kinds, and that they are what they are called."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from werkzeug.datastructures import FileStorage

from dashboard.exports.piece import safe_name
from dashboard.text import work as words
from data.errors import InputRefused
from data.work.asks import refusal
from data.work.save import Attachment

MOST_FILES = 5
LARGEST_FILE = 10_000_000  # bytes
_ZIP = (b"PK\x03\x04",)
_OLE = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)
# ending → media type, how such a file begins
KINDS: dict[str, tuple[str, tuple[bytes, ...]]] = {
    ".pdf": ("application/pdf", (b"%PDF-",)),
    ".png": ("image/png", (b"\x89PNG\r\n\x1a\n",)),
    ".jpg": ("image/jpeg", (b"\xff\xd8\xff",)),
    ".jpeg": ("image/jpeg", (b"\xff\xd8\xff",)),
    ".docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", _ZIP),
    ".xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _ZIP),
    ".doc": ("application/msword", _OLE),
    ".xls": ("application/vnd.ms-excel", _OLE),
    ".wps": ("application/vnd.ms-works", _OLE),
    ".et": ("application/octet-stream", _OLE),
    ".zip": ("application/zip", _ZIP),
}
ACCEPTED = ",".join(KINDS)


def kept_files(sent: Sequence[FileStorage], folder: Path) -> list[Attachment]:
    """Write the files of a form into a folder and answer what they are; a field without a file is none.

    Raises InputRefused for too many or too large ones, and for a file that is no evidence by its name or content.
    """
    files = [file for file in sent if file.filename]
    if len(files) > MOST_FILES:
        raise _refused(None, words.FILES_TOO_MANY.format(most=MOST_FILES), words.FILES_FEWER)
    return [_kept(file, folder / str(number)) for number, file in enumerate(files)]


def _kept(file: FileStorage, path: Path) -> Attachment:
    shown = PurePosixPath((file.filename or "").replace("\\", "/"))
    name, ending = safe_name(shown.stem) + shown.suffix, shown.suffix.lower()
    if ending not in KINDS:
        kinds = "、".join(kind[1:] for kind in KINDS)
        raise _refused(name, words.FILE_KIND, words.FILE_OTHER_KIND.format(kinds=kinds))
    content = file.stream.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        megabytes = LARGEST_FILE // 1_000_000
        raise _refused(name, words.FILE_TOO_LARGE.format(megabytes=megabytes), words.FILE_SMALLER)
    media_type, beginnings = KINDS[ending]
    if not content.startswith(beginnings):
        raise _refused(name, words.FILE_NOT_SO, words.FILE_SAVE_AGAIN)
    path.write_bytes(content)
    return Attachment(path, name, hashlib.sha256(content).hexdigest(), len(content), media_type)


def _refused(value: str | None, problem: str, action: str) -> InputRefused:
    return InputRefused([refusal(words.EVIDENCE, value, problem, action)])
