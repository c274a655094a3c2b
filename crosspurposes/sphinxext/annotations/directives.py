"""The author's syntax: passages, notes, and the places where lists of them are printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path
from string import ascii_lowercase
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

from .article import ArticleError, load_quotation
from .domain import AnnotationsDomain, Note, Passage, warn
from .kinds import faults, lead
from .nodes import (
    anchor_state,
    annotation,
    annotation_head,
    clock,
    ledger,
    lemma,
    original_link,
    passage,
    run_in,
    strip,
    verdict,
)

LETTERS = [*ascii_lowercase, *map("".join, product(ascii_lowercase, repeat=2))]
HERE = "annotations:passage"  # the passage that the notes now being read belong to, and how many it has


class AnnotationsDirective(SphinxDirective):
    """What the directives have in common: the domain, and nodes that know where they were written."""

    @property
    def domain(self) -> AnnotationsDomain:
        """The domain that keeps the notes."""
        return self.env.get_domain(AnnotationsDomain.name)

    def placed(self, node: nodes.Element) -> nodes.Element:
        """The node with its source and line."""
        self.set_source_info(node)
        return node

    def claim_id(self, node: nodes.Element, id: str) -> None:
        """Give the node its id, with a warning if another element of the page has it."""
        taken = self.state.document.ids.get(id)
        if taken is None:
            node["ids"] = [id]
            self.state.document.note_explicit_target(node)
        else:
            where = f"{self.env.doc2path(self.env.docname, base=False)}:{taken.line or 1}"
            warn("duplicate", f"the id {id!r} is taken in {where}: choose another", node)

    def parse_into(self, node: nodes.Element) -> None:
        """Parse the directive's content into the node."""
        self.state.nested_parse(self.content, self.content_offset, node)


class PassageDirective(AnnotationsDirective):
    """A paragraph of the article in our words; its lemmata lead to the notes that follow."""

    required_arguments = 1
    has_content = True
    option_spec: ClassVar = {"summary": directives.unchanged, "claims": directives.nonnegative_int}

    def run(self) -> list[nodes.Node]:
        """The passage.

        Its ``:summary:`` is the line that stands for it in a map of the article; with ``:claims:`` it says how many
        claims the paragraph makes, so that none can be dropped in silence.
        """
        self.assert_has_content()
        self.env.note_dependency(str(self.domain.article_path))  # its labels and date are printed here
        node = self.placed(passage())
        number = int(self.arguments[0]) if re.fullmatch(r"[0-9]+", self.arguments[0]) else -1
        paragraph = self.domain.article.by_number.get(number)
        self.env.temp_data[HERE] = {"number": number, "name": "", "notes": 0, "known": paragraph is not None}
        if paragraph is None:
            numbers = sorted(self.domain.article.by_number)
            message = f"the article has no paragraph {self.arguments[0]!r}: it has {numbers[0]} to {numbers[-1]}"
            warn("passage", message, node)
            self.parse_into(node)
            return node.children
        self.env.temp_data[HERE]["name"] = node["name"] = paragraph.name
        node["paragraph"] = number
        self.claim_id(node, f"p{number}")
        head = nodes.paragraph(classes=["passage-head"])
        head += [run_in("", paragraph.name), nodes.Text(" "), nodes.inline("", "in our words"), nodes.Text(" ")]
        node += head
        self.parse_into(node)
        lemmata = [x["reftarget"] for x in node.findall(addnodes.pending_xref) if x["reftype"] == "lemma"]
        head += original_link("", "Read it in the original", note_id=lemmata[0] if lemmata else "")
        summary = self.options.get("summary", "")
        self.domain.add(
            Passage(number, self.env.docname, node.line, tuple(lemmata), summary, self.options.get("claims"))
        )
        return [node]


