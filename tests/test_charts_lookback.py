"""The tables and the chart of the chapters that look back."""

import csv
import itertools
import json
import re
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from crosspurposes import data
from crosspurposes.charts import lookback, theme

ROOT = Path(__file__).parents[1] / "data"


def rows(name):
    """The rows of a table as its file has them."""
    with (ROOT / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def cells(markdown):
    """A table in Markdown as lists of its cells, without the line under the head."""
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in markdown.splitlines()]
    return lines[:1] + lines[2:]


@pytest.fixture(scope="module")
def governments():
    """The three governments as printed."""
    return cells(lookback.three_governments(data.load("three-governments")))


def test_each_answer_stands_once_beside_its_own_government(governments):
    for row in rows("three-governments"):
        found = [label for label, answer in governments[1:] if answer.startswith(row["answer"])]
        assert [label.split("**")[1] for label in found] == [row["government"]], row["answer"]


def test_the_three_answers_to_a_question_stand_together_in_the_order_of_the_governments(governments):
    labels = [label.split(", ") for label, _ in governments[1:]]
    for first in range(0, len(labels), 3):
        assert [who for who, _ in labels[first : first + 3]] == ["**Moon**", "**Yoon**", "**Lee**"]
        assert len({question for _, question in labels[first : first + 3]}) == 1
    assert len(labels) == len(rows("three-governments"))


def test_each_answer_shows_its_letter_and_its_caveat(governments):
    printed = "\n".join(cell for line in governments for cell in line)
    for row in rows("three-governments"):
        assert f"{row['answer']} ({row['confidence']})" in printed
        assert row["note"] in printed


def test_a_government_without_an_answer_is_an_error():
    table = data.load("three-governments")
    with pytest.raises(KeyError, match="Lee"):
        lookback.three_governments(table[table["government"] != "Lee"])


def test_the_rises_printed_are_those_of_the_amounts_printed():
    head, *lines = cells(lookback.payments(data.load("sma-payments"), since=2019))
    assert head == ["Year", "Billion won", "Rise, %", "How we know"]
    amounts = [float(line[1].replace(",", "")) for line in lines]
    for line, before, after in zip(lines[1:], amounts, amounts[1:], strict=False):
        assert float(line[2]) == pytest.approx((after / before - 1) * 100, abs=0.05), line


def test_the_official_rises_of_2021_and_2026_are_printed():
    printed = {line[0]: line[2] for line in cells(lookback.payments(data.load("sma-payments"), since=2020))[1:]}
    assert printed["2020"] == "0.0"  # frozen
    assert printed["2021"] == "13.9"  # as announced on 10 March 2021
    assert printed["2026"] == "8.3"  # as announced on 4 October 2024


def test_a_payment_that_only_the_formula_gives_says_so():
    printed = {line[0]: line[3] for line in cells(lookback.payments(data.load("sma-payments"), since=2021))[1:]}
    formula = {row["year"] for row in rows("sma-payments") if row["basis"] == "formula"}
    assert {year for year, basis in printed.items() if "formula" in basis} == formula == {"2023", "2024"}


def test_a_sum_in_won_is_not_printed_as_no_dollars():
    demands = data.load("sma-demands")
    printed = cells(lookback.sums_named(demands))[1:]
    assert len(printed) == len(demands)
    for row, line in zip(rows("sma-demands"), printed, strict=True):
        if row["amount_usd_bn"]:
            assert line[1] == f"{float(row['amount_usd_bn']):g} a year"
        else:
            assert line[1] == (f"{float(row['total_usd_bn']):g} in all" if row["total_usd_bn"] else "in won")
        assert row["note"] in line[2]


