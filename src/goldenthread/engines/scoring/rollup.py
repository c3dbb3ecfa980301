"""Roll-up over time and over places (rulebook, section 3): one figure from several, or the reason why there is none.

>>> import polars as pl
>>> quarters = pl.DataFrame({"year": ["2022/23"] * 2, "value": ["0.10", "0.20"], "rule": "sum"})
>>> rollup(quarters, by=["year"])["value"].to_list()
[0.3]
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import polars as pl

from goldenthread.engines.periods import PeriodError, parse
from goldenthread.engines.scoring.columns import number_columns, refuse_where, word_columns
from goldenthread.engines.scoring.reading import to_fifteen_digits
from goldenthread.engines.scoring.refusal import Problems
from goldenthread.engines.scoring.rollup_faults import faults
from goldenthread.engines.scoring.rollup_sums import exact_sums
from goldenthread.engines.scoring.units import unit_of

RULES: Final = ("sum", "mean", "ratio", "last", "none")
"""How an indicator's figures are combined: added, averaged, as a ratio of sums, the last one, or not at all."""

ROLLUP_COLUMNS: Final = ("value", "numerator", "denominator", "parts", "n", "of", "error")
"""The columns that ``rollup`` gives beside those it groups by."""

_NUMBERS: Final = ("value", "numerator", "denominator")
_READ: Final = (*_NUMBERS, "rule", "unit", "target", "polarity", "decimals", "basis", "type", "status")


def rollup(
    frame: pl.DataFrame | pl.LazyFrame,
    *,
    by: Sequence[str],
    rule: str | None = None,
    partial: bool = False,
    multiplier: float = 1,
    first_row: int = 1,
) -> pl.DataFrame:
    """One row for each group of equal ``by`` columns, in order of first appearance: the combined figure or an error.

    Columns read: ``value``, or ``numerator`` and ``denominator``; ``rule`` (sum, mean, ratio, last, none; the
    argument serves rows that state none); ``period`` where the rule is last; optional ``unit``. Each row is a part;
    a row without a figure is a missing part, and makes the total missing unless ``partial``. Then the total is of
    the parts that are there, and ``parts`` says "n of m parts".

    Columns out: the ``by`` columns, ``value`` (Float64; a ratio is times ``multiplier``, or times 100 where the unit
    is per cent), ``numerator`` and ``denominator`` (sums, for ratios), ``parts``, ``n`` and ``of`` (parts with a
    figure, and all), ``error``: why there is no figure, naming rows counted from ``first_row``. Percentages are never
    added, and averaged only as a ratio of sums. Sums are exact to the last decimal that a number can hold.

    Raises ScoringError where a cell cannot be read or a denominator is negative, ValueError for a missing ``by``
    column or an unknown rule.
    """
    if rule is not None and rule not in RULES:
        raise ValueError(f"'{rule}' is not a rule: use {', '.join(RULES)}.")
    whole = frame.lazy().collect()
    absent = [name for name in by if name not in whole.columns]
    if absent or not by or len(set(by)) < len(by):
        raise ValueError(f"Group by columns of the table, each once; not there: {', '.join(absent) or 'none named'}.")
    parts = _read(whole, by=by, rule=rule)
    groups = _combined(parts, partial=partial, multiplier=multiplier)
    groups = groups.join(faults(parts, first_row=first_row), on="group", how="left", maintain_order="left")
    groups = _decided(groups, partial=partial)
    keys = whole.select(by).with_columns(parts["group"]).unique("group", keep="first", maintain_order=True)
    names = [name for name in ROLLUP_COLUMNS if name not in by]
    return keys.join(groups.select("group", *names), on="group", how="left", maintain_order="left").drop("group")


