"""The quarter scheduled backwards from the meeting."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.domain.calendar.rules import STAGES, Stage, TimetableError, back_scheduled, due_for
from goldenthread.engines.periods import from_code
from goldenthread.engines.periods.working_days import is_working_day, working_days_between

Q2 = from_code("FY2026-Q2")  # July to September 2026


def test_every_deadline_of_a_quarter_from_its_meeting() -> None:
    found = back_scheduled(period=Q2, meeting=date(2026, 12, 3))
    assert [(due.code, due.opens, due.due) for due in found.stages] == [
        ("enter", date(2026, 10, 27), date(2026, 11, 10)),
        ("approve", date(2026, 11, 10), date(2026, 11, 13)),
        ("sign_off", date(2026, 11, 13), date(2026, 11, 18)),
        ("draft", date(2026, 11, 18), date(2026, 11, 25)),
    ]
    assert found.publish == date(2026, 11, 25)
    assert found.enter_by == found.late_after == date(2026, 11, 10)


def test_when_the_meeting_moves_everything_moves_with_it() -> None:
    before = back_scheduled(period=Q2, meeting=date(2026, 12, 3), grace_days=2)
    after = back_scheduled(period=Q2, meeting=date(2026, 12, 10), grace_days=2)
    assert [(later.due - earlier.due).days for earlier, later in zip(before.stages, after.stages, strict=True)] == [
        7
    ] * 4
    assert before.late_after == date(2026, 11, 12)


def test_figures_are_not_asked_for_before_the_period_is_over() -> None:
    tight = back_scheduled(period=Q2, meeting=date(2026, 10, 30))
    assert (tight.stages[0].opens, tight.stages[0].due) == (date(2026, 10, 1), date(2026, 10, 7))
    with pytest.raises(TimetableError) as refused:
        back_scheduled(period=Q2, meeting=date(2026, 10, 20))
    assert str(refused.value) == (
        "Officers would have to enter figures by 25 September 2026, and Q2 2026/27 is not over before "
        "30 September 2026. Choose a later meeting, or give the stages fewer days."
    )
    with pytest.raises(TimetableError, match="The meeting on 30 September 2026 is before Q2 2026/27 is over"):
        back_scheduled(period=Q2, meeting=date(2026, 9, 30))


@pytest.mark.parametrize(
    ("stages", "clear_days", "sentence"),
    [
        (STAGES[1:], 5, "The first stage must be entering figures"),
        ((*STAGES, STAGES[0]), 5, "each stage may stand there once"),
        (STAGES, -1, "A number of working days is below zero"),
        ((STAGES[0], Stage(code="x", name="X", who="x", working_days=-3)), 5, "A number of working days is below zero"),
    ],
)
def test_what_makes_no_timetable_is_refused(stages: tuple[Stage, ...], clear_days: int, sentence: str) -> None:
    with pytest.raises(TimetableError, match=sentence):
        back_scheduled(period=Q2, meeting=date(2026, 12, 3), stages=stages, clear_days=clear_days)


@given(
    days=st.integers(min_value=60, max_value=200),
    clear=st.integers(0, 10),
    lengths=st.lists(st.integers(0, 8), max_size=4),
)
def test_stages_follow_each_other_and_end_with_clear_days(days: int, clear: int, lengths: list[int]) -> None:
    meeting = date.fromordinal(Q2.end.toordinal() + days)
    stages = [Stage(code="enter", name="Enter", who="officers", working_days=5)]
    stages += [Stage(code=str(n), name=str(n), who="x", working_days=length) for n, length in enumerate(lengths)]
    found = back_scheduled(period=Q2, meeting=meeting, clear_days=clear, stages=stages)
    assert working_days_between(found.publish, meeting) == clear
    assert found.stages[-1].due == found.publish
    assert all(is_working_day(due.due) and due.opens <= due.due for due in found.stages)
    assert [due.due for due in found.stages[:-1]] == [due.opens for due in found.stages[1:]]


def test_a_month_of_the_quarter_is_owed_before_the_last_one() -> None:
    enter_by = date(2026, 11, 10)
    july, september = from_code("2026-07"), from_code("2026-09")
    assert due_for(period=july, due_days=30, enter_by=enter_by, grace_days=2) == date(
        2026, 9, 1
    )  # a bank holiday on 31
    assert due_for(period=september, due_days=60, enter_by=enter_by, grace_days=2) == date(2026, 11, 12)
    assert due_for(period=september, due_days=60, enter_by=enter_by, grace_days=0) == enter_by
