"""Files about the council itself and whom it compares with. Stored by key; what changed is in the event."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import polars as pl

from goldenthread.domain.collection.operations.batch import Batch, FileCount, Setting
from goldenthread.domain.collection.rules import comparator_files, keys, reference
from goldenthread.domain.indicators import operations as indicators
from goldenthread.domain.organisation import lookups
from goldenthread.domain.organisation import operations as organisation

_LINKS: dict[str, dict[str, str]] = {
    "places": {"parent": "places", "successor": "places"},
    "authority": {"place": "places"},
    "units": {"parent": "units"},
    "posts": {"unit": "units"},
    "people": {"post": "posts", "unit": "units"},
    "indicators": {
        "unit": "units",
        "committee": "committees",
        "lead_officer": "posts",
        "chief_officer": "posts",
        "cabinet_member": "posts",
    },
}
"""Which columns hold the code of a row in which file."""

_KNOWN: dict[str, Callable[[], pl.DataFrame]] = {
    "places": lookups.places,
    "units": lookups.units,
    "committees": lookups.committees,
    "posts": lookups.posts,
}
_SINGULAR = {"places": "place", "units": "unit", "committees": "committee", "posts": "post"}


def store(batch: Batch, setting: Setting) -> FileCount:
    """Check and store one file about the council; rows that were refused are left out."""
    kind, findings = batch.kind, batch.findings
    frame = findings.run(batch.frame, reference.checks(kind))
    if kind.name == "people":
        frame = frame.with_columns(pl.col("email").str.to_lowercase())
    frame = _once(batch, frame)
    frame = _linked(batch, frame, setting)
    if kind.name in {"places", "units"}:
        known = _KNOWN[kind.name]()
        parents = dict(known.drop_nulls("parent").select(_SINGULAR[kind.name], "parent").iter_rows())
        frame = reference.no_cycles(frame, parents=parents, what=_SINGULAR[kind.name], findings=findings)
    rows = _rows(batch, frame)
    because = setting.because(batch)
    if not rows:
        changes = organisation.Changes()
    elif kind.name == "people":
        changes = organisation.save_people(rows=rows, **because)
    elif kind.name == "indicators":
        changes = indicators.save_indicators(rows=rows, **because)
    elif kind.name == "comparator_groups":
        changes = indicators.save_comparator_groups(rows=rows, **because)
    else:
        changes = organisation.save_rows(table=kind.name, rows=rows, **because)
    return FileCount(
        file=batch.name,
        kind=kind.name,
        rows=batch.frame.height,
        new=len(changes.new),
        revised=len(changes.changed),
        unchanged=changes.unchanged,
    )


def _once(batch: Batch, frame: pl.DataFrame) -> pl.DataFrame:
    kind, findings = batch.kind, batch.findings
    if kind.name == "authority":
        if frame.height > 1:
            findings.whole_file(
                seen=f"{frame.height} rows (rows {', '.join(map(str, frame['row'].to_list()[:5]))})",
                expected="exactly one row: the council itself",
                what_to_do="Keep one row.",
            )
        return frame.head(1)
    frame = keys.duplicates(
        frame.sort([*kind.key, "row"]),
        key=kind.key,
        column=kind.key[0],
        words=lambda row: ", ".join(str(row[name]) for name in kind.key if row[name] is not None),
        findings=findings,
    )
    if kind.name == "people" and frame.height:
        first = [pl.col(name).first().over("email").alias(f"first_{name}") for name in ("name", "post", "row")]
        frame = findings.run(frame.sort("row").with_columns(first), [reference.same_person()])
    if kind.name == "comparator_groups" and frame.height:
        frame = findings.run(comparator_files.with_first(frame), comparator_files.group_checks())
    return frame


def _linked(batch: Batch, frame: pl.DataFrame, setting: Setting) -> pl.DataFrame:
    """Refuse codes that lead nowhere. The codes stay: the operation that stores the rows follows them."""
    for column, target in _LINKS.get(batch.kind.name, {}).items():
        singular = _SINGULAR[target]
        known = _KNOWN[target]().select(pl.col(singular).alias(column), "id")
        own = target == batch.kind.name
        if own:
            # A code of this very file counts as known; one whose row was refused falls away with it.
            mine = pl.DataFrame({column: frame["code"], "id": pl.zeros(frame.height, pl.Int64, eager=True)})
            known = pl.concat([known, mine]).unique(subset=column)
        frame = keys.resolve(
            frame,
            column=column,
            known=known,
            declared=setting.known_as(target),
            what=singular,
            file=f"{target}.csv",
            findings=batch.findings,
            into=f"_{column}",
        ).drop(f"_{column}")
    return frame


def _rows(batch: Batch, frame: pl.DataFrame) -> list[dict[str, Any]]:
    links = set(_LINKS.get(batch.kind.name, {}))
    names = [column.name for column in batch.kind.columns]
    texts = [
        column.name for column in batch.kind.columns if column.type in {"text", "choice"} and column.name not in links
    ]
    numbers = [column.name for column in batch.kind.columns if column.type == "number"]
    rows = frame.select(names).with_columns(pl.col(texts).fill_null("")).to_dicts()
    for row in rows:
        for name in numbers:
            row[name] = None if row[name] is None else Decimal(row[name])
    return rows
