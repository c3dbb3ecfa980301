"""Indicators, definitions and stored revisions as frames: for checking and comparing whole files at once."""

from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl
from django.db import connection
from django.db.models import Exists, OuterRef

from goldenthread.domain.indicators.models import (
    Commentary,
    ComparatorValue,
    Definition,
    Indicator,
    Observation,
    Target,
)

CHUNK = 50_000
"""Revisions read at a time."""

KEYS: dict[str, tuple[str, ...]] = {
    "definitions": ("indicator_id", "valid_from"),
    "targets": ("indicator_id", "place_id", "breakdown", "period_id"),
    "observations": ("indicator_id", "place_id", "breakdown", "period_id"),
    "commentary": ("indicator_id", "period_id"),
    "comparators": ("indicator_id", "area_id", "period_id"),
}
"""What makes two revisions be about the same thing."""

CONTENTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "definitions": (
        ("tolerance",),
        (
            "description",
            "numerator_label",
            "denominator_label",
            "source",
            "source_url",
            "measure",
            "decimals",
            "polarity",
            "basis",
            "scheme",
            "breaks_series",
        ),
    ),
    "targets": (
        ("value", "floor", "lower", "upper", "tolerance"),
        ("apportion", "shares", "basis", "approver_id", "approved_on", "note"),
    ),
    "observations": (("value", "numerator", "denominator"), ("status", "status_reason", "note", "as_at")),
    "commentary": ((), ("context", "action_taken", "action_planned", "action_by")),
    "comparators": (
        ("value", "numerator", "denominator"),
        ("status", "source", "source_url", "licence", "published_on", "note"),
    ),
}
"""What a revision says: its numbers and its texts. Two revisions that say the same are one."""

_MODELS = {
    "definitions": Definition,
    "targets": Target,
    "observations": Observation,
    "commentary": Commentary,
    "comparators": ComparatorValue,
}


def model_of(table: str) -> Any:
    """Return the records of ``table`` (a key of KEYS)."""
    return _MODELS[table]


def table_name(table: str) -> str:
    """Return the database's name of ``table`` (a key of KEYS)."""
    return _MODELS[table]._meta.db_table


def indicators() -> pl.DataFrame:
    """Return every indicator: indicator (reference), id, frequency, proportion."""
    rows = list(Indicator.objects.values_list("reference", "pk", "frequency", "proportion"))
    return pl.DataFrame(
        rows,
        schema={"indicator": pl.String, "id": pl.Int64, "frequency": pl.String, "proportion": pl.Boolean},
        orient="row",
    )


def owners() -> dict[str, int]:
    """Return the id of the unit that owns each indicator, by its reference."""
    return dict(Indicator.objects.values_list("reference", "unit_id"))


def definitions() -> pl.DataFrame:
    """Return the definitions that hold now: indicator_id, valid_from, and what they say of figures."""
    later = Definition.objects.filter(
        indicator=OuterRef("indicator"), valid_from=OuterRef("valid_from"), number__gt=OuterRef("number")
    )
    rows = list(
        Definition.objects.filter(~Exists(later)).values_list(
            "indicator_id", "valid_from", "measure", "decimals", "polarity", "basis", "scheme", "tolerance"
        )
    )
    return pl.DataFrame(
        [(*row[:7], None if row[7] is None else str(row[7])) for row in rows],
        schema={
            "indicator_id": pl.Int64,
            "valid_from": pl.Date,
            "measure": pl.String,
            "decimals": pl.Int64,
            "polarity": pl.String,
            "basis": pl.String,
            "scheme": pl.String,
            "tolerance": pl.String,
        },
        orient="row",
    )


def revisions(*, table: str, indicators: Sequence[int]) -> Iterator[pl.DataFrame]:
    """Yield the stored revisions of these indicators, a chunk at a time: key, ``number``, contents as text.

    Every number and date comes as the text the database keeps, so nothing is rounded on the way.
    """
    if not indicators:
        return
    numbers, texts = CONTENTS[table]
    key = KEYS[table]
    columns = [*key, "number", *numbers, *texts]
    plain = {"indicator_id", "place_id", "area_id", "period_id", "number", "breakdown"}
    selected = ", ".join(name if name in plain else f"CAST({name} AS text)" for name in columns)
    wanted = ", ".join(str(int(one)) for one in indicators)
    # Names come from the constants above and the numbers are integers: nothing a person wrote is in this text.
    sql = f"SELECT {selected} FROM {table_name(table)} WHERE indicator_id IN ({wanted})"  # noqa: S608  constants only
    schema: dict[str, Any] = {
        name: pl.Int64 if name == "number" or (name.endswith("_id") and name in plain) else pl.String
        for name in columns
    }
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql)
        while rows := cursor.fetchmany(CHUNK):
            yield tidied(pl.DataFrame(rows, schema=schema, orient="row"), table=table)


def tidied(frame: pl.DataFrame, *, table: str) -> pl.DataFrame:
    """Say yes and no alike on both databases, and dates as dates where they are keys."""
    if table != "definitions":
        return frame
    yes = pl.col("breaks_series").is_in(["1", "true", "t"])
    return frame.with_columns(
        pl.when(yes).then(pl.lit("true")).otherwise(pl.lit("false")).alias("breaks_series"),
        pl.col("valid_from").str.slice(0, 10).str.to_date("%Y-%m-%d"),
    )
