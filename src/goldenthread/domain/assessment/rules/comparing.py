"""Where the council stands among others (rulebook, section 7): rank, quartile, median, and what chance allows.

Like with like: only figures of one and the same period are compared. The council is counted once, with its own figure
as it is judged; what others say of it is left out. An area without a figure is counted and never averaged.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl

from goldenthread.domain.assessment.rules.comparing_words import PLAIN, Measure, fallen_back, standing, too_few
from goldenthread.domain.assessment.rules.methods import Answer, Number, decimal
from goldenthread.engines.scoring.comparisons import against_benchmark
from goldenthread.engines.scoring.intervals import limits
from goldenthread.engines.scoring.ranking import comparator_lines, rank

COMPARATORS_VERSION = "comparators-1"
"""The version of these rules, stored beside every answer; it changes when any answer could change."""

FEWEST = 4
"""With fewer others than this there is no rank: a place among three says little."""

_LEVEL = 0.95
_NEAR = 0.02
"""A rate may be this far, as a share, from its parts times a power of ten, because it was rounded."""
_EACH = ["indicator_id", "group"]
_LINES = ("median", "lower_quartile", "upper_quartile", "average")
_MEMBER = pl.col("role") == "member"
_OTHER = _MEMBER & ~pl.col("own")

Positions = dict[int, tuple[Answer, ...]]


def compare(
    *,
    figures: pl.DataFrame,
    comparators: pl.DataFrame,
    polarities: Mapping[int, str],
    until: date,
    measures: Mapping[int, Measure] | None = None,
) -> dict[int, Answer]:
    """Return one answer for each indicator of ``polarities``: its standing in the preferred group that allows one.

    Arguments as for :func:`compare_groups`. Without any group the answer is no_comparators; where no group allows a
    comparison it is that of the preferred one, not_comparable. ``reason`` says which group was passed over.
    """
    known = compare_groups(
        figures=figures, comparators=comparators, polarities=polarities, until=until, measures=measures
    )
    return {indicator: _preferred(answers) for indicator, answers in known.items()}


def compare_groups(
    *,
    figures: pl.DataFrame,
    comparators: pl.DataFrame,
    polarities: Mapping[int, str],
    until: date,
    measures: Mapping[int, Measure] | None = None,
) -> Positions:
    """Return the standing of each indicator of ``polarities`` in every group, the preferred group first.

    ``figures``: the council's (indicator_id, code, kind, start, end, value, numerator, denominator). ``comparators``:
    as ``indicators.lookups.comparators`` returns them. Periods that end after ``until`` are left out. For each group it
    is the latest period for which the council has a figure and at least FEWEST others, or somebody who published the
    group's median, have one. ``measures`` say how to write the figures, and allow intervals and closeness to a target.

    ``answer``: better_than_median, worse_than_median, at_median; higher_than_median or lower_than_median where no
    judgement is made; not_comparable. ``numbers``: group, group_name, group_kind, period, period_label, value, rank,
    of, tied, quartile, median, lower_quartile, upper_quartile, average (of nearest neighbours, without the council),
    missing, members, comparison (better, similar, worse, higher, lower or empty), below_median, median_published,
    sources, licences.
    """
    measures = measures or {}
    told: dict[int, list[Answer]] = {indicator: [] for indicator in polarities}
    held = comparators.filter((pl.col("period_end") <= until) & pl.col("indicator_id").is_in(list(polarities)))
    if held.is_empty():
        return dict.fromkeys(polarities, ())
    chosen = _chosen(held, figures=figures, until=until)
    placed = _placed(held, chosen=chosen, polarities=polarities, measures=measures)
    for row in placed.sort("indicator_id", "group_order", "group").iter_rows(named=True):
        measure = measures.get(row["indicator_id"], PLAIN)
        told[row["indicator_id"]].append(_answer(row, measure=measure, polarity=polarities[row["indicator_id"]]))
    return {indicator: tuple(answers) for indicator, answers in told.items()}


def _preferred(answers: tuple[Answer, ...]) -> Answer:
    if not answers:
        return _blank("no_comparators", "No figures of other areas are held for this measure.", {})
    first = answers[0]
    found = next((one for one in answers if one.answer != "not_comparable"), first)
    if found is first:
        return first
    return replace(found, reason=f"{found.reason} {fallen_back(str(first.numbers['group_name']))}")


def _chosen(held: pl.DataFrame, *, figures: pl.DataFrame, until: date) -> pl.DataFrame:
    """For each indicator and group the period that is compared, with the council's figure; null where there is none."""
    given = pl.col("value").is_not_null()
    counted = held.group_by(*_EACH, "period", maintain_order=True).agg(
        pl.col("group_name", "group_kind", "group_order", "period_label", "period_end").first(),
        others=(_OTHER & given).sum(),
        published=((pl.col("role") == "median") & given).any(),
    )
    enough = (pl.col("others") >= FEWEST) | pl.col("published")
    own = figures.filter(pl.col("value").is_not_null() & (pl.col("end") <= until)).select(
        "indicator_id",
        pl.col("code").alias("period"),
        pl.col("value", "numerator", "denominator").cast(pl.Float64).name.prefix("own_"),
    )
    both = counted.join(own, on=["indicator_id", "period"], how="left", maintain_order="left")
    usable = enough & pl.col("own_value").is_not_null()
    latest = both.with_columns(usable=usable).sort("usable", "period_end", "period", maintain_order=True)
    return latest.group_by(_EACH, maintain_order=True).last().with_row_index("place")


