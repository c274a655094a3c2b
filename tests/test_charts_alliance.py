"""The charts of aims, trade, spending and abductees: their words and marks agree with the tables."""

import csv
import json
import re

import pandas as pd
import pytest
from measure import ROOT

from crosspurposes import data
from crosspurposes.charts import Chart, alliance, theme


def lines_of(name: str) -> list[dict[str, str]]:
    """The rows of a table as they stand in the file, read another way than the charts read them."""
    with (ROOT / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def by_name() -> dict[str, Chart]:
    charts = [
        alliance.priorities(data.load("positions")),
        alliance.exports(data.load("exports-by-partner")),
        alliance.burden(data.load("military-spending")),
        alliance.abductions(data.load("abduction-figures")),
    ]
    return {chart.name: chart for chart in charts}


NAMES = ("priorities", "exports", "burden", "abductions")


# All four ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_every_colour_is_in_the_palette(by_name, name):
    drawn = json.dumps(by_name[name].record()["figures"])
    assert set(re.findall(r"#[0-9a-f]{6}", drawn)) <= set(theme.PALETTE.values())


@pytest.mark.parametrize("name", NAMES)
def test_no_label_on_a_phone_is_smaller_than_eleven_pixels(by_name, name):
    narrow = by_name[name].narrow
    assert narrow.layout.width <= 328
    assert min(note.font.size or 13 for note in narrow.layout.annotations) >= 11


@pytest.mark.parametrize("name", ["priorities", "abductions"])
@pytest.mark.parametrize("frame", ["wide", "narrow"])
def test_no_words_run_out_of_the_picture_or_into_the_other_column(by_name, name, frame):
    figure = getattr(by_name[name], frame)
    width = figure.layout.width
    for note in figure.layout.annotations:
        text = max((re.sub("<[^>]+>", "", line) for line in note.text.split("<br>")), key=len)
        # A wide face such as DejaVu Sans takes, letter for letter, a little over half of its size; bold takes more.
        room = len(text) * note.font.size * (0.66 if note.text.startswith("<b>") else 0.57)
        left = note.x - room * {"left": 0, "center": 0.5, "right": 1}[note.xanchor]
        assert left >= -2 and left + room <= width + 2, note.text
        if name == "priorities" and frame == "wide" and note.xanchor != "center":
            assert left + room <= 285 or left >= 475, note.text
        assert 0 <= note.y <= figure.layout.height


@pytest.mark.parametrize("name", NAMES)
def test_the_words_are_more_than_one_sentence_and_name_who_published(by_name, name):
    assert by_name[name].alt.count(". ") >= 2
    assert by_name[name].credit and by_name[name].note


# What each government wanted -----------------------------------------------------------------------------------------


def test_the_governments_stood_far_apart_on_as_many_issues_as_the_table_codes(by_name):
    large = {row["issue"] for row in lines_of("positions") if row["gap"] == "large"}
    assert (len(large), "quad" in large) == (6, False)
    assert by_name["priorities"].title == "By our reading far apart on six of eleven issues; on the Quad less so"


def test_a_quad_with_a_large_gap_would_change_the_title():
    positions = data.load("positions")
    positions.loc[positions["issue"] == "quad", "gap"] = "large"
    title = "By our reading far apart on seven of eleven issues, the Quad among them"
    assert alliance.priorities(positions).title == title


def test_the_gaps_are_called_our_reading_and_their_weak_cases_are_named(by_name):
    rows = {(row["issue"], row["government"]): row for row in lines_of("positions")}
    assert rows["japan", "seoul"]["gap"] == rows["end_of_war_declaration", "seoul"]["gap"] == "large"
    chart = by_name["priorities"]
    assert "by our reading" in chart.alt
    assert "mostly from public words: on Japan the words were close" in chart.note
    assert "the end-of-war declaration the gap rests on words of October 2021" in chart.note


@pytest.mark.parametrize("frame", ["wide", "narrow"])
def test_every_position_is_printed_with_its_day(by_name, frame):
    printed = " ".join(note.text for note in getattr(by_name["priorities"], frame).layout.annotations)
    printed = printed.replace("<br>", " ").replace("\xa0", " ")
    for row in lines_of("positions"):
        assert row["position"] in printed
    assert printed.count("(18 Mar 2021)") == sum(row["stated_on"] == "2021-03-18" for row in lines_of("positions"))


def test_a_position_without_a_dated_statement_is_an_open_mark_on_a_dotted_line(by_name):
    undated = [row for row in lines_of("positions") if not row["stated_on"]]
    *_, dotted, marks = by_name["priorities"].wide.data
    assert sum(colour == theme.PAPER for colour in marks.marker.color) == len(undated) == 3
    assert dotted.line.dash == "dot" and len(dotted.x) == 3 * len({row["issue"] for row in undated})


def test_the_wider_the_gap_the_farther_apart_the_marks(by_name):
    chart = by_name["priorities"]
    for figure in (chart.wide, chart.narrow):
        spans = {}
        for trace in figure.data[-3:-1]:
            for left, right in zip(trace.x[::3], trace.x[1::3], strict=True):
                spans[right - left] = spans.get(right - left, 0) + 1
        coded = pd.Series([row["gap"] for row in lines_of("positions")[::2]]).value_counts()
        assert [spans[span] for span in sorted(spans)] == coded[["none", "small", "medium", "large"]].tolist()


def test_seoul_and_washington_differ_in_shape_and_not_only_in_colour(by_name):
    marks = by_name["priorities"].wide.data[-1].marker
    assert set(marks.symbol) == {"circle", "diamond"}


# Who buys the South's goods ------------------------------------------------------------------------------------------


def test_the_shares_in_the_title_are_printed_or_follow_from_two_amounts(by_name):
    rows = {(row["partner"], row["year"]): row for row in lines_of("exports-by-partner")}
    world = float(rows["world", "2025"]["exports_usd_bn"])
    shares = [rows[partner, "2020"]["share_pct"] for partner in ("china", "united_states")]
    shares += [
        f"{100 * float(rows[partner, '2025']['exports_usd_bn']) / world:.1f}" for partner in ("china", "united_states")
    ]
    assert re.findall(r"[\d.]+(?=%)", by_name["exports"].title) == shares == ["25.8", "14.5", "18.4", "17.3"]


def test_a_share_is_given_only_where_it_is_printed_or_both_parts_are_known():
    known = alliance.shares(data.load("exports-by-partner")).set_index(["partner", "year"])
    for row in lines_of("exports-by-partner"):
        found = known.loc[(row["partner"], int(row["year"]))]
        total = known["exports_usd_bn"].get(("world", int(row["year"])))
        if row["share_pct"]:
            assert (found["share_pct"], found["share_known"]) == (float(row["share_pct"]), "published")
        elif row["partner"] != "world" and row["exports_usd_bn"] and total:
            assert found["share_known"] == "computed"
        else:
            assert pd.isna(found["share_pct"]) and pd.isna(found["share_known"])


def test_a_share_of_our_own_division_is_an_open_mark(by_name):
    for figure in (by_name["exports"].wide, by_name["exports"].narrow):
        hollow = [trace for trace in figure.data if trace.mode == "markers" and theme.PAPER in trace.marker.color]
        marks = {(trace.marker.line.color, year) for trace in hollow
                 for year, colour in zip(trace.x, trace.marker.color, strict=True) if colour == theme.PAPER}  # fmt: skip
        assert (theme.BEIJING, 2025) in marks and (theme.BEIJING, 2020) not in marks
        assert len(marks) == (alliance.shares(data.load("exports-by-partner"))["share_known"] == "computed").sum()


def test_only_china_has_a_line_and_the_line_breaks_where_the_source_changes(by_name):
    lines = [trace for trace in by_name["exports"].wide.data if trace.mode == "lines"]
    first, later = (trace for trace in lines if trace.line.color == theme.BEIJING)
    assert (first.x[0], first.x[-1], first.line.dash) == (2001, 2019, None)
    assert (later.x[0], later.line.dash) == (2020, "dot")
    assert {trace.line.color for trace in lines} == {theme.BEIJING, theme.GREY, theme.RULE}


def test_a_year_without_a_figure_is_left_open_and_never_zero(by_name):
    markers = [trace for trace in by_name["exports"].wide.data if trace.mode == "markers"]
    assert min(value for trace in markers for value in trace.y) > 0
    rows = {(row[1], row[0]): row for row in by_name["exports"].cells()}
    assert rows["China", "2003"][3] == "" and rows["United States", "2002"][2] == ""
    assert len(rows) == len(lines_of("exports-by-partner"))


# What the four spend -------------------------------------------------------------------------------------------------


def test_in_every_year_south_korea_lies_between_washington_and_its_neighbours(by_name):
    shares = {(row["country"], row["year"]): float(row["share_of_gdp_pct"]) for row in lines_of("military-spending")}
    years = sorted({year for _, year in shares})
    for year in years:
        assert shares["United States", year] > shares["South Korea", year]
        assert shares["South Korea", year] > max(shares["China", year], shares["Japan", year])
    assert by_name["burden"].title.startswith(f"Every year from {years[0]} to {years[-1]} South Korea")


def test_one_year_out_of_line_is_counted_in_the_title():
    spending = data.load("military-spending")
    spending.loc[(spending["country"] == "Japan") & (spending["year"] == 2024), "share_of_gdp_pct"] = 5.0
    assert alliance.burden(spending).title.startswith("In 34 of 35 years South Korea")


def test_the_shares_of_spending_are_the_published_ones_and_the_axis_starts_at_zero(by_name):
    cells = {row[0]: row[1:] for row in by_name["burden"].cells()}
    for row in lines_of("military-spending"):
        column = list(alliance.COUNTRIES).index(row["country"])
        assert cells[row["year"]][column] == row["share_of_gdp_pct"]
    for figure in (by_name["burden"].wide, by_name["burden"].narrow):
        assert figure.layout.yaxis.range[0] == 0


def test_an_estimated_series_is_a_broken_line(by_name):
    dashes = dict(zip(alliance.COUNTRIES, (trace.line.dash for trace in by_name["burden"].wide.data), strict=True))
    assert dashes == {"United States": "solid", "South Korea": "solid", "China": "6px,3px", "Japan": "solid"}


# The abductees -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("frame", ["wide", "narrow"])
def test_every_count_has_as_many_squares_as_persons(by_name, frame):
    persons = {row["id"]: int(row["persons"]) for row in lines_of("abduction-figures")}
    wanted = [persons[key] for rows in alliance.COUNTS.values() for key in rows]
    drawn = []
    for trace in getattr(by_name["abductions"], frame).data:
        square, gap = (int(part) for part in re.findall(r"\d+", trace.line.dash))
        assert trace.line.width == square
        spans = zip(trace.x[::3], trace.x[1::3], strict=True)
        drawn.append(sum((right - left + gap) / (square + gap) for left, right in spans))
    assert drawn == wanted and 871 in drawn


def test_a_count_stands_under_the_name_of_whoever_stated_it():
    said = {row["id"]: (row["group"], row["said_by"]) for row in lines_of("abduction-figures")}
    stated = {"Japan's government": "Japan", "Japan's police": "Japanese police", "North Korea": "North Korea"}
    for who, rows in alliance.COUNTS.items():
        assert {said[key] for key in rows} == {("japanese", stated[who])}


def test_the_table_of_the_abductees_has_every_japanese_count(by_name):
    counts = [row for row in lines_of("abduction-figures") if row["group"] == "japanese"]
    assert [(row[0], row[3]) for row in by_name["abductions"].cells()] == [(r["as_of"], r["persons"]) for r in counts]


def test_the_credit_of_the_abductees_names_who_stands_behind_the_longest_row(by_name):
    drawn = {row["id"]: row for row in lines_of("abduction-figures")}["2022-09-17-possible"]
    assert drawn["sources"] == "jiji-2022-09-17-abductions"
    named = by_name["abductions"].credit.split("; ")
    assert "Jiji" in named and named[-1] == "others in the table"
    assert "Unification ministry of South Korea" not in named  # behind South Korean counts, which are not drawn


def test_the_title_dates_the_list_of_missing_people(by_name):
    assert by_name["abductions"].title.endswith("while a list of missing people held 871 in 2022")
    figures = data.load("abduction-figures")
    figures.loc[figures["id"] == "2022-09-17-possible", ["as_of", "persons"]] = ["2024-09-17", 870]
    assert alliance.abductions(figures).title.endswith("held 870 in 2024")


def test_the_latest_list_of_missing_people_is_the_one_that_is_drawn():
    lists = [row for row in lines_of("abduction-figures") if row["kind"] == "possible"]
    assert max(lists, key=lambda row: row["as_of"])["id"] in alliance.COUNTS["Japan's police"]


# The polls -----------------------------------------------------------------------------------------------------------


def test_the_polls_of_early_2021_are_a_table_with_what_is_not_known():
    table = alliance.polls(data.load("polls"), since="2021-01-01", until="2021-05-31")
    head, rule, *rows = table.splitlines()
    assert head == "| Poll | Question | Answers |" and rule == "| --- | --- | --- |"
    begun = [row for row in lines_of("polls") if "2021-01" <= row["fieldwork_start"] < "2021-06" and row["share_pct"]]
    assert len(rows) == len({(row["pollster"], row["question"]) for row in begun}) == 4
    for row in begun:
        assert f"{row['answer']}: {float(row['share_pct']):g}%" in table
    assert "19 Apr to 26 Apr 2021; 1,010 people" in table
    assert "Pew Research Center, 1 Feb to 26 May 2021; sample not seen" in table


def test_an_answer_published_only_in_words_has_no_share_in_the_table():
    table = alliance.polls(data.load("polls"), since="2022-03-01", until="2022-03-31")
    assert "Should South Korea take part in the Quad?" not in table  # the Asan Institute gave it in words
    assert "Step by step: 69%" in table


def test_days_without_a_poll_are_refused():
    with pytest.raises(ValueError, match="no poll with a share began between 1999-01-01 and 1999-12-31"):
        alliance.polls(data.load("polls"), since="1999-01-01", until="1999-12-31")
