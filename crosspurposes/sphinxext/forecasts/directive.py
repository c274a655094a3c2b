"""The author's syntax: the questions of a table, and what came of them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from crosspurposes import brier
from crosspurposes.sphinxext.bibliography import day
from crosspurposes.sphinxext.parts import cite, plain_table
from crosspurposes.sphinxext.rows import RowsError, depend

from .nodes import (
    forecast_answer,
    forecast_blank,
    forecast_form,
    forecast_grid,
    forecast_item,
    forecast_list,
    forecast_outcome,
    forecast_outcomes,
    forecast_own,
    forecast_question,
    forecast_quiz,
    forecast_summary,
)
from .table import Forecasts, Question, load

logger = logging.getLogger(__name__)

HERE = "forecasts:line"  # where the page that is being read has its questions
WORDS = {True: "yes", False: "no", None: ""}
BLANK = "____"


def warn(subtype: str, message: str, location: Any) -> None:
    """Give a warning of type ``forecasts`` at a node or at "file:row"."""
    logger.warning(message, type="forecasts", subtype=subtype, location=location)


class ForecastsDirective(SphinxDirective):
    """The questions of a table that have an outcome, each with a place for a probability; then the outcomes."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """The questions and the outcomes, with a warning for everything that is wrong."""
        quiz = forecast_quiz()
        self.set_source_info(quiz)
        folder, name = self.config.forecasts_data, self.arguments[0]
        depend(self.env, folder, name)
        if taken := self.env.temp_data.get(HERE):
            warn(
                "second", f"the page asks already, in line {taken}: its answers are kept as one; use another page", quiz
            )
            return []
        self.env.temp_data[HERE] = self.lineno
        try:
            table = load(name, Path(self.env.srcdir, folder))
        except RowsError as error:
            for line in str(error).splitlines():
                warn(error.subtype, line, quiz)
            return []
        for fault in table.faults:
            warn(fault.subtype, fault.message, f"{folder}/{name}.csv:{fault.row}")
        if not table.asked:
            return []  # every row that could be scored has its warning
        quiz += [self.form(table), self.outcomes(table)]
        return [quiz]

    def form(self, table: Forecasts) -> forecast_form:
        """The questions, with blanks."""
        items = forecast_list(enumtype="arabic", prefix="", suffix=".")
        for each in table.asked:
            item = forecast_item(question_id=each.id)
            item += forecast_question("", each.question)
            answer = forecast_answer("", f"Settled by {day(each.resolves_on)}", question_id=each.id)
            answer += forecast_blank("", f": {BLANK}\N{NO-BREAK SPACE}%")
            item += answer
            items += item
        return forecast_form("", items)

    def outcomes(self, table: Forecasts) -> forecast_outcomes:
        """What came of each question, what cannot be scored, and what others would have scored."""
        items = forecast_list(enumtype="arabic", prefix="", suffix=".")
        items += [self.outcome(each) for each in table.asked]
        part = forecast_outcomes("", forecast_summary("", "Outcomes"), grid(), items)
        part += nodes.paragraph(
            "",
            f"Over all {len(table.asked)} questions a bet on no change has a Brier score of {rounded(table.no_change)}; the "
            "coin, 50% on each, has 0.250. The bet puts 100% on the answer that changes nothing, and 50% where there is none.",
        )
        if table.untestable:
            part += nodes.paragraph("", "", nodes.strong("", "Not scored; each note says why"))
            part += nodes.bullet_list("", *map(self.untestable, table.untestable), bullet="-")
        return part

    def outcome(self, row: Question) -> forecast_outcome:
        """What came of a question, and how that is known."""
        answers = {"id": row.id, "outcome": WORDS[row.outcome], "status-quo": WORDS[row.status_quo]}
        item = forecast_outcome(data=answers)
        item += nodes.paragraph("", row.question, classes=["forecast-asked"])
        status_quo = f" No change would have been: {WORDS[row.status_quo]}." if row.status_quo is not None else ""
        outcome = nodes.strong("", f"Outcome: {WORDS[row.outcome]}.")
        item += nodes.paragraph("", "", outcome, nodes.Text(status_quo), classes=["forecast-came"])
        item += forecast_own("", "", forecast_blank("", f"Squared error of my answer: {BLANK}"))
        item += self.grounds(row)
        return item

    def untestable(self, row: Question) -> nodes.list_item:
        """A question that is not scored, with the reason."""
        return nodes.list_item("", nodes.paragraph("", row.question, classes=["forecast-asked"]), *self.grounds(row))

    def grounds(self, row: Question) -> list[nodes.paragraph]:
        """The evidence, a remark, and the last line: the verdict, what the book says of it, the sources."""
        found = [nodes.paragraph("", row.evidence)]
        if row.note:
            found.append(nodes.paragraph("", "", nodes.strong("", "Note:"), nodes.Text(f" {row.note}")))
        parts: list[list[nodes.Node]] = []
        if row.verdict:
            parts.append([nodes.Text(f"Verdict on the claim: {row.verdict}")])
        if self.config.forecasts_link_role:
            parts.append([nodes.Text("See "), self.link(row)])
        parts.append([nodes.Text("Sources: "), *cite(self, row.sources, self.config.forecasts_cite_role)])
        if words := self.config.forecasts_confidence.get(row.confidence):
            parts.append([nodes.Text(f"Confidence {row.confidence}: {words}")])
        line = nodes.paragraph(classes=["forecast-known"])
        for number, part in enumerate(parts):
            line += [nodes.Text(" · "), *part] if number else part
        return [*found, line]

    def link(self, row: Question) -> addnodes.pending_xref:
        """The reference to what the book says of the row's id; if there is nothing, the warning names the row."""
        domain, _, role = self.config.forecasts_link_role.partition(":")
        link = addnodes.pending_xref(
            "",
            nodes.inline("", row.id),
            refdomain=domain,
            reftype=role,
            reftarget=row.id,
            refexplicit=False,
            refwarn=True,
        )
        link["refdoc"] = self.env.docname
        link.source = str(Path(self.env.srcdir, self.config.forecasts_data, f"{self.arguments[0]}.csv"))
        link.line = row.line
        return link


def rounded(score: float) -> Decimal:
    """The score to three decimals, halves up, as the script prints it."""
    return Decimal(score).quantize(Decimal("0.001"), ROUND_HALF_UP)


def grid() -> forecast_grid:
    """The squared errors of 0 to 100% in steps of ten, and the sum to be made with them."""
    percent = range(0, 101, 10)
    chances = [number / 100 for number in percent]
    columns = (brier.squared_errors(chances, [answer] * len(chances)) for answer in (True, False))
    rows = [(f"{said}%", f"{yes:.2f}", f"{no:.2f}") for said, yes, no in zip(percent, *columns, strict=True)]
    part = forecast_grid("", nodes.paragraph("", "", nodes.strong("", "To score on paper: squared errors")))
    part += plain_table(("You said", "the answer is yes", "the answer is no"), rows)
    part += nodes.paragraph(
        "",
        f"Sum of my squared errors {BLANK} divided by the number of questions that I answered {BLANK} "
        f"= my Brier score {BLANK}. Questions left out count in neither.",
    )
    return part
