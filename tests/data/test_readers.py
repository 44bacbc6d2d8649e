"""CSV files: encodings, delimiters, odd rows, row numbers; and how several files are answered together."""

from __future__ import annotations

import csv
import hashlib

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_helpers import HEAD, check_file, check_line, read_all, read_one, refusal, stored, write_text

from data.files import csvfile
from data.files.kinds import KINDS, create_table_sql
from data.files.reading import read_files

UNITS = "单位编码,单位名称,单位类别,别名\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_three_encodings_give_the_same_rows(tmp_path, encoding):
    path = write_text(tmp_path / "单位.csv", UNITS + "U1,甲镇𠮷,镇街,\nU2,乙局,区直部门,乙；老乙\n", encoding)
    assert stored(read_one(path), "unit_id", "name", "aliases") == [
        (2, "U1", "甲镇𠮷", None),
        (3, "U2", "乙局", "乙；老乙"),
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_three_delimiters(tmp_path, delimiter):
    text = UNITS.replace(",", delimiter) + delimiter.join(["U1", "甲镇", "镇街", ""]) + "\n"
    assert stored(read_one(write_text(tmp_path / "单位.csv", text)), "name", "group") == [(2, "甲镇", "镇街")]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", [True, False])
def test_line_ends_of_all_systems_with_or_without_the_last(tmp_path, line_end, last):
    text = line_end.join([HEAD, check_line(1), check_line(2)]) + (line_end if last else "")
    assert stored(read_one(write_text(tmp_path / "抽测.csv", text)), "check_id") == [(2, "C1"), (3, "C2")]


def test_mixed_line_ends_keep_the_numbers(tmp_path):
    path = write_text(tmp_path / "抽测.csv", f"{HEAD}\r\n{check_line(1)}\n{check_line(2)}\r\n")
    assert stored(read_one(path), "check_id") == [(2, "C1"), (3, "C2")]


def test_what_was_read_is_described(tmp_path):
    path = check_file(tmp_path, "抽测情况表", f"{HEAD},联系人", check_line(1) + ",张三")
    result = read_all(path)
    (sheet,) = result.sheets
    assert (sheet.file, sheet.path, sheet.sheet, sheet.kind.name) == ("抽测.csv", path, None, "spot_checks")
    assert sheet.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (sheet.header_row, sheet.row_count, sheet.extra) == (2, 1, ("联系人",))
    assert sheet.columns["possible"] == 4
    assert result.notes == ("抽测.csv：以下列不属于“日常抽测”，未读入：联系人",)


def test_rows_carry_batch_and_file(tmp_path):
    with duckdb.connect() as conn:
        conn.execute("create schema raw")
        conn.execute(create_table_sql(KINDS["spot_checks"], "raw"))
        read_one(check_file(tmp_path, HEAD, check_line(1))).insert_into(conn, "raw.spot_checks", 12, 4)
        assert conn.execute("select batch_id, file_no, row_no, note from raw.spot_checks").fetchall() == [
            (12, 4, 2, None)
        ]


def test_a_column_without_heading_is_reported_when_it_holds_something(tmp_path):
    sheet = read_one(check_file(tmp_path, f"{HEAD},,", check_line(1) + ",,随手记"))
    assert sheet.extra == ("第7列（没有表头）",)


def test_blank_rows_are_skipped_and_numbers_stay_true(tmp_path):
    path = check_file(tmp_path, "表", "", HEAD, check_line(1), "", "　,, ,,", ",,,,", check_line(2))
    assert stored(read_one(path), "check_id") == [(4, "C1"), (8, "C2")]


def test_rows_with_nothing_but_a_preprinted_counter_are_blank(tmp_path):
    path = check_file(tmp_path, f"序号,{HEAD}", f"1,{check_line(1)}", "2,,,,,", "3,,,,,")
    assert stored(read_one(path), "check_id") == [(2, "C1")]


def test_repeated_heading_rows_are_skipped(tmp_path):
    path = check_file(tmp_path, HEAD, check_line(1), HEAD, check_line(2))
    assert stored(read_one(path), "check_id") == [(2, "C1"), (4, "C2")]


def test_data_that_reads_like_a_heading_stays(tmp_path):
    path = check_file(
        tmp_path, f"{HEAD},备注,抽测对象", check_line(1) + ",备注,满分", HEAD + ",备注,抽测对象"
    )
    assert stored(read_one(path), "note", "sample") == [(2, "备注", "满分")]


def test_line_breaks_quotes_and_commas_inside_cells(tmp_path):
    rows = [
        'C1,甲镇,2023-07-21,1,2,"第一行\n第二行"',
        'C2,甲镇,2023-07-21,1,2,"说""好"",走了"',
        'C3,甲镇,2023-07-21,1,2,他说"好"',
        'C4,甲镇,2023-07-21,1,2,"一\r\n二\r三"',
    ]
    sheet = read_one(check_file(tmp_path, f"{HEAD},备注", *rows))
    assert stored(sheet, "note") == [
        (2, "第一行\n第二行"),
        (3, '说"好",走了'),
        (4, '他说"好"'),
        (5, "一\n二\n三"),
    ]


def test_line_breaks_inside_headings(tmp_path):
    path = check_file(tmp_path, HEAD.replace("抽测日期", '"抽测\n日期"'), check_line(1))
    assert stored(read_one(path), "checked_on") == [(2, "2023-07-21")]


def test_short_rows_end_in_blanks(tmp_path):
    sheet = read_one(check_file(tmp_path, f"{HEAD},备注", check_line(1), check_line(2) + ",有"))
    assert stored(sheet, "check_id", "note") == [(2, "C1", None), (3, "C2", "有")]


def test_blank_cells_beyond_the_headings_do_no_harm(tmp_path):
    assert stored(read_one(check_file(tmp_path, HEAD, check_line(1) + ",,  ,")), "check_id") == [(2, "C1")]


def test_a_row_with_more_cells_than_headings_is_refused_with_its_number(tmp_path):
    (problem,) = refusal(check_file(tmp_path, HEAD, check_line(1), "C2,甲镇,2023-07-21,1,2,张三,李四"))
    assert (problem.file, problem.row) == ("抽测.csv", 3)
    assert "7格" in problem.problem


def test_cells_are_trimmed_of_every_kind_of_blank_and_empty_ones_are_null(tmp_path):
    sheet = read_one(check_file(tmp_path, f"{HEAD},备注", "\u3000C1 ,\u00a0甲 镇\t,2023-07-21,1,2, \u200b"))
    assert stored(sheet, "check_id", "unit", "note") == [(2, "C1", "甲 镇", None)]


def test_full_width_signs_become_plain_except_in_free_text_and_names(tmp_path):
    line = "Ｃ１,甲局（东区）,２０２３－０７－２１,１．５,２,第１次（初查）,２０２３,附－３"
    sheet = read_one(check_file(tmp_path, f"{HEAD},备注,年度,任务序号", line))
    fields = ("check_id", "unit", "checked_on", "earned", "possible", "note", "year", "task_no")
    assert stored(sheet, *fields) == [
        (2, "C1", "甲局（东区）", "2023-07-21", "1.5", "2", "第１次（初查）", "2023", "附-3")
    ]


def test_words_that_mean_null_to_programs_are_text(tmp_path):
    sheet = read_one(check_file(tmp_path, f"{HEAD},备注", check_line(1) + ",NULL", '#2,甲,x,1,2,"\\"'))
    assert stored(sheet, "check_id", "note") == [(2, "C1", "NULL"), (3, "#2", "\\")]


def test_an_apostrophe_in_the_path_is_harmless(tmp_path):
    folder = tmp_path / "o'clock; drop"
    folder.mkdir()
    assert stored(read_one(check_file(folder, HEAD, check_line(1))), "check_id") == [(2, "C1")]


def test_a_table_without_rows_is_fine_and_says_so(tmp_path):
    result = read_all(check_file(tmp_path, HEAD))
    assert stored(result.sheets[0]) == []
    assert result.notes == ("抽测.csv：表头下面没有数据",)


def test_a_returned_csv_column_of_reasons_is_ignored(tmp_path):
    result = read_all(check_file(tmp_path, f"{HEAD},退回原因", check_line(1) + ",不是日期"))
    assert (result.sheets[0].extra, result.notes) == ((), ())


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("chunk", [1, 3, 5])
def test_reading_by_pieces_changes_nothing(tmp_path, monkeypatch, encoding, chunk):
    monkeypatch.setattr(csvfile, "_CHUNK", chunk)
    path = write_text(tmp_path / "单位.csv", UNITS + "U1,甲镇𠮷,镇街,\r\nU2,乙局,区直部门,a\r\n", encoding)
    assert stored(read_one(path), "name") == [(2, "甲镇𠮷"), (3, "乙局")]


CELLS = st.text(alphabet='a甲"\n\r,;\t #\\\u3000', max_size=6)


@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=6),
    style=st.sampled_from([("\r\n", csv.QUOTE_MINIMAL), ("\r\n", csv.QUOTE_ALL), ("\n", csv.QUOTE_ALL)]),
)
def test_whatever_a_spreadsheet_writes_is_read_back(tmp_path_factory, rows, style):
    path = tmp_path_factory.mktemp("csv") / "单位.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator=style[0], quoting=style[1])
        writer.writerow(["别名", "单位编码", "单位类别", "单位名称"])
        writer.writerows((first, f"U{at}", second, third) for at, (first, second, third) in enumerate(rows))
    seen = [
        (
            at + 2,
            f"U{at}",
            *(text.replace("\r\n", "\n").replace("\r", "\n").strip() or None for text in cells),
        )
        for at, cells in enumerate(rows)
    ]
    assert stored(read_one(path), "unit_id", "aliases", "group", "name") == seen


