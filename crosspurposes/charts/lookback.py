"""The tables of the chapters that look back, in Markdown, and the chart of the three governments.

The tables' rows are words and single sums, which make no chart.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from crosspurposes.charts.chart import Chart
from crosspurposes.charts.diplomacy import END
from crosspurposes.charts.lanes import line as _line
from crosspurposes.charts.lanes import spread as _spread
from crosspurposes.charts.lanes import times as _times
from crosspurposes.charts.lanes import wrapped as _wrapped
from crosspurposes.charts.lanes import write as _write
from crosspurposes.charts.theme import (
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
from crosspurposes.data import credit

_QUESTIONS = {
    "quad": "the Quad",
    "china": "China",
    "drills": "drills",
    "us_interest": "Washington's interest",
    "pyongyang": "Pyongyang's answer",
}
_GOVERNMENTS = ("Moon", "Yoon", "Lee")
_BASES = {"agreed": "published", "formula": "by the formula"}


def three_governments(table: pd.DataFrame) -> str:
    """The governments in Seoul compared: question by question, each answer with its letter and its caveat.

    Two columns, so that the words have room on a phone.

    Parameters
    ----------
    table
        `three-governments`.

    Raises
    ------
    KeyError
        If a government has no answer to a question.
    """
    answers = {(row.question, row.government): row for row in table.itertuples()}
    rows = [(who, title, answers[question, who]) for question, title in _QUESTIONS.items() for who in _GOVERNMENTS]
    return _table(
        ("Government, question", "Answer"),
        [(f"**{who}**, {title}", _noted(f"{row.answer} ({row.confidence})", row)) for who, title, row in rows],
    )


def payments(table: pd.DataFrame, *, since: int) -> str:
    """South Korea's yearly payments with their rise on the year before, in per cent, and how each sum is known.

    Parameters
    ----------
    table
        `sma-payments`, from before `since` on.
    since
        First year shown.
    """
    rises = table["payment_krw_bn"].pct_change(fill_method=None) * 100
    rows = table.assign(rise=rises)[table["year"] >= since]
    return _table(
        ("Year", "Billion won", "Rise, %", "How we know"),
        [
            (str(row.year), f"{row.payment_krw_bn:,.1f}", f"{row.rise:.1f}", _BASES[row.basis])
            for row in rows.itertuples()
        ],
        align=["---", "--:", "--:", "---"],
    )


def sums_named(table: pd.DataFrame) -> str:
    """Sums that were named, offered or settled, in billion dollars where they are in dollars, each with its caveat.

    Parameters
    ----------
    table
        Rows of `sma-demands`.
    """
    return _table(
        ("Date", "Billion dollars", "What"),
        [(_day(row.date), _sum(row), _noted(row.what, row)) for row in table.itertuples()],
    )


def _noted(text: str, row) -> str:
    return text if pd.isna(row.note) else f"{text} *{row.note}*"


def _sum(row) -> str:
    if not pd.isna(row.amount_usd_bn):
        return f"{row.amount_usd_bn:g} a year"
    return "in won" if pd.isna(row.total_usd_bn) else f"{row.total_usd_bn:g} in all"


def _day(iso: str) -> str:
    """An ISO date as "8 July 2025", "July 2025" or "2025", as precise as it is."""
    day = pd.Timestamp(iso)
    return " ".join([str(day.year), day.month_name(), str(day.day)][iso.count("-") :: -1])


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]], *, align: list[str] | None = None) -> str:
    lines = [head, align or ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


# The built-in experiment -------------------------------------------------------------------------------------------

#: First day of the chart, the day after which the article's news had overtaken it; the last one is `END`.
START = "2021-03-16"
#: What an act was -> in words, whose colour it has, and its lane's head. The first three are Seoul's, the others Pyongyang's.
_KINDS = {
    "no": ("not<br>now", WASHINGTON),
    "apart": ("holds<br>off", SEOUL),
    "nearer": ("nearer", SEOUL),
    "contact": ("contact,<br>kind<br>word", PYONGYANG),
    "refusal": ("refusal,<br>cut", PYONGYANG),
}
_QUAD = ("no", "apart", "nearer")
_SIDES = {True: "Seoul and the Quad", False: "Pyongyang to Seoul"}
#: What the chart shows: row of `events` -> its kinds, and a label of few words. Two rules choose the rows. On the Quad:
#: an act or a word of Seoul, or of Washington, on South Korea's own place beside it; a report of a request counts by
#: Seoul's denial, for that alone is certain. On Pyongyang: an act or a word of the North towards the South.
_ACTS = {
    "2021-03-16-kim-yo-jong-warns": (("refusal",), "warns both allies"),
    "2021-03-18-two-plus-two-seoul": (("apart",), "not discussed"),
    "2021-04-06-olympics-withdrawal": (("refusal",), "stays out of the Tokyo Games"),
    "2021-04-06-seoul-case-by-case": (("apart",), "case by case"),
    "2021-04-11-yomiuri-report": (("apart",), "denies pressure"),
    "2021-04-30-chosun-report": (("apart",), "denies a request"),
    "2021-05-18-campbell-no-expansion": (("no",), "no plan at present to enlarge"),
    "2021-05-21-moon-biden-summit": (("nearer",), "text names the Quad"),
    "2021-07-27-hotlines-restored": (("contact",), "hotlines back"),
    "2021-09-29-kim-answers-moon": (("contact", "refusal"), "offer, with terms"),
    "2021-10-04-hotlines-restored-again": (("contact",), "hotlines back again"),
    "2022-01-26-cha-invitation": (("apart",), "denies invitation"),
    "2022-05-21-yoon-biden-summit": (("nearer",), "Biden welcomes interest"),
    "2022-05-22-no-plan-to-add-seoul": (("no",), "adding not considered"),
    "2022-08-19-yoon-offer-rejected": (("refusal",), "rejects Yoon's offer"),
    "2023-03-08-seoul-accelerates": (("nearer",), "faster work with its groups"),
    "2023-04-07-hotlines-silent": (("refusal",), "hotlines silent"),
    "2023-08-14-no-near-term-expansion": (("no",), "no early expansion"),
    "2023-11-23-military-agreement-scrapped": (("refusal",), "scraps military pact"),
    "2023-12-30-two-hostile-states": (("refusal",), "two hostile states"),
    "2024-01-15-unification-dropped": (("refusal",), "unification dropped"),
    "2024-07-23-not-quite-there": (("no",), "“not quite there yet”"),
    "2025-07-28-lee-rejected": (("refusal",), "rejects Lee's offers"),
    "2025-09-21-kim-sets-terms": (("refusal",), "no talks with Seoul"),
    "2026-02-19-drone-regret": (("contact",), "kind word on drones"),
    "2026-02-19-ninth-congress": (("refusal",), "South is hostile"),
    "2026-05-06-constitution-revealed": (("refusal",), "unification struck out"),
}
#: An act that is told in the row of another: that row -> about how many days later it was, its kinds and its label.
_LATER = {"2021-07-27-hotlines-restored": (14, ("refusal",), "silence over drills")}
#: Rows on the Quad, or between the Koreas, that the rules leave out, by reason.
_LEFT_OUT = {
    "of the four countries alone": (
        "2021-09-24-quad-second-summit",
        "2022-02-11-quad-ministers-melbourne",
        "2022-03-03-quad-call-ukraine",
        "2022-05-24-quad-summit-tokyo",
        "2023-03-03-quad-ministers-delhi",
        "2023-05-20-quad-summit-hiroshima",
        "2023-09-22-quad-ministers-new-york",
        "2024-07-29-quad-ministers-tokyo",
        "2024-09-21-quad-summit-wilmington",
        "2025-01-21-quad-ministers-silent",
        "2025-07-01-quad-ministers-return",
        "2025-10-04-quad-summit-stalls",
        "2026-02-14-jaishankar-quad",
        "2026-05-26-quad-ministers-new-delhi",
    ),
    "an act of Seoul towards Pyongyang": (
        "2021-09-21-moon-un-again",
        "2021-12-29-draft-declaration",
        "2024-06-04-military-agreement-suspended",
    ),
    "names the Quad to say that the matter was another": ("2021-03-18-choe-rejects-approaches",),
    "a promise before an election": ("2022-03-09-yoon-elected",),
}
#: When the hotlines worked: row of the day on which they came back -> row of the day on which they fell silent.
_WORKED = {
    "2021-07-27-hotlines-restored": "2021-07-27-hotlines-restored later",
    "2021-10-04-hotlines-restored-again": "2023-04-07-hotlines-silent",
}
#: Government -> rows of its first and its last day; None is the edge of the chart.
_OFFICES = {
    "Moon": (None, "2022-05-10-yoon-inaugurated"),
    "Yoon": ("2022-05-10-yoon-inaugurated", "2025-04-04-yoon-removed"),
    "Lee": ("2025-06-03-lee-elected", None),
}


def experiment(events: pd.DataFrame) -> Chart:
    """Seoul's distance to the Quad beside Pyongyang's answers, day by day, under three governments.

    Parameters
    ----------
    events
        `events`.

    Raises
    ------
    ValueError
        If the table has a row on the Quad or between the Koreas that is neither shown nor left out for a reason, or
        no longer has one that is named here.
    """
    acts, tally = _acts(events), tallies(events)
    worked, offices = _worked(events), _offices(events)

    def draw(frame: Frame) -> go.Figure:
        return _spine(frame, acts, worked, offices)

    def each(kind: str) -> list[str]:
        return [_times(count) if count else "never" for count in tally.loc[kind]]

    def under(kind: str) -> str:
        return _and([f"{times} under {who}" for times, who in zip(each(kind), tally, strict=True)])

    days = _and([f"{count} days under {who}" for who, count in tally.loc["hotline_days"].items()])
    wide, narrow = map(draw, frames(wide=712, narrow=960))
    return Chart(
        name="experiment",
        title=f"Seoul moved nearer to the Quad {under('nearer')}; Pyongyang offered contact or a kind word {_and(each('contact'))}",
        subtitle="Events on South Korea's place beside the Quad, and Pyongyang's acts and words towards Seoul, 16 March 2021 to May 2026",
        alt=(
            "Time runs down from March 2021 to May 2026, with the governments of Moon, Yoon and Lee as bands. To the left is "
            f"South Korea's place beside the Quad: Seoul came nearer {under('nearer')}, held off {under('apart')}, and heard "
            f"from Washington that there was no plan to enlarge or that it was too early {under('no')}. "
            f"To the right is Pyongyang: contact or a kind word {under('contact')}; a refusal or a cut "
            f"{under('refusal')}. Between them are the hotlines, which worked on about {days}."
        ),
        wide=wide,
        narrow=narrow,
        table=_printed(acts),
        columns={
            "act": "Day",
            "government": "Government",
            "side": "Side",
            "kinds": "Kind",
            "title": "Event",
            "disputed": "Disputed",
            "confidence": "Confidence",
            "note": "Note",
        },
        data=("events",),
        credit=credit(["events"]),
        note=(
            "Left: every row of the timeline in which Seoul or Washington speaks of South Korea's own place beside the Quad; a "
            "report of a request counts as Seoul's denial of it. Right: every row in which Pyongyang speaks or acts towards "
            "Seoul; one of them is both an offer and a refusal. Steps towards Washington or Tokyo outside the Quad, drills and "
            "missiles are not here, and an empty place says that we found nothing. The table says who disputes what. The hotlines "
            "are taken to work from the day on which they came back to that on which they fell silent, in August 2021 a rough one."
        ),
    )


def tallies(events: pd.DataFrame) -> pd.DataFrame:
    """How often each kind of act fell under each government, and on how many of its days the hotlines worked.

    Parameters
    ----------
    events
        `events`.

    Returns
    -------
    pandas.DataFrame
        Rows ``no``, ``apart``, ``nearer`` (Seoul and the Quad), ``contact``, ``refusal`` (Pyongyang to Seoul) and
        ``hotline_days``; a column for each government. An act of two kinds counts in both.

    Raises
    ------
    ValueError
        As `experiment`.
    """
    acts, offices = _acts(events).explode("kinds"), _offices(events)
    counts = pd.crosstab(acts["kinds"], acts["government"]).reindex(index=[*_KINDS], columns=[*_OFFICES], fill_value=0)
    counts.loc["hotline_days"] = [
        sum(max((min(end, last) - max(start, first)).days, 0) for start, end in _worked(events))
        for first, last in offices.values()
    ]
    return counts


def _acts(events: pd.DataFrame) -> pd.DataFrame:
    """The rows of `experiment` in order of their day: kinds, label, government and the day in words (`act`)."""
    known = events[(events["date"] >= START) & (events["date"] <= END)].set_index("id")
    named = {*_ACTS, *itertools.chain(*_LEFT_OUT.values())}
    text = known["title"] + " " + known["detail"]
    relevant = known.index[known["category"].isin(["quad", "inter_korean"]) | text.str.contains(r"\bQuad\b")]
    if unknown := sorted(set(relevant) - named):
        raise ValueError(
            f"charts/lookback.py: an event on the Quad or between the Koreas has no place, {', '.join(unknown)}; "
            "add it to _ACTS with its kind and label, or to _LEFT_OUT with the reason"
        )
    if gone := sorted(named - set(known.index)):
        raise ValueError(
            f"charts/lookback.py: data/events.csv has no event {', '.join(gone)} in the time of the chart; "
            "correct the name in _ACTS or _LEFT_OUT, or take it out there"
        )
    shown = known.loc[[*_ACTS]].assign(at=lambda rows: pd.to_datetime(rows["date"]), act=lambda rows: rows["date"])
    shown["kinds"], shown["label"] = zip(*_ACTS.values(), strict=True)
    told = known.loc[[*_LATER]].assign(
        disputed=pd.NA, title="North Korea stops answering the hotlines again, over drills"
    )
    days, told["kinds"], told["label"] = zip(*_LATER.values(), strict=True)
    told["at"] = pd.to_datetime(told["date"]) + pd.to_timedelta(days, unit="D")
    told["act"] = [f"about {day:%Y-%m-%d}" for day in told["at"]]
    acts = pd.concat([shown, told.rename(index="{} later".format)]).sort_values("at", kind="stable").reset_index()
    offices = _offices(events)
    acts["quad"] = [kinds[0] in _QUAD for kinds in acts["kinds"]]
    acts["government"] = [
        next((who for who, (first, last) in offices.items() if first <= day < last), "acting president")
        for day in acts["at"]
    ]
    return acts


def _printed(acts: pd.DataFrame) -> pd.DataFrame:
    """The acts with side and kinds in words."""
    words = {kind: head.replace("<br>", " ") for kind, (head, _) in _KINDS.items()}
    return acts.assign(
        side=[_SIDES[quad] for quad in acts["quad"]],
        kinds=["; ".join(words[kind] for kind in kinds) for kinds in acts["kinds"]],
    )


def _offices(events: pd.DataFrame) -> dict[str, tuple[pd.Timestamp, pd.Timestamp]]:
    """Government -> its first day, and the day after its last."""
    day = events.set_index("id")["date"]
    if gone := sorted({event for pair in _OFFICES.values() for event in pair if event} - set(day.index)):
        raise ValueError(
            f"charts/lookback.py: data/events.csv has no event {', '.join(gone)}; correct the name in _OFFICES"
        )
    edges = (pd.Timestamp(START), pd.Timestamp(END) + pd.Timedelta(days=1))
    return {
        who: tuple(pd.Timestamp(day[event]) if event else edge for event, edge in zip(pair, edges, strict=True))
        for who, pair in _OFFICES.items()
    }


def _worked(events: pd.DataFrame) -> list[tuple[pd.Timestamp, pd.Timestamp]]:
    """The spans in which the hotlines are taken to have worked."""
    at = _acts(events).set_index("id")["at"]
    return [(at[back], at[silent]) for back, silent in _WORKED.items()]


@dataclass(frozen=True)
class _Plan:
    """Where things stand in a frame, in pixels: lanes across, days downwards."""

    frame: Frame

    @property
    def step(self) -> int:
        """Width of a lane."""
        return 15 if self.frame.narrow else 50

    @property
    def middle(self) -> int:
        """Width of the column of the hotlines."""
        return 30 if self.frame.narrow else 60

    @property
    def small(self) -> int:
        """Size of the labels' letters."""
        return SMALLEST if self.frame.narrow else 12

    @property
    def across(self) -> float:
        return self.frame.width - 8

    @property
    def high(self) -> float:
        return self.frame.height - 8

    @property
    def head(self) -> int:
        """Height of the first day."""
        return 150 if self.frame.narrow else 80

    @property
    def left(self) -> float:
        """Edge of the lanes, as far from its side as `right` is from the other."""
        return (self.across - self.middle - self.step * len(_KINDS)) / 2

    @property
    def right(self) -> float:
        return self.across - self.left

    @property
    def hotlines(self) -> float:
        return self.left + self.step * len(_QUAD) + (8 if self.frame.narrow else 14)

    def lane(self, kind: str) -> float:
        return self.left + self.step * ([*_KINDS].index(kind) + 0.5) + self.middle * (kind not in _QUAD)

    def height(self, day: pd.Timestamp) -> float:
        start, end = pd.Timestamp(START), pd.Timestamp(END)
        foot = 62 if self.frame.narrow else 44
        return self.head + (self.high - self.head - foot) * ((day - start) / (end - start))


