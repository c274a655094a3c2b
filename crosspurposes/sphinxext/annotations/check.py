"""Every lemma against a reader's own copy of the article: whether it is there, is unique, and how much is quoted."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import groupby
from typing import Any, NamedTuple

from .anchor import Span, find, fingerprint, fold
from .article import Anchor, Article

SHARE = 0.25
"""Largest part of the article's words that all lemmata together may cover."""
RUN = 12
"""Most words in a row that may be quoted, in lemmata or anywhere in the text."""
SHORTEST_RUN = 5
"""Fewer words in a row are chance, not quotation."""


class Block(NamedTuple):
    """A paragraph of the copy, and the line on which it starts."""

    line: int
    text: str


class Located(NamedTuple):
    """A block of the copy recognised as (part of) a paragraph of the article, perhaps edited."""

    paragraph: int
    block: Block
    edited: bool


class Run(NamedTuple):
    """Words in a row that a text shares with the article, and the name of the text."""

    length: int
    words: str
    where: str


@dataclass
class Report:
    """What the check found."""

    notes: int = 0
    found: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    share: float = 0.0
    longest_quoted: int = 0
    longest_shared: Run = field(default_factory=lambda: Run(0, "", ""))

    def __str__(self) -> str:
        """The report as a reader is told it."""
        shared = self.longest_shared
        lines = [
            f"{len(self.found)} of {self.notes} lemmata found.",
            f"{self.share:.1%} of the article's words are quoted (at most {SHARE:.0%}), "
            f"{self.longest_quoted} in a row at most (limit {RUN}).",
            f"Longest run of the article's words in the text: {shared.length} words in {shared.where} (limit {RUN})."
            if shared.length
            else f"No {SHORTEST_RUN} words in a row of the article in the text.",
            *(f"note: {remark}" for remark in self.remarks),
            *(f"error: {failure}" for failure in self.failures),
        ]
        return "\n".join(lines)


def examine(notes: list[dict[str, Any]], article: Article, copy: str, texts: dict[str, str]) -> Report:
    """The report on all notes against a copy of the article.

    Parameters
    ----------
    notes
        Records of ``claims.json``.
    article
        The description of the article; its fingerprints tell which block of the copy is which paragraph.
    copy
        The reader's copy: one paragraph to a line, or paragraphs parted by empty lines; what else the copy
        holds, such as captions, is passed over.
    texts
        The book's own texts by name, to be searched for quotation that no note declares.
    """
    report = Report(notes=len(notes))
    if not notes:
        report.failures.append("the book has no notes: build it, then check again")
    located = locate(article, copy, notes)
    report.remarks += edited(article, located)
    quoted: dict[Block, list[Span]] = {place.block: [] for place in located}
    for note in notes:
        here, elsewhere = matches(note, located)
        if len(here) == 1 and not elsewhere:
            report.found.append(note["id"])
        else:
            report.failures.append(complaint(note, located, len(here), elsewhere))
        for block, span in here:
            quoted[block].append(span)
    covered = {block: covered_words(block.text, spans) for block, spans in quoted.items()}
    total = sum(map(len, covered.values()))
    report.share = sum(map(sum, covered.values())) / total if total else 0.0
    report.longest_quoted = max((longest_true(words) for words in covered.values()), default=0)
    report.longest_shared = max(shared_runs([block.text for block in quoted], texts), default=Run(0, "", ""))
    report.failures += excesses(report)
    return report


def anchors(report: Report, notes: list[dict[str, Any]], day: str) -> dict[str, Anchor]:
    """The record of the anchors that were found, as of a day (ISO)."""
    return {n["id"]: Anchor(fingerprint(n["lemma"]), "exact", day) for n in notes if n["id"] in report.found}


def blocks(copy: str) -> Iterator[list[Block]]:
    """The two ways to cut a copy into paragraphs: at every line, and at empty lines."""
    lines = [Block(number, line) for number, line in enumerate(copy.splitlines(), start=1)]
    yield [line for line in lines if line.text.strip()]
    groups = (list(group) for full, group in groupby(lines, lambda line: bool(line.text.strip())) if full)
    yield [Block(group[0].line, " ".join(line.text for line in group)) for group in groups]


def locate(article: Article, copy: str, notes: list[dict[str, Any]]) -> list[Located]:
    """The article's paragraphs in the copy, in order, whichever way it is cut; those not found are left out.

    A paragraph whose fingerprint is not found is looked for between its neighbours: of the blocks there that no
    other paragraph claims, it is the one that holds most of the paragraph's lemmata, or else the longest.
    """
    wanted = [(paragraph.number, print_) for paragraph in article.paragraphs for print_ in paragraph.fingerprints]
    cuts = []
    for cut in blocks(copy):
        index: dict[str, int] = {}
        for place, block in enumerate(cut):
            index.setdefault(fingerprint(block.text), place)
        cuts.append((cut, [index.get(print_) for _, print_ in wanted]))
    cut, places = max(cuts, key=lambda pair: sum(place is not None for place in pair[1]))
    certain = {place for place in places if place is not None}
    claimed = set(certain)
    for slot, (number, _) in enumerate(wanted):
        if places[slot] is None:
            before = max((place for place in places[:slot] if place is not None), default=-1)
            after = min((place for place in places[slot + 1 :] if place is not None), default=len(cut))
            free = [place for place in range(before + 1, after) if place not in claimed]
            lemmata = [note["lemma"] for note in notes if note["paragraph"] == number]
            likeness = {p: (sum(bool(find(lemma, cut[p].text)) for lemma in lemmata), len(cut[p].text)) for p in free}
            places[slot] = max(free, key=likeness.__getitem__, default=None)
            claimed.add(places[slot])
    found = zip(wanted, places, strict=True)
    return [Located(number, cut[place], place not in certain) for (number, _), place in found if place is not None]


