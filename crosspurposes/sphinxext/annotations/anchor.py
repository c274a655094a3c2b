"""Finding a lemma in a text again: folding, matching and deep links. Pure functions; no file is touched."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

SOFT_HYPHEN = "\u00ad"
_FOLDED = {
    **dict.fromkeys("‘’‚‛\u02bc", "'"),
    **dict.fromkeys("“”„‟", '"'),
    **dict.fromkeys("\u200b\u2060\ufeff", " "),  # zero width: space, word joiner, byte order mark
    "\u2212": "-",  # minus sign: the one dash that Unicode files under symbols
    "…": "...",
}


class Span(NamedTuple):
    """Half-open range of characters in the text as given, before folding."""

    start: int
    end: int


def fold(text: str) -> str:
    """Text in the form in which two printings of the same words are equal; letter case is kept.

    NFC, straight quotes, every dash a hyphen, an ellipsis three dots, every run of any kind of space one space,
    no soft hyphen, nothing at the ends.
    """
    return _fold(text)[0]


def fingerprint(paragraph: str) -> str:
    """SHA-256 of the folded paragraph, in hexadecimal: it recognises the paragraph and does not contain it."""
    return hashlib.sha256(fold(paragraph).encode()).hexdigest()


def find(lemma: str, paragraph: str, prefix: str = "", suffix: str = "") -> list[Span]:
    """All places where the lemma stands in the paragraph, compared after folding and at word bounds.

    ``prefix`` must end, and ``suffix`` begin, where the lemma does, white space aside. Matches may overlap.
    """
    wanted, before, after = (_whole_words(fold(part)) for part in (lemma, prefix, suffix))
    folded, spans = _fold(paragraph)
    if not fold(lemma):
        return []
    found = []
    for match in re.finditer(f"(?=({wanted}))", folded):
        start, end = match.span(1)
        if re.search(f"{before}\\s*\\Z", folded[:start]) and re.match(f"\\s*{after}", folded[end:]):
            found.append(Span(spans[start].start, spans[end - 1].end))
    return found


def text_fragment(url: str, start: str, prefix: str = "", suffix: str = "") -> str:
    """The address that opens ``url`` at the words ``start`` (WICG scroll-to-text-fragment).

    Only letters, digits, ``.``, ``_`` and ``~`` stay as they are in a term: a bare hyphen or comma would be read
    as syntax. Dashes and quotation marks are not folded, for not every browser folds them.
    """
    terms = ([f"{_term(prefix)}-"] if prefix else []) + [_term(start)] + ([f"-{_term(suffix)}"] if suffix else [])
    base, _, fragment = url.partition("#")
    return f"{base}#{fragment}:~:text={','.join(terms)}"


def _term(words: str) -> str:
    return quote(" ".join(words.split()), safe="").replace("-", "%2D")


def _whole_words(text: str) -> str:
    """Pattern for the text that does not match inside a longer word."""
    left = r"(?<!\w)" if re.match(r"\w", text) else ""
    right = r"(?!\w)" if re.search(r"\w\Z", text) else ""
    return left + re.escape(text) + right


@lru_cache(maxsize=512)
def _fold(text: str) -> tuple[str, list[Span]]:
    """Folded text, and for each of its characters the place it came from."""
    characters: list[str] = []
    spans: list[Span] = []
    for cluster, span in _clusters(text):
        for character in cluster:
            folded = _fold_character(character)
            if folded == " " and characters[-1:] in ([], [" "]):
                continue
            characters.extend(folded)
            spans.extend([span] * len(folded))
    if characters[-1:] == [" "]:
        del characters[-1], spans[-1]
    return "".join(characters), spans


def _fold_character(character: str) -> str:
    if character in _FOLDED:
        return _FOLDED[character]
    if character.isspace():
        return " "
    return "-" if unicodedata.category(character) == "Pd" else character


def _clusters(text: str) -> Iterator[tuple[str, Span]]:
    """The text cut where NFC does not reach across, each piece in NFC with its place; soft hyphens left out."""
    cluster, start, end = "", 0, 0
    for place, character in enumerate(text):
        if character == SOFT_HYPHEN:
            continue
        if cluster and not _joins(cluster, character):
            yield unicodedata.normalize("NFC", cluster), Span(start, end)
            cluster = ""
        if not cluster:
            start = place
        cluster, end = cluster + character, place + 1
    if cluster:
        yield unicodedata.normalize("NFC", cluster), Span(start, end)


def _joins(cluster: str, character: str) -> bool:
    """Whether NFC would merge the character into the cluster, or reorder it: marks, and letters built of parts."""
    if character.isascii():
        return False
    if unicodedata.combining(character):
        return True
    apart = unicodedata.normalize("NFC", cluster) + unicodedata.normalize("NFC", character)
    return unicodedata.normalize("NFC", cluster + character) != apart
