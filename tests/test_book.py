"""The built book: what stands in it, for a reader and for a machine."""

import csv
import json
import re
import statistics
import tomllib

import jupytext
import lxml.html
import measure
import nbformat
import pytest
from measure import ROOT
from nbclient import NotebookClient

from crosspurposes import citations, data

CHAPTERS = sorted((ROOT / "chapters").rglob("*.md"))
ARTICLE = [path for path in CHAPTERS if path.parent.name == "article"]
NOTEBOOKS = [path for path in CHAPTERS if "{code-cell}" in path.read_text(encoding="utf-8")]


def tree(book, name):
    return lxml.html.parse(str(book / name)).getroot()


def page_of(book, path):
    return tree(book, str(path.relative_to(ROOT).with_suffix(".html")))


def test_the_data_folder_has_no_problem_and_every_source_is_used():
    cited = {citation.key for citation in citations.citations(ROOT / "chapters")}
    assert data.problems(cited=cited) == []


def test_every_package_is_installed():
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["packages"]
    found = {".".join(path.parent.relative_to(ROOT).parts) for path in (ROOT / "crosspurposes").rglob("__init__.py")}
    assert set(listed) == found | {"crosspurposes.tables"}


def test_every_citation_has_its_source():
    assert citations.problems(ROOT / "chapters", data.references()) == []


def test_a_citation_without_a_source_is_named_with_file_line_and_the_nearest_key(tmp_path):
    (tmp_path / "chapters").mkdir()
    (tmp_path / "chapters" / "one.md").write_text("First.\n\nSecond {cite:p}`gao-21-270,gao-21-271`.\n")
    assert citations.problems(tmp_path / "chapters", {"gao-21-270"}) == [
        'chapters/one.md, line 3: no source "gao-21-271" (did you mean "gao-21-270"?); '
        "correct the key or add it to data/references.bib"
    ]


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_no_cell_is_longer_than_twelve_lines(path):
    for cell in jupytext.read(path, fmt="md:myst").cells:
        if cell.cell_type == "code":
            assert len([line for line in cell.source.splitlines() if line.strip()]) <= 12, cell.source[:60]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_chapter_opened_alone_in_jupyter_runs_to_its_end_and_shows_interactive_charts(path, book, tmp_path):
    jupytext.write(jupytext.read(path, fmt="md:myst"), tmp_path / "alone.ipynb")
    notebook = nbformat.read(tmp_path / "alone.ipynb", as_version=4)
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(tmp_path)}}).execute()
    shown = [
        output.data
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if output.output_type == "execute_result"
    ]
    in_the_page = page_of(book, path).xpath("//figure[contains(@class, 'chart')]")
    assert len([bundle for bundle in shown if "application/vnd.plotly.v1+json" in bundle]) == len(in_the_page)


def test_every_chapter_with_cells_has_its_notebook_to_download(book):
    for path in NOTEBOOKS:
        name = f"{path.stem}.ipynb"
        text = (book / "notebooks" / name).read_text(encoding="utf-8")
        assert not re.search(r"\]\(row:|\{[a-z:]+\}`[^`]* <", text), name  # what only the book understands
        page = page_of(book, path)
        assert any(name in href for href in page.xpath("//a/@href"))


#: A chapter has 1,200 to 2,500 words; a chapter that may not, and why.
LENGTHS = {
    "the-argument": (400, 1000),  # a map, not a chapter
    "tokyo-seoul-and-the-quad": (1200, 2600),  # eleven notes on one paragraph, and two charts
    "the-abductee-clause": (1200, 2650),  # two paragraphs with 13 notes, and the figures of who was abducted
    "what-seoul-wants": (1200, 2700),  # two paragraphs with 10 notes and two charts
    "a-policy-under-review": (2000, 3300),  # four paragraphs with 23 notes
    "one-alliance-two-purposes": (900, 2500),  # six notes on one short paragraph
    "one-veto-too-many": (1200, 2700),  # three notes and the model
    "the-warning": (900, 2500),  # six notes on the closing paragraph
}


@pytest.mark.parametrize("path", ARTICLE, ids=lambda path: path.stem)
def test_a_chapter_has_the_length_of_a_chapter(book, path):
    page = tree(book, f"chapters/article/{path.stem}.html").xpath("//article")[0]
    labels = "script|.//dt|.//*[@class='note-tags']|.//*[@class='passage-head']|.//a[@class='headerlink']"
    for apparatus in page.xpath(f".//figure|.//nav|.//details|.//table|.//*[contains(@class, 'sources')]|.//{labels}"):
        apparatus.drop_tree()
    shortest, longest = LENGTHS.get(path.stem, (1200, 2500))
    assert shortest <= len(page.text_content().split()) <= longest


def test_every_note_is_as_long_as_a_note_and_has_its_parts(book):
    notes = json.loads((book / "claims.json").read_text(encoding="utf-8"))
    assert len(notes) >= 9
    for note in notes:
        assert 40 <= len(note["note"].split()) <= 150, note["id"]
        assert note["sources"], note["id"]
        assert note["claim"] and note["url"] and ":~:text=" in note["original"]
        if note["verdict"]:
            assert note["then"] and note["now"] and note["counter"], note["id"]


