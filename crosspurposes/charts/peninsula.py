"""The charts on Korea itself: whose lock was on which door, trade, exercises, and launches beside meetings.

Each function takes tables as `crosspurposes.data.load` returns them and returns a `Chart`, with the words of
title and alternative made from the same rows as the picture. An unknown is drawn as an unknown.
"""

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from crosspurposes.charts.chart import Chart
from crosspurposes.charts.theme import (
    BEIJING,
    INK,
    PAPER,
    PYONGYANG,
    RULE,
    SEOUL,
    SMALLEST,
    SOFT,
    TOKYO,
    WASHINGTON,
    Frame,
    figure,
    frames,
)
from crosspurposes.data import credit

_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


# Whose lock ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Lock:
    """One column of the chart of locks: its heading, its colour and the values of `lock` that it holds."""

    heading: str
    colour: str
    values: tuple[str, ...]

    @property
    def subject(self) -> str:
        """The lock as a sentence begins with it."""
        return f"The {self.heading}" if self.heading in ("working group", "UN Command") else self.heading

    @property
    def opener(self) -> str:
        """Who opens the lock, inside a sentence: sanctions do not open, the committee that exempts from them does."""
        return "the UN committee" if self.heading == "UN sanctions" else self.subject.replace("The ", "the ")


LOCKS = (
    Lock("UN sanctions", INK, ("un_sanctions",)),
    Lock("Washington", WASHINGTON, ("us_sanctions", "us_government")),
    Lock("working group", SOFT, ("us_rok_working_group",)),
    Lock("UN Command", SOFT, ("un_command",)),
    Lock("Seoul", SEOUL, ("seoul",)),
    Lock("Pyongyang", PYONGYANG, ("pyongyang",)),
)
#: The locks of the table, each by its own name.
_LOCK = {
    "un_sanctions": "UN sanctions",
    "us_sanctions": "US sanctions",
    "us_government": "US government",
    "us_rok_working_group": "working group",
    "un_command": "UN Command",
    "seoul": "Seoul",
    "pyongyang": "Pyongyang",
}
#: Who counted the North's trade with China.
_SERIES = {
    "chinese_customs": "Chinese customs",
    "kita": "KITA",
    "kotra": "KOTRA",
    "kotra_with_crude": "KOTRA, with crude oil",
}
_COLUMN = {value: number for number, lock in enumerate(LOCKS) for value in lock.values}


def episodes(projects: pd.DataFrame) -> pd.DataFrame:
    """The rows of `blocked-projects` in order of time, with what the chart of locks needs to draw them.

    Parameters
    ----------
    projects
        `blocked-projects`.

    Returns
    -------
    DataFrame
        The rows with `year`; `column`, the place of their lock in `LOCKS`; `deed`, their effect, or ``end`` where the
        lock itself was taken off; `outcome_said`, the outcome in words, with the number of exemptions where there is
        one; `sure`, whether their confidence is A; and `disputed`, whether the note calls their cause contested. What
        is dated by its year alone stands at the end of that year.
    """
    rows = projects.astype({"lock": "string", "effect": "string", "outcome": "string"})
    counted = rows["exemptions_approved"].astype("string").add(" ").fillna("")
    rows = rows.assign(
        year=rows["date"].str[:4].astype(int),
        column=rows["lock"].map(_COLUMN),
        deed=rows["effect"].mask((rows["effect"] == "release") & (rows["outcome"] == "eased"), "end"),
        # Beside doors and locks "open" would be read as the opposite of shut.
        outcome_said=counted + rows["outcome"].replace("open", "undecided"),
        sure=rows["confidence"] == "A",
        disputed=rows["note"].str.contains("contested", regex=False).fillna(False),
    )
    return rows.sort_values("date", key=lambda dates: dates.where(dates.str.len() > 4, dates + "-99"), kind="stable")


