"""Who may ask for what: one table over routes, pages, their parts and exports. What it does not name is refused.

Which unit's rows a unit's account sees is decided below all this, in data/scope.py.
"""

from __future__ import annotations

from dashboard.page_files import TOGETHER
from data.accounts.roles import ADMINISTRATOR, AUDITOR, AUTHOR, INSPECTOR, OFFICE, ROLES, SUPERVISOR, UNIT

Roles = frozenset[str]
EVERYONE: Roles = frozenset(ROLES)
NOBODY_NEEDED = frozenset(
    {
        "GET /sign-in",
        "POST /sign-in",
        "GET /assets/<path:filename>",
        *(f"GET /assets/{name}" for name in TOGETHER),
        "GET /_dash-component-suites/<string:package_name>/<path:fingerprinted_path>",
        "GET /_favicon.ico",
        "GET /healthz",
    }
)
"""Routes that need no account."""

OWN_ACCOUNT = frozenset({"GET /password", "POST /password", "POST /sign-out"})
"""Routes that stay open to somebody who must first change the password."""

CALLBACKS = "POST /_dash-update-component"
ROUTES: dict[str, Roles] = {
    "GET /": EVERYONE,
    "GET /<path:path>": EVERYONE,
    "GET /_dash-layout": EVERYONE,
    "GET /_dash-dependencies": EVERYONE,
    CALLBACKS: EVERYONE,
    "GET /password": EVERYONE,
    "POST /password": EVERYONE,
    "POST /sign-out": EVERYONE,
    "GET /exports/chart": EVERYONE,
    "POST /exports/jobs": EVERYONE,
    "GET /exports/jobs/<job_id>": EVERYONE,
    "GET /exports/jobs/<job_id>/file": EVERYONE,
    "POST /data/uploads": frozenset({ADMINISTRATOR, SUPERVISOR, INSPECTOR}),
    "GET /data/uploads/<upload_id>/returned": frozenset({ADMINISTRATOR, SUPERVISOR, INSPECTOR}),
    "POST /work/<step>": EVERYONE,
    "GET /evidence/<sha256>": EVERYONE,
    "POST /admin/accounts/<action>": frozenset({ADMINISTRATOR}),
    "GET /admin/log/<kind>": frozenset({AUDITOR}),
}
"""Routes for those signed in; what a page, part or export holds is decided by the tables below."""

PAGES: dict[str, Roles] = {
    "/": EVERYONE,
    "/inbox": frozenset({SUPERVISOR, INSPECTOR, UNIT}),
    "/ranking": EVERYONE,
    "/overdue": OFFICE,
    "/unit": EVERYONE,
    "/finding": EVERYONE,
    "/check": EVERYONE,
    "/ledger": OFFICE,
    "/checks": OFFICE,
    "/record": frozenset({SUPERVISOR, INSPECTOR}),
    "/entries": frozenset({SUPERVISOR, UNIT}),
    "/method": EVERYONE,
    "/years": OFFICE,
    "/reports": EVERYONE - {INSPECTOR},
    "/decisions": frozenset({SUPERVISOR, AUDITOR}),
    "/admin": frozenset({ADMINISTRATOR, AUDITOR}),
    "/selfcheck": frozenset({ADMINISTRATOR, SUPERVISOR, AUDITOR}),
    "/data": frozenset({ADMINISTRATOR, SUPERVISOR, INSPECTOR, AUDITOR}),
}

UNIT_PARTS = frozenset(
    {
        *(f"overview-unit-{part}" for part in ("card", "work", "losses", "trend", "findings", "tasks")),
        "inbox-lists",
        "inbox-tasks",
        "ranking-boards",
        *(
            f"unit-{part}"
            for part in ("card", "waterfall", "trend", "work", "rounds", "losses", "findings", "tasks")
        ),
        *(f"unit-receipt{part}" for part in ("", "-trail", "-level", "-rule")),
        *(f"finding-{part}" for part in ("head", "marks", "work", "story")),
        *(f"check-{part}" for part in ("head", "marks", "work", "story")),
        *(f"method-{part}" for part in ("basis", "components", "items", "settings")),
        *(f"reports-{part}" for part in ("scope", "form", "preview")),
        *(f"entries-{part}" for part in ("form", "returned", "list")),
    }
)
"""Of the pages' parts those that a unit's account may ask for; the office may ask for all of its pages."""