@pytest.mark.parametrize(("iso", "words"), [("2025-07-08", "8 July 2025"), ("2020-04", "April 2020"), ("2018", "2018")])
def test_a_day_is_as_precise_as_it_is_known(iso, words):
    row = {"date": iso, "amount_usd_bn": 1.0, "total_usd_bn": None, "what": "A sum.", "note": None}
    assert cells(lookback.sums_named(pd.DataFrame([row])))[1] == [words, "1 a year", "A sum."]


# The built-in experiment -----------------------------------------------------------------------------------------

#: How the titles of the table say what the chart's lanes say.
WORDS = {
    "no": r"denies plans|is not considered|rules out an early|not ready",
    "apart": r"ministers of both allies meet|case by case|Seoul denies it|reports an American request|was invited",
    "nearer": r"name the Quad|Biden and Yoon agree|will speed up",
    "contact": r"restore their hotlines|offers hotlines|highly appreciates",
    "refusal": r"warns|withdrawn|sets terms|rejects Yoon|stops answering|scraps|hostile|drops unification|rejects Lee|talks need|omit",
}
OFFICES = {
    "Moon": ("2021-03-16", "2022-05-10"),
    "Yoon": ("2022-05-10", "2025-04-04"),
    "Lee": ("2025-06-03", "2026-06-01"),
}


def counted(kind):
    """How often the titles of the events in the chart say `kind`, by government, read from the file."""
    listed = [row for row in rows("events") if row["id"] in lookback._ACTS and re.search(WORDS[kind], row["title"])]
    return [sum(first <= row["date"] < last for row in listed) for first, last in OFFICES.values()]


@pytest.fixture(scope="module")
def chart():
    """The chart of the three governments."""
    return lookback.experiment(data.load("events"))


def figures(chart):
    """Its two figures, by frame."""
    return {"wide": chart.wide, "narrow": chart.narrow}.items()


def written(figure):
    """Every text of a figure in one line each, without tags and with plain spaces."""
    return [
        re.sub(r"<[^>]+>", " ", note.text).replace("\xa0", " ").replace("  ", " ").strip()
        for note in figure.layout.annotations
    ]


def labels(figure, side):
    """The labels beside one side's marks, top to bottom."""
    days = [note for note in figure.layout.annotations if re.match(r"<b>(about\xa0)?\d", note.text)]
    return sorted((note for note in days if note.xanchor == side), key=lambda note: note.y)


def ems(line):
    """Length of a line in a wide face such as DejaVu Sans, as a multiple of its size; bold takes more."""
    bold = "".join(re.findall("<b>(.*?)</b>", line))
    return 0.62 * len(bold) + 0.56 * len(re.sub("<b>.*?</b>", "", line))


def moved(event, **changes):
    """The events with another content in some columns of one row."""
    events = data.load("events")
    for column, value in changes.items():
        events.loc[events["id"] == event, column] = value
    return events


def test_the_title_counts_steps_to_the_quad_and_kind_words_of_pyongyang(chart):
    assert (counted("nearer"), counted("contact")) == ([1, 2, 0], [3, 0, 1])
    assert chart.title == (
        "Seoul moved nearer to the Quad once under Moon, twice under Yoon and never under Lee; "
        "Pyongyang offered contact or a kind word three times, never and once"
    )


def test_a_word_that_there_is_no_plan_at_present_is_not_called_a_no(chart):
    for frame, figure in figures(chart):
        texts = written(figure)
        assert "not now" in texts and "told no" not in texts, frame
        assert any(text.endswith("no plan at present to enlarge") for text in texts), frame
    assert "told no" not in chart.alt and "no plan to enlarge or that it was too early once under Moon" in chart.alt


def test_a_step_under_lee_would_change_the_title():
    later = moved("2023-03-08-seoul-accelerates", date="2025-08-08")
    assert "twice" not in lookback.experiment(later).title


def test_each_kind_is_counted_under_each_government_as_the_titles_say():
    found = lookback.tallies(data.load("events"))
    assert [*found] == [*OFFICES]
    silent = [1, 0, 0]  # August 2021, which is told in the row of July
    for kind in WORDS:
        expected = (
            [n + more for n, more in zip(counted(kind), silent, strict=True)] if kind == "refusal" else counted(kind)
        )
        assert found.loc[kind].tolist() == expected, kind


