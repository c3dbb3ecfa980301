"""A spread never hides a Red, and says every part in words."""

import pytest

from goldenthread.design.spread import below_words, spread_html, spread_words, standing_html


def test_words_come_in_the_order_of_the_key_and_leave_out_what_there_is_none_of() -> None:
    counts = {"no_data": 1, "red": 1, "complete": 2, "green": 4, "amber": 0, "not_started": 1}
    assert spread_words(counts) == "4 Green, 1 Red, 1 no data, 1 not started and 2 complete"
    assert spread_words({}) == ""


def test_every_part_has_shape_number_and_word() -> None:
    html = spread_html({"green": 4, "red": 1, "no_data": 1200})
    assert html.count("<svg") == 3
    assert [word in html for word in ("4 Green", "1 Red", "1,200 no data")] == [True, True, True]
    assert "gt-spread__part--red" in html
    assert html.count("gt-spread__part--grey") == 1
    assert spread_html({"green": 0}) == ""


def test_an_unknown_code_is_shown_and_never_coloured() -> None:
    html = spread_html({"<b>": 1})
    assert "1 &lt;b&gt;" in html
    assert "gt-spread__part--grey" in html


@pytest.mark.parametrize(
    ("code", "word"), [("red", "Red"), ("not_started", "Not started"), ("no_data", "No data"), ("", "Not rated")]
)
def test_a_standing_is_a_tag_with_its_word(code: str, word: str) -> None:
    assert standing_html(code).endswith(f"</svg>{word}</span>")


@pytest.mark.parametrize(
    ("counts", "shown", "words"),
    [
        ({"red": 2}, "green", "2 Red below"),
        ({"red": 1}, "", "1 Red below"),
        ({"red": 1}, "red", ""),
        ({"green": 1}, "", ""),
    ],
)
def test_a_red_below_is_told(counts: dict[str, int], shown: str, words: str) -> None:
    assert below_words(counts, shown=shown) == words
