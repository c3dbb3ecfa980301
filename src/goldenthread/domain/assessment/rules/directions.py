"""The direction of travel that a report shows: the one that the authority chose."""

from goldenthread.domain.assessment.rules.judging import Judged
from goldenthread.domain.assessment.rules.methods import Answer


def direction_shown(judged: Judged, *, method: str, trend: Answer | None = None) -> tuple[str, str]:
    """Return the direction that a report shows, with its reason: the authority's ``method``.

    A cumulative figure is always set against the same period last year. Source: rulebook, section 5.
    """
    cumulative = judged.definition is not None and judged.definition.basis == "ytd"
    if method == "last_year" or cumulative:
        return judged.direction_last_year, judged.direction_last_year_reason
    if method == "trend" and trend is not None:
        return trend.answer, trend.reason
    return judged.direction_previous, judged.direction_previous_reason
