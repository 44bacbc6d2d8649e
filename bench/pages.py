"""What readers wait for, 1, 16 and 64 of them: a page opened and one reached by a link, against empty callbacks.

The server runs as `serve` does, over the demonstration with its accounts; every reader has a session. The clients
share the machine with it, so seconds are those of a busy machine; ratios stand.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Barrier

from bench.browsing import measure_browser
from bench.callbacks import empty_call
from bench.measure import Result, Run, against, workplace
from bench.serving import DAY, Server, Visitor, served, served_bare, sign_in
from data.demo.build import build_demo
from data.demo.readers import add_readers

READERS = (1, 16, 64)
PAGES = {"总览": f"/?as_of={DAY}", "排名": f"/ranking?as_of={DAY}"}
_BOARD = "ranking-boards.children"
_BARE_BAR = 1.5
_FEWEST = 256  # calls of a turn
Ask = Callable[[Visitor], object]


def measure_pages(run: Run) -> Iterator[Result]:
    """Pages and calls of the server, then what a browser makes of them."""
    with workplace() as name:
        store = Path(name) / "store"
        build_demo(store, lambda *_: None)
        add_readers(store)
        with served(store) as server, served_bare(store) as bare:
            crowds = {count: _Crowd(store, server, bare, count) for count in READERS}
            for page, address in PAGES.items():
                for count in READERS:
                    yield from _opened(run, crowds[count], page, address)
                yield from _reached(run, crowds[max(READERS)], page, address)
            yield _call(run, crowds[max(READERS)])
            yield from measure_browser(run, server, bare, sign_in(store))


class _Crowd:
    """So many readers at the product, and as many at the bare server."""

    def __init__(self, store: Path, server: Server, bare: Server, count: int) -> None:
        session = sign_in(store)
        self.count = count
        self.ours = [Visitor(server, session) for _ in range(count)]
        self.bare = [Visitor(bare) for _ in range(count)]

    def page(self, address: str) -> list[bytes]:
        """The callbacks of a page."""
        return self.ours[0].page(address)

    def empty(self) -> bytes:
        """The bare server's callback that does nothing."""
        return json.dumps(empty_call(self.bare[0].dependencies())).encode()


def _opened(run: Run, crowd: _Crowd, page: str, address: str) -> Iterator[Result]:
    """A page as it is opened: one request, all that it shows stands in the answer."""
    empty = crowd.empty()
    ours, bare = _turns(
        run,
        (crowd.ours, lambda visitor: visitor.get(address)),
        (crowd.bare, lambda visitor: visitor.call(empty)),
        max(3, _FEWEST // crowd.count),
    )
    yield from _times(f"page {page} opened, {_readers(crowd)}", "against one empty callback", ours, bare)


def _reached(run: Run, crowd: _Crowd, page: str, address: str) -> Iterator[Result]:
    """A page as a link reaches it from another: all its callbacks in turn, against as many empty callbacks."""
    bodies, empty = crowd.page(address), crowd.empty()
    ours, bare = _turns(
        run,
        (crowd.ours, lambda visitor: [visitor.call(body) for body in bodies]),
        (crowd.bare, lambda visitor: [visitor.call(empty) for _ in bodies]),
        max(3, _FEWEST // (crowd.count * len(bodies))),
    )
    against_what = f"its {len(bodies)} callbacks, against as many empty ones"
    yield from _times(f"page {page} reached by a link, {_readers(crowd)}", against_what, ours, bare)


def _readers(crowd: _Crowd) -> str:
    return f"{crowd.count} reader{'s' * (crowd.count > 1)}"


def _times(
    what: str, against_what: str, ours: list[list[float]], bare: list[list[float]]
) -> Iterator[Result]:
    for name, figure in (("p50", statistics.median), ("p95", _p95)):
        yield against(
            f"{what}, {name}: {against_what}",
            "s",
            [figure(turn) for turn in ours],
            [figure(turn) for turn in bare],
        )


def _call(run: Run, crowd: _Crowd) -> Result:
    """The ranking board's callback against its query as bare JSON, with all readers at once."""
    board = next(body for body in crowd.page(PAGES["排名"]) if json.loads(body)["output"] == _BOARD)
    ours, bare = _turns(
        run,
        (crowd.ours, lambda visitor: visitor.call(board)),
        (crowd.bare, lambda visitor: visitor.get("/bare.json")),
        _FEWEST // crowd.count,
    )
    return against(
        f"a call with {crowd.count} readers: the ranking boards, against their query as bare JSON",
        "s",
        [statistics.median(turn) for turn in ours],
        [statistics.median(turn) for turn in bare],
        _BARE_BAR,
    )


def _turns(
    run: Run, ours: tuple[list[Visitor], Ask], bare: tuple[list[Visitor], Ask], visits: int
) -> tuple[list[list[float]], list[list[float]]]:
    """Seconds of each visit, turn by turn, product and baseline in turn; the first turn of both does not count."""
    turns = [(_visits(*ours, visits), _visits(*bare, visits)) for _ in range(run.repeats + 1)][1:]
    return [turn[0] for turn in turns], [turn[1] for turn in turns]


def _visits(visitors: Sequence[Visitor], ask: Ask, visits: int) -> list[float]:
    """Seconds of each of the visits of readers who all begin at once and never pause."""
    barrier = Barrier(len(visitors))
    with ThreadPoolExecutor(len(visitors)) as pool:
        return [each for one in pool.map(partial(_one, barrier, ask, visits), visitors) for each in one]


def _one(barrier: Barrier, ask: Ask, visits: int, visitor: Visitor) -> list[float]:
    barrier.wait()
    seconds = []
    for _ in range(visits):
        started = time.perf_counter()
        ask(visitor)
        seconds.append(time.perf_counter() - started)
    return seconds


def _p95(seconds: list[float]) -> float:
    return statistics.quantiles(seconds, n=20, method="inclusive")[-1]
