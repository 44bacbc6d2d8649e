"""The address is the state: what it says, what it cannot say, and how it is written back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dashboard.pages import PAGES, find_page
from dashboard.view import View, read_address, read_year

DEFAULT = View(path="/", year=2026, as_of=date(2026, 11, 20))
CLOSES_ON = date(2027, 1, 31)


def read(search: str, path: str = "/ranking") -> View:
    return read_address(path, search, DEFAULT, CLOSES_ON)


def test_an_address_without_parameters_is_the_default() -> None:
    assert read("") == replace(DEFAULT, path="/ranking")


def test_an_address_says_date_group_and_working_days() -> None:
    view = read("?as_of=2026-06-30&group=镇街&within=5")
    assert (view.as_of, view.group, view.within) == (date(2026, 6, 30), "镇街", 5)
    assert view.notices == ()


def test_an_address_is_written_back_as_it_was_read() -> None:
    search = "?year=2026&as_of=2026-06-30&group=%E9%95%87%E8%A1%97&within=5"
    assert read(search).href() == "/ranking" + search


def test_a_link_repeats_only_what_the_address_states() -> None:
    assert read("?as_of=2026-06-30").href("/overdue") == "/overdue?as_of=2026-06-30"
    assert read("").href(within=10) == "/ranking?within=10"
    assert read("?group=镇街").href(group=None) == "/ranking"


def test_a_units_address_keeps_the_date_and_drops_the_group() -> None:
    assert read("?as_of=2026-06-30&group=镇街").unit_address("甲/1") == "/unit/%E7%94%B2%2F1?as_of=2026-06-30"


@pytest.mark.parametrize(
    ("search", "notice"),
    [
        ("?as_of=2026-13-01", "网址中的截止日期“2026-13-01”不是日期，已改用2026-11-20。"),
        ("?as_of=2027-02-01", "2027-02-01晚于本年度的截止日，已改用2027-01-31。"),
        ("?within=0", "网址中的工作日数“0”应为1至60的整数，已改用3。"),
        ("?within=三", "网址中的工作日数“三”应为1至60的整数，已改用3。"),
    ],
)
def test_what_cannot_be_used_is_said(search: str, notice: str) -> None:
    assert read(search).notices == (notice,)


def test_a_date_after_the_close_becomes_the_close() -> None:
    assert read("?as_of=2027-06-01").as_of == CLOSES_ON


@pytest.mark.parametrize(
    ("search", "year", "has_notice"),
    [("", 2026, False), ("?year=2025", 2025, False), ("?year=1999", 2026, True), ("?year=x", 2026, True)],
)
def test_the_year_is_one_with_a_scheme(search: str, year: int, has_notice: bool) -> None:
    found, notices = read_year(search, [2025, 2026])
    assert (found, bool(notices)) == (year, has_notice)


def test_a_view_survives_the_browser() -> None:
    view = read("?as_of=2026-06-30&group=镇街&within=0", "/unit/Z01")
    assert View.from_json(view.to_json()) == view


@pytest.mark.parametrize(
    ("path", "name", "unit_id"),
    [
        ("/", "总览", None),
        ("/ranking", "排名", None),
        ("/ranking/", "排名", None),
        ("/overdue", "逾期", None),
        ("/unit", "单位", None),
        ("/unit/Z01", "单位", "Z01"),
        ("/unit/%E7%94%B2%2F1", "单位", "甲/1"),
    ],
)
def test_addresses_of_pages(path: str, name: str, unit_id: str | None) -> None:
    page, found = find_page(path)
    assert page is not None
    assert (page.name, found) == (name, unit_id)


@pytest.mark.parametrize("path", ["/nothing", "/ranking/Z01", "/unit/Z01/more"])
def test_addresses_of_no_page(path: str) -> None:
    assert find_page(path) == (None, None)


def test_no_two_pages_share_an_address() -> None:
    assert len({page.path for page in PAGES}) == len(PAGES)


def test_a_pages_own_parameters_stay_on_it_and_are_left_behind_elsewhere() -> None:
    view = read("?group=镇街&w_spot=60&against=2025", "/method")
    assert view.own == (("w_spot", "60"), ("against", "2025"))
    assert view.href(group=None) == "/method?w_spot=60&against=2025"
    assert view.href(against=2024, w_spot=None) == "/method?group=%E9%95%87%E8%A1%97&against=2024"
    assert view.href("/ranking") == "/ranking?group=%E9%95%87%E8%A1%97"
    assert View.from_json(view.to_json()) == view


def test_who_reads_stays_with_every_link() -> None:
    view = read("?reader=unit&unit=Z07&state=overdue", "/ledger")
    assert view.href("/") == "/?reader=unit&unit=Z07"
    assert view.unit_address("Z01") == "/unit/Z01?reader=unit&unit=Z07"
    assert view.href("/ranking", unit=None) == "/ranking?reader=unit"