def test_claims_are_the_same_in_csv_json_and_web_annotations(book):
    notes = json.loads((book / "claims.json").read_text(encoding="utf-8"))
    with (book / "claims.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    collection = json.loads((book / "annotations.jsonld").read_text(encoding="utf-8"))
    items = collection["first"]["items"]
    assert [row["id"] for row in rows] == [note["id"] for note in notes]
    assert len(items) == len(notes) == collection["total"]
    exact = [selector["exact"] for item in items for selector in [quote(item)]]
    assert exact == [note["lemma"] for note in notes]


def quote(item):
    selector = item["target"]["selector"]
    selectors = selector if isinstance(selector, list) else [selector]
    return next(s for s in selectors if s["type"] == "TextQuoteSelector")


def test_every_anchor_has_been_checked_and_is_exact(book):
    for page in measure.pages(book):
        for state in tree(book, page).xpath("//*[@class='anchor-state']"):
            assert "exact" in state.text_content(), (page, state.text_content())


def test_no_page_names_an_asset_of_another_host(book):
    for name in measure.pages(book):
        page = tree(book, name)
        assets = page.xpath("//script/@src|//link[not(@rel='canonical')]/@href|//img/@src|//iframe/@src|//source/@src")
        assert [asset for asset in assets if re.match(r"(https?:)?//", asset)] == [], name


def test_every_link_inside_the_book_leads_somewhere(book):
    pages = {name: tree(book, name) for name in measure.pages(book)}
    for name, page in pages.items():
        for href in page.xpath("//a/@href"):
            if re.match(r"[a-z]+:", href) or not href:
                continue
            path, _, anchor = href.partition("#")
            target = ((book / name).parent / path).resolve() if path else book / name
            assert target.is_file(), (name, href)
            if anchor and target.suffix == ".html":
                inside = pages.get(str(target.relative_to(book.resolve())))
                assert inside is None or inside.xpath(f"//*[@id='{anchor}']"), (name, href)


def test_every_page_has_one_h1_and_a_description(book):
    for name in measure.pages(book):
        page = tree(book, name)
        assert len(page.xpath("//h1")) == 1, name
        if name != "search.html":
            assert page.xpath("//meta[@name='description']/@content"), name


def test_a_posted_address_shows_the_title_the_description_and_a_picture_of_the_size_it_names(book):
    for name in set(measure.pages(book)) - {"search.html"}:
        page = tree(book, name)
        said = {
            meta.get("property"): meta.get("content") for meta in page.xpath("//meta[starts-with(@property, 'og:')]")
        }
        assert said["og:title"] == page.xpath("string(//title)").removesuffix(" - At Cross Purposes"), name
        assert [said["og:description"]] == page.xpath("//meta[@name='description']/@content"), name
        picture = ((book / name).parent / said["og:image"]).read_bytes()
        width, height = (int.from_bytes(picture[start : start + 4]) for start in (16, 20))  # a PNG file's own words
        assert (str(width), str(height)) == (said["og:image:width"], said["og:image:height"]) == ("1200", "630")


def test_the_tables_stand_beside_the_pages_with_their_descriptor(book):
    descriptor = json.loads((book / "data" / "datapackage.json").read_text(encoding="utf-8"))
    for resource in descriptor["resources"]:
        assert (book / "data" / resource["path"]).is_file()


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_chart_has_a_table_words_a_csv_and_a_citation(book, path):
    place = (book / path.relative_to(ROOT)).parent
    for figure in page_of(book, path).xpath("//figure[contains(@class, 'chart')]"):
        summaries = [text.strip() for text in figure.xpath(".//summary/text()")]
        assert summaries == ["In words", "Table", "Cite this chart"]
        assert len(figure.xpath(".//details[1]/p")[0].text_content()) >= 60
        assert figure.xpath(".//table//tbody/tr")
        for href in figure.xpath(".//a[@download]/@href"):
            assert (place / href).resolve().is_file()


def test_the_prose_has_short_sentences(book):
    for path in ARTICLE:
        page = tree(book, f"chapters/article/{path.stem}.html").xpath("//article")[0]
        for apparatus in page.xpath(".//figure|.//details|.//table|.//nav"):
            apparatus.drop_tree()
        text = " ".join(p.text_content() for p in page.xpath(".//p[not(contains(@class, 'note-'))]|.//dd"))
        sentences = [s for s in re.split(r"(?<=[.!?])\s+(?=[A-Z“])", text) if len(s.split()) > 2]
        assert statistics.median(len(s.split()) for s in sentences) < 20


def test_no_picture_names_this_machine_or_carries_an_id_that_changes():
    for path in (ROOT / "pictures").glob("*.svg"):
        text = path.read_text(encoding="utf-8")
        assert "clip" not in text and " id=" not in text and str(ROOT) not in text
