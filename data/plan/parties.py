"""The words of a 责任单位 cell cut into parties, each with the role its clause gives it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from data.plan.text import repair

_OPEN, _CLOSE = "（(〈<【[《“‘「『〔", "）)〉>】]》”’」』〕"
SUFFIX = (
    "(?:局|办|委|厅|部|会|院|处|所|站|队|室|镇|乡|街|科|股|署|行|校|馆|库|中心|政府|部门|单位|公司|集团|机构|机关|主体|街道|企业"
    "|妇联|残联|文联|科协|侨联|工商联|[〉)）])"
)
_LINE_DONE = re.compile(
    r"(?:[局办委厅院室镇乡街)）〉，,；;。、:：]|中心|办事处|政府|部门|单位|公司|街道|落实|负责|牵头|配合|实施)$"
)
_LABEL = re.compile(
    r"(?:主要|总|第[一二三]|[省市州县区旗镇乡]级)?(?P<role>牵头|责任|配合|主办|协办|承办|落实|主责|协助|参与)(?:责任)?"
    r"(?:(?:单位|部门|科室)?[:：]|(?:单位|部门|科室)(?=[省市州县区旗镇乡][^，,、；;。：:]*[局办委厅院]))"
)
_NOUN = r"(?!(?:责任)?(?:单位|部门|主体|机关|机构|科室|人|同志))"
_ADVERB = (
    r"(?:总(?=牵头|负责)|分工|分别|共同|联合|具体|各自|认真|抓好|做好|贯彻|全力|积极|要|按照?(?:各自)?(?:工作)?(?:职责|职能|责任|权限)(?:分工|要求)?"
    r"|根据(?:各自)?(?:工作)?(?:职责|职能)(?:分工)?)"
)
_VERB = re.compile(
    rf"{_ADVERB}*(?P<verb>牵头|主办|主责|为主|负总责|配合|协助|协办|协同|参与|参加|负责){_NOUN}"
    rf"|{_ADVERB}+(?P<weak>落实|实施|组织|推进|执行|承担|开展|$){_NOUN}|(?<=.)(?P<last>落实|实施|执行)(?:到位)?$"
)
_AS = re.compile(r"为(?P<role>牵头|责任|配合|主办|协办|承办)(?:责任)?(?:单位|部门)$")
_MARKED = re.compile(r"[（(](?P<role>牵头|主办|配合|协办|主责|责任|协助|负责)(?:单位|部门)?[)）]$")
_JOINT = re.compile(r"(?<=[局办委厅部会院处所站队室镇街心府头])[、]?会同(?!县)")
_WITH = re.compile(r"(?:会同|联合|组织|指导|督促|协调|带领)(?P<who>.+)")
_BEHIND = re.compile(rf"(?:(?:[省市州县区旗镇乡]|各).{{0,28}}{SUFFIX}|各.{{1,8}})")
_DOING = re.compile(r"^(?:落实|实施|推进|做好|抓好|开展|具体|分别)+")
_BLANKS_BETWEEN = re.compile(
    r"(?<=\S[局办委厅部会院处所站队室镇乡街科股署行校馆库心府门位司团构关体道业联协头合〉)）])[ \t\u3000]+"
    r"(?=[省市州县区旗镇乡各团]\S{2}|\d+[.．、]\S{2})"
)
_NUMBER = re.compile(r"(?:^|(?<=[\n，,；;。、]))\s*\d{1,2}[、.．](?=\D{2})|[\u2460-\u2473\u2474-\u2487]")
_SLASH = re.compile(r"(?<=[\u4e00-\u9fff)）])(?:[/／|｜]|(?<=[局办委厅院室])·)(?=[省市州县区旗镇乡各]\S{2})")
_AFTER_MARK = re.compile(rf"({_MARKED.pattern.removesuffix('$')})(?=[^\s、，,；;。：:])")
_REMARK = re.compile(
    r"[（(](?:[^（()）]*(?:排名|排序|先后|顺序)|(?:负责|承担)(?!牵头|配合|落实|[)）]))[^（()）]*[)）]"
)
_ELLIPSIS = re.compile(r"(?<=[^、，,；;…])(…+)")
_AND = re.compile(r"以及|及其|和|及|与")
_LISTED = re.compile(
    r"(?<![高平同中初优特上下一])等(?=$|有关|相关|部门|单位|职能|责任|行业|成员|企业|机构|各|多|\d+(?:[个家]|部门|单位)|[一二三四五六七八九十两]+[个家])"
)
_LEADING = re.compile(
    r"^(?:并由|由|以|请|其中|同时|并|会同|联合|[一二三四五六七八九十]+、|\d+[.．、]|[（(][一二三四五六七八九十\d]+[）)])(?=.{2})"
)
_ROLES = {
    "lead": ("牵头", "主办", "主责", "为主", "负总责"),
    "support": ("配合", "协助", "协办", "协同", "参与", "参加"),
}


@dataclass(frozen=True)
class Party:
    """One party's words and its role: lead, support, owner, or '' where its clause states none."""

    words: str
    role: str


