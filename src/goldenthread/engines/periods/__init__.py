"""Periods: financial years, quarters, months, terms, weeks and days; what people write, read without guessing.

Pure Python over dates; ``parse_frame`` takes and returns a Polars frame. Rulebook section 1.
"""

from goldenthread.engines.periods.frames import parse_frame
from goldenthread.engines.periods.kinds import TYPE_WORDS, YEARS, Kind, kinds_called
from goldenthread.engines.periods.navigation import (
    contains,
    next_,
    parts,
    position_in_year,
    previous,
    same_period_last_year,
    year_of,
    year_to_date,
)
from goldenthread.engines.periods.parsing import AmbiguousPeriodError, Parsed, parse
from goldenthread.engines.periods.period import Period, PeriodError, containing, from_code, of_days

__all__ = [
    "TYPE_WORDS",
    "YEARS",
    "AmbiguousPeriodError",
    "Kind",
    "Parsed",
    "Period",
    "PeriodError",
    "containing",
    "contains",
    "from_code",
    "kinds_called",
    "next_",
    "of_days",
    "parse",
    "parse_frame",
    "parts",
    "position_in_year",
    "previous",
    "same_period_last_year",
    "year_of",
    "year_to_date",
]
