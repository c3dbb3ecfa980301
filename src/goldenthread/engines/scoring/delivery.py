"""Milestones and actions (rulebook, section 9): how each stands on a day, and how many were on time.

>>> import polars as pl
>>> from datetime import date
>>> work = pl.DataFrame({"state": ["in_progress"], "starts": [date(2026, 4, 1)], "due": [date(2026, 4, 11)],
...                      "progress": [40]})
>>> rate_work(work, on=date(2026, 4, 6)).select("rating", "expected").row(0)
('amber', 50.0)
"""

from __future__ import annotations

from datetime import date
from typing import Final

import polars as pl

from goldenthread.engines.scoring.columns import number_columns, refuse_where, word_columns
from goldenthread.engines.scoring.refusal import Problems
from goldenthread.engines.scoring.rollup_plan import OUTSIDE

DELIVERY_VERSION: Final = "delivery-1"
"""The version of these rules; it changes when any answer could change."""

WORK_STATES: Final = ("not_started", "in_progress", "complete", "deferred", "dropped")
WORK_COLUMNS: Final = ("rating", "expected", "days_over", "reason")
SLIPPAGE_COLUMNS: Final = (
    "first_due", "first_on_time", "current_due", "current_on_time", "rebaselined", "dropped", "reason",
)  # fmt: skip

_ON_TRACK: Final = 90
_OFF_TRACK: Final = 70


def rate_work(frame: pl.DataFrame | pl.LazyFrame, *, on: date) -> pl.DataFrame:
    """Add, to one row for each milestone or action, how it stands on the day ``on``.

    Columns read: ``state`` (a word of WORK_STATES), ``starts`` and ``due`` (dates), ``progress`` (0 to 100).
    Columns out: ``rating``: green, amber or red while in progress, else the state itself, which stands outside the
    ratings; ``expected``: the share of the time from start to due that has passed, in per cent; ``days_over``: days
    since the due day of what is neither complete nor decided, else 0; ``reason``: a sentence.

    In progress: Green at 90% of the expected progress or more, Red at 70% of it or less, Amber between; Red whatever
    the progress once the due day has passed. Compared in whole numbers, so exactly on a line is on it.
    Raises ScoringError, with every row, for an unknown or missing state, a progress outside 0 to 100, a missing date
    or a due day before the start.
    """
    whole = frame.lazy().collect()
    work = _read(whole)
    today = pl.lit(on)
    total = (pl.col("due") - pl.col("starts")).dt.total_days()
    elapsed = (today - pl.col("starts")).dt.total_days().clip(lower_bound=0)
    work = work.with_columns(
        total=total,
        elapsed=pl.when(elapsed > total).then(total).otherwise(elapsed),
        over=(today - pl.col("due")).dt.total_days().clip(lower_bound=0),
        begun=pl.col("starts") <= today,
    ).with_columns(
        # Work of a single day is expected whole on that day.
        elapsed=pl.when(pl.col("total") == 0).then(pl.col("begun").cast(pl.Int64)).otherwise("elapsed"),
        total=pl.col("total").clip(lower_bound=1),
    )
    done, line = pl.col("progress") * pl.col("total"), pl.col("elapsed")
    rated = (
        pl.when(pl.col("over") > 0).then(pl.lit("red"))
        .when(done >= _ON_TRACK * line).then(pl.lit("green"))
        .when(done <= _OFF_TRACK * line).then(pl.lit("red"))
        .otherwise(pl.lit("amber"))
    )  # fmt: skip
    still_open = pl.col("state").is_in(["not_started", "in_progress"])
    work = work.with_columns(
        rating=pl.when(pl.col("state") == "in_progress").then(rated).otherwise("state"),
        expected=100.0 * pl.col("elapsed") / pl.col("total"),
        days_over=pl.when(still_open).then("over").otherwise(0),
    ).with_columns(reason=_reason())
    return whole.drop(WORK_COLUMNS, strict=False).hstack(work.select(WORK_COLUMNS))


