"""Cost-sharing arithmetic against official and press figures, and against fractions worked out separately.

Sources of the literals: Seoul's foreign ministry (amounts and rates of the 11th and 12th agreements), the Defence White
Papers (earlier amounts, defence budgets, the plan of 2020), Statistics Korea (consumer prices), the Federal Reserve
(yearly average exchange rates), Yonhap, Foreign Policy and CNN (demands and the bases they used).
"""

from fractions import Fraction
from math import floor, nan

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosspurposes import cost_sharing as cs

BUDGET_GROWTH = pd.Series({2020: 7.4, 2021: 5.4, 2022: 3.4, 2023: 4.4, 2024: 4.2})
BUDGET_KRW_TN = pd.Series({2020: 50.1527, 2021: 52.8401, 2022: 54.6112, 2023: 57.0143, 2024: 59.4244})
CPI_GROWTH = pd.Series({2020: 0.5, 2021: 2.5, 2022: 5.1, 2023: 3.6, 2024: 2.3, 2025: 2.1})
KRW_PER_USD = pd.Series({2019: 1165.80, 2021: 1144.89, 2025: 1421.40})
PAYMENT_KRW_BN = pd.Series({2019: 1038.9, 2021: 1183.3, 2025: 1402.8})
ACTUAL = pd.Series({2022: 1247.2, 2023: 1289.6, 2024: 1346.3, 2025: 1402.8})

amounts = st.floats(min_value=1, max_value=1e5)
rates = st.floats(min_value=-20, max_value=30)
years = st.integers(min_value=1991, max_value=2030)


def chained(start: str, percents: list[str], *, settle=lambda amount: amount) -> float:
    """The end of a chain in exact fractions, `settle` applied each year: the tests' own arithmetic."""
    amount = Fraction(start)
    for percent in percents:
        amount = settle(amount * (1 + Fraction(percent) / 100))
    return float(amount)


# Growth, multiples, shares


def test_the_2021_payment_is_13_9_per_cent_above_the_frozen_one():
    assert round(cs.growth(1038.9, 1183.3), 1) == 13.9


def test_by_2025_the_payment_is_35_per_cent_up_in_won_and_about_11_in_dollars():
    usd = cs.convert(PAYMENT_KRW_BN, KRW_PER_USD)
    assert usd.round().tolist() == [891, 1034, 987]
    assert round(cs.growth(1038.9, 1402.8), 1) == 35.0
    assert round(cs.growth(usd[2019], usd[2025]), 1) == 10.7


def test_from_2021_to_2025_the_payment_rises_in_won_and_falls_in_dollars():
    usd = cs.convert(PAYMENT_KRW_BN, KRW_PER_USD)
    assert round(cs.growth(1183.3, 1402.8), 1) == 18.5
    assert round(cs.growth(usd[2021], usd[2025]), 1) == -4.5


@pytest.mark.parametrize(
    ("before", "after", "steps", "printed"),
    [(1183.3, 1402.8, 4, 4.3), (1038.9, 1402.8, 5, 6.2), (1038.9, 1402.8, 6, 5.1), (1402.8, 1644, 5, 3.2)],
)
def test_compound_rates_are_those_that_ministry_and_press_print(before, after, steps, printed):
    assert round(cs.annual_growth(before, after, years=steps), 1) == printed


def test_five_times_as_much_is_400_per_cent_more_and_500_per_cent_more_is_six_times():
    assert cs.increase_from_multiple(5) == 400
    assert cs.increase_from_multiple(6) == 500


def test_five_billion_dollars_was_an_eighth_of_the_2019_defence_budget():
    assert cs.convert(5829.0, 1165.80) == pytest.approx(5000)
    assert round(cs.share(5829.0, 46697.1), 1) == 12.5


@pytest.mark.parametrize("base", [0, -1, nan, None, float("inf")])
def test_growth_from_no_positive_base_is_refused(base):
    with pytest.raises(ValueError, match="The base of a growth rate must be a number above 0"):
        cs.growth(base, 1183.3)


@pytest.mark.parametrize(
    ("before", "after", "steps", "culprit"),
    [(0, 1, 1, "base of a compound"), (1, -1, 1, "end of a compound"), (1, 2, 0, "number of years")],
)
def test_a_compound_rate_without_positive_ends_and_years_is_refused(before, after, steps, culprit):
    with pytest.raises(ValueError, match=culprit):
        cs.annual_growth(before, after, years=steps)


