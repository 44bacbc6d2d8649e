"""Words of the pages of one finding and one spot check: what it is, what happened, what can be done now."""

from __future__ import annotations

PAGE_FINDING = "问题"
PAGE_CHECK = "抽测"
FINDING_TITLE = "问题 {ref}"
CHECK_TITLE = "抽测 {ref}"
NO_FINDING = "没有这个问题"
NO_CHECK = "没有这次抽测"
NO_MATTER_WHY = "没有编号为“{ref}”的记录，或它不属于本单位。请从清单中打开。"
CHOOSE_CHECK = "没有写明哪一次抽测"
CHOOSE_FINDING = "没有写明哪一个问题"
CHOOSE_WHY = "请从清单中点开编号。"

# what it is
SOURCE = "来源"
SOURCES = {
    "spot_check": "日常抽测",
    "inspection": "季度检查",
    "third_party": "第三方",
    "superior": "上级通报",
    "public": "社会监督",
}
ITEM = "评分项"
DESCRIPTION = "问题描述"
COUNT = "数量"
OWN_DEDUCTION = "单独写明的扣分"
REPEATED = "重复问题"
YES = "是"
NO = "否"
TASK = "任务序号"
CHECK = "抽测编号"
INSPECTION = "检查编号"
NOTIFIED_ON = "通报日期"
DUE = "整改时限"
NO_DUE = "没有时限"
DUE_EXTENDED = "{extended}（原定{original}，已延期）"
TRACKED = "只跟踪不计分"
CHECKED_ON = "抽测日期"
SAMPLE = "抽测对象"
EARNED = "得分"
EARNED_OF = "{earned}／{possible}"
EARNED_CHANGED = "{earned}／{possible}（原为{own}，申诉后改）"
CHECKER = "抽测人"
NOTE = "备注"
EVIDENCE = "佐证"
ATTACHMENTS = "附件"
ATTACHMENT = "{name}（{kilobytes}KB）"
COUNTED = ("计入成绩", "normal")
STOPPED = ("已撤销", "open")

# what it costs
LOST = "现在失分"
LOST_MEANING = "占总分，截至{as_of}"
LOST_NOTHING = "没有失分"
RECEIPT = "怎么算的"
RECOVERABLE = "可挽回"
RECOVERABLE_MEANING = "今天办结并通过复查可得"
AT_RISK = "将失分"
AT_RISK_MEANING = "一直不办，自{day}起再失"

# what happened
STORY = "经过"
WORDS = {
    "notified": "通报：{told}。整改时限：{day}",
    "checked": "抽测{told}，得{marks}分",
    "signed": "单位签收{told}",
    "rectified": "单位报告整改完成",
    "rechecked": "复查{result}",
    "asked": "单位申请延期：{told}",
    "decided": "批复延期：{result}",
    "appealed": "单位申诉：{told}",
    "ruled": "裁定申诉：{result}",
    "withdrawn": "撤销",
    "found": "据此通报问题：{told}",
}
RESULTS = {
    "pass": "通过",
    "fail": "不通过",
    "granted": "同意，延期至{day}",
    "refused": "不同意",
    "upheld": "维持",
    "withdrawn": "撤销",
    "changed": "改为{marks}分",
}
SIGNED_BY = "（{name}）"
BECAUSE = "。理由：{reason}"
STORED_LATER = "{day}登记"

# what can be done
ON_BEHALF = "代单位填报：{step}"
RECTIFY_AGAIN = "改正整改报告"
ASKED = "单位{day}申请延期：{reason}"
APPEALED = "单位{day}申诉：{reason}"
WINDOW = "申诉期限：{day}（办法规定的{workdays}个工作日，自{known}起）"
WINDOW_OVER = "申诉期限{day}已过。"
WINDOW_NONE = "办法没有规定申诉期限。"
EXTEND_NOTE = "延几个工作日：从现在的时限{due}之后算起，按工作日历。"
NEEDS_SECOND = "提交后由另一位主管审核，同意后生效。"
PROVISIONAL = "{day}（暂定）"
WAITS_EXTENSION = "延期申请（{day}）等待批复。"
WAITS_APPEAL = "申诉（{day}）等待裁定。"
CLOSED_ROUND = (
    "这条记录已计入已关闭的轮次：{rounds}。现在的改动不影响已公布的结果，要改变公布的结果须由主管作更正。"
)
ROUND = "{name}（截至{as_of}）"

# notify
CORRECT_CHECK = "更正或撤销这次抽测"
NOTIFY = "通报问题"
NOTIFY_FOR_CHECK = "就这次抽测通报问题"
NOTIFY_NOTE = "编号由系统生成。扣分不填的按办法中该评分项的扣法。工作日按工作日历推算，调休上班日在内。"
ITEM_CHOICE = "{component}：{name}"
