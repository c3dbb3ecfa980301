"""Moments written in files: only history says when it became known."""

from datetime import UTC, date, datetime

import polars as pl

from goldenthread.domain.collection.rules.findings import Check, quoted


def with_moments(frame: pl.DataFrame, *, at: datetime) -> pl.DataFrame:
    """Add ``moment`` (UTC, as both databases keep it: "2022-07-14 09:30:00") and ``moment_error`` (a clause or null).

    Rows without ``entered_at`` have the moment of the load. A day without a time is its midnight.
    """
    now = stored_text(at)
    texts = [text for text in frame["entered_at"].unique().to_list() if text is not None]
    if not texts:
        return frame.with_columns(pl.lit(now).alias("moment"), pl.lit(None, pl.String).alias("moment_error"))
    table = pl.DataFrame(
        [(text, *_read(text, at=at)) for text in texts],
        schema={"entered_at": pl.String, "moment": pl.String, "moment_error": pl.String},
        orient="row",
    )
    joined = frame.join(table, on="entered_at", how="left", maintain_order="left")
    return joined.with_columns(
        pl.when(pl.col("entered_at").is_null()).then(pl.lit(now)).otherwise(pl.col("moment")).alias("moment")
    )


def checks() -> list[Check]:
    """Refuse moments that cannot be read or lie in the future, and a person without a moment."""
    return [
        Check(
            column="entered_at",
            when=pl.col("moment_error").is_not_null(),
            seen=lambda row: str(row["moment_error"]),
            expected="a day such as 2022-07-14, or a moment such as 2022-07-14T09:30, not after now",
            what_to_do="Correct it, or leave it empty.",
        ),
        Check(
            column="entered_by",
            when=pl.col("entered_by").is_not_null() & pl.col("entered_at").is_null(),
            seen=lambda row: f"{quoted('entered_by')(row)} without a moment",
            expected="entered_by only together with entered_at",
            what_to_do="Add entered_at, or leave both empty.",
        ),
    ]


def _read(text: str, *, at: datetime) -> tuple[str | None, str | None]:
    try:
        day = date.fromisoformat(text) if len(text) == 10 else None
        moment = datetime(day.year, day.month, day.day, tzinfo=UTC) if day else datetime.fromisoformat(text)
    except ValueError:
        return None, f"“{text}” is not a day or a moment"
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    if moment > at:
        return None, f"{text} lies in the future"
    return stored_text(moment), None


def stored_text(moment: datetime) -> str:
    """Return a moment in UTC without its zone: so SQLite keeps it, and so PostgreSQL's session, in UTC, reads it."""
    return str(moment.astimezone(UTC).replace(tzinfo=None))
