"""A figure comes back from the database digit for digit, on both databases."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from goldenthread.domain.fields import ExactDecimalField
from goldenthread.domain.organisation.models import Authority
from tests import factories

FINITE = st.builds(
    lambda sign, digits, exponent: Decimal((sign, tuple(digits), exponent)),
    st.integers(0, 1),
    st.lists(st.integers(0, 9), min_size=1, max_size=60),
    st.integers(-120, 120),
)


def _and_back(number: Decimal | str | int) -> Decimal | None:
    Authority.objects.filter(id=1).update(tolerance=number)
    return Authority.objects.values_list("tolerance", flat=True).get(id=1)


class ExactDecimalRoundTrip(TestCase):
    """Hypothesis needs a database that is rolled back after every example."""

    def setUp(self) -> None:
        factories.authority()

    @settings(deadline=None, max_examples=150)
    @given(number=FINITE)
    def test_any_finite_decimal_comes_back(self, number: Decimal) -> None:
        back = _and_back(number)
        assert back == number
        assert back is not None
        wanted = number.as_tuple().exponent
        assert isinstance(wanted, int)
        assert back.as_tuple().exponent == min(wanted, 0)  # the places after the point, trailing zeros too


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text", ["0.10", "0.1", "100", "-0.001", "83.40", "0", "12345678901234567890.123456789012345678901"]
)
def test_text_comes_back_as_it_was_written(text: str) -> None:
    factories.authority()
    assert str(_and_back(text)) == text


@pytest.mark.django_db
def test_a_figure_is_found_by_its_value() -> None:
    factories.authority(tolerance=Decimal("0.10"))
    assert Authority.objects.filter(tolerance=Decimal("0.10")).exists()


@pytest.mark.parametrize("number", [0.1, 1.0, float("nan"), float("inf")])
def test_a_binary_fraction_is_refused(number: float) -> None:
    with pytest.raises(ValidationError, match="binary fraction"):
        ExactDecimalField().to_python(number)


@pytest.mark.django_db
def test_a_binary_fraction_is_refused_on_its_way_to_the_database() -> None:
    factories.authority()
    with pytest.raises(ValidationError, match="binary fraction"):
        _and_back(0.1)  # type: ignore[arg-type]  # the mistake that must be refused


@pytest.mark.parametrize("text", ["NaN", "-Infinity", "sNaN", "one", "1,5", "£3", [], object()])
def test_what_is_no_finite_number_is_refused(text: object) -> None:
    with pytest.raises(ValidationError, match="is not a"):
        ExactDecimalField().to_python(text)


def test_nothing_stays_nothing() -> None:
    assert ExactDecimalField().to_python(None) is None
    assert ExactDecimalField().to_python("") is None
