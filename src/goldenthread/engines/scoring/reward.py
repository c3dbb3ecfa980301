"""Reward grant on stretch targets (rulebook, section 10): what a council earns for doing more than it would anyway.

>>> import polars as pl
>>> deal = pl.DataFrame({"pot": [100000], "without_deal": [50], "stretch": [60], "actual": [57]})
>>> reward(deal).select("achieved_share", "grant").row(0)
(0.7, 70000.0)
"""

from __future__ import annotations

from typing import Final

import polars as pl

from goldenthread.engines.scoring.columns import number_columns, refuse_where
from goldenthread.engines.scoring.reading import to_fifteen_digits
from goldenthread.engines.scoring.refusal import Problems

REWARD_COLUMNS: Final = ("achieved_share", "grant")
"""The columns that ``reward`` adds."""

LEAST_SHARE: Final = 0.6
"""Under this share of the stretch nothing is paid; exactly this share is paid."""

_NUMBERS: Final = ("pot", "without_deal", "stretch", "actual", "weight")


def reward(frame: pl.DataFrame | pl.LazyFrame) -> pl.DataFrame:
    """Add ``achieved_share`` and ``grant`` (Float64, in the pot's unit) to a frame of stretch targets, row by row.

    Columns read: ``pot``, ``without_deal`` (what would have been reached without the deal), ``stretch``, ``actual``;
    optional ``weight`` and ``target``. Rows of one ``target`` with the same pot are its sub-targets and share the
    pot, equally or by weight; without a ``target`` column, rows with the same pot share it. ``achieved_share`` is
    (actual - without_deal) / (stretch - without_deal), as it came out: below 0 or above 1 where it was. ``grant`` is
    the row's share of the pot times that share, nothing under 60%, at most all of it. Works the same where lower is
    better. Money is not rounded. Without an actual the row has neither, and keeps its share of the pot.

    Raises ScoringError, naming rows: a cell that cannot be read, a missing pot or target figure, a stretch that asks
    for nothing, a negative pot or weight, weights for some sub-targets only, weights that are all 0.
    """
    whole = frame.lazy().collect()
    problems = Problems()
    numbers = number_columns(whole, _NUMBERS, problems=problems)
    table = pl.DataFrame(numbers).with_columns(target=_targets(whole))
    _check(table, problems=problems)
    problems.raise_if_any()
    table = table.with_columns(weight=pl.col("weight").fill_null(1.0))
    share = pl.col("weight") / pl.col("weight").sum().over("target", "pot")
    table = table.with_columns(
        # Read as decimals, so that 0.06 of 0.1 is exactly the 60% that is paid.
        to_fifteen_digits(
            _difference(table["actual"], table["without_deal"]) / _difference(table["stretch"], table["without_deal"])
        ).alias("achieved_share"),
        share=share,
    )  # fmt: skip
    paid = pl.when(pl.col("achieved_share") < LEAST_SHARE).then(0.0).otherwise(pl.col("achieved_share").clip(0, 1))
    table = table.with_columns(grant=pl.col("pot") * pl.col("share") * paid)
    return whole.with_columns(table["achieved_share"], to_fifteen_digits(table["grant"]))


def _difference(one: pl.Series, other: pl.Series) -> pl.Series:
    """The difference of two decimals as a decimal: what lies beyond the fifteenth digit of the larger is noise."""
    frame = pl.DataFrame({"one": one, "other": other})
    largest = pl.max_horizontal(pl.col("one").abs(), pl.col("other").abs())
    unit = pl.lit(10.0).pow(largest.log10().floor().clip(-280, 280) - 14)
    gap = pl.col("one") - pl.col("other")
    return to_fifteen_digits(
        frame.select(gap=pl.when(largest > 0).then((gap / unit).round() * unit).otherwise(gap))["gap"]
    )


def _targets(frame: pl.DataFrame) -> pl.Series:
    if "target" in frame.columns:
        return frame["target"].cast(pl.String).fill_null("")
    return pl.Series([""], dtype=pl.String).new_from_index(0, frame.height)


def _check(table: pl.DataFrame, *, problems: Problems) -> None:
    for name in ("pot", "without_deal", "stretch"):
        refuse_where(
            table[name].is_null(), column=name, cells=table[name], problems=problems,
            seen=f"the {name.replace('_', ' ')} is missing.", what_to_do="Write the figure that was agreed.",
        )  # fmt: skip
    for name in ("pot", "weight"):
        refuse_where(
            table[name] < 0, column=name, cells=table[name], problems=problems,
            seen=f"the {name} {{}} is negative.", what_to_do="Write 0 or more.",
        )  # fmt: skip
    refuse_where(
        table["stretch"] == table["without_deal"], column="stretch", cells=table["stretch"], problems=problems,
        seen="the stretch target {} is what would be reached without the deal, so there is nothing to achieve.",
        what_to_do="Check both figures.",
    )  # fmt: skip
    stated = table.select(
        some=pl.col("weight").is_not_null().any().over("target", "pot") & pl.col("weight").is_null(),
        none=(pl.col("weight").sum() == 0).over("target", "pot") & pl.col("weight").is_not_null(),
    )
    refuse_where(
        stated["some"], column="weight", cells=table["weight"], problems=problems,
        seen="the weight is missing, while other sub-targets of the same pot have one.",
        what_to_do="Weight every sub-target, or none.",
    )  # fmt: skip
    refuse_where(
        stated["none"], column="weight", cells=table["weight"], problems=problems,
        seen="the weights of the sub-targets of this pot are all 0.", what_to_do="Write what each one counts for.",
    )  # fmt: skip
