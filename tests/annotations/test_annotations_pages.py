"""What a reader's browser is given, what other builders print, and that pages follow when notes elsewhere change."""

import csv
import json

import pytest
from ferry import BIBLIOGRAPHY, PARAGRAPHS, Ferry, article, claims, note, passage
from lxml import html
from tinybook import said

from crosspurposes.sphinxext.annotations.anchor import fingerprint
from crosspurposes.sphinxext.annotations.html import SIGNS, sign
from crosspurposes.sphinxext.annotations.kinds import KINDS

PROMISE = note(
    "the fare “will not rise”",
    id="p1-fare",
    kind="forecast",
    verdict="not borne out",
    claim="The fare stays until 2030.",
    suffix="before 2030",
)
WORTH = note(
    "the boat will lie idle",
    id="p3-idle",
    kind="judgement",
    claim="A boat that waits is wasted.",
    for_="Money lies idle too.",
    against="A spare boat is worth something {cite:p}`map-2018`.",
    drop=["verdict", "then", "now", "counter"],
)
ONE = (
    "# One\n\n```{paragraphs}\n```\n\n"
    + passage(1, "p1-ferry", "p1-fare")
    + "## Notes\n\n"
    + note(body="It *came* in 2021;\nsee {note}`p3-idle` and {note}`the other <p1-fare>`.\n\nThat is all.")
    + PROMISE
    + "\n```{ledger}\n```\n"
)
TWO = "# Two\n\n```{paragraphs}\n```\n\n" + passage(3, "p3-idle") + WORTH
INDEX = "# Ferry\n\n```{toctree}\none\ntwo\nall\n```\n" + BIBLIOGRAPHY
ALL = "# Ledger\n\n```{ledger}\n:all:\n```\n"
BOOK = {"index": INDEX, "one": ONE, "two": TWO, "all": ALL}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    book = Ferry(tmp_path_factory.mktemp("ferry"))(BOOK, nitpicky=True)
    assert book.warnings == ""
    return book


def classed(tree, name):
    return tree.xpath(f"//*[contains(concat(' ', @class, ' '), ' {name} ')]")


def test_a_passage_is_a_named_section_that_leads_to_the_original_and_to_its_notes(built):
    [section] = built.html("one").xpath("//section[@aria-label='Paragraph 1 of the article, in our words']")
    assert (section.get("class"), section.get("id")) == ("passage", "p1")
    [head] = section.xpath("p[@class='passage-head']")
    assert said(head) == "Paragraph 1 in our words Read it in the original"
    [original] = head.xpath("a")
    assert original.get("href") == "https://harbour.example/ferry#:~:text=a%20second%20ferry"
    assert original.get("rel") == "noopener"
    links = section.xpath(".//a[q[@class='lemma']]")
    assert [link.get("href") for link in links] == ["#p1-ferry", "#p1-fare"]
    assert [said(link[0]) for link in links] == ["a second ferry", "the fare ‘will not rise’"]
    assert [(sup.text, sup.get("aria-hidden")) for sup in section.xpath(".//sup[@class='lemma-letter']")] == [
        ("a", "true"),
        ("b", "true"),
    ]


def test_a_passage_leads_to_the_paragraphs_before_and_after_it_that_the_book_has(built):
    steps = {page: built.html(page).xpath("//p[@class='passage-neighbours']/a") for page in ("one", "two")}
    assert [(said(link), link.get("href")) for link in steps["one"]] == [("Next: paragraph 3", "two.html#p3")]
    assert [(said(link), link.get("href")) for link in steps["two"]] == [("Previous: paragraph 1", "one.html#p1")]


def test_a_note_is_a_section_named_by_a_heading_one_level_below_its_own(built):
    [section] = built.html("one").xpath("//section[@id='p1-ferry']")
    assert (section.get("class"), section.get("aria-labelledby")) == ("note", "p1-ferry-head")
    [head] = section.xpath("*[@id='p1-ferry-head']")
    assert (head.tag, head.get("class"), said(head)) == ("h3", "note-head", "1a a second ferry")
    [tags] = section.xpath("p[@class='note-tags']")
    assert said(tags) == "fact Accurate"
    [verdict] = tags.xpath("span[@class='verdict verdict-accurate']")
    assert verdict.xpath("svg/@aria-hidden") == ["true"]
    assert said(section.xpath("p[@class='claim']")[0]) == "The claim: A second boat is planned."
    assert [said(row) for row in section.xpath("dl[contains(@class, 'clocks')]/div")] == [
        "Known in May 2019A plan.",
        "Known nowA boat.",
    ]
    assert said(classed(section, "counter")[0]) == "Against this verdict It was late."
    assert built.html("two").xpath("//section[@id='p3-idle']/h2")


