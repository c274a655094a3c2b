"""The charts of what holds the alliance together and apart: aims, trade, spending, and the abductees.

Each function takes tables as `crosspurposes.data.load` returns them and returns a `Chart`, with the words of title and
alternative made from the same rows as the picture. `polls` returns a table in Markdown: its answers make no chart.
"""

from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from crosspurposes.charts.chart import Chart
from crosspurposes.charts.lanes import count, credit_of
from crosspurposes.charts.theme import (
    BEIJING,
    GREY,
    PAPER,
    PYONGYANG,
    RULE,
    SEOUL,
    SOFT,
    TEMPLATE,
    TOKYO,
    WASHINGTON,
    Frame,
    figure,
    frames,
)
from crosspurposes.data import credit

ISSUES = {
    "denuclearisation": "Denuclearisation",
    "end_of_war_declaration": "End-of-war declaration",
    "sanctions_relief": "Sanctions",
    "exercises": "Exercises",
    "wartime_control": "Wartime command",
    "human_rights": "Human rights",
    "quad": "The Quad",
    "china_and_taiwan": "China and Taiwan",
    "supply_chains": "Supply chains",
    "japan": "Japan",
    "cost_sharing": "The bill for US troops",
}
FIELDS = {"north_korea": "North Korea", "china_and_technology": "China and technology", "alliance": "Alliance"}
GOVERNMENTS = {"seoul": ("Seoul", SEOUL, "circle"), "washington": ("Washington", WASHINGTON, "diamond")}
PARTNERS = {
    "china": ("China", BEIJING, "circle"),
    "united_states": ("United States", WASHINGTON, "diamond"),
    "japan": ("Japan", TOKYO, "square"),
    "hong_kong": ("Hong Kong", GREY, "triangle-up"),
}
COUNTRIES = {"United States": WASHINGTON, "South Korea": SEOUL, "China": BEIJING, "Japan": TOKYO}
#: The last year of exports to China that comes from Statistics Korea; later ones come from press reports.
LAST_FROM_STATISTICS_KOREA = 2019
#: The counts of `abduction-figures` that the chart draws, and what it calls them, by who stated them.
COUNTS = {
    "Japan's government": {
        "2002-09-17-tokyo-list": "on its list, September 2002",
        "2002-10-15-returned": "came home, October 2002",
        "2011-05-recognised": "recognised as victims, 2011",
        "2016-02-13-not-returned": "of those, not returned, 2016",
    },
    "North Korea": {
        "2002-09-17-admitted": "admitted, September 2002",
        "2002-09-17-alive": "of those, said to be alive",
        "2002-09-17-dead": "of those, said to be dead",
        "2016-02-13-never-entered": "said never to have entered, 2016",
    },
    "Japan's police": {
        "2022-09-17-police": "victims by their reckoning, 2022",
        "2022-09-17-possible": "missing, abduction not ruled out, 2022",
    },
}


