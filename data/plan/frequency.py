"""How often: 每月10日前, 按季度, 每季度结束后15日内, 每两周至少一次, 年内不少于10次, 不少于30日."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from data.plan.clause import Clause
from data.plan.deadline import Deadline
from data.plan.moments import Reading, find_moments
from data.plan.spans import AT_LEAST, SPAN, WITHIN, span_of
from data.plan.window import Window, window_in, windowed

_PERIOD = re.compile(
    r"(?:每(?:隔|满)?|(?P<by>[按逐分]))(?P<m>\d{1,3}|半)?个?(?P<p>工作日|日|天|周|星期|礼拜|月度?|季度?|学年|年度?|学期|旬)"
    r"(?(by)(?!计划|任务|目标|工作|要求|规定|程序|常|期))"
)
_ENDED = re.compile(r"(?<![每\d第按])(?P<p>季度?|半年度|年度)(?=(?:结束|终了|期满)后?的?(?:次|下))")
_NEXT = re.compile(
    r"(?<!每)(?:次|翌)(?P<p>月)(?=\d|底|末|前|第|初|[上中下]旬)|(?<!每)(?:次|下1?个?)(?P<q>季度)"
)
_BARE = re.compile(
    r"(?P<half>半)?(?P<p>周|月|季|年)(?(half)度|度?)(?:更新|公开|报送|发布|公布|通报|调度|汇总|(?<=度)|(?<=季))(?:1次)?"
)
_PERIOD_END = re.compile(
    r"(?<![\d第])(?:每|按)?个?(?:会计)?(?P<p>半年度?|年度|季度?|月度?|(?<=每)年)"
    rf"(?:终了|结束|期满)(?:之日|之?后|以后|起)*的?(?:第|前|首)?{SPAN}{WITHIN}?"
)
_TIMES = (
    r"(?<![\d第])(?P<n>\d{1,4})(?:[-至到]\d{1,4})?"
    r"(?:人?次|场次?|期|篇|条|件|项|批次?|例|轮|份|部|家|个(?!工作|月|季|小时|自然|日历|星期|礼拜|周|半))"
)
_QUOTA = re.compile(rf"{AT_LEAST}(?P<mid>[^，。；\d]{{0,14}}){_TIMES}")
_QUOTA_ABOVE = re.compile(rf"{_TIMES}及?以上")
_EXACT = re.compile(r"(?<![\d第])(?P<n>\d{1,3})(?:[-至到]\d{1,3})?(?:次|场次?|轮)")
_EXACT_YEAR = re.compile(r"(?:全年|年内|年度|每年|1年)[^，。；\d]{0,14}(?<!第)(?P<n>\d{1,3})(?:期|篇)")
_IN_SPAN = re.compile(rf"{SPAN}{WITHIN}[^，。；]{{0,14}}$")
_ONCE = re.compile(
    rf"(?:原则上|一般)?{AT_LEAST}?{SPAN}{AT_LEAST}?(?:更新|公开|发布|公布|报送|调整|开展|组织|召开)?(?:1次(?:以上)?|[1一](?:更新|公开|通报|调度|评估))"
)
_MINIMUM = re.compile(rf"{AT_LEAST}[^，。；\d提前半每]{{0,10}}{SPAN}{WITHIN}?")
_MINIMUM_ABOVE = re.compile(rf"{SPAN}及?以上")
_TERM = re.compile(
    r"(?:公示|公告|征求意见|征集意见|意见征集|征集|保留|保存|展示)(?:期限?|时间|时长|天数)?(?:应?为|一般|原则上)*"
    rf"{SPAN}(?!{WITHIN}|后|之后|前|起)"
)
_EVENT_SPAN = re.compile(rf"(?:(?<!最)后|起|之日|时)[^，。；\d]{{0,6}}{SPAN}{WITHIN}")
_EVENT_END = re.compile(r"(?:[后起时的]|之日)$")
_EACH = re.compile(r"[各均][^，。；]{0,10}$")
_SEVERAL = 2
_WORKDAYS = re.compile(r"(?P<last>最后|倒数)?(?P<nth>第)?(?:前|首)?(?P<n>\d{1,2})个?工作日")
_EDGE = re.compile(r"[末底](?!个?月)")
_WHICH_EDGE = "不知在期末之前还是之后，请核对"
_LAST_MONTH = re.compile(r"(?:末|最后1)个?月")
_LAST_DAY = re.compile(r"最后1?[天日]|[底末](?!月)")
_DAY = re.compile(
    r"(?<![\d后])(?P<n>\d{1,2})(?:[日号](?![-至到](?:\d|月?[底末]))|(?=(?:[、和及与]\d{1,2})+[日号]))"
)
_AND_LAST = re.compile(r"[、和及与](?:当?月)?[底末]")
_PART = re.compile(r"上旬|中旬|下旬|初")
_PART_DAYS = {"上旬": 10, "中旬": 20, "下旬": None, "初": 10}
_FIRST_MONTH = re.compile(r"首个?月|次月|次季|下1?个?季|季度?初|半年初|前\d+[日天]")
_NTH_MONTH = re.compile(r"第(\d)个?月")
_NTH_WEEK = re.compile(r"第([1-4])个?周")
_WEEKDAYS = re.compile(r"[周期拜]((?:[一二三四五六日天][、和及])*[一二三四五六日天])(?!次)")
_EVERY = {"周": "week", "星期": "week", "礼拜": "week", "月": "month", "季": "quarter", "年": "year"}
_START = re.compile(r"\d[年月日号]份?(?:起|开始)")
_STARTS_LATER = "起始时间之前的各期也会列出，请核对"
_WHICH_TERM = "学期没有确定的起止日期，请核对"
_TERM_EDGE = re.compile(r"学期(?:[初末前]|结束|开学|开始|期[中末])")
_NAMES = {"week": "每周", "month": "每月", "quarter": "每季度", "half": "每半年", "year": "每年"}
_AS_SPAN = {"week": (7, "day"), "month": (1, "month"), "quarter": (3, "month"), "half": (6, "month")}
_GAPS = {
    "日": (1, "day"),
    "天": (1, "day"),
    "工作日": (1, "workday"),
    "旬": (10, "day"),
    "学期": (6, "month"),
}


def read_period_ends(clause: Clause) -> None:
    """季度结束后15日内: a date in the period that follows."""
    for match in _PERIOD_END.finditer(clause.text):
        span = span_of(match)
        if span is not None:
            found = [_after_period(_ended(match), span.n, span.unit)]
            clause.take(*match.span(), *windowed(found, _window(clause, match.start())))


def _window(clause: Clause, end: int) -> Window | None:
    """From when and until when the rule that begins at `end` holds; taken, so that its dates are none of their own."""
    window = window_in(clause.text[:end], clause.reading.plan_year)
    if window:
        clause.take(window.start, window.end)
    return window


def _after_period(every: str, n: int, unit: str) -> Deadline:
    if unit == "workday":
        return Deadline("", "recurring", every=every, month=1, n=n, unit="workday")
    if unit == "month":
        return Deadline("", "recurring", every=every, month=n)
    if n <= 31:
        return Deadline("", "recurring", every=every, month=1, day=n)
    month, day = divmod(n, 30)
    note = f"“{n}日内”按期满后第{month + 1}个月{day or 30}日计，请核对"
    return Deadline("", "recurring", every=every, month=month + bool(day), day=day or 30, flags=(note,))


def read_quotas(clause: Clause) -> None:
    """At least so many times, or so long."""
    once = _ONCE.fullmatch(clause.text)
    if once and (span := span_of(once)):
        clause.take(0, len(clause.text), Deadline("", "interval", n=span.n, unit=span.unit))
    for pattern in (_QUOTA, _QUOTA_ABOVE, _EXACT, _EXACT_YEAR):
        for match in pattern.finditer(clause.text):
            _take_quota(clause, match, is_exact=pattern in {_EXACT, _EXACT_YEAR})
    for pattern in (_MINIMUM, _MINIMUM_ABOVE, _TERM):
        for match in pattern.finditer(clause.text):
            span = span_of(match)
            if span is not None:
                clause.take(*match.span(), Deadline("", "minimum", n=span.n, unit=span.unit))


def _take_quota(clause: Clause, match: re.Match[str], *, is_exact: bool) -> None:
    n = int(match["n"])
    periods = list(_PERIOD.finditer(clause.text, 0, match.end()))
    if n == 0 or (is_exact and (n == 1 or (periods and _every(periods[-1]) != "year"))):
        return
    start = min(match.start(), *(period.start() for period in periods)) if periods else 0
    if not periods:
        clause.take(*_counted(clause, n, match))
        return
    every = _every(periods[-1])
    is_strict = not match[0].startswith(("至少", "最少"))
    explicit = bool(every and _scheduled(every, clause.text[periods[-1].start() :], clause.reading))
    if every == "year" and (n > 1 or is_strict):
        clause.take(start, match.end(), _count(clause, n, match.start()))
    elif not explicit:
        clause.take(start, match.end(), _interval(periods[-1], n))


def _counted(clause: Clause, n: int, match: re.Match[str]) -> tuple[int, int, Deadline]:
    """Start, end and meaning of a number without a period: by the date in front of it, or once in a span."""
    before = clause.text[: match.start()]
    within = _IN_SPAN.search(before)
    span = span_of(within) if within else None
    if within and span and _EVENT_END.search(before[: within.start()]):
        flags = ("次数限于前面的期限之内，请人工核对",)
        return match.start(), match.end(), Deadline("", "open", flags=flags)
    if within and span:
        flags = (f"“{within[0]}”不知从何时起算，按至少每隔这么久{n}次理解，请核对",)
        return within.start(), match.end(), Deadline("", "interval", n=span.n, unit=span.unit, flags=flags)
    count = _count(clause, n, match.start())
    moments = clause.moments(0, match.start())
    if len(moments) < _SEVERAL:
        return 0, match.end(), count
    if _EACH.search(before):
        count = replace(count, flags=(*count.flags, "几个日期各有次数，请核对"))
    return moments[-1].start, match.end(), count


def _count(clause: Clause, n: int, end: int) -> Deadline:
    moments = clause.moments(clause.free_from(end), end) or clause.moments(end)
    if not moments:
        year = clause.reading.plan_year
        return Deadline("", "count", due_on=date(year, 12, 31), n=n, unit="time")
    due, flags = clause.reading.date_of(moments[-1])
    return Deadline("", "count", due_on=due, n=n, unit="time", flags=flags)


def _every(match: re.Match[str]) -> str | None:
    """The period a match repeats by; None where only a gap is said (每两周, 每日)."""
    unit = match["p"].removesuffix("度").removeprefix("学")
    if unit == "年" and match["m"] == "半":
        return "half"
    return _EVERY.get(unit) if match["m"] in {None, "1"} else None


def _gap(match: re.Match[str]) -> tuple[int, str]:
    every = _every(match)
    unit = match["p"].removesuffix("度")
    if every == "half" or (every and match["m"] is None):
        return _AS_SPAN.get(every, (1, "year"))
    if match["m"] == "半":
        return (15, "day") if unit == "月" else (1, "day")
    n, name = _GAPS.get(unit) or _AS_SPAN.get(_EVERY.get(unit, ""), (1, "year"))
    return n * max(1, int(match["m"] or 1)), name


def _interval(period: re.Match[str], times: int) -> Deadline:
    n, unit = _gap(period)
    flags = (f"每期至少{times}次，次数请人工核对",) if times > 1 else ()
    return Deadline("", "interval", n=n, unit=unit, flags=flags)


def read_recurrences(clause: Clause) -> None:
    """每月, 按季, 次月10日前, 每两周."""
    bare = _BARE.fullmatch(clause.text)
    if bare:
        every = "half" if bare["half"] else _EVERY[bare["p"]]
        clause.take(0, len(clause.text), _at_the_end(every))
        return
    periods = [*_PERIOD.finditer(clause.text), *_ENDED.finditer(clause.text)]
    periods = sorted(periods or _NEXT.finditer(clause.text), key=lambda match: match.start())
    ends = [*(match.start() for match in periods), len(clause.text)][1:]
    window = _window(clause, periods[0].start()) if periods else None
    for match, end in zip(periods, ends, strict=True):
        tail = clause.text[match.start() : end]
        if _EVENT_SPAN.search(tail):
            continue
        head = clause.text[: match.start()]
        is_least = re.search(rf"{AT_LEAST}$", head) or re.search(AT_LEAST, tail)
        found = _recurring(match, tail, clause.reading, is_least=bool(is_least))
        if window is None and _START.search(head):
            found = _noted(found, _STARTS_LATER)
        clause.take(match.start(), end, *windowed(found, window))


def _recurring(match: re.Match[str], tail: str, reading: Reading, *, is_least: bool) -> list[Deadline]:
    if match.re is _NEXT:
        every = "month" if match["p"] else "quarter"
        found = _scheduled(every, tail, reading) or [_at_the_end(every)]
        return _noted(found, "“次月”“次季度”按每期重复计，请核对")
    repeats = _ended(match) if match.re is _ENDED else _every(match)
    found = _scheduled(repeats, tail, reading) if repeats else []
    if repeats is None or (is_least and not found):
        times = _EXACT.search(tail)
        found = [_interval(match, int(times["n"]) if times else 1)]
        return _noted(found, _WHICH_TERM) if match["p"] == "学期" and _TERM_EDGE.search(tail) else found
    found = found or [_at_the_end(repeats)]
    times = _EXACT.search(tail)
    if times and int(times["n"]) > 1:
        return _noted(found, f"每期{times['n']}次，次数请人工核对")
    return found


def _noted(deadlines: list[Deadline], note: str) -> list[Deadline]:
    return [replace(deadline, flags=(*deadline.flags, note)) for deadline in deadlines]


def _ended(match: re.Match[str]) -> str:
    return "half" if match["p"].startswith("半") else _EVERY[match["p"][0]]


def _at_the_end(every: str) -> Deadline:
    note = f"未写具体日期，按{_NAMES[every]}最后一天计，请核对"
    return Deadline("", "recurring", every=every, flags=(note,))


def _scheduled(every: str, tail: str, reading: Reading) -> list[Deadline]:
    """The rules the words after 每… state; none where they name no day."""
    plain = Deadline("", "recurring", every=every)
    if every == "week":
        days = [day for match in _WEEKDAYS.finditer(tail) for day in match[1] if day not in "、和及"]
        return [replace(plain, day=min(7, "一二三四五六日天".index(day) + 1)) for day in days]
    if every == "year":
        nth = _NTH_MONTH.search(tail)
        if nth and 1 <= int(nth[1]) <= 9:
            return [replace(plain, month=int(nth[1]))]
        dates = find_moments(tail[tail.index("年") :], reading)
        return [replace(plain, month=m.month, day=m.day, flags=m.flags) for m in dates]
    return [replace(rule, month=_month_of(every, tail)) for rule in _days_of(plain, tail)]


def _month_of(every: str, tail: str) -> int | None:
    nth = _NTH_MONTH.search(tail)
    if every == "month":
        return None
    if _WORKDAYS.search(tail) and _LAST_MONTH.search(tail):
        return 3 if every == "quarter" else 6
    if nth:
        return min(max(1, int(nth[1])), 3 if every == "quarter" else 6)
    return 1 if _FIRST_MONTH.search(tail) else None


def _days_of(plain: Deadline, tail: str) -> list[Deadline]:
    work = _WORKDAYS.search(tail)
    if work:
        n = int(work["n"])
        from_end = 1 if work["last"] == "最后" and not work["nth"] else n  # the last 3 end with the last
        flags = () if work["last"] or not _EDGE.search(tail[: work.start()]) else (_WHICH_EDGE,)
        return [replace(plain, n=-from_end if work["last"] else n, unit="workday", flags=flags)] if n else []
    if re.search(r"最后1?[天日]", tail):
        return [plain]
    days = [int(match["n"]) for match in _DAY.finditer(tail)]
    if days:
        last = [plain] if _AND_LAST.search(tail) else []
        return [*(replace(plain, day=day) for day in days if 1 <= day <= 31), *last]
    week = _NTH_WEEK.search(tail)
    if week:
        return [replace(plain, day=7 * int(week[1]), flags=(f"“{week[0]}”按{7 * int(week[1])}日计，请核对",))]
    part = _PART.search(tail)
    if part:
        note = f"{part[0]}按{_PART_DAYS[part[0]] or '月末'}{'日' if _PART_DAYS[part[0]] else ''}计，请核对"
        return [replace(plain, day=_PART_DAYS[part[0]], flags=(note,))]
    return [plain] if _LAST_DAY.search(tail) else []
