"""The article as the book knows it: its address, the fingerprints of its paragraphs, and how its anchors stand."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from .anchor import fingerprint

ANCHOR_FIELDS = ("id", "lemma_sha256", "state", "checked_on")


class ArticleError(Exception):
    """A description of an article, or a record of its anchors, that cannot be read."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph's number, the fingerprints of its blocks, and its name where it has one (such as "Headline")."""

    number: int
    fingerprints: tuple[str, ...]
    label: str = ""

    @property
    def name(self) -> str:
        """What the book calls the paragraph at the start of a line."""
        return self.label or f"Paragraph {self.number}"


@dataclass(frozen=True)
class Article:
    """What may be said of the article without repeating it."""

    title: str
    publisher: str
    date: str
    language: str
    url: str
    url_verified: bool
    paragraphs: tuple[Paragraph, ...]
    section: str | None = None
    author: str | None = None

    @cached_property
    def by_number(self) -> dict[int, Paragraph]:
        """The paragraphs by their number."""
        return {paragraph.number: paragraph for paragraph in self.paragraphs}

    @property
    def month(self) -> str:
        """Month of publication in words, such as "March 2021"."""
        return f"{date.fromisoformat(f'{self.date}-01'[:10]):%B %Y}"


class Anchor(NamedTuple):
    """How a lemma was last found in the article, and on which day (ISO)."""

    lemma_sha256: str
    state: str
    checked_on: str

    def describe(self, lemma: str) -> str:
        """The state in words, or "not checked" if the lemma has changed since."""
        if fingerprint(lemma) != self.lemma_sha256:
            return NOT_CHECKED
        day = date.fromisoformat(self.checked_on)
        return f"Anchor: {self.state}, checked {day.day} {day:%B %Y}"


NOT_CHECKED = "Anchor: not checked"


def load_article(path: Path) -> Article:
    """The article described by a JSON file.

    Raises
    ------
    ArticleError
        If the file is absent, is not JSON, or lacks a key; the message names the file and the remedy.
    """
    try:
        described = json.loads(path.read_text(encoding="utf-8"))
        paragraphs = tuple(
            Paragraph(entry["number"], tuple(entry["fingerprints"]), entry.get("label", ""))
            for entry in described["paragraphs"]
        )
        known = {key: described.get(key) for key in ("section", "author")}
        needed = {key: described[key] for key in ("title", "publisher", "date", "language", "url", "url_verified")}
        article = Article(**needed, **known, paragraphs=paragraphs)
        if not paragraphs:
            raise ValueError("it has no paragraphs")
        article.month  # noqa: B018 -- a date that cannot be read is told here, not in the middle of a build
    except FileNotFoundError:
        raise ArticleError(f"{path}: no such file; set annotations_article to the description of the article") from None
    except KeyError as missing:
        raise ArticleError(f"{path}: the key {missing} is missing; add it") from None
    except (ValueError, TypeError) as fault:
        raise ArticleError(f"{path}: cannot be read as the description of an article ({fault}); mend it") from None
    return article


class Quotation(NamedTuple):
    """How much of the article the notes quote: per cent of its words, words in a row, and the day of the count (ISO)."""

    notes: int
    share_pct: float
    longest_run: int
    checked_on: str


def load_quotation(path: Path) -> Quotation | None:
    """The last count, or None if there was none.

    Raises
    ------
    ArticleError
        If the file is not as `write_quotation` writes it.
    """
    if not path.is_file():
        return None
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        date.fromisoformat(raw["checked_on"])
        return Quotation(int(raw["notes"]), float(raw["share_pct"]), int(raw["longest_run"]), raw["checked_on"])
    except (ValueError, KeyError, TypeError):
        remedy = "run check-article with --record to write the file anew"
        raise ArticleError(f"{path}: not a count of quotation; {remedy}") from None


def write_quotation(path: Path, quotation: Quotation) -> None:
    """Write the count: figures, never text."""
    path.write_text(json.dumps(quotation._asdict(), indent=2) + "\n", encoding="utf-8")


def load_anchors(path: Path) -> dict[str, Anchor]:
    """The record of anchors by note, empty if none was written yet.

    Raises
    ------
    ArticleError
        If a row is not as `write_anchors` writes it; the message names the file and the line.
    """
    if not path.exists():
        return {}
    anchors = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for line, row in enumerate(csv.DictReader(lines), start=2):
            try:
                date.fromisoformat(row["checked_on"])
                anchors[row["id"]] = Anchor(row["lemma_sha256"], row["state"], row["checked_on"])
            except (KeyError, TypeError, ValueError):
                remedy = "run check-article with --record to write the file anew"
                raise ArticleError(f"{path}:{line}: not a record of an anchor; {remedy}") from None
    return anchors


def write_anchors(path: Path, anchors: dict[str, Anchor]) -> None:
    """Write the record of anchors, sorted by note: states and fingerprints, never text."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out, lineterminator="\n")
        rows.writerow(ANCHOR_FIELDS)
        rows.writerows((id, *anchors[id]) for id in sorted(anchors))
