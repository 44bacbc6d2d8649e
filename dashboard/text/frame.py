"""Words of the frame around every page: navigation, controls, footer, states, saving."""

from __future__ import annotations

APP_NAME = "政务公开考核"
APP_TITLE = "{page} · 政务公开考核"

PAGE_OVERVIEW = "总览"
PAGE_RANKING = "排名"
PAGE_OVERDUE = "逾期"
PAGE_UNIT = "单位"
PAGE_METHOD = "办法"
PAGE_YEARS = "年度对比"
PAGE_NOT_FOUND = "没有这个页面"

SKIP_TO_CONTENT = "跳到正文"
NAVIGATION = "页面导航"
CONTROLS = "查看条件"
YEAR = "年度"
YEAR_OPTION = "{year}年"
AS_OF = "截止日期"
GROUP = "单位类别"
ALL_GROUPS = "全部"
BACK_TO_DEFAULT_DATE = "回到最新"

DEMO_LABEL = "演示数据"
DEMO_EXPLANATION = "演示数据：地区、单位和事实均为虚构。"
FOOTER_SCHEME = "考核办法：{name}"
FOOTER_BASIS = "依据：{basis}"
FOOTER_WAIVER = "日常抽测占比下限已按{document}放宽"
FOOTER_AS_OF = "截止日期：{as_of}"
FOOTER_GROUP = "单位类别：{group}"
FOOTER_RELEASE = "数据版本：{release}"
FOOTER_DISTRICT = "地区：{district}"

BAD_DATE = "网址中的截止日期“{value}”不是日期，已改用{used}。"
DATE_AFTER_CLOSE = "{value}晚于本年度的截止日，已改用{used}。"
BAD_YEAR = "没有{value}年度的考核办法，已改用{used}年度。"
BAD_WITHIN = "网址中的工作日数“{value}”应为1至60的整数，已改用{used}。"


SERVING = "网页已启动：{address}（按 Ctrl+C 停止）"
LOGGING = "，运行日志在 {file}"
ONLY_THIS_MACHINE = "不能监听“{host}”：没有账户时网页只供本机打开，请用 127.0.0.1，或先用 users add 建立账户"
NO_PORT = (
    "网页不能在 {host}:{port} 启动，多半是它已经在另一个窗口运行（{reason}）。"
    "请直接打开浏览器，或关闭那个窗口后再启动，或用 --port 换一个端口"
)
NO_PROXY_WITHOUT_ACCOUNTS = (
    "没有账户时不能放在反向代理后面（OPENNESS_PROXY=yes）："
    "请先用 users add 建立账户，或从备份恢复 accounts.sqlite"
)
AS_ROOT = "注意：网页正以系统管理员（root）身份运行。请改用专门的普通账户启动，做法见 docs/runbook.zh-CN.md"
LOADING = "正在读取数据…"
NO_SCHEME_TITLE = "还没有考核办法"
NO_SCHEME = "先用 python -m dashboard scheme 导入本年度的考核办法，再导入单位和事实文件。"
NOT_FOUND = "网址“{path}”不对应任何页面，请从上方导航进入。"
FAILED_TITLE = "这一部分没有取到"
FAILED = "读取数据时出错，其他部分不受影响。请刷新页面；仍不行时把请求编号 {request_id} 告诉管理员。"

BROWSER_TOO_OLD = "浏览器版本过低，本系统需要 Chrome 109、Edge 109 或更新的版本。请升级浏览器后再打开。"
NEEDS_SCRIPT = "本系统需要启用浏览器的 JavaScript 才能显示。"

SHOW_TABLE = "表格"
SORT_HINT = "按此列排序"
ROWS_FOUND = "共{count}行"
ONLY_FIRST_ROWS = "这里列出前{shown}行，共{count}行。要全部，请在“报表”页导出工作簿和CSV。"
TABLE_HINT = "用表格显示同样的数据"
EVIDENCE = "查看佐证"
