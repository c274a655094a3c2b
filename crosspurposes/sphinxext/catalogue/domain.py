"""Which page, note or chart uses which table and which row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.domains import ObjType
from sphinx.errors import ConfigError
from sphinx.util import logging
from sphinx.util.nodes import make_refnode

from crosspurposes.sphinxext.domain import PageDomain

from .table import CatalogueError, Package, Row, Table, read

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)


def warn(subtype: str, message: str, location: Any) -> None:
    """Give a warning of type ``catalogue`` at a node, or at a page and line."""
    logger.warning(message, type="catalogue", subtype=subtype, location=location)


def nearest(name: str, options: Iterable[str]) -> str:
    """What was probably meant, in words."""
    near = get_close_matches(name, list(options), n=3)
    return f"did you mean {' or '.join(map(repr, near))}?" if near else "check the spelling"


@dataclass(frozen=True)
class Use:
    """A place that uses a table, or one row of it: a page, or what has the id ``anchor`` there.

    ``label`` holds the words that name the place on its page; none if it is the page itself.
    """

    docname: str
    line: int | None
    table: str
    row: str = ""
    anchor: str = ""
    label: nodes.inline | None = None

    @property
    def place(self) -> tuple[str, str]:
        """Page and anchor."""
        return self.docname, self.anchor

    @property
    def state(self) -> tuple[str, ...]:
        """All that the page of the table shows of the use."""
        return self.table, self.row, *self.place, self.label.astext() if self.label else ""


class CatalogueDomain(PageDomain):
    """The tables of the book, and what uses them, by page."""

    name = "catalogue"
    label = "Data catalogue"
    data_version = 1
    object_types: ClassVar = {"table": ObjType("table", "row")}
    initial_data: ClassVar = {"uses": {}, "lists": {}, "digest": ""}
    by_page = ("uses", "lists")
    # uses: records by page. lists: pages that list the tables. digest: of all that is shown, when it was last written.

    @cached_property
    def package(self) -> Package:
        """The tables as they are on disk."""
        try:
            return read(self.env.config.catalogue_descriptor, Path(self.env.srcdir))
        except CatalogueError as fault:
            raise ConfigError(str(fault)) from None

    @property
    def tables(self) -> dict[str, Table]:
        """The tables by name."""
        return self.package.tables

    @cached_property
    def pages(self) -> dict[str, Table]:
        """The tables by the name of their page."""
        return {table.docname: table for table in self.tables.values()}

    @cached_property
    def order(self) -> list[str]:
        """The pages of the book in reading order; pages outside it come after, by name."""
        read = list(self.env.collect_relations())
        return [*read, *sorted(self.env.found_docs - set(read))]

    def uses(self, table: str, row: str = "") -> list[Use]:
        """The places that use a table, or one row of it, each once, in reading order."""
        pages = (self.data["uses"].get(docname, ()) for docname in self.order)
        found = (use for page in pages for use in page if use.table == table and row in ("", use.row))
        return list({use.place: use for use in found}.values())

    def find(self, table: str, row: str) -> Row | None:
        """The row of a table with this address, if there is one."""
        return next((found for found in self.tables[table].rows if found.id == row), None)

    def add(self, use: Use) -> None:
        """Keep a use on the page that is being read."""
        self.data["uses"].setdefault(use.docname, []).append(use)

    def show(self, docname: str) -> None:
        """Remember that this page lists the tables."""
        self.data["lists"][docname] = True

    def outdated(self) -> Iterator[str]:
        """Pages that must be written again, because a table or its uses have changed since the last build."""
        uses = [use.state for _, page in sorted(self.data["uses"].items()) for use in page]
        titles = [self.env.titles[docname].astext() for docname in sorted(self.data["uses"])]
        if self.has_changed((self.package, uses, titles, sorted(self.data["lists"]))):
            yield from sorted({*self.pages, *self.data["uses"], *self.data["lists"]} & self.env.found_docs)

    def check_consistency(self) -> None:
        """Warn of a table or row that is used and does not exist, and of a table that nothing uses."""
        for _, page in sorted(self.data["uses"].items()):
            for use in page:
                where = (use.docname, use.line)
                if use.table not in self.tables:
                    warn("table", f"there is no table {use.table!r}: {nearest(use.table, self.tables)}", where)
                elif use.row and not self.find(use.table, use.row):
                    ids = [row.id for row in self.tables[use.table].rows]
                    warn("row", f"the table {use.table!r} has no row {use.row!r}: {nearest(use.row, ids)}", where)
        for table in self.tables.values():
            if not self.uses(table.name):
                message = (
                    f"nothing uses the table {table.name!r}: link to one of its rows, draw it, load it, or remove it"
                )
                warn("unused", message, table.docname)

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> Element:
        """The link to a row, or to a table; without a link where there is none, which has been warned of."""
        name, _, id = target.partition("#")
        table = self.tables.get(name)
        row = self.find(name, id) if table and id else None
        if table is None or (id and row is None):
            return contnode
        title = f"Row {row.label} of {table.title}" if row else f"Table: {table.title}"
        reference = make_refnode(builder, fromdocname, table.docname, id, contnode, title)
        reference["classes"].append("row-link")
        return reference

    def resolve_any_xref(self, *arguments: Any) -> list[tuple[str, Element]]:
        """Nothing: a row is addressed by its scheme alone."""
        return []

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Every table, for the inventory and the search."""
        for table in self.tables.values():
            yield table.name, table.title, "table", table.docname, "the-rows", 1
