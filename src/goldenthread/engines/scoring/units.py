"""Figures as people read them: 468,658, 83.4%, £1,234.50, 12 days. Never 83.39999999999999, never 1e-05."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final, NamedTuple

import polars as pl

from goldenthread.engines.scoring.reading import to_fifteen_digits

_SYMBOLS: Final = {"%": ("", "%"), "percent": ("", "%"), "per cent": ("", "%"), "percentage": ("", "%")}
_MONEY: Final = ("£", "gbp", "pounds", "money")
_MANY: Final = 2000
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


def figures(numbers: pl.Series) -> pl.Series:
    """Numbers as text: no needless decimals, no exponent, a comma at each thousand. Missing stays missing."""
    if numbers.len() < _MANY:
        return _written(numbers)
    # Most figures of a large file are percentages and the like, which are quicker looked up than written.
    table, hundreds = _small_figures()
    places = (numbers * 100).round().cast(pl.UInt32, strict=False)
    places = places.set((places >= table.len()).fill_null(False), None)
    found = hundreds.gather(places) == numbers
    text = table.gather(places)
    if found.all() and found.null_count() == numbers.null_count():
        return text
    rest = ~found.fill_null(False) & numbers.is_not_null()
    return text.scatter(rest.arg_true(), _large_figures(numbers.filter(rest)))


def _large_figures(numbers: pl.Series) -> pl.Series:
    """Figures with up to two decimals under a thousand million, put together from looked-up thousands."""
    size = numbers.abs()
    hundredths = (size * 100).round().cast(pl.Int64, strict=False)
    backed = hundredths / pl.Series([100.0]).new_from_index(0, numbers.len())
    fits = ((backed == size) & (size < 1e9)).fill_null(False)
    plain, pence = _thousands()
    frame = pl.DataFrame({"whole": hundredths.set(~fits, 0) // 100, "pence": hundredths.set(~fits, 0) % 100})
    millions, thousands, ones = pl.col("whole") // 1_000_000, pl.col("whole") // 1000 % 1000, pl.col("whole") % 1000
    places = frame.select(
        sign=pl.when(pl.lit(numbers < 0)).then(pl.lit("-")),
        millions=pl.when(millions > 0).then(millions),
        thousands=pl.when(millions > 0).then(thousands + 1000).when(thousands > 0).then(thousands),
        ones=pl.when(pl.col("whole") >= 1000).then(ones + 1000).otherwise(ones),
    )
    parts = [places["sign"], *(plain.gather(places[name]) for name in ("millions", "thousands", "ones"))]
    parts.append(pence.gather(frame["pence"]))
    text = pl.select(pl.concat_str([pl.lit(part) for part in parts], ignore_nulls=True)).to_series()
    return text if fits.all() else text.scatter((~fits).arg_true(), _written(numbers.filter(~fits)))


@cache
def _thousands() -> tuple[pl.Series, pl.Series]:
    """0 to 999 plain and then with a comma and three digits; and hundredths as they follow a figure."""
    plain = [str(number) for number in range(1000)] + [f",{number:03d}" for number in range(1000)]
    return pl.Series(plain), pl.Series([f".{number:02d}".rstrip("0").rstrip(".") for number in range(100)])


@cache
def _small_figures() -> tuple[pl.Series, pl.Series]:
    """0 to 999.99 as text, and as the numbers they stand for."""
    numbers = pl.int_range(100_000, eager=True) / pl.Series([100.0]).new_from_index(0, 100_000)
    return _written(numbers), numbers


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
