"""What becomes of a paragraph: where a sentence ends, and how much of it is the meaning."""

import pytest
from docutils import nodes
from hypothesis import given
from hypothesis import strategies as st
from sphinx.addnodes import pending_xref

from crosspurposes.sphinxext.terms.meaning import LIMIT, beginning, plain, sentences, without_words

LONG = "W" * (LIMIT - 1) + "."


@pytest.mark.parametrize(
    "sentence",
    [
        "It was Dr. Bee who saw it.",
        "The U.S. Navy keeps none.",
        "Weeds, e.g. Clover, feed them.",
        "In J. Keeper's log it is 3.5 kilograms.",
        "See p. 4 of the log, vol. 2, No. 7.",
        "It cost 3. or so.",
        "He wrote “stay here.” and left.",
        "At St. Anne's (cf. Keeper 2003) they swarm.",
        "What is it… nobody knows",
    ],
)
def test_a_full_stop_inside_a_sentence_does_not_end_it(sentence):
    assert sentences(sentence) == [sentence]
    assert sentences(f"{sentence.rstrip('.')}. Then it rained.")[-1] == "Then it rained."


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("“One.” “Two.”", ["“One.”", "“Two.”"]),
        ("It ends (so it seems.) 7 bees came.", ["It ends (so it seems.)", "7 bees came."]),
        ("In 1953. Élodie came.", ["In 1953.", "Élodie came."]),
        ("", []),
    ],
)
def test_a_sentence_ends_before_a_new_one(text, parts):
    assert sentences(text) == parts


@given(st.text(alphabet="aB. ?!”(1é", max_size=60))
def test_no_word_is_lost_between_sentences(text):
    line = " ".join(text.split())
    assert " ".join(sentences(line)) == line


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        (
            "The one that lays, and does not rule at all. It is fed.",
            "The one that lays, and does not rule at all. It is fed.",
        ),
        (f"The one that lays, and does not rule at all. {LONG}", "The one that lays, and does not rule at all."),
        (f"Three kinds. {LONG} More.", f"Three kinds. {LONG}"),
        (f"{LONG} {LONG}", LONG),
        (f"{LONG[:-1] * 2}. More.", f"{LONG[:-1] * 2}."),
    ],
    ids=["all that fits", "whole sentences only", "a second after a short one", "up to the limit", "one that is long"],
)
def test_the_meaning_is_the_first_sentence_and_what_fits_beside_it(text, taken):
    assert beginning(text) == taken


def test_citations_and_footnote_marks_leave_no_trace_and_markup_only_its_words():
    paragraph = nodes.paragraph()
    paragraph += nodes.Text("It was\nseen ")
    paragraph += pending_xref("", nodes.inline("", "log"), refdomain="cite", reftarget="log")
    paragraph += nodes.Text(", ")
    paragraph += nodes.emphasis("", "twice")
    paragraph += nodes.footnote_reference("", "1")
    paragraph += nodes.Text(" .")
    assert plain(paragraph) == "It was seen, twice."


def test_a_reference_whose_words_come_from_elsewhere_is_found():
    paragraph = nodes.paragraph()
    for domain, kind, explicit in (("std", "ref", False), ("std", "ref", True), ("cite", "p", False)):
        paragraph += pending_xref(
            "", refdomain=domain, reftype=kind, refexplicit=explicit, reftarget=f"{domain}-{explicit}"
        )
    assert without_words(paragraph) == ["std-False"]
