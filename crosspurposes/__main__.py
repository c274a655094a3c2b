"""The book's commands: ``python -m crosspurposes <command>``."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from crosspurposes import browser, citations, data
from crosspurposes.sphinxext.annotations.article import (
    ArticleError,
    Quotation,
    load_article,
    write_anchors,
    write_quotation,
)
from crosspurposes.sphinxext.annotations.check import anchors, examine
from crosspurposes.sphinxext.annotations.corrections import write_verdicts


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; its exit status: 0 all well, 1 something is wrong with the book, 2 a file cannot be read."""
    options = parser().parse_args(arguments)
    try:
        return options.run(options)
    except OSError as fault:
        print(f"{fault.filename}: {fault.strerror}", file=sys.stderr)
    except (ArticleError, ValueError) as fault:
        print(fault, file=sys.stderr)
    return 2


def parser() -> argparse.ArgumentParser:
    """The parser of the command line."""
    top = argparse.ArgumentParser(prog="python -m crosspurposes", description=__doc__)
    commands = top.add_subparsers(required=True, metavar="command")
    check = commands.add_parser("check-article", help="every lemma against your own copy of the article")
    check.add_argument("article", type=Path, help="text file with the article, one paragraph to a line")
    check.add_argument("--book", type=Path, default=Path("_build/html"), help="the built book (default: %(default)s)")
    check.add_argument("--fingerprints", type=Path, default=Path("data/article.json"), help="default: %(default)s")
    check.add_argument("--anchors", type=Path, default=Path("data/anchors.csv"), help="default: %(default)s")
    check.add_argument("--quotation", type=Path, default=Path("data/quotation.json"), help="default: %(default)s")
    check.add_argument("--verdicts", type=Path, default=Path("data/verdicts.csv"), help="default: %(default)s")
    check.add_argument("--text", nargs="*", default=["chapters/**/*.md"], help="texts to search (default: %(default)s)")
    check.add_argument("--record", action="store_true", help="if all is well, record the day beside every anchor")
    check.set_defaults(run=check_article)
    tables = commands.add_parser("check-data", help="the tables, their description and the list of sources")
    tables.add_argument("--root", type=Path, default=Path(), help="folder that holds data and chapters (default: this)")
    tables.set_defaults(run=check_data)
    find = commands.add_parser("browser", help="find a browser, or install one")
    find.set_defaults(run=find_browser)
    draw = commands.add_parser("pictures", help="draw the charts whose kept pictures are missing or stale")
    draw.add_argument("book", type=Path, help="the built book")
    draw.add_argument("--folder", type=Path, default=Path("pictures"), help="default: %(default)s")
    draw.set_defaults(run=draw_pictures)
    return top


def check_data(options: argparse.Namespace) -> int:
    """Print what is wrong with tables, descriptor, sources and citations, one line each."""
    chapters = options.root / "chapters"
    cited = {citation.key for citation in citations.citations(chapters)}
    found = data.problems(options.root / "data", cited=cited)
    found += citations.problems(chapters, data.references(root=options.root / "data"))
    print("\n".join(found) or "The tables and their sources are in order.")
    return 1 if found else 0


def find_browser(options: argparse.Namespace) -> int:
    """Print where the browser is; if none can be had, say in one line what to install."""
    try:
        print(f"browser: {browser.install()}")
    except FileNotFoundError as missing:
        print(missing, file=sys.stderr)
        return 1
    return 0


def draw_pictures(options: argparse.Namespace) -> int:
    """Renew the kept pictures of the charts of a built book, that of a page in the README, and the book's card."""
    from crosspurposes.charts import picture  # only this command draws
    from crosspurposes.sphinxext.charts.assets import written

    touched = picture.renew(options.folder, written(options.book))
    print(
        "\n".join(f"{'drawn' if path.is_file() else 'removed'}: {path}" for path in touched)
        or "Every picture is fresh."
    )
    browser.photograph(options.book / "chapters/article/the-bill.html", options.folder / "page.png")
    browser.photograph(options.folder / "card.svg", options.folder / "card.png", width=1200, height=630)
    return 0


def check_article(options: argparse.Namespace) -> int:
    """Print the report on a copy of the article, and record the anchors if asked to."""
    claims = options.book / "claims.json"
    if not claims.exists():
        raise FileNotFoundError(2, "no such file; build the book first", str(claims))
    try:
        notes = json.loads(read(claims))
    except json.JSONDecodeError:
        raise ValueError(f"{claims}: not JSON; build the book again") from None
    paths = sorted({path for pattern in options.text for path in matching(pattern)})
    texts = {str(path): read(path) for path in paths}
    report = examine(notes, load_article(options.fingerprints), read(options.article), texts)
    print(report)
    if report.failures:
        return 1
    if options.record:
        write_anchors(options.anchors, anchors(report, notes, date.today().isoformat()))
        day = date.today().isoformat()
        write_quotation(
            options.quotation, Quotation(report.notes, round(100 * report.share, 1), report.longest_quoted, day)
        )
        write_verdicts(options.verdicts, {note["id"]: note["verdict"] for note in notes if note.get("verdict")})
        print(f"Recorded in {options.anchors}, {options.verdicts} and {options.quotation}.")
    return 0


def read(path: Path) -> str:
    """The text of a file in UTF-8, with or without a byte order mark."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(f"{path}: not a text in UTF-8; save it as one") from None


def matching(pattern: str) -> list[Path]:
    """The files that match a pattern, which may be absolute."""
    path = Path(pattern)
    root = Path(path.anchor)
    return [found for found in root.glob(str(path.relative_to(root))) if found.is_file()]


if __name__ == "__main__":
    sys.exit(main())
