"""The reason column: one sentence a row, put together from a few templates and the row's own figures.

A file has millions of rows but few ways to say them. Each row gets a small key (outcome, scheme, polarity, side ...);
the few distinct keys become templates; and one concatenation over columns joins their words with the figures.
"""

from __future__ import annotations

import re
from typing import Final

import polars as pl

from goldenthread.engines.scoring.margins import FLOOR, LAST_YEAR, PERCENT, share_of
from goldenthread.engines.scoring.reading import to_fifteen_digits
from goldenthread.engines.scoring.sentences import PLACES, Case, sentence
from goldenthread.engines.scoring.units import Unit, figures, rounded, unit_of
from goldenthread.engines.scoring.verdict import OUTCOMES
from goldenthread.engines.scoring.vocabulary import POLARITIES, SCHEMES

_PLACE: Final = re.compile(r"\{([vabxk])\}")
_FEATURES: Final = (
    ("outcome", len(OUTCOMES)), ("pol", len(POLARITIES)), ("sch", len(SCHEMES)), ("side", 3), ("tie", 2),
    ("certainty", 3), ("has_lower", 2), ("has_upper", 2),
)  # fmt: skip
_GAPS: Final = (*(f"before_{place}" for place in PLACES), "after")
_TABLE: Final = 2_000_000
_SINGULARS: Final = re.compile(r"^[A-Za-z]+[^s\W]s$")