def test_a_judgement_shows_the_best_case_on_either_side_and_no_verdict(built):
    [section] = built.html("two").xpath("//section[@id='p3-idle']")
    assert section.xpath("dl[contains(@class, 'pros')]/div/dt/text()") == ["The best case for", "The best case against"]
    assert not section.xpath(".//*[contains(@class, 'verdict')]")


def test_the_last_line_of_a_note_names_sources_original_own_address_and_anchor(built):
    [line] = built.html("one").xpath("//section[@id='p1-fare']/p[@class='note-sources']")
    assert said(line).startswith("Sources: [Pil19], p. 3 · In the original · Link to this note · Anchor: not checked")
    original, own = line.xpath("a[contains(@class, 'original')] | a[@href='#p1-fare']")
    assert original.get("href").endswith("#:~:text=the%20fare%20%E2%80%9Cwill%20not%20rise%E2%80%9D,-before%202030")
    assert original.get("rel") == "noopener"
    assert own.text == "Link to this note"


def test_the_anchor_state_is_that_of_the_record_and_lapses_when_the_lemma_changes(build):
    rows = [("p1-fare", fingerprint("other words"), "exact", "2026-11-03")]
    rows.append(("p1-ferry", fingerprint("a second ferry"), "exact", "2026-11-03"))
    lines = ["id,lemma_sha256,state,checked_on", *map(",".join, rows)]
    (build.source / "anchors.csv").write_text("\n".join(lines), encoding="utf-8")
    page = build(BOOK, annotations_anchors="anchors.csv").html("one")
    states = [said(state) for state in classed(page, "anchor-state")]
    assert states == ["Anchor: exact, checked 3 November 2026", "Anchor: not checked"]


def test_a_reference_to_a_note_prints_its_number_or_the_words_given(built):
    links = classed(built.html("one"), "note-link")
    assert [(said(link), link.get("href")) for link in links] == [
        ("note 3a", "two.html#p3-idle"),
        ("the other", "#p1-fare"),
    ]


def test_a_ledger_is_a_table_with_headings_whose_rows_say_what_they_are_about(built):
    [table] = classed(built.html("all"), "ledger")
    assert table.tag == "table"
    assert said(table.xpath("caption")[0]) == "Every note of the book"
    assert [said(cell) for cell in table.xpath("thead//th[@scope='col']")] == [
        "Note",
        "The article’s words",
        "Kind",
        "Claim",
        "Verdict",
    ]
    rows = table.xpath("tbody/tr")
    assert [(row.get("data-paragraph"), row.get("data-kind"), row.get("data-verdict")) for row in rows] == [
        ("1", "fact", "accurate"),
        ("1", "forecast", "not borne out"),
        ("3", "judgement", ""),
    ]
    assert rows[2].xpath("th[@scope='row']//a/@href") == ["two.html#p3-idle"]
    assert [said(cell) for cell in rows[2]] == [
        "3a",
        "the boat will lie idle",
        "judgement",
        "A boat that waits is wasted.",
        "no verdict",
    ]


def test_a_page_ledger_holds_the_notes_of_its_page(built):
    [table] = classed(built.html("one"), "ledger")
    assert [said(cell) for cell in table.xpath("tbody//th")] == ["1a", "1b"]


def test_a_ledger_without_notes_says_so(build):
    assert "There are no notes here." in said(build({"index": "# Ferry\n\n```{ledger}\n```\n"}).html("index"))


def test_the_strip_links_the_paragraphs_of_the_book_and_marks_where_we_are(built):
    [nav] = built.html("one").xpath("//nav[@aria-label='Where we are in the article']")
    items = nav.xpath("ol/li")
    assert [item.xpath("string(.//*[@class='visually-hidden'])") for item in items] == [
        "paragraph 0, no notes",
        "paragraph 1, 2 notes: 1 fact, 1 forecast",
        "paragraph 2, no notes",
        "paragraph 3, 1 note: 1 judgement",
    ]
    assert [item.xpath("a/@href") for item in items] == [[], ["#p1"], [], ["two.html#p3"]]
    assert [item.xpath("a/@aria-current") for item in items] == [[], ["true"], [], []]


