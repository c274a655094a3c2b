"""Two tables about ferries, pages that use them, and what a built book says."""

import copy
import json
import os
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from lxml import html
from sphinx.application import Sphinx
from sphinx.util.console import strip_colors
from sphinx.util.docutils import docutils_namespace, patch_docutils

CONF = '''
from docutils import nodes
from docutils.parsers.rst import Directive

extensions = ["myst_nb", "sphinxcontrib.bibtex", "crosspurposes.sphinxext.catalogue"]
myst_enable_extensions = ["colon_fence"]
nb_execution_mode = "off"
bibtex_bibfiles = ["refs.bib"]
catalogue_descriptor = "data/datapackage.json"
catalogue_load = 'from harbour import data\\n\\ndata.load("{name}")'
exclude_patterns = ["_build*"]
html_theme = "basic"
html_copy_source = False
show_warning_types = True
suppress_warnings = ["toc"]
project, release, version, copyright, author = "Ferry", "2020.1", "1", "2020", "The pilots"


class Drawing(Directive):
    """A node with a record of its tables, as an extension for charts leaves one."""

    optional_arguments = 1

    def run(self):
        record = {"name": "fares", "title": "Fares fell", "data": self.arguments or ["crossings"]}
        node = nodes.container(record=record, ids=["chart-fares"])
        node.line = self.lineno
        return [node]


def setup(app):
    app.add_directive("drawing", Drawing)
'''

BIB = "@misc{log-2019, title={Log}, author={Pilot, Anna}, year={2019}}\n@misc{map-2018, title={Map}, year={2018}}\n"

CROSSINGS = """\
year,passengers_thousand,fare_eur,note,confidence,sources
2018,1204.50,3,,A,log-2019
2019,,3,"Strike: <b>no</b> count & no ""log"".",B,log-2019; map-2018
"""

BOATS = """\
boat,since,kind,site,confidence,sources
Ærø II,2017,car,https://boats.example/?a=1&b=<2>,A,map-2018
Ærø II,2019,foot,,A,map-2018
"""


def field(name, type="string", **more):
    """A column of a descriptor."""
    return {"name": name, "type": type, "title": name.capitalize(), "description": f"The {name}.", **more}


DESCRIPTOR = {
    "name": "harbour",
    "title": "Harbour tables",
    "licenses": [{"name": "CC-BY-4.0", "title": "CC BY 4.0", "path": "https://cc.example/by", "scope": "our edits"}],
    "resources": [
        {
            "name": "crossings",
            "path": "crossings.csv",
            "title": "Crossings </script><b>",
            "description": "Each row is one year of the ferry.",
            "temporal": "2018/2019",
            "processing": "Counted at the gate.",
            "caveats": ["The gate was broken in May."],
            "source_terms": "No licence was found.",
            "sources": [{"title": "The log", "path": "https://log.example/", "key": "log-2019"}],
            "schema": {
                "fields": [
                    field("year", "integer", constraints={"required": True, "minimum": 1900}),
                    field("passengers_thousand", "number", title="Passengers", unit="thousands of persons"),
                    field("fare_eur", "number", title="Fare", unit="euros"),
                    field("note"),
                    field("confidence", constraints={"enum": ["A", "B"]}),
                    field("sources"),
                ],
                "primaryKey": "year",
            },
        },
        {
            "name": "boats",
            "path": "boats.csv",
            "title": "Boats",
            "description": "Each row is one boat from one year on.",
            "schema": {
                "fields": [
                    field("boat"),
                    field("since", "integer"),
                    field("kind", constraints={"enum": ["car", "foot"]}),
                    field("site", missingValues=[{"value": "", "label": "no site"}]),
                    field("confidence"),
                    field("sources"),
                ],
                "primaryKey": ["boat", "since"],
            },
        },
    ],
}

INDEX = """\
# Ferry

```{toctree}
list
one
two
```

```{bibliography}
```
"""
LIST = "# Tables\n\n```{catalogue}\n```\n"
ONE = """\
# One

In [1,204.5 *thousand*](row:crossings#2018) crossings.

```{drawing}
```

## Later

The [second boat](row:boats#r-II-2019).

:::{container} note
**Strike.** See [that year](row:crossings#2019).
:::
"""
NOTEBOOK = "---\nfile_format: mystnb\nkernelspec:\n  name: python3\n  display_name: Python 3\nlanguage_info:\n  name: python\n  pygments_lexer: python\n---\n"
TWO = (
    f"{NOTEBOOK}\n"
    + """\
# Two

```{code-cell} ipython3
crossings, boats = map(data.load, ("crossings", "boats"))
```
"""
)
PAGES = {"index": INDEX, "list": LIST, "one": ONE, "two": TWO}


def described(change=None):
    """The descriptor, changed by a function if one is given."""
    descriptor = copy.deepcopy(DESCRIPTOR)
    if change:
        change(descriptor)
    return descriptor


@dataclass
class Built:
    """A built book: where it is, and what was said while it was built."""

    out: Path
    warnings: str
    status: str
    env: object

    def text(self, name):
        return (self.out / name).read_text(encoding="utf-8")

    def html(self, page):
        return html.fromstring(self.text(f"{page}.html"))

    def row(self, table, id):
        [row] = self.html(f"data/{table}").xpath(f"//tr[@id='{id}']")
        return [said(cell) for cell in row.xpath("th|td")]


def said(node):
    """The text of a node on one line."""
    return " ".join(node.text_content().split())


def builder_in(tmp_path):
    """A function that writes a book and builds it; called again, it builds what has changed."""
    source = tmp_path / "source"
    (source / "data").mkdir(parents=True)

    def run(pages=PAGES, *, tables=None, descriptor=None, builder="html", parallel=1, out="out", **settings):
        files = {f"{name}.md" if "." not in name else name: text for name, text in pages.items()}
        files |= {"conf.py": CONF, "refs.bib": BIB, "data/datapackage.json": json.dumps(descriptor or DESCRIPTOR)}
        files |= {"data/crossings.csv": CROSSINGS, "data/boats.csv": BOATS, **(tables or {})}
        for name, text in files.items():
            path = source / name
            if text is ...:
                continue  # as the test has left it
            if text is None:
                path.unlink(missing_ok=True)
            elif not path.exists() or path.read_text(encoding="utf-8") != text:
                path.write_text(text, encoding="utf-8")
                later = path.stat().st_mtime + len(list(tmp_path.iterdir()))
                os.utime(path, (later, later))
        status, warnings = StringIO(), StringIO()
        with patch_docutils(source), docutils_namespace():
            app = Sphinx(
                source, source, tmp_path / out, tmp_path / f"{out}-trees", builder,
                confoverrides=settings, status=status, warning=warnings, parallel=parallel,
            )  # fmt: skip
            app.build()
        return Built(tmp_path / out, strip_colors(warnings.getvalue()), status.getvalue(), app.env)

    run.source = source
    return run
