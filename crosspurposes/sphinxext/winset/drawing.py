"""The model drawn as SVG: circles, the winset, the marks and the axes in words.

The script moves these same elements by changing their attributes; sizes that depend on the width of the page are the
style sheet's.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

from crosspurposes import winset

from .table import STATUS_QUO, Model, Point, label

SIDE, LEFT, TOP = 320, 34, 4  # the square, in units of the drawing, and its corner
WIDTH, HEIGHT = LEFT + SIDE + 4, TOP + SIDE + 34
MARGIN = 1.18  # how much further than the reach the square goes


def place(point: Point, reach: float) -> tuple[float, float]:
    """A point of the plane in the drawing, where y points down."""
    scale = SIDE / (2 * MARGIN * reach)
    return LEFT + SIDE / 2 + scale * point[0], TOP + SIDE / 2 - scale * point[1]


def svg(model: Model, players: Sequence[str], ends: tuple[Sequence[str], Sequence[str]], words: str) -> str:
    """The default case with the winset of `players`; `ends` are the words at the ends of the axes."""
    places, scale = model.cases[0].places, SIDE / (2 * MARGIN * model.reach)
    status_quo = places[STATUS_QUO]
    vertices, arcs = winset.winset_boundary([places[player] for player in players], status_quo)
    bound = dict.fromkeys(model.players, "")
    whole = ""
    for vertex, arc in zip(vertices.tolist(), arcs, strict=True) if arcs else ():
        start, curves = place(tuple(vertex), model.reach), curve(arc, model.reach)
        bound[players[arc.player]] += f"M{spot(start)}{curves}"
        whole += f"{'' if whole else f'M{spot(start)}'}{curves}"
    inner = [f'<path class="winset-room" fill-opacity="0.3" d="{whole + "Z" if whole else ""}"/>']
    for player in model.players:
        x, y = place(places[player], model.reach)
        off = "" if player in players else " is-off"
        inner.append(
            f'<circle class="winset-circle {style(model, player)}{off}" data-player="{player}" '
            f'fill="none" stroke="currentColor" cx="{x:.2f}" cy="{y:.2f}" r="{scale * math.dist(places[player], status_quo):.2f}"/>'
        )
    inner += [
        f'<path class="winset-arc {style(model, player)}" data-player="{player}" '
        f'fill="none" stroke="currentColor" stroke-width="2.5" d="{bound[player]}"/>'
        for player in model.players
    ]
    marks = [mark(model, player, off=player not in (*players, STATUS_QUO)) for player in (STATUS_QUO, *model.players)]
    return "\n".join(
        [
            f'<svg class="winset-drawing" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(words)}">',
            f'<rect class="winset-square" fill="none" stroke="currentColor" x="{LEFT}" y="{TOP}" width="{SIDE}" height="{SIDE}"/>',
            # The inner drawing cuts off what goes beyond the square, without an id that could be taken twice.
            f'<svg x="{LEFT}" y="{TOP}" width="{SIDE}" height="{SIDE}" viewBox="{LEFT} {TOP} {SIDE} {SIDE}">',
            *inner,
            "</svg>",
            *axes(model, ends),
            *marks,
            "</svg>",
        ]
    )


def mark(model: Model, player: str, *, off: bool) -> str:
    """The mark of a player, or of the status quo, with its name beside it."""
    x, y = place(model.cases[0].places[player], model.reach)
    shape = (
        '<path class="winset-dot" d="M0-8 8 0 0 8-8 0Z"/>'
        if player == STATUS_QUO
        else '<circle class="winset-dot" r="5"/>'
    )
    return (
        f'<g class="winset-mark {style(model, player)}{" is-off" if off else ""}" data-player="{player}" '
        f'transform="translate({x:.2f} {y:.2f})"><circle class="winset-hit" r="15" fill="none" pointer-events="all"/>'
        f'<circle class="winset-focus" r="10" fill="none"/>{shape}'
        f"<text {beside(player, model.cases[0].places[player], model.reach)}>{escape(label(player))}</text></g>"
    )


def beside(player: str, point: Point, reach: float) -> str:
    """Where a name stands: off the lines that begin in the status quo, and on the side on which there is space."""
    left = point[0] > (-0.7 if player == STATUS_QUO else 0.45) * reach
    anchor = "end" if left else "start"
    return f'x="{-12 if left else 12}" y="{15 if player == STATUS_QUO else -6}" text-anchor="{anchor}"'


def axes(model: Model, ends: tuple[Sequence[str], Sequence[str]]) -> list[str]:
    """The titles of the axes, and their ends in words."""
    right, bottom, middle = LEFT + SIDE, TOP + SIDE, (LEFT + SIDE / 2, TOP + SIDE / 2)
    written = [
        f'<text class="winset-axis" x="{middle[0]:g}" y="{bottom + 29}" text-anchor="middle">{escape(model.axes[0])}</text>',
        f'<text class="winset-axis" transform="translate({LEFT - 21} {middle[1]:g}) rotate(-90)" text-anchor="middle">'
        f"{escape(model.axes[1])}</text>",
    ]
    if ends[0]:
        low, high = map(escape, ends[0])
        written += [
            f'<text class="winset-end" x="{LEFT}" y="{bottom + 14}">← {low}</text>',
            f'<text class="winset-end" x="{right}" y="{bottom + 14}" text-anchor="end">{high} →</text>',
        ]
    if ends[1]:
        low, high = map(escape, ends[1])
        written += [
            f'<text class="winset-end" transform="translate({LEFT - 6} {bottom}) rotate(-90)">← {low}</text>',
            f'<text class="winset-end" transform="translate({LEFT - 6} {TOP}) rotate(-90)" text-anchor="end">{high} →</text>',
        ]
    return written


def style(model: Model, player: str) -> str:
    """The classes of whatever belongs to a player: its colour by name, its line by its place in the table."""
    return f"actor-{player} line-{model.players.index(player)}" if player in model.players else f"actor-{player}"


def curve(arc: winset.Arc, reach: float) -> str:
    """An arc as two elliptical arcs of SVG, since one cannot go all the way round."""
    radius = arc.radius * SIDE / (2 * MARGIN * reach)
    path = ""
    for angle in ((arc.start + arc.end) / 2, arc.end):
        x, y = (
            arc.centre[0] + arc.radius * math.cos(angle),
            arc.centre[1] + arc.radius * math.sin(angle),
        )
        path += f"A{radius:.2f} {radius:.2f} 0 0 0 {spot(place((x, y), reach))}"
    return path


def spot(point: Point) -> str:
    """A point of the drawing in a path."""
    return f"{point[0]:.2f} {point[1]:.2f}"