def locks(projects: pd.DataFrame) -> Chart:
    """Which lock slowed or opened which project, year by year, with the unsure and the disputed drawn as such.

    Parameters
    ----------
    projects
        `blocked-projects`.
    """
    rows = episodes(projects)
    lines = [group for _, group in rows.groupby(["year", "project"], sort=False)]
    # A project with rows in January and June stays one line, and the years stay in order.
    lines.sort(key=lambda group: group["year"].iloc[0])

    def draw(narrow: bool) -> go.Figure:
        width, left, lane, letters, step = (328, 37, 21, 24, 13) if narrow else (760, 44, 44, 42, 16)
        head, size = 118, 8 if narrow else 11
        first = (width - 15 if narrow else 554) - (len(LOCKS) - 1) * lane
        labels = [textwrap.wrap(group["project"].iloc[0], letters) for group in lines]
        years = [int(group["year"].iloc[0]) for group in lines]
        new = [year != before for year, before in zip(years, [None, *years], strict=False)]
        heights = [step * len(label) + 6 for label in labels]
        tops = [head + 8 * sum(new[: n + 1]) + sum(heights[:n]) for n in range(len(lines))]
        drawn = _canvas(width, tops[-1] + heights[-1] + 6)
        _key(drawn, size, narrow)
        for number, lock in enumerate(LOCKS):
            x = first + number * lane
            _rule(drawn, (x, x), (head, tops[-1] + heights[-1]))
            heading = {"textangle": -90, "yanchor": "bottom", "xanchor": "center"}
            _write(drawn, x, head - 4, f"<b>{lock.heading}</b>", size=12, color=lock.colour, **heading)
        for group, label, year, is_new, top in zip(lines, labels, years, new, tops, strict=True):
            middle = top + step * len(label) / 2
            if is_new:
                _rule(drawn, (0, width), (top - 6, top - 6))
                _write(drawn, 0, top + step / 2, f"<b>{year}</b>", size=12)
            _write(drawn, left, middle, "<br>".join(label), size=SMALLEST if narrow else 13)
            if not narrow:
                said = ", ".join(dict.fromkeys(group["outcome_said"]))
                _write(drawn, first + len(LOCKS) * lane - 8, middle, said, size=12, color=SOFT)
            for column, cell in group.groupby("column"):
                _marks(drawn, cell, first + column * lane, middle, size, LOCKS[column].colour)
        return drawn

    braked, opened, ended = [
        sorted(rows["column"][rows["deed"] == deed].unique()) for deed in ("brake", "release", "end")
    ]
    return Chart(
        name="locks",
        title=(
            f"{_COUNTS[len(braked)].capitalize()} locks: in these episodes each braked at least once; "
            f"{_listed(LOCKS[column].opener for column in opened)} also opened, and "
            f"{_COUNTS[len(ended)]} {'was' if len(ended) == 1 else 'were'} taken off"
        ),
        subtitle="Projects with the North and dealings over it, by year, and the locks that slowed or opened them",
        alt=_locks_in_words(rows),
        wide=draw(narrow=False),
        narrow=draw(narrow=True),
        table=rows.assign(lock=rows["lock"].map(_LOCK)),
        columns={
            "date": "Date",
            "project": "Project or episode",
            "lock": "Lock",
            "effect": "Effect",
            "outcome": "Outcome",
            "exemptions_approved": "Exemptions approved",
            "confidence": "Confidence",
            "what": "What happened",
            "note": "Note",
        },
        data=("blocked-projects",),
        credit=credit(["blocked-projects"]),
        note=(
            "A selection, not a census: the number of marks does not measure who braked more, and what was never proposed for "
            "fear of a refusal is missing. Which lock held is our reading of the sources. The working group is the allies' "
            "joint review of projects; the UN Command, under the American commander in Korea, controls the border and is no "
            "sanction. Exemptions for aid are those of all donors. No row after 2021 is a project that a recorded American refusal stopped."
        ),
    )


def _marks(drawn: go.Figure, cell: pd.DataFrame, x: float, y: float, size: int, colour: str) -> None:
    """One mark a row, side by side: square for a brake, circle for a release, hollow if unsure, with ? if disputed."""
    first = x - (len(cell) - 1) * (size + 1.5) / 2
    for number, row in enumerate(cell.itertuples()):
        drawn.add_scatter(
            x=[first + number * (size + 1.5)],
            y=[y],
            mode="markers+text" if row.disputed else "markers",
            text=["<b>?</b>"] if row.disputed else None,
            textfont={"size": SMALLEST, "color": colour},
            marker=_mark(row.effect, colour, 15 if row.disputed else size, full=row.sure),
            hovertemplate=f"{row.date}: " + "<br>".join(textwrap.wrap(row.what, 48)) + "<extra></extra>",
        )


def _mark(effect: str, colour: str, size: float, *, full: bool) -> dict:
    line = {"color": colour, "width": 0 if full else 1.5}
    symbol = "square" if effect == "brake" else "circle"
    return {"symbol": symbol, "size": size if full else size - 1.5, "color": colour if full else PAPER, "line": line}


