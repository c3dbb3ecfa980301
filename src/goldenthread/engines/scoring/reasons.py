"""The reason column: one sentence a row, put together from a few templates and the row's own figures.

A file has millions of rows but few ways to say them. Each row gets a small key (outcome, scheme, polarity, side ...);
the few distinct keys become templates; and one concatenation over columns joins their words with the figures.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from math import prod
from typing import Final

import polars as pl

from goldenthread.engines.scoring.margins import FLOOR, LAST_YEAR, PERCENT, share_of
from goldenthread.engines.scoring.reading import smallest, to_fifteen_digits
from goldenthread.engines.scoring.sentences import Case, sentence
from goldenthread.engines.scoring.units import Unit, figure_parts, figures, rounded, unit_of
from goldenthread.engines.scoring.verdict import OUTCOMES
from goldenthread.engines.scoring.vocabulary import POLARITIES, SCHEMES

_PLACE: Final = re.compile(r"\{([vndabxk])\}")
_COUNTS: Final = re.compile(r"(?<=\{v\})([^{]*?)( (?:is|cannot) )")
_FEATURES: Final = (
    ("outcome", len(OUTCOMES)), ("pol", len(POLARITIES)), ("sch", len(SCHEMES)), ("side", 3), ("tie", 2),
    ("certainty", 3), ("has_lower", 2), ("has_upper", 2), ("has_counts", 2),
)  # fmt: skip
_TABLE: Final = 2_000_000
_FEW: Final = 4
_WAYS: Final = prod(size for _, size in _FEATURES)
_SINGULARS: Final = re.compile(r"^[A-Za-z]+[^s\W]s$")


def reasons(frame: pl.DataFrame) -> pl.Series:
    """The sentence for each row. Columns in: those of ``decide``, and unit (text), decimals and counted."""
    units = (
        frame["unit"].cast(pl.Categorical("lexical")).to_physical()
        if frame["unit"].null_count() < frame.height
        else None
    )
    unit = pl.lit(0, pl.UInt32) if units is None else (pl.lit(units).cast(pl.UInt32) + 1).fill_null(0)
    keys = frame.select((unit * _WAYS + _way()).alias("key"))["key"]
    distinct = keys.unique().sort()
    names: list[str | None] = [None] if units is None else [None, *units_in(frame["unit"], units)]
    numbers = [divmod(number, _WAYS) for number in distinct.to_list()]
    cases = [_case(way, unit=names[unit]) for unit, way in numbers]
    return _joined(
        frame,
        templates=[_template(case, counts=counts) for case, counts in cases],
        which=_places_of(keys, distinct=distinct),
        units=[case.unit for case, _ in cases],
    )


def _places_of(keys: pl.Series, *, distinct: pl.Series) -> pl.Series:
    """Each key's place among the distinct ones: looked up where a table is small enough, else searched for."""
    largest = int(distinct[-1]) if distinct.len() else 0
    if largest > _TABLE or keys.len() < distinct.len() * 20:
        return distinct.search_sorted(keys)
    table = pl.Series([0], dtype=pl.UInt32).new_from_index(0, largest + 1)
    return table.scatter(distinct, pl.int_range(distinct.len(), dtype=pl.UInt32, eager=True)).gather(keys)


def units_in(cells: pl.Series, codes: pl.Series) -> list[str | None]:
    """The unit words by their code, with None where this batch does not use a code."""
    seen = pl.DataFrame({"word": cells, "code": codes}).unique("code").drop_nulls()
    words: list[str | None] = [None] * (int(seen["code"].max() or 0) + 1)  # type: ignore[arg-type]  # codes are whole numbers
    for word, code in seen.iter_rows():
        words[code] = str(word)
    return words


@cache
def _way() -> pl.Expr:
    """The features of a row in one number."""
    key = pl.lit(0, pl.UInt32)
    for name, size in _FEATURES:
        key = key * size + _feature(name)
    return key


