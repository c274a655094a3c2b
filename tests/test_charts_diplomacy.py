"""The charts of diplomacy: what they say, what they draw, and how they show what nobody checked."""

import csv
import itertools
import json
import re

import pandas as pd
import pytest
from measure import ROOT

from crosspurposes import data
from crosspurposes.charts import Chart, diplomacy, lanes, theme


def rows(name: str) -> list[dict]:
    """A table as its file has it, read without the code that the charts use."""
    with (ROOT / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def drawn_charts() -> dict[str, Chart]:
    events = data.load("events")
    charts = [
        diplomacy.quad_and_korea(data.load("quad-meetings"), data.load("summits")),
        diplomacy.mentions(data.load("statements"), data.load("statement-mentions")),
        diplomacy.eight_weeks(events),
        diplomacy.events_by_year(events),
        diplomacy.what_happened_next(events),
    ]
    return {chart.name: chart for chart in charts}


@pytest.fixture(scope="module")
def charts() -> dict[str, Chart]:
    return drawn_charts()


def marks(figure, *symbols: str) -> list[tuple]:
    """Place of every mark of a figure that has one of these symbols; of every mark if none is named."""
    found = []
    for trace in figure.data:
        if "markers" not in trace.mode:
            continue
        symbol = trace.marker.symbol or "circle"
        each = [symbol] * len(trace.x) if isinstance(symbol, str) else symbol
        places = zip(trace.x, trace.y, each, strict=True)
        found += [(x, y) for x, y, shape in places if not symbols or shape in symbols]
    return found


def figures(chart: Chart):
    return {"wide": chart.wide, "narrow": chart.narrow}.items()


# Every chart -----------------------------------------------------------------------------------------------------


def test_two_drawings_of_one_table_are_the_same(charts):
    again = drawn_charts()
    assert {name: json.dumps(c.record()) for name, c in charts.items()} == {
        name: json.dumps(c.record()) for name, c in again.items()
    }


def test_every_colour_is_in_the_palette(charts):
    for chart in charts.values():
        used = set(re.findall(r"#[0-9a-f]{6}", json.dumps(chart.record()["figures"])))
        assert used <= set(theme.PALETTE.values()), chart.name


def test_no_label_is_smaller_than_eleven_pixels(charts):
    for chart in charts.values():
        for frame, figure in figures(chart):
            sizes = [note.font.size or 13 for note in figure.layout.annotations]
            sizes += [trace.textfont.size for trace in figure.data if "text" in trace.mode]
            assert min(sizes) >= 11, (chart.name, frame)


def test_the_words_say_more_than_the_title_in_at_least_two_sentences(charts):
    for chart in charts.values():
        assert len(re.findall(r"[.;] ", chart.alt)) >= 2, chart.name
        assert re.search(r"\d", chart.alt), chart.name


def test_every_event_is_a_dot_of_the_list_and_a_row_of_its_table(charts):
    listed = rows("events")
    later = [row for row in listed if row["date"] > "2021-03-16"]
    for name, expected in (("events-by-year", listed), ("what-happened-next", later)):
        for frame, figure in figures(charts[name]):
            assert len(marks(figure)) == len(set(marks(figure))) == len(expected), (name, frame)
        assert [row[2] for row in charts[name].cells()] == [row["title"] for row in expected]


# The credit -----------------------------------------------------------------------------------------------------


def publishers(some: list[dict]) -> list[str]:
    """Every publisher of these rows, once for each row that cites it."""
    text = (ROOT / "data" / "references.bib").read_text(encoding="utf-8")
    entries = re.findall(r"^@\w+\{([^,]+),(.*?)^\}", text, re.MULTILINE | re.DOTALL)
    short = {key: re.search(r"shortpublisher\s*=\s*\{(.+?)\}", entry)[1] for key, entry in entries}
    return [name for row in some for name in sorted({short[key] for key in row["sources"].split("; ")})]


def test_a_credit_names_publishers_of_the_rows_that_are_drawn(charts):
    listed = rows("events")
    drawn = {
        "eight-weeks": [*window(), *(row for row in listed if row["id"] == "2021-03-25-january-missiles-report")],
        "events-by-year": listed,
        "what-happened-next": [row for row in listed if row["date"] > "2021-03-16"],
        "quad-and-korea": [row for name in ("quad-meetings", "summits") for row in rows(name) if row["date"] >= "2017"],
    }
    for name, some in drawn.items():
        cited = publishers(some)
        *named, others = charts[name].credit.split("; ")
        assert others == ("others in the tables" if name == "quad-and-korea" else "others in the table")
        assert len(named) == 4 and set(named) <= set(cited), name
        assert max(set(cited), key=cited.count) == named[0], name
    assert charts["eight-weeks"].credit.startswith("Reuters; NK News; ")


def test_whoever_is_alone_behind_two_rows_comes_before_one_voice_of_several_in_three():
    together = "reuters-2021-03-01-olympics; yonhap-2021-02-04-call; korea-herald-2021-02-02-blinken"
    cited = pd.DataFrame({"sources": [together] * 3 + ["kcna-2021-03-16-kim-yo-jong"] * 2})
    assert lanes.credit_of(cited) == "KCNA; Reuters; Yonhap; Korea Herald"
    assert lanes.credit_of(cited, most=2) == "KCNA; Reuters; others in the table"
    assert lanes.credit_of(cited, cited, most=1) == "KCNA; others in the tables"


def test_a_source_that_no_row_drawn_cites_is_not_credited():
    events = data.load("events")
    later = diplomacy.what_happened_next(events).credit
    events.loc[events["date"] <= "2021-03-16", "sources"] = "kcna-2021-03-16-kim-yo-jong"
    assert diplomacy.what_happened_next(events).credit == later and "KCNA" not in later
    assert diplomacy.events_by_year(events).credit.startswith("KCNA; ")


# The Quad and Korea ----------------------------------------------------------------------------------------------


def test_kim_met_moon_or_trump_six_times_before_the_quad_met_above_officials(charts):
    kim = sorted(
        row["date"]
        for row in rows("summits")
        if row["who"] in {"north_south", "us_north", "three"} and row["date"] > "2017"
    )
    high = sorted(
        row["date"]
        for row in rows("quad-meetings")
        if row["level"] in {"ministers", "leaders"} and row["status"] == "held"
    )
    assert len(kim) == 6 and kim[-1] < high[0]
    chart = charts["quad-and-korea"]
    assert chart.title == (
        "Kim met Moon or Trump six times, last in June 2019; the Quad's ministers first met in September 2019, "
        "its leaders in March 2021"
    )


def test_the_meetings_of_the_quad_while_kim_talked_are_counted_as_a_selection(charts):
    talks = [
        r["date"] for r in rows("summits") if r["who"] in {"north_south", "us_north", "three"} and r["date"] > "2017"
    ]
    between = [row for row in rows("quad-meetings") if min(talks) <= row["date"] <= max(talks)]
    assert {row["level"] for row in between} == {"officials"}
    number = {2: "two", 3: "three", 4: "four"}[len(between)]
    told = f"while the table has {number} meetings of the Quad, all of officials; the row of these is a selection."
    assert told in charts["quad-and-korea"].alt


def test_a_meeting_of_ministers_while_kim_talked_would_not_pass_for_one_of_officials():
    meetings = data.load("quad-meetings")
    meetings.loc[meetings["id"] == "2018-11-15-officials-singapore", "level"] = "ministers"
    alt = diplomacy.quad_and_korea(meetings, data.load("summits")).alt
    assert "meetings of the Quad, all of ministers and officials; the row" in alt


def test_every_meeting_since_2017_is_drawn_and_in_the_table(charts):
    quad = [row for row in rows("quad-meetings") if row["date"] >= "2017"]
    kim = [row for row in rows("summits") if row["date"] >= "2017"]
    chart = charts["quad-and-korea"]
    assert len(chart.table) == len(quad) + len(kim)
    for _, figure in figures(chart):
        assert len(marks(figure)) == len(quad) + len(kim) + 1  # the meeting of three stands on two rows


def test_a_meeting_that_did_not_take_place_is_a_cross_and_not_a_disc(charts):
    missed = [row for row in rows("quad-meetings") if row["status"] != "held"]
    for _, figure in figures(charts["quad-and-korea"]):
        assert len(marks(figure, "x-thin")) == len(missed) == 2
    assert {row[3] for row in charts["quad-and-korea"].cells()} >= {"called off", "expected, never held"}


def test_a_meeting_known_by_its_year_alone_is_drawn_as_a_year(charts):
    spans = {(str(shape.x0)[:10], str(shape.x1)[:10]) for shape in charts["quad-and-korea"].wide.layout.shapes}
    assert ("2025-01-01", "2025-12-31") in spans


def test_the_rows_of_kim_end_in_a_question_mark_where_meetings_were_not_looked_for(charts):
    caveats = " ".join(data.describe("summits").caveats)
    assert "after September 2025 were not looked for" in caveats
    for _, figure in figures(charts["quad-and-korea"]):
        unknown = [note for note in figure.layout.annotations if note.text == "?"]
        assert [note.x for note in unknown] == ["2025-09-30"] * 4
        assert (
            max(str(shape.x1) for shape in figure.layout.shapes if shape.y0 == shape.y1 and shape.y0 < 4)
            == "2025-09-30"
        )


def test_the_title_follows_the_table():
    summits = data.load("summits")
    fewer = summits[summits["id"] != "2019-06-30-panmunjom"]
    chart = diplomacy.quad_and_korea(data.load("quad-meetings"), fewer)
    assert chart.title.startswith("Kim met Moon or Trump five times, last in February 2019;")


# What the texts say ----------------------------------------------------------------------------------------------


def nouns(series: set[str]) -> list[str]:
    """The element that each text of the series has, of the two on denuclearisation, in order of date."""
    texts = {row["id"]: row["date"] for row in rows("statements") if row["series"] in series}
    said = [
        (texts[row["statement"]], row["element"])
        for row in rows("statement-mentions")
        if row["statement"] in texts and row["element"].startswith("denuclearisation") and row["state"] == "yes"
    ]
    return [element.removeprefix("denuclearisation_of_") for _, element in sorted(said)]


def test_the_quad_and_seoul_with_washington_changed_places_over_the_noun(charts):
    quad = nouns({"quad_leaders", "quad_ministers"})
    allies = nouns({"us_rok_leaders", "us_rok_ministers"})
    assert (quad[0], quad[-1]) == ("north_korea", "korean_peninsula") == (allies[-1], allies[0])
    assert charts["mentions"].title == (
        "The Quad's texts went from denuclearisation of North Korea to that of the Korean Peninsula, "
        "those of Seoul and Washington the other way"
    )
    assert "straight line" in charts["mentions"].note  # since the noun went back once
    assert quad != sorted(quad, reverse=True)


def test_without_the_last_text_of_the_allies_the_title_claims_no_exchange():
    statements, table = data.load("statements"), data.load("statement-mentions")
    earlier = diplomacy.mentions(statements[statements["date"] < "2025-11"], table)
    assert earlier.title.endswith("Washington from that of the Korean Peninsula to that of the Korean Peninsula")


def cells(figure) -> dict[str, int]:
    """How many cells of each state a grid shows, by the look of the mark."""
    return {
        "yes": len(marks(figure, "circle")),
        "no": len(marks(figure, "line-ew")),
        "not_verified": sum(len(trace.x) for trace in figure.data if trace.mode == "text" and set(trace.text) <= {"?"}),
    }


def test_what_is_not_verified_is_a_question_mark_and_neither_no_nor_yes(charts):
    two = {row["id"] for row in rows("statements") if row["series"].startswith(("quad", "us_rok"))}
    expected = {
        state: sum(row["state"] == state for row in rows("statement-mentions") if row["statement"] in two)
        for state in ("yes", "no", "not_verified")
    }
    assert expected["not_verified"] > 20
    for frame, figure in figures(charts["mentions"]):
        assert cells(figure) == expected, frame
    states = [row[3] for row in charts["mentions"].cells()]
    assert {state: states.count(state.replace("_", " ")) for state in expected} == expected


def test_a_cell_that_nobody_looked_for_is_empty(charts):
    looked = [row for row in rows("statement-mentions") if row["element"] == "taiwan_strait"]
    assert all(row["statement"].endswith("us-rok-leaders") for row in looked)
    figure = charts["mentions"].wide
    height = next(note.y for note in figure.layout.annotations if note.text == "Taiwan\u00a0Strait")
    assert len([y for _, y in marks(figure) if y == height]) == len(looked)


def test_the_kinds_of_clause_on_abductions_stay_apart(charts):
    figure = charts["mentions"].wide
    letters = [text for trace in figure.data if trace.mode == "markers+text" for text in trace.text if text]
    assert (letters.count("J"), letters.count("A"), letters.count("P")) == (4, 5, 1)


def test_the_three_way_texts_chosen_for_the_abductions_are_left_out(charts):
    texts = {row[1] for row in charts["mentions"].cells()}
    assert "The Spirit of the Quad" in texts and "The Spirit of Camp David" not in texts


def test_a_meeting_that_ended_without_a_text_says_so(charts):
    for _, figure in figures(charts["mentions"]):
        assert [note.text for note in figure.layout.annotations].count("no joint text was issued") == 1


# Eight weeks -----------------------------------------------------------------------------------------------------


def window() -> list[dict]:
    return [row for row in rows("events") if "2021-01-19" <= row["date"] <= "2021-03-18"]


def test_twelve_events_stand_before_the_first_word_of_pyongyang(charts):
    first = next(row for row in window() if re.match("Kim|Choe|North Korea", row["title"]))
    assert first["date"] == "2021-03-16" and "for the first time" in first["detail"]
    before = [row for row in window() if row["date"] < first["date"]]
    assert len(before) == 12
    assert (
        charts["eight-weeks"].title
        == "Twelve events before Pyongyang's first word to the new government, on 16 March 2021"
    )


def test_the_words_count_what_was_public_on_its_day_and_leave_the_missiles_apart(charts):
    alt = charts["eight-weeks"].alt
    assert (
        "Before Pyongyang's first public word to the new government stand twelve events that were public on their day; "
        "none of them is Pyongyang's." in alt
    )
    assert "cruise missiles that one newspaper dates to January were reported on 25 March 2021" in alt


def test_the_acts_of_no_government_are_called_so_in_the_lane_that_they_concern(charts):
    chart = charts["eight-weeks"]
    assert chart.columns["who"] == "Whose side" and "the capital that each concerns" in chart.subtitle
    told = {(row.id, row.kind): (row.who, row.lanes) for row in chart.table.itertuples()}
    assert told["2021-03-08-quad-plus-op-ed", "public"] == ("Seoul (two scholars)", ("seoul",))
    assert told["2021-03-13-outreach-revealed", "report"] == ("Washington (Reuters report)", ("washington",))
    # The messages themselves were the American government's.
    assert told["2021-03-13-outreach-revealed", "earlier"] == ("Washington", ("washington",))
    assert sum("(" in who for who, _ in told.values()) == 2


def test_every_event_of_the_eight_weeks_is_in_the_chart(charts):
    table = charts["eight-weeks"].table
    assert sorted(table[table["kind"] != "earlier"]["id"]) == sorted(row["id"] for row in window())


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("The White House announces", "Washington"),
        ("Biden and Moon speak", "Seoul and Washington"),
        ("Moon calls the Tokyo Olympics", "Seoul"),
        ("The Quad's leaders", "The Quad"),
        ("Kim Yo-jong warns", "Pyongyang"),
        ("Choe Son-hui confirms", "Pyongyang"),
        ("Foreign and defence ministers of both allies", "Seoul and Washington"),
    ],
)
def test_an_event_stands_in_the_lane_of_whom_its_title_names(charts, words, who):
    table = charts["eight-weeks"].table
    assert list(table[table["title"].str.startswith(words)]["who"]) == [who]


