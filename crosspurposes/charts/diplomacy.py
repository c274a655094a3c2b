"""The charts of diplomacy: who met whom and when, what the joint texts say, and what was public on which day.

Each function takes tables as `crosspurposes.data.load` returns them and returns a `Chart`, with the words of title and
alternative made from the same rows as the picture. A date that stops at the month or the year stays as coarse as it is.
"""

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from crosspurposes.charts.chart import Chart
from crosspurposes.charts.lanes import count, credit_of, line, spread, times, wrapped, write
from crosspurposes.charts.theme import (
    BEIJING,
    GREY,
    INK,
    PAPER,
    PYONGYANG,
    RULE,
    SEOUL,
    SMALLEST,
    SOFT,
    WASHINGTON,
    Frame,
    figure,
    frames,
)
from crosspurposes.data import credit, describe

#: The days on which the article was probably written, and the end of what the book knows.
ARTICLE = ("2021-03-14", "2021-03-16")
END = "2026-05-31"

# Who met -----------------------------------------------------------------------------------------------------------

#: Rows of `quad_and_korea`, top to bottom: place, name, and the days in which the table holds every meeting known.
_LEVELS = {
    "leaders": (7.0, "leaders", ("2017-01-01", END)),
    "ministers": (6.0, "ministers", None),
    "officials": (5.0, "officials", None),
}
_PARTNERS = {
    "moon": (3.0, "with Moon", SEOUL),
    "trump": (2.0, "with Trump", WASHINGTON),
    "xi": (1.0, "with Xi", BEIJING),
    "putin": (0.0, "with Putin", SOFT),
}
_COMPLETE = ("2018-01-01", "2019-12-31")
_SEARCHED = "2025-09-30"
_WHO = {
    "north_south": ["moon"],
    "us_north": ["trump"],
    "three": ["moon", "trump"],
    "north_china": ["xi"],
    "north_russia": ["putin"],
}
_HELD = {"in_person": "in person", "virtual": "by video or telephone"}
_STATUS = {"cancelled": "called off", "not_held": "expected, never held"}


def quad_and_korea(meetings: pd.DataFrame, summits: pd.DataFrame, *, since: str = "2017") -> Chart:
    """The Quad's meetings by level, and Kim Jong-un's meetings by partner, on one axis of time.

    Parameters
    ----------
    meetings
        `quad-meetings`.
    summits
        `summits`.
    since
        First year of the axis; earlier rows are left out.
    """
    quad = meetings[meetings["date"] >= since]
    kim = summits[(summits["date"] >= since) & summits["who"].isin(_WHO)]
    held = quad[quad["status"] == "held"]
    high = held[held["level"].isin(["leaders", "ministers"])]
    first = {level: held[held["level"] == level]["date"].min() for level in ("ministers", "leaders")}
    talks = kim[kim["who"].isin(["north_south", "us_north", "three"])]
    start, stop = talks["date"].min(), talks["date"].max()
    during = held[(held["date"] >= start) & (held["date"] <= stop)]
    ranks = " and ".join(during["level"].astype("string").str.replace("_", " ").sort_values().unique())
    after = kim[kim["date"] > stop]

    def draw(frame: Frame) -> go.Figure:
        narrow, small = frame.narrow, 12 if frame.narrow else 13
        edge, size = f"{since}-01-01", 10 if narrow else 11
        drawn = figure(width=frame.width, height=frame.height)
        drawn.update_layout(margin={"l": 8, "t": 40, "b": 86} if narrow else {"l": 104, "t": 30, "b": 54}, margin_r=10)
        # On a phone a row's name stands above its line, on a page to the left of it.
        beside = {"yshift": 21} if narrow else {"anchor": "right", "xshift": -8}
        years = range(int(since), 2027)
        shown = [year for year in years if not narrow or year % 2]
        phase = "Kim meets Moon<br>or Trump" if narrow else "Kim meets Moon or Trump"
        for days, colour, text, where in (
            ((start, stop), RULE, phase, {"anchor": "center"}),
            (ARTICLE, SOFT, "the article", {"xshift": -8}),
        ):
            drawn.add_vrect(*days, fillcolor=colour, opacity=0.5, line={"color": colour, "width": 1}, layer="below")
            middle = pd.Timestamp(days[0]) + (pd.Timestamp(days[1]) - pd.Timestamp(days[0])) / 2
            write(drawn, middle, 1, text, size=small, yref="paper", yanchor="bottom", **where)
        for name, place in (("The Quad", 7.75), ("Kim Jong-un", 3.75)):
            write(drawn, edge, place, f"<b>{name}</b>", colour=INK, **beside)
        for place, name, complete in [*_LEVELS.values(), *((p, n, _COMPLETE) for p, n, _ in _PARTNERS.values())]:
            line(drawn, (edge, END if place > 4 else _SEARCHED), (place, place), GREY, dash="dot")
            if complete:
                line(drawn, complete, (place, place), GREY, width=2)
            write(drawn, edge, place, name, size=small, colour=INK, **beside)
        _met(drawn, quad, size)
        for date in kim[kim["who"] == "three"]["date"]:
            line(drawn, (date, date), (2, 3), INK, width=2)
        for partner, (place, name, colour) in _PARTNERS.items():
            rows = kim[[partner in _WHO[who] for who in kim["who"]]]
            drawn.add_scatter(
                x=rows["date"].tolist(),
                y=[place] * len(rows),
                mode="markers",
                marker={"color": colour, "size": size, "line": {"color": PAPER, "width": 1}},
                cliponaxis=False,
                text=[f"Kim {name}, {row.place}, {_day(row.date)}" for row in rows.itertuples()],
                hovertemplate="%{text}<extra></extra>",
            )
            write(drawn, _SEARCHED, place, "?", xshift=9)
        key = ["● in person", "○ by video or telephone", "◇ with three more countries", "× called off or not held"]
        lines = "<br>".join([f"{key[0]}\u2003{key[1]}", *key[2:]]) if narrow else "\u2003".join(key)
        write(drawn, 0, 0, lines, size=12, xref="paper", yref="paper", yanchor="top", yshift=-26, align="left")
        drawn.update_xaxes(range=[edge, "2026-07-31"], showgrid=True, gridcolor=RULE)
        drawn.update_xaxes(tickvals=[f"{year}-01-01" for year in shown], ticktext=[str(year) for year in shown])
        drawn.update_yaxes(visible=False, range=[-0.5, 8.5 if narrow else 8.1])
        return drawn

    wide, narrow = map(draw, frames(wide=400, narrow=560))
    counts = held["level"].value_counts()
    later = "all" if (high["date"] > stop).all() else count(int((high["date"] > stop).sum()))
    return Chart(
        name="quad-and-korea",
        title=(
            f"Kim met Moon or Trump {times(len(talks))}, last in {_month(stop)}; the Quad's ministers first met in "
            f"{_month(first['ministers'])}, its leaders in {_month(first['leaders'])}"
        ),
        subtitle=f"Meetings of the Quad by level, and of Kim Jong-un with four leaders, {since} to May 2026; each mark is one",
        alt=(
            f"Two groups of rows on one axis of time. From {_day(start)} to {_day(stop)} Kim Jong-un met Moon Jae-in or "
            f"Donald Trump {times(len(talks))}, while the table has {count(len(during))} meetings of the Quad, all of {ranks}; "
            f"the row of these is a selection. Of the meetings of the Quad's ministers "
            f"({counts['ministers']}) and leaders ({counts['leaders']}) that were held, {later} came after that, the last of "
            f"the leaders in {_month(held[held['level'] == 'leaders']['date'].max())}; {count(len(quad) - len(held))} more "
            f"of leaders were called off or never fixed. After {_month(stop)} the table has no meeting of Kim "
            f"with Moon or Trump, {count(int((after['who'] == 'north_russia').sum()))} with Putin and "
            f"{count(int((after['who'] == 'north_china').sum()))} with Xi."
        ),
        wide=wide,
        narrow=narrow,
        table=_meetings(quad, kim),
        columns={
            "date": "Date",
            "who": "Who met",
            "place": "Place",
            "how": "How",
            "north_korea": "North Korea named",
            "note": "Note",
        },
        data=("quad-meetings", "summits"),
        credit=credit_of(quad, kim),
        note=(
            "On an unbroken line every meeting known is shown, on a dotted one a selection; a question mark stands where "
            "meetings were not looked for. The meeting of June 2019 is on two rows: Trump and Kim talked, and Moon joined "
            "them outside. One call with three more countries stands for a series. That two things follow one another in "
            "time does not show that one caused the other."
        ),
    )


