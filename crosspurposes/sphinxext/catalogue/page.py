"""The page of a table: what a reader must know first, the whole table, and how it is made, used, cited and loaded."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from docutils import nodes
from sphinx.config import Config

from .nodes import data_cell, data_table, region, row_uses, table_address, table_links, table_uses
from .table import NUMBERS, Column, Row, Table

URL = re.compile(r"https?://\S+")
USED_IN = "Used in"

Cite = Callable[[str, int], list[nodes.Node]]


def build(table: Table, document: nodes.document, *, config: Config, cite: Cite) -> list[nodes.Node]:
    """The page, with its settings; `cite` makes links of the keys of sources that stand on a line of the file."""
    lede = nodes.container("", *paragraphs(table.description), classes=["lede"])
    page = nodes.section("", nodes.title("", table.title), lede, facts(table, config), classes=["table-page"])
    page["ids"], page["names"] = [nodes.make_id(table.name)], [nodes.fully_normalize_name(table.name)]
    rows = region("", whole(table, config, cite), classes=["table-region"], label=f"Table: {table.title}")
    sections = {
        "Before you use it": bullets(table.caveats),
        "The rows": [rows],
        "The columns": [columns(table)],
        "Where it is used": [table_uses(table=table.name)],
        "How it was made": made(table, cite),
        "Cite it, load it": kept(table, config),
    }
    for row in rows.findall(nodes.row):
        document.note_explicit_target(row)  # before the sections: an address is a promise, a section's id is not
    document.note_explicit_target(page)
    for title, content in sections.items():
        if content:
            part = nodes.section("", nodes.title("", title), *content, names=[nodes.fully_normalize_name(title)])
            document.note_implicit_target(part)
            page += part
    settings = nodes.docinfo("", nodes.field("", nodes.field_name("", "orphan"), nodes.field_body()))
    description = f"{table.title}: {table.description}".split("\n")[0]
    return [settings, nodes.meta(name="description", content=description), page]


def facts(table: Table, config: Config) -> nodes.definition_list:
    """How much there is, from when, how sure, and the files."""
    grades = table.grades(config.catalogue_confidence)
    sure = ", ".join(f"{word} for {count} {rows(count)}" for word, count in grades.items())
    said = {"Rows": str(len(table.rows)), "Period": table.years, "Confidence": sure}
    items = [fact(term, nodes.Text(text)) for term, text in said.items() if text]
    return nodes.definition_list("", *items, fact("Files", table_links(table=table.name)), classes=["table-facts"])


def rows(count: int) -> str:
    """The word for this many rows."""
    return "row" if count == 1 else "rows"


def fact(term: str, *content: nodes.Node) -> nodes.definition_list_item:
    """A term with its line."""
    return nodes.definition_list_item("", nodes.term("", term), nodes.definition("", nodes.paragraph("", "", *content)))


def whole(table: Table, config: Config, cite: Cite) -> data_table:
    """The table with every row, each under its address."""
    first = table.key[0] if table.key else ""
    heads = [head(column, number=column.type in NUMBERS and column.name != first) for column in table.columns]
    if not first:
        heads.insert(0, data_cell("", nodes.paragraph("", "Row"), scope="col", label="Row"))
    heads.append(data_cell("", nodes.paragraph("", USED_IN), scope="col", label=USED_IN))
    group = nodes.tgroup("", *(nodes.colspec(colwidth=10) for _ in heads), cols=len(heads))
    group += nodes.thead("", nodes.row("", *heads))
    group += nodes.tbody("", *(line(row, table, first, config, cite) for row in table.rows))
    # colwidths-auto keeps docutils from printing widths; what a file says is shown to the letter, quotes and all
    return data_table(
        "", nodes.title("", table.title), group, classes=["data-table", "colwidths-auto"], support_smartquotes=False
    )


def head(column: Column, *, number: bool) -> data_cell:
    """The head of a column, with its unit."""
    said = nodes.paragraph("", column.title)
    if column.unit:
        said += [nodes.Text(" "), nodes.inline("", column.unit, classes=["unit"])]
    return data_cell("", said, scope="col", label=column.title, number=number)


def line(row: Row, table: Table, first: str, config: Config, cite: Cite) -> nodes.row:
    """One row; its head is a link to itself."""
    cells = [] if first else [own(row, row.label, "Row")]
    for column, cell in zip(table.columns, row.cells, strict=True):
        if column.name == first:
            cells.append(own(row, cell, column.title))
        else:
            content = nodes.paragraph("", "", *value(cell, column, row.line, config, cite))
            cells.append(data_cell("", content, label=column.title, number=column.type in NUMBERS))
    cells.append(data_cell("", row_uses(table=table.name, row=row.id), label=USED_IN))
    return nodes.row("", *cells, ids=[row.id])


def own(row: Row, text: str, label: str) -> data_cell:
    """The head of a row."""
    link = nodes.reference("", text, internal=True, refid=row.id, reftitle=f"Address of row {row.label}")
    return data_cell("", nodes.paragraph("", "", link), scope="row", label=label)


def value(cell: str, column: Column, line: int, config: Config, cite: Cite) -> list[nodes.Node]:
    """What a cell shows: sources as links, addresses as links, what is missing in words, quantities grouped."""
    if cell in column.missing:
        remark = column.name == config.catalogue_note  # a row without a remark lacks nothing
        return [] if remark else [nodes.inline("", column.missing[cell], classes=["unknown"])]
    if column.name == config.catalogue_sources:
        return cite(cell, line)
    if URL.fullmatch(cell):
        return [nodes.reference("", cell, refuri=cell)]
    return [nodes.Text(column.shown(cell))]


def columns(table: Table) -> nodes.definition_list:
    """What each column means, in which unit, and what it may hold."""
    items = []
    for column in table.columns:
        term = nodes.term("", "", nodes.Text(f"{column.title} "), nodes.literal("", column.name))
        kind = ", ".join(filter(None, (column.type, column.unit)))
        rule = "; ".join(filter(None, (kind, column.allowed)))
        meaning = paragraphs(column.description)
        form = nodes.paragraph("", f"{rule[:1].upper()}{rule[1:]}.", classes=["column-form"])
        items.append(nodes.definition_list_item("", term, nodes.definition("", *meaning, form)))
    return nodes.definition_list("", *items, classes=["table-columns"])


def made(table: Table, cite: Cite) -> list[nodes.Node]:
    """Processing, producers, what they say of use, and the licence of the edits."""
    found = paragraphs(table.processing)
    producers = [producer(source, cite) for source in table.sources]
    if producers:
        names = [part for name in producers for part in (nodes.Text("; "), *name)]
        found.append(nodes.paragraph("", "", run_in("Main sources"), *names[1:], nodes.Text(".")))
    if table.terms:
        found.append(nodes.paragraph("", "", run_in("What the producers say of use"), nodes.Text(table.terms)))
    licences = [part for licence in table.licences for part in (nodes.Text("; "), *terms(licence))]
    stated = [*licences[1:], nodes.Text(".")] if licences else [nodes.Text("none is stated.")]
    return [*found, nodes.paragraph("", "", run_in("Licence"), *stated)]


def producer(source: dict[str, str], cite: Cite) -> list[nodes.Node]:
    """A main source: its name, and its entry in the bibliography or else its address."""
    title = source.get("title") or source.get("path", "")
    if source.get("key"):
        return [nodes.Text(f"{title} ("), *cite(source["key"], 1), nodes.Text(")")]
    if URL.fullmatch(source.get("path", "")):
        return [nodes.reference("", title, refuri=source["path"])]
    return [nodes.Text(title)]


def terms(licence: dict[str, str]) -> Iterator[nodes.Node]:
    """A licence with what it covers."""
    title = licence.get("title") or licence.get("name", "")
    yield nodes.reference("", title, refuri=licence["path"]) if licence.get("path") else nodes.Text(title)
    if licence.get("scope"):
        yield nodes.Text(f" ({licence['scope']})")


def kept(table: Table, config: Config) -> list[nodes.Node]:
    """How to cite the table or a row, and how to load it."""
    edition = f", edition {config.release}" if config.release else ""
    said = f"{config.project}, “{table.title}” (table {table.name}{edition}), "
    found: list[nodes.Node] = [
        nodes.paragraph("", "", run_in("The table"), nodes.Text(said), table_address(table=table.name), nodes.Text("."))
    ]
    if table.rows:
        address = nodes.literal("", f"#{table.rows[-1].id}")
        rest = nodes.Text(", and name the row’s own sources with it.")
        found.append(nodes.paragraph("", "", run_in("A row"), nodes.Text("add its address, such as "), address, rest))
    if config.catalogue_load:
        code = config.catalogue_load.format(name=table.name)
        found.append(nodes.literal_block(code, code, language="python"))
    return found


def run_in(label: str) -> nodes.inline:
    """A label at the start of a paragraph."""
    return nodes.inline("", "", nodes.strong("", f"{label}:"), nodes.Text(" "))


def paragraphs(text: str) -> list[nodes.Node]:
    """The text in paragraphs."""
    return [nodes.paragraph("", part) for part in text.split("\n\n") if part]


def bullets(texts: tuple[str, ...]) -> list[nodes.Node]:
    """The texts as a list; nothing if there are none."""
    items = [nodes.list_item("", nodes.paragraph("", text)) for text in texts]
    return [nodes.bullet_list("", *items)] if items else []
