"""The meaning of a term: the beginning of a paragraph, as plain text that ends where a sentence ends."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docutils import nodes
from sphinx.addnodes import pending_xref

#: A meaning is at most as long as this, unless its first sentences need more, in characters.
LIMIT = 200
#: A first sentence as short as this, such as "Three kinds, with three owners.", needs the next one to say something.
TOO_SHORT = 40
# Words whose full stop ends no sentence, beside single letters and such words as "e.g." and "U.S.".
_TITLES = "Capt|Col|Dr|Gen|Gov|Jr|Lt|Mr|Mrs|Ms|Prof|Rev|Sen|Sr|St"
_REFERENCES = "al|approx|[Aa]rt|c|ca|cf|ch|eds?|esp|etc|incl|Nos?|paras?|pp?|vol|vs"
_END = re.compile(r"[.!?][\"”’')\]]*\s+")
_ABBREVIATION = re.compile(rf"[\"“‘'(\[]*(?:(?:[^\W\d_]\.)+|(?:{_TITLES}|{_REFERENCES})\.)")


def plain(node: nodes.Node) -> str:
    """The text below a node on one line, without citations and footnote marks."""
    text = " ".join("".join(_pieces(node)).split())
    return re.sub(r" (?=[.,;:!?])", "", text)


def sentences(text: str) -> list[str]:
    """The sentences of a text; a full stop that belongs to an abbreviation, a number or a letter ends none."""
    found, start = [], 0
    for end in _END.finditer(text):
        word = text[start : end.start() + 1].rsplit(maxsplit=1)[-1]
        follows = text[end.end() :].lstrip("\"“‘'([")
        if not _ABBREVIATION.fullmatch(word) and follows and not follows[0].islower():
            found.append(text[start : end.end()].rstrip())
            start = end.end()
    return [*found, text[start:]] if text[start:] else found


def beginning(text: str) -> str:
    """The first sentence of a text, a second if the first is too short, and those that fit within the limit."""
    taken = ""
    for sentence in sentences(text):
        longer = f"{taken} {sentence}".lstrip()
        if len(taken) > TOO_SHORT and len(longer) > LIMIT:
            break
        taken = longer
    return taken


def without_words(paragraph: nodes.paragraph) -> list[str]:
    """The targets of references that have no words of their own, so that their text is not known yet."""
    return [
        reference["reftarget"]
        for reference in paragraph.findall(pending_xref)
        if not (reference.get("refexplicit") or _is_citation(reference) or reference.get("reftype") == "gloss")
    ]


def _pieces(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.Text):
        yield node.astext()
    elif not _is_citation(node):
        for child in node.children:
            yield from _pieces(child)


def _is_citation(node: nodes.Node) -> bool:
    marks = (nodes.citation_reference, nodes.footnote_reference)
    return isinstance(node, marks) or (isinstance(node, pending_xref) and node.get("refdomain") == "cite")
