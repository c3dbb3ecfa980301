"""Files whose rows become revisions: definitions, figures, targets, commentary, comparators. One event a file."""

import json
from typing import Any

import polars as pl

from goldenthread.domain.audit.operations import record
from goldenthread.domain.calendar.rules import KIND_OF_FREQUENCY
from goldenthread.domain.collection.operations import comparing, figures, steps
from goldenthread.domain.collection.operations.batch import Batch, FileCount, Setting
from goldenthread.domain.collection.rules import keys, meanings, moments, reference, targets
from goldenthread.domain.collection.rules.figures import day, place_checks
from goldenthread.domain.indicators import lookups
from goldenthread.domain.indicators import operations as indicators
from goldenthread.domain.indicators.rules.seals import digests
from goldenthread.domain.organisation import lookups as council

_LARGE = 100_000
"""Files above this are not stored for the sake of later checks once anything was refused."""


def store(batch: Batch, setting: Setting) -> FileCount:
    """Check one file of revisions, compare it with what is stored, and store what is new or changed."""
    batch.frame = batch.findings.run(batch.frame, reference.checks(batch.kind))
    frame = figures.checked(batch, setting) if batch.kind.name == "observations" else _checked(batch, setting)
    counts = dict(frame["state"].value_counts().iter_rows()) if frame.height else {}
    changed = frame if set(counts) <= {"new", "revised"} else frame.filter(pl.col("state") != "unchanged")
    del frame
    skipped = (setting.refused or batch.findings.bad) and changed.height > _LARGE and not setting.targets_follow
    if changed.height and not skipped:
        _append(batch, changed, setting, counts=counts)
    return FileCount(
        file=batch.name,
        kind=batch.kind.name,
        rows=batch.rows,
        new=counts.get("new", 0),
        revised=counts.get("revised", 0),
        unchanged=counts.get("unchanged", 0),
    )


def _append(batch: Batch, changed: pl.DataFrame, setting: Setting, *, counts: dict[str, int]) -> None:
    table = batch.kind.name
    first = indicators.next_id(table=table)
    step = indicators.CHUNK
    sealed: list[str] = []
    for start in range(0, changed.height, step):
        part = _stored_rows(changed.slice(start, step), table=table, setting=setting)
        sealed += digests(part, first_id=first + start)
    data: dict[str, Any] = {
        **batch.source,
        "rows": batch.rows,
        "new": counts.get("new", 0),
        "revised": counts.get("revised", 0),
        "unchanged": counts.get("unchanged", 0),
        "revisions": {"table": table, "first": first, "last": first + changed.height - 1, "sha256": sealed},
    }
    questioned = [problem.sentence for problem in batch.findings.problems if problem.severity == "questioned"]
    if questioned:
        data["accepted_warnings"] = questioned
    event = record(
        action=f"{table} stored",
        subject=batch.source.get("subject", table),
        by=setting.by,
        at=setting.at,
        reason=setting.reason,
        request_id=setting.request_id,
        data={name: value for name, value in data.items() if name != "subject"},
    )
    for start in range(0, changed.height, step):
        setting.tell(f"Storing {batch.name}", start, changed.height)
        part = _stored_rows(changed.slice(start, step), table=table, setting=setting)
        indicators.append_revisions(table=table, frame=part, first_id=first + start, event=event.pk)
    setting.tell(f"Storing {batch.name}", changed.height, changed.height)


def _stored_rows(part: pl.DataFrame, *, table: str, setting: Setting) -> pl.DataFrame:
    """Return the rows as the table has them, without id and event."""
    numbers, texts = lookups.CONTENTS[table]
    plain = [name for name in texts if part[name].dtype == pl.String]
    who = pl.col("entered_by_id") if "entered_by_id" in part.columns else pl.lit(None, pl.Int64)
    when = pl.col("moment") if "moment" in part.columns else pl.lit(moments.stored_text(setting.at))
    return part.select(
        *lookups.KEYS[table],
        "number",
        *numbers,
        *[pl.col(name).fill_null("") if name in plain else pl.col(name) for name in texts],
        pl.col("reason").fill_null(setting.reason),
        when.alias("entered_at"),
        who.fill_null(setting.by.pk).alias("entered_by_id"),
    )


def _checked(batch: Batch, setting: Setting) -> pl.DataFrame:
    frame = steps.known_indicators(batch, batch.frame, setting, known=lookups.indicators())
    people = council.people().rename({"email": "entered_by"})
    frame = steps.entered(batch, frame, setting, people=people)
    return _CHECKED[batch.kind.name](batch, frame, setting)


def _definitions(batch: Batch, frame: pl.DataFrame, setting: Setting) -> pl.DataFrame:
    frame = keys.duplicates(
        steps.in_order(frame),
        key=["indicator_id", "valid_from"],
        column="valid_from",
        words=lambda row: f"the definition of {row['indicator']} from {day(row['valid_from'])}",
        findings=batch.findings,
    )
    return steps.settled(batch, frame, setting, what="the definition", changed="description")


def _commentary(batch: Batch, frame: pl.DataFrame, setting: Setting) -> pl.DataFrame:
    frame = steps.once(batch, steps.in_order(steps.with_periods(batch, frame)))
    return steps.settled(batch, frame, setting, what="the commentary", changed="context")


def _targets(batch: Batch, frame: pl.DataFrame, setting: Setting) -> pl.DataFrame:
    findings = batch.findings
    places = council.places().drop("parent")
    frame = steps.known_places(batch, steps.home_filled(batch, frame), setting, known=places)
    frame = findings.run(steps.with_periods(batch, frame, years_too=True), place_checks())
    frame = keys.resolve(
        frame,
        column="approver",
        known=council.posts().rename({"post": "approver"}),
        declared=setting.known_as("posts"),
        what="post",
        file="posts.csv",
        findings=findings,
    )
    frame = steps.once(batch, steps.in_order(frame))
    _, scheme = council.authority()
    frame = meanings.with_definitions(
        frame.rename({"basis": "set_on", "tolerance": "own"}),
        definitions=lookups.definitions(),
        scheme=scheme,
    )
    frame = frame.drop("tolerance").rename({"basis": "measured_on", "set_on": "basis", "own": "tolerance"})
    frame = findings.run(targets.with_shares(frame), [*targets.checks(), *targets.shares_checks()])
    frame = targets.with_own_kind(frame, kinds=KIND_OF_FREQUENCY).with_columns(
        pl.col("target").alias("value"),
        pl.col("share_list")
        .map_elements(lambda text: json.dumps(text.split(";")), pl.String)
        .fill_null("[]")
        .alias("shares"),
    )
    held: list[pl.DataFrame] = []
    frame = steps.settled(batch, frame, setting, what="the target", changed="value", keep=held)
    frame = findings.run(frame, [targets.who_approves()])
    changed = frame.filter(pl.col("state") != "unchanged")
    if changed.height:
        wanted = changed["indicator_id"].unique().to_list()
        earlier = (
            steps.latest(held).rename({"value_float": "target_float"}).select(*targets.SERIES, "start", "target_float")
        )
        mine = frame.select(*targets.SERIES, "start", "target_float")
        past = steps.latest(
            [steps.sizes(chunk) for chunk in lookups.revisions(table="observations", indicators=wanted)]
        )
        asked = targets.with_past(changed, figures=past, earlier=pl.concat([mine, earlier]).drop_nulls("target_float"))
        findings.run(asked, targets.questions())
    return frame


_CHECKED = {
    "definitions": _definitions,
    "targets": _targets,
    "commentary": _commentary,
    "comparators": comparing.checked,
}
