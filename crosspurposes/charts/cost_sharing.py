"""The charts of the chapter on the bill: what Seoul pays, what was asked, and what else it gives.

Each function takes tables as `crosspurposes.data.load` returns them and returns a `Chart`, with the words of
title and alternative made from the same numbers as the picture. Amounts are in billion won unless a name says otherwise.
"""

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from crosspurposes import cost_sharing
from crosspurposes.charts.chart import Chart, Switch
from crosspurposes.charts.theme import (
    GREY,
    INK,
    PAPER,
    RULE,
    SEOUL,
    SOFT,
    TEMPLATE,
    WASHINGTON,
    Frame,
    figure,
    frames,
)
from crosspurposes.data import credit

SAID = {"won": "won", "constant won": "after inflation", "dollars": "dollars"}
ITEMS = {"labour": "Labour", "construction": "Construction", "logistics": "Logistics"}


def payments(table: pd.DataFrame) -> Chart:
    """Every year's payment, agreement by agreement: dollars to 2004, won from 2005, never joined.

    Parameters
    ----------
    table
        `sma-payments`.
    """
    table = table.sort_values("year")
    panels = (
        (table[table["year"] <= 2004], "payment_usd_m", "million US dollars"),
        (table[table["year"] >= 2005], "payment_krw_bn", "billion won"),
    )

    def draw(frame: Frame) -> go.Figure:
        beside = {"cols": 2, "column_widths": [14, 22], "horizontal_spacing": 0.09}
        drawn = make_subplots(**({"rows": 2, "vertical_spacing": 0.18} if frame.narrow else beside))
        for number, (rows, column, unit) in enumerate(panels, start=1):
            where = {"row": number, "col": 1} if frame.narrow else {"row": 1, "col": number}
            drawn.add_bar(
                x=rows["year"].tolist(),
                y=rows[column].tolist(),
                # Neighbouring agreements differ in shade, so that each is seen as one block.
                marker={"color": SEOUL, "opacity": [1.0 if n % 2 else 0.55 for n in rows["agreement"]]},
                customdata=rows["agreement"].tolist(),
                hovertemplate="%{x}: %{y:,.1f} " + unit + "<br>agreement %{customdata}<extra></extra>",
                **where,
            )
            for agreement, years in rows.groupby("agreement"):
                drawn.add_annotation(
                    x=float(years["year"].mean()),
                    y=float(years[column].max()),
                    text=str(agreement),
                    yshift=9,
                    font={"size": 12, "color": SOFT},
                    **where,
                )
            drawn.add_annotation(x=0, y=1, text=f"<b>{unit}</b>", xanchor="left", yanchor="top", **where)
            axis = "" if number == 1 else "2"
            drawn.layout.annotations[-1].update(xref=f"x{axis} domain", yref=f"y{axis} domain")
        drawn.update_layout(template=TEMPLATE, width=frame.width, height=frame.height, margin_t=20)
        drawn.update_layout(xaxis={"tickvals": [1991, 1996, 1999, 2002], "ticklabelposition": "outside"})
        drawn.update_layout(
            xaxis2={"tickvals": [2005, 2009, 2014, 2019, 2026] if frame.narrow else [*range(2005, 2027, 3)]}
        )
        drawn.update_layout(yaxis={"range": [0, 760], "dtick": 200}, yaxis2={"range": [0, 1750], "dtick": 500})
        drawn.update_yaxes(tickformat=",d")
        return drawn

    wide, narrow = map(draw, frames(wide=380, narrow=520))
    by_year = table.set_index("year")
    first, last = by_year["payment_usd_m"][[1991, 2004]]
    start, cut, end = by_year["payment_krw_bn"][[2004, 2005, 2026]]
    return Chart(
        name="sma-payments",
        title=f"In dollars {last / first:.1f} times as much by 2004 as in 1991, in won {end / cut:.1f} times as much by 2026 as in 2005",
        subtitle="South Korea's yearly payment as agreed; the shade changes with each agreement, whose number stands above",
        alt=(
            f"Two panels of bars. In dollars the payment rises from {first:,.0f} million in 1991 to {last:,.0f} million in "
            f"2004, with a drop in 1999, after the financial crisis. In won it starts at {cut:,.1f} billion in 2005, which is "
            f"{start - cut:,.1f} billion less than the won total of 2004, stays flat in 2006 and in 2020, and otherwise climbs "
            f"to {end:,.1f} billion in 2026; the three largest steps are those of 2021, 2026 and 2019."
        ),
        wide=wide,
        narrow=narrow,
        table=table,
        columns={
            "year": "Year",
            "agreement": "Agreement",
            "payment_usd_m": "Million US dollars",
            "payment_krw_bn": "Billion won",
            "basis": "Basis",
            "confidence": "Confidence",
            "note": "Note",
        },
        formats={"payment_usd_m": ",.0f", "payment_krw_bn": ",.1f"},
        data=("sma-payments",),
        credit=credit(["sma-payments"]),
        note=(
            "The panels have different units and must not be joined. The 1998 amount was agreed before the won fell, and "
            "was then cut to about 314 million dollars. 2023 and 2024 follow from the agreement's formula; no published "
            "amount was found."
        ),
    )


