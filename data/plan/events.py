"""Time that runs after an event, or up to one: 信息形成之日起20个工作日内, 印发后15日内, 会前3日, 当日."""

from __future__ import annotations

import re

from data.plan.clause import Clause
from data.plan.deadline import Deadline
from data.plan.spans import AT_LEAST, SPAN, WITHIN, span_of

_BEFORE = re.compile(rf"{AT_LEAST}?(?:提前|(?<=[会开行施始布期议动])前){AT_LEAST}?{SPAN}")
_EARLIER = re.compile(rf"{SPAN}[之以]?前")
_BEFORE_DATE = re.compile(rf"(?<=[底末日号])[之以]?前的?{AT_LEAST}?{SPAN}{WITHIN}?")
_HAPPENING = re.compile(r"(?:召开|举行|举办|开始|会议|活动|实施|施行|审议|到期|届满|印发|发布|生效)$")
_COUNTED = re.compile(r"(?:最后|倒数|第|每[^，。；]{0,8})$")
_WITHIN = re.compile(rf"(?:{SPAN}){WITHIN}")
_NOT_OVER = re.compile(rf"(?:不(?:得|能|可)?超过|不晚于|不迟于|最迟|最长|至多)为?{SPAN}{WITHIN}?")
_FOLLOWING = re.compile(rf"(?<=[后起的]){SPAN}")
_MARKER = re.compile(
    r"(?P<mark>之日起?|次日起|当日起|日起|起算|起|时|[之以]?后)?的?(?:第|最迟|最长|应当?|须|需|在|于|原则上|一般|[\d-]|至|到)*$"
)
_LEAD = re.compile(
    r"^(?:[，、。；：_]|不(?:得|能|应|可)?(?:晚于|迟于|超过)|自(?!然|主|身)|从|于|在|应当?|须|需|要|并|且|则|原则上|一般|最迟|最长)+"
)
_BEHIND = re.compile(r"^.*(?:(?:应当?|须|需|要)[于在自从]|自(?![然主行身治贸查评动由])|从(?!业|事))(?=.{2})")
_DOCUMENT = r"(?:(?:实施|工作|重点任务|任务)?(?:方案|通知|意见|办法|计划|要点|细则|规定|清单|分解表|标准))"
_OTHERS = (
    r"(?!级|单位|部门|机关|地|系统|领域|行业|科|[镇乡街局委厅村]|办(?!法))"  # 本单位方案 is not this plan
)
_ISSUE = re.compile(
    rf"(?:自|从|于|在)?(?P<own>[本此该]{_OTHERS}(?:《》|[\u4e00-\u9fff]{{0,8}}?{_DOCUMENT}|文件|文))?(?P<document>{_DOCUMENT})?(?:自|从)?"
    r"(?P<verb>正式印发|印发|发布|下发|公布|发文|发出|施行|实施|制发|颁布|生效)(?P<mark>之日起?|日起|起|[之以]?后)?的?第?"
)
_SUBJECT = re.compile(r"^.*?(?=(?:自|从|于|在)?[本此该])")
_UNSURE_OWN = re.compile(r"^(?:该|[本此][省市州县区旗])")
_NO_EVENT = re.compile(r"(?:法定)?工作日|工作时间|节假日|非工作日|一般情况下?")
_OWN_ISSUE = "按本方案印发之日起算，请核对"
_FROM_NOW = re.compile(r"(?:^|自|从)即日起?$")
_OF_A_MONTH = re.compile(r"月份?的?(?:前|首|最后|倒数)第?$")
_LINK = re.compile(r"同步|同时|之日|后|起|时|经|自|收到|接到|形成|产生")
_AFTER = re.compile(r"(?:自|从)(?P<event>.+?)(?:之日起?|日起|起算?|后)(?:计算)?$")
_NEXT_WORKDAY = re.compile(r"(?:次|下1?|第2)个?工作日")
_DAY_DONE = (
    r"(?=内|前|公开|发布|公布|上传|上网|更新|推送|报送|完成|予以|及时|即|办|答复|回复|反馈|处理|处置|$|，|。)"
)
_NEXT_DAY = re.compile(rf"(?:次日|翌日|第2[日天]){_DAY_DONE}")
_SAME_DAY = re.compile(rf"(?:当[日天]|同日){_DAY_DONE}")
_ONLY_SPAN = re.compile(rf"(?:约|原则上|一般|期限|时限|为|应)*{SPAN}(?:完成|公开|更新|办结|答复|公布|发布)?")
_AHEAD = "事前时限，无法推算日期，请人工核对"
_UNKNOWN = "未写明从何时起算，请核对"


