"""The winset against closed forms, exact fractions, polygons and random points, none of which is its own output.

The positions of Seoul, Washington, Tokyo, Pyongyang and Beijing are assumptions made to illustrate the model. Their
areas were computed by a separate program, and checked there with polygons and two million random points.
"""

import math
import warnings
from fractions import Fraction
from itertools import permutations

import numpy as np
import pytest
import shapely
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from crosspurposes import winset as ws

settings.register_profile("untimed", deadline=None)  # a slow machine is no mistake
settings.load_profile("untimed")

ORIGIN = (0.0, 0.0)
STATUS_QUO = (-0.5, 0.0)
SEOUL, WASHINGTON, TOKYO, PYONGYANG, BEIJING = (0.7, -0.3), (0.0, 0.7), (-0.6, 0.8), (1.0, -0.7), (0.5, -1.0)

# Quarters are exact as floats and often coincide or fall on one line; the others hardly ever do.
quarters = st.integers(min_value=-8, max_value=8).map(lambda whole: whole / 4)
points_on_grid = st.tuples(quarters, quarters)
points = points_on_grid | st.tuples(*[st.floats(min_value=-2, max_value=2)] * 2)
several_on_grid = st.lists(points_on_grid, min_size=1, max_size=5)
several = st.lists(points, min_size=1, max_size=5)


def towards(*degrees: float) -> np.ndarray:
    """Ideal points at distance 1 from the origin."""
    angles = np.radians(degrees)
    return np.stack([np.cos(angles), np.sin(angles)], axis=1)


def lens(r: float, s: float, d: float) -> float:
    """Area common to two discs with radii `r` and `s`, their centres `d` apart: the textbook formula."""
    kite = math.sqrt((-d + r + s) * (d + r - s) * (d - r + s) * (d + r + s)) / 2
    first = r * r * math.acos((d * d + r * r - s * s) / (2 * d * r))
    return first + s * s * math.acos((d * d + s * s - r * r) / (2 * d * s)) - kite


def accepted(candidates: np.ndarray, ideals, status_quo) -> np.ndarray:
    """Which of the candidates every player accepts, straight from the definition."""
    candidates, ideals = np.asarray(candidates), np.asarray(ideals)
    distances = np.linalg.norm(candidates[:, np.newaxis] - ideals, axis=-1)
    return (distances <= np.linalg.norm(ideals - status_quo, axis=-1)).all(axis=1)


def scattered(ideals, status_quo, *, count: int, seed: int) -> tuple[np.ndarray, float]:
    """Random points of the smallest disc, and its area."""
    ideals = np.asarray(ideals)
    radii = np.linalg.norm(ideals - status_quo, axis=1)
    rng = np.random.default_rng(seed)
    angles, lengths = rng.uniform(0, math.tau, count), radii.min() * np.sqrt(rng.random(count))
    offsets = lengths[:, np.newaxis] * np.stack([np.cos(angles), np.sin(angles)], axis=1)
    return ideals[radii.argmin()] + offsets, math.pi * radii.min() ** 2


def on_arc(arc: ws.Arc, angle: float) -> np.ndarray:
    return np.array(arc.centre) + arc.radius * np.array([math.cos(angle), math.sin(angle)])


def same(area: float):
    """What `area` may become when coordinates of the size of 1 are rounded."""
    return pytest.approx(area, rel=1e-9, abs=1e-13)


# Closed forms


@pytest.mark.parametrize(
    ("ideals", "area"),
    [
        (towards(0, 60), 2 * math.pi / 3 - math.sqrt(3) / 2),
        (towards(0, 90), math.pi / 2 - 1),
        (towards(0, 120), math.pi / 3 - math.sqrt(3) / 2),
        (towards(0, 60, 120), math.pi / 3 - math.sqrt(3) / 2),
        ([(1, 0), (0, 2)], lens(1, 2, math.sqrt(5))),
        ([(3, 4)], 25 * math.pi),
        ([(3, 4)] * 3, 25 * math.pi),
        ([(3, 4), (6, 8), (1.5, 2)], 6.25 * math.pi),
    ],
)
def test_areas_are_those_of_the_closed_forms(ideals, area):
    assert ws.winset_area(ideals, ORIGIN) == pytest.approx(area, rel=1e-12)


