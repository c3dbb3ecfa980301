"""Series laid out by year and season, so that a forecast of thousands is arithmetic on whole squares of figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import polars as pl

from goldenthread.engines.periods import YEARS, Kind, Period, from_code, next_, position_in_year, year_of
from goldenthread.engines.scoring.units import unit_of

Numbers = npt.NDArray[np.float64]

SEASONS: Final = {
    str(Kind.MONTH): 12, str(Kind.QUARTER): 4, str(Kind.CALENDAR_QUARTER): 4, str(Kind.HALF_YEAR): 2,
    str(Kind.CALENDAR_HALF_YEAR): 2, str(Kind.TERM): 3, **{str(kind): 1 for kind in YEARS},
}  # fmt: skip
"""How many periods of a kind make a year; kinds that are not here have no year to be forecast."""

YEARS_BACK: Final = 10
"""Figures older than this say little of the year in progress, and are left out."""


@dataclass(frozen=True, kw_only=True)
class Squares:
    """Series of one kind of period. Each square has the shape (series, years back, position in the year).

    ``tops`` are the values, or the numerators of a ``ratio`` whose denominators are ``bottoms``; a figure that is
    missing is not a number. Year 0 is the year of the latest figure; ``present`` marks its positions with a figure,
    ``full`` the past years (from year 1 back) that are complete. A result times ``unit`` is in the figures' own unit.
    """

    series: pl.Series
    season: int
    ratio: bool
    percent: list[bool]
    current: list[Period]
    tops: Numbers
    bottoms: Numbers
    unit: Numbers

    @property
    def present(self) -> npt.NDArray[np.bool_]:
        """Which positions of the current year have a figure."""
        found: npt.NDArray[np.bool_] = ~np.isnan(self.tops[:, 0])
        return found

    @property
    def full(self) -> npt.NDArray[np.bool_]:
        """Which past years are complete."""
        found: npt.NDArray[np.bool_] = np.asarray(~np.isnan(self.tops[:, 1:]).any(axis=2))
        return found

    def to_scale(self) -> tuple[Squares, Numbers]:
        """The same series with no figure above 1, and what a result is to be multiplied with."""
        top, bottom = _largest(self.tops), _largest(self.bottoms) if self.ratio else np.ones(len(self.tops))
        with np.errstate(all="ignore"):
            tops, bottoms = self.tops / top[:, None, None], self.bottoms / bottom[:, None, None]
            return replace(self, tops=tops, bottoms=bottoms, unit=top / bottom), top / bottom

    def years(self, ahead: npt.NDArray[Any]) -> list[Period]:
        """The year that each forecast is for: the current one, or the next where it looks one ahead."""
        following = {year: next_(year) for year in set(self.current)} if ahead.any() else {}
        return [following[year] if far else year for year, far in zip(self.current, ahead, strict=True)]


def _largest(cells: Numbers) -> Numbers:
    size: Numbers = np.where(np.isnan(cells), 0.0, np.abs(cells)).max(axis=(1, 2))
    # A power of two leaves every digit as it was.
    return np.where(size > 0, np.exp2(np.ceil(np.log2(np.where(size > 0, size, 1.0))).clip(-1000, 1000)), 1.0)


def located(points: pl.DataFrame) -> pl.DataFrame:
    """The points with ``season``, ``year`` (its first calendar year), ``year_code``, ``place``, ``paired``, ``given``.

    ``season`` is missing for kinds of period that do not make up a year.
    """
    rows: list[tuple[object, ...]] = []
    for code, kind in points.select("code", "kind").unique().iter_rows():
        season = SEASONS.get(kind)
        if season is None:
            rows.append((code, None, None, None, None))
            continue
        period = from_code(code)
        year = year_of(period)
        place = 0 if season == 1 else position_in_year(period) - 1
        rows.append((code, season, year.start.year, year.code, place))
    schema = {"code": pl.String, "season": pl.Int64, "year": pl.Int64, "year_code": pl.String, "place": pl.Int64}
    known = pl.DataFrame(rows, schema=schema, orient="row")
    pair = pl.col("numerator").is_not_null() & pl.col("denominator").is_not_null()
    return points.join(known, on="code", how="left", maintain_order="left").with_columns(
        pair=pair, given=pair | pl.col("value").is_not_null(), paired=pair.any().over("series")
    )


_LAID: Final = (
    "series", "season", "paired", "place", "start", "year_code", "value", "numerator", "denominator", "unit", "basis",
)  # fmt: skip


def squares(points: pl.DataFrame) -> Iterator[Squares]:
    """The series of each kind of period, with and without parts, laid out; those without any figure are left out."""
    # A ratio's periods need both parts: a value alone cannot be added to them.
    used = points.filter(pl.when("paired").then("pair").otherwise("given"))
    used = used.select(*_LAID, back=pl.col("year").max().over("series") - pl.col("year"))
    used = used.filter(pl.col("back") <= YEARS_BACK)
    for season, ratio in used.select("season", "paired").unique(maintain_order=True).iter_rows():
        part = used.filter((pl.col("season") == season) & (pl.col("paired") == ratio))
        yield _laid_out(part, season=season, ratio=ratio)


def _laid_out(part: pl.DataFrame, *, season: int, ratio: bool) -> Squares:
    series = part.group_by("series", maintain_order=True).agg(
        unit=pl.col("unit").drop_nulls().first(),
        basis=pl.col("basis").drop_nulls().first(),
        year_code=pl.col("year_code").sort_by("start").last(),
    )
    numbered = part.join(series.select("series").with_row_index("line"), on="series", how="left")
    line, back, place = (numbered[name].cast(pl.Int64).to_numpy() for name in ("line", "back", "place"))
    depth = int(back.max()) + 1

    def square(name: str) -> Numbers:
        cells = np.full((series.height, max(depth, 2), season), np.nan)
        cells[line, back, place] = numbered[name].cast(pl.Float64).to_numpy()
        return cells

    tops, bottoms = square("numerator" if ratio else "value"), square("denominator")
    cumulative = (series["basis"] == "ytd").fill_null(False).to_numpy()
    if cumulative.any() and season > 1:
        for cells in (tops, bottoms):
            cells[cumulative, :, 1:] = np.diff(cells[cumulative], axis=2)
    codes = series["year_code"].to_list()
    years = {code: from_code(code) for code in set(codes)}
    percent = [ratio and unit_of(unit).after == "%" for unit in series["unit"].to_list()]
    return Squares(
        series=series["series"], season=season, ratio=ratio, percent=percent,
        current=[years[code] for code in codes], tops=tops, bottoms=bottoms,
        unit=np.ones(len(tops)),
    )  # fmt: skip
