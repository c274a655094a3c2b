"""Three friends who must agree on a picnic, and what a book built from them says."""

import csv
import json
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from lxml import html
from sphinx.application import Sphinx
from sphinx.util.console import strip_colors
from sphinx.util.docutils import docutils_namespace, patch_docutils

COLUMNS = ("case", "player", "x", "y", "basis", "status")
CONF = """
extensions = ["myst_parser", "crosspurposes.sphinxext.winset"]
exclude_patterns = ["_build*"]
html_theme = "basic"
html_copy_source = False
show_warning_types = True
suppress_warnings = ["toc"]
project, version, copyright = "Picnic", "1", "2020"
"""
MODEL = "```{winset} picnic\n:players: ann ben cem\n:x: near | far\n:y: cheap & plain | <dear>\n```\n"
INDEX = f"# Picnic\n\n## The plan\n\nBefore.\n\n{MODEL}\nAfter.\n"


def row(case, player, x, y, basis="Said so.", status="guess"):
    """A row of the table."""
    return dict(zip(COLUMNS, (case, player, x, y, basis, status), strict=True))


# Right angles, so that areas are known in closed form: a lens of two unit circles at 90° is π/2 - 1.
ROWS = [
    row("default", "status_quo", 0, 0, "Where they went last year."),
    row("default", "ann", 1, 0, 'Likes the "far" lake & <trees>.'),
    row("default", "ben", 0, 1),
    row("default", "cem", -0.6, 0.8),
    row("default", "dot_dee", 0.5, 0.5, ""),
    row("cem-between", "cem", 0.5, 0.5, "Cem stands between the two."),
    row("cem-against", "cem", -1, -1, "Cem pulls the other way."),
    row("cem-opposite", "cem", -1, 0, "Cem wants just the opposite of Ann."),
]


def write_table(folder: Path, rows=ROWS, *, columns=COLUMNS):
    """Write the table, its descriptor and the list of sources."""
    kinds = {"x": "number", "y": "number"}
    titles = {"x": "Distance", "y": "Cost"}
    fields = [
        {
            "name": column,
            "type": kinds.get(column, "string"),
            "title": titles.get(column, column.title()),
            "description": f"What {column} is.",
        }
        for column in columns
    ]
    resource = {
        "name": "picnic",
        "path": "picnic.csv",
        "type": "table",
        "title": "Picnic",
        "description": "Each row is one place.",
        "temporal": "2003",
        "processing": "None.",
        "source_terms": "No licence was found.",
        "sources": [{"title": "Diary", "path": "https://picnic.example/diary", "key": "diary-2003"}],
        "licenses": [{"name": "CC-BY-4.0"}],
        "caveats": [],
        "schema": {"fields": fields, "missingValues": [""], "primaryKey": []},
    }
    folder.mkdir(exist_ok=True)
    with (folder / "picnic.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\n")
        table.writeheader()
        table.writerows(rows)
    (folder / "datapackage.json").write_text(json.dumps({"name": "tables", "resources": [resource]}), encoding="utf-8")
    (folder / "references.bib").write_text("@misc{diary-2003, title={Diary}}", encoding="utf-8")


@dataclass
class Built:
    """A built book: where it is, and what was said while it was built."""

    out: Path
    warnings: str

    def text(self, name):
        return (self.out / name).read_text(encoding="utf-8")

    def html(self, page="index"):
        return html.fromstring(self.text(f"{page}.html"))


def builder_in(tmp_path):
    """A function that writes pages and a table into a book and builds it."""
    source = tmp_path / "source"
    source.mkdir()

    def run(pages=None, rows=ROWS, *, builder="html", columns=COLUMNS, conf="", out="out"):
        write_table(source / "data", rows, columns=columns)
        (source / "conf.py").write_text(CONF + conf, encoding="utf-8")
        for name, text in (pages or {"index": INDEX}).items():
            (source / f"{name}.md").write_text(text, encoding="utf-8")
        status, warnings = StringIO(), StringIO()
        with patch_docutils(source), docutils_namespace():
            app = Sphinx(
                source, source, tmp_path / out, tmp_path / f"{out}-trees", builder, status=status, warning=warnings
            )
            app.build()
        return Built(tmp_path / out, strip_colors(warnings.getvalue()))

    run.source = source
    return run


def said(node):
    """The text of a node, on one line."""
    return " ".join(node.text_content().split())
