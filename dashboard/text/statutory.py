"""Words of the annual report's statutory tables and of the form they are filled from."""

from __future__ import annotations

GAP = "〔缺〕"
"""Stands for a figure nobody has handed in, so that it is not taken for 0."""
GAP_PLACE = "{title}：{row}，{column}"

INFORMATION = "信息内容"
BALANCE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"

FORM_NAME = "政府信息公开年报统计数据填报表_{year}年.xlsx"
FORM_TITLE = "政府信息公开工作年度报告统计数据（{year}年）"
FORM_NOTE = "只填“数值”一栏：没有发生的填0，还没有数据的留空。填好后原样导入。"
FORM_INVALID = "数值不对"
FORM_COUNT = "请填0或正整数；还没有数据的留空"
FORM_AMOUNT = "请填不小于0的数，单位万元；还没有数据的留空"
