"""What a reader meets in a real browser: with and without scripts, wide and narrow, from a folder, on paper."""

import http.server
import json
import re
import threading
import time

import measure
import pytest

BILL = "chapters/article/the-bill.html"


@pytest.fixture
def opened(chromium, address):
    """Open a page in a context of its own: `opened(name, width=…, …)`."""
    contexts = []

    def open_page(name, *, width=1280, base=address, **settings):
        context = chromium.new_context(viewport={"width": width, "height": 800}, **settings)
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{base}/{name}", wait_until="networkidle")
        if settings.get("java_script_enabled", True):
            measure.settled(page)
        return page

    yield open_page
    for context in contexts:
        context.close()


def until(page, holds):
    """Wait until a script's expression is true; the page's own policy forbids Playwright's way, which evaluates text."""
    end = time.monotonic() + 15
    while not page.evaluate(holds):
        assert time.monotonic() < end, f"never true: {holds}"
        page.wait_for_timeout(50)


SHARES = 8  # of the pages, so that several processes can measure at once


@pytest.mark.parametrize("share", range(SHARES))
def test_every_page_is_within_its_budget_with_nothing_cut_and_no_label_too_small(book, address, chromium, share):
    views = [
        measure.measure(chromium, address, name, width=width, scheme=scheme)
        for name in measure.pages(book)[share::SHARES]
        for width, scheme in measure.SETTINGS
    ]
    assert [line for view in views for line in view.breaches()] == []


def test_the_budget_catches_a_heavy_page_another_host_and_a_script_error(chromium, tmp_path):
    (tmp_path / "bad.html").write_text(
        "<!doctype html><html lang=en><title>Bad</title><main><h1>Bad</h1><img src='http://127.0.0.2:9/a.png'>"
        "<script>throw new Error('on purpose')</script><details><summary>More</summary><p style='color:#bbb'>Pale</p></details>"
        "<div style='width:1500px'>Wide</div><div class=chart-picture><svg width=50 height=50 viewBox='0 0 100 100'>"
        "<text y=20 style='font-size:12px'>Small</text></svg></div></main>"
        + "".join(f"<!-- {n * 7919} -->" for n in range(40000))
    )
    with measure.served(tmp_path) as address:
        lines = "\n".join(measure.measure(chromium, address, "bad.html", width=1280, scheme="light").breaches())
    assert re.search(r"kib_gzipped \d+\S* is over the budget", lines)
    assert "script_errors" in lines and "on purpose" in lines
    assert "other_hosts" in lines
    assert "axe_violations" in lines and "image-alt" in lines
    assert "color-contrast" in lines  # in a part that is closed at first
    assert re.search(r"cut_pixels \d+ is over", lines) and "small_labels 1 is over" in lines


