"""What an author is told when something is not as it should be: the place, the fault and the remedy."""

import pytest
from lighthouse import COLUMNS, EVENTS, INDEX, row, tables
from sphinx.errors import ConfigError
from tinybook import write

from crosspurposes.sphinxext.timeline.events import load

ROWS = {
    "an id without its date": (
        row("second-gale", "2004-01-02"),
        "id",
        "the id 'second-gale' is not its date and then a short name: write 2004-01-02-short-name",
    ),
    "an id with another date": (row("2004-01-03-gale", "2004-01-02"), "id", "write 2004-01-02-short-name"),
    "an id in another case": (row("2004-01-02-Gale"), "id", "in lower-case letters, digits and hyphens"),
    "an id that is only a date": (row("2004-01-02-", "2004-01-02"), "id", "write 2004-01-02-short-name"),
    "a date in words": (row("2 Jan 2004-gale", "2 Jan 2004"), "date", "'2 Jan 2004' is not an ISO date, such as 2021"),
    "a day that does not exist": (row("2004-02-30-gale"), "date", "'2004-02-30' is not in the calendar: correct date"),
    "an end before the beginning": (
        row("2004-01-02-gale", date_end="2004-01-01"),
        "date",
        "the end, 2004-01-01, comes before the beginning, 2004-01-02: correct date or date_end",
    ),
    "an end that is no date": (row("2004-01-02-gale", date_end="later"), "date", "'later' is not an ISO date"),
    "no title": (row("2004-01-02-gale", title=""), "cell", "the cell title is empty: fill it in"),
    "no sources": (row("2004-01-02-gale", sources=""), "cell", "the cell sources is empty: fill it in"),
    "no category": (row("2004-01-02-gale", category=""), "cell", "the cell category is empty: fill it in"),
}


@pytest.mark.parametrize(("faulty", "subtype", "message"), ROWS.values(), ids=ROWS)
def test_a_faulty_row_is_found_with_its_line_and_a_remedy_and_the_others_are_kept(tmp_path, faulty, subtype, message):
    write(tmp_path / "data", tables([*EVENTS[:3], faulty, *EVENTS[3:]]))
    table = load("events", tmp_path / "data")
    [fault] = table.faults
    assert (fault.row, fault.subtype) == (5, subtype)
    assert message in fault.message
    assert [event.id for event in table.events] == [each["id"] for each in EVENTS]


def test_a_faulty_row_is_reported_once_with_its_file_and_the_other_events_are_shown(build):
    part = "\n```{timeline} events\n:to: 2003\n```\n"
    built = build({"index": INDEX + part}, [*EVENTS[:3], row("2004-02-30-gale"), *EVENTS[3:]])
    message = "'2004-02-30' is not in the calendar: correct date or date_end [timeline.date]"
    assert built.warnings == f"data/events.csv:5: WARNING: {message}\n"
    assert len(built.html().xpath("//li[@class='event' and @id]")) == len(EVENTS)


def test_every_fault_of_every_row_is_told_at_once(build):
    warnings = build(rows=[row("Gale", "2004", title=""), row("x", "y")], builder="dummy").warnings
    for place in ("events.csv:2: WARNING: the cell title", "events.csv:2: WARNING: the id", "events.csv:3: WARNING"):
        assert place in warnings


@pytest.mark.parametrize(("name", "message"), [("evnts", "did you mean events?"), ("births", "check the spelling")])
def test_an_unknown_table_is_reported_with_the_nearest(build, name, message):
    warnings = build({"index": f"# Light\n\n```{{timeline}} {name}\n```\n"}, builder="dummy").warnings
    assert f'index.md:3: WARNING: there is no table "{name}"; {message} [timeline.table]' in warnings


def test_a_table_whose_file_lacks_a_column_of_its_descriptor_is_reported(build):
    columns = [name for name in COLUMNS if name != "detail"]
    warnings = build(table={"columns": columns}, builder="dummy").warnings
    assert "index.md:3: WARNING: data/events.csv, row 1: column detail is missing; add it" in warnings
    assert "[timeline.table]" in warnings


def test_a_table_that_lacks_columns_of_a_timeline_is_reported_with_their_names(build):
    columns = [name for name in COLUMNS if name not in ("detail", "note")]
    warnings = build(table={"columns": columns, "described": columns}, builder="dummy").warnings
    message = "data/events.csv: a timeline needs the columns detail, note; add to the file and to data/datapackage.json"
    assert f"index.md:3: WARNING: {message} [timeline.column]" in warnings


def test_categories_that_are_no_closed_list_are_reported(build):
    warnings = build(table={"enum": []}, builder="dummy").warnings
    assert "index.md:3: WARNING: data/events.csv: the categories are not a closed list; give the column" in warnings
    assert "[timeline.column]" in warnings


