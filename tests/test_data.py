"""The tables: every broken one is caught with its message, and the figures are those of the primary sources."""

import csv
import json
import re
import shutil
import subprocess
import sys
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pandas as pd
import pytest

from crosspurposes import data

ROOT = data.DATA.parent
TABLES = data.names()

BIBLIOGRAPHY = """\
@misc{agency-2021,
  title = {Prices},
  publisher = {Agency of Statistics},
  shortpublisher = {Agency},
  date = {2021-03-10},
  url = {https://example.org/a?b=1&c=%20~d},
}

@misc{ministry-2020,
  title = {[Release: prices \\& wages, up 5\\%]},
  publisher = {Ministry of Prices},
  shortpublisher = {Ministry},
  date = {2020},
}
"""
PRICES = """\
year,kind,price_krw,sources
2019,low,10.5,agency-2021
2020,low,,agency-2021; ministry-2020
2020,high,12,ministry-2020
"""
REGIONS = """\
id,year,sources
north,2019,agency-2021
"""


def column(name, type="string", **more):
    return {"name": name, "type": type, "title": name.title(), "description": f"What {name} is."} | more


def table(name, key, columns, **schema):
    return {
        "name": name,
        "type": "table",
        "path": f"{name}.csv",
        "title": name.title(),
        "description": "Each row is one thing.",
        "temporal": "2019/2020",
        "processing": "None.",
        "source_terms": "No licence was found.",
        "caveats": ["Invented."],
        "sources": [{"title": "Agency", "path": "https://example.org/a?b=1&c=%20~d", "key": "agency-2021"}],
        "licenses": [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}],
        "schema": {
            "fields": [*columns, column("sources", constraints={"required": True})],
            "primaryKey": key,
            "missingValues": [""],
        }
        | schema,
    }


def descriptor():
    prices = table(
        "prices",
        ["year", "kind"],
        [
            column("year", "integer", constraints={"required": True, "minimum": 1990, "maximum": 2030}),
            column("kind", constraints={"required": True, "enum": ["low", "high"]}),
            column("price_krw", "number", unit="won", constraints={"minimum": 0}),
        ],
    )
    regions = table(
        "regions",
        ["id"],
        [column("id", constraints={"required": True, "pattern": "^[a-z]+$"}), column("year", "integer")],
        foreignKeys=[{"fields": ["year"], "reference": {"resource": "prices", "fields": ["year"]}}],
    )
    return {"name": "small", "title": "Small", "resources": [prices, regions]}


@pytest.fixture
def folder(tmp_path):
    root = tmp_path / "data"
    root.mkdir()
    write(root, "references.bib", BIBLIOGRAPHY)
    write(root, "prices.csv", PRICES)
    write(root, "regions.csv", REGIONS)
    write(root, "datapackage.json", json.dumps(descriptor(), indent=2))
    return root


def write(root, name, text):
    (root / name).write_text(text, encoding="utf-8", newline="")


def change(root, name, old, new):
    text = (root / name).read_text(encoding="utf-8")
    assert old in text
    write(root, name, text.replace(old, new, 1))


def rewrite(root, edit):
    """Apply `edit` to the descriptor in `root`."""
    package = json.loads((root / "datapackage.json").read_text(encoding="utf-8"))
    edit(package)
    write(root, "datapackage.json", json.dumps(package, indent=2))


# The checks -------------------------------------------------------------------------------------------------------


