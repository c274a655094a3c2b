"""The arithmetic of sharing the cost of US forces in South Korea.

Everything here is a pure function of numbers and of pandas tables indexed by year. Rates and shares are in per cent
(13.9 means 13.9%), won in billion, dollars in million unless a name says otherwise. "SMA" is a Special Measures
Agreement, the treaty that fixes Seoul's yearly payment; its "escalator" is the rule that raises the payment each year.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd

Numbers = float | pd.Series
ByYear = Mapping[int, float] | pd.Series


def growth(before: float, after: float) -> float:
    """Per cent by which `after` lies above `before`; ValueError unless `before` is a positive number."""
    return 100 * (after - _positive(before, "The base of a growth rate")) / before


def annual_growth(before: float, after: float, *, years: float) -> float:
    """Per cent a year that leads from `before` to `after` when compounded over `years` steps.

    Raises
    ------
    ValueError
        If `before`, `after` or `years` is not a positive number.
    """
    multiple = _positive(after, "The end of a compound rate") / _positive(before, "The base of a compound rate")
    return 100 * (multiple ** (1 / _positive(years, "The number of years")) - 1)


def increase_from_multiple(multiple: Numbers) -> Numbers:
    """Per cent of increase that a multiple stands for: five times as much is +400%."""
    return 100 * (multiple - 1)


def share(part: Numbers, whole: Numbers) -> Numbers:
    """Per cent of `whole` that `part` is, both in one unit; ValueError if a `whole` is zero."""
    if (pd.Series(whole) == 0).any():
        raise ValueError("A share of zero is undefined: the whole must not be 0.")
    return 100 * part / whole


def round_half_up(amount: float | Decimal, *, to: float = 0.1) -> float:
    """`amount` rounded to the nearest multiple of `to`, halves away from zero, as printed amounts are.

    Python's `round` sends halves to the even neighbour and sees 0.25 but not 0.35 as a half; decimals see both.
    """
    step = _decimal(_positive(to, "The step of rounding"))
    return float((_decimal(amount) / step).to_integral_value(ROUND_HALF_UP) * step)


def decompose_step(base: float, parts: Mapping[str, float], *, after: float | None = None) -> pd.DataFrame:
    """One row for each part of a yearly step, and a last row `total`.

    Parameters
    ----------
    base
        Payment before the step, in any unit.
    parts
        Points of per cent of `base` by name, such as ``{"budget_growth": 7.4, "labour_item": 6.5}``.
    after
        Payment after the step, if the parts are to be checked against it.

    Returns
    -------
    DataFrame
        Columns `part`, `rate_pct`, `amount` (unit of `base`, not rounded) and `share_of_step` (per cent).

    Raises
    ------
    ValueError
        If `base` is not positive, the parts cancel out, or they miss the growth to `after` by over 0.05 points.
    """
    rates = [*dict(parts).values()]
    total = math.fsum(rates)
    if after is not None and not abs(growth(base, after) - total) <= 0.05:
        raise ValueError(
            f"The parts sum to {total:.1f} points, but {base:g} to {after:g} is {growth(base, after):+.1f}%; "
            "give every part of the step, each in points of the payment before it."
        )
    table = pd.DataFrame({"part": [*dict(parts), "total"], "rate_pct": [*rates, total]})
    table["amount"] = _positive(base, "The payment before a step") * table["rate_pct"] / 100
    table["share_of_step"] = share(table["rate_pct"], total)
    return table


@dataclass(frozen=True)
class Escalator:
    """A rule that raises a payment: its `name`, fit for a legend, and the `rate` in per cent that it gives a year."""

    name: str
    rate: Callable[[int], float]


def defence_budget(growth: ByYear, *, lag: int = 1) -> Escalator:
    """The rule of the 11th SMA: growth of the Korean defence budget, per cent by year, `lag` years before; no cap."""
    return _indexed("defence budget", growth, lag=lag)


def consumer_prices(growth: ByYear, *, lag: int = 2, cap: float | None = None) -> Escalator:
    """The rule of the 9th (`cap` 4) and 12th (`cap` 5) SMA: inflation, per cent by year, `lag` years before."""
    return _indexed("consumer prices", growth, lag=lag, cap=cap)


def fixed_rate(rate: float) -> Escalator:
    """The same per cent every year: 10 in the 3rd SMA, 0 for a frozen payment."""
    return Escalator(f"{rate:g}% a year", lambda year: rate)


def agreed_steps(steps: Mapping[int, float], *, then: Escalator) -> Escalator:
    """`then`, but with the rates in `steps` for the years that the text of an agreement fixes: ``{2021: 13.9}``."""
    return Escalator(f"agreed steps, then {then.name}", lambda year: steps[year] if year in steps else then.rate(year))


def path(start_year: int, start: float, rule: Escalator, *, end_year: int, round_to: float | None = 0.1) -> pd.Series:
    """The payment of each year from `start_year` to `end_year`, chained by `rule`.

    Parameters
    ----------
    start_year, start, end_year
        The first year and its payment, taken as it is; the last year, included.
    rule
        Gives the rate of each later year.
    round_to
        Step to which every year is rounded before the next is computed, halves up; None never rounds.

    Returns
    -------
    Series
        Indexed by `year`, named after the rule, in the unit of `start`.

    Raises
    ------
    ValueError
        If the rule lacks a rate (it says which year to supply), `start` is not above 0, or `end_year` is too early.

    Notes
    -----
    Payments are published to 0.1 billion won, budget growth to 0.1%. Chaining the published rates of the 11th SMA
    from 1,183.3 (2021) and rounding each year gives the official 1,402.8 of 2025; without rounding it would be
    1,402.9, and cutting digits off 1,402.7. Hence the default, and decimals in place of floats.
    """
    if end_year < start_year:
        raise ValueError(f"A path from {start_year} cannot end in {end_year}; give a later end_year.")
    exact = _decimal(_positive(start, "The first payment of a path"))
    amounts = {start_year: float(exact)}
    for year in range(start_year + 1, end_year + 1):
        rate = rule.rate(year)
        if not _is_number(rate):
            raise ValueError(f"{year}: the rule '{rule.name}' gives the rate {rate}; supply a number.")
        exact *= 1 + _decimal(rate) / 100
        if round_to is not None:
            exact = _decimal(round_half_up(exact, to=round_to))
        amounts[year] = float(exact)
    return pd.Series(amounts, name=rule.name).rename_axis("year")


def demand_table(demands: Iterable[float], bases: Mapping[str, float] | pd.Series) -> pd.DataFrame:
    """One row for each demand against each base, both in billion US dollars; a base must be above 0.

    Columns `demand_usd_bn`, `base_usd_bn`, `base` (its name, the key in `bases`), `multiple` and `increase_pct`.
    """
    rows = [(demand, _positive(usd_bn, f"Base '{base}'"), base) for demand in demands for base, usd_bn in bases.items()]
    table = pd.DataFrame(rows, columns=["demand_usd_bn", "base_usd_bn", "base"])
    table["multiple"] = table["demand_usd_bn"] / table["base_usd_bn"]
    table["increase_pct"] = increase_from_multiple(table["multiple"])
    return table


def convert(amount_krw_bn: Numbers, krw_per_usd: Numbers) -> Numbers:
    """Million US dollars that an amount in billion won is worth, at yearly average won per dollar.

    Two Series meet on their index, the year, and the result has the years of the amounts; a year whose amount or
    rate is unknown stays unknown. Raises ValueError if a rate is zero or negative.
    """
    if (pd.Series(krw_per_usd) <= 0).any():
        raise ValueError("An exchange rate must be above 0 won per dollar; leave an unknown rate empty.")
    if isinstance(amount_krw_bn, pd.Series) and isinstance(krw_per_usd, pd.Series):
        krw_per_usd = krw_per_usd.reindex(amount_krw_bn.index)
    return 1000 * amount_krw_bn / krw_per_usd


def constant_prices(nominal: pd.Series, cpi_growth: ByYear, *, base_year: int) -> pd.Series:
    """`nominal` by year in prices of `base_year`, deflated by chaining `cpi_growth` (yearly averages, per cent).

    An unknown amount stays unknown; a rate missing between `base_year` and a known amount raises ValueError by year.
    """
    years = [*nominal.dropna().index, base_year]
    level = path(min(years), 100, consumer_prices(cpi_growth, lag=0), end_year=max(years), round_to=None)
    return nominal * level[base_year] / level.reindex(nominal.index)


def index(series: pd.Series, *, base_year: int) -> pd.Series:
    """`series` by year with `base_year` as 100; ValueError if that year is unknown or not above 0."""
    base = _known(series, base_year, f"An index with {base_year} as 100")
    return 100 * series / _positive(base, f"The value of {base_year}, the base year,")


def cumulative_difference(a: pd.Series, b: pd.Series) -> pd.Series:
    """Running total of `a` minus `b`, in their unit, by year from the later of their starts to the earlier end.

    From the first year unknown to either the total is unknown. Raises ValueError if they do not overlap.
    """
    first, last = max(a.index.min(), b.index.min()), min(a.index.max(), b.index.max())
    if a.empty or b.empty or first > last:
        raise ValueError("The two series share no year; index both by year before comparing them.")
    return (a - b).sort_index().loc[first:last].cumsum(skipna=False)


def _indexed(subject: str, growth: ByYear, *, lag: int, cap: float | None = None) -> Escalator:
    when = {0: "the same year", 1: "the year before", 2: "two years before"}.get(lag, f"{lag} years before")
    name = f"{subject} of {when}" + ("" if cap is None else f", at most {cap:g}%")

    def rate(year: int) -> float:
        known = _known(growth, year - lag, f"{year}: the rule '{name}'")
        return known if cap is None else min(known, cap)

    return Escalator(name, rate)


def _known(values: ByYear, year: int, purpose: str) -> float:
    """The value of `year`; a gap is an error here, because a chain would turn it into a silent zero."""
    values = pd.Series(values)
    if not values.index.is_unique:
        twice = values.index[values.index.duplicated()][0]
        raise ValueError(f"{purpose} needs one value a year, but {twice} is listed twice; keep one.")
    if not _is_number(value := values.get(year)):
        raise ValueError(f"{purpose} needs the value of {year}, which is unknown; add {year} to the series, by year.")
    return float(value)


def _positive(value: float, meaning: str) -> float:
    if not _is_number(value) or value <= 0:
        raise ValueError(f"{meaning} must be a number above 0, not {value}.")
    return value


def _is_number(value: object) -> bool:
    return not pd.isna(value) and math.isfinite(value)


def _decimal(value: float | Decimal) -> Decimal:
    # By way of its text: 5.4 is meant as 5.4, not as the nearest binary fraction.
    return value if isinstance(value, Decimal) else Decimal(str(float(value)))
