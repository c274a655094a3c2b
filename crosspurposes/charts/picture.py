"""A chart's picture: drawn once by a browser, stamped with what it shows, small enough to stand in the page."""

import asyncio
import hashlib
import importlib.resources
import json
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from lxml import etree

from crosspurposes import browser

SVG = "http://www.w3.org/2000/svg"
#: Raised when the way a picture is drawn or cleaned changes, so that all of them are drawn anew.
VERSION = 1
_STAMP = re.compile(r"<!-- figure sha256:([0-9a-f]{64}) -->")
_KEPT = {
    "d",
    "x",
    "y",
    "x1",
    "x2",
    "y1",
    "y2",
    "cx",
    "cy",
    "r",
    "width",
    "height",
    "transform",
    "points",
    "text-anchor",
    "dx",
    "dy",
}
_STYLES = {
    "fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "fill-opacity", "stroke-opacity",
    "font-size", "font-weight", "font-style",
}  # fmt: skip
_DEFAULTS = {
    ("opacity", "1"), ("fill-opacity", "1"), ("stroke-opacity", "1"), ("stroke-width", "0px"), ("stroke", "none"),
    ("font-weight", "normal"), ("font-style", "normal"), ("font-size", "13px"), ("stroke-dasharray", "none"),
}  # fmt: skip


def stamp(figure: Mapping) -> str:
    """The SHA-256 of a figure, in hexadecimal: what its picture is stamped with."""
    text = json.dumps({"version": VERSION, "figure": figure}, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def stamped(path: Path) -> str | None:
    """The stamp of a kept picture, or None where there is no picture."""
    found = _STAMP.search(path.read_text(encoding="utf-8")) if path.is_file() else None
    return found and found[1]


def paths(folder: Path, record: Mapping) -> dict[Path, Mapping]:
    """Path of each kept picture of a chart -> the figure that it should show."""
    return {folder / f"{record['name']}.{frame}.svg": figure for frame, figure in record["figures"].items()}


def stale(folder: Path, record: Mapping) -> list[Path]:
    """The pictures of a chart that are missing, or show an earlier state of it."""
    return [path for path, figure in paths(folder, record).items() if stamped(path) != stamp(figure)]


def problems(folder: Path, records: Iterable[Mapping]) -> list[str]:
    """What keeps the folder from being just the pictures of these charts, one line each."""
    records = list(records)
    lines = [
        f"{path.name}: {'stale' if path.is_file() else 'missing'}; run make pictures and commit it"
        for record in records
        for path in stale(folder, record)
    ]
    known = {path for record in records for path in paths(folder, record)}
    orphans = set(folder.glob("*.*.svg")) - known
    return lines + [
        f"{path.name}: no chart has this name; run make pictures, which removes it" for path in sorted(orphans)
    ]


def renew(folder: Path, records: Iterable[Mapping]) -> list[Path]:
    """Draw what is missing or stale, remove what no chart shows any more, and return the paths touched."""
    records = list(records)
    wanted = {path: figure for record in records for path, figure in paths(folder, record).items()}
    work = {path: wanted[path] for record in records for path in stale(folder, record)}
    orphans = set(folder.glob("*.*.svg")) - wanted.keys()
    if work:
        draw(work, records[0]["palette"])
    for path in orphans:
        path.unlink()
    return sorted([*work, *orphans])


def draw(figures: Mapping[Path, Mapping], palette: Mapping[str, str]) -> None:
    """Draw each figure into its path, with one start of the browser for all of them.

    Parameters
    ----------
    figures
        Path of a picture -> its figure as plain JSON values, with width and height in the layout.
    palette
        Colour as drawn (``"#0072b2"``) -> name of the CSS variable that takes its place.

    Raises
    ------
    FileNotFoundError
        If no Chromium is found.
    """
    if found := browser.find():
        os.environ["BROWSER_PATH"] = str(found)
    else:
        raise FileNotFoundError(browser.MISSING)
    for path, raw in zip(figures, asyncio.run(_drawn(list(figures.values()))), strict=True):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"<!-- figure sha256:{stamp(figures[path])} -->\n{clean(raw, palette)}\n", encoding="utf-8")


async def _drawn(figures: list[Mapping]) -> list[bytes]:
    import kaleido  # slow to import, and most builds draw nothing

    script = importlib.resources.files("plotly") / "package_data" / "plotly.min.js"
    async with kaleido.Kaleido(n=1, plotlyjs=str(script), mathjax=False) as page:
        return [
            await page.calc_fig(
                dict(figure),
                opts={"format": "svg", "width": figure["layout"]["width"], "height": figure["layout"]["height"]},
            )
            for figure in figures
        ]


def clean(raw: bytes, palette: Mapping[str, str]) -> str:
    """A drawn SVG without what a page does not need, and with the palette's CSS variables for its colours.

    Clip paths, classes, styles at their default and empty groups go; each series keeps a class
    ``trace-0``, ``trace-1`` … by which it can be switched off; numbers keep two decimals.
    """
    root = etree.fromstring(raw)
    root.attrib.pop("width", None)
    root.attrib.pop("height", None)
    colours = {_rgb(colour): f"var(--{name})" for colour, name in palette.items()}
    for number, series in enumerate(root.xpath("//*[contains(concat(' ', @class, ' '), ' trace ')]")):
        series.set("data-keep", f"trace-{number}")
    for element in root.iter():
        _tidy(element, colours)
    for element in reversed(list(root.iter())):
        if element is not root and _is_empty(element):
            element.getparent().remove(element)
    for element in list(root.iter(f"{{{SVG}}}g")):
        if not element.attrib and element.getparent() is not None:
            _unwrap(element)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="unicode")


def _rgb(colour: str) -> str:
    return "rgb({}, {}, {})".format(*(int(colour[i : i + 2], 16) for i in (1, 3, 5)))


def _tidy(element: etree._Element, colours: Mapping[str, str]) -> None:
    style = dict(re.findall(r"([\w-]+):\s*([^;]+)", element.get("style", "")))
    kept = {name: _short(value) for name, value in element.attrib.items() if name in _KEPT}
    for name, value in style.items():
        if name in _STYLES and (name, value) not in _DEFAULTS:
            # A presentation attribute takes no var(): a colour of the palette stays a style.
            if value in colours:
                kept["style"] = kept.get("style", "") + f"{name}:{colours[value]};"
            else:
                kept[name] = value
    if class_ := element.get("data-keep"):
        kept["class"] = class_
    if element.tag == f"{{{SVG}}}svg":
        kept = {"viewBox": element.get("viewBox")} if element.get("viewBox") else {}
    element.attrib.clear()
    element.attrib.update(kept)


def _short(value: str) -> str:
    return re.sub(r"-?\d+\.\d{3,}", lambda found: f"{float(found[0]):.2f}".rstrip("0").rstrip("."), value)


def _is_empty(element: etree._Element) -> bool:
    tag = etree.QName(element).localname
    if tag in {"defs", "clipPath"}:
        return True
    if tag == "path":
        invisible = element.get("fill") == "none" and not ({"stroke", "style"} & set(element.attrib))
        return not element.get("d") or element.get("d") == "M0,0" or invisible
    if tag == "rect":
        # Plotly's background and drag layer: nothing is seen of them.
        return element.get("fill-opacity") == "0" or element.get("fill") in {"none", "transparent"}
    return len(element) == 0 and not (element.text or "").strip() and tag in {"g", "text", "tspan", "svg"}


def _unwrap(element: etree._Element) -> None:
    parent, place = element.getparent(), element.getparent().index(element)
    for child in reversed(list(element)):
        parent.insert(place, child)
    parent.remove(element)
