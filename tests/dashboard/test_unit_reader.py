"""What the account of a unit sees: every part of every page and every kind of export, drawn from its own store."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from docx import Document

from dashboard.access.permissions import UNIT_PARTS
from dashboard.access.reader import Reader
from dashboard.desk import Desk
from dashboard.exports.catalogue import pieces_of
from dashboard.exports.occasion import Occasion
from dashboard.pages import PAGES, unit
from dashboard.pages.ranking_boards import draw_boards
from dashboard.text import charts, documents, lists, numbers, ranking, receipt
from dashboard.view import View
from data.accounts.roles import UNIT
from data.errors import NotAllowed, StoreMissing
from data.scope import UnitStore
from data.store import Store

OWN, YEAR, AS_OF = "Z07", 2026, date(2026, 10, 31)
PARTS = [(page.path, slot_id) for page in PAGES for slot_id in page.parts]
NAMES_ALONE = ("ranking-compare", "reports-scope")  # choices of a unit
PUBLISHED = ("ranking-boards",)


@pytest.fixture(scope="module")
def whole(demo_store: Path) -> Store:
    return Store(demo_store)


@pytest.fixture(scope="module")
def reader(whole: Store) -> UnitStore:
    return UnitStore(whole, OWN)


@pytest.fixture(scope="module")
def strangers(whole: Store) -> set[str]:
    """The names of all other units."""
    units = whole.query("pages/units", year=YEAR, as_of=AS_OF, group_name=None)
    return set(units.name[units.unit_id != OWN])


def desk(store: Store | UnitStore, path: str, **own: str) -> Desk:
    at_unit = OWN if path == "/unit" else None
    reader = Reader(role=UNIT, unit_id=OWN) if isinstance(store, UnitStore) else Reader()
    return Desk(store, View(path, YEAR, AS_OF, unit_id=at_unit, own=tuple(own.items())), reader=reader)


def draw(store: Store | UnitStore, path: str, slot_id: str, **own: str) -> str:
    """All that stands in a part."""
    page = next(page for page in PAGES if page.path == path)
    return repr(page.parts[slot_id](desk(store, path, **own)))


@pytest.mark.parametrize(("path", "slot_id"), PARTS)
def test_a_part_shows_no_other_unit_or_is_refused(
    reader: UnitStore, strangers: set[str], path: str, slot_id: str
) -> None:
    try:
        told = draw(reader, path, slot_id, reader="unit", unit=OWN, check="1")
    except NotAllowed:
        assert slot_id not in UNIT_PARTS
        return
    named = {name for name in strangers if name in told}
    assert not named or slot_id in (*NAMES_ALONE, *PUBLISHED)


def test_the_same_parts_of_the_office_name_other_units(whole: Store, strangers: set[str]) -> None:
    """So the walk above would notice them."""
    for path, slot_id in (("/", "overview-boards"), ("/unit", "unit-card"), ("/overdue", "overdue-list")):
        told = draw(whole, path, slot_id)
        assert [name for name in strangers if name in told], slot_id


def test_a_rank_that_is_not_shown_is_a_dash_and_not_a_lack_of_a_score(
    reader: UnitStore, whole: Store
) -> None:
    told = draw(reader, "/unit", "unit-card")
    checks = numbers.whole(whole.query("pages/unit_card", year=YEAR, as_of=AS_OF, unit_id=OWN).check_count[0])
    assert lists.RANK_NOT_SHOWN.format(group="镇街", checks=checks) in told
    assert lists.NOT_RATED not in told
    assert "2026年第三季度（截至2026-09-30）" in told
    assert "区间" in draw(whole, "/unit", "unit-card")


def test_a_grade_whose_quota_is_full_is_not_called_the_highest(whole: Store) -> None:
    scores = whole.query("pages/score", year=YEAR, as_of=AS_OF)
    reached = scores[(scores["status"] == "rated") & ~scores["is_vetoed"] & (scores["total"] >= 90)]
    held, best = (reached[reached["grade"] == grade]["unit_id"].iloc[0] for grade in ("良好", "优秀"))
    card = next(page for page in PAGES if page.path == "/unit").parts["unit-card"]
    for unit_id, meaning in ((held, "得分已到优秀，但本类优秀名额已满"), (best, "已是最高等次")):
        assert meaning in repr(
            card(Desk(whole, View("/unit", YEAR, AS_OF, unit_id=unit_id), reader=Reader()))
        )


def test_places_and_ranks_of_today_are_left_out_of_lists_and_lines(reader: UnitStore, whole: Store) -> None:
    for slot_id, heading in (("unit-work", lists.COLUMN_PLACES), ("unit-trend", charts.RANK)):
        assert heading in draw(whole, "/unit", slot_id)
        assert heading not in draw(reader, "/unit", slot_id)
    assert "居" not in draw(reader, "/unit", "unit-work")
    assert lists.WORK_NOTE_PLACES not in draw(reader, "/unit", "unit-work")


def opened(reader: Store | UnitStore, whole: Store, unit_id: str) -> str:
    """The receipt of a unit's costliest finding, as the address opens it."""
    losses = whole.query("pages/unit_losses", year=YEAR, as_of=AS_OF, unit_id=unit_id)
    loss = losses[(losses.cause == "finding") & losses["item"].notna()].iloc[0]
    told = draw(
        reader, "/unit", "unit-receipt-level", component=loss.component, item=loss["item"], ref=loss.ref
    )
    assert loss.ref in told
    return told


