"""Words of 数据: what came in, and a file looked at before it is stored."""

from __future__ import annotations

PAGE_DATA = "数据"

UPLOAD_TITLE = "先看一遍再存入"
UPLOAD_FILE = "文件"
UPLOAD_CHOOSE = "选择文件…"
UPLOAD_AS = "按什么读"
UPLOAD_KINDS = {"facts": "事实文件（台账、抽测、问题等）", "plan": "工作方案、要点、任务分解表"}
UPLOAD_START = "检查"
UPLOAD_NOTE = "只检查，不存入：核对无误后，由管理员用 import 或 plan 命令存入。单个文件不超过{megabytes} MB。"
UPLOAD_NO_FILE = "请先选择文件"
UPLOAD_BUSY = "正在上传和检查…"
UPLOAD_LOST = "文件没有传到服务器，请检查网页服务是否仍在运行，再试一次"
UPLOAD_TOO_LARGE = "文件超过{megabytes} MB，请拆分后再传，或由管理员用命令导入"
UPLOAD_GONE = "这次上传的文件已不在服务器上"
UPLOAD_GONE_WHY = "上传的文件只保留最近几个。请重新选择文件。"

FACTS_GOOD = "“{file}”可以存入：共{rows}行"
FACTS_BAD = "“{file}”有{count}处要改，一行也不会存入"
FACTS_SHOWN = "只列前{shown}处。"
COLUMN_SHEET = "工作表"
COLUMN_KIND = "种类"
COLUMN_ROWS = "行数"
COLUMN_PLACE = "位置"
COLUMN_VALUE = "值"
COLUMN_PROBLEM = "问题"
COLUMN_ACTION = "怎么改"
PLACE_ROW = "第{row}行"
PLACE_COLUMN = "“{column}”列"

PLAN_TITLE = "“{file}”：读出{tasks}项任务，{questions}项须人工确认"
PLAN_TITLE_DUTIES = "；任务表外另有{count}处时限"
PLAN_REFUSED = "“{file}”没有读成"
PLAN_NOTE = "左边是原文，右边是读出的结果。须人工确认的排在前面；“待定”是读不出单位的原词，系统不猜。"
PLAN_MORE = "只列前{shown}项，其余请用 plan 命令查看。"
PLAN_GONE = "已存的{count}项任务不在这份文件中"
PLAN_GONE_NOTE = "存入这份文件不会删去它们；确定取消的，请撤销当初存入的那一批。"
COLUMN_PARTIES = "读出的单位"
COLUMN_DUE = "读出的时限"
PARTY = {
    "lead": "牵头：{names}",
    "owners": "责任：{names}",
    "support": "配合：{names}",
    "unresolved": "待定：{names}",
}

BATCHES_TITLE = "已存入{count}批，其中{undone}批已撤销"
BATCHES_NONE = "还没有存入任何数据"
COLUMN_BATCH = "批次"
COLUMN_WHAT = "内容"
COLUMN_STORED_AT = "存入时间"
COLUMN_STORED_BY = "经办人"
COLUMN_NOTE = "说明"
COLUMN_REFUSED = "退回"
COLUMN_STATE = "状态"
COLUMN_RELEASE = "数据版本"
LIVE = "有效"
UNDONE = "已撤销"
RELEASES_TITLE = "当前数据版本 {release}，共发布过{count}个"
COLUMN_PUBLISHED_AT = "发布时间"
COLUMN_BATCHES = "批数"
COLUMN_KEPT = "文件"
CURRENT = "当前"
KEPT = "保留"
PRUNED = "已清理"

CHECK_TITLE = "完整性检查"
CHECK_START = "现在检查"
CHECK_WHY = "逐块读一遍数据文件，重算派生的表，核对引用和源文件。数据多时要等一会儿。"
CHECK_GOOD = "完整性检查：{count}项全部正常"
CHECK_BAD = "完整性检查：{bad}项异常"
COLUMN_SUBJECT = "检查项"
COLUMN_RESULT = "结果"
GOOD = "正常"
BAD = "异常"