def _spine(frame: Frame, acts: pd.DataFrame, worked: Sequence[tuple], offices: dict[str, tuple]) -> go.Figure:
    """Draw `experiment`: days downwards, the Quad's lanes left of the hotlines, Pyongyang's right."""
    plan, narrow = _Plan(frame), frame.narrow
    days = (plan.head, plan.height(pd.Timestamp(END)))
    drawn = figure(width=frame.width, height=frame.height, margin=dict.fromkeys("lrtb", 4))
    _bands(drawn, plan, acts, offices)
    for kind, (words, colour) in _KINDS.items():
        _line(drawn, (plan.lane(kind),) * 2, days, PAPER, width=2)
        _head(drawn, plan.lane(kind), plan.head - 6, words, colour, turned=narrow)
    _head(drawn, plan.hotlines + (2 if narrow else 16), plan.head - 6, "hotlines", INK, turned=narrow)
    for quad, place, anchor in (
        ((True, 0, "left"), (False, plan.across, "right"))
        if narrow
        else ((True, plan.lane("apart"), "center"), (False, plan.right - plan.step, "center"))
    ):
        _write(drawn, place, 10, f"<b>{_SIDES[quad]}</b>", size=plan.small, colour=INK, anchor=anchor)
        _labels(drawn, plan, acts[acts["quad"] == quad], quad=quad)
    _line(drawn, (plan.hotlines,) * 2, days, INK, dash="dot")
    for back, silent in worked:
        _line(drawn, (plan.hotlines,) * 2, (plan.height(back), plan.height(silent)), INK, width=7)
    _marks(drawn, plan, acts.explode("kinds"))
    key = ["● well sourced", "○ one source or origin", "◆ disputed", "▮ hotlines work"]
    lines = ["\u2003".join(key[:2]), "\u2003".join(key[2:])] if narrow else ["\u2003".join(key)]
    _write(drawn, 0, plan.high - 9 * len(lines), "<br>".join(lines), size=plan.small, align="left")
    drawn.update_xaxes(visible=False, range=[0, plan.across])
    drawn.update_yaxes(visible=False, range=[plan.high, 0])
    return drawn


