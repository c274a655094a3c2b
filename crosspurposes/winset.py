"""What a set of veto players can agree on: the winset of a status quo in the plane.

A veto player is one whose consent a change needs. Each has an ideal point and likes a policy the better the nearer it
lies (Euclidean preferences), so it accepts whatever lies in the disc around its ideal point whose circle passes through
the status quo. The winset is what all of them accept: the intersection of the discs (`tsebelis-2002` in
data/references.bib, chapter 1). Its area is taken as the room for change, and has no unit of its own: compare shares of
it under one status quo only.

Nothing here is simulated, for all circles meet in one point, the status quo. Seen from it, the disc of a player reaches
2a·u in a direction u, where a is the vector from the status quo to the ideal point. A player therefore binds where its
a·u is positive and the least of all, which is one arc of its circle; two neighbouring arcs meet in the mirror image of
the status quo in the line through their players' ideal points.

Positions are known to the rounding of floats, 15 digits of the largest coordinate. A case that this rounding alone
could decide, such as a status quo on the segment between two ideal points, counts as lying on the line.
"""

import math
from dataclasses import dataclass
from operator import index

import numpy as np
from numpy.typing import ArrayLike

ROUNDING = 2.0**-49  # what rounding may add to a difference of coordinates, relative to the largest of all
LARGEST = 1e150  # squares of larger coordinates overflow
DIMENSIONS = {"(2,)": 1, "(N, 2)": 2, "(M, N, 2)": 3}
CHUNK = 100_000  # pairs of players looked at together: a few tens of megabytes


@dataclass(frozen=True)
class Arc:
    """The part of a player's circle that bounds a winset, run through counter-clockwise.

    `centre` is the ideal point (x, y) and `player` its row in `ideals`; `start` and `end` are angles at the centre in
    radians, with -π ≤ start ≤ π and start < end ≤ start + 2π.
    """

    centre: tuple[float, float]
    player: int
    radius: float
    start: float
    end: float


def winset_area(ideals: ArrayLike, status_quo: ArrayLike) -> float:
    """Area of the winset under unanimity, in squared units of the coordinates; 0 under deadlock.

    Parameters
    ----------
    ideals
        Ideal points of the players who must agree, shape (N, 2) with N ≥ 1; doubles are allowed.
    status_quo
        The policy in force, shape (2,).

    Raises
    ------
    ValueError
        If a shape is wrong, a coordinate is not a finite number below 1e150 in size, or there is no player: where
        nobody's consent is needed everything is acceptable, and the area is infinite.

    Notes
    -----
    The relative error is about 1e-15; between players that miss a half-turn by a small angle, 1e-15 over that angle,
    because their coordinates are rounded. An area below 1e-308 is 0 as a float. `winset_areas` has the formula.
    """
    return float(winset_areas(_points(ideals, "ideals", "(N, 2)")[np.newaxis], status_quo)[0])