def test_two_unequal_discs_leave_the_printed_area():
    assert ws.winset_area([(1, 0), (0, 2)], ORIGIN) == pytest.approx(0.9617392, abs=5e-8)


@given(delta=st.floats(min_value=0, max_value=3.0))
def test_two_players_at_distance_one_leave_pi_minus_delta_minus_its_sine(delta):
    area = ws.winset_area([(1, 0), (math.cos(delta), math.sin(delta))], ORIGIN)
    assert area == pytest.approx(math.pi - delta - math.sin(delta), rel=1e-11)


@pytest.mark.parametrize("missing", [1e-1, 1e-2, 1e-4, 1e-6, 1e-8, 1e-10, 1e-12])
@pytest.mark.parametrize("scale", [1e-90, 1.0, 1e90])
def test_nearly_opposite_players_leave_a_tiny_area_to_all_its_digits(missing, scale):
    area = ws.winset_area([(scale, 0), (-scale * math.cos(missing), scale * math.sin(missing))], ORIGIN)
    x = Fraction(missing)
    exact = x**3 / 6 - x**5 / 120 + x**7 / 5040 - x**9 / 362880 + x**11 / 39916800
    assert area / scale**2 == pytest.approx(float(exact), rel=1e-11, abs=0)


@pytest.mark.parametrize("height", [0.5e-9, 1e-10])
def test_a_player_between_nearly_opposite_ones_cuts_the_sliver_to_all_its_digits(height):
    ideals = [(1, 0), (-1, 1e-9), (0, height)]
    # At a small angle t from the edge of the first disc the discs reach 2t, 2 (1e-9 - t) and 2 height. Half the square
    # of the least of these, summed over t, is the area.
    edge, middle = 2 * (2 * height**3 / 3), 2 * height**2 * (1e-9 - 2 * height)
    assert ws.winset_area(ideals, ORIGIN) == pytest.approx(edge + middle, rel=1e-9, abs=0)


@pytest.mark.parametrize("degrees", range(0, 360, 5))
def test_players_on_one_ray_leave_the_disc_of_the_nearest(degrees):
    near = towards(degrees)[0]
    doubles = [np.nextafter(near, limit) for limit in ((9, 9), (-9, 9), (9, -9), (-9, -9))]
    assert ws.winset_area([2 * near, *doubles, 3 * near], ORIGIN) == pytest.approx(math.pi, rel=1e-12)


def test_a_player_very_far_away_asks_for_its_half_of_the_plane():
    assert ws.winset_area([(1, 0), (0, 1e12)], ORIGIN) == pytest.approx(math.pi / 2, rel=1e-11)


@pytest.mark.parametrize(
    "ideals",
    [
        towards(0, 180),
        towards(-90, 30, 150),
        [(0, 0)],
        [(0, 0), (1, 1)],
        [(0.3, 0.1), (-0.6, -0.2)],
        [(1, 0), (1, 0), (-2, 0)],
        [(1, 0), (-1, 0), (0, 1)],
        [(1, 0), (-1, 1e-17)],
        [(1, 0), (-1, 1e-17), (-1, -1e-17)],
        [(1, 0), (0.1 + 0.2 - 0.3, 0)],
    ],
)
def test_nothing_is_left_where_the_status_quo_lies_in_the_hull(ideals):
    assert ws.winset_area(ideals, ORIGIN) == 0
    assert ws.is_deadlocked(ideals, ORIGIN)
    vertices, arcs = ws.winset_boundary(ideals, ORIGIN)
    assert vertices.tolist() == [[0, 0]]
    assert arcs == ()
    assert ws.best_for((1, 1), ideals, ORIGIN).tolist() == [0, 0]


@given(ideals=several_on_grid, status_quo=points_on_grid)
def test_deadlock_is_a_status_quo_in_the_hull_of_the_ideal_points(ideals, status_quo):
    hull = shapely.MultiPoint(ideals).convex_hull
    assert ws.is_deadlocked(ideals, status_quo) == hull.intersects(shapely.Point(status_quo))
    assert (ws.winset_area(ideals, status_quo) == 0) == ws.is_deadlocked(ideals, status_quo)


