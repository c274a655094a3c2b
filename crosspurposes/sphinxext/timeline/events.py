"""The events of a table, with all that is wrong with its rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from crosspurposes import data

from .dates import Span

COLUMNS = (
    *("id", "date", "date_end", "category", "title", "detail"),
    *("disputed", "note", "confidence", "sources"),
)
REQUIRED = ("id", "date", "category", "title", "sources")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class TimelineError(ValueError):
    """A table cannot be shown as a timeline; `subtype` says in which respect."""

    def __init__(self, subtype: str, message: str) -> None:
        super().__init__(message)
        self.subtype = subtype


@dataclass(frozen=True)
class Event:
    """One row: what happened when, and how it is known. Empty text stands for what a row does not say."""

    id: str
    span: Span
    category: str
    title: str
    detail: str
    disputed: str
    note: str
    confidence: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Fault:
    """What is wrong with a row (the line of the file), and what to do."""

    row: int
    subtype: str
    message: str


@dataclass(frozen=True)
class Events:
    """The sound rows of a table by id, and so by date, and the faults of the others; `path` is its file."""

    name: str
    path: str
    title: str
    categories: tuple[str, ...]
    events: tuple[Event, ...]
    faults: tuple[Fault, ...]


def load(name: str, root: Path) -> Events:
    """The events of table `name` in the folder `root`.

    Raises
    ------
    TimelineError
        If the table cannot be read, or does not have the columns of a timeline.
    """
    try:
        frame, described = data.load(name, root=root), data.describe(name, root=root)
    except data.TableError as error:
        raise TimelineError("table", str(error)) from None
    where = f"{root.name}/{described.path}"
    if missing := [column for column in COLUMNS if column not in frame]:
        raise TimelineError(
            "column",
            f"{where}: a timeline needs the column{'s' * (len(missing) > 1)} {', '.join(missing)}; "
            f"add to the file and to {root.name}/{data.DESCRIPTOR}",
        )
    categories = described.fields["category"].values
    if not categories:
        raise TimelineError(
            "column",
            f"{where}: the categories are not a closed list; give the column category an enum "
            f"in {root.name}/{data.DESCRIPTOR}",
        )
    rows = frame.astype("object").where(frame.notna(), "").to_dict("records")
    found, faults = [], []
    for line, row in enumerate(rows, 2):
        wrong = [Fault(line, subtype, message) for subtype, message in row_faults(row)]
        faults += wrong
        if not wrong:
            found.append(event(row))
    found.sort(key=lambda event: event.id)  # an id begins with its date; a vague one comes last in its month or year
    return Events(name, described.path, described.title, categories, tuple(found), tuple(faults))


def event(row: dict[str, str]) -> Event:
    """The row as an event."""
    text = {name: str(row[name]) for name in COLUMNS}
    sources = tuple(key for part in text.pop("sources").split(";") if (key := part.strip()))
    return Event(span=Span(text.pop("date"), text.pop("date_end")), sources=sources, **text)


def row_faults(row: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Subtype and message of everything that is wrong with a row."""
    for name in REQUIRED:
        if not row[name]:
            yield "cell", f"the cell {name} is empty: fill it in"
    id, date, date_end = (str(row[name]) for name in ("id", "date", "date_end"))
    if id and date and not (id.startswith(f"{date}-") and SLUG.fullmatch(id.removeprefix(f"{date}-"))):
        yield (
            "id",
            f"the id {id!r} is not its date and then a short name: write {date}-short-name, "
            "in lower-case letters, digits and hyphens",
        )
    if date:
        try:
            Span(date, date_end)
        except ValueError as error:
            yield "date", f"{error}: correct date or date_end"
