"""An invented article about a ferry, notes on it in the author's syntax, and what a built book says."""

import json
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from lxml import html
from sphinx.application import Sphinx
from sphinx.util.console import strip_colors
from sphinx.util.docutils import docutils_namespace, patch_docutils

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
exclude_patterns = ["_build*"]
html_theme = "basic"
html_copy_source = False
show_warning_types = True
suppress_warnings = ["toc"]
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

    @property
    def claims(self):
        return {record["id"]: record for record in json.loads(self.text("claims.json"))}


def builder_in(tmp_path):
    """A function that writes pages into a book and builds it; called again, it builds what has changed."""
    source = tmp_path / "source"
    source.mkdir()
    (source / "refs.bib").write_text(BIB, encoding="utf-8")

    def run(pages, *, builder="html", parallel=1, out="out", described=None, **settings):
        described = described or article()
        files = {**{f"{name}.md": text for name, text in pages.items()}, "conf.py": CONF}
        files["article.json"] = json.dumps(described)
        for name, text in files.items():
            path = source / name
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                path.write_text(text, encoding="utf-8")
        status, warnings = StringIO(), StringIO()
        settings = {"annotations_article": "article.json", **settings}
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