def reasons(frame: pl.DataFrame) -> pl.Series:
    """The sentence for each row. Columns in: those of ``decide``, and unit (text), decimals and counted."""
    units = (
        frame["unit"].cast(pl.Categorical("lexical")).to_physical()
        if frame["unit"].null_count() < frame.height
        else None
    )
    key = pl.lit(0, pl.UInt32) if units is None else (pl.lit(units).cast(pl.UInt32) + 1).fill_null(0)
    for name, size in _FEATURES:
        key = key * size + _feature(name)
    keys = frame.select(key.alias("key"))["key"]
    distinct = keys.unique().sort()
    names: list[str | None] = [None] if units is None else [None, *units_in(frame["unit"], units)]
    cases = [_case(number, names) for number in distinct.to_list()]
    return _joined(
        frame,
        templates=[sentence(case) for case in cases],
        which=_places_of(keys, distinct=distinct),
        units=[case.unit for case in cases],
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


def _feature(name: str) -> pl.Expr:
    if name == "certainty":
        return pl.when(pl.col("sta") <= 2).then("sta").otherwise(0)
    if name in ("has_lower", "has_upper"):
        return pl.col("lo" if name == "has_lower" else "hi").is_not_null().cast(pl.UInt8)
    if name in ("pol", "sch"):
        return pl.col(name).fill_null(3 if name == "pol" else 5)
    return pl.col(name).cast(pl.UInt8)


def _case(number: int, units: list[str | None]) -> Case:
    parts: dict[str, int] = {}
    for name, size in reversed(_FEATURES):
        number, parts[name] = divmod(number, size)
    return Case(
        outcome=OUTCOMES[parts["outcome"]],
        polarity=POLARITIES[parts["pol"]],
        scheme=SCHEMES[parts["sch"]],
        side=parts["side"],
        tie=bool(parts["tie"]),
        certainty=parts["certainty"],
        has_lower=bool(parts["has_lower"]),
        has_upper=bool(parts["has_upper"]),
        unit=unit_of(units[number]),
    )


def _joined(frame: pl.DataFrame, *, templates: list[str], which: pl.Series, units: list[Unit]) -> pl.Series:
    numbers = _figures_for(frame)
    words: dict[str, list[str | None]] = {name: [] for name in _GAPS}
    used: dict[str, list[bool]] = {place: [] for place in PLACES}
    for template in templates:
        pieces = _PLACE.split(template)
        before = dict(zip(pieces[1::2], pieces[0::2], strict=False))
        for place in PLACES:
            words[f"before_{place}"].append(before.get(place))
            used[place].append(place in before)
        words["after"].append(pieces[-1])
    parts: list[pl.Series] = []
    counts = _counts(frame)
    for place in PLACES:
        if any(used[place]):
            parts.append(pl.Series(words[f"before_{place}"], dtype=pl.String).gather(which))
            parts.append(_shown(numbers[place], used=used[place], which=which))
    parts.append(pl.Series(words["after"], dtype=pl.String).gather(which))
    if counts is not None:
        parts = _with_counts(parts, counts=counts, words=words, which=which, used=used)
    text = pl.select(pl.concat_str([pl.lit(part) for part in parts], ignore_nulls=True)).to_series()
    plurals = [_plural(unit, template) for unit, template in zip(units, templates, strict=True)]
    pounds = [unit.is_money for unit in units]
    return _polished(text, numbers=numbers, plurals=plurals, pounds=pounds, which=which)


def _shown(numbers: pl.Series, *, used: list[bool], which: pl.Series) -> pl.Series:
    if not all(used):
        numbers = numbers.set(~pl.Series(used).gather(which), None)
    return figures(numbers)


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


def _counts(frame: pl.DataFrame) -> pl.Series | None:
    """`` (1,214 of 1,549)`` where numerator and denominator are known, else None for the whole batch."""
    known = frame["numerator"].is_not_null() & frame["denominator"].is_not_null() & frame["v"].is_not_null()
    if not known.any():
        return None
    top = figures(frame["numerator"].set(~known, None))
    bottom = figures(frame["denominator"].set(~known, None))
    return pl.select(pl.concat_str(pl.lit(" ("), pl.lit(top), pl.lit(" of "), pl.lit(bottom), pl.lit(")"))).to_series()


def _with_counts(
    parts: list[pl.Series], *, counts: pl.Series, words: dict[str, list[str | None]], which: pl.Series,
    used: dict[str, list[bool]],
) -> list[pl.Series]:  # fmt: skip
    """Put the counts behind the value and its unit: the words after the value are split where " is " begins."""
    if not any(used["v"]):
        return parts
    result = parts[:2]
    heads: list[list[str | None]] = []
    follow = [f"before_{place}" for place in PLACES[1:]] + ["after"]
    for row in range(len(used["v"])):
        following = next((name for name in follow if words[name][row] is not None), None)
        text = words[following][row] if following and used["v"][row] else None
        cut = re.search(r" (is|cannot) ", text) if text else None
        heads.append([text[: cut.start()] if text and cut else None, following if cut else None])
    for row, (head, following) in enumerate(heads):
        if head is not None and following is not None:
            words[following][row] = (words[following][row] or "")[len(head) :]
    mentioned = counts.set(~pl.Series(used["v"]).gather(which), None)
    result += [pl.Series([head for head, _ in heads], dtype=pl.String).gather(which), mentioned]
    at = 2
    for place in PLACES[1:]:
        if any(used[place]):
            result += [pl.Series(words[f"before_{place}"], dtype=pl.String).gather(which), parts[at + 1]]
            at += 2
    return [*result, pl.Series(words["after"], dtype=pl.String).gather(which)]


def _polished(
    text: pl.Series, *, numbers: pl.DataFrame, plurals: list[str], pounds: list[bool], which: pl.Series
) -> pl.Series:
    """Mend the few sentences that a template cannot foresee: £-5, £1,234.5, 1 days. Only rows that may need it."""
    candidates = [bool(word) or money for word, money in zip(plurals, pounds, strict=True)]
    if not any(candidates):
        return text
    rows = pl.Series(candidates).gather(which).arg_true()
    figures = [pl.col(place) for place in PLACES]
    tenths = [((x * 10 - (x * 10).round()).abs() < 1e-3) & (x != x.round()) for x in figures]
    odd = pl.any_horizontal(*tenths, *((x < 0) | (x == 1) for x in figures)).fill_null(False)
    mend = rows.filter(numbers[rows].select(odd).to_series())
    if mend.is_empty():
        return text
    expr = pl.col("text").str.replace_all("£-", "-£", literal=True)
    expr = expr.str.replace_all(r"(£[\d,]+\.\d)(\D)", "${1}0${2}")
    for word in sorted(set(plurals) - {""}):
        expr = expr.str.replace_all(rf"(^|[ (-])1 {word}\b", f"${{1}}1 {word[:-1]}")
    return text.scatter(mend, pl.DataFrame({"text": text.gather(mend)}).select(expr)["text"])


def _plural(unit: Unit, template: str) -> str:
    """The plural that follows a figure of this sentence, or nothing."""
    word = "percentage points" if unit.after == "%" else unit.after.strip()
    known = word == "percentage points" or _SINGULARS.match(word)
    return word if known and word in template else ""
