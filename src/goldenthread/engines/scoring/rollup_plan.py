"""Roll-up of a plan (rulebook, section 9): the spread of an outcome's children, and a rating that hides no Red.

>>> import polars as pl
>>> children = pl.DataFrame({"parent": ["Safer"] * 3, "rating": ["green", "green", "red"]})
>>> roll_up_plan(children, by=["parent"]).select("rating", "spread").row(0)
('red', '2 Green, 0 Amber, 1 Red')
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import polars as pl

from goldenthread.engines.scoring.columns import number_columns, refuse_where, word_columns
from goldenthread.engines.scoring.reading import to_fifteen_digits
from goldenthread.engines.scoring.refusal import Problems
from goldenthread.engines.scoring.vocabulary import RATED, RATING_WORDS

PLAN_RULES: Final = ("worst_of", "majority", "weighted_mean")
"""How a parent takes its rating from its children: the worst of them, the most common, or by weighted mean."""

OUTSIDE: Final = {
    "not_started": "not started", "complete": "complete", "deferred": "deferred", "dropped": "dropped",
}  # fmt: skip
"""States of an action that stand outside the ratings."""

PLAN_COLUMNS: Final = (
    "rating", "green", "amber", "red", "other", "spread", "counted", "weighted_mean", "hidden_red", "reason",
)  # fmt: skip

_SCORES: Final = {"green": 1.0, "amber": 0.5, "red": 0.0}
_WORDS: Final = {**{code: word.word for code, word in RATING_WORDS.items()}, **OUTSIDE}


def roll_up_plan(frame: pl.DataFrame | pl.LazyFrame, *, by: Sequence[str], rule: str = "worst_of") -> pl.DataFrame:
    """One row for each group of equal ``by`` columns, in order of first appearance, from one row for each child.

    Columns read: ``rating`` (a rating code, or a state outside the ratings; empty is no data); optional ``weight``
    (all empty counts every child alike) and ``result`` (a number to average, such as progress; without the column
    Green counts 1, Amber 0.5 and Red 0).

    Columns out: the ``by`` columns; ``rating`` by the rule (empty where no child is rated; a tie of the most common
    goes to the worse); ``green``, ``amber``, ``red`` and ``other`` (counts); ``spread`` (a phrase); ``counted``
    (children in the mean); ``weighted_mean``, its weights normalised over the children that have a result, so one
    without takes its weight with it; ``hidden_red``: a child is Red and the rating is not; ``reason``.
    By weighted mean the rating is Green from three quarters of the way from Red to Green, Red under a quarter.

    Raises ScoringError for an unknown rating, a negative weight, or a weight that is missing where others have one;
    ValueError for an unknown rule or ``by`` column.
    """
    if rule not in PLAN_RULES:
        raise ValueError(f"'{rule}' is not a rule for plans: use {', '.join(PLAN_RULES)}.")
    whole = frame.lazy().collect()
    absent = [name for name in by if name not in whole.columns]
    if absent or not by:
        raise ValueError(f"Group by columns of the table; not there: {', '.join(absent) or 'none named'}.")
    children = _read(whole, by=by)
    groups = children.group_by("group", maintain_order=True).agg(
        *(pl.col("rating").eq(code).sum().cast(pl.UInt32).alias(code) for code in RATED),
        other=pl.col("rating").is_in(list(RATED)).not_().sum().cast(pl.UInt32),
        counted=pl.col("share").is_not_null().sum().cast(pl.UInt32),
        weighted_mean=(pl.col("share") * pl.col("score")).sum(),
        rated=pl.col("rated_share").count(),
        rated_mean=(pl.col("rated_share") * pl.col("points")).sum(),
    ).join(_others(children), on="group", how="left", maintain_order="left")  # fmt: skip
    groups = groups.with_columns(
        to_fifteen_digits(pl.Series(groups["weighted_mean"])),
        rating=_rating(rule),
        spread=pl.concat_str(
            pl.format("{} Green, {} Amber, {} Red", "green", "amber", "red"), pl.format(", {}", "others"),
            ignore_nulls=True,
        ),
    ).with_columns(
        hidden_red=(pl.col("red") > 0) & (pl.col("rating") != "red").fill_null(True),
        weighted_mean=pl.when(pl.col("counted") > 0).then("weighted_mean"),
    )  # fmt: skip
    groups = groups.with_columns(reason=_reason(rule))
    keys = whole.select(by).with_columns(children["group"]).unique("group", keep="first", maintain_order=True)
    names = [name for name in PLAN_COLUMNS if name not in by]
    return keys.join(groups.select("group", *names), on="group", how="left", maintain_order="left").drop("group")


def _read(frame: pl.DataFrame, *, by: Sequence[str]) -> pl.DataFrame:
    problems = Problems()
    words = word_columns(frame, {"rating": (*RATING_WORDS, *OUTSIDE)}, problems=problems)["rating"]
    numbers = number_columns(frame, ["weight", "result"], problems=problems)
    weight = numbers["weight"]
    refuse_where(
        weight < 0, column="weight", cells=weight, problems=problems, seen="the weight {} is negative.",
        what_to_do="Write 0 or more.",
    )  # fmt: skip
    groups = (
        frame.select(group=pl.struct(by).rank("dense"))["group"] if frame.height else pl.Series([], dtype=pl.UInt32)
    )
    children = pl.DataFrame(
        {"group": groups, "rating": words.fill_null("no_data"), "weight": weight, "result": numbers["result"]}
    )
    some = children.select(pl.col("weight").is_not_null().any().over("group") & pl.col("weight").is_null()).to_series()
    refuse_where(
        some, column="weight", cells=weight, problems=problems,
        seen="the weight is missing, while others of the same group have one.",
        what_to_do="Weight every child, or none.",
    )  # fmt: skip
    problems.raise_if_any()
    points = pl.col("rating").replace_strict(_SCORES, default=None, return_dtype=pl.Float64)
    score = pl.col("result") if "result" in frame.columns else points
    children = children.with_columns(weight=pl.col("weight").fill_null(1.0), points=points, score=score)
    return children.with_columns(share=_share("score"), rated_share=_share("points"))


def _share(of: str) -> pl.Expr:
    """A child's part of the mean: its weight over the weights of the children that count; missing if it does not."""
    counts = pl.col(of).is_not_null() & (pl.col("weight") > 0)
    # Weights are set against the largest first, so that neither tiny nor huge ones are lost.
    weight = pl.when(counts).then(pl.col("weight") / pl.col("weight").max().over("group"))
    return weight / weight.sum().over("group")