def _bands(drawn: go.Figure, plan: _Plan, acts: pd.DataFrame, offices: dict[str, tuple]) -> None:
    """The governments as bands, and the years; words where nobody governs or a government has nothing on the Quad."""
    aside = {"size": plan.small, "anchor": "right", "align": "right"}
    place, turned = plan.hotlines + (14 if plan.frame.narrow else 24), plan.frame.narrow
    for who, (first, last) in offices.items():
        top, bottom = plan.height(first) + 1.5, plan.height(last) - 1.5
        drawn.add_shape(
            type="rect",
            x0=plan.left,
            x1=plan.right,
            y0=top,
            y1=bottom,
            fillcolor=RULE,
            opacity=0.5,
            line={"width": 0},
            layer="below",
        )
        _head(drawn, place, top + 2, f"<b>{who}</b>", SEOUL, turned=turned, yanchor="top")
        if not ((acts["government"] == who) & acts["quad"]).any():
            _write(drawn, plan.left - 12, (top + bottom) / 2, f"nothing found<br>under {who}", **aside)
    for (_, before), (after, _) in itertools.pairwise(offices.values()):
        if before < after:
            _write(drawn, plan.left - 12, plan.height(before + (after - before) / 2), "acting presidents", **aside)
    for year in range(pd.Timestamp(START).year + 1, pd.Timestamp(END).year + 1):
        at = plan.height(pd.Timestamp(f"{year}-01-01"))
        _line(drawn, (plan.left, plan.right), (at, at), GREY, opacity=0.5)
        _head(drawn, place, at + 3, str(year), SOFT, turned=turned, yanchor="top")