@pytest.mark.parametrize("whole", [0, pd.Series([40.0, 0.0])])
def test_a_share_of_zero_is_refused(whole):
    with pytest.raises(ValueError, match="share of zero"):
        cs.share(1, whole)


@given(before=amounts, rate=rates)
def test_growth_gives_back_the_rate_that_was_applied(before, rate):
    assert cs.growth(before, before * (1 + rate / 100)) == pytest.approx(rate, abs=1e-9)


@given(before=amounts, rate=rates, steps=st.integers(min_value=1, max_value=20))
def test_annual_growth_undoes_compounding(before, rate, steps):
    assert cs.annual_growth(before, before * (1 + rate / 100) ** steps, years=steps) == pytest.approx(rate, abs=1e-9)


# Rounding


@pytest.mark.parametrize(
    ("amount", "step", "rounded"),
    [(0.25, 0.1, 0.3), (0.35, 0.1, 0.4), (1289.55, 0.1, 1289.6), (-0.25, 0.1, -0.3), (12.5, 5, 15), (1402.8, 1, 1403)],
)
def test_halves_are_rounded_up_whatever_their_binary_form(amount, step, rounded):
    assert cs.round_half_up(amount, to=step) == rounded


def test_a_step_of_rounding_of_zero_is_refused():
    with pytest.raises(ValueError, match="The step of rounding must be a number above 0, not 0"):
        cs.round_half_up(1247.2, to=0)


# The step of 2021


def test_the_13_9_per_cent_step_splits_into_budget_growth_and_labour():
    step = cs.decompose_step(1038.9, {"budget_growth": 7.4, "labour_item": 6.5}, after=1183.3)
    assert step["part"].tolist() == ["budget_growth", "labour_item", "total"]
    assert step["rate_pct"].tolist() == [7.4, 6.5, 13.9]
    assert step["amount"].round(1).tolist() == [76.9, 67.5, 144.4]
    assert step["share_of_step"].round(1).tolist() == [53.2, 46.8, 100.0]  # 740/1390 and 650/1390


def test_parts_that_miss_the_step_are_refused():
    with pytest.raises(ValueError, match=r"sum to 7\.4 points, but 1038\.9 to 1183\.3 is \+13\.9%"):
        cs.decompose_step(1038.9, {"budget_growth": 7.4}, after=1183.3)


def test_a_step_cannot_be_split_when_its_base_or_its_sum_is_zero():
    with pytest.raises(ValueError, match="The payment before a step"):
        cs.decompose_step(0, {"budget_growth": 7.4})
    with pytest.raises(ValueError, match="share of zero"):
        cs.decompose_step(1038.9, {"rise": 7.4, "cut": -7.4})


@given(base=amounts, parts=st.dictionaries(st.text(max_size=5), st.floats(min_value=0.1, max_value=30), min_size=1))
def test_the_parts_of_a_step_sum_to_its_total(base, parts):
    step = cs.decompose_step(base, parts, after=base * (1 + sum(parts.values()) / 100))
    for column in ("rate_pct", "amount", "share_of_step"):
        assert step[column].iloc[:-1].sum() == pytest.approx(step[column].iloc[-1])
    assert step["share_of_step"].iloc[-1] == pytest.approx(100)


# Escalators and paths


def test_the_11th_agreement_runs_from_a_freeze_to_the_official_amount_of_2025():
    rule = cs.agreed_steps({2020: 0, 2021: 13.9}, then=cs.defence_budget(BUDGET_GROWTH))
    payments = cs.path(2019, 1038.9, rule, end_year=2025)
    assert payments.to_dict() == {2019: 1038.9, 2020: 1038.9, 2021: 1183.3, **ACTUAL.to_dict()}
    assert payments.index.name == "year"
    assert payments.name == "agreed steps, then defence budget of the year before"
    assert round(payments[1:].sum(), 1) == 7508.1