def _met(drawn: go.Figure, quad: pd.DataFrame, size: int) -> None:
    """Draw the Quad's meetings; one known by its year alone is a dotted stretch with its mark in the middle."""
    levels = quad["level"].astype(str).replace("quad_plus_officials", "officials")
    missed = quad["status"] != "held"
    # Below the line: the meeting that took the place of a cancelled one stands on it.
    rows = quad.assign(
        place_y=[_LEVELS[level][0] - (0.3 if out else 0) for level, out in zip(levels, missed, strict=True)],
        at=[_middle(date) for date in quad["date"]],
        colour=[SOFT if out else INK for out in missed],
        symbol=[
            "x-thin" if out else "diamond-open" if more else "circle-open" if how == "virtual" else "circle"
            for out, more, how in zip(missed, levels != quad["level"].astype(str), quad["format"], strict=True)
        ],
    )
    for row in rows.itertuples():
        first, last = _span(row.date)
        if first < last:
            line(drawn, (first, last), (row.place_y, row.place_y), SOFT, width=2, dash="dot")
    drawn.add_scatter(
        x=rows["at"].tolist(),
        y=rows["place_y"].tolist(),
        mode="markers",
        marker={
            "color": rows["colour"].tolist(),
            "size": size,
            "symbol": rows["symbol"].tolist(),
            "line": {"color": rows["colour"].tolist(), "width": 2},
        },
        cliponaxis=False,
        text=[f"Quad, {level}, {date}" for level, date in zip(levels, rows["date"], strict=True)],
        hovertemplate="%{text}<extra></extra>",
    )


def _meetings(quad: pd.DataFrame, kim: pd.DataFrame) -> pd.DataFrame:
    """Both tables in one: date, who met, where and how."""
    named = {"quad_plus_officials": "The Quad and three more countries: officials"}
    words = {"not_verified": "not verified"}
    rows = [
        pd.DataFrame(
            {
                "date": quad["date"],
                "who": [named.get(level, f"The Quad: {level}") for level in quad["level"].astype(str)],
                "place": quad["place"],
                "how": [_STATUS.get(row.status) or _HELD[row.format] for row in quad.itertuples()],
                "north_korea": [words.get(state, state) for state in quad["north_korea"].astype("string")],
                "note": quad["note"],
            }
        ),
        kim.assign(who=kim["leaders"], how="in person")[["date", "who", "place", "how", "note"]],
    ]
    return pd.concat(rows, ignore_index=True).sort_values("date", kind="stable", ignore_index=True)