def step_of_2021(parts: pd.DataFrame, payments: pd.DataFrame) -> Chart:
    """The 13.9% taken apart: growth of the defence budget, and the labour item.

    Parameters
    ----------
    parts
        `sma-step-2021`.
    payments
        `sma-payments`.
    """
    paid = payments.set_index("year")["payment_krw_bn"]
    rates = parts.set_index("part")["rate_pct"]
    step = cost_sharing.decompose_step(paid[2020], rates.to_dict(), after=paid[2021]).set_index("part")
    budget, labour, total = step.loc[["budget_growth", "labour_item", "total"], "amount"]
    labels = ["2020", "Budget<br>growth", "Labour<br>item", "2021"]
    tops = [paid[2020], paid[2020] + budget, paid[2021], paid[2021]]
    heights = [paid[2020], budget, labour, paid[2021]]
    texts = [f"{paid[2020]:,.1f}", f"+{budget:.1f}", f"+{labour:.1f}", f"{paid[2021]:,.1f}"]
    points = [
        "",
        f"{rates['budget_growth']:.1f}%",
        f"{rates['labour_item']:.1f}%",
        f"+{step.loc['total', 'rate_pct']:.1f}%",
    ]

    def draw(frame: Frame) -> go.Figure:
        drawn = figure(width=frame.width, height=frame.height, margin={"b": 52, "l": 44, "t": 34})
        drawn.add_bar(
            x=[0, 1, 2, 3],
            y=heights,
            base=[top - height for top, height in zip(tops, heights, strict=True)],
            marker={"color": [SEOUL, SEOUL, SEOUL, SEOUL], "opacity": [0.45, 1, 1, 0.45]},
            hovertemplate="%{y:,.1f} billion won<extra></extra>",
        )
        for place, (top, text, point) in enumerate(zip(tops, texts, points, strict=True)):
            drawn.add_annotation(
                x=place, y=top, yshift=20 if point else 10, text=f"<b>{text}</b>" + (f"<br>{point}" if point else "")
            )
        drawn.update_yaxes(range=[0, 1300], dtick=500, tickformat=",d")
        drawn.update_xaxes(tickvals=[0, 1, 2, 3], ticktext=labels, tickfont={"size": 12, "color": INK}, tickangle=0)
        return drawn

    wide, narrow = map(draw, frames(wide=360, narrow=400))
    table = step.reset_index().assign(part=["Growth of the 2020 defence budget", "Labour item", "Whole step"])
    return Chart(
        name="step-of-2021",
        title=f"Seoul put nearly half of the {step.loc['total', 'rate_pct']:.1f}% down to labour",
        subtitle="The step from the payment of 2020 to that of 2021, billion won",
        alt=(
            f"From {paid[2020]:,.1f} billion won in 2020 the payment rises by {budget:.1f} billion for the growth of the "
            f"defence budget ({rates['budget_growth']:.1f} points) and by {labour:.1f} billion for a labour item "
            f"({rates['labour_item']:.1f} points) to {paid[2021]:,.1f} billion in 2021: {total:.1f} billion in all."
        ),
        wide=wide,
        narrow=narrow,
        table=table,
        columns={
            "part": "Part",
            "rate_pct": "Points of per cent",
            "amount": "Billion won",
            "share_of_step": "Share of the step, %",
        },
        formats={"rate_pct": ".1f", "amount": ",.1f", "share_of_step": ".0f"},
        data=("sma-step-2021", "sma-payments"),
        credit=credit(["sma-step-2021"]),
        note="The split is the foreign ministry's. Whether the labour item moved any cost is disputed: the text says by whom.",
    )