def priorities(positions: pd.DataFrame) -> Chart:
    """What each government wanted in March 2021, issue by issue, and how far apart that was by our reading.

    Parameters
    ----------
    positions
        `positions`: two rows an issue, one for each government, with the same gap.
    """
    rows = positions.groupby("issue", observed=True)[["issue_group", "gap", "gap_note"]].first()
    for government in GOVERNMENTS:
        theirs = positions[positions["government"] == government].set_index("issue")
        rows[[f"{government}_{column}" for column in ("position", "on", "in")]] = theirs[
            ["position", "stated_on", "stated_in"]
        ]
    # A stable sort: within one size of gap the issues stay in the table's order.
    rows = rows.sort_values("gap", ascending=False, kind="stable").reset_index()

    wide, narrow = (_side_by_side(rows, narrow=frame.narrow) for frame in frames())
    large = rows.loc[rows["gap"] == "large", "issue"].tolist()
    by_issue = rows.set_index("issue")["gap"]
    on_quad = ", the Quad among them" if "quad" in large else "; on the Quad less so"
    unstated = sum(rows[f"{government}_on"].isna().sum() for government in GOVERNMENTS)

    def named(size: str) -> str:
        return ", ".join(_inside(ISSUES[issue]) for issue in by_issue.index[by_issue == size])

    return Chart(
        name="priorities",
        title=f"By our reading far apart on {count(len(large))} of {count(len(rows))} issues{on_quad}",
        subtitle="What each government wanted in March 2021, with the day it said so, and the gap between them by our reading",
        alt=(
            f"{count(len(rows)).capitalize()} issues with Seoul's position, Washington's position and, by our reading, the distance between the two. "
            + " ".join(
                f"{word}: {named(size)}."
                for size, word in (
                    ("large", "Large gaps"),
                    ("medium", "Medium"),
                    ("small", "Small"),
                    ("none", "No gap"),
                )
                if (by_issue == size).any()
            )
            + f" For {count(int(unstated))} positions there is no single dated statement."
        ),
        wide=wide,
        narrow=narrow,
        table=rows.assign(
            issue=rows["issue"].astype("string").map(ISSUES),
            issue_group=rows["issue_group"].astype("string").map(FIELDS),
        ),
        columns={
            "issue": "Issue",
            "issue_group": "Field",
            "seoul_position": "Seoul wanted",
            "seoul_on": "Seoul, stated on",
            "seoul_in": "Seoul, stated in",
            "washington_position": "Washington wanted",
            "washington_on": "Washington, stated on",
            "washington_in": "Washington, stated in",
            "gap": "Gap",
            "gap_note": "About the gap",
        },
        data=("positions",),
        credit=credit(["positions"]),
        note=(
            "The size of each gap is our judgement of what divided them, mostly from public words: on Japan the words were close, "
            "and on the end-of-war declaration the gap rests on words of October 2021. An open mark and a dotted line mean that "
            "we found no single statement of that side. Washington's review of its policy on North Korea was still open."
        ),
    )


#: How far apart the two marks of a gap stand, in steps.
_STEPS = {"none": 0, "small": 1, "medium": 2, "large": 3}