# What the texts say ------------------------------------------------------------------------------------------------

#: Rows of `mentions`, top to bottom: an element of the table -> what the chart calls it. None is a heading.
_ELEMENTS = {
    "north_korea": "Names North Korea",
    None: "Denuclearisation",
    "denuclearisation_of_north_korea": "   of North Korea",
    "denuclearisation_of_korean_peninsula": "   of the Peninsula",
    "dialogue": "Call for dialogue",
    "abductions": "Abductions",
    "un_resolutions": "UN resolutions",
    "separated_families": "Divided families",
    "human_rights": "Human rights",
    "panmunjom": "Panmunjom text",
    "singapore": "Singapore text",
    "peace_regime": "Peace in Korea",
    "south_korea": "Names South Korea",
    "china": "Names China",
    "taiwan_strait": "Taiwan Strait",
    "quad": "The Quad",
    "japan_trilateral": "Work with Japan",
}
_NOUNS = {
    "denuclearisation_of_north_korea": "North Korea",
    "denuclearisation_of_korean_peninsula": "the Korean Peninsula",
}
_SERIES = {
    "The Quad": ("quad_leaders", "quad_ministers"),
    "Seoul and Washington": ("us_rok_leaders", "us_rok_ministers"),
}
_FORMS = {"japanese_abductees": "J", "abductions_issue": "A", "abductees_detainees_prisoners": "P"}
_STATES = {"yes": "yes", "no": "no", "not_verified": "not verified"}


def nouns(statements: pd.DataFrame, table: pd.DataFrame, series: Sequence[str]) -> pd.Series:
    """Date of each text of `series` that names what is to be denuclearised -> the noun that it uses.

    Parameters
    ----------
    statements, table
        `statements`, `statement-mentions`.
    series
        Values of the column `series`.
    """
    said = table[table["element"].isin(_NOUNS) & table["state"].eq("yes")].merge(
        statements, left_on="statement", right_on="id", suffixes=("", "_text")
    )
    said = said[said["series"].isin(series)].sort_values("date")
    return pd.Series([_NOUNS[element] for element in said["element"]], index=said["date"].tolist())


def mentions(statements: pd.DataFrame, table: pd.DataFrame) -> Chart:
    """What the joint texts of the Quad, and those of Seoul and Washington, mention: a grid of texts and elements.

    Parameters
    ----------
    statements
        `statements`.
    table
        `statement-mentions`; an element without a row was not looked for in that text.
    """
    panels = {name: statements[statements["series"].isin(series)] for name, series in _SERIES.items()}
    rows = pd.concat(panels.values())
    found = table[table["statement"].isin(rows["id"])]
    quad, allies = (nouns(statements, table, series) for series in _SERIES.values())
    swapped = (allies.iloc[0], allies.iloc[-1]) == (quad.iloc[-1], quad.iloc[0])
    issued = int((panels["Seoul and Washington"]["status"] == "issued").sum())
    way = "the other way" if swapped else f"from that of {allies.iloc[0]} to that of {allies.iloc[-1]}"

    def draw(frame: Frame) -> go.Figure:
        return _grid(frame, panels, found)

    wide, narrow = map(draw, frames(wide=548, narrow=822))
    dated = found.merge(statements[["id", "date", "series", "title"]], left_on="statement", right_on="id")
    state = found.pivot(index="statement", columns="element", values="state").astype("string")
    abductions = state.loc[panels["The Quad"]["id"], "abductions"]
    told, told_allies = (
        ", ".join(f"{noun} in {_month(date)}" for date, noun in texts.items()) for texts in (quad, allies)
    )
    return Chart(
        name="mentions",
        title=(
            f"The Quad's texts went from denuclearisation of {quad.iloc[0]} to that of {quad.iloc[-1]}, those of Seoul and "
            f"Washington {way}"
        ),
        subtitle=f"What {len(panels['The Quad'])} joint texts of the Quad and {issued} of South Korea and the United States mention, 2021 to 2025",
        alt=(
            f"A grid: texts in order of time against what was looked for in them, each cell yes, no or not verified. "
            f"Denuclearisation in the Quad's texts: {told}. In the texts of Seoul and Washington: {told_allies}. "
            f"The Quad names the abductions in {(abductions == 'yes').sum()} of its {len(abductions)} texts, leaves them out "
            f"in {(abductions == 'no').sum()}, and in {(abductions == 'not_verified').sum()} that is not verified. Of all "
            f"{len(found)} cells {(found['state'] == 'not_verified').sum()} are not verified."
        ),
        wide=wide,
        narrow=narrow,
        table=_in_words(dated),
        columns={
            "date": "Date",
            "text": "Text",
            "element": "Element",
            "state": "In the text",
            "form": "Form",
            "note": "Note",
        },
        data=("statements", "statement-mentions"),
        credit=credit(["statement-mentions"]),
        note=(
            "A question mark does not mean no: the part of the text where the words would stand was not seen. An empty cell was not "
            "looked for. The noun did not move in a straight line, and is no barometer of politics in Seoul. Three kinds of "
            "clause stand in the row of abductions. The three-way texts in the table were chosen because they speak of the "
            "abductions, so they are left out here."
        ),
    )