def _read(frame: pl.DataFrame, *, by: Sequence[str], rule: str | None) -> pl.DataFrame:
    problems = Problems()
    numbers = number_columns(frame, _NUMBERS, problems=problems)
    rules = word_columns(frame, {"rule": RULES}, problems=problems)["rule"]
    refuse_where(
        numbers["denominator"] < 0, column="denominator", cells=numbers["denominator"], problems=problems,
        seen="the denominator {} is negative.", what_to_do="Write a number of 0 or more.",
    )  # fmt: skip
    periods = _periods(frame, problems=problems)
    problems.raise_if_any()
    units = (
        frame["unit"].cast(pl.String) if "unit" in frame.columns else pl.Series([None]).new_from_index(0, frame.height)
    )
    percent = units.replace_strict({text: unit_of(text).after == "%" for text in units.unique().to_list()})
    no_groups = pl.Series("group", [], dtype=pl.UInt32)
    known = [name for name in frame.columns if name not in _READ]
    # Two rows that nothing tells apart are one figure given twice; where no column could tell, nothing is said.
    same = frame.select(pl.struct(known).is_duplicated()).to_series() if set(known) - set(by) else None
    return pl.DataFrame(
        [
            *numbers.values(),
            rules.fill_null(rule).rename("rule") if rule else rules,
            percent.cast(pl.Boolean).rename("percent"),
            frame.select(group=pl.struct(by).rank("dense"))["group"] if frame.height else no_groups,
            (same if same is not None else pl.Series([False]).new_from_index(0, frame.height)).rename("twice"),
        ]
    ).with_columns(periods).with_row_index("row")  # fmt: skip


def _periods(frame: pl.DataFrame, *, problems: Problems) -> pl.DataFrame:
    """When each part starts and what kind of period it is; missing where the table has no periods."""
    if "period" not in frame.columns:
        nothing = pl.Series([None]).new_from_index(0, frame.height)
        return pl.DataFrame(
            {"start": nothing.cast(pl.Date), "end": nothing.cast(pl.Date), "kind": nothing.cast(pl.String)}
        )
    texts = frame["period"].cast(pl.String).str.strip_chars()
    kinds = (
        frame["type"].cast(pl.String)
        if "type" in frame.columns
        else pl.Series([None], dtype=pl.String).new_from_index(0, frame.height)
    )
    labels = pl.DataFrame({"text": texts, "type": kinds})
    read: dict[tuple[str | None, str | None], tuple[object, ...]] = {}
    for text, kind in labels.unique().iter_rows():
        try:
            found = parse(text, kind=kind).period if text else None
            read[text, kind] = (found.start, found.end, str(found.kind), None) if found else (None, None, None, None)
        except PeriodError as unread:
            read[text, kind] = (None, None, None, str(unread))
    rows = [(*key, *cells) for key, cells in read.items()]
    schema = {
        "text": pl.String,
        "type": pl.String,
        "start": pl.Date,
        "end": pl.Date,
        "kind": pl.String,
        "error": pl.String,
    }
    table = labels.join(
        pl.DataFrame(rows, schema=schema, orient="row"), on=["text", "type"], how="left", nulls_equal=True,
        maintain_order="left",
    )  # fmt: skip
    for sentence in table["error"].drop_nulls().unique().sort().to_list():
        refuse_where(
            table["error"] == sentence, column="period", cells=texts, seen=sentence, what_to_do="", problems=problems
        )
    return table.select("start", "end", "kind")