def _others(children: pl.DataFrame) -> pl.DataFrame:
    """The children outside the ratings, as a phrase: "1 no data, 2 complete"."""
    order = {code: place for place, code in enumerate(_WORDS)}
    counts = children.filter(~pl.col("rating").is_in(list(RATED))).group_by("group", "rating").len()
    counts = counts.sort("group", pl.col("rating").replace_strict(order, return_dtype=pl.Int64))
    said = pl.format("{} {}", "len", pl.col("rating").replace_strict(_WORDS).str.to_lowercase())
    return counts.group_by("group", maintain_order=True).agg(others=said.str.join(", "))


def _rating(rule: str) -> pl.Expr:
    green, amber, red = pl.col("green"), pl.col("amber"), pl.col("red")
    some = green + amber + red > 0
    if rule == "worst_of":
        found = pl.when(red > 0).then(pl.lit("red")).when(amber > 0).then(pl.lit("amber")).otherwise(pl.lit("green"))
    elif rule == "majority":
        found = (
            pl.when((red >= amber) & (red >= green)).then(pl.lit("red"))
            .when(amber >= green).then(pl.lit("amber"))
            .otherwise(pl.lit("green"))
        )  # fmt: skip
    else:
        mean = pl.col("rated_mean").round(12)
        found = (
            pl.when(mean >= 0.75)
            .then(pl.lit("green"))
            .when(mean >= 0.25)
            .then(pl.lit("amber"))
            .otherwise(pl.lit("red"))
        )
    return pl.when(some & (pl.col("rated") > 0) if rule == "weighted_mean" else some).then(found)


def _reason(rule: str) -> pl.Expr:
    how = {"worst_of": "the worst of its parts", "majority": "the most common rating of its parts",
           "weighted_mean": "the weighted mean of its parts"}[rule]  # fmt: skip
    said = pl.format("{} by {}: {}.", pl.col("rating").replace(_WORDS), pl.lit(how), "spread")
    alarm = pl.when(pl.col("red") == 1).then(pl.lit(" One of them is Red.")).otherwise(
        pl.format(" {} of them are Red.", "red")
    )  # fmt: skip
    return (
        pl.when(pl.col("rating").is_null()).then(pl.format("Not rated: none of its parts counts ({}).", "spread"))
        .when("hidden_red").then(pl.concat_str(said, alarm))
        .otherwise(said)
    )  # fmt: skip