def _grid(frame: Frame, panels: Mapping[str, pd.DataFrame], found: pd.DataFrame) -> go.Figure:
    """Both panels of `mentions`: beside each other on a page, below each other on a phone. Axes count in pixels."""
    narrow, small = frame.narrow, SMALLEST if frame.narrow else 12
    label, column, row, head = (120, 15.2, 22, 104) if narrow else (168, 28.6, 23, 110)
    drawn = figure(width=frame.width, height=frame.height, margin=dict.fromkeys("lrtb", 4))
    state = {(cell.statement, cell.element): cell for cell in found.itertuples()}
    looked = [
        [key for key in _ELEMENTS if key is None or any((text, key) in state for text in texts["id"])]
        for texts in panels.values()
    ]
    union = [key for key in _ELEMENTS if any(key in keys for keys in looked)]
    left, top = label, 0.0
    for number, (name, texts) in enumerate(panels.items()):
        alone = narrow or number == 0
        keys = looked[number] if narrow else union
        heights = {key: top + head + row * place for place, key in enumerate(keys)}
        right, bottom = left + column * len(texts), max(heights.values())
        write(drawn, 0 if narrow else left + 2, top + 9, f"<b>{name}</b>", colour=INK, xshift=-2)
        for key in _NOUNS:
            middle = (heights[key], heights[key])
            line(drawn, (0 if alone else left - 4, right), middle, RULE, width=row, opacity=0.55)
        for key, height in heights.items() if alone else ():
            colour = SOFT if key is None else INK
            write(
                drawn, 0, height, _ELEMENTS[key].replace(" ", "\u00a0"), size=SMALLEST if narrow else 13, colour=colour
            )
        _cells(drawn, texts, state, heights, left=left, column=column, size=14 if narrow else 17)
        for place, text in enumerate(texts.itertuples()):
            month = f"{_month(text.date)[:3]} {text.date[:4]}"
            turned = {"anchor": "center", "textangle": -90, "size": small}
            x = left + column * (place + 0.5)
            month = f"<b>{month}</b>" if "leaders" in text.series else month
            write(drawn, x, top + head - 14, month, colour=INK, yanchor="bottom", **turned)
            if text.status == "none":
                write(drawn, x, (top + head + bottom) / 2, "no joint text was issued", **turned)
        left, top = (label, bottom + row + 6) if narrow else (right + 22, 0.0)
    key = [
        ["● yes", "– no", "? not verified", "empty: not looked for", "bold: leaders, else ministers"],
        ["J Japanese abductees", "A abductions, no nationality", "P with detainees and prisoners of war"],
    ]
    if narrow:
        key = [key[0][:3], ["empty: not looked for", "bold: leaders"], [key[1][0], "A no nationality"], [key[1][2]]]
    lines = "<br>".join("\u2003".join(words) for words in key)
    write(drawn, 0, frame.height - 8, lines, size=small, yanchor="bottom", align="left")
    drawn.update_xaxes(visible=False, range=[0, frame.width - 8])
    drawn.update_yaxes(visible=False, range=[frame.height - 8, 0])
    return drawn


def _cells(
    drawn: go.Figure, texts: pd.DataFrame, state: Mapping, heights: Mapping, *, left: float, column: float, size: int
) -> None:
    """Draw the marks of one panel: a disc for yes, a bar for no, a question mark for not verified."""
    marks = {"yes": [], "no": [], "not_verified": []}
    for place, text in enumerate(texts.itertuples()):
        for key, height in heights.items():
            if cell := state.get((text.id, key)):
                form = _FORMS.get(cell.form, "") if pd.notna(cell.form) else ""
                said = f"{_ELEMENTS[key].strip()}, {text.date}: {_STATES[cell.state]}"
                marks[cell.state].append((left + column * (place + 0.5), height, form, said))
    looks = {
        "yes": {"mode": "markers+text", "marker": {"symbol": "circle", "size": size, "color": INK}},
        "no": {"mode": "markers", "marker": {"symbol": "line-ew", "size": 8, "line": {"color": SOFT, "width": 2}}},
        "not_verified": {"mode": "text"},
    }
    for name, look in looks.items():
        x, y, forms, said = zip(*marks[name], strict=True) if marks[name] else ((), (), (), ())
        drawn.add_scatter(
            x=list(x),
            y=list(y),
            text=["?"] * len(x) if name == "not_verified" else list(forms),
            textfont={"size": SMALLEST if name == "yes" else 13, "color": PAPER if name == "yes" else SOFT},
            customdata=list(said),
            hovertemplate="%{customdata}<extra></extra>",
            **look,
        )


def _in_words(rows: pd.DataFrame) -> pd.DataFrame:
    """The cells of `mentions` with words for codes, in order of date and element."""
    named = describe("statement-mentions").fields["element"].values
    place = {element: number for number, element in enumerate(named)}
    rows = rows.assign(order=[place[element] for element in rows["element"]]).sort_values(["date", "order"])
    words = {key: name.strip() for key, name in _ELEMENTS.items() if key} | {
        key: f"Denuclearisation of {noun}" for key, noun in _NOUNS.items()
    }
    return pd.DataFrame(
        {
            "date": rows["date"],
            "text": rows["title"],
            "element": [words[element] for element in rows["element"]],
            "state": [_STATES[state] for state in rows["state"]],
            "form": rows["form"].astype("string").str.replace("_", " "),
            "note": rows["note"],
        }
    ).reset_index(drop=True)