def test_a_good_folder_has_no_problems(folder):
    assert data.problems(folder) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "prices.csv",
            "2020,high,12,",
            "2020,high,abc,",
            'data/prices.csv, row 4, column price_krw: "abc" is not a number; '
            "correct the cell or the type in data/datapackage.json",
        ),
        (
            "prices.csv",
            "2019,",
            "20x9,",
            'data/prices.csv, row 2, column year: "20x9" is not a whole number; '
            "correct the cell or the type in data/datapackage.json",
        ),
        (
            "prices.csv",
            "high,12",
            "high,-12",
            'data/prices.csv, row 4, column price_krw: "-12" is below the minimum of 0; '
            "correct the cell or the limit in data/datapackage.json",
        ),
        (
            "prices.csv",
            "2020,high",
            "2031,high",
            'data/prices.csv, row 4, column year: "2031" is above the maximum of 2030; '
            "correct the cell or the limit in data/datapackage.json",
        ),
        (
            "prices.csv",
            "2020,high",
            "2020,hihg",
            'data/prices.csv, row 4, column kind: "hihg" is not one of low, high; '
            "correct the cell or add the value in data/datapackage.json",
        ),
        (
            "prices.csv",
            "2019,low",
            "2019,",
            "data/prices.csv, row 2, column kind: the cell is empty; "
            'fill it in or remove "required" in data/datapackage.json',
        ),
        (
            "prices.csv",
            "2020,high",
            "2020,low",
            "data/prices.csv, row 4: the key year = 2020, kind = low is already taken by row 3; "
            "give each row a key of its own",
        ),
        (
            "prices.csv",
            "12,ministry-2020",
            "12,",
            "data/prices.csv, row 4, column sources: the cell is empty; "
            'fill it in or remove "required" in data/datapackage.json',
        ),
        (
            "prices.csv",
            "high,12,",
            "high,1,2,",
            "data/prices.csv, row 4: the row has more cells than the header; "
            "put text that has a comma in double quotes",
        ),
        (
            "prices.csv",
            "12,ministry-2020",
            "12",
            "data/prices.csv, row 4, column sources: the row has fewer cells than the header; "
            "put text that has a comma in double quotes",
        ),
        (
            "prices.csv",
            "kind,price_krw",
            "kind,prize_krw",
            "data/prices.csv, row 1: column prize_krw is not in data/datapackage.json; did you mean price_krw?",
        ),
        (
            "prices.csv",
            "kind,price_krw",
            "kind,prize_krw",
            "data/prices.csv, row 1: column price_krw is missing; add it or remove it from data/datapackage.json",
        ),
        (
            "prices.csv",
            "year,kind,",
            "kind,year,",
            "data/prices.csv, row 1: the columns are in another order than in data/datapackage.json; make them agree",
        ),
        (
            "prices.csv",
            "kind,price_krw",
            "kind,kind,price_krw",
            "data/prices.csv, row 1: a column name is there twice; keep one",
        ),
        (
            "prices.csv",
            "2020,low,,agency-2021; ministry-2020\n2020,high,12,ministry-2020\n",
            "2020,high,12,ministry-2020\n2020,low,,agency-2021; ministry-2020\n",
            "data/prices.csv, row 3: rows are not sorted by year, kind; row 4 belongs here",
        ),
        (
            "prices.csv",
            "agency-2021; ministry-2020",
            "agency-2021; minister-2020",
            'data/prices.csv, row 3, column sources: "minister-2020" is not in data/references.bib; '
            "did you mean ministry-2020?",
        ),
        (
            "prices.csv",
            "10.5,agency-2021\n",
            "10.5,agency-2021\r\n",
            "data/prices.csv, row 2: the line ends in CR LF; save the file with LF line ends",
        ),
        (
            "prices.csv",
            "year,",
            "\ufeffyear,",
            "data/prices.csv: the file begins with a byte order mark; save it as UTF-8 without one",
        ),
        (
            "prices.csv",
            "12,ministry-2020\n",
            "12,ministry-2020",
            "data/prices.csv: the last line has no line end; add one",
        ),
        (
            "regions.csv",
            "north,2019",
            "north,2018",
            "data/regions.csv, row 2: year = 2018 is not in prices; correct the cell or add the row there",
        ),
        (
            "regions.csv",
            "north,",
            "North,",
            'data/regions.csv, row 2, column id: "North" does not have the form ^[a-z]+$; '
            "correct the cell or the pattern in data/datapackage.json",
        ),
        ("regions.csv", "north,", "\nnorth,", "data/regions.csv, row 2: the row is empty; remove it"),
        (
            "references.bib",
            "{Prices},",
            "{Prices,",
            "data/references.bib: syntax error in line 9: '}' expected; correct the entry",
        ),
        (
            "datapackage.json",
            '"resource": "prices"',
            '"resource": "prizes"',
            'data/datapackage.json, table regions: failed to handle a foreign key for resource "regions" as resource '
            '"prizes" does not exist; correct the descriptor',
        ),
        (
            "datapackage.json",
            '"type": "number"',
            '"type": "nonsense"',
            'data/datapackage.json: Field is not valid: field type "nonsense" is not supported; correct the descriptor',
        ),
        (
            "references.bib",
            "  publisher = {Ministry of Prices},\n",
            "",
            "data/references.bib, line 9: ministry-2020 has no publisher; add the field",
        ),
        (
            "references.bib",
            "{2021-03-10}",
            "{10 March 2021}",
            'data/references.bib, line 1: the date "10 March 2021" of agency-2021 is neither ISO '
            '(2021-03-10) nor "n.d."; correct it',
        ),
        (
            "references.bib",
            "https://example.org/a?",
            "https://example.org/b?",
            "data/datapackage.json, table prices: the path of the source agency-2021 is not its url in "
            "data/references.bib; copy that",
        ),
        (
            "datapackage.json",
            '"key": "agency-2021"',
            '"key": "agency-2022"',
            'data/datapackage.json, table prices: the source "agency-2022" is not in data/references.bib; '
            "did you mean agency-2021?",
        ),
        (
            "datapackage.json",
            '"name": "small",',
            '"name": "small"',
            "data/datapackage.json, line 3: not JSON (Expecting ',' delimiter); correct the line",
        ),
    ],
)
def test_a_broken_file_is_caught_with_file_row_and_remedy(folder, file, old, new, message):
    change(folder, file, old, new)
    assert message in data.problems(folder)


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (lambda t: t.pop("title"), "title is missing; write it"),
        (lambda t: t.pop("processing"), "processing is missing; write it"),
        (lambda t: t.pop("licenses"), "licenses is missing; write it"),
        (lambda t: t.pop("source_terms"), "source_terms is missing; write it"),
        (lambda t: t.pop("sources"), "sources is missing; write it"),
        (lambda t: t.pop("temporal"), "temporal is missing; write it"),
        (
            lambda t: t.pop("caveats"),
            "caveats is missing; list what a reader must be warned of, or give an empty list",
        ),
        (
            lambda t: t.update(description="Prices."),
            'the description must begin "Each row is"; say what one row stands for',
        ),
        (lambda t: t.pop("schema"), "the schema has no fields; describe every column"),
        (
            lambda t: t["schema"].pop("primaryKey"),
            "primaryKey is missing; list the columns that tell the rows apart",
        ),
        (
            lambda t: t["schema"]["fields"].pop(),
            "there is no column sources; every row must name its sources",
        ),
        (lambda t: t["sources"][0].pop("key"), 'a source has no key; name its entry in data/references.bib as "key"'),
    ],
)
def test_an_incomplete_table_description_is_caught(folder, edit, message):
    rewrite(folder, lambda package: edit(package["resources"][0]))
    assert f"data/datapackage.json, table prices: {message}" in data.problems(folder)


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (lambda f: f.pop("unit"), "unit is missing; write it in words"),
        (lambda f: f.pop("title"), "title is missing; write it"),
        (
            lambda f: f.update(description="price"),
            "the description is missing or not a full sentence; write one that ends with a full stop",
        ),
        (lambda f: f.update(type="year"), "the type year is not one of integer, number, string; use one of them"),
    ],
)
def test_an_incomplete_column_description_is_caught(folder, edit, message):
    rewrite(folder, lambda package: edit(package["resources"][0]["schema"]["fields"][2]))
    assert f"data/datapackage.json, table prices, column price_krw: {message}" in data.problems(folder)


