"""Confidence intervals (rulebook, section 7): how far a figure may lie from the truth by chance alone.

Proportions have the Wilson score interval; rates the exact Poisson interval under 10 events and Byar's from 10; means
Student's t. The formulas are those of the public health technical guidance, which PHEindicatormethods also follows:
Wilson (1927) and Newcombe and Altman (2000); Breslow and Day (1987); Armitage and Berry (2002).

    >>> import polars as pl
    >>> found = interval(pl.DataFrame({"numerator": [333], "denominator": [1000]}), multiplier=100)
    >>> found.select("value", pl.col("lower", "upper").round(2)).row(0)
    (33.3, 30.45, 36.28)
"""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import Final

import polars as pl

from goldenthread.engines.scoring.columns import number_columns, refuse_where, word_columns
from goldenthread.engines.scoring.comparisons import against_benchmark
from goldenthread.engines.scoring.reading import to_fifteen_digits
from goldenthread.engines.scoring.refusal import Problems
from goldenthread.engines.scoring.vocabulary import POLARITIES

KINDS: Final = ("proportion", "rate", "mean")
"""What a figure is: a share of a whole, events for each of a population, or the average of measurements."""

INTERVAL_COLUMNS: Final = ("value", "lower", "upper", "comparison")
"""The columns that ``interval`` adds."""

EXACT_UNDER: Final = 10
"""Rates on fewer events than this have the exact interval; Byar's approximation serves from here."""

SECOND_LEVEL: Final = 0.998
"""The stricter level, used where many figures are compared at once."""


def interval(
    frame: pl.DataFrame | pl.LazyFrame,
    *,
    kind: str = "proportion",
    confidence: float = 0.95,
    multiplier: float = 1,
    second: float | None = None,
) -> pl.DataFrame:
    """Add ``value``, ``lower``, ``upper`` (Float64) and ``comparison`` (String) to a frame, row by row.

    Reads ``numerator`` and ``denominator``, or for means ``mean``, ``sd`` and ``n``; optional ``benchmark`` (in the
    unit of the result) and ``polarity``. A row with a missing part has no result. A mean of one measurement has a
    value but no interval. ``confidence`` is a share (0.95) or a percentage (95); value and limits are times
    ``multiplier``. ``second`` adds ``second_lower`` and ``second_upper`` at another level (0.998).

    Raises ScoringError, naming every row: a numerator above its denominator (proportions), a denominator of 0 or
    below, a negative count or spread, what is not a finite number. Raises ValueError for an unknown kind or level.
    """
    if kind not in KINDS:
        raise ValueError(f"'{kind}' is not a kind of figure: use {', '.join(KINDS)}.")
    if not (math.isfinite(multiplier) and multiplier > 0):
        raise ValueError(f"The multiplier {multiplier} must be a number above 0.")
    whole = frame.lazy().collect()
    problems = Problems()
    numbers = _read_means(whole, problems=problems) if kind == "mean" else _read_counts(whole, kind, problems=problems)
    numbers["benchmark"] = number_columns(whole, ["benchmark"], problems=problems)["benchmark"]
    polarity = word_columns(whole, {"polarity": POLARITIES}, problems=problems)["polarity"]
    problems.raise_if_any()
    parts = pl.DataFrame(numbers).with_columns(polarity)
    found = limits(parts, kind=kind, level=level_of(confidence), multiplier=multiplier)
    refuse_where(
        found["upper"].is_infinite() | found["value"].is_infinite(), column="value", cells=found["value"],
        problems=problems, seen="the result is too large to be written as a number.",
        what_to_do="Check both figures and the multiplier.",
    )  # fmt: skip
    problems.raise_if_any()
    found = found.with_columns(comparison=against_benchmark())
    added = found.select(INTERVAL_COLUMNS)
    if second is not None:
        stricter = limits(parts, kind=kind, level=level_of(second), multiplier=multiplier)
        added = added.hstack(stricter.select(second_lower="lower", second_upper="upper"))
    return whole.with_columns(added)


def level_of(confidence: float) -> float:
    """A confidence level as a share: 0.95 and 95 are the same level. Raises ValueError outside 50% to 100%."""
    share = confidence / 100 if 50 <= confidence < 100 else confidence
    if not 0.5 <= share < 1:
        raise ValueError(f"The confidence {confidence} must lie between 0.5 and 1, such as 0.95 or 0.998.")
    return share


def normal_quantile(level: float) -> float:
    """How many standard errors an interval of this level reaches to each side: 1.96 for 95%."""
    return NormalDist().inv_cdf(level + (1 - level) / 2)


def _read_counts(frame: pl.DataFrame, kind: str, *, problems: Problems) -> dict[str, pl.Series]:
    numbers = number_columns(frame, ["numerator", "denominator"], problems=problems)
    check_counts(numbers, kind=kind, problems=problems)
    return numbers


