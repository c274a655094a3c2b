"""The charts of the veto-player model: what two agree on, what a third leaves of it, and what numbers alone would do.

Each function takes `ideal-points` as `crosspurposes.data.load` returns it, or a range of counts, and returns a `Chart`,
with the words of title and alternative made from the same numbers as the picture. Positions are assumptions, and every
chart that shows one says so. The drawn arcs are those of `crosspurposes.winset.winset_boundary`.
"""

import itertools
import math
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from crosspurposes import winset
from crosspurposes.charts.chart import Chart
from crosspurposes.charts.theme import GREY, INK, RULE, SEOUL, SOFT, TEMPLATE, TOKYO, WASHINGTON, Frame, frames

Point = tuple[float, float]

PAIR, THIRD, STATUS_QUO = ("seoul", "washington"), "tokyo", "status_quo"
NAMES = {"seoul": "Seoul", "washington": "Washington", "tokyo": "Tokyo"}
COLOURS = {"seoul": SEOUL, "washington": WASHINGTON, "tokyo": TOKYO}
DASHES = {"seoul": "solid", "washington": "9px,4px", "tokyo": "2px,3px"}
ENDS = {
    "x": ("pressure first", "relief and peace first"),
    "y": ("accommodation", "against China"),
}
ASSUMED = "Every position is an assumption of ours, not a measurement."
ABSORBED = "A player whose circle cuts nothing off is called absorbed."
#: Whose words the order of the drawn governments along the axes follows.
CREDIT = "our assumptions; the order along the axes after Yonhap, the White House and Suga's press conference"
#: Half the side of the square that a picture of the plane shows; the axes go from -1 to 1.
REACH = 1.3


def two_players(table: pd.DataFrame) -> Chart:
    """What Seoul and Washington can agree on alone: the overlap of two circles."""
    places = positions(table)
    area = _area(places, PAIR)
    title = "Seoul and Washington can agree on any policy that lies in both circles"
    if area == 0:
        title = "The two circles only touch: Seoul and Washington can agree on no change"
    return _plane(
        "two-players",
        places,
        PAIR,
        title=title,
        alt=(
            f"A square whose sides are policy on North Korea and policy on China. {_said(places, PAIR)} "
            "Around each government runs the circle through the status quo, "
            f"within which it prefers every point to the status quo. {_room(places, PAIR)}"
        ),
    )


def third_player(table: pd.DataFrame) -> Chart:
    """What is left of the room of Seoul and Washington once Tokyo has to agree too."""
    places = positions(table)
    return _with_third("third-player", places, f"With {NAMES[THIRD]} added,")


def third_player_at(table: pd.DataFrame, *, x: float, y: float) -> Chart:
    """The same with Tokyo at a place of the reader's choice, `x` on North Korea and `y` on China, each from -1 to 1.

    Raises
    ------
    ValueError
        If a coordinate lies outside the axes.
    """
    for name, value in (("x", x), ("y", y)):
        if not -1 <= value <= 1:
            raise ValueError(f"{name} is {value}: the axes go from -1 to 1, so give {name} a number between them")
    places = positions(table) | {THIRD: (float(x), float(y))}
    return _with_third("third-player-at", places, f"With {NAMES[THIRD]} at {_at(places[THIRD])},")


