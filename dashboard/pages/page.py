"""What a page is: an address, a name, an empty layout, and the parts that fill it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dash.development.base_component import Component

from dashboard.desk import Parts
from dashboard.view import View

Layout = Callable[[], Component]


@dataclass(frozen=True)
class Page:
    """One page. `path` is matched whole; with `takes_unit`, `path/<unit id>` belongs to it too.

    `choose` gives the layout of a view where the page has several; `layout` then holds the parts of all. A page that
    is not `in_navigation` is reached from what it is about. `shows_release`: its parts show the release, the view and
    the reader's role and unit alone, no form and nothing a reader left at the server; their answers are kept.
    """

    path: str
    name: str
    layout: Layout
    parts: Parts
    takes_unit: bool = False
    choose: Callable[[View], Layout] | None = None
    in_navigation: bool = True
    shows_release: bool = False

    def layout_at(self, view: View) -> Layout:
        """Return what makes the empty page of a view; the same one for views that need the same parts."""
        return self.choose(view) if self.choose else self.layout