def test_an_event_of_which_the_chart_does_not_know_the_side_is_named():
    events = data.load("events")
    new = events[events["id"] == "2021-03-16-kim-yo-jong-warns"].assign(
        id="2021-03-17-something-new", date="2021-03-17"
    )
    with pytest.raises(ValueError, match=r"without lane and label, 2021-03-17-something-new; add it to _ACTS"):
        diplomacy.eight_weeks(pd.concat([events, new]))


def test_what_was_not_public_is_an_open_mark_before_the_day_of_its_report(charts):
    chart = charts["eight-weeks"]
    late = chart.table[chart.table["kind"] == "earlier"]
    assert dict(zip(late["id"], late["date"], strict=True)) == {
        "2021-03-13-outreach-revealed": "2021-03-13",
        "2021-03-25-january-missiles-report": "2021-03-25",
    }
    assert (late["at"] < late["date"]).all()
    assert list(late["act"]) == ["about 20 January", "mid-February"]
    detail = {row["id"]: row["detail"] for row in rows("events")}
    assert "mid-February" in detail["2021-03-13-outreach-revealed"]
    assert "Biden's inauguration" in detail["2021-03-25-january-missiles-report"]  # 20 January
    for _, figure in figures(chart):
        assert len(marks(figure, "circle-open")) == 2
        assert len(marks(figure, "diamond")) == 1  # the report of 13 March; that of the 25th is below the edge