def three_measures(
    payments: pd.DataFrame, rates: pd.DataFrame, prices: pd.DataFrame, *, base_year: int = 2019, end_year: int = 2025
) -> Chart:
    """The same payments in won, in dollars and in constant won, each as an index.

    Parameters
    ----------
    payments, rates, prices
        `sma-payments`, `exchange-rates`, `consumer-prices`.
    base_year, end_year
        The year that is 100, and the last year shown.
    """
    won = payments.set_index("year")["payment_krw_bn"].loc[base_year:end_year]
    series = {
        "won": (won, SEOUL),
        "constant won": (
            cost_sharing.constant_prices(won, prices.set_index("year")["growth_pct"], base_year=base_year),
            SOFT,
        ),
        "dollars": (cost_sharing.convert(won, rates.set_index("year")["krw_per_usd"]), WASHINGTON),
    }
    table = pd.DataFrame({name: amounts for name, (amounts, _) in series.items()})
    indexed = table.apply(cost_sharing.index, base_year=base_year)
    ends = (indexed.loc[end_year] - 100).to_dict()

    def draw(frame: Frame) -> go.Figure:
        drawn = figure(width=frame.width, height=frame.height, margin={"r": 134 if frame.narrow else 150, "l": 40})
        for name, (_, colour) in series.items():
            label = f"\u2002{SAID[name]} {ends[name]:+.0f}%"
            drawn.add_scatter(
                x=indexed.index.tolist(),
                y=indexed[name].tolist(),
                mode="lines+text",
                line={"color": colour, "width": 3},
                text=[""] * (len(indexed) - 1) + [f"<b>{label}</b>"],
                textposition="middle right",
                textfont={"color": colour, "size": 12 if frame.narrow else 13},
                cliponaxis=False,
                hovertemplate=SAID[name] + ", %{x}: %{y:.1f}<extra></extra>",
            )
        drawn.update_xaxes(tickvals=[base_year, 2022, end_year] if frame.narrow else indexed.index.tolist())
        drawn.update_yaxes(range=[94, 138], dtick=10)
        return drawn

    wide, narrow = map(draw, frames(wide=340, narrow=340))
    table = table.join(indexed.add_suffix(" (index)")).reset_index()
    return Chart(
        name="three-measures",
        title=(
            f"From {base_year} to {end_year} the payment rose {ends['won']:.0f}% in won, {ends['constant won']:.0f}% after "
            f"inflation, {ends['dollars']:.0f}% in dollars"
        ),
        subtitle=f"The same yearly payments, {base_year} = 100",
        alt=(
            f"Three lines start at 100 in {base_year}. By {end_year} the payment in won stands {ends['won']:.1f}% higher, in "
            f"constant won {ends['constant won']:.1f}% higher and in dollars {ends['dollars']:.1f}% higher. The dollar line "
            f"peaks in 2021 and falls back in 2022, when the won weakened."
        ),
        wide=wide,
        narrow=narrow,
        table=table,
        columns={
            "year": "Year",
            "won": "Billion won",
            "constant won": f"Billion won of {base_year}",
            "dollars": "Million US dollars",
            "won (index)": "Won, index",
            "constant won (index)": "Constant won, index",
            "dollars (index)": "Dollars, index",
        },
        formats={"won": ",.1f", "constant won": ",.1f", "dollars": ",.0f"}
        | {f"{name} (index)": ".1f" for name in series},
        data=("sma-payments", "exchange-rates", "consumer-prices"),
        credit=credit(["sma-payments", "exchange-rates", "consumer-prices"]),
        note="Dollars at yearly average rates and constant won by consumer prices are our arithmetic; the won amounts of 2023 and 2024 follow from the formula. The vertical axis does not start at zero.",
    )


def uses(table: pd.DataFrame) -> Chart:
    """What the money buys: labour, construction and logistics in the years whose split was published.

    Parameters
    ----------
    table
        `sma-uses`.
    """
    amounts = table.astype({"item": "string"}).pivot(index="year", columns="item", values="amount_krw_bn")[list(ITEMS)]
    shares = amounts.div(amounts.sum(axis=1), axis=0) * 100
    fills = dict(zip(ITEMS, ((SEOUL, 1, PAPER), (SEOUL, 0.55, INK), (GREY, 0.45, INK)), strict=True))

    def draw(frame: Frame) -> go.Figure:
        drawn = figure(
            width=frame.width, height=frame.height, barmode="stack", margin={"l": 44, "r": 8, "t": 28, "b": 8}
        )
        for item, (colour, opacity, ink) in fills.items():
            drawn.add_bar(
                y=[str(year) for year in shares.index],
                x=shares[item].tolist(),
                orientation="h",
                marker={"color": colour, "opacity": opacity},
                text=[
                    f"{share:.0f}%" if frame.narrow else f"{share:.0f}% ({won:,.0f} bn)"
                    for share, won in zip(shares[item], amounts[item], strict=True)
                ],
                textposition="inside",
                insidetextanchor="middle",
                insidetextfont={"color": ink, "size": 13},
                textangle=0,
                hovertemplate=ITEMS[item] + ", %{y}: %{x:.1f}%<extra></extra>",
            )
            place = {"labour": (0, "left"), "construction": (60, "center"), "logistics": (100, "right")}[item]
            drawn.add_annotation(
                x=place[0],
                xanchor=place[1],
                y=1,
                yref="paper",
                yanchor="bottom",
                text=f"<b>{ITEMS[item]}</b>",
                font={"size": 12 if frame.narrow else 13},
            )
        drawn.update_xaxes(visible=False, range=[0, 100])
        drawn.update_yaxes(showgrid=False, type="category", autorange="reversed", tickfont={"color": INK})
        return drawn

    wide, narrow = map(draw, frames(wide=240, narrow=240))
    before, after = shares["labour"].iloc[-2], shares["labour"].iloc[-1]
    rows = amounts.join(shares.add_suffix("_pct")).reset_index()
    return Chart(
        name="sma-uses",
        title=f"Labour rose from {before:.0f}% to {after:.0f}% of the money in a single year",
        subtitle="The payment by purpose in four years, per cent and billion won",
        alt=(
            "Four stacked bars. "
            + " ".join(
                f"In {year} labour takes {row.labour:.0f}%, construction {row.construction:.0f}% and logistics {row.logistics:.0f}%."
                for year, row in zip(shares.index, shares.itertuples(index=False), strict=True)
            )
        ),
        wide=wide,
        narrow=narrow,
        table=rows,
        columns={"year": "Year"}
        | {item: f"{name}, billion won" for item, name in ITEMS.items()}
        | {f"{item}_pct": f"{name}, %" for item, name in ITEMS.items()},
        formats=dict.fromkeys(ITEMS, ",.1f") | {f"{item}_pct": ".1f" for item in ITEMS},
        data=("sma-uses",),
        credit=credit(["sma-uses"]),
        note="Only these four years are shown because only their full split was found. 2013 rests on one newspaper's rounded sums. Logistics and most construction are given in kind.",
    )


