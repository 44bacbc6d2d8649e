"""Forms of every step sent by every role, with hostile and likely answers: nothing of another unit ever changes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import hostile
from asking_server import asking, demo
from flask.testing import FlaskClient
from hypothesis import strategies as st
from target import Ready, Target

from dashboard.access.account_asks import ACCOUNT_STEPS
from dashboard.access.gate import ASKING_HEADER, COOKIE
from dashboard.access.permissions import WORK
from dashboard.server import create_app
from data.accounts.roles import ADMINISTRATOR, UNIT
from data.demo.readers import READERS, add_readers
from data.files.kinds import KINDS
from data.layout import Layout
from data.work.asks import Ask
from data.work.office import ENDINGS
from data.work.steps import STEPS

_POOLS = {
    "unit": "select distinct unit_id from core.units",
    "item": "select distinct item from core.spot_checks",
    "finding_id": "select finding_id from core.findings",
    "check_id": "select check_id from core.spot_checks",
    "task_no": "select distinct task_no from core.tasks",
    "draw_no": "select distinct draw_no from core.draws",
    "round_no": "select distinct round_no from core.rounds",
    "batch": "select batch_id from core.batches",
    "release": "select release_id from raw.releases",
    "period": "select distinct period from core.ledger where period is not null",
}
_KEPT = {
    "year": ("2026", "2026", "2025"),
    "proposal_no": ("1", "2", "3", "4", "5"),
    "seen": ("", "", "", "", "5"),
    "earned": ("3", "0", "2.5"),
    "possible": ("10", "5"),
    "login": ("fuzz-1", "fuzz-2", "nobody"),
}
_DAYS = (*[date.today().isoformat()] * 4, "2026-10-15", "2026-03-15", "2025-12-31")


def _pools(store: Path) -> dict[str, list[str]]:
    with duckdb.connect(
        str(Layout(store).release_file(Layout(store).current_id())), read_only=True
    ) as release:
        found = {
            name: [str(value) for (value,) in release.execute(sql).fetchall()] for name, sql in _POOLS.items()
        }
    return {
        **{name: sorted(values) for name, values in found.items() if values},
        **{k: list(v) for k, v in _KEPT.items()},
    }


def _likely(ask: Ask, pools: Mapping[str, Sequence[str]]) -> st.SearchStrategy[str]:
    """What the answer to a question might be."""
    if ask.choices:
        return st.sampled_from([value for value, _ in ask.choices])
    if ask.type == "date" or ask.name.endswith("_on"):
        return st.sampled_from(_DAYS)
    name = "unit" if ask.name == "unit_id" else ask.name
    return st.sampled_from(pools.get(name, ("1", "说明", "2.5")))


def _forms(asks: Sequence[Ask], pools: Mapping[str, Sequence[str]]) -> st.SearchStrategy[dict[str, str]]:
    """Likely answers to all that is asked or to what must be answered, some of them replaced by anything."""
    fields = {ask.name: _likely(ask, pools) for ask in asks if ask.type != "rows"}
    needed = {ask.name: fields[ask.name] for ask in asks if ask.required and ask.type != "rows"}
    for ask in asks:
        for row in ("0", "1", "999", "-1", "x") if ask.type == "rows" else ():
            fields |= {f"{ask.name}.{row}.{column.name}": _likely(column, pools) for column in ask.columns}
    likely = st.fixed_dictionaries(needed, optional={k: v for k, v in fields.items() if k not in needed})
    names = st.sampled_from(sorted(fields) or ["x"])
    odd = st.dictionaries(names, hostile.texts | st.sampled_from(hostile.DAYS), max_size=2)
    return st.tuples(likely, odd | st.just({})).map(lambda pair: {**pair[0], **pair[1]})


def _everything(pools: Mapping[str, Sequence[str]]) -> st.SearchStrategy[tuple[str, str, dict[str, str]]]:
    """Who sends, to which address, what; mostly a step that is theirs."""
    asked = {f"/work/{name}": step.asks for name, step in STEPS.items()}
    asked |= {f"/work/{name}": asks for name, (_, asks) in ENDINGS.items()}
    asked |= {f"/admin/accounts/{name}": step.asks for name, step in ACCOUNT_STEPS.items()}
    forms = {path: _forms(asks, pools) for path, asks in asked.items()}
    own = [(reader.login, path) for reader in READERS for path in asked if _is_for(reader.role, path)]
    any_ = [(reader.login, path) for reader in READERS for path in asked]
    pairs = st.one_of(*[st.sampled_from(own)] * 3, st.sampled_from(any_))
    return pairs.flatmap(lambda pair: st.tuples(st.just(pair[0]), st.just(pair[1]), forms[pair[1]]))


def _is_for(role: str, path: str) -> bool:
    return role == ADMINISTRATOR if path.startswith("/admin") else role in WORK[path.removeprefix("/work/")]


def signed_in(app: Any, login: str) -> FlaskClient:
    client = app.server.test_client()
    answer = client.post("/sign-in", data={"reader": login})
    assert answer.status_code == 302
    assert COOKIE in answer.headers["Set-Cookie"], "without accounts nobody has a role"
    return client


def of_others(store: Path, unit_id: str) -> dict[str, Any]:
    """A digest of each kind's facts in force but those of a unit."""
    layout, found = Layout(store), {}
    with duckdb.connect(str(layout.release_file(layout.current_id())), read_only=True) as release:
        tables = "select table_name, list(column_name) from duckdb_columns() where schema_name = 'core' group by all"
        for kind, columns in release.execute(tables).fetchall():
            if kind not in KINDS:
                continue
            others = f"where unit_id is distinct from '{unit_id}'" if "unit_id" in columns else ""
            found[kind] = release.execute(
                f"select count(*), bit_xor(hash(facts)) from core.{kind} as facts {others}"
            ).fetchone()
    return found


@contextmanager
def _sent(folder: Path) -> Iterator[Ready]:
    store = Path(shutil.copytree(demo(), folder / "store"))
    add_readers(store)
    app, pools, layout = create_app(store), _pools(store), Layout(store)
    clients = {reader.login: (signed_in(app, reader.login), reader) for reader in READERS}
    before = {reader.unit_id: of_others(store, reader.unit_id) for reader in READERS if reader.unit_id}
    with asking(app) as demand:

        def trial(value: tuple[tuple[str, str, dict[str, str]], str]) -> str:
            (login, path, fields), token = value
            client, reader = clients[login]
            release = layout.current_id()
            body = {
                name: text.encode("utf-8", "replace") for name, text in {**fields, "token": token}.items()
            }
            answer = client.post(path, data=body, headers={ASKING_HEADER: "page"})
            assert answer.status_code in (200, 403, 422), f"{answer.status_code}: {answer.text[:500]}"
            if answer.status_code != 200:
                assert layout.current_id() == release, "stored although refused"
            elif layout.current_id() != release:
                if reader.role == UNIT:
                    assert of_others(store, reader.unit_id) == before[reader.unit_id], (
                        "another unit's facts changed"
                    )
                before.update({unit_id: of_others(store, unit_id) for unit_id in before})
            return demand(answer)

        tokens = st.uuids().map(lambda token: token.hex)
        yield Ready(st.tuples(_everything(pools), st.one_of(*[tokens] * 7, hostile.texts)), trial)


TARGETS = (Target("forms", _sent, 30, 1300),)
