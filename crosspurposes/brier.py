"""How far probabilities were from what happened: squared errors, and the Brier score, which is their mean.

A probability is one of "yes", from 0 to 1; an outcome is True or 1 for yes, False or 0 for no. The score is a loss: 0 is
best, 1 is worst, and 0.25 is what 0.5 on every question gets. Brier's own sum runs over both answers to a question and
is twice as large (`brier-1950` in data/references.bib).
"""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike


def score(probabilities: ArrayLike, outcomes: ArrayLike) -> float:
    """Brier score of the probabilities: the mean of `squared_errors`, whose parameters and errors it shares."""
    return float(np.mean(squared_errors(probabilities, outcomes)))


def squared_errors(probabilities: ArrayLike, outcomes: ArrayLike) -> np.ndarray | pd.Series:
    """Square of the distance of each probability from its outcome, 0 to 1.

    Parameters
    ----------
    probabilities
        Probabilities of "yes", from 0 to 1, shape (N,) with N ≥ 1.
    outcomes
        True or 1 for yes, False or 0 for no, shape (N,).

    Returns
    -------
    numpy.ndarray or pandas.Series
        Shape (N,); a Series with the labels of `probabilities` if that is one. Two Series are paired by label,
        whatever their order.

    Raises
    ------
    ValueError
        If the shapes differ or are not (N,), if two Series have different or doubled labels, if a value is missing,
        a probability is no number from 0 to 1, or an outcome is none of True, False, 1 and 0.
    """
    if isinstance(probabilities, pd.Series) and isinstance(outcomes, pd.Series):
        outcomes = _paired(outcomes, probabilities.index)
    given, happened = _column(probabilities, "probability"), _column(outcomes, "outcome")
    if given.shape != happened.shape:
        raise ValueError(
            f"probabilities: {given.size}, outcomes: {happened.size}; give one outcome for each probability"
        )
    if missing := int(pd.isna(happened).sum()):
        raise ValueError(f"{missing} of {happened.size} outcomes missing: leave untestable questions out of the score")
    if missing := int(pd.isna(given).sum()):
        raise ValueError(
            f"{missing} of {given.size} probabilities missing: leave unanswered questions out of the score"
        )
    if wrong := [value for value in happened if isinstance(value, str) or value not in (0, 1)]:
        raise ValueError(f"the outcome {wrong[0]!r} is neither yes nor no: use True and False, or 1 and 0")
    if wrong := [value for value in given if isinstance(value, str) or not 0 <= value <= 1]:
        raise ValueError(f"the probability {wrong[0]!r} is no number from 0 to 1: divide per cent by 100")
    errors = (given.astype(float) - happened.astype(float)) ** 2
    return pd.Series(errors, index=probabilities.index) if isinstance(probabilities, pd.Series) else errors


def _paired(outcomes: pd.Series, labels: pd.Index) -> pd.Series:
    for name, index in (("probabilities", labels), ("outcomes", outcomes.index)):
        if index.has_duplicates:
            raise ValueError(f"the {name} have the label {index[index.duplicated()][0]!r} twice: keep one")
    if odd := [*labels.symmetric_difference(outcomes.index, sort=False)]:
        raise ValueError(
            f"the label {odd[0]!r} is only in the {'probabilities' if odd[0] in labels else 'outcomes'}: "
            "choose the same questions in both, such as outcomes[probabilities.index]"
        )
    return outcomes[labels]


def _column(values: ArrayLike, name: str) -> np.ndarray:
    column = np.array(values, dtype=object)  # as they are: a cast to float would take the text "1" for a number
    if column.ndim != 1 or not column.size:
        raise ValueError(f"shape {column.shape} is no list of numbers: give at least one {name}, in one dimension")
    return np.array(column.tolist(), dtype=object)  # plain numbers read better in a message than NumPy's
