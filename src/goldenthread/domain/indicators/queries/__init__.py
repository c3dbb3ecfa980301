"""Reading indicators: who they are, what they mean, their figures and targets, now or at any past moment."""

from goldenthread.domain.indicators.queries.figures import ends_of_figures, figures, places_of, series, targets_of
from goldenthread.domain.indicators.queries.histories import commentaries, commentary, revisions, target_history
from goldenthread.domain.indicators.queries.reading import NotFoundError
from goldenthread.domain.indicators.queries.register import definitions, definitions_of, indicator, indicators
from goldenthread.domain.indicators.rules import (
    CommentaryRow,
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
    "DefinitionRow",
    "Figure",
    "IndicatorRow",
    "NotFoundError",
    "PlaceValue",
    "Point",
    "Revision",
    "TargetRevision",
    "TargetRow",
    "commentaries",
    "commentary",
    "definitions",
    "definitions_of",
    "ends_of_figures",
    "figures",
    "indicator",
    "indicators",
    "places_of",
    "revisions",
    "series",
    "target_history",
    "targets_of",
]
