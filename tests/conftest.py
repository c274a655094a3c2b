"""What the tests share: the built book, its address, and a browser."""

from pathlib import Path

import measure
import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def book() -> Path:
    """The finished book; a half-written one does not count."""
    html = ROOT / "_build" / "html"
    if not (html / ".finished").is_file():
        pytest.exit("there is no finished book in _build/html: run make test, which builds it first", returncode=2)
    return html


@pytest.fixture(scope="session")
def address(book: Path):
    """The book's address on this machine."""
    with measure.served(book) as address:
        yield address


@pytest.fixture(scope="session")
def chromium():
    """A real browser; where none can be had the tests stop, and say what to install."""
    try:
        with measure.launched() as chromium:
            yield chromium
    except FileNotFoundError as missing:
        pytest.exit(str(missing), returncode=2)


def pytest_collection_modifyitems(items):
    """Put what needs the browser last: Playwright keeps an event loop running, beside which no notebook can run."""
    items.sort(key=lambda item: "chromium" in getattr(item, "fixturenames", ()))