def test_a_csv_that_no_descriptor_names_is_caught(folder):
    write(folder, "stray.csv", "a\n1\n")
    assert data.problems(folder) == [
        "data/stray.csv: no descriptor names this file; describe it in data/datapackage.json or remove it"
    ]


def test_a_file_that_is_no_table_is_exempt_only_while_the_book_writes_it(folder):
    for name in data.RECORDS:
        write(folder, name, "id\n")
    assert data.problems(folder) == []
    code = "".join(
        path.read_text(encoding="utf-8") for path in ROOT.glob("crosspurposes/**/*.py") if path.stem != "data"
    )
    settings = (ROOT / "_config.yml").read_text(encoding="utf-8") if (ROOT / "_config.yml").exists() else ""
    stale = [name for name in data.RECORDS if Path(name).stem not in code + settings]
    assert not stale, f"nothing writes {stale} any more: remove it from crosspurposes.data.RECORDS"


def test_a_table_without_a_file_is_caught(folder):
    (folder / "regions.csv").unlink()
    assert data.problems(folder) == [
        "data/regions.csv: the file is missing; add it or remove its entry from data/datapackage.json"
    ]


def test_a_file_that_is_not_utf8_is_caught(folder):
    (folder / "regions.csv").write_bytes(REGIONS.replace("north", "süd").encode("latin-1"))
    assert "data/regions.csv: byte 17 is not UTF-8; save the file as UTF-8" in data.problems(folder)


def test_a_source_that_nothing_uses_is_caught_unless_a_chapter_cites_it(folder):
    entry = "\n@misc{zeta-2022,\n title = {Z},\n publisher = {Z},\n shortpublisher = {Z},\n date = {2022},\n}\n"
    write(folder, "references.bib", BIBLIOGRAPHY + entry)
    assert data.problems(folder) == [
        "data/references.bib, line 16: zeta-2022 is used by no table and no chapter; cite it or remove it"
    ]
    assert data.problems(folder, cited={"zeta-2022"}) == []


