"""Which template a document is written from: the office's own, else the one that comes with the product."""

from __future__ import annotations

import zipfile
from functools import cache
from pathlib import Path

from docx.opc.exceptions import PackageNotFoundError
from jinja2 import TemplateSyntaxError

from dashboard.exports.documents.build import build
from dashboard.exports.documents.fields import sample, unknown_tags
from dashboard.exports.documents.rendering import NotFilled, parsed, render
from dashboard.text import documents as words
from dashboard.text.template_bulletin import BULLETIN
from dashboard.text.template_fields import FIELDS
from dashboard.text.template_report import REPORT
from dashboard.text.template_units import FEEDBACK, NOTICE
from data.errors import InputRefused, Problem, StoreDamaged
from data.scope import AnyStore
from data.templates import TemplateBatch

_BLOCKS = {
    "bulletin": BULLETIN,
    "feedback": FEEDBACK,
    "notice": NOTICE,
    "report": REPORT,
}
KINDS = tuple(_BLOCKS)
"""The documents that have a template."""


@cache
def shipped_template(kind: str) -> bytes:
    """Return the template of a document as it comes with the product."""
    return build(_BLOCKS[kind])


def template_for(store: AnyStore, kind: str) -> bytes:
    """Return the template of a document: the newest one of the office that counts, else the shipped one.

    Raises StoreDamaged when the office's own is no longer kept.
    """
    stored = store.table("pages/templates")
    own = stored[stored["kind"] == kind]
    if own.empty:
        return shipped_template(kind)
    try:
        return store.template_file(str(own.iloc[0]["sha256"]))
    except OSError as error:
        raise StoreDamaged(words.TEMPLATE_GONE.format(file=own.iloc[0]["file"])) from error


def read_template(path: Path, kind: str, by: str = "") -> TemplateBatch:
    """Return an office's template, ready to be stored.

    Raises InputRefused, in Chinese, when it is no .docx, names a field that does not exist, or cannot be filled.
    """
    problems = [
        Problem(path.name, None, None, None, value, problem, action)
        for value, problem, action in _problems(path.read_bytes(), kind)
    ]
    if problems:
        raise InputRefused(problems)
    return TemplateBatch(kind, words.DOCUMENTS[kind], path, by)


def _problems(template: bytes, kind: str) -> list[tuple[str | None, str, str]]:
    try:
        unknown = unknown_tags(parsed(template), FIELDS[kind])
        if unknown:
            return [(name, words.UNKNOWN_TAG, words.UNKNOWN_TAG_ACTION) for name in unknown]
        render(template, sample(FIELDS[kind]))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError):
        return [(None, words.NOT_A_DOCUMENT, words.NOT_A_DOCUMENT_ACTION)]
    except NotFilled as error:
        return [(None, str(error), words.NOT_FILLED_ACTION)]
    except TemplateSyntaxError as error:
        return [(None, words.NOT_FILLED.format(error=error), words.NOT_FILLED_ACTION)]
    return []