def _side_by_side(rows: pd.DataFrame, *, narrow: bool) -> go.Figure:
    """The two governments' words on either side of their distance; on a phone, below it. Coordinates are pixels."""
    width, size, line = (328, 12, 16) if narrow else (760, 13, 17)
    letters, step, touching = (44, 20, 11) if narrow else (36, 34, 11)
    seoul_edge, centre, washington_edge = 278, width - 50 if narrow else 380, 482
    drawn = figure(width=width, margin={"l": 0, "r": 0, "t": 0, "b": 0})
    marks = []
    lines, links, unsure = ({"x": [], "y": []} for _ in range(3))

    def write(x: float, y: float, text: str, **font) -> None:
        side = font.pop("side", "left")
        drawn.add_annotation(
            x=x, y=y, text=text, xanchor=side, yanchor="top", align=side, font={"size": size} | font, yshift=3
        )

    def mark(x: float, y: float, government: str, *, hollow: bool = False, size: int = 12) -> None:
        name, colour, symbol = GOVERNMENTS[government]
        # A diamond looks smaller than a circle of its size.
        marks.append((x, y, symbol, size + (symbol == "diamond"), PAPER if hollow else colour, colour, name))

    if narrow:
        for government, x in (("seoul", 7), ("washington", 84)):
            mark(x, 11, government, size=8)
            write(x + 11, 4, f"<b>{GOVERNMENTS[government][0]}</b>", color=GOVERNMENTS[government][1])
        write(width, 4, "gap", side="right", color=SOFT)
    else:
        write(seoul_edge, 4, "<b>Seoul</b>", side="right", color=SEOUL)
        write(washington_edge, 4, "<b>Washington</b>", color=WASHINGTON)
        write(centre, 4, "issue and gap", side="center", color=SOFT)
    y = 28
    for row in rows.to_dict("records"):
        lines["x"] += [0, width, None]
        lines["y"] += [y, y, None]
        y += 8
        half = (touching + step * _STEPS[row["gap"]]) / 2
        level = y + (8 if narrow else 27)
        hollow = {government: pd.isna(row[f"{government}_on"]) for government in GOVERNMENTS}
        words = {
            government: wrap(_said(row[f"{government}_position"], row[f"{government}_on"]), letters)
            for government in GOVERNMENTS
        }
        link = unsure if any(hollow.values()) else links
        link["x"] += [centre - half, centre + half, None]
        link["y"] += [level, level, None]
        for government, sign in zip(GOVERNMENTS, (-1, 1), strict=True):
            mark(centre + sign * half, level, government, hollow=hollow[government])
        write(0 if narrow else centre, y, f"<b>{ISSUES[row['issue']]}</b>", side="left" if narrow else "center")
        if narrow:
            write(centre - 50, y, row["gap"], side="right", color=SOFT)
            y += 23
            for government, text in words.items():
                mark(7, y + 7, government, hollow=hollow[government], size=8)
                write(18, y, "<br>".join(text))
                y += line * len(text) + 3
            y += 6
        else:
            write(centre, y + 35, row["gap"], side="center", color=SOFT)
            write(seoul_edge, y, "<br>".join(words["seoul"]), side="right")
            write(washington_edge, y, "<br>".join(words["washington"]))
            y += max(54, line * max(map(len, words.values()))) + 8
    for shape, look in (
        (lines, {"color": RULE, "width": 1}),
        (links, {"color": SOFT, "width": 2}),
        (unsure, {"color": SOFT, "width": 2, "dash": "dot"}),
    ):
        drawn.add_scatter(**shape, mode="lines", line=look, hoverinfo="skip")
    xs, ys, symbols, sizes, colours, edges, names = map(list, zip(*marks, strict=True))
    drawn.add_scatter(
        x=xs,
        y=ys,
        mode="markers",
        marker={
            "symbol": symbols,
            "size": sizes,
            "color": colours,
            "line": {"color": edges, "width": 2},
            "opacity": 1,
        },
        text=names,
        hovertemplate="%{text}<extra></extra>",
    )
    drawn.update_layout(height=y)
    drawn.update_xaxes(visible=False, range=[0, width])
    drawn.update_yaxes(visible=False, range=[y, 0])
    return drawn


def _said(position: str, day: str) -> str:
    """A position with its day in brackets, which no line may break; without a day as it is."""
    return position if pd.isna(day) else f"{position} ({_day(day).replace(' ', chr(0xA0))})"


