"""The shipped templates of the official documents, block by block, as they are before an office edits them.

A block is its kind and its words; what stands in braces is filled in (docs/templates.md lists the fields):
    title, subtitle, address, heading, subheading, minor, body, right, note, caption, picture, picture_name: a paragraph
    kept: a body paragraph on one page with what follows
    if, each, end: what the blocks between depend on, or are repeated for
    table: the list a row stands for, then per column heading, width in mm, side (l, c, r) and words of a cell
    grid: widths in mm, then rows of cells; page: a new page; lying, upright: the same, on its side or upright again
"""

from __future__ import annotations

from typing import Any

Block = tuple[Any, ...]
Blocks = tuple[Block, ...]

FONT_TITLE, FONT_BODY, FONT_FIRST, FONT_SECOND = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"
FONT_PAGE = "宋体"
# what a machine without a font takes in its place
FONTS_INSTEAD = {FONT_TITLE: "宋体", FONT_BODY: "仿宋", FONT_SECOND: "楷体"}
STYLE_ADDRESS, STYLE_RIGHT, STYLE_NOTE = "公文顶格", "公文落款", "表注"
STYLE_PICTURE, STYLE_PICTURE_NAME = "插图", "图题"
STYLE_CELL, STYLE_HEADING_CELL = "表格文字", "表格标题"
PAGE_BEFORE, PAGE_AFTER = "— ", " —"

NUMBER: Blocks = (("subtitle", "（发文字号：　　　〔　　　　〕　　号）"),)
SIGNED: Blocks = (
    ("kept", ""),
    ("right", "（印发机关署名）　　　"),
    ("right", "　　　　年　　月　　日　　　"),
)
SOURCE: Blocks = (
    ("note", "{{ source }}"),
    ("if", "facts_note"),
    ("note", "{{ facts_note }}"),
    ("end",),
    ("if", "demo_note"),
    ("note", "{{ demo_note }}"),
    ("end",),
)
TABLE = "表{{ table_number }}　"
FINDING_STATE = "{{ row.state }}{% if row.days_late %}{{ row.days_late }}天{% endif %}"
EVIDENCE = "{% if row.evidence %}\n{{ row.evidence }}{% endif %}"
RESULT_COLUMNS = (
    ("名次", 16, "c", "{{ row.rank }}"),
    ("单位", 54, "l", "{{ row.name }}"),
    ("得分（分）", 22, "r", "{{ row.total }}"),
    ("等次", 20, "c", "{{ row.grade }}"),
    ("说明", 44, "l", "{{ row.why }}"),
)
RULES = "{% for rule in rules %}{{ rule }}{% endfor %}"