def slippage(frame: pl.DataFrame | pl.LazyFrame, *, on: date) -> pl.DataFrame:
    """One row: how many were on time of those that should be done by ``on``, against the first and current promise.

    Columns read: ``state``; ``first`` (the first promise), ``due`` (the promise now in force) and ``actual`` (dates);
    ``rebaselined`` (how often the promise was moved). What is complete, or was promised for a day before ``on``,
    counts; on time is complete with ``actual`` on the promised day or before. Deferring does not excuse; what was
    dropped is counted apart. Raises ScoringError for an unknown state or a complete row without its day.
    """
    whole = frame.lazy().collect()
    problems = Problems()
    state = word_columns(whole, {"state": WORK_STATES}, problems=problems)["state"]
    refuse_where(
        (state == "complete") & whole["actual"].is_null(), column="actual", cells=state, problems=problems,
        seen="it is complete, and nothing says since when.", what_to_do="Write the day on which it was done.",
    )  # fmt: skip
    problems.raise_if_any()
    work = whole.with_columns(state).filter(pl.col("state") != "dropped")
    complete = pl.col("state") == "complete"
    counts = work.select(
        first_due=(complete | (pl.col("first") < on)).sum(),
        first_on_time=(complete & (pl.col("actual") <= pl.col("first"))).sum(),
        current_due=(complete | (pl.col("due") < on)).sum(),
        current_on_time=(complete & (pl.col("actual") <= pl.col("due"))).sum(),
        rebaselined=(pl.col("rebaselined") > 0).sum(),
        dropped=pl.lit(whole.height - work.height),
    )
    said = pl.format(
        "{} of {} on time against the first promise, {} of {} against the promise now in force; "
        "{} had the promise moved, {} dropped.",
        "first_on_time", "first_due", "current_on_time", "current_due", "rebaselined", "dropped",
    )  # fmt: skip
    return counts.cast(pl.Int64).with_columns(
        reason=pl.when(pl.col("first_due") > 0).then(said).otherwise(pl.lit("Nothing was due yet."))
    )


def _read(frame: pl.DataFrame) -> pl.DataFrame:
    problems = Problems()
    state = word_columns(frame, {"state": WORK_STATES}, problems=problems)["state"]
    progress = number_columns(frame, ["progress"], problems=problems)["progress"].fill_null(0.0)
    refuse_where(
        state.is_null(), column="state", cells=frame["state"], problems=problems,
        seen="the state is missing.", what_to_do=f"Write one of {', '.join(WORK_STATES)}.",
    )  # fmt: skip
    refuse_where(
        (progress < 0) | (progress > 100), column="progress", cells=progress, problems=problems,
        seen="the progress {} is outside 0 to 100.", what_to_do="Write how much of it is done, in per cent.",
    )  # fmt: skip
    for name in ("starts", "due"):
        refuse_where(
            frame[name].is_null(), column=name, cells=frame[name], problems=problems,
            seen=f"the day it {'starts' if name == 'starts' else 'is due'} is missing.", what_to_do="Write the day.",
        )  # fmt: skip
    refuse_where(
        frame["due"] < frame["starts"], column="due", cells=frame["due"], problems=problems,
        seen="it is due on {}, before it starts.", what_to_do="Correct one of the two days.",
    )  # fmt: skip
    problems.raise_if_any()
    return frame.select("starts", "due").with_columns(state, progress)


def _reason() -> pl.Expr:
    words = {code: word.capitalize() for code, word in OUTSIDE.items()}
    days = pl.format("{} day{}", "days_over", pl.when(pl.col("days_over") == 1).then(pl.lit("")).otherwise(pl.lit("s")))
    share = pl.format(
        "{}% is done and {}% of the time has passed", _short("progress"), _short("expected")
    )  # fmt: skip
    said = {
        "green": pl.format("Green: {}, so it is on track.", share),
        "amber": pl.format("Amber: {}, so it is at risk.", share),
        "red": pl.format("Red: {}, so it is off track.", share),
    }
    outside = pl.col("state").replace(words)
    return (
        pl.when((pl.col("rating") == "red") & (pl.col("days_over") > 0))
        .then(pl.format("Red: it is {} overdue.", days))
        .when(pl.col("rating") == "green").then(said["green"])
        .when(pl.col("rating") == "amber").then(said["amber"])
        .when(pl.col("rating") == "red").then(said["red"])
        .when(pl.col("days_over") > 0).then(pl.format("{}, {} after it was due.", outside, days))
        .otherwise(pl.format("{}.", outside))
    )  # fmt: skip


def _short(name: str) -> pl.Expr:
    """A share for reading: one decimal where it has one."""
    rounded = pl.col(name).round(1)
    return (
        pl.when(rounded == rounded.floor())
        .then(rounded.cast(pl.Int64).cast(pl.String))
        .otherwise(rounded.cast(pl.String))
    )