def exports(table: pd.DataFrame) -> Chart:
    """Who buys South Korea's goods: amounts, and shares of all exports where they are printed or both parts are known.

    Parameters
    ----------
    table
        `exports-by-partner`.
    """
    known = shares(table)
    part = known.set_index(["partner", "year"])["share_pct"]
    chinese = known[known["partner"] == "china"].set_index("year")["exports_usd_bn"].dropna()

    def draw(frame: Frame) -> go.Figure:
        beside = {"cols": 2, "horizontal_spacing": 0.1}
        drawn = make_subplots(**({"rows": 2, "vertical_spacing": 0.14} if frame.narrow else beside))
        places = [{"row": n, "col": 1} if frame.narrow else {"row": 1, "col": n} for n in (1, 2)]
        cut = LAST_FROM_STATISTICS_KOREA
        for years, look in (
            (chinese.loc[2001:cut], {"width": 3}),
            (chinese.loc[cut + 1 :], {"width": 2, "dash": "dot"}),
        ):
            drawn.add_scatter(
                x=years.index.tolist(),
                y=years.tolist(),
                mode="lines",
                line=look | {"color": BEIJING},
                hoverinfo="skip",
                **places[0],
            )
        drawn.add_scatter(
            x=[cut + 0.5] * 2, y=[0, 172], mode="lines", line={"color": GREY, "width": 1}, hoverinfo="skip", **places[0]
        )
        both = sorted(set(part.dropna()["china"].index) & set(part.dropna()["united_states"].index))
        drawn.add_scatter(
            x=[year for each in both for year in (each, each, None)],
            y=[share for each in both for share in (part["china", each], part["united_states", each], None)],
            mode="lines",
            line={"color": RULE, "width": 3},
            hoverinfo="skip",
            **places[1],
        )
        for partner, (name, colour, symbol) in reversed(PARTNERS.items()):
            rows = known[known["partner"] == partner]
            for column, unit, where in (
                ("exports_usd_bn", " billion dollars", places[0]),
                ("share_pct", "%", places[1]),
            ):
                shown = rows.dropna(subset=[column])
                if partner == "china" and column == "exports_usd_bn":
                    shown = shown[(shown["year"] < 2001) | (shown["year"] > cut)]
                ours = (shown["share_known"] == "computed") & (column == "share_pct")
                drawn.add_scatter(
                    x=shown["year"].tolist(),
                    y=shown[column].tolist(),
                    mode="markers",
                    marker={
                        "symbol": symbol,
                        "size": 8,
                        "color": [PAPER if open_ else colour for open_ in ours],
                        "line": {"color": colour, "width": 1.5},
                    },
                    cliponaxis=False,
                    hovertemplate=f"{name}, %{{x}}: %{{y:.1f}}{unit}<extra></extra>",
                    **where,
                )
        for place, axis, unit in zip(places, ("", "2"), ("billion dollars", "% of all exports"), strict=True):
            drawn.add_annotation(x=0, y=1, text=f"<b>{unit}</b>", xanchor="left", yanchor="bottom", **place)
            drawn.layout.annotations[-1].update(xref=f"x{axis} domain", yref=f"y{axis} domain")
        for panel, partner, x, y, side in _LABELS:
            name, colour, _ = PARTNERS[partner]
            drawn.add_annotation(
                x=x,
                y=y,
                text=f"<b>{name}</b>",
                xanchor=side,
                font={"color": SOFT if colour == GREY else colour, "size": 12 if frame.narrow else 13},
                **places[panel],
            )
        drawn.add_annotation(
            x=cut + 0.2,
            y=8,
            text="source changes",
            xanchor="right",
            font={"color": SOFT, "size": 12},
            **places[0],
        )
        drawn.update_layout(
            template=TEMPLATE, width=frame.width, height=frame.height, margin={"t": 28, "l": 40, "r": 12}
        )
        drawn.update_xaxes(range=[1990, 2026.5], tickvals=[1991, 2000, 2010, 2020])
        drawn.update_layout(yaxis={"range": [0, 175], "dtick": 50}, yaxis2={"range": [0, 29], "dtick": 10})
        return drawn

    wide, narrow = map(draw, frames(wide=360, narrow=560))
    last = int(part.dropna()["china"].index.max())
    return Chart(
        name="exports",
        title=(
            f"China bought {part['china', 2020]:.1f}% of the South's exports in 2020 and the United States "
            f"{part['united_states', 2020]:.1f}%; by {last} it was {part['china', last]:.1f}% and {part['united_states', last]:.1f}%"
        ),
        subtitle="South Korea's exports of goods by partner, billion US dollars and per cent of all exports; years without a figure are left open",
        alt=(
            f"Two panels. In dollars, exports to China rise from {chinese[2001]:.0f} billion in 2001 to {chinese[2018]:.0f} billion in "
            f"2018, and after a change of source in 2020 swing between {chinese.loc[2020:].min():.0f} and {chinese.loc[2020:].max():.0f} billion. "
            f"As a share of all exports China goes from {part['china', 1991]:.1f}% in 1991 to {part['china', 2018]:.1f}% in 2018 and down to "
            f"{part['china', last]:.1f}% in {last}; the United States from {part['united_states', 1991]:.1f}% in 1991 to "
            f"{part['united_states', 2012]:.1f}% in 2012 and up to {part['united_states', last]:.1f}% in {last}. "
            f"Japan falls from {part['japan', 1991]:.1f}% to {part['japan', 2023]:.1f}% in 2023."
        ),
        wide=wide,
        narrow=narrow,
        table=known.assign(
            partner=known["partner"].map(
                {"world": "All partners"} | {key: name for key, (name, _, _) in PARTNERS.items()}
            )
        ),
        columns={
            "year": "Year",
            "partner": "Partner",
            "exports_usd_bn": "Exports, billion US dollars",
            "share_pct": "Share of all exports, %",
            "share_known": "Share is",
            "note": "Note",
            "confidence": "Confidence",
        },
        formats={"exports_usd_bn": ",.2f", "share_pct": ".1f"},
        data=("exports-by-partner",),
        credit=credit(["exports-by-partner"]),
        note=(
            "China is the mainland; much that went to Hong Kong went on to China. Filled marks are as printed, open ones our "
            "division of two amounts in the table. To 2019 China's amounts are from Statistics Korea, from 2020 from press reports; "
            "those of 2020 and 2025 are first figures."
        ),
    )