def test_only_rounding_each_year_half_up_reproduces_the_official_amount():
    published = ["5.4", "3.4", "4.4", "4.2"]
    unrounded = cs.path(2021, 1183.3, cs.defence_budget(BUDGET_GROWTH), end_year=2025, round_to=None)[2025]
    half_up = chained("1183.3", published, settle=lambda amount: Fraction(floor(amount * 10 + Fraction(1, 2)), 10))
    assert half_up == 1402.8
    assert unrounded == pytest.approx(chained("1183.3", published))
    assert round(unrounded, 1) == 1402.9
    assert chained("1183.3", published, settle=lambda amount: Fraction(floor(amount * 10), 10)) == 1402.7


def test_growth_computed_from_the_budgets_themselves_would_miss_the_official_amount():
    unrounded_growth = 100 * BUDGET_KRW_TN.pct_change()
    payments = cs.path(2021, 1183.3, cs.defence_budget(unrounded_growth), end_year=2025, round_to=None)
    assert payments[2025] == pytest.approx(1183.3 * 59.4244 / 50.1527)
    assert round(payments[2025], 1) == 1402.1


def test_the_consumer_price_rule_would_have_saved_297_billion_won():
    counterfactual = cs.path(2021, 1183.3, cs.consumer_prices(CPI_GROWTH, cap=4), end_year=2025)[1:]
    assert counterfactual.tolist() == [1189.2, 1218.9, 1267.7, 1313.3]
    assert (ACTUAL - counterfactual).round(1).tolist() == [58.0, 70.7, 78.6, 89.5]
    assert cs.cumulative_difference(ACTUAL, counterfactual).round(1).tolist() == [58.0, 128.7, 207.3, 296.8]


def test_the_plan_of_2020_pointed_to_about_one_and_a_half_trillion_won():
    planned = {2021: 6.0, 2022: 6.3, 2023: 5.9, 2024: 6.3}
    passed = planned | {2021: 5.4}  # the budget of 2021 was law when the agreement was published
    expected = {
        name: cs.path(2021, 1183.3, cs.defence_budget(growth), end_year=2025, round_to=None)[2025]
        for name, growth in (("planned", planned), ("passed", passed))
    }
    assert expected["planned"] == pytest.approx(chained("1183.3", ["6.0", "6.3", "5.9", "6.3"]))
    assert expected["passed"] == pytest.approx(chained("1183.3", ["5.4", "6.3", "5.9", "6.3"]))
    assert {name: round(amount) for name, amount in expected.items()} == {"planned": 1501, "passed": 1492}
    assert round(cs.growth(1038.9, expected["passed"])) == 44


def test_the_9th_agreement_follows_prices_of_two_years_before():
    prices = {2013: 1.3, 2014: 1.3, 2015: 0.7, 2016: 1.0}
    payments = cs.path(2014, 920.0, cs.consumer_prices(prices, cap=4), end_year=2018)
    assert payments.tolist() == [920.0, 932.0, 944.1, 950.7, 960.2]


def test_the_cap_of_the_8th_agreement_held_2010_to_four_per_cent():
    rule = cs.consumer_prices({2008: 4.7}, cap=4)
    assert cs.path(2009, 760.0, rule, end_year=2010)[2010] == 790.4
    assert rule.name == "consumer prices of two years before, at most 4%"


def test_the_3rd_agreement_rises_by_ten_per_cent():
    assert cs.path(1996, 330, cs.fixed_rate(10), end_year=1998).tolist() == [330, 363, 399.3]


def test_the_12th_agreement_adds_the_inflation_of_2025_in_2027():
    assert cs.path(2026, 1519.2, cs.consumer_prices(CPI_GROWTH, cap=5), end_year=2027)[2027] == 1551.1


def test_inflation_of_two_per_cent_takes_the_12th_agreement_to_1644():
    prices = dict.fromkeys(range(2025, 2029), 2.0)
    assert round(cs.path(2026, 1519.2, cs.consumer_prices(prices, cap=5), end_year=2030)[2030]) == 1644


def test_thirteen_per_cent_and_then_budget_growth_turns_870_million_into_the_last_demand():
    rule = cs.agreed_steps({2020: 13}, then=cs.fixed_rate(7.5))
    assert cs.path(2019, 0.870, rule, end_year=2024, round_to=None)[2024] == pytest.approx(
        chained("0.870", ["13", "7.5", "7.5", "7.5", "7.5"])
    )
    assert cs.path(2019, 0.870, rule, end_year=2024, round_to=None)[2024] == pytest.approx(1.31, abs=0.005)


