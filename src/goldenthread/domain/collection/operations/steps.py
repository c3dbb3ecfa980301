"""Steps that files of revisions share: find the period and place, compare with what is stored."""

from collections.abc import Callable, Iterator

import polars as pl

from goldenthread.domain.calendar.operations import ensure_periods
from goldenthread.domain.calendar.queries import periods
from goldenthread.domain.collection.operations.batch import Batch, Setting
from goldenthread.domain.collection.rules import figures, keys, moments, revisions, targets
from goldenthread.domain.collection.rules.findings import Row
from goldenthread.domain.indicators import lookups
from goldenthread.domain.organisation import lookups as council

ORDER = ("indicator_id", "place_id", "area_id", "breakdown", "start", "valid_from", "period_id")
"""By key and time: rows of one series stand together, and the database's index grows at its end."""

_LOCAL = ("period_id", "start", "end", "label")


def known_indicators(batch: Batch, frame: pl.DataFrame, setting: Setting, *, known: pl.DataFrame) -> pl.DataFrame:
    """Find each row's indicator; refuse those of units for which this person may not load."""
    frame = keys.resolve(
        frame,
        column="indicator",
        known=known,
        declared=setting.known_as("indicators"),
        what="indicator",
        file="indicators.csv",
        findings=batch.findings,
    )
    if setting.units is None:
        return frame
    units = council.units().select(pl.col("id").alias("owner_id"), pl.col("name").alias("owner"))
    owned = pl.DataFrame(
        list(lookups.owners().items()), schema={"indicator": pl.String, "owner_id": pl.Int64}, orient="row"
    ).join(units, on="owner_id")
    mine = owned.filter(pl.col("owner_id").is_in(list(setting.units)))["indicator"].to_list()
    owned = frame.join(owned, on="indicator", how="left", maintain_order="left")
    return batch.findings.run(owned, [figures.not_yours(mine)]).drop("owner_id", "owner")


def home_filled(batch: Batch, frame: pl.DataFrame) -> pl.DataFrame:
    """An empty place is the authority's own, an empty breakdown everybody."""
    home, _ = council.authority()
    if not home and frame["place"].null_count():
        batch.findings.whole_file(
            seen="rows without a place, and there is no authority whose place they could mean",
            expected="a place in every row, or the authority in authority.csv",
            what_to_do="Load authority.csv first, or fill in the column place.",
            column="place",
        )
        frame = frame.filter(pl.col("place").is_not_null())
    return frame.with_columns(pl.col("place").fill_null(home or None), pl.col("breakdown").fill_null(""))


def known_places(batch: Batch, frame: pl.DataFrame, setting: Setting, *, known: pl.DataFrame) -> pl.DataFrame:
    """Find each row's place."""
    return keys.resolve(
        frame,
        column="place",
        known=known,
        declared=setting.known_as("places"),
        what="place",
        file="places.csv",
        findings=batch.findings,
    )


def entered(batch: Batch, frame: pl.DataFrame, setting: Setting, *, people: pl.DataFrame) -> pl.DataFrame:
    """Add when each row became known and who entered it: the load itself, unless the row tells history."""
    frame = batch.findings.run(moments.with_moments(frame, at=setting.at), moments.checks())
    return keys.resolve(
        frame.with_columns(pl.col("entered_by").str.to_lowercase()),
        column="entered_by",
        known=people,
        declared=setting.known_as("people"),
        what="person",
        file="people.csv",
        findings=batch.findings,
    )


def with_periods(batch: Batch, frame: pl.DataFrame, *, years_too: bool = False) -> pl.DataFrame:
    """Find each row's period, and make the periods that no figure had before."""
    frame = keys.resolve_periods(frame, findings=batch.findings, years_too=years_too)
    wanted = frame.select("code", pl.col("period_kind").alias("kind"), "start", "end", "label").unique(subset="code")
    known = ensure_periods(wanted=wanted.sort("start")).select("code", "period_id")
    return frame.join(known, on="code", how="left", maintain_order="left")


def in_order(frame: pl.DataFrame) -> pl.DataFrame:
    """Sort by key and time, then by row. What is the same in every row needs no moving, and so no memory."""
    if frame.is_empty():
        return frame
    alike = frame.select(pl.all().eq_missing(pl.all().first()).all()).row(0)
    same = [name for name, one in zip(frame.columns, alike, strict=True) if one and name != "row"]
    values = frame.select(pl.col(name).first() for name in same)
    moving = frame.drop(same)
    moved = moving.sort([*[name for name in ORDER if name in moving.columns], "row"])
    constants = [pl.lit(values[name][0], dtype=values.schema[name]).alias(name) for name in same]
    return moved.with_columns(constants).select(frame.columns)


def once(batch: Batch, frame: pl.DataFrame, *, words: Callable[[Row], str] = targets.about) -> pl.DataFrame:
    """Refuse a key that stands in the file twice; ``frame`` is in order."""
    return keys.duplicates(
        frame, key=lookups.KEYS[batch.kind.name], column=batch.kind.key[1], words=words, findings=batch.findings
    )


def settled(
    batch: Batch,
    frame: pl.DataFrame,
    setting: Setting,
    *,
    what: str,
    changed: str,
    keep: list[pl.DataFrame] | None = None,
) -> pl.DataFrame:
    """Compare with what is stored and refuse changes without a reason; ``keep`` collects what was stored."""
    table = batch.kind.name
    numbers, texts = lookups.CONTENTS[table]
    final = pl.lit(value=True)
    if batch.later is not None:
        again = batch.later.with_columns(pl.lit(value=False).alias("final_word"))
        frame = frame.join(again, on="row", how="left", maintain_order="left")
        final = pl.col("final_word").fill_null(value=True)
    frame = frame.with_columns(final.alias("final_word"))
    chunks = lookups.revisions(table=table, indicators=frame["indicator_id"].unique().to_list())
    if keep is not None:
        chunks = _kept(chunks, keep)
    frame = revisions.settled(
        frame, stored=chunks, key=lookups.KEYS[table], numbers=numbers, texts=texts, shown=changed
    )
    return revisions.needs_reason(frame, what=what, changed=changed, reason=setting.reason, findings=batch.findings)


def _kept(chunks: Iterator[pl.DataFrame], keep: list[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    for chunk in chunks:
        keep.append(sizes(chunk))
        yield chunk


def sizes(chunk: pl.DataFrame) -> pl.DataFrame:
    """Keep of each stored key what the questions need."""
    return chunk.select(*lookups.KEYS["observations"], "number", pl.col("value").cast(pl.Float64).alias("value_float"))


def latest(chunks: list[pl.DataFrame]) -> pl.DataFrame:
    """Return the latest revision of each key with its period's start, end and label."""
    empty = {
        "indicator_id": pl.Int64,
        "place_id": pl.Int64,
        "breakdown": pl.String,
        "period_id": pl.Int64,
        "number": pl.Int64,
        "value_float": pl.Float64,
    }
    every = pl.concat([pl.DataFrame(schema=empty), *chunks])
    latest = every.sort("number").unique(subset=lookups.KEYS["observations"], keep="last")
    return latest.join(periods().select(*_LOCAL), on="period_id", how="inner")
