"""Whether there are figures and targets at all: for checking that a measure can be collected."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Max, Min

from goldenthread.domain.indicators.models import Observation, Target


def coverage(*, indicators: Iterable[int]) -> dict[int, tuple[date | None, date | None, bool]]:
    """Return, by indicator id, the ends of the first and last period with a value and whether it has a target.

    In two queries; an indicator with neither is not in the answer.
    """
    wanted = list(indicators)
    valued = Observation.objects.filter(indicator_id__in=wanted, value__isnull=False)
    ends = {
        key: (first, last)
        for key, first, last in valued.values_list("indicator_id").annotate(Min("period__end"), Max("period__end"))
    }
    promised = set(Target.objects.filter(indicator_id__in=wanted).values_list("indicator_id", flat=True).distinct())
    return {key: (*ends.get(key, (None, None)), key in promised) for key in {*ends, *promised}}
