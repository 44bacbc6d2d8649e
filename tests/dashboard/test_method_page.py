"""办法 and 年度对比 as the server answers them: the scheme in words, a trial by its address, two years."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from asking import ask, words_of
from dash import Dash

DAY = "2026-11-20"
TRIAL = "&w_spot=60&w_quarterly=10&w_ledger=15&w_review=15"
METHOD = [
    "method-notice",
    "method-basis",
    "method-components",
    "method-items",
    "method-settings",
    "method-trial",
    "method-result",
    "method-stability",
]
YEARS = ["years-head", "years-slopes", "years-rates", "years-parts", "years-only", "years-units"]


def view(app: Dash, path: str, more: str = "", day: str = DAY) -> dict[str, Any]:
    answer = ask(
        app,
        "shell-content.children",
        shell_address_pathname=path,
        shell_address_search=f"?as_of={day}{more}",
    )
    return dict(answer["shell-view"]["data"])


def drawn(app: Dash, slot: str, path: str, more: str = "", day: str = DAY) -> str:
    return words_of(ask(app, f"{slot}.children", shell_view_data=view(app, path, more, day)))


def tables(part: Any) -> Iterator[dict[str, Any]]:
    """Every table in a drawn part."""
    if isinstance(part, dict):
        if "data-table" in part:
            yield json.loads(part["data-table"])
        for value in part.values():
            yield from tables(value)
    elif isinstance(part, list):
        for value in part:
            yield from tables(value)


def rows(app: Dash, slot: str, path: str, more: str = "") -> list[list[Any]]:
    answer = ask(app, f"{slot}.children", shell_view_data=view(app, path, more))
    return [row for table in tables(answer) for row in table["rows"]]


@pytest.mark.parametrize("slot", METHOD)
@pytest.mark.parametrize(
    ("more", "day"),
    [
        ("", DAY),
        (TRIAL, DAY),
        ("&group=事业单位" + TRIAL, DAY),
        ("&w_spot=1", DAY),
        (TRIAL, "2026-01-01"),
        ("&year=2025", "2025-06-30"),
    ],
)
def test_every_part_of_the_method_is_drawn(app: Dash, slot: str, more: str, day: str) -> None:
    told = drawn(app, slot, "/method", more, day)
    assert "state-failed" not in told
    assert not any(word in told for word in ("nan", "None", "NaT"))


@pytest.mark.parametrize("slot", YEARS)
@pytest.mark.parametrize(
    ("more", "day"),
    [
        ("", DAY),
        ("&group=镇街", DAY),
        ("&against=1999", DAY),
        ("", "2026-01-01"),
        ("&year=2025", "2026-01-31"),
    ],
)
def test_every_part_of_the_years_is_drawn(app: Dash, slot: str, more: str, day: str) -> None:
    told = drawn(app, slot, "/years", more, day)
    assert "state-failed" not in told
    assert not any(word in told for word in ("nan", "None", "NaT"))


def test_the_method_says_what_it_rests_on_and_its_settings(app: Dash) -> None:
    basis = drawn(app, "method-basis", "/method")
    for told in ("云岭政办演示〔2026〕1号", "100分", "2027年1月31日", "保留2位小数", "总分÷100×5"):
        assert told in basis
    settings = drawn(app, "method-settings", "/method")
    for told in (
        "每天扣0.05分，每个问题最多扣1分。",
        "并通过复查：退回该问题扣分的50%。",
        "扣分乘以1.5。",
        "最多5分，基础分达到80分的单位才能加。",
        "总分最高59分",
        "不超过本类参评单位的30%",
    ):
        assert told in settings


def test_another_years_method_is_another_page(app: Dash) -> None:
    settings = drawn(app, "method-settings", "/method", "&year=2025", "2025-11-20")
    assert "按时整改：退回该问题扣分的30%。" in settings
    assert "保留分数" in settings
    assert "取已检查季度的最低" in drawn(app, "method-components", "/method", "&year=2025", "2025-11-20")


def test_the_floors_are_told_with_what_the_scheme_gives(app: Dash) -> None:
    told = drawn(app, "method-components", "/method")
    assert "日常抽测不低于总分的50%（本办法为50%）" in told
    assert "日常抽测、季度检查合计不低于总分的60%（本办法为70%）" in told


def test_every_item_has_its_rule_in_words(app: Dash) -> None:
    items = {row[1]: row for row in rows(app, "method-items", "/method")}
    assert len(items) == 27
    assert items["S1.1"][2:5] == ["公开栏目更新", "10", "按得分率：抽测得分之和÷抽测满分之和×10分"]
    assert items["S1.5"][5] == "镇街"
    assert items["Q4.1"][4] == "倒扣：每个问题扣1分，通报另写扣分的按通报，所属指标扣完为止"
    assert "逾期完成得50%" in items["L1.1"][4]
    assert items["R1.1"][4].startswith("按完成比例")
    assert items["R2.1"][4] == "考核打分：0至2分"


def test_a_trial_stands_beside_the_real_result_and_is_marked(app: Dash) -> None:
    told = drawn(app, "method-result", "/method", TRIAL)
    assert "试算：日常抽测60分、季度检查10分、台账落实15分、年度考核15分。" in told
    assert "不是考核结果，不会保存" in told
    assert told.count("试算·") >= 3
    assert "正在试算" in drawn(app, "method-notice", "/method", TRIAL)
    moved = {row[0]["text"]: row for row in rows(app, "method-result", "/method", TRIAL)}
    assert moved["松林关镇人民政府"][4:7] == ["6", "5", "▲1"]


def test_without_weights_there_is_no_trial(app: Dash) -> None:
    assert "还没有试算" in drawn(app, "method-result", "/method")
    assert "正在试算" not in drawn(app, "method-notice", "/method")


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ("&w_spot=60", "各环节的分值合计110分，必须等于总满分100分。"),
        ("&w_spot=45&w_review=20", "违反底线：日常抽测只占45%，办法规定不低于50%。"),
        (
            "&w_spot=50&w_quarterly=5&w_ledger=25&w_review=20",
            "违反底线：日常抽测、季度检查只占55%，办法规定不低于60%。",
        ),
        ("&w_spot=0", "“日常抽测”的分值为0，必须大于0。"),
        ("&w_spot=多", "“日常抽测”的分值“多”不是数字。"),
        ("&w_other=5", "本年度的办法没有环节“other”"),
    ],
)
def test_a_weighting_that_is_not_permitted_is_refused_with_a_sentence(
    app: Dash, more: str, sentence: str
) -> None:
    told = drawn(app, "method-result", "/method", more)
    assert sentence in told
    assert "试算·" not in told
    assert "不能用" in drawn(app, "method-notice", "/method", more)


def test_the_form_shows_the_trial_and_leads_back_to_the_schemes_points(app: Dash) -> None:
    form = drawn(app, "method-trial", "/method", TRIAL)
    assert '"name": "w_spot"' in form
    assert '"value": "60"' in form
    assert "合计100分，正好" in form
    assert f'"href": "/method?as_of={DAY}#' in form
    assert "合计110分，超出10分" in drawn(app, "method-trial", "/method", "&w_spot=60")


def test_links_to_other_pages_leave_the_trial_behind(app: Dash) -> None:
    answer = ask(
        app,
        "shell-content.children",
        shell_address_pathname="/method",
        shell_address_search=f"?as_of={DAY}{TRIAL}",
    )
    links = [each["props"]["href"] for each in answer["shell-navigation"]["children"]]
    assert [link.partition("?")[0] for link in links if "w_spot" in link] == ["/method"]
    assert "w_spot=60" in words_of(answer["shell-controls"])  # a group is chosen within the trial


def test_the_years_say_that_totals_of_unlike_schemes_cannot_be_compared(app: Dash) -> None:
    head = drawn(app, "years-head", "/years")
    assert "两年的总分不能直接比较：考核环节的分值或规则不同、加分或一票否决规则不同" in head
    assert "2026年截至2026年11月20日，与2025年截至2025年11月20日相比" in head


def test_a_year_that_cannot_be_compared_is_said(app: Dash) -> None:
    assert "对比年度“1999”不能与本年度对比，已改用2025年" in drawn(
        app, "years-head", "/years", "&against=1999"
    )


def test_unlike_parts_carry_their_reason(app: Dash) -> None:
    parts = {row[0].strip(): row for row in rows(app, "years-parts", "/years")}
    assert parts["公开栏目更新"][1:4] == ["20", "10", {"text": "可比", "status": "normal"}]
    assert parts["任务清单执行"][3:] == [{"text": "不可比", "status": "failed"}, "分值不同，整改扣分规则不同"]
    assert parts["信息发布时效"][4] == "只有2026年有"


def test_units_of_one_year_only_say_why(app: Dash) -> None:
    lonely = {row[0]["text"]: row[2] for row in rows(app, "years-only", "/years")}
    assert lonely["区数据管理局"] == "2025年不是考核对象"
    assert lonely["区审计局"].startswith("2026年未评定：尚未抽测")
    assert len(rows(app, "years-units", "/years")) == 34
