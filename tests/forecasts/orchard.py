"""Invented questions about an orchard."""

from tinybook import Book, csv_text, descriptor, field, resource

COLUMNS = (
    *("id", "question", "resolves_on", "status_quo", "outcome"),
    *("verdict", "evidence", "note", "confidence", "sources"),
)
CONF = """
extensions = ["myst_parser", "sphinxcontrib.bibtex", "crosspurposes.sphinxext.forecasts", "crosspurposes.sphinxext.bibliography"]
bibtex_bibfiles = ["data/references.bib"]
bibtex_default_style = bibtex_reference_style = "publisher-date"
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


def tables(rows=ROWS, *, columns=COLUMNS, described=COLUMNS, key=("id",), enum=None):
    """The files of a folder with the table, its descriptor and the list of sources."""
    fields = [
        field(column, **({"constraints": {"enum": enum}} if column == "outcome" and enum else {}))
        for column in described
    ]
    return {
        "forecasts.csv": csv_text(rows, columns),
        "datapackage.json": descriptor(resource("forecasts", fields, key=key)),
        "references.bib": BIB,
    }


class Orchard(Book):
    """A book with the table."""

    conf = CONF

    def __call__(self, pages=None, rows=ROWS, *, table=None, **options):
        files = {f"data/{name}": text for name, text in tables(rows, **(table or {})).items()}
        return self.build((pages or {"index": INDEX}) | files, **options)
