"""What the directives leave in a document.

Each node is a kind of docutils node that every builder can print, so that only HTML needs visitors of its own:
Sphinx falls back to the visitor of the base class.
"""

from __future__ import annotations

from docutils import nodes

#: Quotation marks inside quotation marks.
INNER = str.maketrans("“”", "‘’")


class passage(nodes.container):
    """A paragraph of the article in our words. Attributes: ``paragraph``, ``name``, ``lemmata`` (ids of notes)."""


class annotation(nodes.container):
    """A note. Attributes: ``note_id``, ``name`` of its passage; its parts carry the attribute ``part``."""


class annotation_head(nodes.rubric):
    """The heading of a note."""


class lemma(nodes.inline):
    """The article's own words, without quotation marks; those that they hold become single, as inside others."""

    def __init__(self, rawsource: str = "", text: str = "", *children: nodes.Node, **attributes: object) -> None:
        super().__init__(rawsource, text.translate(INNER), *children, **{"support_smartquotes": False, **attributes})


class lemma_letter(nodes.superscript):
    """The letter of a note, after its lemma in a passage."""


class verdict(nodes.inline):
    """A verdict; attribute ``word``."""


class run_in(nodes.strong):
    """A label at the start of a line; exports leave it out."""


class clock(nodes.definition_list_item):
    """A term and its definition, kept together."""


class anchor_state(nodes.inline):
    """Where the state of a note's anchor is printed; attribute ``note_id``."""


class original_link(nodes.inline):
    """Where the link into the original is printed; attribute ``note_id``, empty for the article as a whole."""


class ledger(nodes.General, nodes.Element):
    """Where a table of notes is printed; attributes ``docname`` and ``whole_book``."""


class ledger_table(nodes.table):
    """A table of notes. Sphinx numbers only plain tables, and this one is not a numbered exhibit."""


class ledger_row(nodes.row):
    """A row of the ledger; attribute ``data`` names what a script may filter by."""


class ledger_entry(nodes.entry):
    """A cell of the ledger; attribute ``scope`` if it heads its row or column."""


class strip(nodes.General, nodes.Element):
    """The article as a strip of paragraphs; attributes ``docname``, ``map`` and, once resolved, ``items``.

    Where ``map`` is true a table with a line on every paragraph takes its place.
    """