def _placed(
    held: pl.DataFrame, *, chosen: pl.DataFrame, polarities: Mapping[int, str], measures: Mapping[int, Measure]
) -> pl.DataFrame:
    """``chosen`` with everything that is known of the council's place in each group."""
    about = pl.DataFrame(
        [(key, *_judged(polarity, measures.get(key, PLAIN))) for key, polarity in polarities.items()],
        schema={
            "indicator_id": pl.Int64,
            "polarity": pl.String,
            "target": pl.Float64,
            "unit": pl.String,
            "proportion": pl.Boolean,
        },
        orient="row",
    )
    chosen = chosen.join(about, on="indicator_id", how="left", maintain_order="left")
    rows = held.join(chosen.select("place", *_EACH, "period"), on=[*_EACH, "period"], maintain_order="left")
    published = rows.filter(~_MEMBER).pivot("role", index="place", values="value", aggregate_function="first")
    origins = (
        rows.drop_nulls("value")
        .group_by("place")
        .agg(
            sources=pl.col("source").unique().sort().str.join("; "),
            licences=pl.col("licence").unique().sort().str.join("; "),
        )
    )
    # A line that was published for the group has no place among its members; neither has the council twice.
    others = rows.filter(_OTHER).select("place", "value", own=pl.lit(value=False))
    mine = chosen.select("place", value="own_value", own=pl.lit(value=True))
    ranked = chosen.filter(pl.col("usable") & (pl.col("others") >= FEWEST))
    table = pl.concat([mine, others]).join(
        ranked.select("place", "polarity", "target", near=pl.col("group_kind") == "nearest_neighbours"), on="place"
    )
    table = table.sort("place", maintain_order=True).rename({"place": "group"})
    places = rank(table).filter("own").select("group", "rank", "of", "tied", "quartile", "missing")
    lines = comparator_lines(table.with_columns(neighbour=pl.col("near") & ~pl.col("own")))
    lines = lines.select("group", "median", "lower_quartile", "upper_quartile", average="neighbour_average")
    apart = (pl.col("value") - pl.col("target")).abs()
    distances = table.group_by("group").agg(middle=apart.median())
    found = places.join(lines, on="group").join(distances, on="group").rename({"group": "place"})
    found = chosen.join(found, on="place", how="left").join(origins, on="place", how="left")
    found = _with_published(found, published=published)
    return found.hstack([_beside_median(found)])


def _judged(polarity: str, measure: Measure) -> tuple[str, float | None, str, bool]:
    """Closer to the target cannot be judged without one."""
    judged = "none" if polarity == "target" and measure.target is None else polarity
    target = float(measure.target) if judged == "target" and measure.target is not None else None
    return judged, target, measure.unit, measure.proportion


