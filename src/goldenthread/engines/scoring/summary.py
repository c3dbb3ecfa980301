"""Counts and shares of ratings, and what changed since last time (rulebook, section 4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from goldenthread.engines.scoring.vocabulary import EXPECTED_RANGE, GREY, RATED, RATING_WORDS


@dataclass(frozen=True, kw_only=True)
class Summary:
    """How many of each rating. Shares are of the rated (Green, Amber, Red) alone, in whole per cent.

    Each share is rounded by itself, a half upwards, so three shares may add to 99 or 101; counts stand beside them.
    """

    counts: dict[str, int]
    """Every code of RATING_WORDS, in its order, with 0 where there is none."""
    shares: dict[str, int | None]
    """green, amber and red; None where nothing is rated."""
    rated: int
    in_range: int
    """Activity indicators placed below, within or above their expected range."""
    unrated: int
    """The grey states together."""
    total: int


def summarise(frame: pl.DataFrame | pl.LazyFrame) -> Summary:
    """Count the column ``rating``. Raises ValueError for a word that is not a rating; missing is not allowed either."""
    counted = frame.lazy().group_by("rating").len().collect()
    found = dict(counted.iter_rows())
    strange = [str(code) for code in found if code not in RATING_WORDS]
    if strange:
        raise ValueError(f"Not a rating: {', '.join(sorted(strange))}.")
    counts = {code: found.get(code, 0) for code in RATING_WORDS}
    rated = sum(counts[code] for code in RATED)
    return Summary(
        counts=counts,
        shares={code: share(part=counts[code], whole=rated) for code in RATED},
        rated=rated,
        in_range=sum(counts[code] for code in EXPECTED_RANGE),
        unrated=sum(counts[code] for code in GREY),
        total=sum(counts.values()),
    )


def share(*, part: int, whole: int) -> int | None:
    """A share in whole per cent, a half rounded upwards, in whole numbers throughout; None of nothing."""
    return None if whole == 0 else (200 * part + whole) // (2 * whole)


def changes(before: pl.DataFrame, after: pl.DataFrame, *, by: Sequence[str]) -> pl.DataFrame:
    """The indicators whose rating is not what it was: columns ``by``, ``rating_before``, ``rating_after``, ``change``.

    ``change`` is ``better`` or ``worse`` between Green, Amber and Red, ``rated`` or ``unrated`` where one side has no
    such rating, ``other`` between two unrated states. Those in only one of the frames are left out: new is not
    changed. In the order of ``after``. Raises ValueError where ``by`` does not tell the rows of a frame apart.
    """
    keys = list(by)
    for name, frame in (("before", before), ("after", after)):
        if frame.select(pl.struct(keys).is_duplicated().any()).item():
            raise ValueError(f"The columns {', '.join(keys)} do not tell the rows of '{name}' apart.")
    order = pl.Enum(RATED)
    was = pl.col("rating_before").cast(order, strict=False).to_physical()
    now = pl.col("rating_after").cast(order, strict=False).to_physical()
    return (
        after.select(*keys, rating_after="rating")
        .join(
            before.select(*keys, rating_before="rating"),
            on=keys, how="inner", nulls_equal=True, maintain_order="left",
        )
        .filter(pl.col("rating_before") != pl.col("rating_after"))
        .select(
            *keys, "rating_before", "rating_after",
            change=pl.when(now < was).then(pl.lit("better")).when(now > was).then(pl.lit("worse"))
            .when(now.is_not_null()).then(pl.lit("rated")).when(was.is_not_null()).then(pl.lit("unrated"))
            .otherwise(pl.lit("other")),
        )
    )  # fmt: skip