def third_player_moved(table: pd.DataFrame) -> Chart:
    """Every case of the table side by side: the same third player in other places."""
    cases = list(dict.fromkeys(table["case"].astype("string")))
    drawn = [positions(table, case) for case in cases]
    two = _area(drawn[0], PAIR)
    rows = pd.DataFrame(
        {
            "case": [case.replace("-", " ").capitalize() for case in cases],
            "x": [places[THIRD][0] for places in drawn],
            "y": [places[THIRD][1] for places in drawn],
            "area": [_area(places, (*PAIR, THIRD)) for places in drawn],
        }
    )
    rows["share"] = rows["area"] / two * 100
    rows["outcome"] = [_outcome(places) for places in drawn]
    order = rows.sort_values(["share", "x"], ascending=[False, False], kind="stable").index
    rows, drawn = rows.loc[order].reset_index(drop=True), [drawn[place] for place in order]

    panels = [("100%", "without Tokyo", drawn[0], PAIR)] + [
        (_percent(row.area, two), row.outcome, places, (*PAIR, THIRD))
        for row, places in zip(rows.itertuples(), drawn, strict=True)
    ]

    def draw(frame: Frame) -> go.Figure:
        columns, margin, head, gap = 2 if frame.narrow else 5, 6, 40, 12
        lines = math.ceil(len(panels) / columns)
        side = (frame.width - 2 * margin - (columns - 1) * gap) / columns
        height = lines * (side + head) - head
        figure = make_subplots(
            rows=lines,
            cols=columns,
            horizontal_spacing=gap / (frame.width - 2 * margin),
            vertical_spacing=head / height,
        )
        for number, (share, words, places, players) in enumerate(panels, start=1):
            _put(figure, places, players, panel=number, initials=True)
            _frame(figure, number)
            figure.add_annotation(
                x=0, y=1, xref=f"{_axis('x', number)} domain", yref=f"{_axis('y', number)} domain",
                xanchor="left", yanchor="bottom", align="left", text=f"<b>{share}</b><br>{words}", font={"size": 12},
            )  # fmt: skip
        figure.update_layout(template=TEMPLATE, width=frame.width, height=round(height) + head + margin)
        return figure.update_layout(margin={"l": margin, "r": margin, "t": head, "b": margin})

    wide, narrow = map(draw, frames())
    return Chart(
        name="third-player-moved",
        title=(
            "What a third player leaves depends on where it stands: "
            f"from {_left(rows['area'].max(), two)} to {_left(rows['area'].min(), two)}"
        ),
        subtitle="The room left to all three, in per cent of what Seoul and Washington have alone; axes as before",
        alt=(
            f"{len(rows)} small pictures with Seoul, Washington and the status quo in the same places and Tokyo in others. "
            + " ".join(
                f"{row.case}, at {_at((row.x, row.y))}: {_percent(row.area, two)}, {row.outcome}."
                for row in rows.itertuples()
            )
        ),
        wide=wide,
        narrow=narrow,
        table=rows,
        columns={
            "case": "Case",
            "x": "Tokyo on North Korea",
            "y": "Tokyo on China",
            "area": "Area",
            "share": "Share of the room without Tokyo, %",
            "outcome": "Outcome",
        },
        formats={"x": ".2f", "y": ".2f", "area": ".4f", "share": ".1f"},
        data=("ideal-points",),
        credit=CREDIT,
        note=(
            f"{ABSORBED} S, W and T are Seoul, Washington and Tokyo; the diamond is the status quo. {ASSUMED} The three places "
            "between or beyond Seoul and Washington are there to show a theorem, not to describe Japan."
        ),
    )


