"""Made-up observations for measuring speed: the same figures on every machine, fit for every scoring engine.

Each indicator is drawn from a seed of its own, and month by month: more series or more months leave the rest as it is.

>>> observations(series=2, periods=12).select("series", "period").collect().row(12)
('KPI-0001/E07000002', '2014-01')
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray
from polars.io.plugins import register_io_source

AREAS: Final = 350
"""Areas of each indicator: about as many as England has councils."""

LONGEST: Final = 1_200
"""The most periods of a series: a hundred years of months."""

FIRST_YEAR: Final = 2014
"""Series begin in January, so that whole years of months end with a financial year in progress."""

AREA_GROUPS: Final = ("county", "district", "london", "metropolitan", "unitary")

SCHEMA: Final = pl.Schema(
    {
        "series": pl.String, "indicator": pl.String, "area": pl.String, "area_group": pl.String, "group": pl.String,
        "period": pl.String, "value": pl.Float64, "numerator": pl.Float64, "denominator": pl.Float64,
        "target": pl.Float64, "floor": pl.Float64, "polarity": pl.String, "scheme": pl.String, "basis": pl.String,
        "status": pl.String, "unit": pl.String, "rule": pl.String,
    }
)  # fmt: skip
"""The columns, one observation a row. ``group`` is who an area is compared with: its indicator, kind and month."""

_SEED: Final = 2022
_GAPS: Final = 0.01
_POLARITIES: Final = ("higher", "lower", "higher", "lower", "higher", "none")
_Floats = NDArray[np.float64]


def observations(*, series: int, periods: int) -> pl.LazyFrame:
    """``series`` series of ``periods`` months each, by indicator, area and month: a lazy table with SCHEMA's columns.

    Three indicators of four are percentages with their parts, the fourth a count, which is added up. Levels differ
    by area; some series drift, some step, all have a season and noise. One figure in a hundred is not available; the
    last month is provisional. Raises ValueError for less than one series or period, or more than LONGEST periods.
    """
    if series < 1:
        raise ValueError(f"A table of {series} series cannot be made: use 1 or more.")
    if not 1 <= periods <= LONGEST:
        raise ValueError(f"A series of {periods} periods cannot be made: use 1 to {LONGEST:,}.")

    def blocks(
        columns: list[str] | None, predicate: pl.Expr | None, rows: int | None, _batch: int | None
    ) -> Iterator[pl.DataFrame]:
        left = series * periods if rows is None else rows
        for first in range(0, series, AREAS):
            if left <= 0:
                return
            block = _indicator(first // AREAS, areas=min(AREAS, series - first), periods=periods).head(left)
            left -= block.height
            block = block if predicate is None else block.filter(predicate)
            yield block if columns is None else block.select(columns)

    return register_io_source(io_source=blocks, schema=SCHEMA)


def _indicator(number: int, *, areas: int, periods: int) -> pl.DataFrame:
    """Every observation of one indicator; ``areas`` of its AREAS are kept."""
    base, share, size, gap = _figures(number, periods=periods)
    counted = number % 4 == 3
    polarity = _POLARITIES[number % len(_POLARITIES)]
    events = np.rint(share * size)
    value = events if counted else np.round(100 * events / size, 2)
    target = np.rint(base / 100 * size[:, :1]) if counted else np.full((AREAS, 1), base)
    floor = np.round(target * (1.1 if polarity == "lower" else 0.9), 2)

    def numbers(cells: _Floats) -> pl.Series:
        return pl.Series(np.where(gap, np.nan, cells)[:areas].reshape(-1)).fill_nan(None)

    def words(each: list[str]) -> pl.Series:
        return pl.Series(each, dtype=pl.String)

    rows = areas * periods
    area = np.repeat(np.arange(areas), periods)
    month = np.tile(np.arange(periods), areas)
    indicator = f"KPI-{number + 1:04}"
    codes = [f"E07{place + 1:06}" for place in range(areas)]
    months = [f"{FIRST_YEAR + step // 12}-{step % 12 + 1:02}" for step in range(periods)]
    groups = [f"{indicator}/{kind}/{label}" for kind in AREA_GROUPS for label in months]
    kind_of_area = area * len(AREA_GROUPS) // AREAS
    last = (month == periods - 1).astype(np.uint8)
    status = words(["final", "provisional", "not_available"]).gather(np.where(gap[:areas].reshape(-1), 2, last))

    def same(word: str) -> pl.Series:
        return pl.Series([word]).new_from_index(0, rows)

    return pl.DataFrame(
        {
            "series": words([f"{indicator}/{code}" for code in codes]).gather(area),
            "indicator": same(indicator),
            "area": words(codes).gather(area),
            "area_group": words(list(AREA_GROUPS)).gather(kind_of_area),
            "group": words(groups).gather(kind_of_area * periods + month),
            "period": words(months).gather(month),
            "value": numbers(value),
            "numerator": pl.Series([None], dtype=pl.Float64).new_from_index(0, rows) if counted else numbers(events),
            "denominator": pl.Series([None], dtype=pl.Float64).new_from_index(0, rows) if counted else numbers(size),
            "target": pl.Series(np.repeat(target[:areas], periods)),
            "floor": pl.Series(np.repeat(floor[:areas], periods)),
            "polarity": same(polarity),
            "scheme": same("floor"),
            "basis": same("single"),
            "status": status,
            "unit": same("number" if counted else "%"),
            "rule": same("sum" if counted else "ratio"),
        },
        schema=SCHEMA,
    )


def _figures(number: int, *, periods: int) -> tuple[float, _Floats, _Floats, NDArray[np.bool_]]:
    """The percentage aimed at; shares from 0.01 to 0.99, the sizes they are shares of, and what is missing.

    The last three are squares, area by month, of all AREAS.
    """
    dice = np.random.default_rng([_SEED, number])
    level = dice.uniform(40, 80) + dice.normal(0, 4, (AREAS, 1))
    drift = np.where(dice.random((AREAS, 1)) < 1 / 3, dice.normal(0, 0.08, (AREAS, 1)), 0)
    step = np.where(dice.random((AREAS, 1)) < 1 / 5, dice.normal(0, 6, (AREAS, 1)), 0)
    stepped = dice.integers(6, 60, (AREAS, 1))
    swing, people = dice.uniform(0, 3), dice.integers(400, 5_000, (AREAS, 1))
    month = np.arange(periods)
    # A month at a time: rows of the draw are months, so that a longer series begins with a shorter one.
    noise = dice.standard_normal((periods, AREAS, 2)).transpose(2, 1, 0)
    size = np.maximum(np.rint(people * (1 + 0.02 * noise[1])), 1)
    percent = level + drift * month + step * (month >= stepped) + swing * np.sin(2 * np.pi * month / 12) + 2 * noise[0]
    gap = np.random.default_rng([_SEED, number, 1]).random((periods, AREAS)).T < _GAPS
    return round(float(level.mean()), 1), np.clip(percent, 1, 99) / 100, size, gap
