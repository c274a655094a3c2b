"""The calendar: parsed back, it says what the table says, and no two builds differ."""

import csv
from datetime import UTC, date, datetime

import icalendar
import lighthouse
import pytest
from lighthouse import EVENTS, Lighthouse, row

ADDRESS = "https://light.example/book"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return Lighthouse(tmp_path_factory.mktemp("light"))(html_baseurl=ADDRESS)


@pytest.fixture(scope="module")
def entries(built):
    parsed = icalendar.Calendar.from_ical((built.out / "data" / "events.ics").read_bytes())
    return {str(entry["uid"]).partition("@")[0]: entry for entry in parsed.walk("VEVENT")}


def test_every_event_of_the_table_is_in_the_calendar_with_a_uid_of_its_own(built, entries):
    with (built.out / "data" / "events.csv").open(encoding="utf-8", newline="") as file:
        assert list(entries) == [each["id"] for each in csv.DictReader(file)]
    assert str(entries["2003-05-01-ferry"]["uid"]) == "2003-05-01-ferry@events.light-sea"


@pytest.mark.parametrize(
    ("id", "first", "after"),
    [
        ("2003-05-01-ferry", date(2003, 5, 1), date(2003, 5, 2)),
        ("2003-02-28-gale", date(2003, 2, 28), date(2003, 3, 3)),
        ("2021-12-30-lamp", date(2021, 12, 30), date(2022, 1, 3)),
        ("2011-04-second-gale", date(2011, 4, 1), date(2011, 5, 1)),
        ("1998-tower", date(1998, 1, 1), date(1999, 1, 1)),
    ],
)
def test_an_event_lasts_whole_days_and_ends_before_the_day_after(entries, id, first, after):
    entry = entries[id]
    assert (entry.decoded("dtstart"), entry.decoded("dtend")) == (first, after)
    assert not isinstance(entry.decoded("dtstart"), datetime)
    assert entry["transp"] == "TRANSPARENT"


def test_a_vague_date_is_told_in_the_description_and_a_day_is_not(entries):
    said = {id: str(entry["description"]) for id, entry in entries.items()}
    assert said["2011-04-second-gale"].startswith("April 2011. The date is known to the month only.")
    assert said["1998-tower"].startswith("1998. The date is known to the year only.")
    assert "known" not in said["2003-05-01-ferry"]


def test_an_event_says_what_the_page_says(entries):
    gale = entries["2003-02-28-gale"]
    assert str(gale["summary"]) == "The keeper's “great” gale"
    assert str(gale["description"]).split("\n\n") == [
        "The lamp goes out; <all> boats stay in, for days.",
        "Disputed: The harbour counts two days.",
        "Note: Named later.",
        "Sources: Survey, 1999; Harbour, 1 June 2003 https://harbour.example/log",
    ]
    assert "Confidence B: not independently confirmed." in str(entries["1998-tower"]["description"])
    assert entries["1998-tower"]["categories"].cats == ["The lighthouse"]
    assert gale["categories"].cats == ["storm"]


def test_an_event_has_the_address_of_the_page_if_the_book_knows_its_own(entries, build):
    assert str(entries["2003-05-01-ferry"]["url"]) == f"{ADDRESS}/index.html#2003-05-01-ferry"
    assert "URL" not in build().text("data/events.ics")


def test_the_stamp_is_the_edition_and_without_one_the_last_day_of_the_table(entries, build):
    assert {entry.decoded("dtstamp") for entry in entries.values()} == {datetime(2022, 1, 2, tzinfo=UTC)}
    assert "DTSTAMP:20230405T000000Z" in build(timeline_edition="2023-04-05").text("data/events.ics")


def test_the_file_keeps_to_the_form_that_calendars_ask_for(built):
    raw = (built.out / "data" / "events.ics").read_bytes()
    lines = raw.split(b"\r\n")
    assert raw.endswith(b"END:VCALENDAR\r\n") and b"\n" not in raw.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in lines)
    parsed = icalendar.Calendar.from_ical(raw)
    assert (parsed["version"], parsed["prodid"]) == ("2.0", "-//Light & Sea//Events, 1998 to 2022//EN")
    assert str(parsed["x-wr-calname"]) == "Light & Sea: Events, 1998 to 2022"
    assert [error for entry in parsed.walk() for error in entry.errors] == []
    for entry in parsed.walk("VEVENT"):
        assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= set(entry)


def test_two_builds_write_the_same_calendar(build, built):
    assert build(html_baseurl=ADDRESS).text("data/events.ics") == built.text("data/events.ics")


def test_a_faulty_row_is_not_in_the_calendar(build):
    built = build(rows=[*EVENTS, row("2022-01-01-x", date_end="2021-01-01")])
    assert "2022-01-01-x" not in built.text("data/events.ics")


def test_without_a_whole_timeline_there_is_no_calendar(build):
    page = "# Part\n\n```{timeline} events\n:to: 2003\n```\n\n```{bibliography}\n:all:\n```\n"
    assert not (build({"index": page}).out / "data").exists()


def test_a_list_of_sources_that_cannot_be_read_is_reported_and_the_keys_stand_in(build, monkeypatch):
    monkeypatch.setattr(lighthouse, "BIB", lighthouse.BIB.replace("shortpublisher = {Harbour},", ""))
    built = build()
    message = "references.bib, line 1: log-2003 has no shortpublisher; add the field; until then the calendar names"
    assert message in built.warnings
    assert "[timeline.sources]" in built.warnings
    assert "Sources: map-1999\\; log-2003" in built.text("data/events.ics").replace("\n ", "")
