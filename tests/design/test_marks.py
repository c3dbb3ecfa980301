"""A rating and a direction are a word and a shape, then a colour."""

import re

import pytest

from goldenthread.design.marks import direction_html, rating_html
from goldenthread.engines.scoring.vocabulary import DIRECTION_WORDS, RATING_WORDS


@pytest.mark.parametrize("code", RATING_WORDS)
def test_every_rating_says_its_word_beside_a_hidden_shape(code: str) -> None:
    html = rating_html(code)
    assert re.sub("<[^>]+>", "", html) == RATING_WORDS[code].word
    assert 'aria-hidden="true"' in html


def test_colours_have_shapes_of_their_own_and_grey_is_never_coloured() -> None:
    drawn = {code: re.search("<svg.*</svg>", rating_html(code)) for code in ("green", "amber", "red", "no_data")}
    assert len({shape[0] for shape in drawn.values() if shape}) == 4
    for code in ("no_data", "not_due", "no_target", "no_judgement", "not_comparable", "never heard of"):
        assert "gt-tag--grey" in rating_html(code)


@pytest.mark.parametrize("code", DIRECTION_WORDS)
def test_every_direction_says_its_word(code: str) -> None:
    assert re.sub("<[^>]+>", "", direction_html(code)) == DIRECTION_WORDS[code].word


def test_words_are_escaped() -> None:
    assert "<script>" not in rating_html("red", "<script>")