# Eight weeks -------------------------------------------------------------------------------------------------------

#: The eight weeks up to the visit that the article announces: every event of the table from here to there is shown.
WEEKS = ("2021-01-19", "2021-03-18")
_LANES = {
    "quad": ("The Quad", INK),
    "seoul": ("Seoul", SEOUL),
    "washington": ("Washington", WASHINGTON),
    "pyongyang": ("Pyongyang", PYONGYANG),
}
#: What the table does not say of an event, since its columns are day and category: whose side it is on, and a label of few words.
_ACTS = {
    "2021-01-22-review-announced": (("washington",), "Washington announces its review"),
    "2021-02-01-blinken-lee-sanctions": (("seoul", "washington"), "two ministers differ on sanctions"),
    "2021-02-04-biden-moon-call": (("seoul", "washington"), "Biden and Moon speak"),
    "2021-02-18-quad-third-ministers": (("quad",), "the Quad's ministers confer"),
    "2021-03-01-moon-olympics": (("seoul",), "Moon calls the Olympics a chance"),
    "2021-03-07-eleventh-sma-agreed": (("seoul", "washington"), "agreement on the cost of troops"),
    "2021-03-08-quad-plus-op-ed": (("seoul",), "op-ed: Quad Plus could help Seoul"),
    "2021-03-08-spring-drill": (("seoul", "washington"), "spring drill on computers"),
    "2021-03-10-blue-house-formula": (("seoul",), "Seoul's yardstick for the Quad"),
    "2021-03-10-eleventh-sma-terms": (("seoul",), "Seoul publishes the cost terms"),
    "2021-03-12-quad-first-summit": (("quad",), "the Quad's leaders meet"),
    "2021-03-13-outreach-revealed": (("washington",), "Reuters reveals messages unanswered"),
    "2021-03-16-kim-yo-jong-warns": (("pyongyang",), "Kim Yo-jong warns both allies"),
    "2021-03-18-anchorage-talks": (("washington",), "American and Chinese talks open"),
    "2021-03-18-choe-rejects-approaches": (("pyongyang",), "Choe rejects the messages"),
    "2021-03-18-two-plus-two-seoul": (("seoul", "washington"), "four ministers meet in Seoul"),
}
#: The acts of no government: they stand in the lane of the capital that they concern, and the table says whose they are.
_OTHERS = {
    "2021-03-08-quad-plus-op-ed": "Seoul (two scholars)",
    "2021-03-13-outreach-revealed": "Washington (Reuters report)",
}
#: Reports of something earlier: the row of the report -> whose act it was, about which day, in which words of the row.
_EARLIER = {
    "2021-03-13-outreach-revealed": (("washington",), "2021-02-15", "mid-February", "messages to Pyongyang begin"),
    "2021-03-25-january-missiles-report": (
        ("pyongyang",),
        "2021-01-20",
        "about 20 January",
        "cruise missiles, by one paper",
    ),
}


def eight_weeks(events: pd.DataFrame) -> Chart:
    """The eight weeks before the article by day and by capital, with the day of publication apart from that of the act.

    Parameters
    ----------
    events
        `events`.

    Raises
    ------
    ValueError
        If the table has an event in these weeks of which this module does not know whose side it is on.
    """
    public = events[(events["date"] >= WEEKS[0]) & (events["date"] <= WEEKS[1])]
    if unknown := sorted(set(public["id"]) - set(_ACTS)):
        raise ValueError(
            f"charts/diplomacy.py: the eight weeks have an event without lane and label, {', '.join(unknown)}; "
            "add it to _ACTS, or take it out of data/events.csv"
        )
    reports = events[events["id"].isin(_EARLIER)]
    table = _told(public, reports)
    shown = events[events["id"].isin(table["id"])]
    voices = public[["pyongyang" in _ACTS[event][0] for event in public["id"]]]
    first = voices["date"].min()
    before = public[public["date"] < first]
    hidden, missiles = (reports.set_index("id")["date"][event] for event in _EARLIER)
    weeks = round((pd.Timestamp(hidden) - pd.Timestamp(_EARLIER["2021-03-13-outreach-revealed"][1])).days / 7)
    crowd = str(pd.Timestamp(WEEKS[1]) - pd.Timedelta(days=11))[:10]

    def draw(frame: Frame) -> go.Figure:
        return _lanes(frame, table)

    wide, narrow = map(draw, frames(wide=640, narrow=876))
    return Chart(
        name="eight-weeks",
        title=f"{count(len(before)).capitalize()} events before Pyongyang's first word to the new government, on {_day(first)}",
        subtitle=f"Events from {_day(WEEKS[0])} to {_day(WEEKS[1])}, by day and by the capital that each concerns",
        alt=(
            f"Four lanes run down the days: the Quad, Seoul, Washington, Pyongyang. Before Pyongyang's first public word to "
            f"the new government stand {count(len(before))} events that were public on their day; none of them is "
            f"Pyongyang's. {count(int((public['date'] >= crowd).sum())).capitalize()} of all "
            f"{len(public)} fall on the last twelve days. Two open marks show what was not public at the time: Washington's "
            f"messages to Pyongyang, from mid-February, were reported about {count(weeks)} weeks later, on {_day(hidden)}; cruise "
            f"missiles that one newspaper dates to January were reported on {_day(missiles)}, after the article. The article's "
            f"probable days, {_day(ARTICLE[0])} to {_day(ARTICLE[1])}, are a band."
        ),
        wide=wide,
        narrow=narrow,
        table=table,
        columns={
            "act": "Day of the act",
            "date": "Public on",
            "who": "Whose side",
            "title": "Event",
            "disputed": "Dispute or caveat",
            "note": "Note",
        },
        data=("events",),
        credit=credit_of(shown),
        note=(
            "A full mark is an event that was public on its day, an open one an act that came out later: the broken line ends "
            "on the day of the report. Two marks joined are one event of both allies, a thick line a stretch of days. The days "
            "of the open marks are rough, and the missiles rest on a single newspaper. Days are local; the table is a selection."
        ),
    )


