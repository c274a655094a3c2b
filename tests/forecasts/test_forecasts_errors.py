"""What an author is told when something is not as it should be: the place, the fault and the remedy."""

import pytest
from orchard import COLUMNS, INDEX, LINKED, ROWS, row
from sphinx.errors import ConfigError

FAULTY = {
    "an outcome that is no answer": (
        row("late", "partly"),
        "answer",
        "the outcome 'partly' is no answer: write yes or no, or nothing if the question cannot be settled",
    ),
    "an outcome in another case": (row("late", "Yes"), "answer", "the outcome 'Yes' is no answer: write yes or no"),
    "a status quo that is no answer": (
        row("late", status_quo="none"),
        "answer",
        "the status_quo 'none' is no answer: write yes or no, or nothing if the question has no status quo",
    ),
    "a doubled id": (row("frost"), "id", "the id 'frost' is taken in row 2: give each row an id of its own"),
    "an id that cannot be linked to": (
        row("Late Pear"),
        "id",
        "the id 'Late Pear' cannot be linked to: use lower-case",
    ),
    "no id": (row(""), "cell", "the cell id is empty: fill it in"),
    "no question": (row("late", question=""), "cell", "the cell question is empty: fill it in"),
    "no evidence": (row("late", evidence=""), "cell", "the cell evidence is empty: fill it in"),
    "no sources": (row("late", sources=""), "cell", "the cell sources is empty: fill it in"),
    "no day of an outcome": (row("late", resolves_on=""), "date", "resolves_on, '', is no day of the calendar"),
    "a month for a day": (
        row("late", resolves_on="2004-01"),
        "date",
        "'2004-01', is no day of the calendar: write one",
    ),
    "a day that does not exist": (
        row("late", resolves_on="2003-02-29"),
        "date",
        "'2003-02-29', is no day of the calendar",
    ),
    "a date without hyphens": (row("late", resolves_on="20030228"), "date", "'20030228', is no day of the calendar"),
    "no day of what cannot be settled": (
        row("late", "", resolves_on="soon"),
        "date",
        "'soon', is no day of the calendar",
    ),
}


@pytest.mark.parametrize(("faulty", "subtype", "message"), FAULTY.values(), ids=FAULTY)
def test_a_faulty_row_is_reported_once_with_its_line_and_a_remedy_and_the_others_are_asked(
    build, faulty, subtype, message
):
    built = build(
        rows=[*ROWS[:3], faulty, *ROWS[4:]], table={"key": ["id", "question"] if faulty["id"] == "frost" else ["id"]}
    )
    lines = [line for line in built.warnings.splitlines() if "[forecasts." in line]
    assert len(lines) == 1
    assert lines[0].startswith("data/forecasts.csv:5: WARNING: ")
    assert message in lines[0]
    assert lines[0].endswith(f"[forecasts.{subtype}]")
    assert [item.get("data-id") for item in built.html().xpath("//form//li")] == ["frost", "plum", "harvest"]


def test_every_fault_of_every_row_is_told_at_once(build):
    warnings = build(rows=[row("Late", "perhaps", evidence=""), row("x", resolves_on="")], builder="dummy").warnings
    for place in (
        "csv:2: WARNING: the cell evid",
        "csv:2: WARNING: the id",
        "csv:2: WARNING: the outcome",
        "csv:3: WARNING",
    ):
        assert place in warnings
    assert "[forecasts.empty]" not in warnings


@pytest.mark.parametrize(
    ("name", "message"), [("forcasts", "did you mean forecasts?"), ("births", "check the spelling")]
)
def test_an_unknown_table_is_reported_with_the_nearest(build, name, message):
    warnings = build({"index": f"# Orchard\n\n```{{forecasts}} {name}\n```\n"}, builder="dummy").warnings
    assert f'index.md:3: WARNING: there is no table "{name}"; {message} [forecasts.table]' in warnings


def test_a_table_that_lacks_columns_of_forecasts_is_reported_with_their_names(build):
    columns = [name for name in COLUMNS if name not in ("status_quo", "evidence")]
    warnings = build(table={"columns": columns, "described": columns}, builder="dummy").warnings
    message = "data/forecasts.csv: forecasts need the columns status_quo, evidence; add to the file and to data/datapackage.json"
    assert f"index.md:3: WARNING: {message} [forecasts.column]" in warnings


def test_a_table_whose_file_lacks_a_column_of_its_descriptor_is_reported(build):
    warnings = build(table={"columns": COLUMNS[:-1]}, builder="dummy").warnings
    assert "index.md:3: WARNING: data/forecasts.csv, row 1: column sources is missing; add it" in warnings


def test_an_outcome_that_the_descriptor_does_not_allow_is_reported_with_its_row(build):
    warnings = build(rows=[row("late", "perhaps")], table={"enum": ["yes", "no"]}, builder="dummy").warnings
    assert 'data/forecasts.csv, row 2, column outcome: "perhaps" is not one of yes, no' in warnings
    assert "[forecasts.table]" in warnings


def test_a_table_without_a_row_that_can_be_scored_is_reported(build):
    built = build(rows=[ROWS[-1]])
    message = "data/forecasts.csv: no row has an outcome, so nothing can be scored: give one yes or no"
    assert f"index.md:3: WARNING: {message} [forecasts.empty]" in built.warnings
    assert "<form" not in built.html().xpath("string(//div[@role='main'])")


def test_a_second_set_of_questions_on_a_page_is_reported_and_left_out(build):
    built = build({"index": INDEX + "\n```{forecasts} forecasts\n```\n"})
    assert (
        "index.md:12: WARNING: the page asks already, in line 3: its answers are kept as one; use another page"
        in built.warnings
    )
    assert "[forecasts.second]" in built.warnings
    assert len(built.html().xpath("//div[@class='forecasts']")) == 1


def test_an_id_that_leads_nowhere_is_reported_at_its_row(build):
    pages = {"index": LINKED.replace("(plum)=", "")}
    warnings = build(pages, nitpicky=True, forecasts_link_role="std:ref").warnings
    [line] = warnings.splitlines()
    assert "data/forecasts.csv:4: WARNING: " in line and "plum" in line


@pytest.mark.parametrize("role", ["note", "nowhere:note", "std:", ":ref"])
def test_a_role_for_links_of_no_known_domain_stops_the_build(build, role):
    with pytest.raises(ConfigError, match=f"forecasts_link_role: '{role}' names no domain and role, such as std:ref"):
        build(forecasts_link_role=role)
