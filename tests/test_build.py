"""The build: what stops it, what it says, and what it leaves behind, on small books and on a copy of this one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from measure import ROOT

CONF = """
extensions = ["myst_nb", "crosspurposes.sphinxext.notebooks", "crosspurposes.sphinxext.charts", "crosspurposes.sphinxext.page"]
html_theme = "furo"
nb_execution_mode = "force"
page_depends = ["data/*"]
exclude_patterns = ["data", "pictures"]
"""
HEAD = "---\nfile_format: mystnb\nkernelspec:\n  name: python3\n  display_name: Python 3\n---\n# Page\n\n"
CHART = """
```{code-cell}
import pandas as pd
from crosspurposes.charts import Chart, theme

figure = theme.figure(width=300, height=200)
figure.add_bar(x=[1, 2], y=pd.read_csv("data/t.csv")["v"].tolist())
Chart(name="small", title="A finding", subtitle="unit", alt="Two bars, the second of them twice as high as the first one.",
      wide=figure, narrow=figure, table=pd.DataFrame({"v": [1, 2]}), columns={"v": "V"}, data=("t",), credit="us")
```
"""


@pytest.fixture
def small(tmp_path):
    """A small book: `small(text)` builds its one page and returns the finished process; `small.html` is the result."""
    source = tmp_path / "source"
    for folder in ("data", "pictures"):
        (source / folder).mkdir(parents=True)
    (source / "conf.py").write_text(CONF)
    (source / "data" / "t.csv").write_text("v\n1\n2\n")

    def build(text: str, **environment: str) -> subprocess.CompletedProcess:
        page = source / "index.md"
        if not page.exists() or page.read_text() != HEAD + text:
            page.write_text(HEAD + text)
        command = [
            sys.executable,
            "-m",
            "sphinx",
            "-n",
            "-W",
            "--keep-going",
            "-b",
            "html",
            str(source),
            str(build.html),
        ]
        return subprocess.run(command, capture_output=True, text=True, env=os.environ | environment)

    build.source, build.html = source, tmp_path / "html"
    return build


def without_browser(tmp_path: Path) -> dict[str, str]:
    """An environment in which no browser is found."""
    return {"BROWSER_PATH": "", "PATH": str(tmp_path), "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path)}


def test_a_failing_cell_stops_the_build_with_file_line_error_and_remedy(small):
    built = small("Text.\n\n```{code-cell}\n1 + 1\n```\n\n```{code-cell}\nrate = {}\nrate[2021]\n```\n")
    assert built.returncode == 1
    assert "index.md:16: WARNING: a cell fails with KeyError: 2021" in built.stderr
    assert "make lab" in built.stderr


def test_no_asset_is_shipped_that_no_page_names(small):
    (small.source / "static").mkdir()
    for name, text in {"a.css": "@import 'b.css';", "b.css": "", "c.css": ""}.items():
        (small.source / "static" / name).write_text(text)
    with (small.source / "conf.py").open("a") as settings:
        settings.write('html_static_path = ["static"]\nhtml_css_files = ["a.css"]\n')
    for _ in range(2):  # and again, when nothing is new
        assert small("Text.\n").returncode == 0
        shipped = {path.name for path in (small.html / "_static").rglob("*") if path.is_file()}
        assert {"page.js", "furo.css", "searchtools.js", "a.css", "b.css"} <= shipped
        assert not {"c.css", "furo.js", "debug.css", "plotly.min.js"} & shipped


def test_a_card_that_is_not_there_stops_the_build(small):
    with (small.source / "conf.py").open("a") as settings:
        settings.write('page_card = "pictures/card.png"\n')
    built = small("Text.\n")
    assert built.returncode == 2
    assert "there is no pictures/card.png; draw it, or leave the setting empty" in built.stderr


def test_a_published_book_gives_its_pages_whole_addresses_and_a_card(small):
    with (small.source / "conf.py").open("a") as settings:
        settings.write('page_card = "pictures/card.png"\nhtml_baseurl = "https://ferry.example/book"\n')
    (small.source / "pictures" / "card.png").write_bytes(b"a picture")
    assert small("Text.\n").returncode == 0
    page = (small.html / "index.html").read_text()
    assert '<meta property="og:url" content="https://ferry.example/book/index.html">' in page
    assert '<meta property="og:image" content="https://ferry.example/book/_static/card.png">' in page
    assert (small.html / "_static" / "card.png").read_bytes() == b"a picture"


def test_two_charts_of_one_name_stop_the_build(small):
    built = small(CHART + CHART)
    assert built.returncode == 1
    assert 'a second chart is called "small": give one of them another name' in built.stderr


def test_without_a_browser_a_stale_picture_is_shown_live_and_its_table_is_open(small, tmp_path):
    built = small(CHART, **without_browser(tmp_path))
    assert built.returncode == 0, built.stderr
    assert "charts: pictures stale and no browser to draw small" in built.stdout
    page = (small.html / "index.html").read_text()
    assert "data-live" in page and "<details open><summary>Table" in page
    assert "aspect-ratio:300/200" in page


def test_with_a_browser_a_stale_picture_is_drawn_for_the_build_and_the_repository_is_left_alone(small, chromium):
    built = small(CHART)
    assert built.returncode == 0, built.stderr
    assert "charts: pictures stale, drawn for this build: small" in built.stdout
    page = (small.html / "index.html").read_text()
    assert "data-live" not in page and 'class="chart-wide" role="img"' in page
    assert list((small.source / "pictures").iterdir()) == []


def test_a_changed_table_runs_the_page_again_though_its_text_is_the_same(small, tmp_path):
    environment = without_browser(tmp_path)
    small(CHART, **environment)
    table = small.source / "data" / "t.csv"
    table.write_text("v\n1\n7\n")
    os.utime(table, (table.stat().st_mtime + 10,) * 2)
    small(CHART, **environment)
    assert '"y":[1,7]' in (small.html / "charts" / "small.js").read_text()


@pytest.fixture
def copy(tmp_path):
    """A copy of this repository that shares its environment: `copy(target)` runs make there."""
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True)
    for name in listed.stdout.splitlines():
        if (ROOT / name).is_file():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, tmp_path / name)

    def make(*arguments: str) -> subprocess.CompletedProcess:
        command = ["make", f"VENV={Path(sys.prefix)}", *arguments]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)

    make.root = tmp_path
    return make


def test_a_half_written_build_never_passes_for_a_finished_one_and_a_finished_one_is_not_built_again(copy):
    built = copy("book")
    finished, page = copy.root / "_build/html/.finished", copy.root / "_build/html/chapters/article/the-bill.html"
    assert built.returncode == 0, built.stdout[-2000:] + built.stderr[-2000:]
    assert finished.is_file()

    again = copy("book")
    assert "Nothing has changed since the last build." in again.stdout

    before = page.read_text(encoding="utf-8")
    chapter = copy.root / "chapters/article/the-bill.md"
    chapter.write_text(
        chapter.read_text(encoding="utf-8").replace("charts.uses(uses)", "charts.uses(usage)"), encoding="utf-8"
    )
    broken = copy("book")
    assert broken.returncode != 0
    assert "a cell fails with NameError: name 'usage' is not defined" in broken.stdout + broken.stderr
    assert not finished.exists()
    assert page.read_text(encoding="utf-8") == before


def test_a_broken_row_stops_the_build_before_any_page_is_written(copy):
    table = copy.root / "data/sma-uses.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("labour", "salaries", 1), encoding="utf-8")
    built = subprocess.run(
        [sys.executable, "-m", "crosspurposes", "check-data", "--root", str(copy.root)], capture_output=True, text=True
    )
    assert built.returncode == 1
    assert "data/sma-uses.csv, row 2, column item" in built.stdout


def test_an_old_python_is_told_what_it_needs(tmp_path):
    python = tmp_path / "python3"
    python.write_text("#!/bin/sh\nexit 1\n")
    python.chmod(0o755)
    command = ["make", f"VENV={tmp_path / 'venv'}", f"PYTHON={python}", "book"]
    refused = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert refused.returncode != 0
    assert "The book needs Python 3.11 or later" in refused.stdout


def test_where_no_browser_can_be_had_one_line_says_what_to_install(tmp_path, monkeypatch):
    environment = os.environ | without_browser(tmp_path)
    code = "from crosspurposes import browser; browser._ways = lambda: []; browser.install()"
    failed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment)
    assert failed.returncode != 0
    assert "no Chromium found: install Debian's package chromium" in failed.stderr
