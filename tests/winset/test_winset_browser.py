"""The model in a real browser: moved by mouse, finger and keyboard, kept in the address, the same as the package."""

import functools
import itertools
import random

import measure
import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from picnic import MODEL, Picnic, row
from playwright.sync_api import expect
from tinybook import opener

from crosspurposes import winset
from crosspurposes.sphinxext.winset import words

FRIENDS = ("ann", "ben", "cem", "dot_dee")
LOOK = f"""
extensions.append("crosspurposes.sphinxext.page")
html_theme = "furo"
html_static_path = [{str(measure.ROOT / "_static")!r}]
html_css_files = ["book.css"]
"""
COUNT = """
window.drawn = 0;
window.violated = [];
new MutationObserver((list) => { drawn += list.filter(({target}) => target.classList?.contains("winset-said")).length; })
  .observe(document, {childList: true, subtree: true});
document.addEventListener("securitypolicyviolation", ({sourceFile, blockedURI, violatedDirective}) =>
  violated.push(`${violatedDirective} ${blockedURI} ${sourceFile}`));
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A built book with the model."""
    return Picnic(tmp_path_factory.mktemp("picnic"))({"index": f"# Picnic\n\n## Plan\n\n{MODEL}"}, conf=LOOK).out


@pytest.fixture(scope="module")
def base(folder):
    with measure.served(folder) as address:
        yield address


@pytest.fixture
def opened(chromium, base):
    with opener(chromium, base, before=COUNT) as open_page:

        def ready(query="", **settings):
            page = open_page(query, **settings)
            if settings.get("java_script_enabled", True):
                page.wait_for_selector(".winset.is-ready")
            return page

        yield ready


def said(page) -> str:
    return page.locator(".winset-said").inner_text()


def mark(page, player):
    return page.locator(f".winset-mark[data-player={player}]")


def stands(page, player) -> tuple[float, float]:
    """Where a player stands, as its fields have it."""
    number = (*FRIENDS, "status_quo").index(player)
    fields = page.locator(f".winset-positions tbody tr:nth-child({number + 1}) input")
    return tuple(float(fields.nth(axis).input_value()) for axis in (0, 1))


def frame(page):
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def rest(page):
    """Wait until the last move is drawn, and what is heard and the address have followed."""
    frame(page)
    expect(page.locator(".winset-heard")).to_have_text(said(page))  # the policy forbids to wait for a function


def middle(page, player) -> tuple[float, float]:
    box = mark(page, player).locator(".winset-dot").bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def unit(page) -> float:
    """Pixels for a distance of 1: Ann stands at (1, 0), the status quo at (0, 0)."""
    return middle(page, "ann")[0] - middle(page, "status_quo")[0]


def expected(places, on=("ann", "ben", "cem")) -> str:
    return words.read_out(places, [name for name in FRIENDS if name in on], "cem")


PLACES = {"status_quo": (0, 0), "ann": (1, 0), "ben": (0, 1), "cem": (-0.6, 0.8), "dot_dee": (0.5, 0.5)}


def test_the_script_draws_and_says_what_the_page_had_without_it(opened):
    without, page = opened(java_script_enabled=False), opened()
    assert said(page) == said(without) == expected(PLACES)
    for css in (".winset-room", ".winset-arc >> nth=0", ".winset-arc >> nth=2"):
        assert page.locator(css).get_attribute("d") == without.locator(css).get_attribute("d")
    attributes = "all => all.map((each) => ['cx', 'cy', 'r', 'transform', 'x', 'text-anchor'].map((a) => each.getAttribute(a)).join())"
    for css in (".winset-drawing .winset-circle", ".winset-mark", ".winset-mark text"):
        assert page.locator(css).evaluate_all(attributes) == without.locator(css).evaluate_all(attributes), css


def test_a_mark_follows_the_mouse_and_the_read_out_follows_the_mark(opened):
    page = opened()
    x, y = middle(page, "cem")
    step = unit(page)
    page.mouse.move(x + 2, y + 1)
    page.mouse.down()
    page.mouse.move(x + 2 + 1.1 * step, y + 1 + 0.3 * step, steps=5)
    frame(page)
    assert stands(page, "cem") == (0.5, 0.5)  # from (-0.6, 0.8), where it was taken beside its middle
    assert said(page) == expected(PLACES | {"cem": (0.5, 0.5)})
    assert "Cem is absorbed" in said(page)
    page.mouse.up()
    page.mouse.move(x, y)
    frame(page)
    assert stands(page, "cem") == (0.5, 0.5)


