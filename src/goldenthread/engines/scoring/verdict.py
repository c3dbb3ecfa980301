"""The rating itself: from figures, limits and codes to an outcome, in the order in which the rulebook asks.

1. A status that rules a rating out: not due, suppressed, not available. 2. No value. 3. The expected range, for any
polarity. 4. No judgement. 5. No target. 6. Target met: Green. 7. Missed: Amber or Red by the scheme; where the floor
or last year's figure that would decide between them is missing, the answer is "not comparable", not a guess.
"""

from __future__ import annotations

from functools import cache
from typing import Final

import polars as pl

from goldenthread.engines.scoring.margins import (
    ABSOLUTE,
    CLOSER,
    FLOOR,
    HIGHER,
    LAST_YEAR,
    LOWER,
    MET,
    NEITHER,
    PERCENT,
    RANGE,
    margins,
)
from goldenthread.engines.scoring.refusal import Problems

OUTCOMES: Final = (
    "not_due", "suppressed", "not_available", "no_value", "no_cases", "no_denominator",
    "below", "within", "above", "no_range", "no_judgement", "no_target",
    "green", "amber", "red", "no_floor", "no_last_year", "green_hard_floor", "red_hard_floor",
)  # fmt: skip
"""What can come out, one for each sentence; several share a rating."""

RATING_OF: Final[dict[str, str]] = {
    "not_due": "not_due", "suppressed": "no_data", "not_available": "no_data", "no_value": "no_data",
    "no_cases": "no_data", "no_denominator": "no_data", "below": "below", "within": "within", "above": "above",
    "no_range": "no_target", "no_judgement": "no_judgement", "no_target": "no_target",
    "green": "green", "amber": "amber", "red": "red",
    "no_floor": "not_comparable", "no_last_year": "not_comparable",
    "green_hard_floor": "green", "red_hard_floor": "red",
}  # fmt: skip

_CODE: Final = {outcome: code for code, outcome in enumerate(OUTCOMES)}
_RULED_OUT: Final = {3: "not_available", 4: "not_due", 5: "suppressed"}
DEFAULT_PERCENT: Final = 10.0
"""The tolerance, in per cent of the target, where the scheme is per cent and none is stated."""


def arrange(frame: pl.DataFrame) -> pl.DataFrame:
    """Give each row only the figures that its scheme and polarity use, under the short names that the sums use.

    Adds t, lo and hi (a band or an expected range; else missing), x (the floor or last year's figure) and tol.
    """
    return frame.with_columns(_arranged())


@cache
def _arranged() -> list[pl.Expr]:
    # Expressions are made once: a file of ten million rows comes in a hundred batches and more.
    pol, sch = pl.col("pol"), pl.col("sch")
    bounded = (sch == RANGE) | (pol == CLOSER)
    return [
        pl.when(sch == RANGE).then(None).otherwise("target").alias("t"),
        pl.when(bounded).then("lower").alias("lo"),
        pl.when(bounded).then("upper").alias("hi"),
        pl.when(sch == FLOOR).then("floor").when(sch == LAST_YEAR).then("last_year").alias("x"),
        pl.when(sch == PERCENT).then(pl.col("tolerance").fill_null(DEFAULT_PERCENT))
        .when(sch == ABSOLUTE).then("tolerance").alias("tol"),
    ]  # fmt: skip


def check(frame: pl.DataFrame, *, problems: Problems, first: int) -> None:
    """Add to ``problems`` every row whose limits contradict each other or whose rule is not stated."""
    tests = _tests()
    found = frame.select(test.fill_null(False).alias(str(number)) for number, (_, test, _, _) in enumerate(tests))
    for number, (column, _, seen, what_to_do) in enumerate(tests):
        where = found[str(number)]
        if where.any():
            problems.add(where=where, column=column, cells=frame[column], first=first, seen=seen, what_to_do=what_to_do)


