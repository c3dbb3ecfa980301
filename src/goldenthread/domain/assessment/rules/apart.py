"""Year to date figures taken apart into single periods, where that is sound (rulebook, section 2).

A count that adds up over the year is differenced by its value, a ratio by its parts. Denominators are of two kinds. One
that adds up through the year (cases closed since April) is differenced like the numerator. One that is a level (a
population, a caseload) is not: the count of each period stands over that period's own denominator. Which of them it is
shows in most years of the series; where neither shows, or the differences are impossible, nothing is taken apart.
"""

import polars as pl

from goldenthread.engines.periods import PeriodError, from_code, position_in_year, year_of
from goldenthread.engines.scoring.comparison import difference

_NEAR = 0.25
"""A level stays within this share of its first figure all year; what adds up grows by more, period for period."""

_WHY = {
    "unknown": "no year has both its first period and a later one, which would show whether the denominator adds up.",
    "unlike": "over the year the denominator neither adds up nor stays about the same.",
    "flow": "from one period to the next the numerator or the denominator falls, or the part grows by more than the "
    "whole.",
    "level": "from one period to the next the numerator falls, or the denominator is too small for it.",
}


def taken_apart(kept: pl.DataFrame) -> pl.DataFrame:
    """Return single periods where the figures are year to date and can be taken apart; others stay as they are.

    Adds ``worked_out`` (it was taken apart), ``level`` (over a denominator that does not add up), ``year_level`` (the
    latest of those in the point's year) and ``whole`` (a code: why a ratio was not taken apart).
    """
    cumulative = pl.col("basis") == "ytd"
    none = pl.lit(None, pl.String)
    kept = kept.with_columns(
        worked_out=pl.lit(False), level=pl.lit(False), year_level=pl.lit(None, pl.Float64), whole=none
    )
    if not kept.select(cumulative.any()).item():
        return kept
    given, both = pl.col("value").is_not_null(), pl.col("numerator").is_not_null()
    adds_up = (pl.col("roll_up") == "sum") & (pl.col("unit") != "percent")
    parts = (both.sum() == given.sum()).over("series") & given.any().over("series") & pl.col("scale").is_not_null()
    rest, taken = kept.filter(~cumulative), kept.filter(cumulative)
    taken = taken.join(_places(taken), on="period", how="left", maintain_order="left").with_columns(
        by_value=adds_up, by_parts=~adds_up & parts
    )
    # The rows stand by series and date, so what comes before is the row above, where it is of the same run.
    follows = pl.all_horizontal(pl.col(name) == pl.col(name).shift() for name in ("series", "segment", "year"))
    follows = (follows & (pl.col("place") == pl.col("place").shift() + 1)).fill_null(False)
    first = pl.col("place") == 1
    single = {}
    for name in ("value", "numerator", "denominator"):
        before = taken.select(pl.when(first).then(0.0).when(follows).then(pl.col(name).shift())).to_series()
        single[f"{name}_alone"] = difference(taken[name], before)
    alone = _kinds(taken.with_columns(**single))
    level, flow = pl.col("kind_of") == "is_level", pl.col("kind_of") == "is_flow"
    below = pl.when(flow & (pl.col("denominator_alone") > 0)).then("denominator_alone").when(
        level & pl.col("numerator_alone").is_not_null()
    ).then("denominator")  # fmt: skip
    above = pl.when(below.is_not_null()).then("numerator_alone")
    by_parts = level | flow
    apart = pl.col("by_value") | by_parts
    year_level = pl.col("denominator").drop_nulls().last().over("series", "segment", "year")
    alone = alone.with_columns(
        value=pl.when("by_value").then("value_alone").when(by_parts).then(above / below * pl.col("scale"))
        .otherwise("value"),
        numerator=pl.when(by_parts).then(above).when(~apart).then("numerator"),
        denominator=pl.when(by_parts).then(below).when(~apart).then("denominator"),
        basis=pl.when(apart).then(pl.lit("single")).otherwise("basis"),
        worked_out=apart,
        level=level,
        year_level=pl.when(level).then(year_level),
        whole=pl.when("by_parts").then(pl.when(~by_parts).then("kind_of")),
    )  # fmt: skip
    return pl.concat([rest, alone.select(rest.columns)])


def undivided(points: pl.DataFrame) -> dict[int, str]:
    """Return why ratios were not taken apart, by series: the end of a sentence."""
    found = points.filter(pl.col("whole").is_not_null()).select("series", "whole").unique()
    return {series: _WHY[code] for series, code in found.iter_rows()}


def _kinds(alone: pl.DataFrame) -> pl.DataFrame:
    """With ``kind_of`` denominator each series by parts has: is_flow, is_level, or a code of why it is neither."""
    by_parts = alone.filter("by_parts")
    if not by_parts.height:
        return alone.with_columns(kind_of=pl.lit("", pl.String))
    placed = by_parts.filter(pl.col("place").is_not_null() & pl.col("denominator").is_not_null())
    bottom, place = pl.col("denominator"), pl.col("place")
    start = bottom.first()
    years = (
        placed.group_by("series", "segment", "year", maintain_order=True)
        .agg(
            shows=(place.first() == 1) & (place.last() > 1) & (bottom.last() > 0),
            flow=(bottom.last() - start) >= start * _NEAR * (place.last() - 1),
            level=((bottom - start).abs() <= start * _NEAR).all(),
        )
        .filter("shows")
    )
    shown = years.group_by("series").agg(
        flow=pl.col("flow").sum() * 2 > pl.len(), level=pl.col("level").sum() * 2 > pl.len(), years=pl.len()
    )
    over, under = pl.col("numerator_alone"), pl.col("denominator_alone")
    within = pl.col("proportion").not_()
    sound = by_parts.group_by("series").agg(
        firsts=(place.fill_null(0) == 1).filter(bottom.is_not_null()).all(),
        # A period without a case is a gap: nothing divided by nothing.
        flows=((over >= 0) & ((under > 0) | ((under == 0) & (over == 0))) & (within | (over <= under))).all(),
        levels=((over >= 0) & (bottom > 0) & (within | (over <= bottom))).all(),
    )
    kinds = sound.join(shown, on="series", how="left").select(
        "series",
        kind_of=pl.when("firsts").then(pl.lit("is_flow"))
        .when(pl.col("years").is_null()).then(pl.lit("unknown"))
        .when("flow").then(pl.when("flows").then(pl.lit("is_flow")).otherwise(pl.lit("flow")))
        .when("level").then(pl.when("levels").then(pl.lit("is_level")).otherwise(pl.lit("level")))
        .otherwise(pl.lit("unlike")),
    )  # fmt: skip
    return alone.join(kinds, on="series", how="left", maintain_order="left").with_columns(
        pl.col("kind_of").fill_null("")
    )


def _places(found: pl.DataFrame) -> pl.DataFrame:
    """The year and the place in it of each distinct period; none for periods without a place in a year."""
    rows: list[tuple[str, str, int | None]] = []
    for code in found["period"].unique().to_list():
        period = from_code(code)
        try:
            rows.append((code, year_of(period).code, position_in_year(period)))
        except PeriodError:
            rows.append((code, "", None))
    return pl.DataFrame(rows, schema={"period": pl.String, "year": pl.String, "place": pl.Int64}, orient="row")