def test_a_mark_follows_a_finger_and_a_finger_beside_it_scrolls(opened):
    page = opened(width=360, has_touch=True, is_mobile=True)
    mark(page, "cem").scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    (x, y), step = middle(page, "cem"), unit(page)
    touch = functools.partial(page.context.new_cdp_session(page).send, "Input.dispatchTouchEvent")
    touch({"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for part in (0.25, 0.5, 0.75, 1):
        touch({"type": "touchMove", "touchPoints": [{"x": x - 0.4 * step * part, "y": y + 0.8 * step * part}]})
    touch({"type": "touchEnd", "touchPoints": []})
    frame(page)
    assert stands(page, "cem") == pytest.approx((-1, 0), abs=0.011)
    assert page.evaluate("scrollY") == before
    x, y = middle(page, "ben")[0], middle(page, "ann")[1] + 0.6 * step  # where nobody stands
    touch({"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for part in range(1, 9):
        touch({"type": "touchMove", "touchPoints": [{"x": x, "y": y - 20 * part}]})
    touch({"type": "touchEnd", "touchPoints": []})
    page.wait_for_timeout(300)
    assert page.evaluate("scrollY") > before
    hit = mark(page, "cem").locator(".winset-hit").bounding_box()
    assert hit["width"] >= 24 and hit["height"] >= 24


def test_arrow_keys_nudge_by_two_hundredths_and_with_shift_by_a_tenth(opened):
    page = opened()
    mark(page, "cem").focus()
    for key in ("ArrowRight", "ArrowDown", "Shift+ArrowRight", "Shift+ArrowUp", "ArrowLeft", "ArrowLeft"):
        page.keyboard.press(key)
    frame(page)
    assert stands(page, "cem") == (-0.52, 0.88)
    assert mark(page, "cem").get_attribute("aria-valuetext") == "Distance −0.52, Cost 0.88"
    assert mark(page, "cem").evaluate("mark => mark === document.activeElement")
    assert page.evaluate("scrollY") == 0


def test_no_mark_leaves_the_bounds_of_the_table(opened):
    page = opened()
    mark(page, "ann").focus()
    for key in ("Shift+ArrowRight", *["Shift+ArrowDown"] * 12):
        page.keyboard.press(key)
    frame(page)
    assert stands(page, "ann") == (1, -1)


def test_tab_reaches_every_mark_that_is_shown_and_the_status_quo(opened):
    page = opened()
    mark(page, "status_quo").focus()
    seen = []
    for _ in range(4):
        seen.append(page.evaluate("document.activeElement.dataset.player"))
        page.keyboard.press("Tab")
    assert seen == ["status_quo", "ann", "ben", "cem"]
    assert mark(page, "dot_dee").get_attribute("tabindex") == "-1"


def test_the_status_quo_can_be_moved_too(opened):
    page = opened()
    mark(page, "status_quo").focus()
    for _ in range(5):
        page.keyboard.press("Shift+ArrowRight")
        page.keyboard.press("Shift+ArrowUp")
    frame(page)
    assert said(page) == expected(PLACES | {"status_quo": (0.5, 0.5)})
    assert "deadlock, no change suits them all" in said(page)


def test_a_number_can_be_typed_and_what_cannot_be_used_gives_way_to_what_holds(opened):
    page = opened()
    page.get_by_text("Positions in numbers").click()
    page.get_by_role("spinbutton", name="Cem: Distance").fill("0.5")
    page.get_by_role("spinbutton", name="Cem: Cost").fill("0.5")
    frame(page)
    assert said(page) == expected(PLACES | {"cem": (0.5, 0.5)})
    for wrong in ("7", "", "0.123"):
        page.get_by_role("spinbutton", name="Cem: Cost").fill(wrong)
        frame(page)
        assert said(page) == expected(PLACES | {"cem": (0.5, 0.5)})
    page.get_by_role("spinbutton", name="Ann: Cost").focus()
    frame(page)
    assert stands(page, "cem") == (0.5, 0.5)
    assert page.get_by_role("spinbutton", name="Dot dee: Cost").is_disabled()


def test_players_are_switched_on_and_off(opened):
    page = opened()
    for change, on in (
        ("Ben", ("ann", "cem")), ("Dot dee", ("ann", "cem", "dot_dee")), ("Cem", ("ann", "dot_dee")), ("Ann", ("dot_dee",)),
    ):  # fmt: skip
        page.get_by_role("checkbox", name=change).click()
        frame(page)
        assert said(page) == expected(PLACES, on)
        shown = {name for name in FRIENDS if mark(page, name).is_visible()}
        assert shown == set(on)
    page.get_by_role("checkbox", name="Dot dee").click()
    frame(page)
    assert said(page) == "Nobody's consent is needed: every change is possible."
    assert not page.locator(".winset-room").get_attribute("d")


def test_a_case_is_set_with_its_reason_and_any_move_makes_it_the_reader_s_own(opened):
    page = opened()
    page.get_by_role("checkbox", name="Ben").click()
    page.get_by_role("button", name="Cem between").click()
    frame(page)
    assert said(page) == expected(PLACES | {"cem": (0.5, 0.5)})
    assert page.get_by_role("button", name="Cem between").get_attribute("aria-pressed") == "true"
    assert page.locator(".winset-basis").inner_text() == "Cem stands between the two."
    mark(page, "ann").focus()
    page.keyboard.press("ArrowUp")
    frame(page)
    assert page.get_by_role("button", name="Cem between").get_attribute("aria-pressed") == "false"
    assert page.locator(".winset-basis").inner_text() == "A placing of your own."
    page.get_by_role("button", name="Start again").click()
    frame(page)
    assert said(page) == expected(PLACES)


def test_the_state_is_in_the_address_and_comes_back_from_it(opened, base):
    page = opened("?theme=x#plan")
    mark(page, "cem").focus()
    page.keyboard.press("Shift+ArrowLeft")
    page.get_by_role("checkbox", name="Ben").click()
    page.get_by_role("checkbox", name="Dot dee").click()
    mark(page, "status_quo").focus()
    page.keyboard.press("ArrowDown")
    rest(page)
    page.wait_for_url("**w=*")
    assert page.url == f"{base}/index.html?theme=x&w=ann~cem:-0.7,0.8~dot_dee~status_quo:0,-0.02#plan"
    again = opened(page.url.removeprefix(f"{base}/index.html"))
    assert said(again) == said(page)
    assert stands(again, "cem") == (-0.7, 0.8) and stands(again, "status_quo") == (0, -0.02)
    page.get_by_role("button", name="Start again").click()
    page.wait_for_url("**/index.html?theme=x#plan")


def test_a_drag_leaves_no_trail_in_the_history(opened):
    page = opened()
    before = page.evaluate("history.length")
    mark(page, "cem").focus()
    for _ in range(5):
        page.keyboard.press("ArrowLeft")
    rest(page)
    assert page.evaluate("history.length") == before


@pytest.mark.parametrize("wrong", ["zoe", "ann:1", "ann:1,2,3", "ann:x,1", "ann:,1", "ann:1e999,0"])
def test_an_address_that_makes_no_sense_is_said_to_and_the_default_stands(opened, wrong):
    page = opened(f"?w={wrong}")
    assert said(page) == expected(PLACES)
    assert page.get_by_text("The address asks for a state that this model does not have.").is_visible()


def test_an_address_beyond_the_bounds_is_brought_within_them(opened):
    page = opened("?w=ann:9,-9~ben")
    assert stands(page, "ann") == (1, -1)
    assert said(page) == expected(PLACES | {"ann": (1, -1)}, ("ann", "ben"))


def test_a_button_copies_the_address_or_says_why_not(opened):
    page = opened(permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Cem between").click()
    page.get_by_role("button", name="Copy the address").click()
    page.get_by_text("Copied.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    assert page.url.endswith("?w=ann~ben~cem:0.5,0.5")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()); }")
    page.get_by_role("button", name="Copy the address").click()
    page.get_by_text("take the address from the address bar").wait_for()


def test_what_is_heard_waits_until_the_hand_rests(opened):
    page = opened()
    heard = page.locator(".winset-heard")
    assert heard.get_attribute("role") == "status" and heard.text_content() == ""
    page.evaluate(
        "heard = []; new MutationObserver(() => heard.push(1)).observe(document.querySelector('.winset-heard'), {childList: true})"
    )
    mark(page, "cem").evaluate(
        """(mark) => {
          for (let move = 0; move < 12; move++) mark.dispatchEvent(new KeyboardEvent("keydown", {key: "ArrowLeft"}));
        }"""
    )
    rest(page)
    assert page.evaluate("heard.length") == 1


def test_however_many_moves_there_is_one_drawing_a_frame(opened):
    page = opened()
    drawn = page.evaluate("""async () => {
      const mark = document.querySelector(".winset-mark[data-player=cem]");
      const frame = () => new Promise(requestAnimationFrame);
      await frame();
      drawn = 0;
      for (let move = 0; move < 50; move++) mark.dispatchEvent(new KeyboardEvent("keydown", {key: "ArrowLeft"}));
      await frame(); await frame();
      return drawn;
    }""")
    assert drawn == 1


def test_a_drawing_takes_a_fraction_of_a_frame(opened):
    page = opened("?w=ann~ben~cem~dot_dee")
    milliseconds = page.evaluate("""() => {
      const points = [[0.7, -0.3], [0, 0.7], [-0.6, 0.8], [1, -0.7], [0.5, -1]];
      const start = performance.now();
      for (let time = 0; time < 200; time++) window.winset.solve(points, [-0.5, time / 1000]);
      return (performance.now() - start) / 200;
    }""")
    assert milliseconds < 4  # of the 16 that a frame has, on a machine that does much else


def grid(chance, count):
    """Points on quarters: many coincide or stand on one line."""
    return [(chance.randint(-4, 4) / 4, chance.randint(-4, 4) / 4) for _ in range(count)]


def spread(chance, count):
    return [(chance.uniform(-1, 1), chance.uniform(-1, 1)) for _ in range(count)]


def hundredths(chance, count):
    """Points as the page has them."""
    return [(chance.randint(-100, 100) / 100, chance.randint(-100, 100) / 100) for _ in range(count)]


def nearly_opposite(chance, count):
    """Players on both sides of the status quo, to the last digits."""
    quo = (chance.uniform(-0.5, 0.5), chance.uniform(-0.5, 0.5))
    out, far = np.array([chance.uniform(-0.4, 0.4), chance.uniform(-0.4, 0.4)]), chance.choice([1, 0.5, 1.7])
    off = chance.choice([0, 1e-16, 1e-13, 1e-9, 1e-6, 1e-3]) * np.array([-out[1], out[0]])
    return [quo, tuple(quo + out), tuple(quo - far * out + off), *spread(chance, max(0, count - 3))]


def on_one_line(chance, count):
    """Players in one direction, or on the line of two others."""
    a, b = spread(chance, 2)
    parts = [chance.choice([0, 0.25, 0.5, 1, chance.random()]) for _ in range(count - 1)]
    return [spread(chance, 1)[0], *((a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])) for t in parts)]


def test_the_arithmetic_is_that_of_the_package_on_random_and_on_hard_cases(opened):
    chance = random.Random(2021)
    kinds = (grid, spread, hundredths, nearly_opposite, on_one_line)
    cases = [kind(chance, chance.randint(3, 6)) for kind, _ in itertools.product(kinds, range(120))]
    cases += [[(0, 0), (0, 0)], [(0, 0), (1, 0)], [(0, 0), (1, 0), (1, 0)], [(0, 0), (1, 0), (-1, 0)]]
    solved = opened().evaluate(
        "cases => cases.map(([quo, ...ideals]) => window.winset.solve(ideals, quo))",
        [[list(map(float, point)) for point in case] for case in cases],
    )
    deadlocks = 0
    for (quo, *ideals), found in zip(cases, solved, strict=True):
        case = f"status quo {quo}, ideal points {ideals}"
        assert found["deadlocked"] == winset.is_deadlocked(ideals, quo), case
        assert found["area"] == pytest.approx(winset.winset_area(ideals, quo), rel=1e-9, abs=1e-15), case
        alone = [[other for k, other in enumerate(ideals) if k != player] for player in range(len(ideals))]
        absorbed = [
            bool(others) and winset.is_absorbed(ideal, others, quo) for ideal, others in zip(ideals, alone, strict=True)
        ]
        assert found["absorbed"] == absorbed, case
        vertices, arcs = winset.winset_boundary(ideals, quo)
        assert [arc["player"] for arc in found["arcs"]] == [arc.player for arc in arcs], case
        np.testing.assert_allclose(found["vertices"], vertices, rtol=1e-9, atol=1e-9, err_msg=case)
        for mine, theirs in zip(found["arcs"], arcs, strict=True):
            assert (mine["radius"], mine["end"] - mine["start"]) == pytest.approx(
                (theirs.radius, theirs.end - theirs.start), rel=1e-9, abs=1e-9
            ), case
            assert np.cos(mine["start"] - theirs.start) == pytest.approx(1, abs=1e-9), case
        deadlocks += found["deadlocked"]
    assert 100 < deadlocks < len(cases) - 100  # both outcomes were tried


def test_the_page_says_what_the_package_says_of_random_states(opened):
    chance, page = random.Random(1950), opened()
    for _ in range(40):
        on = [name for name in FRIENDS if chance.random() < 0.8]
        places = dict(zip(("status_quo", *FRIENDS), chance.choice((grid, hundredths))(chance, 5), strict=True))
        state = "~".join(f"{name}:{x:g},{y:g}" for name, (x, y) in places.items() if name in on or name == "status_quo")
        page.goto(f"{page.url.partition('?')[0]}?w={state}", wait_until="domcontentloaded")
        page.wait_for_selector(".winset.is-ready")
        assert said(page) == expected(places, on), state


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_at_first_and_after_a_move(opened, width, scheme):
    page = opened(width=width, color_scheme=scheme)
    for case in ("Default", "Cem against"):
        page.get_by_role("button", name=case).click()
        page.locator("details").evaluate_all("all => all.forEach((each) => { each.open = true; })")
        rest(page)
        found = Axe().run(page, context=".winset", options=measure.WCAG).response["violations"]
        assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_each_mark_is_a_slider_with_a_name_a_place_and_help(opened):
    page = opened()
    cem = page.get_by_role("slider", name="Cem")
    assert cem.get_attribute("aria-valuetext") == "Distance −0.60, Cost 0.80"
    assert cem.get_attribute("aria-describedby") == "winset-help"
    assert "arrow keys" in page.locator("#winset-help").inner_text()
    assert page.get_by_role("group", name="Distance across, Cost up").count() == 1


def test_the_policy_of_the_book_s_pages_lets_the_model_work(opened):
    page = opened()
    assert page.locator("meta[http-equiv='Content-Security-Policy']").count() == 1
    page.get_by_role("button", name="Cem between").click()
    frame(page)
    assert page.evaluate("violated") == []


def test_a_page_opened_from_a_folder_on_disk_works_and_keeps_its_state(opened, folder):
    page = opened(base=folder.as_uri())
    mark(page, "cem").focus()
    page.keyboard.press("Shift+ArrowLeft")
    rest(page)
    assert said(page) == expected(PLACES | {"cem": (-0.7, 0.8)})
    page.wait_for_url("**?w=ann~ben~cem:-0.7,0.8")


def test_without_scripts_there_is_the_drawing_and_no_control(opened):
    page = opened(java_script_enabled=False)
    assert page.locator(".winset-drawing").is_visible() and page.locator(".winset-cases").is_visible()
    assert not page.locator(".winset-controls").is_visible()


def test_on_paper_are_the_drawing_the_read_out_and_the_cases_and_no_control(opened):
    page = opened()
    page.emulate_media(media="print")
    for css in (".winset-drawing", ".winset-said", ".winset-cases"):
        assert page.locator(css).is_visible(), css
    assert not page.locator(".winset-controls").is_visible()


def test_nothing_moves_when_the_script_brings_the_controls_out(opened):
    heights = [
        opened(java_script_enabled=False).locator(".winset-drawing").bounding_box()["height"],
        opened().locator(".winset-drawing").bounding_box()["height"],
    ]
    assert heights[0] == heights[1]


def test_a_table_with_one_player_works(opened, tmp_path):
    rows = [row("default", "status_quo", 0, 0), row("default", "ann", 1, 0)]
    out = Picnic(tmp_path)({"index": "# P\n\n```{winset} picnic\n```\n"}, rows).out
    page = opened(base=out.as_uri())
    assert said(page) == "Ann alone decides: area 3.14; no deadlock."
