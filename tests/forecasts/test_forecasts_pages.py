"""What the page says before any script runs, what other builders print, and that it follows when the table changes."""

import pytest
from orchard import ASKED, INDEX, LINKED, ROWS, Orchard, row
from tinybook import said

from crosspurposes import brier

LINKS = {"forecasts_link_role": "std:ref"}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    book = Orchard(tmp_path_factory.mktemp("orchard"))({"index": LINKED}, nitpicky=True, **LINKS)
    assert book.warnings == ""
    return book


def test_every_question_with_an_outcome_is_asked_in_the_order_of_the_days_that_settle_them(built):
    items = built.html().xpath("//form//li[@class='forecast']")
    assert [item.get("data-id") for item in items] == ASKED
    assert said(items[0].xpath("fieldset/legend")[0]) == "Will the “late” frost come <before> March?"
    assert said(items[0].xpath("fieldset/p")[0]).startswith("Settled by 2 March 2003: ____ %")


def test_controls_are_labelled_and_wait_for_the_script(built):
    page = built.html()
    [slider] = page.xpath("//li[@data-id='plum']//input[@type='range']")
    assert page.xpath(f"//label[@for='{slider.get('id')}']/text()") == ["How likely is a yes?"]
    assert (slider.get("min"), slider.get("max"), slider.get("step")) == ("0", "100", "1")
    assert slider.get("aria-valuetext") == "not answered"
    assert said(page.xpath("//li[@data-id='plum']//input[@type='number']/..")[0]) == "in per cent"
    shown = page.xpath("//div[@class='forecasts']//*[self::input or self::button][not(ancestor::*[@hidden])]")
    assert shown == []


def test_no_outcome_stands_outside_the_closed_details(built):
    page = built.html()
    [details] = page.xpath("//div[@class='forecasts']//details")
    assert details.get("open") is None
    assert said(details.xpath("summary")[0]) == "Outcomes"
    details.getparent().remove(details)
    text = said(page.xpath("//div[@class='forecasts']")[0])
    for spoiler in ("So it was", "Outcome", "borne out", "No war", "Growers", "0.5"):
        assert spoiler not in text
    assert not page.xpath("//@data-outcome | //@data-status-quo")


def test_an_outcome_says_what_came_what_no_change_would_have_been_how_we_know_and_where_the_book_speaks_of_it(built):
    outcomes = {item.get("data-id"): item for item in built.html().xpath("//details//li[@data-id]")}
    assert list(outcomes) == ASKED
    assert [said(part) for part in outcomes["frost"].xpath("p")] == [
        "Will the “late” frost come <before> March?",
        "Outcome: no. No change would have been: no.",
        "Squared error of my answer: ____",
        "So it was with frost.",
        "Verdict on the claim: not borne out · See Frost · Sources: Growers, 1 June 2003",
    ]
    assert outcomes["frost"].xpath(".//a[text()='Growers, 1 June 2003'] | .//a[@href='#frost']")
    assert said(outcomes["plum"].xpath("p")[1]) == "Outcome: yes."
    assert said(outcomes["plum"].xpath("p")[4]) == "Note: Asked more sharply."
    known = said(outcomes["harvest"].xpath("p")[-1])
    assert (
        known == "See Harvest · Sources: Growers, 1 June 2003; Survey, 1999 · Confidence B: not independently confirmed"
    )
    answers = {id: (item.get("data-outcome"), item.get("data-status-quo")) for id, item in outcomes.items()}
    assert answers == {"frost": ("no", "no"), "plum": ("yes", ""), "harvest": ("yes", "yes"), "late": ("no", "no")}


def test_a_question_that_cannot_be_settled_is_not_asked_and_is_listed_apart_with_the_reason(built):
    page = built.html()
    assert not page.xpath("//form//*[@data-id='war']")
    [apart] = page.xpath("//details/ul/li")
    assert [said(part) for part in apart.xpath("p")][:2] == ["Will there be war?", "No war was declared."]
    assert said(apart.getparent().getprevious()) == "Not scored; each note says why"


def test_without_such_questions_there_is_no_such_list(build):
    assert "Not scored" not in build(rows=ROWS[:4]).text("index.html")


