"""What an author is told when something is not as it should be: the place, the fault and the remedy."""

import pytest
from ferry import BIBLIOGRAPHY, article, claims, note, passage
from sphinx.errors import ConfigError

from crosspurposes.sphinxext.annotations.kinds import KINDS, faults

PASSAGE = "# Ferry\n\n" + passage(1, "p1-ferry")  # six lines: the note after it starts on line 7
FAULTS = {
    "an unknown kind": (note(kind="guess"), "kind", "unknown kind 'guess': use one of fact, cause"),
    "no kind": (note(drop=["kind"]), "kind", "the note has no kind: use one of fact"),
    "a verdict of another scale": (
        note(verdict="weak"),
        "verdict",
        "'weak' is no verdict for a note of kind fact: use",
    ),
    "no verdict": (
        note(drop=["verdict"]),
        "verdict",
        "needs a verdict: add ':verdict:' with one of accurate, imprecise",
    ),
    "a verdict where none belongs": (
        note(kind="term", drop=["counter"]),
        "verdict",
        "takes no verdict: remove ':verdict: accurate'",
    ),
    "a lemma of one word": (note("ferry"), "lemma", "the lemma has 1 word: quote 2 to 12 words"),
    "a lemma of thirteen words": (note("a b c d e f g h i j k l m"), "lemma", "the lemma has 13 words: quote 2 to 12"),
    "no claim": (note(drop=["claim"]), "claim", "add ':claim:' with what the article says here"),
    "no id": (note(drop=["id"]), "id", "the note has no id: add a line such as ':id: p5-short-name'"),
    "an id in another case": (note(id="P1_Ferry"), "id", "'P1_Ferry' is not in kebab-case: use lower-case letters"),
    "no sources": (note(drop=["sources"]), "missing", "needs the field 'sources': add a line ':sources: …'"),
    "sources that cite nothing": (note(sources="a letter"), "sources", "cite at least one, as in ':sources: {cite:p}"),
    "no first clock": (note(drop=["then"]), "missing", "needs the field 'then': add a line"),
    "no second clock": (note(drop=["now"]), "missing", "needs the field 'now': add a line"),
    "no counter-evidence": (note(drop=["counter"]), "missing", "needs the field 'counter': add a line"),
    "a judgement without its best case": (
        note(kind="judgement", against="It is dear.", drop=["verdict", "then", "now", "counter"]),
        "missing",
        "needs the field 'for': add a line",
    ),
    "a judgement without the case against": (
        note(kind="judgement", for_="It is quick.", drop=["verdict", "then", "now", "counter"]),
        "missing",
        "needs the field 'against': add a line",
    ),
    "an unknown field": (note(colour_="blue"), "field", "has no field 'colour': use then, now, counter, sources"),
    "a field of another kind": (note(for_="It is quick."), "field", "a note of kind fact has no field 'for': use then"),
    "a field that stands twice": (note().replace(":now:", ":then:"), "field", "the field 'then' stands twice: join"),
    "no text": (note(body=""), "text", "the note says nothing: write at least one paragraph"),
}


@pytest.mark.parametrize(("text", "subtype", "message"), FAULTS.values(), ids=FAULTS)
def test_a_faulty_note_is_reported_with_its_file_line_and_remedy(build, text, subtype, message):
    warnings = build({"index": PASSAGE + text}, builder="dummy").warnings

    [warning] = [line for line in warnings.splitlines() if message in line]
    assert "source/index.md:7: WARNING: " in warning
    assert warning.endswith(f"[annotations.{subtype}]")


def test_a_sound_note_is_not_complained_of(build):
    assert build({"index": PASSAGE + note() + BIBLIOGRAPHY}).warnings == ""


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_note_of_each_kind_with_all_that_it_needs_has_no_fault(kind):
    verdict = kind.scale[0] if kind.scale else ""

    sound = {"id": "p1-a", "lemma": "two words", "claim": "c", "text": True, "cites": True}

    assert list(faults(**sound, kind=kind.name, verdict=verdict, fields=kind.required + kind.optional)) == []


@pytest.mark.parametrize("option", [{"verdict": "fine"}, {"kind": "guess"}, {"id": "P1_Ferry"}])
def test_a_faulty_note_is_still_printed_and_exported_so_that_every_fault_is_told_at_once(build, option):
    book = build({"index": PASSAGE + note(**option) + BIBLIOGRAPHY})

    assert "It came in 2021." in book.text("index.html")
    [record] = claims(book).values()
    assert record.items() >= option.items()


