"""How notes and passages are printed in HTML. No inline style; the class names are the interface to the style sheet."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from crosspurposes.sphinxext.html import add_script, closes, opens

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

from . import nodes as ours

SCRIPT = Path(__file__).parent / "static" / "ledger.js"

# One sign to a verdict, told apart by shape and not by colour: the outline says how the matter stands
# (round: it holds, triangle: in part, square: it does not, dashed: open), the mark inside says which word.
OUTLINES = {
    "round": '<circle cx="8" cy="8" r="6.6"/>',
    "triangle": '<path d="M8 1.6 15 14.4H1Z"/>',
    "square": '<path d="M2 2h12v12H2Z"/>',
    "dashed": '<circle cx="8" cy="8" r="6.6" stroke-dasharray="2.6 2.2"/>',
}
SIGNS = {
    "accurate": ("round", "M4.8 8.2 7 10.5l4.2-4.8"),
    "supported": ("round", "M8 4.6v6.8M4.6 8h6.8"),
    "borne out": ("round", "M5 10.6 10.8 5M6.6 5h4.2v4.2"),
    "imprecise": ("triangle", "M8 6v4M8 11.6v1.2"),
    "plausible": ("triangle", "M5.4 11.4h5.2"),
    "partly": ("triangle", "M8 1.6v12.8"),
    "wrong": ("square", "M5 5l6 6M11 5l-6 6"),
    "weak": ("square", "M5 8h6"),
    "not borne out": ("square", "M5.2 5.4 10.6 10.8M6.4 10.8h4.2V6.6"),
    "contested": ("dashed", "M5 6.4h6M5 9.6h6"),
    "unverifiable": ("dashed", "M6 6.6a2 2 0 1 1 2.6 1.9L8 9.4M8 11v1"),
    "untestable": ("dashed", "M4.2 11.8l7.6-7.6"),
}


def sign(word: str) -> str:
    """The verdict's sign as inline SVG, silent to assistive technology: the word stands beside it.

    A word of no scale, of which the author has been warned, has no sign.
    """
    if word not in SIGNS:
        return ""
    outline, mark = SIGNS[word]
    return (
        '<svg viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor" stroke-width="1.6" '
        f'aria-hidden="true" focusable="false">{OUTLINES[outline]}<path d="{mark}"/></svg> '
    )


def visit_passage(self: HTML5Translator, node: ours.passage) -> None:
    """Open the passage's section, named for assistive technology."""
    label = f"{node['name']} of the article, in our words"
    self.body.append(self.starttag(node, "section", CLASS="passage", **{"aria-label": label}))


def visit_annotation(self: HTML5Translator, node: ours.annotation) -> None:
    """Open the note's section, named by its heading."""
    self.body.append(self.starttag(node, "section", **{"aria-labelledby": f"{node['note_id']}-head"}))


def visit_annotation_head(self: HTML5Translator, node: ours.annotation_head) -> None:
    """Open the note's heading, one level below the section that it stands in."""
    tag = f"h{heading_level(node)}"
    note_id = node.parent["note_id"]
    self.body.append(self.starttag(node, tag, "", CLASS="note-head", ids=[f"{note_id}-head"]))
    self.context.append(f"</{tag}>\n")


def heading_level(node: nodes.Element) -> int:
    """Level of a heading inside the sections that enclose the node."""
    level = 1
    while node := node.parent:
        level += isinstance(node, nodes.section)
    return min(level, 6)


def depart_from_context(self: HTML5Translator, node: nodes.Element) -> None:
    """Print the end tag that the visit left."""
    self.body.append(self.context.pop())


def visit_verdict(self: HTML5Translator, node: ours.verdict) -> None:
    """Open a verdict with its sign."""
    word = node["word"]
    self.body.append(self.starttag(node, "span", "", CLASS=f"verdict verdict-{word.replace(' ', '-')}") + sign(word))


def visit_ledger_row(self: HTML5Translator, node: ours.ledger_row) -> None:
    """Open a row that says what it is about."""
    self.body.append(self.starttag(node, "tr", **{f"data-{key}": str(value) for key, value in node["data"].items()}))


def visit_ledger_entry(self: HTML5Translator, node: ours.ledger_entry) -> None:
    """Open a cell, as a heading if it has a scope."""
    scope = node["scope"]
    tag = "th" if scope else "td"
    self.body.append(self.starttag(node, tag, "", **({"scope": scope} if scope else {})))
    self.context.append(f"</{tag}>\n")


def visit_strip(self: HTML5Translator, node: ours.strip) -> None:
    """Print the whole strip."""
    items = "\n".join(strip_item(item) for item in node["items"])
    start = self.starttag(node, "nav", CLASS="paragraph-strip", **{"aria-label": "Where we are in the article"})
    self.body.append(f"{start}<ol>\n{items}\n</ol></nav>\n")
    raise nodes.SkipNode


def strip_item(item: dict) -> str:
    """One paragraph of the strip: its number to see, its name and its notes of each kind to hear."""
    heard = f"{item['name'][:1].lower()}{item['name'][1:]}, {item['notes']}"
    content = f'<span aria-hidden="true">{item["number"]}</span><span class="visually-hidden">{escape(heard)}</span>'
    current = ' aria-current="true"' if item["here"] else ""
    if item["href"] is not None:
        content = f'<a href="{escape(item["href"])}"{current}>{content}</a>'
    place = ' class="here"' if item["here"] else ""
    return f"<li{place}>{content}</li>"


def has_whole_ledger(doctree: nodes.document) -> bool:
    """Whether the ledger of the whole book stands here: only that one has a filter."""
    return any("ledger-all" in table["classes"] for table in doctree.findall(ours.ledger_table))


def add_nodes(app: Sphinx) -> None:
    """Register the nodes, their visitors for HTML, and the script for the page that has the whole ledger."""
    for node, visit, depart in (
        (ours.passage, visit_passage, closes("</section>\n")),
        (ours.annotation, visit_annotation, closes("</section>\n")),
        (ours.annotation_head, visit_annotation_head, depart_from_context),
        (ours.lemma, opens("q", suffix=""), closes("</q>")),
        # the letter is not read out, for the words of the link say more
        (ours.lemma_letter, opens("sup", "lemma-letter", "", **{"aria-hidden": "true"}), closes("</sup>")),
        (ours.run_in, opens("b", suffix=""), closes("</b>")),
        (ours.verdict, visit_verdict, closes("</span>")),
        (ours.clock, opens("div", suffix=""), closes("</div>\n")),
        (ours.ledger_row, visit_ledger_row, closes("</tr>\n")),
        (ours.ledger_entry, visit_ledger_entry, depart_from_context),
        (ours.strip, visit_strip, None),
    ):
        app.add_node(node, html=(visit, depart))
    for placeholder in (ours.anchor_state, ours.original_link, ours.ledger):
        app.add_node(placeholder)
    add_script(app, SCRIPT, has_whole_ledger)
