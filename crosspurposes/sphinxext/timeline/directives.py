"""The author's syntax: a timeline, whole or in part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from itertools import groupby
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from crosspurposes.sphinxext.parts import cite
from crosspurposes.sphinxext.rows import RowsError

from .dates import Span, first_day, last_day
from .domain import Listing, TimelineDomain, warn
from .events import Event, Events
from .nodes import category, decade, downloads, event, event_filter, event_list, home_link, jumps, mark, when

CHOOSING = {"category", "from", "to"}  # the options that choose a part of the table


@dataclass(frozen=True)
class Choice:
    """What part of a table is shown: some categories, from one day to another; empty stands for all."""

    categories: frozenset[str] = frozenset()
    first: date | None = None
    last: date | None = None

    def fits(self, row: Event) -> bool:
        """Whether the event is of a chosen category and touches the chosen days."""
        return (
            (not self.categories or row.category in self.categories)
            and (self.first is None or row.span.last >= self.first)
            and (self.last is None or row.span.first <= self.last)
        )


class TimelineDirective(SphinxDirective):
    """The events of a table in the order of their dates.

    The whole table stands under decades and years, with links to its files and a filter. A part of it, chosen with
    ``:category:`` (one or more, with commas), ``:from:`` and ``:to:`` (a year, a month or a day), is a short list;
    ``:filter:`` gives it years and a filter too.
    """

    required_arguments = 1
    option_spec: ClassVar[dict[str, Any]] = {
        "category": directives.unchanged_required,
        "from": directives.unchanged_required,
        "to": directives.unchanged_required,
        "filter": directives.flag,
    }

    @property
    def domain(self) -> TimelineDomain:
        """The domain that keeps the timelines."""
        return self.env.get_domain(TimelineDomain.name)

    def run(self) -> list[nodes.Node]:
        """The list, with a warning for everything that is wrong with what was asked for."""
        place = nodes.container("", classes=["timeline"])
        self.set_source_info(place)
        name = self.arguments[0]
        self.domain.depend(name)
        try:
            table = self.domain.table(name)
        except RowsError as error:
            for line in str(error).splitlines():
                warn(error.subtype, line, place)
            return []
        choice = self.choice(table, place)
        events = [row for row in table.events if choice.fits(row)]
        if not events:
            warn("empty", f"no event of {name!r} fits: choose other categories or years", place)
        marks = [(Span(str(day)), words) for day, words in self.config.timeline_marks.items()]
        before = self.domain.data["listings"].get(self.env.docname, ())
        whole = not self.options.keys() & CHOOSING
        home = whole and not any(listing.whole and listing.table == name for listing in before)
        filtered = whole or "filter" in self.options
        if filtered and (other := next((listing for listing in before if listing.filtered), None)):
            warn("filter", f"the page has a filter already, in line {other.line}: one address keeps one choice", place)
            filtered = False
        titles = tuple((row.id, row.title) for row in events)
        self.domain.add(Listing(self.env.docname, place.line, name, whole, filtered, titles))
        if home:
            place += downloads(files=[table.path, f"{name}.ics"], docname=self.env.docname)
        if filtered and events:
            place += self.filter(table, events)
            place += self.by_year(self.items(events, marks if whole else between(marks, events), home))
        else:
            place += event_list("", *self.items(events, between(marks, events), home))
        return [place]

    def choice(self, table: Events, place: nodes.Element) -> Choice:
        """What the options choose; what they cannot mean is told of and left out."""
        known = list(table.categories)
        asked = [part.strip() for part in self.options.get("category", "").split(",") if part.strip()]
        for name in asked:
            if name not in known:
                near = get_close_matches(name, known, n=1, cutoff=0)[0]
                message = f"{table.name!r} has no category {name!r}, the nearest is {near!r}: use {', '.join(known)}"
                warn("category", message, place)
        days = {}
        for option, day in (("from", first_day), ("to", last_day)):
            try:
                days[option] = day(self.options[option].strip()) if option in self.options else None
            except ValueError as error:
                warn("option", f"':{option}:': {error}", place)
                days[option] = None
        if days["from"] and days["to"] and days["from"] > days["to"]:
            warn("option", "':from:' is later than ':to:': exchange them", place)
        return Choice(frozenset(asked) & set(known), days["from"], days["to"])

    def filter(self, table: Events, events: list[Event]) -> event_filter:
        """The place of the filter, with what there is to choose from."""
        present = {row.category for row in events}
        shown = [(key, self.label(key), shape) for shape, key in enumerate(table.categories) if key in present]
        years = (events[0].span.first.year, max(row.span.last.year for row in events))
        return event_filter(categories=shown if len(shown) > 1 else [], years=years, total=len(events))

    def by_year(self, items: Iterable[event | mark]) -> Iterator[nodes.Node]:
        """Links to the decades, then each decade with its years and their events."""
        decades = []
        for start, of_decade in groupby(items, key=lambda item: item["year"] // 10 * 10):
            section = self.section(decade(name=f"{start}s"), f"{start}s")
            for year, of_year in groupby(of_decade, key=lambda item: item["year"]):
                section += self.section(nodes.section(), str(year))
                section[-1] += event_list("", *of_year)
            decades.append(section)
        if len(decades) > 1:
            yield jumps(items=[(section["ids"][0], section["name"]) for section in decades])
        yield from decades

    def section(self, section: nodes.section, title: str) -> nodes.section:
        """The section with its title and an id."""
        section += nodes.title("", title)
        section["ids"] = [title if title not in self.state.document.ids else f"timeline-{title}"]
        self.state.document.ids[section["ids"][0]] = section
        return section

    def items(self, events: list[Event], marks: list[tuple[Span, str]], home: bool) -> Iterator[event | mark]:
        """Events and marks in the order of their dates."""
        days = [(span.start, span.first.year, self.mark(span, words)) for span, words in marks]
        shown = [(row.id, row.span.first.year, self.event(row, home)) for row in events]
        for _, year, item in sorted([*days, *shown], key=lambda each: each[0]):  # an id begins with its date
            item["year"] = year
            yield item

    def event(self, row: Event, home: bool) -> event:
        """One event: when, what, of which kind, in more words, what is disputed, and how it is known."""
        data = {"category": row.category, "from": row.span.first.year, "to": row.span.last.year}
        node = event(event_id=row.id, data=data, classes=["event"])
        self.set_source_info(node)
        if home and row.id not in self.state.document.ids:
            node["ids"] = [row.id]
            self.state.document.ids[row.id] = node
        shape = self.domain.table(self.arguments[0]).categories.index(row.category)
        title = nodes.strong("", row.title, classes=["event-title"])
        kind = category("", self.label(row.category), shape=shape, classes=["event-category"])
        node += nodes.paragraph("", "", *dated(row.span), classes=["event-date"])
        node += nodes.paragraph("", "", title, nodes.Text(" "), kind, classes=["event-head"])
        for label, text in (("", row.detail), ("Disputed:", row.disputed), ("Note:", row.note)):
            if text:
                lead = [nodes.strong("", label), nodes.Text(" ")] if label else []
                name = label.lower().rstrip(":") or "detail"
                node += nodes.paragraph("", "", *lead, nodes.Text(text), classes=[f"event-{name}"])
        node += self.known(row, home)
        return node

    def known(self, row: Event, home: bool) -> nodes.paragraph:
        """The last line of an event: its sources, how sure it is, its own address."""
        cited = cite(self, row.sources, self.config.timeline_cite_role)
        line = nodes.paragraph("", "", nodes.Text("Sources: "), *cited, classes=["event-known"])
        if words := self.config.timeline_confidence.get(row.confidence):
            line += nodes.Text(f" · Confidence {row.confidence}: {words}")
        if home:
            own = nodes.reference("", "Link to this event", internal=True, refid=row.id, classes=["event-own"])
            line += [nodes.Text(" · "), own]
        else:
            line += home_link("", "In the timeline", event_id=row.id)
        return line

    def mark(self, span: Span, words: str) -> mark:
        """A day that is no event, in the same list."""
        text = nodes.paragraph("", "", *dated(span), nodes.Text(f": {words}"))
        return mark("", text, classes=["timeline-mark"])

    def label(self, key: str) -> str:
        """The category in words."""
        return self.config.timeline_categories.get(key) or key.replace("_", " ").capitalize()


def dated(span: Span) -> Iterator[nodes.Node]:
    """The span in words, each of its dates marked as one."""
    for number, (iso, words) in enumerate(span.parts):
        if number:
            yield nodes.Text(span.dash)
        yield when("", words, datetime=iso)


def between(marks: list[tuple[Span, str]], events: list[Event]) -> list[tuple[Span, str]]:
    """The marks that lie among the events."""
    return [(span, words) for span, words in marks if events and events[0].id < span.start < events[-1].id]