def budget_share(payments: pd.DataFrame, budget: pd.DataFrame) -> Chart:
    """The payment as a share of South Korea's own defence budget since 2005.

    Parameters
    ----------
    payments, budget
        `sma-payments`, `defence-budget`.
    """
    table = payments.merge(budget, on="year", suffixes=("", "_budget")).query("year >= 2005")
    table = table.assign(share_pct=cost_sharing.share(table["payment_krw_bn"], table["budget_krw_tn"] * 1000))
    by_year = table.set_index("year")["share_pct"]
    low = int(by_year.idxmin())
    marked = (2005, low, 2026)

    def draw(frame: Frame) -> go.Figure:
        drawn = figure(width=frame.width, height=frame.height, margin={"r": 36, "l": 40, "t": 24})
        drawn.add_scatter(
            x=by_year.index.tolist(),
            y=by_year.tolist(),
            mode="lines",
            line={"color": SEOUL, "width": 3},
            hovertemplate="%{x}: %{y:.2f}%<extra></extra>",
        )
        drawn.add_scatter(
            x=list(marked),
            y=by_year[list(marked)].tolist(),
            mode="markers+text",
            marker={"color": SEOUL, "size": 9},
            text=[f"<b>{by_year[year]:.2f}%</b>" for year in marked],
            textposition=["top right", "bottom center", "top center"],
            cliponaxis=False,
            hoverinfo="skip",
        )
        drawn.update_xaxes(tickvals=[2005, 2010, 2015, 2020, 2026], range=[2004.4, 2026.6])
        drawn.update_yaxes(range=[0, 3.8], dtick=1, ticksuffix="%")
        return drawn

    wide, narrow = map(draw, frames(wide=300, narrow=300))
    return Chart(
        name="budget-share",
        title=f"A shrinking share of Seoul's own defence budget until {low}, a steady one since 2021",
        subtitle="Payment under the agreement as a share of South Korea's defence budget, per cent",
        alt=(
            f"A line falls from {by_year[2005]:.2f}% in 2005 to {by_year[low]:.2f}% in {low}, rises to {by_year[2021]:.2f}% in "
            f"2021 and stays between {by_year.loc[2021:].min():.2f}% and {by_year.loc[2021:].max():.2f}% to 2026."
        ),
        wide=wide,
        narrow=narrow,
        table=table,
        columns={
            "year": "Year",
            "payment_krw_bn": "Payment, billion won",
            "budget_krw_tn": "Defence budget, trillion won",
            "share_pct": "Share, %",
        },
        formats={"payment_krw_bn": ",.1f", "budget_krw_tn": ",.4f", "share_pct": ".2f"},
        data=("sma-payments", "defence-budget"),
        credit=credit(["sma-payments", "defence-budget"]),
        note="Budgets as first passed, before supplementary changes. The payments of 2023 and 2024 follow from the formula.",
    )


