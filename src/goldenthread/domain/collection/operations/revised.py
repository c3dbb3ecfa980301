"""Files whose rows become revisions: definitions, figures, targets, commentary. One event a file."""

import json
from typing import Any

import polars as pl

from goldenthread.domain.audit.operations import record
from goldenthread.domain.calendar.operations import ensure_periods
from goldenthread.domain.calendar.queries import periods
from goldenthread.domain.calendar.rules import KIND_OF_FREQUENCY
from goldenthread.domain.collection.operations.batch import Batch, FileCount, Setting
from goldenthread.domain.collection.rules import figures, jumps, keys, meanings, moments, reference, revisions, targets
from goldenthread.domain.collection.rules.findings import Check, quoted
from goldenthread.domain.indicators import lookups
from goldenthread.domain.indicators import operations as indicators
from goldenthread.domain.organisation import lookups as council

_LARGE = 100_000
"""Files above this are not stored for the sake of later checks once anything was refused."""

_LOCAL = ("period_id", "start", "end", "label")


def store(batch: Batch, setting: Setting) -> FileCount:
    """Check one file of revisions, compare it with what is stored, and store what is new or changed."""
    frame = batch.findings.run(batch.frame, reference.checks(batch.kind))
    frame = keys.resolve(
        frame,
        column="indicator",
        known=lookups.indicators(),
        declared=setting.known_as("indicators"),
        what="indicator",
        file="indicators.csv",
        findings=batch.findings,
    )
    frame = _CHECKED[batch.kind.name](batch, frame, setting)
    counts = dict(frame["state"].value_counts().iter_rows()) if frame.height else {}
    changed = frame.filter(pl.col("state") != "unchanged")
    skipped = (setting.refused or batch.findings.bad) and changed.height > _LARGE and not setting.targets_follow
    if changed.height and not skipped:
        _append(batch, changed, setting, counts=counts)
    return FileCount(
        file=batch.name,
        kind=batch.kind.name,
        rows=batch.frame.height,
        new=counts.get("new", 0),
        revised=counts.get("revised", 0),
        unchanged=counts.get("unchanged", 0),
    )


