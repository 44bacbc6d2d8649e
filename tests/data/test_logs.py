"""The log: one JSON line an event; batches by their number, nothing of what they hold."""

from __future__ import annotations

import json
import logging
import os
import re
import sys

import pytest
from storing import checks

from data import logs
from data.errors import InputRefused, UsageError
from data.logs import begin_request, end_request, log, note, place_of_log, request_id, write_log
from data.release import Writer


def test_an_event_is_one_line_that_says_when_what_and_by_which_request(log_lines):
    request = begin_request()
    log("saved", batch=7)
    end_request()
    log("stopped")
    saved, stopped = log_lines()
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d", saved.pop("time"))
    assert saved == {"level": "info", "event": "saved", "request": request, "batch": 7}
    assert stopped["request"] is None


def test_what_a_request_notes_is_on_its_line_and_nobody_elses():
    note(batch=1)
    first = begin_request()
    note(batch=2)
    assert end_request() == {"request": first, "batch": 2}
    assert request_id() == ""
    assert end_request() == {}


def test_a_fault_keeps_its_traceback_in_the_same_line(log_lines):
    try:
        raise RuntimeError("第一行\n第二行")
    except RuntimeError:
        log("fault", level=logging.ERROR)
    (line,) = log_lines()
    assert (line["level"], line["event"]) == ("error", "fault")
    assert "test_logs.py" in line["traceback"]
    assert "第一行\n第二行" in line["traceback"]


@pytest.mark.usefixtures("log_lines")
def test_without_a_file_the_log_is_on_standard_error(capsys):
    write_log()
    log("started")
    told = capsys.readouterr()
    assert (json.loads(told.err)["event"], told.out) == ("started", "")


def test_a_person_at_a_terminal_is_spared_the_lines_unless_they_ask_for_them(tmp_path, monkeypatch):
    assert place_of_log("", tmp_path, 8050) == ""  # standard error of a service is no terminal
    controller, terminal = os.openpty()
    with os.fdopen(terminal, "w") as screen:
        monkeypatch.setattr(sys, "stderr", screen)
        assert place_of_log("", tmp_path, 8050) == str(tmp_path / "server-8050.log")
        assert place_of_log("-", tmp_path, 8050) == ""
        assert place_of_log("/var/log/openness.log", tmp_path, 8050) == "/var/log/openness.log"
        assert place_of_log("", tmp_path / "nowhere", 8050) == ""
    os.close(controller)


@pytest.mark.usefixtures("log_lines")
def test_half_a_character_is_written_as_its_number(tmp_path):
    file = tmp_path / "half.log"
    write_log(str(file))
    log("fault", said="\ud800")
    logging.getLogger().handlers[0].close()
    assert json.loads(file.read_text(encoding="utf-8"))["said"] == "\ud800"


def test_a_librarys_warning_is_a_line_too_and_its_chatter_is_none(log_lines):
    logging.getLogger("waitress").warning("slow")
    logging.getLogger("kaleido").info("hello")
    (line,) = log_lines()
    assert (line["level"], line["event"], line["message"]) == ("warning", "waitress", "slow")


def test_a_stored_batch_is_told_by_number_release_and_rows(log_lines, store, tmp_path):
    begin_request()
    receipt = Writer(store).submit(checks(tmp_path, "张三的抽测", N1=1))
    told = end_request()
    (line,) = [line for line in log_lines() if line["event"] == "saved"]
    assert (line["batch"], line["release"]) == (receipt.batch_id, receipt.release_id)
    assert (line["what"], line["rows_in"], line["rows_refused"]) == ("facts", 1, 0)
    assert (told["request"], told["batch"]) == (line["request"], receipt.batch_id)
    assert "张三" not in json.dumps(log_lines(), ensure_ascii=False)


def test_each_of_several_batches_is_told_and_a_refused_or_rehearsed_one_is_not(log_lines, store, tmp_path):
    writer = Writer(store)
    writer.rehearse(checks(tmp_path, "a", N1=1))
    with pytest.raises(InputRefused):
        writer.submit(checks(tmp_path, "b", N2=11))
    assert log_lines() == []
    stored = writer.submit_all([checks(tmp_path, name, **{name: 1}) for name in ("N3", "N4")])
    assert [line["batch"] for line in log_lines()] == [receipt.batch_id for receipt in stored]


def test_a_file_that_grew_large_makes_room_for_the_next(monkeypatch, log_lines, tmp_path):
    monkeypatch.setattr(logs, "LARGEST_FILE", 300)
    monkeypatch.setattr(logs, "FILES_KEPT", 3)
    write_log(str(tmp_path / "turning.log"))
    for number in range(20):
        log("saved", batch=number)
    logging.getLogger().handlers[0].close()
    files = sorted(tmp_path.glob("turning.log*"))
    assert len(files) == 3
    assert all(file.stat().st_size <= 300 for file in files)
    assert json.loads(files[0].read_text().splitlines()[-1])["batch"] == 19


def test_a_log_that_cannot_be_written_is_said_at_the_start(tmp_path):
    with pytest.raises(UsageError, match="OPENNESS_LOG"):
        write_log(str(tmp_path / "nowhere" / "openness.log"))
