"""Sums of decimals, exact: 0.10 and 0.20 make 0.30, and a thousand prices lose no penny."""

from __future__ import annotations

from typing import Final

import polars as pl

_PLACES: Final = 6
_LARGEST: Final = 1e9
"""A number below this with at most six decimals is a whole number of millionths that a 64-bit integer holds."""


def exact_sums(parts: pl.DataFrame) -> pl.DataFrame:
    """One row for each ``group``: the sums of the other columns (Float64), missing values left out.

    Numbers under a thousand million with up to six decimals are added as whole numbers; other groups are added
    without rounding until the end. A sum of nothing is 0.
    """
    names = [name for name in parts.columns if name != "group"]
    sums = parts.select(pl.col("group").unique(maintain_order=True))
    for name in names:
        sums = sums.join(_sum(parts.select("group", value=name), name), on="group", how="left", maintain_order="left")
    return sums


def _sum(parts: pl.DataFrame, name: str) -> pl.DataFrame:
    value, scale = parts["value"], _scale(parts.height)
    steps = (value * scale).round()
    # Polars divides by a single number through its reciprocal, which is not rounded correctly; by a column it is.
    plain = ((steps / scale == value) & (value.abs() < _LARGEST)).fill_null(True)
    table = parts.with_columns(steps=steps, plain=plain).with_columns(plain=pl.col("plain").all().over("group"))
    whole = table.filter("plain").group_by("group", maintain_order=True).agg(pl.col("steps").cast(pl.Int128).sum())
    quick = whole.select("group", (whole["steps"].cast(pl.Float64) / _scale(whole.height)).alias(name))
    return pl.concat([quick, _careful(table.filter(~pl.col("plain")), name)])


def _scale(height: int) -> pl.Series:
    return pl.Series([10.0**_PLACES]).new_from_index(0, height)


def _careful(parts: pl.DataFrame, name: str) -> pl.DataFrame:
    """Each number as the decimal it was typed as, added as such: 10**15 beside 10**-9."""
    from decimal import Context, Decimal

    context = Context(prec=60)
    totals: dict[int, Decimal] = {}
    for group, value in parts.select("group", "value").drop_nulls().iter_rows():
        totals[group] = context.add(totals.get(group, Decimal(0)), Decimal(repr(value)))
    rows = {group: float(total) for group, total in totals.items()}
    schema: dict[str, pl.DataType | type[pl.DataType]] = {"group": parts.schema["group"], name: pl.Float64}
    return pl.DataFrame({"group": list(rows), name: list(rows.values())}, schema=schema)