def _append(batch: Batch, changed: pl.DataFrame, setting: Setting, *, counts: dict[str, int]) -> None:
    table = batch.kind.name
    first = indicators.next_id(table=table)
    data: dict[str, Any] = {
        **batch.source,
        "rows": batch.rows,
        "new": counts.get("new", 0),
        "revised": counts.get("revised", 0),
        "unchanged": counts.get("unchanged", 0),
        "revisions": {"table": table, "first": first, "last": first + changed.height - 1},
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
    numbers, texts = lookups.CONTENTS[table]
    key = lookups.KEYS[table]
    plain = [name for name in texts if changed[name].dtype == pl.String and name != "shares"]
    who = pl.col("entered_by_id") if "entered_by_id" in changed.columns else pl.lit(None, pl.Int64)
    when = pl.col("moment") if "moment" in changed.columns else pl.lit(moments.stored_text(setting.at))
    rows = changed.select(
        *key,
        "number",
        *numbers,
        *[pl.col(name).fill_null("") if name in plain else pl.col(name) for name in texts],
        pl.col("reason").fill_null(setting.reason),
        when.alias("entered_at"),
        who.fill_null(setting.by.pk).alias("entered_by_id"),
    )
    step = indicators.CHUNK
    for start in range(0, rows.height, step):
        setting.tell(f"Storing {batch.name}", start, rows.height)
        part = rows.slice(start, step)
        indicators.append_revisions(table=table, frame=part, first_id=first + start, event=event.pk)
    setting.tell(f"Storing {batch.name}", rows.height, rows.height)


def _definitions(batch: Batch, frame: pl.DataFrame, setting: Setting) -> pl.DataFrame:
    frame = keys.duplicates(
        frame,
        key=["indicator_id", "valid_from"],
        column="valid_from",
        words=lambda row: f"the definition of {row['indicator']} from {figures.day(row['valid_from'])}",
        findings=batch.findings,
    )
    return _settled(batch, frame, setting, what="the definition", changed="description")


def _commentary(batch: Batch, frame: pl.DataFrame, setting: Setting) -> pl.DataFrame:
    frame = _with_periods(keys.resolve_periods(frame, findings=batch.findings))
    frame = _no_duplicates(batch, frame)
    return _settled(batch, frame, setting, what="the commentary", changed="context")


def _observations(batch: Batch, frame: pl.DataFrame, setting: Setting) -> pl.DataFrame:
    findings = batch.findings
    frame = figures.settle_status(_placed(batch, frame, setting))
    frame = findings.run(frame, [*figures.place_checks(), *figures.shape_checks()])
    frame = _entered(batch, frame, setting)
    frame = _no_duplicates(batch, frame)
    frame = meanings.with_definitions(frame, definitions=lookups.definitions(), scheme="")
    frame = figures.fill_values(findings.run(frame, figures.meaning_checks()))
    latest: list[pl.DataFrame] = []
    frame = _settled(batch, frame, setting, what="the figure", changed="value", keep=latest)
    held = _figures(latest)
    frame = jumps.with_last(frame, stored=held)
    return findings.run(frame, [figures.jump_check()])


def _targets(batch: Batch, frame: pl.DataFrame, setting: Setting) -> pl.DataFrame:
    findings = batch.findings
    frame = _placed(batch, frame, setting, years_too=True)
    frame = findings.run(frame, figures.place_checks())
    frame = keys.resolve(
        frame,
        column="approver",
        known=council.posts().rename({"post": "approver"}),
        declared=setting.known_as("posts"),
        what="post",
        file="posts.csv",
        findings=findings,
    )
    frame = _no_duplicates(batch, frame)
    _, scheme = council.authority()
    frame = meanings.with_definitions(
        frame.drop("tolerance").with_columns(frame["tolerance"]).rename({"basis": "set_on", "tolerance": "own"}),
        definitions=lookups.definitions(),
        scheme=scheme,
    )
    frame = frame.drop("tolerance", "basis").rename({"set_on": "basis", "own": "tolerance"})
    frame = findings.run(targets.with_shares(frame), [*targets.checks(), *targets.shares_checks()])
    frame = targets.with_own_kind(frame, kinds=KIND_OF_FREQUENCY).with_columns(
        pl.col("target").alias("value"),
        pl.col("share_list")
        .map_elements(lambda text: json.dumps(text.split(";")), pl.String)
        .fill_null("[]")
        .alias("shares"),
    )
    held: list[pl.DataFrame] = []
    frame = _settled(batch, frame, setting, what="the target", changed="value", keep=held)
    frame = findings.run(frame, [targets.who_approves()])
    changed = frame.filter(pl.col("state") != "unchanged")
    if changed.height:
        wanted = changed["indicator_id"].unique().to_list()
        earlier = (
            _figures(held).rename({"value_float": "target_float"}).select(*targets.SERIES, "start", "target_float")
        )
        mine = frame.select(*targets.SERIES, "start", "target_float")
        past = _figures([_latest(chunk) for chunk in lookups.revisions(table="observations", indicators=wanted)])
        asked = targets.with_past(changed, figures=past, earlier=pl.concat([mine, earlier]).drop_nulls("target_float"))
        findings.run(asked, targets.questions())
    return frame


_CHECKED = {
    "definitions": _definitions,
    "observations": _observations,
    "targets": _targets,
    "commentary": _commentary,
}


def _placed(batch: Batch, frame: pl.DataFrame, setting: Setting, *, years_too: bool = False) -> pl.DataFrame:
    """Find each row's period and place; an empty place is the authority's own, an empty breakdown everybody."""
    home, _ = council.authority()
    if not home and frame["place"].null_count():
        batch.findings.whole_file(
            seen="rows without a place, and there is no authority whose place they could mean",
            expected="a place in every row, or the authority in authority.csv",
            what_to_do="Load authority.csv first, or fill in the column place.",
            column="place",
        )
        frame = frame.filter(pl.col("place").is_not_null())
    frame = frame.with_columns(pl.col("place").fill_null(home or None), pl.col("breakdown").fill_null(""))
    frame = keys.resolve(
        frame,
        column="place",
        known=council.places().drop("parent"),
        declared=setting.known_as("places"),
        what="place",
        file="places.csv",
        findings=batch.findings,
    )
    return _with_periods(keys.resolve_periods(frame, findings=batch.findings, years_too=years_too))


def _with_periods(frame: pl.DataFrame) -> pl.DataFrame:
    wanted = frame.select("code", pl.col("period_kind").alias("kind"), "start", "end", "label").unique(subset="code")
    known = ensure_periods(wanted=wanted.sort("start")).select("code", "period_id")
    return frame.join(known, on="code", how="left", maintain_order="left")


def _no_duplicates(batch: Batch, frame: pl.DataFrame) -> pl.DataFrame:
    return keys.duplicates(
        frame, key=lookups.KEYS[batch.kind.name], column="period", words=targets.about, findings=batch.findings
    )


def _entered(batch: Batch, frame: pl.DataFrame, setting: Setting) -> pl.DataFrame:
    """Read who entered history and when; refuse the future."""
    frame = moments.with_moments(frame, at=setting.at).with_columns(pl.col("entered_by").str.to_lowercase())
    frame = batch.findings.run(
        frame,
        [
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
        ],
    )
    return keys.resolve(
        frame,
        column="entered_by",
        known=council.people().rename({"email": "entered_by"}),
        declared=setting.known_as("people"),
        what="person",
        file="people.csv",
        findings=batch.findings,
    )


def _settled(
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
    order = [name for name in ("indicator_id", "place_id", "breakdown", "start", "valid_from") if name in frame.columns]
    chunks = lookups.revisions(table=table, indicators=frame["indicator_id"].unique().to_list())
    if keep is not None:
        chunks = _kept(chunks, keep)
    frame = revisions.settled(frame.sort(order), stored=chunks, key=lookups.KEYS[table], numbers=numbers, texts=texts)
    return revisions.needs_reason(frame, what=what, changed=changed, reason=setting.reason, findings=batch.findings)


def _kept(chunks: Any, keep: list[pl.DataFrame]) -> Any:
    for chunk in chunks:
        keep.append(_latest(chunk))
        yield chunk


def _latest(chunk: pl.DataFrame) -> pl.DataFrame:
    """Keep of each stored key what the questions need."""
    return chunk.select(*lookups.KEYS["observations"], "number", pl.col("value").cast(pl.Float64).alias("value_float"))


def _figures(chunks: list[pl.DataFrame]) -> pl.DataFrame:
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