def edited(article: Article, located: list[Located]) -> Iterator[str]:
    """A remark on every paragraph of the copy that is not, or not just as, the one annotated."""
    for paragraph in article.paragraphs:
        places = [place for place in located if place.paragraph == paragraph.number]
        for place in places:
            if place.edited:
                where = f"line {place.block.line} of the copy"
                yield f"paragraph {paragraph.number} differs from the text we annotated ({where})"
        if len(places) < len(paragraph.fingerprints):
            yield f"paragraph {paragraph.number} was not found in the copy, or not all of it"


def matches(note: dict[str, Any], located: list[Located]) -> tuple[list[tuple[Block, Span]], list[int]]:
    """Where the lemma stands in its own paragraph, and the numbers of the other paragraphs that hold it too."""
    here, elsewhere = [], []
    for place in located:
        spans = find(note["lemma"], place.block.text, note.get("prefix") or "", note.get("suffix") or "")
        if place.paragraph == note["paragraph"]:
            here += [(place.block, span) for span in spans]
        else:
            elsewhere += [place.paragraph] * bool(spans)
    return here, elsewhere


def complaint(note: dict[str, Any], located: list[Located], here: int, elsewhere: list[int]) -> str:
    """What is wrong with a note whose lemma is not found exactly once, and what to do."""
    about = f"{note['id']}: “{note['lemma']}”"
    if here:
        times = f"stands {here} times in paragraph {note['paragraph']}" if here > 1 else "is ambiguous"
        also = f", and also in paragraph {', '.join(map(str, elsewhere))}" if elsewhere else ""
        return f"{about} {times}{also}: choose other words, or tell it apart by :prefix: or :suffix:"
    near = nearest(note["lemma"], located)
    if near is None:
        place = "nothing in the copy is like it; is it a copy of this article?"
    else:
        words, found = near
        line = f"line {found.block.line} of the copy"
        place = (
            f"the nearest words are “{words}” in paragraph {found.paragraph}, {line}; set the lemma as the page has it"
        )
    return f"{about} is not in paragraph {note['paragraph']}: {place}"


def nearest(lemma: str, located: list[Located]) -> tuple[str, Located] | None:
    """The words of the copy most like the lemma, as many as it has, and their place."""
    length = len(lemma.split())
    matcher = SequenceMatcher(b=fold(lemma), autojunk=False)
    best, score = None, 0.0
    for place in located:
        words = place.block.text.split()
        for start in range(max(len(words) - length, 0) + 1):
            window = " ".join(words[start : start + length])
            matcher.set_seq1(fold(window))
            if matcher.quick_ratio() > score and (ratio := matcher.ratio()) > score:
                best, score = (window, place), ratio
    return best


def covered_words(text: str, spans: list[Span]) -> list[bool]:
    """For each word of the text, whether a span touches it."""
    return [
        any(span.start < word.end() and word.start() < span.end for span in spans) for word in re.finditer(r"\S+", text)
    ]


def longest_true(flags: list[bool]) -> int:
    """Length of the longest run of true values."""
    return max((len(list(run)) for flag, run in groupby(flags) if flag), default=0)


def shared_runs(paragraphs: list[str], texts: dict[str, str]) -> Iterator[Run]:
    """Every longest run of at least `SHORTEST_RUN` words that a text shares with a paragraph."""
    known = [plain_words(paragraph) for paragraph in paragraphs]
    starts: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    for number, words in enumerate(known):
        for start in range(len(words) - SHORTEST_RUN + 1):
            starts.setdefault(tuple(words[start : start + SHORTEST_RUN]), []).append((number, start))
    for name, text in texts.items():
        words = plain_words(text)
        place = 0
        while place <= len(words) - SHORTEST_RUN:
            lengths = [
                common_length(words[place:], known[number][start:])
                for number, start in starts.get(tuple(words[place : place + SHORTEST_RUN]), ())
            ]
            longest = max(lengths, default=0)
            if longest:
                yield Run(longest, " ".join(words[place : place + longest]), name)
            place += max(longest - SHORTEST_RUN + 1, 1)


def plain_words(text: str) -> list[str]:
    """The words of a text without case and punctuation."""
    return re.findall(r"\w(?:[\w'.%]*[\w%])?", fold(text).casefold())


def common_length(one: list[str], other: list[str]) -> int:
    """How many words two lists have in common from their start."""
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return length


def excesses(report: Report) -> Iterable[str]:
    """A complaint for every limit on quotation that is passed."""
    if report.share > SHARE:
        yield f"{report.share:.1%} of the article is quoted, more than {SHARE:.0%}: shorten lemmata or drop some"
    if report.longest_quoted > RUN:
        yield f"lemmata cover {report.longest_quoted} words in a row, more than {RUN}: move two of them apart"
    if (shared := report.longest_shared).length > RUN:
        words = textwrap.shorten(shared.words, 60, placeholder=" …")
        yield f"{shared.where} repeats {shared.length} words in a row (“{words}”), more than {RUN}: say it in other words"