def by_number(counts: Sequence[int] = range(1, 9)) -> Chart:
    """How likely deadlock is, and how much room there is on average, when players stand in random directions.

    Parameters
    ----------
    counts
        Numbers of players, ascending. One and two players are never deadlocked, but with probability zero.
    """
    table = pd.DataFrame({"players": list(counts)})
    table["deadlock_pct"] = [100 * winset.deadlock_probability(n) for n in table["players"]]
    table["area"] = [winset.expected_area(n) for n in table["players"]]
    table["area_pct"] = table["area"] / winset.expected_area(1) * 100
    panels = (
        ("deadlock_pct", "Probability of deadlock, %", SOFT),
        ("area_pct", "Average room, % of one player's", GREY),
    )

    def draw(frame: Frame) -> go.Figure:
        places = {"rows": 2, "vertical_spacing": 0.2} if frame.narrow else {"cols": 2, "horizontal_spacing": 0.07}
        figure = make_subplots(**places)
        for number, (column, heading, colour) in enumerate(panels, start=1):
            where = {"row": number, "col": 1} if frame.narrow else {"row": 1, "col": number}
            figure.add_bar(
                x=table["players"].tolist(),
                y=table[column].tolist(),
                marker={"color": colour},
                text=[_short_percent(value) for value in table[column]],
                textposition="outside",
                textfont={"size": 12, "color": INK},
                cliponaxis=False,
                hovertemplate="%{x} players: %{y:.1f}%<extra></extra>",
                **where,
            )
            figure.add_annotation(
                x=0, y=1.0, xref=f"{_axis('x', number)} domain", yref=f"{_axis('y', number)} domain",
                xanchor="left", yanchor="bottom", yshift=12, text=f"<b>{heading}</b>",
            )  # fmt: skip
        figure.update_xaxes(tickvals=table["players"].tolist(), title="Players who must agree", title_standoff=6)
        figure.update_yaxes(range=[0, 108], tickvals=[0, 50, 100])
        figure.update_layout(template=TEMPLATE, width=frame.width, height=frame.height)
        return figure.update_layout(margin={"l": 36, "r": 8, "t": 44, "b": 44})

    wide, narrow = map(draw, frames(wide=320, narrow=520))
    likely = table.set_index("players")["deadlock_pct"]
    half = int(likely[likely >= 50].index[0])
    before = table.set_index("players")["area_pct"]
    return Chart(
        name="players-and-deadlock",
        title=f"In random places, {half} players are deadlocked {likely[half]:.0f}% of the time, {likely.index[-1]} players {likely.iloc[-1]:.0f}%",
        subtitle="Players in independent random directions from the status quo, each at the same distance from it",
        alt=(
            "Two panels of bars, by the number of players who must agree. "
            + "The probability of deadlock is "
            + ", ".join(f"{_short_percent(value)} for {players}" for players, value in likely.items())
            + ". The average room, with one player's as 100%, is "
            + ", ".join(f"{_short_percent(value)} for {players}" for players, value in before.items())
            + "."
        ),
        wide=wide,
        narrow=narrow,
        table=table,
        columns={
            "players": "Players",
            "deadlock_pct": "Probability of deadlock, %",
            "area": "Average area of the winset",
            "area_pct": "Average area, % of one player's",
        },
        formats={"deadlock_pct": ".1f", "area": ".4f", "area_pct": ".1f"},
        data=(),
        credit="our arithmetic, exact; the probability after J. G. Wendel (1962)",
        note="Nobody's real position is in this chart. Players who lean the same way are deadlocked less often.",
    )


