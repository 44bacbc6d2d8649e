"""Words of everything that leaves the building: names of exports, provenance, progress, errors."""

from __future__ import annotations

YEAR_NAME = "{year}年度"
ROUND_NAME = "{year}年{name}"
STEM = "{name}_{as_of}"

DISTRICT = "地区"
SCHEME = "考核办法"
BASIS = "依据"
FLOOR = "权重底线"
FLOOR_WORDS = "{names}合计不低于{minimum}（本办法{share}）"
WAIVER = "底线放宽依据"
AS_OF = "截止日期"
ROUND = "轮次"
CORRECTION = "（第{number}次更正）"
RELEASE = "数据版本"
DEMO = "说明"

NO_ROUND = "没有轮次“{name}”。可用 round list 查看全部轮次"

# kind → (name, what it holds), in the order of the page and of `export all`
KINDS: dict[str, tuple[str, str]] = {
    "bulletin": ("通报", "表扬、低于合格线、问题分类、各单位待整改问题和整改时限，文中数字与清单逐项核对"),
    "feedback": ("反馈单", "一单位一份：得分、名次、每一处失分的原因和佐证、还能挽回什么、何时之前"),
    "notices": ("整改通知书", "一单位一份：待整改问题、整改时限、责任人、佐证、复查和签收"),
    "report": ("年度报告材料", "考核和整改结果、任务完成情况、年度对比、配图、各单位一节、法定统计表"),
    "ranking": ("排名表", "各类单位的名次、得分、等次和各环节得分，附原生图表"),
    "losses": ("失分表", "每一处失分：环节、指标、原因、依据、分值、能否挽回"),
    "overdue": ("逾期表", "逾期的问题和任务：原时限、延期后时限、逾期天数、已失分"),
    "ledger": ("台账表", "每项任务每个单位的进展"),
    "findings": ("问题清单", "全部问题：时限、整改、复查、状态、失分"),
    "charts": ("图表", "各页面的全部图，PNG（300 dpi）、SVG、PDF"),
    "opendata": ("开放数据", "已公布得分的数据包（CSV、Parquet、datapackage.json），可据此重算每个总分"),
    "ledgerforms": (
        "台账模板",
        "一单位一份：本单位的任务、应完成日期和已报内容，填好后在“数据”页上传，或用 import --each 原样导入",
    ),
    "form": ("年报统计填报表", "法定统计表的填报工作簿，填好后在“数据”页上传，或用 import 导入"),
}

SECTIONS: dict[str, tuple[str, ...]] = {
    "文书": ("bulletin", "feedback", "notices", "report"),
    "表格": ("ranking", "losses", "overdue", "ledger", "findings"),
    "图和数据": ("charts", "opendata"),
    "填报": ("ledgerforms", "form"),
}

NOTHING_TO_EXPORT = "没有可导出的内容：所选范围内没有这类数据"
"""Said when an occasion has no piece of the chosen kinds."""
EXPORT_FAILED = "导出时出错，没有生成文件。请稍后再试；仍不行时把请求编号 {request_id} 告诉管理员"
ZIP_NAME = "政务公开考核_{stem}.zip"

CHOOSE_A_KIND = "请至少选择一种报表"
ONE_AT_A_TIME = "上一次导出还没有完成，请等它完成后再导出"
NO_JOB = "没有这次导出，可能已过期，请重新导出"

PAGE_REPORTS = "报表"
SCORES_OF = "得分取自"
TODAYS_DATA = "截止日期的数据"
ROUND_OPTION = "{name}（截止{as_of}，已公布）"
UNIT = "单位"
ALL_UNITS = "全部单位"
SCOPE_NOTE = "选轮次时，名次、得分和失分用公布时存下的结果；问题和任务清单按今日数据、取该轮次的截止日期。"
START = "导出所选"
CHOOSE_ALL = "全选"
PREVIEW = "预览"
PREVIEW_OF = "预览{name}"
PREVIEW_TITLE = "{name}：共{count}个文件"
PREVIEW_NOTE = "以上是其中一个文件的开头，版式以导出的文件为准。"
PICTURES_NOTE = "以上是其中的几张图，最多显示6张。"
MORE_ROWS = "……"
MORE_FILES = "另有{count}个文件"
NOTHING_TO_EXPORT_WHY = "换一个截止日期、轮次或单位再试。"
JOB_WAITING = "正在准备…"
JOB_RUNNING = "正在生成：{done}/{total} {last}"
JOB_DONE = "已生成{total}个文件，正在下载"
JOB_LOST = "没有得到服务器的回答，请检查网页服务是否仍在运行，再试一次"
