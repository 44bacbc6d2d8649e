"""Words of the command line that the pages do not have."""

from __future__ import annotations

ONLY_FIRST_ROWS = "共{count}行，只列出前{shown}行；要全部请加 --format csv"
SCORE_STATUS = {"rated": "已评定", "provisional": "暂定", "not_rated": "未评定"}
OVERDUE_STATUS = {"overdue": "逾期", "pending": "待批复", "due_soon": "临期"}
POINTED_BACK = "已回到 {release} 原样，损坏的版本不再使用。其后存入的各批不在其中，请重新导入"
ALONE = "注意：命令行由管理员在本机执行，没有经过第二人审核（网页上有的批次要），已记入操作日志"
BATCH_KINDS = {
    "facts": "事实文件",
    "plan": "工作方案",
    "scheme": "考核办法",
    "calendar": "工作日历",
    "template": "文书模板",
    "district": "地区信息",
    "undo": "撤销",
    "rollback": "回退",
    "round": "轮次",
    "draw": "抽样",
    "work": "网页填报",
    "proposal": "提请审核",
}
ACCOUNT_GOOD = "正常"
ACCOUNT_DISABLED = "停用"
ACCOUNT_LOCKED = "锁定至 {until}"
ACCOUNT_MUST_CHANGE = "待改首次密码"
ACTIONS = {
    "users.add": "建立账号",
    "users.role": "改角色",
    "users.disable": "停用账号",
    "users.enable": "启用账号",
    "users.unlock": "解锁账号",
    "users.reset": "重置密码",
    "users.sign_out": "结束全部登录",
    "users.password": "本人改密码",
    "sign_in": "登录",
    "sign_in.demo": "演示登录",
    "sign_in.failed": "登录失败",
    "sign_in.locked": "锁定中登录",
    "sign_out": "退出",
    "sign_out.everywhere": "退出全部登录",
    "refused": "无权，已拒绝",
    "import": "导入",
    "plan": "存入方案",
    "scheme": "存入办法",
    "calendar.import": "导入日历",
    "template.import": "启用模板",
    "draw": "抽样",
    "round.close": "关闭轮次",
    "undo": "撤销",
    "rollback": "回退",
    "export": "导出",
    "export.preview": "预览导出",
    "export.log": "导出操作日志",
    "backup": "备份",
    "restore": "恢复",
}
