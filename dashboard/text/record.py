"""Words of 录入: spot checks from the draw and free ones, inspections, what was recorded today."""

from __future__ import annotations

PAGE_RECORD = "录入"
CHOOSE = "录入什么"
KINDS = {"drawn": "按抽样抽测", "free": "临时抽测", "inspection": "季度检查"}

FORM_DRAWN = "第{turn}项：{unit} · {item}"
FORM_DRAWN_AGAIN = "第{turn}项已由{who}于{day}抽测（{check_id}）"
SOMEBODY = "别人"
FORM_FREE = "临时抽测一项"
FORM_INSPECTION = "一个单位一个季度的检查"
NOTE_CHECK = "满分不填时，按评分项的分值。发现问题的，写在“同时通报的问题”里，与抽测一起存入。"
NOTE_INSPECTION = "没有发现问题的，不写问题，直接提交：这就是一次没有问题的检查。"
NO_DRAW = "还没有可用的抽样"
NO_DRAW_WHY = "先在“抽测与检查”页抽样，或改用“临时抽测”。"
ALL_DONE = "第{draw_no}次抽样的{count}项都已检查"
ALL_DONE_WHY = "可在“抽测与检查”页再抽一次，或改用“临时抽测”。"

CELLS = "第{draw_no}次抽样：{count}项，已检查{done}项"
CELL = "{turn}. {unit} · {item}"
CELL_DONE = "{day} {who}"
STATES = {"done": ("已检查", "normal"), "open": ("正在填写", "soon"), "waiting": ("待检查", "waiting")}

TODAY = "今天录入{count}项"
TODAY_NONE = "今天还没有录入"
COLUMN_NUMBER = "编号"
COLUMN_WHAT = "内容"
COLUMN_MARKS = "得分／满分"
COLUMN_FAULTS = "问题"
COLUMN_WHO = "录入人"
MARKS = "{earned}／{possible}"
FAULTS = "{count}个"
LIVE = ("有效", "normal")
WITHDRAWN = ("已撤销", "failed")
CHANGE = "{ref}（更正、撤销）"

CORRECT = "更正抽测 {ref}：{unit}，{item}"
WITHDRAW = "撤销抽测 {ref}"
WITHDRAW_NOTE = "撤销后不再计分，但留在历史里；它所附的问题一并撤销。"
NOT_YOURS = "这条抽测不是您录入的"
NOT_YOURS_WHY = "检查员只能更正或撤销自己录入的抽测，请联系主管。"
GONE = "没有这条抽测，或已撤销"
GONE_WHY = "请从“今天录入”的列表中打开。"

DRAW = "再抽一次样"
DRAW_NOTE = (
    "种子请用公开摇出的号码：同一种子、同一数据版本，任何人都能抽出同样的结果。抽取结果先存档，再检查。"
)
