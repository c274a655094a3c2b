"""What each page weighs, asks for and does before a reader acts, measured in a real browser.

`python tests/measure.py` prints the table against budgets.toml and exits 1 on a breach.
"""

import contextlib
import functools
import gzip
import http.server
import sys
import threading
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Response, sync_playwright

from crosspurposes import browser

ROOT = Path(__file__).resolve().parents[1]
BUDGET = tomllib.loads((ROOT / "budgets.toml").read_text(encoding="utf-8"))["first_view"]
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
#: How a page is opened.
SETTINGS = ((1280, "light"), (360, "dark"), (320, "light"))
WCAG = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "resultTypes": ["violations"]}
#: Rows, sources and events that one function makes alike: the first of them stand for the rest.
ALIKE = {
    "exclude": [["tbody tr:nth-child(n+31)"], [".citation:nth-of-type(n+31)"], [".timeline-events > li:nth-child(n+3)"]]
}
OPEN = "document.querySelectorAll('details').forEach((part) => { part.open = true; })"
SMALL = """
[...document.querySelectorAll(".chart-picture > svg")].filter((svg) => svg.getBoundingClientRect().width)
  .flatMap((svg) => [...svg.querySelectorAll("text")].map((text) =>
    parseFloat(getComputedStyle(text).fontSize) * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width))
  .filter((size) => size < 10.9).length
"""
WATCH = """
window.seen = {shift: 0, long: 0};
new PerformanceObserver((list) => { for (const e of list.getEntries()) if (!e.hadRecentInput) seen.shift += e.value; })
  .observe({type: "layout-shift", buffered: true});
new PerformanceObserver((list) => { seen.long += list.getEntries().length; }).observe({type: "longtask", buffered: true});
"""


@dataclass
class View:
    """One page's first view."""

    page: str
    setting: str
    kib_gzipped: float = 0
    requests: int = 0
    other_hosts: int = 0
    script_errors: int = 0
    axe_violations: int = 0
    cut_pixels: int = 0
    small_labels: int = 0
    layout_shift: float = 0
    long_tasks: int = 0
    milliseconds: float = 0
    details: list[str] = field(default_factory=list)

    def breaches(self) -> list[str]:
        """What is over the budget."""
        return [
            f"{self.page} ({self.setting}): {name} {getattr(self, name):g} is over the budget of {limit:g}"
            + (f": {'; '.join(self.details)}" if self.details else "")
            for name, limit in BUDGET.items()
            if getattr(self, name) > limit
        ]


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves without a line on the terminal for every request."""

    def log_message(self, format, *args):
        pass


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder's address on this machine, for as long as it lasts."""
    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@contextlib.contextmanager
def launched() -> Iterator[Browser]:
    """A browser, closed at the end."""
    program = str(browser.install())
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield chromium
        chromium.close()


def watched(page: Page, address: str, view: View) -> list[Response]:
    """Count into `view` what the page asks for and complains of; the answers come into the list returned."""
    host = urlsplit(address).netloc

    def asked(request) -> None:
        view.requests += 1
        if urlsplit(request.url).netloc != host:
            view.other_hosts += 1
            view.details.append(request.url)

    answers = []
    page.on("request", asked)
    page.on("response", lambda answer: answers.append(answer))  # Playwright marks the handler, which a builtin refuses
    page.on("requestfailed", lambda request: _wrong(view, f"failed: {request.url}"))
    page.on("pageerror", lambda error: _wrong(view, str(error)))
    page.on("console", lambda message: message.type == "error" and _wrong(view, message.text))
    return answers


def _wrong(view: View, text: str) -> None:
    view.script_errors += 1
    view.details.append(text)


def settled(page: Page) -> None:
    """Wait until the whole page is there, which comes in parts after the first view."""
    page.wait_for_selector(":root:is([data-settled], :not(.unsettled))", state="attached")


def measure(chromium: Browser, address: str, page_name: str, *, width: int, scheme: str) -> View:
    """The first view of a page: `width` CSS pixels wide, in the light or the dark scheme; then all of it, parts open.

    The widest is also looked at in the other scheme.
    """
    view = View(page_name, f"{width} {scheme}")
    context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    page.add_init_script(WATCH)
    answers = watched(page, address, view)
    page.goto(f"{address}/{page_name}", wait_until="networkidle")
    settled(page)
    view.kib_gzipped = sum(len(gzip.compress(answer.body(), 6)) for answer in answers if answer.ok) / 1024
    seen = page.evaluate("({...seen, ms: performance.getEntriesByType('navigation')[0].loadEventEnd})")
    view.layout_shift, view.long_tasks, view.milliseconds = seen["shift"], seen["long"], seen["ms"]
    view.small_labels = page.evaluate(SMALL)
    page.evaluate(OPEN)
    view.cut_pixels = page.evaluate("document.documentElement.scrollWidth") - width
    found = _violations(page, WCAG)
    if width == SETTINGS[0][0]:
        page.emulate_media(color_scheme={"light": "dark", "dark": "light"}[scheme])
        found |= _violations(page, CONTRAST)
    view.axe_violations = len(found)
    view.details += sorted(found)
    context.close()
    return view


def _violations(page: Page, options: dict) -> set[str]:
    """What axe finds, with the first element of each."""
    found = Axe().run(page, context=ALIKE, options=options).response["violations"]
    return {f"{violation['id']}: {violation['nodes'][0]['html'][:160]}" for violation in found}


def pages(book: Path) -> list[str]:
    """Every page of the book that a reader can open, but for the redirect at the top."""
    names = sorted(str(path.relative_to(book)) for path in book.rglob("*.html") if "_static" not in path.parts)
    return [name for name in names if name != "index.html"]


def main() -> int:
    """Print the table; 1 if anything is over the budget."""
    book = ROOT / "_build" / "html"
    print(f"{'page':44}{'KiB gz':>8}{'requests':>9}{'hosts':>7}{'errors':>8}{'axe':>5}{'shift':>8}{'long':>6}{'ms':>7}")
    breaches: list[str] = []
    with served(book) as address, launched() as chromium:
        for name in pages(book):
            views = [measure(chromium, address, name, width=width, scheme=scheme) for width, scheme in SETTINGS]
            worst = {key: max(getattr(view, key) for view in views) for key in (*BUDGET, "long_tasks", "milliseconds")}
            print(
                f"{name:44}{worst['kib_gzipped']:8.1f}{worst['requests']:9}{worst['other_hosts']:7}"
                f"{worst['script_errors']:8}{worst['axe_violations']:5}{worst['layout_shift']:8.3f}"
                f"{worst['long_tasks']:6}{worst['milliseconds']:7.0f}"
            )
            breaches += [line for view in views for line in view.breaches()]
    print("budget".ljust(44) + " ".join(f"{name} {limit}" for name, limit in BUDGET.items()))
    print("\n".join(breaches))
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