def _told(public: pd.DataFrame, reports: pd.DataFrame) -> pd.DataFrame:
    """The rows of `eight_weeks` in order of the act: its day in words and on the axis, when it was public, and whose."""
    acts = pd.DataFrame.from_dict(_ACTS, orient="index", columns=["lanes", "label"])
    earlier = pd.DataFrame.from_dict(_EARLIER, orient="index", columns=["lanes", "at", "act", "label"])
    known = (
        public.set_index("id").assign(at=public["date"].tolist(), act=public["date"].tolist(), kind="public").join(acts)
    )
    known.loc[known.index.isin(earlier.index), "kind"] = "report"
    late = reports.set_index("id").assign(date_end=pd.NA, kind="earlier").join(earlier)
    table = pd.concat([known, late]).sort_values(["at", "date"], kind="stable").reset_index(names="id")
    side = pd.Series([" and ".join(_LANES[lane][0] for lane in lanes) for lanes in table["lanes"]], index=table.index)
    # An act that came out later is its government's own, whoever reported it.
    others = table["id"].map(_OTHERS).where(table["kind"] != "earlier")
    return table.assign(who=others.fillna(side).tolist())


def _lanes(frame: Frame, table: pd.DataFrame) -> go.Figure:
    """Draw `eight_weeks`: days downwards, a lane for each side, labels spread out beside them. Axes count in pixels."""
    narrow = frame.narrow
    head, foot = (98, 164) if narrow else (34, 76)
    left, step, size = (38, 22, 10) if narrow else (60, 88, 11)
    small, minor = (SMALLEST, SMALLEST) if narrow else (13, 12)
    high, across = frame.height - 8, frame.width - 8
    lane = {key: left + step * (place + 0.5) for place, key in enumerate(_LANES)}
    right = left + step * len(_LANES)
    days = (pd.Timestamp(WEEKS[1]) - pd.Timestamp(WEEKS[0])).days

    def height(date: str) -> float:
        return head + (high - head - foot) / days * (pd.Timestamp(date) - pd.Timestamp(WEEKS[0])).days

    drawn = figure(width=frame.width, height=frame.height, margin=dict.fromkeys("lrtb", 4))
    half = (height("2021-01-20") - head) / 2
    top, bottom = height(ARTICLE[0]) - half, height(ARTICLE[1]) + half
    drawn.add_shape(
        type="rect", x0=0, x1=right, y0=top, y1=bottom, fillcolor=RULE, opacity=0.6, line={"width": 0}, layer="below"
    )
    words = "the<br>article" if narrow else "the article"
    write(drawn, 0, (top + bottom) / 2, words, size=minor, align="left")
    for month in ("2021-02-01", "2021-03-01"):
        line(drawn, (0, right), (height(month),) * 2, RULE)
        write(drawn, 0, height(month) - 9, _short(month), size=minor)
    for key, (name, colour) in _LANES.items():
        line(drawn, (lane[key],) * 2, (head - 6, height(WEEKS[1])), RULE, width=2)
        drawn.add_annotation(
            x=lane[key],
            y=head - 12,
            yanchor="bottom",
            text=f"<b>{name}</b>",
            textangle=-90 if narrow else 0,
            font={"size": 12, "color": colour},
        )
    texts = [wrapped(_label(row), 27 if narrow else 43) for row in table.itertuples()]
    wanted = [height(row.at) for row in table.itertuples()]
    room = [(small + 3.5) * (text.count("<br>") + 1) + (5 if narrow else 4) for text in texts]
    start = right + (14 if narrow else 26)
    for row, text, at, place in zip(table.itertuples(), texts, wanted, spread(wanted, room), strict=True):
        ends = [lane[key] for key in row.lanes]
        colour = _LANES[row.lanes[-1]][1]
        drawn.add_shape(
            type="path",
            path=f"M{max(ends)},{at} L{right},{at} L{start - 3},{place}",
            line={"color": GREY, "width": 1},
            opacity=0.6,
            layer="below",
        )
        if row.kind == "earlier":
            reported = min(height(row.date), height(WEEKS[1]) + 12)  # a report after the last day leaves the frame
            line(drawn, ends * 2, (at, reported), colour, width=2, opacity=0.7, dash="dot")
        for key in row.lanes if pd.notna(row.date_end) else ():
            line(drawn, (lane[key],) * 2, (at, height(row.date_end)), _LANES[key][1], width=6, opacity=0.4)
        if len(ends) > 1:
            line(drawn, (min(ends), max(ends)), (at, at), INK, width=2)
        write(drawn, start, place, text, size=small, colour=INK, align="left")
    for kind, symbol in (("public", "circle"), ("earlier", "circle-open"), ("report", "diamond")):
        rows = [(row, key) for row in table.itertuples() if row.kind == kind for key in row.lanes]
        colours = [_LANES[key][1] for _, key in rows]
        drawn.add_scatter(
            x=[lane[key] for _, key in rows],
            y=[height(row.at) for row, _ in rows],
            mode="markers",
            marker={
                "symbol": symbol,
                "size": size + 2 * (kind == "report"),
                "color": colours,
                "line": {"width": 2 if kind == "earlier" else 1, "color": colours if kind == "earlier" else PAPER},
            },
            text=[f"{row.act}: {row.title}" for row, _ in rows],
            hovertemplate="%{text}<extra></extra>",
            cliponaxis=False,
        )
    key = "\u2003".join(["● public on its day", "○ not public then", "◆ report of it"])
    write(drawn, 0, high - 12, key, size=minor)
    drawn.update_xaxes(visible=False, range=[0, across])
    drawn.update_yaxes(visible=False, range=[high, 0])
    return drawn


