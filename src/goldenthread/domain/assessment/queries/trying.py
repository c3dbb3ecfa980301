"""What another target or scheme would have said of an indicator's latest periods. Reads only; nothing is kept."""

from datetime import date, timedelta

from goldenthread.domain.assessment.rules import Known
from goldenthread.domain.assessment.rules.trying import Trial, Tried, tried
from goldenthread.domain.indicators import queries as indicators
from goldenthread.domain.organisation import queries as organisation

_BACK = timedelta(days=13 * 366)
"""Far enough for twelve yearly figures and the year before the first."""


def try_out(*, reference: str, trial: Trial, until: date, today: date) -> Tried:
    """Return the ratings of the council's own latest 12 periods up to ``until``, as they are and as ``trial`` says.

    A fixed number of queries. Raises NotFoundError for an unknown indicator.
    """
    council = organisation.authority()
    key = indicators.indicator(reference=reference).id
    figures = indicators.figures(indicators=[key], place=council.place_id, since=until - _BACK, until=until)[key]
    return tried(
        [
            Known(
                id=one.id,
                period=one.period,
                value=one.value,
                numerator=one.numerator,
                denominator=one.denominator,
                status=one.status,
            )
            for one in figures
        ],
        definitions=indicators.definitions_of(indicators=[key])[key],
        targets=indicators.targets_of(indicators=[key], place=council.place_id)[key],
        trial=trial,
        today=today,
        scheme=council.scheme,
        tolerance=council.tolerance,
    )