def test_the_map_gives_every_paragraph_its_line_its_notes_and_its_chapter(build):
    one = passage(1, "p1-ferry").replace("{passage} 1\n", "{passage} 1\n:summary: The council's plan.\n\n") + note()
    pages = {
        "index": "# Ferry\n\n```{paragraphs}\n:map:\n```\n\n```{toctree}\none\n```\n",
        "one": f"# One\n\n{one}{BIBLIOGRAPHY}",
    }
    book = build(pages)
    assert book.warnings == ""
    [table] = classed(book.html("index"), "article-map")
    rows = [[said(cell) for cell in row] for row in table.xpath("tbody/tr")]
    assert rows[1] == ["Paragraph 1", "The council’s plan.", "1 note: 1 fact", "One"]
    assert rows[2] == ["Paragraph 2", "not yet annotated", "no notes", ""]
    assert table.xpath("tbody/tr[2]/th//a/@href") == ["one.html#p1"]


def test_a_claim_without_its_note_is_named_where_a_passage_says_how_many_there_are(build):
    one = passage(1, "p1-ferry").replace("{passage} 1\n", "{passage} 1\n:claims: 2\n\n") + note()
    warnings = build({"index": f"# Ferry\n\n{one}{BIBLIOGRAPHY}"}).warnings
    assert "index.md:3: WARNING: paragraph 1 makes 2 claims by its passage and has 1 notes" in warnings
    assert "write the note that is missing" in warnings
    assert build({"index": f"# Ferry\n\n{one}{BIBLIOGRAPHY}".replace(":claims: 2", ":claims: 1")}).warnings == ""


def test_a_paragraph_with_a_label_goes_by_that_name(build):
    described = article()
    described["paragraphs"][0]["label"] = "Headline"
    page = "# Ferry\n\n```{paragraphs}\n```\n\n" + passage(0)
    tree = build({"index": page}, described=described).html("index")
    assert tree.xpath("//section[@id='p0']/@aria-label") == ["Headline of the article, in our words"]
    assert "headline, no notes" in said(tree.xpath("//nav[@class='paragraph-strip']")[0])


@pytest.mark.parametrize("page", BOOK)
def test_no_page_has_an_inline_style_a_doubled_id_or_typed_quotation_marks_around_a_lemma(built, page):
    tree = built.html(page)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    [body] = tree.xpath("//div[@class='body']")
    assert not body.xpath(".//@style")
    assert not [q for q in body.xpath(".//q") if said(q).startswith("“")]


def test_quotation_marks_in_a_lemma_stay_as_the_author_has_them(build):
    page = "# Ferry\n\n" + passage(1, "p1-fare") + note('fare "will not rise"', id="p1-fare") + BIBLIOGRAPHY
    lemmata = [said(q) for q in build({"index": page}).html("index").xpath("//q")]
    assert lemmata == ['fare "will not rise"'] * 2


def test_every_verdict_has_a_sign_of_its_own_shape():
    words = {word for kind in KINDS.values() for word in kind.scale}
    assert set(SIGNS) == words
    assert len({sign(word) for word in words}) == len(words)
    for word in words:
        html.fragment_fromstring(sign(word).strip())


def test_notes_can_be_searched_for(built):
    shown = [entry[1] for entry in built.env.get_domain("annotations").get_objects()]
    assert "1a “a second ferry”: A second boat is planned. (p1-ferry)" in shown
    assert "A second boat is planned" in built.text("searchindex.js")


@pytest.mark.parametrize(("builder", "page"), [("text", "one.txt"), ("latex", "ferry.tex"), ("man", "ferry.1")])
def test_other_builders_print_the_same_note_in_quotation_marks(build, builder, page):
    book = build(BOOK, builder=builder, nitpicky=True)
    text = " ".join(book.text(page).split())
    assert book.warnings == ""
    for words in ("“a second ferry”", "The claim:", "A second boat is planned.", "A plan.", "Against this verdict"):
        assert words in text
    assert not (book.out / "claims.json").exists()


