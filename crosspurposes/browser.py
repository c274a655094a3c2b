"""The Chromium that draws the pictures and runs the browser tests: found, or installed."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
MISSING = (
    "no Chromium found: install Debian's package chromium, or Google Chrome, "
    "or set BROWSER_PATH to the browser's program, and run the command again"
)


def find() -> Path | None:
    """The browser's program: from BROWSER_PATH, from PATH, from its usual place, or Playwright's own."""
    return next((Path(path) for path in _candidates() if path and Path(path).is_file()), None)


def install() -> Path:
    """Find the browser, or install it: the system's package where that may be done, else Playwright's own.

    Raises
    ------
    FileNotFoundError
        If neither way left a browser behind; the message says what to install.
    """
    if found := find():
        return found
    for command in _ways():
        print("installing a browser:", " ".join(command), flush=True)
        # A way that fails is followed by the next; what counts is whether a browser is there.
        subprocess.run(command, check=False, stdin=subprocess.DEVNULL)
        if found := find():
            return found
    raise FileNotFoundError(MISSING)


def photograph(page: Path, picture: Path, *, width: int = 1280, height: int = 1000) -> None:
    """Write the top of a page, as the browser shows it, into a PNG file."""
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-background-networking"]
    size = [f"--window-size={width},{height}", f"--screenshot={picture.resolve()}"]
    subprocess.run([str(install()), *options, *size, page.resolve().as_uri()], check=True, capture_output=True)


def _candidates() -> Iterator[str | None]:
    # One by one: to ask Playwright starts it, which is slow, and not allowed while it runs.
    yield os.environ.get("BROWSER_PATH")
    yield from map(shutil.which, NAMES)
    yield from APPLICATIONS
    yield _playwrights()


def _ways() -> list[list[str]]:
    ways = []
    if shutil.which("apt-get"):
        root = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
        if not root or shutil.which("sudo"):
            apt = [*root, "apt-get", "-q", "-y"]
            ways += [[*apt, "update"], [*apt, "install", "--no-install-recommends", "chromium"]]
    return [*ways, [sys.executable, "-m", "playwright", "install", "chromium"]]


def _playwrights() -> str | None:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:  # the book's own environment has no Playwright
        return None
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path
