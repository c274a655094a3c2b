"""The page of a table, the list of all tables, and the links between a row and what uses it."""

import csv
import json

import pytest
from harbour import BOATS, CROSSINGS, LIST, NOTEBOOK, ONE, PAGES, TWO, Harbour, cells, described
from sphinx.config import Config
from tinybook import said


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    book = Harbour(tmp_path_factory.mktemp("harbour"))(nitpicky=True)
    assert book.warnings == ""
    return book


@pytest.fixture(scope="module")
def crossings(built):
    return built.html("data/crossings")


def section(page, name):
    [found] = page.xpath(f"//section[@id='{name}']")
    return found


def test_a_row_has_the_address_of_its_key_and_links_to_itself(built, crossings):
    assert crossings.xpath("//tbody/tr/@id") == ["2018", "2019"]
    [link] = crossings.xpath("//tr[@id='2018']/th[@scope='row']//a")
    assert (link.get("href"), link.text, link.get("title")) == ("#2018", "2018", "Address of row 2018")
    assert built.html("data/boats").xpath("//tbody/tr/@id") == ["r-II-2017", "r-II-2019"]


def test_a_page_has_no_id_twice(built):
    for page in ("data/crossings", "data/boats", "list", "one"):
        ids = built.html(page).xpath("//@id")
        assert len(ids) == len(set(ids)), page


def test_keys_that_make_the_same_address_are_numbered_and_no_section_takes_the_address_of_a_row(build):
    rows = "the rows,1,car,,A,map-2018\nthe-rows,1,car,,A,map-2018\nthe-rows-1,2,car,,A,map-2018\n"
    change = described(lambda d: d["resources"][1]["schema"].update(primaryKey="boat"))
    pages = PAGES | {"one": ONE.replace("row:boats#r-II-2019", "row:boats#the-rows-2")}
    book = build(
        pages, tables={"data/boats.csv": "boat,since,kind,site,confidence,sources\n" + rows}, descriptor=change
    )
    page = book.html("data/boats")
    assert page.xpath("//tbody/tr/@id") == ["the-rows", "the-rows-2", "the-rows-1"]
    assert len(page.xpath("//*[@id='the-rows']")) == 1
    assert book.warnings == ""


def test_a_table_without_a_key_is_addressed_by_the_place_of_a_row(build):
    change = described(lambda d: d["resources"][1]["schema"].pop("primaryKey"))
    book = build(PAGES | {"one": ONE.replace("#r-II-2019", "#row-2")}, descriptor=change)
    assert cells(book, "boats", "row-2")[:3] == ["row 2", "Ærø II", "2019"]
    assert book.warnings == ""


def test_what_is_missing_is_said_in_words_and_a_row_without_a_remark_lacks_nothing(built, crossings):
    assert cells(built, "crossings", "2018") == ["2018", "1,204.50", "3", "", "A", "Pil19", "One"]
    assert cells(built, "crossings", "2019")[1] == "unknown"
    assert cells(built, "boats", "r-II-2019")[3] == "no site"
    assert crossings.xpath("//tr[@id='2019']/td[1]//span/@class") == ["unknown"]


def test_what_a_file_says_is_shown_to_the_letter_and_never_as_markup(built, crossings):
    assert cells(built, "crossings", "2019")[3] == 'Strike: <b>no</b> count & no "log".'
    assert crossings.xpath("//td//b") == []
    [link] = built.html("data/boats").xpath("//tr[@id='r-II-2017']/td[3]//a")
    assert link.get("href") == link.text == "https://boats.example/?a=1&b=<2>"


def test_a_source_leads_to_its_entry_in_the_bibliography(built, crossings):
    links = crossings.xpath("//tr[@id='2019']/td[@data-label='Sources']//a/@href")
    entries = [link.partition("#") for link in links]
    assert [page for page, _, _ in entries] == ["../index.html"] * 2
    [entry] = built.html("index").xpath(f"//*[@id='{entries[0][2]}']")
    assert "Log" in entry.text_content()


def test_a_wide_table_scrolls_in_a_named_region_within_reach_of_the_keyboard(crossings):
    [region] = crossings.xpath("//div[@role='region']")
    assert (region.get("tabindex"), region.get("aria-label")) == ("0", "Table: Crossings </script><b>")
    assert said(region.xpath(".//caption")[0]) == "Crossings </script><b>"
    heads = region.xpath(".//thead//th[@scope='col']")
    assert said(heads[1]) == "Passengers thousands of persons"
    assert region.xpath(".//tbody/tr[1]/td/@data-label") == [
        *("Passengers", "Fare", "Note", "Confidence", "Sources", "Used in")
    ]


