"""Text repair: readable words beside the printed ones, and lost characters told, not invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.plan.document import PlanTask, read_plan
from data.plan.text import lost_places, repair

HEADINGS = "工作任務 | 具體要求 | 責任單位 | 時限要求 |\n"


def only(folder: Path, row: str) -> PlanTask:
    path = folder / "plan.txt"
    path.write_text(HEADINGS + row, encoding="utf-8")
    (task,) = read_plan(path, 2024).tasks
    return task


def test_traditional_characters_and_pinyin(tmp_path: Path) -> None:
    row = "完善平臺 | 規(guī)範(fàn)網(wǎng) 站欄目 | 區財政局牽頭,各鄉(xiāng)鎮配合 | 二○二四年 十二月底前 |"
    task = only(tmp_path, row)
    assert (task.category, task.requirement) == ("完善平台", "规范网站栏目")
    assert (task.party.lead, task.party.support) == (("区财政局",), ("@各乡镇",))
    assert task.deadlines[0].due_on.isoformat() == "2024-12-31"
    assert (
        task.words
        == "完善平臺 | 規(guī)範(fàn)網(wǎng) 站欄目 | 區財政局牽頭,各鄉(xiāng)鎮配合 | 二○二四年 十二月底前"
    )


@pytest.mark.parametrize(
    ("printed", "clean"),
    [
        ("鎮(zhèn)", "镇"),
        ("２０２４ 年 6 月", "2024年6月"),
        ("政府\u3000信息\u200b公开", "政府信息公开"),
        ("使用 Word Online 编辑", "使用Word Online编辑"),
        ("(PPP)项目", "(PPP)项目"),
        ("各镇〈街〉《条例》“一网”", "各镇〈街〉《条例》“一网”"),
    ],
)
def test_repair(printed: str, clean: str) -> None:
    assert repair(printed) == clean


@pytest.mark.parametrize(
    ("printed", "places"),
    [
        ("防护??h人民政府", ["护??h人"]),
        ("稳定、?;层运\\转等", ["稳定、?;层运", ";层运\\转等"]),
        ("公开\ufffd\ufffd信息", ["公开\ufffd\ufffd信息"]),
        ("是否公开?", []),
        ("“谁来公开?”怎么办", []),
        ("见 http://example.cn/?a=1", []),
        ("a?b", []),
    ],
)
def test_lost_characters(printed: str, places: list[str]) -> None:
    found = lost_places(printed)
    assert len(found) == len(places)
    assert all(place in printed for place in found)


def test_lost_characters_are_flagged_and_kept(tmp_path: Path) -> None:
    task = only(tmp_path, "平台 | 做好安全防护??h政府网站升级 | 区大数据局 | 9月底前 |")
    assert "安全防护??h政府" in task.requirement
    assert any("字符丢失" in note for note in task.notes)


def test_a_few_damaged_bytes_are_flagged_not_refused(tmp_path: Path) -> None:
    rows = "".join(f"平台{n} | 规范第{n}号网站栏目的内容 | 区大数据局 | 9月底前 |\n" for n in range(20))
    content = (HEADINGS + rows).encode()
    at = content.index("规范第7号".encode())
    path = tmp_path / "plan.txt"
    path.write_bytes(content[:at] + b"\xff" + content[at + 1 :])
    document = read_plan(path, 2024)
    assert len(document.tasks) == 20
    assert sum("字符丢失" in remark for remark in document.remarks) >= 1
