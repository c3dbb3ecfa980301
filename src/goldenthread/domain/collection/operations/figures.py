"""The file of figures: the one that may hold a million rows, so it is checked a stretch at a time."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from goldenthread.domain.calendar.queries import periods
from goldenthread.domain.collection.operations import steps
from goldenthread.domain.collection.operations.batch import Batch, Setting
from goldenthread.domain.collection.rules import figures, jumps, meanings
from goldenthread.domain.indicators import lookups
from goldenthread.domain.organisation import lookups as council

STRETCH = 200_000
"""Rows checked at a time: what is looked up for each row is wide, what is kept of it narrow."""

_KEPT = (
    "row",
    "indicator_id",
    "place_id",
    "period_id",
    "breakdown",
    "start",
    "ytd",
    "value",
    "value_float",
    "numerator",
    "denominator",
    "status",
    "status_reason",
    "note",
    "as_at",
    "reason",
    "moment",
    "entered_by_id",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What the rows may refer to, read once."""

    indicators: pl.DataFrame
    places: pl.DataFrame
    people: pl.DataFrame
    definitions: pl.DataFrame


def checked(batch: Batch, setting: Setting) -> pl.DataFrame:
    """Return the figures that may be stored, in order, with the number of the revision to make and its state."""
    known = _Known(
        indicators=lookups.indicators(),
        places=council.places().drop("parent"),
        people=council.people().rename({"email": "entered_by"}),
        definitions=lookups.definitions(),
    )
    whole, batch.frame = batch.frame, batch.frame.clear()
    narrow: list[pl.DataFrame] = []
    for start in range(0, max(whole.height, 1), STRETCH):
        setting.tell(f"Checking {batch.name}", start, whole.height)
        narrow.append(_stretch(batch, whole.slice(start, STRETCH), setting, known=known))
    del whole
    frame = steps.in_order(pl.concat(narrow, rechunk=False))
    narrow.clear()
    batch.findings.names = _names(known)
    frame = steps.once(batch, frame)
    stored: list[pl.DataFrame] = []
    frame = steps.settled(batch, frame, setting, what="the figure", changed="value", keep=stored)
    if frame.select((pl.col("state") != "unchanged").any()).item():
        asked = frame.select("row", *jumps.SERIES, "period_id", "start", "ytd", "value", "value_float", "state")
        batch.findings.run(jumps.with_last(asked, stored=steps.latest(stored)), [figures.jump_check()])
    batch.findings.names = None
    return frame


def _stretch(batch: Batch, frame: pl.DataFrame, setting: Setting, *, known: _Known) -> pl.DataFrame:
    findings = batch.findings
    frame = steps.known_indicators(batch, frame, setting, known=known.indicators)
    frame = steps.known_places(batch, steps.home_filled(batch, frame), setting, known=known.places)
    frame = figures.settle_status(steps.with_periods(batch, frame))
    frame = findings.run(frame, [*figures.place_checks(), *figures.shape_checks()])
    frame = steps.entered(batch, frame, setting, people=known.people)
    frame = meanings.with_definitions(frame, definitions=known.definitions, scheme="")
    frame = figures.fill_values(findings.run(frame, figures.meaning_checks()))
    return frame.with_columns((pl.col("basis") == "ytd").fill_null(value=False).alias("ytd")).select(_KEPT)


def _names(known: _Known) -> Callable[[pl.DataFrame], pl.DataFrame]:
    def names(rows: pl.DataFrame) -> pl.DataFrame:
        """Say in words what the narrow rows are about, for the few that are shown."""
        called = rows.join(known.indicators.select("indicator", pl.col("id").alias("indicator_id")), on="indicator_id")
        if "place" not in called.columns:
            called = called.join(known.places.select("place", pl.col("id").alias("place_id")), on="place_id")
        local = periods().select("period_id", "label")
        called = called.join(local, on="period_id")
        if "last_period_id" in called.columns:
            earlier = local.rename({"period_id": "last_period_id", "label": "last_label"})
            called = called.join(earlier, on="last_period_id", how="left")
        return called.sort("row")

    return names