@cache
def _tests() -> list[tuple[str, pl.Expr, str, str]]:
    pol, sch = pl.col("pol"), pl.col("sch")
    banded = pl.col("lo").is_not_null() | pl.col("hi").is_not_null()
    aimed = pl.col("t").is_not_null() | ((pol == CLOSER) & banded)
    to_rate = pl.col("v").is_not_null() & (pl.col("sta").fill_null(0) < min(_RULED_OUT))
    return [
        ("polarity", to_rate & pol.is_null() & pl.col("target").is_not_null() & (sch != RANGE).fill_null(True),
         "the polarity is missing.", "Write higher, lower, target or none."),
        ("scheme", to_rate & sch.is_null() & ((pol != NEITHER) & aimed).fill_null(False), "the scheme is missing.",
         "Write floor, percent, absolute, last_year, range or met."),
        ("tolerance", pl.col("tol") < 0, "the tolerance {} is negative.", "Write it as a positive number."),
        ("target", (sch == PERCENT) & (pol != NEITHER) & (pl.col("t") == 0),
         "a share of the target means nothing when the target is 0.",
         "Use the scheme absolute, with a tolerance in the measure's own unit."),
        ("tolerance", to_rate & (sch == ABSOLUTE) & (pol != NEITHER) & aimed & pl.col("tol").is_null(),
         "the scheme absolute has no tolerance.", "Write the tolerance in the measure's own unit."),
        ("lower", pl.col("lo") > pl.col("hi"), "the lower limit {} is above the upper limit.", "Swap or mend them."),
        ("target", (pol == CLOSER) & ((pl.col("t") < pl.col("lo")) | (pl.col("t") > pl.col("hi"))),
         "the target {} is outside the band from lower to upper.", "Mend the target or the band."),
        ("denominator", pl.col("denominator") < 0, "the denominator {} is negative.",
         "Write the number of cases, 0 or more."),
    ]  # fmt: skip


def _hard_floor() -> pl.Expr:
    """Whether the floor is harder to meet than the target, so that nothing can be Amber: a slip to be questioned."""
    pol, floor, target = pl.col("pol"), pl.col("x"), pl.col("t")
    beyond = (
        pl.when(pol == HIGHER).then(floor > target).when(pol == LOWER).then(floor < target)
        .otherwise((floor > pl.col("lo")) & (floor < pl.col("hi")))
    )  # fmt: skip
    return ((pl.col("sch") == FLOOR) & beyond).fill_null(False)


def decide(frame: pl.DataFrame) -> pl.DataFrame:
    """Add ``outcome`` (position in OUTCOMES), ``side`` (0 below, 1 on or inside, 2 above) and ``tie`` (on a line).

    Columns in: v, t, lo, hi, x, tol, pol, sch, sta, numerator, denominator. Adds ``miss`` and ``spare`` too.
    """
    return margins(frame).with_columns(_decided())


@cache
def _decided() -> list[pl.Expr]:
    v, pol, sch = pl.col("v"), pl.col("pol").fill_null(NEITHER), pl.col("sch")
    sta, miss, spare = pl.col("sta"), pl.col("miss"), pl.col("spare")
    banded = pl.col("lo").is_not_null() | pl.col("hi").is_not_null()
    low, high = pl.when(banded).then("lo").otherwise("t"), pl.when(banded).then("hi").otherwise("t")
    below, above = (v < low).fill_null(False), (v > high).fill_null(False)
    side = pl.when(below).then(0).when(above).then(2).otherwise(1).cast(pl.UInt8)
    no_line, hard = spare.is_null(), _hard_floor()

    def out(name: str) -> pl.Expr:
        return pl.lit(_CODE[name], pl.UInt8)

    missed = (
        pl.when(sch == MET).then(out("red"))
        .when(no_line & (sch == FLOOR)).then(out("no_floor"))
        .when(no_line).then(out("no_last_year"))
        .when(spare >= 0).then(out("amber")).when(hard).then(out("red_hard_floor")).otherwise(out("red"))
    )  # fmt: skip
    rated = (
        pl.when(sch == RANGE)
        .then(pl.when(~banded).then(out("no_range")).otherwise(side + _CODE["below"]))
        .when(pl.col("pol").is_null()).then(out("no_target"))
        .when(pol == NEITHER).then(out("no_judgement"))
        .when(miss.is_null()).then(out("no_target"))
        .when(miss <= 0).then(pl.when(hard).then(out("green_hard_floor")).otherwise(out("green")))
        .otherwise(missed)
    )  # fmt: skip
    outcome = pl.when(v.is_not_null()).then(rated).otherwise(_why_no_value())
    for code, name in _RULED_OUT.items():
        outcome = pl.when(sta == code).then(out(name)).otherwise(outcome)
    on_edge = (v == pl.col("lo")).fill_null(False) | (v == pl.col("hi")).fill_null(False)
    return [
        outcome.cast(pl.UInt8).alias("outcome"),
        side.alias("side"),
        pl.when(miss > 0).then((spare == 0).fill_null(False)).otherwise(on_edge).alias("tie"),
    ]


def _why_no_value() -> pl.Expr:
    nothing_below = pl.col("denominator") == 0
    return (
        pl.when(nothing_below & (pl.col("numerator") == 0)).then(pl.lit(_CODE["no_cases"], pl.UInt8))
        .when(nothing_below & pl.col("numerator").is_not_null()).then(pl.lit(_CODE["no_denominator"], pl.UInt8))
        .otherwise(pl.lit(_CODE["no_value"], pl.UInt8))
    )  # fmt: skip
