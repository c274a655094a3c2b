"""What a reader's own copy of the article says of the lemmata."""

import csv
import json
from datetime import date

import pytest
from ferry import PARAGRAPHS, article

from crosspurposes.__main__ import main
from crosspurposes.sphinxext.annotations.anchor import fingerprint
from crosspurposes.sphinxext.annotations.article import load_anchors

CAPTIONS = ["Published weekly", "A ferry at the old pier (photograph: Anna Pilot)"]
COPY = "\n\n".join([CAPTIONS[0], *PARAGRAPHS[0], CAPTIONS[1], CAPTIONS[1], *(p for [p] in PARAGRAPHS[1:])]) + "\n"
NOTES = {"p1-ferry": (1, "a second ferry"), "p2-water": (2, "2.4 metres of water"), "p3-idle": (3, "lie idle")}


@pytest.fixture
def check(tmp_path, capsys, monkeypatch):
    """Run the command on a copy and on notes; its exit status and what it says."""
    monkeypatch.chdir(tmp_path)

    def run(*options, copy=COPY, notes=NOTES, chapter="Our own words about the boat.", described=None):
        records = [
            dict(zip(("id", "paragraph", "lemma", "prefix", "suffix"), (id, *note, None, None), strict=False))
            for id, note in notes.items()
        ]
        files = {
            "_build/html/claims.json": json.dumps(records),
            "data/article.json": json.dumps(described or article()),
            "chapters/part/one.md": chapter,
            "copy.txt": copy,
        }
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        status = main(["check-article", "copy.txt", *options])
        return status, "".join(capsys.readouterr())

    return run


def test_a_sound_book_passes_and_its_figures_are_told(check):
    status, said = check()

    assert status == 0
    assert "3 of 3 lemmata found." in said
    assert "of the article's words are quoted (at most 25%), 4 in a row at most (limit 12)." in said
    assert "No 5 words in a row of the article in the text." in said
    assert "error" not in said


def test_the_share_is_that_of_the_words_that_lemmata_cover(check):
    words = len(" ".join(block for blocks in PARAGRAPHS for block in blocks).split())
    overlapping = {**NOTES, "p2-more": (2, "metres of water at low")}

    assert f"{(3 + 4 + 2) / words:.1%} of" in check()[1]
    assert f"{(3 + 6 + 2) / words:.1%} of" in check(notes=overlapping)[1]


@pytest.mark.parametrize("printing", ["“will not rise” before 2030", '"will not rise" before\u00a02030'])
def test_a_lemma_is_found_whatever_quotes_and_spaces_the_copy_has(check, printing):
    copy = COPY.replace("“will not rise” before\u00a02030", printing)

    assert check(copy=copy, notes={"p1-fare": (1, "the fare “will not rise” before 2030")})[0] == 0


@pytest.mark.parametrize("cut", ["lines", "wrapped"])
def test_the_copy_may_have_a_paragraph_to_a_line_or_wrapped_lines_between_empty_ones(check, cut):
    wrapped = "\n\n".join("\n".join(block.replace(", ", ",\n").splitlines()) for block in COPY.split("\n\n"))
    copy = {"lines": COPY.replace("\n\n", "\n"), "wrapped": wrapped}[cut]

    status, said = check(copy=copy)

    assert (status, "differs" in said) == (0, False)


def test_a_missing_lemma_is_listed_with_the_nearest_words_and_their_place(check):
    status, said = check(notes={**NOTES, "p1-fare": (1, "the fare “shall not rise”")})

    assert status == 1
    assert "3 of 4 lemmata found." in said
    assert (
        "error: p1-fare: “the fare “shall not rise”” is not in paragraph 1: the nearest words are "
        "“the fare “will not rise”” in paragraph 1, line 11 of the copy; set the lemma as the page has it"
    ) in said


def test_a_lemma_in_another_paragraph_than_its_note_is_listed_with_that_paragraph(check):
    status, said = check(notes={"p1-idle": (1, "will lie idle")})

    assert status == 1
    assert "is not in paragraph 1: the nearest words are “will lie idle” in paragraph 3" in said


def test_a_lemma_that_stands_in_two_paragraphs_is_ambiguous_until_it_has_context(check):
    status, said = check(notes={"p2-tide": (2, "low tide,")})
    assert status == 1
    assert "p2-tide: “low tide,” is ambiguous, and also in paragraph 3: choose other words, or tell it apart" in said

    assert check(notes={"p2-tide": (2, "low tide,", None, "while")})[0] == 0


def test_a_lemma_that_stands_twice_in_its_paragraph_is_listed(check):
    status, said = check(notes={"p3-the": (3, "the")})

    assert status == 1
    assert "p3-the: “the” stands 4 times in paragraph 3, and also in paragraph" in said


