"""The cases of a table: who stands where in each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from crosspurposes.sphinxext import rows
from crosspurposes.sphinxext.rows import RowsError

COLUMNS = ("case", "player", "x", "y", "basis", "status")
DEFAULT, STATUS_QUO = "default", "status_quo"

Point = tuple[float, float]


@dataclass(frozen=True)
class Case:
    """One placing of all players and the status quo, with the reason for what it moves."""

    name: str
    places: Mapping[str, Point]
    basis: str

    @property
    def label(self) -> str:
        """The name as a reader sees it."""
        return label(self.name)


@dataclass(frozen=True)
class Model:
    """The cases, the default first, and what is common to them.

    `players` leaves out the status quo; `basis` and `status` are those of the default case, by player. Both axes are
    drawn from `-reach` to `reach`, the largest coordinate of the table. `axes` are the titles of x and y.
    """

    cases: tuple[Case, ...]
    players: tuple[str, ...]
    basis: Mapping[str, str]
    status: Mapping[str, str]
    reach: float
    axes: tuple[str, str]


def label(name: str) -> str:
    """A name of the table in a reader's words: "status_quo" as "Status quo"."""
    words = name.replace("_", " ").replace("-", " ")
    return words[:1].upper() + words[1:]


def load(name: str, root: Path) -> Model:
    """The model of table `name` in the folder `root`.

    Raises
    ------
    RowsError
        If the table cannot be read, lacks a column, the default case or its status quo, puts a player twice into a
        case, or moves one whom the default case does not place.
    """
    frame, described = rows.load(name, root, columns=COLUMNS, needs="a winset needs")
    table = [*frame.astype(dict.fromkeys(("case", "player", "basis", "status"), "object")).itertuples()]
    groups: dict[str, dict[str, object]] = {}
    for row in table:
        placed = groups.setdefault(row.case, {})
        if row.player in placed:
            raise RowsError(
                "player", f"the case {row.case!r} places {row.player!r} twice: leave one row", row.Index + 2
            )
        placed[row.player] = row
    default = groups.get(DEFAULT, {})
    if STATUS_QUO not in default or len(default) < 2:
        raise RowsError(
            "case",
            f"{root.name}/{described.path}: the case {DEFAULT!r} must place the status quo, as the player "
            f"{STATUS_QUO!r}, and one player or more: add the rows",
        )
    for row in table:
        if row.player not in default:
            known = ", ".join(default)
            raise RowsError(
                "player",
                f"the case {row.case!r} moves {row.player!r}, whom the case {DEFAULT!r} does not place: it places {known}",
                row.Index + 2,
            )
    start = {player: (float(row.x), float(row.y)) for player, row in default.items()}
    cases = [
        Case(
            case,
            start | {player: (float(row.x), float(row.y)) for player, row in placed.items()},
            "" if case == DEFAULT else " ".join(_text(row.basis) for row in placed.values()),
        )
        for case, placed in sorted(groups.items(), key=lambda each: each[0] != DEFAULT)
    ]
    return Model(
        cases=tuple(cases),
        players=tuple(player for player in default if player != STATUS_QUO),
        basis={player: _text(row.basis) for player, row in default.items()},
        status={player: _text(row.status) for player, row in default.items()},
        reach=max(float(frame[["x", "y"]].abs().to_numpy().max()), 1e-6),
        axes=(described.fields["x"].title, described.fields["y"].title),
    )


def chosen(model: Model, names: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """The players `names`, all if none is given, in the order of the table; and the newcomer, the last named.

    Raises
    ------
    RowsError
        If one of them is not in the model, or named twice.
    """
    for name in names:
        if name not in model.players or names.count(name) > 1:
            fault = f"{name!r} twice" if name in model.players else f"{name!r}, whom the table does not place"
            raise RowsError("players", f"the option players names {fault}: name some of {' '.join(model.players)}")
    names = tuple(names) or model.players
    return tuple(player for player in model.players if player in names), names[-1]


def _text(value: object) -> str:
    return "" if pd.isna(value) else str(value)
