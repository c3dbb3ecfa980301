"""Stored revisions read again, digested again, and compared with the audit events that made them."""

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl
from django.db import connection
from django.db.models import Count, Func, Max, Min, TextField
from django.db.models.functions import Cast

from goldenthread.domain.audit import queries as audit
from goldenthread.domain.indicators.lookups.frames import CONTENTS, KEYS, model_of, tidied
from goldenthread.domain.indicators.rules.seals import NUMBERS, STRETCH, digests

_WORDS = {
    "definitions": ("definition", "definitions"),
    "targets": ("target", "targets"),
    "observations": ("figure", "figures"),
    "commentary": ("commentary", "commentaries"),
    "comparators": ("comparator", "comparators"),
}


def counted() -> int:
    """Return how many revisions of definitions, targets, figures, commentary and comparators are stored."""
    return sum(model_of(table).objects.count() for table in KEYS)


def findings() -> Iterator[str]:
    """Yield a sentence for each stretch of revisions that is not as its event says, and for revisions of no event.

    Reads every revision once, ten thousand at a time. Safe while others load: what is added meanwhile is left out.
    """
    for table in KEYS:
        # Asked for before the events are read: a revision that is seen here has its event there.
        last = model_of(table).objects.aggregate(last=Max("id"))["last"] or 0
        expected = 1
        for event, data in audit.data_of(action=f"{table} stored"):
            made = data["revisions"]
            yield from _strangers(table, first=expected, last=made["first"] - 1)
            yield from _changed(table, made=made, event=event, file=str(data.get("file", "")))
            expected = made["last"] + 1
        yield from _strangers(table, first=expected, last=last)


def _strangers(table: str, *, first: int, last: int) -> Iterator[str]:
    if last < first:
        return
    found = model_of(table).objects.filter(id__range=(first, last)).aggregate(count=Count("id"), lowest=Min("id"))
    count, lowest = found["count"], found["lowest"]
    if count:
        one, many = _WORDS[table]
        yield (
            f"{count:,} {one if count == 1 else many} ({'revision' if count == 1 else 'from revision'} {lowest:,}) "
            f"{'was' if count == 1 else 'were'} put in by hand: no audit event made {'it' if count == 1 else 'them'}."
        )


def _changed(table: str, *, made: Mapping[str, Any], event: int, file: str) -> Iterator[str]:
    sealed = list(made.get("sha256", []))
    one, many = _WORDS[table]
    source = f" ({file})" if file else ""
    for number, start in enumerate(range(made["first"], made["last"] + 1, STRETCH)):
        end = min(start + STRETCH - 1, made["last"])
        rows = _rows(table, first=start, last=end)
        lost = end - start + 1 - rows.height
        strange = rows.filter(pl.col("event_id") != event).height
        what = f"{one} revision {start:,}" if start == end else f"{many} {start:,} to {end:,}"
        if lost:
            yield f"Event {event}{source} stored {what}: {lost:,} of them {'is' if lost == 1 else 'are'} missing."
        elif strange or digests(rows.drop("id", "event_id"), first_id=start) != sealed[number : number + 1]:
            which = "it is not as it was" if start == end else "at least one of them is not as it was"
            yield f"Event {event}{source} stored {what}: {which}. Compare with a backup."


def _rows(table: str, *, first: int, last: int) -> pl.DataFrame:
    numbers, texts = CONTENTS[table]
    names = ["id", "event_id", *KEYS[table], "number", *numbers, *texts, "reason", "entered_at", "entered_by_id"]
    whole = {"id", "event_id", *NUMBERS}
    told: dict[str, Func] = {f"{name}_told": Cast(name, TextField()) for name in names if name not in whole}
    if connection.vendor == "postgresql":
        told["entered_at_told"] = _Utc("entered_at")
    chosen = [name if name in whole else f"{name}_told" for name in names]
    rows = model_of(table).objects.filter(id__range=(first, last)).order_by("id").annotate(**told).values_list(*chosen)
    schema: dict[str, Any] = {name: pl.Int64 if name in whole else pl.String for name in names}
    return tidied(pl.DataFrame(list(rows), schema=schema, orient="row"), table=table)


class _Utc(Func):
    """A moment of PostgreSQL as the text that SQLite keeps."""

    template = "to_char(%(expressions)s AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"
    output_field = TextField()
