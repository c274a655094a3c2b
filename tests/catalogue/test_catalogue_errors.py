"""What an author is told when a table, its descriptor or a link is not as it should be: place, fault, remedy."""

import pytest
from harbour import BOATS, CROSSINGS, ONE, PAGES, described
from sphinx.errors import ConfigError

from crosspurposes.sphinxext.catalogue.uses import loader, named

HEAD = BOATS.splitlines()[0] + "\n"


@pytest.mark.parametrize(
    ("link", "message"),
    [
        ("row:crossing#2018", "there is no table 'crossing': did you mean 'crossings'? [catalogue.table]"),
        (
            "row:crossings#2081",
            "the table 'crossings' has no row '2081': did you mean '2019' or '2018'? [catalogue.row]",
        ),
        ("row:boats#nought", "the table 'boats' has no row 'nought': check the spelling [catalogue.row]"),
    ],
)
def test_a_link_to_nowhere_is_reported_with_file_line_and_the_nearest_names(build, link, message):
    book = build(PAGES | {"one": ONE.replace("row:crossings#2018", link)}, nitpicky=True)
    [warning] = book.warnings.splitlines()
    assert "source/one.md:3: WARNING: " in warning and message in warning
    assert "thousand" in book.html("one").text_content()


def test_a_row_that_vanishes_from_its_table_is_reported_where_it_is_linked(build):
    build()
    warnings = build(tables={"data/crossings.csv": CROSSINGS.rpartition("2019,")[0]}).warnings
    assert "one.md:13: WARNING: the table 'crossings' has no row '2019'" in warnings


def test_a_chart_of_a_table_that_does_not_exist_is_reported(build):
    book = build(PAGES | {"one": ONE.replace("{drawing}", "{drawing} crosings")})
    assert "there is no table 'crosings': did you mean 'crossings'? [catalogue.table]" in book.warnings
    assert "one.md:5: WARNING" in book.warnings


def test_a_table_that_nothing_uses_is_named(build):
    book = build(PAGES | {"one": "# One\n", "two": "# Two\n\n[It](row:crossings).\n"})
    assert book.warnings.splitlines() == [
        f"{build.source}/data/boats.csv: WARNING: nothing uses the table 'boats': "
        "link to one of its rows, draw it, load it, or remove it [catalogue.unused]"
    ]


def test_the_list_of_tables_does_not_count_as_a_use(build):
    warnings = build(PAGES | {"one": "# One\n", "two": "# Two\n"}).warnings
    assert warnings.count("[catalogue.unused]") == 2


def test_a_source_that_the_bibliography_does_not_have_is_reported_with_the_row_and_the_nearest_key(build):
    warnings = build(tables={"data/boats.csv": BOATS.replace("A,map-2018\nÆ", "A,map-2081\nÆ")}).warnings
    assert "data/boats.csv:2: WARNING: the bibliography has no source 'map-2081': did you mean 'map-2018'?" in warnings
    assert "[catalogue.source]" in warnings


FAULTS = {
    "a row with too few cells": (HEAD + "Ærø II,2017,car\n", "boats.csv, row 2: it has fewer cells than the header"),
    "a row with too many cells": (
        HEAD + "a,1,car,x,y,A,map-2018\n",
        "row 2: it has more cells than the header; correct",
    ),
    "a row without its key": (HEAD + "Ærø II,,car,,A,map-2018\n", "row 2: the key since is empty; fill it in"),
    "a key that is taken": (
        BOATS + BOATS.splitlines()[1] + "\n",
        "row 4: the key Ærø II, 2017 is that of row 2; give it",
    ),
    "another header": ("boat,since\n", "row 1: the columns are boat, since and not, as described, boat, since, kind"),
    "an empty file": ("", "row 1: the columns are  and not, as described, boat"),
    "no file": (None, "data/boats.csv: no such file; add it, or remove it from the descriptor"),
}