def split_parties(words: str) -> list[Party]:
    """Every party of the cell in its order, simplified characters, brackets kept."""
    text = _unwrapped(_lines_joined(repair(_BLANKS_BETWEEN.sub("、", words))))
    text = _ELLIPSIS.sub(r"、\1", text)
    text = _REMARK.sub("", _SLASH.sub("、", _NUMBER.sub("；", text)))
    text = _AFTER_MARK.sub(lambda match: f"{match[1]}、", text)
    text = _LABEL.sub(lambda match: "\n" + match[0], text)
    found: list[Party] = []
    label = ""
    for clause in _split(text, "，,；;。\n"):
        match = _LABEL.match(clause)
        if match:
            label = _role(match["role"])
        found += _clause_parties(clause[match.end() :] if match else clause, label)
    return [part for party in found for part in _single(party)]


def _lines_joined(text: str) -> str:
    """A line that breaks off inside a name goes on in the next."""
    lines = [line for line in text.split("\n") if line]
    joined = lines[0] if lines else ""
    for line in lines[1:]:
        is_new = re.search(rf"{SUFFIX}$", joined) and re.match(r"[省市州县区旗镇乡各团]", line)
        joined += ("\n" if is_new or _LINE_DONE.search(joined) else "") + line
    return joined


def _unwrapped(text: str) -> str:
    """Without a bracket or quotes around the whole cell."""
    while len(text) > 2 and text[0] in _OPEN and _closing(text) == len(text.rstrip("。")) - 1:
        text = text.rstrip("。")[1:-1]
    return text


def _closing(text: str) -> int:
    depth = 0
    for place, char in enumerate(text):
        depth += (char in _OPEN) - (char in _CLOSE)
        if depth == 0:
            return place
    return -1


def _split(text: str, separators: str) -> Iterator[str]:
    """The pieces between separators that do not stand inside brackets."""
    depth = start = 0
    for place, char in enumerate(text):
        depth = max(0, depth + (char in _OPEN) - (char in _CLOSE))
        if char in separators and (depth == 0 or char == "\n"):
            yield text[start:place]
            start = place + 1
    yield text[start:]


def _role(verb: str) -> str:
    return next((role for role, verbs in _ROLES.items() if verb in verbs), "owner")


def _clause_parties(clause: str, label: str) -> list[Party]:
    """Parties of one clause; a verb gives its role to the parties in front of it."""
    found: list[Party] = []
    pending: list[Party] = []
    joint = "support" if clause.startswith(("会同", "联合")) else ""
    for token in _split(clause, "、"):
        *leads, last = _JOINT.split(token)
        pending += [Party(_without_verb(words)[0], "lead") for words in leads]
        name, role, tail = _without_verb(last)
        role = role or ("support" if leads else "")
        pending.append(Party(name, joint if joint and role in {"", "owner"} else ""))
        if role:
            found += [replace(party, role=party.role or role) for party in pending]
            pending = []
        found += _tail_parties(tail, _role_behind(name, role))
    found += [replace(party, role=party.role or label) for party in pending]
    return [party for party in found if party.words]


def _role_behind(name: str, role: str) -> str:
    """Of whom a verb names behind it: 由…牵头; who is supported (各镇配合区财政局) has none of the verb's."""
    if not name:
        return role or "support"
    return "" if role == "support" else "support"


def _without_verb(token: str) -> tuple[str, str, str]:
    """A token's name, role and the words behind its verb."""
    token = _LEADING.sub("", token)
    mark = _MARKED.search(token) or _AS.search(token)
    if mark:
        return token[: mark.start()], _role(mark["role"]), ""
    match = next(
        (m for m in _VERB.finditer(token) if m.end() > m.start() and not _in_bracket(token, m.start())), None
    )
    if match is None:
        return token, "", ""
    tail = token[match.end() :]
    verb = match["verb"] or "落实"
    if verb == "负责" and tail.startswith(("牵头", "配合", "协助")):
        verb, tail = tail[:2], tail[2:]
    return token[: match.start()], _role(verb), tail


def _in_bracket(text: str, place: int) -> bool:
    return sum((char in _OPEN) - (char in _CLOSE) for char in text[:place]) > 0


def _tail_parties(tail: str, role: str = "support") -> list[Party]:
    """Parties named behind the verb: 牵头组织各镇落实, 配合区财政局."""
    match = _WITH.search(tail)
    name, _, more = _without_verb(_DOING.sub("", match["who"] if match else tail))
    found = [Party(name, role)] if _BEHIND.fullmatch(name) else []
    return [*found, *_tail_parties(more)] if more else found


def _single(party: Party) -> Iterator[Party]:
    """A party that names several with 和, 及, 与, or ends in an open list (等部门), taken apart."""
    for words in _apart(party.words):
        match = _LISTED.search(words)
        if match and not _in_bracket(words, match.start()):
            if words[: match.start()]:
                yield Party(words[: match.start()], party.role)
            yield Party(words[match.start() :], party.role)
        else:
            yield Party(words, party.role)


def _apart(words: str) -> list[str]:
    """Split at 和, 及, 与 where a whole name stands on either side: never inside 自然资源和规划局."""
    for match in _AND.finditer(words):
        left, right = words[: match.start()], words[match.end() :]
        if _in_bracket(words, match.start()) or right in {"部门", "单位", "机构", "直属单位", "直属机构"}:
            continue
        if re.search(rf"{SUFFIX}$", left) and (right.startswith("各") or re.search(rf"{SUFFIX}$", right)):
            return [left, *_apart(right)]
    return [words]
