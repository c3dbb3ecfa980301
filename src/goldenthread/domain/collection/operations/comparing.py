"""What others published: checked by the rules of our own figures, and never without source and licence."""

import polars as pl

from goldenthread.domain.collection.operations import steps
from goldenthread.domain.collection.operations.batch import Batch, Setting
from goldenthread.domain.collection.rules import comparator_files, figures, keys, meanings
from goldenthread.domain.indicators import lookups


def checked(batch: Batch, frame: pl.DataFrame, setting: Setting) -> pl.DataFrame:
    """Return the rows that may be stored, with the number of the revision to make and its state."""
    findings = batch.findings
    frame = findings.run(frame, [comparator_files.published_check(today=setting.at.date())])
    frame = keys.resolve(
        frame,
        column="area",
        known=lookups.comparator_areas(),
        declared=setting.known_as("comparator_groups"),
        what="comparator area",
        file="comparator_groups.csv",
        findings=findings,
    )
    frame = steps.with_periods(batch, frame, years_too=True)
    # Why another council has no figure is seldom known: the status alone says that there is none.
    frame = figures.settle_status(frame.with_columns(pl.lit("").alias("status_reason")))
    frame = findings.run(frame, figures.shape_checks())
    frame = meanings.with_definitions(frame, definitions=lookups.definitions(), scheme="")
    frame = figures.fill_values(findings.run(frame, figures.meaning_checks()))
    parts = [
        pl.when(pl.col("value").is_not_null()).then(pl.col(name)).alias(name) for name in ("numerator", "denominator")
    ]
    frame = steps.once(batch, steps.in_order(frame.with_columns(parts)), words=comparator_files.about)
    return steps.settled(batch, frame, setting, what="a comparator", changed="value")