def test_the_labels_of_the_eight_weeks_keep_their_order_their_distance_and_the_frame(charts):
    chart = charts["eight-weeks"]
    for frame, figure in figures(chart):
        labels = [
            note for note in figure.layout.annotations if note.text.startswith("<b>") and note.x > 100 and note.y > 0
        ]
        labels = [note for note in labels if re.match(r"<b>(about |mid-|\d)", note.text)]
        assert len(labels) == len(chart.table)
        for above, below in itertools.pairwise(labels):
            lines = (above.text.count("<br>") + below.text.count("<br>") + 2) / 2
            assert below.y - above.y >= lines * 1.25 * below.font.size, (frame, below.text)
        last = labels[-1]
        assert last.y + (last.text.count("<br>") + 1) * 7 < figure.layout.height - 20
        for note in labels:
            longest = max(len(line) for line in re.sub("</?b>", "", note.text).split("<br>"))
            assert note.x + longest * 0.58 * note.font.size < figure.layout.width - 4, (frame, note.text)


# The list of events ----------------------------------------------------------------------------------------------


def test_three_quarters_of_the_events_lie_in_2017_and_after(charts):
    listed = rows("events")
    share = sum(row["date"] >= "2017" for row in listed) / len(listed)
    assert charts["events-by-year"].title.startswith(f"{share:.0%} of the {len(listed)} events lie in 2017 and after")