def _feature(name: str) -> pl.Expr:
    if name == "certainty":
        return pl.when(pl.col("sta") <= 2).then("sta").otherwise(0)
    if name in ("has_lower", "has_upper"):
        return pl.col("lo" if name == "has_lower" else "hi").is_not_null().cast(pl.UInt8)
    if name == "has_counts":
        known = [pl.col(part).is_not_null() for part in ("numerator", "denominator", "v")]
        return pl.all_horizontal(known).cast(pl.UInt8)
    if name in ("pol", "sch"):
        return pl.col(name).fill_null(3 if name == "pol" else 5)
    return pl.col(name).cast(pl.UInt8)


@lru_cache(maxsize=4096)
def _case(number: int, *, unit: str | None) -> tuple[Case, bool]:
    """The case of a number of features, and whether its figures come with their parts (1,214 of 1,549)."""
    parts: dict[str, int] = {}
    for name, size in reversed(_FEATURES):
        number, parts[name] = divmod(number, size)
    case = Case(
        outcome=OUTCOMES[parts["outcome"]],
        polarity=POLARITIES[parts["pol"]],
        scheme=SCHEMES[parts["sch"]],
        side=parts["side"],
        tie=bool(parts["tie"]),
        certainty=parts["certainty"],
        has_lower=bool(parts["has_lower"]),
        has_upper=bool(parts["has_upper"]),
        unit=unit_of(unit),
    )
    return case, bool(parts["has_counts"])


def _template(case: Case, *, counts: bool) -> str:
    """The sentence for a case; the parts of the value stand behind it and its unit."""
    text = sentence(case)
    return _COUNTS.sub(r"\1 ({n} of {d})\2", text, count=1) if counts else text


def _joined(frame: pl.DataFrame, *, templates: list[str], which: pl.Series, units: list[Unit]) -> pl.Series:
    """Words and figures in turn. A sentence has few figures of the many kinds: each takes the next column free."""
    numbers = _figures_for(frame)
    pieces = [_PLACE.split(template) for template in templates]
    width = max((len(piece) for piece in pieces), default=1) // 2
    shown: list[pl.Series] = []
    parts: list[pl.Series] = []
    for number in range(width):
        at = 2 * number
        words = [piece[at] if at + 1 < len(piece) else None for piece in pieces]
        places = [piece[at + 1] if at + 1 < len(piece) else None for piece in pieces]
        shown.append(_at(numbers, places=places, which=which))
        parts += _phrase(shown[-1], words=words, which=which)
    parts.append(pl.Series([piece[-1] for piece in pieces], dtype=pl.String).gather(which))
    text = _in_one(parts)
    plurals = [_plural(unit, template) for unit, template in zip(units, templates, strict=True)]
    pounds = [unit.is_money for unit in units]
    return _polished(text, shown=shown, plurals=plurals, pounds=pounds, which=which)


def _phrase(numbers: pl.Series, *, words: list[str | None], which: pl.Series) -> list[pl.Series]:
    """Words and the figure after them, in columns to be joined: in a single one where few rows have any."""
    pence = [word is not None and word.endswith("£") for word in words]
    empty = pl.Series([None], dtype=pl.String)
    if numbers.len() - numbers.null_count() < numbers.len() // _FEW:
        rows = pl.Series([word is not None for word in words]).gather(which).arg_true()
        here = which.gather(rows)
        parts = [
            pl.Series(words, dtype=pl.String).gather(here),
            figures(numbers.gather(rows), pence=pl.Series(pence).gather(here) if any(pence) else None),
        ]
        return [empty.new_from_index(0, numbers.len()).scatter(rows, _in_one(parts))]
    return [
        pl.Series(words, dtype=pl.String).gather(which),
        *figure_parts(numbers, pence=pl.Series(pence).gather(which) if any(pence) else None),
    ]


def _in_one(parts: list[pl.Series]) -> pl.Series:
    table = pl.DataFrame([part.alias(str(number)) for number, part in enumerate(parts)])
    return table.select(pl.concat_str(pl.all(), ignore_nulls=True)).to_series()


