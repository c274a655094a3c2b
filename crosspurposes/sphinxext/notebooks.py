"""Chapters as notebooks: a failing cell is named with its line, and every page offers its own .ipynb."""

import re
from pathlib import Path

import jupytext
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.typing import ExtensionMetadata

__version__ = "1.0.0"
logger = logging.getLogger(__name__)

_CELL = re.compile(r"executing the following cell:\n-+\n(.*?)\n-+\n", re.DOTALL)
_ROW = re.compile(r"\]\(row:([\w-]+)(#[^)]*)?\)")
_NAMED = re.compile(r"\{[\w:]+\}`([^`<]+?)\s*<[^`>]+>`")  # a role with words of its own
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Wire the handlers; MyST-NB's own message, which names no line, is left out in favour of ours."""
    app.connect("config-inited", lambda app, config: config.suppress_warnings.append("mystnb.exec"))
    app.connect("doctree-read", say_which_cell_failed)
    app.connect("html-page-context", offer)
    app.connect("build-finished", write)
    return {"version": __version__, "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}


def say_which_cell_failed(app: Sphinx, doctree: nodes.document) -> None:
    """One warning, at the line of the cell, with the error and what to do."""
    docname = app.env.docname
    executed = getattr(app.env, "nb_metadata", {}).get(docname, {}).get("exec_data")
    if not executed or executed["succeeded"]:
        return
    trace = _COLOUR.sub("", executed["traceback"] or executed["error"])
    lines = [line for line in trace.splitlines() if line.strip()]
    source = Path(app.env.doc2path(docname)).read_text(encoding="utf-8")
    cell = _CELL.search(trace)
    start = source.find(cell[1].strip()) if cell else -1
    place = source.count("\n", 0, start) + 1 if start >= 0 else None
    logger.warning(
        "a cell fails with %s; the cells after it did not run. Try it with make lab, and mend the cell or its data",
        lines[-1] if lines else executed["error"],
        location=(docname, place),
        type="notebooks",
        subtype="cell",
    )


def offer(app: Sphinx, pagename: str, templatename: str, context: dict, doctree: nodes.document | None) -> None:
    """Tell the template where the page's notebook is, if it is one."""
    if app.env.metadata.get(pagename, {}).get("kernelspec"):
        up = context["pathto"]("_", resource=True).removesuffix("_")
        context["notebook"] = f"{up}notebooks/{pagename.rsplit('/', 1)[-1]}.ipynb"


def write(app: Sphinx, exception: Exception | None) -> None:
    """Write each notebook as .ipynb, without outputs, for a reader who wants to run it."""
    if exception or app.builder.format != "html":
        return
    folder = Path(app.outdir, "notebooks")
    folder.mkdir(exist_ok=True)
    for docname, metadata in app.env.metadata.items():
        if metadata.get("kernelspec"):
            notebook = jupytext.read(app.env.doc2path(docname))
            for cell in notebook.cells:
                # A link to a row of a table leads to the table's page, next door; of a role its words stay.
                cell.source = _NAMED.sub(r"\1", _ROW.sub(r"](../data/\1.html\2)", cell.source))
            jupytext.write(notebook, folder / f"{docname.rsplit('/', 1)[-1]}.ipynb")