def _labels(drawn: go.Figure, plan: _Plan, acts: pd.DataFrame, *, quad: bool) -> None:
    """The labels of one side, each joined to its marks; on a phone the day has a line of its own."""
    edge, away, anchor = (plan.left, -1, "right") if quad else (plan.right, 1, "left")
    letters = int((plan.left - 12) / (0.58 * plan.small))
    texts = []
    for row in acts.itertuples():
        day = f"{row.at.day}\u00a0{row.at.month_name()[:3]}"
        day = f"<b>about\u00a0{day}</b>" if row.act.startswith("about") else f"<b>{day}\u00a0{row.at.year}</b>"
        words = _wrapped(row.label, letters) if plan.frame.narrow else _wrapped(f"{day} {row.label}", letters)
        texts.append(f"{day}<br>{words}" if plan.frame.narrow else words)
    wanted = [plan.height(day) for day in acts["at"]]
    room = [(plan.small + 3.2) * (text.count("<br>") + 1) + 4 for text in texts]
    places = _below(_spread(wanted, room), room, 22)
    for kinds, text, at, place in zip(acts["kinds"], texts, wanted, places, strict=True):
        ends = [plan.lane(kind) for kind in kinds]
        drawn.add_shape(
            type="path",
            path=f"M{min(ends) if quad else max(ends)},{at} L{edge},{at} L{edge + 9 * away},{place}",
            line={"color": GREY, "width": 1},
            opacity=0.7,
            layer="below",
        )
        if len(ends) > 1:
            _line(drawn, (min(ends), max(ends)), (at, at), PYONGYANG, width=2)
        _write(drawn, edge + 12 * away, place, text, size=plan.small, colour=INK, anchor=anchor, align=anchor)