def test_sources_out_of_order_are_caught(folder):
    first, second = BIBLIOGRAPHY.split("\n\n")
    write(folder, "references.bib", f"{second}\n{first}\n")
    assert (
        "data/references.bib, line 8: agency-2021 comes after ministry-2020; sort the entries by key"
        in data.problems(folder)
    )


def test_a_source_that_is_there_twice_is_caught(folder):
    write(folder, "references.bib", BIBLIOGRAPHY + BIBLIOGRAPHY)
    assert data.problems(folder) == ["data/references.bib: repeated bibliography entry: agency-2021; correct the entry"]


@pytest.mark.parametrize(
    ("name", "what"), [("datapackage.json", "the descriptor"), ("references.bib", "the list of sources")]
)
def test_a_missing_descriptor_or_list_of_sources_is_caught(folder, name, what):
    (folder / name).unlink()
    assert data.problems(folder) == [f"data/{name}: {what} is missing; restore it from the repository"]


# Loading ----------------------------------------------------------------------------------------------------------


def test_a_loaded_table_has_the_descriptors_types_and_its_unknowns(folder):
    prices = data.load("prices", root=folder)
    assert list(prices.columns) == ["year", "kind", "price_krw", "sources"]
    assert [str(kind) for kind in prices.dtypes] == ["Int64", "category", "float64", "string"]
    assert list(prices["kind"].cat.categories) == ["low", "high"]
    assert prices["price_krw"].isna().tolist() == [False, True, False]
    assert isinstance(prices.index, pd.RangeIndex)


def test_a_reader_may_change_a_loaded_table_without_harm_to_the_next(folder):
    prices = data.load("prices", root=folder)
    prices.loc[0, "price_krw"] = 0
    assert data.load("prices", root=folder).loc[0, "price_krw"] == 10.5


def test_a_word_such_as_none_is_a_word_and_not_an_unknown():
    rules = data.load("sma-agreements").set_index("agreement")["escalator_rule"]
    assert rules[10] == "none"


def test_loading_a_broken_table_names_every_problem(folder):
    change(folder, "prices.csv", "10.5", "abc")
    change(folder, "prices.csv", "high", "hihg")
    with pytest.raises(data.TableError) as caught:
        data.load("prices", root=folder)
    assert [line.partition(":")[0] for line in str(caught.value).splitlines()] == [
        "data/prices.csv, row 2, column price_krw",
        "data/prices.csv, row 4, column kind",
    ]


def test_a_table_saved_with_windows_line_ends_still_loads(folder):
    write(folder, "prices.csv", PRICES.replace("\n", "\r\n"))
    assert data.load("prices", root=folder)["sources"].tolist()[0] == "agency-2021"


def test_an_unknown_table_names_the_nearest():
    with pytest.raises(data.TableError, match='there is no table "sma-payment"; did you mean sma-payments'):
        data.load("sma-payment")


def test_a_description_gives_units_for_charts():
    payments = data.describe("sma-payments")
    assert payments.title == "Payments under the Special Measures Agreements"
    assert payments.fields["payment_krw_bn"].unit == "billions of won"
    assert payments.fields["basis"].values == ("agreed", "formula")
    assert payments.key == ("year",)


def test_credit_names_the_main_producers_and_admits_to_others(folder):
    assert data.credit("prices", root=folder) == "Agency; others in the table"
    assert data.credit(["prices", "regions"], root=folder) == "Agency; others in the tables"
    assert data.credit("regions", root=folder) == "Agency"


def test_sources_come_once_and_in_order_of_appearance(folder):
    assert data.sources(data.load("prices", root=folder)) == ["agency-2021", "ministry-2020"]


def test_a_reference_is_plain_text_with_its_address_untouched(folder):
    listed = data.references(root=folder)
    assert listed["agency-2021"].label == "Agency, 10 March 2021"
    assert listed["agency-2021"].url == "https://example.org/a?b=1&c=%20~d"
    assert listed["ministry-2020"].label == "Ministry, 2020"
    assert listed["ministry-2020"].title == "[Release: prices & wages, up 5%]"


def test_labels_stop_where_the_date_stops():
    listed = data.references()
    assert listed["reuters-2021-03-10-sma"].label == "Reuters, 10 March 2021"
    assert listed["ap-2021-03-sma"].label == "AP, March 2021"
    assert listed["mnd-budget-trend"].label == "MND, n.d."


def test_korean_titles_come_through():
    assert data.references()["mnd-budget-trend"].title == "국방예산 추이"


# The book's own folder --------------------------------------------------------------------------------------------


def test_the_books_tables_and_sources_agree():
    assert data.problems(cited=set(data.references())) == []


