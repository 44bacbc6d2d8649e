"""What makes each kind of export. A new kind is a line here and its name in text/exports.py."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dashboard.exports.charts import chart_pieces
from dashboard.exports.documents.bulletin import bulletin_pieces
from dashboard.exports.documents.feedback import feedback_pieces
from dashboard.exports.documents.notice import notice_pieces
from dashboard.exports.documents.report import report_pieces
from dashboard.exports.figures_form import form_pieces
from dashboard.exports.ledger_forms import ledger_form_pieces
from dashboard.exports.occasion import Occasion
from dashboard.exports.open_data import open_data_pieces
from dashboard.exports.piece import Piece
from dashboard.exports.workbooks.findings import findings_pieces
from dashboard.exports.workbooks.ledger import ledger_pieces
from dashboard.exports.workbooks.losses import losses_pieces
from dashboard.exports.workbooks.overdue import overdue_pieces
from dashboard.exports.workbooks.ranking import ranking_pieces

MAKERS: dict[str, Callable[[Occasion], list[Piece]]] = {
    "bulletin": bulletin_pieces,
    "feedback": feedback_pieces,
    "notices": notice_pieces,
    "report": report_pieces,
    "ranking": ranking_pieces,
    "losses": losses_pieces,
    "overdue": overdue_pieces,
    "ledger": ledger_pieces,
    "findings": findings_pieces,
    "charts": chart_pieces,
    "opendata": open_data_pieces,
    "ledgerforms": ledger_form_pieces,
    "form": form_pieces,
}


def pieces_of(kinds: Sequence[str], occasion: Occasion) -> list[Piece]:
    """Return the pieces of an occasion, kind by kind; KeyError for a kind that does not exist."""
    return [piece for kind in kinds for piece in MAKERS[kind](occasion)]
