"""A tiny book about bees, with a glossary."""

from tinybook import Book, Built

CONF = """
extensions = ["myst_parser", "sphinxcontrib.bibtex", "crosspurposes.sphinxext.terms"]
bibtex_bibfiles = ["references.bib"]
project, version, copyright = "Bees", "1", "2020"
terms_page = "words"
"""
BIB = "@misc{log,\n  title = {Log},\n  author = {Keeper, A.},\n  year = {2003},\n}\n"
WORDS = """\
# Words

The terms of the craft.

## Queen

The one bee that lays, not a ruler.
The hive decides.

### Her court

Workers that feed her.

## Integrated Pest Management (IPM)

Treating when counts are high, not by the calendar {cite:p}`log`; see [the count](bees.md) & "<the> log".

## Swarm's end

Half of the bees leave with the old queen {cite:p}`log`.

```{bibliography}
```
"""
BEES = """\
# Bees

A {gloss}`queen` is fed, and {gloss}`one half leaves <swarm's end>` in May.
After that the keeper turns to {gloss}`IPM`.
"""
PAGES = {
    "index": "# Hive\n\n```{toctree}\nbees\nwords\nplain\n```\n",
    "bees": BEES,
    "words": WORDS,
    "plain": "# Plain\n\nNo term.\n",
}


class Beehive(Book):
    """The book; a call takes pages that are other than these, and what `Book.build` takes."""

    conf = CONF

    def __call__(self, pages: dict[str, str] | None = None, **more) -> Built:
        return self.build({"references.bib": BIB} | PAGES | (pages or {}), **more)


def links(built: Built, page: str = "bees") -> list[tuple[str, str, str]]:
    """The terms of a page as (words, address, meaning)."""
    found = built.html(page).xpath("//a[contains(@class, 'term')]")
    return [(link.text_content(), link.get("href"), link.get("data-meaning")) for link in found]
