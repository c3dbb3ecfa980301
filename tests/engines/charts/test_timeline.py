"""Milestones over time: slippage is length and words, and nothing prints over anything."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from goldenthread.engines.charts import (
    ChartError,
    Timeline,
    TimelineRow,
    slip_words,
    timeline_alternative,
    timeline_svg,
)
from goldenthread.engines.charts.calendar_ticks import ticks
from tests.engines.charts.test_picture import parsed, words_in

TODAY = date(2026, 11, 22)
SITES = TimelineRow(name="Sites chosen", first=date(2026, 6, 30), done=date(2026, 6, 30))
OPEN = TimelineRow(name="Centre open", first=date(2026, 9, 30), expected=date(2027, 1, 15))
STAFF = TimelineRow(name="Staff in post", first=date(2027, 3, 31), expected=date(2027, 2, 28))
SHELVED = TimelineRow(name="Second centre", first=date(2027, 6, 30), note="deferred")


def line(*rows: TimelineRow, **fields: Any) -> Timeline:
    """Return a timeline of ``rows`` as it stands on 22 November 2026."""
    return Timeline(**{"identifier": "t", "title": "One of three slipped", "rows": rows, "today": TODAY, **fields})


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (None, ""),
        (0, "on time"),
        (1, "1 day late"),
        (-1, "1 day early"),
        (56, "56 days late"),
        (57, "2 months late"),
        (107, "4 months late"),
        (-400, "13 months early"),
    ],
)
def test_slippage_in_words(days: int | None, words: str) -> None:
    assert slip_words(days) == words


def test_the_words_are_written_from_the_rows() -> None:
    assert timeline_alternative(line(SITES, OPEN, STAFF, SHELVED)) == (
        "4 milestones: 1 done, 1 later than first promised. "
        "The furthest from its promise is “Centre open”, which is expected 4 months late."
    )
    overdue = TimelineRow(name="Plans agreed", first=date(2026, 10, 1), expected=date(2026, 10, 8))
    assert timeline_alternative(line(overdue)) == (
        "One milestone: 0 done, 1 later than first promised. The furthest from its promise is “Plans agreed”, which is "
        "expected 7 days late. One is past the date now expected and not done."
    )
    assert timeline_alternative(line()) == "There are no milestones."


def test_the_picture_says_its_finding_and_names_every_row_with_what_became_of_it() -> None:
    svg = timeline_svg(line(SITES, OPEN, STAFF, SHELVED))
    root = parsed(svg)
    assert (root.get("role"), root[0].text) == ("img", "One of three slipped")
    assert root[1].text == timeline_alternative(line(SITES, OPEN, STAFF, SHELVED))
    assert words_in(svg) == [
        *("July 2026", "Oct 2026", "Jan 2027", "Apr 2027", "Today"),
        *("Sites chosen", "done on time", "Centre open", "4 months late", "Staff in post", "31 days early"),
        *("Second centre", "deferred", "first promised", "now expected", "done"),
    ]


def test_a_bar_is_as_long_as_the_slip() -> None:
    def length(days: int) -> float:
        far = TimelineRow(name="Far", first=date(2026, 1, 1), done=date(2027, 12, 31))
        row = TimelineRow(name="Row", first=date(2026, 6, 1), expected=date(2026, 6, 1) + timedelta(days=days))
        bars = re.findall(r'd="M([\d.]+) [\d.]+H([\d.]+)" stroke="#A3001B"', timeline_svg(line(far, row)))
        return abs(float(bars[-1][1]) - float(bars[-1][0]))

    assert length(200) == pytest.approx(2 * length(100), rel=0.01)


def test_today_is_left_out_where_it_is_far_away() -> None:
    old = TimelineRow(name="Old", first=date(2011, 3, 1), done=date(2012, 3, 1))
    assert "Today" in words_in(timeline_svg(line(OPEN)))
    assert "Today" not in words_in(timeline_svg(line(old)))


def test_a_long_name_ends_before_the_words_beside_it() -> None:
    name = "Everything that was ever promised to anybody in the whole of the county and its twelve districts"
    svg = timeline_svg(line(TimelineRow(name=name, first=date(2026, 9, 30), expected=date(2027, 1, 15))))
    shown = next(words for words in words_in(svg) if words.startswith("Everything"))
    assert shown.endswith(" …")
    assert len(shown) < 60
    assert name in timeline_alternative(line(TimelineRow(name=name, first=TODAY, expected=date(2027, 1, 15))))


def test_no_words_leave_the_markup() -> None:
    svg = timeline_svg(line(TimelineRow(name="<b>&\x00", first=TODAY, note="1 < 2")))
    assert words_in(svg)[-5:-3] == ["<b>&", "1 < 2"]


def test_nothing_to_draw_is_refused() -> None:
    with pytest.raises(ChartError, match="no milestone"):
        timeline_svg(line())


@given(some.dates(), some.dates())
def test_ticks_are_few_and_within(one: date, other: date) -> None:
    low, high = min(one, other), max(one, other)
    found = [tick.day for tick in ticks(low, high)]
    assert len(found) <= 6
    assert found == sorted(found)
    assert all(low <= day <= high for day in found)


@given(some.dates(), some.dates(), some.dates())
def test_any_dates_are_drawn_inside_the_picture(first: date, expected: date, today: date) -> None:
    svg = timeline_svg(line(TimelineRow(name="Row", first=first, expected=expected), today=today))
    places = [float(number) for number in re.findall(r'(?:cx|x)="([\d.-]+)"', svg)]
    assert all(0 <= place <= 580 for place in places)