@given(first=points, second=points, part=st.floats(min_value=0, max_value=1))
def test_a_status_quo_anywhere_between_two_players_is_deadlocked_in_spite_of_rounding(first, second, part):
    between = np.array(first) + part * (np.array(second) - first)
    assert ws.is_deadlocked([first, second], between)


# The illustrative case


@pytest.mark.parametrize(
    ("players", "area"),
    [
        ([SEOUL, WASHINGTON], 1.0150),
        ([SEOUL, WASHINGTON, TOKYO], 0.2534),
        ([SEOUL, TOKYO], 0.2534),
        ([SEOUL, WASHINGTON, PYONGYANG], 0.9255),
        ([SEOUL, WASHINGTON, BEIJING], 0.4694),
        ([SEOUL, WASHINGTON, PYONGYANG, BEIJING], 0.4694),
        ([SEOUL, WASHINGTON, TOKYO, PYONGYANG, BEIJING], 0.0494),
    ],
)
def test_every_coalition_has_its_area(players, area):
    assert ws.winset_area(players, STATUS_QUO) == pytest.approx(area, abs=5e-5)


@pytest.mark.parametrize(
    ("tokyo", "area"),
    [
        ((0.18, 0.16), 0.8945),
        ((-0.2, 0.8), 0.6918),
        ((-0.6, 0.8), 0.2534),
        ((-0.9, 0.6), 0.0537),
        ((-1.0, 0.3), 0.0027),
        ((-1.0, 0.1), 0.0),
        ((-1.0, 0.0), 0.0),
    ],
)
def test_tokyo_counts_the_more_the_further_it_stands_from_the_others(tokyo, area):
    assert ws.winset_area([SEOUL, WASHINGTON, tokyo], STATUS_QUO) == pytest.approx(area, abs=5e-5)
    assert not ws.is_absorbed(tokyo, [SEOUL, WASHINGTON], STATUS_QUO)
    assert ws.is_deadlocked([SEOUL, WASHINGTON, tokyo], STATUS_QUO) == (area == 0)


def test_the_same_tokyo_is_absorbed_changes_or_blocks_depending_on_where_it_stands():
    grid = [(x, y) for x in np.linspace(-1, 1, 51) for y in np.linspace(-1, 1, 51)]
    areas = ws.winset_areas([[SEOUL, WASHINGTON, tokyo] for tokyo in grid], STATUS_QUO)
    absorbed = np.array([ws.is_absorbed(tokyo, [SEOUL, WASHINGTON], STATUS_QUO) for tokyo in grid])
    shares = areas / ws.winset_area([SEOUL, WASHINGTON], STATUS_QUO)
    assert (absorbed.sum(), (areas == 0).sum()) == (607, 140)
    assert np.allclose(shares[absorbed], 1, rtol=1e-12)
    assert (shares[~absorbed] < 1 - 1e-9).all()
    assert shares.mean() == pytest.approx(0.50, abs=0.005)


def test_tokyo_can_block_only_from_a_window_as_wide_as_the_angle_between_the_other_two():
    directions = range(0, 360)
    tokyos = [STATUS_QUO + towards(degrees)[0] for degrees in directions]
    blocked = [ws.is_deadlocked([SEOUL, WASHINGTON, tokyo], STATUS_QUO) for tokyo in tokyos]
    seoul, washington = (np.subtract(player, STATUS_QUO) for player in (SEOUL, WASHINGTON))
    start, end = (math.degrees(math.atan2(*-player[::-1])) % 360 for player in (seoul, washington))
    assert blocked == [start <= degrees <= end for degrees in directions]
    assert end - start == pytest.approx(68.5, abs=0.05)


def test_with_tokyo_seoul_proposes_at_a_loss_and_washington_does_not():
    alone, joined = ([SEOUL, WASHINGTON], [SEOUL, WASHINGTON, TOKYO])
    assert ws.best_for(SEOUL, alone, STATUS_QUO) == pytest.approx([0.49, 0.00], abs=0.005)
    assert ws.best_for(SEOUL, joined, STATUS_QUO) == pytest.approx([0.02, 0.28], abs=0.005)
    losses = [math.dist(SEOUL, ws.best_for(SEOUL, players, STATUS_QUO)) for players in (alone, joined)]
    assert losses == pytest.approx([0.36, 0.90], abs=0.005)
    assert ws.best_for(WASHINGTON, joined, STATUS_QUO).tolist() == list(WASHINGTON)


