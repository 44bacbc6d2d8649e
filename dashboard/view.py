"""What a reader is looking at: the page and its parameters, read from the address and written back to it.

The address is the only state: `?year=&as_of=&group=&within=` makes every view shareable, reloadable and
reachable with the back button (interface.md, "Every view is a URL").
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any, Self
from urllib.parse import parse_qsl, quote, urlencode

from werkzeug.exceptions import BadRequest

from dashboard.text import frame as words

WITHIN_CHOICES = (3, 5, 10)  # working days ahead that count as nearly due
_FARTHEST_WITHIN = 60  # working days
PARAMETERS = ("year", "as_of", "group", "within")
TRIAL_PREFIX = "w_"  # `w_<component>=points`: a trial weighting on /method
AGAINST = "against"  # the year that /years compares with
# what /ledger, /checks, /reports and /data choose by: class of deadline, state, lead or support, page of units, stored
# draw and its cell, closed round, export looked at, uploaded file and what it is read as, the integrity report
LISTED = (
    "kind",
    "state",
    "role",
    "page",
    "draw",
    "turn",
    "round",
    "preview",
    "upload",
    "as",
    "check",
    "undo",
    "back",
)
# whose entries of the audit log /admin shows, of what, from when to when, and the account that is being changed
LOGGED = ("who", "what", "since", "until", "text", "account")
# whose overview and of which unit, the units side by side on /ranking, how deep the receipt of /unit is open
OPENED = ("reader", "unit", "compare", "component", "item", "ref")
READERS = ("office", "unit", "author")
CARRIED = ("reader", "unit")  # who reads stays with every link, so that 总览 opens as it was left


@dataclass(frozen=True)
class View:
    """One page at one date; `given` names the parameters the address states, links repeat only those.

    `own` are the parameters of this page alone, as stated; links to other pages leave them out but for CARRIED.
    """

    path: str
    year: int
    as_of: date
    group: str | None = None
    within: int = WITHIN_CHOICES[0]
    unit_id: str | None = None
    given: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    own: tuple[tuple[str, str], ...] = ()

    def href(self, path: str | None = None, **changes: str | int | date | None) -> str:
        """Return the address of `path` (as in an address; default: this page) with parameters changed; None
        removes one.
        """
        stated = {name: getattr(self, name) for name in PARAMETERS if name in self.given}
        target = self.path if path is None else path
        stated.update(own for own in self.own if target == self.path or own[0] in CARRIED)
        stated.update(changes)
        order = [*PARAMETERS, *(name for name in stated if name not in PARAMETERS)]
        pairs = [(name, str(stated[name])) for name in order if stated.get(name) is not None]
        return target + ("?" + urlencode(pairs) if pairs else "")

    def unit_address(self, unit_id: str) -> str:
        """Return the address of a unit's page at the same year and date."""
        return self.href(f"/unit/{quote(unit_id, safe='')}", group=None, within=None)

    def choice(self, name: str, allowed: Collection[str]) -> str | None:
        """Return what the address states for one of this page's own parameters; None for no allowed value."""
        stated = dict(self.own).get(name)
        return stated if stated in allowed else None

    def word(self, name: str) -> str | None:
        """Return what the address states for one of this page's own parameters; None for nothing."""
        return dict(self.own).get(name) or None

    @property
    def reader(self) -> str:
        """Whose overview it is: office (default), unit or author."""
        return self.choice("reader", READERS) or READERS[0]

    def number(self, name: str) -> int | None:
        """Return the number the address states for one of this page's own parameters; None for no number from 1."""
        stated = dict(self.own).get(name, "")
        is_number = stated.isascii() and stated.isdigit() and 0 < len(stated) < 10 and int(stated) > 0
        return int(stated) if is_number else None

    def to_json(self) -> dict[str, Any]:
        """Return the view as the browser keeps it."""
        return {**asdict(self), "as_of": self.as_of.isoformat()}

    @classmethod
    def from_json(cls, kept: Any) -> Self:
        """Return the view the browser sent back; raises BadRequest for what is none."""
        if not _is_view(kept):
            raise BadRequest
        return cls(
            **{
                **kept,
                "as_of": date.fromisoformat(kept["as_of"]),
                "given": tuple(kept["given"]),
                "notices": tuple(kept["notices"]),
                "own": tuple((name, value) for name, value in kept["own"]),
            }
        )


def _is_view(kept: Any) -> bool:
    """Whether that is a view as `to_json` writes it."""
    if not isinstance(kept, Mapping) or set(kept) != {field.name for field in fields(View)}:
        return False
    texts = [kept[name] for name in ("path", "as_of")]
    texts += [kept[name] for name in ("group", "unit_id") if kept[name] is not None]
    lists = [kept[name] for name in ("given", "notices", "own")]
    if not all(isinstance(each, list | tuple) for each in lists):
        return False
    pairs = [pair for pair in kept["own"] if isinstance(pair, list | tuple) and len(pair) == 2]
    texts += [*kept["given"], *kept["notices"], *(word for pair in pairs for word in pair)]
    return (
        len(pairs) == len(kept["own"])
        and all(isinstance(each, str) for each in texts)
        and set(kept["given"]) <= set(PARAMETERS)
        and type(kept["year"]) is int
        and type(kept["within"]) is int
        and 1 <= kept["within"] <= _FARTHEST_WITHIN
        and _read_date(kept["as_of"]) is not None
    )


def read_address(path: str, search: str, default: View, closes_on: date) -> View:
    """Read a page's parameters; what cannot be used is replaced by the default and said in a notice.

    `default` is the year's own default view, `closes_on` the last date a fact of its year may carry.
    """
    stated = dict(parse_qsl(search.lstrip("?")))
    own = tuple(
        each
        for each in stated.items()
        if each[0] in (AGAINST, *LISTED, *LOGGED, *OPENED) or each[0].startswith(TRIAL_PREFIX)
    )
    view = replace(default, path=path, own=own)
    given = [name for name in ("year", "group") if stated.get(name)]
    notices = list(default.notices)
    if stated.get("group"):
        view = replace(view, group=stated["group"])
    if stated.get("within"):
        within = _read_within(stated["within"])
        if within is None:
            notices.append(words.BAD_WITHIN.format(value=stated["within"], used=view.within))
        else:
            view = replace(view, within=within)
            given.append("within")
    if stated.get("as_of"):
        as_of = _read_date(stated["as_of"])
        if as_of is None:
            notices.append(words.BAD_DATE.format(value=stated["as_of"], used=view.as_of))
        elif as_of > closes_on:
            notices.append(words.DATE_AFTER_CLOSE.format(value=as_of, used=closes_on))
            view = replace(view, as_of=closes_on)
        else:
            view = replace(view, as_of=as_of)
        given.append("as_of")
    return replace(view, given=tuple(given), notices=tuple(notices))


def read_year(search: str, years: list[int]) -> tuple[int, tuple[str, ...]]:
    """Return the year the address asks for, or the newest with a notice when there is no scheme for it."""
    stated = dict(parse_qsl(search.lstrip("?"))).get("year")
    newest = max(years)
    if not stated:
        return newest, ()
    if stated in {str(year) for year in years}:
        return int(stated), ()
    return newest, (words.BAD_YEAR.format(value=stated, used=newest),)


def _read_date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _read_within(text: str) -> int | None:
    if text.isascii() and text.isdigit() and len(text) < 4 and 1 <= int(text) <= _FARTHEST_WITHIN:
        return int(text)
    return None
