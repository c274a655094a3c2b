"""A table that an extension shows, read with its descriptor, and what can be wrong with it or with its rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from crosspurposes import data

if TYPE_CHECKING:
    import pandas as pd
    from sphinx.environment import BuildEnvironment

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class RowsError(ValueError):
    """A table cannot be shown; `subtype` says in which respect, `row` is the line of the file if it is one row."""

    def __init__(self, subtype: str, message: str, row: int | None = None) -> None:
        super().__init__(message)
        self.subtype = subtype
        self.row = row


@dataclass(frozen=True)
class Fault:
    """What is wrong with a row (the line of the file), and what to do."""

    row: int
    subtype: str
    message: str


def load(name: str, root: Path, *, columns: Sequence[str], needs: str) -> tuple[pd.DataFrame, data.Table]:
    """The table `name` in the folder `root`, and what its descriptor says of it.

    Raises
    ------
    RowsError
        If the table cannot be read, or lacks one of the columns; `needs` says who asks for them: "a timeline needs".
    """
    try:
        frame, described = data.load(name, root=root), data.describe(name, root=root)
    except data.TableError as error:
        raise RowsError("table", str(error)) from None
    if missing := [column for column in columns if column not in frame]:
        raise RowsError(
            "column",
            f"{root.name}/{described.path}: {needs} the column{'s' * (len(missing) > 1)} {', '.join(missing)}; "
            f"add to the file and to {root.name}/{data.DESCRIPTOR}",
        )
    return frame, described


def cells(frame: pd.DataFrame, columns: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Every row with its line of the file, its cells as text; the text of an empty cell is empty."""
    text = frame[[*columns]].astype("object").where(frame[[*columns]].notna(), "").map(str)
    yield from enumerate(text.to_dict("records"), 2)


def empty(row: dict[str, str], required: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Subtype and message of every cell that must not be empty and is."""
    for name in required:
        if not row[name]:
            yield "cell", f"the cell {name} is empty: fill it in"


def keys(sources: str) -> tuple[str, ...]:
    """The keys in a cell of sources, which semicolons part."""
    return tuple(key for part in sources.split(";") if (key := part.strip()))


def depend(env: BuildEnvironment, folder: str, name: str) -> None:
    """Have the page that is being read read again when the table, or what describes it, changes."""
    for path in (f"{name}.csv", data.DESCRIPTOR):
        env.note_dependency(f"{folder}/{path}")
