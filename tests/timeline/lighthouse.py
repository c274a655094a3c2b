"""An invented table of events about a lighthouse, and what a book built from it says."""

import csv
import json
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from lxml import html
from sphinx.application import Sphinx
from sphinx.util.console import strip_colors
from sphinx.util.docutils import docutils_namespace, patch_docutils

COLUMNS = ("id", "date", "date_end", "category", "title", "detail", "disputed", "note", "confidence", "sources")
CATEGORIES = ["light_house", "storm", "ferry"]

CONF = """
extensions = ["myst_parser", "sphinxcontrib.bibtex", "crosspurposes.sphinxext.timeline", "crosspurposes.sphinxext.bibliography"]
myst_enable_extensions = ["colon_fence"]
bibtex_bibfiles = ["data/references.bib"]
bibtex_default_style = bibtex_reference_style = "publisher-date"
exclude_patterns = ["_build*"]
html_theme = "basic"
html_copy_source = False
show_warning_types = True
suppress_warnings = ["toc"]
project, version, copyright = "Light & Sea", "1", "2020"
timeline_categories = {"light_house": "The lighthouse"}
timeline_marks = {"2003-05-01": "the survey's day"}
"""
BIB = """\
@misc{log-2003,
  title = {Log},
  publisher = {Harbour Office},
  shortpublisher = {Harbour},
  date = {2003-06-01},
  url = {https://harbour.example/log},
}

@misc{map-1999,
  title = {Map},
  publisher = {Survey},
  shortpublisher = {Survey},
  date = {1999},
}
"""
INDEX = "# Light\n\n```{timeline} events\n```\n\n# Sources\n\n```{bibliography}\n:all:\n```\n"


def row(id, date="", **cells):
    """A sound row; its date is that at the beginning of its id if none is given."""
    sound = {"id": id, "date": date or id[:10], "category": "storm", "title": id, "confidence": "A"}
    return {name: ({"sources": "log-2003"} | sound | cells).get(name, "") for name in COLUMNS}


EVENTS = [
    row("1998-tower", "1998", category="light_house", title="The tower is built", confidence="B"),
    row(
        "2003-02-28-gale",
        date_end="2003-03-02",
        title="The keeper's “great” gale",
        detail="The lamp goes out; <all> boats stay in, for days.",
        disputed="The harbour counts two days.",
        note="Named later.",
        sources="map-1999; log-2003",
    ),
    row("2003-05-01-ferry", category="ferry", title="The ferry sails again"),
    row("2011-04-second-gale", "2011-04", title="A second gale"),
    row("2021-12-30-lamp", date_end="2022-01-02", category="light_house", title="Électric lamp"),
]


def write_table(folder: Path, rows=EVENTS, *, columns=COLUMNS, described=COLUMNS, enum=CATEGORIES, names=("events",)):
    """Write a table, under one or more names, its descriptor and the list of sources."""
    fields = [
        {"name": column, "type": "string", "title": column.title(), "description": f"What {column} is."}
        | ({"constraints": {"enum": enum}} if column == "category" and enum else {})
        for column in described
    ]
    resource = {
        "type": "table",
        "title": "Events, 1998 to 2022",
        "description": "Each row is one event.",
        "temporal": "1998/2022",
        "processing": "None.",
        "source_terms": "No licence was found.",
        "sources": [{"title": "Log", "path": "https://harbour.example/log", "key": "log-2003"}],
        "licenses": [{"name": "CC-BY-4.0"}],
        "caveats": [],
        "schema": {"fields": fields, "primaryKey": ["id"], "missingValues": [""]},
    }
    folder.mkdir(exist_ok=True)
    for name in names:
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            table = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\n")
            table.writeheader()
            table.writerows(rows)
    package = {"name": "tables", "resources": [{"name": name, "path": f"{name}.csv"} | resource for name in names]}
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    (folder / "references.bib").write_text(BIB, encoding="utf-8")


@dataclass
class Built:
    """A built book: where it is, and what was said while it was built."""

    out: Path
    warnings: str
    status: str
    env: object

    def text(self, name):
        return (self.out / name).read_text(encoding="utf-8")

    def html(self, page="index"):
        return html.fromstring(self.text(f"{page}.html"))


def builder_in(tmp_path):
    """A function that writes pages and a table into a book and builds it."""
    source = tmp_path / "source"
    source.mkdir()

    def run(pages=None, rows=EVENTS, *, builder="html", parallel=1, out="out", table=None, conf="", **settings):
        write_table(source / "data", rows, **(table or {}))
        (source / "conf.py").write_text(CONF + conf, encoding="utf-8")
        for name, text in (pages or {"index": INDEX}).items():
            path = source / f"{name}.md"
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                path.write_text(text, encoding="utf-8")
        status, warnings = StringIO(), StringIO()
        with patch_docutils(source), docutils_namespace():
            app = Sphinx(
                source,
                source,
                tmp_path / out,
                tmp_path / f"{out}-trees",
                builder,
                confoverrides=settings,
                status=status,
                warning=warnings,
                parallel=parallel,
            )
            app.build()
        return Built(tmp_path / out, strip_colors(warnings.getvalue()), status.getvalue(), app.env)

    run.source = source
    return run


def said(node):
    """The text of a node, on one line."""
    return " ".join(node.text_content().split())