def _with_published(found: pl.DataFrame, *, published: pl.DataFrame) -> pl.DataFrame:
    """Where too few areas are known to have lines of their own, those that somebody published for the whole group."""
    lines = published.rename({name: f"published_{name}" for name in published.columns if name != "place"})
    found = found.join(lines, on="place", how="left")
    missing = [pl.lit(None, pl.Float64).alias(f"published_{name}") for name in _LINES]
    found = found.with_columns(one for one, name in zip(missing, _LINES, strict=True) if name not in published.columns)
    ranked = pl.col("rank").is_not_null()
    chosen = [pl.when(ranked).then(name).otherwise(f"published_{name}").alias(name) for name in _LINES]
    apart = (pl.col("published_median") - pl.col("target")).abs()
    return found.with_columns(
        *chosen,
        middle=pl.when(ranked).then("middle").otherwise(apart),
        median_published=~ranked & pl.col("published_median").is_not_null(),
    )


def _beside_median(found: pl.DataFrame) -> pl.Series:
    """What the figure's 95% interval says of the median, null where no interval follows from the parts."""
    top, bottom = pl.col("own_numerator"), pl.col("own_denominator")
    share = (pl.col("unit") == "percent") & pl.col("proportion") & (top <= bottom)
    power = pl.lit(10.0).pow((pl.col("own_value") / (top / bottom)).log10().round())
    rate = (pl.col("unit") == "rate") & ((pl.col("own_value") * bottom / top / power - 1).abs() < _NEAR)
    sound = pl.col("usable") & (top >= 0) & (bottom > 0)
    asked = found.with_columns(
        numerator=top,
        denominator=bottom,
        kind=pl.when(sound & share).then(pl.lit("proportion")).when(sound & rate).then(pl.lit("rate")),
        scale=pl.when(pl.col("unit") == "percent").then(100.0).otherwise(power),
    )
    parts = []
    for kind in ("proportion", "rate"):
        wanted = asked.filter(pl.col("kind") == kind)
        if wanted.height:
            known = limits(
                wanted.select("place", "polarity", "median", "scale", "numerator", "denominator"),
                kind=kind,
                level=_LEVEL,
            )
            scaled = known.with_columns(pl.col("lower", "upper") * pl.col("scale"), benchmark="median")
            parts.append(scaled.select("place", comparison=against_benchmark()))
    if not parts:
        return pl.Series("comparison", [None], dtype=pl.String).new_from_index(0, found.height)
    return found.select("place").join(pl.concat(parts), on="place", how="left", maintain_order="left")["comparison"]


def _answer(row: dict[str, Any], *, measure: Measure, polarity: str) -> Answer:
    numbers: dict[str, Number] = {name: row[name] or "" for name in ("group", "group_name", "group_kind")}
    if not row["usable"]:
        return _blank("not_comparable", too_few(row, fewest=FEWEST), numbers)
    word = _word(row)
    judged = row["polarity"] != "none"
    numbers |= {name: row[name] or "" for name in ("period", "period_label", "comparison", "sources", "licences")}
    numbers |= {name: row[name] for name in ("rank", "of", "tied", "quartile", "missing", "median_published")}
    numbers |= {name: decimal(row[name]) for name in _LINES}
    numbers["value"] = decimal(row["own_value"])
    numbers["members"] = None if row["of"] is None else row["of"] + row["missing"]
    numbers["below_median"] = word == "worse_than_median" if judged else None
    return Answer(
        method="comparators",
        answer=word,
        reason=standing(row, word=word, measure=measure),
        version=COMPARATORS_VERSION,
        points=row["of"] or 1,
        window_start=row["period"],
        window_end=row["period"],
        numbers=numbers,
    )


def _word(row: dict[str, Any]) -> str:
    if row["polarity"] == "target":
        apart = abs(row["own_value"] - row["target"])
        return _side(row["middle"] - apart, above="better_than_median", below="worse_than_median")
    over = row["own_value"] - row["median"]
    if row["polarity"] == "none":
        return _side(over, above="higher_than_median", below="lower_than_median")
    return _side(over if row["polarity"] == "higher" else -over, above="better_than_median", below="worse_than_median")


def _side(difference: float, *, above: str, below: str) -> str:
    return above if difference > 0 else below if difference < 0 else "at_median"


def _blank(word: str, reason: str, numbers: Mapping[str, Number]) -> Answer:
    return Answer(
        method="comparators",
        answer=word,
        reason=reason,
        version=COMPARATORS_VERSION,
        points=0,
        window_start="",
        window_end="",
        numbers=numbers,
    )