def test_every_column_has_room_for_its_longest_word_so_that_no_row_moves_another(built, crossings):
    for page in (crossings, built.html("data/boats")):
        heads = page.xpath("//thead/tr/th")
        rooms = [int(head.get("style").removeprefix("--room: ")) for head in heads]
        for row in page.xpath("//tbody/tr"):
            lengths = [len(said(cell)) for cell in row.xpath("./th | ./td")]
            assert all(room >= min(length, 24) for room, length in zip(rooms, lengths, strict=True))
        longest = [max(map(len, said(head).split())) for head in heads]
        assert all(least <= room <= 46 for least, room in zip(longest, rooms, strict=True))


def test_the_page_says_how_much_from_when_how_sure_and_gives_the_files(built, crossings):
    [facts] = crossings.xpath("//dl[contains(@class, 'table-facts')]")
    told = dict(zip(map(said, facts.xpath("dt")), map(said, facts.xpath("dd")), strict=True))
    assert told == {
        "Rows": "2",
        "Period": "2018 to 2019",
        "Confidence": "A for 1 row, B for 1 row",
        "Files": "crossings.csv · datapackage.json · All tables",
    }
    assert facts.xpath(".//a/@href") == ["crossings.csv", "datapackage.json", "../list.html"]
    assert list(csv.reader((built.out / "data/crossings.csv").open()))[1][1] == "1204.50"
    assert json.loads(built.text("data/datapackage.json"))["name"] == "harbour"


def test_the_page_says_what_to_beware_of_how_it_was_made_and_under_which_terms(crossings):
    assert said(section(crossings, "before-you-use-it").xpath(".//li")[0]) == "The gate was broken in May."
    made = [said(paragraph) for paragraph in section(crossings, "how-it-was-made").xpath("p")]
    assert made == [
        "Counted at the gate.",
        "Main sources: The log (Pil19).",
        "What the producers say of use: No licence was found.",
        "Licence: CC BY 4.0 (our edits).",
    ]


def test_every_column_has_its_meaning_unit_and_allowed_values(built, crossings):
    terms = [said(term) for term in section(crossings, "the-columns").xpath(".//dt")]
    forms = [said(form) for form in section(crossings, "the-columns").xpath(".//p[contains(@class, 'column-form')]")]
    assert terms[1] == "Passengers passengers_thousand"
    assert forms[:2] == ["Integer; 1900 or more; never empty.", "Number, thousands of persons."]
    assert forms[4] == "String; one of A, B."


def test_the_page_says_how_to_cite_and_load_it(crossings):
    kept = section(crossings, "cite-it-load-it")
    assert "Ferry, “Crossings </script><b>” (table crossings, edition 2020.1), data/crossings.html." in said(kept)
    assert "add its address, such as #2019" in said(kept)
    assert 'data.load("crossings")' in said(kept.xpath(".//pre")[0])


def test_search_engines_are_told_what_the_table_is(crossings):
    [description] = crossings.xpath("//meta[@name='description']/@content")
    assert description == "Crossings </script><b>: Each row is one year of the ferry."
    [script] = crossings.xpath("//script[@type='application/ld+json']/text()")
    assert "</" not in script
    data = json.loads(script)
    assert data["@type"] == "Dataset"
    assert (data["name"], data["temporalCoverage"]) == ("Crossings </script><b>", "2018/2019")
    assert data["license"] == ["https://cc.example/by"]
    assert data["creator"] == {"@type": "Organization", "name": "The pilots"}
    assert data["variableMeasured"][1]["unitText"] == "thousands of persons"
    assert data["distribution"] == {
        "@type": "DataDownload",
        "encodingFormat": "text/csv",
        "contentUrl": "crossings.csv",
    }
    assert data["isBasedOn"] == [{"@type": "CreativeWork", "name": "The log", "url": "https://log.example/"}]


def test_with_a_public_address_the_description_and_the_citation_give_it(build):
    contributors = described(lambda d: d.update(contributors=[{"title": "Anna Pilot"}]))
    page = build(html_baseurl="https://ferry.example/book/", descriptor=contributors).html("data/boats")
    data = json.loads(page.xpath("//script[@type='application/ld+json']/text()")[0])
    assert data["distribution"]["contentUrl"] == "https://ferry.example/book/data/boats.csv"
    assert data["url"] == "https://ferry.example/book/data/boats.html"
    assert data["creator"] == [{"@type": "Person", "name": "Anna Pilot"}]
    assert "https://ferry.example/book/data/boats.html" in said(section(page, "cite-it-load-it"))