def test_every_event_on_the_quad_or_between_the_koreas_is_shown_or_left_out_for_a_reason(chart):
    left_out = [event for events in lookback._LEFT_OUT.values() for event in events]
    placed = [*lookback._ACTS, *left_out]
    assert len(placed) == len(set(placed))
    for row in rows("events"):
        on_quad = re.search(r"\bQuad\b", row["title"] + row["detail"]) or row["category"] in ("quad", "inter_korean")
        if on_quad and row["date"] >= "2021-03-16":
            assert row["id"] in placed
    assert sorted(chart.table["id"]) == sorted([*lookback._ACTS, "2021-07-27-hotlines-restored later"])


@pytest.mark.parametrize("category", ["quad", "inter_korean"])
def test_a_new_event_without_a_place_is_named(category):
    events = data.load("events")
    new = events[events["category"] == category].tail(1).assign(id="2026-05-30-something-new", date="2026-05-30")
    with pytest.raises(ValueError, match=r"has no place, 2026-05-30-something-new; add it to _ACTS"):
        lookback.experiment(pd.concat([events, new]))


@pytest.mark.parametrize(
    "event", ["2025-09-21-kim-sets-terms", "2025-06-03-lee-elected", "2025-10-04-quad-summit-stalls"]
)
def test_an_event_that_is_gone_from_the_table_is_named(event):
    events = data.load("events")
    with pytest.raises(ValueError, match=f"has no event {event}"):
        lookback.experiment(events[events["id"] != event])


def test_what_the_chart_leaves_out_under_a_reason_has_that_reason():
    listed = {row["id"]: row for row in rows("events")}
    for event in lookback._LEFT_OUT["of the four countries alone"]:
        assert not re.search(r"Seoul|South Korea", listed[event]["title"]), event
    for event in lookback._LEFT_OUT["an act of Seoul towards Pyongyang"]:
        assert re.match(r"Moon|Seoul", listed[event]["title"]), event
    for event in lookback._LEFT_OUT["names the Quad to say that the matter was another"]:
        assert re.search(r"not the Quad", listed[event]["detail"]), event


def test_a_report_of_a_request_stands_in_the_lane_of_its_denial_and_is_disputed(chart):
    listed = {row["id"]: row for row in rows("events")}
    apart = [event for event, (kinds, _) in lookback._ACTS.items() if kinds == ("apart",)]
    for event in apart:
        text = " ".join(listed[event][column] for column in ("title", "detail", "disputed"))
        assert re.search(r"denies|was not discussed", text), event
    reports = [event for event in apart if re.search("report|invitation", event)]
    assert len(reports) == 3 and all(listed[event]["disputed"] for event in reports)


def test_a_disputed_event_is_a_diamond_and_one_of_a_single_source_is_open(chart):
    listed = {row["id"]: row for row in rows("events")}
    lanes = [
        event for event in [*chart.table["id"]] for _ in chart.table.set_index("id").loc[event, "kinds"].split("; ")
    ]
    for _, figure in figures(chart):
        (marks,) = figure.data
        assert len(marks.x) == len(lanes)
        for event, shape, fill in zip(lanes, marks.marker.symbol, marks.marker.color, strict=True):
            row = listed[event.removesuffix(" later")]
            assert shape == ("diamond" if row["disputed"] else "circle"), event
            assert (fill == theme.PAPER) == (row["confidence"] == "B"), event


