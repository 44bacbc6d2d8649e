"""What whoever keeps a store must know: when it was last backed up and checked, and what room it needs.

The two moments are small files beside the data. They are told, never trusted: a lost or damaged one counts as
"never", and one that cannot be written stops nothing.
"""

from __future__ import annotations

import contextlib
import json
import os
import threading
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from data.checkup import Finding, check_store
from data.layout import Layout

_BACKUP, _CHECK = "last-backup.json", "last-check.json"
_FOR_A_SAVE = 50_000_000  # bytes: an uploaded file, new rows, what the database spills


@dataclass(frozen=True)
class Upkeep:
    """One time something was done; `faults` are the subjects a check found wrong."""

    at: datetime
    faults: tuple[str, ...] = ()


def last_backup(store: Path) -> Upkeep | None:
    """Return the newest backup of a store, None before the first."""
    return _read(store / _BACKUP)


def last_check(store: Path) -> Upkeep | None:
    """Return the newest integrity check of a store, None before the first."""
    return _read(store / _CHECK)


def remember_backup(store: Path, at: datetime) -> None:
    """Keep when a backup was made."""
    _write(store / _BACKUP, Upkeep(at))


def checked_store(store: Path) -> list[Finding]:
    """Return the integrity report of check_store, and keep when it was made and what it found."""
    findings = check_store(store)
    faults = tuple(finding.subject for finding in findings if not finding.is_good)
    _write(store / _CHECK, Upkeep(datetime.now(), faults))
    return findings


def _read(path: Path) -> Upkeep | None:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return Upkeep(datetime.fromisoformat(told["at"]), tuple(map(str, told["faults"])))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write(path: Path, done: Upkeep) -> None:
    """Replace the file in one step; on a full or read-only disk it stays as it was."""
    draft = path.with_name(f"{path.name}.{os.getpid()}-{threading.get_ident()}.partial")
    told = asdict(done) | {"at": done.at.isoformat(timespec="seconds")}
    with contextlib.suppress(OSError):
        draft.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
        draft.replace(path)
    with contextlib.suppress(OSError):
        draft.unlink(missing_ok=True)


@dataclass(frozen=True)
class Space:
    """Bytes: what a store takes, and what the next save and a backup may need at most beside it."""

    store: int
    save: int
    backup: int


def space_needed(layout: Layout) -> Space:
    """Return what the disk must hold: a save copies the release, and its new rows and sorting come on top.

    Raises StoreMissing or StoreDamaged where no release is published.
    """
    release = layout.release_file(layout.current_id()).stat().st_size
    kept = sum(path.stat().st_size for path in (*layout.objects.glob("*"), *layout.store.glob("*.sqlite")))
    releases = sum(path.stat().st_size for path in layout.releases.glob("*.duckdb"))
    return Space(store=releases + kept, save=2 * release + _FOR_A_SAVE, backup=release + kept)