def test_every_option_that_the_syntax_does_not_know_is_reported(build):
    page = PASSAGE + note().replace(":kind:", ":colour: blue\n:kind:")

    assert "colour" in build({"index": page}, builder="dummy").warnings


def test_a_note_outside_a_passage_is_reported(build):
    warnings = build({"index": "# Ferry\n\n" + note()}, builder="dummy").warnings

    assert "index.md:3: WARNING: the note stands outside a passage: put it after the passage" in warnings
    assert "[annotations.outside]" in warnings


@pytest.mark.parametrize("number", ["9", "four"])
def test_a_passage_that_the_article_does_not_have_is_reported_once(build, number):
    warnings = build({"index": f"# Ferry\n\n{passage(number)}{note()}"}, builder="dummy").warnings

    assert f"index.md:3: WARNING: the article has no paragraph '{number}': it has 0 to 3" in warnings
    assert warnings.count("WARNING") == 1


def test_an_id_that_stands_twice_on_a_page_is_reported_with_the_other_place(build):
    warnings = build({"index": PASSAGE + note() + note("will not rise")}, builder="dummy").warnings

    assert "index.md:20: WARNING: the id 'p1-ferry' is taken in index.md:7: choose another" in warnings


def test_an_id_that_stands_on_two_pages_is_reported_with_the_other_place(build):
    pages = {"index": PASSAGE + note(), "two": "# Two\n\n" + passage(2, "p1-ferry") + note("low tide")}
    warnings = build(pages, builder="dummy").warnings

    assert "two.md:7: WARNING: the id 'p1-ferry' is taken by a note in index.md:7: choose another" in warnings
    assert "[annotations.duplicate]" in warnings


def test_an_id_that_a_heading_has_taken_is_reported(build):
    warnings = build({"index": "# Ferry\n\n## P1\n\n" + passage(1)}, builder="dummy").warnings

    assert "the id 'p1' is taken in index.md:3: choose another" in warnings


def test_a_paragraph_with_two_passages_is_reported_with_the_other_place(build):
    pages = {"index": PASSAGE + note(), "two": "# Two\n\n" + passage(1)}

    assert "two.md:3: WARNING: paragraph 1 has its passage in index.md:3: keep one" in build(pages).warnings


def test_a_note_that_its_passage_does_not_lead_to_is_reported(build):
    page = "# Ferry\n\n" + passage(1) + note()

    warnings = build({"index": page}, builder="dummy").warnings

    assert "index.md:7: WARNING: the passage of paragraph 1 does not lead to this note" in warnings
    assert "add {lemma}`p1-ferry` to it [annotations.unreferenced]" in warnings


@pytest.mark.parametrize("role", ["lemma", "note"])
def test_a_reference_to_no_note_is_reported_with_the_nearest_id(build, role):
    page = PASSAGE + note() + f"\nSee {{{role}}}`p1-fery`.\n"

    warnings = build({"index": page}).warnings

    assert warnings.count("there is no note 'p1-fery': the nearest id is 'p1-ferry' [annotations.reference]") == 1
    assert "index.md:21: WARNING" in warnings


def test_a_missing_description_of_the_article_stops_the_build_with_a_remedy(build):
    with pytest.raises(ConfigError, match=r"nowhere\.json: no such file; set annotations_article"):
        build({"index": PASSAGE}, annotations_article="nowhere.json")


@pytest.mark.parametrize(
    ("described", "message"),
    [
        ({"title": "T"}, "the key 'paragraphs' is missing; add it"),
        (article(date="May 2019"), "cannot be read as the description of an article"),
        (article(paragraphs=[]), "it has no paragraphs"),
    ],
)
def test_a_faulty_description_of_the_article_stops_the_build_with_a_remedy(build, described, message):
    with pytest.raises(ConfigError, match=message):
        build({"index": PASSAGE}, described=described)


def test_a_faulty_record_of_anchors_stops_the_build_with_its_line(build):
    (build.source / "anchors.csv").write_text("id,lemma_sha256,state,checked_on\np1-ferry,ab,exact,today\n")

    with pytest.raises(ConfigError, match=r"anchors.csv:2: not a record of an anchor; run check-article with --record"):
        build({"index": PASSAGE + note()}, annotations_anchors="anchors.csv")