def asked_and_agreed(demands: pd.DataFrame, bases: pd.DataFrame, payments: pd.DataFrame, rates: pd.DataFrame) -> Chart:
    """The main demands, offers and settlements on one scale that starts at zero: per cent above the payment then in force.

    A dollar sum is set against the payment at the exchange rate of its own time (the dot); where the sum was measured
    against the payment of 2019, a line spans the dollar readings of that payment that were in print.

    Parameters
    ----------
    demands, bases, payments, rates
        `sma-demands`, `sma-bases`, `sma-payments`, `exchange-rates`.
    """
    table = increases(demands, bases, payments, rates)
    colours = {"washington": WASHINGTON, "seoul": SEOUL, "both": INK}
    values = [f"<b>{row.increase_pct:+.{0 if row.increase_pct > 100 else 1}f}%</b>" for row in table.itertuples()]
    reported = [
        f" (reported as {row.increase_reported_pct:.0f}%)"
        if row.amount_usd_bn > 0 and row.increase_reported_pct > 0
        else ""
        for row in table.itertuples()
    ]
    places = list(range(len(table), 0, -1))

    def draw(frame: Frame) -> go.Figure:
        drawn = figure(
            width=frame.width, height=frame.height, margin={"l": 8 if frame.narrow else 272, "r": 14, "t": 8}
        )
        for row, place, value, press in zip(table.itertuples(), places, values, reported, strict=True):
            colour = colours[row.side]
            drawn.add_scatter(
                x=[row.low_pct, row.high_pct],
                y=[place, place],
                mode="lines",
                line={"color": colour, "width": 7},
                opacity=0.35,
                hoverinfo="skip",
            )
            drawn.add_scatter(
                x=[row.increase_pct],
                y=[place],
                mode="markers",
                marker={"color": colour, "size": 11},
                hovertemplate=f"{row.label}: {row.increase_pct:+.1f}%<extra></extra>",
            )
            left = row.high_pct > 600
            drawn.add_annotation(
                x=row.low_pct if left else row.high_pct,
                y=place,
                text=value if frame.narrow else value + press,
                xanchor="right" if left else "left",
                xshift=-9 if left else 9,
                font={"color": colour},
            )
            drawn.add_annotation(
                x=0,
                y=place,
                text=row.label + (press if frame.narrow else ""),
                font={"color": SOFT if frame.narrow else INK, "size": 12 if frame.narrow else 13},
                **(
                    {"xanchor": "left", "yshift": 18, "xshift": -4}
                    if frame.narrow
                    else {"xanchor": "right", "xshift": -12}
                ),
            )
        drawn.update_xaxes(
            range=[-6, 960],
            tickvals=[0, 200, 400, 600, 800],
            ticktext=["0", "200%", "400%", "600%", "800%"],
            showgrid=True,
            gridcolor=RULE,
        )
        drawn.update_yaxes(visible=False, range=[0.4, len(table) + (0.9 if frame.narrow else 0.6)])
        return drawn

    wide, narrow = map(draw, frames(wide=430, narrow=600))
    by_id = table.set_index("id")["increase_pct"]
    most, last = by_id["2019-11-18-foreign-policy"], by_id["2020-05-07-yonhap"]
    won = payments.set_index("year")["payment_krw_bn"]
    paid_2025 = cost_sharing.growth(won[2019], won[2025])
    return Chart(
        name="asked-and-agreed",
        title=f"The demand that is remembered: {most:+.0f}%. The last one: {last:+.0f}%. The result: {cost_sharing.growth(won[2020], won[2021]):+.1f}% at first, {paid_2025:+.0f}% by 2025",
        subtitle="Demands, offers and settlements of 2018 to 2024, per cent above the yearly payment then in force",
        alt=(
            "Twelve rows in order of time on one scale from zero. "
            + " ".join(f"{row.label}: {row.increase_pct:+.1f}%." for row in table.itertuples())
        ),
        wide=wide,
        narrow=narrow,
        table=table,
        columns={
            "date": "Date",
            "label": "Demand, offer or settlement",
            "amount_usd_bn": "Billion US dollars a year",
            "increase_pct": "Above the payment then in force, %",
            "low_pct": "Lowest reading, %",
            "high_pct": "Highest reading, %",
            "increase_reported_pct": "As reported, %",
            "outlet": "Outlet",
        },
        formats={
            "amount_usd_bn": ".1f",
            "increase_pct": "+.1f",
            "low_pct": "+.1f",
            "high_pct": "+.1f",
            "increase_reported_pct": ".1f",
        },
        data=("sma-demands", "sma-bases", "sma-payments", "exchange-rates"),
        credit=credit(["sma-demands"]),
        note=(
            "A dot sets a dollar sum against the payment at the exchange rate of its time; a pale line spans the readings of "
            f"the 2019 payment in print, from {bases['base_usd_bn'].min() * 1000:.0f} million dollars to a round billion. The "
            "sum of May 2020 was probably meant for the last year of a deal of several years. The ten billion was a "
            "campaign remark, not a demand."
        ),
    )


