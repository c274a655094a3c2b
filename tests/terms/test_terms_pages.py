"""What stands in the pages: the link, its meaning, the script, the search and the inventory."""

import gzip
import json
import re
from pathlib import Path

from beehive import BEES, PAGES, WORDS, links

from crosspurposes.sphinxext import terms

SCRIPT = Path(terms.__file__).parent / "static" / "terms.js"
IPM = "Treating when counts are high, not by the calendar; see the count & “<the> log”."


def test_a_word_leads_to_its_term_and_carries_the_meaning(build):
    built = build()
    assert built.warnings == ""
    assert links(built) == [
        ("queen", "words.html#queen", "The one bee that lays, not a ruler. The hive decides."),
        ("one half leaves", "words.html#swarm-s-end", "Swarm’s end: Half of the bees leave with the old queen."),
        ("IPM", "words.html#integrated-pest-management-ipm", f"Integrated Pest Management (IPM): {IPM}"),
    ]
    for _, href, _ in links(built):
        assert built.html("words").get_element_by_id(href.partition("#")[2]) is not None


def test_a_term_is_named_by_title_abbreviation_or_id_in_any_case(build):
    for words in (
        "Integrated pest management",
        "ipm",
        "integrated-pest-management-ipm",
        "INTEGRATED PEST MANAGEMENT (IPM)",
    ):
        built = build({"bees": BEES.replace("`IPM`", f"`{words}`")})
        assert built.warnings == ""
        assert links(built)[2][1] == "words.html#integrated-pest-management-ipm"


def test_words_that_are_the_name_of_the_term_are_not_repeated_in_its_meaning(build):
    built = build({"bees": BEES.replace("`IPM`", "`integrated pest management`").replace("`queen`", "`Queen`")})
    assert [meaning for _, _, meaning in links(built)][::2] == [
        "The one bee that lays, not a ruler. The hive decides.",
        IPM,
    ]


def test_a_word_knows_the_title_of_the_page_that_it_leads_to(build):
    build()
    built = build({"words": WORDS.replace("# Words", "# Words of the craft", 1)})
    assert set(built.html("bees").xpath("//a/@data-glossary")) == {"Words of the craft"}


def test_a_section_inside_a_term_is_none(build):
    assert [term.title for term in build().env.get_domain("terms").terms()] == [
        "Queen",
        "Integrated Pest Management (IPM)",
        "Swarm’s end",
    ]


def test_the_script_is_loaded_late_and_only_where_there_are_terms(build):
    built = build()
    [script] = built.html("bees").xpath("//script[contains(@src, 'terms.js')]")
    assert script.get("defer") is not None
    assert "terms.js" not in built.text("plain.html") + built.text("words.html")


def test_the_script_weighs_less_than_two_kibibytes_and_writes_text_never_markup():
    script = SCRIPT.read_bytes()
    assert len(gzip.compress(script, 6)) < 2048
    assert not re.search(rb"innerHTML|insertAdjacent|outerHTML|document\.write|eval|new Function", script)


def test_terms_are_in_the_search_and_in_the_inventory_with_their_titles(build):
    built = build()
    index = json.loads(re.search(r"\{.*\}", built.text("searchindex.js"), re.DOTALL)[0])
    names = [name for objects in index["objects"].values() for *_, name in objects]
    assert names == ["Integrated Pest Management (IPM)", "Queen", "Swarm’s end"]
    assert index["objnames"]["0"] == ["terms", "term", "Term"]
    places = {(title, anchor) for title, _, _, _, anchor, _ in built.env.get_domain("terms").get_objects()}
    assert ("Integrated Pest Management (IPM)", "integrated-pest-management-ipm") in places


def test_a_changed_meaning_is_printed_on_pages_that_have_not_changed(build):
    build()
    built = build({"words": WORDS.replace("not a ruler", "and no ruler")})
    assert links(built)[0][2].startswith("The one bee that lays, and no ruler.")


def test_pages_that_are_read_in_several_processes_give_the_same_book(build):
    many = {f"page{n}": f"---\norphan: true\n---\n# Page {n}\n\nA {{gloss}}`queen`.\n" for n in range(8)}
    one, four = build(many, out="one"), build(many, out="four", parallel=4)
    assert one.warnings == four.warnings == ""
    assert one.text("bees.html") == four.text("bees.html")
    assert one.text("page7.html") == four.text("page7.html")


def test_other_builders_print_the_words(build):
    built = build(builder="text")
    assert "A queen is fed, and one half leaves in May." in built.text("bees.txt")


def test_a_term_on_the_page_of_terms_itself_leads_down_the_page(build):
    built = build({"words": WORDS.replace("with the old queen", "with the old {gloss}`queen`")})
    assert built.warnings == ""
    assert links(built, "words")[0][1] == "#queen"
    assert links(built)[1][2] == "Swarm’s end: Half of the bees leave with the old queen."


def test_the_role_any_finds_a_term(build):
    built = build({"plain": "# Plain\n\nSee {any}`queen`.\n"})
    assert built.warnings == ""
    assert built.html("plain").xpath("//a[@href='words.html#queen']")
    assert PAGES["plain"] not in built.text("plain.html")