#: Where the partners' names stand in the panels of `exports`: panel, partner, x, y, and the side that x is.
_LABELS = (
    (0, "china", 2010, 150, "right"),
    (0, "united_states", 2019.2, 65, "right"),
    (0, "japan", 2024, 16, "center"),
    (1, "china", 2009.2, 24.9, "right"),
    (1, "united_states", 2013.2, 10.7, "left"),
    (1, "japan", 2019, 4.2, "right"),
    (1, "hong_kong", 2002.2, 6.3, "left"),
)


def shares(table: pd.DataFrame) -> pd.DataFrame:
    """Every row with its share of all exports: as printed, else worked out where partner and world stand in the table.

    Parameters
    ----------
    table
        `exports-by-partner`.

    Returns
    -------
    DataFrame
        The rows of `table` with `share_pct` filled where both parts are known, and `share_known`: ``published``,
        ``computed`` or empty. The rows of the world have no share.
    """
    known = table.astype({"partner": "string"}).reset_index(drop=True)
    world = known[known["partner"] == "world"].set_index("year")["exports_usd_bn"]
    ours = (100 * known["exports_usd_bn"] / known["year"].map(world).astype("float64")).where(
        known["partner"] != "world"
    )
    origin = pd.Series("published", index=known.index, dtype="string").where(known["share_pct"].notna())
    origin = origin.mask(known["share_pct"].isna() & ours.notna(), "computed")
    return known.assign(share_pct=known["share_pct"].fillna(ours), share_known=origin)


def burden(spending: pd.DataFrame) -> Chart:
    """Military spending of four countries as a share of output since 1990, by SIPRI's own shares.

    Parameters
    ----------
    spending
        `military-spending`.
    """
    by_year = spending.astype({"country": "string"}).pivot(index="year", columns="country", values="share_of_gdp_pct")
    first, last = int(by_year.index.min()), int(by_year.index.max())
    ours = by_year["South Korea"]
    between = (by_year["United States"] > ours) & (ours > by_year["China"]) & (ours > by_year["Japan"])
    how_often = f"Every year from {first} to {last}" if between.all() else f"In {between.sum()} of {len(between)} years"
    estimated = set(spending.loc[spending["note"].fillna("").str.contains("estimate"), "country"].astype("string"))

    def draw(frame: Frame) -> go.Figure:
        drawn = figure(width=frame.width, height=frame.height, margin={"r": 112 if frame.narrow else 172, "l": 32})
        for country, colour in COUNTRIES.items():
            line = by_year[country].dropna()
            drawn.add_scatter(
                x=line.index.tolist(),
                y=line.tolist(),
                mode="lines",
                line={
                    "color": colour,
                    "width": 3.5 if country == "South Korea" else 2,
                    "dash": "6px,3px" if country in estimated else "solid",
                },
                hovertemplate=country + ", %{x}: %{y:.2f}%<extra></extra>",
            )
            drawn.add_annotation(
                x=last,
                y=line[last],
                text=f"<b>{country}</b>{'<br>' if frame.narrow else ' '}{line[last]:.2f}%",
                xanchor="left",
                align="left",
                xshift=8,
                # The lines of China and Japan end close together: their labels part.
                yshift={"China": 9, "Japan": -9}.get(country, 0),
                font={"color": colour, "size": 12 if frame.narrow else 13},
            )
        drawn.update_xaxes(tickvals=[1990, 2000, 2010, 2020], range=[first - 0.5, last + 0.2])
        drawn.update_yaxes(range=[0, 6], dtick=1 if not frame.narrow else 2, ticksuffix="%")
        return drawn

    wide, narrow = map(draw, frames(wide=360, narrow=380))
    low = int(ours.idxmin())
    lowest = _listed([str(year) for year in ours.index[ours == ours.min()]])
    return Chart(
        name="burden",
        title=f"{how_often} South Korea put more of its output into its forces than China and Japan, and less than the United States",
        subtitle="Military spending as a share of gross domestic product, per cent",
        alt=(
            f"Four lines from {first} to {last}. South Korea falls from {ours[first]:.2f}% to {ours[low]:.2f}% in {lowest}, "
            f"climbs to {ours[2020]:.2f}% in 2020 and stands at {ours[last]:.2f}% in {last}. In {last} the United States is at "
            f"{by_year['United States'][last]:.2f}%, China at {by_year['China'][last]:.2f}% and Japan at {by_year['Japan'][last]:.2f}%."
        ),
        wide=wide,
        narrow=narrow,
        table=by_year.reset_index(),
        columns={"year": "Year"} | {country: f"{country}, %" for country in COUNTRIES},
        formats=dict.fromkeys(COUNTRIES, ".2f"),
        data=("military-spending",),
        credit=credit(["military-spending"]),
        note=(
            "SIPRI's own shares, on South Korea's output as revised in 2024; a weak year for output raised South Korea's share in 2020. "
            "The broken line of China is SIPRI's estimate, and so are recent figures of the others. SIPRI does not count as South "
            "Korea's defence budget does."
        ),
    )


