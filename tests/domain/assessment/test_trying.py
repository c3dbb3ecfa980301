"""What another target or scheme would have said of past periods, and what cannot be tried."""

from datetime import date
from decimal import Decimal

import pytest

from goldenthread.domain.assessment import queries
from goldenthread.domain.assessment.models import Result
from goldenthread.domain.assessment.rules.trying import Trial, faults
from goldenthread.domain.audit.models import AuditEvent
from goldenthread.domain.indicators.models import Target
from goldenthread.domain.indicators.queries import NotFoundError
from tests import factories

D = Decimal
TODAY, END = date(2026, 8, 15), date(2026, 6, 30)
VALUES = ("70", "74", "79", "83", "86")


@pytest.fixture
def _council(db: None) -> None:
    """Five quarters up to Q1 2026/27, each with a target of 85 and a floor of 80."""
    queries.forget()
    factories.authority()
    indicator = factories.indicator()
    for code, value in zip(("FY2025-Q1", "FY2025-Q2", "FY2025-Q3", "FY2025-Q4", "FY2026-Q1"), VALUES, strict=True):
        quarter = factories.period(code)
        factories.observation(indicator=indicator, period=quarter, value=value)
        factories.target(indicator=indicator, period=quarter, value="85", floor="80")


def _tried(trial: Trial) -> queries.Tried:
    return queries.try_out(reference="AS07", trial=trial, until=END, today=TODAY)


@pytest.mark.usefixtures("_council")
@pytest.mark.parametrize(
    ("trial", "would", "changed"),
    [
        (Trial(scheme="floor"), "green amber red red red", 0),
        (Trial(scheme="floor", target=D(78), floor=D(72)), "green green green amber red", 3),
        (Trial(scheme="met"), "green red red red red", 1),
        (Trial(scheme="percent", tolerance=D(10)), "green amber amber red red", 1),
        (Trial(scheme="absolute", tolerance=D(11)), "green amber amber amber red", 2),
        (Trial(scheme="last_year"), "green not_comparable not_comparable not_comparable not_comparable", 4),
        (Trial(scheme="range", lower=D(75), upper=D(84)), "above within within below below", 5),
    ],
)
def test_each_period_is_rated_as_it_would_have_been(trial: Trial, would: str, changed: int) -> None:
    tried = _tried(trial)
    assert [line.rating for line in tried.lines] == ["green", "amber", "red", "red", "red"]
    assert [line.tried_rating for line in tried.lines] == would.split()
    assert tried.changed == changed


@pytest.mark.usefixtures("_council")
def test_both_ratings_come_with_their_reason() -> None:
    line = _tried(Trial(scheme="floor", target=D(82), floor=D(80))).lines[1]
    assert line.reason == "Amber: 83% is below the 85% target but above the 80% floor standard."
    assert line.tried_reason == "Green: 83% is above the 82% target."
    assert (line.label, line.changed) == ("Q4 2025/26", True)


@pytest.mark.usefixtures("_council")
def test_nothing_is_kept() -> None:
    before = (AuditEvent.objects.count(), Target.objects.count(), Result.objects.count())
    _tried(Trial(scheme="met", target=D(1)))
    assert (AuditEvent.objects.count(), Target.objects.count(), Result.objects.count()) == before


@pytest.mark.usefixtures("_council")
def test_an_unknown_indicator_is_not_found() -> None:
    with pytest.raises(NotFoundError):
        queries.try_out(reference="NONE", trial=Trial(scheme="met"), until=END, today=TODAY)


@pytest.mark.parametrize(
    ("trial", "field", "said"),
    [
        (Trial(scheme="percent", target=D(0)), "target", "Choose the tolerance in the indicator’s own unit instead."),
        (Trial(scheme="absolute", target=D(80)), "tolerance", "Enter how far the target may be missed"),
        (Trial(scheme="percent", tolerance=D(-1)), "tolerance", "A tolerance cannot be below 0."),
        (Trial(scheme="floor", target=D(80), floor=D(90)), "floor", "harder to meet than the target"),
        (Trial(scheme="range", lower=D(9), upper=D(8)), "upper", "below its lower end"),
    ],
)
def test_what_cannot_be_tried_is_said_beside_its_field(trial: Trial, field: str, said: str) -> None:
    [(name, sentence)] = faults(trial, polarity="higher").items()
    assert name == field
    assert said in sentence


def test_what_can_be_tried_has_no_faults() -> None:
    assert faults(Trial(scheme="floor", target=D(80), floor=D(90)), polarity="lower") == {}
    assert faults(Trial(scheme="absolute", target=D(0), tolerance=D(2)), polarity="higher") == {}
