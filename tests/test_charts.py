"""The charts: what they say agrees with what they draw, and their pictures are those in the repository."""

import json
import re
from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import plotly.graph_objects as go
import pytest
from measure import ROOT

from crosspurposes import data
from crosspurposes.charts import Chart, alliance, cost_sharing, diplomacy, lookback, peninsula, picture, theme, veto
from crosspurposes.sphinxext.charts import assets


def charts() -> list[Chart]:
    """Every chart of the book."""
    payments, budget, prices, rates = map(
        data.load, ("sma-payments", "defence-budget", "consumer-prices", "exchange-rates")
    )
    return [
        cost_sharing.payments(payments),
        cost_sharing.step_of_2021(data.load("sma-step-2021"), payments),
        cost_sharing.three_measures(payments, rates, prices),
        cost_sharing.uses(data.load("sma-uses")),
        cost_sharing.budget_share(payments, budget),
        cost_sharing.asked_and_agreed(data.load("sma-demands"), data.load("sma-bases"), payments, rates),
        cost_sharing.rules(payments, budget, prices),
        cost_sharing.everything(data.load("support-beyond-sma"), payments, rates),
        alliance.priorities(data.load("positions")),
        alliance.exports(data.load("exports-by-partner")),
        alliance.burden(data.load("military-spending")),
        alliance.abductions(data.load("abduction-figures")),
        diplomacy.quad_and_korea(data.load("quad-meetings"), data.load("summits")),
        diplomacy.mentions(data.load("statements"), data.load("statement-mentions")),
        diplomacy.eight_weeks(data.load("events")),
        diplomacy.events_by_year(data.load("events")),
        diplomacy.what_happened_next(data.load("events")),
        lookback.experiment(data.load("events")),
        veto.two_players(data.load("ideal-points")),
        veto.third_player(data.load("ideal-points")),
        veto.third_player_moved(data.load("ideal-points")),
        veto.third_player_at(data.load("ideal-points"), x=-0.9, y=0.6),
        veto.by_number(),
        veto.proposers(data.load("ideal-points")),
        peninsula.locks(data.load("blocked-projects")),
        peninsula.trade(data.load("inter-korean-trade"), data.load("dprk-china-trade")),
        peninsula.drills(data.load("exercises")),
        peninsula.tests_and_summits(
            *map(data.load, ("missile-launches", "nuclear-tests", "summits", "unsc-resolutions"))
        ),
    ]


@pytest.fixture(scope="module")
def by_name() -> dict[str, Chart]:
    return {chart.name: chart for chart in charts()}


def sample(**changes) -> dict:
    return {
        "name": "a-chart", "title": "A finding", "subtitle": "unit", "alt": "What the chart says, " * 4,
        "wide": theme.figure(width=760, height=300), "narrow": theme.figure(width=328, height=300),
        "table": pd.DataFrame({"year": [2020]}), "columns": {"year": "Year"}, "data": ("t",), "credit": "c",
    } | changes  # fmt: skip


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"name": "A Chart"}, "not kebab-case"),
        ({"alt": "Too short."}, "at least 60 characters"),
        ({"alt": "x" * 70, "title": "x" * 70}, "more than its title"),
        ({"columns": {"month": "Month"}}, "no column month"),
    ],
)
def test_a_chart_without_its_words_or_rows_is_refused(change, message):
    with pytest.raises(ValueError, match=message):
        Chart(**sample(**change))


def test_an_unknown_value_is_empty_in_the_table_and_never_zero(by_name):
    rows = {row[0]: row for row in by_name["sma-payments"].cells()}
    assert rows["1992"][3] == ""  # no won total was found
    assert "0.0" not in rows["1992"]


def test_two_drawings_of_one_table_are_the_same():
    assert [json.dumps(chart.record()) for chart in charts()] == [json.dumps(chart.record()) for chart in charts()]


def test_jupyter_gets_an_interactive_figure_and_a_terminal_gets_words(by_name):
    bundle = by_name["rules"]._repr_mimebundle_()
    assert go.Figure(bundle["application/vnd.plotly.v1+json"]).data
    assert by_name["rules"].alt in bundle["text/plain"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        # Each number from the sources: see the notes of the chapter.
        ("step-of-2021", ["1,038.9", "76.9", "67.5", "1,183.3", "144.4"]),
        ("three-measures", ["35.0%", "10.7%"]),
        ("rules", ["1,402.8", "1,519.2", "1,313.3"]),
        ("budget-share", ["3.27%", "2.07%", "2.31%"]),
        ("sma-uses", ["labour takes 48%, construction 36% and logistics 16%"]),
    ],
)
def test_the_words_give_the_published_figures(by_name, name, words):
    for word in words:
        assert word in by_name[name].alt