def test_a_book_that_quotes_over_a_quarter_of_the_article_fails(check):
    words = PARAGRAPHS[1][0].split()
    lemmata = [" ".join(words[start : start + 12]) for start in (0, 13, 26)]
    notes = {f"p1-{n}": (1, lemma.rstrip(",.")) for n, lemma in enumerate(lemmata)}

    status, said = check(notes=notes)

    assert status == 1
    assert "of the article is quoted, more than 25%: shorten lemmata or drop some" in said


def test_lemmata_that_together_run_over_twelve_words_fail(check):
    words = PARAGRAPHS[2][0].split()
    status, said = check(notes={"p2-a": (2, " ".join(words[:7])), "p2-b": (2, " ".join(words[6:14]))})

    assert status == 1
    assert "error: lemmata cover 14 words in a row, more than 12: move two of them apart" in said


def test_a_run_of_the_articles_words_in_a_chapter_is_told_and_fails_above_twelve(check):
    words = PARAGRAPHS[2][0].split()
    status, said = check(chapter=f"As he said: {' '.join(words[3:11]).upper()}!")
    assert status == 0
    assert "Longest run of the article's words in the text: 8 words in chapters/part/one.md (limit 12)." in said

    status, said = check(chapter=f"As he said: {' '.join(words[3:16])}")
    assert status == 1
    assert "error: chapters/part/one.md repeats 13 words in a row (“metres of water at low tide" in said


def test_other_texts_can_be_searched_and_a_text_that_is_not_named_is_not(check):
    chapter = " ".join(PARAGRAPHS[2][0].split()[:14])

    assert check("--text", "elsewhere/*.md", chapter=chapter)[0] == 0
    assert check("--text", "chapters/part/*.md", chapter=chapter)[0] == 1


def test_an_edited_paragraph_is_told_and_its_lemmata_are_looked_for_there(check):
    status, said = check(copy=COPY.replace("Divers measured", "On Monday divers measured"))

    assert status == 0
    assert "note: paragraph 2 differs from the text we annotated (line 13 of the copy)" in said


def test_an_edited_paragraph_that_lost_a_lemma_fails(check):
    status, said = check(copy=COPY.replace("2.4 metres of water", "2.6 metres of water"))

    assert status == 1
    assert "paragraph 2 differs from the text we annotated" in said
    assert "is not in paragraph 2: the nearest words are “2.6 metres of water” in paragraph 2, line 13" in said


def test_a_paragraph_that_the_copy_lacks_is_told(check):
    status, said = check(copy=COPY.replace(PARAGRAPHS[3][0], ""))

    assert status == 1
    assert "note: paragraph 3 was not found in the copy, or not all of it" in said


def test_a_text_that_is_not_the_article_fails(check):
    assert check(copy="\n")[0] == 1
    assert "nothing in the copy is like it; is it a copy of this article?" in check(copy="\n")[1]


def test_a_book_without_notes_fails(check):
    status, said = check(notes={})

    assert status == 1
    assert "error: the book has no notes: build it, then check again" in said


def test_the_record_holds_states_and_fingerprints_and_no_words(check, tmp_path):
    assert check("--record")[0] == 0

    record = tmp_path / "data" / "anchors.csv"
    rows = list(csv.DictReader(record.read_text(encoding="utf-8").splitlines()))
    today = date.today().isoformat()
    assert rows[0] == {
        "id": "p1-ferry",
        "lemma_sha256": fingerprint("a second ferry"),
        "state": "exact",
        "checked_on": today,
    }
    assert [row["id"] for row in rows] == sorted(NOTES)
    assert "ferry," not in record.read_text(encoding="utf-8").replace("p1-ferry,", "")
    assert load_anchors(record)["p1-ferry"].describe("a second ferry").startswith("Anchor: exact, checked ")


def test_nothing_is_recorded_if_a_lemma_fails(check, tmp_path):
    assert check("--record", notes={"p1-fare": (1, "no such words")})[0] == 1
    assert not (tmp_path / "data" / "anchors.csv").exists()


@pytest.mark.parametrize(
    ("missing", "message"),
    [
        ("copy.txt", "copy.txt: No such file or directory"),
        ("_build/html/claims.json", "_build/html/claims.json: no such file; build the book first"),
        ("data/article.json", "data/article.json: no such file; set annotations_article"),
    ],
)
def test_a_missing_file_is_told_in_one_line(check, tmp_path, capsys, missing, message):
    check()
    (tmp_path / missing).unlink()

    assert main(["check-article", "copy.txt"]) == 2
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith(message)


def test_a_file_that_cannot_be_read_is_told_in_one_line(check, tmp_path, capsys):
    check()
    (tmp_path / "copy.txt").write_bytes(b"\xff\xfe\x00")
    assert main(["check-article", "copy.txt"]) == 2
    assert capsys.readouterr().err == "copy.txt: not a text in UTF-8; save it as one\n"

    (tmp_path / "_build/html/claims.json").write_text("{")
    assert main(["check-article", "copy.txt"]) == 2
    assert capsys.readouterr().err == "_build/html/claims.json: not JSON; build the book again\n"
