"""One scored indicator in words."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from goldenthread.design import scored


@dataclass(frozen=True)
class One:
    """A scored indicator of the assessment's shape."""

    reference: str = "A/1"
    name: str = "Assessments in time"
    measure: str = "percent"
    decimals: int = 1
    period_label: str = "Q1 2022/23"
    place_name: str = "Westmarch"
    value: Decimal | None = Decimal("78.4")
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    target: Decimal | None = Decimal("75.0")
    floor: Decimal | None = Decimal("70")
    lower: Decimal | None = None
    upper: Decimal | None = None
    status: str = "final"
    as_at: date | None = None
    entered_at: datetime | None = None
    due_on: date | None = date(2022, 7, 30)
    late_days: int = 0
    rating: str = "green"
    override: str = ""
    direction: str = "improving"
    variation: str = "concern_low"
    predicted: str = "likely"
    year_end: Decimal | None = Decimal("77.25")
    directorate_code: str = "ASC"
    directorate_name: str = "Adult social care"

    @property
    def shown_rating(self) -> str:
        """The rating that counts."""
        return self.override or self.rating


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "Assessments in time: 78.4%, meeting the 75% target and improving"),
        (
            {"rating": "red", "value": Decimal(60), "direction": "same"},
            "Assessments in time: 60.0%, missing the 75% target",
        ),
        ({"rating": "no_target", "target": None}, "Assessments in time: 78.4%, improving"),
        (
            {"rating": "above", "target": None, "direction": "increasing"},
            "Assessments in time: 78.4%, above the expected range",
        ),
        ({"value": None, "status": ""}, "Assessments in time: no figure yet for Q1 2022/23"),
        ({"value": None, "status": "not_due"}, "Assessments in time: not due until 30 July 2022"),
        ({"value": None, "status": "suppressed"}, "Assessments in time: too few cases to show for Q1 2022/23"),
        ({"value": None, "status": "not_available"}, "Assessments in time: no figure for Q1 2022/23"),
    ],
)
def test_the_finding(changed: dict[str, object], said: str) -> None:
    assert scored.finding(replace(One(), **changed)) == said  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("lower", "upper", "said"),
    [("10", "20", "10.0% to 20.0%"), ("10", None, "10.0% or more"), (None, "20", "up to 20.0%"), (None, None, "–")],
)
def test_an_expected_range_stands_where_a_target_would(lower: str | None, upper: str | None, said: str) -> None:
    one = One(target=None, lower=Decimal(lower) if lower else None, upper=Decimal(upper) if upper else None)
    assert scored.target_shown(one) == said


def test_a_group_is_named_once_and_a_reference_is_safe_in_an_address() -> None:
    lines = scored.rows(
        [One(), One(reference="B 2"), One(directorate_name="Roads")], series={}, address="/indicators/REFERENCE/"
    )
    assert [line.group for line in lines] == ["Adult social care", "", "Roads"]
    assert [line.url for line in lines] == ["/indicators/A/1/", "/indicators/B%202/", "/indicators/A/1/"]
    again = scored.rows([One()], series={}, address="x", group_before="Adult social care")
    assert again[0].group == ""


def test_a_rating_set_by_hand_is_marked_beside_the_calculated_one() -> None:
    line = scored.rows([One(rating="red", override="amber")], series={}, address="x")[0]
    assert "Amber (set by hand)" in line.rating
    assert line.override == "Red"


def test_what_makes_a_figure_less_than_final_is_said() -> None:
    assert scored.note_of(One(status="provisional")) == "Q1 2022/23, provisional"
    assert scored.note_of(One(status="", value=None)) == "Q1 2022/23, due 30 July 2022"
    late = One(status="", value=None, late_days=1)
    assert (scored.note_of(late), scored.late_shown(late)) == ("Q1 2022/23", "1 day late")
