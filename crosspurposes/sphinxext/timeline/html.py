"""How a timeline is printed in HTML. No inline style; the class names are the interface to the style sheet."""

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

SCRIPT = Path(__file__).parent / "static" / "timeline.js"

# One sign to a category, told apart by shape and not by colour; filled and hollow take turns.
SHAPES = (
    '<circle cx="8" cy="8" r="5.4" class="filled"/>',
    '<path d="M3 3h10v10H3Z"/>',
    '<path d="M8 1.8 14.4 13.4H1.6Z" class="filled"/>',
    '<path d="M8 1.4 14.6 8 8 14.6 1.4 8Z"/>',
    '<path d="M8 2v12M2 8h12" class="thick"/>',
    '<circle cx="8" cy="8" r="5.4"/>',
    '<path d="M3 3h10v10H3Z" class="filled"/>',
    '<path d="M8 14.2 1.6 2.6h12.8Z"/>',
    '<path d="M8 1.4 14.6 8 8 14.6 1.4 8Z" class="filled"/>',
    '<path d="M3.2 3.2l9.6 9.6M12.8 3.2 3.2 12.8" class="thick"/>',
    '<path d="M2 8h12" class="thick"/>',
    '<path d="M8 1.8 14.4 13.4H1.6Z"/>',
)


def sign(shape: int) -> str:
    """The sign of a category as inline SVG, silent to assistive technology: the category stands beside it in words."""
    return f'<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">{SHAPES[shape % len(SHAPES)]}</svg> '


def visit_decade(self: HTML5Translator, node: ours.decade) -> None:
    """Open ten years as a landmark."""
    self.section_level += 1
    self.body.append(self.starttag(node, "section", **{"aria-label": node["name"]}))


def depart_decade(self: HTML5Translator, node: ours.decade) -> None:
    """Close them."""
    self.section_level -= 1
    self.body.append("</section>\n")


def visit_event(self: HTML5Translator, node: ours.event) -> None:
    """Open an event that says what it may be filtered by."""
    self.body.append(self.starttag(node, "li", **{f"data-{key}": str(value) for key, value in node["data"].items()}))


def visit_when(self: HTML5Translator, node: ours.when) -> None:
    """Open a date."""
    self.body.append(self.starttag(node, "time", "", datetime=node["datetime"]))


def visit_category(self: HTML5Translator, node: ours.category) -> None:
    """Open a category and print its sign."""
    self.body.append(self.starttag(node, "span", "") + sign(node["shape"]))


def visit_jumps(self: HTML5Translator, node: ours.jumps) -> None:
    """Print the links to the decades."""
    items = "".join(f'<li><a href="#{escape(id)}">{escape(label)}</a></li>' for id, label in node["items"])
    self.body.append(f'<nav class="timeline-jumps" aria-label="Decades"><ul>{items}</ul></nav>\n')
    raise nodes.SkipNode


def visit_event_filter(self: HTML5Translator, node: ours.event_filter) -> None:
    """Print the filter, which the script wakes: until then the style sheet only keeps its place free."""
    first, last = node["years"]
    boxes = "".join(
        f'<label><input type="checkbox" name="category" value="{escape(key)}"> {sign(shape)}{escape(label)}</label>'
        for key, label, shape in node["categories"]
    )
    year = f'type="number" inputmode="numeric" min="{first}" max="{last}"'
    self.body.append(
        '<form class="timeline-filter" aria-label="Filter the events" autocomplete="off">\n'
        + (f'<fieldset><legend>Show only</legend><div class="boxes">{boxes}</div></fieldset>\n' if boxes else "")
        + f'<div class="fields"><label>From <input {year} name="from" placeholder="{first}"></label>\n'
        f'<label>to <input {year} name="to" placeholder="{last}"></label>\n'
        '<label>with the words <input type="search" name="words"></label>\n'
        '<button type="reset">Show all</button></div>\n'
        f'<p role="status">{node["total"]} events</p>\n</form>\n'
    )
    raise nodes.SkipNode


def add_nodes(app: Sphinx) -> None:
    """Register the nodes, their visitors for HTML, and the script for the pages that have a filter."""
    for node, visit, depart in (
        (ours.decade, visit_decade, depart_decade),
        # the order of the list is that of the dates: its items need no numbers
        (ours.event_list, opens("ol", "timeline-events", role="list"), closes("</ol>\n")),
        (ours.event, visit_event, closes("</li>\n")),
        (ours.mark, opens("li"), closes("</li>\n")),
        (ours.when, visit_when, closes("</time>")),
        (ours.category, visit_category, closes("</span>")),
        (ours.jumps, visit_jumps, None),
        (ours.event_filter, visit_event_filter, None),
    ):
        app.add_node(node, html=(visit, depart))
    for placeholder in (ours.downloads, ours.home_link):
        app.add_node(placeholder)
    add_script(app, SCRIPT, lambda doctree: any(doctree.findall(ours.event_filter)))
