"""The release files of a store: the next one drafted, published, what a killed writer left cleared, old ones pruned.

Publishing is three durable steps: `CURRENT.draft` names the release, the file gets its own name, `CURRENT.draft`
becomes `CURRENT`. So a release that `CURRENT.draft` still names was never acknowledged and may be cleared; every
other release file is history. Callers hold the writer's lock.
"""

from __future__ import annotations

import secrets
import shutil
from datetime import date, datetime, timedelta
from pathlib import Path

from data.layout import Layout, sync
from data.system import delete_unless_open, patiently, sync_folder

NEWEST_KEPT = 20
_DAYS_KEPT = 400


def name_draft(layout: Layout, folder: Path) -> Path:
    """A file in `folder` for the next release, under that release's own id; not created."""
    newest = layout.newest_id()
    number = 1 if newest is None else int(newest.split("-")[0]) + 1
    return folder / f"{number:06d}-{secrets.token_hex(3)}.draft"


def publish(layout: Layout, draft: Path) -> None:
    """Make a draft in the releases folder the published release."""
    sync(draft)
    layout.intent.write_text(f"{draft.stem}\n", encoding="ascii")
    sync(layout.intent)
    sync_folder(layout.store)
    patiently(lambda: draft.rename(layout.release_file(draft.stem)))
    sync_folder(layout.releases)
    patiently(lambda: layout.intent.replace(layout.current))
    sync_folder(layout.store)


def sweep(layout: Layout) -> None:
    """Remove what a killed writer left: drafts with logs and spill folders, half copies, an unacknowledged release."""
    if layout.intent.exists():
        unpublished = layout.intent.read_text(encoding="ascii", errors="replace").strip()
        published = layout.current_id() if layout.exists() else None
        for path in layout.releases.glob("*.duckdb"):
            if path.stem == unpublished != published:
                patiently(path.unlink)
        patiently(layout.intent.unlink)
    for path in (*layout.releases.glob("*.draft*"), *layout.objects.glob("*.partial")):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def point_back(layout: Layout, release_id: str) -> None:
    """Make a release that is kept the published one again, after a later one was damaged; nothing else changes."""
    pointer = layout.store / "CURRENT.back"
    pointer.write_text(f"{release_id}\n", encoding="ascii")
    sync(pointer)
    pointer.replace(layout.current)
    sync_folder(layout.store)


def discard(layout: Layout, draft: Path) -> None:
    """Remove what a save leaves on the way, and the files it kept, unless it has published its draft."""
    sweep(layout)
    if not layout.release_file(draft.stem).exists():
        for path in layout.fresh:
            path.unlink(missing_ok=True)


def prune(layout: Layout, kept: set[str]) -> None:
    """Make room for one more release: keep the newest, one a day, and those in `kept` (closed rounds)."""
    files = sorted(layout.releases.glob("[0-9]*.duckdb"), reverse=True)
    first_day = date.today() - timedelta(days=_DAYS_KEPT)
    days: set[date] = set()
    for position, path in enumerate(files, start=2):
        day = datetime.fromtimestamp(path.stat().st_mtime).date()
        is_newest_of_day = day not in days and day > first_day
        days.add(day)
        if position > NEWEST_KEPT and not is_newest_of_day and path.stem not in kept:
            delete_unless_open(path)  # a reader may have it: then the next save prunes it
