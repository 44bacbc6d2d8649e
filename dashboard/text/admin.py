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
ACCOUNTS_NOTE = "建立、停用、解锁账号和重置密码用 users 命令。"

LOG_TITLE = "操作日志共{count}条，前后相扣，没有断开"
LOG_BROKEN = "操作日志在第{number}条断开：这一条或之前的记录被改动过，请停止使用并核查备份"
LOG_NOTE = "最新的在前，最多列{shown}条；全部用 users log 导出。"
COLUMN_NUMBER = "序号"
COLUMN_AT = "时间"
COLUMN_ADDRESS = "地址"
COLUMN_ACTION = "操作"
COLUMN_SUBJECT = "对象"
COLUMN_BEFORE = "之前"
COLUMN_AFTER = "之后"
