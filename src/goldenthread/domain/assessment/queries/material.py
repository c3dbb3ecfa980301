"""What a judgement needs beside the figures themselves: the targets that count, and what others published."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

import polars as pl

from goldenthread.domain.assessment.rules import Answer, Subject
from goldenthread.domain.assessment.rules.comparing import compare
from goldenthread.domain.assessment.rules.comparing_words import Measure
from goldenthread.domain.indicators import lookups
from goldenthread.domain.indicators import queries as indicators
from goldenthread.domain.indicators.rules import DefinitionRow, TargetRow


def targets_that_count(
    definitions: Mapping[int, Sequence[DefinitionRow]],
    *,
    since: date,
    place: int,
    breakdown: str,
    as_at: datetime | None,
) -> dict[int, list[TargetRow]]:
    """Return the targets of periods that end from ``since`` on, and all of them where each figure has its own.

    Where closer to the target is better every point of a trend is set against the target of its own period.
    """
    closer = {one for one, known in definitions.items() if any(each.polarity == "target" for each in known)}
    return indicators.targets_of(
        indicators=definitions.keys() - closer, place=place, breakdown=breakdown, since=since, as_at=as_at
    ) | indicators.targets_of(indicators=closer, place=place, breakdown=breakdown, as_at=as_at)


def standings(
    figures: pl.DataFrame,
    *,
    subjects: Sequence[Subject | None],
    since: date,
    until: date,
    as_at: datetime | None,
    home: str,
) -> dict[int, Answer]:
    """Return where each subject of the place ``home`` stands among the councils it is compared with; three queries."""
    known = [one for one in subjects if one is not None]
    published = lookups.comparators(indicators=[one.indicator_id for one in known], as_at=as_at, since=since, home=home)
    return compare(
        figures=figures,
        comparators=published,
        polarities={one.indicator_id: one.polarity for one in known},
        until=until,
        measures={
            one.indicator_id: Measure(
                unit=one.unit, decimals=one.decimals, proportion=one.proportion, target=one.target
            )
            for one in known
        },
    )