SHELL_PARTS = frozenset(
    f"shell-{part}"
    for part in ("content", "view", "title", "brand", "navigation", "controls", "notices", "footer")
)

EXPORTS: dict[str, Roles] = {
    "bulletin": frozenset({ADMINISTRATOR, SUPERVISOR, AUTHOR, AUDITOR}),
    "feedback": EVERYONE - {INSPECTOR},
    "notices": EVERYONE - {INSPECTOR},
    "report": frozenset({ADMINISTRATOR, SUPERVISOR, AUTHOR, AUDITOR}),
    **dict.fromkeys(("ranking", "losses", "overdue", "ledger", "findings"), OFFICE - {INSPECTOR}),
    "charts": OFFICE - {INSPECTOR},
    "opendata": OFFICE - {INSPECTOR},
    "ledgerforms": EVERYONE - {INSPECTOR},
    "form": OFFICE - {INSPECTOR},
}

_OFFICE_WORK = frozenset({SUPERVISOR, INSPECTOR})
_UNIT_WORK = frozenset({SUPERVISOR, UNIT})
"""What a unit does for itself the supervisor may record for it (an office that prefers mailed workbooks)."""
WORK: dict[str, Roles] = {
    "finding.sign": _UNIT_WORK,
    "finding.rectify": _UNIT_WORK,
    "finding.recheck": _OFFICE_WORK,
    "finding.notify": _OFFICE_WORK,
    "finding.correct": _OFFICE_WORK,
    "finding.withdraw": frozenset({SUPERVISOR}),
    "extension.ask": _UNIT_WORK,
    "extension.decide": frozenset({SUPERVISOR}),
    "appeal.make": _UNIT_WORK,
    "appeal.decide": frozenset({SUPERVISOR}),
    **dict.fromkeys(
        ("review.enter", "adjustment.enter", "outcome.record", "round.close", "round.publish"),
        frozenset({SUPERVISOR}),
    ),
    **dict.fromkeys(("upload.accept", "plan.accept", "release.rollback"), frozenset({SUPERVISOR})),
    **dict.fromkeys(("scheme.accept", "calendar.accept"), frozenset({ADMINISTRATOR})),
    "batch.undo": frozenset({SUPERVISOR, ADMINISTRATOR}),
    "check.record": _OFFICE_WORK,
    "check.correct": _OFFICE_WORK,
    "check.withdraw": _OFFICE_WORK,
    "inspection.record": _OFFICE_WORK,
    "draw.make": frozenset({SUPERVISOR}),
    "ledger.report": _UNIT_WORK,
    "ledger.confirm": frozenset({SUPERVISOR}),
    "ledger.return": frozenset({SUPERVISOR}),
    "proposal.approve": frozenset({SUPERVISOR}),
    "proposal.reject": frozenset({SUPERVISOR}),
    "proposal.withdraw": frozenset({SUPERVISOR}),
}
"""Steps of work (data/work/steps). Of which unit's facts, and whether a second person must agree, is decided there."""


def may_ask(role: str, route: str) -> bool:
    """Whether a role may ask for a route, written `GET /exports/chart`."""
    return role in ROUTES.get(route, frozenset())


def may_open(role: str, path: str) -> bool:
    """Whether a page is for a role."""
    return role in PAGES.get(path, frozenset())


def may_draw(role: str, slot_id: str) -> bool:
    """Whether a part is for a role: a unit's account has a list of its own, the office goes by the part's page."""
    if slot_id in SHELL_PARTS:
        return True
    if role == UNIT:
        return slot_id in UNIT_PARTS
    path = _page_of(slot_id)
    return path is not None and may_open(role, path)


def may_export(role: str, kind: str) -> bool:
    """Whether a kind of export is for a role."""
    return role in EXPORTS.get(kind, frozenset())


def may_work(role: str, step: str) -> bool:
    """Whether a step of work is for a role."""
    return role in WORK.get(step, frozenset())


def _page_of(slot_id: str) -> str | None:
    """The page of a part, by the convention that ids begin with their page's name."""
    name = slot_id.partition("-")[0]
    path = "/" if name == "overview" else f"/{name}"
    return path if path in PAGES else None
