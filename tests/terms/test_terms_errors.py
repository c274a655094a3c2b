"""What an author is told when something is not as it should be: the place, the fault and the remedy."""

import pytest
from beehive import BEES, WORDS


@pytest.mark.parametrize(
    ("target", "nearest"),
    [
        ("quen", "the nearest is 'Queen'"),
        ("inspection management", "the nearest is 'Integrated Pest Management'"),
        ("swarm queen", "the nearest are "),
        ("zzz", "the nearest is '"),
    ],
)
def test_a_word_that_is_no_term_is_reported_with_the_nearest(build, target, nearest):
    built = build({"plain": f"# Plain\n\nSee the {{gloss}}`{target}`.\n"})
    [line] = built.warnings.splitlines()
    assert f"plain.md:3: WARNING: there is no term '{target}': {nearest}" in line
    assert line.endswith("[terms.reference]")
    assert built.html("plain").text_content().count(target) == 1


def test_a_word_in_a_book_without_a_page_of_terms_is_told_to_name_one(build):
    built = build({"bees": "# Bees\n\nA {gloss}`queen`.\n"}, terms_page="")
    assert (
        "bees.md:3: WARNING: there is no term 'queen': name the page of terms in the setting 'terms_page'"
        in built.warnings
    )


def test_a_setting_that_names_no_page_is_reported(build):
    warnings = build(terms_page="wrods").warnings
    assert "the setting 'terms_page' names no page of the book: 'wrods'; correct it [terms.page]" in warnings


def test_a_term_that_no_page_leads_to_is_reported_at_its_line(build):
    warnings = build({"bees": BEES.replace("{gloss}`IPM`", "the log")}).warnings
    [line] = warnings.splitlines()
    assert "words.md:14: WARNING: no page leads to the term 'Integrated Pest Management (IPM)': write " in line
    assert "{gloss}`Integrated Pest Management` where a reader meets it first, or take its section out" in line
    assert line.endswith("[terms.unused]")


def test_a_use_on_the_page_of_terms_does_not_count(build):
    words = WORDS.replace("with the old queen", "with the old {gloss}`queen`")
    assert (
        "no page leads to the term 'Queen'"
        in build({"words": words, "bees": BEES.replace("{gloss}`queen`", "queen")}).warnings
    )


def test_a_term_that_is_explained_twice_on_a_page_is_reported_with_the_first_line(build):
    [line] = build({"bees": f"{BEES}\nThe {{gloss}}`old queen <queen>`.\n"}).warnings.splitlines()
    assert "bees.md:6: WARNING: the term 'Queen' is explained in line 3 already: once a page is enough" in line
    assert line.endswith("[terms.repeated]")


def test_two_terms_of_one_name_are_reported(build):
    words = WORDS.replace("## Swarm's end", "## Invertebrate Physiology (IPM)\n\nAnother thing.\n\n## Swarm's end")
    bees = f"{BEES}\nThen {{gloss}}`invertebrate physiology`.\n"
    [line] = build({"words": words, "bees": bees}).warnings.splitlines()
    message = "the name 'ipm' is taken by the term 'Integrated Pest Management (IPM)': change one of the titles"
    assert f"words.md:18: WARNING: {message} [terms.duplicate]" in line


def test_a_term_without_a_paragraph_is_reported(build):
    words = WORDS.replace("The one bee that lays, not a ruler.\nThe hive decides.\n", "")
    [line] = build({"words": words}).warnings.splitlines()
    message = "the term 'Queen' has no meaning: begin its section with a paragraph"
    assert f"words.md:5: WARNING: {message} [terms.meaning]" in line


def test_a_meaning_with_a_reference_that_has_no_words_is_reported(build):
    words = WORDS.replace("The hive decides", "The hive of {doc}`plain` decides")
    [line] = build({"words": words}).warnings.splitlines()
    message = "the meaning of 'Queen' has a reference without words: write `words <plain>` for it"
    assert f"words.md:7: WARNING: {message} [terms.meaning]" in line