def _label(row) -> str:
    """What stands beside a mark: the day, a few words and, for an act that came out later, when it did."""
    day = _short(row.date) if row.kind != "earlier" else row.act.replace("February", "Feb").replace("January", "Jan")
    return f"<b>{day}</b> {row.label}" + (f" (public\u00a0{_short(row.date)})" if row.kind == "earlier" else "")


# The events --------------------------------------------------------------------------------------------------------

_CATEGORIES = {
    "alliance": "the alliance",
    "cost_sharing": "its cost",
    "quad": "the Quad",
    "japan_korea": "Japan and Korea",
    "inter_korean": "Seoul and Pyongyang",
    "us_north": "Washington and Pyongyang",
    "north_weapons": "the North's weapons",
    "sanctions": "sanctions",
    "china_russia": "China and Russia",
    "governments": "governments",
}
_EVENT = {
    "date": "Date",
    "category": "Category",
    "title": "Event",
    "disputed": "Dispute or caveat",
    "confidence": "Confidence",
}


def events_by_year(events: pd.DataFrame, *, thick: int = 2017) -> Chart:
    """Every event of the table as one dot, by year and category: how thick the list is, and where.

    Parameters
    ----------
    events
        `events`.
    thick
        First year of the stretch whose share the title gives.
    """
    table = events.assign(year=[pd.Period(date).year for date in events["date"]])
    first, last = int(table["year"].min()), int(table["year"].max())
    share = (table["year"] >= thick).mean() * 100
    before = int((table["year"] < 1990).sum())

    def draw(frame: Frame) -> go.Figure:
        drawn = _towers(frame, table, [pd.Period(str(year), freq="Y") for year in table["year"]], head=24)
        line(drawn, (ARTICLE[0],) * 2, (20, frame.height - 36), SOFT)
        write(drawn, ARTICLE[0], 10, "the article", size=12, anchor="center")
        write(drawn, 0, 10, "● before\u2003○ after it\u2003◇ disputed", size=12, xref="paper")
        shown = range(1960, last, 20) if frame.narrow else range(1950, last, 10)
        drawn.update_xaxes(tickvals=[f"{year}-07-01" for year in shown], ticktext=[str(year) for year in shown])
        return drawn

    wide, narrow = map(draw, frames(wide=492, narrow=492))
    counts = table["category"].value_counts()
    return Chart(
        name="events-by-year",
        title=f"{share:.0f}% of the {len(table)} events lie in {thick} and after: the list is thick where the article stands",
        subtitle=f"Events of the timeline by year and category, {first} to May {last}; each dot is one",
        alt=(
            f"Ten rows of dots on one axis of years from {first} to {last}, one dot an event and dots of one year above each "
            f"other. {before} of {len(table)} events lie before 1990 and {int((table['year'] >= thick).sum())} in {thick} or "
            f"later; the fullest year is {table['year'].mode()[0]}, with {int(table['year'].value_counts().max())}. By category: "
            + ", ".join(f"{words} {counts[name]}" for name, words in _CATEGORIES.items())
            + "."
        ),
        wide=wide,
        narrow=narrow,
        table=table.assign(category=[_CATEGORIES[name] for name in table["category"]]),
        columns=_EVENT,
        data=("events",),
        credit=credit_of(table),
        note=(
            "The table is a selection made for this book, so that its density shows what we looked at, not how much "
            "happened. A full mark was in the world by the article's days, an open one came after them; a diamond is disputed, "
            "and the table says by whom. An event known by its month or year alone stands in its year like the others."
        ),
    )


