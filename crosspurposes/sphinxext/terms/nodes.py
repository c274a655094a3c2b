"""What the role leaves in a document."""

from __future__ import annotations

from docutils import nodes


class gloss(nodes.reference):
    """A word that leads to a term. Attributes: ``meaning``, and ``glossary``, the title of the page that it leads to.

    Builders without a visitor of its own print a reference.
    """