def read_befores(clause: Clause) -> None:
    """会议召开3个工作日前, 年底前20个工作日: no date can be computed from what comes later."""
    for match in _BEFORE_DATE.finditer(clause.text):
        moments = clause.moments(clause.free_from(match.start()), match.start())
        if moments and span_of(match):
            start = clause.free_from(match.start()) + moments[-1].start
            clause.take(start, match.end(), Deadline("", "open", flags=(_AHEAD,)))
    for pattern in (_BEFORE, _EARLIER):
        for match in pattern.finditer(clause.text):
            span = span_of(match)
            before = clause.text[: match.start()]
            is_earlier = match["unit"] != "日" and not _COUNTED.search(before)
            if span and (pattern is _BEFORE or is_earlier or _HAPPENING.search(before)):
                clause.take(*match.span(), Deadline("", "open", flags=(_AHEAD, *span.flags)))


def read_withins(clause: Clause) -> None:
    """So much time after an event, or after the plan itself was issued."""
    for pattern in (_WITHIN, _NOT_OVER, _FOLLOWING):
        for match in pattern.finditer(clause.text):
            span = span_of(match)
            if span is None or _OF_A_MONTH.search(clause.text[: match.start()]):
                continue
            start = _event_start(clause, match.start())
            kind, event, flags = _event(clause, start, match.start())
            found = Deadline("", kind, n=span.n, unit=span.unit, event=event, flags=(*span.flags, *flags))
            clause.take(start, match.end(), found)


def _event_start(clause: Clause, end: int) -> int:
    """Where the words of the event begin: behind what was taken and behind the last due date."""
    start = clause.free_from(end)
    moments = clause.moments(start, end)
    return start + moments[-1].end if moments else start


def _event(clause: Clause, start: int, end: int) -> tuple[str, str | None, tuple[str, ...]]:
    """after_issue or after_event, the event's words, notes."""
    before = clause.text[start:end]
    if _FROM_NOW.search(before):
        return "after_issue", "即日", (_OWN_ISSUE,)
    issue = _ISSUE.fullmatch(before) or _ISSUE.fullmatch(_SUBJECT.sub("", before))
    if issue and (issue["own"] or _is_own_issue(issue)):
        is_sure = issue["own"] and not _UNSURE_OWN.match(issue["own"])
        flags = () if is_sure else (_OWN_ISSUE,)
        return "after_issue", (issue["own"] or issue["document"] or "") + issue["verb"], flags
    marker = _MARKER.search(before)
    event = _event_words(clause, start, end)
    if marker is None or not marker["mark"]:
        event = _event_elsewhere(clause, event)
    flags = ("“文件”是否指本方案，请核对",) if before.startswith(("文件", "自文件")) else ()
    return "after_event", event, flags if event else (_UNKNOWN,)


def _event_elsewhere(clause: Clause, event: str | None) -> str | None:
    """Without 之日起 or 后: the event of the span before, or the clause before, else what stands there."""
    if clause.found:
        return clause.found[-1][1].event
    return clause.before if _LINK.search(clause.before) else event


def _is_own_issue(issue: re.Match[str]) -> bool:
    """Without 本: bare 方案 or 通知, 发布之日起 and 印发后 mean the plan; 发布后 means what is published."""
    if issue["document"]:
        return True
    is_from = (issue["mark"] or "").endswith("起")
    return is_from or (issue["mark"] is not None and issue["verb"] in {"印发", "正式印发", "下发", "发文"})


def _event_words(clause: Clause, start: int, end: int) -> str | None:
    text = clause.text[start:end]
    marker = _MARKER.search(text)
    stop = marker.start() if marker else len(text)
    lead = _LEAD.match(text[:stop])
    behind = _BEHIND.match(text[:stop])
    begin = max(lead.end() if lead else 0, behind.end() if behind else 0)
    words = clause.words(start + begin, start + stop)
    words = words.strip("，、。；：（）()")
    return None if not words or _NO_EVENT.fullmatch(words) else words


def event_after(text: str) -> str | None:
    """The event a clause behind the span names: （自信息形成之日起）."""
    match = _AFTER.search(text)
    return match["event"] if match else None


def read_days_of_event(clause: Clause) -> None:
    """当日, 次日, 下一个工作日."""
    for pattern, n, unit in ((_NEXT_WORKDAY, 1, "workday"), (_NEXT_DAY, 1, "day"), (_SAME_DAY, 0, "day")):
        match = pattern.search(clause.text)
        if match:
            start = clause.free_from(match.start())
            event = _event_words(clause, start, match.start())
            flags = () if event else (_UNKNOWN,)
            found = Deadline("", "after_event", n=n, unit=unit, event=event, flags=flags)
            clause.take(start, match.end(), found)


def read_bare_span(clause: Clause) -> None:
    """A cell that says only a span: months and years are a gap, days and hours run after an event."""
    match = _ONLY_SPAN.fullmatch(clause.text)
    span = span_of(match) if match else None
    if match is None or span is None:
        return
    if span.unit in {"month", "year"} or match["unit"] in {"周", "星期", "礼拜"}:
        flags = (*span.flags, "只写期限，按至少每隔这么久更新一次理解，请核对")
        found = Deadline("", "interval", n=span.n, unit=span.unit, flags=flags)
    else:
        found = Deadline("", "after_event", n=span.n, unit=span.unit, flags=(*span.flags, _UNKNOWN))
    clause.take(0, len(clause.text), found)
