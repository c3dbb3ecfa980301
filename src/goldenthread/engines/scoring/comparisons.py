"""What an interval says: beside a benchmark, and beside another figure's interval (rulebook, section 7).

>>> import polars as pl
>>> pair = pl.DataFrame({"lower": [5], "upper": [6], "other_lower": [1], "other_upper": [5], "polarity": ["higher"]})
>>> significant_change(pair)["change"].to_list()
['no_significant_change']
"""

from __future__ import annotations

from typing import Final

import polars as pl

from goldenthread.engines.scoring.columns import number_columns, refuse_where, word_columns
from goldenthread.engines.scoring.refusal import Problems
from goldenthread.engines.scoring.vocabulary import POLARITIES

COMPARISON_WORDS: Final = ("better", "similar", "worse", "higher", "lower")
"""The words of a comparison with a benchmark."""

CHANGE_WORDS: Final = ("better", "no_significant_change", "worse", "higher", "lower")
"""The words of a comparison of two figures."""


def against_benchmark() -> pl.Expr:
    """The comparison of the columns lower and upper with ``benchmark`` by ``polarity``; missing where one is.

    A benchmark inside the interval, ends included, is similar. Outside it, the polarities higher and lower say better
    or worse; every other says higher or lower, without judgement.
    """
    return _verdict(
        above=pl.col("lower") > pl.col("benchmark"),
        below=pl.col("upper") < pl.col("benchmark"),
        between="similar",
    )


def significant_change(frame: pl.DataFrame | pl.LazyFrame) -> pl.DataFrame:
    """Add ``change`` to a frame: what the interval lower to upper says beside other_lower to other_upper.

    Overlapping or touching intervals are ``no_significant_change``. Apart, the figure is better or worse than the
    other by ``polarity`` (higher, lower), else higher or lower. A row with a missing limit has no answer. Raises
    ScoringError where a limit is not a number, or an interval ends before it starts.
    """
    whole = frame.lazy().collect()
    problems = Problems()
    limits = number_columns(whole, ["lower", "upper", "other_lower", "other_upper"], problems=problems)
    for low, high in (("lower", "upper"), ("other_lower", "other_upper")):
        refuse_where(
            limits[low] > limits[high], column=low, cells=limits[low], problems=problems,
            seen=f"the lower limit {{}} is above its upper limit ({high}).", what_to_do="Check both limits.",
        )  # fmt: skip
    polarity = word_columns(whole, {"polarity": POLARITIES}, problems=problems)["polarity"]
    problems.raise_if_any()
    verdict = _verdict(
        above=pl.col("lower") > pl.col("other_upper"),
        below=pl.col("upper") < pl.col("other_lower"),
        between="no_significant_change",
    )
    return whole.with_columns(pl.DataFrame(limits).with_columns(polarity).select(change=verdict))


def _verdict(*, above: pl.Expr, below: pl.Expr, between: str) -> pl.Expr:
    polarity = pl.col("polarity").fill_null("none")
    judged = polarity.is_in(["higher", "lower"])
    return (
        pl.when(above.is_null() | below.is_null()).then(None)
        .when(~above & ~below).then(pl.lit(between))
        .when(~judged & above).then(pl.lit("higher"))
        .when(~judged).then(pl.lit("lower"))
        .when(above == (polarity == "higher")).then(pl.lit("better"))
        .otherwise(pl.lit("worse"))
    )  # fmt: skip
