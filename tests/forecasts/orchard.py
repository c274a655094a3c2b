"""Invented questions about an orchard, and what a book built from them says."""

import csv
import json
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from lxml import html
from sphinx.application import Sphinx
from sphinx.util.console import strip_colors
from sphinx.util.docutils import docutils_namespace, patch_docutils

COLUMNS = (
    *("id", "question", "resolves_on", "status_quo", "outcome"),
    *("verdict", "evidence", "note", "confidence", "sources"),
)
CONF = """
extensions = ["myst_parser", "sphinxcontrib.bibtex", "crosspurposes.sphinxext.forecasts", "crosspurposes.sphinxext.bibliography"]
bibtex_bibfiles = ["data/references.bib"]
bibtex_default_style = bibtex_reference_style = "publisher-date"
exclude_patterns = ["_build*"]
html_theme = "basic"
html_copy_source = False
show_warning_types = True
suppress_warnings = ["toc"]
project, version, copyright = "Orchard", "1", "2020"
"""
BIB = """\
@misc{log-2003,
  title = {Log},
  publisher = {Growers' Office},
  shortpublisher = {Growers},
  date = {2003-06-01},
  url = {https://growers.example/log},
}

@misc{map-1999,
  title = {Map},
  publisher = {Survey},
  shortpublisher = {Survey},
  date = {1999},
}
"""
INDEX = "# Orchard\n\n```{forecasts} forecasts\n```\n\n# Sources\n\n```{bibliography}\n:all:\n```\n"
LINKED = (
    "# Orchard\n\n```{forecasts} forecasts\n```\n\n(frost)=\n## Frost\n\n(harvest)=\n## Harvest\n\n(plum)=\n## Plum\n\n"
    "(late)=\n## Late\n\n(war)=\n## War\n\n# Sources\n\n```{bibliography}\n:all:\n```\n"
)


def row(id, outcome="yes", **cells):
    """A sound row."""
    sound = {"question": f"Will there be {id}?", "resolves_on": "2003-05-01", "status_quo": "no", "outcome": outcome}
    return {
        name: ({"id": id, "evidence": f"So it was with {id}.", "sources": "log-2003"} | sound | cells).get(name, "")
        for name in COLUMNS
    }


ROWS = [
    row(
        "frost",
        "no",
        resolves_on="2003-03-02",
        question='Will the "late" frost come <before> March?',
        verdict="not borne out",
    ),
    row("harvest", "yes", resolves_on="2003-10-01", status_quo="yes", confidence="B", sources="map-1999; log-2003"),
    row("plum", "yes", resolves_on="2003-07-15", status_quo="", note="Asked more sharply.", verdict="partly"),
    row("late", "no", resolves_on="2004-01-31"),
    row("war", "", resolves_on="", verdict="untestable", evidence="No war was declared."),
]
ASKED = ["frost", "plum", "harvest", "late"]  # in the order of the days that settle them


def write_table(folder: Path, rows=ROWS, *, columns=COLUMNS, described=COLUMNS, key=("id",), enum=None):
    """Write the table, its descriptor and the list of sources."""
    fields = [
        {"name": column, "type": "string", "title": column.title(), "description": f"What {column} is."}
        | ({"constraints": {"enum": enum}} if enum and column == "outcome" else {})
        for column in described
    ]
    resource = {
        "name": "forecasts",
        "path": "forecasts.csv",
        "type": "table",
        "title": "Forecasts",
        "description": "Each row is one question.",
        "temporal": "2003/2004",
        "processing": "None.",
        "source_terms": "No licence was found.",
        "sources": [{"title": "Log", "path": "https://growers.example/log", "key": "log-2003"}],
        "licenses": [{"name": "CC-BY-4.0"}],
        "caveats": [],
        "schema": {"fields": fields, "primaryKey": list(key), "missingValues": [""]},
    }
    folder.mkdir(exist_ok=True)
    with (folder / "forecasts.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\n")
        table.writeheader()
        table.writerows(rows)
    (folder / "datapackage.json").write_text(json.dumps({"name": "tables", "resources": [resource]}), encoding="utf-8")
    (folder / "references.bib").write_text(BIB, encoding="utf-8")


@dataclass
class Built:
    """A built book: where it is, and what was said while it was built."""

    out: Path
    warnings: str
    status: str

    def text(self, name):
        return (self.out / name).read_text(encoding="utf-8")

    def html(self, page="index"):
        return html.fromstring(self.text(f"{page}.html"))


def builder_in(tmp_path):
    """A function that writes pages and a table into a book and builds it."""
    source = tmp_path / "source"
    source.mkdir()

    def run(pages=None, rows=ROWS, *, builder="html", parallel=1, out="out", table=None, conf="", **settings):
        write_table(source / "data", rows, **(table or {}))
        (source / "conf.py").write_text(CONF + conf, encoding="utf-8")
        for name, text in (pages or {"index": INDEX}).items():
            (source / f"{name}.md").write_text(text, encoding="utf-8")
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
        return Built(tmp_path / out, strip_colors(warnings.getvalue()), status.getvalue())

    run.source = source
    return run


def said(node):
    """The text of a node, on one line."""
    return " ".join(node.text_content().split())
