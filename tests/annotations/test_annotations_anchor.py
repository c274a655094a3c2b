"""Properties of folding, matching and deep links."""

import re
import unicodedata
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosspurposes.sphinxext.annotations.anchor import find, fingerprint, fold, text_fragment

HARD = "“”‘’„‚–—‐‑−…\u00a0\u2009\u200b\ufeff\u00ad\u0301\u0327\u0323é\uac00\u1100\u1161\u11a8 -'\".,\n\t"
texts = st.text(st.one_of(st.sampled_from(HARD), st.characters(exclude_categories=["Cs"])), max_size=40)
words = st.lists(
    st.text("abcdefgé’–\u00ad", min_size=1, max_size=6).filter(lambda w: fold(w) == fold(w).strip("-'") != ""),
    min_size=2,
    max_size=6,
)


def fold_as_defined(text):
    """The definition of folding, without the bookkeeping of places."""
    text = unicodedata.normalize("NFC", text.replace("\u00ad", "")).replace("…", "...")
    text = re.sub("[‘’‚‛\u02bc]", "'", re.sub("[“”„‟]", '"', text))
    text = "".join("-" if unicodedata.category(c) == "Pd" or c == "\u2212" else c for c in text)
    spaced = "".join(" " if c.isspace() or c in "\u200b\u2060\ufeff" else c for c in text)
    return re.sub(" +", " ", spaced).strip(" ")


@given(texts)
def test_folding_with_places_is_folding_as_defined(text):
    assert fold(text) == fold_as_defined(text)


@given(texts)
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("“will not rise”", '"will not rise"'),
        ("nurses’ \u2009 shift", "nurses' shift"),
        ("a\u00a0ferry –\u200bor two—", "a ferry - or two-"),
        ("har\u00adbour…", "harbour..."),
        ("cafe\u0301", "café"),
        ("  Two\n Boats ", "Two Boats"),
    ],
)
def test_two_printings_of_the_same_words_fold_alike(printed, folded):
    assert fold(printed) == folded
    assert fingerprint(printed) == fingerprint(folded)


def test_letter_case_is_kept():
    assert fingerprint("Two boats") != fingerprint("two boats")


@given(words, st.data())
def test_any_words_of_a_paragraph_are_found_where_they_stand(words, data):
    paragraph = "\u00a0".join(words)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    lemma = " ".join(words[first : last + 1])
    spans = find(lemma, paragraph)
    assert spans
    assert all(fold(paragraph[span.start : span.end]) == fold(lemma) for span in spans)
    assert len("\u00a0".join(words[:first])) + bool(first) in [
        span.start - len(re.search("\u00ad*\\Z", paragraph[: span.start])[0]) for span in spans
    ]


@pytest.mark.parametrize(
    ("lemma", "context", "starts"),
    [
        ("low tide", {}, [3, 16]),
        ("low tide", {"prefix": "or"}, [16]),
        ("low tide", {"suffix": ", or"}, [3]),
        ("low tide", {"suffix": "or"}, []),
        ("low tide", {"prefix": "r"}, []),
        ("low tide", {"suffix": "high"}, []),
        ("ow tide", {}, []),
        ("low tid", {}, []),
        ("Low tide", {}, []),
        ("tide, or low", {}, [7]),
        ("", {}, []),
    ],
)
def test_a_lemma_is_found_exactly_at_word_bounds_and_beside_its_context(lemma, context, starts):
    assert [span.start for span in find(lemma, "At low tide, or low tide.", **context)] == starts


def test_the_place_found_is_that_in_the_text_before_folding():
    paragraph = "So… the e\u0301lan of\u00a0\u00a0“low\u00ad-tide” boats"
    [span] = find('élan of "low-tide"', paragraph)
    assert paragraph[span.start : span.end] == "e\u0301lan of\u00a0\u00a0“low\u00ad-tide”"


terms = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30).filter(lambda text: text.split())


@given(terms, st.one_of(st.just(""), terms), st.one_of(st.just(""), terms))
def test_a_deep_link_reads_back_as_the_same_words(start, prefix, suffix):
    link = text_fragment("https://harbour.example/ferry", start, prefix, suffix)
    base, _, directive = link.partition(":~:text=")
    assert base == "https://harbour.example/ferry#"
    parts = directive.split(",")
    read = {"prefix": "", "suffix": ""}
    if parts[0].endswith("-"):
        read["prefix"] = parts.pop(0)[:-1]
    if parts[-1].startswith("-"):
        read["suffix"] = parts.pop()[1:]
    [read["start"]] = parts
    assert all(re.fullmatch(r"[A-Za-z0-9._~%]*", part) for part in read.values())
    back = {name: unquote(part) for name, part in read.items()}
    given = {"start": start, "prefix": prefix, "suffix": suffix}
    assert back == {name: " ".join(text.split()) for name, text in given.items()}


def test_a_deep_link_escapes_what_would_be_read_as_syntax():
    link = text_fragment("https://x.example/a#top", "so-called “free lunch”, R&D", prefix="The")
    assert link == "https://x.example/a#top:~:text=The-,so%2Dcalled%20%E2%80%9Cfree%20lunch%E2%80%9D%2C%20R%26D"
