"""What is questioned: stored only when accepted with a reason, which the event keeps."""

import pytest

from tests.domain.collection.conftest import COUNCIL, Load, rows_of_every_table
from tests.domain.collection.test_loading import stored

T = "indicator,period,target,approver,reason\n"
F = "indicator,period,value\n"

CASES = {
    "figure ten times": (
        "observations",
        F + "A1,Q3 2022/23,13.1\nB1,Jun-22,11000\n",
        3,
        "value",
        "ten times or more",
    ),
    "figure a tenth": (
        "observations",
        F + "C1,Q2 2022/23,2.05\n",
        2,
        "value",
        "a tenth or less of the figure before",
    ),
    "target ten times": (
        "targets",
        T + "B1,Apr-23,11000,,\n",
        2,
        "target",
        "at least ten times every past figure",
    ),
    "target a tenth": ("targets", T + "B1,Apr-23,100,,\n", 2, "target", "at most a tenth of every past figure"),
    "target worse, higher better": (
        "targets",
        T + "B1,Apr-23,1050,,\n",
        2,
        "target",
        "worse than current performance",
    ),
    "target worse, lower better": ("targets", T + "A1,Q1 2023/24,14,,\n", 2, "target", "(13 in Q2 2022/23)"),
    "target of zero": ("targets", T + "A1,Q1 2023/24,0,,\n", 2, "target", "a target of zero"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("case", CASES)
def test_a_question_holds_the_file_back_until_it_is_accepted_with_a_reason(council: Load, case: str) -> None:
    kind, text, row, column, seen = CASES[case]
    before = rows_of_every_table()

    asked = council({kind: text})
    assert not asked.stored
    assert asked.refused == ()
    assert [(problem.row, problem.column) for problem in asked.questioned] == [(row, column)]
    assert seen in asked.questioned[0].seen
    assert not council({kind: text}, accept_warnings=True).stored
    assert not council({kind: text}, reason="Checked").stored
    assert rows_of_every_table() == before

    accepted = council({kind: text}, accept_warnings=True, reason="Checked with the service")
    assert accepted.stored
    event = stored("AuditEvent").order_by("sequence").last()
    assert event.reason == "Checked with the service"
    assert event.data["accepted_warnings"] == [asked.questioned[0].sentence]
    assert council({kind: text}).stored  # what is stored already is not questioned again


@pytest.mark.django_db
def test_targets_are_questioned_by_the_figures_of_the_same_load(take: Load) -> None:
    asked = take({**COUNCIL, "targets": T + "B1,Apr-23,11000,,\n"})
    assert [(problem.file, problem.row) for problem in asked.problems] == [("targets.csv", 2)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    [
        T + "B1,Apr-23,1200,,\n",
        T + "B1,Apr-22,1,,\n",  # nothing came before it
        T + "B1,2023/24,14000,,\n",  # a year's target is no month's
        T + "A1,Q1 2023/24,12,,\nA1,Q2 2023/24,12,,\n",
    ],
)
def test_sound_targets_are_not_questioned(council: Load, text: str) -> None:
    assert council({"targets": text}).stored


@pytest.mark.django_db
def test_a_target_carried_on_is_not_questioned_again(council: Load) -> None:
    assert council({"targets": T + "A1,Q1 2023/24,14,,\n"}, accept_warnings=True, reason="Agreed").stored
    assert council({"targets": T + "A1,Q2 2023/24,14,,\n"}).stored


@pytest.mark.django_db
def test_a_zero_target_is_not_questioned_where_figures_come_near_zero(council: Load) -> None:
    assert council({"observations": F + "A1,Q3 2022/23,12\nA1,Q4 2022/23,0\n"}).stored
    assert [p.seen for p in council({"targets": T + "A1,Q1 2023/24,0,,\n"}).problems] == []


@pytest.mark.django_db
def test_a_figure_for_the_year_to_date_is_compared_with_a_year_before(council: Load) -> None:
    start_again = F + "P1,Q1 2022/23,100\nP1,Q4 2022/23,1500\nP1,Q1 2023/24,110\n"
    assert council({"observations": start_again}).stored
    assert [p.row for p in council({"observations": F + "P1,Q4 2023/24,150\n"}).questioned] == [2]


@pytest.mark.django_db
def test_a_target_for_the_year_to_date_is_compared_with_the_same_stretch_of_a_year_before(council: Load) -> None:
    figures = F + "P1,Q1 2022/23,100\nP1,Q2 2022/23,210\nP1,Q3 2022/23,300\nP1,Q4 2022/23,420\n"
    assert council({"observations": figures}).stored
    assert council({"targets": T + "P1,Q1 2023/24,110,,\nP1,Q2 2023/24,220,,\n"}).stored
    asked = council({"targets": T + "P1,Q4 2023/24,400,,\n"}).questioned
    assert "(420 in Q4 2022/23)" in asked[0].seen
