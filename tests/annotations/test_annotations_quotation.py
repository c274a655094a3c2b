"""How much is quoted: counted against a copy, recorded as figures, printed in the book."""

import pytest

from crosspurposes.sphinxext.annotations.article import ArticleError, Quotation, load_quotation, write_quotation

PAGE = {"index": "# Ferry\n\n```{quotation}\n```\n"}


def test_the_last_count_is_printed(build):
    write_quotation(build.source / "quotation.json", Quotation(3, 12.34, 5, "2020-01-02"))
    text = build(PAGE, annotations_quotation="quotation.json").html("index").text_content()
    assert (
        "On 2 January 2020 the 3 notes quoted 12.3% of the article\u2019s words, never more than 5 in a row."
        in text.replace("'", "\u2019")
    )


def test_where_nothing_was_counted_the_book_says_so(build):
    assert "have not been counted yet" in build(PAGE, annotations_quotation="none.json").html("index").text_content()


def test_a_broken_record_is_named_with_its_remedy(tmp_path):
    (tmp_path / "quotation.json").write_text('{"notes": "many"}')
    with pytest.raises(
        ArticleError, match=r"quotation\.json: not a count of quotation; run check-article with --record"
    ):
        load_quotation(tmp_path / "quotation.json")
