"""Each thing that can be wrong with a table or a directive, and the words that name it."""

import pytest
from picnic import COLUMNS, INDEX, MODEL, ROWS, row


@pytest.mark.parametrize(
    ("rows", "columns", "message"),
    [
        (ROWS, COLUMNS[:4], "index.md:7: WARNING: data/picnic.csv: a winset needs the columns basis, status; add to the file and to data/datapackage.json [winset.column]"),
        (ROWS, [c for c in COLUMNS if c != "y"], "a winset needs the column y; add"),
        (ROWS[1:], COLUMNS, "index.md:7: WARNING: data/picnic.csv: the case 'default' must place the status quo, as the player 'status_quo', and one player or more: add the rows [winset.case]"),
        (ROWS[:1], COLUMNS, "the case 'default' must place the status quo"),
        ([*ROWS, row("cem-away", "dan", 1, 1)], COLUMNS, "data/picnic.csv:10: WARNING: the case 'cem-away' moves 'dan', whom the case 'default' does not place: it places status_quo, ann, ben, cem, dot_dee [winset.player]"),
        ([*ROWS, row("cem-between", "cem", 1, 1)], COLUMNS, "data/picnic.csv:10: WARNING: the case 'cem-between' places 'cem' twice: leave one row [winset.player]"),
        ([*ROWS, row("cem-far", "cem", "far", 1)], COLUMNS, "[winset.table]"),
    ],
)  # fmt: skip
def test_a_faulty_table_is_named_with_its_row_and_what_to_do(build, rows, columns, message):
    built = build(rows=rows, columns=columns)
    assert message in built.warnings
    assert not built.html().xpath("//figure")


def test_a_table_that_is_not_there_is_named(build):
    built = build({"index": INDEX.replace("{winset} picnic", "{winset} pique-nique")})
    assert "pique-nique" in built.warnings and "[winset.table]" in built.warnings


@pytest.mark.parametrize(
    ("players", "fault"),
    [
        ("ann zoe", "'zoe', whom the table does not place"),
        ("ann ann", "'ann' twice"),
        ("status_quo", "'status_quo', whom"),
    ],
)
def test_a_player_whom_the_option_invents_or_doubles_is_named(build, players, fault):
    built = build({"index": INDEX.replace("ann ben cem", players)})
    assert f"index.md:7: WARNING: the option players names {fault}" in built.warnings
    assert "name some of ann ben cem dot_dee [winset.players]" in built.warnings


@pytest.mark.parametrize("ends", ["near", "near |", "'| far'", "near | mid | far"])
def test_an_axis_without_two_ends_is_refused(build, ends):
    built = build({"index": INDEX.replace("near | far", ends)})
    assert "write the two ends of the axis with a bar between them" in built.warnings


def test_a_second_model_on_a_page_is_refused_with_the_line_of_the_first(build):
    built = build({"index": f"{INDEX}\n{MODEL}"})
    assert "index.md:15: WARNING: the page has a model already, in line 7: its address keeps one state; use another page [winset.second]" in built.warnings  # fmt: skip
    assert len(built.html().xpath("//figure")) == 1
