"""What a form we hand out has beside the columns of its kind, known here so that it comes back without a remark.

Helper columns tell the person what to fill in and are never read. A row the form reserved and nobody answered is
no fact: it says neither done nor not done (docs/method.md, part 3).
"""

from __future__ import annotations

TASK, ROLE, DUE, PROVISIONAL, DEADLINE, ROW = "任务内容", "职责", "应完成日期", "暂定", "时限原文", "行类型"
HELPERS = (TASK, ROLE, DUE, PROVISIONAL, DEADLINE, ROW)
RESERVED, REPORTED = "预留行", "已报行"
"""What stands under ROW: a row left to be answered, and one that repeats what is stored already."""

PLAN_REVIEW = "方案核对表"
"""What stands first on the last sheet of a plan's review; the review goes to `plan`, not to `import`."""

EXPLANATION = "填表说明"
"""Name of the sheet that explains a form; it holds no facts and is passed over."""
