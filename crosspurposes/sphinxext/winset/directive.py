"""The author's syntax: a table of cases, who must agree at first, and the axes in words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from crosspurposes.sphinxext.parts import plain_table
from crosspurposes.sphinxext.rows import RowsError, depend

from . import words
from .nodes import winset_caption, winset_drawing, winset_model, winset_name, winset_table
from .table import STATUS_QUO, Model, chosen, label, load

logger = logging.getLogger(__name__)

HERE = "winset:line"  # where the page that is being read has its model


def warn(subtype: str, message: str, location: Any) -> None:
    """Give a warning of type ``winset`` at a node or at "file:row"."""
    logger.warning(message, type="winset", subtype=subtype, location=location)


def ends(text: str) -> tuple[str, str]:
    """The two ends of an axis, written "low | high"."""
    low, bar, high = map(str.strip, text.partition("|"))
    if not (low and bar and high) or "|" in high:
        raise ValueError(f'write the two ends of the axis with a bar between them, "less | more", not {text!r}')
    return low, high


class WinsetDirective(SphinxDirective):
    """The model of a table: drawn, read out, with a table of positions and one of all cases."""

    required_arguments = 1
    option_spec: ClassVar = {"players": directives.unchanged_required, "x": ends, "y": ends}

    def run(self) -> list[nodes.Node]:
        """The model, or a warning for what is wrong."""
        whole = winset_model(ids=["winset"])
        self.set_source_info(whole)
        folder, name = self.config.winset_data, self.arguments[0]
        depend(self.env, folder, name)
        if taken := self.env.temp_data.get(HERE):
            warn(
                "second",
                f"the page has a model already, in line {taken}: its address keeps one state; use another page",
                whole,
            )
            return []
        self.env.temp_data[HERE] = self.lineno
        try:
            model = load(name, Path(self.env.srcdir, folder))
            players, newcomer = chosen(model, self.options.get("players", "").split())
        except RowsError as error:
            place = f"{folder}/{name}.csv:{error.row}" if error.row else whole
            for line in str(error).splitlines():
                warn(error.subtype, line, place)
            return []
        axes = self.options.get("x", ()), self.options.get("y", ())
        said = words.read_out(model.cases[0].places, players, newcomer)
        drawing = winset_drawing("", f"{described(model, players, axes)} {said}", read_out=said, ends=axes)
        drawing.attributes |= {"model": model, "players": players, "newcomer": newcomer}
        statuses = ", ".join(dict.fromkeys(model.status.values()))
        caption = winset_caption(
            "",
            f"Status of every position: {statuses}. Grey is what all who must agree accept; a thick arc belongs to the "
            "player whose circle limits it. The area has no unit, and counts beyond the edge of the drawing too.",
        )
        whole += [drawing, caption, positions(model), cases(model, players, newcomer)]
        return [whole]


def positions(model: Model) -> winset_table:
    """Who stands where in the default case, and why."""
    places = model.cases[0].places
    rows = [
        (label(who), *map(words.coordinate, places[who]), model.basis[who], model.status[who])
        for who in (*model.players, STATUS_QUO)
    ]
    return named("Positions in numbers", "positions", ("Who", *model.axes, "Why", "Status"), rows, folded=True)


def cases(model: Model, players: Sequence[str], newcomer: str) -> winset_table:
    """What comes of every case."""
    others = [player for player in players if player != newcomer]
    default = words.area(model.cases[0].places, players)
    head = ("Case", f"{label(newcomer)} at", "Area", f"Share of the room without {label(newcomer)}")
    rows = []
    for case in model.cases:
        room = words.area(case.places, players)
        at = ", ".join(map(words.coordinate, case.places[newcomer]))
        share = words.part(room, words.area(case.places, others)) if others else "nobody else"
        compared = words.times(room, default), words.outcome(case.places, players)
        rows.append((case.label, at, f"{room:.4f}", share, *compared))
    name = f"All cases, when {words.joined(players)} must agree"
    return named(name, "cases", (*head, "Share of the default's", "Outcome"), rows)


def described(model: Model, players: Sequence[str], axes: tuple[Sequence[str], Sequence[str]]) -> str:
    """What the drawing shows, for whoever does not see it."""
    places = model.cases[0].places
    across, up = (
        f"{title}, from {ends[0]} to {ends[1]}" if ends else title for title, ends in zip(model.axes, axes, strict=True)
    )
    where = "; ".join(
        f"{label(who)} at {words.coordinate(places[who][0])}, {words.coordinate(places[who][1])}"
        for who in (*players, STATUS_QUO)
    )
    statuses = ", ".join(dict.fromkeys(model.status.values()))
    return (
        f"A plane. Across: {across}. Up: {up}. Positions ({statuses}): {where}. Around each player runs the circle through "
        "the status quo; grey is what lies in all circles."
    )


def named(
    name: str, kind: str, head: tuple[str, ...], rows: Sequence[tuple[str, ...]], *, folded: bool = False
) -> winset_table:
    """A table under its name, whose first column heads its rows."""
    return winset_table("", winset_name("", name), plain_table(head, rows), name=name, kind=kind, folded=folded)