def test_a_category_outside_the_closed_list_is_reported_with_its_row(build):
    warnings = build(rows=[row("2004-01-02-gale", category="whale")], builder="dummy").warnings
    assert 'data/events.csv, row 2, column category: "whale" is not one of light_house, storm, ferry' in warnings


def test_a_missing_folder_of_tables_is_reported(build):
    warnings = build(timeline_data="tables", builder="dummy").warnings
    assert "index.md:3: WARNING: tables/datapackage.json: the descriptor is missing" in warnings


OPTIONS = {
    "an unknown category": (
        ":category: storn",
        "category",
        "'events' has no category 'storn', the nearest is 'storm': use light_house, storm, ferry",
    ),
    "one unknown category of two": (":category: storm, ship", "category", "'events' has no category 'ship'"),
    "a first day that is none": (":from: March 2003", "option", "':from:': 'March 2003' is not an ISO date"),
    "a last day that is none": (":to: 2003-02-29", "option", "':to:': '2003-02-29' is not in the calendar"),
    "days in the wrong order": (":from: 2004\n:to: 2003", "option", "':from:' is later than ':to:': exchange them"),
    "nothing that fits": (":from: 2030", "empty", "no event of 'events' fits: choose other categories or years"),
}


@pytest.mark.parametrize(("options", "subtype", "message"), OPTIONS.values(), ids=OPTIONS)
def test_an_option_that_cannot_be_followed_is_reported(build, options, subtype, message):
    page = f"# Part\n\n```{{timeline}} events\n{options}\n```\n"
    lines = [line for line in build({"index": page}, builder="dummy").warnings.splitlines() if message in line]
    assert len(lines) == 1
    assert "index.md:3: WARNING: " in lines[0]
    assert lines[0].endswith(f"[timeline.{subtype}]")


def test_an_option_that_the_directive_does_not_know_is_reported(build):
    assert "colour" in build({"index": "# Part\n\n```{timeline} events\n:colour: red\n```\n"}, builder="dummy").warnings


def test_a_second_whole_timeline_is_reported_with_the_place_of_the_first(build):
    pages = {"index": INDEX, "two": "# Two\n\n```{timeline} events\n```\n"}
    warnings = build(pages, builder="dummy").warnings
    assert "two.md:3: WARNING: the whole of 'events' is shown in index.md:3 already, where references lead" in warnings
    assert "[timeline.duplicate]" in warnings


def test_a_second_filter_on_a_page_is_reported_and_left_out(build):
    part = "\n```{timeline} events\n:category: storm\n:filter:\n```\n"
    built = build({"index": INDEX + part})
    assert "index.md:12: WARNING: the page has a filter already, in line 3" in built.warnings
    assert "[timeline.filter]" in built.warnings
    assert len(built.html().xpath("//form[@class='timeline-filter']")) == 1


def test_an_id_that_two_tables_have_is_reported_and_stands_once_on_the_page(build):
    page = INDEX + "\n```{timeline} others\n```\n"
    built = build({"index": page}, EVENTS[:2], table={"names": ("events", "others")})
    duplicates = [line for line in built.warnings.splitlines() if "[timeline.duplicate]" in line]
    assert len(duplicates) == 2
    assert "the id '1998-tower' of 'others' is one of 'events' too: change one of them" in duplicates[0]
    assert "index.md:12: WARNING" in duplicates[0]
    assert len(built.html().xpath("//*[@id='1998-tower']")) == 1


@pytest.mark.parametrize(
    ("id", "nearest"),
    [
        ("2003-05-01-fery", "the nearest ids are '2003-05-01-ferry' and "),
        ("2011-04-gale", "the nearest ids are '2011-04-second-gale' and '2003-02-28-gale'"),
        ("qq", "the nearest id is '"),
    ],
)
def test_a_reference_to_no_event_is_reported_with_the_nearest_ids(build, id, nearest):
    warnings = build({"index": f"{INDEX}\nSee {{event}}`{id}`.\n"}).warnings
    [line] = warnings.splitlines()
    assert f"index.md:12: WARNING: no timeline shows an event '{id}': {nearest}" in line
    assert line.endswith("[timeline.reference]")


def test_a_reference_in_a_book_without_a_timeline_is_told_to_show_one(build):
    warnings = build({"index": "# Light\n\nSee {event}`2003-05-01-ferry`.\n"}).warnings
    assert "index.md:3: WARNING: no timeline shows an event '2003-05-01-ferry': show a whole table" in warnings


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ({"timeline_marks": {"May 2003": "a day"}}, "timeline_marks: 'May 2003' is not an ISO date"),
        ({"timeline_edition": "2020-02-30"}, "timeline_edition: '2020-02-30' is not in the calendar"),
        ({"timeline_edition": "2020-02"}, "timeline_edition: '2020-02' names no day; give one, such as 2026-05-31"),
    ],
)
def test_a_setting_that_is_no_date_stops_the_build(build, setting, message):
    with pytest.raises(ConfigError, match=message):
        build(**setting)
