"""What several extensions put into a page: citations, a plain table, typeset words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.parsers.rst import roles
from docutils.parsers.rst.languages import en
from docutils.utils.smartquotes import smartyPants

if TYPE_CHECKING:
    from sphinx.config import Config
    from sphinx.util.docutils import SphinxDirective


def cite(directive: SphinxDirective, keys: Iterable[str], name: str) -> list[nodes.Node]:
    """The keys as the role `name` cites sources, or bare if the book has no such role."""
    keys = ",".join(keys)
    role, _ = roles.role(name, en, directive.lineno, directive.state.document.reporter)
    if role is None:
        return [nodes.Text(keys.replace(",", "; "))]
    return role(name, keys, keys, directive.lineno, directive.state.inliner)[0]


def plain_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> nodes.table:
    """A table whose first column heads its rows."""
    group = nodes.tgroup("", cols=len(head))
    group += [nodes.colspec(colwidth=18, stub=int(not number)) for number in range(len(head))]
    for part, lines in ((nodes.thead(), [head]), (nodes.tbody(), rows)):
        part += [nodes.row("", *(nodes.entry("", nodes.paragraph("", cell)) for cell in line)) for line in lines]
        group += part
    return nodes.table("", group)


def typeset(text: str, config: Config) -> str:
    """The text with the quotation marks that Sphinx sets in the text of a page."""
    if not config.smartquotes:
        return text
    return smartyPants(text, attr=config.smartquotes_action, language=config.language or "en")
