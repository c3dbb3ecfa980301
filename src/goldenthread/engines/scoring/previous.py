"""Direction against the previous comparable period (rulebook, section 5; Kent until 2019/20).

The period just before, of the same kind: the figure of Q1 is not compared with that of the Q3 before it because Q4 is
missing. Days and survey waves have no fixed spacing, so there the snapshot before it in the series is taken. Values are
compared relative to their targets where those differ. Year-to-date figures are refused: each holds the one before it.
"""

from __future__ import annotations

import polars as pl

RELATIVE = True
REFUSED = {
    "ytd": "Refused: the figures are year to date, so each period contains the one before it. Compare with the same "
    "period last year instead (method last_year)."
}
"""The bases that this method refuses, with the sentence."""


def earlier(latest: pl.DataFrame, points: pl.DataFrame) -> pl.DataFrame:
    """For each series: the period ``wanted`` to compare with, its label, and what to say if it is ``absent``."""
    spaced = (
        points.join(latest.select("series", pl.col("start").alias("last_start")), on="series", nulls_equal=True)
        .filter((pl.col("start") < pl.col("last_start")) & pl.col("before").is_null())
        .sort("start").group_by("series").agg(pl.col("code").last(), pl.col("label").last())
    )  # fmt: skip
    joined = latest.join(spaced, on="series", how="left", nulls_equal=True, maintain_order="left", suffix="_seen")
    return joined.select(
        "series",
        wanted=pl.coalesce("before", "code_seen"),
        wanted_label=pl.coalesce("before_label", "label_seen"),
        absent=pl.when(pl.coalesce("before", "code_seen").is_null())
        .then(pl.format("Not enough data: there is nothing before {} to compare it with.", "label"))
        .otherwise(
            pl.format(
                "Not enough data: there is no figure for {}, the period before {}.",
                pl.coalesce("before_label", "label_seen"), "label",
            )
        ),
    )  # fmt: skip
