"""The meaning in a real browser: by pointer, by keyboard, by finger, on a narrow screen, and without scripts."""

import measure
import pytest
from axe_playwright_python.sync_playwright import Axe
from beehive import Beehive

LOOK = f"""
html_theme = "furo"
html_static_path = [{str(measure.ROOT / "_static")!r}]
html_css_files = ["book.css"]
"""
FILLER = "\n".join(["The hive stands in the orchard, and nobody counts the bees that come and go."] * 60)
AT_THE_EDGE = "\nNow and then, and then as now, the swarm leaves for {gloss}`an end in a far and distant tree <swarm's end>` again."


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The built book, in the look of this one."""
    long = f"# Long\n\n{FILLER}\n\nThe {{gloss}}`queen` comes last.\n"
    book = Beehive(tmp_path_factory.mktemp("bees"))
    index = "# Hive\n\n```{toctree}\nbees\nwords\nplain\nedge\nlong\n```\n"
    return book({"index": index, "edge": f"# Edge\n{AT_THE_EDGE}\n\n{FILLER}\n", "long": long}, conf=LOOK).out


@pytest.fixture
def opened(chromium, folder):
    """Open a page in a context of its own: `opened(name, …)`; a script error fails the test."""
    contexts, wrong = [], []

    with measure.served(folder) as address:

        def open_page(name="bees", *, width=1000, base=address, **settings):
            context = chromium.new_context(viewport={"width": width, "height": 700}, **settings)
            contexts.append(context)
            page = context.new_page()
            page.on("pageerror", lambda error: wrong.append(str(error)))
            page.goto(f"{base}/{name}" if ".html" in name else f"{base}/{name}.html", wait_until="networkidle")
            return page

        yield open_page
        for context in contexts:
            context.close()
    assert wrong == []


def word(page, name="queen"):
    return page.get_by_role("link", name=name, exact=True)


def shown(page) -> list[str]:
    """What the tips that are to be seen say."""
    return [tip.inner_text().strip() for tip in page.locator(".term-tip").all() if tip.is_visible()]


def tip(page):
    return page.locator(".term-tip:visible")


QUEEN = "The one bee that lays, not a ruler. The hive decides."


def test_pointing_at_a_word_shows_its_meaning_and_leaving_it_hides_it(opened):
    page = opened()
    assert shown(page) == []
    word(page).hover()
    tip(page).wait_for()
    assert shown(page) == [QUEEN]
    page.mouse.move(900, 600)
    tip(page).wait_for(state="hidden")


def test_the_pointer_can_move_onto_the_meaning_and_stay(opened):
    page = opened()
    word(page).hover()
    tip(page).wait_for()
    at, over = word(page).bounding_box(), tip(page).bounding_box()
    page.mouse.move(at["x"] + 4, at["y"] + at["height"] + 2, steps=4)  # the gap between the two
    page.wait_for_timeout(600)
    page.mouse.move(over["x"] + over["width"] / 2, over["y"] + over["height"] / 2, steps=8)
    page.wait_for_timeout(600)
    assert shown(page) == [QUEEN]
    page.keyboard.press("Escape")
    assert shown(page) == []


def test_passing_over_a_word_shows_nothing(opened):
    page = opened()
    word(page).hover()
    page.mouse.move(900, 600)
    page.wait_for_timeout(400)
    assert shown(page) == []


def test_a_word_that_gets_the_focus_shows_its_meaning_and_escape_hides_it_without_moving_either(opened):
    page = opened()
    page.mouse.move(900, 600)
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.textContent") != "queen":
        page.keyboard.press("Tab")
    assert shown(page) == [QUEEN]
    page.keyboard.press("Escape")
    assert shown(page) == []
    assert page.evaluate("document.activeElement.textContent") == "queen"
    page.keyboard.press("Tab")
    assert shown(page) == ["Swarm’s end: Half of the bees leave with the old queen."]
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert shown(page) == []  # past the last word, which no link of a tip follows


def test_the_meaning_of_the_word_with_the_focus_comes_back_when_the_pointer_has_left_another(opened):
    page = opened()
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.textContent") != "queen":
        page.keyboard.press("Tab")
    word(page, "IPM").hover()
    page.wait_for_function("document.querySelector('.term-tip:not([hidden])').textContent.startsWith('Integrated')")
    page.mouse.move(900, 600)
    page.wait_for_function("document.querySelector('.term-tip:not([hidden])').textContent.startsWith('The one')")
    assert shown(page) == [QUEEN]


def test_enter_and_a_click_follow_the_word(opened):
    page = opened()
    word(page).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/words.html#queen")
    page = opened()
    word(page).click()
    page.wait_for_url("**/words.html#queen")


def test_the_word_is_described_by_its_meaning_before_it_is_shown(opened):
    page = opened()
    described = page.evaluate(
        """[...document.querySelectorAll('a.term')].map((word) => {
          const meaning = document.getElementById(word.getAttribute('aria-describedby'));
          return [meaning.getAttribute('role'), meaning.textContent === word.dataset.meaning]; })"""
    )
    assert described == [["tooltip", True]] * 3


def test_a_meaning_is_text_and_never_markup(opened):
    page = opened()
    word(page, "IPM").hover()
    tip(page).wait_for()
    assert "“<the> log”" in shown(page)[0]
    assert page.locator(".term-tip the").count() == 0


def test_a_first_tap_shows_the_meaning_with_a_link_on_and_a_second_follows_the_word(opened):
    page = opened(has_touch=True, width=360)
    word(page).tap()
    assert page.url.endswith("/bees.html")
    assert shown(page) == [f"{QUEEN} Words"]
    word(page).tap()
    page.wait_for_url("**/words.html#queen")


def test_the_link_beside_the_meaning_leads_on(opened):
    page = opened(has_touch=True, width=360)
    word(page).tap()
    tip(page).get_by_role("link", name="Words").tap()
    page.wait_for_url("**/words.html#queen")


def test_a_tap_elsewhere_closes_and_a_tap_on_the_meaning_or_on_another_word_does_not_leave(opened):
    page = opened(has_touch=True, width=360)
    word(page).tap()
    tip(page).locator("[role=tooltip]").tap()
    assert shown(page) == [f"{QUEEN} Words"]
    word(page, "one half leaves").tap()
    assert shown(page) == ["Swarm’s end: Half of the bees leave with the old queen. Words"]
    page.get_by_role("heading", name="Bees").tap()
    assert shown(page) == []
    word(page, "one half leaves").tap()
    assert len(shown(page)) == 1 and page.url.endswith("/bees.html")


def test_a_tap_elsewhere_closes_where_a_tap_moves_no_focus(opened):
    page = opened(has_touch=True, width=360)
    page.evaluate("addEventListener('mousedown', (event) => event.preventDefault())")  # as on an iPhone
    word(page).tap()
    assert shown(page) == [f"{QUEEN} Words"]
    page.get_by_role("heading", name="Bees").tap()
    assert shown(page) == []


def test_after_a_tap_the_keyboard_still_follows_the_word_at_once(opened):
    page = opened(has_touch=True)
    page.get_by_role("heading", name="Bees").tap()
    word(page).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/words.html#queen")


def test_without_scripts_the_word_is_a_link_to_the_term(opened):
    page = opened(java_script_enabled=False)
    assert page.locator(".term-tip").count() == 0
    word(page).click()
    assert page.url.endswith("/words.html#queen")


def test_from_a_folder_on_disk_the_meaning_is_shown_too(opened, folder):
    page = opened(base=folder.as_uri())
    word(page).hover()
    tip(page).wait_for()
    assert shown(page) == [QUEEN]


@pytest.mark.parametrize("touch", [False, True])
@pytest.mark.parametrize("name", ["bees", "edge", "long"])
def test_no_meaning_is_cut_on_the_narrowest_screen_or_covers_its_word(opened, name, touch):
    page = opened(name, width=320, has_touch=touch)
    for each in page.locator("a.term").all():
        each.scroll_into_view_if_needed()
        each.tap() if touch else each.focus()
        if not touch:
            page.keyboard.press("Shift")  # so that the focus counts as the keyboard's
            each.hover()
            tip(page).wait_for()
        box = tip(page).bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 320
        assert box["y"] >= 0 and box["y"] + box["height"] <= 700
        lines = each.evaluate("word => [...word.getClientRects()].map(({top, bottom}) => [top, bottom])")
        assert any(bottom <= box["y"] or top >= box["y"] + box["height"] for top, bottom in lines)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        page.keyboard.press("Escape")


@pytest.mark.parametrize(("edge", "side"), [("end", "above"), ("start", "below")])
def test_a_meaning_stands_where_there_is_room_for_it(opened, edge, side):
    page = opened("long")
    page.evaluate("document.body.style.paddingBlock = '100vh'")
    word(page).evaluate(f"word => word.scrollIntoView({{block: '{edge}'}})")
    word(page).hover()
    tip(page).wait_for()
    at, box = word(page).bounding_box(), tip(page).bounding_box()
    assert (box["y"] + box["height"] <= at["y"]) == (side == "above")
    assert box["y"] >= 0 and box["y"] + box["height"] <= 700


def test_a_word_is_told_apart_by_its_dots_and_has_the_colour_of_the_text(opened):
    style = "node => { const {textDecorationLine, textDecorationStyle, color} = getComputedStyle(node); return [textDecorationLine, textDecorationStyle, color]; }"
    page = opened()
    line, dots, colour = word(page).evaluate(style)
    assert (line, dots) == ("underline", "dotted")
    assert colour == page.locator("article p").first.evaluate(style)[2]


def test_nothing_on_the_page_moves_when_a_meaning_is_shown(opened):
    page = opened("long")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    measured = "[document.documentElement.scrollHeight, scrollY, ...[...document.querySelectorAll('p')].map((p) => p.getBoundingClientRect().y)]"
    before = page.evaluate(measured)
    word(page).hover()
    tip(page).wait_for()
    assert page.evaluate(measured) == before
    assert (
        tip(page).evaluate("tip => getComputedStyle(tip).transitionDuration + getComputedStyle(tip).animationName")
        == "0snone"
    )


def test_a_meaning_keeps_to_its_word_when_the_page_is_scrolled_or_the_window_resized(opened):
    page = opened("edge")
    word(page, "an end in a far and distant tree").hover()
    tip(page).wait_for()
    distance = (
        "document.querySelector('.term-tip:not([hidden])').getBoundingClientRect().top"
        " - document.querySelector('a.term').getBoundingClientRect().bottom"
    )
    before = page.evaluate(distance)
    page.evaluate("scrollTo(0, 60)")
    assert abs(page.evaluate(distance) - before) <= 1
    page.set_viewport_size({"width": 600, "height": 700})
    page.wait_for_function("document.querySelector('.term-tip:not([hidden])').getBoundingClientRect().right <= 600")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("touch", [False, True])
def test_a_page_with_an_open_meaning_has_no_fault_that_axe_finds(opened, scheme, touch):
    page = opened(color_scheme=scheme, has_touch=touch)
    if touch:
        word(page).tap()
    else:
        word(page).hover()
        tip(page).wait_for()
    assert len(shown(page)) == 1
    found = Axe().run(page, context={"include": [["article"], [".term-tip"]]}, options=measure.WCAG).response
    assert [fault["id"] for fault in found["violations"]] == []


@pytest.mark.parametrize(
    ("query", "title", "id"),
    [("ipm", "Integrated Pest Management (IPM)", "integrated-pest-management-ipm"), ("queen", "Queen", "queen")],
)
def test_the_search_finds_a_term_by_a_part_of_its_name_and_leads_to_it(opened, query, title, id):
    page = opened(f"search.html?q={query}")
    result = page.locator("#search-results li", has_text="(Term, in Words)").get_by_role("link", name=title, exact=True)
    result.click()
    page.wait_for_url(f"**/words.html#{id}")


def test_on_paper_a_term_is_plain_words(opened):
    page = opened()
    word(page).hover()
    tip(page).wait_for()
    page.emulate_media(media="print")
    assert shown(page) == []
    assert page.locator("a.term").first.evaluate("word => getComputedStyle(word).textDecorationLine") == "none"
