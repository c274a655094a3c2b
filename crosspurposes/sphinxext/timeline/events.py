"""The events of a table, with all that is wrong with its rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from crosspurposes import data
from crosspurposes.sphinxext import rows
from crosspurposes.sphinxext.rows import SLUG, Fault, RowsError

from .dates import Span

COLUMNS = (
    *("id", "date", "date_end", "category", "title", "detail"),
    *("disputed", "note", "confidence", "sources"),
)
REQUIRED = ("id", "date", "category", "title", "sources")


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
    RowsError
        If the table cannot be read, or does not have the columns of a timeline.
    """
    frame, described = rows.load(name, root, columns=COLUMNS, needs="a timeline needs")
    categories = described.fields["category"].values
    if not categories:
        raise RowsError(
            "column",
            f"{root.name}/{described.path}: the categories are not a closed list; give the column category an enum "
            f"in {root.name}/{data.DESCRIPTOR}",
        )
    found, faults = [], []
    for line, row in rows.cells(frame, COLUMNS):
        wrong = [Fault(line, *fault) for fault in row_faults(row)]
        faults += wrong
        if not wrong:
            found.append(event(row))
    found.sort(key=lambda event: event.id)  # an id begins with its date; a vague one comes last in its month or year
    return Events(name, described.path, described.title, categories, tuple(found), tuple(faults))


def event(row: dict[str, str]) -> Event:
    """The row as an event."""
    rest = {name: text for name, text in row.items() if name not in ("date", "date_end", "sources")}
    return Event(span=Span(row["date"], row["date_end"]), sources=rows.keys(row["sources"]), **rest)


def row_faults(row: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Subtype and message of everything that is wrong with a row."""
    yield from rows.empty(row, REQUIRED)
    id, date, date_end = row["id"], row["date"], row["date_end"]
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