def test_the_scores_to_compare_with_are_those_of_a_bet_on_no_change_and_of_a_coin(built):
    # frost no/no 0, plum none/yes 0.25, harvest yes/yes 0, late no/no 0
    assert brier.score([0, 0.5, 1, 0], [False, True, True, False]) == 0.0625
    text = said(built.html().xpath("//details")[0])
    assert (
        "Over all 4 questions a bet on no change has a Brier score of 0.063; the coin, 50% on each, has 0.250." in text
    )


def test_the_grid_has_the_squared_errors_of_round_probabilities(built):
    rows = built.html().xpath("//div[@class='forecast-grid']//table/tbody/tr")
    cells = [tuple(said(cell) for cell in line) for line in rows]
    assert len(cells) == 11
    assert cells[0] == ("0%", "1.00", "0.00")
    assert cells[3] == ("30%", "0.49", "0.09")
    assert cells[10] == ("100%", "0.00", "1.00")
    for percent, yes, no in cells:
        assert float(yes) == pytest.approx((1 - int(percent[:-1]) / 100) ** 2, abs=1e-9)
        assert float(no) == pytest.approx((int(percent[:-1]) / 100) ** 2, abs=1e-9)


def test_the_page_has_no_inline_style_no_inline_handler_and_no_doubled_id(built):
    page = built.html()
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert not page.xpath("//div[@class='forecasts']//@*[name() = 'style' or starts-with(name(), 'on')]")


def test_the_script_is_only_where_there_are_questions(build):
    built = build({"index": f"{INDEX}\n```{{toctree}}\nother\n```\n", "other": "# Other\n"})
    scripts = {page: built.html(page).xpath("//script[contains(@src, 'forecasts.js')]") for page in ("index", "other")}
    assert {page: len(found) for page, found in scripts.items()} == {"index": 1, "other": 0}
    assert scripts["index"][0].get("defer") is not None
    assert "innerHTML" not in built.text("_static/forecasts.js")


def test_without_a_role_for_links_or_citations_the_verdict_and_the_keys_are_printed(build):
    page = build(conf='forecasts_cite_role = "quote"\n').html()
    known = said(page.xpath("//details//li[@data-id='frost']/p[last()]")[0])
    assert known == "Verdict on the claim: not borne out · Sources: log-2003"


@pytest.mark.parametrize(("builder", "page"), [("text", "index.txt"), ("latex", "orchard.tex"), ("man", "orchard.1")])
def test_other_builders_print_questions_with_blanks_and_then_the_outcomes(build, builder, page):
    built = build(builder=builder)
    assert built.warnings == ""
    text = " ".join(built.text(page).replace("\\_", "_").split())
    for words in (
        "frost come",
        "Settled by 2 March 2003: ____",
        "Outcomes",
        "Outcome: no",
        "0.49",
        "No war was declared",
    ):
        assert words in text.replace("\\sphinxstylestrong{", "").replace("\\fB", "").replace("\\&", "")
    assert text.index("Settled by 31 January 2004") < text.index("So it was with frost")
    assert "How likely" not in text


def test_an_epub_has_plain_lists_and_neither_form_nor_script(build):
    text = build(builder="epub").text("index.xhtml")
    assert "Settled by 2 March 2003" in text and "So it was with frost" in text
    for part in ("<form", "<input", "<details", "forecasts.js", "<fieldset"):
        assert part not in text


def test_a_book_read_and_written_in_parallel_is_the_one_made_serially(build):
    others = {
        f"page{n}": f"# Page {n}\n\n```{{forecasts}} forecasts\n```\n" for n in range(7)
    }  # above five, Sphinx forks
    toc = "\n".join(others)
    pages = {"index": f"{INDEX}\n```{{toctree}}\n{toc}\n```\n", **others}
    serial = build(pages, out="serial")
    parallel = build(pages, out="parallel", parallel=4)
    assert " .. page" in parallel.status and " .. page" not in serial.status
    assert parallel.warnings == serial.warnings == ""
    for name in ("index.html", "page3.html"):
        assert parallel.text(name) == serial.text(name), name


def test_an_edit_of_the_table_shows_in_the_page_and_only_an_edit_does(build):
    build()
    assert "no targets are out of date" in build().status
    again = build(rows=[*ROWS[:3], row("late", "yes", question="Will the pears be later still?")])
    assert "1 changed" in again.status
    assert "Will the pears be later still?" in again.text("index.html")
    assert "No war was declared" not in again.text("index.html")
