"""Walks through 办法 and 年度对比: a unit reads the scheme, tries other weights, compares two years."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from steps import Reader, columns, numbers

pytestmark = pytest.mark.browser

TRIED = "/method?w_spot=60&w_quarterly=10&w_ledger=15&w_review=15"


def weight(reader: Reader, component: str) -> str:
    return reader.page.get_by_label(component).input_value()


def test_a_reader_tries_other_weights_and_sends_the_address_on(reader: Reader) -> None:
    reader.open("/method")
    assert [weight(reader, name) for name in ("日常抽测", "季度检查", "台账落实", "年度考核")] == [
        "50",
        "20",
        "15",
        "15",
    ]
    reader.page.get_by_label("日常抽测").fill("60")
    expect(reader.page.locator(".trial .sum")).to_have_text("合计110分，超出10分")
    reader.page.get_by_label("季度检查").fill("10")
    expect(reader.page.locator(".trial .sum")).to_have_text("合计100分，正好")
    reader.page.get_by_role("button", name="试算").click()
    expect(reader.page.locator("#method-result h2").first).to_contain_text("试算·镇街")
    reader.wait_until_drawn()
    assert "w_spot=60&w_quarterly=10&w_ledger=15&w_review=15" in reader.address()
    clicked = reader.text()
    reader.reload()
    assert reader.text() == clicked
    reader.page.get_by_role("link", name="恢复办法的分值").click()
    expect(reader.page.locator("#method-result")).to_contain_text("还没有试算")
    reader.wait_until_drawn()
    assert weight(reader, "日常抽测") == "50"


def test_a_trials_table_equals_its_points_and_its_real_totals_those_of_the_ranking(reader: Reader) -> None:
    reader.open(TRIED)
    reader.show_table("method-trial-0")
    table = reader.table("method-trial-0")
    real, tried = reader.traces("method-trial-0")
    assert numbers(table["现有总分"]) == pytest.approx(real["x"], abs=0.0051)
    assert numbers(table["试算总分"]) == pytest.approx(tried["x"], abs=0.0051)
    assert numbers(table["试算名次"]) == sorted(numbers(table["试算名次"]))
    here = dict(zip(table["单位"], table["现有总分"], strict=True))
    reader.open("/ranking")
    ranking = reader.table("ranking-board-0")
    assert here == dict(zip(ranking["单位"], ranking["总分"], strict=True))


def test_a_weighting_below_a_floor_is_refused_in_a_sentence(reader: Reader) -> None:
    reader.open("/method?w_spot=45&w_quarterly=20&w_ledger=20&w_review=15")
    expect(reader.page.get_by_role("alert").last).to_contain_text(
        "违反底线：日常抽测只占45%，办法规定不低于50%。"
    )
    assert reader.page.locator("[id^='method-trial-'].dash-graph").count() == 0


def test_two_years_stand_side_by_side(reader: Reader) -> None:
    reader.open("/years?year=2026&against=2025")
    assert "两年的总分不能直接比较" in reader.text()
    reader.show_table("years-slope-0")
    table = reader.table("years-slope-0")
    units = columns(reader.page.locator("#years-units table"))
    ranks = dict(zip(units["单位"], units["2025年名次"], strict=True))
    assert [ranks[name] for name in table["单位"]] == table["2025年名次"]
    reader.show_table("years-rates-chart")
    then, now = reader.traces("years-rates-chart")
    rates = reader.table("years-rates-chart")
    assert [float(rate.removesuffix("%")) for rate in rates["2026年得分率"]] == pytest.approx(
        [rate * 100 for rate in now["x"]], abs=0.051
    )
    assert len(then["x"]) == len(rates["项目"])
