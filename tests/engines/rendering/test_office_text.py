"""Words on their way into an office file."""

from datetime import date
from xml.etree import ElementTree
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.engines.rendering.office_text import (
    all_inlines,
    arrow,
    as_day,
    clean,
    day,
    moment,
    safe_address,
    source_line,
    words,
)
from tests.engines.rendering.sample import HOSTILE, sample_document, text


@given(st.text())
def test_clean_words_can_always_be_written_as_xml(said: str) -> None:
    shown = clean(said)
    assert ElementTree.fromstring(f"<t>{escape(shown)}</t>").text == (shown or None)  # noqa: S314 - made here


def test_words_that_xml_can_hold_stay_as_they_are() -> None:
    assert clean(HOSTILE) == HOSTILE


def test_a_line_break_becomes_a_space() -> None:
    assert clean("one \n\t two\x00\x0b three") == "one two three"


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 1, 1)))
def test_a_day_reads_as_a_day_and_back(when: date) -> None:
    shown = day(when.isoformat())
    found = as_day(shown)
    assert found is not None
    assert found.date() == when


def test_a_day_in_words() -> None:
    assert day("2022-07-01") == "1 July 2022"
    assert day("soon") == "soon"


@pytest.mark.parametrize("said", ["31 February 2022", "July 2022", "Q1 2022/23", "2022-13-01", "–", ""])
def test_what_is_no_day_is_not_taken_for_one(said: str) -> None:
    assert as_day(said) is None


def test_a_document_without_a_day_is_refused_with_a_sentence() -> None:
    from dataclasses import replace

    with pytest.raises(ValueError, match="must be a day such as 2022-07-01"):
        moment(replace(sample_document(), date="1 July 2022"))


@pytest.mark.parametrize(
    ("href", "safe"),
    [
        ("https://downland.example/a?b=1", True),
        ("mailto:performance@downland.example", True),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("https://", False),
        ("http://[broken", False),
        ("//downland.example", False),
    ],
)
def test_only_web_pages_and_mail_become_links(href: str, safe: bool) -> None:
    assert safe_address(href) is safe


def test_a_source_is_named_once() -> None:
    assert source_line("case management") == "Source: case management"
    assert source_line("Source: case management") == "Source: case management"
    assert source_line(" ") == ""


def test_directions_without_a_direction_have_a_dash() -> None:
    assert (arrow("improving"), arrow("worsening"), arrow("no_clear_trend")) == ("↑", "↓", "–")


def test_every_word_of_a_document_is_found() -> None:
    said = [words([inline]) for inline in all_inlines(sample_document())]
    for expected in ("Cabinet, 15 September 2025", "20 are Green", "Below 70% would be Red.", "Not comparable"):
        assert expected in said
    assert words(text(" a ")) == "a"
