"""What is decided when a page is written: links, tables, the strip, and the plain form for other builders."""

from __future__ import annotations

from collections import Counter
from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode
from sphinx.util.osutil import relative_uri

from crosspurposes.sphinxext.parts import typeset

from .domain import AnnotationsDomain, Note, Passage
from .nodes import (
    anchor_state,
    annotation,
    ledger,
    ledger_entry,
    ledger_row,
    ledger_table,
    lemma,
    original_link,
    passage,
    strip,
    verdict,
)

COLUMNS = ("Note", "The article’s words", "Kind", "Claim", "Verdict")
FILES = ("claims.csv", "claims.json", "annotations.jsonld")
MAP_COLUMNS = ("Paragraph", "What it argues, in our words", "Notes", "Chapter")
MAP_WIDTHS = (14, 50, 20, 20)
WIDTHS = (6, 26, 12, 38, 16)  # characters in the text builder, proportions elsewhere


class AnnotationsTransform(SphinxPostTransform):
    """A transform that knows the notes of the book."""

    @property
    def domain(self) -> AnnotationsDomain:
        """The domain that keeps the notes."""
        return self.env.get_domain(AnnotationsDomain.name)


class Resolve(AnnotationsTransform):
    """Fills what depends on other pages, on the article's address and on the record of anchors."""

    default_priority = 5  # before Sphinx resolves references (10): a ledger may stand in what others then see

    def run(self, **kwargs: Any) -> None:
        """Replace the placeholders of the page."""
        for node in list(self.document.findall(original_link)):
            address = self.domain.deep_link(self.domain.find(node["note_id"]))
            node.replace_self(nodes.reference("", node.astext(), refuri=address, rel="noopener", classes=["original"]))
        for node in list(self.document.findall(anchor_state)):
            note = self.domain.find(node["note_id"])
            node += nodes.Text(self.domain.anchor_state(note))
        for node in list(self.document.findall(ledger)):
            notes = self.domain.notes(None if node["whole_book"] else node["docname"])
            table = self.table(node, notes) if notes else nodes.paragraph("", "There are no notes here.")
            exported = notes and node["whole_book"] and self.app.builder.name == "html"
            place = nodes.container(
                "", classes=["ledger-filter-place"]
            )  # kept free for the script, so that nothing moves
            node.replace_self([place, table, self.files(node)] if exported else table)
        for node in list(self.document.findall(strip)):
            self.fill(node)
        if self.app.builder.format == "html":
            for node in self.document.findall(passage):
                node += self.neighbours(node)

    def neighbours(self, node: passage) -> nodes.paragraph:
        """Links from a passage to those of the paragraph before and of the one after it."""
        passages = self.domain.passages()
        here = [kept.paragraph for kept in passages].index(node["paragraph"])
        links = nodes.paragraph(classes=["passage-neighbours"])
        for step, name in ((-1, "previous"), (1, "next")):
            if 0 <= here + step < len(passages):
                there = passages[here + step]
                label = self.domain.article.by_number[there.paragraph].name
                words = nodes.inline("", f"{name.capitalize()}: {label[:1].lower()}{label[1:]}")
                link = make_refnode(self.app.builder, self.env.docname, there.docname, f"p{there.paragraph}", words)
                link["classes"].append(f"passage-{name}")
                links += [nodes.Text(" ")] * bool(links.children) + [link]
        return links

    def table(self, place: ledger, notes: list[Note]) -> nodes.table:
        """The notes as a table whose rows say what they are about."""
        title = "Every note of the book" if place["whole_book"] else "The notes on this page"
        group = nodes.tgroup("", *(nodes.colspec(colwidth=width) for width in WIDTHS), cols=len(COLUMNS))
        group += nodes.thead("", ledger_row("", *(cell(nodes.Text(name), scope="col") for name in COLUMNS), data={}))
        group += nodes.tbody("", *(self.row(place, note) for note in notes))
        # colwidths-auto keeps docutils from printing widths as inline styles
        classes = ["ledger", *["ledger-all"] * place["whole_book"], "colwidths-auto", "longtable"]
        return ledger_table("", nodes.title("", title), group, classes=classes)

    def files(self, place: ledger) -> nodes.paragraph:
        """Where the whole ledger is as a file, for those who compute with it."""
        page = self.app.builder.get_target_uri(place["docname"])
        links = [nodes.reference("", name, refuri=relative_uri(page, name), internal=True) for name in FILES]
        parts = [part for link in links for part in (nodes.Text(" · "), link)]
        return nodes.paragraph("", "", nodes.Text("As files for machines: "), *parts[1:], classes=["ledger-files"])

    def row(self, place: ledger, note: Note) -> ledger_row:
        """One note as a row."""
        number = nodes.inline("", note.number)
        link = make_refnode(self.app.builder, place["docname"], note.docname, note.id, number)
        word = verdict("", note.verdict.capitalize(), word=note.verdict) if note.verdict else nodes.Text("no verdict")
        data = {"paragraph": note.paragraph, "kind": note.kind, "verdict": note.verdict}
        cells = (
            cell(link, scope="row"),
            cell(lemma("", note.lemma, classes=["lemma"])),
            cell(nodes.Text(note.kind)),
            cell(nodes.Text(typeset(note.claim, self.config))),
            cell(word),
        )
        return ledger_row("", *cells, data=data)

    def counts(self) -> dict[int, Counter[str]]:
        """For each paragraph of the article, how many notes of each kind the book has on it."""
        counts = {number: Counter() for number in self.domain.article.by_number}
        for note in self.domain.notes():
            counts[note.paragraph][note.kind] += 1
        return counts

    def map(self, page: str, passages: dict[int, Passage]) -> nodes.table:
        """The article as a table: each paragraph in a line of ours, with its notes and its chapter."""
        builder, counts = self.app.builder, self.counts()
        head = ledger_row("", *(cell(nodes.Text(name), scope="col") for name in MAP_COLUMNS), data={})
        rows = []
        for number, paragraph in self.domain.article.by_number.items():
            passage = passages.get(number)
            name = nodes.inline("", paragraph.name)
            if passage:
                name = make_refnode(builder, page, passage.docname, f"p{number}", name)
            chapter = self.env.titles[passage.docname].astext() if passage else ""
            cells = [
                cell(name, scope="row"),
                cell(nodes.Text(typeset(passage.summary, self.config) if passage else "not yet annotated")),
                cell(nodes.Text(said(counts[number]))),
                cell(nodes.Text(chapter)),
            ]
            rows.append(ledger_row("", *cells, data={"paragraph": number}))
        group = nodes.tgroup("", *(nodes.colspec(colwidth=width) for width in MAP_WIDTHS), cols=len(MAP_COLUMNS))
        group += [nodes.thead("", head), nodes.tbody("", *rows)]
        classes = ["article-map", "colwidths-auto", "longtable"]
        return ledger_table("", nodes.title("", "The article, paragraph by paragraph"), group, classes=classes)

    def fill(self, node: strip) -> None:
        """Give the strip its items, or put the map in its place; drop the strip where nobody can follow links."""
        builder = self.app.builder
        if builder.format != "html" and not node["map"]:
            node.parent.remove(node)
            return
        page, passages = node["docname"], self.domain.passages()
        by_number = {passage.paragraph: passage for passage in reversed(passages)}
        if node["map"]:
            node.replace_self(self.map(page, by_number))
            return
        where = {number: passage.docname for number, passage in by_number.items()}
        here = {passage.paragraph for passage in passages if passage.docname == page}
        notes = self.counts()
        node["items"] = [
            {
                "number": number,
                "name": paragraph.name,
                "notes": said(notes[number]),
                "href": address(builder, page, where[number], f"p{number}") if number in where else None,
                "here": number in here,
            }
            for number, paragraph in self.domain.article.by_number.items()
        ]


