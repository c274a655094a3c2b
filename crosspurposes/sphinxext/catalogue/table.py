"""A package of tables as its Frictionless descriptor and its CSV files give it, read for a reader and not to compute."""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

UNKNOWN = "unknown"
NUMBERS = ("integer", "number")
SUFFIX = ".csv"


class CatalogueError(ValueError):
    """A descriptor or a table cannot be shown; the message has a line per fault: the file, the fault, the remedy."""


@dataclass(frozen=True)
class Column:
    """A column: its names, its meaning, what may stand in it, and what a cell without a value means, by its mark."""

    name: str
    title: str
    description: str
    type: str
    unit: str
    allowed: str
    missing: dict[str, str]

    def shown(self, cell: str) -> str:
        """The cell as a reader sees it: a quantity with its thousands parted, anything else as it stands."""
        if self.type not in NUMBERS or not self.unit:
            return cell
        try:
            return f"{Decimal(cell):,}"
        except InvalidOperation:
            return cell


@dataclass(frozen=True)
class Row:
    """A row: its address, its name for readers, its line in the file and its cells."""

    id: str
    label: str
    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table with all that its descriptor says; ``path`` is that of its file, as seen from the book."""

    name: str
    path: str
    title: str
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    period: str
    caveats: tuple[str, ...]
    processing: str
    terms: str
    licences: tuple[dict[str, str], ...]
    sources: tuple[dict[str, str], ...]

    @property
    def docname(self) -> str:
        """The page of the table."""
        return self.path.removesuffix(SUFFIX)

    @property
    def years(self) -> str:
        """The period in words; empty if the descriptor gives none."""
        return self.period.replace("/", " to ")

    def column(self, name: str) -> list[str]:
        """The cells of a column; none if the table does not have it."""
        names = [column.name for column in self.columns]
        return [row.cells[names.index(name)] for row in self.rows] if name in names else []

    def grades(self, column: str) -> dict[str, int]:
        """How many rows have each word that the column holds, in alphabetical order."""
        return dict(sorted(Counter(filter(None, self.column(column))).items()))


@dataclass(frozen=True)
class Package:
    """The tables by name, in the descriptor's order. ``path`` is the descriptor's, as seen from the book."""

    path: str
    title: str
    authors: tuple[str, ...]
    tables: dict[str, Table]


def read(path: str, book: Path) -> Package:
    """The package whose descriptor lies at a path inside the book.

    Raises
    ------
    CatalogueError
        If the descriptor or a table cannot be shown.
    """
    described = load(path, book)
    folder = Path(path).parent
    faults: list[str] = []
    tables: dict[str, Table] = {}
    taken: dict[str, str] = {}
    for number, resource in enumerate(described["resources"], start=1):
        name = resource.get("name") or f"number {number}"
        where = f"{path}, table {name}"
        if found := list(resource_faults(resource, where)):
            faults += found
            continue
        file = (folder / resource["path"]).as_posix()
        for kind, value in (("name", name), ("path", file)):
            if f"{kind} {value}" in taken:
                faults.append(f"{where}: the {kind} {value!r} is that of another table: choose another")
            taken[f"{kind} {value}"] = name
        try:
            tables[name] = table(resource, described, file, book)
        except CatalogueError as fault:
            faults.append(str(fault))
    if faults:
        raise CatalogueError("\n".join(faults))
    authors = tuple(author["title"] for author in described.get("contributors", ()) if author.get("title"))
    return Package(path, described.get("title") or described.get("name", ""), authors, tables)


def load(path: str, book: Path) -> dict[str, Any]:
    """The descriptor as it stands in its file, found to be one."""
    try:
        described = json.loads(Path(book, path).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CatalogueError(f"{path}: no such file; set catalogue_descriptor to the descriptor's path") from None
    except (json.JSONDecodeError, UnicodeDecodeError) as fault:
        raise CatalogueError(f"{path}: not JSON ({fault}); correct it") from None
    if not isinstance(described, dict) or not isinstance(described.get("resources"), list):
        raise CatalogueError(f"{path}: it has no list of resources; write a Frictionless Data Package")
    return described


def resource_faults(resource: dict[str, Any], where: str) -> Iterator[str]:
    """What keeps a resource from being shown."""
    if not resource.get("name"):
        yield f"{where}: it has no name; give it one"
    path = resource.get("path")
    if not isinstance(path, str) or "://" in path or not path.endswith(SUFFIX):
        yield f"{where}: its path is {path!r}; only a table in one CSV file beside the descriptor has a page"
    schema = resource.get("schema")
    if not isinstance(schema, dict) or not schema.get("fields"):
        yield f"{where}: its schema has no fields; describe every column there"
        return
    names = [field.get("name") for field in schema["fields"]]
    for key in keys(schema):
        if key not in names:
            yield f"{where}: the key {key!r} is no column; correct primaryKey"


def keys(schema: dict[str, Any]) -> list[str]:
    """The columns that tell the rows apart."""
    key = schema.get("primaryKey") or []
    return [key] if isinstance(key, str) else key


def table(resource: dict[str, Any], package: dict[str, Any], file: str, book: Path) -> Table:
    """The table of a resource; what the resource leaves out, the package may say for all."""
    schema = resource["schema"]
    columns = tuple(column(field, schema) for field in schema["fields"])
    key = tuple(keys(schema))
    period = resource.get("temporal")
    return Table(
        name=resource["name"],
        path=file,
        title=resource.get("title") or resource["name"],
        description=resource.get("description", ""),
        key=key,
        columns=columns,
        rows=tuple(rows(resource, columns, key, file, book)),
        period=period if isinstance(period, str) else "",
        caveats=tuple(resource.get("caveats", ())),
        processing=resource.get("processing", ""),
        terms=resource.get("source_terms", ""),
        licences=tuple(resource.get("licenses") or package.get("licenses", ())),
        sources=tuple(resource.get("sources") or package.get("sources", ())),
    )


def column(field: dict[str, Any], schema: dict[str, Any]) -> Column:
    """The column that a field describes; a mark for a missing value may have a label that says what it means."""
    marks = field.get("missingValues", schema.get("missingValues", []))
    labelled = [mark if isinstance(mark, dict) else {"value": mark} for mark in ("", *marks)]
    return Column(
        name=field["name"],
        title=field.get("title") or field["name"],
        description=field.get("description", ""),
        type=field.get("type", "any"),
        unit=field.get("unit", ""),
        allowed=allowed(field.get("constraints", {})),
        missing={mark["value"]: mark.get("label") or UNKNOWN for mark in labelled},
    )


def allowed(constraints: dict[str, Any]) -> str:
    """The constraints in words; empty if there are none that a reader can use."""
    said = []
    if "enum" in constraints:
        said.append("one of " + ", ".join(map(str, constraints["enum"])))
    if "minimum" in constraints and "maximum" in constraints:
        said.append(f"{constraints['minimum']} to {constraints['maximum']}")
    elif "minimum" in constraints:
        said.append(f"{constraints['minimum']} or more")
    elif "maximum" in constraints:
        said.append(f"{constraints['maximum']} or less")
    if constraints.get("required"):
        said.append("never empty")
    return "; ".join(said)


def rows(
    resource: dict[str, Any], columns: tuple[Column, ...], key: tuple[str, ...], file: str, book: Path
) -> list[Row]:
    """The rows of the file, each with an address made of its key, or of its place where the table has no key."""
    found: list[Row] = []
    faults: list[str] = []
    ids: dict[str, int] = {}
    labels: dict[str, int] = {}
    names = [column.name for column in columns]
    lines = records(resource, file, book)
    _, header = next(lines, (1, []))
    if header != names:
        raise CatalogueError(
            f"{file}, row 1: the columns are {', '.join(header)} and not, as described, {', '.join(names)}; make them agree"
        )
    for place, (line, cells) in enumerate(lines, start=1):
        if len(cells) != len(names):
            more = "more" if len(cells) > len(names) else "fewer"
            faults.append(f"{file}, row {line}: it has {more} cells than the header; correct the row")
            continue
        parts = [cells[names.index(name)] for name in key]
        label = ", ".join(parts) if key else f"row {place}"
        if not all(parts):
            empty = key[parts.index("")]
            faults.append(f"{file}, row {line}: the key {empty} is empty; fill it in, the row's address is made of it")
        elif label in labels:
            faults.append(f"{file}, row {line}: the key {label} is that of row {labels[label]}; give it one of its own")
        labels.setdefault(label, line)
        found.append(Row(unique(slug(parts) or f"row-{place}", ids), label, line, tuple(cells)))
    if faults:
        raise CatalogueError("\n".join(faults))
    return found


def records(resource: dict[str, Any], file: str, book: Path) -> Iterator[tuple[int, list[str]]]:
    """Every record of the file with the line on which it begins."""
    path, dialect = Path(book, file), resource.get("dialect") or {}
    encoding = resource.get("encoding", "utf-8")
    try:
        with path.open(
            encoding="utf-8-sig" if encoding.lower() in ("utf-8", "utf8") else encoding, newline=""
        ) as lines:
            reader = csv.reader(lines, delimiter=dialect.get("delimiter", ","))
            line = 1
            for cells in reader:
                if cells:
                    yield line, cells
                line = reader.line_num + 1
    except FileNotFoundError:
        raise CatalogueError(f"{file}: no such file; add it, or remove it from the descriptor") from None
    except UnicodeDecodeError as fault:
        raise CatalogueError(f"{file}: byte {fault.start} is not {encoding}; save the file as {encoding}") from None


def slug(parts: list[str]) -> str:
    """The key as an address: what an address cannot hold as it is becomes a hyphen, accents fall away."""
    plain = unicodedata.normalize("NFKD", "-".join(parts)).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9._~-]+", "-", plain).strip("-")


def unique(id: str, taken: dict[str, int]) -> str:
    """The id, or with a number after it the first that is free."""
    free = id
    while free in taken:
        taken[id] += 1
        free = f"{id}-{taken[id]}"
    taken[free] = 1
    return free
