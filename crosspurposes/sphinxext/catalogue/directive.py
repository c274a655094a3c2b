"""The author's syntax for the list of all tables."""

from __future__ import annotations

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from .domain import CatalogueDomain
from .nodes import catalogue_list


class CatalogueDirective(SphinxDirective):
    """Every table: what a row is, how many there are, from when, how sure, and which pages use it."""

    def run(self) -> list[nodes.Node]:
        """The place for the list."""
        domain = self.env.get_domain(CatalogueDomain.name)
        domain.show(self.env.docname)
        self.env.note_dependency(domain.package.path)
        place = catalogue_list(docname=self.env.docname)
        self.set_source_info(place)
        return [place]
