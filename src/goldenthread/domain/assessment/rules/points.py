"""Figures made ready for methods that need a run of them: single periods of the indicator's own kind, one row a point.

Rulebook, section 2: a cumulative series is taken apart first, see ``apart``. A gap stays a gap.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from goldenthread.domain.assessment.rules.apart import taken_apart
from goldenthread.domain.assessment.rules.subjects import Subject
from goldenthread.domain.indicators.rules import target_for
from goldenthread.engines.periods import Period, from_code, same_period_last_year

LATEST = 36
"""Charts and trends show at most so many periods. Source: rulebook, section 6."""

_ABOUT: dict[str, Any] = {
    "series": pl.Int64, "expected": pl.String, "kind": pl.String, "until": pl.Date, "polarity": pl.String,
    "basis": pl.String, "unit": pl.String, "decimals": pl.Int64, "roll_up": pl.String, "proportion": pl.Boolean,
    "aim": pl.Float64, "aim_alone": pl.Float64,
}  # fmt: skip
_AIMS: dict[str, Any] = {
    "series": pl.Int64, "period": pl.String, "aimed": pl.Float64, "low": pl.Float64, "high": pl.Float64,
}  # fmt: skip
_NEAR = 0.02
"""A figure may be this far, as a share, from its parts times a power of ten, because it was rounded."""


def points(figures: pl.DataFrame, *, subjects: Sequence[Subject]) -> pl.DataFrame:
    """Return the points of every subject, each series in order of date; a subject without figures has one empty row.

    ``figures``: indicator_id, code, kind, start, end, value, numerator, denominator. Columns out: series (the
    indicator), period and type, start, value, numerator and denominator, ``target``, polarity, basis, unit, decimals,
    roll_up, proportion, ``banded`` (the target is a band: its edge stands for it), ``segment`` (counted from 0: figures
    of two segments are not comparable), ``scale`` (value over ratio of parts: 100 for per cent) and what
    ``taken_apart`` adds.
    """
    about = pl.DataFrame([_about(one) for one in subjects], schema=_ABOUT, orient="row")
    kept = (
        about.join(figures.rename({"indicator_id": "series", "kind": "type"}), on="series", how="left",
                   maintain_order="left_right")
        .filter(((pl.col("type") == pl.col("kind")) & (pl.col("end") <= pl.col("until"))).fill_null(True))
    )  # fmt: skip
    bare = about.join(kept, on="series", how="anti").join(kept.drop(about.columns[1:]).clear(), on="series", how="left")
    kept = pl.concat([kept, bare.select(kept.columns)]) if bare.height else kept
    kept = kept.with_columns(pl.coalesce("code", "expected").alias("period"), pl.col("kind").alias("type"))
    kept = taken_apart(_scaled(_segmented(kept, subjects=subjects)))
    return _aimed(kept, subjects=subjects).drop("expected", "kind", "until", "aim", "aim_alone", "code", "end")


def looked_at(figures: pl.DataFrame, *, expected: Mapping[int, Period | None]) -> list[str]:
    """Return the codes of the periods that a judgement looks at closely, so that only those are read as records.

    ``expected`` is the period due of each indicator, None where the latest there is counts. They are that period, the
    last one before it and the same period last year.
    """
    kinds = {kind: one for one in expected.values() if one is not None for kind in [one.kind.value]}
    codes = {one.code for one in kinds.values()}
    codes |= {ago.code for one in kinds.values() if (ago := same_period_last_year(one)) is not None}
    about = pl.DataFrame(
        [(series, one.kind.value if one else None, one.end if one else None) for series, one in expected.items()],
        schema={"indicator_id": pl.Int64, "due": pl.String, "until": pl.Date},
        orient="row",
    )
    known = figures.select("indicator_id", "code", "kind", "start", "end").join(
        about, on="indicator_id", maintain_order="left"
    )
    before = known.filter((pl.col("kind") == pl.col("due")) & (pl.col("end") < pl.col("until")))
    latest = known.filter(pl.col("due").is_null()).group_by("indicator_id", maintain_order=True).tail(1)
    irregular = known.filter(pl.col("due").is_null()).join(
        latest.select("indicator_id", last_kind="kind", last_end="end"), on="indicator_id", maintain_order="left"
    )
    earlier = irregular.filter((pl.col("kind") == pl.col("last_kind")) & (pl.col("end") < pl.col("last_end")))
    for part in (before, earlier):
        codes |= set(part.group_by("indicator_id", maintain_order=True).tail(1)["code"].to_list())
    for code in latest["code"].unique().to_list():
        codes.add(code)
        ago = same_period_last_year(from_code(code))
        codes |= {ago.code} if ago is not None else set()
    return sorted(codes)


def window(found: pl.DataFrame) -> pl.DataFrame:
    """Return the latest periods of every series, at most LATEST."""
    return found.group_by("series", maintain_order=True).tail(LATEST)


def last_segment(found: pl.DataFrame) -> pl.DataFrame:
    """Return the points after the last break in each series."""
    if found["segment"].max() in (0, None):
        return found
    return found.filter(pl.col("segment") == pl.col("segment").max().over("series"))


def _about(one: Subject) -> tuple[object, ...]:
    return (
        one.indicator_id, one.expected.code, one.expected.kind.value, one.expected.end, one.polarity, one.basis,
        one.unit, one.decimals, one.roll_up, one.proportion, None if one.target is None else float(one.target),
        None if one.target_alone is None else float(one.target_alone),
    )  # fmt: skip


def _segmented(kept: pl.DataFrame, *, subjects: Sequence[Subject]) -> pl.DataFrame:
    days = [(one.indicator_id, day) for one in subjects for day in one.breaks]
    if not days:
        return kept.with_columns(segment=pl.lit(0, pl.UInt32))
    broken = pl.DataFrame(days, schema={"series": pl.Int64, "day": pl.Date}, orient="row")
    after = kept.select("series", "period", "start").join(broken, on="series").filter(pl.col("start") >= pl.col("day"))
    counted = after.group_by("series", "period").agg(segment=pl.len())
    return kept.join(counted, on=["series", "period"], how="left", maintain_order="left").with_columns(
        pl.col("segment").fill_null(0)
    )


def _scaled(kept: pl.DataFrame) -> pl.DataFrame:
    """What a ratio of parts is times to be the figure: 100 for per cent, else the power of ten that figures show."""
    ratio = pl.col("numerator") / pl.col("denominator")
    shown = pl.when((ratio > 0) & (pl.col("value") > 0)).then(pl.col("value") / ratio)
    middles = kept.select("series", middle=shown).drop_nulls().group_by("series").agg(pl.col("middle").median())
    middle = pl.col("middle")
    power = pl.lit(10.0).pow(middle.log10().round())
    scales = middles.select("series", scale=pl.when((middle / power - 1).abs() < _NEAR).then(power))
    return kept.join(scales, on="series", how="left", maintain_order="left").with_columns(
        scale=pl.when(pl.col("unit") == "percent").then(100.0).otherwise("scale")
    )


def _aimed(found: pl.DataFrame, *, subjects: Sequence[Subject]) -> pl.DataFrame:
    """The target beside each point: where closer is better each point has its own, else the one in force now.

    A count taken apart over a denominator that does not add up has the target of a single period. Of a target band it
    is the nearest edge, and a figure inside is as close as can be.
    """
    closer = {one.indicator_id: one for one in subjects if one.polarity == "target"}
    found = found.with_columns(target=pl.when("level").then("aim_alone").otherwise("aim"), banded=pl.lit(False))
    if not closer:
        return found
    rows: list[tuple[object, ...]] = []
    wanted = window(found.filter(pl.col("series").is_in(list(closer))))
    for series, code in wanted.select("series", "period").iter_rows():
        one = closer[series]
        target = target_for(one.targets, period=from_code(code), basis=one.basis)
        if target is not None:
            rows.append(
                (series, code, *(None if n is None else float(n) for n in (target.value, target.lower, target.upper)))
            )
    schema: dict[str, Any] = {
        "series": pl.Int64,
        "period": pl.String,
        "aimed": pl.Float64,
        "low": pl.Float64,
        "high": pl.Float64,
    }
    own = pl.DataFrame(rows, schema=schema, orient="row")
    nearest = pl.col("value").clip(pl.col("low").fill_null(float("-inf")), pl.col("high").fill_null(float("inf")))
    banded = pl.col("low").is_not_null() | pl.col("high").is_not_null()
    return (
        found.join(own, on=["series", "period"], how="left", maintain_order="left")
        .with_columns(
            banded=pl.col("aimed").is_null() & banded,
            target=pl.when((pl.col("polarity") != "target") | pl.col("level")).then("target")
            .otherwise(pl.coalesce("aimed", pl.when(banded).then(nearest))),
        )
        .drop("aimed", "low", "high")
    )  # fmt: skip
