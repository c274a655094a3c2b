"""The look of every chart: colours by actor, type sizes, and the two frames a chart is drawn in.

Colours are written here as they look on light paper. A picture in the page, and the live chart in
the browser, replace each of them by the CSS variable of the same name, so that both follow light
and dark; the values for dark stand in the book's stylesheet.
"""

from dataclasses import dataclass

import plotly.graph_objects as go

#: CSS variable -> its colour on light paper. One colour per actor everywhere; greys for the rest.
PALETTE = {
    "ink": "#1d2126",
    "soft": "#59616b",
    "rule": "#e2ddd2",
    "paper": "#fdfcf9",
    "seoul": "#0072b2",
    "washington": "#c14a00",
    "tokyo": "#a8527e",
    "beijing": "#9a6a00",
    "pyongyang": "#00735a",
    "grey": "#8a9099",
}
INK, SOFT, RULE, PAPER, SEOUL, WASHINGTON, TOKYO, BEIJING, PYONGYANG, GREY = PALETTE.values()

#: The smallest lettering on a phone: 11 pixels where the narrow picture shrinks to a screen of 320.
SMALLEST = 11.3


@dataclass(frozen=True)
class Frame:
    """The size, in CSS pixels, that a chart is drawn for."""

    name: str
    width: int
    height: int

    @property
    def narrow(self) -> bool:
        """Whether the frame is for a phone."""
        return self.name == "narrow"


def frames(*, wide: int = 400, narrow: int = 420) -> tuple[Frame, Frame]:
    """The frames of a chart: 760 pixels for a page, 328 for a phone, with the heights given."""
    return Frame("wide", 760, wide), Frame("narrow", 328, narrow)


_AXIS = {
    "showgrid": False,
    "zeroline": False,
    "ticks": "",
    "automargin": False,
    "ticklabelstandoff": 4,
    "fixedrange": True,
    "tickfont": {"size": 13, "color": SOFT},
    "title": {"font": {"size": 13, "color": SOFT}},
}

TEMPLATE = go.layout.Template(
    layout={
        "font": {"family": "system-ui, sans-serif", "size": 13, "color": INK},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "colorway": [SEOUL, WASHINGTON, TOKYO, BEIJING, GREY],
        "showlegend": False,
        "margin": {"l": 48, "r": 16, "t": 16, "b": 32},
        "xaxis": _AXIS,
        "yaxis": _AXIS | {"showgrid": True, "gridcolor": RULE, "gridwidth": 1},
        "bargap": 0.18,
        "hoverlabel": {"bgcolor": PAPER, "bordercolor": SOFT, "font": {"color": INK, "size": 13}},
        "separators": ".,",
        "annotationdefaults": {"showarrow": False, "font": {"size": 13, "color": INK}},
    }
)


def figure(**layout) -> go.Figure:
    """An empty figure in the book's look, with `layout` on top."""
    return go.Figure(layout={"template": TEMPLATE, **layout})