def test_the_list_says_that_its_density_is_a_choice(charts):
    for name in ("events-by-year", "what-happened-next"):
        assert "selection" in charts[name].note and "not how much happened" in charts[name].note


def test_what_came_after_the_article_is_open_and_what_is_disputed_a_diamond(charts):
    listed = rows("events")
    later = sum(row["date"] > "2021-03-16" for row in listed)
    disputed = sum(bool(row["disputed"]) for row in listed)
    for _, figure in figures(charts["events-by-year"]):
        assert len(marks(figure, "circle-open", "diamond-open")) == later
        assert len(marks(figure, "diamond", "diamond-open")) == disputed


def test_the_counts_beside_the_rows_are_those_of_the_table(charts):
    for name, since in (("events-by-year", ""), ("what-happened-next", "2021-03-17")):
        some = [row for row in rows("events") if row["date"] >= since]
        for _, figure in figures(charts[name]):
            texts = [note.text for note in figure.layout.annotations]
            assert f"The Quad <b>{sum(row['category'] == 'quad' for row in some)}</b>" in texts
            assert f"Sanctions <b>{sum(row['category'] == 'sanctions' for row in some)}</b>" in texts
            counted = [int(found[1]) for text in texts if (found := re.search(r"<b>(\d+)</b>", text))]
            assert sum(counted) == len(some)


def test_each_year_has_one_column_of_dots(charts):
    for _, figure in figures(charts["events-by-year"]):
        columns = {}
        for x, y in marks(figure):
            columns.setdefault(x, []).append(y)
        assert len(columns) == len({row["date"][:4] for row in rows("events")})
        fullest = max(columns.values(), key=len)
        assert len(fullest) == sum(row["date"].startswith("2021") for row in rows("events"))


def test_no_label_counts_on_spaces_that_a_picture_would_fold(charts):
    for chart in charts.values():
        for _, figure in figures(chart):
            assert not [note.text for note in figure.layout.annotations if "  " in note.text], chart.name