def test_a_table_is_found_by_search(built):
    index = built.text("searchindex.js")
    assert "data/crossings" in index and "strike" in index


def test_only_pages_of_tables_carry_the_description(built):
    assert "application/ld+json" not in built.text("one.html")


def test_the_list_names_every_table_with_its_rows_period_confidence_and_users_without_a_script(built):
    items = built.html("list").xpath("//ul[contains(@class, 'catalogue')]/li")
    assert [item.xpath(".//strong/a/@href") for item in items] == [["data/crossings.html"], ["data/boats.html"]]
    assert [said(paragraph) for paragraph in items[0].xpath("p")] == [
        "Crossings </script><b>",
        "Each row is one year of the ferry.",
        "2 rows · 2018 to 2019 · 1 A, 1 B",
        "Used in: One, Two",
    ]


def test_a_link_to_a_row_is_relative_and_says_where_it_leads(built):
    first, boat, strike = built.html("one").xpath("//a[contains(@class, 'row-link')]")
    assert first.get("href") == "data/crossings.html#2018"
    assert (said(first), first.get("title")) == ("1,204.5 thousand", "Row 2018 of Crossings </script><b>")
    assert first.xpath(".//em")
    assert (boat.get("href"), boat.get("title")) == ("data/boats.html#r-II-2019", "Row Ærø II, 2019 of Boats")
    assert strike.get("href") == "data/crossings.html#2019"


def test_a_link_without_a_row_leads_to_the_whole_table(build):
    [link] = (
        build(PAGES | {"one": "# One\n\n[All](row:boats).\n"}).html("one").xpath("//a[contains(@class, 'row-link')]")
    )
    assert (link.get("href"), link.get("title")) == ("data/boats.html", "Table: Boats")


def test_a_link_stands_around_a_number_that_the_page_computes(build):
    cell = '```{code-cell}\nfrom myst_nb import glue\nglue("n", 1204.5, display=False)\n```\n\n'
    one = f"{NOTEBOOK}# One\n\n{cell}[{{glue:text}}`n:,.1f`](row:crossings#2018) and [it](row:boats)\n"
    book = build(PAGES | {"one": one, "two": "# Two\n"}, nb_execution_mode="force")
    assert [said(link) for link in book.html("one").xpath("//a[contains(@class, 'row-link')]")] == ["1,204.5", "it"]
    assert book.warnings == ""


def test_restructuredtext_links_to_rows_too(build):
    book = build(
        PAGES | {"one": None, "one.rst": "One\n===\n\n`That year <row:crossings#2019>`__ and `it <row:boats>`__.\n"}
    )
    assert book.html("one").xpath("//a[contains(@class, 'row-link')]/@href")[0] == "data/crossings.html#2019"
    assert book.warnings == ""


def test_a_row_leads_back_to_the_page_and_to_the_section_that_use_it(built):
    assert cells(built, "crossings", "2018")[-1] == "One"
    assert cells(built, "boats", "r-II-2019")[-1] == "One: Later"
    [link] = built.html("data/boats").xpath("//tr[@id='r-II-2019']/td[last()]//a")
    assert link.get("href") == "../one.html#later"


def test_a_note_with_an_id_is_named_by_its_heading(build):
    rst = (
        "One\n===\n\n`It <row:boats#r-II-2017>`__.\n\nLater\n-----\n\n"
        ".. container:: note\n   :name: n1\n\n   .. rubric:: 1a *Strike*\n\n   `That year <row:crossings#2019>`__.\n"
    )
    book = build(PAGES | {"one": None, "one.rst": rst})
    [link] = book.html("data/crossings").xpath("//tr[@id='2019']/td[last()]//a")
    assert (link.get("href"), said(link)) == ("../one.html#n1", "One: 1a Strike")
    assert link.xpath(".//em")


def test_the_page_of_a_table_names_every_page_note_and_chart_that_uses_it(built, crossings):
    [page, other] = section(crossings, "where-it-is-used").xpath("ul/li")
    assert said(page.xpath("p")[0]) == "One"
    assert [said(use) for use in page.xpath("ul/li")] == ["Later", "Fares fell"]
    assert page.xpath("ul/li//a/@href") == ["../one.html#later", "../one.html#chart-fares"]
    assert said(other) == "Two"


def test_a_table_none_of_whose_rows_is_linked_has_no_column_of_uses(build):
    book = build(PAGES | {"one": "# One\n"})
    assert "Used in" not in book.text("data/boats.html")
    assert cells(book, "boats", "r-II-2019")[-1] == "map18"


