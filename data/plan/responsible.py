"""Who is responsible, in words: lead, support, equal owners, and what only a human can resolve.

spec/files.md section 3: a name is kept even when no unit of that name is known yet; 各 + a group's name is a
group word (marked @); roles (起草部门) and open lists (等有关部门) are kept word for word as unresolved.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from data.plan.parties import SUFFIX, Party, split_parties

_VAGUE = re.compile(
    r"^等|有关|相关|其他|其它|相应|所在地|属地|涉及|涉事|有条件|^同[上前]$|^全[省市州县区旗]$"
)
_WHO = r"(?:部门单位|部门|单位|主体|机关|机构|科室|责任人|负责人|负责同志|领导|人员|者|方)"
_ROLE = re.compile(
    r"(?:起草|承办|制定|制发|制作|制订|拟定|拟订|主管|牵头|责任|配合|主办|协办|实施|印发|发布|决策|审批|受理|办理|评估|编制"
    rf"|产生|形成|提供|获取|保存|申请|执行|使用|落实)[^、]{{0,6}}{_WHO}$"
)
_EVERY = re.compile(r"各|所有|全体|全部")
_PLACE = r"(?:镇|乡|街道|街区|街|园区|区县|县区|县市区|村居?|社区|居)"
_BODY = r"(?:国有企业|国企|部门|单位|科室|股室|企事业|公共|事业|企业|直属|机构)"
_OFFICE = r"(?:人民政府|政府|办事处|党委|党工委|管委会|居委会|村委会)"
_BRACKET = r"[（(〈<][^（(〈<]{1,8}[)）〉>]"
_GENERIC = re.compile(
    rf"(?:{_PLACE}|{_BRACKET})+{_OFFICE}?(?:{_BRACKET})?|全?[省市州县区旗]?(?:直|属|级|政府|委)*(?:{_BODY}|{_BRACKET})+"
)
_BARE_ROLE = re.compile(rf"{_WHO}$")
_PLATE = re.compile(rf"(?P<name>.+?)[（(](?!含|包括|及|除|不)(?P<plate>[^（()）]*{SUFFIX})[)）]")
_OTHER_BRACKET = re.compile(rf"{SUFFIX}[（(][^（()）]+[)）]$")
_UNIT_END = re.compile(f"{SUFFIX}$")
_SENTENCE = re.compile(r"[，。；：:!！?？]|[^\u4e00-\u9fff（）()〈〉<>·、“”\"A-Za-z0-9\-—]")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_REST = frozenset({"政府", "人民政府", "办事处", "管委会"})
_NOTHING = re.compile(r"[-—/\\.无暂空\s]*")
_LONGEST_NAME = 30
_LONGEST_TEXT = 1000  # beyond it, what is not mostly names is a text in the wrong place
_LONGEST_PIECE = 200
_PIECE = re.compile(r"[^、，,；;。\n]+")
_NO_NAME = re.compile(
    r"除[^、]{2,}外|除外|谁|[\d年月底][前止]|\d[年月日]|指导各|督促各"  # an exception, a rule, a date, two parties in one
    r"|(?:推进|完成|落实|指导|督促|督导|统筹|协调|把关|审核|总责|保障|整改|上报|报送|推动|支持|分工)$|下$"
)


@dataclass(frozen=True)
class Responsible:
    """Names and @group words by role; `unresolved`: the words left for a human.

    `places`: for each unresolved word the role it has once a human says whom it means (lead, support, owners).
    """

    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    unresolved: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def read_responsible(words: str) -> Responsible:
    """The parties of a 责任单位 cell, simplified characters, each once, in the order printed.

    Without a lead, those who do not support are equal owners; beside a lead, everyone else supports. A second
    name plate in brackets is an alias of the same unit and left out; unresolved words lose nothing.
    """
    if _is_text(words):
        return Responsible(unresolved=(words,), places=("owners",))
    parties = _joined(split_parties(words))
    has_lead = any(party.role == "lead" for party in parties)
    found: dict[str, list[str]] = {"lead": [], "support": [], "owners": [], "unresolved": [], "places": []}
    for party in sorted(parties, key=lambda party: party.role != "lead"):
        name = _named(party.words)
        place = _place(party.role, has_lead=has_lead)
        if any((name or party.words) in names for names in found.values()):
            continue
        found[place if name else "unresolved"].append(name or party.words)
        found["places"] += [] if name else [place]
    return Responsible(**{kind: tuple(names) for kind, names in found.items()})


def _is_text(words: str) -> bool:
    """Whether a long cell is running text; a list of three hundred units is none."""
    if len(words) <= _LONGEST_TEXT:
        return False
    pieces = _PIECE.findall(words)
    named = sum(bool(_UNIT_END.search(piece)) for piece in pieces)
    return named * 2 < len(pieces) or max(map(len, pieces), default=0) > _LONGEST_PIECE


def _place(role: str, *, has_lead: bool) -> str:
    if role == "lead":
        return "lead"
    return "support" if has_lead or role == "support" else "owners"


def _joined(parties: list[Party]) -> list[Party]:
    """各镇党委、政府 is one party."""
    found: list[Party] = []
    for party in parties:
        if found and party.words in _REST and found[-1].words.endswith(("党委", "党工委")):
            found[-1] = Party(f"{found[-1].words}、{party.words}", party.role or found[-1].role)
        elif not _NOTHING.fullmatch(party.words):
            found.append(party)
    return found


def _named(words: str) -> str | None:
    """The unit's name, or @ and the group word; None for what a human must resolve."""
    if _VAGUE.search(words) or _ROLE.search(words) or _NO_NAME.search(words):
        return None
    if _EVERY.search(words) or _GENERIC.fullmatch(words):
        return "@" + words
    if _BARE_ROLE.search(words) or _SENTENCE.search(words) or not _CHINESE.search(words):
        return None
    plate = _PLATE.fullmatch(words)
    if plate and not _UNIT_END.search(plate["name"]):
        return None  # 李四（区财政局）: what stands in front is no unit
    if not plate and _OTHER_BRACKET.search(words):
        return (
            None  # 区财政局（李四）, 区住建局（含区城管局）: whom the bracket adds or leaves out is not known
        )
    name = plate["name"] if plate else words
    return name if len(name) <= _LONGEST_NAME else None
