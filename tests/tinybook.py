"""Books of a few pages, each built by Sphinx in a test's own folder, and what was said while it was built."""

import csv
import functools
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import ClassVar

import measure
from lxml import html
from pybtex import plugin
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.console import strip_colors
from sphinx.util.docutils import docutils_namespace, patch_docutils

from crosspurposes import data

# A bibliography asks some dozen times a build which styles are installed, and the answer costs as much as a page.
plugin.entry_points = functools.cache(plugin.entry_points)

# The suffixes are given because Sphinx has one dictionary as the default of all books of a process: what one book's
# parser adds to it, the next would be asked to read.
CONF = """
source_suffix = {".rst": "restructuredtext"}
html_theme = "basic"
html_copy_source = False
show_warning_types = True
suppress_warnings = ["toc"]
"""


@dataclass(frozen=True)
class Built:
    """A built book: where it is, what was said while it was built, and what Sphinx knows of it."""

    out: Path
    warnings: str
    status: str
    env: BuildEnvironment

    def text(self, name: str) -> str:
        return (self.out / name).read_text(encoding="utf-8")

    def html(self, page: str = "index") -> html.HtmlElement:
        return html.fromstring(self.text(f"{page}.html"))


class Book:
    """A book in a folder of its own; `conf` holds the settings that it has beside those of every book."""

    conf: ClassVar[str] = ""

    def __init__(self, folder: Path) -> None:
        self.folder, self.source = folder, folder / "source"
        self.source.mkdir()

    def build(self, files, *, conf="", builder="html", parallel=1, out="out", **settings) -> Built:
        """Write the files, build the book, and build it again where it has changed; `settings` overrule `conf`."""
        write(self.source, {"conf.py": CONF + self.conf + conf} | files)
        for read in (data._load, data._references):
            read.cache_clear()  # an author's next build is another process, which reads the tables anew
        status, warnings = StringIO(), StringIO()
        with patch_docutils(self.source), docutils_namespace():
            app = Sphinx(
                self.source,
                self.source,
                self.folder / out,
                self.folder / f"{out}-trees",
                builder,
                confoverrides=settings,
                status=status,
                warning=warnings,
                parallel=parallel,
            )
            app.build()
        return Built(self.folder / out, strip_colors(warnings.getvalue()), status.getvalue(), app.env)


def write(folder: Path, files: dict[str, str | bytes | None]) -> None:
    """Leave in the folder just these files, as to their names; one that is there as given is not touched.

    A name without an ending is that of a page in Markdown. None stands for a file that shall not be there.
    """
    for name, content in files.items():
        path = folder / (name if Path(name).suffix else f"{name}.md")
        if content is None:
            path.unlink(missing_ok=True)
            continue
        content = content.encode() if isinstance(content, str) else content
        if not path.is_file() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def csv_text(rows, columns) -> str:
    """The rows as a CSV file of these columns."""
    text = StringIO()
    lines = csv.DictWriter(text, columns, extrasaction="ignore", lineterminator="\n")
    lines.writeheader()
    lines.writerows(rows)
    return text.getvalue()


def field(name: str, type: str = "string", **more) -> dict:
    """A column of a descriptor."""
    return {"name": name, "type": type, "title": name.title(), "description": f"What {name} is."} | more


def resource(name: str, fields: list[dict], *, key=(), **more) -> dict:
    """A table of a descriptor, with all that must be said of one."""
    return {
        "name": name,
        "type": "table",
        "path": f"{name}.csv",
        "title": name.title(),
        "description": "Each row is one thing.",
        "temporal": "2003/2004",
        "processing": "None.",
        "source_terms": "No licence was found.",
        "sources": [{"title": "Log", "path": "https://log.example/", "key": "log-2003"}],
        "licenses": [{"name": "CC-BY-4.0"}],
        "caveats": [],
        "schema": {"fields": fields, "primaryKey": list(key), "missingValues": [""]},
    } | more


def descriptor(*resources: dict) -> str:
    """The tables as a descriptor's text."""
    return json.dumps({"name": "tables", "resources": resources})


def said(node: html.HtmlElement) -> str:
    """The text of a node, on one line."""
    return " ".join(node.text_content().split())


@contextmanager
def opener(chromium, address: str, *, script: str = "", before: str = "") -> Iterator:
    """A function that opens a page of a built book in a browser context of its own; at the end, no script has failed.

    `script` is the name of the only one that matters, if not all do; `before` is a script that runs before the others.
    """
    contexts, wrong = [], []

    def open_page(query="", *, base=address, width=1000, before=before, **settings):
        context = chromium.new_context(viewport={"width": width, "height": 900}, **settings)
        contexts.append(context)
        page = context.new_page()
        page.add_init_script(before)
        page.on("pageerror", lambda error: script in (error.stack or "") and wrong.append(error.stack))
        page.goto(f"{base}/index.html{query}")
        if settings.get("java_script_enabled", True):
            measure.settled(page)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not wrong, "\n".join(wrong)
