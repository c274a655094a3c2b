"""Dates that may stop at the month or the year: their words, their days, and what is no date."""

from datetime import date

import pytest

from crosspurposes.sphinxext.timeline.dates import Span, first_day, last_day


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2021", "", "2021"),
        ("2021-03", "", "March 2021"),
        ("2021-03-05", "", "5 March 2021"),
        ("2021-03-12", "2021-03-12", "12 March 2021"),
        ("2021-03-12", "2021-03-16", "12–16 March 2021"),
        ("2021-02-28", "2021-03-02", "28 February – 2 March 2021"),
        ("2021-12-30", "2022-01-02", "30 December 2021 – 2 January 2022"),
        ("2021-03", "2021-05", "March–May 2021"),
        ("2021-11", "2022-01", "November 2021 – January 2022"),
        ("1950", "1953", "1950–1953"),
        ("2018", "2019-01", "2018 – January 2019"),
        ("2021-03", "2021-05-03", "March – 3 May 2021"),
        ("2021", "2021-06", "2021 – June 2021"),
        ("2021-03", "2021", "March 2021 – 2021"),
        ("2021-03-12", "2021-03", "12 March – March 2021"),
    ],
)
def test_a_span_is_written_at_its_precision_and_says_once_what_its_dates_share(start, end, words):
    assert Span(start, end).words == words


@pytest.mark.parametrize(
    ("iso", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2024-12", date(2024, 12, 1), date(2024, 12, 31)),
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29)),
    ],
)
def test_a_date_covers_every_day_that_it_may_mean(iso, first, last):
    assert (first_day(iso), last_day(iso)) == (first, last)


@pytest.mark.parametrize("iso", ["March 2021", "20210312", "2021-3-12", "2021-03-12T10", "n.d.", "", "2021-W10"])
def test_what_is_not_written_as_a_date_is_refused_with_examples(iso):
    with pytest.raises(ValueError, match="is not an ISO date, such as 2021, 2021-03 or 2021-03-12"):
        Span(iso)


@pytest.mark.parametrize("iso", ["2023-02-29", "2023-13", "2023-00", "0000"])
def test_a_day_that_the_calendar_does_not_have_is_refused(iso):
    with pytest.raises(ValueError, match="is not in the calendar"):
        Span("2000", iso)


def test_an_end_before_the_beginning_is_refused():
    with pytest.raises(ValueError, match="the end, 2021-03-11, comes before the beginning, 2021-03-12"):
        Span("2021-03-12", "2021-03-11")


@pytest.mark.parametrize(
    ("start", "end", "vague"),
    [
        ("2021-03-12", "", ""),
        ("2021-03-12", "2021-03-16", ""),
        ("2021-03", "", "The date is known to the month only."),
        ("2021", "", "The date is known to the year only."),
        ("2007-03", "2008-10-02", "Known only in part: the beginning to the month."),
        ("2007", "2008-10", "Known only in part: the beginning to the year and the end to the month."),
    ],
)
def test_what_is_not_known_of_the_days_is_said(start, end, vague):
    assert Span(start, end).vague == vague