def _at(numbers: pl.DataFrame, *, places: list[str | None], which: pl.Series) -> pl.Series:
    """The figure that each row's sentence has at one of its places; missing where it has none."""
    used = sorted({place for place in places if place is not None})
    if len(used) == 1 and None not in places:
        return numbers[used[0]]
    codes = pl.Series([None if place is None else used.index(place) for place in places], dtype=pl.UInt8)
    frame = numbers.select(used).with_columns(codes.gather(which).alias("code"))
    figure = pl.lit(None, pl.Float64)
    for code, place in enumerate(used):
        figure = pl.when(pl.col("code") == code).then(place).otherwise(figure)
    return frame.select(figure.alias("figure")).to_series()


def _figures_for(frame: pl.DataFrame) -> pl.DataFrame:
    """One column of figures for each place, rounded for reading where that hides nothing."""
    sch = pl.col("sch")
    ranged = pl.col("lo").is_not_null() | pl.col("hi").is_not_null()
    numbers = frame.select(
        v="v",
        a=pl.when(ranged).then("lo").otherwise("t"),
        b="hi",
        x=pl.when((sch == FLOOR) | (sch == LAST_YEAR)).then("x"),
        k="tol",
        n="numerator",
        d="denominator",
    )
    decimals = frame["decimals"]
    if frame["counted"].any():
        # A quotient has no natural end: two decimals, or four under one, unless a list of indicators says otherwise.
        ends = pl.when("counted").then(pl.when(pl.col("v").abs() < 1).then(4.0).otherwise(2.0))
        decimals = frame.select(pl.coalesce("decimals", ends))["decimals"]
    if decimals.null_count() < decimals.len():
        columns = ["v", "a", "b", "x"]
        numbers = numbers.with_columns(rounded(numbers, columns=columns, decimals=decimals))
    missed = frame.select(((sch == PERCENT) & (pl.col("miss") > 0)).fill_null(False)).to_series()
    return numbers.with_columns(numbers["x"].scatter(missed.arg_true(), _shares(frame.filter(missed))))


def _shares(frame: pl.DataFrame) -> pl.Series:
    """By how much of the target each row misses it, in per cent, to the first decimals that tell it from the line."""
    share = pl.col("share")
    numbers = frame.select(share=pl.col("miss") / share_of() * 100, exact=pl.col("spare") == 0, k="tol")
    shown = share
    for places in (4, 2, 1):
        short = share.round(places)
        shown = pl.when((short > 0) & (short != pl.col("k"))).then(short).otherwise(shown)
    return to_fifteen_digits(numbers.select(pl.when("exact").then("k").otherwise(shown).alias("x"))["x"])


def _polished(
    text: pl.Series, *, shown: list[pl.Series], plurals: list[str], pounds: list[bool], which: pl.Series
) -> pl.Series:
    """Mend the few sentences that a template cannot foresee: £-5, 1 days. Only rows that may need it."""
    negative = any(pounds) and any((smallest(figure) or 0) < 0 for figure in shown)
    candidates = [bool(word) or (money and negative) for word, money in zip(plurals, pounds, strict=True)]
    if not any(candidates):
        return text
    rows = pl.Series(candidates).gather(which).arg_true()
    figures = pl.DataFrame({str(number): figure.gather(rows) for number, figure in enumerate(shown)})
    odd = pl.any_horizontal((pl.col(name) < 0) | (pl.col(name) == 1) for name in figures.columns).fill_null(False)
    mend = rows.filter(figures.select(odd).to_series())
    if mend.is_empty():
        return text
    expr = pl.col("text").str.replace_all("£-", "-£", literal=True)
    for word in sorted(set(plurals) - {""}):
        expr = expr.str.replace_all(rf"(^|[ (-])1 {word}\b", f"${{1}}1 {word[:-1]}")
    return text.scatter(mend, pl.DataFrame({"text": text.gather(mend)}).select(expr)["text"])


def _plural(unit: Unit, template: str) -> str:
    """The plural that follows a figure of this sentence, or nothing."""
    word = "percentage points" if unit.after == "%" else unit.after.strip()
    known = word == "percentage points" or _SINGULARS.match(word)
    return word if known and word in template else ""