@pytest.mark.parametrize(("text", "message"), FAULTS.values(), ids=FAULTS)
def test_a_faulty_table_stops_the_build_with_its_row_and_a_remedy(build, text, message):
    with pytest.raises(ConfigError) as stopped:
        build(tables={"data/boats.csv": text})
    assert message in str(stopped.value)


def test_every_fault_is_told_at_once(build):
    with pytest.raises(ConfigError) as stopped:
        build(tables={"data/boats.csv": HEAD + "a\n,1,car,,A,b\n", "data/crossings.csv": "year\n"})
    assert len(str(stopped.value).splitlines()) == 3


def test_a_file_of_another_encoding_is_named(build):
    text = HEAD + "Ærø,1,car,,A,map-2018\n"
    with pytest.raises(ConfigError, match=r"data/boats.csv: byte 40 is not utf-8; save the file as utf-8"):
        build(tables={"data/boats.csv": text.encode("latin-1")})


DESCRIPTORS = {
    "no name": (lambda r: r.pop("name"), "table number 2: it has no name; give it one"),
    "no columns": (lambda r: r.pop("schema"), "table boats: its schema has no fields; describe every column there"),
    "an address": (lambda r: r.update(path="https://x.example/a.csv"), "its path is 'https://x.example/a.csv'; only a"),
    "another format": (lambda r: r.update(path="boats.json"), "its path is 'boats.json'; only a table in one CSV file"),
    "a strange key": (
        lambda r: r["schema"].update(primaryKey="ship"),
        "the key 'ship' is no column; correct primaryKey",
    ),
    "a doubled name": (lambda r: r.update(name="crossings"), "the name 'crossings' is that of another table: choose"),
    "a doubled file": (lambda r: r.update(path="crossings.csv"), "the path 'data/crossings.csv' is that of another"),
}


@pytest.mark.parametrize(("change", "message"), DESCRIPTORS.values(), ids=DESCRIPTORS)
def test_a_faulty_descriptor_stops_the_build_with_the_table_and_a_remedy(build, change, message):
    with pytest.raises(ConfigError) as stopped:
        build(descriptor=described(lambda d: change(d["resources"][1])))
    assert "data/datapackage.json, table " in str(stopped.value) and message in str(stopped.value)


@pytest.mark.parametrize(
    ("text", "message"), [("{", "not JSON"), ("[]", "no list of resources"), ("{}", "no list of resources; write a")]
)
def test_what_is_no_descriptor_is_refused(build, text, message):
    with pytest.raises(ConfigError, match=rf"mine.json: .*{message}"):
        build(PAGES | {"mine.json": text}, catalogue_descriptor="mine.json")


def test_a_missing_descriptor_stops_the_build_with_the_setting_to_mend(build):
    with pytest.raises(ConfigError, match=r"nowhere.json: no such file; set catalogue_descriptor"):
        build(catalogue_descriptor="nowhere.json")


def test_a_page_of_the_same_name_is_refused(build):
    with pytest.raises(
        ConfigError, match=r"data/boats.md: its page has the name of the page of the table data/boats.csv"
    ):
        build(PAGES | {"data/boats.md": "# Boats\n"})


def test_a_table_that_a_pattern_hides_is_named_with_the_pattern(build):
    with pytest.raises(
        ConfigError, match=r"data/boats.csv: no page can be made .* exclude_patterns has 'data': remove it"
    ):
        build(exclude_patterns=["data"])


def test_a_way_to_load_that_loads_nothing_is_refused(build):
    with pytest.raises(
        ConfigError, match=r"catalogue_load: 'load_it' loads nothing: write a call with the table's name"
    ):
        build(catalogue_load="load_it")


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ('a = data.load("boats").set_index("year")', ["boats", "year"]),
        ('a, b = map(data.load, ("boats", "crossings"))', ["boats", "crossings"]),
        ('print("boats")\nstore.load("boats")', []),
        ("%timeit data.load(", []),
    ],
)
def test_a_cell_loads_what_a_statement_names_beside_the_loader(cell, names):
    assert sorted(named(cell, loader('from x import data\ndata.load("{name}")'))) == names
