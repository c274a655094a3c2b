"""Two tables about ferries, and pages that use them."""

import copy
import json

from tinybook import Book, field, said

CONF = '''
from docutils import nodes
from docutils.parsers.rst import Directive

extensions = ["myst_nb", "sphinxcontrib.bibtex", "crosspurposes.sphinxext.catalogue"]
myst_enable_extensions = ["colon_fence"]
nb_execution_mode = "off"
bibtex_bibfiles = ["refs.bib"]
catalogue_descriptor = "data/datapackage.json"
catalogue_load = 'from harbour import data\\n\\ndata.load("{name}")'
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


class Harbour(Book):
    """A book with the tables."""

    conf = CONF

    def __call__(self, pages=PAGES, *, tables=None, descriptor=None, **options):
        files = {
            "refs.bib": BIB,
            "data/datapackage.json": json.dumps(descriptor or DESCRIPTOR),
            "data/crossings.csv": CROSSINGS,
            "data/boats.csv": BOATS,
        }
        return self.build(pages | files | (tables or {}), **options)


def cells(built, table, id):
    """What a built book shows in the cells of a row."""
    [row] = built.html(f"data/{table}").xpath(f"//tr[@id='{id}']")
    return [said(cell) for cell in row.xpath("th|td")]
