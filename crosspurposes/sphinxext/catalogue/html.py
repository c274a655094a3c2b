"""How a table is printed in HTML, and what goes with its page. Class names are the interface to the style sheet."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from . import jsonld
from .domain import CatalogueDomain
from .nodes import PLACES, data_cell, data_table, region

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

LONG = 24  # a cell with more characters has its text broken into lines
LINES = 5  # about so many lines, unless the column becomes narrower or wider than is good to read
NARROW, WIDE = 28, 46  # characters in a line
HEAD_LINES = 3  # the most lines of a head


def visit_region(self: HTML5Translator, node: region) -> None:
    """Open a place that scrolls, with a name, within reach of the keyboard."""
    attributes = {"role": "region", "aria-label": node["label"], "tabindex": "0"}
    self.body.append(self.starttag(node, "div", **attributes))


def depart_region(self: HTML5Translator, node: region) -> None:
    """Close it."""
    self.body.append("</div>\n")


def visit_cell(self: HTML5Translator, node: data_cell) -> None:
    """Open a cell: a head says what it heads, any other cell bears the name of its column for narrow screens."""
    tag = "th" if "scope" in node else "td"
    attributes = {"scope": node["scope"]} if "scope" in node else {"data-label": node["label"]}
    if node.get("scope") == "col":
        attributes["style"] = f"--room: {room(node)}"
    text = node.astext()
    is_a = {"number": node.get("number"), "empty": not text, "long": len(text) > LONG}
    classes = [name for name, given in is_a.items() if given]
    self.body.append(self.starttag(node, tag, "", CLASS=" ".join(classes), **attributes))
    self.context.append(f"</{tag}>\n")


def room(head: data_cell) -> int:
    """How many characters wide a column is, of which this is the head.

    A browser that knows it from the start draws the first rows before it has seen the last, and moves nothing later.
    """
    heads = head.parent
    group = heads.parent.parent
    place = heads.index(head)
    rooms = [*map(len, head.astext().split()), -(-len(head.astext()) // HEAD_LINES)]
    for row in next(group.findall(nodes.tbody)).children:
        cell = row[place]
        length = len(cell.astext())
        most = LONG if "scope" in cell else max(NARROW, min(WIDE, length // LINES))
        rooms.append(length if length <= LONG else most)
    return max(rooms)


def depart_cell(self: HTML5Translator, node: data_cell) -> None:
    """Close it."""
    self.body.append(self.context.pop())


def add_nodes(app: Sphinx) -> None:
    """Register the nodes, and their visitors for HTML."""
    app.add_node(region, html=(visit_region, depart_region))
    app.add_node(data_cell, html=(visit_cell, depart_cell))
    for node in (data_table, *PLACES):
        app.add_node(node)


def describe(app: Sphinx, pagename: str, templatename: str, context: dict, doctree: nodes.document | None) -> None:
    """Put the description for machines into the head of a table's page."""
    table = app.env.get_domain(CatalogueDomain.name).pages.get(pagename)
    if table and app.builder.name != "epub":
        context["metatags"] += "\n" + jsonld.script(jsonld.dataset(app, table))


def copy_files(app: Sphinx, exception: Exception | None) -> None:
    """Put the tables and their descriptor beside their pages, as they are."""
    if exception or app.builder.format != "html" or app.builder.name == "epub":
        return
    package = app.env.get_domain(CatalogueDomain.name).package
    for path in (package.path, *(table.path for table in package.tables.values())):
        target = Path(app.outdir, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(Path(app.srcdir, path), target)
