"""A reader's turn in a real browser: answering, scoring, keeping, and what is there without scripts and on paper."""

import random

import measure
import pytest
from axe_playwright_python.sync_playwright import Axe
from orchard import ASKED, LINKED, Orchard, row
from tinybook import opener

from crosspurposes import brier

LOOK = f"""
html_theme = "furo"
html_static_path = [{str(measure.ROOT / "_static")!r}]
html_css_files = ["book.css"]
forecasts_link_role = "std:ref"
"""
MANY = [
    row(
        f"q{n:02}", "yes" if n % 3 else "no", resolves_on=f"2003-01-{n + 1:02}", status_quo=("yes", "no", "")[n % 5 % 3]
    )
    for n in range(17)
]
OURS = """(event) => {  // what the theme does is none of our business
  if (event.target.closest?.(".forecasts") || event.sourceFile.includes("forecasts.js")) window.violated = event.violatedDirective;
}"""
FILL = """(fields, values) => fields.forEach((field, k) => {
  field.value = values[k];
  field.dispatchEvent(new Event("input", {bubbles: true}));
})"""
STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A built book about an orchard."""
    return Orchard(tmp_path_factory.mktemp("orchard"))({"index": LINKED}, conf=LOOK).out


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """One with many questions."""
    return Orchard(tmp_path_factory.mktemp("many"))(rows=MANY).out


@pytest.fixture(scope="module")
def base(folder):
    with measure.served(folder) as address:
        yield address


@pytest.fixture
def opened(chromium, base):
    with opener(chromium, base, script="forecasts.js") as open_page:
        yield open_page


def slider(page, id):
    return page.locator(f".forecast[data-id={id}]").get_by_role("slider")


def field(page, id):
    return page.locator(f".forecast[data-id={id}]").get_by_role("spinbutton")


def button(page, name):
    return page.get_by_role("button", name=name)


def state(page, id):
    return page.locator(f".forecast[data-id={id}] .forecast-state").inner_text()


def result(page):
    return " ".join(page.get_by_role("status").inner_text().split())


def scores(page) -> list[float]:
    """The reader's score, that of a bet on no change, and the coin's, as the page holds them."""
    return values(page, "[role=status] td data")


def values(page, css) -> list[float]:
    """The numbers that these elements stand for."""
    return page.locator(css).evaluate_all("all => all.map((each) => Number(each.getAttribute('value')))")


def own(page, id):
    return page.locator(f"details [data-id={id}] .forecast-said").inner_text()


def no_outcome_is_visible(page) -> bool:
    page.locator("details summary").wait_for()
    return not any(part.is_visible() for part in page.locator("details > :not(summary)").all())


def test_at_first_nothing_is_answered_and_no_outcome_is_visible(opened):
    page = opened()
    for id in ASKED:
        assert slider(page, id).get_attribute("aria-valuetext") == "not answered"
        assert field(page, id).input_value() == ""
        assert state(page, id) == "not answered"
    assert page.locator(".forecast-count").inner_text() == "0 of 4 answered"
    assert result(page) == ""
    assert no_outcome_is_visible(page)
    assert not page.locator(".forecast-blank").first.is_visible()


def test_each_control_has_a_name_and_its_group_is_named_by_the_question(opened):
    page = opened()
    group = page.get_by_role("group", name="Will there be plum?")
    assert group.get_by_role("slider", name="How likely is a yes?").count() == 1
    assert group.get_by_role("spinbutton", name="in per cent").count() == 1


def test_slider_and_field_say_the_same_and_the_slider_says_per_cent(opened):
    page = opened()
    slider(page, "plum").focus()
    for _ in range(10):
        page.keyboard.press("ArrowLeft")
    assert slider(page, "plum").get_attribute("aria-valuetext") == "40 per cent"
    assert field(page, "plum").input_value() == "40"
    assert state(page, "plum") == ""
    field(page, "frost").fill("07")
    assert slider(page, "frost").input_value() == "7"
    assert slider(page, "frost").get_attribute("aria-valuetext") == "7 per cent"
    assert page.locator(".forecast-count").inner_text() == "2 of 4 answered"
    field(page, "frost").fill("")
    assert slider(page, "frost").get_attribute("aria-valuetext") == "not answered"


def test_a_click_on_the_middle_of_an_untouched_slider_is_an_answer_of_50(opened):
    page = opened()
    slider(page, "plum").click()
    assert field(page, "plum").input_value() == "50"


@pytest.mark.parametrize("wrong", ["101", "-1", "12.5"])
def test_a_number_that_is_no_per_cent_is_refused_in_words_and_not_scored(opened, wrong):
    page = opened()
    field(page, "plum").fill("60")
    field(page, "late").fill(wrong)
    assert field(page, "late").get_attribute("aria-invalid") == "true"
    assert state(page, "late") == "whole numbers from 0 to 100"
    button(page, "Score my forecasts").click()
    assert result(page) == "Question 4: write a whole number from 0 to 100, or leave the field empty."
    assert field(page, "late").evaluate("field => field === document.activeElement")
    assert no_outcome_is_visible(page)
    field(page, "late").fill("12")
    assert field(page, "late").get_attribute("aria-invalid") == "false"
    assert state(page, "late") == ""


def test_without_an_answer_nothing_is_scored_or_shown(opened):
    page = opened()
    button(page, "Score my forecasts").click()
    assert result(page) == "Answer at least one question first."
    assert no_outcome_is_visible(page)


def test_a_score_stands_beside_those_of_the_bet_and_the_coin_and_takes_the_focus(opened):
    page = opened()
    field(page, "frost").fill("30")  # no: 0.09
    field(page, "plum").fill("80")  # yes: 0.04
    button(page, "Score my forecasts").click()
    assert page.get_by_role("status").evaluate("region => region === document.activeElement")
    assert scores(page) == pytest.approx([0.065, 0.125, 0.25], abs=1e-15)  # the bet: 0 on frost, 0.25 on plum
    rows = [" ".join(line.inner_text().split()) for line in page.locator("[role=status] tbody tr").all()]
    assert rows == ["You 0.065", "A bet on no change 0.125", "A coin: 50% each time 0.250"]
    assert "2 of 4 questions answered, 2 left out." in result(page)
    assert "0 is best, 0.25 is what a coin gets, and 1 is worst." in result(page)
    assert own(page, "frost") == "You said 30%: squared error 0.09."
    assert own(page, "late") == "You gave no answer: left out."
    for words in ("So it was with late.", "Outcome: yes.", "No war was declared.", "Not scored; each note says why"):
        assert page.get_by_text(words).first.is_visible()
    assert page.locator("details [data-id=plum]").get_by_role("link", name="Plum").get_attribute("href") == "#plum"
    assert not page.locator(".forecast-grid").is_visible()  # the arithmetic is done


def test_the_arithmetic_is_that_of_the_package_on_random_answers(opened, many):
    chance = random.Random(1950)
    with measure.served(many) as base:
        page = opened(base=base)
        for _ in range(25):
            said = {each["id"]: chance.randint(0, 100) for each in MANY if chance.random() < 0.7} or {"q00": 1}
            page.get_by_role("spinbutton").evaluate_all(FILL, [str(said.get(each["id"], "")) for each in MANY])
            button(page, "Score my forecasts").click()
            given = [each for each in MANY if each["id"] in said]
            came = [each["outcome"] == "yes" for each in given]
            percent = [said[each["id"]] for each in given]
            bet = [{"yes": 1, "no": 0, "": 0.5}[each["status_quo"]] for each in given]
            expected = [brier.score([number / 100 for number in percent], came), brier.score(bet, came), 0.25]
            assert scores(page) == pytest.approx(expected, abs=1e-14)
            errors = brier.squared_errors([number / 100 for number in percent], came)
            assert values(page, ".forecast-said data") == pytest.approx(list(errors), abs=1e-14)
            button(page, "Change my answers").click()


def test_answers_can_be_changed_and_what_follows_is_called_hindsight(opened):
    page = opened()
    field(page, "frost").fill("30")
    button(page, "Score my forecasts").click()
    assert "hindsight" not in result(page)
    assert field(page, "frost").is_disabled()
    button(page, "Change my answers").click()
    assert no_outcome_is_visible(page) and result(page) == ""
    assert slider(page, "frost").evaluate("range => range === document.activeElement")
    field(page, "frost").fill("0")
    button(page, "Score my forecasts").click()
    assert scores(page)[0] == 0
    assert "You had seen the outcomes, so this is hindsight and no forecast. 1 of 4 questions answered" in result(page)


def test_who_opens_the_outcomes_first_is_told_of_it(opened):
    page = opened()
    page.locator("details summary").click()
    page.wait_for_function("localStorage.length === 1")
    field(page, "frost").fill("0")
    button(page, "Score my forecasts").click()
    assert "hindsight" in result(page)


def test_all_answers_can_be_cleared(opened):
    page = opened()
    field(page, "frost").fill("30")
    field(page, "late").fill("300")
    field(page, "late").fill("30")
    button(page, "Score my forecasts").click()
    button(page, "Clear all answers").click()
    assert result(page) == "All answers are cleared."
    assert [field(page, id).input_value() for id in ASKED] == [""] * 4
    assert page.locator(".forecast-count").inner_text() == "0 of 4 answered"
    assert no_outcome_is_visible(page)
    page.wait_for_timeout(50)  # for events that the closing has caused
    page.reload()
    assert page.locator(".forecast-count").inner_text() == "0 of 4 answered"
    field(page, "frost").fill("30")
    button(page, "Score my forecasts").click()
    assert "hindsight" not in result(page)


def test_answers_are_kept_in_this_browser_for_this_page_and_nothing_is_sent(opened):
    page = opened()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    field(page, "plum").fill("80")
    slider(page, "late").click()
    button(page, "Score my forecasts").click()
    assert asked == []
    assert page.evaluate("Object.keys(localStorage)") == ["forecasts:/index.html"]
    assert page.context.cookies() == []
    page.reload()
    assert field(page, "plum").input_value() == "80"
    assert slider(page, "plum").get_attribute("aria-valuetext") == "80 per cent"
    assert page.locator(".forecast-count").inner_text() == "2 of 4 answered"
    assert no_outcome_is_visible(page)
    assert "kept in this browser only. Nothing is sent." in page.locator(".forecast-kept").inner_text()


@pytest.mark.parametrize(
    "kept", ["{", "null", "7", '{"answers": null}', '{"answers": {"plum": 180, "late": "<b>", "gone": 5, "frost": 20}}']
)
def test_what_is_kept_and_makes_no_sense_is_left_alone(opened, kept):
    page = opened(before=f"localStorage.setItem('forecasts:/index.html', {kept!r})")
    values = [field(page, id).input_value() for id in ASKED]
    assert values == (["20", "", "", ""] if "frost" in kept else [""] * 4)


@pytest.mark.parametrize(
    "refuse",
    [
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('refused'); }})",
        "Storage.prototype.setItem = () => { throw new Error('full'); }",
    ],
)
def test_a_browser_that_keeps_nothing_is_enough_and_says_so(opened, refuse):
    page = opened(before=refuse)
    field(page, "frost").fill("30")
    assert "This browser keeps nothing for this page" in page.locator(".forecast-kept").inner_text()
    button(page, "Score my forecasts").click()
    assert scores(page)[0] == pytest.approx(0.09)
    button(page, "Clear all answers").click()
    assert field(page, "frost").input_value() == ""


def test_from_a_folder_on_disk_everything_works(opened, folder):
    page = opened(base=folder.as_uri())
    field(page, "frost").fill("30")
    button(page, "Score my forecasts").click()
    assert scores(page)[0] == pytest.approx(0.09)
    page.reload()
    assert field(page, "frost").input_value() == "30"


def test_a_strict_content_security_policy_has_nothing_to_complain_of(opened, many):
    listen = f"addEventListener('securitypolicyviolation', {OURS})"
    with measure.served(many) as base:
        page = opened(base=base, before=listen)

        def restrict(route):
            answer = route.fetch()
            route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": STRICT})

        page.route("**/index.html", restrict)
        page.reload(wait_until="networkidle")
        field(page, "q00").fill("30")
        button(page, "Score my forecasts").click()
        assert scores(page)[0] == pytest.approx(0.09)
        assert page.evaluate("window.violated") is None
        page.evaluate(
            "document.querySelector('.forecasts').setAttribute('onclick', 'void 0')"
        )  # the listener does listen
        page.wait_for_function("window.violated === 'script-src-attr'")


def test_everything_can_be_done_by_keyboard_and_enter_in_a_field_gives_nothing_away(opened):
    page = opened()
    slider(page, "frost").focus()
    page.keyboard.press("Home")
    page.keyboard.press("Tab")
    assert field(page, "frost").input_value() == "0"
    page.keyboard.press("Enter")
    assert no_outcome_is_visible(page) and result(page) == ""
    page.keyboard.press("Tab")
    page.keyboard.press("PageUp")
    assert slider(page, "plum").get_attribute("aria-valuetext") == "60 per cent"
    for _ in range(6):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert scores(page)[0] == pytest.approx(0.08)
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    assert result(page) == ""


def test_without_scripts_there_are_blanks_and_the_outcomes_folded_below(opened):
    page = opened(java_script_enabled=False)
    assert page.locator(".forecast-answer").first.inner_text().replace("\xa0", " ") == "Settled by 2 March 2003: ____ %"
    assert page.get_by_role("slider").count() == page.get_by_role("button", name="Score").count() == 0
    assert no_outcome_is_visible(page)
    page.locator("details summary").click()
    assert page.get_by_text("So it was with plum.").is_visible()
    assert page.locator(".forecast-grid table").is_visible()


@pytest.mark.parametrize("width", [1280, 1000, 500, 481, 480, 360, 320])
def test_every_part_is_as_high_before_the_script_wakes_its_controls_as_after(opened, width):
    parts = {
        scripts: [
            part.bounding_box()["height"]
            for part in opened(width=width, java_script_enabled=scripts).locator(".forecast, .forecast-actions").all()
        ]
        for scripts in (False, True)
    }
    assert parts[False] == parts[True]
    assert len(parts[True]) == 5


@pytest.mark.parametrize(("width", "scheme"), measure.SETTINGS)
def test_axe_finds_nothing_before_and_after_scoring(opened, width, scheme):
    page = opened(width=width, color_scheme=scheme)

    def found():
        violations = Axe().run(page, context=".forecasts", options=measure.WCAG).response["violations"]
        return [f"{each['id']}: {each['nodes'][0]['html'][:120]}" for each in violations]

    assert found() == []
    field(page, "frost").fill("30")
    field(page, "late").fill("300")
    button(page, "Score my forecasts").click()
    assert found() == []
    field(page, "late").fill("30")
    button(page, "Score my forecasts").click()
    assert found() == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("scored", [False, True])
def test_on_paper_there_are_blanks_and_the_outcomes_with_the_grid_whatever_was_answered(opened, scored):
    page = opened()
    field(page, "frost").fill("30")
    if scored:
        button(page, "Score my forecasts").click()
    page.emulate_media(media="print")
    assert page.locator(".forecast-answer .forecast-blank").first.is_visible()
    assert page.locator("details .forecast-own .forecast-blank").first.is_visible()
    assert page.locator(".forecast-grid table").is_visible()
    assert page.get_by_text("So it was with plum.").is_visible()
    for part in (".forecast-controls", ".forecast-result", ".forecast-said", ".forecast-actions button"):
        assert not any(each.is_visible() for each in page.locator(part).all()), part
    assert page.locator("details").evaluate("part => getComputedStyle(part).breakBefore") == "page"
