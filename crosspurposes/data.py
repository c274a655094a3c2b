"""The tables of the book and the sources that they rest on.

This is the only module that touches the files in `data/`: tables (`*.csv`), their descriptor (`datapackage.json`, a
Frictionless Data Package) and the list of sources (`references.bib`).
"""

import csv
import difflib
import functools
import json
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from frictionless import FrictionlessException, Package
from pybtex.database import Entry, parse_string
from pybtex.exceptions import PybtexError
from pybtex.richtext import Text

# In a checkout the tables stand beside the package, once installed inside it.
_PACKAGE = Path(__file__).resolve().parent
DATA = next(
    (path for path in (_PACKAGE.parent / "data", _PACKAGE / "tables") if (path / "datapackage.json").is_file()),
    _PACKAGE,
)
DESCRIPTOR, BIBLIOGRAPHY = "datapackage.json", "references.bib"

# Files in the folder that are no tables of evidence, each with the reason why no descriptor names it.
RECORDS = {
    "anchors.csv": "a record of how well the notes' quotations hold, written by the command check-article",
    "verdicts.csv": "a record of the verdict that each note was first printed with, written by the same command",
    "corrections.csv": "the log of changed verdicts, kept by hand and read by the annotations",
}

DTYPES = {"integer": "Int64", "number": "float64", "string": "string"}
KINDS = {"integer": "a whole number", "number": "a number", "string": "text"}
ISO_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?|n\.d\.")


class TableError(ValueError):
    """A table, its descriptor or the list of sources is not as it should be; the message has one line per problem."""


@dataclass(frozen=True)
class Field:
    """One column: what it is called for a reader, what it means, in which unit."""

    name: str
    title: str
    description: str
    type: str
    unit: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """What the descriptor says about one table."""

    name: str
    path: str
    title: str
    description: str
    fields: dict[str, Field]
    key: tuple[str, ...]
    sources: tuple[dict[str, str], ...]
    source_terms: str
    licences: tuple[dict[str, str], ...]
    caveats: tuple[str, ...]
    processing: str
    temporal: str


@dataclass(frozen=True)
class Reference:
    """One source: `date` is ISO and may stop at the month or the year, or is "n.d."."""

    key: str
    publisher: str
    short_publisher: str
    title: str
    date: str
    author: str = ""
    url: str = ""
    howpublished: str = ""
    language: str = ""
    note: str = ""

    @property
    def label(self) -> str:
        """Short publisher and date, as a citation prints them: "Reuters, 10 March 2021"."""
        if self.date == "n.d.":
            return f"{self.short_publisher}, n.d."
        date, precision = pd.Timestamp(self.date), self.date.count("-")
        month = f"{date.month_name()} " if precision else ""  # in English, whatever the reader's locale
        day = f"{date.day} " if precision == 2 else ""
        return f"{self.short_publisher}, {day}{month}{date.year}"


# What chapters and charts use ------------------------------------------------------------------------------------


def load(name: str, *, root: Path = DATA) -> pd.DataFrame:
    """Table `name`, checked against its descriptor, one row per line of the file.

    Parameters
    ----------
    name
        Name of the table, which is also the name of its file without the ending.
    root
        Folder that holds the tables.

    Returns
    -------
    pandas.DataFrame
        Columns as in the descriptor: whole numbers as `Int64`, numbers as `float64`, text as `string`, and text with
        a fixed set of values as a category in the descriptor's order. An empty cell is a missing value. The frame is
        a fresh copy.

    Raises
    ------
    TableError
        If there is no such table, or if its file breaks the descriptor: one line for each problem.
    """
    return _load(name, Path(root)).copy()


def names(*, root: Path = DATA) -> list[str]:
    """Names of all tables, in the descriptor's order."""
    return [resource["name"] for resource in _descriptor(root)["resources"]]


def describe(name: str, *, root: Path = DATA) -> Table:
    """What the descriptor says about table `name`: title, columns with units, sources, licences, caveats.

    Raises
    ------
    TableError
        If there is no such table.
    """
    resource = _resource(name, _descriptor(root))
    fields = {
        field["name"]: Field(
            name=field["name"],
            title=field["title"],
            description=field["description"],
            type=field["type"],
            unit=field.get("unit", ""),
            values=tuple(field.get("constraints", {}).get("enum", ())),
        )
        for field in resource["schema"]["fields"]
    }
    return Table(
        name=name,
        path=resource["path"],
        title=resource["title"],
        description=resource["description"],
        fields=fields,
        key=tuple(resource["schema"]["primaryKey"]),
        sources=tuple(resource["sources"]),
        source_terms=resource["source_terms"],
        licences=tuple(resource["licenses"]),
        caveats=tuple(resource["caveats"]),
        processing=resource["processing"],
        temporal=resource["temporal"],
    )