def _key(drawn: go.Figure, size: int, narrow: bool) -> None:
    """What the marks mean, in the corner beside the headings."""
    effects = {"brake": "the lock slowed it", "release": "the lock opened or ended"}
    lines = [(effect, True, said) for effect, said in effects.items()]
    lines += [("brake", False, "one source, or our<br>reading" if narrow else "one source, or our reading")]
    for number, (effect, full, said) in enumerate(lines):
        y = 16 + 20 * number
        marker = _mark(effect, INK, size, full=full)
        drawn.add_scatter(x=[7], y=[y], mode="markers", marker=marker, hoverinfo="skip")
        _write(
            drawn, 20, y, said, size=SMALLEST if narrow else 12, color=SOFT, yanchor="top", yshift=9 if narrow else 10
        )
    y = 88 if narrow else 76
    _write(drawn, 7, y, "<b>?</b>", size=12, color=INK, xanchor="center")
    _write(drawn, 20, y, "disputed", size=SMALLEST if narrow else 12, color=SOFT)


def _locks_in_words(rows: pd.DataFrame) -> str:
    said = []
    for number, lock in enumerate(LOCKS):
        years = rows[rows["column"] == number].groupby("deed")["year"].unique()
        verbs = ("brake", "open", "are ended") if lock.heading.endswith("s") else ("brakes", "opens", "is ended")
        deeds = [
            f"{verb} in {_listed(years[deed])}"
            for verb, deed in zip(verbs, ("brake", "release", "end"), strict=True)
            if deed in years
        ]
        said.append(f"{lock.subject} {' and '.join(deeds)}.")
    return (
        f"A table of {len(rows)} marks, one line for each project in a year and one column for each lock. {' '.join(said)} "
        f"{(~rows['sure']).sum()} marks are hollow, and {rows['disputed'].sum()} of them, on flu medicine, are disputed."
    )


# Trade -----------------------------------------------------------------------------------------------------------


