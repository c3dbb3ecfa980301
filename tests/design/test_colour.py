"""Whatever colour a council has, what stands on it can be read."""

from hypothesis import given
from hypothesis import strategies as st

from goldenthread.design import colour

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")


def test_known_contrasts() -> None:
    assert round(colour.contrast("#000000", "#FFFFFF"), 2) == 21
    assert round(colour.contrast("#767676", "#FFFFFF"), 2) == 4.54
    assert colour.contrast("#12436D", "#12436D") == 1


@given(COLOURS)
def test_the_ink_can_be_read_on_every_colour(shade: str) -> None:
    css = colour.stylesheet(shade)
    ink = css.split("--gt-brand-ink:")[1][:7]
    assert colour.contrast(shade, ink) >= 4.5 or colour.contrast(shade, ink) >= max(
        colour.contrast(shade, other) for other in ("#ffffff", "#0b0c0c")
    )
    assert f"--gt-brand:{shade};" in css


def test_what_is_no_colour_never_reaches_the_stylesheet() -> None:
    assert "#12436D" in colour.stylesheet("red;}body{display:none")
    assert "display" not in colour.stylesheet("red;}body{display:none")
