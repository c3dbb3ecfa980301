"""A data officer of a part of the council loads figures for its indicators only."""

from datetime import date

import pytest

from goldenthread.domain.organisation.models import RoleAssignment, Unit
from tests import factories
from tests.domain.collection.conftest import Load

GROWTH = "code,name,kind,parent\nGROWTH,Growth,directorate,\nROADS,Roads,division,GROWTH\n"
THEIRS = "reference,name,frequency,unit\nR1,Potholes,quarter,ROADS\n"
MEANING = (
    "indicator,valid_from,description,measure,decimals,polarity,basis\nR1,2018-04-01,Potholes,number,0,lower,single\n"
)
FIGURES = "indicator,period,value\nC1,Q2 2022/23,21\nR1,Q2 2022/23,7\n"


@pytest.fixture
def two_parts(council: Load) -> Load:
    assert council({"units": GROWTH, "indicators": THEIRS, "definitions": MEANING}).stored
    return council


def officer(*, unit: str | None, **dates: date) -> object:
    person = factories.user()
    RoleAssignment.objects.create(
        user=person, role="officer", unit=Unit.objects.get(code=unit) if unit else None, **dates
    )
    return person


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("unit", "row", "reference", "owner", "theirs"),
    [
        ("CYP", 3, "R1", "Roads", "A1, B1, C1, P1"),
        ("EDU", 3, "R1", "Roads", "A1, B1, C1, P1"),
        ("GROWTH", 2, "C1", "Education", "R1"),
    ],
)
def test_the_row_of_another_part_is_refused_and_named(
    two_parts: Load, unit: str, row: int, reference: str, owner: str, theirs: str
) -> None:
    outcome = two_parts({"observations": FIGURES}, by=officer(unit=unit))
    assert not outcome.stored
    assert [(one.row, one.column, one.seen, one.expected) for one in outcome.problems] == [
        (
            row,
            "indicator",
            f"{reference} belongs to {owner}, for which you may not load figures",
            f"an indicator of your part of the council: {theirs}",
        )
    ]


@pytest.mark.django_db
def test_targets_and_commentary_are_guarded_as_well(two_parts: Load) -> None:
    theirs = officer(unit="CYP")
    for kind, text in (
        ("targets", "indicator,period,target\nR1,Q2 2022/23,5\n"),
        ("commentary", "indicator,period,context\nR1,Q2 2022/23,Frost.\n"),
    ):
        outcome = two_parts({kind: text}, by=theirs)
        assert [one.seen for one in outcome.problems] == ["R1 belongs to Roads, for which you may not load figures"]


@pytest.mark.django_db
def test_a_role_over_the_whole_council_loads_everything(two_parts: Load) -> None:
    assert two_parts({"observations": FIGURES}, by=officer(unit=None)).stored


@pytest.mark.django_db
def test_a_restructure_moves_the_right_to_load(two_parts: Load) -> None:
    person = officer(unit="CYP")
    assert not two_parts({"observations": FIGURES}, by=person).stored
    assert two_parts({"structure": "unit,parent,starts\nROADS,CYP,2024-07-01\n"}).stored
    assert two_parts({"observations": FIGURES}, by=person).stored


@pytest.mark.django_db
def test_a_role_that_has_ended_opens_no_other_part(two_parts: Load) -> None:
    person = officer(unit="CYP")
    RoleAssignment.objects.create(
        user=person, role="officer", unit=Unit.objects.get(code="GROWTH"), ends=date(2024, 6, 30)
    )
    outcome = two_parts({"observations": FIGURES}, by=person)
    assert [one.row for one in outcome.problems] == [3]
