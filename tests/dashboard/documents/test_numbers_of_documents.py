"""Bulletin, feedback sheets and notices say what the store says, of today and of a closed round."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from documents_read import AS_OF, YEAR, feedback_of, only, rows_of, scored, table_named, words_of
from docx.document import Document as Docx

from dashboard.exports.documents.bulletin import (
    CountsDiffer,
    bulletin_context,
    bulletin_pieces,
    check_counts,
)
from dashboard.exports.documents.feedback import feedback_context, feedback_pieces, prepare
from dashboard.exports.documents.notice import notice_pieces
from dashboard.exports.documents.prepared import units_in_order
from dashboard.exports.documents.report import report_pieces
from dashboard.exports.occasion import Occasion
from dashboard.text import numbers
from data.store import Store


@pytest.fixture(scope="module")
def bulletin(today: Occasion) -> Docx:
    return only(bulletin_pieces(today))


def test_a_bulletin_says_what_score_says(bulletin, demo_store, cli):
    by_name = {row["name"]: row for row in scored(cli, demo_store, AS_OF)}
    listed = {}
    for group in {row["group"] for row in by_name.values()}:
        count = sum(row["group"] == group for row in by_name.values())
        listed |= {row["单位"]: row for row in table_named(bulletin, f"{group}（{count}个单位）")}
    assert listed.keys() == by_name.keys()
    for name, row in by_name.items():
        assert listed[name]["得分（分）"] == numbers.marks(row["total"])
        assert listed[name]["名次"] == numbers.whole(row["rank"])
        assert listed[name]["等次"] == (row["grade"] or "—")


def test_the_units_a_bulletin_names_are_those_with_the_first_grade_below_the_pass_mark_and_not_rated(
    bulletin, demo_store, cli
):
    rows = scored(cli, demo_store, AS_OF)
    top = {row["name"] for row in rows if row["grade"] == "优秀" and row["status"] == "rated"}
    below = {row["name"] for row in rows if row["veto"] or (row["total"] or 60) < 60}
    not_rated = {row["name"] for row in rows if row["status"] == "not_rated"}
    assert all((top, below, not_rated))
    assert {row["单位"] for row in table_named(bulletin, "评为“优秀”等次的单位")} == top
    assert {row["单位"] for row in table_named(bulletin, "未达到合格要求的单位")} == below
    assert {row["单位"] for row in table_named(bulletin, "未评定的单位及原因")} == not_rated
    text = words_of(bulletin)
    assert f"评为“优秀”等次的{len(top)}个" in text
    assert f"低于60分或者被一票否决的{len(below)}个" in text


def test_a_bulletin_praises_no_unit_whose_score_is_provisional_and_never_names_one_without_that_word(
    demo, demo_store, cli
):
    rows = scored(cli, demo_store, date(2026, 6, 30))
    best = {row["name"] for row in rows if row["grade"] == "优秀"}
    provisional = {row["name"] for row in rows if row["status"] == "provisional"}
    document = only(bulletin_pieces(Occasion.of(demo, year=YEAR, as_of=date(2026, 6, 30))))
    listed = {row["单位"] for row in table_named(document, "评为“优秀”等次的单位")}
    assert (listed, len(best & provisional)) == (best - provisional, 1)
    text = words_of(document)
    assert f"（其中{len(provisional)}个有考核环节尚无数据，得分为暂定）" in text
    assert "另有1个单位的暂定得分达到“优秀”" in text
    for table in document.tables:
        headings, *told = rows_of(table)
        named = [row for row in told if provisional & set(row)] if "得分（分）" in headings else []
        assert all("暂定" in "".join(row) for row in named)


def test_a_decision_to_praise_a_unit_says_that_its_score_is_provisional(store, tmp_path, cli):
    day = date(2023, 6, 30)
    unit = next(row["name"] for row in scored(cli, store, day) if row["status"] == "provisional")
    decided = tmp_path / "decided.csv"
    decided.write_text(f"单位,类型,决定日期,事由\n{unit},通报表扬,2023-03-01,带头公开\n", encoding="utf-8")
    assert cli("import", decided, "--store", store).code == 0
    context = bulletin_context(Occasion.of(Store(store), year=2023, as_of=day))
    assert [row["name"] for row in context["praised"]] == [f"{unit}（本次得分暂定）"]


def test_the_counts_of_a_bulletin_are_those_of_its_lists(bulletin, today):
    text = words_of(bulletin)
    open_count, units, overdue = map(
        int, re.search(r"尚未整改的问题(\d+)个，涉及(\d+)个单位；其中超过整改时限的(\d+)个", text).groups()
    )
    headings = re.findall(r"^\d+．.*（(\d+)个(?:，其中逾期(\d+)个)?）$", text, re.MULTILINE)
    assert (len(headings), sum(int(count) for count, _ in headings)) == (units, open_count)
    assert (
        sum(int(late or 0) for _, late in headings)
        == overdue
        == len(table_named(bulletin, "超过整改时限的问题"))
    )
    kinds = table_named(bulletin, "问题的种类和数量（单位：个）")
    found = int(re.search(r"共发现问题(\d+)个", text)[1])
    assert sum(int(row["数量"]) for row in kinds) == found
    assert found == len(today.ask("export_findings").query("state != 'withdrawn'"))


@pytest.mark.parametrize("name", ["top", "below", "not_rated", "faults", "overdue", "open_units"])
def test_a_bulletin_whose_list_differs_from_its_text_is_not_written(today, name):
    context = bulletin_context(today)
    with pytest.raises(CountsDiffer, match=r"通报没有生成：正文写“.+”\d+个，清单列出\d+个"):
        check_counts({**context, name: context[name][1:]})


def test_a_feedback_sheet_says_what_score_says(demo, demo_store, cli):
    row = next(row for row in scored(cli, demo_store, AS_OF) if row["unit_id"] == "B12")
    sheet = feedback_of(demo, "B12", year=YEAR, as_of=AS_OF)
    stated = [cell for line in rows_of(sheet.tables[0]) for cell in line]
    told = dict(zip(stated[::2], stated[1::2], strict=True))
    assert told["考核得分"] == f"{numbers.marks(row['total'])}（满分100）"
    assert (told["等次"], told["评定状态"], told["本类名次"]) == (row["grade"], "已评定", "未公布")
    assert told["重大扣分"] == numbers.marks(row["major"])


def test_lost_marks_and_contributions_of_every_sheet_add_up_to_the_score(today):
    [part] = today.unit_parts()
    prepared = prepare(today, part)
    for unit in units_in_order(today):
        context = feedback_context(prepared, unit)
        if unit.status == "not_rated":
            assert {row["contribution"] for row in context["components"]} == {"—"}
            continue
        base = prepared.results[unit.unit_id].base
        losses = prepared.losses.get(unit.unit_id, [])
        assert sum(loss.marks for loss in losses) == pytest.approx(100 - base)
        given = [float(row["contribution"]) for row in context["components"] if row["contribution"] != "—"]
        assert sum(given) == pytest.approx(base, abs=0.005 * len(given) + 1e-9)
        assert len(context["losses"]) == int(context["loss_count"]) == len(losses)


def test_a_lost_mark_stands_with_its_cause_fact_day_and_evidence(demo, today):
    lost = table_named(feedback_of(demo, "B12", year=YEAR, as_of=AS_OF), "失分明细（单位：分）")
    findings = today.ask("export_findings").set_index("finding_id")
    for row in lost:
        ref = re.match(r"WT\S+", row["编号、事实和佐证"])
        if ref:
            finding = findings.loc[ref[0]]
            assert row["原因"] in ("问题扣分", "逾期扣分")
            assert row["日期"] == numbers.day(finding["notified_on"])
            assert finding["description"] in row["编号、事实和佐证"]
            assert numbers.is_missing(finding["evidence"]) or finding["evidence"] in row["编号、事实和佐证"]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d|—", row["日期"]) for row in lost)


def test_what_can_be_won_back_is_what_explain_says(demo, demo_store, cli):
    answer = cli(
        "explain", "B12", "--year", YEAR, "--as-of", AS_OF, "--format", "json", "--store", demo_store
    )
    explained = json.loads(answer.out)
    rows = explained["losses"] if isinstance(explained, dict) else explained
    wanted = {row["ref"]: numbers.marks(row["recoverable"], 3) for row in rows if row["recoverable"] > 0.0005}
    matters = table_named(feedback_of(demo, "B12", year=YEAR, as_of=AS_OF), "需要办理的事项（单位：分）")
    told = {row["编号、内容和佐证"].split("　")[0]: row["可挽回"] for row in matters}
    assert wanted
    assert {ref: told[ref] for ref in wanted} == wanted


@pytest.mark.parametrize(("name", "told"), [("第一季度", r"第\d+名"), ("年中", r"第\d+名（本类\d+个单位）")])
def test_a_sheet_gives_the_rank_as_far_as_the_round_was_published(demo, name, told):
    sheet = feedback_of(demo, "B01", year=YEAR, round_name=name)
    assert re.fullmatch(told, sheet.tables[0].cell(2, 1).text)


def test_a_notice_lists_open_findings_with_places_for_owner_evidence_and_recheck(demo, today):
    matters = today.ask("document_matters").query("is_open_finding")
    pieces = notice_pieces(today)
    assert len(pieces) == matters["unit_id"].nunique()
    own = matters[matters["unit_id"] == "B12"]
    notice = only(notice_pieces(Occasion.of(demo, year=YEAR, as_of=AS_OF, unit_id="B12")))
    listed = table_named(notice, f"整改问题清单（{len(own)}个）")
    assert [row["编号"] for row in listed] == list(own["ref"])
    assert {row[place] for row in listed for place in ("责任人", "整改情况和佐证", "复查结果")} == {""}
    moved = own[own["extended_to"].notna()].iloc[0]
    told = f"{moved['extended_to']:%Y-%m-%d}\n原定{moved['original_due_on']:%Y-%m-%d}"
    assert told in {row["整改时限"] for row in listed}


def test_the_documents_of_a_closed_round_say_what_was_published_whatever_came_later(store, tmp_path, cli):
    at = ("--as-of", "2023-06-30", "--store", store)
    assert cli("round", "close", "年中", *at).code == 0
    before = json.loads(cli("score", *at, "--format", "json").out)
    total = next(row["total"] for row in before if row["unit_id"] == "U00")
    later = tmp_path / "later.csv"
    later.write_text("抽测编号,单位,抽测日期,指标,得分,满分\nN1,U00,2023-05-10,S1,0,10\n", encoding="utf-8")
    assert cli("import", later, "--store", store).code == 0
    reader = Store(store)
    published = feedback_of(reader, "U00", round_name="年中")
    recomputed = feedback_of(reader, "U00", year=2023, as_of=date(2023, 6, 30))
    assert published.tables[0].cell(1, 1).text == f"{numbers.marks(total)}（满分100）"
    assert recomputed.tables[0].cell(1, 1).text != published.tables[0].cell(1, 1).text
    assert "N1" not in words_of(published)
    assert "N1　" in words_of(recomputed)
    bulletin = only(bulletin_pieces(Occasion.of(reader, round_name="年中")))
    listed = [row for table in bulletin.tables for row in rows_of(table) if row[1] == "单位00"]
    assert [row[2] for row in listed if row[0].isdigit()] == [numbers.marks(total)]


def test_without_units_there_is_nothing_to_write(scheme_store):
    occasion = Occasion.of(Store(scheme_store), as_of=date(2023, 6, 30))
    makers = (bulletin_pieces, feedback_pieces, notice_pieces, report_pieces)
    assert [maker(occasion) for maker in makers] == [[], [], [], []]
