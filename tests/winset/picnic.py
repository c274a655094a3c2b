"""Three friends who must agree on a picnic."""

from tinybook import Book, csv_text, descriptor, field, resource

COLUMNS = ("case", "player", "x", "y", "basis", "status")
CONF = """
extensions = ["myst_parser", "crosspurposes.sphinxext.winset"]
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


FIELDS = {"x": field("x", "number", title="Distance"), "y": field("y", "number", title="Cost")}


class Picnic(Book):
    """A book with the table."""

    conf = CONF

    def __call__(self, pages=None, rows=ROWS, *, columns=COLUMNS, **options):
        fields = [FIELDS.get(column) or field(column) for column in columns]
        files = {
            "data/picnic.csv": csv_text(rows, columns),
            "data/datapackage.json": descriptor(resource("picnic", fields)),
            "data/references.bib": "@misc{log-2003, title={Log}}",
        }
        return self.build((pages or {"index": INDEX}) | files, **options)