def trade(inter_korean: pd.DataFrame, china: pd.DataFrame) -> Chart:
    """Trade between the Koreas against the North's trade with China, on one scale, never joined across a gap or a break.

    Parameters
    ----------
    inter_korean, china
        `inter-korean-trade`, `dprk-china-trade`.
    """
    south = inter_korean.set_index("year")["total_usd_m"]
    north = china.set_index("year")["total_usd_m"]
    customs = china.dropna(subset="customs_usd_m")
    china = china.sort_values("year").astype({"series": "string", "basis": "string"})
    runs = [run for _, run in china.groupby(china["series"].ne(china["series"].shift()).fillna(True).cumsum())]
    known, unknown = inter_korean.dropna(subset="total_usd_m"), sorted(south.index[south.isna()])

    def draw(frame: Frame) -> go.Figure:
        small = SMALLEST if frame.narrow else 12
        drawn = figure(width=frame.width, height=frame.height, margin={"l": 46, "r": 12, "t": 4, "b": 28})
        drawn.add_bar(
            x=known["year"].tolist(),
            y=known["total_usd_m"].tolist(),
            # Faint is what is less sure: an outline would make the smallest sums look larger.
            marker={"color": SEOUL, "opacity": [1.0 if letter == "A" else 0.45 for letter in known["confidence"]]},
            hovertemplate="between the Koreas, %{x}: %{y:,.4~g} million dollars<extra></extra>",
        )
        for run in runs:
            drawn.add_scatter(
                x=run["year"].tolist(),
                y=run["total_usd_m"].tolist(),
                mode="lines+markers",
                line={"color": BEIJING, "width": 2.5},
                marker={
                    "size": 7,
                    # A derived total is hollow.
                    "color": [BEIJING if basis == "published" else PAPER for basis in run["basis"]],
                    "line": {"color": BEIJING, "width": 1.5},
                },
                hovertemplate="with China, %{x}: %{y:,.5~g} million dollars<extra></extra>",
            )
        drawn.add_scatter(
            x=customs["year"].tolist(),
            y=customs["customs_usd_m"].tolist(),
            mode="markers",
            marker={"symbol": "x-thin", "size": 7, "line": {"color": BEIJING, "width": 1.5}},
            hovertemplate="customs count, %{x}: %{y:,.5~g} million dollars<extra></extra>",
        )
        for year in unknown:
            drawn.add_annotation(x=year, y=0, yshift=-8, text="<b>?</b>", font={"size": small + 1, "color": SEOUL})
        for x, y, text, colour in (
            (2003, 3300, "North Korea<br>with China", BEIJING),
            (1994, 950, "between<br>the Koreas", SEOUL),
        ):
            drawn.add_annotation(x=x, y=y, text=f"<b>{text}</b>", font={"color": colour, "size": small + 1})
        for x, side, text in (
            (2013.5, "right", "from 2014 with an<br>estimate of crude oil"),
            (
                2015.6,
                "left",
                "Feb 2016:<br>Seoul<br>shuts<br>Kaesong" if frame.narrow else "Feb 2016: Seoul<br>shuts Kaesong",
            ),
        ):
            drawn.add_shape(type="line", x0=x, x1=x, y0=0, y1=8000, line={"color": SOFT, "width": 1, "dash": "dot"})
            place = {"xanchor": side, "align": side, "xshift": 5 if side == "left" else -5}
            drawn.add_annotation(x=x, y=8000, yanchor="top", text=text, font={"size": small, "color": SOFT}, **place)
        drawn.update_xaxes(range=[1988.3, 2025], tickvals=[1990, 2000, 2010, 2020])
        drawn.update_yaxes(range=[-520, 8000], tickvals=[0, 2000, 4000, 6000], tickformat=",d")
        return drawn

    wide, narrow = map(draw, frames(wide=380, narrow=430))
    fell, grew = (100 * (series[2016] / series[2015] - 1) for series in (south, north))
    top = int(north.idxmax())
    steps = south.sort_index().loc[:2015].pct_change(fill_method=None)
    table = inter_korean.merge(china, on="year", how="outer", suffixes=("", "_china")).sort_values("year")
    return Chart(
        name="trade",
        title=(
            f"In 2016, when Seoul shut Kaesong, trade between the Koreas fell by {-fell:.0f}%; "
            f"the North's trade with China grew by {grew:.0f}%"
        ),
        subtitle="Goods in both directions, million US dollars a year",
        alt=(
            f"Bars for trade between the Koreas rise from {south[1989]:,.5g} million dollars in 1989 to {south[2015]:,.5g} million "
            f"in 2015, with falls on the way, the steepest by {-100 * steps.min():.0f}% in {steps.idxmin()}. They fall to {south[2016]:,.0f} million in 2016 and about {south[2017]:,.0f} million in 2017; "
            f"{_listed(unknown)} are unknown, and 2023 is the first year with nothing. "
            f"A broken line for the North's trade with China rises from {north[1998]:,.0f} million in 1998 to {north[top]:,.0f} "
            f"million in {top}, still stands at {north[2017]:,.5g} million in 2017, falls to {north[2018]:,.5g} million in 2018 "
            f"and {north[2021]:,.5g} million in 2021, and is back at {north[2024]:,.5g} million in 2024."
        ),
        wide=wide,
        narrow=narrow,
        table=table.assign(series=table["series"].map(_SERIES), basis=table["basis"].str.replace("_", " ")),
        columns={
            "year": "Year",
            "total_usd_m": "Between the Koreas, million US dollars",
            "basis": "Basis",
            "confidence": "Confidence",
            "total_usd_m_china": "With China, million US dollars",
            "series": "Count",
            "basis_china": "Basis, China",
            "customs_usd_m": "Customs count, million US dollars",
            "confidence_china": "Confidence, China",
            "note": "Note",
            "note_china": "Note, China",
        },
        formats={"total_usd_m": ",.7g", "total_usd_m_china": ",.5g", "customs_usd_m": ",.5g"},
        data=("inter-korean-trade", "dprk-china-trade"),
        credit=credit(["inter-korean-trade", "dprk-china-trade"]),
        note=(
            "The line breaks where the count changes hands; at the dotted line of 2014 what is counted changes too: Chinese customs show no crude oil "
            "from then on, and KOTRA, Seoul's trade agency, adds an estimate. A cross is a count from customs figures, where we found one; for 2021 it is "
            f"{customs.set_index('year')['customs_usd_m'][2021] / north[2021]:.0%} of the other. Hollow dot: worked back from a growth rate; faint bar: tested only against sums "
            "of years, or of one source. ?: no sum found. Trade between the Koreas includes aid in kind and the goods of Kaesong; some late sums are too small to see."
        ),
    )


# Exercises -------------------------------------------------------------------------------------------------------

#: Status -> its words, and the symbol, size and fill of its mark.
STATUSES = {
    "held": ("held", "square", 13, True),
    "scaled_down": ("scaled down", "square", 8, True),
    "computer_only": ("computer only", "square", 12, False),
    "postponed": ("postponed", "line-ew", 12, False),
    "suspended": ("suspended", "x-thin", 10, False),
    "ended": ("ended", "x-thin", 10, False),
}


