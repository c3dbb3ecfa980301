"""The figure before each figure: earlier in the same file, else among those stored."""

import polars as pl

SERIES = ("indicator_id", "place_id", "breakdown")


def with_last(frame: pl.DataFrame, *, stored: pl.DataFrame) -> pl.DataFrame:
    """Add ``last_float`` and ``last_period_id``: the present figure before each one in its series.

    ``frame`` (row, series, period_id, start, ytd, value_float) and ``stored`` (the latest stored figures: series,
    period_id, start, value_float). A figure for the year to date starts again every year, so it is compared with the
    same stretch of the year before. Rows come back sorted by series and time, those without a figure left out.
    """
    mine = frame.filter(pl.col("value_float").is_not_null())
    if stored.height:
        kinds = mine.select("indicator_id", "ytd").unique(subset="indicator_id")
        older = (
            stored.filter(pl.col("value_float").is_not_null())
            .join(mine.select(*SERIES).unique(), on=SERIES, how="semi")
            .join(mine.select(*SERIES, "start"), on=[*SERIES, "start"], how="anti")
            .join(kinds, on="indicator_id", how="inner")
            .select(*SERIES, "period_id", "start", "ytd", "value_float")
        )
        mine = pl.concat([mine, older], how="diagonal")
    by = list(SERIES)
    if mine["ytd"].any():
        slot = pl.when("ytd").then(pl.col("start").dt.month()).otherwise(pl.lit(0)).cast(pl.Int8)
        mine = mine.with_columns(slot.alias("slot"))
        by.append("slot")
    # A file of figures comes in this order already; only what was added to it has to find its place.
    ordered = mine.sort(*by, "start") if stored.height or "slot" in by else mine
    same = pl.all_horizontal(*[pl.col(name) == pl.col(name).shift(1) for name in by])
    return ordered.with_columns(
        pl.when(same).then(pl.col("value_float").shift(1)).alias("last_float"),
        pl.when(same).then(pl.col("period_id").shift(1)).alias("last_period_id"),
    ).filter(pl.col("row").is_not_null())