class AnnotationDirective(AnnotationsDirective):
    """A note on the words of the article that are the directive's argument."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[dict[str, Any]] = dict.fromkeys(
        ("id", "kind", "verdict", "claim", "prefix", "suffix"), directives.unchanged
    )

    def run(self) -> list[nodes.Node]:
        """The note, with a warning for everything that is wrong with it."""
        node = self.placed(annotation(classes=["note"]))
        quoted = " ".join(self.arguments[0].split())
        option = {name: (self.options.get(name) or "").strip() for name in self.option_spec}
        self.parse_into(node)
        fields = list(take_fields(node))
        sources = [body for name, body in fields if name == "sources"]
        cited = tuple(citation for body in sources for citation in citations(body))
        written = {name: option[name] for name in ("id", "kind", "verdict", "claim")}
        names = [name for name, _ in fields]
        for subtype, message in faults(
            **written, lemma=quoted, text=bool(node.children), fields=names, cites=bool(cited)
        ):
            warn(subtype, message, node)

        here = self.env.temp_data.get(HERE)
        if here is None:
            warn("outside", "the note stands outside a passage: put it after the passage that it belongs to", node)
            return node.children
        if not here["known"]:
            return node.children  # its passage has been complained of
        note = Note(
            **{**option, "id": option["id"] or nodes.make_id(quoted)},
            docname=self.env.docname,
            line=node.line,
            paragraph=here["number"],
            letter=LETTERS[here["notes"]],
            lemma=quoted,
            sources=cited,
        )
        here["notes"] += 1
        self.domain.add(note)
        node["note_id"] = note.id
        self.claim_id(node, note.id)
        self.furnish(node, note, dict(fields))
        return [node]

    def furnish(self, node: annotation, note: Note, fields: dict[str, nodes.field_body]) -> None:
        """Put the note's parts in order: heading, tags, claim, text, clocks or cases, counter-evidence, sources."""
        text = nodes.container("", *node.children, classes=["note-text"], part="note")
        node.children = []
        letter = nodes.inline("", note.number, classes=["note-letter"])
        node += annotation_head("", "", letter, nodes.Text(" "), lemma("", note.lemma, classes=["lemma"]))
        tags = nodes.paragraph(classes=["note-tags"])
        tags += nodes.inline("", note.kind, classes=["kind"])
        if note.verdict:
            tags += [nodes.Text(" "), verdict("", note.verdict.capitalize(), word=note.verdict)]
        node += [
            tags,
            nodes.paragraph("", "", run_in("", lead(note.kind)), nodes.Text(f" {note.claim}"), classes=["claim"]),
        ]
        node += text
        known = {"then": f"Known in {self.domain.article.month}", "now": "Known now"}
        cases = {"for": "The best case for", "against": "The best case against"}
        node += definitions(known, fields, "clocks")
        node += definitions(cases, fields, "pros")
        if "counter" in fields:
            node += led_by("Against this verdict", fields["counter"], classes=["counter"], part="counter")
        node += self.sources(note, fields.get("sources"))

    def sources(self, note: Note, body: nodes.field_body | None) -> nodes.paragraph:
        """The last line of a note: its sources, the way to the original, its own address, the state of its anchor."""
        line = nodes.paragraph(classes=["note-sources"])
        line += run_in("", "Sources:")
        for paragraph in body or ():
            line += [nodes.Text(" "), *paragraph.children]
        own = nodes.reference("", "Link to this note", internal=True, refid=note.id)
        state = anchor_state(note_id=note.id, classes=["anchor-state"])
        for part in (original_link("", "In the original", note_id=note.id), own, state):
            line += [nodes.Text(" · "), part]
        return line


class LedgerDirective(AnnotationsDirective):
    """A table of this page's notes, or with ``:all:`` of the whole book's."""

    option_spec: ClassVar[dict[str, Any]] = {"all": directives.flag}

    def run(self) -> list[nodes.Node]:
        """The place for the table."""
        self.domain.show(self.env.docname)
        return [self.placed(ledger(docname=self.env.docname, whole_book="all" in self.options))]


class ParagraphsDirective(AnnotationsDirective):
    """The article as a strip of paragraphs, those of this page lit; with ``:map:`` as a table, a line on each."""

    option_spec: ClassVar = {"map": directives.flag}

    def run(self) -> list[nodes.Node]:
        """The place for the strip."""
        self.domain.show(self.env.docname)
        return [self.placed(strip(docname=self.env.docname, map="map" in self.options))]


