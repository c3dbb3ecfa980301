"""Files about plans: every row to the operation that stores it; what it refuses is said with file and row."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import polars as pl

from goldenthread.domain.collection.operations import steps
from goldenthread.domain.collection.operations.batch import Batch, FileCount, Setting
from goldenthread.domain.collection.rules import keys, reference
from goldenthread.domain.collection.rules.columns import FileKind
from goldenthread.domain.collection.rules.consultation_files import CONSULTATION_FILES
from goldenthread.domain.collection.rules.plan_files import PLAN_FILES
from goldenthread.domain.collection.rules.unit_plan_files import UNIT_PLAN_FILES
from goldenthread.domain.consultation import operations as consultation
from goldenthread.domain.delivery import operations as delivery
from goldenthread.domain.framework import operations as framework
from goldenthread.domain.organisation import lookups as council
from goldenthread.domain.organisation.operations import Changes
from goldenthread.domain.unit_plans import operations as unit_plans
from goldenthread.engines.spreadsheets import Problem

KINDS = frozenset(kind.name for kind in (*PLAN_FILES, *CONSULTATION_FILES, *UNIT_PLAN_FILES))
_SAVE: dict[str, Callable[..., Changes]] = {
    "plan_levels": framework.save_levels,
    "plans": framework.save_plans,
    "plan_items": framework.save_items,
    "success_factors": framework.save_factors,
    "measures": framework.save_measures,
    "money": framework.save_money,
    "stretch_targets": framework.save_stretch_targets,
    "thread_links": framework.save_links,
    "successions": framework.save_successions,
    "related_items": framework.save_related,
    "milestones": delivery.save_work,
    "dependencies": delivery.save_dependencies,
    "evidence": delivery.add_evidence,
    "item_work": framework.save_item_work,
    "iterations": consultation.save_iterations,
    "comments": consultation.save_comments,
    "responses": consultation.save_responses,
    "endorsements": consultation.save_endorsements,
    "unit_plan_sections": unit_plans.save_sections,
    "unit_plan_costs": unit_plans.save_costs,
    "unit_plan_reviews": unit_plans.save_reviews,
}


def store(batch: Batch, setting: Setting) -> FileCount:
    """Check and store one file about plans; a file with a row that is refused stores nothing."""
    kind, findings = batch.kind, batch.findings
    frame = findings.run(batch.frame, reference.checks(kind))
    if _tells_history(kind):
        frame = steps.entered(batch, frame, setting, people=council.people().rename({"email": "entered_by"}))
    frame = keys.duplicates(
        frame.sort([*kind.key, "row"]),
        key=kind.key,
        column=kind.key[0],
        words=lambda row: ", ".join(str(row[name]) for name in kind.key if row[name] is not None),
        findings=findings,
    ).sort("row")
    changes = Changes()
    if frame.height and not findings.bad:
        rows = _rows(batch, frame)
        try:
            changes = _SAVE[kind.name](rows=rows, **setting.because(batch))
        except delivery.RefusedError as refused:
            _tell(refused, numbers=frame["row"].to_list(), batch=batch, setting=setting)
    return FileCount(
        file=batch.name,
        kind=kind.name,
        rows=batch.rows,
        new=len(changes.new),
        revised=len(changes.changed),
        unchanged=changes.unchanged,
    )


def _tell(refused: delivery.RefusedError, *, numbers: list[int], batch: Batch, setting: Setting) -> None:
    """Add what was refused to the findings; a code that a file of this very load holds needs no second problem."""
    declared = set().union(*setting.declared.values())
    for fault in refused.faults:
        batch.findings.bad.add(numbers[fault.row])
        if fault.missing and (setting.unreadable or (setting.refused and fault.missing in declared)):
            continue
        batch.findings.problems.append(
            Problem(
                file=batch.name,
                sheet=batch.findings.sheet,
                row=numbers[fault.row],
                column=fault.column,
                seen=fault.seen,
                expected=fault.expected,
                what_to_do=fault.what_to_do,
                severity="refused",
            )
        )


def _tells_history(kind: FileKind) -> bool:
    return any(column.name == "entered_at" for column in kind.columns)


def _rows(batch: Batch, frame: pl.DataFrame) -> list[dict[str, Any]]:
    kind = batch.kind
    names = [column.name for column in kind.columns if column.name != "entered_by"]
    texts = [column.name for column in kind.columns if column.type in {"text", "choice"} and column.name in names]
    numbers = [column.name for column in kind.columns if column.type == "number"]
    if _tells_history(kind):
        names += ["moment", "entered_by_id"]
    again = set(batch.later["row"].to_list()) if batch.later is not None else set()
    rows = frame.select("row", *names).with_columns(pl.col(texts).fill_null("")).to_dicts()
    for row in rows:
        number = row.pop("row")
        for name in numbers:
            row[name] = None if row[name] is None else Decimal(row[name])
        if _tells_history(kind):
            told, moment = row.pop("entered_at"), row.pop("moment")
            row["entered_at"] = datetime.fromisoformat(moment).replace(tzinfo=UTC) if told else None
            row["final"] = number not in again
        if kind.name == "plan_levels":
            row["code"] = row.pop("level")
        if kind.name == "plans":
            row["partners"] = tuple(code.strip() for code in row["partners"].split(";") if code.strip())
            row |= {name: row[name].lower() for name in ("officer", "manager")}
    return rows
