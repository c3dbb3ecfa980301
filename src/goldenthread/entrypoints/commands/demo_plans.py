"""Unit plans of the demonstration council, each in another state: approved and reviewed, submitted, half written."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

WRITERS = {
    "UP-GET-HWT": "data.officer.growth@downland.example",
    "UP-GET-ENV": "data.officer.growth@downland.example",
    "UP-CYPE-EDU": "data.officer.children@downland.example",
}
DECISIONS = (
    ("UP-GET-HWT", "head", "head.of.highways", datetime(2026, 3, 25, 9, 30, tzinfo=UTC)),
    ("UP-GET-HWT", "director", "director.growth", datetime(2026, 3, 30, 14, 0, tzinfo=UTC)),
    ("UP-GET-HWT", "member", "cabinet.member.highways", datetime(2026, 4, 2, 10, 15, tzinfo=UTC)),
    ("UP-GET-ENV", "head", "head.of.environment", datetime(2026, 3, 27, 11, 0, tzinfo=UTC)),
)
WRITTEN, SUBMITTED = datetime(2026, 3, 18, 9, 0, tzinfo=UTC), datetime(2026, 3, 23, 16, 0, tzinfo=UTC)
REVIEWED, REVIEW_DAY = datetime(2026, 10, 6, 15, 0, tzinfo=UTC), date(2026, 10, 6)


def make_unit_plans(folder: Path) -> int:
    """Write, submit, approve and review the plans of ``folder`` (sections.csv, costs.csv); return how many were made.

    A plan that has words already is left alone, so that a second run changes nothing. Needs Django to be started.
    """
    from goldenthread.domain.unit_plans import operations, queries

    people = _people()
    fresh = {
        code
        for code, writer in WRITERS.items()
        if (row := queries.unit_plan(code=code, for_user=people[writer])) is not None and not row.sections
    }
    for words in _rows(folder / "sections.csv", fresh):
        by = people[WRITERS[words["plan"]]]
        operations.save_section(
            plan=words["plan"], section=words["section"], text=words["text"], seen=0, by=by, at=WRITTEN
        )
    for cost in _rows(folder / "costs.csv", fresh):
        by = people[WRITERS[cost["plan"]]]
        operations.save_cost(
            plan=cost["plan"], activity=cost["activity"], amount=Decimal(cost["amount"]), by=by, at=WRITTEN
        )
    for code in sorted(fresh & {code for code, *_ in DECISIONS}):
        operations.submit(plan=code, by=people[WRITERS[code]], at=SUBMITTED)
    for code, stage, who, at in DECISIONS:
        if code in fresh:
            by = people[f"{who}@downland.example"]
            plan = queries.unit_plan(code=code, for_user=by)
            operations.decide(
                plan=code,
                stage=stage,
                decision="approved",
                by=by,
                at=at,
                amount=plan.total if plan else None,
                text="To spend on the activity of this plan in 2026/27.",
            )
    if "UP-GET-HWT" in fresh:
        _review(people[WRITERS["UP-GET-HWT"]])
    return len(fresh)


def _review(by: Any) -> None:
    from goldenthread.domain.unit_plans import operations
    from goldenthread.domain.unit_plans.queries import OffTrackRow

    late = OffTrackRow(
        what="Rebuilding ten junctions",
        reason="A gas main was found under the second junction. Four of five planned by now are open.",
        action="The gas company moves it in November; the fifth junction was brought forward.",
    )
    operations.record_review(
        plan="UP-GET-HWT",
        kind="half_year",
        on=REVIEW_DAY,
        note="Rounds and buses are on track and within budget. One junction is late.",
        exceptions=[late],
        by=by,
        at=REVIEWED,
    )


def _people() -> dict[str, Any]:
    from goldenthread.domain.organisation import queries

    wanted = {*WRITERS.values(), *(f"{who}@downland.example" for _, _, who, _ in DECISIONS)}
    return {email: queries.user(email=email) for email in wanted}


def _rows(path: Path, plans: set[str]) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["plan"] in plans]