def references(*, root: Path = DATA) -> dict[str, Reference]:
    """All sources by key, in the order of the file.

    Raises
    ------
    TableError
        If the file cannot be parsed, or if a source lacks its publisher, short publisher, title or date.
    """
    return dict(_references(Path(root)))


def sources(frame: pd.DataFrame) -> list[str]:
    """Keys in the column `sources` of `frame`, each once, in order of appearance."""
    return list(dict.fromkeys(key for cell in frame["sources"].dropna() for key in _keys(cell)))


def credit(tables: str | Iterable[str], *, root: Path = DATA) -> str:
    """Credit line of one or more tables: their main producers, and whether the rows name others.

    The producers come from the descriptor; "others in the table" stands for the further publishers that rows cite.
    """
    tables = [tables] if isinstance(tables, str) else list(tables)
    listed = references(root=root)
    main = {
        listed[source["key"]].short_publisher: None for name in tables for source in describe(name, root=root).sources
    }
    cited = {listed[key].short_publisher for name in tables for key in sources(load(name, root=root))}
    others = [f"others in the table{'s' if len(tables) > 1 else ''}"] if cited - set(main) else []
    return "; ".join([*main, *others])


def problems(root: Path | None = None, cited: Collection[str] = frozenset()) -> list[str]:
    """Everything that is wrong with the data folder, one line each; empty if all is well.

    Parameters
    ----------
    root
        Folder to check; the book's own if not given.
    cited
        Keys of sources that chapters cite, so that a source is not called unused for want of a table.
    """
    root = DATA if root is None else Path(root)
    try:
        descriptor = _descriptor(root)
        package = _package(root)
    except TableError as error:
        return str(error).splitlines()
    found = [problem for resource in descriptor["resources"] for problem in _descriptor_problems(resource, root)]
    if found:
        return found  # an incomplete descriptor makes every later message unreliable
    found = _orphans(descriptor, root)
    used = set(cited)
    try:
        known = _parse_references(root)
    except TableError as error:
        return found + str(error).splitlines()
    for resource in descriptor["resources"]:
        found += _content_problems(resource, package, root) or [
            *_order_problems(resource, root),
            *_rule_problems(resource, root),
        ]
        found += _form_problems(resource, root)
        found += _source_problems(resource, known, root)
        used |= {source["key"] for source in resource["sources"]} | {key for _, key in _cited_keys(resource, root)}
    return found + _bibliography_problems(known, used, root)


# Reading ---------------------------------------------------------------------------------------------------------


@functools.cache
def _load(name: str, root: Path) -> pd.DataFrame:
    resource = _resource(name, _descriptor(root))
    if found := _content_problems(resource, _package(root), root) or list(_rule_problems(resource, root)):
        raise TableError("\n".join(found))
    return _frame(resource, root)


def _frame(resource: dict, root: Path) -> pd.DataFrame:
    fields = resource["schema"]["fields"]
    frame = pd.read_csv(
        root / resource["path"],
        dtype={field["name"]: DTYPES[field["type"]] for field in fields},
        encoding="utf-8",
        keep_default_na=False,  # "None" and "NA" are words; only an empty cell is unknown
        na_values=[""],
    )
    values = {field["name"]: field.get("constraints", {}).get("enum") for field in fields}
    return frame.astype({name: pd.CategoricalDtype(enum, ordered=True) for name, enum in values.items() if enum})


def _descriptor(root: Path) -> dict:
    path = root / DESCRIPTOR
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise TableError(f"{_shown(path)}: the descriptor is missing; restore it from the repository") from None
    except json.JSONDecodeError as error:
        raise TableError(f"{_shown(path)}, line {error.lineno}: not JSON ({error.msg}); correct the line") from None


def _package(root: Path) -> Package:
    try:
        return Package.from_descriptor(_descriptor(root), basepath=str(root))
    except FrictionlessException as error:
        reasons = [reason.message for reason in error.reasons] or [error.error.message]
        where = f"{root.name}/{DESCRIPTOR}"
        raise TableError("\n".join(f"{where}: {reason}; correct the descriptor" for reason in reasons)) from None