def rounds(exercises: pd.DataFrame) -> pd.DataFrame:
    """One row for each year and season of the table's span and each status in it; unknown where no exercise is listed.

    Parameters
    ----------
    exercises
        `exercises`.

    Returns
    -------
    DataFrame
        `year`, `season`, `status` (empty where nothing is listed), `names` of the exercises, joined by commas, and
        `sure`, whether the confidence of all of them is A. The table ends with its last year; all earlier rounds are there.
    """
    rows = exercises.astype({"season": "string", "exercise": "string", "status": "string"})
    found = (
        rows.groupby(["year", "season", "status"], sort=False)
        .agg(names=("exercise", ", ".join), sure=("confidence", lambda letters: bool((letters == "A").all())))
        .reset_index()
    )
    years = range(int(rows["year"].min()), int(rows["year"].max()) + 1)
    every = pd.DataFrame(
        [(year, season) for year in years for season in ("spring", "summer")], columns=["year", "season"]
    )
    return every.merge(found.astype({"year": int}), on=["year", "season"], how="left")


def drills(exercises: pd.DataFrame) -> Chart:
    """What became of each large exercise of the allies, by year and season, with the unknown rounds drawn as unknown.

    Parameters
    ----------
    exercises
        `exercises`.
    """
    cells = rounds(exercises)
    at_scale = cells.groupby(["year", "season"])["status"].agg(
        lambda statuses: None if statuses.isna().all() else bool((statuses == "held").any())
    )
    run = _longest_run(at_scale)
    unknown = [f"{season} {year}" for (year, season), held in at_scale.items() if held is None]

    def draw(narrow: bool) -> go.Figure:
        width, head, step = (328, 30, 18) if narrow else (760, 30, 19)
        starts = {"spring": 52, "summer": 196} if narrow else {"spring": 60, "summer": 424}
        heights = {year: step * int(group.groupby("season").size().max()) + 6 for year, group in cells.groupby("year")}
        drawn = _canvas(width, head + sum(heights.values()) + 6)
        for season, x in starts.items():
            _write(drawn, x - 8, 14, f"<b>{season}</b>")
        y = float(head)
        for year, group in cells.groupby("year"):
            _rule(drawn, (0, width), (y, y))
            _write(drawn, 0, y + 3 + step / 2, f"<b>{year}</b>", size=12)
            for season, cell in group.groupby("season"):
                for line, row in enumerate(cell.itertuples()):
                    _round(drawn, row, starts[season], y + 3 + step * (line + 0.5), narrow)
            y += heights[year]
        return drawn

    first, last = run[0], run[-1]
    return Chart(
        name="drills",
        title=(
            f"{_COUNTS[len(run)].capitalize()} rounds in a row, from {first[1]} {first[0]} to {last[1]} {last[0]}, "
            "none was held at its usual scale"
        ),
        subtitle="Large yearly exercises of the United States and South Korea, and what became of each",
        alt=_drills_in_words(cells, run, unknown),
        wide=draw(narrow=False),
        narrow=draw(narrow=True),
        table=exercises.assign(status=[STATUSES[status][0] for status in exercises["status"]]),
        columns={
            "year": "Year",
            "season": "Season",
            "exercise": "Exercise",
            "status": "Status",
            "start": "First day",
            "end": "Last day",
            "decided_on": "Decided on",
            "confidence": "Confidence",
            "note": "Note",
        },
        data=("exercises",),
        credit=credit(["exercises"]),
        note=(
            "Unknown: no entry in our selection, which does not mean that nothing was held. Scaled down: smaller, with field drills; "
            "computer only: staff at screens, no field drills. (B): one source. The spring round of 2020 was put off because of Covid-19. "
            "In summer 2025 and spring 2026 only the field part was cut; of summer 2026 one database says no more than reduced. Numbers of troops are left out, because the announced ones cannot be compared. "
            "The last round lies after May 2026, where the text ends."
        ),
    )


def _round(drawn: go.Figure, row, x: float, y: float, narrow: bool) -> None:
    """One status of one round: its mark and its words, and on a page the names of the exercises."""
    if pd.isna(row.status):
        _write(drawn, x, y, "<b>?</b>", xanchor="center", color=SOFT)
        _write(drawn, x + 12, y, "<i>unknown</i>", size=12, color=SOFT)
        return
    said, symbol, size, full = STATUSES[row.status]
    stroke = 0 if full else 2
    drawn.add_scatter(
        x=[x],
        y=[y],
        mode="markers",
        marker={"symbol": symbol, "size": size - stroke, "color": INK if full else PAPER, "line": {"color": INK, "width": stroke}},
        hovertemplate=f"{row.names}, {row.season} {row.year}: {said}<extra></extra>",
    )  # fmt: skip
    sure = "" if row.sure else " (B)"
    names = "" if narrow else f"  {row.names}"
    _write(drawn, x + 12, y, f"<b>{said}</b>{sure}{names}", size=12)


