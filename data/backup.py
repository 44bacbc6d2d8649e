"""One-file backup and restore of a store: the published release, the kept files, and what they must hash to.

Where there are accounts they go along, without sessions: who was signed in signs in again after a restore.
"""

from __future__ import annotations

import json
import os
import shutil
import struct
import tempfile
import zipfile
import zlib
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from data.accounts.audit import anchor, remember
from data.accounts.database import FILE_NAME, AccountsFile
from data.damage import demand_whole
from data.errors import InputRefused, Problem, is_full_disk
from data.layout import Layout, file_digest, sync
from data.locks import writer_lock
from data.system import sync_folder
from data.upkeep import remember_backup

_MANIFEST = "manifest.json"
_FORMAT = 1
_UNREADABLE = (  # what zipfile and json raise over a damaged file
    *(OSError, EOFError, ValueError, KeyError, TypeError, AttributeError, NotImplementedError, RuntimeError),
    *(zipfile.BadZipFile, zlib.error, struct.error),
)


def backup(store: Path, target: Path, wait_seconds: float = 15.0) -> int:
    """Write the published release, all kept files and the accounts into one zip; answers bytes.

    The file appears under its name only when it is complete. The end of the audit log at that moment is in its
    manifest, and is remembered in the store, as is the moment itself.
    """
    layout, made_at = Layout(store), datetime.now()
    layout.current_id()
    with writer_lock(layout.lock, wait_seconds), tempfile.TemporaryDirectory(prefix="openness-") as folder:
        demand_whole(layout)
        current = layout.current_id()
        paths = [layout.release_file(current), *sorted(layout.objects.glob("*"))]
        names = {path.relative_to(store).as_posix(): path for path in paths if path.suffix != ".partial"}
        copy = AccountsFile(Path(folder))
        if AccountsFile(store).exists():
            AccountsFile(store).copy_to(copy.path)
            names[FILE_NAME] = copy.path
        end = anchor(copy)
        manifest = {
            "format": _FORMAT,
            "current": current,
            "made_at": made_at.isoformat(timespec="seconds"),
            "files": {name: file_digest(path) for name, path in names.items()},
            "audit": asdict(end) if end else None,
        }
        _pack(target, manifest, names)
    if end:
        remember(AccountsFile(store), end, made_at)
    remember_backup(store, made_at)
    return target.stat().st_size


def _pack(target: Path, manifest: dict[str, object], names: dict[str, Path]) -> None:
    """Write the zip; with accounts only its owner can read it, for it holds what passwords hash to."""
    partial = target.with_name(f"{target.name}.{os.getpid()}.partial")
    try:
        partial.touch(mode=0o600 if FILE_NAME in names else 0o666)
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            archive.writestr(_MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
            for name, path in names.items():
                archive.write(path, name)
        sync(partial)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def restore(source: Path, store: Path, wait_seconds: float = 15.0) -> str:
    """Unpack a backup into an empty store, every file checked against its digest; answers the release id.

    Raises InputRefused when the file is no whole backup or the store already holds data or accounts.
    """
    layout = Layout(store)
    if layout.exists() or AccountsFile(store).exists():
        raise _refused(source, "目标库已有数据", f"请用 --store 指定一个空目录，或先移走“{store}”")
    with writer_lock(layout.lock, wait_seconds):
        staging = store / "restoring"
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir(parents=True)
        try:
            current = _unpack(source, staging)
            layout.intent.write_text(f"{current}\n", encoding="ascii")
            sync(layout.intent)
            for folder in ("releases", "objects"):
                (staging / folder).mkdir(exist_ok=True)
                shutil.rmtree(store / folder, ignore_errors=True)
                (staging / folder).rename(store / folder)
            if AccountsFile(staging).exists():
                AccountsFile(staging).path.rename(AccountsFile(store).path)
            sync_folder(store)
            layout.intent.replace(layout.current)
            sync_folder(store)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
            if layout.newest_id() is None:  # nothing was put in place
                layout.intent.unlink(missing_ok=True)
    return layout.current_id()


def _unpack(source: Path, staging: Path) -> str:
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = json.loads(archive.read(_MANIFEST))
            current = str(manifest["current"])
            if manifest["format"] != _FORMAT:
                raise _refused(source, "备份由更新版本的程序生成", "请用更新版本的程序恢复")
            if f"releases/{current}.duckdb" not in manifest["files"]:
                raise _refused(source, f"备份内没有数据版本“{current}”", "备份已损坏，请换一份备份")
            for name, digest in manifest["files"].items():
                target = (staging / name).resolve()
                if not target.is_relative_to(staging.resolve()):
                    raise _refused(source, f"备份内文件名“{name}”不合规", "请使用本软件生成的备份")
                target.parent.mkdir(parents=True, exist_ok=True)
                target.touch(mode=0o600 if name == FILE_NAME else 0o666)
                with archive.open(name) as packed, target.open("wb") as unpacked:
                    shutil.copyfileobj(packed, unpacked)
                sync(target)
                if file_digest(target) != digest:
                    raise _refused(source, f"备份内文件“{name}”与清单不符", "备份已损坏，请换一份备份")
            _verify_end(source, staging, manifest.get("audit"))
            return current
    except _UNREADABLE as error:
        if is_full_disk(error):
            raise
        raise _refused(source, f"不是完整的备份文件（{error}）", "请换一份备份") from error


def _verify_end(source: Path, staging: Path, told: dict[str, object] | None) -> None:
    """The audit log must end where the manifest says; whether it is whole up to there, `check` tells."""
    end = anchor(AccountsFile(staging))
    if (asdict(end) if end else None) != told:
        raise _refused(source, "备份内操作日志的末尾与清单不符", "备份已被改动，请换一份备份")


def _refused(source: Path, problem: str, action: str) -> InputRefused:
    return InputRefused([Problem(source.name, None, None, None, None, problem, action)])