def _resource(name: str, descriptor: dict) -> dict:
    tables = {resource["name"]: resource for resource in descriptor["resources"]}
    if name not in tables:
        raise TableError(f'there is no table "{name}"; {_nearest(name, tables)}')
    return tables[name]


@functools.cache
def _references(root: Path) -> dict[str, Reference]:
    return _parse_references(root)


def _parse_references(root: Path) -> dict[str, Reference]:
    path = root / BIBLIOGRAPHY
    if not path.is_file():
        raise TableError(f"{_shown(path)}: the list of sources is missing; restore it from the repository")
    text = path.read_text(encoding="utf-8")
    try:
        entries = parse_string(text, "bibtex").entries
    except PybtexError as error:
        raise TableError(f"{_shown(path)}: {error}; correct the entry") from None
    found = [
        f"{_bibliography_line(key, text, path)}: {key} has no {name}; add the field"
        for key, entry in entries.items()
        for name in ("publisher", "shortpublisher", "title", "date")
        if not entry.fields.get(name)
    ]
    if found:
        raise TableError("\n".join(found))
    return {key: _reference(key, entry) for key, entry in entries.items()}


def _reference(key: str, entry: Entry) -> Reference:
    def plain(name: str) -> str:
        return str(Text.from_latex(entry.fields.get(name, "")))

    return Reference(
        key=key,
        publisher=plain("publisher"),
        short_publisher=plain("shortpublisher"),
        title=plain("title"),
        date=plain("date"),
        author=" and ".join(str(person) for person in entry.persons.get("author", [])),
        url=entry.fields.get("url", ""),  # as it stands: "%" and "~" mean themselves in an address
        howpublished=plain("howpublished"),
        language=plain("language"),
        note=plain("note"),
    )


# Checks: the rows against the descriptor --------------------------------------------------------------------------


def _content_problems(resource: dict, package: Package, root: Path) -> list[str]:
    path = root / resource["path"]
    if not path.is_file():
        return [f"{_shown(path)}: the file is missing; add it or remove its entry from {root.name}/{DESCRIPTOR}"]
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header = next(csv.reader(file), [])
            file.read()
    except UnicodeDecodeError as error:
        return [f"{_shown(path)}: byte {error.start} is not UTF-8; save the file as UTF-8"]
    columns = [field["name"] for field in resource["schema"]["fields"]]
    if header != columns:
        return list(_header_problems(header, columns, path, root))
    report = package.get_resource(resource["name"]).validate()
    errors = [*report.errors, *(error for task in report.tasks for error in task.errors)]
    return [problem for error in errors if (problem := _row_problem(error, resource, path, root))]


def _header_problems(header: list[str], columns: list[str], path: Path, root: Path) -> Iterator[str]:
    where = f"{_shown(path)}, row 1"
    for name in header:
        if name not in columns:
            yield f"{where}: column {name} is not in {root.name}/{DESCRIPTOR}; {_nearest(name, columns)}"
    for name in columns:
        if name not in header:
            yield f"{where}: column {name} is missing; add it or remove it from {root.name}/{DESCRIPTOR}"
    if sorted(header) == sorted(columns):
        yield f"{where}: the columns are in another order than in {root.name}/{DESCRIPTOR}; make them agree"
    elif len(set(header)) < len(header):
        yield f"{where}: a column name is there twice; keep one"


def _row_problem(error, resource: dict, path: Path, root: Path) -> str:
    """One line on an error that Frictionless found; empty for an error that only repeats another one."""
    column = getattr(error, "field_name", "")
    row = getattr(error, "row_number", None)
    where = _shown(path) + (f", row {row}" if row else "") + (f", column {column}" if column else "")
    schema = resource["schema"]
    field = next((field for field in schema["fields"] if field["name"] == column), {})
    descriptor = f"{root.name}/{DESCRIPTOR}"
    match error.type:
        case "type-error":
            says = f'"{error.cell}" is not {KINDS[field["type"]]}; correct the cell or the type in {descriptor}'
        case "constraint-error":
            says = f"{_breach(error, field)} in {descriptor}"
        case "unique-error":
            says = f'"{error.cell}" is there twice; give each row its own'
        case "primary-key":
            cells = dict(zip([field["name"] for field in schema["fields"]], error.cells, strict=False))
            key = {name: cells.get(name, "") for name in schema["primaryKey"]}
            if not all(key.values()):
                return ""  # the empty cell has its own line
            earlier = re.search(r"\d+$", error.note)
            taken = f"row {earlier[0]}" if earlier else "another row"
            shown = ", ".join(f"{name} = {value}" for name, value in key.items())
            says = f"the key {shown} is already taken by {taken}; give each row a key of its own"
        case "foreign-key":
            shown = ", ".join(map(" = ".join, zip(error.field_names, error.field_cells, strict=True)))
            says = f"{shown} is not in {error.reference_name}; correct the cell or add the row there"
        case "extra-cell" | "missing-cell":
            more = "more" if error.type == "extra-cell" else "fewer"
            says = f"the row has {more} cells than the header; put text that has a comma in double quotes"
        case "resource-error":
            where, says = f"{descriptor}, table {resource['name']}", f"{error.note}; correct the descriptor"
        case "blank-row":
            says = "the row is empty; remove it"
        case _:
            says = f"{error.message}; correct the file"
    return f"{where}: {says}"