def _longest_run(at_scale: pd.Series) -> list[tuple[int, str]]:
    """The longest series of rounds that are known not to have been held at their usual scale."""
    best: list = []
    current: list = []
    for key, held in at_scale.items():
        current = [*current, key] if held is False else []
        best = max(best, current, key=len)
    return best


def _drills_in_words(cells: pd.DataFrame, run: Sequence[tuple[int, str]], unknown: Sequence[str]) -> str:
    when = pd.Series([*zip(cells["year"], cells["season"], strict=True)], index=cells.index)
    inside = cells[when.isin(run)]
    said = [
        f"{STATUSES[status][0]} in {_listed(f'{row.season} {row.year}' for row in group.itertuples())}"
        for status, group in inside.groupby("status", sort=False)
    ]
    before = cells[cells["year"] < run[0][0]].dropna(subset="status")
    cut = cells[(cells["year"] > run[-1][0]) & (cells["status"] == "scaled_down")]
    return (
        f"A list of rounds, two a year. The {len(before)} rounds known before {run[0][0]} were held at their usual scale. Then come "
        f"{_COUNTS[len(run)]} that were not: {'; '.join(said)}. Later rounds were held at the usual scale again, but those of "
        f"{_listed(f'{row.season} {row.year}' for row in cut.itertuples())} were scaled down. Unknown are {_listed(unknown)}."
    )


# Launches and meetings -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Lane:
    """Marks of one kind, one for each event, stacked by year."""

    label: str
    symbol: str
    colour: str
    years: tuple[int, ...]

    @property
    def depth(self) -> int:
        """The most marks in one year."""
        return max(self.years.count(year) for year in self.years)

    @property
    def places(self) -> list[int]:
        """The place of each mark in the stack of its year, from 0."""
        return [self.years[:number].count(year) for number, year in enumerate(self.years)]


#: Whom the North's leader met -> the values of `who` that stand for it, and its colour.
_MET = {
    "Seoul": (("north_south",), SEOUL),
    # In June 2019 three leaders met; the talk was between two of them.
    "Washington": (("us_north", "three"), WASHINGTON),
    "Beijing": (("north_china",), BEIJING),
    "Moscow": (("north_russia",), SOFT),
    "Tokyo": (("north_japan",), TOKYO),
}


def tests_and_summits(
    launches: pd.DataFrame,
    nuclear: pd.DataFrame,
    summits: pd.DataFrame,
    resolutions: pd.DataFrame,
    *,
    since: int = 2000,
) -> Chart:
    """Missiles by year in one count, with nuclear tests, votes of the Security Council and meetings of leaders.

    Parameters
    ----------
    launches, nuclear, summits, resolutions
        `missile-launches`, `nuclear-tests`, `summits`, `unsc-resolutions`.
    since
        First year of the picture; the table behind it holds the earlier years too.
    """
    counts = launches.astype({"counter": "string", "status": "string"}).set_index(["counter", "year"])
    missiles = counts.loc["cns_missiles"].loc[since:]
    adopted, vetoed = (resolutions[resolutions["outcome"] == outcome] for outcome in ("adopted", "vetoed"))
    lanes = [
        Lane("nuclear tests", "diamond", PYONGYANG, _years(nuclear)),
        Lane("UN resolutions", "square", INK, _years(adopted)),
        Lane("UN vetoes", "x-thin", INK, _years(vetoed)),
        *(
            Lane(f"met {name}", "circle", colour, _years(summits[summits["who"].isin(who)]))
            for name, (who, colour) in _MET.items()
        ),
    ]
    fired, met = missiles["launches"], pd.Series(_years(summits)).value_counts()
    table = _by_year(counts, {lane.label: lane.years for lane in lanes}).replace("part_year", "part of the year")
    part = counts[counts["status"] == "part_year"]["covers_to"].map(_day)
    return Chart(
        name="tests-and-summits",
        title=(
            f"{_COUNTS[met[2018]].capitalize()} meetings of leaders and {_COUNTS[fired[2018]]} missile in 2018, "
            f"{_COUNTS[met[2019]]} meetings and {fired[2019]} missiles in 2019"
        ),
        subtitle=(
            "Missiles that North Korea launched each year, tests, votes of the UN Security Council, and meetings of its leader; "
            "shaded: the years in which we list every meeting with Seoul, Washington, Beijing and Moscow"
        ),
        alt=_tests_in_words(fired, lanes),
        wide=_timeline(missiles, lanes, narrow=False),
        narrow=_timeline(missiles, lanes, narrow=True),
        table=table,
        columns={column: column for column in table},
        data=("missile-launches", "nuclear-tests", "summits", "unsc-resolutions"),
        credit=credit(["missile-launches", "nuclear-tests", "summits", "unsc-resolutions"]),
        note=(
            "The rule of the bars, from the James Martin Center: each missile is one if its type carries 500 kg at least 300 km; satellite launchers count, "
            f"cruise missiles and most artillery do not. Drawn from {since}. Hollow bars: 2025 is preliminary and 2026 ends on {part['cns_missiles', 2026]}. "
            f"The table has the years before, and another count with another rule, to {part['csis_events', 2026]} 2026: by event, cruise missiles included. Never add the two. "
            "Outside the shaded years the meetings are a selection. The meeting of June 2019, which Moon joined, stands as one with Washington. "
            "Votes are those that imposed or tightened measures, or would have done so, and that of 2024 on the panel of experts."
        ),
    )


