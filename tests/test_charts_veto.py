"""The charts of the veto-player model: what they say against closed forms, and what they draw against the definition."""

import csv
import json
import math
import re

import numpy as np
import pytest
from measure import ROOT

from crosspurposes import data, winset
from crosspurposes.charts import Chart, theme, veto

FIRM = {"x": -0.9, "y": 0.6}


def rows() -> list[dict]:
    """The table as its file has it, read without the code that the charts use."""
    with (ROOT / "data" / "ideal-points.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def place(player: str, case: str = "default") -> np.ndarray:
    (row,) = [row for row in rows() if (row["case"], row["player"]) == (case, player)]
    return np.array([float(row["x"]), float(row["y"])])


def cases() -> list[str]:
    return list(dict.fromkeys(row["case"] for row in rows()))


def share(tokyo: np.ndarray) -> float:
    """The part of the room of Seoul and Washington that Tokyo accepts too, counted on a grid of a million points."""
    quo = place("status_quo")
    x, y = np.meshgrid(np.linspace(-0.8, 1.2, 1000), np.linspace(-0.6, 1.4, 1000))
    accepted = [
        np.hypot(x - ideal[0], y - ideal[1]) <= math.dist(ideal, quo)
        for ideal in (place("seoul"), place("washington"), tokyo)
    ]
    two = accepted[0] & accepted[1]
    return 100 * (two & accepted[2]).sum() / two.sum()


def drawn_charts() -> dict[str, Chart]:
    table = data.load("ideal-points")
    charts = [
        veto.two_players(table),
        veto.third_player(table),
        veto.third_player_at(table, **FIRM),
        veto.third_player_moved(table),
        veto.by_number(),
        veto.proposers(table),
    ]
    return {chart.name: chart for chart in charts}


@pytest.fixture(scope="module")
def charts() -> dict[str, Chart]:
    return drawn_charts()


def figures(chart: Chart):
    return {"wide": chart.wide, "narrow": chart.narrow}.items()


def on_curve(path: str) -> np.ndarray:
    """Points along every Bézier curve of a path."""
    points = []
    for stretch in path.split("M")[1:]:
        corners = np.array([float(number) for number in re.findall(r"-?\d+\.\d+", stretch)]).reshape(-1, 2)
        for k in range(0, len(corners) - 1, 3):
            t = np.linspace(0, 1, 9)[:, np.newaxis]
            a, b, c, d = corners[k : k + 4]
            points.append((1 - t) ** 3 * a + 3 * t * (1 - t) ** 2 * b + 3 * t * t * (1 - t) * c + t**3 * d)
    return np.vstack(points)


# Every chart -----------------------------------------------------------------------------------------------------


def test_two_drawings_of_one_table_are_the_same(charts):
    again = drawn_charts()
    assert {name: json.dumps(c.record()) for name, c in charts.items()} == {
        name: json.dumps(c.record()) for name, c in again.items()
    }


def test_every_colour_is_in_the_palette(charts):
    for chart in charts.values():
        used = set(re.findall(r"#[0-9a-f]{6}", json.dumps(chart.record()["figures"])))
        assert used <= set(theme.PALETTE.values()), chart.name


def test_no_label_is_smaller_than_twelve_pixels(charts):
    for chart in charts.values():
        for frame, figure in figures(chart):
            sizes = [note.font.size or 13 for note in figure.layout.annotations]
            sizes += [trace.textfont.size for trace in figure.data if trace.textfont.size]
            assert min(sizes) >= 12, (chart.name, frame)


def test_whoever_does_not_see_the_chart_gets_sentences_with_numbers(charts):
    for chart in charts.values():
        assert len(re.findall(r"[.;] ", chart.alt)) >= 2, chart.name
        assert re.search(r"\d", chart.alt), chart.name


def test_every_chart_with_a_position_calls_it_an_assumption(charts):
    for chart in charts.values():
        if chart.data:
            assert "Every position is an assumption of ours" in chart.note, chart.name
            assert chart.credit.startswith("our assumptions;"), chart.name
            assert "Tsebelis" not in chart.credit and "Princeton" not in chart.credit, chart.name
    assert charts["players-and-deadlock"].data == ()


def test_a_circle_is_round_and_nothing_is_drawn_beyond_the_square(charts):
    for chart in charts.values():
        for frame, figure in figures(chart):
            for shape in figure.layout.shapes:
                assert np.abs(on_curve(shape.path)).max() <= veto.REACH + 1e-5, (chart.name, frame)
            if figure.layout.shapes:
                axes = list(figure.select_xaxes())
                assert all(list(axis.range) == [-veto.REACH, veto.REACH] for axis in axes)
                anchors = [axis.scaleanchor for axis in figure.select_yaxes()]
                assert all(anchors), (chart.name, frame)


def test_governments_are_told_apart_by_line_and_name_and_not_by_colour_alone(charts):
    for name in ("third-player", "who-proposes"):
        for frame, figure in figures(charts[name]):
            labels = {note.text for note in figure.layout.annotations}
            assert {"<b>Seoul</b>", "<b>Washington</b>", "<b>Tokyo</b>", "status quo"} <= labels, (name, frame)
            assert {shape.line.dash for shape in figure.layout.shapes if shape.line.dash} == set(veto.DASHES.values())


def test_the_credit_names_whom_the_default_positions_of_the_drawn_governments_cite():
    drawn = [row for row in rows() if row["case"] == "default" and row["player"] in veto.NAMES]
    cited = {key for row in drawn for key in row["sources"].split("; ")}
    named = {"yonhap": "Yonhap", "white-house": "the White House", "world-and-japan": "Suga's press conference"}
    found = {words for start, words in named.items() if any(key.startswith(start) for key in cited)}
    assert all(key.startswith(tuple(named)) for key in cited)
    assert veto.CREDIT.endswith("Yonhap, the White House and Suga's press conference") and len(found) == 3


def test_tsebelis_is_cited_only_for_the_cases_that_show_a_theorem():
    theorem = {row["case"] for row in rows() if row["note"].startswith("Chosen to show a theorem")}
    assert {row["case"] for row in rows() if "tsebelis-2002" in row["sources"]} == theorem


def test_a_note_opens_with_what_absorbed_means_where_the_chart_says_it(charts):
    for chart in charts.values():
        says = "absorbed" in " ".join([chart.title, chart.subtitle, chart.alt])
        assert chart.note.startswith(veto.ABSORBED) == says, chart.name


# Two players, and a third ----------------------------------------------------------------------------------------


def test_the_drawn_room_is_bounded_by_the_circles_and_accepted_by_all(charts):
    quo = place("status_quo")
    ideals = {"seoul": place("seoul"), "washington": place("washington"), "tokyo": place("tokyo")}
    for name, players in (("two-players", ["seoul", "washington"]), ("third-player", [*ideals])):
        (room,) = [shape.path for shape in charts[name].wide.layout.shapes if shape.fillcolor]
        points = on_curve(room)
        over = np.array([np.hypot(*(points - ideals[player]).T) - math.dist(ideals[player], quo) for player in players])
        assert (over <= 1e-5).all()  # accepted by all
        assert (np.abs(over).min(axis=0) <= 1e-5).all()  # and on somebody's circle
        assert np.hypot(*(points - quo).T).min() < 1e-6


def test_the_room_of_two_is_the_lens_of_the_textbook(charts):
    r, s = math.dist(place("seoul"), place("status_quo")), math.dist(place("washington"), place("status_quo"))
    d = math.dist(place("seoul"), place("washington"))
    lens = r * r * math.acos((d * d + r * r - s * s) / (2 * d * r)) + s * s * math.acos(
        (d * d + s * s - r * r) / (2 * d * s)
    )
    lens -= math.sqrt((-d + r + s) * (d + r - s) * (d - r + s) * (d + r + s)) / 2
    assert f"share an area of {lens:.2f}, bounded by Seoul and Washington" in charts["two-players"].alt


def test_a_quarter_is_left_with_tokyo_and_washington_bounds_nothing(charts):
    assert round(share(place("tokyo"))) == 25
    chart = charts["third-player"]
    assert chart.title == "With Tokyo added, 25% of the room is left, and Washington is absorbed"
    assert "bounded by Seoul and Tokyo" in chart.alt
    thick = {shape.line.color for shape in chart.wide.layout.shapes if shape.line.width == 3}
    assert thick == {theme.SEOUL, theme.TOKYO}


@pytest.mark.parametrize(
    ("x", "y", "title"),
    [
        (0.35, 0.2, "With Tokyo at (0.35, 0.20), 100% of the room is left, and Tokyo is absorbed"),
        (0.18, 0.16, "With Tokyo at (0.18, 0.16), 88% of the room is left, and each of the three circles bounds it"),
        (0.7, -0.3, "With Tokyo at (0.70, −0.30), 100% of the room is left, and Seoul and Tokyo are each absorbed"),
        (-1, 0.3, "With Tokyo at (−1.00, 0.30), less than 1% of the room is left, and Washington is absorbed"),
        (-1, 0, "With Tokyo at (−1.00, 0.00), no room for change is left"),
    ],
)
def test_a_reader_may_put_tokyo_anywhere_and_the_title_says_what_follows(x, y, title):
    assert veto.third_player_at(data.load("ideal-points"), x=x, y=y).title == title


@pytest.mark.parametrize(("x", "y", "name"), [(1.2, 0, "x is 1.2"), (0, -7, "y is -7"), (0, math.nan, "y is nan")])
def test_a_place_off_the_axes_is_refused(x, y, name):
    with pytest.raises(ValueError, match=rf"{name}: the axes go from -1 to 1"):
        veto.third_player_at(data.load("ideal-points"), x=x, y=y)


def test_a_case_that_the_table_does_not_have_is_named():
    with pytest.raises(KeyError, match="there is no case tokyo-soft; the table has default, tokyo-midpoint"):
        veto.positions(data.load("ideal-points"), "tokyo-soft")


# Tokyo moved -----------------------------------------------------------------------------------------------------


def test_every_case_is_a_picture_and_a_row_with_its_share(charts):
    chart = charts["third-player-moved"]
    printed = {row[0]: row for row in chart.cells()}
    assert len(printed) == len(cases())
    for case in cases():
        row = printed[case.replace("-", " ").capitalize()]
        tokyo = place("tokyo", case)
        assert [float(row[1]), float(row[2])] == tokyo.tolist()
        assert float(row[4]) == pytest.approx(share(tokyo), abs=0.3)
    for _, figure in figures(chart):
        assert len(list(figure.select_xaxes())) == len(cases()) + 1  # and one without Tokyo


def test_the_title_goes_from_the_case_that_leaves_most_to_the_one_that_leaves_least(charts):
    shares = [share(place("tokyo", case)) for case in cases()]
    assert (max(shares), min(shares)) == (100, 0)
    opening = "What a third player leaves depends on where it stands: from "
    assert charts["third-player-moved"].title == f"{opening}all of the room to none"
    table = data.load("ideal-points")
    some = veto.third_player_moved(table[table["case"].isin(["default", "tokyo-firm"])])
    assert (
        some.title
        == f"{opening}{share(place('tokyo')):.0f}% of the room to {share(place('tokyo', 'tokyo-firm')):.0f}% of the room"
    )


def test_a_deadlock_has_no_grey_and_next_to_nothing_is_not_called_nothing(charts):
    chart = charts["third-player-moved"]
    heads = [note.text for note in chart.wide.layout.annotations if "<br>" in note.text]
    grey = sum(bool(shape.fillcolor) for shape in chart.wide.layout.shapes)
    assert sum(head.endswith("deadlock") for head in heads) == len(heads) - grey == 2
    assert "<b>less than 1%</b><br>Washington is absorbed" in heads


def test_the_cases_chosen_to_show_a_theorem_are_the_three_between_or_beyond(charts):
    chosen = [row for row in rows() if row["note"].startswith("Chosen to show a theorem")]
    assert "The three places between or beyond Seoul and Washington" in charts["third-player-moved"].note
    assert len(chosen) == 3
    for row in chosen:  # in the cone that the other two span from the status quo
        quo = place("status_quo")
        spans = np.stack([place("seoul") - quo, place("washington") - quo], axis=1)
        assert (np.linalg.solve(spans, place("tokyo", row["case"]) - quo) >= 0).all()


# The number of players -------------------------------------------------------------------------------------------


def test_the_bars_are_those_of_players_thrown_at_random(charts):
    rng, table = np.random.default_rng(1962), charts["players-and-deadlock"].table.set_index("players")
    for n in (2, 3, 4, 6):
        angles = rng.uniform(0, math.tau, (20_000, n))
        gaps = np.diff(np.sort(angles), axis=1, append=np.sort(angles)[:, :1] + math.tau)
        deadlocked = (gaps < math.pi).all(axis=1)  # no half-plane holds all of them
        assert table["deadlock_pct"][n] == pytest.approx(100 * deadlocked.mean(), abs=1.2)
        areas = winset.winset_areas(np.stack([np.cos(angles), np.sin(angles)], axis=-1), (0, 0))
        assert table["area_pct"][n] == pytest.approx(100 * areas.mean() / math.pi, rel=0.1)


def test_the_bars_start_at_zero_and_the_title_names_two_of_them(charts):
    chart = charts["players-and-deadlock"]
    for _, figure in figures(chart):
        assert all(axis.range[0] == 0 for axis in figure.select_yaxes())
    assert chart.title == "In random places, 4 players are deadlocked 50% of the time, 8 players 94%"


# The proposer ----------------------------------------------------------------------------------------------------


def test_no_accepted_place_is_nearer_to_the_proposer_than_the_cross(charts):
    quo, table = place("status_quo"), charts["who-proposes"].table.set_index("proposer")
    x, y = np.meshgrid(np.linspace(-0.8, 1.2, 800), np.linspace(-0.6, 1.4, 800))
    players = {"Seoul": place("seoul"), "Washington": place("washington"), "Tokyo": place("tokyo")}
    for word, needed in (("without", ["Seoul", "Washington"]), ("with", [*players])):
        accepted = np.all(
            [np.hypot(x - players[p][0], y - players[p][1]) <= math.dist(players[p], quo) for p in needed], axis=0
        )
        for who, ideal in players.items():
            nearest = np.hypot(x - ideal[0], y - ideal[1])[accepted].min()
            assert table[f"miss_{word}"][who] == pytest.approx(nearest, abs=0.005), (who, word)


def test_tokyos_veto_costs_seoul_and_nobody_else(charts):
    table = charts["who-proposes"].table.set_index("proposer")
    assert table["cost"]["Seoul"] > 0.5 and table["cost"][["Washington", "Tokyo"]].abs().max() < 1e-9
    assert charts["who-proposes"].title == (
        "With Tokyo's veto Seoul can win less by proposing, and Washington and Tokyo no less"
    )
