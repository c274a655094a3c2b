"""The charts on Korea itself: what they claim is in the tables, and what is unknown is not drawn as zero or as no."""

import csv
import json
import re
from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pytest

from crosspurposes import data
from crosspurposes.charts import Chart, peninsula, picture, theme

TABLES = {
    "locks": ("blocked-projects",),
    "trade": ("inter-korean-trade", "dprk-china-trade"),
    "drills": ("exercises",),
    "tests_and_summits": ("missile-launches", "nuclear-tests", "summits", "unsc-resolutions"),
}


def drawn(function: str) -> Chart:
    return getattr(peninsula, function)(*map(data.load, TABLES[function]))


def rows(table: str) -> list[dict[str, str]]:
    """The table's lines, read without the book's own code."""
    with (data.DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def amounts(table: str, column: str = "total_usd_m") -> dict[int, float]:
    return {int(row["year"]): float(row[column]) for row in rows(table) if row[column]}


@pytest.fixture(scope="module")
def charts() -> dict[str, Chart]:
    return {function: drawn(function) for function in TABLES}


def lines(figure) -> list:
    """The pieces of the line of trade with China."""
    return [trace for trace in figure.data if trace.type == "scatter" and trace.mode == "lines+markers"]


def both(chart: Chart):
    return chart.wide, chart.narrow


def words(figure) -> list[str]:
    return [re.sub(r"<[^>]+>", " ", annotation.text).strip() for annotation in figure.layout.annotations]


# Locks


def marks(figure) -> list:
    """The marks of rows; those of the key have no date to show."""
    return [trace for trace in figure.data if trace.hovertemplate]


def test_each_of_the_six_locks_braked_two_opened_and_one_was_taken_off(charts):
    keys = {"us_sanctions": "us", "us_government": "us"}
    deeds = {
        (keys.get(row["lock"], row["lock"]), "ended" if row["outcome"] == "eased" else row["effect"])
        for row in rows("blocked-projects")
    }
    assert len({lock for lock, deed in deeds if deed == "brake"}) == 6
    assert {lock for lock, deed in deeds if deed == "release"} == {"un_sanctions", "us"}
    assert {lock for lock, deed in deeds if deed == "ended"} == {"us_rok_working_group"}
    assert charts["locks"].title == (
        "Six locks: in these episodes each braked at least once; the UN committee and Washington also opened, "
        "and one was taken off"
    )


def test_the_end_of_the_working_group_is_not_told_as_an_opening(charts):
    assert "The working group brakes in 2018 and 2020 and is ended in 2021." in charts["locks"].alt
    table = data.load("blocked-projects")
    table.loc[table["id"] == "2021-06-projects-working-group", "outcome"] = "allowed"
    other = peninsula.locks(table)
    assert "and opens in 2021" in other.alt and "Washington and the working group also opened" in other.title


UNDER = {
    "un_sanctions": "UN sanctions",
    "us_sanctions": "Washington",
    "us_government": "Washington",
    "us_rok_working_group": "working group",
    "un_command": "UN Command",
    "seoul": "Seoul",
    "pyongyang": "Pyongyang",
}


def test_every_episode_is_a_mark_under_its_own_lock(charts):
    for figure in both(charts["locks"]):
        heads = {word: a.x for word, a in zip(words(figure), figure.layout.annotations, strict=True) if a.textangle}
        seen = [
            (min(heads, key=lambda head: abs(heads[head] - mark.x[0])), mark.hovertemplate.split(":")[0])
            for mark in marks(figure)
        ]
        assert sorted(seen) == sorted((UNDER[row["lock"]], row["date"]) for row in rows("blocked-projects"))


def test_up_to_2016_only_seoul_stopped_anything_and_from_2023_only_seoul_and_pyongyang():
    stops = [row for row in rows("blocked-projects") if row["outcome"] == "stopped" and row["effect"] == "brake"]
    firm = {row["lock"] for row in rows("blocked-projects") if row["date"] < "2017" and row["confidence"] == "A"}
    assert firm == {row["lock"] for row in stops if row["date"] < "2017"} == {"seoul"}
    assert {row["lock"] for row in stops if row["date"] > "2023"} == {"seoul", "pyongyang"}


def test_a_brake_is_a_square_a_release_a_circle_and_one_of_confidence_b_hollow(charts):
    shapes = [(row["effect"], row["confidence"]) for row in rows("blocked-projects")]
    for figure in both(charts["locks"]):
        seen = [(mark.marker.symbol, mark.marker.color == theme.PAPER) for mark in marks(figure)]
        for effect, symbol in (("brake", "square"), ("release", "circle")):
            for letter, hollow in (("A", False), ("B", True)):
                assert seen.count((symbol, hollow)) == shapes.count((effect, letter))


def test_only_the_disputed_rows_carry_a_question_mark(charts):
    for figure in both(charts["locks"]):
        asked = [mark.hovertemplate[:4] for mark in marks(figure) if mark.text]
        assert asked == ["2019"] * 3  # the flu medicine: a claim on each of three locks
        assert all(mark.marker.color == theme.PAPER for mark in marks(figure) if mark.text)


def test_the_years_of_the_locks_stand_in_order_each_once(charts):
    for figure in both(charts["locks"]):
        years = [word for word in words(figure) if re.fullmatch(r"\d{4}", word)]
        assert years == sorted({row["date"][:4] for row in rows("blocked-projects")})


def test_the_outcomes_of_a_line_stand_beside_it(charts):
    said = words(charts["locks"].wide)
    assert {"15 allowed", "38 allowed", "30 allowed", "withdrawn, warned", "declined, refused"} <= set(said)


def test_what_was_not_decided_is_not_called_open_beside_a_lock(charts):
    assert "open" in {row["outcome"] for row in rows("blocked-projects")}
    assert not [word for word in words(charts["locks"].wide) if re.search(r"\bopen\b", word)]


# Trade


def test_trade_between_the_koreas_fell_by_88_per_cent_when_trade_with_china_grew_by_6(charts):
    south, north = amounts("inter-korean-trade"), amounts("dprk-china-trade")
    assert (round(100 * (1 - south[2016] / south[2015])), round(100 * (north[2016] / north[2015] - 1))) == (88, 6)
    assert "fell by 88%" in charts["trade"].title and "grew by 6%" in charts["trade"].title


def test_the_words_on_trade_tell_the_steepest_fall_before_kaesong_shut(charts):
    south = amounts("inter-korean-trade")
    falls = {year: 1 - south[year] / south[year - 1] for year in range(1990, 2016)}
    assert max(falls, key=falls.get) == 2013 and round(100 * falls[2013]) == 42
    assert "with falls on the way, the steepest by 42% in 2013. They fall to 333 million in 2016" in charts["trade"].alt


def test_a_year_without_a_sum_has_a_question_mark_and_no_bar(charts):
    unknown = [int(row["year"]) for row in rows("inter-korean-trade") if not row["total_usd_m"]]
    for figure in both(charts["trade"]):
        bars = figure.data[0]
        assert not set(unknown) & set(bars.x) and not any(pd.isna(height) for height in bars.y)
        assert [a.x for a in figure.layout.annotations if "?" in a.text] == unknown == [2020, 2021]


def test_a_line_never_runs_from_one_count_into_another(charts):
    counts = {int(row["year"]): row["series"] for row in rows("dprk-china-trade")}
    for figure in both(charts["trade"]):
        assert sorted(year for line in lines(figure) for year in line.x) == sorted(counts)  # none is left out
        for line in lines(figure):
            assert len({counts[year] for year in line.x}) == 1, line.x


def test_what_is_derived_or_less_sure_looks_so(charts):
    for figure in both(charts["trade"]):
        hollow = {
            year
            for line in lines(figure)
            for year, colour in zip(line.x, line.marker.color, strict=True)
            if colour == theme.PAPER
        }
        assert hollow == {int(row["year"]) for row in rows("dprk-china-trade") if row["basis"] == "derived"}
        bars = figure.data[0]
        pale = {year for year, opacity in zip(bars.x, bars.marker.opacity, strict=True) if opacity < 1}
        assert pale == {int(row["year"]) for row in rows("inter-korean-trade") if row["confidence"] == "B"}


def test_both_trades_share_one_scale(charts):
    for figure in both(charts["trade"]):
        assert {trace.yaxis for trace in figure.data} <= {None, "y"}


# Exercises


def test_nine_rounds_in_a_row_were_not_held_at_their_usual_scale(charts):
    held: dict[tuple[int, int], bool] = {}
    for row in rows("exercises"):
        key = (int(row["year"]), {"spring": 0, "summer": 1}[row["season"]])
        held[key] = held.get(key, False) or row["status"] == "held"
    run = [(year, season) for year in range(2018, 2023) for season in (0, 1)][:9]
    assert [held[key] for key in run] == [False] * 9
    assert held[2017, 1] and held[2022, 1]
    assert charts["drills"].title.startswith("Nine rounds in a row, from spring 2018 to spring 2022")


def test_the_note_says_that_the_last_round_lies_after_the_end_of_the_text(charts):
    assert sorted(row["start"] for row in rows("exercises") if row["start"] > "2026-05-31") == ["2026-08-17"]
    assert "The last round lies after May 2026" in charts["drills"].note


def test_a_round_without_an_entry_is_unknown_and_not_called_off(charts):
    listed = {(row["year"], row["season"]) for row in rows("exercises")}
    missing = 2 * 17 - len(listed)
    for figure in both(charts["drills"]):
        assert words(figure).count("unknown") == words(figure).count("?") == missing == 7
        assert len(figure.data) == len({(row["year"], row["season"], row["status"]) for row in rows("exercises")})


def test_held_scaled_down_computer_only_and_not_held_differ_in_shape_and_in_word():
    looks = {status: look[1:] for status, look in peninsula.STATUSES.items()}
    assert set(looks) == {row["status"] for row in rows("exercises")}
    assert len({looks[status] for status in ("held", "scaled_down", "computer_only", "postponed", "suspended")}) == 5
    assert len({look[0] for look in peninsula.STATUSES.values()}) == len(peninsula.STATUSES)


def test_a_run_is_broken_by_a_round_that_is_not_known():
    table = pd.DataFrame(
        [
            (2010, "spring", "ended"),
            (2011, "spring", "ended"),
            (2011, "summer", "computer_only"),
            (2012, "spring", "held"),
        ],
        columns=["year", "season", "status"],
    ).assign(exercise="Foal Eagle", confidence="A", start="", end="", decided_on="", note="")
    assert peninsula.drills(table).title.startswith("Two rounds in a row, from spring 2011 to summer 2011")


# Launches and meetings


def test_2018_had_seven_meetings_and_no_missile_2019_five_and_27(charts):
    fired = {row["year"]: row["launches"] for row in rows("missile-launches") if row["counter"] == "cns_missiles"}
    met = [row["date"][:4] for row in rows("summits")]
    assert (met.count("2018"), fired["2018"], met.count("2019"), fired["2019"]) == (7, "0", 5, "27")
    title = "Seven meetings of leaders and no missile in 2018, five meetings and 27 missiles in 2019"
    assert charts["tests_and_summits"].title == title


def test_the_bars_are_one_count_from_zero_and_a_year_without_a_launch_says_0(charts):
    fired = {
        int(row["year"]): int(row["launches"]) for row in rows("missile-launches")
        if row["counter"] == "cns_missiles" and int(row["year"]) >= 2000
    }  # fmt: skip
    wide, narrow = both(charts["tests_and_summits"])
    for bars, axis in ((wide.data[0], wide.layout.yaxis), (narrow.data[0], narrow.layout.xaxis)):
        years, heights = (bars.x, bars.y) if bars.orientation == "v" else (bars.y, bars.x)
        assert dict(zip(years, heights, strict=True)) == fired
        assert axis.range[0] == 0 and axis.range[1] > max(heights)
        assert dict(zip(years, bars.text, strict=True))[2018] == "0"


def test_the_preliminary_and_the_part_year_are_hollow_bars(charts):
    for figure in both(charts["tests_and_summits"]):
        years = figure.data[0].x if figure.data[0].orientation == "v" else figure.data[0].y
        fills = dict(zip(years, figure.data[0].marker.color, strict=True))
        assert {year for year, fill in fills.items() if fill == theme.PAPER} == {2025, 2026}


def test_every_test_vote_and_meeting_is_one_mark_in_its_year(charts):
    wide, narrow = both(charts["tests_and_summits"])
    events = [row["date"][:4] for table in ("nuclear-tests", "unsc-resolutions", "summits") for row in rows(table)]
    for figure, axis in ((wide, "x"), (narrow, "y")):
        seen = [str(year) for lane in figure.data[1:] for year in lane[axis]]
        assert sorted(seen) == sorted(events)
        places = [(lane.name, lane.x, lane.y) for lane in figure.data[1:]]
        assert all(len(set(zip(x, y, strict=True))) == len(x) for _, x, y in places)  # no mark hides another


def test_eleven_resolutions_and_two_vetoes_stand_apart(charts):
    _, _, adopted, vetoed, *_ = charts["tests_and_summits"].wide.data
    assert (len(adopted.x), set(vetoed.x)) == (11, {2022, 2024})
    assert adopted.marker.symbol != vetoed.marker.symbol


def test_note_and_words_say_which_votes_and_meetings_are_shown(charts):
    chart = charts["tests_and_summits"]
    assert "imposed or tightened measures, or would have done so, and that of 2024 on the panel" in chart.note
    assert chart.alt.endswith("The meetings outside 2018–19 are a selection.")


# All of them


def test_every_row_of_the_tables_is_in_the_charts_table(charts):
    assert len(charts["locks"].cells()) == len(rows("blocked-projects"))
    assert len(charts["drills"].cells()) == len(rows("exercises"))
    trade = charts["trade"].table.set_index("year")
    for year, amount in amounts("inter-korean-trade").items():
        assert trade["total_usd_m"][year] == amount
    for year, amount in amounts("dprk-china-trade").items():
        assert trade["total_usd_m_china"][year] == amount
    launches = charts["tests_and_summits"].table.set_index("Year")
    columns = {"cns_missiles": "Missiles", "csis_events": "Events, other count"}
    for row in rows("missile-launches"):
        assert launches[columns[row["counter"]]][int(row["year"])] == int(row["launches"])
    events = sum(len(rows(table)) for table in ("nuclear-tests", "unsc-resolutions", "summits"))
    assert launches.filter(regex="^(Nuclear|UN|Met)").to_numpy().sum() == events


def test_an_unknown_sum_is_empty_in_the_table(charts):
    cells = {row[0]: row for row in charts["trade"].cells()}
    assert (cells["2020"][1], cells["2022"][1], cells["2023"][1]) == ("", "0.136", "0")


def test_every_colour_is_in_the_palette(charts):
    for chart in charts.values():
        found = set(re.findall(r"#[0-9a-fA-F]{6}", json.dumps(chart.record()["figures"])))
        assert found <= set(theme.PALETTE.values()), chart.name


def test_no_lettering_is_under_eleven_pixels(charts):
    for chart in charts.values():
        for figure in chart.record()["figures"].values():
            sizes = [float(size) for size in re.findall(r'"font": \{[^{}]*"size": ([\d.]+)', json.dumps(figure))]
            sizes += [float(size) for size in re.findall(r'"textfont": \{[^{}]*"size": ([\d.]+)', json.dumps(figure))]
            assert sizes and min(sizes) >= 11, chart.name


MEASURE = """() => {
  const edge = document.querySelector('svg').getBoundingClientRect();
  const boxes = [...document.querySelectorAll('svg text')].map((t) => [t.textContent, t.getBoundingClientRect()]);
  const cut = boxes.filter(([, b]) => b.left < edge.left - 1 || b.top < edge.top - 1 || b.right > edge.right + 1 || b.bottom > edge.bottom + 1);
  const over = boxes.flatMap(([a, p], n) => boxes.slice(n + 1).filter(([, q]) =>
    Math.min(p.right, q.right) - Math.max(p.left, q.left) > 1 && Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top) > 3)
    .map(([b]) => a + ' / ' + b));
  return {cut: cut.map(([text]) => text), over, texts: boxes.length};
}"""


def lettering(page, svg: str) -> dict:
    """What is cut off and what lies over what, in a picture at its own size."""
    width, height = re.search(r'viewBox="0 0 (\d+) (\d+)"', svg).groups()
    style = f"svg {{width: {width}px; height: {height}px; font: 13px sans-serif}}"
    page.set_content(f"<style>{style}</style>{svg.split('-->', 1)[1]}")
    return page.evaluate(MEASURE)


def test_no_lettering_is_cut_off_or_printed_over_another(charts, chromium, tmp_path):
    figures = {
        tmp_path / f"{chart.name}.{frame}.svg": figure
        for chart in charts.values()
        for frame, figure in chart.record()["figures"].items()
    }
    broken = theme.figure(width=100, height=100, margin={"l": 0, "r": 0, "t": 0, "b": 0})
    for text in ("far too long for its place", "and printed over"):
        broken.add_annotation(x=0.5, y=0.5, xref="paper", yref="paper", text=text)
    figures[tmp_path / "broken.svg"] = json.loads(broken.to_json(engine="json"))
    # in a thread of its own: the browser of the other tests holds this one's event loop
    with ThreadPoolExecutor(1) as thread:
        thread.submit(picture.draw, figures, charts["trade"].record()["palette"]).result()
    page = chromium.new_page()
    found = {path.stem: lettering(page, path.read_text(encoding="utf-8")) for path in figures}
    page.close()
    assert found["broken"]["cut"] and found.pop("broken")["over"]  # so that the measure is known to see
    for name, letters in found.items():
        assert letters["texts"] > 8
        assert (letters["cut"], letters["over"]) == ([], []), name