def _marks(drawn: go.Figure, plan: _Plan, acts: pd.DataFrame) -> None:
    """A mark for each act in each of its lanes: a diamond if it is disputed, open if it rests on one good source."""
    colours = [_KINDS[kind][1] for kind in acts["kinds"]]
    single = [letter == "B" for letter in acts["confidence"]]
    shapes = ["circle" if pd.isna(disputed) else "diamond" for disputed in acts["disputed"]]
    size = 9 if plan.frame.narrow else 11
    drawn.add_scatter(
        x=[plan.lane(kind) for kind in acts["kinds"]],
        y=[plan.height(day) for day in acts["at"]],
        mode="markers",
        marker={
            "symbol": shapes,
            "size": [size + (shape == "diamond") for shape in shapes],
            "color": [PAPER if thin else colour for colour, thin in zip(colours, single, strict=True)],
            "opacity": 1,
            "line": {
                "width": [2 if thin else 1 for thin in single],
                "color": [colour if thin else PAPER for colour, thin in zip(colours, single, strict=True)],
            },
        },
        text=[f"{row.act}: {row.title}" for row in acts.itertuples()],
        hovertemplate="%{text}<extra></extra>",
        cliponaxis=False,
    )


def _head(
    drawn: go.Figure, x: float, y: float, text: str, colour: str, *, turned: bool, yanchor: str = "bottom"
) -> None:
    """A text of a column; on a phone it is turned, to be read from below."""
    text, angle = (text.replace("<br>", " "), -90) if turned else (text, 0)
    _write(drawn, x, y, text, size=12, colour=colour, anchor="center", yanchor=yanchor, textangle=angle)


def _below(places: Sequence[float], room: Sequence[float], top: float) -> list[float]:
    """The places of labels, moved down where the first would stand above `top`."""
    moved: list[float] = []
    for n, place in enumerate(places):
        least = moved[-1] + (room[n - 1] + room[n]) / 2 if moved else top + room[0] / 2
        moved.append(max(place, least))
    return moved


def _and(words: Sequence[str]) -> str:
    """A list as prose has it: a, b and c."""
    return f"{', '.join(words[:-1])} and {words[-1]}"
