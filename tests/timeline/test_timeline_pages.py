"""What a reader's browser is given, what other builders print, and that pages follow when the table changes."""

import pytest
from lighthouse import EVENTS, INDEX, Lighthouse, row
from tinybook import said

from crosspurposes.sphinxext.timeline.html import SHAPES, sign

OTHER = (
    "# Other\n\nSee {event}`2003-02-28-gale`, {event}`the ferry <2003-05-01-ferry>` and {any}`2003-05-01-ferry`.\n\n"
    "```{timeline} events\n:category: storm, ferry\n:from: 2003-03\n:to: 2011\n```\n"
)
FILTERED = "# Filtered\n\n```{timeline} events\n:category: storm\n:filter:\n```\n"
BOOK = {"index": f"{INDEX}\n```{{toctree}}\nother\nfiltered\n```\n", "other": OTHER, "filtered": FILTERED}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    book = Lighthouse(tmp_path_factory.mktemp("light"))(BOOK, nitpicky=True)
    assert book.warnings == ""
    return book


def events(tree):
    return tree.xpath(".//li[contains(concat(' ', @class, ' '), ' event ')]")


def test_every_event_is_an_item_with_its_id_under_its_year_and_decade(built):
    page = built.html()
    assert [item.get("id") for item in events(page)] == [each["id"] for each in EVENTS]
    decades = page.xpath("//div[contains(@class, 'timeline')]/section")
    assert [decade.get("aria-label") for decade in decades] == ["1990s", "2000s", "2010s", "2020s"]
    assert [title.text for title in decades[1].xpath("h2 | section/h3")] == ["2000s", "2003"]
    assert [item.get("id") for item in events(decades[1])] == ["2003-02-28-gale", "2003-05-01-ferry"]
    assert page.xpath("//nav[@aria-label='Decades']//a/@href") == ["#1990s", "#2000s", "#2010s", "#2020s"]


def test_an_event_says_when_what_of_which_kind_what_is_disputed_and_how_it_is_known(built):
    [gale] = built.html().xpath("//li[@id='2003-02-28-gale']")
    assert [(time.get("datetime"), time.text) for time in gale.xpath(".//time")] == [
        ("2003-02-28", "28 February"),
        ("2003-03-02", "2 March 2003"),
    ]
    assert [(p.get("class"), said(p)) for p in gale.xpath("p")] == [
        ("event-date", "28 February – 2 March 2003"),
        ("event-head", "The keeper’s “great” gale Storm"),
        ("event-detail", "The lamp goes out; <all> boats stay in, for days."),
        ("event-disputed", "Disputed: The harbour counts two days."),
        ("event-note", "Note: Named later."),
        ("event-known", "Sources: Harbour, 1 June 2003; Survey, 1999 · Link to this event"),
    ]
    assert gale.xpath(".//a[text()='Link to this event']/@href") == ["#2003-02-28-gale"]


def test_a_source_is_a_link_to_its_entry(built):
    page = built.html()
    [link] = page.xpath("//li[@id='2003-05-01-ferry']//a[text()='Harbour, 1 June 2003']")
    assert page.xpath(f"//div[@class='citation' and @id='{link.get('href')[1:]}']")


def test_a_vague_date_stops_where_knowledge_stops(built):
    page = built.html()
    times = page.xpath("//li[@id='1998-tower']//time | //li[@id='2011-04-second-gale']//time")
    assert [(time.get("datetime"), time.text) for time in times] == [("1998", "1998"), ("2011-04", "April 2011")]


def test_weak_confidence_is_said_in_words_and_strong_is_not(built):
    page = built.html()
    assert "Confidence B: not independently confirmed" in said(page.xpath("//li[@id='1998-tower']")[0])
    assert "Confidence" not in said(page.xpath("//li[@id='2003-05-01-ferry']")[0])