@pytest.mark.parametrize(("players", "relief"), [([SEOUL, WASHINGTON], 0.86), ([SEOUL, WASHINGTON, TOKYO], 0.21)])
def test_tokyo_lowers_the_most_relief_that_can_be_had(players, relief):
    _, arcs = ws.winset_boundary(players, STATUS_QUO)
    rightmost = max(on_arc(arc, angle)[0] for arc in arcs for angle in np.linspace(arc.start, arc.end, 1000))
    assert rightmost == pytest.approx(relief, abs=0.005)


# Properties of areas


@given(ideals=several, status_quo=points, angle=st.floats(min_value=0, max_value=math.tau), shift=points)
def test_turning_mirroring_and_moving_the_plane_leaves_the_area(ideals, status_quo, angle, shift):
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    area = ws.winset_area(ideals, status_quo)
    assert ws.winset_area(np.array(ideals) @ turn + shift, np.array(status_quo) @ turn + shift) == same(area)
    assert ws.winset_area(np.flip(ideals, axis=1), status_quo[::-1]) == same(area)


@given(ideals=several, status_quo=points, exponent=st.integers(min_value=-120, max_value=120))
def test_a_change_of_scale_changes_the_area_by_its_square(ideals, status_quo, exponent):
    scale = 10.0**exponent
    assert ws.winset_area(np.array(ideals) * scale, np.array(status_quo) * scale) / scale**2 == same(
        ws.winset_area(ideals, status_quo)
    )


@pytest.mark.parametrize("scale", [1e-200, 1e149])
def test_deadlock_absorption_and_proposals_are_told_at_any_scale(scale):
    seoul, washington, tokyo, status_quo = np.array([SEOUL, WASHINGTON, TOKYO, STATUS_QUO]) * scale
    assert not ws.is_deadlocked([seoul, washington, tokyo], status_quo)
    assert ws.is_absorbed(washington, [seoul, tokyo], status_quo)
    assert not ws.is_absorbed(tokyo, [seoul, washington], status_quo)
    best = ws.best_for(seoul, [seoul, washington, tokyo], status_quo)
    assert best / scale == pytest.approx(ws.best_for(SEOUL, [SEOUL, WASHINGTON, TOKYO], STATUS_QUO))


@given(ideals=several_on_grid, status_quo=points_on_grid, exponent=st.integers(min_value=-400, max_value=400))
def test_a_change_of_scale_by_a_power_of_two_changes_no_digit(ideals, status_quo, exponent):
    area = ws.winset_area(np.ldexp(ideals, exponent), np.ldexp(status_quo, exponent))
    assert area == math.ldexp(ws.winset_area(ideals, status_quo), 2 * exponent)


@given(ideals=st.lists(points, min_size=1, max_size=4), status_quo=points)
def test_the_order_of_the_players_and_doubles_do_not_matter(ideals, status_quo):
    orders = [*permutations(ideals)]
    area = ws.winset_area(ideals, status_quo)
    assert ws.winset_areas(orders, status_quo).tolist() == [same(area)] * len(orders)
    assert ws.winset_areas([[*order, *ideals] for order in orders], status_quo).tolist() == [same(area)] * len(orders)


@given(ideals=several, newcomer=points, status_quo=points)
def test_a_further_player_never_enlarges_the_winset(ideals, newcomer, status_quo):
    area = ws.winset_area(ideals, status_quo)
    assert ws.winset_area([*ideals, newcomer], status_quo) <= area * (1 + 1e-9) + 1e-13
    if ws.is_deadlocked(ideals, status_quo):
        assert ws.is_deadlocked([*ideals, newcomer], status_quo)


