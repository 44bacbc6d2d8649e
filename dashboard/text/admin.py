"""Words of 管理: accounts and the audit log."""

from __future__ import annotations

PAGE_ADMIN = "管理"

NO_ACCOUNTS = "还没有账户"
NO_ACCOUNTS_WHY = "用 users add 建立第一个管理员账号之后，网页须登录才能打开，也可以供其他机器访问。"
ACCOUNTS_TITLE = "{count}个账号，{open}个可以登录"
COLUMN_LOGIN = "账号"
COLUMN_NAME = "姓名"
COLUMN_ROLE = "角色"
COLUMN_UNIT = "单位"
COLUMN_STATE = "状态"
COLUMN_ACT = "操作"
MANAGE = "管理"

UNIT_OF_ACCOUNT = "单位（只有单位账号要选）"
UNIT_CHOICE = "{name}（{unit_id}）"
ADD = "建立账号"
ADD_NOTE = "首次密码只显示一次，请当面或用可靠方式告诉本人；本人第一次登录时须改成自己的。"
CHANGE_TITLE = "账号 {login}：{name}，{role}，{state}"
SET_ROLE = "改角色"
DISABLE = "停用"
ENABLE = "重新启用"
UNLOCK = "解锁"
RESET = "重置密码"
SIGN_OUT = "结束全部登录"
CHANGE_NOTE = "改角色、停用和重置密码都会结束这个账号的全部登录。每一项都记入操作日志。"
CLOSE = "关闭"
NO_SUCH_ACCOUNT = "没有账号“{login}”"
NO_SUCH_ACCOUNT_WHY = "请从上面的列表中选择。"

ADDED = "已建立账号“{login}”。首次密码："
ROLE_SET = "已改“{login}”的角色，其登录全部结束"
DISABLED = "已停用“{login}”，其登录全部结束"
ENABLED = "已启用“{login}”"
UNLOCKED = "已解锁“{login}”"
WAS_RESET = "已重置“{login}”的密码，其登录全部结束。新的首次密码："
SIGNED_OUT = "已结束“{login}”的全部登录"
NOTED = "记下了，关闭（不再显示）"
NOT_DONE = "没有改动，请改正标出的地方"
NO_UNIT = "没有这个单位"
CHOOSE_UNIT = "请从列表中选择"

LOG = "操作日志"
LOG_FILE = "操作日志-{at:%Y%m%d-%H%M}.{kind}"
LOG_TITLE = "操作日志共{count}条，前后相扣，没有断开"
LOG_FOUND = "操作日志：找到{found}条（共{count}条，前后相扣，没有断开）"
LOG_BROKEN = "操作日志在第{number}条断开：这一条或之前的记录被改动过，请停止使用并核查备份"
LOG_NOTE = "最新的在前。日志只增不删，永久保留（至少六个月）。"
LOG_PAGE = "第{page}页，共{pages}页"
NEWER = "较新的"
OLDER = "较早的"
EXPORT = "导出为 {kind}"
NO_FORMAT = "操作日志只能导出为 CSV 或 XLSX"
FILTER = "筛选操作日志"
ANYBODY = "所有人"
ANYTHING = "所有操作"
SINCE = "从"
UNTIL = "到"
TEXT = "含有文字"
COLUMN_NUMBER = "序号"
COLUMN_AT = "时间"
COLUMN_ADDRESS = "地址"
LOCAL = "本机命令"
COLUMN_ACTION = "操作"
COLUMN_SUBJECT = "对象"
COLUMN_BEFORE = "之前"
COLUMN_AFTER = "之后"
COLUMN_DIGEST = "校验值"

PAIR = "{name}：{value}"
BETWEEN_PAIRS = "；"
BETWEEN_ROWS = " ‖ "
BETWEEN_KINDS = "、"
SCHEME_NAME = "考核办法"
OF_KIND = "【{kind}】{told}"
YES = "是"
NO = "否"
FIELDS = {
    "login": COLUMN_LOGIN,
    "name": COLUMN_NAME,
    "role": COLUMN_ROLE,
    "unit_id": COLUMN_UNIT,
    "user_id": "账号编号",
    "must_change": "须改首次密码",
    "is_disabled": "停用",
    "locked_until": "锁定至",
    "sessions": "结束的登录",
    "batch": "批次",
    "is_live": "计入",
    "release": "数据版本",
    "release_id": "数据版本",
    "rows": "内容",
    "rows_in": "行数",
    "rows_refused": "退回",
    "refused": "退回",
    "file": "文件",
    "files": "文件",
    "kinds": "种类",
    "sha256": "校验值",
    "times": "又发生次数",
    "of": "范围",
    "format": "格式",
    "entries": "条数",
    "undone": "撤销的批次",
    "back_to": "回退到",
    "template": "模板",
    "year": "年度",
    "bytes": "字节",
    "who": COLUMN_LOGIN,
    "what": COLUMN_ACTION,
    "since": SINCE,
    "until": UNTIL,
    "text": TEXT,
    "proposal_no": "提请编号",
    "state": "办理",
    "reason": "理由",
    "round": "轮次",
    "round_no": "轮次编号",
    "publish": "公布范围",
    "as_of": "截止日期",
    "size": "抽取项数",
    "seed": "种子",
    "group": "单位类别",
}
"""What the audit log calls a thing → its name here."""
STATES_OF_PROPOSALS = {
    "pending": "等待审核",
    "approved": "已同意",
    "rejected": "已退回",
    "withdrawn": "已撤回",
}