def proposers(table: pd.DataFrame) -> Chart:
    """How far from its own ideal point each of three proposers ends, without and with Tokyo's consent."""
    places = positions(table)
    groups = {"without": PAIR, "with": (*PAIR, THIRD)}
    rows = []
    for who in NAMES:
        row: dict[str, object] = {"proposer": NAMES[who]}
        for word, players in groups.items():
            best = winset.best_for(places[who], [places[player] for player in players], places[STATUS_QUO])
            row |= {f"x_{word}": best[0], f"y_{word}": best[1], f"miss_{word}": math.dist(best, places[who])}
        rows.append(row)
    result = pd.DataFrame(rows)
    result["cost"] = result["miss_with"] - result["miss_without"]
    loses = {row.proposer: row.cost > 1e-9 for row in result.itertuples()}

    def draw(frame: Frame) -> go.Figure:
        figure = make_subplots(rows=2 if frame.narrow else 1, cols=1 if frame.narrow else 2, horizontal_spacing=0.03,
                               vertical_spacing=0.09)  # fmt: skip
        for panel, (word, players) in enumerate(groups.items(), start=1):
            _put(figure, places, players, panel=panel, initials=False, names=(*NAMES,))
            _frame(figure, panel)
            for who in NAMES:
                row = result.set_index("proposer").loc[NAMES[who]]
                figure.add_scatter(
                    x=[places[who][0], row[f"x_{word}"]], y=[places[who][1], row[f"y_{word}"]],
                    mode="lines+markers", line={"color": COLOURS[who], "width": 2},
                    marker={"symbol": ["circle", "x"], "size": [0.1, 11], "color": COLOURS[who], "opacity": 1, "line": {"width": 0}},
                    hovertemplate=f"{NAMES[who]} proposes: " + "%{x:.2f}, %{y:.2f}<extra></extra>",
                    xaxis=_axis("x", panel), yaxis=_axis("y", panel),
                )  # fmt: skip
            figure.add_annotation(
                x=0, y=1, xref=f"{_axis('x', panel)} domain", yref=f"{_axis('y', panel)} domain",
                xanchor="left", yanchor="bottom", text=f"<b>{_and(players)} must agree</b>",
            )  # fmt: skip
        figure.update_layout(template=TEMPLATE, width=frame.width, height=frame.height)
        return figure.update_layout(margin={"l": 8, "r": 8, "t": 28, "b": 8})

    wide, narrow = map(draw, frames(wide=400, narrow=684))
    losing = [name for name, lost in loses.items() if lost]
    spared = [name for name, lost in loses.items() if not lost]
    return Chart(
        name="who-proposes",
        title=f"With Tokyo's veto {_and(losing)} can win less by proposing" + (f", and {_and(spared)} no less" if spared else "")
        if losing
        else "Tokyo's veto costs no proposer anything",
        subtitle="Each line runs from a government's ideal point to the cross, the best point that the others accept",
        alt="Two pictures, without and with Tokyo's consent. "
        + " ".join(
            f"When {row.proposer} proposes, it ends {row.miss_without:.2f} from its ideal point without Tokyo's consent and "
            f"{row.miss_with:.2f} with it."
            for row in result.itertuples()
        ),
        wide=wide,
        narrow=narrow,
        table=result,
        columns={
            "proposer": "Proposer",
            "x_without": "Best point without Tokyo's consent: North Korea",
            "y_without": "China",
            "miss_without": "Distance from its ideal",
            "x_with": "Best point with it: North Korea",
            "y_with": "China, with it",
            "miss_with": "Distance, with it",
            "cost": "Cost of Tokyo's consent",
        },
        formats={name: ".2f" for name in result.columns if name != "proposer"},
        data=("ideal-points",),
        credit=CREDIT,
        note=f"{ASSUMED} A proposer whose own ideal point lies in the room gets it; its cross stands on its mark.",
    )  # fmt: skip


def positions(table: pd.DataFrame, case: str = "default") -> dict[str, Point]:
    """Player -> its ideal point (x, y) in a case; whoever the case does not move stands as in the default case.

    Raises
    ------
    KeyError
        If the table has no such case.
    """
    if case not in set(table["case"]):
        raise KeyError(f"there is no case {case}; the table has {', '.join(dict.fromkeys(table['case']))}")
    rows = pd.concat([table[table["case"] == "default"], table[table["case"] == case]])
    return {str(row.player): (float(row.x), float(row.y)) for row in rows.itertuples()}


def _with_third(name: str, places: Mapping[str, Point], opening: str) -> Chart:
    everyone = (*PAIR, THIRD)
    two, three = _area(places, PAIR), _area(places, everyone)
    idle = _absorbed(places, everyone)
    ending = "each of the three circles bounds it"
    if idle:
        ending = f"{_and(idle)} {'are each' if len(idle) > 1 else 'is'} absorbed"
    if three == 0:
        title = f"{opening} no room for change is left"
    else:
        title = f"{opening} {_percent(three, two)} of the room is left, and {ending}"
    return _plane(
        name,
        places,
        everyone,
        title=title,
        alt=f"The same picture with Tokyo at {_at(places[THIRD])}. {_said(places, everyone)} {_room(places, everyone)}",
    )