def abductions(figures: pd.DataFrame) -> Chart:
    """The published counts in the matter of the Japanese abductees, each as so many squares, by who stated it.

    Parameters
    ----------
    figures
        `abduction-figures`; the South Korean counts are left to the text.
    """
    japanese = figures[figures["group"] == "japanese"]
    count = japanese.set_index("id")["persons"]
    missing = japanese.set_index("id").loc["2022-09-17-possible"]
    drawn = japanese[japanese["id"].isin([key for rows in COUNTS.values() for key in rows])]
    wide, narrow = (_squares(count, narrow=frame.narrow) for frame in frames())
    return Chart(
        name="abductions",
        title=(
            f"Japan recognises {count['2011-05-recognised']} victims and North Korea admitted {count['2002-09-17-admitted']}, "
            f"while a list of missing people held {missing['persons']} in {missing['as_of'][:4]}"
        ),
        subtitle="Published counts of Japanese abductees and of missing people; one square is one person",
        alt=(
            "Rows of squares, grouped by who stated the count. "
            + " ".join(
                f"{who}: " + "; ".join(f"{label}, {count[key]}" for key, label in rows.items()) + "."
                for who, rows in COUNTS.items()
            )
            + " The missing people fill a block; every other count fits into one short row."
        ),
        wide=wide,
        narrow=narrow,
        table=japanese,
        columns={
            "as_of": "As of",
            "said_by": "Said by",
            "what": "What is counted",
            "persons": "Persons",
            "note": "Note",
            "confidence": "Confidence",
        },
        data=("abduction-figures",),
        credit=credit_of(drawn),
        note=(
            "The counts come from different lists and days and must not be added together. Japan rejects what North Korea says of the dead and of "
            "those who never entered. The police's list holds missing people, not proven abductions, and falls when one is found; "
            "its earlier counts, and those of the first day in 2002, are in the table."
        ),
    )


