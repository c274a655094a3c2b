"""The log of corrections: a verdict that is no longer the one first printed has a row that says why."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from .article import ArticleError

VERDICT_FIELDS = ("id", "verdict")


class Correction(NamedTuple):
    """One changed verdict: the day (ISO), the note's id, both verdicts, the reason and who asked."""

    day: str
    note: str
    old: str
    new: str
    reason: str
    asked_by: str


def load_corrections(path: Path) -> list[Correction]:
    """The corrections in the order of the file; an absent file has none.

    Raises
    ------
    ArticleError
        If a row lacks a day, a note, a verdict or a reason; the message names the file and the line.
    """
    found = []
    for line, row in _rows(path):
        correction = Correction(*(row.get(name) or "" for name in Correction._fields))
        try:
            date.fromisoformat(correction.day)
        except ValueError:
            raise ArticleError(
                f"{path}:{line}: the day {correction.day!r} is no date: write it as 2026-11-25"
            ) from None
        if not all(correction[:5]):
            raise ArticleError(f"{path}:{line}: a correction needs day, note, old, new and reason: fill in the row")
        found.append(correction)
    return found


def load_verdicts(path: Path) -> dict[str, str]:
    """The verdict that each note was first printed with, by the note's id; an absent file has none."""
    return {row["id"]: row["verdict"] for _, row in _rows(path)}


def write_verdicts(path: Path, verdicts: Mapping[str, str]) -> None:
    """Add the notes that the record does not have yet; what was first printed is never written over."""
    kept = {**verdicts, **load_verdicts(path)}
    with path.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out, lineterminator="\n")
        rows.writerow(VERDICT_FIELDS)
        rows.writerows((id, kept[id]) for id in sorted(kept) if id in verdicts)


def faults(
    verdicts: Mapping[str, str], printed: Mapping[str, str], corrections: Iterable[Correction]
) -> Iterator[tuple[str, str]]:
    """Pairs of a note's id and what is wrong: a changed verdict without its row, or a row that leads elsewhere."""
    expected = dict(printed)
    for correction in corrections:
        if expected.get(correction.note, correction.old) != correction.old:
            yield correction.note, f"the log says it was {correction.old!r}, but it was {expected[correction.note]!r}"
        expected[correction.note] = correction.new
    for id, verdict in verdicts.items():
        if verdict != (was := expected.get(id, verdict)):
            yield (
                id,
                f"the verdict is {verdict!r} and was printed as {was!r}: add a row to the log of corrections "
                "with the day, both verdicts and the reason",
            )


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    if path.is_file():
        with path.open(encoding="utf-8", newline="") as lines:
            yield from enumerate(csv.DictReader(lines), start=2)
