"""Where things lie in a store: releases, the pointer to the published one, kept source files, the writer's lock."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from data.damage import damaged, way_back
from data.errors import InputRefused, Problem, StoreDamaged, StoreMissing
from data.system import patiently, sync_folder


@dataclass(frozen=True)
class Layout:
    """The files of one store; nothing is created until a writer asks for it."""

    store: Path
    fresh: list[Path] = field(default_factory=list, compare=False)
    """The files that `keep` has added to objects/ since it was cleared: a save that fails takes them away again."""

    @property
    def current(self) -> Path:
        """The pointer: one line, the id of the published release."""
        return self.store / "CURRENT"

    @property
    def intent(self) -> Path:
        """The pointer in the making: the id of a release that is being published, not acknowledged yet."""
        return self.store / "CURRENT.draft"

    @property
    def releases(self) -> Path:
        """Folder of immutable release files."""
        return self.store / "releases"

    @property
    def objects(self) -> Path:
        """Folder of source and evidence files, named by their SHA-256."""
        return self.store / "objects"

    @property
    def lock(self) -> Path:
        """The file whose lock a writer holds."""
        return self.store / "writer.lock"

    def release_file(self, release_id: str) -> Path:
        """The DuckDB file of a release."""
        return self.releases / f"{release_id}.duckdb"

    def current_id(self) -> str:
        """Id of the published release; StoreMissing without a store, StoreDamaged when the pointer leads nowhere."""
        try:
            release_id = patiently(lambda: self.current.read_text(encoding="ascii")).strip()
        except FileNotFoundError:
            if self._has_lost_pointer():
                raise StoreDamaged(f"“{self.current}”不见了。{way_back(self)}") from None
            raise StoreMissing(
                f"“{self.store}”中还没有数据。请先导入文件，或运行 python -m dashboard demo 建立演示库"
            ) from None
        except (UnicodeDecodeError, OSError) as error:
            raise StoreDamaged(f"“{self.current}”无法读取（{error}）。{way_back(self)}") from error
        if not release_id or "/" in release_id or not self.release_file(release_id).is_file():
            raise StoreDamaged(f"“{self.current}”指向的数据版本“{release_id[:60]}”不存在。{way_back(self)}")
        return release_id

    def exists(self) -> bool:
        """Whether anything was ever published here, even if the pointer to it is lost."""
        return self.current.exists() or self._has_lost_pointer()

    def newest_id(self) -> str | None:
        """Id of the newest release file that lies in the store."""
        names = sorted(path.stem for path in self.releases.glob("[0-9]*.duckdb"))
        return names[-1] if names else None

    def keep(self, source: Path, expected: str | None = None) -> str:
        """Copy a file into objects/ under its SHA-256, fsynced; returns the digest.

        `expected`: the digest it had when it was read; InputRefused when it was changed since.
        """
        self.objects.mkdir(parents=True, exist_ok=True)
        partial = self.objects / f"{secrets.token_hex(8)}.partial"
        try:
            shutil.copyfile(source, partial)
            digest = file_digest(partial)
            if expected is not None and digest != expected:
                changed = ("文件在读取之后被改动", "请保存好文件后重新导入")
                raise InputRefused([Problem(source.name, None, None, None, None, *changed)])
            if not (self.objects / digest).exists():
                sync(partial)
                self.fresh.append(partial.replace(self.objects / digest))
                sync_folder(self.objects)
        finally:
            partial.unlink(missing_ok=True)
        return digest

    def _has_lost_pointer(self) -> bool:
        """A release without a pointer, unless it is the very first one, being published at this moment."""
        try:
            pending = self.intent.read_text(encoding="ascii", errors="replace").strip()
        except FileNotFoundError:
            pending = ""
        others = any(path.stem != pending for path in self.releases.glob("[0-9]*.duckdb"))
        return others and not self.current.exists()


def published(layout: Layout) -> duckdb.DuckDBPyConnection:
    """The published release, opened read-only; StoreDamaged when it cannot be."""
    release_id = layout.current_id()
    try:
        return duckdb.connect(str(layout.release_file(release_id)), read_only=True)
    except duckdb.Error as error:
        raise damaged(layout, release_id) from error


def file_digest(path: Path) -> str:
    """SHA-256 of a file, as hexadecimal digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def sync(path: Path) -> None:
    """Force a file's bytes to the disk."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sql_path(path: Path) -> str:
    """A path as the inside of an SQL string."""
    return str(path).replace("'", "''")