class Plain(AnnotationsTransform):
    """Everything in plain docutils nodes, for builders that do not print our HTML."""

    default_priority = 20  # after references are resolved: lemmata are quoted there too

    def run(self, **kwargs: Any) -> None:
        """Set quotation marks, and outside HTML give passages and notes a target that every writer prints."""
        builder = self.app.builder
        if builder.format == "html" and builder.name != "epub":
            return  # the style sheet sets the quotation marks
        for node in list(self.document.findall(lemma)):
            node.replace_self(nodes.inline("", f"“{node.astext()}”", classes=["lemma"]))
        if builder.format == "html":
            return
        for kind in (passage, annotation):
            for node in list(self.document.findall(kind)):
                if node["ids"]:
                    node.insert(0, nodes.target(ids=node["ids"]))
                    node["ids"] = []


def said(counts: Counter[str]) -> str:
    """How many notes of each kind, in words: "2 notes: 1 fact, 1 term"."""
    if not (total := counts.total()):
        return "no notes"
    plural = {kind: kind if number == 1 or kind == "context" else f"{kind}s" for kind, number in counts.items()}
    kinds = ", ".join(f"{number} {plural[kind]}" for kind, number in counts.most_common())
    return f"{total} {'note' if total == 1 else 'notes'}: {kinds}"


def cell(content: nodes.Node, scope: str = "") -> ledger_entry:
    """A cell of the ledger, heading its column or row if it has a scope."""
    return ledger_entry("", nodes.paragraph("", "", content), scope=scope)


def address(builder: Any, fromdocname: str, todocname: str, id: str) -> str:
    """The address of an element as a link on another page, or on the same one, must give it."""
    reference = make_refnode(builder, fromdocname, todocname, id, [])
    return reference["refuri"] if "refuri" in reference else f"#{reference['refid']}"
