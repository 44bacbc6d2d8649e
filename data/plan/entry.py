"""A task as found in a document, its words still as printed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """`number`: as printed, '' where the document gives none. `deadline`: None where it has no column for one.

    `words`: the whole row or sentence; `place`: where it stands in the file.
    """

    number: str
    category: str
    subcategory: str
    requirement: str
    responsible: str
    deadline: str | None
    words: str
    place: str
    notes: tuple[str, ...] = ()
