"""Direction against the same period last year (rulebook, section 5): for seasonal and for cumulative measures."""

from __future__ import annotations

import polars as pl

RELATIVE = False
REFUSED: dict[str, str] = {}
"""No basis is refused: Q2 to date of one year compares with Q2 to date of another."""


def earlier(latest: pl.DataFrame, points: pl.DataFrame) -> pl.DataFrame:
    """For each series: the period ``wanted`` to compare with, its label, and what to say if it is ``absent``."""
    # A snapshot on 28 February has its counterpart at the end of a leap February, if that is the day it was taken.
    leap = (
        pl.when((pl.col("kind") == "day") & pl.col("year_ago").str.ends_with("-02-28"))
        .then(pl.col("year_ago").str.replace("-02-28", "-02-29", literal=True))
    )  # fmt: skip
    taken = points.drop_nulls("value").select(
        "series", pl.col("code").alias("leap"), pl.col("label").alias("leap_label")
    )
    joined = latest.with_columns(leap=leap).join(
        taken, on=["series", "leap"], how="left", nulls_equal=False, maintain_order="left"
    )
    on_the_day = points.drop_nulls("value").select("series", pl.col("code").alias("year_ago"), seen=pl.lit(True))
    joined = joined.join(on_the_day, on=["series", "year_ago"], how="left", maintain_order="left").unique(
        "series", keep="first", maintain_order=True
    )
    use_leap = pl.col("seen").is_null() & pl.col("leap_label").is_not_null()
    label = pl.when(use_leap).then("leap_label").otherwise("year_ago_label")
    return joined.select(
        "series",
        wanted=pl.when(use_leap).then("leap").otherwise("year_ago"),
        wanted_label=label,
        absent=pl.when(pl.col("year_ago").is_null())
        .then(pl.format("Not enough data: {} has no counterpart last year.", "label"))
        .otherwise(pl.format("Not enough data: there is no figure for {}, the same period last year.", label)),
    )
