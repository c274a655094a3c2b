"""The filter in a real browser: what it shows, what it says, what the address keeps, and what is there without it."""

import measure
import pytest
from lighthouse import EVENTS, Lighthouse
from tinybook import opener

LOOK = f"""
html_static_path = [{str(measure.ROOT / "_static")!r}]
html_css_files = ["book.css"]
"""
ALL = [event["id"] for event in EVENTS]
STORMS = ["2003-02-28-gale", "2011-04-second-gale"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A built book about a lighthouse."""
    return Lighthouse(tmp_path_factory.mktemp("light"))(conf=LOOK).out


@pytest.fixture(scope="module")
def base(folder):
    with measure.served(folder) as address:
        yield address


@pytest.fixture
def opened(chromium, base):
    with opener(chromium, base) as open_page:
        yield open_page


def shown(page) -> list[str]:
    return [item.get_attribute("id") for item in page.locator("li.event").all() if item.is_visible()]


def status(page) -> str:
    return page.get_by_role("status").inner_text()


def query(page) -> str:
    return page.evaluate("location.search + location.hash")


def test_at_first_every_event_is_shown_and_counted(opened):
    page = opened()
    assert shown(page) == ALL
    assert status(page) == "5 of 5 events"
    assert query(page) == ""


def test_a_category_leaves_its_events_and_only_their_years_and_decades(opened):
    page = opened()
    page.get_by_label("Storm").check()
    assert shown(page) == STORMS
    assert status(page) == "2 of 5 events"
    headings = page.locator(".timeline :is(h2, h3)").all()
    assert [heading.inner_text().rstrip("¶") for heading in headings if heading.is_visible()] == [
        "2000s",
        "2003",
        "2010s",
        "2011",
    ]
    links = page.get_by_role("navigation", name="Decades").get_by_role("link")
    assert [link.inner_text() for link in links.all() if link.is_visible()] == ["2000s", "2010s"]


def test_several_categories_add_up_and_other_conditions_narrow(opened):
    page = opened()
    page.get_by_label("Storm").check()
    page.get_by_label("Ferry").check()
    assert status(page) == "3 of 5 events"
    page.get_by_label("to", exact=True).fill("2003")
    page.get_by_label("with the words").fill("GALE lamp")
    assert shown(page) == ["2003-02-28-gale"]


def test_years_are_those_that_an_event_touches(opened):
    page = opened()
    page.get_by_label("From", exact=True).fill("2022")
    assert shown(page) == ["2021-12-30-lamp"]  # it ended in 2022
    page.get_by_label("From", exact=True).fill("2023")
    assert shown(page) == []
    assert status(page) == "0 of 5 events"


def test_words_are_found_without_regard_to_case_and_accents(opened):
    page = opened()
    page.get_by_label("with the words").fill("electric")
    assert shown(page) == ["2021-12-30-lamp"]


def test_the_count_is_a_live_region_that_is_there_from_the_first(opened):
    page = opened(java_script_enabled=False)
    assert page.locator("[role=status]").text_content() == "5 events"


def test_the_choice_stands_in_the_address_and_the_address_makes_the_choice(opened):
    page = opened("?other=1#sources")
    page.get_by_label("Storm").check()
    page.get_by_label("The lighthouse").check()
    page.get_by_label("From", exact=True).fill("2003")
    page.get_by_label("to", exact=True).fill("2011")
    page.get_by_label("with the words").fill("a gale")
    address = "?other=1&category=light_house&category=storm&from=2003&to=2011&words=a+gale#sources"
    assert query(page) == address
    again = opened(address)
    assert shown(again) == shown(page) == STORMS
    assert again.get_by_label("Storm").is_checked() and not again.get_by_label("Ferry").is_checked()
    assert again.get_by_label("From", exact=True).input_value() == "2003"
    assert query(again) == address


def test_an_address_that_asks_for_what_is_not_there_shows_everything(opened):
    page = opened("?category=whale&from=soon#%E0%A4%A")
    assert shown(page) == ALL


def test_show_all_takes_back_the_choice_that_came_with_the_address(opened):
    page = opened("?category=storm&to=2003")
    assert shown(page) == STORMS[:1]
    page.get_by_role("button", name="Show all").click()
    page.wait_for_function("location.search === ''")
    assert shown(page) == ALL
    assert status(page) == "5 of 5 events"


def test_an_event_that_the_address_names_is_shown_though_the_filter_would_hide_it(opened):
    page = opened("?category=ferry#2011-04-second-gale")
    assert shown(page) == ["2003-05-01-ferry", "2011-04-second-gale"]
    assert status(page) == "1 of 5 events, and the one that the address names"
    assert page.locator("#\\32 011-04-second-gale").evaluate("item => item.getBoundingClientRect().top < innerHeight")
    page.get_by_label("The lighthouse").check()
    assert "2011-04-second-gale" in shown(page)


def test_a_link_to_an_event_that_is_hidden_brings_it_back(opened):
    page = opened("?category=ferry")
    assert "2011-04-second-gale" not in shown(page)
    page.evaluate("location.hash = '2011-04-second-gale'")
    page.wait_for_function("!document.getElementById('2011-04-second-gale').hidden")
    assert query(page) == "?category=ferry#2011-04-second-gale"


def test_everything_can_be_done_by_keyboard(opened):
    page = opened()
    page.get_by_label("The lighthouse").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert shown(page) == STORMS
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.type("2003")
    assert shown(page) == STORMS[:1]
    page.keyboard.press("Enter")  # which would send the form, if there were somebody to send it to
    assert shown(page) == STORMS[:1] and query(page) == "?category=storm&to=2003"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function("location.search === ''")
    assert shown(page) == ALL


def test_without_scripts_every_event_is_there_and_no_filter_that_would_not_work(opened):
    page = opened("?category=ferry", java_script_enabled=False)
    assert shown(page) == ALL
    assert not page.locator("form.timeline-filter").is_visible()


def test_from_a_folder_on_disk_the_filter_works_and_the_address_keeps_it(opened, folder):
    page = opened("?category=ferry", base=folder.as_uri())
    assert shown(page) == ["2003-05-01-ferry"]
    page.get_by_label("Storm").check()
    assert query(page) == "?category=storm&category=ferry"


def test_nothing_moves_when_the_script_wakes_the_filter(chromium, folder):
    with measure.served(folder) as address:
        view = measure.measure(chromium, address, "index.html", width=1280, scheme="light")
    assert view.layout_shift == 0


def test_on_paper_stands_what_is_shown_with_its_count_and_without_the_filter(opened):
    page = opened("?category=storm")
    page.emulate_media(media="print")
    assert shown(page) == STORMS
    assert page.get_by_role("status").is_visible()
    assert not page.get_by_label("Storm").is_visible()
    whole = opened()
    whole.emulate_media(media="print")
    assert shown(whole) == ALL