def check_counts(numbers: dict[str, pl.Series], *, kind: str, problems: Problems) -> None:
    """Add a problem for each numerator and denominator that no proportion or rate can have."""
    events, size = numbers["numerator"], numbers["denominator"]
    refuse_where(
        events < 0, column="numerator", cells=events, problems=problems, seen="the count {} is negative.",
        what_to_do="Write a count of 0 or more.",
    )  # fmt: skip
    refuse_where(
        size == 0, column="denominator", cells=size, problems=problems, seen="the denominator is 0.",
        what_to_do="Leave the row out, or leave both cells empty: with no cases there is nothing to measure.",
    )  # fmt: skip
    refuse_where(
        size < 0, column="denominator", cells=size, problems=problems, seen="the denominator {} is negative.",
        what_to_do="Write a number above 0.",
    )  # fmt: skip
    if kind == "proportion":
        refuse_where(
            (events > size) & (size > 0), column="numerator", cells=events, problems=problems,
            seen="the numerator {} is above its denominator, so it cannot be part of it.",
            what_to_do="Check both figures, or use the kind rate for events that may outnumber people.",
        )  # fmt: skip


def _read_means(frame: pl.DataFrame, *, problems: Problems) -> dict[str, pl.Series]:
    numbers = number_columns(frame, ["mean", "sd", "n"], problems=problems)
    refuse_where(
        numbers["sd"] < 0, column="sd", cells=numbers["sd"], problems=problems,
        seen="the standard deviation {} is negative.", what_to_do="Write 0 or more.",
    )  # fmt: skip
    size = numbers["n"]
    refuse_where(
        (size < 1) | (size != size.floor()), column="n", cells=size, problems=problems,
        seen="{} is not a number of measurements.", what_to_do="Write a whole number, 1 or more.",
    )  # fmt: skip
    return numbers


def limits(parts: pl.DataFrame, *, kind: str, level: float, multiplier: float = 1) -> pl.DataFrame:
    """The parts of checked figures with ``value``, ``lower`` and ``upper`` added; ``level`` is a share."""
    found = {"proportion": _wilson, "rate": _poisson, "mean": _student}[kind](parts, level)
    # A product such as 0.333 x 100 ends in noise at the seventeenth digit; the figure itself is a decimal.
    scaled = found.with_columns(pl.col("value", "lower", "upper") * multiplier)
    return scaled.with_columns(to_fifteen_digits(scaled["value"]))


def _wilson(parts: pl.DataFrame, level: float) -> pl.DataFrame:
    z2 = normal_quantile(level) ** 2
    x, n = pl.col("numerator"), pl.col("denominator")
    root = (z2 * (z2 + 4 * x * (1 - x / n))).sqrt()
    # The textbook's lower limit is a small difference of large numbers; this is the same limit without one.
    return parts.with_columns(
        value=x / n,
        # The figure itself is always inside, whatever the last digit rounds to.
        lower=pl.min_horizontal(2 * x * (x / n) / (2 * x + z2 + root), x / n),
        upper=pl.max_horizontal((2 * x + z2 + root) / (2 * (n + z2)), x / n).clip(upper_bound=1),
    )


def _poisson(parts: pl.DataFrame, level: float) -> pl.DataFrame:
    z = normal_quantile(level)
    x, n = pl.col("numerator"), pl.col("denominator")
    few = parts["numerator"].filter((parts["numerator"] < EXACT_UNDER).fill_null(False)).unique()
    exact = pl.DataFrame(_exact(few, level), schema=dict.fromkeys(("numerator", "low", "high"), pl.Float64))
    above = x + 1
    return parts.join(exact, on="numerator", how="left", maintain_order="left").with_columns(
        value=x / n,
        lower=pl.when(x < EXACT_UNDER).then("low").otherwise(_cubed(x, -z).clip(lower_bound=0)) / n,
        upper=pl.when(x < EXACT_UNDER).then("high").otherwise(_cubed(above, z)) / n,
    )


def _cubed(events: pl.Expr, z: float) -> pl.Expr:
    edge = 1 - 1 / (9 * events) + z / (3 * events.sqrt())
    return events * edge * edge * edge


def _exact(events: pl.Series, level: float) -> dict[str, pl.Series]:
    """The exact limits of a Poisson count, through its link with the gamma distribution."""
    from scipy.special import gammaincinv

    tail, counts = (1 - level) / 2, events.to_numpy()
    low = [float(gammaincinv(count, tail)) if count > 0 else 0.0 for count in counts]
    high = gammaincinv(counts + 1, 1 - tail)
    return {"numerator": events, "low": pl.Series(low, dtype=pl.Float64), "high": pl.Series(high)}


def _student(parts: pl.DataFrame, level: float) -> pl.DataFrame:
    from scipy.special import stdtrit

    sizes = parts["n"].filter((parts["n"] > 1).fill_null(False)).unique()
    reach = pl.DataFrame({"n": sizes, "reach": pl.Series(stdtrit(sizes.to_numpy() - 1, level + (1 - level) / 2))})
    mean = pl.col("mean")
    half = pl.col("reach") * pl.col("sd") / pl.col("n").sqrt()
    complete = pl.col("n").is_not_null() & (pl.col("sd").is_not_null() | (pl.col("n") == 1))
    return parts.join(reach, on="n", how="left", maintain_order="left").with_columns(
        value=pl.when(complete).then(mean), lower=mean - half, upper=mean + half
    )
