"""Looks of ratings and directions, as the renderers know them; they are decided one floor below, for charts too."""

from goldenthread.engines.charts.marks import (
    ARROW_TEXT,
    RATING_MARKS,
    Arrow,
    Mark,
    Shape,
    direction_arrow,
    rating_mark,
)

__all__ = ["ARROW_TEXT", "RATING_MARKS", "Arrow", "Mark", "Shape", "direction_arrow", "rating_mark"]
