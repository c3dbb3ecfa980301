"""Looks of ratings: told apart without colour, read by everybody."""

import pytest

from goldenthread.engines.charts.marks import RATING_MARKS, direction_arrow, rating_mark


def luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("code", [*RATING_MARKS, "no_data"])
def test_word_and_shape_can_be_read(code: str) -> None:
    mark = rating_mark(code)
    assert contrast(mark.ink, mark.tint) >= 4.5
    assert contrast(mark.solid, "#FFFFFF") >= 3


def test_every_rating_has_a_shape_of_its_own() -> None:
    shapes = [mark.shape for mark in RATING_MARKS.values()] + [rating_mark("no_data").shape]
    assert len(shapes) == len(set(shapes))


@pytest.mark.parametrize("code", ["no_data", "not_due", "no_target", "no_judgement", "not_comparable", "something new"])
def test_grey_states_are_grey(code: str) -> None:
    assert rating_mark(code).ink == "#505A5F"


def test_arrows_speak_of_the_service() -> None:
    assert [direction_arrow(code) for code in ("improving", "worsening", "same", "no_clear_trend", "refused")] == [
        "up",
        "down",
        "level",
        "none",
        "none",
    ]