def what_happened_next(events: pd.DataFrame) -> Chart:
    """The events after the article, one dot each, by month and category, under the presidents in Seoul.

    Parameters
    ----------
    events
        `events`.
    """
    table = events[events["date"] > ARTICLE[1]]
    counts = table["category"].value_counts()
    most, second = counts.index[:2]
    last = table.groupby("category", observed=True)["date"].max()
    day = events.set_index("id")["date"]
    offices = {
        "Moon": (ARTICLE[1], day["2022-05-10-yoon-inaugurated"]),
        "Yoon": (day["2022-05-10-yoon-inaugurated"], day["2025-04-04-yoon-removed"]),
        "Lee": (day["2025-06-03-lee-elected"], END),
    }

    def draw(frame: Frame) -> go.Figure:
        months = [pd.Period(date, freq="Q" if frame.narrow else "M") for date in table["date"]]
        drawn = _towers(frame, table, months, head=34)
        for name, (start, end) in offices.items():
            line(drawn, (start, end), (22, 22), SEOUL, width=3)
            write(drawn, start, 10, f"<b>{name}</b>", size=12, colour=SEOUL)
        write(drawn, END, frame.height - 38, "◇ disputed", size=12, anchor="right")
        return drawn

    wide, narrow = map(draw, frames(wide=352, narrow=530))
    return Chart(
        name="what-happened-next",
        title=(
            f"{len(table)} events after the article: {counts[most]} on {_CATEGORIES[most]}, {counts[second]} on "
            f"{_CATEGORIES[second]}, {counts['us_north']} between {_CATEGORIES['us_north']}"
        ),
        subtitle=f"Events of the timeline from {_day(table['date'].min())} to May 2026 by category; each dot is one",
        alt=(
            "Ten rows of dots on one axis of time, one dot an event, dots of one month above each other. By category, with "
            "the month of the last event: "
            + ", ".join(f"{words} {counts[name]} ({_month(last[name])})" for name, words in _CATEGORIES.items())
            + f". {int((table['date'] < offices['Moon'][1]).sum())} of them fall in the months left to President Moon, to "
            f"{_month(offices['Moon'][1])}."
        ),
        wide=wide,
        narrow=narrow,
        table=table.assign(category=[_CATEGORIES[name] for name in table["category"]]),
        columns=_EVENT,
        data=("events",),
        credit=credit_of(table),
        note=(
            "The table is a selection made for this book: the counts show what we looked at, not how much happened. "
            "A diamond is disputed, and the table says by whom. The blue lines are the presidents in Seoul; the gap is the time "
            "between Yoon's removal and the election of Lee. On a phone the dots stand by quarter."
        ),
    )


def _towers(frame: Frame, table: pd.DataFrame, periods: Sequence[pd.Period], *, head: int = 8) -> go.Figure:
    """Dots stacked over their period, a row for each category, as high as its fullest period. The y axis counts in pixels."""
    narrow = frame.narrow
    rows = table.assign(
        at=[(period.start_time + (period.end_time - period.start_time) / 2).normalize() for period in periods],
        open=table["date"] > ARTICLE[1],
    )
    rows = rows.assign(level=rows.groupby(["category", "at"], observed=True).cumcount())
    start, end = min(periods).start_time, max(periods).end_time.ceil("D")
    left = 8 if narrow else 216
    # A dot fills its period's share of the width but for a gap, and is never larger than on a page of five years.
    share = (periods[0].end_time - periods[0].start_time) / (end - start)
    size = min(8.0, (frame.width - left - 10) * share * 0.86)
    room = 22 if narrow else 8
    pitch = size * 1.1
    drawn = figure(width=frame.width, height=frame.height, margin={"l": left, "r": 10, "t": 4, "b": 28})
    counts = rows["category"].value_counts()
    base, floor = {}, float(head)
    for name, words in _CATEGORIES.items():
        stack = int(rows[rows["category"] == name]["level"].max()) + 1
        base[name] = floor + room + max(pitch * stack, 0 if narrow else 16)
        floor = base[name]
        line(drawn, (start, end), (base[name] + 1,) * 2, RULE)
        text = f"{words[0].upper()}{words[1:]} <b>{counts[name]}</b>"
        if narrow:
            write(drawn, start, base[name] - pitch * stack - 9, text, size=12, colour=INK)
        else:
            write(drawn, start, base[name] - 7, text, colour=INK, anchor="right", xshift=-8)
    shape = ["diamond" if disputed else "circle" for disputed in rows["disputed"].notna()]
    drawn.add_scatter(
        x=rows["at"].tolist(),
        y=[base[row.category] - pitch * (row.level + 0.5) for row in rows.itertuples()],
        mode="markers",
        marker={
            "color": INK,
            "size": size,
            "symbol": [f"{name}-open" if later else name for name, later in zip(shape, rows["open"], strict=True)],
            "line": {"width": size / 5, "color": INK},
        },
        text=[f"{row.date}: {row.title}" for row in rows.itertuples()],
        hovertemplate="%{text}<extra></extra>",
        cliponaxis=False,
    )
    drawn.update_xaxes(range=[start, end])
    drawn.update_yaxes(visible=False, range=[frame.height - 32, 0])
    return drawn


# Words -------------------------------------------------------------------------------------------------------------


def _span(date: str) -> tuple[pd.Timestamp, pd.Timestamp]:
    """First and last day that a date of a day, a month or a year may mean."""
    period = pd.Period(date)
    return period.start_time, period.end_time.normalize()


def _middle(date: str) -> pd.Timestamp:
    """The day in the middle of what a date may mean."""
    first, last = _span(date)
    return (first + (last - first) / 2).normalize()


def _month(date: str) -> str:
    """Month and year, in English whatever the reader's locale: March 2021."""
    return f"{pd.Timestamp(date).month_name()} {pd.Timestamp(date).year}"


def _day(date: str) -> str:
    """Day, month and year: 12 March 2021."""
    return f"{pd.Timestamp(date).day} {_month(date)}"


def _short(date: str) -> str:
    """Day and month in short, never broken: 12 Mar."""
    return f"{pd.Timestamp(date).day}\u00a0{pd.Timestamp(date).month_name()[:3]}"
