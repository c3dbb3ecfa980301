"""How far a result is from its target and from the line between Amber and Red, decided as if in decimal arithmetic.

A line drawn by a tolerance (110 less 10% is 99) is the answer of a sum, and a sum of floats may fall on the wrong side
by the last bit. So the sum is done in floats, and every row that comes near a line is done again exactly: in whole
numbers where the figures have up to four decimal places, in fractions otherwise.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache, lru_cache
from typing import Any, Final

import polars as pl

from goldenthread.engines.scoring.reading import largest

HIGHER, LOWER, CLOSER, NEITHER = range(4)
FLOOR, PERCENT, ABSOLUTE, LAST_YEAR, RANGE, MET = range(6)

_NUMBERS: Final = ("v", "t", "lo", "hi", "x", "tol")
_STEP: Final = 10_000
_LARGEST: Final = 1e8
_NEAR: Final = 1e-12
"""More than the error of the sum of floats, as a share of the value and the miss.

Near a line the parts of the sum are at most 200 misses, or 100 times a figure no larger than the value and two misses
together; five roundings of 2**-53 each make less than 5e-13 of that. Too wide a bound costs time, never truth.
"""


def missed_by(*, v: pl.Expr) -> pl.Expr:
    """How far ``v`` is on the wrong side of the target or band: zero or less is met. Columns pol, t, lo and hi."""
    pol, t = pl.col("pol"), pl.col("t")
    banded = pl.col("lo").is_not_null() | pl.col("hi").is_not_null()
    low, high = pl.when(banded).then("lo").otherwise("t"), pl.when(banded).then("hi").otherwise("t")
    outside = pl.max_horizontal(low - v, v - high)
    return pl.when(pol == HIGHER).then(t - v).when(pol == LOWER).then(v - t).otherwise(outside)


def to_spare(*, whole: bool = False) -> pl.Expr:
    """How much is left before the Amber line: negative is Red, zero is exactly on the line.

    Per cent: the tolerance times the target less a hundred times the miss. Absolute: the tolerance less the miss.
    Floor and last year (column x): how much nearer the result is than that figure. ``whole`` says that the
    columns hold ten-thousandths in whole numbers.
    """
    v, x, miss = pl.col("v"), pl.col("x"), pl.col("miss")
    hundred = 100 * _STEP if whole else 100.0
    nearer = (
        pl.when(pl.col("pol") == HIGHER).then(v - x).when(pl.col("pol") == LOWER).then(x - v)
        .otherwise(missed_by(v=x) - miss)
    )  # fmt: skip
    return (
        pl.when(pl.col("sch") == PERCENT).then(share_of() * pl.col("tol") - miss * hundred)
        .when(pl.col("sch") == ABSOLUTE).then(pl.col("tol") - miss)
        .otherwise(nearer)
    )  # fmt: skip


def share_of() -> pl.Expr:
    """What a tolerance per cent is a share of: the size of the target, or of the band's nearest edge without one."""
    nearest = pl.when(pl.col("v") > pl.col("hi")).then("hi").otherwise(pl.coalesce("lo", "hi"))
    return pl.coalesce("t", nearest).abs()


def margins(frame: pl.DataFrame) -> pl.DataFrame:
    """Add ``miss`` (Float64, sign exact) and ``spare`` (Float64, sign exact, missing where there is no line).

    Columns in: v, t, lo, hi, x, tol (Float64 of 15 digits; lo and hi only where they bound a band; x the floor or last
    year's figure), pol and sch (the codes above).
    """
    # Without a band or a target to be close to, the sums for them are most of the work and come to nothing.
    aims = frame["pol"]
    simple = aims.null_count() == 0 and (largest(aims) or 0) <= LOWER
    miss, spare, is_near = _sums(simple=simple)
    frame = frame.with_columns(miss).with_columns(spare)
    near = frame.select(is_near)["near"]
    if not near.any():
        return frame
    return frame.with_columns(frame["spare"].scatter(near.arg_true(), _exact(frame.filter(near))))


@cache
def _sums(*, simple: bool) -> tuple[pl.Expr, pl.Expr, pl.Expr]:
    close = pl.col("spare").abs() <= _NEAR * (pl.col("v").abs() + pl.col("miss"))
    near = ((pl.col("miss") > 0) & close).fill_null(False)
    if not simple:
        return missed_by(v=pl.col("v")).alias("miss"), to_spare().alias("spare"), near.alias("near")
    v, t, x, tol, miss, higher = *(pl.col(name) for name in ("v", "t", "x", "tol", "miss")), pl.col("pol") == HIGHER
    spare = (
        pl.when(pl.col("sch") == PERCENT).then(t.abs() * tol - miss * 100.0)
        .when(pl.col("sch") == ABSOLUTE).then(tol - miss)
        .otherwise(pl.when(higher).then(v - x).otherwise(x - v))
    )  # fmt: skip
    return pl.when(higher).then(t - v).otherwise(v - t).alias("miss"), spare.alias("spare"), near.alias("near")


def _exact(frame: pl.DataFrame) -> pl.Series:
    # A column of steps, since Polars divides by a single number through its reciprocal.
    frame = frame.with_columns(steps=pl.repeat(float(_STEP), pl.len()))
    steps = [(pl.col(name) * _STEP).round() for name in _NUMBERS]
    fits = pl.all_horizontal(
        ((step / pl.col("steps") == pl.col(name)) & (pl.col(name).abs() < _LARGEST)).fill_null(True)
        for name, step in zip(_NUMBERS, steps, strict=True)
    ) & (pl.col("tol").fill_null(0) <= 1000)
    frame = frame.with_columns(fits=fits)
    whole = frame.select(
        "pol", "sch", "fits",
        *[pl.when("fits").then(step).cast(pl.Int64).alias(name) for name, step in zip(_NUMBERS, steps, strict=True)],
    ).with_columns(miss=missed_by(v=pl.col("v")))  # fmt: skip
    spare = whole.select(spare=to_spare(whole=True))["spare"].cast(pl.Float64)
    rest = frame.filter(~frame["fits"])
    if rest.is_empty():
        return spare
    exact = [_by_fractions(*row) for row in rest.select("pol", "sch", *_NUMBERS).iter_rows()]
    return spare.scatter((~frame["fits"]).arg_true(), pl.Series(exact, dtype=pl.Float64))


@lru_cache(maxsize=100_000)
def _decimal(number: float) -> Fraction:
    return Fraction(repr(number))


def _by_fractions(pol: int, sch: int, *numbers: float | None) -> float:
    """The sign of the spare, as a float, for figures with many digits: the same sum in fractions."""
    figures: list[Any] = [None if number is None else _decimal(number) for number in numbers]
    v, t, lo, hi, x, tol = figures
    miss = _missed(pol, v, t, lo, hi)
    if sch == PERCENT:
        edge = t if t is not None else hi if hi is not None and v > hi else lo if lo is not None else hi
        spare = abs(edge) * tol - miss * 100
    elif sch == ABSOLUTE:
        spare = tol - miss
    else:
        spare = _missed(pol, x, t, lo, hi) - miss
    return float((spare > 0) - (spare < 0))


def _missed(pol: int, v: Any, t: Any, lo: Any, hi: Any) -> Any:
    if pol in (HIGHER, LOWER):
        return t - v if pol == HIGHER else v - t
    low, high = (t, t) if lo is None and hi is None else (lo, hi)
    return max(
        part for part in (None if low is None else low - v, None if high is None else v - high) if part is not None
    )