def _breach(error, field: dict) -> str:
    constraints = field["constraints"]
    rule = re.search(r'constraint "(\w+)"', error.note)[1]
    cell, limit = error.cell, constraints[rule]
    match rule:
        case "required":
            return 'the cell is empty; fill it in or remove "required"'
        case "enum":
            return f'"{cell}" is not one of {", ".join(map(str, limit))}; correct the cell or add the value'
        case "minimum" | "maximum":
            side = "below the minimum" if rule == "minimum" else "above the maximum"
            return f'"{cell}" is {side} of {limit}; correct the cell or the limit'
        case "pattern":
            return f'"{cell}" does not have the form {limit}; correct the cell or the pattern'
        case _:
            return f'"{cell}" breaks the rule {rule} = {limit}; correct the cell or the rule'


def _order_problems(resource: dict, root: Path) -> list[str]:
    key = resource["schema"]["primaryKey"]
    frame = _frame(resource, root)
    order = frame.sort_values(key, kind="stable").index
    first = next((place for place, index in enumerate(order) if place != index), None)
    if first is None:
        return []
    where = f"{_shown(root / resource['path'])}, row {first + 2}"
    return [f"{where}: rows are not sorted by {', '.join(key)}; row {order[first] + 2} belongs here"]


def _rule_problems(resource: dict, root: Path) -> Iterator[str]:
    """Rows that break a rule of the descriptor: an expression in the table's columns that must not be false.

    A row in which the expression needs an unknown cell is not judged.
    """
    frame = _frame(resource, root).convert_dtypes()  # so that an unknown stays unknown in a comparison
    for rule in resource.get("rules", []):
        holds = frame.eval(rule["expression"], engine="python")
        for index in frame.index[~holds.astype("boolean").fillna(True)]:
            used = [name for name in frame.columns if re.search(rf"\b{name}\b", rule["expression"])]
            shown = ", ".join(f"{name} = {frame.at[index, name]}" for name in used)
            yield (
                f"{_shown(root / resource['path'])}, row {index + 2}: {shown}, but {rule['says']}; "
                f"correct the row, or the rule in {root.name}/{DESCRIPTOR}"
            )


def _form_problems(resource: dict, root: Path) -> list[str]:
    path = root / resource["path"]
    content = path.read_bytes() if path.is_file() else b""
    found = []
    if content.startswith(b"\xef\xbb\xbf"):
        found.append(f"{_shown(path)}: the file begins with a byte order mark; save it as UTF-8 without one")
    if b"\r" in content:
        line = content[: content.index(b"\r")].count(b"\n") + 1
        found.append(f"{_shown(path)}, row {line}: the line ends in CR LF; save the file with LF line ends")
    if content and not content.endswith(b"\n"):
        found.append(f"{_shown(path)}: the last line has no line end; add one")
    return found


# Checks: the descriptor, the folder and the sources ---------------------------------------------------------------


