"""How a term is printed in HTML: a link that carries its meaning, and the script that shows it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from crosspurposes.sphinxext.html import add_script, closes

from .nodes import gloss

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

SCRIPT = Path(__file__).parent / "static" / "terms.js"


def visit_gloss(self: HTML5Translator, node: gloss) -> None:
    """Open the link; the class name is the interface to the style sheet."""
    href = node["refuri"] if "refuri" in node else f"#{node['refid']}"
    data = {"data-meaning": node["meaning"], "data-glossary": node["glossary"]}
    self.body.append(self.starttag(node, "a", "", CLASS="term", href=href, **data))


def has_gloss(doctree: nodes.document) -> bool:
    """Whether a word of the page leads to a term."""
    return any(doctree.findall(gloss))


def add_nodes(app: Sphinx) -> None:
    """Register the node, its visitors for HTML, and the script for the pages that have one."""
    app.add_node(gloss, html=(visit_gloss, closes("</a>")))
    add_script(app, SCRIPT, has_gloss)