def test_the_demand_of_400_per_cent_is_461_on_the_real_base_and_the_last_one_49(by_name):
    table = by_name["asked-and-agreed"].table.set_index("id")
    # $5bn and 1,038.9bn won at the Federal Reserve's 1,165.80 won per dollar; $1.3bn on Yonhap's $870m.
    assert round(table["increase_pct"]["2019-11-18-foreign-policy"]) == 461
    assert round(table["increase_pct"]["2020-05-07-yonhap"]) == 49
    assert table["low_pct"]["2019-11-18-foreign-policy"] == pytest.approx(400)
    assert table["increase_pct"]["2021-03-07-settlement"] == 13.9


def test_the_scale_of_demands_is_linear_and_starts_at_zero(by_name):
    for figure in (by_name["asked-and-agreed"].wide, by_name["asked-and-agreed"].narrow):
        assert figure.layout.xaxis.type in (None, "linear")
        assert figure.layout.xaxis.range[0] <= 0 <= figure.layout.xaxis.tickvals[0]


def test_the_clause_added_297_billion_won(by_name):
    assert "297 billion won" in by_name["rules"].title


def test_every_switch_names_the_series_that_it_switches(by_name):
    chart = by_name["rules"]
    drawn = {trace for switch in chart.switches for trace in switch.traces}
    assert drawn == set(range(len(chart.wide.data)))
    for switch in chart.switches:
        label = chart.wide.data[switch.traces[-1]].text[-1]
        assert switch.label in label


def test_bars_start_at_zero(by_name):
    for name in ("sma-payments", "step-of-2021"):
        for axis in by_name[name].wide.select_yaxes():
            assert axis.range[0] == 0, name


def colours(value) -> set[str]:
    return set(re.findall(r"#[0-9a-f]{6}", json.dumps(value)))


def test_every_colour_of_a_chart_is_in_the_palette(by_name):
    for chart in by_name.values():
        assert colours(chart.record()["figures"]) <= set(theme.PALETTE.values()), chart.name


def test_the_stylesheet_has_the_palette_s_colours_for_light_and_others_for_dark():
    css = (ROOT / "_static" / "book.css").read_text(encoding="utf-8")
    light, dark = css.split("@media not print", 1)
    for name, colour in theme.PALETTE.items():
        assert f"--{name}: {colour}" in light
        assert f"--{name}: " in dark and f"--{name}: {colour};" not in dark.split("/* ----")[0], name


def test_the_pictures_in_the_repository_show_the_charts_as_they_are(book):
    assert picture.problems(ROOT / "pictures", assets.written(book)) == []


def test_the_book_shows_every_chart_that_the_package_makes(book, by_name):
    assert {record["name"] for record in assets.written(book)} == set(by_name)


def test_a_missing_a_stale_and_an_orphaned_picture_are_named(tmp_path):
    figure = {"data": [], "layout": {"width": 10, "height": 10}}
    record = {"name": "a-chart", "figures": {"wide": figure, "narrow": figure}, "palette": {}}
    (tmp_path / "a-chart.wide.svg").write_text(f"<!-- figure sha256:{'0' * 64} --><svg/>")
    (tmp_path / "gone.wide.svg").write_text("<svg/>")
    assert picture.problems(tmp_path, [record]) == [
        "a-chart.wide.svg: stale; run make pictures and commit it",
        "a-chart.narrow.svg: missing; run make pictures and commit it",
        "gone.wide.svg: no chart has this name; run make pictures, which removes it",
    ]


def test_a_picture_is_drawn_stamped_and_follows_light_and_dark(tmp_path, chromium):
    figure = theme.figure(width=200, height=100)
    figure.add_scatter(x=[1, 2], y=[1, 2], line={"color": theme.SEOUL})
    chart = Chart(**sample(wide=figure, narrow=figure))
    record = chart.record()
    (tmp_path / "old.wide.svg").write_text("<svg/>")
    # in a thread of its own: the browser of the other tests holds this one's event loop
    with ThreadPoolExecutor(1) as thread:
        thread.submit(picture.renew, tmp_path, [record]).result()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a-chart.narrow.svg", "a-chart.wide.svg"]
    drawn = (tmp_path / "a-chart.wide.svg").read_text(encoding="utf-8")
    assert "stroke:var(--seoul)" in drawn and "rgb(0, 114, 178)" not in drawn
    assert 'class="trace-0"' in drawn and "clip-path" not in drawn and 'id="' not in drawn
    assert picture.renew(tmp_path, [record]) == []