def _plane(name: str, places: Mapping[str, Point], players: Sequence[str], *, title: str, alt: str) -> Chart:
    """One picture of the plane, with axes in words."""

    def draw(frame: Frame) -> go.Figure:
        figure = make_subplots()
        _put(figure, places, players, panel=1, initials=False)
        _frame(figure, 1)
        side = frame.width - 44 if frame.narrow else frame.height - 50
        figure.update_layout(template=TEMPLATE, width=frame.width, height=frame.height)
        figure.update_layout(
            margin={"l": 38, "r": frame.width - 38 - side, "t": 6, "b": frame.height - 6 - side},
        )
        _ends(figure)
        if not frame.narrow:
            _key(figure)
        return figure

    wide, narrow = map(draw, frames(wide=470, narrow=334))
    listed = (*players, STATUS_QUO)
    table = pd.DataFrame(
        {
            "player": [_name(player) for player in listed],
            "x": [places[player][0] for player in listed],
            "y": [places[player][1] for player in listed],
            "status": "assumption",
        }
    )
    return Chart(
        name=name,
        title=title,
        subtitle="Ideal points, the circles of what each accepts, and the room for change (grey)",
        alt=alt,
        wide=wide,
        narrow=narrow,
        table=table,
        columns={"player": "Who", "x": "North Korea policy", "y": "China policy", "status": "Status"},
        formats={"x": ".2f", "y": ".2f"},
        data=("ideal-points",),
        credit=CREDIT,
        note=(
            f"{f'{ABSORBED} ' if 'absorbed' in title else ''}{ASSUMED} "
            "The axes have no unit; areas under one status quo can be compared, and nothing else."
        ),
    )


def _put(
    figure: go.Figure,
    places: Mapping[str, Point],
    players: Sequence[str],
    *,
    panel: int,
    initials: bool,
    names: Sequence[str] = (),
) -> None:
    """Draw circles, room, marks and labels of one picture; `names` are to be marked though their consent is not needed."""
    axes = {"xaxis": _axis("x", panel), "yaxis": _axis("y", panel)}
    refs = {"xref": axes["xaxis"], "yref": axes["yaxis"]}
    for player in players:
        radius = math.dist(places[player], places[STATUS_QUO])
        figure.add_shape(
            path=_visible(places[player], radius, -math.pi, math.pi), layer="below",
            line={"color": COLOURS[player], "width": 1.25, "dash": DASHES[player]}, **refs,
        )  # fmt: skip
    _, arcs = winset.winset_boundary([places[player] for player in players], places[STATUS_QUO])
    if arcs:
        outline = " ".join(
            _curve(arc.centre, arc.radius, arc.start, arc.end, joined=k > 0) for k, arc in enumerate(arcs)
        )
        figure.add_shape(path=outline, layer="below", fillcolor=GREY, opacity=0.38, line={"width": 0}, **refs)
    for arc in arcs:
        figure.add_shape(
            path=_visible(arc.centre, arc.radius, arc.start, arc.end), layer="below",
            line={"color": COLOURS[players[arc.player]], "width": 3}, **refs,
        )  # fmt: skip
    for player in dict.fromkeys((*players, *names)):
        x, y = places[player]
        figure.add_scatter(
            x=[x], y=[y], mode="markers", marker={"color": COLOURS[player], "size": 8 if initials else 10},
            hovertemplate=f"{NAMES[player]}: %{{x:.2f}}, %{{y:.2f}} (assumption)<extra></extra>", **axes,
        )  # fmt: skip
        left = x < 0 if initials else -0.8 < x < -0.1
        beside = not (left or initials)
        figure.add_annotation(
            x=x, y=y, text=f"<b>{NAMES[player][0] if initials else NAMES[player]}</b>",
            xanchor="right" if left else "left", xshift=-4 if left else 7 if beside else 4,
            yanchor="middle" if beside else "bottom",
            font={"color": COLOURS[player], "size": 12 if initials else 13}, **refs,
        )  # fmt: skip
    x, y = places[STATUS_QUO]
    figure.add_scatter(
        x=[x], y=[y], mode="markers", marker={"color": INK, "size": 8 if initials else 11, "symbol": "diamond"},
        hovertemplate="Status quo: %{x:.2f}, %{y:.2f} (assumption)<extra></extra>", **axes,
    )  # fmt: skip
    if not initials:
        figure.add_annotation(x=x, y=y, text="status quo", xanchor="right", yanchor="top", xshift=-5, yshift=-3, **refs)


