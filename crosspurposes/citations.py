"""The sources that the chapters cite, found in their text."""

import difflib
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

CITE = re.compile(r"\{cite(?::\w+)?\}`([^`]+)`")


class Citation(NamedTuple):
    """One key of one citation, and where it stands."""

    path: Path
    line: int
    key: str


def citations(folder: Path) -> Iterator[Citation]:
    """Every key that a ``{cite}`` role names in the Markdown files below `folder`, file by file."""
    for path in sorted(folder.rglob("*.md")):
        for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            for found in CITE.finditer(text):
                for key in found[1].split(","):
                    yield Citation(path, number, key.strip())


def problems(folder: Path, known: Collection[str]) -> list[str]:
    """One line for every citation of a source that the bibliography does not have."""
    lines = []
    for path, number, key in citations(folder):
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            hint = f' (did you mean "{near[0]}"?)' if near else ""
            name = path.relative_to(folder.parent)
            lines.append(
                f'{name}, line {number}: no source "{key}"{hint}; correct the key or add it to data/references.bib'
            )
    return lines