def charts_are_visible(page) -> bool:
    return page.evaluate(
        """() => { const all = [...document.querySelectorAll('figure.chart')];
        return all.length >= 8 && all.every((chart) => { const drawn = [...chart.querySelectorAll('.chart-picture > svg')]
          .filter((svg) => svg.getBoundingClientRect().height > 100); return drawn.length === 1; }); }"""
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_charts_are_there_without_scripts(opened, width, scheme):
    page = opened(BILL, width=width, color_scheme=scheme, java_script_enabled=False)
    assert page.locator("figure.chart").count() >= 8
    for chart in page.locator("figure.chart").all():
        drawn = [svg.bounding_box() for svg in chart.locator(".chart-picture > svg").all() if svg.is_visible()]
        assert len(drawn) == 1 and drawn[0]["height"] > 100
        assert chart.locator("table tbody tr").count() > 1


def test_charts_are_there_from_a_folder_on_disk_and_come_alive_there(opened, book):
    page = opened(BILL, base=book.as_uri())
    assert charts_are_visible(page)
    page.locator("#chart-three-measures .chart-picture").hover()
    page.wait_for_selector("#chart-three-measures .is-live .main-svg")


def test_every_page_opens_from_a_folder_on_disk_without_a_complaint_and_the_search_finds_things_there(book, opened):
    page, complaints = opened("index.html", base=book.as_uri()), []
    page.on("pageerror", lambda error: complaints.append((page.url, str(error))))
    page.on("console", lambda message: message.type == "error" and complaints.append((page.url, message.text)))
    page.on("request", lambda request: request.url.startswith("file:") or complaints.append((page.url, request.url)))
    for name in measure.pages(book):
        page.goto((book / name).as_uri())
    assert complaints == []
    page.goto(f"{(book / 'search.html').as_uri()}?q=abductees")
    page.locator("#search-results a[href$='terms.html#abductees']").first.wait_for()


def test_a_chart_comes_alive_in_place_when_reached_for(opened):
    page = opened(BILL)
    asked = []
    # the browser asks for the icon when it likes
    page.on("request", lambda request: "favicon" in request.url or asked.append(request.url))
    picture = page.locator("#chart-sma-payments .chart-picture")
    picture.scroll_into_view_if_needed()
    before = picture.bounding_box()
    picture.hover()
    page.wait_for_selector("#chart-sma-payments .is-live .main-svg")
    assert picture.bounding_box() == before
    assert [url.rsplit("/", 1)[1].partition("?")[0] for url in asked] == ["plotly.min.js", "sma-payments.js"]
    page.locator("#chart-budget-share .chart-picture").focus()
    page.wait_for_selector("#chart-budget-share .is-live .main-svg")
    assert [url.rsplit("/", 1)[1].partition("?")[0] for url in asked[2:]] == ["budget-share.js"]


def test_a_live_chart_follows_light_and_dark(opened):
    page = opened(BILL, color_scheme="light")
    page.locator("#chart-budget-share .chart-picture").hover()
    page.wait_for_selector("#chart-budget-share .is-live .main-svg")
    line = "() => getComputedStyle(document.querySelector('#chart-budget-share .chart-live .js-line')).stroke"
    light = page.evaluate(line)
    page.emulate_media(color_scheme="dark")
    until(page, f"({line})() !== {json.dumps(light)}")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_rule_can_be_switched_off_with_and_without_scripts(opened, scripts):
    page = opened(BILL, java_script_enabled=scripts)
    chart = page.locator("#chart-rules")
    traces = chart.locator(".chart-wide .trace-0")
    assert traces.first.is_visible()
    chart.locator("input").first.uncheck()
    assert not traces.first.is_visible()


def test_a_rule_switched_off_stays_off_when_the_chart_comes_alive(opened):
    page = opened(BILL)
    chart = page.locator("#chart-rules")
    chart.locator(".chart-picture").hover()
    page.wait_for_selector("#chart-rules .is-live .main-svg")
    before = chart.locator(".chart-live .trace").count()
    chart.locator("input").first.uncheck()
    until(page, f"document.querySelectorAll('#chart-rules .chart-live .trace').length < {before}")


LEFT_OUT = (
    "[...document.querySelectorAll('article section section, article section section > *')]"
    ".filter((part) => getComputedStyle(part).display === 'none').length"
)


def test_the_first_view_does_not_wait_for_the_page_below_it_and_all_of_it_follows(chromium, address, opened):
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    context.add_init_script("window.requestIdleCallback = () => {};")  # the reader's machine has no time to spare
    page = context.new_page()
    page.goto(f"{address}/{BILL}")
    assert page.evaluate(LEFT_OUT) > 50
    context.close()
    assert opened(BILL).evaluate(LEFT_OUT) == opened(BILL, java_script_enabled=False).evaluate(LEFT_OUT) == 0


def test_a_browser_that_cannot_tell_when_it_is_idle_leaves_nothing_out(chromium, address):
    page = chromium.new_page()
    page.add_init_script("delete window.requestIdleCallback;")
    page.goto(f"{address}/{BILL}")
    assert page.evaluate(LEFT_OUT) == 0
    page.close()


def test_what_has_arrived_over_a_slow_line_is_shown_before_the_rest(chromium, book):
    head, rest = (book / BILL).read_bytes().split(b'id="p5-two-months"', 1)
    arrived = threading.Event()

    class Slow(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.end_headers()
            if self.path == "/page":
                self.wfile.write(head)
                self.wfile.flush()
                arrived.wait(20)
                self.wfile.write(b'id="p5-two-months"' + rest)

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Slow) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = chromium.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/page", wait_until="commit")
        page.locator("#p5-shaken").wait_for(state="visible", timeout=15_000)
        assert page.evaluate("document.readyState") == "loading"
        arrived.set()
        page.close()
        server.shutdown()


def test_a_long_table_is_whole_once_the_page_has_settled_or_when_a_link_leads_into_it(chromium, address, opened):
    page = opened("data/events.html")
    rows = page.locator("table.data-table tbody tr")
    assert page.locator("table.data-table tbody tr:visible").count() == rows.count() > 200
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    context.add_init_script("window.requestIdleCallback = () => {};")
    page = context.new_page()
    page.goto(f"{address}/data/events.html")
    last = page.locator("table.data-table tbody tr").last
    assert not last.is_visible()
    page.evaluate(
        "(id) => document.querySelector('article p').insertAdjacentHTML('beforeend', `<a href='#${id}'>last</a>`)",
        last.get_attribute("id"),
    )
    page.get_by_role("link", name="last", exact=True).click()
    assert last.is_visible()
    context.close()


def test_a_page_whose_scripts_do_not_arrive_is_whole(chromium, address):
    page = chromium.new_page()
    page.route("**/*.js*", lambda route: route.abort())
    page.goto(f"{address}/{BILL}")
    measure.settled(page)
    assert page.evaluate(LEFT_OUT) == 0
    assert charts_are_visible(page)
    page.close()


@pytest.mark.parametrize("name", [BILL, "chapters/lookback/your-turn.html", "data/defence-budget.html"])
def test_nothing_that_was_drawn_moves_in_a_high_window_either(chromium, address, name):
    page = chromium.new_page(viewport={"width": 1280, "height": 1600})
    page.add_init_script(measure.WATCH)
    page.goto(f"{address}/{name}", wait_until="networkidle")
    measure.settled(page)
    assert page.evaluate("seen.shift") <= measure.BUDGET["layout_shift"]
    page.close()


def test_on_a_narrow_screen_keys_open_the_list_of_pages_and_meet_none_of_it_while_it_is_shut(opened):
    page = opened(BILL, width=360)
    links = page.locator(".sidebar-drawer a, .sidebar-drawer input")

    def reached(times):
        found = set()
        for _ in range(times):
            page.keyboard.press("Tab")
            found.add(page.evaluate("document.activeElement.closest('.sidebar-drawer') ? 'drawer' : 'page'"))
        return found

    assert reached(30) == {"page"}
    box = page.get_by_role("checkbox", name="Toggle site navigation sidebar")
    box.focus()
    page.keyboard.press("Space")
    assert links.last.is_visible()
    assert reached(15) == {"drawer"}
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "__navigation"
    assert not links.last.is_visible()
    page.keyboard.press("Space")
    assert reached(25) == {"drawer", "page"}
    assert not box.is_checked()
    assert not links.last.is_visible()
    assert reached(30) == {"page"}


def test_a_page_opened_at_a_note_is_laid_out_whole_so_that_nothing_moves_above_it(opened):
    page = opened(f"{BILL}#p5-cost-increase")
    assert page.evaluate(LEFT_OUT) == 0
    assert abs(page.locator("#p5-cost-increase").bounding_box()["y"]) < 200


def test_a_page_opened_at_some_of_its_words_shows_them(chromium, address):
    page = chromium.new_page(viewport={"width": 1280, "height": 800})
    page.add_init_script("window.requestIdleCallback = () => {};")  # so that the words do not come in time by luck
    page.goto(f"{address}/{BILL}#:~:text=in%20mid%2DMarch%202021%20it%20bound%20nobody%20yet", wait_until="networkidle")
    until(page, "scrollY > 1000")
    top = page.get_by_text("it bound nobody yet").first.bounding_box()["y"]
    assert 0 < top < 800
    page.close()


def test_on_paper_every_chart_table_and_note_is_there(opened):
    page = opened(BILL)
    page.emulate_media(media="print")
    assert charts_are_visible(page)
    assert page.locator(".note").count() >= 8
    assert len(page.pdf()) > 50_000


def test_the_ledger_is_complete_without_scripts_and_can_be_filtered_with_them(opened):
    ledger = "chapters/lookback/scorecard.html"
    rows = "table.ledger-all tbody tr"
    whole = opened(ledger, java_script_enabled=False).locator(rows).count()
    page = opened(ledger)
    assert page.locator(f"{rows}:visible").count() == whole >= 9
    page.get_by_label("Paragraph").select_option("5")
    page.get_by_label("Kind").select_option("fact")
    left = page.locator(f"{rows}:visible")
    assert left.count() == len([row for row in left.all() if row.get_attribute("data-kind") == "fact"]) < whole
    assert page.get_by_role("status").inner_text() == f"{left.count()} of {whole} notes"


@pytest.mark.parametrize(
    ("words", "kind", "place"),
    [
        ("400% increase", "Note", "chapters/article/the-bill.html#p5-400-percent-head"),
        ("p5-cost-increase", "Note", "chapters/article/the-bill.html#p5-cost-increase-head"),
        ("abductees", "Term", "chapters/reference/terms.html#abductees"),
        ("Georgia", "Event", "chapters/reference/timeline.html#2025-09-04-georgia-raid"),
        ("consumer prices", "Table", "data/consumer-prices.html#the-rows"),
    ],
)
def test_the_search_finds_notes_terms_events_and_tables_and_leads_right_to_them(opened, book, words, kind, place):
    page = opened("chapters/index.html")
    page.get_by_label("Search", exact=True).fill(words)
    page.keyboard.press("Enter")
    found = page.locator("#search-results li", has_text=kind).locator(f"a[href$='{place}']")
    found.first.click()
    assert page.url.endswith(place)
    page.locator(f"[id='{place.partition('#')[2]}']").wait_for()


def test_a_lemma_leads_to_its_note_and_the_note_to_the_very_words_of_the_original(opened):
    page = opened(BILL)
    page.locator(".passage a.lemma-link").first.click()
    target = page.evaluate("location.hash.slice(1)")
    assert page.locator(f"#{target}.note").is_visible()
    link = page.locator(f"#{target} a[href*=':~:text=']").first
    assert "-" not in link.get_attribute("href").split(":~:text=")[1]
    assert "noopener" in link.get_attribute("rel")


def test_the_page_can_be_walked_by_keyboard_from_its_first_word_to_its_last_note(opened):
    page = opened(BILL)
    reached = set()
    for _ in range(400):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.closest('[id]')?.id ?? ''"))
    notes = page.evaluate("[...document.querySelectorAll('.note')].map((note) => note.id)")
    assert set(notes) <= {name.removesuffix("-head") for name in reached} | reached


def test_a_page_runs_no_script_that_the_book_did_not_write_and_asks_no_other_host(opened, book):
    for name in measure.pages(book):
        text = (book / name).read_text(encoding="utf-8")
        assert text.index('<meta http-equiv="Content-Security-Policy"') < text.index("<script"), name
    page = opened(BILL)
    page.evaluate(
        """() => {
          window.refused = [];
          document.addEventListener("securitypolicyviolation", (event) => refused.push(event.effectiveDirective));
          const inline = document.createElement("script");
          inline.textContent = "window.stolen = true";
          document.body.append(inline);
          const image = new Image();
          image.src = "https://example.org/pixel.png";
          document.body.insertAdjacentHTML("beforeend", "<b onclick='window.stolen = true'>x</b>");
          document.body.lastChild.click();
        }"""
    )
    until(page, "refused.length >= 3")
    assert page.evaluate("window.stolen") is None
    assert set(page.evaluate("refused")) == {"script-src-elem", "img-src", "script-src-attr"}
