"""The questions of a table, with all that is wrong with its rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from crosspurposes import brier
from crosspurposes.sphinxext import rows
from crosspurposes.sphinxext.rows import SLUG, Fault, RowsError

COLUMNS = (
    *("id", "question", "resolves_on", "status_quo", "outcome"),
    *("verdict", "evidence", "note", "confidence", "sources"),
)
REQUIRED = ("id", "question", "evidence", "sources")
ANSWERS = {"yes": True, "no": False, "": None}


@dataclass(frozen=True)
class Question:
    """One row (`line` of the file). An answer is True for yes and False for no.

    `outcome` is None where none can be told, `status_quo` where no answer means that nothing changes; empty text
    stands for what a row does not say.
    """

    line: int
    id: str
    question: str
    resolves_on: str
    status_quo: bool | None
    outcome: bool | None
    verdict: str
    evidence: str
    note: str
    confidence: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Forecasts:
    """The sound rows of a table, and the faults of the others.

    The questions `asked` are in the order of the days that settle them; `untestable` ones in that of the file.
    """

    asked: tuple[Question, ...]
    untestable: tuple[Question, ...]
    faults: tuple[Fault, ...]

    @property
    def no_change(self) -> float:
        """Brier score, over all questions, of who puts 1 on the status quo, and 0.5 where there is none."""
        bets = [0.5 if question.status_quo is None else float(question.status_quo) for question in self.asked]
        return brier.score(bets, [question.outcome for question in self.asked])


def load(name: str, root: Path) -> Forecasts:
    """The questions of table `name` in the folder `root`.

    Raises
    ------
    RowsError
        If the table cannot be read, lacks a column, or has no row that can be scored.
    """
    frame, described = rows.load(name, root, columns=COLUMNS, needs="forecasts need")
    first: dict[str, int] = {}
    found, faults = [], []
    for line, cells in rows.cells(frame, COLUMNS):
        wrong = [Fault(line, *fault) for fault in row_faults(cells)]
        if first.setdefault(cells["id"], line) != line:
            message = f"the id {cells['id']!r} is taken in row {first[cells['id']]}: give each row an id of its own"
            wrong.append(Fault(line, "id", message))
        faults += wrong
        if not wrong:
            found.append(question(line, cells))
    asked = sorted((each for each in found if each.outcome is not None), key=lambda each: each.resolves_on)
    if not asked and not faults:
        where = f"{root.name}/{described.path}"
        raise RowsError("empty", f"{where}: no row has an outcome, so nothing can be scored: give one yes or no")
    return Forecasts(tuple(asked), tuple(each for each in found if each.outcome is None), tuple(faults))


def question(line: int, cells: dict[str, str]) -> Question:
    """The row as a question."""
    answers = {name: ANSWERS[cells[name]] for name in ("status_quo", "outcome")}
    return Question(**cells | answers | {"line": line, "sources": rows.keys(cells["sources"])})


def row_faults(cells: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Subtype and message of everything that is wrong with a row by itself."""
    yield from rows.empty(cells, REQUIRED)
    if cells["id"] and not SLUG.fullmatch(cells["id"]):
        yield "id", f"the id {cells['id']!r} cannot be linked to: use lower-case letters, digits and hyphens"
    for name, empty in (("outcome", "cannot be settled"), ("status_quo", "has no status quo")):
        if cells[name] not in ANSWERS:
            yield (
                "answer",
                f"the {name} {cells[name]!r} is no answer: write yes or no, or nothing if the question {empty}",
            )
    if (cells["resolves_on"] or cells["outcome"]) and not is_day(cells["resolves_on"]):
        yield "date", f"resolves_on, {cells['resolves_on']!r}, is no day of the calendar: write one, such as 2021-04-30"


def is_day(iso: str) -> bool:
    """Whether the text is an ISO date of a day."""
    try:
        return date.fromisoformat(iso).isoformat() == iso
    except ValueError:
        return False
