"""A batch that waits for the writer, and what it is told in the end."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

import duckdb

from data.batches import Batch
from data.damage import is_damage
from data.errors import OpennessError, StoreDamaged, cause_of


@dataclass(frozen=True)
class Receipt:
    """What a stored batch became; `release_id` is the first release that holds it, empty for a dry run."""

    batch_id: int
    release_id: str
    rows_in: int
    rows_refused: int


@dataclass
class Ticket:
    """A batch that waits for the writer, and its outcome."""

    batch: Batch
    receipt: Receipt | None = None
    error: Exception | None = None
    done: threading.Event = field(default_factory=threading.Event)

    def outcome(self) -> Receipt:
        """The receipt, or the error as the person who waits is told it."""
        if self.error is not None:
            raise _told(self.error)
        assert self.receipt is not None  # a ticket ends with a receipt or an error
        return self.receipt


def fail(tickets: Sequence[Ticket], error: Exception) -> None:
    """Nothing was published: every ticket that has no error of its own ends with this one."""
    for ticket in tickets:
        ticket.receipt, ticket.error = None, ticket.error or error


def _told(error: Exception) -> Exception:
    """The error as the person who waits is told it; a fault of the program stays what it is."""
    if isinstance(error, OpennessError) or not isinstance(error, duckdb.Error | OSError | MemoryError):
        return error
    failed = "写入失败，本次没有存入任何内容："
    told = (
        StoreDamaged(f"{failed}已发布的数据版本读不出来（{error}）。请运行 check，按完整性报告恢复")
        if is_damage(error)
        else OpennessError(failed + cause_of(error))
    )
    told.__cause__ = error
    return told
