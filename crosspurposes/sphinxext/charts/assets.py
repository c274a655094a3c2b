"""The files behind the charts: kept pictures, Plotly, one script and one CSV a chart."""

import importlib.resources
import json
import shutil
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from crosspurposes import browser
from crosspurposes.charts import picture
from crosspurposes.sphinxext.charts.nodes import chart

logger = logging.getLogger(__name__)
TAKE = "window.staticCharts.take"


def folder(app: Sphinx, record: dict) -> Path:
    """Where the chart's pictures are: those kept with the book if they are fresh, else those drawn for this build."""
    kept = Path(app.srcdir, app.config.charts_pictures)
    return Path(app.doctreedir, "pictures") if picture.stale(kept, record) else kept


def fresh(app: Sphinx, record: dict) -> bool:
    """Whether there are pictures that show the chart as it is now."""
    return not picture.stale(folder(app, record), record)


def records(env: BuildEnvironment) -> dict[str, dict]:
    """Name -> record of every chart of the book; a doubled name is a warning."""
    found: dict[str, dict] = {}
    for docname in sorted(env.found_docs):
        for node in env.get_doctree(docname).findall(chart):
            record = node["record"]
            if record["name"] in found:
                logger.warning(
                    'a second chart is called "%s": give one of them another name',
                    record["name"], location=node, type="charts", subtype="duplicate",
                )  # fmt: skip
            found[record["name"]] = record
    return found


def draw_stale(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Draw, for this build, the pictures that are missing or stale, if a browser is at hand; say so in one line.

    Returns the pages with charts, to be written anew: a picture may have come since they were written last.
    """
    if app.builder.format != "html":
        return []
    found = records(env)
    pages = [docname for docname in env.found_docs if any(env.get_doctree(docname).findall(chart))]
    stale = {name: record for name, record in found.items() if not fresh(app, record)}
    if not stale:
        return pages
    names = ", ".join(sorted(stale))
    if browser.find() is None:
        logger.info("charts: pictures stale and no browser to draw %s: live in the page, else the table", names)
        return pages
    logger.info("charts: pictures stale, drawn for this build: %s (make pictures keeps them)", names)
    drawn = Path(app.doctreedir, "pictures")
    work = {path: figure for record in stale.values() for path, figure in picture.paths(drawn, record).items()}
    picture.draw(work, next(iter(stale.values()))["palette"])
    return pages


def add_to_page(app: Sphinx, pagename: str, templatename: str, context: dict, doctree: nodes.document | None) -> None:
    """The loader goes only where there is a chart."""
    if doctree is not None and any(doctree.findall(chart)):
        app.add_js_file("charts.js", loading_method="defer")


def write(app: Sphinx, exception: Exception | None) -> None:
    """Write the loader, Plotly, and for each chart the script with its figures and the CSV of its rows."""
    if exception or app.builder.format != "html":
        return
    static, charts, tables = (Path(app.outdir, name) for name in ("_static", "charts", "data"))
    for path in (static, charts, tables):
        path.mkdir(exist_ok=True)
    package = importlib.resources.files(__package__)
    shutil.copyfile(str(package / "static" / "charts.js"), static / "charts.js")
    plotly = importlib.resources.files("plotly") / "package_data" / "plotly.min.js"
    shutil.copyfile(str(plotly), static / "plotly.min.js")
    for name, record in records(app.env).items():
        figures = json.dumps({key: record[key] for key in ("name", "figures", "palette")}, separators=(",", ":"))
        # A script and not JSON: a page opened from a folder on disk may load scripts, but may fetch nothing.
        (charts / f"{name}.js").write_text(f"{TAKE}({figures});\n", encoding="utf-8")
        (charts / f"{name}.csv").write_text(record["csv"], encoding="utf-8", newline="\n")
    for path in Path(app.srcdir, app.config.charts_data).iterdir():
        shutil.copyfile(path, tables / path.name)


def written(book: Path) -> list[dict]:
    """The charts of a built book: name, figures and palette of each, in order of their names."""
    scripts = sorted(Path(book, "charts").glob("*.js"))
    return [
        json.loads(path.read_text(encoding="utf-8").strip().removeprefix(f"{TAKE}(").removesuffix(");"))
        for path in scripts
    ]