def test_a_category_is_words_with_a_sign_of_its_own_shape(built):
    marks = built.html().xpath("//span[@class='event-category']")
    signs = {said(mark): mark.xpath("string(svg/*/@d | svg/*/@r)") for mark in marks}
    assert set(signs) == {"The lighthouse", "Storm", "Ferry"}
    assert len(set(signs.values())) == 3
    assert all(mark.xpath("svg/@aria-hidden") == ["true"] for mark in marks)
    assert len(set(SHAPES)) == len(SHAPES) == len({sign(number) for number in range(len(SHAPES))})


def test_a_marked_day_stands_among_the_events_and_is_none(built):
    [mark] = built.html().xpath("//li[@class='timeline-mark']")
    assert said(mark) == "1 May 2003: the survey’s day"
    assert [item.get("id") for item in mark.xpath("preceding-sibling::li[1] | following-sibling::li[1]")] == [
        "2003-02-28-gale",
        "2003-05-01-ferry",
    ]
    assert said(built.html().xpath("//*[@role='status']")[0]) == "5 events"


def test_a_part_of_the_table_is_a_short_list_whose_events_link_to_the_whole(built):
    page = built.html("other")
    [listed] = page.xpath("//ol[@class='timeline-events']")
    assert [said(title) for title in listed.xpath(".//strong[@class='event-title']")] == [
        "The keeper’s “great” gale",
        "The ferry sails again",
        "A second gale",
    ]
    assert listed.xpath(".//a[text()='In the timeline']/@href") == [
        "index.html#2003-02-28-gale",
        "index.html#2003-05-01-ferry",
        "index.html#2011-04-second-gale",
    ]
    assert not page.xpath(
        "//form[@class='timeline-filter'] | //nav[@aria-label='Decades'] | //section[@aria-label='2000s'] | //li[@id]"
    )
    assert [said(mark) for mark in listed.xpath("li[@class='timeline-mark']")] == ["1 May 2003: the survey’s day"]


def test_a_part_has_a_filter_only_when_asked_for(built):
    page = built.html("filtered")
    [form] = page.xpath("//form[@class='timeline-filter']")
    assert not form.xpath(".//input[@name='category']")  # there is but one
    assert form.xpath(".//input[@name='from']/@min") == ["2003"]
    assert [section.get("aria-label") for section in page.xpath("//section[@aria-label]")] == ["2000s", "2010s"]


def test_the_script_is_only_where_there_is_a_filter(built):
    scripts = {page: built.html(page).xpath("//script[contains(@src, 'timeline.js')]") for page in BOOK}
    assert {page: len(found) for page, found in scripts.items()} == {"index": 1, "other": 0, "filtered": 1}
    assert scripts["index"][0].get("defer") is not None
    assert (built.out / "_static" / "timeline.js").is_file()


def test_a_reference_prints_the_title_or_the_words_given_and_leads_to_the_event(built):
    links = built.html("other").xpath("//p[1]//a")
    assert [(said(link), link.get("href")) for link in links[:3]] == [
        ("The keeper’s “great” gale", "index.html#2003-02-28-gale"),
        ("the ferry", "index.html#2003-05-01-ferry"),
        ("2003-05-01-ferry", "index.html#2003-05-01-ferry"),
    ]


def test_the_files_of_the_table_are_linked_and_there(built):
    links = built.html().xpath("//p[@class='timeline-files']/a/@href")
    assert links == ["data/events.csv", "data/events.ics"]
    assert all((built.out / link).is_file() for link in links)


def test_events_can_be_searched_for_by_their_titles(built):
    index = built.text("searchindex.js")
    assert "A second gale" in index and "keeper" in index
    objects = built.env.get_domain("timeline").get_objects()
    assert ("event 2011-04-second-gale", "A second gale", "event", "index", "2011-04-second-gale", 1) in list(objects)


@pytest.mark.parametrize("page", BOOK)
def test_no_page_has_an_inline_style_or_a_doubled_id(built, page):
    tree = built.html(page)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert not tree.xpath("//div[contains(@class, 'timeline')]//@style")


