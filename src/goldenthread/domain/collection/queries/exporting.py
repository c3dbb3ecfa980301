"""A council as files that can be loaded again: the kinds of FILE_KINDS, every revision in the order it was made."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from goldenthread.domain.collection.rules.columns import FileKind
from goldenthread.domain.collection.rules.files import FILE_KINDS
from goldenthread.domain.consultation import lookups as consultation
from goldenthread.domain.delivery import lookups as delivery
from goldenthread.domain.framework import lookups as framework
from goldenthread.domain.unit_plans import lookups as unit_plans

SETUP = "set-up@localhost"
"""The built-in person, who is not named in files: whoever loads them stands in for it."""

_SOURCES: dict[str, Callable[[], list[dict[str, Any]]]] = {
    "plan_levels": framework.plan_levels,
    "plans": framework.plans,
    "plan_items": framework.plan_items,
    "success_factors": framework.success_factors,
    "measures": framework.measures,
    "money": framework.money,
    "stretch_targets": framework.stretch_targets,
    "thread_links": framework.thread_links,
    "successions": framework.successions,
    "related_items": framework.related_items,
    "milestones": delivery.milestones,
    "dependencies": delivery.dependencies,
    "evidence": delivery.evidence,
    "item_work": framework.item_work,
    "iterations": consultation.iterations,
    "comments": consultation.comments,
    "responses": consultation.responses,
    "endorsements": consultation.endorsements,
    "unit_plan_sections": unit_plans.sections,
    "unit_plan_costs": unit_plans.costs,
    "unit_plan_reviews": unit_plans.reviews,
}

EXPORTED = tuple(kind.name for kind in FILE_KINDS if kind.name in _SOURCES)
"""The kinds that are exported, in the order of loading."""


def exported() -> Iterator[tuple[str, bytes, int]]:
    """Yield (file name, content, rows) of every file, in the order of loading: CSV in UTF-8, lines ending in CR LF.

    The revisions of a kind come in numbered files, first revisions first, as a load wants them. Kinds without a row
    have no file. Personal objectives are in none: they leave with nobody. Nor are approvals: those are acts of people
    in this system.
    """
    for kind in FILE_KINDS:
        if kind.name not in _SOURCES:
            continue
        rows = _SOURCES[kind.name]()
        last = max((row["number"] for row in rows), default=1) if kind.revisions else 1
        for number in range(1, last + 1):
            part = [row for row in rows if row["number"] == number] if kind.revisions else rows
            if part:
                name = f"{kind.name}-{number}.csv" if last > 1 else f"{kind.name}.csv"
                yield name, _csv(kind, part), len(part)


def _csv(kind: FileKind, rows: list[dict[str, Any]]) -> bytes:
    names = [column.name for column in kind.columns]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(names)
    writer.writerows([_text(_told(row).get(name)) for name in names] for row in rows)
    return out.getvalue().encode()


def _told(row: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**row, "entered_by": ""} if row.get("entered_by") == SETUP else row


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    return str(value)
