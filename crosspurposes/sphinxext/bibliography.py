"""How sources are printed: by publisher and date, as readers know them.

A citation reads "Yonhap, 8 May 2020"; the list of sources is ordered by publisher and date, and says of
each entry where it was read when that was not the original. Pybtex finds the styles by their entry points,
under the name ``publisher-date``; the brackets are round.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import sphinxcontrib.bibtex.plugin
from docutils import nodes
from pybtex.database import Entry
from pybtex.richtext import HRef, Text
from pybtex.style import FormattedEntry
from pybtex.style.formatting.unsrt import Style as UnsrtStyle
from pybtex.style.labels import BaseLabelStyle
from pybtex.style.sorting import BaseSortingStyle
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata
from sphinx.writers.html5 import HTML5Translator
from sphinxcontrib.bibtex.style.referencing import BracketStyle
from sphinxcontrib.bibtex.style.referencing.label import LabelReferenceStyle

__version__ = "1.0.0"
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day(date: str) -> str:
    """An ISO date as readers write it: "8 May 2020", "May 2020", "2020"; "no date" for ``n.d.`` or nothing."""
    if not date or date == "n.d.":
        return "no date"
    year, month, date_of_month = (int(part) for part in (date + "-0-0").split("-")[:3])
    return " ".join([str(date_of_month)] * bool(date_of_month) + [MONTHS[month - 1]] * bool(month) + [str(year)])


def label(entry: Entry) -> str:
    """What a citation of the entry prints: its short publisher and its date."""
    publisher = Text.from_latex(entry.fields.get("shortpublisher") or entry.fields.get("publisher", entry.key))
    return f"{publisher}, {day(entry.fields.get('date', ''))}"


class PublisherDateLabels(BaseLabelStyle):
    """Labels "publisher, date"; the second of the same day gets a letter."""

    def format_labels(self, sorted_entries: Iterable[Entry]) -> Iterator[str]:
        """Yield a label for each entry; no two are the same."""
        labels = [label(entry) for entry in sorted_entries]
        doubled = {text for text, count in Counter(labels).items() if count > 1}
        letters: Counter[str] = Counter()
        for text in labels:
            if text in doubled:
                letters[text] += 1
                yield f"{text} ({chr(96 + letters[text])})"
            else:
                yield text


class PublisherDateSorting(BaseSortingStyle):
    """By publisher, then by date."""

    def sort(self, entries: Iterable[Entry]) -> list[Entry]:
        """Return the entries in the order of the list of sources."""
        return sorted(
            entries,
            key=lambda e: (e.fields.get("shortpublisher", "").casefold(), e.fields.get("date", ""), e.key),
        )


class PublisherDateStyle(UnsrtStyle):
    """One sentence a source: who, what, when, where seen."""

    default_label_style = "publisher-date"
    default_sorting_style = "publisher-date"

    def format_entry(self, label: str, entry: Entry, bib_data=None):
        """Format an entry of any type in the same way."""
        return FormattedEntry(entry.key, source(entry), label)


def source(entry: Entry) -> Text:
    """The entry in full, as rich text."""
    fields = {name: Text.from_latex(value) for name, value in entry.fields.items() if name != "url"}
    title = fields["title"]
    head = [Text(" and ".join(str(person) for person in entry.persons.get("author", ()))), fields["publisher"]]
    head.append(title if str(title).startswith("[") else Text("“", title, "”"))
    if "language" in fields:
        head[-1] += Text(" (in ", fields["language"], ")")
    parts = [Text(", ").join([*filter(len, head), Text(day(entry.fields.get("date", "")))])]
    if url := entry.fields.get("url"):
        parts.append(Text(HRef(url, url)))
    parts += [fields[name].capfirst() for name in ("howpublished", "note") if name in fields]
    return Text(". ").join(parts) + "."


@dataclass
class RoundBrackets(LabelReferenceStyle):
    """Citations in round brackets, several parted by semicolons."""

    bracket_parenthetical: BracketStyle = field(default_factory=lambda: BracketStyle(left="(", right=")", sep="; "))
    bracket_label: BracketStyle = field(default_factory=lambda: BracketStyle(left="", right="", sep="; "))


class sources(nodes.General, nodes.Element):
    """The place of a page's own list of sources."""


class Sources(SphinxDirective):
    """``{sources}``: the sources that this page cites, in full."""

    def run(self) -> list[nodes.Node]:
        """Leave a place; the list is known when the page is read to its end."""
        return [sources()]


class ListSources(SphinxPostTransform):
    """Fill the place with what the page cites."""

    default_priority = 5  # before citations are resolved, while their keys can be seen

    def run(self, **kwargs: object) -> None:
        """Replace each place by a list of links to the entries in full."""
        places = list(self.document.findall(sources))
        if not places:
            return
        domain = self.env.get_domain("cite")
        cited = {
            key.strip()
            for reference in self.document.findall(addnodes.pending_xref)
            if reference["refdomain"] == "cite"
            for key in reference["reftarget"].split(",")
        }
        entries = [c for c in domain.citations if c.key in cited]
        for place in places:
            items = []
            for citation in entries:
                entry = citation.formatted_entry
                text = entry.text.render(domain.backend)
                head = nodes.strong("", f"{entry.label}. ")
                items.append(nodes.list_item("", nodes.paragraph("", "", head, *text)))
            place.replace_self(nodes.bullet_list("", *items, classes=["sources"]))


def visit_citation(self: HTML5Translator, node: nodes.citation) -> None:
    """Open an entry as a plain block: docutils calls entries items of a list whose role forbids them."""
    self.body.append(self.starttag(node, "div", CLASS="citation"))


def depart_citation(self: HTML5Translator, node: nodes.citation) -> None:
    """Close it."""
    self.body.append("</div>\n")


def visit_label(self: HTML5Translator, node: nodes.label) -> None:
    """Open the label without brackets: it reads like a citation. Where a footnote has one, docutils prints it."""
    if not isinstance(node.parent, nodes.citation):
        HTML5Translator.visit_label(self, node)
        return
    self.body.append('<p class="citation-label">')


def depart_label(self: HTML5Translator, node: nodes.label) -> None:
    """Close it."""
    if not isinstance(node.parent, nodes.citation):
        HTML5Translator.depart_label(self, node)
        return
    self.body.append("</p>\n")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the reference style and the directive; Pybtex finds the other styles by their entry points."""
    sphinxcontrib.bibtex.plugin.register_plugin(
        "sphinxcontrib.bibtex.style.referencing", "publisher-date", RoundBrackets
    )
    app.add_node(sources)
    app.add_node(nodes.citation, override=True, html=(visit_citation, depart_citation))
    app.add_node(nodes.label, override=True, html=(visit_label, depart_label))
    app.add_directive("sources", Sources)
    app.add_post_transform(ListSources)
    return {"version": __version__, "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
