"""Filling a template: in a sandbox, every fact as plain words, so that nothing in a fact is ever taken for a tag."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from dashboard.text import documents as words
from data.errors import OpennessError

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


class NotFilled(OpennessError):
    """A tag of a template cannot be filled."""


@dataclass(frozen=True)
class Picture:
    """A PNG and how wide it stands on the page."""

    png: bytes
    width_mm: float


class Counter:
    """Numbers tables or figures: each time it is written it is one more."""

    def __init__(self) -> None:
        self._count = 0

    def __html__(self) -> str:
        self._count += 1
        return str(self._count)


class _Template(DocxTemplate):  # type: ignore[misc]
    """Fills its parts with the sandbox alone: docxtpl would also rewrite `{_{` in what was filled in."""

    def render_xml_part(self, src_xml: str, part: Any, context: Any, jinja_env: Any = None) -> str:
        """Return a part's XML with its tags filled; line breaks in facts become those of the document."""
        self.current_rendering_part = part
        return str(self.resolve_listing(jinja_env.from_string(src_xml).render(context)))


def render(template: bytes, context: Mapping[str, Any]) -> bytes:
    """Return the filled template as the bytes of a .docx file; raises NotFilled when a tag cannot be filled."""
    document = _Template(io.BytesIO(template))
    document.render_init()
    try:
        document.render(_prepared(context, document), _environment())
    except (TemplateError, TypeError, ValueError, LookupError, ArithmeticError) as error:
        raise NotFilled(words.NOT_FILLED.format(error=error)) from error
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def parsed(template: bytes) -> nodes.Template:
    """Return all that a template's body, headers and footers say, parsed; raises jinja2.TemplateSyntaxError."""
    document = DocxTemplate(io.BytesIO(template))
    document.init_docx()
    texts = [document.get_xml()]
    for uri in (document.HEADER_URI, document.FOOTER_URI):
        texts += [document.get_part_xml(part) for _, part in document.get_headers_footers(uri)]
    return _environment().parse("".join(document.patch_xml(text) for text in texts))


def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    environment.globals.clear()
    return environment


def _prepared(value: Any, document: DocxTemplate) -> Any:
    """Words without signs a document cannot hold; pictures as the template sets them."""
    if isinstance(value, Picture):
        return InlineImage(document, io.BytesIO(value.png), width=Mm(value.width_mm))
    if isinstance(value, str) and not isinstance(value, Markup):
        return _UNPRINTABLE.sub("", value)
    if isinstance(value, Mapping):
        return {name: _prepared(each, document) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_prepared(each, document) for each in value]
    return value