def test_a_mark_stands_in_the_column_of_its_kind_at_the_height_of_its_day(chart):
    for _, figure in figures(chart):
        (marks,) = figure.data
        places = dict(zip(marks.text, zip(marks.x, marks.y, strict=True), strict=True))
        assert list(marks.y) == sorted(marks.y)
        across = {kind: {x for text, (x, _) in places.items() if re.search(WORDS[kind], text)} for kind in WORDS}
        offer = {x for x, text in zip(marks.x, marks.text, strict=True) if "offers hotlines" in text}
        assert len(offer) == 2  # contact and refusal at once
        assert all(len(across[kind]) == 1 for kind in ("no", "apart", "nearer"))
        assert [max(across[kind]) for kind in WORDS] == sorted(max(across[kind]) for kind in WORDS)


def test_the_hotlines_worked_on_the_days_between_their_return_and_their_silence():
    listed = {row["id"]: row for row in rows("events")}
    assert "About two weeks later the North stops answering" in listed["2021-07-27-hotlines-restored"]["detail"]
    returned, cut = (
        date.fromisoformat(listed[event]["date"])
        for event in ("2021-10-04-hotlines-restored-again", "2023-04-07-hotlines-silent")
    )
    handed_over = date(2022, 5, 10)
    expected = [14 + (handed_over - returned).days, (cut - handed_over).days, 0]
    assert lookback.tallies(data.load("events")).loc["hotline_days"].tolist() == expected


def test_the_bands_are_the_governments_and_nobody_governs_in_may_2025(chart):
    for _, figure in figures(chart):
        bands = sorted((s.y0, s.y1) for s in figure.layout.shapes if s.type == "rect")
        assert len(bands) == 3 and "acting presidents" in written(figure)
        assert bands[1][0] - bands[0][1] == pytest.approx(3)  # Moon to Yoon: only the line between
        assert bands[2][0] - bands[1][1] > 15  # two months
        acting = next(note for note in figure.layout.annotations if note.text == "acting presidents")
        assert bands[1][1] < acting.y < bands[2][0]


def test_an_empty_side_says_that_nothing_was_found_and_a_full_one_does_not(chart):
    for _, figure in figures(chart):
        assert [text for text in written(figure) if "nothing found" in text] == ["nothing found under Lee"]
    later = lookback.experiment(moved("2024-07-23-not-quite-there", date="2025-07-23"))
    assert not any("nothing found" in text for text in written(later.wide))


def test_every_event_has_its_label_and_the_labels_keep_their_order_their_distance_and_the_frame(chart):
    for frame, figure in figures(chart):
        left, right = labels(figure, "right"), labels(figure, "left")
        assert len(left) + len(right) == len(chart.table)
        for side in (left, right):
            for above, below in itertools.pairwise(side):
                lines = (above.text.count("<br>") + below.text.count("<br>") + 2) / 2
                assert below.y - above.y >= lines * 1.25 * below.font.size, (frame, below.text)
            first, last = side[0], side[-1]
            assert first.y - (first.text.count("<br>") + 1) * 7 > 0
            assert last.y + (last.text.count("<br>") + 1) * 7 < figure.layout.height - 8
            for note in side:
                longest = max(ems(line) for line in note.text.split("<br>"))
                room = note.x if note.xanchor == "right" else figure.layout.width - 8 - note.x
                assert longest * note.font.size <= room + 4, (frame, note.text)


def test_no_lettering_of_the_experiment_is_smaller_than_eleven_pixels_and_every_colour_is_in_the_palette(chart):
    for _, figure in figures(chart):
        assert min(note.font.size for note in figure.layout.annotations) >= 11
    assert chart.narrow.layout.width <= 328
    used = set(re.findall(r"#[0-9a-f]{6}", json.dumps(chart.record()["figures"])))
    assert used <= set(theme.PALETTE.values())


def test_the_words_of_the_experiment_give_the_days_of_the_hotlines_and_the_rule(chart):
    assert "332 days under Yoon" in chart.alt and "0 days under Lee" in chart.alt
    assert chart.alt.count(". ") >= 3
    assert "every row" in chart.note and "we found nothing" in chart.note
