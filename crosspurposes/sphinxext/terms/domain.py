"""The terms of the glossary, the places that lead to them, and the references between the two."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.domains import ObjType
from sphinx.roles import XRefRole
from sphinx.util import logging
from sphinx.util.nodes import make_refnode

from crosspurposes.sphinxext.domain import PageDomain

from .meaning import beginning, plain, without_words
from .nodes import gloss

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)

_ABBREVIATED = re.compile(r"(?P<name>.+?) *\((?P<abbreviation>[^()]+)\)")


def warn(subtype: str, message: str, location: Any) -> None:
    """Give a warning of type ``terms`` at a node, or at a page and line."""
    logger.warning(message, type="terms", subtype=subtype, location=location)


def key(words: str) -> str:
    """Words as they are compared: on one line, without case, with plain apostrophes."""
    return " ".join(words.replace("’", "'").casefold().split())


@dataclass(frozen=True)
class Term:
    """A term of the glossary, and where it stands; `glossary` is the title of that page."""

    id: str
    title: str
    meaning: str
    glossary: str
    docname: str
    line: int

    @property
    def name(self) -> str:
        """The title without the abbreviation that may follow it in brackets."""
        abbreviated = _ABBREVIATED.fullmatch(self.title)
        return abbreviated["name"] if abbreviated else self.title

    @property
    def keys(self) -> set[str]:
        """By what the term can be named: its id, its title, and the two parts of a title such as "Quality Control (QC)"."""
        abbreviated = _ABBREVIATED.fullmatch(self.title)
        return {key(name) for name in (self.id, self.title, *(abbreviated.groups() if abbreviated else ()))}

    def explain(self, words: str) -> str:
        """The meaning for a place that prints these words: after the title, unless they are the term's own name."""
        return self.meaning if key(words) in (key(self.name), key(self.title)) else f"{self.title}: {self.meaning}"


@dataclass(frozen=True)
class Use:
    """A place that leads to a term."""

    docname: str
    line: int
    target: str


class GlossRole(XRefRole):
    """A word with a term behind it, named by the word itself or, after words of their own, in angle brackets."""

    innernodeclass = nodes.inline

    def result_nodes(
        self, document: nodes.document, env: BuildEnvironment, node: Element, is_ref: bool
    ) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """The reference, marked as one of this domain and counted as a use."""
        node["refdomain"] = TermsDomain.name
        env.get_domain(TermsDomain.name).add(Use(env.docname, node.line or self.lineno, node["reftarget"]))
        return [node], []


def collect(app: Sphinx, doctree: nodes.document) -> None:
    """Keep the terms of the page that has just been read, if it is the glossary."""
    if app.env.docname == app.config.terms_page:
        app.env.get_domain(TermsDomain.name).collect(doctree)


class TermsDomain(PageDomain):
    """The terms of the book, and all places that lead to them."""

    name = "terms"
    label = "Terms"
    data_version = 1
    object_types: ClassVar = {"term": ObjType("term", "gloss")}
    initial_data: ClassVar = {"terms": {}, "uses": {}, "digest": ""}
    by_page = ("terms", "uses")
    # terms, uses: records by page. digest: of all terms, when the pages that lead to them were last written.

    def terms(self) -> list[Term]:
        """The terms in the order of the glossary."""
        return [term for page in self.data["terms"].values() for term in page]

    def uses(self) -> list[Use]:
        """The places that lead to a term, by page and in their order."""
        return [use for _, page in sorted(self.data["uses"].items()) for use in page]

    def find(self, words: str) -> Term | None:
        """The term that is named so, if there is one."""
        return next((term for term in self.terms() if key(words) in term.keys), None)

    def add(self, use: Use) -> None:
        """Keep a use of the page that is being read."""
        self.data["uses"].setdefault(use.docname, []).append(use)

    def collect(self, doctree: nodes.document) -> None:
        """Keep the terms of the glossary: each section inside a section of the first level."""
        docname = self.env.docname
        terms = self.data["terms"][docname] = []
        glossary = plain(next(doctree.findall(nodes.title), nodes.Text(docname)))
        for section in doctree.findall(nodes.section):
            if not (isinstance(section.parent, nodes.section) and isinstance(section.parent.parent, nodes.document)):
                continue
            title = plain(section[0])
            first = next((child for child in section.children if isinstance(child, nodes.paragraph)), None)
            meaning = beginning(plain(first)) if first else ""
            if not meaning:
                warn("meaning", f"the term {title!r} has no meaning: begin its section with a paragraph", section)
            for target in without_words(first) if first else ():
                if target in meaning:
                    message = f"the meaning of {title!r} has a reference without words: write `words <{target}>` for it"
                    warn("meaning", message, first)
            terms.append(Term(section["ids"][0], title, meaning, glossary, docname, section.line or 1))

    def check_consistency(self) -> None:
        """Warn of a glossary that is missing, of terms that share a name or have no use, and of uses that are too many."""
        page = self.env.config.terms_page
        if page and page not in self.env.found_docs:
            warn("page", f"the setting 'terms_page' names no page of the book: {page!r}; correct it", None)
        named: dict[str, Term] = {}
        for term in self.terms():
            for name in sorted(term.keys):
                if (other := named.setdefault(name, term)) is not term:
                    message = f"the name {name!r} is taken by the term {other.title!r}: change one of the titles"
                    warn("duplicate", message, (term.docname, term.line))
        first: dict[tuple[str, Term], Use] = {}
        for use in self.uses():
            if (term := self.find(use.target)) and (other := first.setdefault((use.docname, term), use)) is not use:
                message = f"the term {term.title!r} is explained in line {other.line} already: once a page is enough"
                warn("repeated", message, (use.docname, use.line))
        used = {term for docname, term in first if docname != term.docname}
        for term in self.terms():
            if term not in used:
                message = (
                    f"no page leads to the term {term.title!r}: write {{gloss}}`{term.name}` where a reader meets it "
                    "first, or take its section out"
                )
                warn("unused", message, (term.docname, term.line))

    def outdated(self) -> Iterator[str]:
        """Pages that must be written again, because terms have changed since the last build."""
        if self.has_changed(self.terms()):
            yield from sorted(self.data["uses"])

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
        """The words as a link to the term, with its meaning."""
        term = self.find(target)
        if term is None:
            warn("reference", f"there is no term {target!r}: {self._nearest(target)}", node)
            return contnode
        link = make_refnode(builder, fromdocname, term.docname, term.id, contnode.children)
        meaning = term.explain(contnode.astext())
        return gloss("", "", *link.children, **link.attributes, meaning=meaning, glossary=term.glossary)

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, Element]]:
        """The reference to the term that is named so, if there is one."""
        term = self.find(target)
        return [("terms:gloss", make_refnode(builder, fromdocname, term.docname, term.id, contnode))] if term else []

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Every term, for the inventory and the search."""
        for term in self.terms():
            yield term.title, term.title, "term", term.docname, term.id, 1

    def _nearest(self, target: str) -> str:
        names = {name: term.name for term in self.terms() for name in sorted(term.keys)}
        near = get_close_matches(key(target), names, cutoff=0.5) or get_close_matches(key(target), names, n=1, cutoff=0)
        if not near:
            return "name the page of terms in the setting 'terms_page', and give it a section for each term"
        titles = list(dict.fromkeys(names[name] for name in near))
        return f"the nearest {'are' if len(titles) > 1 else 'is'} {' and '.join(map(repr, titles))}"
