"""The log of corrections: a verdict does not change in silence."""

import pytest
from ferry import BIBLIOGRAPHY, note, passage

from crosspurposes.sphinxext.annotations.article import ArticleError
from crosspurposes.sphinxext.annotations.corrections import load_corrections, load_verdicts, write_verdicts

PAGE = "# Ferry\n\n" + passage(1, "p1-ferry") + note() + "\n```{corrections}\n```\n" + BIBLIOGRAPHY
SETTINGS = {"annotations_verdicts": "verdicts.csv", "annotations_corrections": "corrections.csv"}
HEAD = "day,note,old,new,reason,asked_by\n"


def test_a_verdict_that_changed_without_a_row_is_named_with_file_line_and_remedy(build):
    (build.source / "verdicts.csv").write_text("id,verdict\np1-ferry,wrong\n")
    warnings = build({"index": PAGE}, **SETTINGS).warnings
    assert "index.md:7: WARNING: note 'p1-ferry': the verdict is 'accurate' and was printed as 'wrong'" in warnings
    assert "add a row to the log of corrections" in warnings


def test_a_row_in_the_log_makes_the_change_good_and_is_printed(build):
    (build.source / "verdicts.csv").write_text("id,verdict\np1-ferry,wrong\n")
    (build.source / "corrections.csv").write_text(HEAD + "2020-01-02,p1-ferry,wrong,accurate,The boat came.,a reader\n")
    book = build({"index": PAGE}, **SETTINGS)
    assert book.warnings == ""
    [item] = book.html("index").xpath("//ul[contains(@class, 'corrections')]/li")
    assert "2020-01-02, p1-ferry: from wrong to accurate. The boat came. Asked by a reader." in item.text_content()


def test_an_empty_log_says_so(build):
    assert "No verdict has been changed" in build({"index": PAGE}, **SETTINGS).html("index").text_content()


def test_a_row_that_starts_from_another_verdict_is_named(build):
    (build.source / "verdicts.csv").write_text("id,verdict\np1-ferry,wrong\n")
    (build.source / "corrections.csv").write_text(HEAD + "2020-01-02,p1-ferry,contested,accurate,It came.,\n")
    assert "the log says it was 'contested', but it was 'wrong'" in build({"index": PAGE}, **SETTINGS).warnings


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("yesterday,p1-ferry,wrong,accurate,It came.,", "the day 'yesterday' is no date"),
        ("2020-01-02,p1-ferry,wrong,accurate,,", "a correction needs day, note, old, new and reason"),
    ],
)
def test_a_row_without_its_parts_is_refused_with_its_line(tmp_path, row, message):
    path = tmp_path / "corrections.csv"
    path.write_text(HEAD + row + "\n")
    with pytest.raises(ArticleError, match=f"corrections.csv:2: {message}"):
        load_corrections(path)


def test_the_record_keeps_what_was_first_printed(tmp_path):
    path = tmp_path / "verdicts.csv"
    write_verdicts(path, {"p1-ferry": "accurate", "p1-gone": "wrong"})
    write_verdicts(path, {"p1-ferry": "wrong", "p2-new": "weak"})
    assert load_verdicts(path) == {"p1-ferry": "accurate", "p2-new": "weak"}