def test_a_receipt_opens_down_to_the_own_fact_and_its_source(reader: UnitStore, whole: Store) -> None:
    told = opened(reader, whole, OWN)
    assert receipt.SOURCES in told
    assert "演示" in opened(whole, whole, OWN)
    assert repr("演示") not in told  # who stored it


def test_a_receipt_of_another_units_fact_is_not_there(reader: UnitStore, whole: Store) -> None:
    told = opened(reader, whole, "Z01")
    assert receipt.NO_FACT in told
    assert receipt.SOURCES not in told


def board(store: UnitStore, as_of: date, **own: str) -> str:
    return repr(draw_boards(Desk(store, View("/ranking", YEAR, as_of, own=tuple(own.items())))))


def test_the_board_is_the_newest_published_one_and_never_todays(reader: UnitStore) -> None:
    assert ranking.PUBLISHED_BOARD.format(round_name="第三季度") in board(reader, AS_OF)
    assert ranking.PUBLISHED_BOARD.format(round_name="年中") in board(reader, date(2026, 9, 29))
    assert ranking.PUBLISHED_BOARD.format(round_name="年中") in board(reader, AS_OF, round="年中")
    assert ranking.BOARD_TODAY not in board(reader, AS_OF)


def test_a_board_not_published_in_full_is_said_and_the_others_stay_to_choose(reader: UnitStore) -> None:
    told = board(reader, date(2026, 4, 30))
    assert ranking.BOARD_NOT_SHOWN in told
    assert "第三季度" in told
    assert ranking.NO_ROUNDS in board(reader, date(2026, 1, 31))


def test_without_any_round_there_is_no_board_and_the_card_says_so(golden_store: Path) -> None:
    reader, at = UnitStore(Store(golden_store), "U02"), date(2023, 12, 31)
    at_ranking, at_unit = (
        Desk(reader, View(path, 2023, at, unit_id="U02", given=("as_of",))) for path in ("/ranking", "/unit")
    )
    assert ranking.NO_ROUNDS in repr(draw_boards(at_ranking))
    assert lists.CHANGE_NONE in repr(unit.draw_card(at_unit))
    assert unit.draw_rounds(at_unit) is None


# Papers


def paper(store: UnitStore, kind: str, **asked: str) -> str:
    """All words of the only document of a kind."""
    at = {} if asked else {"as_of": AS_OF}
    (piece,) = pieces_of([kind], Occasion.of(store, year=YEAR, **at, **asked))  # type: ignore[arg-type]
    document = Document(io.BytesIO(piece.make()))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in document.paragraphs), *cells])


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({}, documents.RANK_CLOSED),
        ({"round_name": "第一季度"}, "第6名"),
        ({"round_name": "年中"}, documents.RANK_FULL.format(rank=6, count=8)),
    ],
)
def test_a_feedback_sheet_of_the_own_unit_tells_the_rank_as_far_as_published(
    reader: UnitStore, strangers: set[str], asked: dict[str, str], told: str
) -> None:
    words = paper(reader, "feedback", **asked)
    assert told in words.split("\n")
    assert not [name for name in strangers if name in words]


def test_the_notice_and_the_ledger_form_are_the_own_ones(reader: UnitStore, strangers: set[str]) -> None:
    words = paper(reader, "notices")
    assert not [name for name in strangers if name in words]
    for unit_id in (None, OWN):
        occasion = Occasion.of(reader, year=YEAR, as_of=AS_OF, unit_id=unit_id)
        assert len(pieces_of(["ledgerforms"], occasion)) == 1
    of_another = Occasion.of(reader, year=YEAR, as_of=AS_OF, unit_id="Z01")
    assert pieces_of(["feedback", "notices", "ledgerforms"], of_another) == []


def test_a_round_that_does_not_exist_for_the_unit_makes_no_paper(reader: UnitStore) -> None:
    with pytest.raises(StoreMissing):
        Occasion.of(reader, round_name="秋季")