def winset_areas(ideals: ArrayLike, status_quo: ArrayLike) -> np.ndarray:
    """Areas of M winsets, shape (M,), each of N players with `ideals` of shape (M, N, 2), under one status quo.

    Errors as for `winset_area`.

    Notes
    -----
    The area is 2 ∫ max(0, minᵢ aᵢ·u)² dφ over all directions u(φ). Player i binds in an interval of directions of width
    s, and its share of the integral is a triangle with a corner in the status quo and a segment of its circle,

        2 d d' sin s + r² (s - sin s cos s),

    with r the radius and d, d' the distances of the status quo from the lines to the neighbours in the chain of arcs
    (0 where the arc ends in the status quo). No term is negative, so nothing cancels. Two players at distance 1 that
    stand δ apart leave π - δ - sin δ.
    """
    ideals, status_quo = _points(ideals, "ideals", "(M, N, 2)"), _points(status_quo, "status_quo", "(2,)")
    areas = np.zeros(len(ideals))
    open_to_change = np.flatnonzero(~_deadlocked(ideals, status_quo))
    pairs = open_to_change.size * ideals.shape[1] ** 2
    for rows in np.array_split(open_to_change, pairs // CHUNK + 1):
        areas[rows] = _areas(ideals[rows], status_quo)
    return areas


def winset_boundary(ideals: ArrayLike, status_quo: ArrayLike) -> tuple[np.ndarray, tuple[Arc, ...]]:
    """Vertices, shape (K, 2), and K arcs of the winset: counter-clockwise, from the status quo back to it.

    Arc k leads from vertex k to the next one, the last back to the first. A player without an arc is absorbed by the
    others. Deadlock leaves the status quo as the one vertex, and no arc. Parameters and errors as for `winset_area`.
    """
    ideals, status_quo = _points(ideals, "ideals", "(N, 2)"), _points(status_quo, "status_quo", "(2,)")
    if is_deadlocked(ideals, status_quo):
        return status_quo[np.newaxis], ()
    players = [*range(len(ideals))]
    for player in range(len(ideals)):
        others = [other for other in players if other != player]
        if others and is_absorbed(ideals[player], ideals[others], status_quo):
            players = others  # at once, so that of two doubles one stays
    _, left, width = _arcs(ideals[players], status_quo)
    order = np.argsort(_angle(left[0], left))
    players, left, width = np.array(players)[order], left[order], width[order]
    centres = ideals[players]
    across = np.stack([-left[:, 1], left[:, 0]], axis=1)
    vertices = status_quo + 2 * across * (_cross(left, centres - status_quo) / np.vecdot(left, left))[:, np.newaxis]
    start = np.arctan2(*(vertices - centres).T[::-1])
    columns = players, _length(centres - status_quo), start, start + 2 * width
    return vertices, tuple(map(Arc, map(tuple, centres.tolist()), *(column.tolist() for column in columns)))


def is_deadlocked(ideals: ArrayLike, status_quo: ArrayLike) -> bool:
    """Whether no change finds everyone's consent: the status quo lies in the convex hull of the ideal points.

    The hull is the core under unanimity (`tsebelis-2002`, chapter 1). Parameters and errors as for `winset_area`.
    """
    return bool(_deadlocked(_points(ideals, "ideals", "(N, 2)"), _points(status_quo, "status_quo", "(2,)")))


def is_absorbed(candidate: ArrayLike, others: ArrayLike, status_quo: ArrayLike) -> bool:
    """Whether a further veto player changes nothing: the winset of `others` stays the same with `candidate` among them.

    `candidate` has the shape (2,); `others`, the ideal points of those who must agree already, the shape (N, 2). Errors
    as for `winset_area`.

    Notes
    -----
    A newcomer inside the convex hull of the others is absorbed whatever the status quo (the absorption rule,
    `tsebelis-2002`, chapter 1). For a given status quo so is one behind the hull: a newcomer at a from the status quo is
    absorbed if and only if some point ta with 0 ≤ t ≤ 1 lies in the hull (by Farkas' lemma).
    """
    candidate, status_quo = _points(candidate, "candidate", "(2,)"), _points(status_quo, "status_quo", "(2,)")
    others = _points(others, "others", "(N, 2)")
    if is_deadlocked(others, status_quo):
        return True
    # A candidate binds nowhere if and only if it lies in the hull of the others and of any one point straight behind it.
    # That shows absorption unless it deadlocks the rest, for then nobody binds anywhere.
    with_candidate, with_behind = (np.vstack([others, point]) for point in (candidate, 2 * candidate - status_quo))
    return bool(~_deadlocked(with_candidate, status_quo) & _deadlocked(with_behind, candidate))


def best_for(proposer: ArrayLike, ideals: ArrayLike, status_quo: ArrayLike) -> np.ndarray:
    """The point of the winset nearest to the ideal point `proposer`: what an agenda setter gets, shape (2,).

    Parameters
    ----------
    proposer
        Ideal point of whoever makes the proposal, shape (2,). It need not be among `ideals`: a proposer takes nothing
        worse than the status quo in any case.
    ideals, status_quo
        As for `winset_area`, errors too. Under deadlock the result is the status quo.

    Notes
    -----
    The winset is convex, so the point is unique: the ideal point itself, its projection onto an arc, or a vertex.
    What the agenda setter gains is in `tsebelis-2002`, chapter 1.
    """
    proposer = _points(proposer, "proposer", "(2,)")
    ideals, status_quo = _points(ideals, "ideals", "(N, 2)"), _points(status_quo, "status_quo", "(2,)")
    candidates, arcs = winset_boundary(ideals, status_quo)
    if arcs and (_length(proposer - ideals) <= _length(status_quo - ideals)).all():
        return proposer
    for arc in arcs:
        away = proposer - arc.centre
        turn = (math.atan2(away[1], away[0]) - arc.start) % math.tau
        if _length(away) > arc.radius and turn < arc.end - arc.start:
            candidates = np.vstack([candidates, arc.centre + arc.radius * (away / _length(away))])
    return candidates[np.argmin(_length(candidates - proposer))]


def expected_area(n: int) -> float:
    """Mean area of the winset of `n` players at distance 1 from the status quo in independent random directions.

    It is 4π ∫ sin(2t) (t/π)ⁿ dt from 0 to π/2, which integration by parts turns into the series
    (2π/2ⁿ) (π²/(n+1)(n+2) - π⁴/(n+1)…(n+4) + …). Raises ValueError unless `n` is a whole number above 0.
    """
    n = _count(n)
    k = np.arange(n + 1, n + 40, 2)
    terms = -np.cumprod(-(math.pi**2) / (k * (k + 1.0)))
    return math.ldexp(math.tau * math.fsum(terms), -n)


def deadlock_probability(n: int) -> float:
    """Probability that `n` players in independent random directions from the status quo leave it unchanged.

    It is 1 - n/2ⁿ⁻¹, whatever their distances, as long as opposite directions are equally likely (J. G. Wendel, "A
    Problem in Geometric Probability", Mathematica Scandinavica 11, 1962). Raises ValueError unless `n` is a whole
    number above 0.
    """
    n = _count(n)
    return 1 - math.ldexp(n, 1 - n)


def _deadlocked(ideals: np.ndarray, status_quo: np.ndarray) -> np.ndarray:
    """Whether the status quo lies in the hull of the ideal points, shape (..., N, 2)."""
    reach = ideals - status_quo
    error = ROUNDING * np.maximum(np.abs(ideals).max(axis=(-1, -2)), np.abs(status_quo).max())[..., np.newaxis]
    on_status_quo = _length(reach) <= error
    turn = error / np.where(on_status_quo, 1, _length(reach))  # what rounding may add to the direction, in radians
    right, left, width = _opening(_directions(reach))
    turns = np.take_along_axis(turn, np.stack([right, left], axis=-1), axis=-1).sum(axis=-1)
    return on_status_quo.any(axis=-1) | (width <= turns)


def _areas(ideals: np.ndarray, status_quo: np.ndarray) -> np.ndarray:
    """Areas of winsets that are not deadlocked, for ideal points of shape (..., N, 2)."""
    reach = ideals - status_quo
    right, left, width = _arcs(ideals, status_quo)
    to_right, to_left = (np.abs(_cross(reach, line)) / _length(line) for line in (right, left))
    triangles = 2 * to_right * to_left * np.sin(width)
    segments = _length(reach) ** 2 * _less_sine(2 * width) / 2
    return (triangles + segments).sum(axis=-1)


def _arcs(ideals: np.ndarray, status_quo: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Where each of the (..., N) players binds: directions of the lines to its neighbours, and width in radians.

    A player binds in the directions u in which its a·u is positive and below that of every other, (a' - a)·u ≥ 0. The
    arc begins at a right angle to the leftmost of these vectors and ends at a right angle to the rightmost.
    """
    reach = ideals - status_quo
    to_others = ideals[..., np.newaxis, :, :] - ideals[..., :, np.newaxis, :]
    vectors = _directions(np.concatenate([reach[..., np.newaxis, :], to_others], axis=-2))
    right, left, width = _opening(vectors)
    is_double = np.tril((to_others == 0).all(axis=-1), k=-1).any(axis=-1)
    return _pick(vectors, right), _pick(vectors, left), np.where(is_double, 0, width)


def _opening(vectors: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The directions at less than a right angle from all of (..., K, 2) vectors, of which the first must not be 0.

    Returns the indices of the rightmost and the leftmost vector and the width of the opening in radians, 0 if none.
    """
    angles = _angle(vectors[..., :1, :], vectors)
    right, left = angles.argmin(axis=-1), angles.argmax(axis=-1)
    # π less the angle between the two, taken from the vectors, because the difference of angles would lose digits.
    width = _angle(_pick(vectors, left), -_pick(vectors, right))
    # Vectors just left and just right of straight behind the first are almost 2π apart, not almost 0.
    return right, left, np.where(np.ptp(angles, axis=-1) < 1.5 * math.pi, np.maximum(width, 0), 0)


def _less_sine(x: np.ndarray) -> np.ndarray:
    """The difference x - sin x, by its series where x is small and the subtraction would lose digits."""
    series = x**3 * np.polyval([(-1) ** k / math.factorial(2 * k + 3) for k in range(4, -1, -1)], x * x)
    return np.where(x < 0.25, series, x - np.sin(x))


def _directions(vectors: np.ndarray) -> np.ndarray:
    """The vectors brought to a length of about 1 by powers of 2, so that products neither round to 0 nor lose digits."""
    return np.ldexp(vectors, -np.frexp(np.abs(vectors).max(axis=-1, keepdims=True))[1])


def _angle(u: np.ndarray, v: np.ndarray) -> np.ndarray:
    """Turn from `u` to `v` in radians, counter-clockwise positive; 0 if either is 0."""
    return np.arctan2(_cross(u, v), np.vecdot(u, v) + 0.0)  # behind a product of -0.0 a vector 0 would turn by π


def _cross(u: np.ndarray, v: np.ndarray) -> np.ndarray:
    return u[..., 0] * v[..., 1] - u[..., 1] * v[..., 0]


def _length(v: np.ndarray) -> np.ndarray:
    return np.hypot(v[..., 0], v[..., 1])


def _pick(vectors: np.ndarray, chosen: np.ndarray) -> np.ndarray:
    """Of K vectors, shape (..., K, 2), the chosen one."""
    return np.take_along_axis(vectors, chosen[..., np.newaxis, np.newaxis], axis=-2)[..., 0, :]


def _points(values: ArrayLike, name: str, wanted: str) -> np.ndarray:
    """`values` as finite floats, if they have the shape `wanted`, a key of `DIMENSIONS`."""
    try:
        points = np.array(values, dtype=float)
    except (TypeError, ValueError) as error:
        raise ValueError(f"`{name}` is no array of numbers ({error}); give the shape {wanted}.") from error
    if wanted != "(2,)" and points.shape[-2:-1] in [(), (0,)] and points.size == 0:
        raise ValueError(
            f"`{name}` has the shape {points.shape}, no player: where nobody's consent is needed everything is "
            f"acceptable and the winset is the whole plane; give at least one ideal point, shape {wanted}."
        )
    if points.ndim != DIMENSIONS[wanted] or points.shape[-1] != 2:
        raise ValueError(f"`{name}` has the shape {points.shape}; a point is x and y, so give the shape {wanted}.")
    if (bad := np.argwhere(~(np.abs(points) < LARGEST))).size:
        at = tuple(bad[0].tolist())
        raise ValueError(
            f"`{name}`, shape {points.shape}, holds {points[at]} at {list(at)}; "
            f"give finite coordinates below {LARGEST:g} in size."
        )
    return points


def _count(n: int) -> int:
    try:
        whole = index(n)
    except TypeError:
        whole = 0
    if whole < 1:
        raise ValueError(f"The number of veto players `n` is {n!r}; give a whole number above 0.")
    return whole
