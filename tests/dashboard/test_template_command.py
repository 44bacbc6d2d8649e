"""template: an office's own words around the numbers."""

from __future__ import annotations

import json
from pathlib import Path

from docx import Document


def kinds(cli, store: Path) -> dict[str, str | None]:
    answer = cli("template", "list", "--format", "json", "--store", store)
    return {row["kind"]: row["file"] for row in json.loads(answer.out)}


def test_an_edited_template_is_used_until_it_is_undone(cli, store: Path, tmp_path: Path) -> None:
    path = tmp_path / "反馈单.docx"
    assert cli("template", "export", "feedback", path, "--store", store).code == 0
    document = Document(str(path))
    document.paragraphs[0].insert_paragraph_before("内部材料，请勿外传")
    document.save(str(path))
    imported = cli("template", "import", "feedback", path, "--by", "张三", "--store", store)
    assert "已启用反馈单（反馈单.docx）" in imported.out
    assert kinds(cli, store) == {"bulletin": None, "feedback": "反馈单.docx", "notice": None, "report": None}
    assert first_words(cli, store, tmp_path / "own") == "内部材料，请勿外传"
    assert cli("undo", "4", "--store", store).code == 0
    assert kinds(cli, store)["feedback"] is None
    assert first_words(cli, store, tmp_path / "shipped") != "内部材料，请勿外传"


def first_words(cli, store: Path, folder: Path) -> str:
    """What the feedback sheet of U00 begins with."""
    answer = cli("export", "feedback", "--unit", "U00", "--out", folder, "--store", store)
    assert answer.code == 0, answer.err
    [path] = folder.rglob("*.docx")
    return Document(str(path)).paragraphs[0].text


def test_a_template_that_names_an_unknown_field_is_refused(cli, store: Path, tmp_path: Path) -> None:
    path = tmp_path / "通报.docx"
    cli("template", "export", "bulletin", path, "--store", store)
    document = Document(str(path))
    document.add_paragraph("{{ secret }}")
    document.save(str(path))
    answer = cli("template", "import", "bulletin", path, "--store", store)
    assert answer.code == 3
    assert "secret" in answer.err
    assert kinds(cli, store)["bulletin"] is None
