"""`goldenthread collect` sets a timetable and asks for figures."""

import pytest

from goldenthread.domain.calendar.queries import timetable
from goldenthread.domain.collection.queries import returns
from tests.entrypoints.commands.conftest import Run

ASKED = ["collect", "--period", "Q3 2022/23", "--meeting", "2023-03-02"]


@pytest.mark.usefixtures("council")
def test_it_says_what_is_asked_for_and_by_when(goldenthread: Run) -> None:
    code, said, _ = goldenthread(*ASKED)
    assert code == 0
    assert said.startswith("Q3 2022/23: ")
    assert "to be entered by 2023-02-07 for the meeting on 2023-03-02." in said
    assert timetable(period="FY2022-Q3") is not None
    assert returns(period="FY2022-Q3")
    assert "(0 new, 0 moved)" in goldenthread(*ASKED).out


@pytest.mark.usefixtures("council")
@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (["--meeting", "soon"], "“soon” is not a day. Write it like 2026-12-03."),
        (["--meeting", "2022-12-01"], "is before Q3 2022/23 is over"),
        (["--committee", "NONE"], "There is no committee NONE."),
    ],
)
def test_what_makes_no_timetable_is_refused(goldenthread: Run, more: list[str], sentence: str) -> None:
    refused = goldenthread(*ASKED, *more)
    assert refused.code == 2
    assert sentence in refused.err
    assert returns(period="FY2022-Q3") == []
