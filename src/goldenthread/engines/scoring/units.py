"""Figures as people read them: 468,658, 83.4%, £1,234.50, 12 days. Never 83.39999999999999, never 1e-05."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final, NamedTuple

import polars as pl

from goldenthread.engines.scoring.reading import NEAREST, largest, smallest, to_fifteen_digits

_SYMBOLS: Final = {"%": ("", "%"), "percent": ("", "%"), "per cent": ("", "%"), "percentage": ("", "%")}
_MONEY: Final = ("£", "gbp", "pounds", "money")
_MANY: Final = 2000
_LARGE: Final = 1e8
_LEADS: Final = 100_000
_TAILS: Final = 100_000
_NARROW: Final = 4e9
_PLAIN: Final = ("", "number", "count", "ratio", "rate", "score", "index", "none")


class Unit(NamedTuple):
    """What stands before and after a figure. ``is_symbol`` says that it joins the figure (85%), not follows it."""

    before: str = ""
    after: str = ""

    @property
    def is_symbol(self) -> bool:
        """Whether the unit is a sign that joins the figure."""
        return bool(self.before) or self.after == "%"

    @property
    def is_money(self) -> bool:
        """Whether figures are pounds and pence."""
        return self.before == "£"

    def around(self, place: str) -> str:
        """A place with its unit: ``£{v}``, ``{v}%``, ``{v} days``."""
        return f"{self.before}{{{place}}}{self.after}"

    def difference(self, place: str) -> str:
        """A place for a difference: percentages differ by percentage points."""
        return f"{{{place}}} percentage points" if self.after == "%" else self.around(place)


@lru_cache(maxsize=1024)
def unit_of(text: str | None) -> Unit:
    """The unit that a council wrote in its list of indicators; a word such as "days" follows the figure."""
    word = (text or "").strip()
    plain = word.lower()
    if plain in _PLAIN:
        return Unit()
    if plain in _MONEY:
        return Unit(before="£")
    if plain in _SYMBOLS:
        return Unit(*_SYMBOLS[plain])
    return Unit(after=f" {word}")


def figures(numbers: pl.Series, *, pence: pl.Series | None = None) -> pl.Series:
    """Numbers as text: no needless decimals, no exponent, a comma at each thousand. Missing stays missing.

    Where ``pence`` is true, tenths are written as pence: 4.50, not 4.5.
    """
    if numbers.len() < _MANY:
        return _with_pence(_written(numbers), pence=pence)
    *leading, last = figure_parts(numbers, pence=pence)
    if not leading:
        return last
    frame = pl.DataFrame([part.alias(str(number)) for number, part in enumerate([*leading, last])])
    return frame.select(pl.concat_str(pl.all())).to_series()


def figure_parts(numbers: pl.Series, *, pence: pl.Series | None = None) -> list[pl.Series]:
    """What ``figures`` writes, in one to three columns of text to be joined. The last is missing with the number.

    Most figures have up to two decimals and are under a hundred million: quicker looked up, in two halves, than
    written: the thousands, and what follows them. Only others are written out.
    """
    length = numbers.len()
    negative = (smallest(numbers) or 0) < 0
    size = numbers.abs() if negative else numbers
    hundredths = ((size * 100) + NEAREST) - NEAREST
    # By a column: Polars divides by a single number through its reciprocal, which is not rounded correctly.
    fits = ((hundredths / pl.Series([100.0]).new_from_index(0, length)) == size) & (size < _LARGE)
    all_fit = fits.all()
    if not all_fit:
        hundredths = hundredths.zip_with(fits, pl.Series([None], dtype=pl.Float64).new_from_index(0, length))
    thousands, tails = _tables()
    parts = []
    most = largest(hundredths) or 0
    if most >= _TAILS:
        # Half the width is half the work, and enough for figures up to forty million.
        whole = hundredths.cast(pl.UInt32 if most < _NARROW else pl.Int64)
        lead = whole // _TAILS
        places = (whole - lead * _TAILS + (lead > 0).cast(whole.dtype) * _TAILS).cast(pl.UInt32)
        parts.append(thousands.gather(lead.cast(pl.UInt32).fill_null(0)))
    else:
        places = hundredths.cast(pl.UInt32)
    if pence is not None:
        places = places + pence.cast(pl.UInt32) * (2 * _TAILS)
    text = tails.gather(places)
    if not all_fit:
        odd = (~fits).arg_true()
        written = _with_pence(_written(numbers.gather(odd)), pence=None if pence is None else pence.gather(odd))
        text = text.scatter(odd, written)
    if negative:
        signed = (numbers < 0) & fits
        parts.insert(0, pl.Series(["", "-"]).gather(signed.cast(pl.UInt32).fill_null(0)))
    return [*parts, text]


def _with_pence(text: pl.Series, *, pence: pl.Series | None) -> pl.Series:
    if pence is None or not pence.any():
        return text
    rows = pence.arg_true()
    return text.scatter(rows, text.gather(rows).str.replace(r"(\.\d)$", "${1}0"))


@cache
def _tables() -> tuple[pl.Series, pl.Series]:
    """Thousands as they stand before the last comma, nothing for 0; and what follows, by hundredths.

    What follows comes four times: 0 to 999.99 alone, after a comma (,007.5), and both once more with pence.
    """
    thousands = _written(pl.int_range(_LEADS, eager=True).cast(pl.Float64))
    alone = _written(pl.int_range(_TAILS, eager=True) / pl.Series([100.0]).new_from_index(0, _TAILS))
    frame = pl.DataFrame({"alone": alone}).with_columns(whole=pl.col("alone").str.extract(r"^(\d+)"))
    padded = "," + pl.col("whole").str.zfill(3) + pl.col("alone").str.extract(r"^\d+(.*)$")
    follows = pl.concat([alone, frame.select(padded).to_series()])
    tails = pl.concat([follows, follows.str.replace(r"(\.\d)$", "${1}0")], rechunk=True)
    return thousands.set(pl.int_range(_LEADS, eager=True) == 0, ""), tails


def _written(numbers: pl.Series) -> pl.Series:
    large = numbers.abs()
    text = numbers.cast(pl.String)
    whole = ((large == large.floor()) & (large <= 1e15)).fill_null(False)
    if whole.any():
        text = text.scatter(whole.arg_true(), numbers.filter(whole).cast(pl.Int64).cast(pl.String))
    # A float is written with an exponent from 1e16 up and under 1e-4; the bounds here are wider, and harmless.
    odd = (~large.is_between(1e-3, 1e15) & (large != 0)).fill_null(False)
    if odd.any():
        plain = [_plain(number) for number in numbers.filter(odd).to_list()]
        text = text.scatter(odd.arg_true(), pl.Series(plain, dtype=pl.String))
    thousands = (large >= 1000).fill_null(False)
    return text.scatter(thousands.arg_true(), _with_commas(text.filter(thousands))) if thousands.any() else text


def _plain(number: float) -> str:
    from decimal import Decimal

    text = f"{Decimal(repr(number)):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _with_commas(text: pl.Series) -> pl.Series:
    width = 18 if int(text.str.len_bytes().max() or 0) < 18 else 330  # type: ignore[arg-type]  # a length is a whole number
    whole = pl.col("text").str.strip_prefix("-").str.split_exact(".", 1)
    frame = pl.DataFrame({"text": text}).with_columns(
        sign=pl.when(pl.col("text").str.starts_with("-")).then(pl.lit("-")).otherwise(pl.lit("")),
        whole=whole.struct.field("field_0").str.zfill(width),
        part=whole.struct.field("field_1"),
    )
    groups = [pl.col("whole").str.slice(start, 3) for start in range(0, width, 3)]
    joined = pl.concat_str(groups, separator=",").str.strip_chars_start("0,")
    part = pl.when(pl.col("part").is_not_null()).then("." + pl.col("part"))
    return frame.select(text=pl.concat_str("sign", joined, part, ignore_nulls=True))["text"]


def rounded(frame: pl.DataFrame, *, columns: list[str], decimals: pl.Series) -> pl.DataFrame:
    """Figures rounded to each row's ``decimals`` for reading, with more where that would hide a difference.

    97.96 against 98 in whole numbers would read "98% is below the 98% target": such a row gets just as many decimals as
    tell the two apart, and its full figures where four more do not.
    """
    shown = _to_places(frame.select(columns), places=decimals)
    keep = _hidden(frame, shown, columns=columns)
    more = 0
    while keep.any() and more < _MORE_PLACES:
        more += 1
        finer = _to_places(frame.select(columns).filter(keep), places=decimals.filter(keep) + more)
        rows = keep.arg_true()
        shown = shown.with_columns(shown[name].scatter(rows, finer[name]) for name in columns)
        keep = _hidden(frame, shown, columns=columns)
    if not keep.any():
        return shown
    rows = keep.arg_true()
    return shown.with_columns(shown[name].scatter(rows, frame[name].filter(keep)) for name in columns)


_MORE_PLACES = 4
"""How many decimals more than asked for are tried before a figure is written in full."""


def _to_places(shown: pl.DataFrame, *, places: pl.Series) -> pl.DataFrame:
    columns = shown.columns
    shown = shown.with_columns(d=places)
    for count in places.drop_nulls().unique().to_list():
        here = pl.col("d") == count
        shown = shown.with_columns(
            pl.when(here)
            .then(pl.col(name).round(max(int(count), 0), mode="half_away_from_zero"))
            .otherwise(pl.col(name))
            .alias(name)
            for name in columns
        )
    return shown.select(to_fifteen_digits(shown[name]) for name in columns)


def _hidden(frame: pl.DataFrame, shown: pl.DataFrame, *, columns: list[str]) -> pl.Series:
    """Rows in which the first figure reads the same as another that it is not."""
    first, *others = columns
    hides = [((shown[first] == shown[name]) & (frame[first] != frame[name])).fill_null(False) for name in others]
    if not hides:
        return pl.Series([False]).new_from_index(0, shown.height)
    return pl.select(pl.any_horizontal([pl.lit(hidden) for hidden in hides])).to_series()
