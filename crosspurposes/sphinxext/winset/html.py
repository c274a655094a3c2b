"""How the model is printed in HTML. No inline style; the class names are the interface to the style sheet.

The controls are in the page, but hidden: the script brings them out, so that nothing is offered that would not work.
"""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from crosspurposes.sphinxext.html import add_script, closes, opens

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

from . import drawing
from . import nodes as ours
from .table import STATUS_QUO, Model, label

SCRIPT = Path(__file__).parent / "static" / "winset.js"
HELP = "Drag a mark. Or move to it with Tab and use the arrow keys, with Shift for larger steps; the numbers are below."


def visit_model(self: HTML5Translator, node: ours.winset_model) -> None:
    """Open the figure, with what the script starts from."""
    data = {}
    if drawn := next(node.findall(ours.winset_drawing), None):
        data["data-model"] = json.dumps(record(drawn), separators=(",", ":"), ensure_ascii=False)
    self.body.append(
        self.starttag(node, "figure", CLASS="winset", **{"aria-label": "Veto players: what they can agree on", **data})
    )


def depart_model(self: HTML5Translator, node: ours.winset_model) -> None:
    """Close it."""
    self.body.append("</figure>\n")


def record(node: ours.winset_drawing) -> dict:
    """The model as plain values, for the script."""
    model: Model = node["model"]
    return {
        "statusQuo": STATUS_QUO,
        "labels": {player: label(player) for player in (*model.players, STATUS_QUO)},
        "cases": [
            {"name": case.name, "label": case.label, "basis": case.basis, "places": case.places} for case in model.cases
        ],
        "players": model.players,
        "on": node["players"],
        "newcomer": node["newcomer"],
        "reach": model.reach,
        "axes": model.axes,
        "square": {"left": drawing.LEFT, "top": drawing.TOP, "side": drawing.SIDE, "margin": drawing.MARGIN},
    }


def visit_drawing(self: HTML5Translator, node: ours.winset_drawing) -> None:
    """Print drawing, read-out and controls; an EPUB, in which no script runs, gets the words."""
    if self.builder.name == "epub":
        self.body.append(f"<p>{escape(node.astext())}</p>\n")
        raise nodes.SkipNode
    model: Model = node["model"]
    self.body += [
        '<div class="winset-stage">\n',
        drawing.svg(model, node["players"], node["ends"], node.astext()),
        '\n<div class="winset-side">\n',
        f'<p class="winset-said">{escape(node["read_out"])}</p>\n',
        controls(model, node["players"]),
        '<p class="winset-heard visually-hidden" role="status"></p>\n',
        "</div>\n</div>\n",
    ]
    raise nodes.SkipNode


def controls(model: Model, players: tuple[str, ...]) -> str:
    """Check boxes for the players, a button for each case, and the buttons for the address."""
    boxes = "".join(
        f'<label class="{drawing.style(model, player)}"><input type="checkbox" name="{player}" autocomplete="off"'
        f"{' checked' if player in players else ''}>"
        '<svg viewBox="0 0 26 10" width="26" height="10" aria-hidden="true"><path class="winset-circle" d="M1 5H25"/></svg> '
        f"{escape(label(player))}</label>\n"
        for player in model.players
    )
    buttons = "".join(
        f'<button type="button" data-case="{case.name}" aria-pressed="{"true" if number == 0 else "false"}">'
        f"{escape(case.label)}</button>\n"
        for number, case in enumerate(model.cases)
    )
    return (
        '<div class="winset-controls" hidden>\n'
        f'<p class="winset-help" id="winset-help">{HELP}</p>\n'
        f'<fieldset class="winset-players"><legend>Who must agree</legend>\n{boxes}</fieldset>\n'
        f'<fieldset class="winset-presets"><legend>Cases</legend>\n{buttons}</fieldset>\n'
        '<p class="winset-basis"></p>\n'
        '<p class="winset-address"><button type="button" name="copy">Copy the address of this state</button>\n'
        '<button type="button" name="reset">Start again</button>\n'
        '<span class="winset-copied" role="status"></span></p>\n'
        "</div>\n"
    )


def visit_table(self: HTML5Translator, node: ours.winset_table) -> None:
    """Open the part of a table; a folded one opens by its name."""
    self.body.append(self.starttag(node, "details" if node["folded"] else "div", CLASS=f"winset-{node['kind']}"))


def depart_table(self: HTML5Translator, node: ours.winset_table) -> None:
    """Close it, after the region that scrolls."""
    self.body.append(f"</div>\n</{'details' if node['folded'] else 'div'}>\n")


def visit_name(self: HTML5Translator, node: ours.winset_name) -> None:
    """Open the name of a table."""
    self.body.append("<summary>" if node.parent["folded"] else '<p class="winset-name">')


def depart_name(self: HTML5Translator, node: ours.winset_name) -> None:
    """Close the name, and open the region that scrolls sideways on a narrow page."""
    self.body.append("</summary>\n" if node.parent["folded"] else "</p>\n")
    self.body.append(
        f'<div class="winset-scroll" tabindex="0" role="region" aria-label="Table: {escape(node.parent["name"])}">\n'
    )


def add_nodes(app: Sphinx) -> None:
    """Register the nodes, their visitors for HTML, and the script for the pages that have a model."""
    visitors = {
        ours.winset_model: (visit_model, depart_model),
        ours.winset_drawing: (visit_drawing, None),
        ours.winset_caption: (opens("p", "winset-caption", ""), closes("</p>\n")),
        ours.winset_table: (visit_table, depart_table),
        ours.winset_name: (visit_name, depart_name),
    }
    for node in ours.OURS:
        app.add_node(node, html=visitors[node])
    add_script(app, SCRIPT, lambda doctree: any(doctree.findall(ours.winset_model)))
