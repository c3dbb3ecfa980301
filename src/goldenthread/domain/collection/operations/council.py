"""Files about the council itself and whom it compares with. Stored by key; what changed is in the event."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import polars as pl

from goldenthread.domain.collection.operations.batch import Batch, FileCount, Setting
from goldenthread.domain.collection.rules import comparator_files, holder_files, keys, reference
from goldenthread.domain.indicators import operations as indicators
from goldenthread.domain.organisation import lookups
from goldenthread.domain.organisation import operations as organisation

_LINKS: dict[str, dict[str, str]] = {
    "places": {"parent": "places", "successor": "places"},
    "authority": {"place": "places"},
    "units": {"parent": "units"},
    "structure": {"unit": "units", "parent": "units"},
    "holders": {"post": "posts", "email": "people"},
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
    "people": lambda: lookups.people().rename({"email": "person"}),
}
_SINGULAR = {"places": "place", "units": "unit", "committees": "committee", "posts": "post", "people": "person"}


def store(batch: Batch, setting: Setting) -> FileCount:
    """Check and store one file about the council; rows that were refused are left out."""
    kind, findings = batch.kind, batch.findings
    frame = findings.run(batch.frame, reference.checks(kind))
    if kind.name in {"people", "holders"}:
        frame = frame.with_columns(pl.col("email").str.to_lowercase())
    frame = _once(batch, frame)
    frame = _linked(batch, frame, setting)
    if kind.name in {"places", "units"}:
        known = _KNOWN[kind.name]()
        parents = dict(known.drop_nulls("parent").select(_SINGULAR[kind.name], "parent").iter_rows())
        frame = reference.no_cycles(frame, parents=parents, what=_SINGULAR[kind.name], findings=findings)
    frame = _over_time(batch, frame)
    rows = _rows(batch, frame)
    because = setting.because(batch)
    if not rows:
        changes = organisation.Changes()
    elif kind.name == "people":
        changes = organisation.save_people(rows=rows, **because)
    elif kind.name == "holders":
        changes = organisation.save_holders(rows=rows, **because)
    elif kind.name == "structure":
        changes = organisation.save_moves(rows=rows, **because)
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
        words=holder_files.holder_words
        if kind.name == "holders"
        else lambda row: ", ".join(str(row[name]) for name in kind.key if row[name] is not None),
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


def _over_time(batch: Batch, frame: pl.DataFrame) -> pl.DataFrame:
    """Refuse what cannot be on some day: a post with two holders, a unit that is part of itself."""
    kind, findings = batch.kind.name, batch.findings
    if frame.is_empty() or kind not in {"units", "structure", "people", "holders"}:
        return frame
    if kind == "holders":
        return holder_files.one_holder(
            frame,
            stored=lookups.holdings(),
            findings=findings,
            column="email",
            what_to_do="End the one on the day before the other begins, or write yes under deputy.",
        )
    if kind == "people":
        stored = lookups.holdings()
        fresh = holder_files.as_holdings(frame, known=stored)
        kept = holder_files.one_holder(
            fresh,
            stored=stored,
            findings=findings,
            column="post",
            what_to_do="Leave the post empty here, and say in holders.csv who holds it from when to when.",
        )
        return frame.filter(~pl.col("row").is_in(list(set(fresh["row"]) - set(kept["row"]))))
    units = lookups.units()
    base = dict(units.select("unit", "parent").iter_rows())
    moves = lookups.placements()
    if kind == "units":
        base |= dict(frame.select("code", "parent").iter_rows())
        return holder_files.no_circles(frame, base=base, moves=moves, column="code", findings=findings)
    frame = findings.run(frame.join(units.select("unit", "kind", "valid_to"), on="unit"), holder_files.move_checks())
    said = {(unit, starts) for unit, starts in frame.select("unit", "starts").iter_rows()}
    moves = [one for one in moves if (one[0], one[2]) not in said]
    moves += list(frame.select("unit", "parent", "starts").iter_rows())
    return holder_files.no_circles(frame, base=base, moves=moves, column="unit", findings=findings)


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
