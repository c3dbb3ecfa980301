"""Dates, moments and counts as a reader sees them."""

from datetime import UTC, date, datetime

import pytest

from goldenthread.design import words


def test_a_day_is_written_out() -> None:
    assert words.day(date(2022, 7, 1)) == "1 July 2022"
    assert words.day(None) == "–"


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        (datetime(2022, 7, 1, 8, 30, tzinfo=UTC), "1 July 2022, 9:30am"),  # summer time is an hour ahead
        (datetime(2022, 12, 1, 13, 5, tzinfo=UTC), "1 December 2022, 1:05pm"),
        (datetime(2022, 6, 30, 23, 0, tzinfo=UTC), "1 July 2022, midnight"),
        (datetime(2022, 12, 1, 12, 0, tzinfo=UTC), "1 December 2022, noon"),
        (datetime(2022, 12, 1, 0, 1, tzinfo=UTC), "1 December 2022, 12:01am"),
    ],
)
def test_a_moment_is_in_the_councils_own_time(moment: datetime, shown: str) -> None:
    assert words.moment(moment) == shown
    assert shown.startswith(words.day(moment))


def test_counts_agree_with_their_nouns() -> None:
    assert words.counted(1, "figure", "figures") == "1 figure"
    assert words.counted(1204, "figure", "figures") == "1,204 figures"
    assert (words.spelled(0), words.spelled(9), words.spelled(10)) == ("no", "nine", "10")
    assert words.joined([]) == ""
    assert words.joined(["a"]) == "a"
    assert words.joined(["a", "b", "c"]) == "a, b and c"


def test_every_code_of_the_domain_has_words() -> None:
    from goldenthread.domain.indicators import rules

    assert set(words.STATUS_WORDS) == {*rules.STATUSES, ""}
    assert set(words.SCHEME_WORDS) == set(words.SCHEME_SENTENCES) == set(rules.SCHEMES)
    assert set(words.POLARITY_WORDS) == set(rules.POLARITIES)
    assert set(words.BASIS_WORDS) == set(rules.BASES)
    assert set(words.KIND_WORDS) == set(rules.KINDS)
    assert set(words.FREQUENCY_WORDS) == set(rules.FREQUENCIES)
    assert set(words.TARGET_BASIS_WORDS) == set(rules.TARGET_BASES)
