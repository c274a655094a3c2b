"""The events for calendars: ``<table>.ics`` (iCalendar, RFC 5545) beside the table."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import icalendar
from docutils import nodes

from crosspurposes import data

from .domain import TimelineDomain, warn
from .events import Event, Events

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def write_files(app: Sphinx, exception: Exception | None) -> None:
    """At the end of an HTML build, write the calendar of every table that is shown whole, beside the table itself."""
    if exception or app.builder.format != "html" or app.builder.name == "epub":
        return
    domain = app.env.get_domain(TimelineDomain.name)
    folder = Path(app.outdir, app.config.timeline_data)
    labels, base = source_labels(domain.root), base_address(app)
    for name, home in domain.homes().items():
        table = domain.table(name)
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(domain.root / table.path, folder / table.path)
        made = calendar(
            table,
            project=app.config.project,
            edition=app.config.timeline_edition,
            page=base and f"{base}{app.builder.get_target_uri(home.docname)}",
            categories=app.config.timeline_categories,
            confidence=app.config.timeline_confidence,
            sources=labels,
        )
        (folder / f"{name}.ics").write_bytes(made.to_ical(sorted=False))


def base_address(app: Sphinx) -> str:
    """The public address of the book with a slash at its end; empty if ``html_baseurl`` does not say."""
    return f"{app.config.html_baseurl.rstrip('/')}/" if app.config.html_baseurl else ""


def source_labels(root: Path) -> dict[str, str]:
    """What to call each source in a calendar, its label and its address; nothing if no list of sources can be read."""
    if not (root / data.BIBLIOGRAPHY).is_file():
        return {}
    try:
        listed = data.references(root=root)
    except data.TableError as error:
        for line in str(error).splitlines():
            warn("sources", f"{line}; until then the calendar names sources by their keys", None)
        return {}
    return {key: f"{source.label} {source.url}".strip() for key, source in listed.items()}


def calendar(
    table: Events,
    *,
    project: str,
    edition: str = "",
    page: str = "",
    categories: dict[str, str] | None = None,
    confidence: dict[str, str] | None = None,
    sources: dict[str, str] | None = None,
) -> icalendar.Calendar:
    """The table as a calendar of all-day events, the same at every build.

    Parameters
    ----------
    table
        The events.
    project
        Name of the book.
    edition
        ISO date that stands for when the calendar was made; the last day of the last event if empty.
    page
        Address of the page that shows the events; without it they have no address.
    categories, confidence, sources
        Words for the keys of each, where there are better ones than the keys.
    """
    made = icalendar.Calendar()
    made.add("prodid", f"-//{project}//{table.title}//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("name", f"{project}: {table.title}")
    made.add("x-wr-calname", f"{project}: {table.title}")  # what calendars knew before they knew NAME
    last = max((event.span.last for event in table.events), default=date(1970, 1, 1))
    stamp = datetime.combine(date.fromisoformat(edition) if edition else last, time(), UTC)
    for event in table.events:
        entry = icalendar.Event()
        entry.add("uid", f"{event.id}@{table.name}.{nodes.make_id(project) or 'timeline'}")
        entry.add("dtstamp", stamp)
        entry.add("dtstart", event.span.first)
        entry.add("dtend", event.span.last + timedelta(days=1))  # the first day after the event
        entry.add("summary", event.title)
        entry.add("description", "\n\n".join(description(event, confidence or {}, sources or {})))
        entry.add("categories", [(categories or {}).get(event.category, event.category)])
        entry.add("transp", "TRANSPARENT")  # nobody is busy because of it
        if page:
            entry.add("url", f"{page}#{event.id}")
        made.add_component(entry)
    return made


def description(event: Event, confidence: dict[str, str], sources: dict[str, str]) -> Iterator[str]:
    """What the page says of the event, as paragraphs, with the precision of its date where that is not the day."""
    if event.span.vague:
        yield f"{event.span.words}. {event.span.vague}"
    if event.detail:
        yield event.detail
    if event.disputed:
        yield f"Disputed: {event.disputed}"
    if event.note:
        yield f"Note: {event.note}"
    if words := confidence.get(event.confidence):
        yield f"Confidence {event.confidence}: {words}."
    yield "Sources: " + "; ".join(sources.get(key, key) for key in event.sources)
