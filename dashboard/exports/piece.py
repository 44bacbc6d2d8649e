"""One file of an export, made when its turn comes; and how pieces become a folder or a zip, whole or not at all."""

from __future__ import annotations

import os
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

Progress = Callable[[int, str], None]
"""Told after each piece: how many are done, and the path of the last one."""


@dataclass(frozen=True)
class Piece:
    """A file to make. `path` is relative, with / between folders; `make` gives its bytes.

    `make` raises OpennessError, in Chinese, when the file cannot be made.
    """

    path: str
    make: Callable[[], bytes]


def write_folder(pieces: Iterable[Piece], folder: Path, progress: Progress) -> None:
    """Write every piece below `folder`; each file is there whole or not at all."""
    for number, piece in enumerate(pieces, start=1):
        made = piece.make()
        with whole_file(folder / piece.path) as file:
            file.write(made)
        progress(number, piece.path)


def write_zip(pieces: Iterable[Piece], target: Path, progress: Progress) -> None:
    """Write a zip of every piece; it is there whole or not at all."""
    with whole_file(target) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, piece in enumerate(pieces, start=1):
            archive.writestr(piece.path, piece.make())
            progress(number, piece.path)


@contextmanager
def whole_file(target: Path) -> Iterator[IO[bytes]]:
    """Open a file that takes its name only once everything is written; a failure leaves what was there before."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".part")
    half = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        half.chmod(0o644)
        half.replace(target)
    except BaseException:
        half.unlink(missing_ok=True)
        raise


def safe_name(words: str) -> str:
    """Return words fit for a file name on Windows: what is not allowed there becomes a space, at most 80 characters."""
    kept = "".join(" " if sign in '\\/:*?"<>|' or ord(sign) < 32 else sign for sign in words)
    return " ".join(kept.split()).strip(" .")[:80] or "_"