def _visible(centre: Point, radius: float, start: float, end: float) -> str:
    """The parts of an arc inside the square as a path: a kept picture has no clipping."""
    x, y = centre
    crossings = []
    for edge in (-REACH, REACH):
        if abs(edge - x) < radius:
            crossings += [math.acos((edge - x) / radius), -math.acos((edge - x) / radius)]
        if abs(edge - y) < radius:
            crossings += [math.asin((edge - y) / radius), math.pi - math.asin((edge - y) / radius)]
    between = sorted(start + (angle - start) % math.tau for angle in crossings)
    cuts = [start, *(angle for angle in between if angle < end), end]
    return " ".join(
        _curve(centre, radius, first, last)
        for first, last in itertools.pairwise(cuts)
        if max(abs(x + radius * math.cos((first + last) / 2)), abs(y + radius * math.sin((first + last) / 2))) < REACH
    )


def _curve(centre: Point, radius: float, start: float, end: float, *, joined: bool = False) -> str:
    """An arc as Bézier curves of at most an eighth of a turn, off it by less than its radius over 200,000."""
    pieces = max(1, math.ceil((end - start) / (math.pi / 4)))
    angles = np.linspace(start, end, pieces + 1)
    around = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    ahead = 4 / 3 * math.tan((end - start) / pieces / 4) * np.stack([-around[:, 1], around[:, 0]], axis=1)
    knots, before, after = (np.array(centre) + radius * part for part in (around, around - ahead, around + ahead))

    def written(point: np.ndarray) -> str:
        return f"{point[0]:.6f},{point[1]:.6f}"

    curves = [f"C{written(after[k])} {written(before[k + 1])} {written(knots[k + 1])}" for k in range(pieces)]
    return " ".join([*([] if joined else [f"M{written(knots[0])}"]), *curves])


def _frame(figure: go.Figure, panel: int) -> None:
    """Give a panel the square that every picture shows, as wide as it is high, so that a circle is round."""
    look = {"range": [-REACH, REACH], "showticklabels": False, "showgrid": False, "showline": True, "mirror": True,
            "linecolor": RULE, "linewidth": 1, "constrain": "domain"}  # fmt: skip
    figure.layout[_axis("xaxis", panel, "")].update(look)
    figure.layout[_axis("yaxis", panel, "")].update(look | {"scaleanchor": _axis("x", panel)})


def _ends(figure: go.Figure) -> None:
    """Write the ends of both axes in words along the square."""
    paper = {"xref": "x domain", "yref": "y domain", "font": {"size": 12, "color": SOFT}}
    low, high = ENDS["x"]
    figure.add_annotation(x=0, y=0, text=f"← {low}", xanchor="left", yanchor="top", **paper)
    figure.add_annotation(x=1, y=0, text=f"{high} →", xanchor="right", yanchor="top", **paper)
    figure.add_annotation(x=0.5, y=0, yshift=-17, text="<b>North Korea policy</b>", yanchor="top", **paper)
    low, high = ENDS["y"]
    turned = paper | {"textangle": -90, "xanchor": "right"}
    figure.add_annotation(x=0, y=0, text=f"← {low}", yanchor="bottom", **turned)
    figure.add_annotation(x=0, y=1, text=f"{high} →", yanchor="top", **turned)
    figure.add_annotation(x=0, y=0.5, xshift=-17, text="<b>China policy</b>", yanchor="middle", **turned)