@given(ideals=several, status_quo=points)
def test_polygons_inside_the_discs_have_an_area_just_below(ideals, status_quo):
    discs = [
        shapely.Point(ideal).buffer(math.dist(ideal, status_quo), quad_segs=256)
        for ideal in ideals
        if ideal != status_quo
    ]
    assume(len(discs) == len(ideals))
    polygon = shapely.intersection_all(discs).area
    corner = math.tau / 1024
    missing = sum(math.pi * math.dist(ideal, status_quo) ** 2 for ideal in ideals) * (1 - math.sin(corner) / corner)
    assert polygon - 1e-9 <= ws.winset_area(ideals, status_quo) <= polygon + missing + 1e-9


@pytest.mark.parametrize(
    "players", [[SEOUL, WASHINGTON], [SEOUL, WASHINGTON, TOKYO], [SEOUL, WASHINGTON, PYONGYANG, BEIJING]]
)
def test_random_points_fall_into_the_winset_as_often_as_its_area_says(players):
    candidates, disc = scattered(players, STATUS_QUO, count=400_000, seed=2021)
    hits = accepted(candidates, players, STATUS_QUO)
    assert disc * hits.mean() == pytest.approx(
        ws.winset_area(players, STATUS_QUO), abs=4 * disc * hits.std() / math.sqrt(hits.size)
    )


@given(data=st.data(), players=st.integers(min_value=1, max_value=4), status_quo=points)
def test_a_batch_holds_the_areas_of_its_winsets(data, players, status_quo):
    batch = data.draw(st.lists(st.lists(points, min_size=players, max_size=players), min_size=1, max_size=4))
    assert ws.winset_areas(batch, status_quo).tolist() == [ws.winset_area(ideals, status_quo) for ideals in batch]