@pytest.mark.parametrize("gap", [CPI_GROWTH.drop(2022), CPI_GROWTH.replace(5.1, nan), CPI_GROWTH.drop(2022).to_dict()])
def test_a_year_without_a_rate_stops_a_path_and_names_year_rule_and_remedy(gap):
    message = "2024: the rule 'consumer prices of two years before' needs the value of 2022.*add 2022 to the series"
    with pytest.raises(ValueError, match=message):
        cs.path(2021, 1183.3, cs.consumer_prices(gap), end_year=2025)


def test_a_year_listed_twice_stops_a_path():
    twice = pd.concat([CPI_GROWTH, CPI_GROWTH.loc[[2021]]])
    with pytest.raises(ValueError, match="2021 is listed twice; keep one"):
        cs.path(2021, 1183.3, cs.consumer_prices(twice), end_year=2025)


@pytest.mark.parametrize("rule", [cs.fixed_rate(nan), cs.agreed_steps({2022: nan}, then=cs.fixed_rate(1))])
def test_an_agreed_rate_that_is_no_number_stops_a_path(rule):
    with pytest.raises(ValueError, match=r"2022: the rule '.*' gives the rate nan; supply a number"):
        cs.path(2021, 1183.3, rule, end_year=2022)


def test_a_path_that_ends_before_it_starts_or_starts_unknown_is_refused():
    with pytest.raises(ValueError, match="from 2021 cannot end in 2020"):
        cs.path(2021, 1183.3, cs.fixed_rate(4), end_year=2020)
    with pytest.raises(ValueError, match="The first payment of a path must be a number above 0, not nan"):
        cs.path(2021, nan, cs.fixed_rate(4), end_year=2022)


@given(start=amounts, rate=rates, steps=st.integers(min_value=0, max_value=15))
def test_an_unrounded_path_at_a_fixed_rate_is_its_closed_form(start, rate, steps):
    payments = cs.path(2000, start, cs.fixed_rate(rate), end_year=2000 + steps, round_to=None)
    assert payments[2000 + steps] == pytest.approx(start * (1 + rate / 100) ** steps)


@given(growth=st.dictionaries(years, rates, min_size=1), cap=rates, lag=st.integers(min_value=0, max_value=3))
def test_a_capped_rule_is_the_lagged_rate_and_never_above_its_cap(growth, cap, lag):
    rule = cs.consumer_prices(growth, lag=lag, cap=cap)
    for year, rate in growth.items():
        assert rule.rate(year + lag) == (rate if rate < cap else cap)


# Demands


@pytest.mark.parametrize(
    ("demand", "base", "increase"),
    [
        (5.0, 1.000, 400),
        (5.0, 0.923, 442),
        (5.0, 0.891, 461),
        (5.0, 0.870, 475),
        (4.7, 0.923, 409),
        (4.0, 0.923, 333),
        (1.3, 0.870, 49),
    ],
)
def test_the_same_demand_is_a_different_increase_on_each_base(demand, base, increase):
    row = cs.demand_table([demand], {"a base in use": base}).iloc[0]
    assert row["multiple"] == pytest.approx(float(Fraction(str(demand)) / Fraction(str(base))))
    assert round(row["increase_pct"]) == increase


def test_a_demand_table_sets_every_demand_against_every_base():
    table = cs.demand_table([5.0, 1.3], pd.Series({"rounded": 1.0, "Yonhap": 0.923}))
    assert table.columns.tolist() == ["demand_usd_bn", "base_usd_bn", "base", "multiple", "increase_pct"]
    assert table[["demand_usd_bn", "base"]].to_numpy().tolist() == [
        [5.0, "rounded"],
        [5.0, "Yonhap"],
        [1.3, "rounded"],
        [1.3, "Yonhap"],
    ]


def test_a_demand_on_an_unknown_base_is_refused_by_name():
    with pytest.raises(ValueError, match="Base 'Yonhap' must be a number above 0, not nan"):
        cs.demand_table([5.0], {"Yonhap": nan})


# Dollars, prices, indices


def test_an_unknown_amount_or_rate_stays_unknown_in_dollars():
    usd = cs.convert(pd.Series({2019: 1038.9, 2021: nan, 2026: 1519.2}), KRW_PER_USD)
    assert usd.index.tolist() == [2019, 2021, 2026]
    assert usd.isna().tolist() == [False, True, True]


