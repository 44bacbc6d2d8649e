"""Files sent to the page 数据: looked at as facts, plans, schemes and calendars, and shown to whoever sent them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import hostile
from asking_server import application, ask, bodies_of, filled, shell
from fact_targets import books, damaged_book, texts
from fork_children import forked_children
from hypothesis import strategies as st
from plan_writers import WRITERS
from target import Ready, Target

from dashboard.access.gate import ASKING_HEADER
from data.scheme import builtin_schemes

_DAYS = "日期,是否工作日,说明\n2026-01-01,否,元旦\n2026-01-04,是,调休\n".encode()


@contextmanager
def _uploads(folder: Path) -> Iterator[Ready]:
    sound = {f"{name.replace(' ', '-')}.csv": content for name, content in texts().items()} | books(folder)
    for name, write in WRITERS.items():
        write(folder / name)
        sound[name] = (folder / name).read_bytes()
    sound |= {f"{name}.toml": path.read_bytes() for name, path in builtin_schemes().items()}
    sound["日历.csv"] = _DAYS
    with application() as (app, demand), forked_children():
        client, bodies = app.server.test_client(), bodies_of(app)

        def trial(value: tuple[str, str, int, str | None]) -> str:
            name, kind, seed, other_name = value
            sent = {"file": (io.BytesIO(damaged_book(sound[name], seed)), other_name or name)}
            answer = client.post("/data/uploads", data=sent, headers={ASKING_HEADER: "page"})
            ended = demand(answer)
            if answer.status_code != 201:
                return ended
            search = f"?upload={answer.get_json()['id']}&as={kind}"
            view = ask(client, filled(bodies[shell(bodies)], pathname="/data", search=search))
            kept = view.get_json()["response"]["shell-view"]["data"]
            demand(view)
            return demand(ask(client, filled(bodies["data-review.children"], data=kept)))

        names = st.one_of(
            st.none(),
            st.none(),
            st.none(),
            hostile.texts.map(lambda text: f"{text.encode(errors='replace').decode()}.csv"),
        )
        kinds = st.sampled_from(("facts", "facts", "plan", "plan", "scheme", "calendar"))
        yield Ready(st.tuples(st.sampled_from(sorted(sound)), kinds, hostile.SEEDS, names), trial)


TARGETS = (Target("uploads", _uploads, 12, 700),)