def test_a_batch_may_be_empty_or_larger_than_what_is_looked_at_together():
    assert ws.winset_areas(np.zeros((0, 3, 2)), ORIGIN).shape == (0,)
    batch = np.random.default_rng(7).normal(size=(2 * ws.CHUNK // 9, 3, 2))
    halves = [ws.winset_areas(half, ORIGIN) for half in np.array_split(batch, 7)]
    assert ws.winset_areas(batch, ORIGIN).tolist() == np.concatenate(halves).tolist()


# Absorption


@given(newcomer=points_on_grid, first=points_on_grid, second=points_on_grid, status_quo=points_on_grid)
def test_a_newcomer_is_absorbed_on_the_segment_and_behind_it(newcomer, first, second, status_quo):
    a, s, w = (
        [Fraction(x) - Fraction(y) for x, y in zip(p, status_quo, strict=True)] for p in (newcomer, first, second)
    )
    determinant = s[0] * w[1] - s[1] * w[0]
    assume(determinant != 0)
    towards_first = (a[0] * w[1] - a[1] * w[0]) / determinant
    towards_second = (s[0] * a[1] - s[1] * a[0]) / determinant
    absorbed = towards_first >= 0 and towards_second >= 0 and towards_first + towards_second >= 1
    assert ws.is_absorbed(newcomer, [first, second], status_quo) == absorbed


@given(newcomer=points_on_grid, others=several_on_grid, status_quo=points_on_grid)
def test_the_absorbed_change_nothing_and_all_others_shrink_the_winset(newcomer, others, status_quo):
    before, after = (ws.winset_area(players, status_quo) for players in (others, [*others, newcomer]))
    if ws.is_absorbed(newcomer, others, status_quo):
        assert after == pytest.approx(before, rel=1e-12)
    else:
        assert after < before * (1 - 1e-9)


@given(others=several, weights=st.lists(st.integers(0, 99), min_size=5, max_size=5), status_quo=points)
def test_whoever_stands_among_the_others_is_absorbed_whatever_the_status_quo(others, weights, status_quo):
    assume(sum(weights[: len(others)]) > 0)
    assert ws.is_absorbed(np.average(others, axis=0, weights=weights[: len(others)]), others, status_quo)


def test_an_absorbed_player_may_turn_others_into_absorbed_ones():
    assert ws.is_absorbed(WASHINGTON, [SEOUL, TOKYO], STATUS_QUO)
    assert ws.is_absorbed(PYONGYANG, [SEOUL, WASHINGTON, BEIJING], STATUS_QUO)
    assert not ws.is_absorbed(PYONGYANG, [SEOUL, WASHINGTON], STATUS_QUO)


def test_a_player_content_with_the_status_quo_is_never_absorbed_unless_nothing_can_change_anyway():
    assert not ws.is_absorbed(STATUS_QUO, [SEOUL, WASHINGTON], STATUS_QUO)
    assert ws.is_absorbed(STATUS_QUO, [SEOUL, STATUS_QUO], STATUS_QUO)


# The boundary


@given(ideals=several, status_quo=points)
def test_the_area_inside_the_boundary_is_the_area(ideals, status_quo):
    _, arcs = ws.winset_boundary(ideals, status_quo)
    green = 0.0  # half the integral of x dy - y dx along the boundary, with the status quo as origin
    for arc in arcs:
        x, y = np.subtract(arc.centre, status_quo)
        sine, cosine = math.sin(arc.end) - math.sin(arc.start), math.cos(arc.end) - math.cos(arc.start)
        green += arc.radius * (arc.radius * (arc.end - arc.start) + x * sine - y * cosine) / 2
    assert green == pytest.approx(ws.winset_area(ideals, status_quo), rel=1e-9, abs=1e-12)


@given(ideals=several, status_quo=points)
def test_the_arcs_lead_counter_clockwise_from_vertex_to_vertex_along_circles_of_their_players(ideals, status_quo):
    vertices, arcs = ws.winset_boundary(ideals, status_quo)
    assert vertices.shape == (max(1, len(arcs)), 2)
    assert vertices[0] == pytest.approx(status_quo, abs=1e-12)
    for arc, first, last in zip(arcs, vertices, np.roll(vertices, -1, axis=0), strict=bool(arcs)):
        assert arc.centre == tuple(ideals[arc.player])
        assert arc.radius == pytest.approx(math.dist(arc.centre, status_quo))
        assert -math.pi <= arc.start <= math.pi
        assert arc.start < arc.end <= arc.start + math.tau
        assert on_arc(arc, arc.start) == pytest.approx(first, abs=1e-12)
        assert on_arc(arc, arc.end) == pytest.approx(last, abs=1e-12)
        middle = on_arc(arc, (arc.start + arc.end) / 2)
        assert all(math.dist(middle, ideal) <= math.dist(status_quo, ideal) + 1e-12 for ideal in ideals)


def test_only_those_who_bind_have_an_arc():
    _, arcs = ws.winset_boundary([SEOUL, WASHINGTON, TOKYO], STATUS_QUO)
    assert [arc.player for arc in arcs] == [2, 0]
    _, arcs = ws.winset_boundary([SEOUL, SEOUL, (0.35, 0.2), WASHINGTON], STATUS_QUO)
    assert [arc.player for arc in arcs] == [3, 1]


def test_one_player_alone_is_bounded_by_its_whole_circle():
    vertices, arcs = ws.winset_boundary([(3, 4)], ORIGIN)
    assert vertices.tolist() == [[0, 0]]
    assert arcs == (ws.Arc(centre=(3, 4), player=0, radius=5, start=arcs[0].start, end=arcs[0].start + math.tau),)


def test_neighbouring_arcs_meet_in_the_mirror_image_of_the_status_quo():
    vertices, _ = ws.winset_boundary([(1, 0), (0, 1)], ORIGIN)
    assert vertices == pytest.approx(np.array([[0, 0], [1, 1]]))


# Proposals


@given(proposer=points, ideals=several, status_quo=points)
def test_everyone_accepts_the_best_proposal_and_no_accepted_point_suits_its_proposer_better(
    proposer, ideals, status_quo
):
    best = ws.best_for(proposer, ideals, status_quo)
    assert all(math.dist(best, ideal) <= math.dist(status_quo, ideal) + 1e-12 for ideal in ideals)
    candidates, _ = scattered(ideals, status_quo, count=500, seed=10)
    candidates = candidates[accepted(candidates, ideals, status_quo)]
    assert (np.linalg.norm(candidates - proposer, axis=1) >= math.dist(best, proposer) - 1e-12).all()
    # The nearest point of a convex set is the one from which the whole set lies on the far side.
    assert ((candidates - best) @ (np.array(proposer) - best) <= 1e-12).all()


def test_a_proposal_on_an_arc_is_found_exactly():
    assert ws.best_for((5, 0), [(1, 0)], ORIGIN) == pytest.approx([2, 0])
    assert ws.best_for((5, 1), [(1, 0), (0, 1)], ORIGIN) == pytest.approx([1, 1])
    assert ws.best_for((0, 1), [(0, 1), (1, 0.1)], ORIGIN) == pytest.approx(
        np.array([1, 0.1]) + math.hypot(1, 0.1) * np.array([-1, 0.9]) / math.hypot(1, 0.9)
    )
    assert ws.best_for((0.5, 0.4), [(1, 0), (0, 1)], ORIGIN).tolist() == [0.5, 0.4]
    assert ws.best_for((-1, -1), [(1, 0), (0, 1)], ORIGIN).tolist() == [0, 0]


def test_a_proposer_need_not_be_counted_among_those_who_must_agree():
    assert ws.best_for(SEOUL, [WASHINGTON, TOKYO], STATUS_QUO) == pytest.approx(
        ws.best_for(SEOUL, [SEOUL, WASHINGTON, TOKYO], STATUS_QUO)
    )


# Random players


def test_the_expected_area_has_its_closed_forms():
    pi = math.pi
    exact = [pi, pi / 2 - 2 / pi, pi / 4 - 3 / (2 * pi), pi / 8 - 3 / (2 * pi) + 6 / pi**3]
    assert [ws.expected_area(n) for n in range(1, 5)] == pytest.approx(exact, rel=1e-13)
    assert [ws.expected_area(n) for n in (5, 6)] == pytest.approx([0.0403487, 0.0155397], abs=5e-8)


@pytest.mark.parametrize("n", [1, 2, 6, 7, 20, 100, 300])
def test_the_expected_area_is_its_integral(n):
    nodes, weights = np.polynomial.legendre.leggauss(n // 2 + 25)
    t = (nodes + 1) * math.pi / 4
    integral = (weights * math.pi / 4 * np.sin(2 * t) * (t / math.pi) ** n).sum()
    assert ws.expected_area(n) == pytest.approx(4 * math.pi * integral, rel=1e-11, abs=0)


def test_deadlock_has_the_probability_of_wendel():
    assert [ws.deadlock_probability(n) for n in range(1, 7)] == [0, 0, 0.25, 0.5, 0.6875, 0.8125]
    assert ws.deadlock_probability(2000) == 1


def test_five_random_players_are_needed_on_average_for_deadlock():
    assert sum(1 - ws.deadlock_probability(n) for n in range(1, 80)) + 1 == pytest.approx(5)


@pytest.mark.parametrize("n", range(1, 7))
def test_winsets_of_random_players_have_the_expected_area_and_are_deadlocked_as_often_as_expected(n):
    angles = np.random.default_rng(n).uniform(0, math.tau, (40_000, n))
    areas = ws.winset_areas(np.stack([np.cos(angles), np.sin(angles)], axis=-1), ORIGIN)
    deadlocked = areas == 0
    error = 4 / math.sqrt(angles.shape[0])
    assert areas.mean() == pytest.approx(ws.expected_area(n), rel=1e-12, abs=error * areas.std())
    assert deadlocked.mean() == pytest.approx(ws.deadlock_probability(n), abs=error * deadlocked.std())


@pytest.mark.parametrize(("n", "area"), [(2, 0.3610), (3, 0.1042), (4, 0.0340), (5, 0.0120)])
def test_random_players_anywhere_in_a_disc_leave_the_area_of_another_integral(n, area):
    rng = np.random.default_rng(n)
    angles, lengths = rng.uniform(0, math.tau, (40_000, n)), np.sqrt(rng.random((40_000, n)))
    areas = ws.winset_areas(np.stack([lengths * np.cos(angles), lengths * np.sin(angles)], axis=-1), ORIGIN)
    assert areas.mean() == pytest.approx(area, abs=5e-5 + 4 * areas.std() / math.sqrt(40_000))


# What is refused


@pytest.mark.parametrize(
    ("ideals", "message"),
    [
        (
            [],
            r"`ideals` has the shape \(0,\), no player: .* whole plane; give at least one ideal point, shape \(N, 2\)",
        ),
        (np.zeros((0, 2)), r"`ideals` has the shape \(0, 2\), no player"),
        ((1, 0), r"`ideals` has the shape \(2,\); a point is x and y, so give the shape \(N, 2\)"),
        ([(1, 0, 0)], r"`ideals` has the shape \(1, 3\); a point is x and y, so give the shape \(N, 2\)"),
        ([[(1, 0)]], r"`ideals` has the shape \(1, 1, 2\); a point is x and y"),
        (3.0, r"`ideals` has the shape \(\); a point is x and y"),
        ([(1, 0), (2,)], r"`ideals` is no array of numbers \(.*\); give the shape \(N, 2\)"),
        ([("east", "west")], r"`ideals` is no array of numbers \(.*east.*\); give the shape \(N, 2\)"),
        ([(1j, 0)], r"`ideals` is no array of numbers"),
        ([(1, 0), (0, math.nan)], r"`ideals`, shape \(2, 2\), holds nan at \[1, 1\]; give finite coordinates"),
        ([(None, 0)], r"`ideals`, shape \(1, 2\), holds nan at \[0, 0\]"),
        ([(1, -math.inf)], r"`ideals`, shape \(1, 2\), holds -inf at \[0, 1\]"),
        ([(1, 1e200)], r"`ideals`, shape \(1, 2\), holds 1e\+200 at \[0, 1\]; .* below 1e\+150 in size"),
    ],
)
@pytest.mark.parametrize(
    "ask", [ws.winset_area, ws.winset_boundary, ws.is_deadlocked, lambda *arguments: ws.best_for(ORIGIN, *arguments)]
)
def test_ideal_points_that_are_none_are_refused_by_name_and_shape(ask, ideals, message):
    with pytest.raises(ValueError, match=message):
        ask(ideals, ORIGIN)


def test_every_argument_is_refused_under_its_own_name():
    bad = (0, math.nan)
    for ask in (ws.winset_area, ws.winset_boundary, ws.is_deadlocked):
        with pytest.raises(ValueError, match=r"`status_quo`, shape \(2,\), holds nan at \[1\]"):
            ask([SEOUL], bad)
    with pytest.raises(ValueError, match=r"`status_quo` has the shape \(1, 2\); .* give the shape \(2,\)"):
        ws.winset_areas([[SEOUL]], [STATUS_QUO])
    with pytest.raises(ValueError, match=r"`ideals` has the shape \(1, 2\); .* give the shape \(M, N, 2\)"):
        ws.winset_areas([SEOUL], STATUS_QUO)
    with pytest.raises(ValueError, match=r"`ideals` has the shape \(3, 0, 2\), no player"):
        ws.winset_areas(np.zeros((3, 0, 2)), STATUS_QUO)
    with pytest.raises(ValueError, match=r"`proposer`, shape \(2,\), holds nan at \[1\]"):
        ws.best_for(bad, [SEOUL], STATUS_QUO)
    with pytest.raises(ValueError, match=r"`candidate`, shape \(2,\), holds nan at \[1\]"):
        ws.is_absorbed(bad, [SEOUL], STATUS_QUO)
    with pytest.raises(ValueError, match=r"`others` has the shape \(0,\), no player"):
        ws.is_absorbed(SEOUL, [], STATUS_QUO)


@pytest.mark.parametrize("n", [0, -1, 2.5, "three", None])
@pytest.mark.parametrize("ask", [ws.expected_area, ws.deadlock_probability])
def test_a_number_of_players_that_cannot_be_counted_is_refused(ask, n):
    with pytest.raises(ValueError, match=f"The number of veto players `n` is {n!r}; give a whole number above 0"):
        ask(n)


def test_arguments_are_left_as_they_were_and_no_warning_is_given():
    ideals, status_quo = np.array([SEOUL, SEOUL, WASHINGTON, STATUS_QUO]), np.array(STATUS_QUO)
    copies = ideals.copy(), status_quo.copy()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for players in (ideals, ideals[:3]):
            ws.winset_area(players, status_quo)
            best = ws.best_for(ideals[0], players, status_quo)
            vertices, _ = ws.winset_boundary(players, status_quo)
            best += 1
            vertices += 1
    assert (ideals == copies[0]).all()
    assert (status_quo == copies[1]).all()