def _timeline(missiles: pd.DataFrame, lanes: Sequence[Lane], *, narrow: bool) -> go.Figure:
    """Bars and lanes along one axis of years: from left to right on a page, downwards on a phone."""
    unit, gap = (7.5, 8) if narrow else (10, 12)
    starts = [sum(lane.depth * unit + gap for lane in lanes[:number]) for number in range(len(lanes) + 1)]
    years = [int(missiles.index.min()) - 0.6, int(missiles.index.max()) + 0.6]
    stacks, bars, head, left = starts[-1], (97 if narrow else 190), (118 if narrow else 8), (36 if narrow else 124)
    length = bars + stacks
    width, height = (328, 620) if narrow else (760, round(length) + 30)
    drawn = figure(
        width=width,
        height=height,
        margin={"l": left, "r": width - left - length if narrow else 12, "t": head, "b": 2 if narrow else 26},
    )
    along, across, second = ("y", "x", "x2") if narrow else ("x", "y", "y2")
    full = missiles["status"] == "full"
    drawn.add_bar(
        **{along: [*missiles.index], across: missiles["launches"].tolist()},
        orientation="h" if narrow else "v",
        marker={
            "color": [PYONGYANG if whole else PAPER for whole in full],
            "line": {"color": PYONGYANG, "width": [0 if whole else 1.5 for whole in full]},
        },
        text=[str(number) for number in missiles["launches"]],
        textposition="outside",
        textfont={"size": SMALLEST, "color": PYONGYANG},
        cliponaxis=False,
        hovertemplate=f"%{{{along}}}: %{{{across}}} missiles<extra></extra>",
    )
    for lane, start in zip(lanes, starts, strict=False):
        places = [start + (place + 0.5) * unit for place in lane.places]
        thin = lane.symbol == "x-thin"
        drawn.add_scatter(
            **{along: list(lane.years), across: places, f"{across}axis": second},
            mode="markers",
            marker={
                "symbol": lane.symbol,
                "size": unit - 2 if thin else unit - 1,
                "color": lane.colour,
                "line": {"color": lane.colour, "width": 2 if thin else 0},
            },
            hovertemplate=f"%{{{along}}}: {lane.label}<extra></extra>",
        )
    _lane_labels(drawn, lanes, starts, unit, years[0], narrow=narrow)
    meetings = starts[next(n for n, lane in enumerate(lanes) if lane.label.startswith("met"))] - gap / 2
    band = {f"{along}0": 2017.5, f"{along}1": 2019.5, f"{across}0": meetings, f"{across}1": stacks - gap / 2}
    drawn.add_shape(
        type="rect", fillcolor=RULE, opacity=0.6, line_width=0, layer="below", **{f"{across}ref": second}, **band
    )
    for start in starts[1:-1]:
        edge = {f"{along}ref": f"{along} domain", f"{along}0": 0, f"{along}1": 1, f"{across}ref": second}
        drawn.add_shape(
            type="line", line={"color": RULE, "width": 1}, layer="below", **edge,
            **{f"{across}0": start - gap / 2, f"{across}1": start - gap / 2},
        )  # fmt: skip
    share = bars / length
    values = {"range": [0, 84], "visible": False}
    if narrow:
        drawn.update_layout(
            yaxis={
                "range": years[::-1],
                "tickvals": [*missiles.index],
                "tickfont": {"size": SMALLEST},
                "showgrid": False,
            },
            xaxis={"domain": [0, share], **values},
            xaxis2={"domain": [share, 1], "range": [-gap, stacks - gap], "visible": False, "anchor": "y"},
        )
    else:
        drawn.update_layout(
            xaxis={"range": years, "tickvals": [*range(2000, 2027, 2)]},
            yaxis={"domain": [0, share], **values},
            yaxis2={"domain": [share, 1], "range": [stacks, 0], "visible": False, "anchor": "x"},
        )
    return drawn


