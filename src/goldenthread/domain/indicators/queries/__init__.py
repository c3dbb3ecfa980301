"""Reading indicators: who they are, what they mean, their figures and targets, now or at any past moment."""

from goldenthread.domain.indicators.queries.comparators import comparators_of
from goldenthread.domain.indicators.queries.figures import (
    Key,
    ends_of_figures,
    figures,
    figures_by_key,
    latest_figures,
    places_of,
    series,
    targets_by_key,
    targets_of,
)
from goldenthread.domain.indicators.queries.histories import (
    commentaries,
    commentary,
    latest_commentary,
    revisions,
    target_history,
)
from goldenthread.domain.indicators.queries.reading import NotFoundError
from goldenthread.domain.indicators.queries.register import definitions, definitions_of, indicator, indicators, owners
from goldenthread.domain.indicators.rules import (
    CommentaryRow,
    ComparatorLine,
    DefinitionRow,
    Figure,
    IndicatorRow,
    PlaceValue,
    Point,
    Revision,
    TargetRevision,
    TargetRow,
)

__all__ = [
    "CommentaryRow",
    "ComparatorLine",
    "DefinitionRow",
    "Figure",
    "IndicatorRow",
    "Key",
    "NotFoundError",
    "PlaceValue",
    "Point",
    "Revision",
    "TargetRevision",
    "TargetRow",
    "commentaries",
    "commentary",
    "comparators_of",
    "definitions",
    "definitions_of",
    "ends_of_figures",
    "figures",
    "figures_by_key",
    "indicator",
    "indicators",
    "latest_commentary",
    "latest_figures",
    "owners",
    "places_of",
    "revisions",
    "series",
    "target_history",
    "targets_by_key",
    "targets_of",
]