def _key(figure: go.Figure) -> None:
    """Explain the picture beside it, where there is space."""
    lines = (
        "<b>Dot</b>: what a government likes best",
        "<b>Diamond</b>: the status quo, which holds<br>unless all who must agree do agree",
        "<b>Thin circle</b>: through the status quo,<br>around a dot; that government likes all<br>within it better than the status quo",
        "<b>Grey</b>: within every circle, so all<br>accept it; the room for change",
        "<b>Thick arc</b>: whose circle limits it",
    )
    figure.add_annotation(
        x=1, y=1, xref="x domain", yref="y domain", xshift=26, xanchor="left", yanchor="top", align="left",
        text="<br><br>".join(lines), font={"color": SOFT},
    )  # fmt: skip


def _axis(letter: str, panel: int, first: str = "") -> str:
    return f"{letter}{first if panel == 1 else panel}"


def _area(places: Mapping[str, Point], players: Iterable[str]) -> float:
    return winset.winset_area([places[player] for player in players], places[STATUS_QUO])


def _absorbed(places: Mapping[str, Point], players: Sequence[str]) -> list[str]:
    """The players each of whom changes nothing."""
    return [
        player
        for player in players
        if winset.is_absorbed(places[player], [places[o] for o in players if o != player], places[STATUS_QUO])
    ]


def _outcome(places: Mapping[str, Point]) -> str:
    players = (*PAIR, THIRD)
    if _area(places, players) == 0:
        return "deadlock"
    idle = _absorbed(places, players)
    return f"{_and(idle)} is absorbed" if idle else "all three bind"


def _said(places: Mapping[str, Point], players: Sequence[str]) -> str:
    """The positions in a sentence."""
    listed = ", ".join(f"{_name(player)} at {_at(places[player])}" for player in players)
    return f"Assumed positions: {listed}; the status quo at {_at(places[STATUS_QUO])}."


def _room(places: Mapping[str, Point], players: Sequence[str]) -> str:
    """How large the room is, and who bounds it."""
    area, two = _area(places, players), _area(places, PAIR)
    if area == 0:
        return "The circles have no area in common: deadlock."
    _, arcs = winset.winset_boundary([places[player] for player in players], places[STATUS_QUO])
    share = f", {_percent(area, two)} of what Seoul and Washington have alone" if len(players) > 2 else ""
    bound = list(dict.fromkeys(players[arc.player] for arc in arcs))
    bound.sort(key=players.index)
    return f"The circles share an area of {area:.2f}{share}, bounded by {_and(bound)}."


def _percent(area: float, whole: float) -> str:
    """A share in whole per cent; what is not quite none or all is not called so."""
    share = 100 * area / whole if whole else 0.0
    if 0 < share < 1:
        return "less than 1%"
    return "more than 99%" if 99.5 <= share < 100 - 1e-9 else f"{share:.0f}%"


def _left(area: float, whole: float) -> str:
    """How much of the room is left, in words where it is all or none."""
    share = _percent(area, whole)
    return {"100%": "all of the room", "0%": "none"}.get(share, f"{share} of the room")


def _short_percent(value: float) -> str:
    return f"{value:.0f}%" if value >= 10 or value == 0 else f"{value:.1f}%"


def _at(point: Point) -> str:
    return f"({point[0]:.2f}, {point[1]:.2f})".replace("-", "−")


def _name(player: str) -> str:
    return NAMES.get(player, player.replace("_", " ").capitalize())


def _and(players: Iterable[str]) -> str:
    *others, last = map(_name, players)
    return f"{', '.join(others)} and {last}" if others else last