def test_a_vague_date_stands_at_the_end_of_its_month_or_year(build):
    rows = [row("2003-02-28-gale"), row("2003-05-01-ferry"), row("2003-05-boat", "2003-05"), row("2003-z", "2003")]
    assert [item.get("id") for item in events(build(rows=rows).html())] == [
        "2003-02-28-gale",
        "2003-05-01-ferry",
        "2003-05-boat",
        "2003-z",
    ]


def test_without_a_role_for_citations_the_keys_are_printed(build):
    page = build(conf='timeline_cite_role = "quote"\n').html()
    assert said(page.xpath("//li[@id='2003-02-28-gale']/p[last()]")[0]).startswith("Sources: map-1999; log-2003 ·")


def test_a_part_of_a_table_that_no_page_shows_whole_has_no_link_to_the_whole(build):
    page = {"index": "# Part\n\n```{timeline} events\n:to: 2003\n```\n\n```{bibliography}\n:all:\n```\n"}
    built = build(page)
    assert built.warnings == ""
    assert "In the timeline" not in built.text("index.html")


@pytest.mark.parametrize(("builder", "page"), [("text", "index.txt"), ("latex", "lightsea.tex"), ("man", "lightsea.1")])
def test_other_builders_print_the_same_events_without_filter_and_files(build, builder, page):
    built = build(builder=builder)
    text = " ".join(built.text(page).split())
    assert built.warnings == ""
    for words in ("2003", "28 February", "2 March 2003", "gale", "Storm", "Disputed:", "harbour counts two days"):
        assert words in text
    for words in ("As files", "Show only", "1990s 2000s"):
        assert words not in text
    assert not (built.out / "data").exists()


def test_an_epub_has_the_list_and_neither_filter_nor_files(build):
    text = build(builder="epub").text("index.xhtml")
    assert 'id="2003-02-28-gale"' in text
    assert "<form" not in text and "timeline.js" not in text and "events.ics" not in text


def test_a_latex_link_to_an_event_has_a_target(build):
    page = INDEX + "\nSee {event}`2003-05-01-ferry`.\n"
    text = build({"index": page}, builder="latex").text("lightsea.tex")
    assert r"\label{\detokenize{index:2003-05-01-ferry}}" in text
    assert r"\hyperref[\detokenize{index:2003-05-01-ferry}]" in text


def test_a_book_read_and_written_in_parallel_is_the_one_made_serially(build):
    others = {f"page{n}": OTHER.replace("# Other", f"# Page {n}") for n in range(7)}  # above five, Sphinx forks
    toc = "\n".join(others)
    pages = {"index": f"{INDEX}\n```{{toctree}}\n{toc}\n```\n", **others}
    serial = build(pages, out="serial")
    parallel = build(pages, out="parallel", parallel=4)
    assert " .. page" in parallel.status and " .. page" not in serial.status
    assert parallel.warnings == serial.warnings == ""
    for name in ("data/events.ics", "index.html", "page3.html"):
        assert parallel.text(name) == serial.text(name), name


def test_an_edit_of_the_table_shows_on_every_page_that_shows_or_names_the_event(build):
    link = "# Link\n\nSee {event}`2011-04-second-gale`.\n"
    pages = {"index": f"{INDEX}\n```{{toctree}}\nother\nlink\n```\n", "other": OTHER, "link": link}
    assert "A second gale" in build(pages).text("link.html")
    again = build(pages, [*EVENTS[:3], row("2011-04-second-gale", "2011-04", title="A lesser gale")])
    assert again.warnings == ""
    assert "2 changed" in again.status  # the page that only names the event is not read again, but written
    for page in ("index", "other", "link"):
        assert "A lesser gale" in again.text(f"{page}.html"), page
    assert "Électric lamp" not in again.text("index.html")
    assert "A lesser gale" in again.text("data/events.ics")


def test_a_build_without_changes_writes_no_page(build):
    build(BOOK)
    assert "no targets are out of date" in build(BOOK).status
