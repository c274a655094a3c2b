"""CSV files as documents: a table that the descriptor names is a page of the book, whose name is that of its file."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import ClassVar

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError
from sphinx.parsers import Parser
from sphinx.util.matching import Matcher, get_matching_files

from . import page
from .domain import CatalogueDomain, nearest, warn
from .table import SUFFIX, CatalogueError, read


def admit(app: Sphinx, config: Config) -> None:
    """Make documents of the tables, and of no other CSV file; say so if a table cannot become one."""
    try:
        tables = read(config.catalogue_descriptor, Path(app.srcdir)).tables.values()
    except CatalogueError as fault:
        raise ConfigError(str(fault)) from None
    described = {table.path for table in tables}
    patterns = [pattern for pattern in config.exclude_patterns if pattern not in described]
    faults = [fault for path in sorted(described) for fault in obstacles(path, patterns, app)]
    if faults:
        raise ConfigError("\n".join(faults))
    others = set(get_matching_files(app.srcdir, [f"**{SUFFIX}"], patterns)) - described
    config.exclude_patterns = [*patterns, *sorted(others)]


def obstacles(path: str, patterns: list[str], app: Sphinx) -> list[str]:
    """What keeps a table from having its page."""
    steps = path.split("/")
    places = ["/".join(steps[: end + 1]) for end in range(len(steps))]
    faults = [
        f"{path}: no page can be made of the table, for exclude_patterns has {pattern!r}: remove it there"
        for pattern in patterns
        if any(map(Matcher([pattern]), places))
    ]
    for suffix in app.config.source_suffix:
        other = path.removesuffix(SUFFIX) + suffix
        if suffix != SUFFIX and Path(app.srcdir, other).is_file() and not any(map(Matcher(patterns), (other,))):
            faults.append(f"{other}: its page has the name of the page of the table {path}: rename one of the two")
    return faults


class TableParser(Parser):
    """Makes the page of a table."""

    supported: ClassVar = ("table",)

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Put the page into the document; the text has been read by the domain."""
        self.setup_parse(inputstring, document)
        domain = self.env.get_domain(CatalogueDomain.name)
        self.env.note_dependency(domain.package.path)
        table = domain.pages[self.env.docname]
        document += page.build(table, document, config=self.config, cite=Citations(document, table.path, self.env))
        self.finish_parse()


class Citations:
    """Links to the sources in the bibliography, as the ``cite`` domain makes them; plain keys where there is none."""

    def __init__(self, document: nodes.document, path: str, env) -> None:
        self.path, self.domain = path, env.domains.get("cite")
        self.document = document

    def __call__(self, cell: str, line: int) -> list[nodes.Node]:
        """The keys of a cell, parted by semicolons; a warning names one that the bibliography does not have."""
        found: list[nodes.Node] = []
        for key in filter(None, (part.strip() for part in cell.split(";"))):
            found += [nodes.Text("; "), *self.link(key, line)] if found else self.link(key, line)
        return found

    def known(self, key: str) -> bool:
        """Whether there is a bibliography with this key."""
        return self.domain is not None and key in self.domain.bibdata.data.entries

    def link(self, key: str, line: int) -> list[nodes.Node]:
        """One key."""
        if not self.known(key):
            if self.domain is not None:
                near = nearest(key, self.domain.bibdata.data.entries)
                warn("source", f"the bibliography has no source {key!r}: {near}", f"{self.path}:{line}")
            return [nodes.literal("", key)]
        # a role needs of its parser only the document and where it is
        reporter = SimpleNamespace(get_source_and_line=lambda lineno: (self.path, lineno))
        inliner = SimpleNamespace(document=self.document, reporter=reporter)
        return self.domain.role("label")("cite:label", key, key, line, inliner)[0]
