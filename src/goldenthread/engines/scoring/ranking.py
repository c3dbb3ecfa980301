"""Position among comparators (rulebook, section 7): rank, quartile and median, best first, ties sharing a rank.

>>> import polars as pl
>>> areas = pl.DataFrame({"area": list("abcd"), "value": [4, 9, 9, 1], "polarity": "higher"})
>>> rank(areas)["rank"].to_list()
[3, 1, 1, 4]
"""

from __future__ import annotations

from typing import Final

import numpy as np
import polars as pl

from goldenthread.engines.scoring.columns import number_columns, refuse_where, word_columns
from goldenthread.engines.scoring.ranking_positions import LEAST, positions
from goldenthread.engines.scoring.refusal import Problems
from goldenthread.engines.scoring.vocabulary import POLARITIES

__all__ = ["LEAST", "RANK_COLUMNS", "comparator_lines", "rank"]

RANK_COLUMNS: Final = ("rank", "of", "tied", "quartile", "median", "missing")
"""The columns that ``rank`` adds."""


def rank(frame: pl.DataFrame | pl.LazyFrame) -> pl.DataFrame:
    """Add each row's place among its group: ``rank``, ``of``, ``tied``, ``quartile``, ``median``, ``missing``.

    Columns read: ``value``; optional ``group`` (without it the table is one group), ``area``, ``polarity`` and, where
    closer to the target is better, ``target``. Rank 1 is best: highest, lowest or closest to the target; where no
    judgement is made, 1 is the highest. Areas with equal values share the best rank; ``tied`` counts the others that
    share it. Areas without a value have no rank, are left out of ``of`` and the median, and are counted in
    ``missing``. Quartile 1 is the best; none under four areas or where all are equal.

    Raises ScoringError, naming the rows: a cell that cannot be read, an area twice in one group, a group with more
    than one polarity, a missing target where closeness to it decides.
    """
    whole = frame.lazy().collect()
    problems = Problems()
    value = number_columns(whole, ["value"], problems=problems)["value"]
    polarity = word_columns(whole, {"polarity": POLARITIES}, problems=problems)["polarity"]
    groups = _groups(whole)
    _check(whole, groups, polarity, problems=problems)
    score = value
    lower = (polarity == "lower").fill_null(False)
    if lower.any():
        score = score.zip_with(~lower, -score)
    closer = (polarity == "target").fill_null(False)
    if closer.any():
        target = number_columns(whole, ["target"], problems=problems)["target"]
        refuse_where(
            closer & target.is_null() & value.is_not_null(), column="target", cells=target, problems=problems,
            seen="the target is missing, so nothing can be closer to it.", what_to_do="Write the target.",
        )  # fmt: skip
        score = score.zip_with(~closer, -(value - target).abs())
    problems.raise_if_any()
    found = positions(score, groups)
    signs = pl.DataFrame({"group": groups, "value": value}) if closer.any() else None
    return whole.with_columns(_columns(found, lower=lower, signs=signs))


def comparator_lines(frame: pl.DataFrame | pl.LazyFrame) -> pl.DataFrame:
    """One row for each group: what is drawn beside an area's own figure.

    Columns read: ``value``; optional ``group`` and ``neighbour`` (1 or true for a nearest neighbour). Columns out:
    ``group``, ``of`` and ``missing`` (areas with and without a value), ``least``, ``lower_quartile``, ``median``,
    ``upper_quartile``, ``greatest`` (of the values, whatever the polarity; quartiles between two values lie on the
    straight line between them), ``neighbours`` (how many have a value) and ``neighbour_average``.
    Raises ScoringError where a value cannot be read.
    """
    whole = frame.lazy().collect()
    problems = Problems()
    value = number_columns(whole, ["value"], problems=problems)["value"]
    problems.raise_if_any()
    near = whole["neighbour"] if "neighbour" in whole.columns else pl.Series([False]).new_from_index(0, whole.height)
    flags = near.cast(pl.String).str.to_lowercase().is_in(["1", "true", "yes"]).fill_null(False)
    table = pl.DataFrame({"group": _group_names(whole), "value": value, "near": flags})
    kept = pl.col("value").filter("near")
    return table.group_by("group", maintain_order=True).agg(
        of=pl.col("value").count(),
        missing=pl.col("value").null_count(),
        least=pl.col("value").min(),
        lower_quartile=pl.col("value").quantile(0.25, "linear"),
        median=pl.col("value").median(),
        upper_quartile=pl.col("value").quantile(0.75, "linear"),
        greatest=pl.col("value").max(),
        neighbours=kept.count(),
        neighbour_average=kept.mean(),
    )


def _group_names(frame: pl.DataFrame) -> pl.Series:
    if "group" in frame.columns:
        return frame["group"]
    return pl.Series("group", [""], dtype=pl.String).new_from_index(0, frame.height)


def _groups(frame: pl.DataFrame) -> pl.Series:
    """The groups as numbers; rows of one group need not stand together."""
    names = _group_names(frame)
    if names.dtype.is_integer() and names.null_count() == 0:
        return names
    if names.n_unique() <= 1:
        return pl.Series([0], dtype=pl.UInt32).new_from_index(0, frame.height)
    return names.cast(pl.String).cast(pl.Categorical).to_physical().fill_null(np.iinfo(np.uint32).max)


def _check(frame: pl.DataFrame, groups: pl.Series, polarity: pl.Series, *, problems: Problems) -> None:
    if polarity.n_unique() > 1:
        stated = pl.DataFrame({"group": groups, "polarity": polarity.fill_null("none")})
        mixed = stated.select(pl.col("polarity") != pl.col("polarity").first().over("group"))["polarity"]
        refuse_where(
            mixed, column="polarity", cells=stated["polarity"], problems=problems,
            seen="the polarity '{}' differs from the first of its group, so best has two meanings.",
            what_to_do="Give every area of a group the same polarity.",
        )  # fmt: skip
    if "area" in frame.columns:
        keys = pl.DataFrame({"group": groups, "area": frame["area"]})
        twice = ~keys.select(pl.struct("group", "area").is_first_distinct())["group"] & keys["area"].is_not_null()
        refuse_where(
            twice, column="area", cells=frame["area"], problems=problems,
            seen="'{}' is in its group more than once.", what_to_do="Keep one figure for each area.",
        )  # fmt: skip


def _columns(found: pl.DataFrame, *, lower: pl.Series, signs: pl.DataFrame | None) -> pl.DataFrame:
    """The places in their columns; the median is that of the values, not of what they were ranked by."""
    median = found["median"]
    if signs is not None:
        median = signs.select(pl.col("value").median().over("group"))["value"]
    elif lower.any():
        median = median.zip_with(~lower, -median)
    return found.with_columns(median.alias("median")).select(RANK_COLUMNS)
