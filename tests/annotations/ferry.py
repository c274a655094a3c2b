"""An invented article about a ferry, and notes on it in the author's syntax."""

import json

from tinybook import Book

from crosspurposes.sphinxext.annotations.anchor import fingerprint

PARAGRAPHS = [
    ["A ferry for the island", "The council’s timetable may please visitors and strand the nurses."],
    [
        "The council wants a second ferry by next summer – and says the fare “will not rise” before\u00a02030. "
        "Islanders doubt it, because the last promise of that kind lasted eleven months and ended in a court room."
    ],
    [
        "Divers measured 2.4 metres of water at low tide, while the new boat needs three. "
        "Nobody has costed the dredging, and the harbour master says so at every meeting of the council."
    ],
    [
        "Without a deeper channel the boat will lie idle at low tide, and the island will pay for something "
        "that it cannot use. Visitors would hardly notice; the nurses on the early shift would."
    ],
]

CONF = """
extensions = ["myst_parser", "crosspurposes.sphinxext.annotations", "sphinxcontrib.bibtex"]
myst_enable_extensions = ["colon_fence", "fieldlist"]
bibtex_bibfiles = ["refs.bib"]
annotations_article = "article.json"
project, version, copyright = "Ferry", "1", "2020"
"""

BIB = "@misc{log-2019, title={Log}, author={Pilot, Anna}, year={2019}}\n@misc{map-2018, title={Map}, year={2018}}\n"

BIBLIOGRAPHY = "\n```{bibliography}\n```\n"


def article(**changes):
    """The description of the invented article."""
    described = {
        "title": "A ferry for the island",
        "section": None,
        "publisher": "Harbour Weekly",
        "date": "2019-05",
        "language": "en",
        "url": "https://harbour.example/ferry",
        "url_verified": False,
        "author": None,
        "paragraphs": [
            {"number": number, "fingerprints": [fingerprint(block) for block in blocks]}
            for number, blocks in enumerate(PARAGRAPHS)
        ],
    }
    return {**described, **changes}


def note(lemma="a second ferry", *, body="It came in 2021.", drop=(), **options):
    """A sound note of kind fact, in the author's syntax; options and fields can be changed, added or dropped."""
    fields = {"then": "A plan.", "now": "A boat.", "counter": "It was late.", "sources": "{cite:p}`log-2019`, p. 3"}
    heads = {"id": "p1-ferry", "kind": "fact", "verdict": "accurate", "claim": "A second boat is planned."}
    for name, value in options.items():
        (heads if name in {*heads, "prefix", "suffix", "colour"} else fields)[name.rstrip("_")] = value
    lines = [f":{name}: {value}" for name, value in heads.items() if name not in drop]
    more = [f":{name}: {value}" for name, value in fields.items() if name not in drop]
    return "\n".join([f":::{{annotation}} {lemma}", *lines, "", body, "", *more, ":::", ""])


def passage(number=1, *ids):
    """A passage that leads to notes."""
    words = " and ".join(f"{{lemma}}`{id}`" for id in ids)
    return f":::{{passage}} {number}\nWhat it says: {words or 'nothing'}.\n:::\n\n"


class Ferry(Book):
    """A book with notes on the article."""

    conf = CONF

    def __call__(self, pages, *, described=None, **options):
        return self.build(pages | {"refs.bib": BIB, "article.json": json.dumps(described or article())}, **options)


def claims(built):
    """The notes that a built book exports, by id."""
    return {record["id"]: record for record in json.loads(built.text("claims.json"))}
