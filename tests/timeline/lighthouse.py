"""An invented table of events about a lighthouse."""

from tinybook import Book, csv_text, descriptor, field, resource

COLUMNS = ("id", "date", "date_end", "category", "title", "detail", "disputed", "note", "confidence", "sources")
CATEGORIES = ["light_house", "storm", "ferry"]

CONF = """
extensions = ["myst_parser", "sphinxcontrib.bibtex", "crosspurposes.sphinxext.timeline", "crosspurposes.sphinxext.bibliography"]
myst_enable_extensions = ["colon_fence"]
bibtex_bibfiles = ["data/references.bib"]
bibtex_default_style = bibtex_reference_style = "publisher-date"
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


def tables(rows=EVENTS, *, columns=COLUMNS, described=COLUMNS, enum=CATEGORIES, names=("events",)):
    """The files of a folder with a table, under one or more names, its descriptor and the list of sources."""
    fields = [
        field(column, **({"constraints": {"enum": enum}} if column == "category" and enum else {}))
        for column in described
    ]
    return {
        **{f"{name}.csv": csv_text(rows, columns) for name in names},
        "datapackage.json": descriptor(
            *(resource(name, fields, key=["id"], title="Events, 1998 to 2022") for name in names)
        ),
        "references.bib": BIB,
    }


class Lighthouse(Book):
    """A book with the table."""

    conf = CONF

    def __call__(self, pages=None, rows=EVENTS, *, table=None, **options):
        files = {f"data/{name}": text for name, text in tables(rows, **(table or {})).items()}
        return self.build((pages or {"index": INDEX}) | files, **options)
