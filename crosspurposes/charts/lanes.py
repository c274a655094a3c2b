"""Lanes: what the charts share that set marks along a line, from the line and its labels to the credit of the marks."""

import itertools
import re
import statistics
import textwrap
from collections import Counter
from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from crosspurposes.charts.theme import SOFT
from crosspurposes.data import references, sources

# Words -------------------------------------------------------------------------------------------------------------


def count(number: int) -> str:
    """A whole number as prose has it: in words up to twelve."""
    words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    return words[number] if number < len(words) else str(number)


def times(number: int) -> str:
    """How often: "once", "twice", "six times"."""
    return {1: "once", 2: "twice"}.get(number, f"{count(number)} times")


def wrapped(text: str, width: int) -> str:
    """Text in lines of at most `width` characters, with `<br>` between them; its tags count for nothing.

    Parameters
    ----------
    text
        Words, of which the first may be bold; a no-break space does not part two of them.
    width
        Characters.
    """
    bare = textwrap.wrap(re.sub(r"</?b>", "", text), width)  # a no-break space is no space to it
    bold = re.match(r"<b>(.*?)</b>", text)
    return "<br>".join(bare).replace(bold[1], bold[0], 1) if bold else "<br>".join(bare)


def credit_of(*drawn: pd.DataFrame, most: int = 4) -> str:
    """Credit line of the rows that a chart draws: the publishers that most of them rest on, and whether there are others.

    Parameters
    ----------
    drawn
        The rows drawn, one frame a table, each with its column `sources`. A row counts as one and is shared evenly by
        the publishers that it cites, so that whoever is alone behind a row weighs more than one voice of three.
    most
        How many publishers are named at most; of equals, the one that appears first.
    """
    listed = references()
    weights: Counter[str] = Counter()
    for rows in drawn:
        for number in range(len(rows)):
            cited = {listed[key].short_publisher: None for key in sources(rows.iloc[[number]])}
            weights.update({publisher: 1 / len(cited) for publisher in cited})
    named = [publisher for publisher, _ in weights.most_common(most)]
    others = [f"others in the table{'s' if len(drawn) > 1 else ''}"] if len(weights) > len(named) else []
    return "; ".join([*named, *others])


# Drawing -----------------------------------------------------------------------------------------------------------


def spread(wanted: Sequence[float], room: Sequence[float]) -> list[float]:
    """Places in the order of `wanted` and as near to it as `room`, the height of each label, allows.

    Labels that touch are pooled, and a pool stands where its labels want to be on average (isotonic regression).

    Parameters
    ----------
    wanted
        Where the middle of each label should stand, in ascending order, in pixels.
    room
        Height of each label, in pixels.
    """
    above = [0.0]
    for first, second in itertools.pairwise(room):
        above.append(above[-1] + (first + second) / 2)
    pools: list[list[float]] = []
    for place, offset in zip(wanted, above, strict=True):
        pools.append([place - offset])
        while len(pools) > 1 and statistics.mean(pools[-2]) > statistics.mean(pools[-1]):
            pools[-2:] = [pools[-2] + pools[-1]]
    starts = [statistics.mean(pool) for pool in pools for _ in pool]
    return [start + offset for start, offset in zip(starts, above, strict=True)]


def line(
    drawn: go.Figure, x: Sequence, y: Sequence, colour: str, *, width: float = 1, opacity: float = 1, **look
) -> None:
    """A straight line below the marks, from the first to the second of `x` and `y`.

    Parameters
    ----------
    drawn
        Figure that receives the line.
    x, y
        Two places each, in the units of the axes.
    colour
        Colour of the theme.
    width, opacity
        Width in pixels; 1 is opaque.
    **look
        What else plotly knows of a shape's line, such as `dash`.
    """
    drawn.add_shape(
        type="line",
        x0=x[0],
        x1=x[1],
        y0=y[0],
        y1=y[1],
        opacity=opacity,
        layer="below",
        line={"color": colour, "width": width} | look,
    )


def write(
    drawn: go.Figure, x, y, text: str, *, size: float = 13, colour: str = SOFT, anchor: str = "left", **more
) -> None:
    """A text whose left end, or the side that `anchor` names, is at `x`.

    Parameters
    ----------
    drawn
        Figure that receives the text.
    x, y
        Place in the units of the axes, unless `more` says otherwise.
    text
        Words, with plotly's tags.
    size
        Letters, in pixels.
    colour
        Colour of the theme.
    anchor
        "left", "center" or "right".
    **more
        What else plotly knows of an annotation, such as `xshift`.
    """
    drawn.add_annotation(x=x, y=y, text=text, xanchor=anchor, font={"size": size, "color": colour}, **more)
