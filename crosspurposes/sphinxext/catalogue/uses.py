"""Where a page uses a table: links to rows, charts with a record of their tables, cells that load one."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from pathlib import Path
from urllib.parse import unquote

import jupytext
from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.errors import ConfigError

from .domain import CatalogueDomain, Use

SCHEME = "row:"


def collect(app: Sphinx, doctree: nodes.document) -> None:
    """Keep every use of a table on the page that has been read; links to rows become references of the domain."""
    domain, docname = app.env.get_domain(CatalogueDomain.name), app.env.docname
    if docname in domain.pages:
        return  # a table does not use itself
    for link, target in list(row_links(doctree)):
        reference = addnodes.pending_xref(
            "", inner(link), refdomain=domain.name, reftype="row", reftarget=target, refdoc=docname, refexplicit=True
        )
        reference.source, reference.line = link.source, line_of(link)
        anchor, label = place(link)
        link.replace_self(reference)
        table, _, row = target.partition("#")
        domain.add(Use(docname, reference.line, table, row, anchor, label))
    for node in doctree.findall(nodes.Element):
        record = node.get("record")
        if isinstance(record, dict) and "data" in record:
            label = nodes.inline("", record.get("title", record.get("name", "")), classes=["use-chart"])
            anchor = node["ids"][0] if node["ids"] else ""
            for table in record["data"]:
                domain.add(Use(docname, line_of(node), table, anchor=anchor, label=label))
    for table in loaded(Path(app.env.doc2path(docname)), loader(app.config.catalogue_load), domain.tables):
        domain.add(Use(docname, None, table))


def row_links(doctree: nodes.document) -> Iterator[tuple[nodes.Element, str]]:
    """Every link of the scheme ``row:`` with its target, whether MyST or reStructuredText has made it."""
    for kind, attribute in ((addnodes.pending_xref, "reftarget"), (nodes.reference, "refuri")):
        for node in doctree.findall(kind):
            if (target := node.get(attribute, "")).startswith(SCHEME):
                yield node, unquote(target).removeprefix(SCHEME)


def inner(link: nodes.Element) -> nodes.inline:
    """The words of a link, in one inline node."""
    wrapped = len(link.children) == 1 and isinstance(link[0], nodes.inline) and "xref" in link[0]["classes"]
    return nodes.inline("", "", *(link[0] if wrapped else link).children)


def line_of(node: nodes.Node | None) -> int | None:
    """The line of a node, or of what it stands in."""
    while node is not None and node.line is None:
        node = node.parent
    return node.line if node is not None else None


def place(node: nodes.Node) -> tuple[str, str]:
    """The id and the words of the nearest note around a node, else of the section below the page's own."""
    inside = list(ancestors(node))
    notes = (element for element in inside if "note" in element["classes"])
    sections = (element for element in inside if isinstance(element, nodes.section) and element.parent.parent)
    for element in (*notes, *sections):
        if element["ids"]:
            heads = element.findall(lambda node: isinstance(node, nodes.title | nodes.rubric))
            head = next(heads, nodes.title("", element["ids"][0]))
            return element["ids"][0], nodes.inline("", "", *(child.deepcopy() for child in head))
    return "", None


def ancestors(node: nodes.Node) -> Iterator[nodes.Element]:
    """What a node stands in, from the inside out."""
    while node := node.parent:
        yield node


def loader(template: str) -> str:
    """The function that the template calls with a table's name, as it is written there; empty without a template."""
    if not template:
        return ""
    for node in ast.walk(ast.parse(template.format(name="x"))):
        if isinstance(node, ast.Call) and any(ast.unparse(argument) == "'x'" for argument in node.args):
            return ast.unparse(node.func)
    message = (
        f'catalogue_load: {template!r} loads nothing: write a call with the table\'s name, such as load("{{name}}")'
    )
    raise ConfigError(message)


def loaded(path: Path, loader: str, tables: Collection[str]) -> list[str]:
    """The tables that the cells of a notebook load, each once: those that a statement names beside the loader."""
    if not loader or loader not in path.read_text(encoding="utf-8"):
        return []
    notebook = jupytext.read(path, fmt="md:myst" if path.suffix == ".md" else None)
    cells = (cell.source for cell in notebook.cells if cell.cell_type == "code")
    return list(dict.fromkeys(name for cell in cells for name in named(cell, loader) if name in tables))


def named(cell: str, loader: str) -> Iterator[str]:
    """Every text in a statement of the cell that also names the loader; a cell that is not Python has none."""
    try:
        statements = ast.parse(cell).body
    except SyntaxError:
        return
    for statement in statements:
        parts = list(ast.walk(statement))
        if any(isinstance(part, ast.Name | ast.Attribute) and ast.unparse(part) == loader for part in parts):
            yield from (part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str))
