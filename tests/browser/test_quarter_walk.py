"""A whole quarter in the browser: draw, check, inspect, notify, sign, rectify, extend, appeal, recheck, close, publish.

After every step the scores are those of another store into which the same facts were imported by the command line.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import expect
from steps import Enter, Reader, go, told

from data.files.kinds import KINDS
from data.layout import Layout

pytestmark = pytest.mark.browser

TODAY = date.today()
Cli = Callable[..., tuple[int, str, str]]
KEPT = ("spot_checks", "inspections", "findings", "extensions", "appeals", "adjustments")


class Twin:
    """The facts of one store imported by the command line into another, and the scores of both."""

    def __init__(self, store: Path, empty: Path, folder: Path, cli: Cli) -> None:
        self._store, self._empty, self._folder, self._cli = store, empty, folder, cli
        self._number = 0

    def agrees(self) -> list[dict[str, object]]:
        """Assert that both stores score alike and answer the scores."""
        self._number += 1
        folder = self._folder / str(self._number)
        twin = Path(shutil.copytree(self._empty, folder / "store"))
        files = list(self._files(folder))
        if files:
            code, _, told = self._cli("import", *files, "--store", twin)
            assert code == 0, told
        scores = self._scores(self._store)
        assert scores == self._scores(twin)
        return scores

    def _scores(self, store: Path) -> list[dict[str, object]]:
        _, out, _ = self._cli("score", "--store", store, "--format", "json")
        return list(json.loads(out))

    def _files(self, folder: Path) -> list[Path]:
        """The rows that count, each kind as a file an office could have sent."""
        layout, files = Layout(self._store), []
        with duckdb.connect(str(layout.release_file(layout.current_id())), read_only=True) as connection:
            for kind in KEPT:
                heads = ", ".join(f'raw."{field.name}" as "{field.chinese}"' for field in KINDS[kind].fields)
                query = (
                    f"select {heads} from raw.{kind} as raw "
                    f"inner join core.{kind} using (batch_id, file_no, row_no)"
                )
                if connection.execute(query).fetchall():
                    path = folder / f"{kind}.csv"
                    connection.execute(f"copy ({query}) to '{path}' (header)")
                    files.append(path)
        return files


@pytest.fixture
def twin(working_store: Path, this_year: Path, tmp_path: Path, cli: Cli) -> Twin:
    return Twin(working_store, this_year, tmp_path, cli)


def fill(reader: Reader, step: str, **values: str) -> None:
    """Fill in a form by the names of its fields and send it."""
    form = reader.page.locator(f"form[data-step='{step}']").first
    folded = reader.page.locator("details:not([open])", has=form)
    if folded.count():
        folded.locator("summary").first.click()
    for name, value in values.items():
        field = form.locator(f"[name='{name.replace('__', '.')}']")
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    form.locator("button[type=submit]").click()


def open_finding(reader: Reader, number: str) -> None:
    reader.open(f"/finding?ref={number}&as_of={TODAY}")


def approve(reader: Reader) -> None:
    """The second person agrees to what waits."""
    reader.open(f"/decisions?kind=proposals&as_of={TODAY}")
    fill(reader, "proposal.approve")
    told(reader, "已存入")


def ask(store: Path, sql: str) -> list[tuple[object, ...]]:
    """What the published release answers."""
    layout = Layout(store)
    with duckdb.connect(str(layout.release_file(layout.current_id())), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def score_of(scores: list[dict[str, object]], unit_id: str) -> dict[str, object]:
    return next(score for score in scores if score["unit_id"] == unit_id)


def test_a_quarter_from_the_draw_to_the_published_round(
    enter: Enter, twin: Twin, working_store: Path
) -> None:
    inspector, chief = enter("wang", 390), enter("chief", 1440)
    second, unit = enter("second", 1440), enter("u1", 390)

    # the draw of the next sample, and its first cell checked, with a fault found at once
    chief.open(f"/checks?as_of={TODAY}")
    fill(chief, "draw.make", size="6", seed="20261123")
    told(chief, "已存入")
    go(inspector, "录入")
    fill(inspector, "check.record", earned="4", possible="5")
    told(inspector, "录入抽测：抽测")
    twin.agrees()

    # every other unit is checked too, so that all are scored
    for name in ("单位1", "单位2", "单位3"):
        inspector.open(f"/record?kind=free&as_of={TODAY}")
        fill(inspector, "check.record", unit=name, item="S1", earned="18", possible="20")
        told(inspector, "录入抽测：抽测")
    scores = twin.agrees()
    assert {score["status"] for score in scores} == {"provisional"}

    # an inspection with two findings, the unit is notified
    inspector.open(f"/record?kind=inspection&as_of={TODAY}")
    inspection = inspector.page.locator("form[data-step='inspection.record']")
    inspection.locator("button[data-more-rows]").click()
    inspection.locator("button[data-more-rows]").click()
    fill(
        inspector,
        "inspection.record",
        unit="单位1",
        findings__0__item="Q1.1",
        findings__0__description="栏目三个月没有更新",
        findings__0__days="5",
        findings__1__item="Q1.2",
        findings__1__description="链接打不开",
        findings__1__days="3",
    )
    told(inspector, "已存入")
    before = score_of(twin.agrees(), "U1")
    first, other = (
        str(row[0]) for row in ask(working_store, "select finding_id from core.findings order by all")
    )

    # the unit finds it waiting, signs for it and reports it mended
    go(unit, "待办")
    expect(unit.page.locator("#inbox-lists")).to_contain_text("待签收的问题2项")
    unit.page.get_by_role("link", name=first).first.click()
    unit.wait_until_drawn()
    fill(unit, "finding.sign", signed_by="张三")
    told(unit, "已存入")
    open_finding(unit, first)
    fill(unit, "finding.rectify", rectified_on=TODAY.isoformat(), evidence="https://www.example.gov.cn/1")
    told(unit, "已存入")
    unit.keep_picture("quarter-rectified-390")
    twin.agrees()

    # it asks for more time for the other one; two people grant it, the first deadline stays on record
    open_finding(unit, other)
    fill(unit, "extension.ask", reason="平台正在迁移")
    told(unit, "已存入")
    open_finding(chief, other)
    later = (TODAY + timedelta(days=30)).isoformat()
    fill(chief, "extension.decide", decision="同意", new_due_on=later)
    told(chief, "已提请审核")
    open_finding(unit, other)
    expect(unit.page.locator("#finding-story")).not_to_contain_text(later)
    approve(second)
    open_finding(unit, other)
    expect(unit.page.locator("#finding-head")).to_contain_text(later)
    twin.agrees()

    # it appeals against the other one, and two people lower the deduction
    fill(unit, "appeal.make", reason="问题由上级平台造成")
    told(unit, "已存入")
    open_finding(chief, other)
    fill(chief, "appeal.decide", result="改扣", deduction="0.5", reason="部分属实")
    told(chief, "已提请审核")
    unchanged = score_of(twin.agrees(), "U1")
    assert unchanged["base"] == before["base"]
    approve(second)
    changed = score_of(twin.agrees(), "U1")
    assert float(str(changed["base"])) > float(str(before["base"]))

    # the inspector rechecks what was mended
    go(inspector, "待办")
    expect(inspector.page.locator("#inbox-lists")).to_contain_text("待复查的问题1项")
    open_finding(inspector, first)
    fill(inspector, "finding.recheck", rechecked_on=TODAY.isoformat(), recheck_result="通过")
    told(inspector, "已存入")
    scores = twin.agrees()

    # a bonus takes two people, and so does closing the quarter; then it is published
    chief.open(f"/decisions?kind=adjustments&as_of={TODAY}")
    fill(chief, "adjustment.enter", unit="单位2", kind="加分", points="1", reason="做法被推广")
    told(chief, "已提请审核")
    approve(second)
    scores = twin.agrees()
    chief.open(f"/decisions?kind=rounds&as_of={TODAY}")
    fill(chief, "round.close", name="第四季度", publish="none")
    told(chief, "已提请审核")
    approve(second)
    unit.open(f"/ranking?as_of={TODAY}")
    expect(unit.page.locator("#shell-content")).not_to_contain_text("单位2")
    chief.open(f"/decisions?kind=rounds&as_of={TODAY}")
    chief.keep_picture("decisions-rounds-1440")
    fill(chief, "round.publish", publish="full")
    told(chief, "已提请审核")
    approve(second)
    published = dict(ask(working_store, "select unit_id, total from core.round_results"))
    assert published == {score["unit_id"]: score["total"] for score in scores}
    unit.open(f"/ranking?as_of={TODAY}")
    expect(unit.page.locator("#shell-content")).to_contain_text("单位2")
    unit.keep_picture("quarter-published-390")