#: The rows of `sma-demands` that the chart shows, the payment year each is measured against, and what the chart calls it.
_SHOWN = {
    "2018-opening-demand": (2018, "Washington asks, 2018: $1.6bn"),
    "2019-01-22-final-offer": (2018, "Washington's last word, Jan 2019: $1bn"),
    "2019-02-10-settlement": (2018, "Agreed for 2019"),
    "2019-11-14-cnn": (2019, "Washington, Nov 2019: $4.7bn"),
    "2019-11-18-foreign-policy": (2019, "Washington, Nov 2019: $5bn"),
    "2020-03-19-four-billion": (2019, "Washington, Mar 2020: $4bn"),
    "2020-03-19-seoul-offer": (2019, "Seoul offers, Mar 2020"),
    "2020-03-31-seoul-offer": (2019, "Seoul offers, end of Mar 2020"),
    "2020-05-07-yonhap": (2019, "Washington, May 2020: $1.3bn"),
    "2021-03-07-settlement": (2019, "Agreed for 2021"),
    "2024-10-02-settlement": (2025, "Agreed for 2026"),
    "2024-10-15-ten-billion": (2024, "Candidate Trump, Oct 2024: $10bn"),
}


def increases(demands: pd.DataFrame, bases: pd.DataFrame, payments: pd.DataFrame, rates: pd.DataFrame) -> pd.DataFrame:
    """The demands, offers and settlements of the chart with their per cent above the payment then in force.

    Parameters
    ----------
    demands, bases, payments, rates
        `sma-demands`, `sma-bases`, `sma-payments`, `exchange-rates`.

    Returns
    -------
    DataFrame
        The rows of `demands` in order of time with `label`, `increase_pct`, `low_pct` and `high_pct`. A dollar sum is
        set against the payment then in force, at that year's average rate; for the sums of spring 2020, at the rate
        of that spring. An offer or a settlement in per cent stands as reported.
    """
    shown = demands.set_index("id").loc[list(_SHOWN)].reset_index()
    paid = (
        cost_sharing.convert(payments.set_index("year")["payment_krw_bn"], rates.set_index("year")["krw_per_usd"])
        / 1000
    )
    printed = bases.set_index("base")["base_usd_bn"]

    def increase(row: pd.Series) -> pd.Series:
        year, label = _SHOWN[row["id"]]
        if pd.isna(row["amount_usd_bn"]):
            found = [row["increase_reported_pct"]] * 3
        else:
            base = printed["spring-2020-rate"] if row["date"].startswith("2020") else paid[year]
            low, high = (printed.max(), printed.min()) if year == 2019 else (base, base)
            found = [cost_sharing.growth(b, row["amount_usd_bn"]) for b in (base, low, high)]
        return pd.Series([label, *found], index=["label", "increase_pct", "low_pct", "high_pct"])

    return shown.join(shown.apply(increase, axis=1))