class QuotationDirective(AnnotationsDirective):
    """A sentence on how much of the article the notes quoted when they were last held against it."""

    def run(self) -> list[nodes.Node]:
        """The sentence."""
        path = self.config.annotations_quotation
        if path:
            self.env.note_dependency(path)
        try:
            count = load_quotation(Path(self.env.srcdir, path)) if path else None
        except ArticleError as fault:
            raise self.error(str(fault)) from None
        if count is None:
            return [nodes.paragraph("", "The quotations have not been counted yet.")]
        day = date.fromisoformat(count.checked_on)
        text = (
            f"On {day.day} {day:%B %Y} the {count.notes} notes quoted {count.share_pct:.1f}% of the article's words, "
            f"never more than {count.longest_run} in a row."
        )
        return [nodes.paragraph("", text)]


class CorrectionsDirective(AnnotationsDirective):
    """The log of corrections as a list, or a sentence that says that it is empty."""

    def run(self) -> list[nodes.Node]:
        """The list, newest first."""
        if self.config.annotations_corrections:
            self.env.note_dependency(self.config.annotations_corrections)
        log = self.domain.corrections
        if not log:
            return [nodes.paragraph("", "No verdict has been changed since it was first printed.")]
        items = []
        for correction in reversed(log):
            reference = addnodes.pending_xref(
                "", nodes.inline("", correction.note), refdomain="annotations", reftype="note",
                reftarget=correction.note, refexplicit=True, refdoc=self.env.docname,
            )  # fmt: skip
            asked = f" Asked by {correction.asked_by}." if correction.asked_by else ""
            said = f": from {correction.old} to {correction.new}. {correction.reason}{asked}"
            head = nodes.Text(f"{correction.day}, ")
            items.append(nodes.list_item("", nodes.paragraph("", "", head, self.placed(reference), nodes.Text(said))))
        return [nodes.bullet_list("", *items, classes=["corrections"])]


def take_fields(node: nodes.Element) -> Iterator[tuple[str, nodes.field_body]]:
    """The fields at the top of a node's content, by name; their lists are taken out of the node."""
    for fields in [child for child in node.children if isinstance(child, nodes.field_list)]:
        node.remove(fields)
        for field in fields:
            yield field[0].astext(), field[1]


def citations(body: nodes.field_body) -> Iterator[tuple[str, str]]:
    """Each key cited in a field, with the locator that follows it up to the next semicolon.

    A citation is any ``pending_xref`` of the domain ``cite``, whichever extension made it, with one or more keys
    in its ``reftarget``, separated by commas; what stands in braces there is not part of a key.
    """
    for paragraph in body:
        keys, locator = [], ""
        for child in [*paragraph.children, nodes.Text(";")]:
            if isinstance(child, addnodes.pending_xref) and child.get("refdomain") == "cite":
                yield from ((key, locator.strip(" ,.")) for key in keys)
                bare = re.sub(r"\{[^{}]*\}", "", child["reftarget"])
                keys, locator = [key.strip() for key in bare.split(",") if key.strip()], ""
                continue
            said, semicolon, _ = " ".join(child.astext().split("\n")).partition(";")
            locator += said
            if semicolon:
                yield from ((key, locator.strip(" ,.")) for key in keys)
                keys = []


def definitions(terms: dict[str, str], fields: dict[str, nodes.field_body], name: str) -> list[nodes.definition_list]:
    """A list of those fields that the note has, under their printed terms; no list if it has none."""
    found = [
        clock("", nodes.term("", term), nodes.definition("", *fields[field].children, part=field))
        for field, term in terms.items()
        if field in fields
    ]
    return [nodes.definition_list("", *found, classes=[name])] if found else []


def led_by(label: str, body: nodes.field_body, **attributes: Any) -> nodes.container:
    """The body with a label at the start of its first paragraph."""
    block = nodes.container("", *body.children, **attributes)
    if not (block.children and isinstance(block[0], nodes.paragraph)):
        block.insert(0, nodes.paragraph())
    block[0].insert(0, [run_in("", label), nodes.Text(" ")])
    return block
