from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.plan.responsible import Responsible, read_responsible

GOLDEN = Path(__file__).parents[1] / "golden" / "responsible.csv"


def golden() -> list[dict[str, str]]:
    with GOLDEN.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def roles(words: str) -> dict[str, str]:
    """Names by role as the golden file writes them, empty roles left out."""
    found = read_responsible(words)
    parts = {role: "|".join(getattr(found, role)) for role in ("lead", "support", "owners", "unresolved")}
    return {role: names for role, names in parts.items() if names}


@pytest.mark.parametrize("row", golden(), ids=lambda row: row["phrase"])
def test_golden_wordings(row: dict[str, str]) -> None:
    expected = {role: row[role] for role in ("lead", "support", "owners", "unresolved") if row[role]}
    assert roles(row["phrase"]) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("区财政局", {"owners": "区财政局"}),
        ("区 财 政 局 、 各 镇", {"owners": "区财政局|@各镇"}),
        (
            "区农业局、区住建局等部门及各镇〈街〉分别牵头负责落实",
            {"lead": "区农业局|区住建局|@各镇〈街〉", "unresolved": "等部门"},
        ),
        ("(区财政局、区审计局按职责分工负责)", {"owners": "区财政局|区审计局"}),
        ("区政府办公室牵头、各科室负责落实", {"lead": "区政府办公室", "support": "@各科室"}),
        ("区财政局负责，各镇配合", {"owners": "区财政局", "support": "@各镇"}),
        ("区财政局负责牵头，区税务局负责配合", {"lead": "区财政局", "support": "区税务局"}),
        ("区财政局牵头，会同区审计局、区税务局", {"lead": "区财政局", "support": "区审计局|区税务局"}),
        ("区财政局（牵头）、区审计局", {"lead": "区财政局", "support": "区审计局"}),
        ("牵头单位：区财政局；配合单位：区审计局、各镇", {"lead": "区财政局", "support": "区审计局|@各镇"}),
        ("区财政局牵头组织各镇落实", {"lead": "区财政局", "support": "@各镇"}),
        ("区文化和旅游局和区教育局", {"owners": "区文化和旅游局|区教育局"}),
        ("区自然资源和规划分局", {"owners": "区自然资源和规划分局"}),
        ("区人力资源和社\n会保障局、各镇", {"owners": "区人力资源和社会保障局|@各镇"}),
        ("縣財政局、市生態環(huán)境局分局牽頭", {"lead": "县财政局|市生态环境局分局"}),
        ("区财政局(国资局)", {"owners": "区财政局"}),
        ("各镇党委、政府", {"owners": "@各镇党委、政府"}),
        ("镇街、区直部门", {"owners": "@镇街|@区直部门"}),
        ("河西街道办事处、经济开发区管委会", {"owners": "河西街道办事处|经济开发区管委会"}),
        ("区政府各有关部门单位按照职责分别负责落实", {"unresolved": "区政府各有关部门单位"}),
        ("政策起草部门、各镇", {"owners": "@各镇", "unresolved": "政策起草部门"}),
        ("财政部门、行业主管部门", {"unresolved": "财政部门|行业主管部门"}),
        ("区审计局、区财政局、区审计局", {"owners": "区审计局|区财政局"}),
        ("区法院 区检察院", {"owners": "区法院|区检察院"}),
        ("1.区教育局 2.区民政局", {"owners": "区教育局|区民政局"}),
        ("（一）区教育局", {"owners": "区教育局"}),
        ("牵头单位：区发改局 责任单位：各镇街", {"lead": "区发改局", "support": "@各镇街"}),
        ("李四（区财政局）", {"unresolved": "李四（区财政局）"}),
        ("区属国有企业", {"owners": "@区属国有企业"}),
        ("全区", {"unresolved": "全区"}),
        ("区政府办公室总牵头，各部门分工负责", {"lead": "区政府办公室", "support": "@各部门"}),
        ("县级牵头：县司法局；配合：县财政局", {"lead": "县司法局", "support": "县财政局"}),
        ("区住建局(牵头)区城管局、区水务局(配合)", {"lead": "区住建局", "support": "区城管局|区水务局"}),
        ("区教育局、区卫健局等3部门", {"owners": "区教育局|区卫健局", "unresolved": "等3部门"}),
        ("区教育局、区卫健局……", {"owners": "区教育局|区卫健局", "unresolved": "……"}),
        ("区教育局（负责义务教育）、区卫健局", {"owners": "区教育局|区卫健局"}),
        ("区融媒体中心配合区政府办公室", {"support": "区融媒体中心", "owners": "区政府办公室"}),
        ("①区教育局②区民政局", {"owners": "区教育局|区民政局"}),
        ("区教育局·区民政局", {"owners": "区教育局|区民政局"}),
        ("区教育局负责；2023年10月底前完成", {"owners": "区教育局", "unresolved": "2023年10月底前完成"}),
        ("各部门（区财政局除外）", {"unresolved": "各部门（区财政局除外）"}),
        ("区司法局指导各镇具体落实", {"unresolved": "区司法局指导各镇"}),
        ("谁起草谁解读", {"unresolved": "谁起草谁解读"}),
        ("", {}),
        ("—", {}),
    ],
)
def test_wordings(words: str, expected: dict[str, str]) -> None:
    assert roles(words) == expected


PARTS = st.sampled_from(
    [
        *"、，；。（）〈〉\n和及与等",
        "区财政局",
        "各镇",
        "牵头",
        "配合",
        "负责落实",
        "有关部门",
        "起草部门",
        "会同",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(PARTS, max_size=12).map("".join) | st.text(max_size=20))
def test_any_words_have_an_answer_and_nobody_stands_twice(words: str) -> None:
    found = read_responsible(words)
    assert isinstance(found, Responsible)
    names = [*found.lead, *found.support, *found.owners, *found.unresolved]
    assert len(set(names)) == len(names)


NAMES = st.sampled_from(
    ["区财政局", "区自然资源和规划分局", "各镇", "河西街道办事处", "有关部门", "起草部门"]
)
VERBS = st.sampled_from(["", "牵头", "分别牵头落实", "负责", "按职责分工落实", "配合"])


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(NAMES, VERBS, st.sampled_from("、，；\n")), min_size=1, max_size=6))
def test_no_party_is_dropped(parties: list[tuple[str, str, str]]) -> None:
    found = read_responsible("".join("".join(party) for party in parties))
    named = {*found.lead, *found.support, *found.owners, *found.unresolved}
    assert named == {"@各镇" if name == "各镇" else name for name, _, _ in parties}
    assert set(found.unresolved) == named & {"有关部门", "起草部门"}


def test_a_list_of_three_hundred_units_is_read_and_a_long_text_is_kept_for_a_human() -> None:
    names = [f"区第{n}中学办公室" for n in range(300)]
    found = read_responsible(f"区政府办公室牵头，{'、'.join(names)}配合")
    assert (found.lead, found.support, found.unresolved) == (("区政府办公室",), tuple(names), ())
    text = "推进政务公开，做好解读回应，提升服务水平。" * 60
    assert read_responsible(text).unresolved == (text,)
    assert read_responsible("区财政局负责" * 400).owners == ()


def test_an_open_word_keeps_the_place_its_clause_gave_it() -> None:
    found = read_responsible("政策起草部门牵头，区财政局、有关部门配合")
    assert (found.unresolved, found.places) == (("政策起草部门", "有关部门"), ("lead", "support"))
    assert read_responsible("区财政局、起草部门").places == ("owners",)