def test_a_file_that_no_descriptor_names_is_no_page(build):
    book = build(tables={"data/other.csv": "a\n1\n", "log.csv": "a\n1\n"})
    assert not (book.out / "data/other.html").exists() and not (book.out / "log.html").exists()
    assert book.warnings == ""


def test_files_that_a_table_of_contents_has_excluded_are_pages_all_the_same(build):
    book = build(exclude_patterns=["data/crossings.csv", "data/boats.csv"])
    assert (book.out / "data/crossings.html").exists()
    assert book.warnings == ""


def test_without_a_bibliography_the_keys_stand_as_they_are(build):
    pages = PAGES | {"index": PAGES["index"].partition("```{bib")[0]}
    book = build(pages, extensions=["myst_nb", "crosspurposes.sphinxext.catalogue"])
    assert cells(book, "crossings", "2019")[5] == "log-2019; map-2018"
    assert book.warnings == ""


@pytest.mark.parametrize("builder", ["text", "latex", "singlehtml", "epub", "man", "texinfo", "dirhtml"])
def test_other_builders_print_the_list_and_the_words_of_a_link(build, builder):
    book = build(builder=builder, epub_show_urls="no", language="en")
    assert [line for line in book.warnings.splitlines() if "catalogue" in line or "crossings" in line] == []
    if builder == "text":
        assert "2 rows · 2018 to 2019" in book.text("list.txt")
        assert "1,204.5 *thousand*" in book.text("one.txt")
    if builder == "latex":
        assert "Each row is one year of the ferry." in book.text("ferry.tex")
    if builder == "dirhtml":
        link = book.html("data/crossings/index").xpath("//a[contains(@class, 'download')]/@href")[0]
        assert (book.out / "data/crossings" / link).is_file()


def test_pages_read_by_several_processes_are_those_read_by_one(build):
    more = {f"more{n}": f"# More {n}\n\n[It](row:crossings#2018).\n" for n in range(8)}
    pages = PAGES | more | {"index": PAGES["index"].replace("two\n```", "two\n" + "\n".join(more) + "\n```")}
    one, several = build(pages), build(pages, parallel=2, out="several")
    assert several.warnings == ""
    for name in ("data/crossings.html", "data/boats.html", "list.html", "one.html"):
        assert one.text(name) == several.text(name), name


def test_two_builds_are_the_same(build, built):
    again = build(nitpicky=True)
    for name in ("data/crossings.html", "data/boats.html", "list.html", "one.html"):
        assert again.text(name) == built.text(name), name


def test_what_a_book_is_read_from_is_not_asked_of_the_next_book_of_the_process(built):
    assert ".csv" in built.env.config.source_suffix
    assert ".csv" not in Config.config_values["source_suffix"].default


def test_an_edited_table_is_shown_by_its_page_and_by_the_list(build):
    build()
    book = build(tables={"data/crossings.csv": CROSSINGS + "2020,7,3,,B,log-2019\n"})
    assert cells(book, "crossings", "2020")[1] == "7"
    assert "3 rows · 2018 to 2019 · 1 A, 2 B" in said(book.html("list"))


def test_an_edited_descriptor_is_shown_by_every_page_that_prints_it(build):
    build()
    book = build(descriptor=described(lambda d: d["resources"][0].update(title="Trips", processing="Guessed.")))
    assert "Guessed." in said(book.html("data/crossings"))
    assert "Trips" in said(book.html("list"))
    assert "Row 2018 of Trips" in book.text("one.html")


def test_a_new_or_vanished_use_is_shown_by_the_table(build):
    build()
    book = build(PAGES | {"two": TWO + "\nSee [it](row:boats#r-II-2017).\n"})
    assert cells(book, "boats", "r-II-2017")[-1] == "Two"
    book = build(PAGES | {"one": "# One\n"})
    assert [said(use) for use in section(book.html("data/boats"), "where-it-is-used").xpath("ul/li")] == ["Two"]
    assert "Used in: Two" in said(book.html("list"))


def test_a_table_that_is_added_has_its_page(build):
    pages = PAGES | {"list": LIST}
    build(pages)

    def add(descriptor):
        descriptor["resources"].append(
            {**descriptor["resources"][1], "name": "more", "path": "more.csv", "title": "More"}
        )

    pages["two"] = TWO + "\n[It](row:more).\n"
    book = build(pages, tables={"data/more.csv": BOATS}, descriptor=described(add))
    assert cells(book, "more", "r-II-2017")[1] == "2017"
    assert book.warnings == ""