def test_numbers_stay_true_over_many_rows_on_the_fast_way(tmp_path, monkeypatch):
    monkeypatch.setattr(csvfile, "_renumber", lambda *_: pytest.fail("the slow reader was used"))
    lines = [f"C{number},甲镇,2023-07-21,1,2" for number in range(3, 150_003)]
    path = check_file(tmp_path, "一行标题", f"{HEAD}", *lines)
    rows = stored(read_one(path), "check_id")
    assert rows == [(number, f"C{number}") for number in range(3, 150_003)]


def test_numbers_stay_true_over_many_rows_on_the_slow_way(tmp_path):
    lines = [f'C{number},甲镇,2023-07-21,1,2,"a\nb"' for number in range(2, 50_002)]
    rows = stored(read_one(check_file(tmp_path, f"{HEAD},备注", *lines)), "check_id")
    assert rows == [(number, f"C{number}") for number in range(2, 50_002)]


def test_files_of_one_name_are_told_apart_by_their_folder(tmp_path):
    paths = []
    for folder in ("甲镇", "乙镇"):
        (tmp_path / folder).mkdir()
        paths.append(check_file(tmp_path / folder, HEAD, check_line(1)))
    assert [sheet.file for sheet in read_all(*paths).sheets] == ["甲镇/抽测.csv", "乙镇/抽测.csv"]


def test_progress_counts_files(tmp_path):
    seen = []
    path = check_file(tmp_path, HEAD, check_line(1))
    read_files([path], progress=lambda *step: seen.append(step))
    assert seen == [("抽测.csv", 0, 1), ("", 1, 1)]


def test_the_source_may_change_or_vanish_after_reading(tmp_path):
    path = check_file(tmp_path, HEAD, check_line(1))
    sheet = read_one(path)
    path.unlink()
    assert stored(sheet, "check_id") == [(2, "C1")]


def test_temporary_files_go_with_the_last_sheet(tmp_path):
    sheet = read_one(check_file(tmp_path, HEAD, check_line(1)))
    folder = sheet.workspace.path
    assert folder.exists()
    del sheet
    assert not folder.exists()
