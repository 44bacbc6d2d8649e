"""`draw`: draws and stores, shows, lists, repeats; what is refused leaves the store as it was."""

from __future__ import annotations

import csv
import io
import json

import pytest

from data.layout import Layout

DAY = "2023-06-30"


@pytest.fixture
def draw(cli, store):
    def run(*words: object):
        return cli("draw", *words, "--store", store)

    return run


def made(draw, *more: object) -> dict:
    return json.loads(draw("--size", 6, "--seed", "摇号 0837", "--as-of", DAY, "--format", "json", *more).out)


def test_a_draw_answers_all_that_is_needed_to_repeat_it(draw, store):
    before = Layout(store).current_id()
    answer = made(draw, "--by", "周澄")
    assert (answer["draw_no"], answer["seed"], answer["size"]) == (1, "摇号 0837", 6)
    assert (answer["year"], answer["as_of"], answer["group"], answer["by"]) == (2023, DAY, None, "周澄")
    assert answer["release_id"] == before
    assert answer["made_at"]
    assert [cell["turn"] for cell in answer["cells"]] == [1, 2, 3, 4, 5, 6]
    assert sum(stratum["drawn"] for stratum in answer["strata"]) == 6
    assert sum(stratum["population"] for stratum in answer["strata"]) == answer["population"]
    assert {cell["checked_on"] for cell in answer["cells"]} == {None}


def test_it_is_stored_before_it_is_shown(draw, store):
    before = Layout(store).current_id()
    answer = draw("--size", 2, "--seed", "1", "--as-of", DAY)
    assert "已存档为第1次抽样" in answer.err
    assert Layout(store).current_id() != before
    assert json.loads(draw("--show", 1, "--format", "json").out)["size"] == 2


def test_the_table_and_csv_name_unit_and_item(draw):
    answer = made(draw)
    rows = list(csv.DictReader(io.StringIO(draw("--show", 1, "--format", "csv").out)))
    assert [row["单位"] for row in rows] == [cell["name"] for cell in answer["cells"]]
    assert [row["编号"] for row in rows] == [cell["item"] for cell in answer["cells"]]
    assert {row["已抽情况"] for row in rows} <= {"未抽过", "抽得少", "已够"}
    assert answer["cells"][0]["name"] in draw("--show", 1).out


def test_a_unit_is_left_out_with_a_reason(draw):
    answer = made(draw, "--exclude", "U00=刚接受专项检查", "U01＝机构调整")
    assert [(each["unit_id"], each["reason"]) for each in answer["exclusions"]] == [
        ("U00", "刚接受专项检查"),
        ("U01", "机构调整"),
    ]
    assert not {cell["unit_id"] for cell in answer["cells"]} & {"U00", "U01"}


def test_a_redo_says_that_it_matches(draw):
    made(draw)
    assert json.loads(draw("--redo", 1, "--format", "json").out)["matches"] is True
    answer = draw("--redo", 1)
    assert answer.code == 0
    assert "完全一致" in answer.out


def test_the_list_keeps_an_undone_draw(draw, cli, store):
    made(draw)
    made(draw)
    batches = json.loads(cli("batches", "--format", "json", "--store", store).out)
    undone = min(row["batch_id"] for row in batches if row["what"] == "draw")
    cli("undo", undone, "--store", store)
    listed = json.loads(draw("--list", "--format", "json").out)
    assert [(row["draw_no"], row["is_live"]) for row in listed] == [(2, True), (1, False)]
    assert "已撤销" in draw("--list").out
    assert "抽样" in cli("batches", "--store", store).out


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("--size", 3), 2, "--seed"),
        (("--seed", "1"), 2, "--size"),
        (("--size", 3, "--seed", "1", "--exclude", "U00"), 3, "没有写明排除理由"),
        (("--size", 3, "--seed", "1", "--exclude", "没有这个单位=不知道"), 2, "没有单位"),
        (("--size", 0, "--seed", "1"), 3, "抽样范围只有"),
        (("--size", 3, "--seed", " "), 3, "没有种子"),
        (("--size", 3, "--seed", "1", "--group", "没有"), 3, "没有可抽的单位"),
        (("--redo", 9), 2, "没有第9次抽样"),
        (("--show", 9), 2, "没有第9次抽样"),
    ],
)
def test_what_cannot_be_drawn_is_said_and_nothing_stored(draw, store, words, code, told):
    before = Layout(store).current_id()
    answer = draw(*words)
    assert (answer.code, answer.out) == (code, "")
    assert told in answer.err
    assert Layout(store).current_id() == before