def _combined(parts: pl.DataFrame, *, partial: bool, multiplier: float) -> pl.DataFrame:
    """Every group's rule and what each rule would make of it."""
    pair = pl.col("numerator").is_not_null() & pl.col("denominator").is_not_null()
    parts = parts.with_columns(pair=pair, given=pl.col("value").is_not_null() | pair)
    # A value that is not written is the ratio of its parts; where a single one stands for the group, that is enough.
    parts = parts.with_columns(
        figure=pl.coalesce("value", pl.when(pair & (pl.col("denominator") != 0)).then(_ratio(parts, multiplier)))
    )
    groups = parts.group_by("group", maintain_order=True).agg(
        rule=pl.col("rule").drop_nulls().first(),
        percent=pl.col("percent").any(),
        paired=pl.col("pair").any(),
        unwritten=(pl.col("pair") & pl.col("value").is_null()).any(),
        n=pl.col("given").sum().cast(pl.UInt32),
        of=pl.len().cast(pl.UInt32),
    )
    groups = groups.join(_last(parts), on="group", how="left", maintain_order="left")
    paired = [pl.when(pair).then(name).alias(name) for name in ("numerator", "denominator")]
    sums = exact_sums(parts.select("group", *paired, value="figure"))
    groups = groups.join(sums, on="group", how="left", maintain_order="left")
    rule = pl.coalesce("rule", pl.when("paired").then(pl.lit("ratio")))
    averaged = (rule == "mean") & pl.col("paired") & (pl.col("percent") | pl.col("unwritten"))
    groups = groups.with_columns(rule=pl.when(averaged).then(pl.lit("ratio")).otherwise(rule))
    scale = pl.when("percent").then(100.0).otherwise(multiplier)
    ratio = pl.when(pl.col("denominator") != 0).then(pl.col("numerator") / pl.col("denominator") * scale)
    groups = groups.with_columns(
        value=pl.when(pl.col("of") == 1).then("last")
        .when(pl.col("rule") == "sum").then("value")
        .when(pl.col("rule") == "mean").then(pl.col("value") / pl.col("n"))
        .when(pl.col("rule") == "ratio").then(ratio)
        .when((pl.col("rule") == "last") & pl.lit(partial)).then("last_given")
        .when(pl.col("rule") == "last").then("last"),
        numerator=pl.when(pl.col("rule") == "ratio").then("numerator"),
        denominator=pl.when(pl.col("rule") == "ratio").then("denominator"),
    )  # fmt: skip
    return groups.with_columns(to_fifteen_digits(groups["value"]))


def _last(parts: pl.DataFrame) -> pl.DataFrame:
    """The figure of each group's last period, and the last figure that is there."""
    dated = parts.select("group", "start", "figure").sort("start", maintain_order=True, nulls_last=False)
    last = dated.group_by("group").agg(last=pl.col("figure").last())
    return last.join(
        dated.drop_nulls("figure").group_by("group").agg(last_given=pl.col("figure").last()), on="group", how="left"
    )


def _ratio(parts: pl.DataFrame, multiplier: float) -> pl.Expr:
    return pl.col("numerator") / pl.col("denominator") * pl.when("percent").then(100.0).otherwise(multiplier)


def _decided(groups: pl.DataFrame, *, partial: bool) -> pl.DataFrame:
    """The figure, or the error that takes its place."""
    missing = pl.col("of") - pl.col("n")
    # The last figure needs no other: an earlier gap does not touch it.
    short = pl.when(pl.col("rule") == "last").then(pl.col("value").is_null()).otherwise(missing > 0)
    nothing = pl.col("n") == 0
    error = (
        pl.when(pl.col("fault").is_not_null()).then("fault")
        .when(nothing).then(pl.lit("not available: none of the parts has a figure"))
        .when(short & pl.lit(not partial)).then(
            pl.format("not available: {} of {} parts missing ({})", missing, "of", "missing_rows")
        )
        .when((pl.col("rule") == "ratio") & (pl.col("denominator") == 0) & (pl.col("numerator") == 0)).then(
            pl.lit("not available: no cases")
        )
        .when((pl.col("rule") == "ratio") & (pl.col("denominator") == 0)).then(
            pl.lit("cannot be combined: the denominators add up to 0")
        )
    )  # fmt: skip
    parts = pl.when(missing > 0).then(pl.format("{} of {} parts", "n", "of"))
    done = groups.with_columns(error=error)
    kept = pl.col("error").is_null()
    return done.with_columns(
        pl.when(kept).then("value").alias("value"),
        pl.when(kept).then("numerator").alias("numerator"),
        pl.when(kept).then("denominator").alias("denominator"),
        parts=pl.when(kept).then(parts),
    )
