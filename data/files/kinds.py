"""The kinds of facts that come in: the eleven of spec/files.md section 1, and those the office keeps beside them."""

from __future__ import annotations

from dataclasses import dataclass

from data.files import forms

# Identifiers that people type now and then in full-width; names and free text keep their characters.
_CODES = frozenset(
    ("unit_id", "check_id", "finding_id", "inspection_id", "adjustment_id", "task_no", "period")
)


@dataclass(frozen=True)
class Field:
    """One column: its two headings, whether a row must fill it, its type, other headings seen in practice.

    `type` is one of text, date, moment (a date that may carry a time), number, integer, unit, boolean, enum.
    """

    name: str
    chinese: str
    required: bool
    type: str
    synonyms: tuple[str, ...] = ()

    @property
    def is_half_width(self) -> bool:
        """Whether full-width digits, letters and signs of a cell are turned into the plain ones."""
        return self.type not in ("text", "unit") or self.name in _CODES


@dataclass(frozen=True)
class Kind:
    """One kind of fact file.

    `key` names the fields by which a newer row replaces an older one. `one_of`: at least one of these groups
    of headings must be there in full ("finding_id or (unit, year, task_no)"). `helpers`: headings of columns that
    our form of the kind adds and nobody reads; `answers`: fields that a row reserved in the form leaves open.
    """

    name: str
    chinese: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    one_of: tuple[tuple[str, ...], ...] = ()
    helpers: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()

    def field(self, name: str) -> Field:
        """The field of that name; KeyError when the kind has none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)

    @property
    def required(self) -> tuple[str, ...]:
        """Names of the fields whose heading must be present."""
        return tuple(field.name for field in self.fields if field.required)


def _required(name: str, chinese: str, type_: str, *synonyms: str) -> Field:
    return Field(name, chinese, required=True, type=type_, synonyms=synonyms)


def _optional(name: str, chinese: str, type_: str, *synonyms: str) -> Field:
    return Field(name, chinese, required=False, type=type_, synonyms=synonyms)


_UNIT_WORDS = ("单位名称", "责任单位", "被检单位", "被抽测单位", "单位编码")
_UNIT = _required("unit", "单位", "unit", *_UNIT_WORDS)
_YEAR = _required("year", "年度", "integer", "年份", "考核年度")
_YEAR_IF_ANY = _optional("year", "年度", "integer", "年份", "考核年度")
_TASK_NO_IF_ANY = _optional("task_no", "任务序号", "text", "任务编号")
_ITEM_IF_ANY = _optional("item", "指标", "text", "评分项", "考核指标")
_EVIDENCE = _optional("evidence", "佐证", "text", "佐证材料", "佐证链接")
_WITHDRAWN = _optional("withdrawn_on", "撤销日期", "date", "撤销时间")
_CHECK_IF_ANY = _optional("check_id", "抽测编号", "text")
_FINDING_IF_ANY = _optional("finding_id", "问题编号", "text")

_ALL = (
    Kind(
        "units",
        "单位",
        (
            _required("unit_id", "单位编码", "text", "单位代码", "单位编号"),
            _required("name", "单位名称", "text", "单位", "单位全称"),
            _required("group", "单位类别", "text", "单位类型", "单位分类", "类别"),
            _optional("aliases", "别名", "text", "简称", "曾用名"),
            _optional("active_from", "启用日期", "date", "启用时间"),
            _optional("active_to", "停用日期", "date", "停用时间"),
        ),
        ("unit_id",),
    ),
    Kind(
        "tasks",
        "任务",
        (
            _YEAR,
            _required("task_no", "序号", "text", "任务序号", "任务编号"),
            _optional("category", "工作任务", "text", "一级任务"),
            _optional("subcategory", "二级任务", "text"),
            _required("requirement", "工作要求", "text", "具体要求", "任务内容", "工作内容"),
            _required("responsible", "责任单位", "text", "责任部门"),
            _required("deadline", "时限要求", "text", "完成时限", "时间要求"),
            _ITEM_IF_ANY,
            _optional("issued_on", "印发日期", "date", "印发时间"),
            _optional("source", "出处", "text"),
        ),
        ("year", "task_no"),
    ),
    Kind(
        "spot_checks",
        "日常抽测",
        (
            _required("check_id", "抽测编号", "text"),
            _UNIT,
            _required("checked_on", "抽测日期", "date", "抽测时间"),
            _ITEM_IF_ANY,
            _optional("sample", "抽测对象", "text", "抽测内容"),
            _required("earned", "得分", "number", "实得分"),
            _required("possible", "满分", "number", "应得分"),
            _optional("checker", "抽测人", "text", "抽测人员"),
            _YEAR_IF_ANY,
            _TASK_NO_IF_ANY,
            _EVIDENCE,
            _WITHDRAWN,
            _optional("note", "备注", "text"),
        ),
        ("check_id",),
    ),
    Kind(
        "inspections",
        "季度检查",
        (
            _required("inspection_id", "检查编号", "text"),
            _UNIT,
            _YEAR,
            _required("quarter", "季度", "integer"),
            _required("inspected_on", "检查日期", "date", "检查时间"),
            _optional("inspector", "检查人", "text", "检查人员"),
        ),
        ("inspection_id",),
    ),
    Kind(
        "findings",
        "问题清单",
        (
            _required("finding_id", "问题编号", "text"),
            _UNIT,
            _required("source", "来源", "enum", "问题来源"),
            _CHECK_IF_ANY,
            _TASK_NO_IF_ANY,
            _optional("quarter", "季度", "integer"),
            _ITEM_IF_ANY,
            _required("description", "问题描述", "text", "存在问题"),
            _optional("count", "数量", "integer", "问题数量"),
            _optional("deduction", "扣分", "number", "扣分值"),
            _YEAR_IF_ANY,
            _optional("inspection_id", "检查编号", "text"),
            _required("notified_on", "通报日期", "date", "通报时间"),
            _optional("due_on", "整改时限", "date", "整改期限"),
            _optional("rectified_on", "整改完成日期", "date", "整改日期", "整改完成时间"),
            _optional("rechecked_on", "复查日期", "date", "复查时间"),
            _optional("recheck_result", "复查结果", "enum"),
            _WITHDRAWN,
            _optional("is_repeat", "重复问题", "boolean", "是否重复", "是否重复问题"),
            _EVIDENCE,
        ),
        ("finding_id",),
    ),
    Kind(
        "extensions",
        "延期申请",
        (
            _FINDING_IF_ANY,
            _optional("unit", "单位", "unit", *_UNIT_WORDS),
            _YEAR_IF_ANY,
            _TASK_NO_IF_ANY,
            _optional("item", "事项", "text", "事项名称"),
            _required("requested_on", "申请日期", "date", "申请时间"),
            _optional("reason", "申请理由", "text", "延期理由", "理由"),
            _optional("decided_on", "批复日期", "date", "批复时间"),
            _optional("decision", "批复结果", "enum", "批复意见"),
            _optional("new_due_on", "延期至", "date"),
        ),
        ("finding_id", "unit", "year", "task_no", "item", "requested_on"),
        one_of=(("finding_id",), ("unit", "year", "task_no")),
    ),
    Kind(
        "reviews",
        "年度考核",
        (
            _UNIT,
            _YEAR,
            _required("item", "指标", "text", "评分项", "考核指标"),
            _optional("awarded", "得分", "number"),
            _optional("actual", "完成数", "number"),
            _optional("target", "目标数", "number"),
            _required("reviewed_on", "考核日期", "date", "考核时间"),
            _optional("note", "依据", "text", "备注"),
        ),
        ("unit", "year", "item"),
    ),
    Kind(
        "adjustments",
        "加减分",
        (
            _required("adjustment_id", "编号", "text", "加减分编号"),
            _UNIT,
            _required("kind", "类型", "enum"),
            _optional("points", "分值", "number"),
            _YEAR_IF_ANY,
            _required("reason", "事由", "text"),
            _required("decided_on", "认定日期", "date", "认定时间"),
        ),
        ("adjustment_id",),
    ),
    Kind(
        "appeals",
        "申诉",
        (
            _FINDING_IF_ANY,
            _CHECK_IF_ANY,
            _required("appealed_on", "申诉日期", "date", "申诉时间"),
            _optional("reason", "理由", "text", "申诉理由"),
            _optional("decided_on", "裁定日期", "date", "裁定时间"),
            _optional("result", "裁定结果", "enum"),
            _optional("deduction", "改扣分", "number"),
            _optional("earned", "改得分", "number"),
        ),
        ("finding_id", "check_id", "appealed_on"),
        one_of=(("finding_id",), ("check_id",)),
    ),
    Kind(
        "outcomes",
        "结果运用",
        (
            _UNIT,
            _required("kind", "类型", "enum"),
            _required("decided_on", "决定日期", "date", "决定时间"),
            _optional("round", "轮次", "text"),
            _optional("document", "文号", "text"),
            _required("reason", "事由", "text"),
        ),
        ("unit", "kind", "decided_on"),
    ),
    Kind(
        "ledger",
        "工作台账",
        (
            _UNIT,
            _YEAR,
            _required("task_no", "任务序号", "text", "任务编号"),
            _optional("item", "事项", "text", "事项名称"),
            _optional("period", "期次", "text"),
            _optional("count", "次数", "integer"),
            _optional("triggered_on", "触发日期", "moment", "触发时间"),
            _optional("completed_on", "完成日期", "moment", "完成时间"),
            _optional("progress", "完成情况", "text", "进展情况"),
            _EVIDENCE,
        ),
        ("unit", "year", "task_no", "item", "period", "triggered_on"),
        helpers=forms.HELPERS,
        answers=("item", "count", "triggered_on", "completed_on", "progress", "evidence"),
    ),
    Kind(
        "group_words",
        "单位类别称谓",
        (
            _required("word", "称谓", "text", "文件称谓"),
            _required("group", "单位类别", "text", "单位类型", "单位分类", "类别"),
        ),
        ("word", "group"),
    ),
    Kind(
        "report_figures",
        "年报统计数据",
        (
            _YEAR,
            _required("table", "表", "text", "统计表", "表号"),
            _required("row", "项目", "text", "统计项目"),
            _required("column", "栏目", "text", "统计栏目"),
            _optional("value", "数值", "number", "数量"),
        ),
        ("year", "table", "row", "column"),
        one_of=(("value",),),
    ),
    Kind(
        "name_decisions",
        "责任单位认定",
        (
            _required("words", "文件用语", "text", "责任单位用语"),
            _required("unit", "单位", "text", "认定为", "认定单位"),
            _optional("note", "备注", "text", "认定依据"),
        ),
        ("words",),
        helpers=("任务", "建议"),
    ),
    Kind(
        "signatures",
        "问题签收",
        (
            _required("finding_id", "问题编号", "text"),
            _required("signed_on", "签收日期", "date", "签收时间"),
            _optional("signed_by", "签收人", "text"),
        ),
        ("finding_id",),
    ),
    Kind(
        "entry_decisions",
        "台账审核",
        (
            _UNIT,
            _YEAR,
            _required("task_no", "任务序号", "text", "任务编号"),
            _optional("item", "事项", "text", "事项名称"),
            _optional("period", "期次", "text"),
            _optional("triggered_on", "触发日期", "moment", "触发时间"),
            _required("decided_on", "审核日期", "date", "审核时间"),
            _required("decision", "审核结果", "enum"),
            _optional("reason", "退回理由", "text", "理由"),
        ),
        ("unit", "year", "task_no", "item", "period", "triggered_on"),
    ),
)

KINDS: dict[str, Kind] = {kind.name: kind for kind in _ALL}


def create_table_sql(kind: Kind, schema: str) -> str:
    """The raw table of a kind: batch, file and row number as integers, then every field as text."""
    columns = ["batch_id integer", "file_no integer", "row_no integer"]
    columns += [f'"{field.name}" varchar' for field in kind.fields]
    return f'create table {schema}."{kind.name}" (\n    ' + ",\n    ".join(columns) + "\n)"
