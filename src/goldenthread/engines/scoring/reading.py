"""Cells into numbers and codes, exactly: the decimal that a person typed, not the float that a computer kept.

Every number is read to 15 significant decimal digits, which is what a 64-bit float carries faithfully. Two decimals
of up to 15 digits are equal exactly when their floats are, and are ordered as their floats are; so a plain comparison
of two figures read here is a comparison of the decimals. Noise beyond the fifteenth digit (0.1 + 0.2) is dropped.
Whole numbers have no such noise while a float holds each of them, to 2**53, and are kept as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from typing import Final, cast

import polars as pl

from goldenthread.engines.scoring.refusal import Problems

_STEPS: Final = 1e6
NEAREST: Final = 6755399441055744.0  # 1.5 * 2**52: adding and taking it away rounds to a whole number
_PLAIN: Final = 1e9
_WHOLE: Final = 2**53


def to_fifteen_digits(numbers: pl.Series) -> pl.Series:
    """The nearest decimal of 15 significant digits for each number, as its float; missing stays missing.

    A number below 10**9 with at most six decimal places is already one, and is the usual case: k / 10**6 is rounded
    correctly by the division, so getting the same float back proves it. Only the others are worked on.
    """
    whole = ((numbers * _STEPS) + NEAREST) - NEAREST
    # Polars divides by a single number through its reciprocal, which is not rounded correctly; by a column it is.
    steps = pl.Series([_STEPS]).new_from_index(0, numbers.len())
    kept = (whole / steps) == numbers
    if kept.all() and _within(numbers, _PLAIN):
        return numbers
    kept = (kept & numbers.is_between(-_PLAIN, _PLAIN)).fill_null(True)
    rest = numbers.filter(~kept)
    return numbers.scatter((~kept).arg_true(), _shortened(rest)) if rest.len() else numbers


def _within(numbers: pl.Series, bound: float) -> bool:
    least, most = smallest(numbers), largest(numbers)
    return least is None or most is None or (-bound <= least and most <= bound)


def smallest(numbers: pl.Series) -> float | None:
    """The least of a column of numbers, None where all are missing; Polars cannot say that it is a number."""
    return cast("float | None", numbers.min())


def largest(numbers: pl.Series) -> float | None:
    """The greatest of a column of numbers, None where all are missing."""
    return cast("float | None", numbers.max())


def _shortened(numbers: pl.Series) -> pl.Series:
    # Ten to the power p is an exact float up to p = 22, so one product and one quotient round only once each.
    frame = pl.DataFrame({"x": numbers}).with_columns(
        power=pl.lit(14, pl.Int64) - pl.col("x").abs().log10().floor().clip(-400, 400).cast(pl.Int64, strict=False)
    )
    # A logarithm next to a whole number may fall on its wrong side: the digits themselves have the last word.
    digits = pl.col("x").abs() * _ten_to("power")
    frame = frame.with_columns(power=pl.col("power") + (digits < 1e14).cast(pl.Int64) - (digits >= 1e15).cast(pl.Int64))
    scale = _ten_to("power")
    frame = frame.with_columns(
        usual=pl.col("power").is_between(1, 22).fill_null(False),
        short=((pl.col("x") * scale).round() / scale).cast(pl.Float64),
    )
    if not frame["usual"].all():
        odd = frame.filter(~pl.col("usual"))["x"].to_list()
        exact = pl.Series([x if _is_counted(x) else float(f"{x:.15g}") for x in odd], dtype=pl.Float64)
        return frame["short"].scatter((~frame["usual"]).arg_true(), exact)
    return frame["short"]


def _is_counted(number: float) -> bool:
    """Whether a number is whole and so small (to 2**53, 16 digits) that a float holds every whole number about it."""
    return number.is_integer() and abs(number) <= _WHOLE


def _ten_to(power: str) -> pl.Expr:
    return pl.lit(10.0).pow(pl.col(power).clip(1, 22).cast(pl.Float64))


def read_numbers(cells: pl.Series, *, column: str, problems: Problems, first: int) -> pl.Series:
    """A column of numbers or text as Float64 of 15 digits; blank text is missing.

    What is not a finite number is added to ``problems`` and left missing.
    """
    if cells.dtype in (pl.Categorical, pl.Enum):
        cells = cells.cast(pl.String)
    if cells.dtype == pl.String:
        text = cells.str.strip_chars()
        numbers = text.cast(pl.Float64, strict=False)
        unread = numbers.is_null() & (text != "").fill_null(False)
    elif cells.dtype.is_numeric() or cells.dtype == pl.Null:
        numbers = cells.cast(pl.Float64)
        unread = pl.Series([False]).new_from_index(0, cells.len())
    else:
        numbers = pl.Series([None], dtype=pl.Float64).new_from_index(0, cells.len())
        unread = cells.is_not_null()
    if unread.any():
        problems.add(
            where=unread, column=column, cells=cells, first=first, seen="'{}' is not a number.",
            what_to_do="Write digits only, such as 1234.5, without commas, currency or per cent signs.",
        )  # fmt: skip
    short = to_fifteen_digits(numbers)
    # A sum is finite only if all its numbers are; it is one quick pass, where asking each number is several.
    if not isfinite(short.sum()):
        endless = (~numbers.is_finite()).fill_null(False)
        problems.add(
            where=endless, column=column, cells=cells, first=first, seen="'{}' is not a finite number.",
            what_to_do="Leave the cell empty if there is no figure.",
        )  # fmt: skip
        short = short.set(endless, None)
    return short


def read_words(cells: pl.Series, *, column: str, words: Sequence[str], problems: Problems, first: int) -> pl.Series:
    """A column of words as their positions in ``words`` (UInt8); blank is missing; capitals and spaces do not matter.

    A word that is not in the list is added to ``problems`` and left missing.
    """
    if cells.dtype == pl.Null:
        return cells.cast(pl.UInt8)
    listed = pl.Enum(list(words))
    if cells.dtype != pl.String:
        cells = cells.cast(pl.String)
    codes = cells.cast(listed, strict=False)
    if codes.null_count() != cells.null_count():
        tidy = cells.str.strip_chars().str.to_lowercase().str.replace_all(r"[\s-]+", "_")
        codes = tidy.cast(listed, strict=False)
        unknown = codes.is_null() & (tidy != "").fill_null(False)
        if unknown.any():
            choices = ", ".join(words[:-1]) + " or " + words[-1]
            problems.add(
                where=unknown, column=column, cells=cells, first=first, seen=f"'{{}}' is not a known {column}.",
                what_to_do=f"Write {choices}.",
            )  # fmt: skip
    return codes.to_physical().cast(pl.UInt8)
