"""How forecasts are printed in HTML. No inline style; the class names are the interface to the style sheet.

The controls are in the page, but hidden: the script brings them out, so that nothing is offered that would not work.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from crosspurposes.sphinxext.html import add_script, closes, opens

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

from . import nodes as ours

SCRIPT = Path(__file__).parent / "static" / "forecasts.js"
CONTROLS = """\
<span class="forecast-controls" hidden>
<label for="chance-{id}">How likely is a yes?</label>
<input type="range" id="chance-{id}" class="is-unset" min="0" max="100" step="1" value="50" aria-valuetext="not answered">
<label class="forecast-number">in per cent
<input type="number" min="0" max="100" step="1" inputmode="numeric" aria-describedby="state-{id}"></label>
<span class="forecast-state" id="state-{id}">not answered</span>
</span>"""
ACTIONS = """\
<div class="forecast-actions">
<div class="forecast-controls" hidden>
<p><button type="button" name="score">Score my forecasts</button>
<button type="button" name="change" hidden>Change my answers</button>
<button type="button" name="clear">Clear all answers</button>
<span class="forecast-count"></span></p>
<p class="forecast-kept">Your answers are kept in this browser only. Nothing is sent.</p>
</div>
</div>
"""
RESULT = '<div class="forecast-result" role="status" aria-label="Your score" tabindex="-1"></div>\n'


def visit_item(self: HTML5Translator, node: ours.forecast_item) -> None:
    """Open a question as a group of controls, which its own words name."""
    self.body.append(
        self.starttag(node, "li", "", CLASS="forecast", **{"data-id": node["question_id"]}) + "<fieldset>\n"
    )


def depart_answer(self: HTML5Translator, node: ours.forecast_answer) -> None:
    """Close the place of an answer, after its controls; the id is of letters, digits and hyphens."""
    self.body.append(CONTROLS.format(id=node["question_id"]) + "</p>\n")


def visit_outcome(self: HTML5Translator, node: ours.forecast_outcome) -> None:
    """Open an outcome that says how an answer is scored."""
    self.body.append(self.starttag(node, "li", **{f"data-{name}": value for name, value in node["data"].items()}))


def add_nodes(app: Sphinx) -> None:
    """Register the nodes, their visitors for HTML, and the script for the pages that ask."""
    visitors = {
        ours.forecast_quiz: (opens("div", "forecasts"), closes("</div>\n")),
        ours.forecast_form: (
            opens("form", "forecast-form", **{"aria-label": "Your forecasts", "autocomplete": "off"}),
            closes(ACTIONS, "</form>\n", RESULT),
        ),
        ours.forecast_list: (opens("ol", "forecast-list", role="list"), closes("</ol>\n")),
        ours.forecast_item: (visit_item, closes("</fieldset></li>\n")),
        ours.forecast_question: (opens("legend", "", ""), closes("</legend>\n")),
        ours.forecast_answer: (opens("p", "forecast-answer", ""), depart_answer),
        ours.forecast_blank: (opens("span", "forecast-blank", ""), closes("</span>\n")),
        ours.forecast_outcomes: (opens("details", "forecast-outcomes"), closes("</details>\n")),
        ours.forecast_summary: (opens("summary", "", ""), closes("</summary>\n")),
        ours.forecast_outcome: (visit_outcome, closes("</li>\n")),
        ours.forecast_own: (opens("p", "forecast-own", ""), closes("</p>\n")),
        ours.forecast_grid: (opens("div", "forecast-grid"), closes("</div>\n")),
    }
    for node in ours.OURS:
        app.add_node(node, html=visitors[node])
    add_script(app, SCRIPT, lambda doctree: any(doctree.findall(ours.forecast_quiz)))