def test_an_epub_has_typed_quotation_marks_for_it_has_no_style_sheet_of_ours(build):
    page = build(BOOK, builder="epub").text("one.xhtml")
    assert '<span class="lemma">“a second ferry”</span>' in page
    assert "<q" not in page


def test_a_latex_link_to_a_note_has_a_target(build):
    text = build(BOOK, builder="latex").text("ferry.tex")
    assert r"\label{\detokenize{one:p1-ferry}}" in text
    assert r"\hyperref[\detokenize{one:p1-ferry}]" in text


def test_exports_hold_every_note_as_it_is_printed(build):
    exported = claims(build(BOOK, annotations_base_url="https://book.example/"))
    assert list(exported) == ["p1-ferry", "p1-fare", "p3-idle"]
    assert exported["p1-ferry"] == {
        "id": "p1-ferry",
        "number": "1a",
        "paragraph": 1,
        "page": "one",
        "url": "https://book.example/one.html#p1-ferry",
        "original": "https://harbour.example/ferry#:~:text=a%20second%20ferry",
        "original_verified": False,
        "lemma": "a second ferry",
        "prefix": None,
        "suffix": None,
        "kind": "fact",
        "claim": "A second boat is planned.",
        "verdict": "accurate",
        "note": "It came in 2021; see note 3a and the other.\n\nThat is all.",
        "then": "A plan.",
        "now": "A boat.",
        "counter": "It was late.",
        "for": None,
        "against": None,
        "sources": [{"key": "log-2019", "locator": "p. 3"}],
    }
    assert exported["p3-idle"]["against"] == "A spare boat is worth something [map18]."
    assert exported["p1-fare"]["suffix"] == "before 2030"


def test_the_table_of_claims_has_the_same_rows_as_the_json(built):
    rows = list(csv.DictReader(built.text("claims.csv").splitlines()))
    assert [row["id"] for row in rows] == list(claims(built))
    assert rows[0]["sources"] == "log-2019, p. 3"
    assert rows[2]["verdict"] == ""


def test_a_citation_keeps_the_locator_up_to_the_next_semicolon(build):
    sources = "{cite:p}`log-2019`, table 2; {cite:p}`map-2018,log-2019`, *passim*. Seen; twice"
    page = "# Ferry\n\n" + passage(1, "p1-ferry") + note(sources=sources) + BIBLIOGRAPHY
    assert claims(build({"index": page}))["p1-ferry"]["sources"] == [
        {"key": "log-2019", "locator": "table 2"},
        {"key": "map-2018", "locator": "passim. Seen"},
        {"key": "log-2019", "locator": "passim. Seen"},
    ]


def test_the_web_annotations_quote_the_lemma_and_name_motive_and_rights(built):
    collection = json.loads(built.text("annotations.jsonld"))
    assert (collection["type"], collection["total"], collection["url_verified"]) == ("AnnotationCollection", 3, False)
    page = collection["first"]
    assert (page["type"], page["partOf"], page["startIndex"]) == ("AnnotationPage", collection["id"], 0)
    ferry, fare, idle = page["items"]
    assert ferry["id"] == "one.html#p1-ferry"
    assert (ferry["motivation"], idle["motivation"]) == ("assessing", "commenting")
    assert ferry["rights"] == "https://creativecommons.org/licenses/by/4.0/"
    assert ferry["target"]["selector"] == {"type": "TextQuoteSelector", "exact": "a second ferry"}
    assert fare["target"]["selector"]["suffix"] == "before 2030"
    purposes = [(body["purpose"], body["value"]) for body in ferry["body"]]
    assert purposes[0] == ("describing", "A second boat is planned.")
    assert purposes[1][0] == "assessing"
    assert ("classifying", "verdict: accurate") in purposes
    assert ("commenting", "Known in May 2019: A plan.") in purposes


def test_two_builds_export_the_same(build, built):
    again = build(BOOK, nitpicky=True)
    for name in ("claims.csv", "claims.json", "annotations.jsonld"):
        assert again.text(name) == built.text(name), name


