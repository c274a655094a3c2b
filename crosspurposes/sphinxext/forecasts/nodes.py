"""What the directive leaves in a document.

Each node is a kind of docutils node that every builder can print, so that only HTML needs visitors of its own:
Sphinx falls back to the visitor of the base class.
"""

from __future__ import annotations

from docutils import nodes


class forecast_quiz(nodes.container):
    """The questions and, after them, the outcomes."""


class forecast_form(nodes.container):
    """The questions."""


class forecast_list(nodes.enumerated_list):
    """Questions or outcomes, in the same order."""


class forecast_item(nodes.list_item):
    """A question with its place for an answer; attribute ``question_id``."""


class forecast_question(nodes.paragraph):
    """The words of a question."""


class forecast_answer(nodes.paragraph):
    """The day that settles a question, and the blank for an answer; attribute ``question_id``."""


class forecast_blank(nodes.inline):
    """Where a reader writes on paper."""


class forecast_outcomes(nodes.container):
    """All that a reader should see only afterwards."""


class forecast_summary(nodes.rubric):
    """The words above the outcomes."""


class forecast_outcome(nodes.list_item):
    """What came of a question. Attribute ``data``: what the script scores an answer by."""


class forecast_own(nodes.paragraph):
    """Where the reader's own answer and its squared error stand: a blank until there is one."""


class forecast_grid(nodes.container):
    """The squared errors of round probabilities, to score with a pencil."""


OURS = (
    *(forecast_quiz, forecast_form, forecast_list, forecast_item, forecast_question, forecast_answer, forecast_blank),
    *(forecast_outcomes, forecast_summary, forecast_outcome, forecast_own, forecast_grid),
)
