"""What a state of the model is called. The script in static/ writes the same sentences; a test holds them together."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from crosspurposes import winset

from .table import STATUS_QUO, Point, label


def area(places: Mapping[str, Point], players: Sequence[str]) -> float:
    """The area of the winset of these players; infinite if there are none."""
    if not players:
        return math.inf
    return winset.winset_area([places[player] for player in players], places[STATUS_QUO])


def absorbed(places: Mapping[str, Point], players: Sequence[str]) -> list[str]:
    """Those of the players whom leaving out, one at a time, would change nothing."""
    ideals = {player: places[player] for player in players}
    return [
        player
        for player in players
        if (others := [ideals[other] for other in players if other != player])
        and winset.is_absorbed(ideals[player], others, places[STATUS_QUO])
    ]


def read_out(places: Mapping[str, Point], players: Sequence[str], newcomer: str) -> str:
    """Who must agree, how much room that leaves, what the newcomer does to it, and who is absorbed."""
    if not players:
        return "Nobody's consent is needed: every change is possible."
    who = f"{joined(players)} must agree" if len(players) > 1 else f"{label(players[0])} alone decides"
    room, others = area(places, players), [player for player in players if player != newcomer]
    compared = newcomer in players and others
    without = area(places, others) if compared else math.inf
    if deadlocked(places, players):
        told = ""
        if compared and deadlocked(places, others):
            told = f" So it is without {label(newcomer)}."
        elif compared:
            told = f" Without {label(newcomer)} there would be room: area {amount(without)}."
        return f"{who}: deadlock, no change suits them all.{told}"
    share = f", {part(room, without)} of the room without {label(newcomer)}" if compared else ""
    return " ".join(
        [f"{who}: area {amount(room)}{share}; no deadlock.", *absorption(absorbed(places, players))],
    )


def absorption(idle: Sequence[str]) -> list[str]:
    """A sentence on who is absorbed, if anyone is."""
    if not idle:
        return []
    if len(idle) == 1:
        return [f"{label(idle[0])} is absorbed: leaving it out would change nothing."]
    return [f"{joined(idle)} are absorbed: leaving out any one of them would change nothing."]


def outcome(places: Mapping[str, Point], players: Sequence[str]) -> str:
    """A state in a cell of a table."""
    if deadlocked(places, players):
        return "deadlock"
    idle = absorbed(places, players)
    return f"no deadlock; {joined(idle)} absorbed" if idle else "no deadlock; all bind"


def deadlocked(places: Mapping[str, Point], players: Sequence[str]) -> bool:
    """Whether the players agree on no change."""
    return winset.is_deadlocked([places[player] for player in players], places[STATUS_QUO])


def amount(room: float) -> str:
    """An area as printed: two decimals, or two digits of a small one."""
    if 0 < room < 0.001:
        return "less than 0.001"
    return f"{room:.2f}" if room >= 0.1 or room == 0 else f"{room:.2g}"


def part(room: float, whole: float) -> str:
    """A share in whole per cent; what is not quite none or all is not called so."""
    if not whole:
        return "no part"
    share = 100 * room / whole
    if 0 < share < 1:
        return "less than 1%"
    if share >= 99.5:
        return "all" if share > 100 - 1e-9 else "more than 99%"
    return f"{math.floor(share + 0.5)}%"


def times(room: float, whole: float) -> str:
    """A ratio in whole per cent, which may be more than 100."""
    if not whole:
        return "no base"
    ratio = 100 * room / whole
    return "less than 1%" if 0 < ratio < 1 else f"{ratio:.0f}%"


def joined(players: Iterable[str]) -> str:
    """The players' labels: "Seoul, Washington and Tokyo"."""
    *others, last = map(label, players)
    return f"{', '.join(others)} and {last}" if others else last


def coordinate(value: float) -> str:
    """A coordinate as printed, with a true minus sign."""
    return f"{value:.2f}".replace("-", "−") if round(value, 2) else "0.00"