def many_pages():
    """Eight pages, for Sphinx reads in parallel only above five."""
    described = article(paragraphs=[{"number": n, "fingerprints": [fingerprint(str(n))]} for n in range(8)])
    pages = {
        f"page{n}": f"# Page {n}\n\n```{{paragraphs}}\n```\n\n"
        + passage(n, f"p{n}-boat")
        + note(f"boat number {n}", id=f"p{n}-boat", body=f"See {{note}}`p{(n + 3) % 8}-boat`.")
        for n in range(8)
    }
    toc = "\n".join(pages)
    return {
        "index": f"# Ferry\n\n```{{toctree}}\n{toc}\n```\n\n```{{ledger}}\n:all:\n```\n{BIBLIOGRAPHY}",
        **pages,
    }, described


def test_a_book_read_and_written_in_parallel_is_the_one_made_serially(build):
    pages, described = many_pages()
    serial = build(pages, described=described, out="serial")
    parallel = build(pages, described=described, out="parallel", parallel=4)
    assert " .. page" in parallel.status  # pages are read in batches, so Sphinx did not fall back to one by one
    assert " .. page" not in serial.status
    assert parallel.warnings == serial.warnings == ""
    for name in ["claims.csv", "claims.json", "annotations.jsonld", *(f"{page}.html" for page in pages)]:
        assert parallel.text(name) == serial.text(name), name


def test_other_pages_follow_when_a_note_changes(build):
    build(BOOK)
    changed = ONE.replace("A second boat is planned.", "There will be two boats.")
    book = build({**BOOK, "one": changed})
    assert "There will be two boats." in said(classed(book.html("all"), "ledger")[0])
    assert claims(book)["p1-ferry"]["claim"] == "There will be two boats."
    assert claims(book)["p3-idle"]["note"] == "It came in 2021."


def test_a_note_that_is_removed_leaves_ledger_strip_and_exports(build):
    build(BOOK)
    book = build(
        {
            **BOOK,
            "one": ONE.replace(PROMISE, "").replace(" and {lemma}`p1-fare`", "").replace("<p1-fare>", "<p1-ferry>"),
        }
    )
    assert book.warnings == ""
    assert list(claims(book)) == ["p1-ferry", "p3-idle"]
    assert "1b" not in said(classed(book.html("all"), "ledger")[0])
    assert "paragraph 1, 1 note" in said(book.html("two").xpath("//nav[@class='paragraph-strip']")[0])


def test_a_note_that_is_added_before_another_renumbers_the_references_on_other_pages(build):
    build(BOOK)
    early = note("a deeper channel", id="p3-channel")
    two = "# Two\n\n" + passage(3, "p3-channel", "p3-idle") + early + WORTH
    book = build({**BOOK, "two": two})
    assert "note 3b" in said(book.html("one"))


def test_a_page_that_is_removed_takes_its_notes_along(build):
    pages = {**BOOK, "one": ONE.replace("{note}`p3-idle`", "no other")}
    build(pages)
    (build.source / "two.md").unlink()
    pages.pop("two")
    book = build({**pages, "index": INDEX.replace("\ntwo", "")})
    assert list(claims(book)) == ["p1-ferry", "p1-fare"]
    assert book.html("one").xpath("//nav[@class='paragraph-strip']//li[4]/a") == []


def test_a_new_record_of_anchors_shows_without_reading_a_page_again(build):
    record = build.source / "anchors.csv"
    build(BOOK, annotations_anchors="anchors.csv")
    record.write_text(f"id,lemma_sha256,state,checked_on\np1-ferry,{fingerprint('a second ferry')},exact,2026-11-03\n")
    book = build(BOOK, annotations_anchors="anchors.csv")
    assert "Anchor: exact, checked 3 November 2026" in said(book.html("one"))
    assert "0 added, 0 changed, 0 removed" in book.status


def test_a_build_without_changes_writes_no_page(build):
    build(BOOK)
    book = build(BOOK)
    assert "no targets are out of date" in book.status
    assert list(claims(book)) == ["p1-ferry", "p1-fare", "p3-idle"]


def test_a_changed_address_of_the_article_changes_every_link(build):
    build(BOOK)
    book = build(BOOK, described=article(url="https://moved.example/ferry"))
    assert "harbour.example" not in book.text("one.html")
    assert claims(book)["p1-ferry"]["original"].startswith("https://moved.example/ferry#")


def test_the_book_quotes_the_invented_article_as_it_is_printed():
    every = " ".join(block for blocks in PARAGRAPHS for block in blocks)
    assert all(words in every for words in ("a second ferry", "the fare “will not rise”", "the boat will lie idle"))
