"""Which definition a period falls under: what a figure is measured in decides how it is read."""

import polars as pl

TRAITS = ("measure", "decimals", "polarity", "basis", "scheme", "tolerance")
"""What of a definition the checks ask for."""


def with_definitions(frame: pl.DataFrame, *, definitions: pl.DataFrame, scheme: str) -> pl.DataFrame:
    """Add measure, decimals, polarity, basis, scheme and tolerance of the definition that holds for each row's period.

    The last definition valid when the period began; before the first, the first. Without any definition the measure
    is null. An empty scheme is the authority's ``scheme``. ``definitions``: indicator_id, valid_from and the traits.
    """
    wanted = frame.select("indicator_id", "start").unique().sort("indicator_id", "start")
    ordered = definitions.select("indicator_id", "valid_from", *TRAITS).sort("indicator_id", "valid_from")
    first = ordered.unique(subset="indicator_id", keep="first", maintain_order=True).drop("valid_from")
    held = wanted.join_asof(
        ordered,
        left_on="start",
        right_on="valid_from",
        by="indicator_id",
        strategy="backward",
        check_sortedness=False,
    ).drop("valid_from")
    held = held.join(first, on="indicator_id", how="left", suffix="_first").select(
        "indicator_id",
        "start",
        *[
            pl.when(pl.col("measure").is_null()).then(pl.col(f"{name}_first")).otherwise(pl.col(name)).alias(name)
            for name in TRAITS
        ],
    )
    held = held.with_columns(
        pl.when(pl.col("scheme").fill_null("") == "").then(pl.lit(scheme)).otherwise(pl.col("scheme")).alias("scheme")
    )
    return frame.join(held, on=["indicator_id", "start"], how="left", maintain_order="left")
