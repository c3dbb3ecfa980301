"""Two points of a series compared: which way it went, whether that is better, and the sentence that says so."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

import polars as pl

from goldenthread.engines.scoring.reading import to_fifteen_digits
from goldenthread.engines.scoring.units import figures, rounded, unit_of

_STEPS: Final = 1e4
_NEAR = 4e-15
"""Sums of decimals differ from the decimals' sum by less than this share of their size."""


def compare(pairs: pl.DataFrame, *, relative: bool) -> pl.DataFrame:
    """Add ``direction`` and ``reason`` to pairs of points.

    Columns in: value, target, kind, label, was (the earlier value), was_target, was_label, polarity, band (in the
    measure's own unit; a difference of that size or less is no real change), unit, decimals. ``relative`` compares
    each value with its own target where the two targets differ, so that a profiled target is no change by itself.
    """
    v, t, was, was_t = pl.col("value"), pl.col("target"), pl.col("was"), pl.coalesce("was_target", "target")
    closer = pl.col("polarity") == "target"
    uneven = (pl.lit(relative) & ~closer & (t != was_t)).fill_null(False)
    kept_up = pl.when((t > 0) & (was_t > 0)).then(was * t / was_t).otherwise(was + (t - was_t))
    change = (
        pl.when(closer).then((was - was_t).abs() - (v - t).abs())
        .when(uneven).then(v - kept_up).otherwise(v - was)
    )  # fmt: skip
    size = v.abs() + was.abs() + pl.sum_horizontal(t.abs(), was_t.abs()) + kept_up.abs().fill_null(0)
    noise = pl.when(closer | uneven | (pl.col("band") > 0)).then(size * _NEAR).otherwise(0.0)
    pairs = pairs.with_columns(pl.col("polarity").fill_null("none"), pl.col("band").fill_null(0.0)).with_columns(
        uneven=uneven, change=change, same=change.abs() <= pl.col("band") + noise
    )
    up = pl.col("change") > 0
    better = pl.when(pl.col("polarity") == "lower").then(~up).otherwise(up)
    moved = (
        pl.when(pl.col("polarity") == "none")
        .then(pl.when(up).then(pl.lit("increasing")).otherwise(pl.lit("decreasing")))
        .otherwise(pl.when(better).then(pl.lit("improving")).otherwise(pl.lit("worsening")))
    )  # fmt: skip
    pairs = pairs.with_columns(direction=pl.when("same").then(pl.lit("same")).otherwise(moved))
    return pairs.with_columns(reason=_sentences(pairs))


def difference(later: pl.Series, earlier: pl.Series) -> pl.Series:
    """How much more the later figures are, as a sum of decimals gives it: 0.3 less 0.1 is 0.2, missing where one is."""
    steps = pl.repeat(_STEPS, later.len(), eager=True)  # a column, since Polars divides by a number less exactly
    whole = [(part * _STEPS).round() for part in (later, earlier)]
    fits = ((whole[0] / steps) == later) & ((whole[1] / steps) == earlier) & (later.abs() < 1e9) & (earlier.abs() < 1e9)
    rest = (later.is_not_null() & earlier.is_not_null() & ~fits).arg_true()
    found = (whole[0] - whole[1]) / steps
    exact = [float(Decimal(repr(a)) - Decimal(repr(b))) for a, b in zip(later[rest], earlier[rest], strict=True)]
    return found.scatter(rest, pl.Series(exact, dtype=pl.Float64))


def _sentences(pairs: pl.DataFrame) -> pl.Series:
    numbers = rounded(pairs, columns=["value", "was", "target", "was_target"], decimals=pairs["decimals"])
    units = {text: unit_of(text) for text in pairs["unit"].unique().to_list()}
    before = pl.col("unit").replace_strict({text: unit.before for text, unit in units.items()}, return_dtype=pl.String)
    after = pl.col("unit").replace_strict({text: unit.after for text, unit in units.items()}, return_dtype=pl.String)
    told = pairs.with_columns(
        **{name: figures(to_fifteen_digits(numbers[name])) for name in ("value", "was", "target", "was_target")},
        band_text=figures(pairs["band"]), word=pl.col("direction").str.to_titlecase(),
        label=_when(pairs, "label"), was_label=_when(pairs, "was_label"),
        rose=pairs["value"] > pairs["was"], level=pairs["value"] == pairs["was"],
    ).with_columns(
        pl.format("{}{}{}", before, pl.col(name), after).alias(name)
        for name in ("value", "was", "target", "was_target", "band_text")
    )  # fmt: skip
    ending = (
        pl.when(pl.col("polarity") == "higher").then(pl.lit("; higher is better."))
        .when(pl.col("polarity") == "lower").then(pl.lit("; lower is better.")).otherwise(pl.lit("."))
    )  # fmt: skip
    way = pl.when("rose").then(pl.lit("up")).otherwise(pl.lit("down"))
    plain = pl.format("{}: {} {} is {} from {} {}{}", "word", "value", "label", way, "was", "was_label", ending)
    nearer = pl.when(pl.col("direction") == "improving").then(pl.lit("closer to")).otherwise(pl.lit("further from"))
    to_target = pl.format(
        "{}: {} {} is {} the target of {} than {} {} was.",
        "word", "value", "label", nearer, "target", "was", "was_label",
    )  # fmt: skip
    standing = pl.when(pl.col("direction") == "improving").then(pl.lit("better")).otherwise(pl.lit("worse"))
    standing = pl.when(pl.col("polarity") == "none").then(
        pl.when(pl.col("direction") == "increasing").then(pl.lit("higher")).otherwise(pl.lit("lower"))
    ).otherwise(standing)  # fmt: skip
    against = pl.format(
        "{}: measured against its target, {} {} (target {}) is {} than {} {} (target {}){}",
        "word", "value", "label", "target", standing, "was", "was_label", "was_target", ending,
    )  # fmt: skip
    level = pl.format("No change: {} {} is the same as {}.", "value", "label", "was_label")
    as_close = pl.format("No change: {} {} is as close to its target as {} {}.", "value", "label", "was", "was_label")
    in_band = pl.format(
        "No real change: {} {} and {} {} differ by no more than {}, which does not count as a change.",
        "value", "label", "was", "was_label", "band_text",
    )  # fmt: skip
    as_good = pl.format(
        "No change: measured against its target, {} {} (target {}) is the same as {} {} (target {}).",
        "value", "label", "target", "was", "was_label", "was_target",
    )  # fmt: skip
    unmoved = (
        pl.when(pl.col("level") & ~pl.col("uneven")).then(level).when(pl.col("band") > 0).then(in_band)
        .when("uneven").then(as_good).when(pl.col("polarity") == "target").then(as_close).otherwise(level)
    )  # fmt: skip
    told = told.with_columns(
        reason=pl.when(pl.col("direction") == "same").then(unmoved).when("uneven").then(against)
        .when(pl.col("polarity") == "target").then(to_target).otherwise(plain)
    )  # fmt: skip
    return told["reason"].str.replace_all("£-", "-£", literal=True)


def _when(pairs: pl.DataFrame, label: str) -> pl.Series:
    day = pl.when(pl.col("kind") == "day").then(pl.lit("on ")).otherwise(pl.lit("in "))
    return pairs.select(day + pl.col(label)).to_series()
