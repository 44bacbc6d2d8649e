"""One-file backup and restore of a store: the published release, the kept files, and what they must hash to."""

from __future__ import annotations

import json
import os
import shutil
import struct
import zipfile
import zlib
from datetime import datetime
from pathlib import Path

from data.errors import InputRefused, Problem
from data.layout import Layout, file_digest, sync, sync_folder
from data.locks import writer_lock

_MANIFEST = "manifest.json"
_FORMAT = 1
_UNREADABLE = (  # what zipfile and json raise over a damaged file
    *(OSError, EOFError, ValueError, KeyError, TypeError, AttributeError, NotImplementedError, RuntimeError),
    *(zipfile.BadZipFile, zlib.error, struct.error),
)


def backup(store: Path, target: Path, wait_seconds: float = 15.0) -> int:
    """Write the published release and all kept files into one zip; answers bytes.

    The file appears under its name only when it is complete.
    """
    layout = Layout(store)
    layout.current_id()
    with writer_lock(layout.lock, wait_seconds):
        current = layout.current_id()
        paths = [layout.release_file(current), *sorted(layout.objects.glob("*"))]
        names = {path.relative_to(store).as_posix(): path for path in paths if path.suffix != ".partial"}
        manifest = {
            "format": _FORMAT,
            "current": current,
            "made_at": datetime.now().isoformat(timespec="seconds"),
            "files": {name: file_digest(path) for name, path in names.items()},
        }
        partial = target.with_name(f"{target.name}.{os.getpid()}.partial")
        try:
            with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
                archive.writestr(_MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
                for name, path in names.items():
                    archive.write(path, name)
            sync(partial)
            partial.replace(target)
        finally:
            partial.unlink(missing_ok=True)
    return target.stat().st_size


def restore(source: Path, store: Path, wait_seconds: float = 15.0) -> str:
    """Unpack a backup into an empty store, every file checked against its digest; answers the release id.

    Raises InputRefused when the file is no whole backup or the store already holds data.
    """
    layout = Layout(store)
    if layout.exists():
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
            sync_folder(store)
            layout.intent.replace(layout.current)
            sync_folder(store)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    return layout.current_id()


def _unpack(source: Path, staging: Path) -> str:
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = json.loads(archive.read(_MANIFEST))
            current = str(manifest["current"])
            if f"releases/{current}.duckdb" not in manifest["files"]:
                raise _refused(source, f"备份内没有数据版本“{current}”", "备份已损坏，请换一份备份")
            for name, digest in manifest["files"].items():
                target = (staging / name).resolve()
                if not target.is_relative_to(staging.resolve()):
                    raise _refused(source, f"备份内文件名“{name}”不合规", "请使用本软件生成的备份")
                target.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(name) as packed, target.open("wb") as unpacked:
                    shutil.copyfileobj(packed, unpacked)
                sync(target)
                if file_digest(target) != digest:
                    raise _refused(source, f"备份内文件“{name}”与清单不符", "备份已损坏，请换一份备份")
            return current
    except _UNREADABLE as error:
        raise _refused(source, f"不是完整的备份文件（{error}）", "请换一份备份") from error


def _refused(source: Path, problem: str, action: str) -> InputRefused:
    return InputRefused([Problem(source.name, None, None, None, None, problem, action)])