def _lane_labels(
    drawn: go.Figure, lanes: Sequence[Lane], starts: Sequence[float], unit: float, edge: float, *, narrow: bool
) -> None:
    """The name of each lane: beside it on a page, above it on a phone; and that of the bars."""
    for lane, start in zip(lanes, starts, strict=False):
        middle = start + lane.depth * unit / 2
        if narrow:
            place = {"xref": "x2", "yanchor": "bottom", "textangle": -90, "xanchor": "center", "yshift": 2}
            _write(drawn, middle, edge, f"<b>{lane.label}</b>", size=SMALLEST, color=lane.colour, **place)
        else:
            place = {"yref": "y2", "xanchor": "right", "align": "right", "xshift": -4}
            _write(drawn, edge, middle, f"<b>{lane.label}</b>", size=12, color=lane.colour, **place)
    place = {"yanchor": "bottom", "yshift": 4} if narrow else {"xanchor": "right", "yanchor": "bottom", "xshift": -4}
    _write(drawn, *((0, edge) if narrow else (edge, 0)), "<b>missiles</b>", size=12, color=PYONGYANG, **place)


def _by_year(counts: pd.DataFrame, events: Mapping[str, Sequence[int]]) -> pd.DataFrame:
    """One row a year of the span of `counts`: both counts with their status, and the number of each kind of event."""
    cns, csis = (counts.loc[counter] for counter in ("cns_missiles", "csis_events"))
    table = pd.DataFrame(
        {"Missiles": cns["launches"], "Status": cns["status"], "Events, other count": csis["launches"], "Status, other count": csis["status"]}
    )  # fmt: skip
    for label, years in events.items():
        table[label[0].upper() + label[1:]] = [years.count(year) for year in table.index]
    return table.reset_index(names="Year")


def _tests_in_words(fired: pd.Series, lanes: Sequence[Lane]) -> str:
    top = int(fired.idxmax())
    said = [f"{lane.label}: {_tallied(lane.years)}" for lane in lanes]
    return (
        f"Bars of missiles by year from {fired.index.min()}: {fired[2017]} in 2017, none in 2018, {fired[2019]} in 2019, {fired[2020]} in 2020, "
        f"{fired[2021]} in 2021 and {fired[top]} in {top}, the most. Marks on the same years show the rest. "
        + ". ".join(words[0].upper() + words[1:] for words in said)
        + ". The meetings outside 2018–19 are a selection."
    )


def _tallied(years: Sequence[int]) -> str:
    """Years as a sentence lists them, with their number where it is above one: "2006, 2016 (2) and 2017"."""
    return _listed(f"{year} ({years.count(year)})" if years.count(year) > 1 else year for year in dict.fromkeys(years))


# Shared ----------------------------------------------------------------------------------------------------------


def _canvas(width: float, height: float) -> go.Figure:
    """A figure whose coordinates are pixels from its upper left corner."""
    drawn = figure(width=width, height=round(height), margin={"l": 0, "r": 0, "t": 0, "b": 0})
    drawn.update_xaxes(visible=False, range=[0, width])
    drawn.update_yaxes(visible=False, range=[round(height), 0])
    return drawn


def _write(drawn: go.Figure, x: float, y: float, text: str, *, size: int = 13, color: str = INK, **changes) -> None:
    place = {"x": x, "y": y, "xanchor": "left", "align": "left"} | changes
    drawn.add_annotation(text=text, font={"size": size, "color": color}, **place)


def _rule(drawn: go.Figure, x: tuple[float, float], y: tuple[float, float]) -> None:
    """A thin line behind the marks."""
    line = {"color": RULE, "width": 1}
    drawn.add_shape(type="line", x0=x[0], x1=x[1], y0=y[0], y1=y[1], line=line, layer="below")


def _listed(items: Iterable) -> str:
    """Items as a sentence lists them: "2017, 2018 and 2019"."""
    items = [str(item) for item in items]
    return " and ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))


def _day(date: str) -> str:
    return f"{pd.Timestamp(date).day} {pd.Timestamp(date).month_name()}"


def _years(rows: pd.DataFrame) -> tuple[int, ...]:
    """The years of dated rows, in order."""
    return tuple(sorted(int(date[:4]) for date in rows["date"]))
