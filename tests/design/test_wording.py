"""Two wordings, word by word."""

from hypothesis import given
from hypothesis import strategies as some

from goldenthread.design.wording import LONGEST, Piece, compared, compared_html


def test_one_word_changed() -> None:
    assert compared("Helping people in need", "Helping everybody in need") == [
        Piece("same", "Helping "),
        Piece("out", "people"),
        Piece("in", "everybody"),
        Piece("same", " in need"),
    ]


def test_nothing_changed_and_nothing_there() -> None:
    assert compared("Same", "Same") == [Piece("same", "Same")]
    assert compared("", "") == []
    assert compared("", "New") == [Piece("in", "New")]


def test_what_is_too_long_is_shown_whole() -> None:
    before, after = "a " * LONGEST, "b"
    assert compared(before, after) == [Piece("out", before), Piece("in", after)]


def test_the_markup_names_both_and_escapes() -> None:
    html = compared_html("5 < 6", "5 > 6")
    assert "[taken out: </span>&lt;<span" in html
    assert "[put in: </span>&gt;<span" in html


@given(some.text(alphabet="ab \n", max_size=40), some.text(alphabet="ab \n", max_size=40))
def test_both_wordings_can_be_read_back(before: str, after: str) -> None:
    pieces = compared(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != "in") == before or before == after
    assert "".join(piece.text for piece in pieces if piece.kind != "out") == after
