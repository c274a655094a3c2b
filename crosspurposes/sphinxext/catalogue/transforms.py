"""What is decided when a page is written: the list of tables, links to files, and what uses a table or a row."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.errors import NoUri
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode
from sphinx.util.osutil import relative_uri

from . import jsonld, page
from .domain import CatalogueDomain, Use
from .nodes import PLACES, catalogue_list, data_cell, data_table, row_uses, table_address, table_links, table_uses
from .table import Table


class Resolve(SphinxPostTransform):
    """Fills the places that depend on other pages and on where the book is written to."""

    default_priority = 5  # before Sphinx resolves references (10): the name of a note may hold what others resolve

    @property
    def domain(self) -> CatalogueDomain:
        """The domain that knows the tables."""
        return self.env.get_domain(CatalogueDomain.name)

    def run(self, **kwargs: Any) -> None:
        """Replace each place by what belongs there."""
        content = {
            catalogue_list: self.catalogue,
            table_links: self.files,
            table_address: self.address,
            table_uses: self.uses,
            row_uses: self.row,
        }
        for table in self.document.findall(data_table):
            self.drop_unused_column(table)
        for kind in PLACES:
            for node in list(self.document.findall(kind)):
                node.replace_self(content[kind](node))

    def link(self, docname: str, anchor: str, words: nodes.inline, title: str = "") -> nodes.Element:
        """A link to a page, or its words alone where the builder does not print that page."""
        try:
            return make_refnode(self.app.builder, self.env.docname, docname, anchor, words, title or None)
        except NoUri:
            return words

    def to_page(self, docname: str) -> nodes.Element:
        """A link to a page that bears its title."""
        return self.link(docname, "", nodes.inline("", self.env.titles[docname].astext()))

    def catalogue(self, node: catalogue_list) -> nodes.bullet_list:
        """Every table, in the descriptor's order."""
        return nodes.bullet_list("", *map(self.item, self.domain.tables.values()), classes=["catalogue"])

    def item(self, table: Table) -> nodes.list_item:
        """One table of the catalogue."""
        title = self.link(table.docname, "", nodes.inline("", table.title))
        head = nodes.paragraph("", "", nodes.strong("", "", title), classes=["catalogue-title"])
        count = len(table.rows)
        grades = table.grades(self.config.catalogue_confidence)
        said = [
            f"{count} {page.rows(count)}",
            table.years,
            ", ".join(f"{count} {word}" for word, count in grades.items()),
        ]
        facts = nodes.paragraph("", " · ".join(filter(None, said)), classes=["catalogue-facts"])
        docnames = dict.fromkeys(use.docname for use in self.domain.uses(table.name))
        used = joined(map(self.to_page, docnames), ", ") or [nodes.Text("no page yet")]
        users = nodes.paragraph("", "", nodes.Text("Used in: "), *used, classes=["catalogue-uses"])
        return nodes.list_item("", head, *page.paragraphs(table.description), facts, users)

    def files(self, node: table_links) -> list[nodes.Node]:
        """The table and its descriptor as files, and the way to all tables."""
        table, builder = self.domain.tables[node["table"]], self.app.builder
        here = builder.get_target_uri(self.env.docname) if builder.format == "html" else ""
        found: list[nodes.Node] = []
        for path in (table.path, self.domain.package.path):
            name = nodes.literal("", path.rpartition("/")[2])
            given = {"refuri": relative_uri(here, path)} if builder.format == "html" else {}
            found.append(addnodes.download_reference("", "", name, reftype="table", **given))
        for docname in sorted(self.domain.data["lists"]):
            found.append(self.link(docname, "", nodes.inline("", "All tables")))
        return joined(found, " · ")

    def address(self, node: table_address) -> nodes.literal:
        """The table's own address."""
        return nodes.literal("", jsonld.address(self.app, self.domain.tables[node["table"]]))

    def uses(self, node: table_uses) -> nodes.Node:
        """What uses the table, page by page."""
        uses = self.domain.uses(node["table"])
        if not uses:
            return nodes.paragraph("", "No page uses this table yet.")
        items = []
        for docname, places in groupby(uses, key=lambda use: use.docname):
            inside = [nodes.list_item("", nodes.paragraph("", "", self.to(use))) for use in places if use.anchor]
            inner = [nodes.bullet_list("", *inside)] if inside else []
            items.append(nodes.list_item("", nodes.paragraph("", "", self.to_page(docname)), *inner))
        return nodes.bullet_list("", *items, classes=["table-uses"])

    def to(self, use: Use) -> nodes.Element:
        """A link to a place on a page that bears the name of the place."""
        return self.link(use.docname, use.anchor, use.label.deepcopy())

    def row(self, node: row_uses) -> list[nodes.Node]:
        """What uses a row, on one line."""
        links = []
        for use in self.domain.uses(node["table"], node["row"]):
            name = nodes.inline("", self.env.titles[use.docname].astext())
            if use.anchor:
                name += [nodes.Text(": "), use.label.deepcopy()]
            links.append(self.link(use.docname, use.anchor, name))
        return [nodes.paragraph("", "", *joined(links, "; "))] if links else []

    def drop_unused_column(self, table: data_table) -> None:
        """Take the column of uses out of a table none of whose rows is used by itself."""
        if any(self.domain.uses(place["table"], place["row"]) for place in table.findall(row_uses)):
            return
        for cell in [cell for cell in table.findall(data_cell) if cell["label"] == page.USED_IN]:
            cell.parent.remove(cell)
        group = next(table.findall(nodes.tgroup))
        group.remove(next(group.findall(nodes.colspec)))
        group["cols"] -= 1


def joined(parts: Iterable[nodes.Node], mark: str) -> list[nodes.Node]:
    """The parts with the mark between them."""
    return [node for part in parts for node in (nodes.Text(mark), part)][1:]
