"""Brier scores: worked by hand, against another formula, and every input that would give a wrong number in silence."""

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosspurposes import brier

ANSWERS = st.lists(st.tuples(st.integers(0, 100), st.booleans()), min_size=1, max_size=40)


def test_two_questions_are_scored_as_by_hand():
    # 70% on what happened misses by 0.3, 40% on what did not by 0.4: (0.09 + 0.16) / 2
    assert brier.score([0.7, 0.4], [True, False]) == pytest.approx(0.125, abs=1e-15)
    assert brier.squared_errors([0.7, 0.4], [True, False]) == pytest.approx([0.09, 0.16], abs=1e-15)


@pytest.mark.parametrize(
    ("probabilities", "expected"), [([1, 0, 1], 0), ([0, 1, 0], 1), ([0.5, 0.5, 0.5], 0.25), ([1, 1, 1], 1 / 3)]
)
def test_certainty_that_is_right_scores_0_wrong_1_and_a_coin_a_quarter(probabilities, expected):
    assert brier.score(probabilities, [1, 0, 1]) == expected


@given(ANSWERS)
def test_the_score_is_the_same_when_the_squares_are_multiplied_out(answers):
    # another way to the same number: mean p² - 2 mean(p·o) + mean o, in exact fractions
    said = [Fraction(percent, 100) for percent, _ in answers]
    came = [int(outcome) for _, outcome in answers]
    exact = sum(p * p - 2 * p * o + o for p, o in zip(said, came, strict=True)) / len(answers)
    assert brier.score([percent / 100 for percent, _ in answers], came) == pytest.approx(float(exact), abs=1e-14)


@given(ANSWERS)
def test_yes_and_no_can_change_places(answers):
    said, came = np.array([percent / 100 for percent, _ in answers]), np.array([outcome for _, outcome in answers])
    assert brier.score(1 - said, ~came) == pytest.approx(brier.score(said, came), abs=1e-15)


@given(st.integers(1, 99), st.integers(0, 100))
def test_nobody_gains_by_saying_what_they_do_not_believe(belief, said):
    expected = {
        percent: belief / 100 * brier.score([percent / 100], [True])
        + (1 - belief / 100) * brier.score([percent / 100], [False])
        for percent in (belief, said)
    }
    assert expected[belief] <= expected[said] + 1e-15


@pytest.mark.parametrize(
    "outcomes",
    [
        [True, False],
        (1, 0),
        np.array([True, False]),
        np.array([1.0, 0.0]),
        pd.Series([True, False], dtype="boolean"),
        pd.Series([1, 0], dtype="Int64"),
        pd.Series([True, False], dtype="object"),
    ],
)
def test_outcomes_may_be_of_every_kind_that_a_table_has(outcomes):
    assert brier.score([0.9, 0.2], outcomes) == pytest.approx(0.025, abs=1e-15)


def test_two_series_are_paired_by_label_whatever_their_order():
    said = pd.Series({"rain": 0.9, "snow": 0.2})
    came = pd.Series({"snow": False, "rain": True})
    assert brier.score(said, came) == pytest.approx(0.025, abs=1e-15)
    assert list(brier.squared_errors(said, came).index) == ["rain", "snow"]


NUMBERS = {
    "per cent": ([70, 40], "the probability 70 is no number from 0 to 1: divide per cent by 100"),
    "below nothing": ([0.7, -0.1], "the probability -0.1 is no number from 0 to 1"),
    "no number at all": ([0.7, np.inf], "the probability inf is no number from 0 to 1"),
    "text": (["0.7", 0.4], "the probability '0.7' is no number from 0 to 1"),
    "one missing": ([0.7, None], "1 of 2 probabilities missing: leave unanswered questions out"),
    "all missing": ([np.nan, pd.NA], "2 of 2 probabilities missing: leave unanswered questions out"),
    "too few": ([0.7], "probabilities: 1, outcomes: 2; give one outcome for each probability"),
    "none": ([], r"shape \(0,\) is no list of numbers: give at least one probability"),
    "a single number": (0.7, r"shape \(\) is no list of numbers"),
    "a table": ([[0.7, 0.4]], r"shape \(1, 2\) is no list of numbers"),
}


@pytest.mark.parametrize(("probabilities", "message"), NUMBERS.values(), ids=NUMBERS)
def test_probabilities_that_are_none_are_refused_with_a_remedy(probabilities, message):
    with pytest.raises(ValueError, match=message):
        brier.score(probabilities, [True, False])


OUTCOMES = {
    "words": (["yes", "no"], "the outcome 'yes' is neither yes nor no: use True and False, or 1 and 0"),
    "numbers in quotation marks": (["1", "0"], "the outcome '1' is neither yes nor no"),
    "in part": ([1, 0.5], "the outcome 0.5 is neither yes nor no"),
    "one missing": ([True, pd.NA], "1 of 2 outcomes missing: leave untestable questions out of the score"),
    "all missing": ([None, np.nan], "2 of 2 outcomes missing: leave untestable questions out of the score"),
    "a missing value of pandas": (
        pd.Series([True, None], dtype="boolean"),
        "1 of 2 outcomes missing: leave untestable questions out",
    ),
}


@pytest.mark.parametrize(("outcomes", "message"), OUTCOMES.values(), ids=OUTCOMES)
def test_outcomes_that_are_none_are_refused_with_a_remedy(outcomes, message):
    with pytest.raises(ValueError, match=message):
        brier.score([0.7, 0.4], outcomes)


@pytest.mark.parametrize(
    ("labels", "message"),
    [
        (["rain", "hail"], "the label 'snow' is only in the probabilities: choose the same questions in both"),
        (["rain", "snow", "hail"], "the label 'hail' is only in the outcomes: choose the same questions in both"),
        (["rain", "rain"], "the outcomes have the label 'rain' twice: keep one"),
    ],
)
def test_series_that_do_not_speak_of_the_same_questions_are_refused(labels, message):
    with pytest.raises(ValueError, match=message):
        brier.score(pd.Series({"rain": 0.9, "snow": 0.2}), pd.Series(True, index=labels))
