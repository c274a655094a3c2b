"""The notes for machines: ``claims.csv``, ``claims.json`` and ``annotations.jsonld`` beside the HTML pages."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.logging import suppress_logging

from .article import Article
from .domain import AnnotationsDomain, Note
from .kinds import KINDS
from .nodes import annotation, run_in

if TYPE_CHECKING:
    from sphinx.application import Sphinx

PARTS = ("note", "then", "now", "counter", "for", "against")
FIELDS = (
    *("id", "number", "paragraph", "page", "url", "original", "original_verified"),
    *("lemma", "prefix", "suffix", "kind", "claim", "verdict", *PARTS, "sources"),
)
RIGHTS = "https://creativecommons.org/licenses/by/4.0/"


def write_exports(app: Sphinx, exception: Exception | None) -> None:
    """At the end of an HTML build, write the exports from the pages as they were printed."""
    domain = app.env.get_domain(AnnotationsDomain.name)
    if exception or app.builder.format != "html" or app.builder.name == "epub" or not domain.notes():
        return
    base = app.config.annotations_base_url
    printed = {}
    with suppress_logging():  # what was to be said of these pages was said when they were written
        for docname in sorted({note.docname for note in domain.notes()}):
            for node in app.env.get_and_resolve_doctree(docname, app.builder).findall(annotation):
                printed[docname, node["note_id"]] = printed_parts(node)
    records = [
        to_record(
            note,
            printed[note.docname, note.id],
            url=f"{base}{app.builder.get_target_uri(note.docname)}#{note.id}",
            original=domain.deep_link(note),
            verified=domain.article.url_verified,
        )
        for note in domain.notes()
    ]
    out = Path(app.outdir)
    write_csv(out / "claims.csv", records)
    write_json(out / "claims.json", records)
    collection = to_collection(records, domain.article, base=base, language=app.config.language or "en")
    write_json(out / "annotations.jsonld", collection)


def printed_parts(node: annotation) -> dict[str, str]:
    """The text of each part of a printed note, without labels; paragraphs are parted by an empty line."""
    node = node.deepcopy()
    for label in list(node.findall(run_in)):
        label.parent.remove(label)
    return {part["part"]: plain(part) for part in node.findall(nodes.Element) if "part" in part}


def plain(node: nodes.Node) -> str:
    """The node's text with its paragraphs, each on one line."""
    paragraphs = (" ".join(paragraph.split()) for paragraph in node.astext().split("\n\n"))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def to_record(note: Note, printed: dict[str, str], *, url: str, original: str, verified: bool) -> dict[str, Any]:
    """A note as a flat record; what a note of its kind does not have is None.

    Parameters
    ----------
    note
        The note as the domain keeps it.
    printed
        Text of its parts, by name (see `PARTS`).
    url, original
        Address of the note in the book, and of its lemma in the original.
    verified
        Whether somebody has seen the original at its address.
    """
    record = {
        "id": note.id,
        "number": note.number,
        "paragraph": note.paragraph,
        "page": note.docname,
        "url": url,
        "original": original,
        "original_verified": verified,
        "lemma": note.lemma,
        "prefix": note.prefix or None,
        "suffix": note.suffix or None,
        "kind": note.kind,
        "claim": note.claim,
        "verdict": note.verdict or None,
        **{part: printed.get(part) for part in PARTS},
        "sources": [{"key": key, "locator": locator or None} for key, locator in note.sources],
    }
    return {field: record[field] for field in FIELDS}


def to_web_annotation(record: dict[str, Any], article: Article, *, language: str = "en") -> dict[str, Any]:
    """The record as a W3C Web Annotation whose target is the article and whose selector quotes the lemma.

    Context is given only where the author gave it: prefix and suffix are copied text too.
    """
    kind = KINDS.get(record["kind"])
    motivation = kind.motivation if kind else "commenting"

    def body(purpose: str, value: str, **more: str) -> dict[str, str]:
        return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", **more, "value": value}

    labels = {
        "note": "",
        "then": f"Known in {article.month}: ",
        "now": "Known now: ",
        "counter": "Against this verdict: ",
        "for": "The best case for: ",
        "against": "The best case against: ",
    }
    said = [
        body(motivation if part == "note" else "commenting", labels[part] + record[part], language=language)
        for part in PARTS
        if record[part]
    ]
    classes = [body("classifying", f"{name}: {record[name]}") for name in ("kind", "verdict") if record[name]]
    context = {name: record[name] for name in ("prefix", "suffix") if record[name]}
    return {
        "id": record["url"],
        "type": "Annotation",
        "motivation": motivation,
        "rights": RIGHTS,
        "body": [body("describing", record["claim"], language=language), *said, *classes],
        "target": {
            "type": "SpecificResource",
            "source": article.url,
            "selector": {"type": "TextQuoteSelector", "exact": record["lemma"], **context},
        },
    }


def to_collection(records: list[dict[str, Any]], article: Article, *, base: str, language: str) -> dict[str, Any]:
    """All records as a W3C AnnotationCollection with one page; it says whether the article's address is verified."""
    collection = f"{base}annotations.jsonld"
    page = f"{collection}#page"
    return {
        "@context": ["http://www.w3.org/ns/anno.jsonld", {"url_verified": "urn:x-annotations:url-verified"}],
        "id": collection,
        "type": "AnnotationCollection",
        "label": f"Notes on “{article.title}” ({article.publisher}, {article.month})",
        "rights": RIGHTS,
        "url_verified": article.url_verified,
        "total": len(records),
        "first": {
            "id": page,
            "type": "AnnotationPage",
            "partOf": collection,
            "startIndex": 0,
            "items": [to_web_annotation(record, article, language=language) for record in records],
        },
        "last": page,
    }


def write_csv(path: Path, records: list[dict[str, Any]]) -> None:
    """Write the records as a table; the sources of a note in one cell, parted by semicolons."""
    with path.open("w", encoding="utf-8", newline="") as out:
        table = csv.DictWriter(out, FIELDS, lineterminator="\n")
        table.writeheader()
        for record in records:
            sources = (", ".join(filter(None, (s["key"], s["locator"]))) for s in record["sources"])
            table.writerow({**record, "sources": "; ".join(sources)})


def write_json(path: Path, value: Any) -> None:
    """Write a value as readable JSON."""
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