def rules(
    payments: pd.DataFrame,
    budget: pd.DataFrame,
    prices: pd.DataFrame,
    *,
    assumed_cpi: float = 2.0,
    assumed_budget: float = 4.5,
) -> Chart:
    """What Seoul would have paid from 2019 to 2030 under each rule; a reader can switch the rules on and off.

    Parameters
    ----------
    payments, budget, prices
        `sma-payments`, `defence-budget`, `consumer-prices`.
    assumed_cpi, assumed_budget
        Per cent a year for the years whose rate is not known yet; the parts of a line that rest on it are dotted.
    """
    paid = payments.set_index("year")["payment_krw_bn"].loc[2019:2026]
    paths = rule_paths(payments, budget, prices, assumed_cpi=assumed_cpi, assumed_budget=assumed_budget)
    looks = {
        "as agreed": (SEOUL, 4, "as agreed"),
        "defence budget": (SOFT, 2.5, "budget rule kept"),
        "plan of 2020": (GREY, 2.5, "plan of 2020"),
        "prices": (INK, 2.5, "price rule, cap 4%"),
        "ceiling": (GREY, 1.5, "ceiling, 5%"),
        "US request": (WASHINGTON, 2.5, "US request"),
    }

    def draw(frame: Frame) -> go.Figure:
        drawn = figure(width=frame.width, height=frame.height, margin={"r": 128 if frame.narrow else 160, "l": 48})
        for name, (colour, width, label) in looks.items():
            line = paths[name].dropna()
            known = line.loc[: _KNOWN_TO[name]]
            assumed = line.loc[_KNOWN_TO[name] :]
            common = {
                "line": {"color": colour, "width": width},
                "hovertemplate": label + ", %{x}: %{y:,.1f} billion won<extra></extra>",
            }
            drawn.add_scatter(x=known.index.tolist(), y=known.tolist(), mode="lines", **common)
            drawn.add_scatter(
                x=assumed.index.tolist(),
                y=assumed.tolist(),
                mode="lines+text",
                text=[""] * (len(assumed) - 1)
                + [f"<b>\u2002{label}\u2002</b>" + ("<br> " if name == "plan of 2020" else "")],
                textposition="top left" if name in ("plan of 2020", "US request") else "middle right",
                textfont={"color": SOFT if colour == GREY else colour, "size": 12 if frame.narrow else 13},
                cliponaxis=False,
                **(common | {"line": {"color": colour, "width": width, "dash": "dot"}}),
            )
        drawn.update_xaxes(tickvals=[2019, 2022, 2025, 2028], range=[2018.7, 2030.2])
        drawn.update_yaxes(range=[950, 1900], tick0=1000, dtick=400 if frame.narrow else 200, tickformat=",d")
        return drawn

    wide, narrow = map(draw, frames(wide=420, narrow=420))
    gap = float(
        cost_sharing.cumulative_difference(paths["as agreed"].loc[2022:2025], paths["prices"].loc[2022:2025]).iloc[-1]
    )
    table = paths.reset_index()
    return Chart(
        name="rules",
        title=f"Tying the payment to the budget, not to prices, added {gap:,.0f} billion won in four years",
        subtitle="Yearly payment from 2019 to 2030 under each rule, billion won; dotted where a rate is assumed",
        alt=(
            f"Six lines from {paid[2019]:,.1f} billion won in 2019. As agreed, the payment reaches {paid[2025]:,.1f} billion in "
            f"2025 and {paid[2026]:,.1f} billion in 2026. Under the older price rule it would have reached "
            f"{paths['prices'][2025]:,.1f} billion in 2025; under the budget plan of 2020, {paths['plan of 2020'][2025]:,.1f} billion. "
            f"The last American request, read as a deal of five years, reaches {paths['US request'][2024]:,.0f} billion in 2024. "
            f"The ceiling of the twelfth agreement allows {paths['ceiling'][2030]:,.0f} billion in 2030."
        ),
        wide=wide,
        narrow=narrow,
        table=table,
        columns={
            "year": "Year",
            "as agreed": "As agreed",
            "defence budget": "Budget rule kept after 2025",
            "plan of 2020": "Budget rule on the plan of 2020",
            "prices": "Price rule, cap 4%",
            "ceiling": "Ceiling of the 12th agreement",
            "US request": "US request of May 2020",
        },
        formats=dict.fromkeys(paths.columns, ",.1f"),
        data=("sma-payments", "defence-budget", "consumer-prices"),
        credit=credit(["sma-payments", "defence-budget", "consumer-prices"]),
        note=(
            f"Assumed where no rate is known yet: consumer prices {assumed_cpi:g}% and defence budget {assumed_budget:g}% a year. "
            "The request is read, after one account, as 13% in the first of five years and 7.5% in each of the others. The axis starts at 950."
        ),
        switches=tuple(
            Switch(label, (2 * number, 2 * number + 1)) for number, (_, _, label) in enumerate(looks.values())
        ),
    )


#: The last year of each path that rests on published rates alone.
_KNOWN_TO = {
    "as agreed": 2027,
    "defence budget": 2027,
    "plan of 2020": 2026,
    "prices": 2027,
    "ceiling": 2030,
    "US request": 2024,
}


def rule_paths(
    payments: pd.DataFrame, budget: pd.DataFrame, prices: pd.DataFrame, *, assumed_cpi: float, assumed_budget: float
) -> pd.DataFrame:
    """The yearly payment under each rule, by year from 2019 to 2030, in billion won; empty outside a rule's years.

    The rules: as agreed (the twelfth agreement's to 2030); the budget rule of the eleventh kept after 2025; the same
    rule on the budget plan known in March 2021; the ninth agreement's price rule from 2021; the twelfth agreement's
    ceiling of 5% from 2026; and the American request of May 2020, read as 13% and then 7.5% a year for five years.
    """
    paid = payments.set_index("year")["payment_krw_bn"].loc[2019:]
    grown = budget.set_index("year")["growth_pct"]
    planned = budget.set_index("year")["planned_growth_pct"]
    inflation = prices.set_index("year")["growth_pct"]
    for series, rate, end in ((grown, assumed_budget, 2029), (inflation, assumed_cpi, 2028)):
        for year in range(int(series.dropna().index.max()) + 1, end + 1):
            series.loc[year] = rate
    # In March 2021 the budget of 2021 was law; the later years were a plan.
    known_then = pd.concat([grown.loc[[2021]], planned.dropna().loc[2022:]])
    chain = cost_sharing.path
    lines = {
        "as agreed": pd.concat(
            [paid, chain(2026, paid[2026], cost_sharing.consumer_prices(inflation, cap=5), end_year=2030).loc[2027:]]
        ),
        "defence budget": chain(2025, paid[2025], cost_sharing.defence_budget(grown), end_year=2030),
        "plan of 2020": chain(2021, paid[2021], cost_sharing.defence_budget(known_then), end_year=2026),
        "prices": chain(2021, paid[2021], cost_sharing.consumer_prices(inflation, cap=4), end_year=2030),
        "ceiling": chain(2026, paid[2026], cost_sharing.fixed_rate(5), end_year=2030),
        "US request": chain(
            2019, paid[2019], cost_sharing.agreed_steps({2020: 13}, then=cost_sharing.fixed_rate(7.5)), end_year=2024
        ),
    }
    return pd.DataFrame(lines).rename_axis("year")


