"""Who reads: the signed-in account of this request, or anybody at this machine where there are no accounts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import quote

from flask import g, has_request_context

from dashboard.access.permissions import WORK, may_ask, may_draw, may_export, may_open, may_work
from dashboard.view import View
from data.accounts.audit import Actor
from data.accounts.roles import UNIT
from data.accounts.sessions import Session
from data.scope import UnitStore
from data.store import Store


@dataclass(frozen=True)
class Reader:
    """A reader; `role` None on a server without accounts, which only this machine reaches and which shows everything."""

    login: str = ""
    name: str = ""
    role: str | None = None
    unit_id: str | None = None
    address: str = ""
    must_change: bool = False
    user_id: int | None = None

    @classmethod
    def of(cls, session: Session) -> Reader:
        """Return the reader of a session."""
        user = session.user
        return cls(
            user.login,
            user.name,
            user.role,
            user.unit_id,
            session.address,
            user.must_change,
            user.user_id,
        )

    @property
    def key(self) -> str:
        """What its jobs and uploads belong to: the account as it is now; in another role it has none of them."""
        return "\n".join((self.login, self.role or "", self.unit_id or ""))

    @property
    def actor(self) -> Actor:
        """Whom the audit log names."""
        return Actor(self.login, self.role or "", self.address)

    def scoped(self, store: Store) -> Store | UnitStore:
        """Return the store as this reader may read it: a unit's account reads its own unit."""
        return UnitStore(store, self.unit_id or "") if self.role == UNIT else store

    def bound(self, view: View) -> View:
        """Return the view as this reader may take it: a unit's account looks at its own unit, whatever was asked."""
        if self.role != UNIT:
            return view
        own = tuple(pair for pair in view.own if pair[0] not in ("reader", "unit"))
        fixed = (("reader", "unit"), ("unit", self.unit_id or ""))
        if view.unit_id is None and view.path != "/unit":
            return replace(view, own=(*own, *fixed))
        path = f"/unit/{quote(self.unit_id or '', safe='')}"
        return replace(view, path=path, unit_id=self.unit_id, own=(*own, *fixed))

    def may_ask(self, route: str) -> bool:
        """Whether a route, written as in the table, is for this reader."""
        return self.role is None or may_ask(self.role, route)

    def may_open(self, path: str) -> bool:
        """Whether the page of that path is for this reader."""
        return self.role is None or may_open(self.role, path)

    def may_export(self, kind: str) -> bool:
        """Whether that kind of export is for this reader."""
        return self.role is None or may_export(self.role, kind)

    def may_work(self, step: str) -> bool:
        """Whether a step of work is for this reader."""
        return step in WORK if self.role is None else may_work(self.role, step)

    def may_draw(self, slot_id: str) -> bool:
        """Whether the part of that slot is for this reader."""
        return self.role is None or may_draw(self.role, slot_id)


def current_reader() -> Reader:
    """Return the reader of this request; outside one (tests, background work) whoever sits at the machine."""
    reader = g.get("reader") if has_request_context() else None
    return reader if isinstance(reader, Reader) else Reader()
