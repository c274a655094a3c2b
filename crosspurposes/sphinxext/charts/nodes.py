"""The chart in a document, and the renderer that makes it from a cell's output."""

import json

from docutils import nodes
from myst_nb.core.render import MimeData, NbElementRenderer

MIME = "application/vnd.static-chart+json"
#: The same chart for Jupyter, which has its own way to show it; a page leaves it out.
PLOTLY = "application/vnd.plotly.v1+json"


class chart(nodes.General, nodes.Element):
    """One chart: its attribute ``record`` holds what the notebook returned under `MIME`."""


class ChartRenderer:
    """A MyST-NB renderer, found by its entry point: output of type `MIME` becomes a `chart`."""

    mime_priority_overrides = (("*", MIME, 1),)

    @staticmethod
    def handle_mime(renderer: NbElementRenderer, data: MimeData, inline: bool) -> list[nodes.Element] | None:
        """The chart's node, nothing for the same chart in Plotly's type, or None for output of another kind."""
        if data.mime_type == PLOTLY:
            return []
        if inline or data.mime_type != MIME:
            return None
        record = data.content if isinstance(data.content, dict) else json.loads(data.content)
        node = chart(record=record, ids=[f"chart-{record['name']}"])
        node.source, node.line = renderer.renderer.document["source"], data.line
        return [node]
