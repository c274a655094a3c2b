"""A chart: what is drawn, what it says in words, and the table behind it."""

import base64
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from crosspurposes.charts.theme import PALETTE

#: The MIME type under which a chart travels from a notebook to the page.
MIME = "application/vnd.static-chart+json"


@dataclass(frozen=True)
class Switch:
    """What a reader can switch off: its label, and which of the figure's series belong to it."""

    label: str
    traces: tuple[int, ...]
    on: bool = True


@dataclass(frozen=True)
class Chart:
    """A drawn finding with its words and its rows.

    Parameters
    ----------
    name
        Kebab-case identity: the anchor in the page, the picture's and the CSV's file name.
    title
        The finding, as a sentence.
    subtitle
        What is measured, with its unit.
    alt
        What the chart says, for a reader who does not see it: at least 60 characters, not the title.
    wide, narrow
        The same figure for a page and for a phone.
    table
        The rows that the figure shows.
    columns
        Column of `table` -> its heading, unit included. Columns not named are left out of the page.
    formats
        Column of `table` -> a format specification such as ``",.1f"``.
    data
        Names of the tables that the rows come from.
    credit
        Who published the figures.
    note
        What a reader must know to read the chart rightly, one sentence or two.
    switches
        Series that a reader can switch on and off.

    Raises
    ------
    ValueError
        If the name is not kebab-case, the alternative says too little, or a column is not in the table.
    """

    name: str
    title: str
    subtitle: str
    alt: str
    wide: go.Figure
    narrow: go.Figure
    table: pd.DataFrame
    columns: Mapping[str, str]
    data: tuple[str, ...]
    credit: str
    formats: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    switches: tuple[Switch, ...] = ()

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", self.name):
            raise ValueError(f'chart name "{self.name}" is not kebab-case')
        if len(self.alt) < 60 or self.alt.strip(". ") == self.title.strip(". "):
            raise ValueError(
                f"chart {self.name}: the alternative must say in at least 60 characters what the chart says, "
                "and more than its title"
            )
        if missing := [column for column in self.columns if column not in self.table]:
            raise ValueError(f"chart {self.name}: no column {', '.join(missing)} in its table")

    def cells(self) -> list[list[str]]:
        """The table's rows as printed: empty where a value is unknown."""

        def printed(column: str, value: object) -> str:
            return "" if pd.isna(value) else format(value, self.formats.get(column, ""))

        return [
            [printed(column, value) for column, value in zip(self.columns, row, strict=True)]
            for row in self.table[list(self.columns)].itertuples(index=False)
        ]

    def record(self) -> dict:
        """Everything that a page needs to show the chart, as plain JSON values."""
        return {
            "name": self.name,
            "title": self.title,
            "subtitle": self.subtitle,
            "alt": self.alt,
            "credit": self.credit,
            "note": self.note,
            "data": list(self.data),
            "head": list(self.columns.values()),
            "rows": self.cells(),
            "numeric": [pd.api.types.is_numeric_dtype(self.table[column]) for column in self.columns],
            "csv": self.table[list(self.columns)].to_csv(index=False, lineterminator="\n"),
            "switches": [{"label": s.label, "traces": list(s.traces), "on": s.on} for s in self.switches],
            "palette": {colour: name for name, colour in PALETTE.items()},
            "figures": {"wide": plain(self.wide), "narrow": plain(self.narrow)},
        }

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        """The chart for a page (its own type), for Jupyter (Plotly's type) and for a terminal (its words)."""
        return {
            MIME: self.record(),
            "application/vnd.plotly.v1+json": plain(_titled(self)),
            "text/plain": f"{self.title}\n{self.alt}",
        }


def plain(figure: go.Figure) -> dict:
    """A figure as plain JSON values: numbers as lists, and the same on every machine."""
    return _plain(json.loads(figure.to_json(engine="json")))


def _plain(value):
    if isinstance(value, dict):
        if value.keys() == {"dtype", "bdata"}:  # how Plotly packs an array of numbers
            value = np.frombuffer(base64.b64decode(value["bdata"]), dtype=value["dtype"]).tolist()
        else:
            return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    # Ten significant digits: the last bits differ from one processor to the next.
    return float(f"{value:.10g}") if isinstance(value, float) else value


def _titled(chart: Chart) -> go.Figure:
    """The wide figure with title and subtitle inside it, for where no page stands around it."""
    figure = go.Figure(chart.wide)
    room = 56
    figure.update_layout(
        title={"text": f"<b>{chart.title}</b><br>{chart.subtitle}", "font": {"size": 15}, "x": 0.01, "y": 0.97},
        title_yanchor="top",
        margin_t=(chart.wide.layout.margin.t or 16) + room,
        height=chart.wide.layout.height + room,
    )
    return figure
