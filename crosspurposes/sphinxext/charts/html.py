"""What a chart looks like in a page: title, pictures, table, words, credit, citation."""

import json
from html import escape

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

from crosspurposes.charts import picture
from crosspurposes.sphinxext.charts import assets
from crosspurposes.sphinxext.charts.nodes import chart


def visit(self: HTML5Translator, node: chart) -> None:
    """Print the figure whole; it has no children."""
    app, record = self.builder.app, node["record"]
    name, docname = record["name"], self.builder.current_docname
    up = self.builder.get_relative_uri(docname, "")
    base = up if up.endswith("/") or not up else up.rsplit("/", 1)[0] + "/"
    drawn = assets.fresh(app, record)
    parts = [
        f'<figure class="chart" id="chart-{name}" data-chart="{name}" data-base="{escape(base)}"'
        f'{"" if drawn else " data-live"} aria-labelledby="chart-{name}-title">',
        f'<p class="chart-title" id="chart-{name}-title">{escape(record["title"])}</p>',
        f'<p class="chart-subtitle">{escape(record["subtitle"])}</p>',
        _switches(record),
        _picture(app, record) if drawn else _reserved(record),
        "<figcaption>",
        f'<p class="chart-note">{escape(record["note"])}</p>' if record["note"] else "",
        f'<p class="chart-credit">Sources: {escape(record["credit"])}</p>',
        '<div class="chart-more">',
        f"<details><summary>In words</summary><p>{escape(record['alt'])}</p></details>",
        f"<details{'' if drawn else ' open'}><summary>Table</summary>{_table(record)}</details>",
        _cite(app, docname, record),
        f'<a href="{escape(base)}charts/{name}.csv" download>CSV<span class="visually-hidden"> of this chart</span></a>',
        *(f'<a href="{escape(base)}data/{table}.csv" download>{table}.csv</a>' for table in record["data"]),
        "</div></figcaption></figure>",
    ]
    self.body.append("\n".join(part for part in parts if part) + "\n")


def depart(self, node: chart) -> None:
    """Nothing is left to close."""


def visit_words(self, node: chart) -> None:
    """Print title and words where there is no picture."""
    record = node["record"]
    words = nodes.paragraph("", "", nodes.strong(text=f"{record['title']}. "), nodes.Text(record["alt"]))
    words.document = node.document
    words.walkabout(self)
    raise nodes.SkipNode


def _picture(app, record: dict) -> str:
    frames = []
    for frame, path in zip(record["figures"], picture.paths(assets.folder(app, record), record), strict=True):
        svg = path.read_text(encoding="utf-8").split("-->", 1)[1].strip()
        label = f' class="chart-{frame}" role="img" aria-label="{escape(record["alt"])}"'
        frames.append(svg.replace("<svg", "<svg" + label, 1))
    return f'<div class="chart-picture" {_group(record)}>{"".join(frames)}</div>'


def _reserved(record: dict) -> str:
    layout = record["figures"]["wide"]["layout"]
    return (
        f'<div class="chart-picture" {_group(record)} style="aspect-ratio:{layout["width"]}/{layout["height"]}"></div>'
    )


def _group(record: dict) -> str:
    # Focus is a reach too: a keyboard's way to the live chart.
    return f'tabindex="0" role="group" aria-label="Chart: {escape(record["title"])}"'


def _switches(record: dict) -> str:
    if not record["switches"]:
        return ""
    boxes = "".join(
        f'<label><input type="checkbox" class="{" ".join(f"switch-{n}" for n in switch["traces"])}" '
        f'data-traces="{json.dumps(switch["traces"])}"{" checked" if switch["on"] else ""}> '
        f"{escape(switch['label'])}</label>"
        for switch in record["switches"]
    )
    return f'<fieldset class="chart-switches"><legend>Show</legend>{boxes}</fieldset>'


def _table(record: dict) -> str:
    head = "".join(
        f'<th scope="col"{_right(numeric)}>{escape(title)}</th>'
        for title, numeric in zip(record["head"], record["numeric"], strict=True)
    )
    rows = "".join(
        "<tr>"
        + "".join(
            f'<th scope="row"{_right(numeric)}>{escape(cell)}</th>' if column == 0
            else f"<td{_right(numeric)}>{escape(cell)}</td>"
            for column, (cell, numeric) in enumerate(zip(row, record["numeric"], strict=True))
        )
        + "</tr>"
        for row in record["rows"]
    )  # fmt: skip
    caption = f'<caption class="visually-hidden">{escape(record["title"])}: {escape(record["subtitle"])}</caption>'
    return (
        f'<div class="chart-table" tabindex="0" role="region" aria-label="Table: {escape(record["title"])}">'
        f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _right(numeric: bool) -> str:
    return ' class="number"' if numeric else ""


def _cite(app, docname: str, record: dict) -> str:
    page = app.builder.get_target_uri(docname)
    address = f"{app.config.charts_address.rstrip('/')}/{page}#chart-{record['name']}".lstrip("/")
    text = (
        f"{escape(app.config.project)}, “{escape(record['title'])}” "
        f"(chart {record['name']}, edition {escape(app.config.release)}), {escape(address)}. "
        f"Sources: {escape(record['credit'])}."
    )
    return f"<details><summary>Cite this chart</summary><p>{text}</p></details>"
