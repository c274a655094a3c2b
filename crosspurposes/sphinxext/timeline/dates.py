"""Dates that may stop at the month or the year, and the spans between them."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from crosspurposes.sphinxext.bibliography import day

ISO = re.compile(r"\d{4}(-\d{2}){0,2}")
PRECISION = ("year", "month", "day")


def first_day(iso: str) -> date:
    """The first day that the date may mean.

    Raises
    ------
    ValueError
        If it is no ISO date of a year, a month or a day, or if the calendar has no such day.
    """
    if not ISO.fullmatch(iso):
        raise ValueError(f"{iso!r} is not an ISO date, such as 2021, 2021-03 or 2021-03-12")
    try:
        return date.fromisoformat((iso + "-01-01")[:10])
    except ValueError:
        raise ValueError(f"{iso!r} is not in the calendar") from None


def last_day(iso: str) -> date:
    """The last day that the date may mean; errors as in `first_day`."""
    first = first_day(iso)
    month = 12 if precision(iso) == "year" else first.month
    return first if precision(iso) == "day" else date(first.year, month, monthrange(first.year, month)[1])


def precision(iso: str) -> str:
    """Where the date stops: "year", "month" or "day"."""
    return PRECISION[iso.count("-")]


@dataclass(frozen=True)
class Span:
    """From one date to another, or one date alone; each may stop at the month or the year.

    Raises
    ------
    ValueError
        If a date is none, or if the second comes before the first.
    """

    start: str
    end: str = ""

    def __post_init__(self) -> None:
        """Refuse what is no span."""
        if self.last < self.first:
            raise ValueError(f"the end, {self.end}, comes before the beginning, {self.start}")

    @property
    def first(self) -> date:
        """The first day that it may touch."""
        return first_day(self.start)

    @property
    def last(self) -> date:
        """The last day that it may touch."""
        return last_day(self.end or self.start)

    @property
    def words(self) -> str:
        """The span as readers write it, at its precision: "March 2021", "12–16 March 2021"."""
        return self.dash.join(words for _, words in self.parts)

    @property
    def parts(self) -> list[tuple[str, str]]:
        """Each date in ISO and in words; what both share is said once, with the second."""
        if not self.end or self.end == self.start:
            return [(self.start, day(self.start))]
        first, second = day(self.start).split(), day(self.end).split()
        shared = 0
        while shared + 1 < min(len(first), len(second)) and first[-1 - shared] == second[-1 - shared]:
            shared += 1
        return [(self.start, " ".join(first[: len(first) - shared])), (self.end, " ".join(second))]

    @property
    def dash(self) -> str:
        """What joins the parts: spaced if a part that differs has more than one word."""
        if len(self.parts) < 2:
            return ""
        (_, first), (_, second) = self.parts
        shared = len(day(self.start).split()) - len(first.split())
        return "–" if len(first.split()) == len(second.split()) - shared == 1 else " – "

    @property
    def vague(self) -> str:
        """What is not known of the days, as a sentence; empty if all is known."""
        first, last = precision(self.start), precision(self.end or self.start)
        if not self.end or self.end == self.start:
            return "" if first == "day" else f"The date is known to the {first} only."
        said = [f"the {end} to the {known}" for end, known in (("beginning", first), ("end", last)) if known != "day"]
        return f"Known only in part: {' and '.join(said)}." if said else ""
