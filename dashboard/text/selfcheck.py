"""Words of 系统自检: what was looked at, what was found, what it means and what to do."""

from __future__ import annotations

PAGE_SELFCHECK = "系统自检"
TITLE_GOOD = "{count}项全部正常"
TITLE_BAD = "{bad}项异常，{watch}项注意，其余正常"
TITLE_WATCH = "没有异常，{watch}项注意"
NOTE = (
    "异常：现在就会妨碍使用或丢失数据；注意：暂不妨碍，应尽快处理。"
    "同样的结果可用 selfcheck 命令查看；出现故障时，把页面给出的请求编号告诉管理员，在运行日志中可查到原因。"
)
COLUMN_STATE = "状态"
COLUMN_SUBJECT = "检查项"
COLUMN_FOUND = "现状"
COLUMN_MEANING = "含义与处理"
# state → words and look; the look's shape and colour are in components.css
STATES = {"good": ("正常", "normal"), "watch": ("注意", "soon"), "bad": ("异常", "overdue")}
SUBJECTS = {
    "data": "数据",
    "check": "完整性检查",
    "backup": "备份",
    "disk": "磁盘空间",
    "calendar": "工作日历",
    "clock": "系统时间",
    "accounts": "账户",
    "fonts": "中文字体",
    "pictures": "图片生成",
    "program": "程序",
    "releases": "数据版本",
}

DATA = "可以读取，当前版本 {release}，数据格式{format}"
DATA_GOOD = "网页和命令读的都是这一版本。"
DATA_NOT_READ = "不能读取"

NEVER_CHECKED = "还没有检查过"
NEVER_CHECKED_WHAT = "没有核对过数据文件是否完好。请在“数据”页点“现在检查”，或运行 check 命令。"
CHECKED = "{day}检查，全部正常"
CHECKED_GOOD = "当时数据文件、派生数据、引用、来源文件和操作日志都完好。"
CHECKED_LONG_AGO = "上次检查距今{days}天。请在“数据”页点“现在检查”，或运行 check 命令；每月至少一次。"
CHECKED_BAD = "{day}检查，异常：{faults}"
CHECKED_BAD_WHAT = "请运行 check 命令查看原因并照提示处理；处理后再检查一次，这里才会恢复正常。"

NEVER_BACKED_UP = "还没有备份过"
NEVER_BACKED_UP_WHAT = "磁盘一坏，数据就没有了。请用 backup 命令备份，并把文件存到另一台机器。"
BACKED_UP = "{day}备份，距今{days}天"
BACKED_UP_GOOD = "磁盘损坏时可恢复到那一刻；备份文件应存放在另一台机器。"
BACKED_UP_LONG_AGO = (
    "超过{limit}天没有备份，其后的录入会随磁盘损坏丢失。请用 backup 命令备份，并存到另一台机器。"
)

DISK = "可用{free}；数据共{store}，下一次保存约需{save}，一次备份约需{backup}"
DISK_GOOD = "够保存，也够在本机生成备份。"
DISK_NO_BACKUP = "还能保存，但不够在本机生成备份。请清理磁盘，或把备份直接写到另一个磁盘。"
DISK_FULL = "不够下一次保存，保存会被拒绝（已有数据不受影响）。请立即清理磁盘。"

CALENDAR = "{year}年、{next_year}年均已录入"
CALENDAR_GOOD = "按工作日计算的时限准确。"
CALENDAR_NEXT_LATER = "{year}年已录入，{next_year}年尚未录入"
CALENDAR_NEXT_LATER_WHAT = "国务院办公厅一般在11月公布下一年的安排，公布后请用 calendar import 导入。"
CALENDAR_NEXT = (
    "跨到{next_year}年的时限按周一至周五计算，标为暂定。国务院办公厅公布安排后，请用 calendar import 导入。"
)
CALENDAR_MISSING = "{year}年尚未录入"
CALENDAR_MISSING_WHAT = (
    "今年的工作日时限按周一至周五计算，标为暂定，可能差几天。请用 calendar import 导入今年的安排。"
)

CLOCK = "现在{now}，最近一次存入{newest}"
CLOCK_NONE = "现在{now}，还没有存入过数据"
CLOCK_GOOD = "时间前后相符。截止日期、逾期天数和登录时限都按系统时间计算，请不时与标准时间核对。"
CLOCK_BAD = "系统时间早于最近一次存入，逾期天数会算错，登录也可能失败。请校准本机时间（建议启用网络对时）。"

NO_ACCOUNTS = "没有账户"
NO_ACCOUNTS_WHAT = "网页只供本机打开，不须登录。要供其他机器使用，请先用 users add 建立账户。"
NO_ACCOUNTS_PROXY = "设置了反向代理却没有账户，网页不能启动。请用 users add 建立账户，或从备份恢复。"
ACCOUNTS = "{count}个账号，{enabled}个启用，其中管理员{administrators}个；反向代理：{proxy}"
PROXY = {True: "有", False: "无"}
ACCOUNTS_GOOD = "须登录才能打开，按角色查看。"
NO_ADMINISTRATOR = "没有启用的管理员，无人能管理账户。请在服务器上用 users add 再建一个管理员。"
NOT_ENCRYPTED = "其他机器直接连到本服务，密码以明文在网上传送。请放在加密的反向代理之后，做法见运维手册。"
ACCOUNTS_NOT_READ = "账户文件不能读取"

FONTS = "{fonts}等{count}种"
FONTS_SOME = "已检出"
FONTS_GOOD = "图表和文书中的汉字能正常显示。"
FONTS_NONE = "没有找到"
PICTURES = "可以生成"
PICTURES_GOOD = "图表可以保存为图片，也能放进文书。"
PICTURES_NONE = "不能生成"

PROGRAM = "版本 {version}，Python {python}，DuckDB {duckdb}"
PROGRAM_GOOD = "升级前先备份；升级后第一次打开时，数据自动转为新格式。"
RELEASES = "保留{count}个，共{size}"
RELEASES_GOOD = "可用 rollback 命令回到较早的版本；旧版本按规则自动清理。"