def _squares(count: pd.Series, *, narrow: bool) -> go.Figure:
    """One square a person; coordinates are pixels. A square is a dash of a thick line, so a row is one path."""
    width, left, size = (328, 0, 12) if narrow else (760, 268, 13)
    pitch, square = (10, 7) if narrow else (12, 9)
    a_row = (width - left) // pitch
    looks = {"Japan's government": TOKYO, "Japan's police": TOKYO, "North Korea": PYONGYANG}
    drawn = figure(width=width, margin={"l": 0, "r": 0, "t": 0, "b": 0})

    def write(x: float, y: float, text: str, side: str = "left", **font) -> None:
        drawn.add_annotation(
            x=x, y=y, text=text, xanchor=side, align=side, yanchor="top", yshift=9, font={"size": size} | font
        )

    y = 12
    for who, rows in COUNTS.items():
        write(0, y, f"<b>{who}</b>", color=looks[who])
        y += 26
        for key, label in rows.items():
            many = int(count[key])
            full = [a_row] * (many // a_row) + ([many % a_row] if many % a_row else [])
            block = len(full) > 1
            if narrow or block:
                lines = wrap(f"{label}:", 60 if narrow else 24)
                write(
                    0 if narrow else left - 12, y, "<br>".join(lines) + f" <b>{many}</b>", "left" if narrow else "right"
                )
            else:
                write(left - 12, y, label, "right")
                write(left + many * pitch + 4, y, f"<b>{many}</b>")
            y += 15 if narrow else 0
            drawn.add_scatter(
                x=[x for squares in full for x in (left, left + squares * pitch - (pitch - square), None)],
                y=[level for row in range(len(full)) for level in (y + row * pitch, y + row * pitch, None)],
                mode="lines",
                line={
                    "color": GREY if block else looks[who],
                    "width": square,
                    "dash": f"{square}px,{pitch - square}px",
                },
                opacity=0.6 if block else 1,
                hovertemplate=f"{label}: {many}<extra></extra>",
            )
            y += pitch * (len(full) - 1) + 24
        y += 12
    drawn.update_layout(height=y - 24)
    drawn.update_xaxes(visible=False, range=[0, width])
    drawn.update_yaxes(visible=False, range=[y - 24, 0])
    return drawn


def polls(table: pd.DataFrame, *, since: str, until: str) -> str:
    """The polls whose asking began within these days, one question a row, as a table in Markdown.

    Parameters
    ----------
    table
        `polls`. Answers without a share are left out.
    since, until
        First and last day, as ISO dates. A poll dated by its month counts from the month's first day.

    Raises
    ------
    ValueError
        If no poll with a share was begun within these days.
    """
    begun = pd.to_datetime(table["fieldwork_start"], format="ISO8601")
    found = table.assign(begun=begun)[begun.between(since, until) & table["share_pct"].notna()]
    if found.empty:
        raise ValueError(f"no poll with a share began between {since} and {until}; choose other days")
    rows = [("Poll", "Question", "Answers"), ("---",) * 3]
    for (_, pollster, question), answers in found.groupby(["begun", "pollster", "question"]):
        first = answers.iloc[0]
        people = "sample not seen" if pd.isna(first["sample"]) else f"{first['sample']:,} people"
        said = answers.sort_values("share_pct", ascending=False)[["answer", "share_pct"]].itertuples(index=False)
        shares = "; ".join(f"{answer}: {share:g}%" for answer, share in said)
        rows.append(
            (f"{pollster}, {_days(first['fieldwork_start'], first['fieldwork_end'])}; {people}", question, shares)
        )
    return "\n".join("| " + " | ".join(cells) + " |" for cells in rows)


def _days(start: str, end: str) -> str:
    """Two ISO dates as "19 Apr to 26 Apr 2021", or as one where they are the same."""
    first, last = _day(start), _day(end)
    return last if first == last else f"{first.removesuffix(last[-5:])} to {last}"


def _day(iso: str) -> str:
    """An ISO date as "18 Jan 2021", "Jan 2021" or "2021", as precise as it is."""
    day = pd.Timestamp(iso)
    return day.strftime(("%Y", "%b %Y", f"{day.day} %b %Y")[iso.count("-")])


def _listed(names: list[str]) -> str:
    """Names as a sentence has them: commas, and "and" before the last."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _inside(name: str) -> str:
    """A heading as it stands inside a sentence: a small letter first, unless it is a proper name."""
    return name if name.split()[0] in {"China", "Japan"} else name[0].lower() + name[1:]
