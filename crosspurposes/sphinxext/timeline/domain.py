"""Where the events of the book are shown, and the references to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.domains import ObjType
from sphinx.roles import XRefRole
from sphinx.util import logging
from sphinx.util.nodes import make_refnode

from crosspurposes.sphinxext import rows
from crosspurposes.sphinxext.domain import PageDomain
from crosspurposes.sphinxext.parts import typeset

from .events import Events, load

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)


def warn(subtype: str, message: str, location: Any) -> None:
    """Give a warning of type ``timeline`` at a node, at a page and line, or at "file:row"."""
    logger.warning(message, type="timeline", subtype=subtype, location=location)


@dataclass(frozen=True)
class Listing:
    """A timeline on a page: which events it shows, under which titles. The whole table is where references lead."""

    docname: str
    line: int
    table: str
    whole: bool
    filtered: bool
    titles: tuple[tuple[str, str], ...]


class EventRole(XRefRole):
    """A reference to an event by its id; it prints the event's title, or words of its own."""

    innernodeclass = nodes.inline

    def result_nodes(
        self, document: nodes.document, env: BuildEnvironment, node: Element, is_ref: bool
    ) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """The reference, marked as one of this domain."""
        node["refdomain"] = TimelineDomain.name
        env.get_domain(TimelineDomain.name).show(env.docname)
        return [node], []


class TimelineDomain(PageDomain):
    """All timelines of the book, by page."""

    name = "timeline"
    label = "Timeline"
    data_version = 1
    object_types: ClassVar = {"event": ObjType("event", "event")}
    initial_data: ClassVar = {"listings": {}, "shown": {}, "digest": ""}
    by_page = ("listings", "shown")
    # listings: records by page. shown: pages that link to events. digest: of all that such links depend on.

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self._tables: dict[str, Events] = {}

    @property
    def root(self) -> Path:
        """The folder of the tables."""
        return Path(self.env.srcdir, self.env.config.timeline_data)

    def table(self, name: str) -> Events:
        """The events of a table, read once a build.

        Raises
        ------
        RowsError
            If the table cannot be read as a timeline.
        """
        if name not in self._tables:
            self._tables[name] = load(name, self.root)
        return self._tables[name]

    def depend(self, name: str) -> None:
        """Have the page read again when the table, or what describes it, changes."""
        rows.depend(self.env, self.env.config.timeline_data, name)

    def add(self, listing: Listing) -> None:
        """Keep a timeline of the page that is being read."""
        self.data["listings"].setdefault(listing.docname, []).append(listing)
        if not listing.whole:
            self.show(listing.docname)

    def show(self, docname: str) -> None:
        """Remember that this page links to events."""
        self.data["shown"][docname] = True

    def listings(self) -> list[Listing]:
        """The timelines of the whole book, by page and line."""
        every = (listing for page in self.data["listings"].values() for listing in page)
        return sorted(every, key=lambda listing: (listing.docname, listing.line))

    def homes(self) -> dict[str, Listing]:
        """For each table that is shown whole, the first place where it is."""
        homes: dict[str, Listing] = {}
        for listing in self.listings():
            if listing.whole:
                homes.setdefault(listing.table, listing)
        return homes

    def find(self, id: str) -> tuple[Listing, str] | None:
        """Where the event with this id is shown in its whole table, and its title; None if nowhere."""
        for listing in self.homes().values():
            if id in (titles := dict(listing.titles)):
                return listing, titles[id]
        return None

    def check_consistency(self) -> None:
        """Warn of every faulty row, once a table, of a table that is shown whole twice, and of an id of two tables."""
        for name in sorted({listing.table for listing in self.listings()}):
            table = self.table(name)
            for fault in table.faults:
                warn(fault.subtype, fault.message, f"{self.env.config.timeline_data}/{table.path}:{fault.row}")
        homes = self.homes()
        for listing in self.listings():
            if listing.whole and (home := homes[listing.table]) is not listing:
                message = (
                    f"the whole of {listing.table!r} is shown in {self._where(home)} already, where references lead: "
                    "remove this one, or choose a part of it with ':category:', ':from:' or ':to:'"
                )
                warn("duplicate", message, (listing.docname, listing.line))
        first: dict[str, Listing] = {}
        for home in homes.values():
            for id, _ in home.titles:
                if (other := first.setdefault(id, home)) is not home:
                    message = f"the id {id!r} of {home.table!r} is one of {other.table!r} too: change one of them"
                    warn("duplicate", message, (home.docname, home.line))

    def outdated(self) -> Iterator[str]:
        """Pages that must be written again, because events that they link to have changed since the last build."""
        if self.has_changed(sorted(self.homes().items())):
            yield from sorted(self.data["shown"])

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
        """The reference printed: the words given, or the event's title."""
        found = self.find(target)
        if found is None:
            warn("reference", f"no timeline shows an event {target!r}: {self._nearest(target)}", node)
            return contnode
        home, title = found
        content = contnode if node.get("refexplicit") else nodes.inline("", typeset(title, self.env.config))
        reference = make_refnode(builder, fromdocname, home.docname, target, content)
        reference["classes"].append("event-link")
        return reference

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, Element]]:
        """The reference to an event of this id, if there is one."""
        if (found := self.find(target)) is None:
            return []
        return [("timeline:event", make_refnode(builder, fromdocname, found[0].docname, target, contnode))]

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Every event, for the inventory and the search."""
        for home in self.homes().values():
            for id, title in home.titles:
                yield f"event {id}", title, "event", home.docname, id, 1

    def _where(self, listing: Listing) -> str:
        return f"{self.env.doc2path(listing.docname, base=False)}:{listing.line}"

    def _nearest(self, target: str) -> str:
        ids = [id for home in self.homes().values() for id, _ in home.titles]
        near = get_close_matches(target, ids, n=3, cutoff=0.5) or get_close_matches(target, ids, n=1, cutoff=0)
        if not near:
            return "show a whole table with {timeline} first"
        return f"the nearest id{'s are' if len(near) > 1 else ' is'} {' and '.join(map(repr, near))}"