def _descriptor_problems(resource: dict, root: Path) -> list[str]:
    where = f"{root.name}/{DESCRIPTOR}, table {resource['name']}"
    stated = ("title", "description", "processing", "temporal", "source_terms", "sources", "licenses")
    found = [f"{where}: {name} is missing; write it" for name in stated if not resource.get(name)]
    if "caveats" not in resource:
        found.append(f"{where}: caveats is missing; list what a reader must be warned of, or give an empty list")
    if not resource.get("description", "Each row is").startswith("Each row is"):
        found.append(f'{where}: the description must begin "Each row is"; say what one row stands for')
    for rule in resource.get("rules", []):
        if not rule.get("expression") or not rule.get("says"):
            found.append(f"{where}: a rule needs an expression and says, in words, what must hold; write both")
    schema = resource.get("schema", {})
    if not schema.get("fields"):
        return [*found, f"{where}: the schema has no fields; describe every column"]
    columns = [field["name"] for field in schema["fields"]]
    if not isinstance(schema.get("primaryKey"), list) or not schema["primaryKey"]:
        found.append(f"{where}: primaryKey is missing; list the columns that tell the rows apart")
    if "sources" not in columns:
        found.append(f"{where}: there is no column sources; every row must name its sources")
    found += [
        f'{where}: a source has no key; name its entry in {root.name}/{BIBLIOGRAPHY} as "key"'
        for source in resource.get("sources", [])
        if "key" not in source
    ]
    return found + [problem for field in schema["fields"] for problem in _field_problems(field, where)]


def _field_problems(field: dict, where: str) -> Iterator[str]:
    where = f"{where}, column {field['name']}"
    if field.get("type") not in DTYPES:
        yield f"{where}: the type {field.get('type')} is not one of {', '.join(DTYPES)}; use one of them"
    if not field.get("title"):
        yield f"{where}: title is missing; write it"
    if not field.get("description", "").endswith("."):
        yield f"{where}: the description is missing or not a full sentence; write one that ends with a full stop"
    if field.get("type") == "number" and not field.get("unit"):
        yield f"{where}: unit is missing; write it in words"


def _orphans(descriptor: dict, root: Path) -> list[str]:
    described = {resource["path"] for resource in descriptor["resources"]}
    return [
        f"{_shown(path)}: no descriptor names this file; describe it in {root.name}/{DESCRIPTOR} or remove it"
        for path in sorted(root.glob("*.csv"))
        if path.name not in described and path.name not in RECORDS
    ]


def _source_problems(resource: dict, known: dict[str, Reference], root: Path) -> list[str]:
    bibliography = f"{root.name}/{BIBLIOGRAPHY}"
    path = root / resource["path"]
    found = [
        f'{_shown(path)}, row {row}, column sources: "{key}" is not in {bibliography}; {_nearest(key, known)}'
        for row, key in _cited_keys(resource, root)
        if key not in known
    ]
    where = f"{root.name}/{DESCRIPTOR}, table {resource['name']}"
    for source in resource["sources"]:
        if source["key"] not in known:
            found.append(
                f'{where}: the source "{source["key"]}" is not in {bibliography}; {_nearest(source["key"], known)}'
            )
        elif source["path"] != known[source["key"]].url:
            found.append(f"{where}: the path of the source {source['key']} is not its url in {bibliography}; copy that")
    return found


def _cited_keys(resource: dict, root: Path) -> list[tuple[int, str]]:
    """Row (line of the file, where cells hold no line ends) and key of every source that the table's rows cite."""
    path = root / resource["path"]
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        return [
            (row, key) for row, cells in enumerate(csv.DictReader(file), 2) for key in _keys(cells.get("sources") or "")
        ]


def _bibliography_problems(known: dict[str, Reference], used: set[str], root: Path) -> list[str]:
    path = root / BIBLIOGRAPHY
    text = path.read_text(encoding="utf-8")
    found = []
    for key, before in zip(known, ["", *known], strict=False):
        where = _bibliography_line(key, text, path)
        if key < before:
            found.append(f"{where}: {key} comes after {before}; sort the entries by key")
        if not ISO_DATE.fullmatch(known[key].date):
            found.append(
                f'{where}: the date "{known[key].date}" of {key} is neither ISO (2021-03-10) nor "n.d."; correct it'
            )
        if key not in used:
            found.append(f"{where}: {key} is used by no table and no chapter; cite it or remove it")
    return found


def _bibliography_line(key: str, text: str, path: Path) -> str:
    start = re.search(rf"^@\w+\{{{re.escape(key)},", text, re.MULTILINE)
    return f"{_shown(path)}, line {text.count(chr(10), 0, start.start()) + 1}" if start else _shown(path)


def _keys(cell: str) -> list[str]:
    return [key for part in cell.split(";") if (key := part.strip())]


def _nearest(name: str, options: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, list(options), n=3, cutoff=0.6)
    return f"did you mean {' or '.join(near)}?" if near else "check the spelling"


def _shown(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"