def test_every_source_is_used_by_a_table_or_a_chapter():
    text = "\n".join(path.read_text(encoding="utf-8") for path in ROOT.glob("chapters/**/*.md"))
    cited = {key for key in data.references() if re.search(rf"(?<![\w-]){re.escape(key)}(?![\w-])", text)}
    assert data.problems(cited=cited) == []


def test_frictionless_finds_the_package_valid():
    command = [Path(sys.executable).with_name("frictionless"), "validate", "datapackage.json"]
    result = subprocess.run(command, cwd=data.DATA, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


def test_frictionless_finds_a_broken_package_invalid(tmp_path):
    shutil.copytree(data.DATA, tmp_path / "data")
    change(tmp_path / "data", "sma-payments.csv", "1038.9", "a lot")
    command = [Path(sys.executable).with_name("frictionless"), "validate", "datapackage.json"]
    assert subprocess.run(command, cwd=tmp_path / "data", capture_output=True, check=False).returncode == 1


#: Table -> why its rows are graded in another way than by A or B in every row.
UNGRADED = {
    "ideal-points": "assumptions of a model, which are no facts",
    "inter-korean-trade": "a year without a figure that may be printed",
    "statement-mentions": "a text that was not verified",
}


@pytest.mark.parametrize("name", TABLES)
def test_only_what_is_official_or_well_sourced_is_printed(name):
    table = data.load(name)
    graded = "confidence" in table and table["confidence"].notna().all()
    assert graded == (name not in UNGRADED), UNGRADED.get(name, "a row has no confidence: grade it")
    if "confidence" in table:
        assert data.describe(name).fields["confidence"].values == ("A", "B")


def test_what_the_model_assumes_is_labelled_as_assumed():
    assert set(data.load("ideal-points")["status"]) == {"assumption"}


#: A row of each table that has rules, changed so that one of them is broken: (table, column, row of the file, value).
BROKEN = [
    ("consumer-prices", "growth_pct", -1, "9.9"),
    ("defence-budget", "budget_krw_tn", -1, "99"),
    ("dprk-china-trade", "imports_usd_m", -1, "1"),
    ("events", "date_end", 0, "1900"),
    ("exercises", "end", 0, "1900-01-01"),
    ("exports-by-partner", "exports_usd_bn", 0, "0"),
    ("blocked-projects", "date_end", 0, "1900-01-01"),
    ("forecasts", "resolves_on", 0, "1900-01-01"),
    ("inter-korean-trade", "confidence", 0, ""),
    ("missile-launches", "launches", 0, "7"),
    ("nuclear-tests", "yield_low_kt", -1, "999"),
    ("polls", "published", 0, "1900-01-01"),
    ("sma-agreements", "last_year", 0, "1999"),
    ("sma-demands", "date_end", 0, "1900"),
    ("sma-payments", "year", -1, "2030"),
    ("statement-mentions", "state", 0, "not_verified"),
    ("summits", "date_end", 0, "1900-01-01"),
    ("support-beyond-sma", "period_end", 0, "1990"),
    ("unsc-resolutions", "votes_for", 0, "14"),
    ("us-troops", "army", -1, "999999"),
]


def test_every_table_with_rules_is_broken_below():
    descriptor = json.loads((data.DATA / "datapackage.json").read_text(encoding="utf-8"))
    assert {name for name, *_ in BROKEN} == {table["name"] for table in descriptor["resources"] if "rules" in table}


@pytest.mark.parametrize(("name", "column", "place", "value"), BROKEN)
def test_a_row_that_breaks_a_rule_is_named_with_its_cells(tmp_path, name, column, place, value):
    shutil.copytree(data.DATA, tmp_path / "data")
    path = tmp_path / "data" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    known = [number for number, row in enumerate(rows) if row[column] or column in {"date_end", "end", "confidence"}]
    rows[known[place]][column] = value
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    with pytest.raises(data.TableError) as caught:
        data.load(name, root=tmp_path / "data")
    named = [
        line for line in str(caught.value).splitlines() if line.startswith(f"data/{name}.csv, row {known[place] + 2}:")
    ]
    assert any(f"{column} = " in line and "but " in line and "correct the row" in line for line in named)


def test_a_broken_rule_is_among_everything_that_is_wrong(folder):
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    prices = next(table for table in descriptor["resources"] if table["name"] == "prices")
    prices["rules"] = [{"expression": "price_krw < 12", "says": "a price is below twelve won"}]
    write(folder, "datapackage.json", json.dumps(descriptor))
    assert data.problems(folder) == [
        "data/prices.csv, row 4: price_krw = 12.0, but a price is below twelve won; "
        "correct the row, or the rule in data/datapackage.json"
    ]
    prices["rules"] = [{"expression": "price_krw < 12"}]
    write(folder, "datapackage.json", json.dumps(descriptor))
    assert data.problems(folder) == [
        "data/datapackage.json, table prices: a rule needs an expression and says, in words, what must hold; write both"
    ]


@pytest.mark.parametrize("name", TABLES)
def test_text_has_no_stray_space(name):
    frame = data.load(name)
    for label, cells in frame.select_dtypes("string").items():
        stray = cells.dropna()[lambda text: text != text.str.split().str.join(" ")]
        assert stray.empty, f"{name}, column {label}: {stray.tolist()}"


def series(name, column, key="year"):
    return data.load(name).set_index(key)[column].dropna()


def rounded(value, places="0.1"):
    return float(Decimal(value).quantize(Decimal(places), ROUND_HALF_UP))


# Figures, from the primary sources --------------------------------------------------------------------------------


def test_payments_2005_to_2018_are_those_of_the_2018_white_paper():
    won = series("sma-payments", "payment_krw_bn").loc[2005:2018].tolist()
    assert won[:7] == [680.4, 680.4, 725.5, 741.5, 760.0, 790.4, 812.5]
    assert won[7:] == [836.1, 869.5, 920.0, 932.0, 944.1, 950.7, 960.2]


def test_dollar_payments_cut_to_hundreds_of_millions_are_those_of_the_2018_white_paper():
    printed = [1.5, 1.8, 2.2, 2.6, 3.0, 3.3, 3.6, 3.9, 3.3, 3.9, 4.4, 4.7, 5.5, 6.2]
    dollars = series("sma-payments", "payment_usd_m")
    assert dollars.index.tolist() == list(range(1991, 2005))
    assert [int(value // 10) / 10 for value in dollars] == printed


@pytest.mark.parametrize(
    ("year", "won"), [(2019, 1038.9), (2020, 1038.9), (2021, 1183.3), (2022, 1247.2), (2025, 1402.8), (2026, 1519.2)]
)
def test_payments_from_2019_are_those_of_the_foreign_ministry(year, won):
    assert series("sma-payments", "payment_krw_bn")[year] == won


def test_won_totals_of_the_nineties_are_the_dollars_at_the_rate_of_the_books():
    won, dollars = series("sma-payments", "payment_krw_bn"), series("sma-payments", "payment_usd_m")
    for year, rate in {1991: 715.3, 1994: 800, 1995: 800, 1997: 950, 2003: 1200}.items():
        assert won[year] == pytest.approx(dollars[year] * rate / 1000, abs=0.3), year


def test_mixed_payments_are_the_sum_of_their_parts():
    won = series("sma-payments", "payment_krw_bn")
    parts = {1999: (257.5, 141.2, 1.3), 2002: (536.8, 58.8, 1.3), 2004: (660.1, 72.3, 1.2)}
    for year, (in_won, in_dollars, rate) in parts.items():
        assert won[year] == pytest.approx(in_won + in_dollars * rate, abs=0.05), year


def test_the_payments_of_2023_and_2024_are_marked_as_formula_and_less_sure():
    payments = data.load("sma-payments").set_index("year")
    formula = payments[payments["basis"] == "formula"]
    assert formula.index.tolist() == [2023, 2024]
    assert set(formula["confidence"]) == {"B"}


def test_the_formula_years_chain_from_the_published_to_the_official_payment():
    growth = {year: Decimal(str(rate)) for year, rate in series("defence-budget", "growth_pct").items()}
    won = series("sma-payments", "payment_krw_bn")
    for year in range(2022, 2026):
        chained = Decimal(str(won[year - 1])) * (1 + growth[year - 1] / 100)
        assert won[year] == rounded(chained), year


def test_the_ninth_agreement_followed_consumer_prices_of_two_years_before():
    prices = {year: Decimal(str(rate)) for year, rate in series("consumer-prices", "growth_pct").items()}
    won = series("sma-payments", "payment_krw_bn")
    for year in range(2015, 2019):
        chained = Decimal(str(won[year - 1])) * (1 + min(prices[year - 2], Decimal(4)) / 100)
        assert won[year] == pytest.approx(rounded(chained), abs=0.11), year


def test_unknown_payments_stay_unknown():
    payments = data.load("sma-payments").set_index("year")
    won = payments["payment_krw_bn"]
    assert won[won.isna()].index.tolist() == [1992, 1993, 1996, 1998, 2001]
    assert payments["payment_usd_m"].loc[2005:].isna().all()
    assert payments["adjusted_usd_m"].dropna().to_dict() == {1998: 314}


def test_every_agreements_first_payment_is_the_payment_of_its_first_year():
    payments = data.load("sma-payments").set_index("year")
    for row in data.load("sma-agreements").itertuples():
        if pd.notna(row.first_payment_usd_m):
            assert payments.loc[row.first_year, "payment_usd_m"] == row.first_payment_usd_m
        if pd.notna(row.first_payment_krw_bn):
            assert payments.loc[row.first_year, "payment_krw_bn"] == row.first_payment_krw_bn
        assert pd.notna(row.first_payment_usd_m) or pd.notna(row.first_payment_krw_bn)


def test_agreements_follow_one_another_and_cover_their_payments():
    agreements = data.load("sma-agreements")
    assert (agreements["first_year"].iloc[1:].to_numpy() == agreements["last_year"].iloc[:-1].to_numpy() + 1).all()
    spans = agreements.set_index("agreement")
    for row in data.load("sma-payments").itertuples():
        assert spans.loc[row.agreement, "first_year"] <= row.year <= spans.loc[row.agreement, "last_year"]


def test_dates_of_the_last_agreements_are_in_the_order_of_events():
    agreements = data.load("sma-agreements").set_index("agreement")
    columns = ["agreed_on", "signed_on", "in_force_on"]
    assert agreements.loc[11, columns].tolist() == ["2021-03-07", "2021-04-08", "2021-09-01"]
    assert agreements.loc[12, columns].tolist() == ["2024-10-02", "2024-11-04", "2024-11-29"]
    for row in agreements[columns].dropna().itertuples():
        assert list(row[1:]) == sorted(row[1:]), row.Index


def test_the_parts_of_the_step_of_2021_make_up_the_whole():
    step, won = series("sma-step-2021", "rate_pct", "part"), series("sma-payments", "payment_krw_bn")
    assert step.to_dict() == {"budget_growth": 7.4, "labour_item": 6.5}
    assert rounded(str((won[2021] / won[2020] - 1) * 100)) == rounded(str(step.sum())) == 13.9


def test_defence_budgets_are_those_of_the_ministry():
    budget = series("defence-budget", "budget_krw_tn")
    printed = {2000: 14.439, 2005: 20.8226, 2010: 29.5627, 2019: 46.6971, 2020: 50.1527, 2024: 59.4244, 2025: 61.2469}
    assert budget[list(printed)].to_dict() == printed


def test_published_budget_growth_fits_the_budgets():
    budget, growth = series("defence-budget", "budget_krw_tn"), series("defence-budget", "growth_pct")
    worked_out = budget.pct_change().dropna() * 100
    apart = (worked_out - growth.loc[2001:]).abs()
    assert apart.max() < 0.06, f"published and worked-out growth differ in {apart.idxmax()}"


def test_the_plan_of_2020_averages_six_point_one_per_cent():
    plan = series("defence-budget", "planned_growth_pct")
    assert plan.to_dict() == {2021: 6.0, 2022: 6.3, 2023: 5.9, 2024: 6.3, 2025: 6.3}
    assert plan.mean() == pytest.approx(6.1, abs=0.1)  # the White Paper's own average, of growth compounded


def test_the_share_of_gdp_is_not_carried_on_into_the_larger_series():
    assert series("defence-budget", "share_of_gdp_pct").index.max() == 2024


def test_exchange_rates_are_those_of_the_federal_reserves_annual_release():
    won = series("exchange-rates", "krw_per_usd")
    printed = {2017: 1129.04, 2018: 1099.29, 2019: 1165.80, 2020: 1180.56, 2021: 1144.89, 2022: 1291.78, 2023: 1306.76}
    assert won[list(printed)].to_dict() == printed
    assert series("exchange-rates", "jpy_per_usd")[2022] == 131.46
    assert won.index.tolist() == list(range(1991, 2026))


def test_consumer_price_rates_fit_the_published_index():
    growth, index = series("consumer-prices", "growth_pct"), series("consumer-prices", "index_2020_100")
    assert index.to_dict() == {2020: 100, 2022: 107.71, 2023: 111.59, 2024: 114.18, 2025: 116.61}
    for year in (2023, 2024, 2025):
        assert growth[year] == rounded(str((index[year] / index[year - 1] - 1) * 100)), year
    assert index[2022] == pytest.approx(100 * 1.025 * 1.051, abs=0.1)


def test_the_uses_of_a_payment_add_up_to_it():
    uses, won = data.load("sma-uses"), series("sma-payments", "payment_krw_bn")
    for year, total in uses.groupby("year")["amount_krw_bn"].sum().items():
        assert total == pytest.approx(won[year]), year
    assert set(uses["year"]) == {2013, 2015, 2018, 2019}


def test_the_support_of_2015_is_recurrent_and_one_off_together():
    amount = series("support-beyond-sma", "amount", "id")
    parts = amount["recurrent-support-2015"] + amount["one-off-support-2015"]
    assert parts == amount["all-support-2015"] == 5460


def test_the_accountability_offices_totals_are_its_own():
    amount = series("support-beyond-sma", "amount", "id").filter(like="gao-")
    assert sorted(amount.tolist()) == [5.8, 12.6, 13.4, 20.9]


def test_a_total_over_years_never_stands_as_a_yearly_demand():
    demands = data.load("sma-demands")
    totals = demands[demands["total_usd_bn"].notna()]
    assert totals["id"].tolist() == ["2025-11-13-support-plan"]
    assert totals["amount_usd_bn"].isna().all()
    assert totals["period_years"].notna().all()


def test_demands_stand_under_their_dates():
    for row in data.load("sma-demands").itertuples():
        assert row.id.startswith(row.date), row.id
        assert pd.isna(row.date_end) or row.date_end > row.date, row.id


def test_settlements_carry_the_increase_of_the_payments():
    demands = data.load("sma-demands")
    won = series("sma-payments", "payment_krw_bn")
    settled = demands[demands["type"] == "settlement"]["increase_reported_pct"].tolist()
    assert settled == [rounded(str((won[year] / won[year - 1] - 1) * 100)) for year in (2019, 2021, 2026)]


def test_both_readings_of_the_demand_of_2019_are_there():
    demands = data.load("sma-demands").set_index("id")
    assert demands.loc["2019-11-14-cnn", ["amount_usd_bn", "increase_reported_pct"]].tolist() == [4.7, 500]
    assert demands.loc["2019-11-18-foreign-policy", ["amount_usd_bn", "increase_reported_pct"]].tolist() == [5, 400]
    assert demands.loc["2020-05-07-yonhap", ["amount_usd_bn", "base_usd_bn"]].tolist() == [1.3, 0.87]


def test_every_base_that_a_demand_names_is_in_the_table_of_bases():
    assert set(series("sma-demands", "base_usd_bn", "id")) <= set(series("sma-bases", "base_usd_bn", "base"))


def test_the_average_rate_base_is_the_payment_at_the_average_rate():
    bases = series("sma-bases", "base_usd_bn", "base")
    rate = series("exchange-rates", "krw_per_usd")[2019]
    assert bases["average-2019-rate"] == rounded(str(1038.9 / rate), "0.001")


def test_years_of_the_war_without_a_report_have_no_count():
    troops = data.load("us-troops").set_index("year")
    empty = troops[troops["active_duty"].isna()]
    assert empty.index.tolist() == [1951, 1952]
    assert empty["basis"].tolist() == ["none", "none"]
    assert troops[troops["basis"] == "annual_series"].index.tolist() == [2003, 2004]


def test_troop_counts_are_those_of_the_reports():
    counts = series("us-troops", "active_duty")
    printed = {1953: 326863, 1957: 71043, 1969: 66531, 1971: 40740, 1990: 41344, 2015: 24934, 2021: 25593, 2025: 23642}
    assert counts[list(printed)].to_dict() == printed


def test_a_service_never_outnumbers_all_services():
    troops = data.load("us-troops").dropna(subset=["army", "air_force"])
    assert (troops["army"] + troops["air_force"] <= troops["active_duty"]).all()


def test_headline_strength_is_no_copy_of_the_counts():
    headline = data.load("us-troops-headline")
    assert set(headline["troops"]) == {28500, 29500, 37500}
    assert not set(headline["troops"]) & set(series("us-troops", "active_duty"))


def test_japans_sourced_years_make_up_the_total_of_five():
    support = data.load("host-nation-support")
    japan = support[
        (support["country"] == "Japan") & support["kind"].isin(["host_nation_support_budget", "total_over_period"])
    ]
    by_period = japan.set_index(["period_start", "period_end"])["amount_local_bn"]
    parts = [(2016, 2016), (2017, 2018), (2019, 2019), (2020, 2020)]
    assert sum(by_period[part] for part in parts) == pytest.approx(by_period[(2016, 2020)])
    assert (2017, 2017) not in by_period.index
    assert (2018, 2018) not in by_period.index


def test_japans_agreement_averages_its_total():
    support = data.load("host-nation-support").set_index(["country", "period_start", "kind"])["amount_local_bn"]
    average = support["Japan", 2022, "agreement_total"] / 5
    assert support["Japan", 2022, "agreement_average"] == pytest.approx(average, abs=0.05)


def test_south_koreas_rows_in_the_comparison_are_its_payments():
    support, won = data.load("host-nation-support"), series("sma-payments", "payment_krw_bn")
    korea = support[support["country"] == "South Korea"].set_index("period_start")["amount_local_bn"]
    assert korea.to_dict() == won[korea.index].to_dict()