@pytest.mark.parametrize("rate", [0, -1165.8, pd.Series({2019: 1165.8, 2020: 0.0})])
def test_an_exchange_rate_of_zero_or_less_is_refused(rate):
    with pytest.raises(ValueError, match="exchange rate must be above 0"):
        cs.convert(1038.9, rate)


@given(a=amounts, b=amounts, times=rates, rate=st.floats(min_value=500, max_value=2000))
def test_conversion_is_linear(a, b, times, rate):
    combined = times * cs.convert(a, rate) + cs.convert(b, rate)
    assert cs.convert(times * a + b, rate) == pytest.approx(combined, rel=1e-9, abs=1e-6)


@pytest.mark.parametrize("base_year", [2019, 2020, 2025])
def test_in_constant_prices_the_payment_rose_by_about_15_per_cent_whatever_the_base_year(base_year):
    real = cs.constant_prices(PAYMENT_KRW_BN, CPI_GROWTH, base_year=base_year)
    by_index = 1402.8 / (1.005 * 1.1661) / 1038.9  # the price index: 116.61 in 2025, 2020 being 100
    assert cs.growth(real[2019], real[2025]) == pytest.approx(100 * (by_index - 1), abs=0.1)
    assert round(cs.growth(real[2019], real[2025])) == 15


def test_in_the_base_year_a_real_payment_is_the_nominal_one():
    assert cs.constant_prices(PAYMENT_KRW_BN, CPI_GROWTH, base_year=2021)[2021] == pytest.approx(1183.3)


def test_prices_rose_by_17_2_per_cent_over_the_11th_agreement():
    real = cs.constant_prices(pd.Series({2019: 100.0, 2025: 100.0}), CPI_GROWTH, base_year=2019)
    assert round(cs.growth(real[2025], real[2019]), 1) == 17.2


def test_a_missing_inflation_rate_stops_constant_prices_only_where_it_is_needed():
    gap = CPI_GROWTH.drop(2022)
    with pytest.raises(ValueError, match="needs the value of 2022"):
        cs.constant_prices(PAYMENT_KRW_BN, gap, base_year=2019)
    unknown_later = pd.Series({2019: 1038.9, 2021: 1183.3, 2025: nan})
    assert cs.constant_prices(unknown_later, gap, base_year=2021).isna().tolist() == [False, False, True]


def test_the_won_index_of_2025_is_135():
    assert cs.index(PAYMENT_KRW_BN, base_year=2019).round().tolist() == [100, 114, 135]


@given(series=st.dictionaries(years, amounts, min_size=1), data=st.data())
def test_the_base_year_of_an_index_is_100(series, data):
    base_year = data.draw(st.sampled_from(sorted(series)))
    assert cs.index(pd.Series(series), base_year=base_year)[base_year] == pytest.approx(100)


def test_an_index_without_a_positive_base_year_is_refused():
    with pytest.raises(ValueError, match="An index with 2018 as 100 needs the value of 2018"):
        cs.index(PAYMENT_KRW_BN, base_year=2018)
    with pytest.raises(ValueError, match="The value of 2019, the base year, must be a number above 0"):
        cs.index(pd.Series({2019: 0.0, 2021: 1183.3}), base_year=2019)


def test_a_running_difference_starts_late_ends_early_and_stays_unknown_after_a_gap():
    a = pd.Series({2023: 4.0, 2022: 3.0, 2021: 2.0, 2020: 1.0})
    complete = cs.cumulative_difference(a, pd.Series({2021: 1.0, 2022: 1.0, 2023: 1.0, 2024: 1.0}))
    assert complete.to_dict() == {2021: 1.0, 2022: 3.0, 2023: 6.0}
    assert cs.cumulative_difference(a, pd.Series({2021: 1.0, 2023: 1.0})).isna().tolist() == [False, True, True]


def test_a_running_difference_goes_by_year_even_when_the_tables_do_not():
    assert cs.cumulative_difference(ACTUAL[::-1], ACTUAL[::-1] - 1).index.tolist() == [2022, 2023, 2024, 2025]


@pytest.mark.parametrize("other", [pd.Series({2030: 1.0}), pd.Series({}, dtype=float)])
def test_a_running_difference_without_a_common_year_is_refused(other):
    with pytest.raises(ValueError, match="share no year"):
        cs.cumulative_difference(ACTUAL, other)