def everything(support: pd.DataFrame, payments: pd.DataFrame, rates: pd.DataFrame) -> Chart:
    """The agreement inside everything Seoul gives, by the two counts that have been published.

    Parameters
    ----------
    support, payments, rates
        `support-beyond-sma`, `sma-payments`, `exchange-rates`.
    """
    amounts = support.set_index("id")["amount"]
    paid = payments.set_index("year")["payment_krw_bn"]
    dollars = cost_sharing.convert(paid, rates.set_index("year")["krw_per_usd"]).loc[2016:2019].sum() / 1000
    direct = amounts["gao-host-direct-korea-2016-2019"]
    recurrent, one_off = amounts["recurrent-support-2015"] / 1000, amounts["one-off-support-2015"] / 1000
    agreement = paid[2015] / 1000
    counts = {
        "2015": {"SMA": agreement, "other recurrent": recurrent - agreement, "one-off": one_off},
        "2016–2019": {"SMA": dollars, "other direct": direct - dollars},
    }
    titles = {
        "2015": f"Seoul's own count, all support in 2015: {recurrent + one_off:.2f} trillion won",
        "2016–2019": f"US auditors' count, direct support 2016–2019: {direct:.1f} billion dollars",
    }
    opacity = {"SMA": 1, "other recurrent": 0.5, "one-off": 0.3, "other direct": 0.5}
    rows = [
        {"count": titles[count], "part": part, "amount": amount, "share_pct": 100 * amount / sum(parts.values())}
        for count, parts in counts.items()
        for part, amount in parts.items()
    ]
    table = pd.DataFrame(rows)

    def draw(frame: Frame) -> go.Figure:
        drawn = figure(
            width=frame.width, height=frame.height, barmode="stack", margin={"l": 4, "r": 4, "t": 8, "b": 4}, bargap=0.5
        )
        for place, (count, parts) in zip((1, 0), counts.items(), strict=True):
            whole = sum(parts.values())
            for part, amount in parts.items():
                ours = part == "SMA"
                drawn.add_bar(
                    y=[place],
                    x=[100 * amount / whole],
                    orientation="h",
                    marker={"color": SEOUL if ours else GREY, "opacity": opacity[part]},
                    text=[f"{part}<br>{100 * amount / whole:.0f}%"],
                    textposition="inside",
                    insidetextanchor="middle",
                    textangle=0,
                    insidetextfont={"color": PAPER if ours else INK, "size": 12 if frame.narrow else 13},
                    hovertemplate=f"{part}: {amount:.2f}<extra></extra>",
                )
            title = titles[count].replace(", ", ",<br>", 1) if frame.narrow else titles[count]
            drawn.add_annotation(
                x=0,
                y=place,
                yshift=54 if frame.narrow else 42,
                xanchor="left",
                align="left",
                text=f"<b>{title}</b>",
                font={"size": 12 if frame.narrow else 13},
            )
        drawn.update_xaxes(visible=False, range=[0, 100])
        drawn.update_yaxes(visible=False, range=[-0.35, 1.62])
        return drawn

    wide, narrow = map(draw, frames(wide=260, narrow=290))
    shares = table.set_index(["count", "part"])["share_pct"]
    own, audited = shares[titles["2015"], "SMA"], shares[titles["2016–2019"], "SMA"]
    return Chart(
        name="everything",
        title=f"The payment was {own:.0f}% of what Seoul gave by one count, {audited:.0f}% by another",
        subtitle="The payment under the agreement (SMA) as a part of South Korea's support; the counts differ in scope and years",
        alt=(
            f"Two stacked bars. In Seoul's count for 2015 the payment under the agreement (SMA) is {own:.0f}% of all support; "
            "other recurrent support, among it forgone rent and taxes, and one-off costs, chiefly base moves, are the rest. "
            f"In the US auditors' count of direct support in 2016 to 2019 the payment is {audited:.0f}%."
        ),
        wide=wide,
        narrow=narrow,
        table=table,
        columns={"count": "Count", "part": "Part", "amount": "Trillion won / billion dollars", "share_pct": "Share, %"},
        formats={"amount": ".2f", "share_pct": ".0f"},
        data=("support-beyond-sma", "sma-payments", "exchange-rates"),
        credit=credit(["support-beyond-sma"]),
        note=(
            "The counts must not be compared with each other: the first includes forgone rent and taxes and much for roads and land near the bases, the second does not. "
            "The agreement's part of the second is our conversion at yearly average rates."
        ),
    )
