"""The notes and passages of the book, page by page, and the references to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.domains import ObjType
from sphinx.errors import ConfigError
from sphinx.roles import XRefRole
from sphinx.util import logging
from sphinx.util.nodes import make_refnode

from crosspurposes.sphinxext.domain import PageDomain

from .anchor import text_fragment
from .article import NOT_CHECKED, Anchor, Article, ArticleError, load_anchors, load_article
from .corrections import Correction, faults, load_corrections, load_verdicts
from .nodes import lemma, lemma_letter

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)


def warn(subtype: str, message: str, location: Any) -> None:
    """Give a warning of type ``annotations`` at a node, or at a page and line."""
    logger.warning(message, type="annotations", subtype=subtype, location=location)


@dataclass(frozen=True)
class Note:
    """What the other pages need to know of a note; its text stays in its document."""

    id: str
    docname: str
    line: int
    paragraph: int
    letter: str
    lemma: str
    kind: str
    verdict: str
    claim: str
    prefix: str
    suffix: str
    sources: tuple[tuple[str, str], ...]

    @property
    def number(self) -> str:
        """The number that readers see, such as "5a"."""
        return f"{self.paragraph}{self.letter}"


@dataclass(frozen=True)
class Passage:
    """Where the book gives a paragraph of the article in its own words."""

    paragraph: int
    docname: str
    line: int
    lemmata: tuple[str, ...]
    summary: str
    claims: int | None


class AnnotationRole(XRefRole):
    """A reference to a note by its id: ``{lemma}`` prints its lemma and letter, ``{note}`` its number."""

    innernodeclass = nodes.inline

    def result_nodes(
        self, document: nodes.document, env: BuildEnvironment, node: Element, is_ref: bool
    ) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """The reference, marked as one of this domain."""
        node["refdomain"] = AnnotationsDomain.name
        return [node], []


class AnnotationsDomain(PageDomain):
    """All notes and passages of the book, by page."""

    name = "annotations"
    label = "Annotations"
    data_version = 3
    object_types: ClassVar = {"note": ObjType("note", "note")}
    initial_data: ClassVar = {"notes": {}, "passages": {}, "shown": {}, "digest": ""}
    by_page = ("notes", "passages", "shown")
    # notes, passages: records by page. shown: pages that print what may change elsewhere.
    # digest: of all that such pages show, when they were last written.

    @cached_property
    def article(self) -> Article:
        """The article that the book annotates."""
        try:
            return load_article(self.article_path)
        except ArticleError as fault:
            raise ConfigError(str(fault)) from None

    @cached_property
    def anchors(self) -> dict[str, Anchor]:
        """How the anchors stood when they were last checked, by note."""
        path = self.env.config.annotations_anchors
        try:
            return load_anchors(Path(self.env.srcdir, path)) if path else {}
        except ArticleError as fault:
            raise ConfigError(str(fault)) from None

    @property
    def article_path(self) -> Path:
        """Where the description of the article lies."""
        return Path(self.env.srcdir, self.env.config.annotations_article)

    def notes(self, docname: str | None = None) -> list[Note]:
        """The notes of a page, or of the whole book by paragraph and order."""
        if docname is not None:
            return list(self.data["notes"].get(docname, ()))
        every = (note for _, page in sorted(self.data["notes"].items()) for note in page)
        return sorted(every, key=lambda note: (note.paragraph, len(note.letter), note.letter))

    def passages(self) -> list[Passage]:
        """The passages of the whole book by paragraph."""
        return sorted(
            (passage for page in self.data["passages"].values() for passage in page),
            key=lambda passage: (passage.paragraph, passage.docname, passage.line),
        )

    def find(self, id: str) -> Note | None:
        """The note with this id, if there is one."""
        return next((note for note in self.notes() if note.id == id), None)

    def deep_link(self, note: Note | None) -> str:
        """The address of the original, at the note's lemma if a note is given."""
        url = self.article.url
        return text_fragment(url, note.lemma, note.prefix, note.suffix) if note else url

    def anchor_state(self, note: Note) -> str:
        """What is known of the note's anchor, in words."""
        anchor = self.anchors.get(note.id)
        return anchor.describe(note.lemma) if anchor else NOT_CHECKED

    def add(self, record: Note | Passage) -> None:
        """Keep a note or a passage of the page that is being read."""
        kind = "notes" if isinstance(record, Note) else "passages"
        self.data[kind].setdefault(record.docname, []).append(record)
        self.show(record.docname)

    def show(self, docname: str) -> None:
        """Remember that this page prints what may change elsewhere."""
        self.data["shown"][docname] = True

    def check_consistency(self) -> None:
        """Warn of an id or a paragraph that stands on two pages, and of notes that their passage does not name."""
        first: dict[str, Note] = {}
        for note in self.notes():
            if (other := first.setdefault(note.id, note)).docname != note.docname:
                message = f"the id {note.id!r} is taken by a note in {self._where(other)}: choose another"
                warn("duplicate", message, (note.docname, note.line))
        seen: dict[int, Passage] = {}
        for passage in self.passages():
            if (kept := seen.setdefault(passage.paragraph, passage)) is not passage:
                message = (
                    f"paragraph {passage.paragraph} has its passage in {self._where(kept)}: keep one, "
                    "or two notes would bear the same number"
                )
                warn("duplicate", message, (passage.docname, passage.line))
        counts = Counter(note.paragraph for note in self.notes())
        for passage in self.passages():
            if passage.claims not in (None, counts[passage.paragraph]):
                message = (
                    f"paragraph {passage.paragraph} makes {passage.claims} claims by its passage and has "
                    f"{counts[passage.paragraph]} notes: write the note that is missing, or correct ':claims:'"
                )
                warn("incomplete", message, (passage.docname, passage.line))
        self._check_corrections()
        named = {(p.docname, p.paragraph, id) for p in self.passages() for id in p.lemmata}
        for note in self.notes():
            if (note.docname, note.paragraph, note.id) not in named:
                message = f"the passage of paragraph {note.paragraph} does not lead to this note: add {{lemma}}`{note.id}` to it"
                warn("unreferenced", message, (note.docname, note.line))

    @property
    def corrections(self) -> list[Correction]:
        """The log of corrections."""
        path = self.env.config.annotations_corrections
        try:
            return load_corrections(Path(self.env.srcdir, path)) if path else []
        except ArticleError as fault:
            raise ConfigError(str(fault)) from None

    def _check_corrections(self) -> None:
        path = self.env.config.annotations_verdicts
        printed = load_verdicts(Path(self.env.srcdir, path)) if path else {}
        for id, fault in faults({note.id: note.verdict for note in self.notes()}, printed, self.corrections):
            note = self.find(id)
            warn("correction", f"note {id!r}: {fault}", (note.docname, note.line) if note else None)

    def outdated(self) -> Iterator[str]:
        """Pages that must be written again, because what they show has changed elsewhere since the last build."""
        article = self.article if self.data["notes"] else None
        if self.has_changed((self.notes(), self.passages(), article, self.anchors)):
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
        """The reference printed: for ``lemma`` the quoted words and the letter, for ``note`` the number."""
        note = self.find(target)
        if note is None:
            warn("reference", f"there is no note {target!r}: {self._nearest(target)}", node)
            return contnode
        if typ == "lemma":
            content = [lemma("", note.lemma, classes=["lemma"]), lemma_letter("", note.letter)]
        else:
            explicit = node.get("refexplicit")
            content = [contnode if explicit else nodes.inline("", f"note {note.number}")]
        reference = make_refnode(builder, fromdocname, note.docname, note.id, content)
        reference["classes"].append(f"{typ}-link")
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
        """The reference to a note of this id, if there is one."""
        note = self.find(target)
        if note is None:
            return []
        return [("annotations:note", make_refnode(builder, fromdocname, note.docname, note.id, contnode))]

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Every note, for the inventory and the search."""
        for note in self.notes():
            shown = f"{note.number} “{note.lemma}”: {note.claim} ({note.id})"
            yield note.id, shown, "note", note.docname, f"{note.id}-head", 1

    def _nearest(self, target: str) -> str:
        near = get_close_matches(target, [note.id for note in self.notes()], n=1, cutoff=0)
        return f"the nearest id is {near[0]!r}" if near else "the book has no notes yet"

    def _where(self, record: Note | Passage) -> str:
        return f"{self.env.doc2path(record.docname, base=False)}:{record.line}"
