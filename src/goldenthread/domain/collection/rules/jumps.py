"""The figure before each figure: earlier in the same file, else among those stored."""

import polars as pl

SERIES = ("indicator_id", "place_id", "breakdown")


def with_last(frame: pl.DataFrame, *, stored: pl.DataFrame) -> pl.DataFrame:
    """Add ``last_float`` and ``last_label``: the present figure before each one in its series.

    ``stored`` holds the latest stored figures of the same series: the series' columns, start, label, value_float. A
    figure for the year to date starts again every year, so it is compared with the same stretch of the year before.
    """
    mine = frame.filter(pl.col("value_float").is_not_null()).select(
        "row", *SERIES, "start", "label", "value_float", (pl.col("basis") == "ytd").fill_null(value=False).alias("ytd")
    )
    if stored.height:
        kinds = mine.select("indicator_id", "ytd").unique(subset="indicator_id")
        older = (
            stored.filter(pl.col("value_float").is_not_null())
            .join(mine.select(*SERIES).unique(), on=SERIES, how="semi")
            .join(mine.select(*SERIES, "start"), on=[*SERIES, "start"], how="anti")
            .join(kinds, on="indicator_id", how="inner")
            .with_columns(pl.lit(None, mine["row"].dtype).alias("row"))
            .select(mine.columns)
        )
        mine = pl.concat([mine, older])
    slot = pl.when("ytd").then(pl.col("start").dt.month()).otherwise(pl.lit(0)).cast(pl.Int8)
    by = [*SERIES, "slot"]
    ordered = mine.with_columns(slot.alias("slot")).sort(*by, "start")
    same = pl.all_horizontal(*[pl.col(name) == pl.col(name).shift(1) for name in by])
    last = ordered.select(
        "row",
        pl.when(same).then(pl.col("value_float").shift(1)).alias("last_float"),
        pl.when(same).then(pl.col("label").shift(1)).alias("last_label"),
    ).filter(pl.col("row").is_not_null() & pl.col("last_float").is_not_null())
    return frame.join(last, on="row", how="left", maintain_order="left")
